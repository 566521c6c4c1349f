//! What stands around the vessels: regimes, declarations, events, findings, saved views.

use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;
use wakeline::model::arrangement::{Arrangement, Heading, LANE_BYS, LaneColour, LaneOrder, LanePath};
use wakeline::model::event::Event;
use wakeline::model::finding::{FINDING_STATUSES, Finding, PassedOver, Reply};
use wakeline::model::grading::{CONFIDENCES, LIKELIHOODS};
use wakeline::model::ids::Id;
use wakeline::model::regime::{CountingEvent, Declaration, DeclarationKind, MonthDay, Regime};
use wakeline::model::tag::Colour;
use wakeline::model::view::{COLOURINGS, LAYERS, SavedView};

use super::values::{amount, dated, estimate, name, stamp, text, texts, unit, utc};
use super::{Counts, one, some, tags};

pub(super) fn regime(id: u32, n: Counts) -> impl Strategy<Value = Regime> {
    let start = (1_u8..=12, 1_u8..=28).prop_map(|(month, day)| MonthDay::new(month, day).expect("in every month"));
    let counting = select(vec![CountingEvent::Loaded, CountingEvent::Delivered]);
    (name(), amount(), unit(), start, texts(), (counting, text()), vec(1_u8..=100, 0..4), (text(), tags(n), stamp()))
        .prop_map(
            move |(
                instrument,
                cap,
                unit,
                window_start,
                products,
                (counting_event, conversion),
                notice_points,
                (note, tags, stamp),
            )| {
                Regime {
                    id: Id::new(id),
                    instrument,
                    cap,
                    unit,
                    window_start,
                    products,
                    counting_event,
                    conversion,
                    notice_points,
                    note,
                    tags,
                    stamp,
                }
            },
        )
}

pub(super) fn declaration(id: u32, n: Counts) -> impl Strategy<Value = Declaration> {
    let kind = select(vec![DeclarationKind::Declared, DeclarationKind::Assessed]);
    let from = (some(n.sources), some(n.exhibits));
    (one(n.regimes), dated(), estimate(), unit(), kind, from, (text(), tags(n), stamp())).prop_map(
        move |(regime, period, quantity, unit, kind, (by, exhibit), (note, tags, stamp))| Declaration {
            id: Id::new(id),
            regime,
            period,
            quantity,
            unit,
            kind,
            by,
            exhibit,
            note,
            tags,
            stamp,
        },
    )
}

pub(super) fn event(id: u32, n: Counts) -> impl Strategy<Value = Event> {
    (dated(), name(), some(n.exhibits), text(), tags(n), stamp()).prop_map(
        move |(time, title, exhibit, note, tags, stamp)| Event {
            id: Id::new(id),
            time,
            title,
            exhibit,
            note,
            tags,
            stamp,
        },
    )
}

pub(super) fn finding(id: u32, n: Counts) -> impl Strategy<Value = Finding> {
    let body = vec(prop_oneof![text(), (1_u32..30).prop_map(|number| format!("[@E-{number}]"))], 0..5);
    let judged =
        (option::of(select(&LIKELIHOODS[..])), option::of(select(&CONFIDENCES[..])), select(&FINDING_STATUSES[..]));
    let reply = (text(), option::of(dated()), text(), option::of(dated()), text(), some(n.exhibits)).prop_map(
        |(asked, asked_on, question, answered_on, answer, exhibit)| Reply {
            asked,
            asked_on,
            question,
            answered_on,
            answer,
            exhibit,
        },
    );
    let remark = (text(), text(), text()).prop_map(|(rule, words, because)| PassedOver { rule, words, because });
    let letters = (text(), vec(reply, 0..3), vec(remark, 0..3));
    (text(), body, judged, text(), any::<u32>(), (text(), tags(n), stamp()), letters).prop_map(
        move |(headline, body, judged, section, order, (note, tags, stamp), letters)| Finding {
            id: Id::new(id),
            number: id + 30,
            headline,
            body: body.concat(),
            likelihood: judged.0,
            confidence: judged.1,
            status: judged.2,
            reviewer: letters.0,
            replies: letters.1,
            passed_over: letters.2,
            section,
            order,
            note,
            tags,
            stamp,
        },
    )
}

fn lane_path() -> impl Strategy<Value = LanePath> {
    let heading = prop_oneof![
        (1_u32..9).prop_map(|id| Heading::Vessel(Id::new(id))),
        (1_u32..9).prop_map(|id| Heading::Place(Id::new(id))),
        (1_u32..9).prop_map(|id| Heading::Tag(Id::new(id))),
        (1_u32..9).prop_map(|id| Heading::Source(Id::new(id))),
        name().prop_map(Heading::Flag),
        name().prop_map(Heading::Operator),
        select(LANE_BYS.to_vec()).prop_map(Heading::Unknown),
    ];
    vec(heading, 0..3).prop_map(LanePath)
}

fn arrangement() -> impl Strategy<Value = Arrangement> {
    let paths = || vec(lane_path(), 0..3);
    let set = || prop::collection::btree_set(lane_path(), 0..3);
    let levels = vec(select(LANE_BYS.to_vec()), 0..4);
    let order = select(vec![LaneOrder::FirstSeen, LaneOrder::Name, LaneOrder::Count, LaneOrder::ByHand]);
    let colours = vec((lane_path(), any::<[u8; 3]>()), 0..3);
    (levels, order, paths(), paths(), set(), set(), colours).prop_map(
        |(levels, order, pinned, by_hand, hidden, folded, colours)| {
            let colours = colours.into_iter().map(|(lane, rgb)| LaneColour { lane, colour: Colour(rgb) }).collect();
            let mut lanes = Arrangement { levels, order, pinned, hidden, folded, by_hand, colours };
            lanes.mend();
            lanes
        },
    )
}

pub(super) fn saved_view(id: u32) -> impl Strategy<Value = SavedView> {
    let range = option::of((utc(), utc()).prop_filter_map("a range goes forward", |(a, b)| match a.cmp(&b) {
        std::cmp::Ordering::Less => Some((a, b)),
        std::cmp::Ordering::Equal => None,
        std::cmp::Ordering::Greater => Some((b, a)),
    }));
    let colouring = select(COLOURINGS.to_vec());
    let layers = prop::collection::btree_set(select(LAYERS.to_vec()), 0..LAYERS.len());
    (name(), text(), arrangement(), colouring, layers, range, text(), stamp()).prop_map(
        move |(name, query, lanes, colouring, layers, range, note, stamp)| SavedView {
            id: Id::new(id),
            name,
            query,
            lanes,
            colouring,
            layers,
            range,
            note,
            stamp,
        },
    )
}
