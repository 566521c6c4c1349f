//! A synthetic case: vessels that go to and fro between ports, as a generator has it.

use wakeline::base::edtf::Dated;
use wakeline::base::interval::Bounds;
use wakeline::base::quantity::{Amount, DeadweightTonnes, Estimate, Unit};
use wakeline::base::time::{DAY, Precision, Qualifier, Utc, When};
use wakeline::model::case::Case;
use wakeline::model::evidence::{Exhibit, ExhibitKind, Source, SourceKind};
use wakeline::model::facts::{Facts, Tables};
use wakeline::model::grading::{HEDGES, Hedge, RELIABILITIES, Tlp};
use wakeline::model::identifiers::Imo;
use wakeline::model::ids::{Id, Stamp, VisitId};
use wakeline::model::place::{Place, PlaceKind, Position};
use wakeline::model::shipment::{Quantity, QuantityBasis, Reason, Shipment, ShipmentStatus};
use wakeline::model::tag::{TAG_COLOURS, Tag};
use wakeline::model::vessel::{Identity, Stated, Vessel};
use wakeline::model::visit::{Activity, Visit};

/// Numbers that look random and are the same every time (Knuth's MMIX constants).
struct Dice(u64);

impl Dice {
    /// A whole number from 0 up to, not including, `sides`.
    fn roll(&mut self, sides: u32) -> u32 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let high = (self.0 >> 32) * u64::from(sides);
        u32::try_from(high >> 32).unwrap_or_default()
    }

    /// True in so many of a hundred rolls.
    fn percent(&mut self, share: u32) -> bool {
        self.roll(100) < share
    }
}

/// 2018-01-01T00:00:00Z; visits lie within eight years from it.
const FROM: i64 = 1_514_764_800;
const YEARS: i64 = 8 * 365 * DAY;
const PORTS: u32 = 50;

/// Vessels that go with a number of visits: ten thousand for a million.
pub fn usual_lanes(visits: u32) -> u32 {
    (visits / 100).clamp(1, 10_000)
}

/// A case with so many visits of so many vessels.
pub fn synthetic(visits: u32, lanes: u32) -> Facts {
    let mut dice = Dice(2_397);
    let lanes = lanes.max(1);
    let exhibits = (visits / 250).clamp(1, 4_000);
    let (places, berths) = places(&mut dice);
    let visits = visits_of(&mut dice, visits, lanes, &berths, exhibits);
    let shipments = shipments_of(&mut dice, &visits, lanes);
    Facts::new(
        Case {
            title: format!("Synthetic case of {} visits", visits.len()),
            question: "How does Wakeline behave with many visits?".to_owned(),
            handling: Tlp::Clear,
            time_zone: "UTC".to_owned(),
            note: "Synthetic: made by a generator. No vessel, place or event in it is real.".to_owned(),
            ..Case::default()
        },
        Tables {
            vessels: (1..=lanes).map(|id| vessel(&mut dice, id)).collect(),
            places: places.into_iter().collect(),
            sources: (1..=12).map(source).collect(),
            exhibits: (1..=exhibits).map(|id| exhibit(&mut dice, id)).collect(),
            tags: ["synthetic", "dark call", "ship-to-ship", "identity in doubt"]
                .into_iter()
                .zip(1..)
                .map(tag)
                .collect(),
            shipments: shipments.into_iter().collect(),
            visits: visits.into_iter().collect(),
            ..Tables::default()
        },
    )
}

fn stamp() -> Stamp {
    Stamp { created: Utc(FROM + YEARS), changed: Utc(FROM + YEARS) }
}

fn vessel(dice: &mut Dice, id: u32) -> Vessel {
    let tonnes = Amount::new(f64::from(1_000 + 10 * dice.roll(2_000))).unwrap_or_default();
    let fact = |value| Stated { value, identity: Identity::Registered, period: None, exhibit: None };
    let mut vessel = Vessel::named(Id::new(id), &format!("Synthetic {id}"));
    vessel.dwt = Some(fact(DeadweightTonnes(tonnes)));
    // Begins with a digit that no IMO number has, so that none is met by chance.
    vessel.imo = Some(Stated {
        value: Imo::new(&format!("0{id:06}")),
        identity: Identity::Registered,
        period: None,
        exhibit: None,
    });
    vessel.tags = vec![Id::new(1)];
    vessel.stamp = stamp();
    vessel
}

/// Ports, each with one to three terminals, and the ids at which vessels call.
fn places(dice: &mut Dice) -> (Vec<Place>, Vec<u32>) {
    let (mut places, mut berths) = (Vec::new(), Vec::new());
    for port in 1..=PORTS {
        let (lat, lon) = (f64::from(dice.roll(1_200)) / 10.0 - 60.0, f64::from(dice.roll(3_600)) / 10.0 - 180.0);
        let mut place = Place::named(Id::new(port), &format!("Port {port}"));
        place.position = Position::new(lat, lon).ok();
        place.handles = vec!["oil".to_owned()];
        place.stamp = stamp();
        places.push(place);
        for terminal in 1..=1 + dice.roll(3) {
            let id = PORTS + u32::try_from(berths.len()).unwrap_or_default() + 1;
            let mut place = Place::named(Id::new(id), &format!("Port {port}, terminal {terminal}"));
            place.kind = PlaceKind::Terminal;
            place.parent = Some(Id::new(port));
            place.position = Position::new(lat + 0.01 * f64::from(terminal), lon).ok();
            place.stamp = stamp();
            places.push(place);
            berths.push(id);
        }
    }
    (places, berths)
}

