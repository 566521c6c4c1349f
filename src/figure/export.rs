//! The timeline as a whole figure for paper: title, all lanes, legend, caption.

use std::sync::Arc;

use jiff::tz::TimeZone;

use super::scene::Scene;
use super::timeline::Measure;
use crate::base::id_set::IdSet;
use crate::base::time::Utc;
use crate::model::facts::Facts;
use crate::model::view::{Colouring, Grouping};

/// What a figure shows and says of itself.
pub struct FigureOptions<'a> {
    /// Width in points.
    pub width: f32,
    /// By what visits are laid in lanes.
    pub grouping: Grouping,
    /// What fills mean.
    pub colouring: Colouring,
    /// The visits to show; none means all.
    pub filter: Option<Arc<IdSet>>,
    /// The query behind the filter, as it was typed; empty for none.
    pub query: &'a str,
    /// Visible range; none means all that is shown.
    pub range: Option<(Utc, Utc)>,
    /// The zone in which the calendar is shown.
    pub zone: TimeZone,
    /// The zone's name for the caption.
    pub zone_name: &'a str,
    /// The date printed in the caption.
    pub date: Utc,
    /// Measures texts.
    pub measure: Measure<'a>,
}

/// Composes the figure; its height follows from what it shows.
#[must_use]
pub fn figure(_facts: &Facts, options: &FigureOptions) -> Scene {
    Scene { width: options.width, ..Scene::default() }
}
