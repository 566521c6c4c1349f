//! The pages of a report before it is written.

use std::path::Path;

use super::error::TaskError;
use super::open;
use super::report::Request;
use crate::base::progress::Progress;
use crate::report::fonts::Fonts;
#[cfg(feature = "pdf")]
pub use crate::report::typeset::pages::Pages;

/// Whether this program can set pages.
pub const IS_THERE: bool = cfg!(feature = "pdf");

/// Pages, where there can be none.
#[cfg(not(feature = "pdf"))]
pub struct Pages(Vec<(f32, f32)>);

/// A report that is set.
pub struct Preview {
    /// Its pages.
    pub pages: Pages,
    /// What a reader should know before it goes out, a sentence each.
    pub notes: Vec<String>,
}

/// Sets a report of a case as its PDF would be set.
///
/// # Errors
/// As [`to_path`](super::report::to_path), but that nothing is written.
#[cfg(feature = "pdf")]
pub fn of(case: &Path, request: &Request, fonts: &Fonts, progress: &Progress) -> Result<Preview, TaskError> {
    let store = open::for_reading(case)?;
    let house = request.template.read()?;
    let (outline, mut issues) = super::report::outline(&store, house.look.like, request, fonts, progress)?;
    let (pages, more) = crate::report::typeset::pages(&outline, &house, fonts, progress)?;
    issues.extend(more);
    Ok(Preview { pages, notes: issues.as_slice().iter().map(ToString::to_string).collect() })
}

/// Refuses: this program cannot set pages.
///
/// # Errors
/// Always.
#[cfg(not(feature = "pdf"))]
pub fn of(case: &Path, _: &Request, _: &Fonts, _: &Progress) -> Result<Preview, TaskError> {
    let _ = open::for_reading(case)?;
    Err(TaskError::NoPdf { path: case.to_owned() })
}

#[cfg(not(feature = "pdf"))]
impl Pages {
    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Width and height of each.
    pub fn sizes(&self) -> impl Iterator<Item = (f32, f32)> + '_ {
        self.0.iter().copied()
    }

    /// One in pixels.
    #[must_use]
    pub fn draw(&self, at: usize, _: f32) -> Option<([usize; 2], Vec<u8>)> {
        self.0.get(at).map(|_| ([0, 0], Vec::new()))
    }
}
