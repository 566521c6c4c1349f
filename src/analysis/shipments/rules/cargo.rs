//! What the ends say of cargo: the berths, the draught, what was seen; and what else would explain the visits.

use super::super::candidates::Outcome;
use super::super::reasons::{Given, Leg, Rule, Sign};
use super::{given, with_exhibits};
use crate::base::text::{count, fold};
use crate::model::ids::EntityRef;
use crate::model::naming;
use crate::model::place::PlaceKind;
use crate::model::visit::{Activity, Visit};

/// What a place handles, by its own word or that of the innermost place around it that says so.
fn handles(leg: &Leg, visit: &Visit) -> Vec<String> {
    let mut around = leg.facts.places_around(visit.place);
    around.find(|place| !place.handles.is_empty()).map_or_else(Vec::new, |place| place.handles.clone())
}

/// Whether both places handle the same kind of cargo.
pub fn berths(leg: &Leg, found: &mut Vec<Given>) {
    let Some((loading, discharge)) = leg.both() else { return };
    let name = |visit: &Visit| naming::name(leg.facts, visit.place.into());
    let (from, to) = (handles(leg, loading), handles(leg, discharge));
    let rests_on = vec![EntityRef::from(loading.place), discharge.place.into()];
    let unknown: Vec<String> =
        [(loading, &from), (discharge, &to)].iter().filter(|(_, list)| list.is_empty()).map(|(v, _)| name(v)).collect();
    let (sign, text) = if unknown.is_empty() {
        let shared: Vec<String> =
            from.iter().filter(|one| to.iter().any(|other| fold(one) == fold(other))).cloned().collect();
        if shared.is_empty() {
            let text = format!(
                "{} handles {}, and {} {}",
                name(loading),
                naming::list(&from),
                name(discharge),
                naming::list(&to)
            );
            (Sign::Against, text)
        } else {
            (Sign::For, format!("Both places handle {}", naming::list(&shared)))
        }
    } else {
        (Sign::Open, format!("What {} handles is not stated", naming::list(&unknown)))
    };
    found.push(Given { rests_on, ..given(Rule::Berths, sign, text, &[]) });
}

/// Whether the hull lay deeper after the loading and higher after the discharge.
pub fn draught(leg: &Leg, found: &mut Vec<Given>) {
    let before = found.len();
    for (visit, loading) in leg.ends() {
        let Some((came, left)) = visit.extra.as_ref().and_then(|extra| extra.draught_in.zip(extra.draught_out)) else {
            continue;
        };
        let (came, left) = (came.0, left.0);
        let what = if loading { "loading" } else { "discharge" };
        let change = format!("Draught at the {what} {came} m on arrival, {left} m on departure");
        let (sign, text) = match (left > came, left < came) {
            (false, false) => (Sign::Against, format!("{change}: no change")),
            (deeper, _) if deeper == loading => (Sign::For, change),
            _ => (Sign::Against, format!("{change}: the wrong way for a {what}")),
        };
        found.push(with_exhibits(given(Rule::Draught, sign, text, &[visit]), &[visit]));
    }
    if let Some((loading, discharge)) = leg.both() {
        let draught = |visit: &Visit, out: bool| {
            visit.extra.as_ref().and_then(|extra| if out { extra.draught_out } else { extra.draught_in })
        };
        if let (Some(left), Some(came)) = (draught(loading, true), draught(discharge, false)) {
            let text = format!("Left with a draught of {} m and came with {} m", left.0, came.0);
            // A decimetre is within what a draught is read to, and fuel burnt on the way.
            let same = (left.0.get() - came.0.get()).abs() <= 0.3;
            let sign = if same { Sign::For } else { Sign::Against };
            let visits = [loading, discharge];
            found.push(with_exhibits(given(Rule::Draught, sign, text, &visits), &visits));
        }
    }
    if found.len() == before {
        let visits: Vec<&Visit> = leg.ends().map(|(visit, _)| visit).collect();
        found.push(given(Rule::Draught, Sign::Open, "No draught on arrival and departure is known", &visits));
    }
}

/// Words by which equipment at work is described, folded.
const EQUIPMENT: &[&str] =
    &["hose", "hoses", "loading arm", "loading arms", "connected", "manifold", "crane", "cranes"];
/// Words for a hull deep in the water.
const LADEN: &[&str] = &["laden", "low in the water", "deep in the water", "fully loaded"];
/// Words for a hull high in the water.
const LIGHT: &[&str] = &["riding high", "high in the water", "in ballast", "unladen", "empty"];

