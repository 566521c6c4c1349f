//! Whole cases out of thin air: every entity with every field, and references that lead somewhere.
//!
//! What comes out is in order by `model::validate` and in canonical form: tags sorted, texts of dates only where they
//! differ from the date.

mod context;
pub mod values;

use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;
use wakeline::base::hash::Sha256;
use wakeline::base::interval::BOUND_NAMES;
use wakeline::base::quantity::{DeadweightTonnes, GrossTonnage, Metres, Share, TonnesPerCentimetre};
use wakeline::model::case::Case;
use wakeline::model::conversion::{ConversionTable, PRODUCT_CLASSES};
use wakeline::model::counting::{Counting, Laden};
use wakeline::model::document::{Document, FORMAT, VERSION};
use wakeline::model::evidence::{
    Claim, Collection, Custody, EXHIBIT_KINDS, Exhibit, ExhibitFile, ImagePoint, Obstruction, ReportedBy, SOURCE_KINDS,
    Sighting, Source, Stance,
};
use wakeline::model::grading::{CONFIDENCES, CREDIBILITIES, HEDGES, LIKELIHOODS, RELIABILITIES, TLPS};
use wakeline::model::identifiers::{Imo, Mmsi, UnLocode};
use wakeline::model::ids::{EntityKind, EntityRef, Id, TagId};
use wakeline::model::place::{PLACE_KINDS, Place};
use wakeline::model::shipment::{QUANTITY_BASES, Quantity, Reason, SHIPMENT_STATUSES, Shipment};
use wakeline::model::tag::{Colour, Tag, TagRule};
use wakeline::model::vessel::{Designation, IDENTITIES, OtherName, Stated, Vessel};
use wakeline::model::visit::{ACTIVITIES, Visit};

use self::context::{declaration, event, finding, regime, saved_view};
use self::values::{amount, bounds, dated, estimate, name, position, stamp, text, texts, unit};

/// How many there are of each kind that others refer to.
#[derive(Clone, Copy, Debug)]
struct Counts {
    tags: u32,
    sources: u32,
    exhibits: u32,
    vessels: u32,
    places: u32,
    sightings: u32,
    visits: u32,
    regimes: u32,
    events: u32,
}

/// A case with at most `most` of each kind.
pub fn document(most: u32) -> impl Strategy<Value = Document> {
    let count = 0..=most;
    let kinds = (count.clone(), count.clone(), count.clone(), count.clone(), count.clone());
    let more = (count.clone(), count.clone(), count.clone(), count);
    (kinds, more)
        .prop_map(|((tags, sources, exhibits, vessels, places), (sightings, visits, regimes, events))| Counts {
            tags,
            sources,
            exhibits,
            vessels,
            places,
            sightings: if exhibits == 0 { 0 } else { sightings },
            visits: if vessels == 0 || places == 0 { 0 } else { visits },
            regimes,
            events,
        })
        .prop_flat_map(move |n| {
            let claims = if n.exhibits == 0 { 0 } else { most };
            let declarations = if n.regimes == 0 { 0 } else { most };
            let shipments = if n.visits == 0 { 0 } else { most };
            let named = (
                rows(n.tags, tag),
                rows(n.sources, move |id| source(id, n)),
                rows(n.exhibits, move |id| exhibit(id, n)),
            );
            let hulls = (rows(n.vessels, move |id| vessel(id, n)), rows(n.places, move |id| place(id, n)));
            let seen = (rows(n.sightings, move |id| sighting(id, n)), rows(n.visits, move |id| visit(id, n)));
            let moved = (rows(shipments, move |id| shipment(id, n)), rows(claims, move |id| claim(id, n)));
            let counted = (rows(n.regimes, move |id| regime(id, n)), rows(declarations, move |id| declaration(id, n)));
            let rest =
                (rows(n.events, move |id| event(id, n)), rows(most, move |id| finding(id, n)), rows(most, saved_view));
            (case(), named, hulls, seen, moved, counted, rest)
        })
        .prop_map(|(case, named, hulls, seen, moved, counted, rest)| Document {
            format: FORMAT.to_owned(),
            version: VERSION,
            case,
            vessels: hulls.0,
            places: hulls.1,
            sources: named.1,
            exhibits: named.2,
            sightings: seen.0,
            visits: seen.1,
            shipments: moved.0,
            claims: moved.1,
            regimes: counted.0,
            declarations: counted.1,
            events: rest.0,
            tags: named.0,
            findings: rest.1,
            saved_views: rest.2,
            attachments: Vec::new(),
        })
}