fn source(id: u32) -> Source {
    Source {
        id: Id::new(id),
        name: format!("Synthetic source {id}"),
        kind: if id.is_multiple_of(3) { SourceKind::SensorOperator } else { SourceKind::Media },
        reliability: RELIABILITIES[id as usize % RELIABILITIES.len()],
        remark: String::new(),
        note: String::new(),
        tags: vec![Id::new(1)],
        stamp: stamp(),
    }
}

fn exhibit(dice: &mut Dice, id: u32) -> Exhibit {
    let captured = When::second(Utc(FROM + i64::from(dice.roll(u32::try_from(YEARS).unwrap_or(u32::MAX)))));
    let mut exhibit = Exhibit::titled(Id::new(id), id, &format!("Synthetic image {id}"));
    exhibit.kind = ExhibitKind::Image;
    exhibit.source = Some(Id::new(1 + dice.roll(12)));
    exhibit.captured = Some(Dated::from(captured));
    "en".clone_into(&mut exhibit.language);
    exhibit.stamp = stamp();
    exhibit
}

fn tag((name, id): (&str, u32)) -> Tag {
    Tag {
        id: Id::new(id),
        name: name.to_owned(),
        parent: None,
        colour: TAG_COLOURS[id as usize % TAG_COLOURS.len()],
        key: u8::try_from(id).ok(),
        definition: String::new(),
        rule: None,
        note: String::new(),
        stamp: stamp(),
    }
}

/// Visits by id; each vessel's follow one another in time, loading and discharging in turn.
fn visits_of(dice: &mut Dice, count: u32, lanes: u32, berths: &[u32], exhibits: u32) -> Vec<Visit> {
    let turns = i64::from((count / lanes).max(1));
    let mut visits = Vec::with_capacity(count as usize);
    for at in 0..count {
        let (lane, turn) = (at % lanes, i64::from(at / lanes));
        let pace = YEARS / (turns + 1);
        let start = FROM + turn * pace + i64::from(dice.roll(u32::try_from(pace / 2).unwrap_or(1).max(1)));
        let berth = berths[dice.roll(u32::try_from(berths.len()).unwrap_or(1)) as usize];
        let bounds = bounds(dice, start, (pace / 3).clamp(3_600, 5 * DAY));
        let mut visit = Visit::new(Id::new(at + 1), Id::new(lane + 1), Id::new(berth), bounds);
        visit.activity = match dice.roll(10) {
            0 => Activity::Waiting,
            1 => Activity::Bunkering,
            2 => Activity::ShipToShip,
            3 => Activity::Unknown,
            _ if turn % 2 == 0 => Activity::Loading,
            _ => Activity::Discharging,
        };
        visit.hedge = if dice.percent(60) { Hedge::Asserted } else { HEDGES[dice.roll(5) as usize] };
        if dice.percent(30) {
            visit.exhibits = Box::new([Id::new(1 + dice.roll(exhibits))]);
        }
        if dice.percent(5) {
            visit.tags = Box::new([Id::new(2 + dice.roll(3))]);
        }
        if dice.percent(1) {
            visit.edit_extra(|extra| "Synthetic note".clone_into(&mut extra.note));
        }
        visit.stamp = stamp();
        visits.push(visit);
    }
    visits
}

/// Bounds of a visit: half known to the day from images, half to the second from AIS, a few undated.
fn bounds(dice: &mut Dice, start: i64, longest: i64) -> Bounds {
    let length = 3_600 + i64::from(dice.roll(u32::try_from(longest).unwrap_or(1)));
    if dice.percent(1) {
        return Bounds::default();
    }
    if dice.percent(50) {
        return Bounds::seen(When::second(Utc(start)), When::second(Utc(start + length)));
    }
    let doubt = Qualifier { uncertain: dice.percent(10), approximate: dice.percent(10) };
    let day = |at: i64| When::new(Utc(at), Precision::Day, doubt);
    let slack = DAY * i64::from(1 + dice.roll(5));
    let (before, after) =
        (dice.percent(70).then(|| day(start - slack)), dice.percent(70).then(|| day(start + length + slack)));
    Bounds::new([before, Some(day(start)), Some(day(start + length)), after])
}

/// A shipment for two in five loading visits, to the vessel's next visit or half-open.
fn shipments_of(dice: &mut Dice, visits: &[Visit], lanes: u32) -> Vec<Shipment> {
    let mut shipments = Vec::new();
    for visit in visits.iter().filter(|visit| visit.activity == Activity::Loading) {
        if !dice.percent(40) {
            continue;
        }
        let next = visits.get((visit.id.0 + lanes - 1) as usize).map(|next| next.id);
        let discharge: Option<VisitId> = next.filter(|_| dice.percent(75));
        let number = u32::try_from(shipments.len()).unwrap_or_default() + 1;
        let mut shipment = Shipment::between(Id::new(number), number, Some(visit.id), discharge);
        "refined petroleum".clone_into(&mut shipment.product);
        shipment.status = if dice.percent(50) { ShipmentStatus::Accepted } else { ShipmentStatus::Proposed };
        shipment.quantity = dice.percent(60).then(|| quantity(dice)).flatten();
        if dice.percent(10) {
            shipment.reasons =
                vec![Reason { text: "Same hull, next visit".to_owned(), supports: true, exhibit: None, rule: None }];
        }
        shipment.stamp = stamp();
        shipments.push(shipment);
    }
    shipments
}

fn quantity(dice: &mut Dice) -> Option<Quantity> {
    let base = f64::from(1_000 + dice.roll(30_000));
    let end = |factor: f64| Amount::new(base * factor).ok();
    let estimate = Estimate::new(end(0.5), end(1.0), end(1.25)).ok()?;
    Some(Quantity {
        estimate,
        unit: Unit::Barrels,
        basis: QuantityBasis::CapacityTimesFill,
        exhibit: None,
        working: String::new(),
    })
}
