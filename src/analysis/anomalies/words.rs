//! What anomalies are said with: vessels, places and times of visits and sightings, in a few words.

use super::presence::Presence;
use crate::analysis::looks::stretches::place_name;
use crate::base::plain_date::{bounds_words, edtf_words};
use crate::base::text::{count, fold};
use crate::model::evidence::Sighting;
use crate::model::facts::Facts;
use crate::model::ids::{EntityRef, PlaceId, VesselId};
use crate::model::naming;
use crate::model::vessel::Vessel;
use crate::model::visit::Visit;

/// Letters of a name after which a sentence has enough of it.
const LETTERS: usize = 60;

/// A visit or a sighting.
enum Row<'a> {
    Visit(&'a Visit),
    Sighting(&'a Sighting),
}

fn row(facts: &Facts, item: EntityRef) -> Option<Row<'_>> {
    if let Some(visit) = item.as_id().and_then(|id| facts.visits.get(id)) {
        return Some(Row::Visit(visit));
    }
    item.as_id().and_then(|id| facts.sightings.get(id)).map(Row::Sighting)
}

/// What a visit or a sighting says of when and where.
pub(super) fn presence(facts: &Facts, item: EntityRef) -> Option<Presence> {
    match row(facts, item)? {
        Row::Visit(visit) => Some(Presence::of_visit(visit)),
        Row::Sighting(sighting) => Presence::of_sighting(sighting),
    }
}

/// The vessel of a visit or a sighting: “Tanker 1”.
pub(super) fn vessel_of(facts: &Facts, item: EntityRef) -> String {
    let vessel: Option<VesselId> = match row(facts, item) {
        Some(Row::Visit(visit)) => Some(visit.vessel),
        Some(Row::Sighting(sighting)) => sighting.vessel,
        None => None,
    };
    vessel.map_or_else(|| "A vessel".to_owned(), |id| short(&naming::name(facts, id.into())))
}

/// Its place: “Vostochny, oil berth”.
pub(super) fn place_of(facts: &Facts, item: EntityRef) -> String {
    let place: Option<PlaceId> = match row(facts, item) {
        Some(Row::Visit(visit)) => Some(visit.place),
        Some(Row::Sighting(sighting)) => sighting.place,
        None => None,
    };
    place.map_or_else(|| "an unknown place".to_owned(), |id| short(&place_name(facts, id)))
}

fn time_of(facts: &Facts, item: EntityRef) -> String {
    match row(facts, item) {
        Some(Row::Visit(visit)) => bounds_words(&visit.bounds),
        Some(Row::Sighting(sighting)) => sighting.time.as_ref().map_or(String::new(), |time| edtf_words(time.time)),
        None => String::new(),
    }
}

/// “V-1 (seen 7 to 11 March 2024)”.
pub(super) fn when(facts: &Facts, item: EntityRef) -> String {
    format!("{} ({})", naming::code(facts, item), time_of(facts, item))
}

/// “Vostochny (V-1, seen 7 to 11 March 2024)”.
pub(super) fn stay(facts: &Facts, item: EntityRef) -> String {
    format!("{} ({}, {})", place_of(facts, item), naming::code(facts, item), time_of(facts, item))
}

/// “Tanker 1 (VS-1)”: where several bear one name, the name alone does not say which.
pub(super) fn named(facts: &Facts, item: EntityRef) -> String {
    format!("{} ({})", short(&naming::name(facts, item)), naming::code(facts, item))
}

/// A folded name as the vessel bears it.
pub(super) fn as_written(facts: &Facts, vessel: EntityRef, folded: &str) -> String {
    let vessel: Option<&Vessel> = vessel.as_id().and_then(|id| facts.vessels.get(id));
    let names = vessel
        .into_iter()
        .flat_map(|vessel| std::iter::once(&vessel.name).chain(vessel.other_names.iter().map(|other| &other.name)));
    let mut same = names.filter(|name| fold(name) == folded);
    short(same.next().map_or(folded, String::as_str))
}

/// A length of time in its largest unit, rounded up: “40 minutes”, “5 hours”, “3 days”.
pub(super) fn hours(seconds: i64) -> String {
    const UNITS: [(i64, &str); 4] = [(86_400, "day"), (3_600, "hour"), (60, "minute"), (1, "second")];
    let (unit, word) = UNITS.into_iter().find(|(unit, _)| seconds >= 2 * unit).unwrap_or((1, "second"));
    count(usize::try_from((seconds + unit - 1) / unit).unwrap_or_default(), word)
}

/// A name as a sentence has room for it.
pub(super) fn short(name: &str) -> String {
    match name.char_indices().nth(LETTERS) {
        Some((at, _)) => format!("{}…", &name[..at]),
        None => name.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_are_rounded_up_and_names_without_end_are_cut() {
        let said: Vec<String> = [1, 59, 120, 3_600, 7_201, 172_800, 172_801].into_iter().map(hours).collect();
        assert_eq!(said, ["1 second", "59 seconds", "2 minutes", "60 minutes", "3 hours", "2 days", "3 days"]);
        assert_eq!(short("청진"), "청진");
        assert_eq!(short(&"ы".repeat(10_000)).chars().count(), LETTERS + 1);
    }
}
