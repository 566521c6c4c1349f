//! Which entities refer to which, kept beside the tables so that nothing has to search for it.

use rayon::prelude::*;

use super::evidence::{Claim, Exhibit, Sighting};
use super::ids::{ClaimId, EntityRef, ExhibitId, Id, PlaceId, ShipmentId, SightingId, SourceId, VesselId, VisitId};
use super::shipment::Shipment;
use super::visit::Visit;
use crate::base::table::{Row, Table};

/// One reference, sorted by what it points to.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Link {
    to: u32,
    from: u32,
}

impl Row for Link {
    type Key = Self;
    fn key(&self) -> Self {
        *self
    }
}

/// A claim about an entity.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct About {
    subject: EntityRef,
    claim: ClaimId,
}

impl Row for About {
    type Key = Self;
    fn key(&self) -> Self {
        *self
    }
}

/// Every reference that is asked for from its other end.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Links {
    visits_of_vessel: Table<Link>,
    visits_at_place: Table<Link>,
    visits_on_exhibit: Table<Link>,
    shipments_of_visit: Table<Link>,
    claims_of_exhibit: Table<Link>,
    claims_about: Table<About>,
    sightings_of_exhibit: Table<Link>,
    sightings_at_place: Table<Link>,
    sightings_of_vessel: Table<Link>,
    exhibits_of_source: Table<Link>,
}

fn from<'a, A, B: 'a>(table: &'a Table<Link>, to: Id<A>) -> impl Iterator<Item = Id<B>> + Clone + 'a {
    let to = to.0;
    table.iter_from(Link { to, from: 0 }).take_while(move |link| link.to == to).map(|link| Id::new(link.from))
}

fn set<A, B>(table: &mut Table<Link>, to: Id<A>, from: Id<B>, present: bool) {
    let link = Link { to: to.0, from: from.0 };
    if present {
        table.put(link);
    } else {
        table.remove(link);
    }
}

fn sorted(mut links: Vec<Link>) -> Table<Link> {
    links.par_sort_unstable();
    links.dedup();
    links.into_iter().collect()
}

impl Links {
    /// Builds the links of many visits at once; the other entities are added one by one.
    #[must_use]
    pub fn of_visits(visits: &Table<Visit>) -> Self {
        let of = |link: fn(&Visit) -> Link| -> Table<Link> {
            sorted(visits.pages().par_iter().flat_map_iter(|page| page.iter().map(link)).collect())
        };
        let (vessels, (places, exhibits)) = rayon::join(
            || of(|visit| Link { to: visit.vessel.0, from: visit.id.0 }),
            || {
                rayon::join(
                    || of(|visit| Link { to: visit.place.0, from: visit.id.0 }),
                    || {
                        let links = visits.pages().par_iter().flat_map_iter(|page| {
                            page.iter().flat_map(|visit| {
                                visit.exhibits.iter().map(|exhibit| Link { to: exhibit.0, from: visit.id.0 })
                            })
                        });
                        sorted(links.collect())
                    },
                )
            },
        );
        Self { visits_of_vessel: vessels, visits_at_place: places, visits_on_exhibit: exhibits, ..Self::default() }
    }

    /// Visits of a vessel, by id.
    pub fn visits_of(&self, vessel: VesselId) -> impl Iterator<Item = VisitId> + Clone + '_ {
        from(&self.visits_of_vessel, vessel)
    }

    /// Visits at a place itself, not at those within it, by id.
    pub fn visits_at(&self, place: PlaceId) -> impl Iterator<Item = VisitId> + Clone + '_ {
        from(&self.visits_at_place, place)
    }

    /// Visits that rest on an exhibit, by id.
    pub fn visits_on(&self, exhibit: ExhibitId) -> impl Iterator<Item = VisitId> + Clone + '_ {
        from(&self.visits_on_exhibit, exhibit)
    }

    /// Shipments that begin or end with a visit, by id.
    pub fn shipments_of(&self, visit: VisitId) -> impl Iterator<Item = ShipmentId> + Clone + '_ {
        from(&self.shipments_of_visit, visit)
    }

    /// Every visit with a shipment that begins or ends with it, by visit.
    pub fn shipment_ends(&self) -> impl Iterator<Item = (VisitId, ShipmentId)> + Clone + '_ {
        self.shipments_of_visit.iter().map(|link| (Id::new(link.to), Id::new(link.from)))
    }

    /// Claims quoted from an exhibit, by id.
    pub fn claims_of(&self, exhibit: ExhibitId) -> impl Iterator<Item = ClaimId> + Clone + '_ {
        from(&self.claims_of_exhibit, exhibit)
    }

    /// Claims about an entity, by id.
    pub fn claims_about(&self, subject: EntityRef) -> impl Iterator<Item = ClaimId> + Clone + '_ {
        self.claims_about
            .iter_from(About { subject, claim: Id::new(0) })
            .take_while(move |about| about.subject == subject)
            .map(|about| about.claim)
    }

    /// Sightings in an exhibit, by id.
    pub fn sightings_of(&self, exhibit: ExhibitId) -> impl Iterator<Item = SightingId> + Clone + '_ {
        from(&self.sightings_of_exhibit, exhibit)
    }

    /// Sightings at a place, by id.
    pub fn sightings_at(&self, place: PlaceId) -> impl Iterator<Item = SightingId> + Clone + '_ {
        from(&self.sightings_at_place, place)
    }

    /// Sightings of a vessel, and of its silence, by id.
    pub fn sightings_of_vessel(&self, vessel: VesselId) -> impl Iterator<Item = SightingId> + Clone + '_ {
        from(&self.sightings_of_vessel, vessel)
    }

    /// Exhibits of a source, by id.
    pub fn exhibits_of(&self, source: SourceId) -> impl Iterator<Item = ExhibitId> + Clone + '_ {
        from(&self.exhibits_of_source, source)
    }

    pub(super) fn visit(&mut self, visit: &Visit, present: bool) {
        set(&mut self.visits_of_vessel, visit.vessel, visit.id, present);
        set(&mut self.visits_at_place, visit.place, visit.id, present);
        for exhibit in &visit.exhibits {
            set(&mut self.visits_on_exhibit, *exhibit, visit.id, present);
        }
    }

    pub(super) fn shipment(&mut self, shipment: &Shipment, present: bool) {
        for visit in [shipment.loading, shipment.discharge].into_iter().flatten() {
            set(&mut self.shipments_of_visit, visit, shipment.id, present);
        }
    }

    pub(super) fn claim(&mut self, claim: &Claim, present: bool) {
        set(&mut self.claims_of_exhibit, claim.exhibit, claim.id, present);
        for subject in &claim.about {
            let about = About { subject: *subject, claim: claim.id };
            if present {
                self.claims_about.put(about);
            } else {
                self.claims_about.remove(about);
            }
        }
    }

    pub(super) fn sighting(&mut self, sighting: &Sighting, present: bool) {
        set(&mut self.sightings_of_exhibit, sighting.exhibit, sighting.id, present);
        if let Some(place) = sighting.place {
            set(&mut self.sightings_at_place, place, sighting.id, present);
        }
        if let Some(vessel) = sighting.vessel {
            set(&mut self.sightings_of_vessel, vessel, sighting.id, present);
        }
    }

    pub(super) fn exhibit(&mut self, exhibit: &Exhibit, present: bool) {
        if let Some(source) = exhibit.source {
            set(&mut self.exhibits_of_source, source, exhibit.id, present);
        }
    }
}
