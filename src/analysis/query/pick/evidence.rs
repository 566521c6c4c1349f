//! What terms about evidence select: exhibits by grade and kind and what rests on them, images of empty places, origins.

use std::collections::{BTreeMap, BTreeSet};

use super::{Pick, Test, claims, ids, shipment_exhibits};
use crate::analysis::looks::Look;
use crate::analysis::origins::VisitOrigins;
use crate::analysis::origins::subject::reports;
use crate::analysis::query::scale::Stretch;
use crate::analysis::query::terms::Grades;
use crate::model::evidence::{Exhibit, ExhibitKind};
use crate::model::facts::Facts;
use crate::model::ids::EntityRef;
use crate::model::vessel::OtherName;

impl Pick {
    pub(super) fn origins(&mut self, numbers: Stretch<u32>, facts: &Facts) {
        self.origins = VisitOrigins::build(facts);
        self.test = Test::Origins(numbers);
        let lineage = self.origins.lineage();
        let holds = |item: EntityRef| {
            let origins = reports(facts, lineage, item).origins().len();
            numbers.holds(u32::try_from(origins).unwrap_or(u32::MAX))
        };
        self.shipments = ids(facts.shipments.iter().map(|row| row.id).filter(|id| holds((*id).into())));
        self.exhibits = ids(facts.exhibits.iter().map(|row| row.id).filter(|id| holds((*id).into())));
        self.claims = ids(facts.claims.iter().map(|row| row.id).filter(|id| holds((*id).into())));
        self.findings = ids(facts.findings.iter().map(|row| row.id).filter(|id| holds((*id).into())));
        self.events = ids(facts.events.iter().map(|row| row.id).filter(|id| holds((*id).into())));
    }

    /// What rests on the exhibits already picked.
    pub(super) fn on_exhibits(&mut self, facts: &Facts) {
        self.test = Test::Exhibits;
        let exhibits = &self.exhibits;
        let on = |id: u32| exhibits.contains(id);
        self.sightings = ids(facts.sightings.iter().filter(|row| on(row.exhibit.0)).map(|row| row.id));
        self.claims = claims(facts, |row| on(row.exhibit.0));
        self.events = ids(facts.events.iter().filter(|row| row.exhibit.is_some_and(|id| on(id.0))).map(|row| row.id));
        self.shipments = ids(facts.shipments.iter().filter(|row| shipment_exhibits(row).any(on)).map(|row| row.id));
        self.vessels = ids(facts.vessels.iter().filter(|row| row.exhibits().any(|id| on(id.0))).map(|row| row.id));
        let place = |names: &[OtherName]| names.iter().filter_map(|name| name.exhibit).any(|id| on(id.0));
        self.places = ids(facts.places.iter().filter(|row| place(&row.other_names)).map(|row| row.id));
    }

    pub(super) fn any_exhibit(&mut self, facts: &Facts) {
        self.test = Test::HasExhibit;
        self.exhibits = ids(facts.exhibits.iter().map(|row| row.id));
        self.claims = ids(facts.claims.iter().map(|row| row.id));
        self.events = ids(facts.events.iter().filter(|row| row.exhibit.is_some()).map(|row| row.id));
        let shipments = facts.shipments.iter().filter(|row| shipment_exhibits(row).next().is_some());
        self.shipments = ids(shipments.map(|row| row.id));
        self.vessels = ids(facts.vessels.iter().filter(|row| row.exhibits().next().is_some()).map(|row| row.id));
        let places = facts.places.iter().filter(|row| row.other_names.iter().any(|name| name.exhibit.is_some()));
        self.places = ids(places.map(|row| row.id));
        self.findings = ids(facts.findings.iter().filter(|row| !row.cited_exhibits().is_empty()).map(|row| row.id));
    }

    /// Exhibits of some grade. One without a source has no letter, not even F.
    pub(super) fn grade(&mut self, grades: &Grades, facts: &Facts) {
        self.exhibits_that(facts, |row| {
            let letter = || row.source.and_then(|id| facts.sources.get(id)).map(|source| source.reliability);
            grades.letters.is_none_or(|letters| letter().is_some_and(|own| letters.contains(&own)))
                && grades.digits.is_none_or(|digits| digits.contains(&row.credibility))
        });
    }

    pub(super) fn exhibit_kind(&mut self, kind: ExhibitKind, facts: &Facts) {
        self.exhibits_that(facts, |row| row.kind == kind);
    }

    /// Exhibits of which something holds, what rests on them, and the findings that cite them.
    fn exhibits_that(&mut self, facts: &Facts, wanted: impl Fn(&Exhibit) -> bool) {
        let picked = || facts.exhibits.iter().filter(|row| wanted(row));
        let numbers: BTreeSet<u32> = picked().map(|row| row.number).collect();
        self.exhibits = ids(picked().map(|row| row.id));
        self.on_exhibits(facts);
        let cites = |cited: Vec<u32>| cited.into_iter().any(|number| numbers.contains(&number));
        self.findings = ids(facts.findings.iter().filter(|row| cites(row.cited_exhibits())).map(|row| row.id));
    }

    /// Images of empty places, those places, and the visits that they bound. A silent AIS is no look at a place.
    pub(super) fn negative(&mut self, facts: &Facts) {
        self.test = Test::Negative;
        let empty = |row: &&crate::model::evidence::Sighting| !row.is_silence() && Look::of(row) == Look::Empty;
        let mut within: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
        for row in facts.sightings.iter().filter(empty) {
            self.sightings.insert(row.id.0);
            self.exhibits.insert(row.exhibit.0);
            let Some(place) = row.place else { continue };
            self.places.insert(place.0);
            let places = within
                .entry(place.0)
                .or_insert_with(|| facts.places_within(place).into_iter().map(|place| place.0).collect());
            let shown = self.empty.entry(row.exhibit.0).or_default();
            shown.extend(places.iter().copied());
        }
    }
}