/// Ids 1 to `count`, one row each.
fn rows<T: std::fmt::Debug + 'static, S: Strategy<Value = T> + 'static>(
    count: u32,
    row: impl Fn(u32) -> S,
) -> BoxedStrategy<Vec<T>> {
    // Each row boxed, since the whole would be too large a type for the stack of a test.
    let mut all: Vec<BoxedStrategy<T>> = Vec::new();
    for id in 1..=count {
        all.push(row(id).boxed());
    }
    all.boxed()
}

fn one<K>(count: u32) -> impl Strategy<Value = Id<K>> {
    (1..=count.max(1)).prop_map(Id::new)
}

fn some<K>(count: u32) -> impl Strategy<Value = Option<Id<K>>> {
    option::of(one(count)).prop_map(move |id| id.filter(|_| count > 0))
}

fn several<K>(count: u32) -> impl Strategy<Value = Vec<Id<K>>> {
    vec(one(count), 0..3).prop_map(move |mut ids: Vec<Id<K>>| {
        ids.sort_unstable();
        ids.dedup();
        if count == 0 { Vec::new() } else { ids }
    })
}

fn tags(n: Counts) -> impl Strategy<Value = Vec<TagId>> {
    several(n.tags)
}

fn stated<T: std::fmt::Debug>(n: Counts, value: impl Strategy<Value = T>) -> impl Strategy<Value = Stated<T>> {
    (value, select(&IDENTITIES[..]), option::of(dated()), some(n.exhibits))
        .prop_map(|(value, identity, period, exhibit)| Stated { value, identity, period, exhibit })
}

fn other_name(n: Counts) -> impl Strategy<Value = OtherName> {
    (name(), option::of(text()), select(&IDENTITIES[..]), option::of(dated()), some(n.exhibits))
        .prop_map(|(name, script, identity, period, exhibit)| OtherName { name, script, identity, period, exhibit })
}

fn counting() -> impl Strategy<Value = Counting> {
    let share = || (0.0..=1.0_f64).prop_map(|share| Share::new(share).expect("a share"));
    let laden = (share(), share(), share()).prop_map(|(low, base, high)| Laden { low, base, high });
    let factors = || prop::collection::btree_map(select(&PRODUCT_CLASSES[..]), amount(), 0..4);
    // Names differ, as two tables of one name would be one.
    let tables = (factors(), factors(), 0_usize..3).prop_map(|(one, other, count)| {
        let tables = [("UNSD", one), ("a table of ours", other)];
        tables.into_iter().take(count).map(|(name, factors)| ConversionTable { name: name.into(), factors }).collect()
    });
    (laden, tables).prop_map(|(laden, tables)| Counting { laden, tables })
}

fn case() -> impl Strategy<Value = Case> {
    (name(), text(), text(), select(&TLPS[..]), texts(), text(), text(), counting()).prop_map(
        |(title, reference, question, handling, authors, time_zone, note, counting)| Case {
            title,
            reference,
            question,
            handling,
            authors,
            time_zone,
            counting,
            note,
        },
    )
}

fn tag(id: u32) -> impl Strategy<Value = Tag> {
    // A parent has a lower id, so that there are no circles; a key belongs to one tag.
    let kind = select(vec![EntityKind::Visit, EntityKind::Shipment, EntityKind::Event]);
    let rule = option::of((name(), kind).prop_map(|(query, kind)| TagRule { query, kind }));
    (name(), option::of(0..id), any::<[u8; 3]>(), any::<bool>(), text(), rule, text(), stamp()).prop_map(
        move |(name, parent, colour, keyed, definition, rule, note, stamp)| Tag {
            id: Id::new(id),
            name,
            parent: parent.filter(|parent| *parent > 0).map(Id::new),
            colour: Colour(colour),
            key: u8::try_from(id).ok().filter(|id| keyed && *id <= 9),
            definition,
            rule,
            note,
            stamp,
        },
    )
}

fn source(id: u32, n: Counts) -> impl Strategy<Value = Source> {
    (name(), select(&SOURCE_KINDS[..]), select(&RELIABILITIES[..]), text(), text(), tags(n), stamp()).prop_map(
        move |(name, kind, reliability, remark, note, tags, stamp)| Source {
            id: Id::new(id),
            name,
            kind,
            reliability,
            remark,
            note,
            tags,
            stamp,
        },
    )
}

fn exhibit_file() -> impl Strategy<Value = ExhibitFile> {
    (any::<[u8; 32]>(), name(), text(), any::<u64>()).prop_map(|(sha256, name, media_type, bytes)| ExhibitFile {
        sha256: Sha256(sha256),
        name,
        media_type,
        bytes,
    })
}

fn custody() -> impl Strategy<Value = Custody> {
    (dated(), text(), text()).prop_map(|(time, holder, action)| Custody { time, holder, action })
}

