//! What things on the timeline are called, and what a hover card says of them.

use jiff::tz::TimeZone;

use super::cards;
use super::lanes::Lanes;
use super::lanes::coverage::Seen;
use super::lanes::row::Tally;
use super::mark_labels::mark_lines;
use super::measure::one_line;
use super::scene::Item;
use super::wording;
use crate::analysis::origins::lineage::Lineage;
use crate::base::text::count;
use crate::model::event::Event;
use crate::model::facts::Facts;
use crate::model::ids::{PlaceId, VisitId};
use crate::model::naming::name;
use crate::model::shipment::Shipment;

/// A place's name, with that of the place it lies in if it is not said: `Vostochny, oil berth`.
#[must_use]
pub fn place_name(facts: &Facts, id: PlaceId) -> String {
    let name = name(facts, id.into());
    let parent = facts.places.get(id).and_then(|place| facts.places.get(place.parent?));
    match parent {
        Some(parent) if !name.contains(&parent.name) => format!("{}, {name}", parent.name),
        _ => name,
    }
}

/// The accessible name of a visit: `V-3 Tanker 3 at Vostochny, loading, appears, 7 to 22 March 2024`.
#[must_use]
pub fn visit_label(facts: &Facts, id: VisitId, zone: &TimeZone) -> String {
    let Some(visit) = facts.visits.get(id) else { return format!("V-{}", id.0) };
    let name = name(facts, id.into());
    let name = one_line(&name);
    let (activity, hedge) = (visit.activity.word(), visit.hedge.word());
    format!("V-{} {name}, {activity}, {hedge}, {}", id.0, wording::bounds(&visit.bounds, zone))
}

/// The accessible name of a shipment: `S-3 Tanker 3, Vostochny to not seen, half-open, proposed`.
#[must_use]
pub fn shipment_label(facts: &Facts, shipment: &Shipment) -> String {
    let name = name(facts, shipment.id.into());
    let open = if shipment.is_half_open() { ", half-open" } else { "" };
    format!("S-{} {}{open}, {}", shipment.number, one_line(&name), shipment.status.word())
}

/// The accessible name of a context event: `EV-2 FT story, 26 March 2024`.
#[must_use]
pub fn event_label(event: &Event, zone: &TimeZone) -> String {
    format!("EV-{} {}, {}", event.id.0, one_line(&event.title), wording::edtf(event.time.time, zone))
}

/// The accessible name of a look at a place, or of several that lie too near to be told apart:
/// `SI-4 nothing there, 5 March 2024`.
#[must_use]
pub fn sighting_label(facts: &Facts, seen: &Seen, looks: usize, zone: &TimeZone) -> String {
    let time = facts.sightings.get(seen.sighting).and_then(|row| row.time.as_ref());
    let when = time.map_or_else(|| "undated".to_owned(), |dated| wording::edtf(dated.time, zone));
    let more = if looks > 1 { format!(" and {} more", looks - 1) } else { String::new() };
    format!("SI-{} {}, {when}{more}", seen.sighting.0, seen.look.words())
}

/// The accessible name of a fold: `37 visits, 3 to 9 March 2024`.
#[must_use]
pub fn fold_label(visits: usize, from: i64, to: i64, zone: &TimeZone) -> String {
    format!("{}, {}", count(visits, "visit"), wording::span(from, to, zone))
}

/// The accessible name of a strip's header: `Vostochny, oil berth, 14 visits, folded`.
#[must_use]
pub fn lane_label(facts: &Facts, lanes: &Lanes, index: usize) -> String {
    let Some(info) = lanes.lane(index) else { return String::new() };
    let folded = if info.folded { ", folded" } else { "" };
    format!("{}, {}{folded}", one_line(&lanes.label(facts, index)), count(info.count, "visit"))
}

/// A tally in words, in the order of the legend: `30 loading, 7 activity unknown`.
#[must_use]
pub fn tally_words(facts: &Facts, lanes: &Lanes, tally: &Tally) -> String {
    let present = (0..).zip(tally).filter(|(_, count)| **count > 0);
    let parts: Vec<String> =
        present.map(|(class, count)| format!("{count} {}", one_line(&lanes.classes().label(facts, class)))).collect();
    parts.join(", ")
}

