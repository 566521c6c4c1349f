//! The timeline as a figure for paper.

use std::io::Write;
use std::sync::Arc;

use jiff::tz::{TimeZone, TimeZoneDatabase};

use super::error::TaskError;
use super::{journal, query};
use crate::base::time::Utc;
use crate::figure::export::{FigureOptions, figure};
use crate::figure::measure::plex;
use crate::figure::palette::Palette;
use crate::model::arrangement::Arrangement;
use crate::model::facts::Facts;
use crate::model::view::Colouring;
use crate::report::svg;
use crate::store::CaseStore;

/// What the figure shows.
#[derive(Clone, PartialEq, Debug)]
pub struct Request<'a> {
    /// The query that visits must match; empty for all.
    pub query: &'a str,
    /// Visible range in UTC, half-open; none means all that is shown.
    pub range: Option<(Utc, Utc)>,
    /// Width in points.
    pub width: f32,
    /// How visits are laid in lanes.
    pub arrangement: Arc<Arrangement>,
    /// What fills mean.
    pub colouring: Colouring,
}

/// Writes the timeline as SVG. Bears the date of the case's last change, so that the same case gives the same bytes.
///
/// # Errors
/// If the query is not understood, the journal cannot be read, or `out` cannot be written to.
pub fn timeline_svg(store: &CaseStore, request: &Request, out: &mut dyn Write) -> Result<(), TaskError> {
    let facts = store.facts();
    let filter = match request.query.trim() {
        "" => None,
        text => Some(Arc::new(query::visits(&facts, text)?)),
    };
    let (zone, zone_name) = zone_of(&facts);
    let options = FigureOptions {
        width: request.width,
        arrangement: request.arrangement.clone(),
        colouring: request.colouring,
        filter,
        query: request.query.trim(),
        range: request.range,
        zone,
        zone_name: &zone_name,
        date: journal::last_change(store)?,
        measure: &plex,
    };
    let scene = figure(&facts, &options);
    let description = "Timeline of vessel visits and shipments";
    svg::write(&scene, Palette::Print, &facts.case.title, description, &plex, out)
        .map_err(|error| TaskError::from_writer(&error))
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
