//! Writes the pages of a figure: a file for each picture, one file with all of them for PDF.

use std::io::Write;
use std::path::{Path, PathBuf};

use super::request::Request;
use super::{Form, SCALES, Target};
use crate::base::progress::Progress;
use crate::base::time::Utc;
use crate::figure::export::Pages;
use crate::report::fonts::Fonts;
use crate::report::picture::{Picture, PictureError};
use crate::report::{png, svg};
use crate::tasks::error::TaskError;
use crate::tasks::output;

/// A figure that is being written.
pub(super) struct Drawing<'a> {
    pub figure: &'a dyn Pages,
    pub request: &'a Request,
    /// Width in points.
    pub width: f32,
    /// The date of the figure.
    #[cfg_attr(not(feature = "pdf"), expect(dead_code, reason = "only a PDF bears a date"))]
    pub date: Utc,
    pub fonts: &'a Fonts,
    pub progress: &'a Progress,
}

impl Drawing<'_> {
    /// Writes every page; returns the files.
    ///
    /// # Errors
    /// If a path exists and is to be kept, a file cannot be written, or the task was cancelled.
    pub fn write(&self, target: Target, form: Form) -> Result<Vec<PathBuf>, TaskError> {
        self.progress.set_total(self.figure.pages() as u64);
        if form == Form::Pdf {
            let write = |out: &mut dyn Write| self.pdf(target.path, out);
            output::write_file(target.path, target.existing, self.progress, write)?;
            return Ok(vec![target.path.to_owned()]);
        }
        let (paths, existing) = match self.figure.pages() {
            1 => (vec![target.path.to_owned()], target.existing),
            pages => ((1..=pages).map(|page| numbered(target.path, page, pages)).collect(), target.numbered),
        };
        output::write_files(&paths, existing, self.progress, |index, out| self.picture(index, form, out))?;
        Ok(paths)
    }

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
            points_per_inch: self.request.paper.points_per_inch(self.width),
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
        let mut pdf = crate::report::pdf::Pdf::new(&self.figure.title(), &self.figure.caption_text(), self.date);
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbered_files_sort_by_page() {
        assert_eq!(numbered(Path::new("/a/f.svg"), 3, 9), Path::new("/a/f-3.svg"));
        assert_eq!(numbered(Path::new("f.svg"), 3, 10), Path::new("f-03.svg"));
        assert_eq!(numbered(Path::new("no ending"), 12, 100), Path::new("no ending-012"));
    }
}
