//! What the marks beside the bars are called, and what a hover card says of them: gaps, windows, voyages, bundles.

use jiff::tz::TimeZone;

use super::labels::place_name;
use super::lanes::Lanes;
use super::measure::one_line;
use super::scene::Item;
use super::wording;
use crate::analysis::gaps::Gap;
use crate::analysis::looks::stretches;
use crate::base::text::count;
use crate::base::time::{DAY, Utc};
use crate::model::facts::Facts;
use crate::model::ids::{ExhibitId, PlaceId, RegimeId, ShipmentId, SightingId, VesselId, VisitId};
use crate::model::naming::{code, name};
use crate::model::regime::{CountingEvent, Regime};

/// Most exhibits, titles and the like that one line names.
const NAMED: usize = 6;

/// The accessible name of a gap: `AIS of Tanker 1 silent, 7 to 9 March 2024, 72 hours, E-3`.
#[must_use]
pub fn gap_label(facts: &Facts, vessel: VesselId, gap: &Gap, zone: &TimeZone) -> String {
    let name = name(facts, vessel.into());
    let (when, hours) = (wording::span(gap.from.0, gap.to.0, zone), hours(gap.from.0, gap.to.0));
    let by = exhibits(facts, &gap.sightings);
    let by = if by.is_empty() { by } else { format!(", {by}") };
    format!("AIS of {} silent, {when}, {hours}{by}", one_line(&name))
}

/// The sentence on a stretch in which nobody looked at a place; empty if there is no such stretch now.
#[must_use]
pub fn unseen_sentence(facts: &Facts, lanes: &Lanes, place: PlaceId, from: i64, to: i64) -> String {
    let stretch = lanes.unseen(place).iter().find(|stretch| stretch.from.0 == from && stretch.to.0 == to);
    stretch.map_or_else(String::new, |stretch| stretches::sentence(facts, place, stretch))
}

/// The accessible name of shipments drawn as one: `14 shipments, Tanker 1 to Tanker 2`.
#[must_use]
pub fn bundle_label(shipments: usize, from: &str, to: &str) -> String {
    format!("{}, {} to {}", count(shipments, "shipment"), one_line(from), one_line(to))
}

/// The accessible name of events drawn as one: `3 events, 28 March 2024`.
#[must_use]
pub fn events_label(events: usize, from: i64, to: i64, zone: &TimeZone) -> String {
    // The second that the last begins in belongs to the span, and a midnight to the day that it begins.
    let whole = from.rem_euclid(DAY) == 0 && to.rem_euclid(DAY) == 0;
    format!("{}, {}", count(events, "event"), wording::span(from, to + if whole { DAY } else { 1 }, zone))
}

/// What a regime is called where there is little room: its products, or else its instrument.
#[must_use]
pub fn regime_name(regime: &Regime) -> String {
    let products: Vec<&str> = regime.products.iter().map(|name| name.trim()).filter(|name| !name.is_empty()).collect();
    let text = if products.is_empty() { regime.instrument.clone() } else { products.join(", ") };
    one_line(&text).into_owned()
}

/// The year or years of a window: `2024`, `2023/24`.
#[must_use]
pub fn window_year(from: i64, to: i64) -> String {
    let year = |second: i64| Utc(second).in_zone(&TimeZone::UTC).year();
    let (first, last) = (year(from), year(to - 1));
    if first == last { first.to_string() } else { format!("{first}/{:02}", last.rem_euclid(100)) }
}

/// The accessible name of a window: `R-1 refined petroleum 2024, cap 500,000 bbl`.
#[must_use]
pub fn window_label(facts: &Facts, regime: &Regime, from: i64, to: i64) -> String {
    let code = code(facts, regime.id.into());
    let cap = format!("cap {} {}", regime.cap, regime.unit.symbol());
    format!("{code} {} {}, {cap}", regime_name(regime), window_year(from, to))
}

/// The accessible name of a voyage: `Voyage of Tanker 1, Vostochny, oil berth to Chongjin`.
#[must_use]
pub fn voyage_label(facts: &Facts, from: VisitId, to: VisitId) -> String {
    let vessel = facts.visits.get(from).map(|visit| name(facts, visit.vessel.into())).unwrap_or_default();
    format!("Voyage of {}, {} to {}", one_line(&vessel), visit_place(facts, from), visit_place(facts, to))
}

fn visit_place(facts: &Facts, visit: VisitId) -> String {
    let place = facts.visits.get(visit).map(|visit| place_name(facts, visit.place)).unwrap_or_default();
    one_line(&place).into_owned()
}

/// A length of time in whole hours, at least one.
fn hours(from: i64, to: i64) -> String {
    count(usize::try_from((to - from + 1_800) / 3_600).unwrap_or(0).max(1), "hour")
}

fn exhibits(facts: &Facts, sightings: &[SightingId]) -> String {
    let mut ids: Vec<ExhibitId> = sightings.iter().filter_map(|id| Some(facts.sightings.get(*id)?.exhibit)).collect();
    ids.sort_unstable();
    ids.dedup();
    let codes: Vec<String> = ids.iter().take(NAMED).map(|id| code(facts, (*id).into())).collect();
    let more = if ids.len() > NAMED { format!(" and {} more", ids.len() - NAMED) } else { String::new() };
    format!("{}{more}", codes.join(", "))
}

