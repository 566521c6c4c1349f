//! A small case for the tests of this layer and of the writers: three places, visits of every kind, shipments whole
//! and half-open, events, tags.

use crate::base::interval::Bounds;
use crate::base::time::When;
use crate::model::case::Case;
use crate::model::entity::Entity;
use crate::model::event::Event;
use crate::model::evidence::{Obstruction, Sighting};
use crate::model::facts::{Facts, Tables};
use crate::model::grading::Hedge;
use crate::model::ids::{EventId, ExhibitId, PlaceId, ShipmentId, SightingId, Stamp, TagId, VesselId, VisitId};
use crate::model::place::Place;
use crate::model::shipment::Shipment;
use crate::model::tag::{TAG_COLOURS, Tag};
use crate::model::vessel::Vessel;
use crate::model::visit::{Activity, Visit};

/// Bounds from four texts, empty for unknown.
pub(crate) fn bounds(texts: [&str; 4]) -> Bounds {
    Bounds::new(texts.map(|text| (!text.is_empty()).then(|| text.parse::<When>().expect("a date"))))
}

/// A visit with what the tests look at.
pub(crate) fn visit(id: u32, vessel: u32, place: u32, times: [&str; 4], activity: Activity, hedge: Hedge) -> Visit {
    let mut visit = Visit::new(VisitId::new(id), VesselId::new(vessel), PlaceId::new(place), bounds(times));
    visit.activity = activity;
    visit.hedge = hedge;
    visit.exhibits = Box::new([ExhibitId::new(1)]);
    visit
}

fn event(id: u32, time: &str, title: &str) -> Event {
    let time: crate::base::edtf::Edtf = time.parse().expect("a date");
    Event {
        id: EventId::new(id),
        time: time.into(),
        title: title.to_owned(),
        exhibit: None,
        note: String::new(),
        tags: Vec::new(),
        stamp: Stamp::default(),
    }
}

/// A look at the berth: `x` something there, `o` empty, `-` obstructed.
fn sighting(id: u32, time: &str, look: char) -> Sighting {
    let time: Option<crate::base::edtf::Edtf> = time.parse().ok();
    Sighting {
        id: SightingId::new(id),
        exhibit: ExhibitId::new(1),
        place: Some(PlaceId::new(4)),
        time: time.map(crate::base::edtf::Dated::from),
        vessel: None,
        negative: look == 'o',
        seen: String::new(),
        obstruction: if look == '-' { Obstruction::Obstructed } else { Obstruction::Clear },
        at: None,
        note: String::new(),
        tags: Vec::new(),
        stamp: Stamp::default(),
    }
}

/// The case.
pub(crate) fn facts() -> Facts {
    use Activity::{Bunkering, Discharging, Loading, ShipToShip, Unknown, Waiting};
    use Hedge::{Alleged, Appears, Asserted, Denied, Likely};
    let case = Case {
        title: "Vostochny & <Chongjin>, March 2024".to_owned(),
        question: "How much went across?".to_owned(),
        ..Case::default()
    };
    let mut facts = Facts::new(case, Tables::default());
    for (id, name) in (1..).zip(["Vostochny", "Chongjin", "Rason"]) {
        facts.put(Entity::Place(Box::new(Place::named(PlaceId::new(id), name))));
    }
    let mut berth = Place::named(PlaceId::new(4), "oil berth");
    berth.parent = Some(PlaceId::new(1));
    facts.put(Entity::Place(Box::new(berth)));
    for (id, name) in (1..).zip(["Tanker 1", "Tanker 2", "Tanker 3", "Yu Son", "Paek Yang San 1", "Lady R"]) {
        facts.put(Entity::Vessel(Box::new(Vessel::named(VesselId::new(id), name))));
    }
    let visits = [
        visit(1, 1, 4, ["2024-03-05", "2024-03-07", "2024-03-10", "2024-03-12"], Loading, Appears),
        visit(2, 2, 4, ["2024-03-05", "2024-03-09", "2024-03-10", "2024-03-12"], Loading, Likely),
        visit(3, 3, 4, ["2024-03-07", "", "", "2024-03-22"], Loading, Appears),
        visit(4, 1, 2, ["2024-03-13", "2024-03-16", "2024-03-17", "2024-03-22"], Discharging, Likely),
        visit(5, 2, 2, ["2024-03-11", "2024-03-14", "2024-03-14", "2024-03-16"], Discharging, Asserted),
        visit(6, 4, 4, ["2024-03-29", "2024-04-01", "2024-04-01", "2024-04-02"], Loading, Alleged),
        visit(7, 5, 4, ["2024-04-03", "2024-04-07", "2024-04-07", "2024-04-09"], Loading, Denied),
        visit(8, 6, 3, ["", "2024-03-12", "2024-03-12", ""], ShipToShip, Asserted),
        visit(9, 6, 3, ["2024-03-14", "", "", ""], Waiting, Asserted),
        visit(10, 6, 2, ["", "2024-04-02", "2024-04-05", ""], Bunkering, Likely),
        visit(11, 5, 2, ["", "", "", ""], Unknown, Alleged),
    ];
    for visit in visits {
        facts.put(Entity::Visit(Box::new(visit)));
    }
    for (number, loading, discharge) in
        [(1, Some(1), Some(4)), (2, Some(2), Some(5)), (3, Some(3), None), (4, None, Some(10))]
    {
        let ends = [loading, discharge].map(|end| end.map(VisitId::new));
        let shipment = Shipment::between(ShipmentId::new(number), number, ends[0], ends[1]);
        facts.put(Entity::Shipment(Box::new(shipment)));
    }
    for (id, time, look) in [(1, "2024-03-07", 'x'), (2, "2024-03-04", 'o'), (3, "2024-03-12", '-'), (4, "", 'x')] {
        facts.put(Entity::Sighting(Box::new(sighting(id, time, look))));
    }
    for (id, time, title) in [
        (1, "2024-03-07", "first shipment seen"),
        (2, "2024-03-26", "FT story"),
        (3, "2024-03-28", "Russia vetoes the Panel"),
        (4, "2024-03-28", "the same day again"),
        (5, "2024-04-05/2024-04-12", "a week"),
    ] {
        facts.put(Entity::Event(Box::new(event(id, time, title))));
    }
    for (id, name) in (1..).zip(["Suspected transfer", "AIS off"]) {
        let colour = TAG_COLOURS[id as usize];
        let tag = Tag {
            id: TagId::new(id),
            name: name.to_owned(),
            parent: None,
            colour,
            key: Some(1),
            definition: String::new(),
            rule: None,
            note: String::new(),
            stamp: Stamp::default(),
        };
        facts.put(Entity::Tag(Box::new(tag)));
    }
    let mut tagged = facts.visits.get(VisitId::new(2)).expect("made above").clone();
    tagged.tags = Box::new([TagId::new(1), TagId::new(2)]);
    facts.put(Entity::Visit(Box::new(tagged)));
    facts
}
