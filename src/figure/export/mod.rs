//! The timeline as a figure for paper: title, lanes, legend and caption, on one page or on many; and charts, each on one.
//!
//! [`Figure::plan`] says what is in it and where its pages break; [`Figure::page`] draws one of them, so that a figure of
//! four hundred pages is never there as a whole. A [`Plate`](plate::Plate) is a chart; [`Pages`] is what both are to
//! whoever writes them.

pub mod extent;
pub mod paper;
pub mod flows;
pub mod ledger;
pub mod plate;
mod breaks;
mod heading;
mod notes;
mod page;

use std::collections::BTreeSet;
use std::ops::Range;

use jiff::tz::TimeZone;

pub use extent::{AsShown, Extent, Tally};
pub use paper::Paper;

use super::lanes::Lanes;
use super::measure::{Measure, one_line};
use super::scene::{Face, Scene};
use super::timeline;
use crate::base::text::thousands;
use crate::base::time::{DAY, Utc};
use crate::model::facts::Facts;
use crate::model::view::Layer;
use breaks::{Block, Piece};

/// Room around the figure, in points.
const MARGIN: f32 = 14.0;
/// Widest lane headers, in points.
const WIDEST: f32 = 280.0;
/// Height of all lanes beyond which they do not go on one page, in points: some 7,000 rows.
const TALLEST: f64 = 200_000.0;
/// Most pages of one figure.
const MOST_PAGES: usize = 400;

/// Where a figure stands.
#[derive(Clone, Copy, PartialEq, Debug, Default)]
pub enum Setting {
    /// On pages of its own, which bear its title and its caption.
    #[default]
    Alone,
    /// In a text, which has a caption for it. Pages are at most so many points high, if that is given.
    InText(Option<f32>),
}

/// What a figure shows and says of itself.
pub struct FigureOptions<'a> {
    /// How the timeline is shown.
    pub shown: &'a AsShown,
    /// What of the case goes into it.
    pub extent: &'a Extent,
    /// The query behind the filter, as it was typed; empty for none.
    pub query: &'a str,
    /// What it is laid out on.
    pub paper: Paper,
    /// Width in points, the edges of a sheet included.
    pub width: f32,
    /// The zone in which the calendar is shown.
    pub zone: TimeZone,
    /// The zone's name for the caption.
    pub zone_name: &'a str,
    /// The date printed in the caption.
    pub date: Utc,
    /// Measures texts.
    pub measure: Measure<'a>,
    /// Where it stands; in a text it has no paper.
    pub setting: Setting,
}

impl FigureOptions<'_> {
    /// The sheet that a page goes on; none if the page is as large as the figure.
    fn sheet(&self) -> Option<paper::Sheet> {
        match self.setting {
            Setting::Alone => self.paper.sheet(self.width),
            Setting::InText(height) => height.map(|height| paper::Sheet { height, edge: 0.0 }),
        }
    }
}

/// Why a figure is not drawn.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum FigureError {
    /// The lanes are too high for one page.
    #[error(
        "{rows} rows of lanes do not go on one page; choose a paper, so that it is broken into pages, or narrow it with a query or a range",
        rows = thousands(*rows)
    )]
    TooTall {
        /// How many rows there are.
        rows: usize,
    },
    /// A chart that has no room.
    #[error("The chart has no room on that paper at that width; choose a greater width, or another paper")]
    NoRoom,
    /// There would be too many pages.
    #[error(
        "The figure would take {pages} pages and {MOST_PAGES} are the most; narrow it with a query or a range, fold lanes, or choose a larger paper",
        pages = thousands(*pages)
    )]
    TooManyPages {
        /// How many.
        pages: usize,
    },
}

/// What is drawn page by page, with what each page says of itself.
pub trait Pages {
    /// Number of pages; at least one.
    fn pages(&self) -> usize;
    /// Draws a page; the first has the number 0.
    fn page(&self, index: usize) -> Scene;
    /// The title of all of it.
    fn title(&self) -> String;
    /// The title of one page: with its number if there are others.
    fn page_title(&self, index: usize) -> String {
        match self.pages() {
            1 => self.title(),
            pages => format!("{}, page {} of {pages}", self.title(), index + 1),
        }
    }
    /// What the caption of a page says, and what is on it, in words; `page` is that page.
    fn description(&self, index: usize, page: &Scene) -> String;
    /// What the caption of the whole figure says.
    fn caption_text(&self) -> String;
}

/// A figure that is laid out and can be drawn page by page.
pub struct Figure<'a> {
    facts: &'a Facts,
    options: &'a FigureOptions<'a>,
    lanes: Lanes,
    tally: Tally,
    blocks: Vec<Block>,
    pieces: Vec<Piece>,
    header_width: f32,
    axis: (f64, f64),
}

