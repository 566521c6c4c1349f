//! A small case in which every field of every entity is filled.

use wakeline::base::edtf::Dated;
use wakeline::base::hash::Sha256;
use wakeline::base::interval::{BoundName, Bounds};
use wakeline::base::quantity::{
    Amount, DeadweightTonnes, Estimate, GrossTonnage, Metres, Share, TonnesPerCentimetre, Unit,
};
use wakeline::base::time::Utc;
use wakeline::model::arrangement::{Arrangement, Heading, LaneBy, LaneOrder, LanePath};
use wakeline::model::case::Case;
use wakeline::model::conversion::{ConversionTable, ProductClass};
use wakeline::model::counting::{Counting, Laden};
use wakeline::model::entity::Entity;
use wakeline::model::event::Event;
use wakeline::model::evidence::{
    Claim, Collection, Custody, Exhibit, ExhibitFile, ExhibitKind, ImagePoint, Obstruction, ReportedBy, Sighting,
    Source, SourceKind, Stance,
};
use wakeline::model::facts::{Facts, Tables};
use wakeline::model::finding::{Finding, FindingStatus, PassedOver, Reply};
use wakeline::model::grading::{Confidence, Credibility, Hedge, Likelihood, Reliability, Tlp};
use wakeline::model::identifiers::{Imo, Mmsi, UnLocode};
use wakeline::model::ids::{ENTITY_KINDS, EntityKind, EntityRef, Id, Stamp};
use wakeline::model::place::{Place, PlaceKind, Position};
use wakeline::model::regime::{CountingEvent, Declaration, DeclarationKind, MonthDay, Regime};
use wakeline::model::shipment::{Quantity, QuantityBasis, Reason, Shipment, ShipmentStatus};
use wakeline::model::tag::{Colour, Tag, TagRule};
use wakeline::model::vessel::{Designation, Identity, OtherName, Stated, Vessel};
use wakeline::model::view::{Colouring, Layer, SavedView};
use wakeline::model::visit::{Activity, Visit};

const STAMP: Stamp = Stamp { created: Utc(1_709_800_000), changed: Utc(1_709_900_001) };

pub fn dated(text: &str, written: &str) -> Dated {
    Dated::new(text.parse().expect("a date"), written)
}

fn amount(value: f64) -> Amount {
    Amount::new(value).expect("an amount")
}

fn stated<T>(value: T) -> Stated<T> {
    Stated {
        value,
        identity: Identity::Digital,
        period: Some(dated("2023/..", "since 2023")),
        exhibit: Some(Id::new(1)),
    }
}

fn name() -> OtherName {
    OtherName {
        name: "백양산".into(),
        script: Some("Hang".into()),
        identity: Identity::Physical,
        period: Some(dated("2022-01~", "about January 2022")),
        exhibit: Some(Id::new(1)),
    }
}

fn vessel() -> Vessel {
    Vessel {
        unnamed: true,
        other_names: vec![name(), OtherName { exhibit: None, ..name() }],
        imo: Some(stated(Imo::new("8660313"))),
        mmsis: vec![stated(Mmsi::new("445123456"))],
        call_sign: Some(stated("HMXY".into())),
        flags: vec![stated("KP".into()), stated("PW".into())],
        vessel_type: Some(stated("oil products tanker".into())),
        dwt: Some(stated(DeadweightTonnes(amount(3_565.1)))),
        gt: Some(stated(GrossTonnage(amount(1_999.0)))),
        length: Some(stated(Metres(amount(99.3)))),
        capacity: Some(stated(
            Estimate::new(Some(amount(0.1)), Some(amount(1.0 / 3.0)), Some(amount(23_935.7))).expect("an estimate"),
        )),
        tpc: Some(stated(TonnesPerCentimetre(amount(9.5)))),
        designations: vec![Designation {
            list: "UN 1718".into(),
            date: Some(dated("2018-03-30", "30 March 2018")),
            paragraph: "12".into(),
            exhibit: Some(Id::new(1)),
        }],
        note: "A note\nof two lines, with \u{0} and “quotes” and '; DROP TABLE vessel".into(),
        tags: vec![Id::new(1), Id::new(2)],
        stamp: STAMP,
        ..Vessel::named(Id::new(1), "Paek Yang San")
    }
}

