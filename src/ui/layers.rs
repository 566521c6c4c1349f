//! What the timeline shows beside the bars: turned on and off, and why something that is on cannot be seen.

use super::session::Session;
use crate::base::time::DAY;
use crate::model::view::Layer;

/// Days on the screen beyond which none of them is wide enough for night, about.
const DAYS: f64 = 40.0;

/// Shows a layer of the timeline, or leaves it out. Returns why a layer that is now shown cannot be seen.
pub(super) fn toggle(session: &mut Session, layer: Layer) -> Option<&'static str> {
    if session.layers.remove(&layer) {
        return None;
    }
    session.layers.insert(layer);
    hides(session, layer)
}

fn hides(session: &Session, layer: Layer) -> Option<&'static str> {
    let facts = &session.facts;
    let (from, to) = session.range.now();
    let hint = |empty: bool, hint| empty.then_some(hint);
    match layer {
        Layer::Shipments => hint(facts.shipments.is_empty(), "The case has no shipment yet"),
        Layer::Sightings | Layer::Coverage => hint(facts.sightings.is_empty(), "The case has no sighting yet"),
        Layer::AisGaps => hint(!session.lanes.has_gaps(), "No exhibit of the case says that an AIS was silent"),
        Layer::Voyages => None,
        Layer::Events => hint(facts.events.is_empty(), "The case has no event yet"),
        Layer::Windows => hint(facts.regimes.is_empty(), "The case has no regime yet"),
        Layer::Night => hint(
            facts.places.iter().all(|place| place.position.is_none()),
            "Night is shown at places with a position, and no place has one yet",
        )
        .or_else(|| hint(to - from > DAYS * DAY as f64, "Night is shown once a day is wide enough: zoom in")),
    }
}
