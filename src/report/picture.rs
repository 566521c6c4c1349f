//! A page of a figure with what the writers of pictures need to know of it.

use crate::figure::palette::Palette;
use crate::figure::scene::Scene;

/// A picture that is ready to be written as SVG, PNG or PDF.
#[derive(Clone, Copy, Debug)]
pub struct Picture<'a> {
    /// What it shows.
    pub scene: &'a Scene,
    /// In which colours, on the panel colour of the palette.
    pub palette: Palette,
    /// Its title, for readers that cannot see it and for programs.
    pub title: &'a str,
    /// What is on it, in words.
    pub description: &'a str,
    /// Points of the scene in an inch of paper.
    pub points_per_inch: f32,
}

impl Picture<'_> {
    /// Width and height in inches.
    #[must_use]
    pub fn inches(&self) -> (f32, f32) {
        (self.scene.width / self.points_per_inch, self.scene.height / self.points_per_inch)
    }
}

/// Why a picture could not be written.
#[derive(Debug, thiserror::Error)]
pub enum PictureError {
    /// The place to write to did not take it.
    #[error(transparent)]
    Writer(#[from] std::io::Error),
    /// More pixels than can be had.
    #[error(
        "The picture would have {width} x {height} pixels, which is more than a hundred million; choose a smaller scale, a paper, so that it is broken into pages, or .svg"
    )]
    TooManyPixels {
        /// Across.
        width: u64,
        /// Down.
        height: u64,
    },
    /// A page larger than the format knows.
    #[error(
        "The page would be {inches} inches long, and a page of a PDF is at most 200; choose a paper, so that it is broken into pages"
    )]
    PageTooLong {
        /// Its longer side in inches, rounded up.
        inches: u32,
    },
    /// More marks than can be drawn.
    #[error("The figure has too many marks to be drawn ({reason}); narrow it with a query or a range, or fold lanes")]
    NotDrawn {
        /// What the drawing library says.
        reason: String,
    },
}