fn exhibit(id: u32, n: Counts) -> impl Strategy<Value = Exhibit> {
    let what = (select(&EXHIBIT_KINDS[..]), name(), some(n.sources), select(&CREDIBILITIES[..]));
    let dates = (option::of(dated()), option::of(dated()), option::of(dated()), text(), text());
    let where_found = (text(), text(), text());
    let who = (text(), text(), text(), text(), text());
    let held = (vec(exhibit_file(), 0..3), vec(custody(), 0..3));
    (what, dates, where_found, who, held, (text(), tags(n), stamp())).prop_map(
        move |(what, dates, where_found, who, held, (note, tags, stamp))| Exhibit {
            id: Id::new(id),
            number: id + 10,
            kind: what.0,
            title: what.1,
            source: what.2,
            credibility: what.3,
            published: dates.0,
            captured: dates.1,
            collected: Collection { time: dates.2, by: dates.3, how: dates.4 },
            url: where_found.0,
            archived_url: where_found.1,
            language: where_found.2,
            sensor: who.0,
            analyst: who.1,
            data_owner: who.2,
            licence: who.3,
            credit: who.4,
            files: held.0,
            custody: held.1,
            note,
            tags,
            stamp,
        },
    )
}

fn vessel(id: u32, n: Counts) -> impl Strategy<Value = Vessel> {
    let names = (name(), any::<bool>(), vec(other_name(n), 0..3));
    let codes = (
        option::of(stated(n, "[0-9]{6,8}".prop_map(|text| Imo::new(&text)))),
        vec(stated(n, "[0-9]{8,9}".prop_map(|text| Mmsi::new(&text))), 0..3),
        option::of(stated(n, text())),
        vec(stated(n, text()), 0..3),
        option::of(stated(n, text())),
    );
    let sizes = (
        option::of(stated(n, amount().prop_map(DeadweightTonnes))),
        option::of(stated(n, amount().prop_map(GrossTonnage))),
        option::of(stated(n, amount().prop_map(Metres))),
        option::of(stated(n, estimate())),
        option::of(stated(n, amount().prop_map(TonnesPerCentimetre))),
    );
    let listing = (name(), option::of(dated()), text(), some(n.exhibits))
        .prop_map(|(list, date, paragraph, exhibit)| Designation { list, date, paragraph, exhibit });
    (names, codes, sizes, vec(listing, 0..3), (text(), tags(n), stamp())).prop_map(
        move |(names, codes, sizes, designations, (note, tags, stamp))| Vessel {
            id: Id::new(id),
            name: names.0,
            unnamed: names.1,
            other_names: names.2,
            imo: codes.0,
            mmsis: codes.1,
            call_sign: codes.2,
            flags: codes.3,
            vessel_type: codes.4,
            dwt: sizes.0,
            gt: sizes.1,
            length: sizes.2,
            capacity: sizes.3,
            tpc: sizes.4,
            designations,
            note,
            tags,
            stamp,
        },
    )
}

fn place(id: u32, n: Counts) -> impl Strategy<Value = Place> {
    let what = (name(), select(&PLACE_KINDS[..]), option::of(0..id), vec(other_name(n), 0..3));
    let outline = prop_oneof![Just(Vec::new()), vec(position(), 3..6)];
    let code = option::of("[A-Z]{2}[A-Z2-9]{3}".prop_map(|text| UnLocode::new(&text)));
    (what, (text(), text(), code), (option::of(position()), outline, texts()), (text(), tags(n), stamp())).prop_map(
        move |(what, whose, shape, (note, tags, stamp))| Place {
            id: Id::new(id),
            name: what.0,
            kind: what.1,
            parent: what.2.filter(|parent| *parent > 0).map(Id::new),
            other_names: what.3,
            country: whose.0,
            operator: whose.1,
            locode: whose.2,
            position: shape.0,
            outline: shape.1,
            handles: shape.2,
            note,
            tags,
            stamp,
        },
    )
}

fn sighting(id: u32, n: Counts) -> impl Strategy<Value = Sighting> {
    let seen = (one(n.exhibits), some(n.places), option::of(dated()), some(n.vessels), any::<bool>(), text());
    let obstruction = select(vec![Obstruction::Clear, Obstruction::Partial, Obstruction::Obstructed]);
    let at = option::of((0.0..=1.0, 0.0..=1.0).prop_map(|(x, y)| ImagePoint { x, y }));
    (seen, obstruction, at, text(), tags(n), stamp()).prop_map(move |(seen, obstruction, at, note, tags, stamp)| {
        Sighting {
            id: Id::new(id),
            exhibit: seen.0,
            place: seen.1,
            time: seen.2,
            vessel: seen.3,
            negative: seen.4 && seen.3.is_none(),
            seen: seen.5,
            obstruction,
            at,
            note,
            tags,
            stamp,
        }
    })
}

