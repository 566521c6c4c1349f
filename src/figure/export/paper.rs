//! Sizes of paper, and how large a drawing is on it.

use serde::{Deserialize, Serialize};

/// Points of a drawing in an inch of paper, if it is not scaled: the reference pixel of CSS Values 4, section 5.2.
pub const POINTS_PER_INCH: f32 = 96.0;
/// Millimetres in an inch, exactly (international yard and pound agreement, 1959).
const MM_PER_INCH: f32 = 25.4;
/// Room left free at the edge of a sheet, in millimetres; most printers reach nearer.
const EDGE: f32 = 8.0;
/// Width of a figure that has no paper, in points: that of A4 across.
const USUAL: f32 = 1_123.0;

/// What a figure is laid out on. Sheets lie across.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Paper {
    /// One page, as large as the figure.
    #[default]
    Fit,
    /// ISO 216 A4.
    A4,
    /// ISO 216 A3.
    A3,
    /// ANSI/ASME Y14.1 Letter.
    Letter,
}

/// All papers, in the order of lists.
pub const PAPERS: [Paper; 4] = [Paper::Fit, Paper::A4, Paper::A3, Paper::Letter];

impl Paper {
    /// What it is called.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Fit => "One page, as large as the figure",
            Self::A4 => "A4",
            Self::A3 => "A3",
            Self::Letter => "Letter",
        }
    }

    /// Width and height of a sheet in millimetres; none if the page is as large as the figure.
    #[must_use]
    pub fn millimetres(self) -> Option<(f32, f32)> {
        match self {
            Self::Fit => None,
            Self::A4 => Some((297.0, 210.0)),
            Self::A3 => Some((420.0, 297.0)),
            Self::Letter => Some((279.4, 215.9)),
        }
    }

    /// The width of a figure in points at which its type has its usual size.
    #[must_use]
    pub fn usual_width(self) -> f32 {
        self.millimetres().map_or(USUAL, |(width, _)| width / MM_PER_INCH * POINTS_PER_INCH)
    }

    /// The sheet for a drawing that is `width` points wide, edges included; none if the page is as large as the figure.
    pub(super) fn sheet(self, width: f32) -> Option<Sheet> {
        let (wide, high) = self.millimetres()?;
        Some(Sheet { height: width * high / wide, edge: width * EDGE / wide })
    }

    /// Points of a drawing that is `width` points wide in an inch of this paper.
    #[must_use]
    pub fn points_per_inch(self, width: f32) -> f32 {
        self.millimetres().map_or(POINTS_PER_INCH, |(wide, _)| width / (wide / MM_PER_INCH))
    }
}

/// A sheet in points of the drawing.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) struct Sheet {
    /// Height.
    pub height: f32,
    /// Room left free at each edge.
    pub edge: f32,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wider_drawing_is_smaller_on_the_same_paper() {
        assert_eq!(Paper::Fit.points_per_inch(5_000.0), 96.0);
        assert!((Paper::A4.points_per_inch(Paper::A4.usual_width()) - 96.0).abs() < 1e-3);
        assert!((Paper::A4.points_per_inch(2.0 * Paper::A4.usual_width()) - 192.0).abs() < 1e-3);
        let sheet = Paper::Letter.sheet(1_056.0).expect("a sheet");
        assert!((sheet.height - 816.0).abs() < 0.1, "{sheet:?}");
    }
}
