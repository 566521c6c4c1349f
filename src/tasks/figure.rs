//! The timeline as a figure for paper, in the form that the name of the output asks for.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::tz::{TimeZone, TimeZoneDatabase};

use super::error::TaskError;
use super::output::{self, Existing};
use super::{journal, query};
use crate::base::progress::Progress;
use crate::figure::export::{AsShown, Extent, Figure, FigureOptions, Paper};
use crate::figure::palette::Palette;
use crate::figure::scene::Face;
use crate::model::facts::Facts;
use crate::report::fonts::Fonts;
use crate::report::picture::{Picture, PictureError};
use crate::report::{png, svg};
use crate::store::CaseStore;

/// In what form a figure is written.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Form {
    /// Vector, for the web and for layout programs.
    #[default]
    Svg,
    /// Pixels.
    Png,
    /// Vector on pages.
    Pdf,
}

/// All forms, in the order of lists.
pub const FORMS: [Form; 3] = [Form::Svg, Form::Png, Form::Pdf];

/// The endings that [`form_of`] understands.
pub const ENDINGS: &str = ".svg, .png or .pdf";
/// Least and greatest number of pixels a point.
pub const SCALES: (f32, f32) = (1.0, 8.0);

impl Form {
    /// The ending of its files.
    #[must_use]
    pub fn ending(self) -> &'static str {
        match self {
            Self::Svg => "svg",
            Self::Png => "png",
            Self::Pdf => "pdf",
        }
    }

    /// Whether this program can write it.
    #[must_use]
    pub fn is_there(self) -> bool {
        self != Self::Pdf || cfg!(feature = "pdf")
    }

    /// What it is laid out on if nobody says otherwise: pictures as large as they are, documents on paper.
    #[must_use]
    pub fn usual_paper(self) -> Paper {
        if self == Self::Pdf { Paper::A4 } else { Paper::Fit }
    }
}

/// The form that a name asks for by its ending.
///
/// # Errors
/// If the ending is none of [`ENDINGS`], or this program was built without that form.
pub fn form_of(path: &Path) -> Result<Form, TaskError> {
    let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase());
    match FORMS.into_iter().find(|form| ending.as_deref() == Some(form.ending())) {
        Some(form) if form.is_there() => Ok(form),
        Some(_) => Err(TaskError::NoPdf { path: path.to_owned() }),
        None => Err(TaskError::Ending { path: path.to_owned(), known: ENDINGS }),
    }
}

/// What the figure shows.
#[derive(Clone, PartialEq, Debug)]
pub struct Request {
    /// How the timeline is shown. Which visits the query selects is found anew.
    pub shown: AsShown,
    /// What of the case goes into it.
    pub extent: Extent,
    /// The query that visits must match; empty for all.
    pub query: String,
    /// What it is laid out on.
    pub paper: Paper,
    /// Width in points; none for that at which type has its usual size.
    pub width: Option<f32>,
    /// In which colours.
    pub palette: Palette,
    /// Pixels a point, for PNG.
    pub scale: f32,
}

impl Request {
    /// The whole case as the timeline shows it at first, in print colours, laid out as is usual for a form.
    #[must_use]
    pub fn usual(form: Form) -> Self {
        Self {
            shown: AsShown::default(),
            extent: Extent::default(),
            query: String::new(),
            paper: form.usual_paper(),
            width: None,
            palette: Palette::Print,
            scale: 2.0,
        }
    }
}

/// Where a figure goes.
#[derive(Clone, Copy, Debug)]
pub struct Target<'a> {
    /// The file; of pictures with several pages the name that is numbered: `figure-1.svg`, `figure-2.svg`.
    pub path: &'a Path,
    /// What to do if it exists.
    pub existing: Existing,
    /// What to do if a numbered file exists, about which a file dialog has not asked.
    pub numbered: Existing,
}

/// Writes the timeline, whole or not at all; returns the files. Bears the date of the case's last change, so that the
/// same case, request and fonts give the same bytes.
///
/// # Errors
/// If the query is not understood, the figure would be too large, a path exists and is to be kept or is the case
/// itself, the journal cannot be read, a file cannot be written, or the task was cancelled.
pub fn to_path(
    store: &CaseStore,
    target: Target,
    form: Form,
    request: &Request,
    fonts: &Fonts,
    progress: &Progress,
) -> Result<Vec<PathBuf>, TaskError> {
    output::refuse_the_case(store, target.path)?;
    let facts = store.facts();
    let mut shown = request.shown.clone();
    shown.lanes.filter = match request.query.trim() {
        "" => None,
        text => Some(Arc::new(query::visits(&facts, text)?)),
    };
    let (zone, zone_name) = zone_of(&facts);
    let measure = |text: &str, size: f32, face: Face| fonts.measure(text, size, face);
    let options = FigureOptions {
        shown: &shown,
        extent: &request.extent,
        query: request.query.trim(),
        paper: request.paper,
        width: request.width.unwrap_or_else(|| request.paper.usual_width()),
        zone,
        zone_name: &zone_name,
        date: journal::last_change(store)?,
        measure: &measure,
        setting: crate::figure::export::Setting::Alone,
    };
    let figure = Figure::plan(&facts, &options)?;
    progress.set_total(figure.pages() as u64);
    let drawing = Drawing { figure: &figure, options: &options, request, fonts, progress };
    if form == Form::Pdf {
        let write = |out: &mut dyn Write| drawing.pdf(target.path, out);
        output::write_file(target.path, target.existing, progress, write)?;
        return Ok(vec![target.path.to_owned()]);
    }
    let (paths, existing) = match figure.pages() {
        1 => (vec![target.path.to_owned()], target.existing),
        pages => ((1..=pages).map(|page| numbered(target.path, page, pages)).collect(), target.numbered),
    };
    output::write_files(&paths, existing, progress, |index, out| drawing.picture(index, form, out))?;
    Ok(paths)
}

