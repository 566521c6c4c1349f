//! What a figure is of and how it is laid out: everything that the command line and the window let people choose.

use super::Form;
use crate::analysis::flows::Side;
use crate::figure::export::{AsShown, Extent, Paper};
use crate::figure::palette::Palette;
use crate::model::ids::RegimeId;

/// What is drawn.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub enum View {
    /// The timeline.
    #[default]
    Timeline,
    /// Cargo against a cap.
    Ledger,
    /// What went which way between two sides.
    Flows,
}

impl View {
    /// What it is called: “the timeline”.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Timeline => "the timeline",
            Self::Ledger => "the ledger",
            Self::Flows => "the flows",
        }
    }
}

/// What is drawn, and of what.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub enum Of {
    /// The timeline.
    #[default]
    Timeline,
    /// Cargo against a cap.
    Ledger {
        /// The regime; none for the first in which there is anything.
        regime: Option<RegimeId>,
        /// The window that begins in this year; none for all in which there is anything, or those in the range.
        year: Option<i64>,
    },
    /// What went between two sides; none for the two between which most went.
    Flows(Option<[Side; 2]>),
}

impl Of {
    /// Which view it is.
    #[must_use]
    pub fn view(&self) -> View {
        match self {
            Self::Timeline => View::Timeline,
            Self::Ledger { .. } => View::Ledger,
            Self::Flows(_) => View::Flows,
        }
    }
}

/// What the figure shows.
#[derive(Clone, PartialEq, Debug)]
pub struct Request {
    /// What it is of.
    pub of: Of,
    /// How the timeline is shown. Which visits the query selects is found anew.
    pub shown: AsShown,
    /// What of the case goes into it; of a chart only the range counts.
    pub extent: Extent,
    /// The query that visits must match, or shipments in a chart; empty for all.
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
            of: Of::Timeline,
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
