//! The timeline, the ledger or the flows as a figure for paper, in the form that the name of the output asks for.

mod charts;
mod drawing;
mod request;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::tz::{TimeZone, TimeZoneDatabase};

use self::drawing::Drawing;
pub use self::request::{Of, Request, View};
use super::error::TaskError;
use super::output::{self, Existing};
use super::{journal, query};
use crate::base::progress::Progress;
use crate::figure::export::{Figure, FigureOptions, Pages, Paper, Setting};
use crate::figure::scene::Face;
use crate::model::facts::Facts;
use crate::report::fonts::Fonts;
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

/// Writes a figure, whole or not at all; returns the files. Bears the date of the case's last change, so that the same
/// case, request and fonts give the same bytes.
///
/// # Errors
/// If the query is not understood, there is nothing to draw, the figure would be too large, a path exists and is to be
/// kept or is the case itself, the journal cannot be read, a file cannot be written, or the task was cancelled.
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
    if request.of == Of::Timeline {
        shown.lanes.filter = match request.query.trim() {
            "" => None,
            text => Some(Arc::new(query::visits(&facts, text)?)),
        };
    }
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
        setting: Setting::Alone,
    };
    let write = |figure: &dyn Pages| {
        let (width, date) = (options.width, options.date);
        Drawing { figure, request, width, date, fonts, progress }.write(target, form)
    };
    match &request.of {
        Of::Timeline => write(&Figure::plan(&facts, &options)?),
        Of::Ledger { regime, year } => {
            let counted = charts::counted(&facts, request)?;
            progress.check()?;
            write(&charts::of_ledger(&facts, &counted, (*regime, *year), &options)?)
        }
        Of::Flows(sides) => {
            let sorted = charts::sorted(&facts, sides.as_ref(), request)?;
            progress.check()?;
            write(&charts::of_flows(&facts, &sorted, &options)?)
        }
    }
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
}