/// The lines of a hover card: what, and how much of it.
#[must_use]
pub fn hover_lines(
    facts: &Facts,
    lineage: &Lineage,
    lanes: &Lanes,
    item: &Item,
    zone: &TimeZone,
) -> Vec<(String, String)> {
    let mut lines = Lines(Vec::new());
    match *item {
        Item::Entity(reference) => return cards::lines(facts, lineage, reference, zone),
        Item::Fold { lane, from, to, count: visits } => {
            lines.add("Visits", fold_label(visits, from, to, zone));
            lines.add("Lane", lanes.label(facts, lane));
            if let Some(data) = lanes.row_data(lane) {
                let mut tally = Tally::default();
                for row in 0..data.rows() {
                    let slots = data.row(row);
                    let row = &data.slots()[slots.clone()];
                    let first = slots.start + row.partition_point(|slot| slot.end <= from);
                    let last = slots.start + row.partition_point(|slot| slot.start < to);
                    let part = data.tally(first..last.max(first));
                    tally.iter_mut().zip(part).for_each(|(sum, n)| *sum += n);
                }
                // Other rows of the lane may hold visits at the same time; say so only if they do.
                let all: u32 = tally.iter().sum();
                let label = if all as usize == visits { "Of these" } else { "In the lane then" };
                lines.add(label, tally_words(facts, lanes, &tally));
            }
        }
        Item::Lane(index) => {
            lines.add("Lane", lanes.label(facts, index));
            lines.add("Visits", lanes.lane(index).map_or(0, |info| info.count).to_string());
        }
        _ => {
            for (label, value) in mark_lines(facts, lanes, item, zone) {
                lines.add(label, value);
            }
        }
    }
    lines.0
}

/// Lines with something in them.
pub(super) struct Lines(pub(super) Vec<(String, String)>);

impl Lines {
    pub(super) fn add(&mut self, label: &str, value: impl AsRef<str>) {
        let value = one_line(value.as_ref());
        if !value.trim().is_empty() {
            self.0.push((label.to_owned(), value.into_owned()));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figure::fixture;
    use crate::figure::lanes::LaneOptions;
    use crate::model::ids::ShipmentId;

    #[test]
    fn names_say_what_when_and_how_sure() {
        let facts = fixture::facts();
        let utc = TimeZone::UTC;
        let visit = |id: u32| visit_label(&facts, VisitId::new(id), &utc);
        assert_eq!(visit(3), "V-3 Tanker 3 at oil berth, loading, appears, 7 to 22 March 2024");
        assert_eq!(visit(8), "V-8 Lady R at Rason, ship-to-ship transfer, asserted, 12 March 2024");
        assert_eq!(visit(11), "V-11 Paek Yang San 1 at Chongjin, unknown, alleged, undated");
        assert_eq!(visit(99), "V-99");
        let shipment = |id: u32| facts.shipments.get(ShipmentId::new(id)).map(|s| shipment_label(&facts, s));
        assert_eq!(shipment(1).as_deref(), Some("S-1 Tanker 1, oil berth to Chongjin, proposed"));
        assert_eq!(shipment(3).as_deref(), Some("S-3 Tanker 3, oil berth, no discharge seen, half-open, proposed"));
        let event = facts.events.first().map(|event| event_label(event, &utc));
        assert_eq!(event.as_deref(), Some("EV-1 first shipment seen, 7 March 2024"));
        assert_eq!(fold_label(37, 1_709_424_000, 1_710_028_800, &utc), "37 visits, 3 to 9 March 2024");
        let lanes = Lanes::build(&facts, &LaneOptions::default());
        assert_eq!(lane_label(&facts, &lanes, 0), "Vostochny, oil berth, 5 visits");
        assert_eq!(lane_label(&facts, &lanes, 1), "Tanker 1, 1 visit");
    }

    #[test]
    fn a_fold_says_how_many_of_what() {
        let facts = fixture::facts();
        let lanes = Lanes::build(&facts, &LaneOptions::default());
        let rason = (0..lanes.len()).find(|&i| lanes.label(&facts, i) == "Lady R").expect("her lane");
        let fold = Item::Fold { lane: rason, from: 1_710_201_600, to: 1_710_460_800, count: 2 };
        let lines = hover_lines(&facts, &Lineage::default(), &lanes, &fold, &TimeZone::UTC);
        assert_eq!(lines[0].1, "2 visits, 12 to 14 March 2024");
        assert_eq!(lines[2], ("Of these".to_owned(), "1 waiting, 1 ship-to-ship transfer".to_owned()));
    }
}