fn place() -> Place {
    let at = |lat, lon| Position::new(lat, lon).expect("on the globe");
    Place {
        kind: PlaceKind::Berth,
        parent: Some(Id::new(2)),
        other_names: vec![name()],
        country: "RU".into(),
        operator: "Vostochny Oil Terminal".into(),
        locode: Some(UnLocode::new("RU VYP")),
        position: Some(at(42.738_912_345_678_9, 133.071_1)),
        outline: vec![at(42.1, 133.0), at(-0.1, 133.2), at(0.000_000_123, -179.999_999_9)],
        handles: vec!["oil".into(), "containers".into()],
        note: "x".into(),
        tags: vec![Id::new(1)],
        stamp: STAMP,
        ..Place::named(Id::new(1), "Vostochny, berth 5")
    }
}

fn exhibit() -> Exhibit {
    Exhibit {
        kind: ExhibitKind::Image,
        source: Some(Id::new(1)),
        published: Some(dated("2024-03-26", "26 March 2024")),
        captured: Some(dated("2024-03-07T02:03:04Z", "7 March, morning")),
        collected: Collection { time: Some(dated("2024-04", "April 2024")), by: "A".into(), how: "browser".into() },
        url: "https://example.org/a".into(),
        archived_url: "https://example.org/b".into(),
        language: "en".into(),
        credibility: Credibility::ProbablyTrue,
        sensor: "optical".into(),
        analyst: "B".into(),
        data_owner: "C".into(),
        licence: "D".into(),
        credit: "E".into(),
        files: vec![ExhibitFile {
            sha256: Sha256::of(b"image"),
            name: "../a.png".into(),
            media_type: "image/png".into(),
            bytes: 5,
        }],
        custody: vec![Custody { time: dated("2024-04-02", "2 April"), holder: "A".into(), action: "saved".into() }],
        note: "y".into(),
        tags: vec![Id::new(2)],
        stamp: STAMP,
        ..Exhibit::titled(Id::new(1), 1, "Image of the berth")
    }
}

fn visits() -> Vec<Visit> {
    let bounds = Bounds::new(
        ["2024-03-05", "2024-03-07T02:03:04Z", "2024-03-07T05Z", "2024-03~"]
            .map(|text| Some(text.parse().expect("a date"))),
    );
    let mut full = Visit::new(Id::new(1), Id::new(1), Id::new(1), bounds);
    full.activity = Activity::ShipToShip;
    full.hedge = Hedge::Appears;
    full.sightings = Box::new([Id::new(2), Id::new(1)]);
    full.exhibits = Box::new([Id::new(2), Id::new(1), Id::new(3)]);
    full.tags = Box::new([Id::new(1), Id::new(2)]);
    full.stamp = STAMP;
    for (i, name) in wakeline::base::interval::BOUND_NAMES.into_iter().enumerate() {
        full.set_bound(name, full.bounds.get(name), &format!("as written {i}"));
        full.edit_extra(|extra| extra.bounds.exhibits[i] = Some(Id::new(1)));
    }
    full.edit_extra(|extra| {
        extra.draught_in = Some(Metres(amount(4.2)));
        extra.draught_out = Some(Metres(amount(6.05)));
        extra.note = "z".into();
    });
    let mut plain = Visit::new(Id::new(2), Id::new(2), Id::new(2), Bounds::default());
    plain.set_bound(BoundName::FirstSeen, Some("2024-04-01".parse().expect("a date")), "2024-04-01");
    vec![full, plain, Visit::new(Id::new(7), Id::new(1), Id::new(2), Bounds::default())]
}

/// Lanes with everything that can be done to them by hand.
fn full_arrangement() -> Arrangement {
    let lane = |flag: &str| LanePath(vec![Heading::Flag(flag.into()), Heading::Vessel(Id::new(1))]);
    let mut lanes = Arrangement::by(&[LaneBy::Flag, LaneBy::Vessel]);
    lanes.order = LaneOrder::ByHand;
    lanes.by_hand = vec![lane("KP"), lane("RU")];
    lanes.pinned = vec![LanePath(vec![Heading::Place(Id::new(1))])];
    lanes.hidden = [LanePath(vec![Heading::Unknown(LaneBy::Tag)])].into();
    lanes.folded = [LanePath(vec![Heading::Source(Id::new(1))]), LanePath(vec![Heading::Tag(Id::new(1))])].into();
    lanes.set_colour(&LanePath(vec![Heading::Operator("a port company".into())]), Some(Colour([1, 2, 3])));
    lanes
}