/// What was described of waterline and equipment at either end.
pub fn seen(leg: &Leg, found: &mut Vec<Given>) {
    for (visit, loading) in leg.ends() {
        for sighting in visit.sightings.iter().filter_map(|id| leg.facts.sightings.get(*id)) {
            let words: String =
                fold(&sighting.seen).chars().map(|c| if c.is_alphanumeric() { c } else { ' ' }).collect();
            let padded = format!(" {} ", words.split_whitespace().collect::<Vec<_>>().join(" "));
            let has = |list: &[&str]| list.iter().any(|word| padded.contains(&format!(" {word} ")));
            // “Unladen” is not laden, and the words are looked for whole.
            let (laden, light, equipment) = (has(LADEN), has(LIGHT), has(EQUIPMENT));
            let what = if loading { "loading" } else { "discharge" };
            let sign = match (laden, light, equipment) {
                (true, true, _) | (false, false, true) => Some(Sign::For),
                (false, false, false) => None,
                // Before it loads a hull is light, and before it discharges it is laden: which of the two moments the
                // image shows is for the investigator to say, so only the plain cases have a sign.
                (true, false, _) => Some(if loading { Sign::For } else { Sign::Open }),
                (false, true, _) => Some(if loading { Sign::Open } else { Sign::For }),
            };
            let Some(sign) = sign else { continue };
            let text = format!("Described at the {what}: “{}”", sighting.seen.trim());
            found.push(Given {
                rule: Rule::Seen,
                sign,
                text,
                exhibits: vec![sighting.exhibit],
                rests_on: vec![visit.id.into(), sighting.id.into()],
            });
        }
    }
}

/// What else would explain the visits, as long as nothing excludes it.
pub fn rivals(leg: &Leg, found: &mut Vec<Given>) {
    let mut rival = |text: String, visits: &[&Visit]| found.push(given(Rule::Rival, Sign::Against, text, visits));
    if let Some(visit) = leg.loading {
        let deeper = visit.extra.as_ref().and_then(|extra| extra.draught_in.zip(extra.draught_out));
        let much = deeper.is_some_and(|(came, left)| left.0.get() - came.0.get() >= 1.0);
        if !much {
            rival(
                format!(
                    "Bunkers: V-{} may have been fuel for the ship herself; no draught shows that she loaded more",
                    visit.id.0
                ),
                &[visit],
            );
        }
    }
    for (visit, loading) in leg.ends() {
        let anchorage = leg.facts.places.get(visit.place).is_some_and(|place| place.kind == PlaceKind::Anchorage);
        if visit.activity == Activity::Unknown || anchorage {
            let why = if anchorage { "she lay at an anchorage" } else { "what she did there is not stated" };
            rival(format!("Waiting: V-{} may have been no call for cargo; {why}", visit.id.0), &[visit]);
        }
        let hedged = visit.hedge != crate::model::grading::Hedge::Asserted;
        if !loading && hedged && leg.outcome != Outcome::Open {
            rival(
                format!(
                    "Ballast: V-{} is only worded as “{}”; she may have come without cargo",
                    visit.id.0,
                    visit.hedge.word()
                ),
                &[visit],
            );
        }
    }
    if let Some((loading, discharge)) = leg.both() {
        let later = later_discharges(leg, loading, discharge);
        if let Some(first) = later.first() {
            let text = format!(
                "Part cargo: {} after it, before the next loading, so that only part may have gone ashore at V-{}",
                if later.len() == 1 {
                    format!("V-{} is a discharge", first.id.0)
                } else {
                    count(later.len(), "discharge")
                },
                discharge.id.0
            );
            rival(text, &later);
        }
    }
}

/// Stated discharges of the hull after a discharge and before its next loading.
fn later_discharges<'a>(leg: &Leg<'a>, loading: &Visit, discharge: &Visit) -> Vec<&'a Visit> {
    let facts = leg.facts;
    let all = facts.links().visits_of(loading.vessel).filter_map(|id| facts.visits.get(id));
    let mut after: Vec<&Visit> = all
        .filter(|visit| visit.id != discharge.id && visit.bounds.sort_key() > discharge.bounds.sort_key())
        .filter(|visit| matches!(visit.activity, Activity::Loading | Activity::Discharging))
        .collect();
    after.sort_by_key(|visit| (visit.bounds.sort_key(), visit.id));
    after.into_iter().take_while(|visit| visit.activity == Activity::Discharging).collect()
}
