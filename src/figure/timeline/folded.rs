//! Folded groups: one line that says how many visits lie in them, and when.

use super::coverage;
use super::frame::Frame;
use crate::figure::draw::{inside, rect};
use crate::figure::fold::FOLD;
use crate::figure::labels::fold_label;
use crate::figure::lanes::GROUP_HEIGHT;
use crate::figure::palette::{Ink, Role};
use crate::figure::scene::{Hit, Item, Scene};

/// Height of a mark that stands for one visit, and the most that a mark grows to, in points.
const HEIGHTS: (f32, f32) = (5.0, 15.0);
/// The same below the looks at a place.
const LOW: (f32, f32) = (3.0, 8.0);
/// Most areas that can be pointed at in one line; a screen has no room for more.
const AREAS: usize = 160;

/// Draws the visits of every visible folded group: the more begin at the same time, the higher the mark.
pub(super) fn draw(frame: &Frame, scene: &mut Scene) {
    for (strip, info) in frame.strips() {
        let Some(density) = frame.lanes.density(strip) else { continue };
        let near = f64::from(FOLD) * frame.axis.seconds_per_point();
        let runs = density.runs(frame.axis.from, frame.axis.to, near);
        let most = runs.iter().map(|run| run.count).max().unwrap_or(1).max(2) as f32;
        let bottom = frame.y(info.y + f64::from(GROUP_HEIGHT)) - 4.0;
        let heights = if coverage::is_shown(frame, strip) { LOW } else { HEIGHTS };
        let ink = info.colour.map_or(Ink::from(Role::Secondary), Ink::from);
        let together = runs.len().div_ceil(AREAS).max(1);
        for runs in runs.chunks(together) {
            for run in runs {
                let (left, right) = (frame.axis.x(run.from as f64), frame.axis.x(run.to as f64));
                let (left, right) = (left.max(frame.area.left), right.max(left + 2.0).min(frame.area.right));
                if left >= right {
                    continue;
                }
                // How long it lasts is faint, so that many that overlap still tell where they begin.
                scene.fill(rect(left, bottom - heights.0, right, bottom), 1.0, ink.faded(0.22));
                let high = heights.0 + (heights.1 - heights.0) * ((run.count as f32).ln() / most.ln()).clamp(0.0, 1.0);
                scene.fill(rect(left, bottom - high, (left + 2.5).min(right), bottom), 0.0, ink.faded(0.85));
            }
            let (Some(first), Some(last)) = (runs.first(), runs.last()) else { continue };
            let (left, right) = (frame.axis.x(first.from as f64), frame.axis.x(last.to as f64));
            let whole = rect(left - 2.0, bottom - heights.1, right.max(left + 4.0), bottom + 2.0);
            let Some(area) = inside(whole, frame.area) else { continue };
            let (from, to, count) = (first.from, last.to, runs.iter().map(|run| run.count).sum());
            let label = fold_label(count, from, to, &frame.options.zone);
            scene.hits.push(Hit { item: Item::Fold { lane: strip, from, to, count }, rect: area, label });
        }
    }
}