fn visit(id: u32, n: Counts) -> impl Strategy<Value = Visit> {
    let what = (one(n.vessels), one(n.places), bounds(), select(&ACTIVITIES[..]), select(&HEDGES[..]));
    let written = (vec(option::of(text()), 4), vec(some(n.exhibits), 4));
    let draughts = (option::of(amount().prop_map(Metres)), option::of(amount().prop_map(Metres)));
    let on = (several(n.sightings), several(n.exhibits), text(), tags(n), stamp());
    (what, written, draughts, on).prop_map(move |(what, (texts, exhibits), draughts, on)| {
        let mut visit = Visit::new(Id::new(id), what.0, what.1, what.2);
        visit.activity = what.3;
        visit.hedge = what.4;
        for (i, name) in BOUND_NAMES.into_iter().enumerate() {
            let time = visit.bounds.get(name);
            visit.set_bound(name, time, texts[i].as_deref().unwrap_or_default());
            visit.edit_extra(|extra| extra.bounds.exhibits[i] = exhibits[i].filter(|_| time.is_some()));
        }
        visit.edit_extra(|extra| (extra.draught_in, extra.draught_out, extra.note) = (draughts.0, draughts.1, on.2));
        visit.sightings = on.0.into();
        visit.exhibits = on.1.into();
        visit.tags = on.3.into();
        visit.stamp = on.4;
        visit
    })
}

fn shipment(id: u32, n: Counts) -> impl Strategy<Value = Shipment> {
    let quantity = (estimate(), unit(), select(&QUANTITY_BASES[..]), some(n.exhibits), text())
        .prop_map(|(estimate, unit, basis, exhibit, working)| Quantity { estimate, unit, basis, exhibit, working });
    let rule = option::of(name());
    let reason = (text(), any::<bool>(), some(n.exhibits), rule).prop_map(|(text, supports, exhibit, rule)| Reason {
        text,
        supports,
        exhibit,
        rule,
    });
    let ends = (some(n.visits), one(n.visits)).prop_map(|(loading, other)| match loading {
        None => (None, Some(other)),
        Some(loading) => (Some(loading), Some(other).filter(|other| *other != loading)),
    });
    let judged =
        (select(&SHIPMENT_STATUSES[..]), option::of(select(&LIKELIHOODS[..])), option::of(select(&CONFIDENCES[..])));
    (text(), text(), option::of(quantity), ends, vec(reason, 0..3), judged, (text(), tags(n), stamp())).prop_map(
        move |(direction, product, quantity, ends, reasons, judged, (note, tags, stamp))| Shipment {
            id: Id::new(id),
            number: id + 20,
            direction,
            product,
            quantity,
            loading: ends.0,
            discharge: ends.1,
            reasons,
            status: judged.0,
            likelihood: judged.1,
            confidence: judged.2,
            note,
            tags,
            stamp,
        },
    )
}

/// A reference to something that is there; to the claim's own exhibit if nothing else is.
fn subject(n: Counts) -> impl Strategy<Value = EntityRef> {
    let kinds = vec![
        (EntityKind::Vessel, n.vessels),
        (EntityKind::Place, n.places),
        (EntityKind::Source, n.sources),
        (EntityKind::Exhibit, n.exhibits),
        (EntityKind::Visit, n.visits),
        (EntityKind::Regime, n.regimes),
        (EntityKind::Event, n.events),
        (EntityKind::Tag, n.tags),
        // The first claim is always there where a claim is.
        (EntityKind::Claim, 1),
    ];
    let kinds: Vec<_> = kinds.into_iter().filter(|(_, count)| *count > 0).collect();
    (select(kinds), any::<prop::sample::Index>()).prop_map(|((kind, count), at)| EntityRef {
        kind,
        id: u32::try_from(at.index(count as usize)).expect("few") + 1,
    })
}

fn claim(id: u32, n: Counts) -> impl Strategy<Value = Claim> {
    let by = (any::<bool>(), some(n.sources), one(n.exhibits)).prop_map(|(source, from, exhibit)| match from {
        Some(from) if source => ReportedBy::Source(from),
        _ => ReportedBy::Exhibit(exhibit),
    });
    let words = (name(), text(), text(), select(&HEDGES[..]), select(vec![Stance::Supports, Stance::Contradicts]));
    (one(n.exhibits), words, vec(by, 0..3), vec(subject(n), 0..3), (text(), tags(n), stamp())).prop_map(
        move |(exhibit, words, reported_by, about, (note, tags, stamp))| Claim {
            id: Id::new(id),
            exhibit,
            quote: words.0,
            language: words.1,
            speaker: words.2,
            hedge: words.3,
            stance: words.4,
            reported_by,
            about,
            note,
            tags,
            stamp,
        },
    )
}