/// The lines of a hover card on a mark that is neither an entity nor a fold of visits; none for those.
#[must_use]
pub fn mark_lines(facts: &Facts, lanes: &Lanes, item: &Item, zone: &TimeZone) -> Vec<(&'static str, String)> {
    match *item {
        Item::Bundle(ref ids) => bundle_lines(facts, ids),
        Item::Voyage { from, to } => voyage_lines(facts, from, to, zone),
        Item::Gap { vessel, from, to } => {
            let gaps = lanes.gaps(vessel).iter();
            let gaps: Vec<&Gap> = gaps.filter(|gap| gap.from.0 < to && gap.to.0 > from).collect();
            let reported = gaps.iter().any(|gap| gap.reported);
            let sightings: Vec<SightingId> = gaps.iter().flat_map(|gap| gap.sightings.iter().copied()).collect();
            let many = if gaps.len() > 1 {
                format!("{} of {}", gaps.len(), name(facts, vessel.into()))
            } else {
                name(facts, vessel.into())
            };
            vec![
                ("AIS silent", many),
                ("When", wording::span(from, to, zone)),
                ("For", hours(from, to)),
                ("Known from", if reported { "an exhibit says so" } else { "no signal for over 12 hours" }.to_owned()),
                ("Exhibits", exhibits(facts, &sightings)),
            ]
        }
        Item::Unseen { place, from, to } => vec![
            ("Coverage", unseen_sentence(facts, lanes, place, from, to)),
            ("", "A click copies the sentence".to_owned()),
        ],
        Item::Events { from, to, count: events } => {
            let within = facts.events.iter().filter(|event| {
                let at = event.time.time.start().or(event.time.time.end());
                at.is_some_and(|at| (from..=to).contains(&at.0))
            });
            let mut lines = vec![("Events", events_label(events, from, to, zone))];
            lines.extend(within.take(NAMED).map(|event| ("", event.title.clone())));
            if events > NAMED {
                lines.push(("", format!("and {} more", events - NAMED)));
            }
            lines
        }
        Item::Window { regime, from, to } => window_lines(facts, regime, from, to),
        Item::Entity(_) | Item::Fold { .. } | Item::Lane(_) => Vec::new(),
    }
}

fn bundle_lines(facts: &Facts, ids: &[ShipmentId]) -> Vec<(&'static str, String)> {
    let mut lines = vec![("Drawn as one", count(ids.len(), "shipment"))];
    for id in ids.iter().take(NAMED) {
        lines.push(("", format!("{} {}", code(facts, (*id).into()), name(facts, (*id).into()))));
    }
    if ids.len() > NAMED {
        lines.push(("", format!("and {} more; a click selects them all", ids.len() - NAMED)));
    }
    lines
}

fn voyage_lines(facts: &Facts, from: VisitId, to: VisitId, zone: &TimeZone) -> Vec<(&'static str, String)> {
    let Some(visit) = facts.visits.get(from) else { return Vec::new() };
    let voyages = crate::analysis::voyages::of_vessel(facts, visit.vessel);
    let found = voyages.into_iter().find(|voyage| voyage.from == from && voyage.to == Some(to));
    let day = |at: Option<Utc>, back: i64| {
        at.map_or_else(|| "not known".to_owned(), |at| wording::day(Utc(at.0 - back).in_zone(zone).date()))
    };
    let mut lines = vec![
        ("Voyage", name(facts, visit.vessel.into())),
        ("From", visit_place(facts, from)),
        ("To", visit_place(facts, to)),
    ];
    if let Some(voyage) = found {
        lines.push(("Left by", day(voyage.left, 1)));
        lines.push(("Came no earlier than", day(voyage.came, 0)));
        if let (Some(left), Some(came)) = (voyage.left, voyage.came)
            && came.0 - left.0 >= 3_600
        {
            lines.push(("At least", hours(left.0, came.0)));
        }
    }
    lines
}

fn window_lines(facts: &Facts, regime: RegimeId, from: i64, to: i64) -> Vec<(&'static str, String)> {
    let Some(regime) = facts.regimes.get(regime) else { return Vec::new() };
    let counted = match regime.counting_event {
        CountingEvent::Loaded => "what is loaded",
        CountingEvent::Delivered => "what is delivered",
    };
    vec![
        ("Regime", format!("{} {}", code(facts, regime.id.into()), regime.instrument)),
        ("Products", regime.products.join(", ")),
        ("Window", wording::span(from, to, &TimeZone::UTC)),
        ("Cap", format!("{} {}", regime.cap, regime.unit.symbol())),
        ("Counts", counted.to_owned()),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figure::fixture;

    fn second(text: &str) -> i64 {
        text.parse::<crate::base::time::When>().expect("a date").start().0
    }

    #[test]
    fn names_of_marks_say_how_many_when_and_by_what() {
        let facts = fixture::facts();
        assert_eq!(bundle_label(14, "Tanker 1", "Chongjin"), "14 shipments, Tanker 1 to Chongjin");
        let day = second("2024-03-28");
        assert_eq!(events_label(2, day, day, &TimeZone::UTC), "2 events, 28 March 2024");
        assert_eq!(
            voyage_label(&facts, VisitId::new(1), VisitId::new(4)),
            "Voyage of Tanker 1, Vostochny, oil berth to Chongjin"
        );
        assert_eq!(window_year(second("2024-01-01"), second("2025-01-01")), "2024");
        assert_eq!(window_year(second("2023-12-22"), second("2024-12-22")), "2023/24");
        let gap = Gap {
            from: Utc(second("2024-03-07")),
            to: Utc(second("2024-03-10")),
            reported: true,
            sightings: vec![SightingId::new(1)],
        };
        let label = gap_label(&facts, VesselId::new(1), &gap, &TimeZone::UTC);
        assert_eq!(label, "AIS of Tanker 1 silent, 7 to 9 March 2024, 72 hours, E-1");
    }
}