impl<'a> Figure<'a> {
    /// Lays the lanes and breaks them into pages.
    ///
    /// # Errors
    /// If it would be larger than anybody could print.
    pub fn plan(facts: &'a Facts, options: &'a FigureOptions<'a>) -> Result<Self, FigureError> {
        let lanes = Lanes::build(facts, &options.extent.lane_options(facts, options.shown));
        let tally = Tally::of(facts, &lanes, options.shown, options.extent);
        let strips = options.extent.strips(&lanes);
        let mut figure = Self {
            blocks: breaks::blocks(&lanes),
            header_width: headers(facts, &lanes, &strips, options),
            facts,
            options,
            lanes,
            tally,
            pieces: Vec::new(),
            axis: (0.0, 0.0),
        };
        figure.axis = figure.range();
        figure.pieces = figure.broken(strips)?;
        Ok(figure)
    }

    /// What is drawn and what is left out.
    #[must_use]
    pub fn tally(&self) -> Tally {
        self.tally
    }

    /// What is shown beside the bars; no row for events or windows where there are none.
    fn layers(&self) -> BTreeSet<Layer> {
        let mut layers = self.options.shown.layers.clone();
        if self.facts.events.is_empty() {
            layers.remove(&Layer::Events);
        }
        layers
    }

    /// Where the lanes of a page begin below its heading, in points.
    fn lanes_top(&self) -> f32 {
        timeline::lanes_top(self.facts, &self.layers())
    }

    fn broken(&self, strips: Range<usize>) -> Result<Vec<Piece>, FigureError> {
        let ends = self.blocks[strips.clone()].first().zip(self.blocks[strips.clone()].last());
        let Some((first, last)) = ends else { return Ok(vec![Piece::default()]) };
        let whole = Piece {
            top: first.top,
            bottom: last.top + last.height,
            again: breaks::headings(&self.blocks, strips.start),
        };
        let rows = self.blocks[strips.clone()].iter().map(|block| block.rows.max(1)).sum();
        let Some(sheet) = self.options.sheet() else {
            let tall = whole.bottom - whole.top > TALLEST;
            return if tall { Err(FigureError::TooTall { rows }) } else { Ok(vec![whole]) };
        };
        let inner = f64::from(sheet.height - 2.0 * sheet.edge);
        let around = |page: usize| f64::from(self.heading_height(page) + self.lanes_top() + self.foot_height());
        let room = |page: usize| inner - around(page);
        let pages = breaks::pages(&self.blocks, strips, room, page::AGAIN.into(), self.legend_height().into());
        if pages.len() > MOST_PAGES { Err(FigureError::TooManyPages { pages: pages.len() }) } else { Ok(pages) }
    }

    /// Width of the drawing, edges of a sheet left out.
    fn width(&self) -> f32 {
        let edge = self.options.sheet().map_or(0.0, |sheet| sheet.edge);
        self.options.width - 2.0 * edge
    }

    /// Visible range: as asked for, else all that is shown with room for an open circle at the end.
    fn range(&self) -> (f64, f64) {
        if let Some((from, to)) = self.options.extent.range {
            return (from.0 as f64, to.0.max(from.0 + 60) as f64);
        }
        let Some((from, to)) = self.lanes.extent() else { return (0.0, DAY as f64) };
        let span = ((to.0 - from.0) as f64).max(60.0);
        let wide = f64::from((self.width() - self.header_width - 90.0).max(40.0));
        (from.0 as f64 - span * 16.0 / wide, to.0 as f64 + span * 74.0 / wide)
    }
}

impl Pages for Figure<'_> {
    fn pages(&self) -> usize {
        self.pieces.len()
    }

    fn page(&self, index: usize) -> Scene {
        self.drawn_page(index)
    }

    fn title(&self) -> String {
        let title = self.facts.case.title.trim();
        if title.is_empty() { "Timeline".to_owned() } else { one_line(title).into_owned() }
    }

    fn description(&self, index: usize, page: &Scene) -> String {
        let notes = notes::notes(self.facts, &self.lanes, &self.tally, self.options, (index + 1, self.pages()));
        notes::description(&notes.join(" · "), page)
    }

    fn caption_text(&self) -> String {
        notes::notes(self.facts, &self.lanes, &self.tally, self.options, (1, 1)).join(" · ")
    }
}

/// Width of the lane headers: the widest name, within limits.
fn headers(facts: &Facts, lanes: &Lanes, strips: &Range<usize>, options: &FigureOptions) -> f32 {
    let wide = |strip: usize| {
        let label = lanes.label(facts, strip);
        (options.measure)(&one_line(&label), 13.0, Face::SemiBold)
    };
    let widest = strips.clone().map(wide).fold(60.0, f32::max);
    (widest + 74.0).min(WIDEST).min(options.width * 0.4)
}

#[cfg(test)]
mod tests;
