//! More shipments than can be told apart: bars that count them, one a stretch of the calendar.

use super::{Chart, Frame, Mark, Target, open_words};
use crate::analysis::flows::{Bin, CARGOES, Half, Seen, WAYS};
use crate::base::text::{count, thousands};
use crate::figure::draw::{Type, at, dashed, inside, rect, solid, style};
use crate::figure::palette::Role;
use crate::figure::scene::{Align, Dash, Face};
use crate::figure::wording;

/// Least width of a bar, in points; it decides by which stretch of the calendar is counted.
const LEAST: f64 = 12.0;
/// Least height of what is there at all.
const SEEN: f32 = 1.5;

/// Draws the bars; returns by what they count. A shipment counts in the stretch in which it may first have begun.
pub(super) fn draw(frame: &Frame, chart: &mut Chart) -> Bin {
    let bin = Bin::at_least(LEAST * frame.axis.seconds_per_point());
    let stretches: Vec<(i64, i64)> = bin.over(frame.range.0, frame.range.1).collect();
    let number = |half: Half, (from, to): (i64, i64)| -> usize {
        let ways = WAYS.iter().zip(&frame.flows.ways).filter(|(known, _)| known.0 == half);
        ways.map(|(_, way)| way.beginning(from, to).len()).sum()
    };
    let most = |half| stretches.iter().map(|stretch| number(half, *stretch)).max().unwrap_or(0);
    let tallest = most(Half::Up).max(most(Half::Down)).max(1);
    let unit = (frame.least() - 4.0).max(1.0) / tallest as f32;
    for (from, to) in stretches {
        for half in [Half::Up, Half::Down] {
            let mut near = 1.0;
            for (way, known) in WAYS.iter().enumerate().filter(|(_, known)| known.0 == half) {
                for cargo in 0..=CARGOES {
                    let shipments = frame.flows.ways[way].count(cargo, from, to);
                    if shipments > 0 {
                        let far = near + (unit * shipments as f32).max(SEEN);
                        segment(
                            frame,
                            Segment { way, seen: known.1, cargo: cargo as u8, from, to, shipments },
                            (near, far),
                            chart,
                        );
                        near = far;
                    }
                }
            }
        }
    }
    scale(frame, tallest, bin, chart);
    bin
}

/// One cargo of one way in one stretch.
#[derive(Clone, Copy)]
struct Segment {
    way: usize,
    seen: Seen,
    cargo: u8,
    from: i64,
    to: i64,
    shipments: usize,
}

fn segment(frame: &Frame, part: Segment, (near, far): (f32, f32), chart: &mut Chart) {
    let Segment { way, seen, cargo, from, to, shipments } = part;
    let (top, bottom) = frame.band(WAYS[way].0, near, far);
    let (left, right) = (frame.axis.x(from as f64) + 1.0, frame.axis.x(to as f64) - 1.0);
    let bar = rect(left, top.max(0.0), right.max(left + 1.0), bottom.min(frame.options.height));
    let area = rect(frame.axis.left, 0.0, frame.axis.right(), frame.options.height);
    let Some(shown) = inside(bar, area) else { return };
    let sign = frame.sign(cargo);
    let whole = seen == Seen::Both;
    chart.scene.fill(bar, 0.0, sign.ink.faded(if whole { 0.9 } else { 0.22 }));
    if !whole && bar.height() >= 3.0 {
        chart.scene.outline(
            rect(bar.left + 0.5, bar.top + 0.5, bar.right - 0.5, bar.bottom - 0.5),
            0.0,
            dashed(1.0, sign.ink, Dash::Long),
        );
    }
    if shown.height() >= 11.0 && shown.width() >= 10.0 {
        let ink = if whole { Role::Panel } else { Role::Text };
        let letter = Type { size: 10.5, face: Face::SemiBold, ink: ink.into() };
        let middle = at(f32::midpoint(shown.left, shown.right), f32::midpoint(shown.top, shown.bottom));
        chart.scene.text(middle, sign.letter.to_string(), letter, Align::Centre, 16.0);
    }
    let open = if whole { String::new() } else { format!(", {}", open_words(seen)) };
    let way_words = frame.flows.words((WAYS[way].0, Seen::Both));
    let when = wording::span(from, to, &frame.options.zone);
    let label = format!("{way_words}{open}, {}: {}, {when}", sign.name, count(shipments, "shipment"));
    chart.marks.push(Mark { target: Target::Bar { way, cargo, from, to }, rect: shown, label });
}

/// A line as high as the tallest bar in both halves, with its number.
fn scale(frame: &Frame, tallest: usize, bin: Bin, chart: &mut Chart) {
    let face = style(10.5, Face::Regular, Role::Secondary);
    let text = format!("{} a {}", thousands(tallest), bin.word());
    for half in [Half::Up, Half::Down] {
        let far = frame.least() - 3.0;
        let (top, bottom) = frame.band(half, far, far);
        let (y, below) = if half == Half::Up { (top, top + 7.0) } else { (bottom, bottom - 7.0) };
        chart.scene.line(at(frame.axis.left, y), at(frame.axis.right(), y), solid(1.0, Role::Grid));
        chart.scene.text(at(frame.axis.right() - 4.0, below), text.clone(), face, Align::Right, 160.0);
    }
}