fn shipment() -> Shipment {
    Shipment {
        direction: "Russia to DPR Korea".into(),
        product: "refined petroleum".into(),
        quantity: Some(Quantity {
            estimate: Estimate::new(Some(amount(10_000.5)), Some(amount(1e17)), Some(amount(1e300)))
                .expect("an estimate"),
            unit: Unit::CubicMetres,
            basis: QuantityBasis::CapacityTimesFill,
            exhibit: Some(Id::new(1)),
            working: "3,565 t × 0.9".into(),
        }),
        reasons: vec![Reason {
            text: "same hull".into(),
            supports: true,
            exhibit: Some(Id::new(2)),
            rule: Some("next call".into()),
        }],
        status: ShipmentStatus::Accepted,
        likelihood: Some(Likelihood::RoughlyEvenChance),
        confidence: Some(Confidence::Moderate),
        note: "n".into(),
        tags: vec![Id::new(1)],
        stamp: STAMP,
        ..Shipment::between(Id::new(1), 1, Some(Id::new(1)), Some(Id::new(2)))
    }
}

fn sighting() -> Sighting {
    Sighting {
        id: Id::new(1),
        exhibit: Id::new(1),
        place: Some(Id::new(1)),
        time: Some(dated("2024-03-07", "7.3.24")),
        vessel: Some(Id::new(1)),
        negative: false,
        seen: "a tanker alongside".into(),
        obstruction: Obstruction::Partial,
        at: Some(ImagePoint { x: 0.1, y: 1.0 }),
        note: "n".into(),
        tags: vec![Id::new(1)],
        stamp: STAMP,
    }
}

fn claim(about: Vec<EntityRef>) -> Claim {
    Claim {
        id: Id::new(1),
        exhibit: Id::new(2),
        quote: "appeared to be loading".into(),
        language: "en".into(),
        speaker: "an analyst".into(),
        hedge: Hedge::Appears,
        reported_by: vec![ReportedBy::Exhibit(Id::new(1)), ReportedBy::Source(Id::new(1))],
        about,
        stance: Stance::Contradicts,
        note: "n".into(),
        tags: vec![Id::new(2)],
        stamp: STAMP,
    }
}

fn tag(id: u32) -> Tag {
    Tag {
        id: Id::new(id),
        name: format!("tag {id}"),
        parent: (id > 1).then(|| Id::new(1)),
        colour: Colour([1, 2, 0xff]),
        key: Some(u8::try_from(id).expect("small")),
        definition: "what it means".into(),
        rule: Some(TagRule { query: "is:half-open".into(), kind: EntityKind::Shipment }),
        note: "n".into(),
        stamp: STAMP,
    }
}

