//! What fills and outlines mean, and the shape beside each colour.

use crate::figure::draw::{at, rect};
use crate::figure::palette::{Ink, Role};
use crate::figure::scene::{Align, Dash, Face, Rect, Scene};
use crate::model::grading::Hedge;
use crate::model::visit::Activity;

/// The colour of an activity.
#[must_use]
pub fn activity_role(activity: Activity) -> Role {
    match activity {
        Activity::Loading => Role::Loading,
        Activity::Discharging => Role::Discharging,
        Activity::Bunkering => Role::Bunkering,
        Activity::Waiting => Role::Waiting,
        Activity::ShipToShip => Role::Containers,
        Activity::Unknown => Role::Unknown,
    }
}

/// The colour of a hedge class.
#[must_use]
pub fn hedge_role(hedge: Hedge) -> Role {
    match hedge {
        Hedge::Asserted => Role::Accent,
        Hedge::Likely => Role::Loading,
        Hedge::Appears => Role::Assessed,
        Hedge::Alleged => Role::Waiting,
        Hedge::Denied => Role::Against,
    }
}

/// The outline of a hedge class; none for what is asserted, and for what is denied, which is struck through.
#[must_use]
pub fn hedge_dash(hedge: Hedge) -> Option<Dash> {
    match hedge {
        Hedge::Asserted | Hedge::Denied => None,
        Hedge::Likely => Some(Dash::Long),
        Hedge::Appears => Some(Dash::Dots),
        Hedge::Alleged => Some(Dash::Sparse),
    }
}

/// Draws the shape that stands for an activity, about 8 points wide: up for loading, down for discharging, a drop
/// for bunkering, two bars for waiting, arrows to both sides for ship to ship, a question mark for unknown.
pub(in crate::figure) fn glyph(scene: &mut Scene, activity: Activity, x: f32, y: f32, ink: Ink) {
    match activity {
        Activity::Loading => scene.polygon(vec![at(x - 4.0, y + 3.0), at(x, y - 4.0), at(x + 4.0, y + 3.0)], ink),
        Activity::Discharging => scene.polygon(vec![at(x - 4.0, y - 3.0), at(x + 4.0, y - 3.0), at(x, y + 4.0)], ink),
        Activity::Bunkering => {
            scene.polygon(vec![at(x - 3.0, y + 1.0), at(x, y - 4.5), at(x + 3.0, y + 1.0), at(x, y + 4.0)], ink);
        }
        Activity::Waiting => {
            for left in [x - 3.0, x + 1.0] {
                scene.fill(rect(left, y - 3.5, left + 2.0, y + 3.5), 0.0, ink);
            }
        }
        Activity::ShipToShip => {
            scene.polygon(vec![at(x - 1.0, y - 3.5), at(x - 5.0, y), at(x - 1.0, y + 3.5)], ink);
            scene.polygon(vec![at(x + 1.0, y - 3.5), at(x + 1.0, y + 3.5), at(x + 5.0, y)], ink);
        }
        Activity::Unknown => {
            let style = crate::figure::draw::Type { size: 11.5, face: Face::SemiBold, ink };
            scene.text(at(x, y), "?", style, Align::Centre, 12.0);
        }
    }
}

/// Strikes a rectangle through.
pub(in crate::figure) fn strike(scene: &mut Scene, bar: Rect) {
    let y = f32::midpoint(bar.top, bar.bottom);
    let stroke = crate::figure::draw::solid(1.5, Role::Text);
    scene.line(at(bar.left - 4.0, y), at(bar.right + 4.0, y), stroke);
}
