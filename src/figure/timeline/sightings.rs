//! The sightings that a visit rests on, as ticks on its bar.

use super::bars::Across;
use super::frame::Frame;
use crate::figure::draw::{grown, inside, rect, solid};
use crate::figure::labels::sighting_label;
use crate::figure::lanes::coverage::{Look, Seen};
use crate::figure::palette::Role;
use crate::figure::scene::{Hit, Item, Rect, Scene};
use crate::model::evidence::Obstruction;
use crate::model::visit::Visit;

/// Ticks nearer than this are drawn as one, in points.
const NEAR: f32 = 6.0;
/// Sightings of one visit beyond which the others are not looked at.
const MOST: usize = 500;
/// Height of a tick, in points, and how much of it lies on the bar.
const HEIGHT: (f32, f32) = (7.0, 3.5);

/// Draws the ticks of one visit at the foot of its bar, where the glyph in its middle leaves them room.
pub(super) fn draw(frame: &Frame, visit: &Visit, across: &Across, body: Rect, scene: &mut Scene, over: &mut Vec<Hit>) {
    if visit.sightings.is_empty() {
        return;
    }
    let (left, right) = (across.left.max(frame.area.left), across.right.min(frame.area.right));
    let mut found: Vec<(f32, Seen, bool)> = Vec::new();
    for sighting in visit.sightings.iter().take(MOST).filter_map(|id| frame.facts.sightings.get(*id)) {
        let time = sighting.time.as_ref().and_then(|dated| dated.time.start().or(dated.time.end()));
        let Some(start) = time else { continue };
        let x = frame.axis.x(start.0 as f64);
        // A sighting outside the visit's own bounds has no place on its bar.
        if x >= left - 0.5 && x <= right + 0.5 {
            let seen = Seen { start: start.0, sighting: sighting.id, look: Look::of(sighting) };
            found.push((x, seen, sighting.obstruction == Obstruction::Clear));
        }
    }
    found.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
    let mut at = 0;
    while let Some((x, seen, clear)) = found.get(at) {
        let near = found[at..].iter().take_while(|other| other.0 - x < NEAR).count().max(1);
        // Within the bar, so that neighbours on the row stay apart.
        let x = x.clamp(across.left + 1.0, (across.right - 1.0).max(across.left + 1.0));
        let top = body.bottom - HEIGHT.1;
        let tick = rect(x - 1.0, top, x + 1.0, top + HEIGHT.0);
        let role = if frame.is_selected(seen.sighting) { Role::Accent } else { Role::Text };
        if *clear {
            scene.fill(grown(tick, 1.0), 0.0, Role::Panel);
            scene.fill(tick, 0.0, role);
        } else {
            scene.fill(grown(tick, 1.5), 0.0, Role::Panel);
            scene.outline(grown(tick, 0.5), 0.0, solid(1.0, role));
        }
        // Within its row, so that it takes nothing from the one below.
        let area = Rect { bottom: body.bottom + 4.0, ..grown(tick, 3.0) };
        if let Some(area) = inside(area, frame.area) {
            let label = sighting_label(frame.facts, seen, near, &frame.options.zone);
            over.push(Hit { item: Item::Entity(seen.sighting.into()), rect: area, label });
        }
        at += near;
    }
}