/// The case.
pub fn full() -> Facts {
    let case = Case {
        title: "Vostochny".into(),
        reference: "2024/7".into(),
        question: "Who called?".into(),
        handling: Tlp::AmberStrict,
        authors: vec!["A. One".into(), "B. Two".into()],
        time_zone: "Asia/Vladivostok".into(),
        counting: Counting {
            laden: Laden { low: Share::percent(1), base: "1/3".parse().expect("a share"), high: Share::WHOLE },
            tables: vec![ConversionTable {
                name: "ours".into(),
                factors: [(ProductClass::GasOil, amount(7.5)), (ProductClass::Crude, amount(7.3))].into(),
            }],
        },
        note: "n".into(),
    };
    let every_kind: Vec<EntityRef> = ENTITY_KINDS.into_iter().map(|kind| EntityRef { kind, id: 1 }).collect();
    let regime = Regime {
        id: Id::new(1),
        instrument: "S/RES/2397 (2017), para 5".into(),
        cap: amount(500_000.0),
        unit: Unit::Barrels,
        window_start: MonthDay::new(12, 22).expect("a day"),
        products: vec!["refined petroleum".into()],
        counting_event: CountingEvent::Delivered,
        conversion: "ours".into(),
        notice_points: vec![75, 90, 95],
        note: "n".into(),
        tags: vec![Id::new(1)],
        stamp: STAMP,
    };
    let declaration = Declaration {
        id: Id::new(1),
        regime: Id::new(1),
        period: dated("2024-01/2024-02", "Jan and Feb"),
        quantity: Estimate::new(Some(amount(1.5)), Some(amount(2.5)), Some(amount(3.5))).expect("an estimate"),
        unit: Unit::Teu,
        kind: DeclarationKind::Assessed,
        by: Some(Id::new(1)),
        exhibit: Some(Id::new(1)),
        note: "n".into(),
        tags: vec![Id::new(1)],
        stamp: STAMP,
    };
    let finding = Finding {
        body: "It called [@E-1].".into(),
        likelihood: Some(Likelihood::VeryLikely),
        confidence: Some(Confidence::High),
        status: FindingStatus::Reviewed,
        reviewer: "R".into(),
        replies: vec![
            Reply {
                asked: "The operator".into(),
                asked_on: Some(dated("2024-04-02", "2 April 2024")),
                question: "Did she call?".into(),
                answered_on: Some(dated("2024-04", "April")),
                answer: "No.".into(),
                exhibit: Some(Id::new(1)),
            },
            Reply { asked: "The flag state".into(), ..Reply::default() },
        ],
        passed_over: vec![PassedOver { rule: "stronger".into(), words: "called".into(), because: "It did".into() }],
        section: "Maritime".into(),
        order: 4_000_000_000,
        headline: "It called".into(),
        note: "n".into(),
        tags: vec![Id::new(1)],
        stamp: STAMP,
        ..Finding::draft(Id::new(1), 1)
    };
    let view = SavedView {
        id: Id::new(1),
        name: "March".into(),
        query: "after:2024-03".into(),
        lanes: full_arrangement(),
        colouring: Colouring::Hedge,
        layers: [Layer::Shipments, Layer::Night].into(),
        range: Some((Utc(0), Utc(1_709_800_000))),
        note: "n".into(),
        stamp: STAMP,
    };
    let event = Event {
        id: Id::new(1),
        time: dated("2024-03-28", "28 March"),
        title: "Veto".into(),
        exhibit: Some(Id::new(1)),
        note: "n".into(),
        tags: vec![Id::new(1)],
        stamp: STAMP,
    };
    let source = Source {
        id: Id::new(1),
        name: "RUSI".into(),
        kind: SourceKind::ThinkTank,
        reliability: Reliability::B,
        remark: "r".into(),
        note: "n".into(),
        tags: vec![Id::new(2)],
        stamp: STAMP,
    };
    let empty =
        Sighting { id: Id::new(2), vessel: None, negative: true, at: None, time: None, place: None, ..sighting() };
    Facts::new(
        case,
        Tables {
            vessels: [vessel(), Vessel::named(Id::new(2), "Tanker 2")].into_iter().collect(),
            places: [place(), Place::named(Id::new(2), "Vostochny")].into_iter().collect(),
            sources: [source].into_iter().collect(),
            exhibits: [
                exhibit(),
                Exhibit::titled(Id::new(2), 2, "An article"),
                Exhibit::titled(Id::new(3), 3, "Another"),
            ]
            .into_iter()
            .collect(),
            sightings: [sighting(), empty].into_iter().collect(),
            visits: visits().into_iter().collect(),
            shipments: [shipment(), Shipment::between(Id::new(2), 2, None, Some(Id::new(7)))].into_iter().collect(),
            claims: [claim(every_kind)].into_iter().collect(),
            regimes: [regime].into_iter().collect(),
            declarations: [declaration].into_iter().collect(),
            events: [event].into_iter().collect(),
            tags: [tag(1), tag(2)].into_iter().collect(),
            findings: [finding].into_iter().collect(),
            saved_views: [view].into_iter().collect(),
        },
    )
}

/// Every entity of a case.
pub fn entities(facts: &Facts) -> Vec<Entity> {
    let ids = |kind| (1..=100).map(move |id| EntityRef { kind, id });
    ENTITY_KINDS.into_iter().flat_map(ids).filter_map(|reference| facts.get(reference)).collect()
}
