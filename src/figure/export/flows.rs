//! The flows between two sides as a figure: the mirrored chart, the signs of the cargoes, what went each way in sentences.

use std::collections::BTreeSet;

use super::plate::{Contents, Drawn, Plate};
use super::{FigureError, FigureOptions};
use crate::analysis::flows::{Flow, Flows, Half, Seen, WAYS, Way, elsewhere_words};
use crate::base::text::count;
use crate::base::time::{DAY, Utc};
use crate::figure::draw::{at, dashed, rect, solid, style};
use crate::figure::flows::signs::{self, Sign};
use crate::figure::flows::{FlowsOptions, chart};
use crate::figure::legend::blank;
use crate::figure::measure::one_line;
use crate::figure::palette::{Ink, Role};
use crate::figure::scene::{Align, Dash, Face, Scene, Shape};
use crate::figure::wording::span;
use crate::model::columns::shipment_exhibits;
use crate::model::facts::Facts;
use crate::model::ids::ExhibitId;

/// Lays the chart of two sides out.
///
/// # Errors
/// If it has no room.
pub fn plate<'a>(facts: &'a Facts, flows: &'a Flows, options: &'a FigureOptions<'a>) -> Result<Plate<'a>, FigureError> {
    let whole = whole(flows);
    let (from, to) = options.extent.range.unwrap_or(whole);
    let to = Utc(to.0.max(from.0 + 60));
    let room = if options.extent.range.is_some() { 0.0 } else { ((to.0 - from.0) as f64 * 0.04).max(0.5 * DAY as f64) };
    let range = (from.0 as f64 - room, to.0 as f64 + room);
    let seconds = (range.0.floor() as i64, range.1.ceil() as i64);
    let shown: Vec<&Flow> = flows.ways.iter().flat_map(|way| way.meeting(seconds.0, seconds.1)).collect();
    let exhibits: Vec<ExhibitId> = shown
        .iter()
        .filter_map(|flow| facts.shipments.get(flow.shipment))
        .flat_map(|row| shipment_exhibits(facts, row))
        .collect();
    let outside = flows.ways.iter().flat_map(Way::dated).count() - shown.len();
    let mut notes = vec![span(from.0, to.0, &options.zone)];
    if outside > 0 {
        notes.push(format!("left out: {} outside the range", count(outside, "shipment")));
    }
    notes.push("by the loading, or the discharge where that is not dated".to_owned());
    let contents = Contents {
        name: one_line(&format!("Shipments between {} and {}", flows.names[0], flows.names[1])).into_owned(),
        range,
        draw: Box::new(move |axis, height| {
            let selected = BTreeSet::new();
            let chart_options = FlowsOptions {
                height,
                zone: options.zone.clone(),
                selected: &selected,
                cursor: None,
                measure: options.measure,
            };
            let chart = chart(facts, flows, axis, &chart_options);
            let note = match chart.bin {
                None => "each mark is a shipment, as long as its bounds".to_owned(),
                Some(bin) => {
                    format!("bars count shipments by the first day on which each may have begun, one a {}", bin.word())
                }
            };
            let marks = chart.marks.into_iter().map(|mark| mark.label).collect();
            Drawn { scene: chart.scene, marks, key: key(flows, &shown, chart.bin.is_none()), note }
        }),
        said: said(facts, flows, seconds),
        notes,
        exhibits,
    };
    Plate::plan(facts, options, contents)
}

/// From the first of what is dated to the last.
fn whole(flows: &Flows) -> (Utc, Utc) {
    let dated = || flows.ways.iter().flat_map(Way::dated);
    let first = dated().map(|flow| flow.from).min().unwrap_or(0);
    (Utc(first), Utc(dated().map(|flow| flow.to).max().unwrap_or(first + DAY)))
}

/// One paragraph a direction: what was seen whole, then what was seen at one end only; then what did not go between them.
fn said(facts: &Facts, flows: &Flows, range: (i64, i64)) -> Vec<String> {
    let told = |way: &usize| WAYS[*way].1 == Seen::Both || !flows.ways[*way].is_empty();
    let line = |half: Half| {
        let ways = (0..WAYS.len()).filter(|way| WAYS[*way].0 == half).filter(told);
        ways.map(|way| flows.sentence(facts, way, Some(range))).collect::<Vec<_>>().join(" ")
    };
    let mut said: Vec<String> = [Half::Up, Half::Down].map(line).to_vec();
    said.extend(Some(elsewhere_words(flows)).filter(|words| !words.is_empty()));
    said
}

/// The cargoes, and what an outline means.
fn key(flows: &Flows, shown: &[&Flow], apart: bool) -> Vec<(Scene, String)> {
    let standing = |cargo: usize| shown.iter().any(|flow| usize::from(flow.cargo) == cargo);
    let signs = signs::of(&flows.cargoes).into_iter().enumerate().filter(|(cargo, _)| standing(*cargo));
    let mut key: Vec<(Scene, String)> =
        signs.map(|(_, sign)| (sample(&sign), one_line(&sign.name).chars().take(60).collect())).collect();
    let grey = Ink::from(Role::Secondary);
    let bar = rect(4.0, 4.0, 30.0, 16.0);
    if apart && shown.iter().any(|flow| flow.core != Some((flow.from, flow.to))) {
        let mut scene = blank();
        scene.fill(bar, 3.0, grey.faded(0.35));
        scene.fill(rect(12.0, 4.0, 24.0, 16.0), 3.0, grey);
        scene.outline(bar, 3.0, solid(1.0, grey));
        key.push((scene, "pale: within these bounds, no day known".to_owned()));
    }
    if WAYS.iter().zip(&flows.ways).any(|(known, way)| known.1 != Seen::Both && !way.is_empty()) {
        let mut scene = blank();
        scene.fill(bar, 3.0, grey.faded(0.14));
        scene.outline(bar, 3.0, dashed(1.0, grey, Dash::Long));
        if apart {
            let (fill, stroke) = (Some(Ink::from(Role::Panel)), Some(solid(1.2, grey)));
            scene.shapes.push(Shape::Circle { centre: at(34.5, 10.0), radius: 2.8, fill, stroke });
        }
        let circle = if apart { ", that with the circle" } else { "" };
        key.push((scene, format!("dashed: one end not seen{circle}")));
    }
    key
}

/// The sign of a cargo: its colour with its letter.
fn sample(sign: &Sign) -> Scene {
    let mut scene = blank();
    scene.fill(rect(10.0, 3.0, 30.0, 17.0), 3.0, sign.ink);
    let letter = style(10.5, Face::SemiBold, Role::Panel);
    scene.text(at(20.0, 10.0), sign.letter.to_string(), letter, Align::Centre, 16.0);
    scene
}