/// A figure that is being written.
struct Drawing<'a> {
    figure: &'a Figure<'a>,
    options: &'a FigureOptions<'a>,
    request: &'a Request,
    fonts: &'a Fonts,
    progress: &'a Progress,
}

impl Drawing<'_> {
    fn with_page(
        &self,
        index: usize,
        write: impl FnOnce(&Picture) -> Result<(), PictureError>,
    ) -> Result<(), TaskError> {
        let scene = self.figure.page(index);
        let picture = Picture {
            scene: &scene,
            palette: self.request.palette,
            title: &self.figure.page_title(index),
            description: &self.figure.description(index, &scene),
            points_per_inch: self.options.paper.points_per_inch(self.options.width),
        };
        write(&picture)?;
        Ok(self.progress.advance(1)?)
    }

    fn picture(&self, index: usize, form: Form, out: &mut dyn Write) -> Result<(), TaskError> {
        self.with_page(index, |picture| match form {
            Form::Png => png::write(picture, self.fonts, self.request.scale.clamp(SCALES.0, SCALES.1), out),
            Form::Svg | Form::Pdf => svg::write(picture, self.fonts, out),
        })
    }

    #[cfg(feature = "pdf")]
    fn pdf(&self, _: &Path, out: &mut dyn Write) -> Result<(), TaskError> {
        let mut pdf =
            crate::report::pdf::Pdf::new(&self.figure.title(), &self.figure.caption_text(), self.options.date);
        for index in 0..self.figure.pages() {
            self.with_page(index, |picture| pdf.add(picture, self.fonts))?;
        }
        let bytes = pdf.finish()?;
        out.write_all(&bytes).map_err(|error| TaskError::from_writer(&error))
    }

    #[cfg(not(feature = "pdf"))]
    #[expect(clippy::unused_self, reason = "the same call with and without PDF")]
    fn pdf(&self, path: &Path, _: &mut dyn Write) -> Result<(), TaskError> {
        Err(TaskError::NoPdf { path: path.to_owned() })
    }
}

/// `figure-03.svg` of `figure.svg`: numbers as long as the last one, so that files sort by page.
fn numbered(path: &Path, page: usize, pages: usize) -> PathBuf {
    let digits = pages.to_string().len();
    let mut name = path.file_stem().unwrap_or_default().to_owned();
    name.push(format!("-{page:0digits$}"));
    if let Some(ending) = path.extension() {
        name.push(".");
        name.push(ending);
    }
    path.with_file_name(name)
}

/// The zone in which the case shows times, from the bundled data and not from the machine's; UTC if it has no such name.
#[must_use]
pub fn zone_of(facts: &Facts) -> (TimeZone, String) {
    let name = facts.case.time_zone.as_str();
    match TimeZoneDatabase::bundled().get(name) {
        Ok(zone) if name != "UTC" => (zone, name.to_owned()),
        _ => (TimeZone::UTC, "UTC".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ending_says_the_form() {
        assert_eq!(form_of(Path::new("a.SVG")).ok(), Some(Form::Svg));
        assert_eq!(form_of(Path::new("a.b.png")).ok(), Some(Form::Png));
        assert!(matches!(form_of(Path::new("a.jpg")), Err(TaskError::Ending { .. })));
        let pdf = form_of(Path::new("a.pdf"));
        match pdf {
            Ok(form) => assert!(cfg!(feature = "pdf") && form == Form::Pdf),
            Err(error) => assert!(!cfg!(feature = "pdf") && error.to_string().contains("built without PDF"), "{error}"),
        }
    }

    #[test]
    fn numbered_files_sort_by_page() {
        assert_eq!(numbered(Path::new("/a/f.svg"), 3, 9), Path::new("/a/f-3.svg"));
        assert_eq!(numbered(Path::new("f.svg"), 3, 10), Path::new("f-03.svg"));
        assert_eq!(numbered(Path::new("no ending"), 12, 100), Path::new("no ending-012"));
    }
}
