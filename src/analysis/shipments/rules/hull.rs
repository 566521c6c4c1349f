//! The hull on its way: whether its AIS was silent, and how it is known that both visits are of one hull.

use super::super::reasons::{Given, Leg, Rule, Sign};
use super::{Between, given};
use crate::base::text::count;
use crate::base::time::{DAY, Utc};
use crate::model::evidence::ExhibitKind;
use crate::model::identifiers::ImoCheck;
use crate::model::ids::{EntityRef, ExhibitId};
use crate::model::naming;

/// AIS through the leg: silent, in part silent, or heard somewhere else.
pub fn ais(leg: &Leg, found: &mut Vec<Given>) {
    let Some((loading, discharge)) = leg.both() else { return };
    let Some(between) = Between::of(loading, discharge).filter(|between| between.longest() > 0) else { return };
    let (from, to) = (between.left_earliest, between.came_latest);
    let facts = leg.facts;
    let mut said = false;
    let silent = leg.gaps.at(loading.vessel).iter().filter(|gap| gap.from < to && gap.to > from);
    for gap in silent {
        said = true;
        let all = gap.from <= from && gap.to >= to;
        let part = (gap.to.min(to).0 - gap.from.max(from).0) / DAY;
        let text = if all {
            "AIS was silent all the way".to_owned()
        } else {
            format!("AIS was silent for {} of the way", count(usize::try_from(part.max(1)).unwrap_or(1), "day"))
        };
        let mut exhibits: Vec<ExhibitId> =
            gap.sightings.iter().filter_map(|id| Some(facts.sightings.get(*id)?.exhibit)).collect();
        exhibits.sort_unstable();
        exhibits.dedup();
        let rests_on = gap.sightings.iter().map(|id| EntityRef::from(*id)).collect();
        found.push(Given { rule: Rule::Ais, sign: Sign::For, text, exhibits, rests_on });
    }
    // Heard at a third place between the two.
    for sighting in facts.links().sightings_of_vessel(loading.vessel).filter_map(|id| facts.sightings.get(id)) {
        let Some(place) = sighting.place.filter(|_| !sighting.negative) else { continue };
        let track = facts.exhibits.get(sighting.exhibit).is_some_and(|row| row.kind == ExhibitKind::AisTrack);
        let time = sighting.time.as_ref().and_then(|time| Some((time.time.start()?, time.time.end()?)));
        let inside = time.is_some_and(|(start, end): (Utc, Utc)| start >= from && end <= to);
        let elsewhere = facts.places_around(place).all(|row| row.id != loading.place && row.id != discharge.place);
        if track && inside && elsewhere {
            said = true;
            let text = format!("AIS was heard at {} on the way", naming::name(facts, place.into()));
            let rests_on = vec![EntityRef::from(sighting.id)];
            found.push(Given {
                rule: Rule::Ais,
                sign: Sign::Against,
                text,
                exhibits: vec![sighting.exhibit],
                rests_on,
            });
        }
    }
    if !said {
        found.push(given(
            Rule::Ais,
            Sign::Open,
            "No AIS of the hull for the way is in the case",
            &[loading, discharge],
        ));
    }
}

/// How it is known that both visits are of one hull.
pub fn identity(leg: &Leg, found: &mut Vec<Given>) {
    let Some((loading, discharge)) = leg.both() else { return };
    let Some(vessel) = leg.facts.vessels.get(loading.vessel) else { return };
    let mut exhibits = Vec::new();
    let (sign, text) = if loading.vessel != discharge.vessel {
        (Sign::Against, "Two hulls: a shipment follows one, unless cargo changed ships".to_owned())
    } else if vessel.unnamed {
        let text =
            format!("“{}” is this case's own label: no source says that both visits are of one hull", vessel.name);
        (Sign::Against, text)
    } else if let Some(imo) = &vessel.imo {
        exhibits.extend(imo.exhibit);
        match imo.value.check() {
            ImoCheck::Ship => (
                Sign::For,
                format!("One hull by its IMO number {}, which proves no identity by itself", imo.value.as_str()),
            ),
            _ => (Sign::Against, format!("The IMO number {} fails its check", imo.value.as_str())),
        }
    } else if vessel.mmsis.is_empty() {
        (Sign::Against, "Matched by name alone".to_owned())
    } else {
        exhibits.extend(vessel.mmsis.iter().filter_map(|mmsi| mmsi.exhibit));
        (Sign::For, "One hull by its MMSI, which can be shared or changed".to_owned())
    };
    found.push(Given { exhibits, rests_on: vec![vessel.id.into()], ..given(Rule::Identity, sign, text, &[]) });
}
