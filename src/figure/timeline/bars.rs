//! Visits as bars: a solid core, ends that fade to the outer bounds, an outline by hedge; folds with their shares.

use super::colours::{glyph, hedge_dash, strike};
use super::curves::DIMMED;
use super::frame::Frame;
use super::knots::Shown;
use super::sightings;
use crate::base::interval::{BoundName, Bounds};
use crate::figure::axis::TimeAxis;
use crate::figure::draw::{at, dashed, grown, inside, rect, solid, style};
use crate::figure::fold::{FOLD, Mark, marks};
use crate::figure::labels::{fold_label, place_name, visit_label};
use crate::figure::lanes::row::{Lane, Slot};
use crate::figure::lanes::{LaneInfo, ROW_HEIGHT};
use crate::figure::measure::one_line;
use crate::figure::palette::{Ink, Role};
use crate::figure::scene::{Align, Dash, Face, Hit, Item, Rect, Scene};
use crate::model::grading::Hedge;
use crate::model::ids::{Id, VisitId};
use crate::model::naming;
use crate::model::view::Layer;
use crate::model::visit::Visit;

/// Height of a bar, in points.
const BAR: f32 = 16.0;
/// Height of its fading ends.
const FADE: f32 = 10.0;
/// Least width of a core.
const CORE: f32 = 3.0;
/// In a crowded picture, narrower bars are plain and share what can be pointed at.
const PLAIN: f32 = 16.0;
/// Widest run of narrow marks that is pointed at as one.
const RUN: f32 = 96.0;
/// Opacity of a fading end at the core and at the outer bound.
const FADES: (f32, f32) = (0.42, 0.05);

/// Where a visit lies across.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) struct Across {
    /// Outer bounds.
    pub left: f32,
    pub right: f32,
    /// First to last seen, if seen at all.
    pub core: Option<(f32, f32)>,
}

impl Across {
    pub fn new(axis: &TimeAxis, bounds: &Bounds) -> Option<Self> {
        let (from, to) = bounds.extent()?;
        let (left, right) = (axis.x(from.0 as f64), axis.x(to.0 as f64));
        let core = bounds.core().map(|(from, to)| {
            let (from, to) = (axis.x(from.0 as f64), axis.x(to.0 as f64));
            (from, to.max(from + CORE))
        });
        Some(Self { left, right: right.max(left + CORE), core })
    }

    /// The core, or all of a visit that was never seen.
    pub fn solid(&self) -> (f32, f32) {
        self.core.unwrap_or((self.left, self.right))
    }
}

/// In a picture with no more visits than this, lines are tied to those in folds too.
const TIED: usize = 2_000;

/// What of the rows is visible, before anything is drawn.
pub(super) struct Plan<'a> {
    rows: Vec<(Row<'a>, Vec<Mark>)>,
    /// The visits that lines may be tied to.
    pub shown: Shown,
}

impl<'a> Plan<'a> {
    pub fn new(frame: &'a Frame<'a>) -> Self {
        let mut rows = Vec::new();
        for (strip, info) in frame.strips() {
            let Some(lane) = frame.lanes.row_data(strip) else { continue };
            for row in frame.rows(&info) {
                let top = frame.y(info.y + info.lead + f64::from(ROW_HEIGHT) * row as f64);
                rows.push((Row { frame, strip, info, lane, top, crowded: false }, marks(lane, row, &frame.axis)));
            }
        }
        let crowded = frame.is_crowded(rows.iter().map(|(_, marks)| marks.len()).sum());
        for (row, _) in &mut rows {
            row.crowded = crowded;
        }
        let visits: usize = rows.iter().flat_map(|(_, marks)| marks).map(|mark| mark.slots.len()).sum();
        let mut shown = Shown::default();
        for (row, marks) in &rows {
            for mark in marks {
                let alone = mark.single().is_some() && !(crowded && row.is_plain(mark));
                if visits <= TIED || alone {
                    for slot in &row.lane.slots()[mark.slots.clone()] {
                        shown.add(Id::new(slot.visit), row.strip, row.top + ROW_HEIGHT / 2.0);
                    }
                }
            }
        }
        Self { rows, shown }
    }

    /// Draws all visible bars. What can be pointed at on a bar lies above the bar itself.
    pub fn draw(&self, scene: &mut Scene) {
        let mut over = Vec::new();
        for (row, marks) in &self.rows {
            row.draw(marks, scene, &mut over);
        }
        scene.hits.append(&mut over);
    }
}

struct Row<'a> {
    frame: &'a Frame<'a>,
    strip: usize,
    info: LaneInfo,
    lane: &'a Lane,
    top: f32,
    crowded: bool,
}

impl Row<'_> {
    fn draw(&self, marks: &[Mark], scene: &mut Scene, over: &mut Vec<Hit>) {
        let mut before = f32::NEG_INFINITY;
        for mark in marks {
            let first = scene.shapes.len();
            match mark.single() {
                Some(at) if !self.is_plain(mark) => self.bar(&self.lane.slots()[at], mark, before, scene, over),
                Some(at) => self.tick(&self.lane.slots()[at], mark, scene),
                None => self.fold(mark, scene),
            }
            if self.frame.lit.is_some() && !self.is_lit(mark) {
                scene.dim(first, DIMMED);
            }
            before = mark.right;
        }
        // Neighbours too narrow to be pointed at one by one share an area; in a crowded picture a wider one.
        let (room, gap) =
            if self.crowded { (self.frame.shared_width().max(PLAIN), f32::INFINITY) } else { (RUN, FOLD) };
        let mut from = 0;
        for to in 1..=marks.len() {
            let together = marks.get(to).is_some_and(|mark| {
                let plain = self.is_plain(mark) && self.is_plain(&marks[to - 1]);
                plain && mark.left - marks[to - 1].right <= gap && mark.right - marks[from].left <= room
            });
            if !together {
                self.hit(&marks[from..to], scene);
                self.number(&marks[from..to], scene);
                from = to;
            }
        }
    }

    fn is_plain(&self, mark: &Mark) -> bool {
        let width = mark.right - mark.left;
        width < FOLD || mark.single().is_none() || (self.crowded && width < PLAIN)
    }

    /// Whether a shipment that is pointed at begins or ends here.
    fn is_lit(&self, mark: &Mark) -> bool {
        let slots = &self.lane.slots()[mark.slots.clone()];
        let lit = self.frame.lit.as_ref();
        // In a longer run one visit could not be told from the others anyway.
        slots.len() <= 64 && lit.is_some_and(|lit| slots.iter().any(|slot| lit.visits.contains(&Id::new(slot.visit))))
    }

    /// How many visits a run holds, behind it where there is room.
    fn number(&self, marks: &[Mark], scene: &mut Scene) {
        let (Some(first), Some(last)) = (marks.first(), marks.last()) else { return };
        let visits = last.slots.end - first.slots.start;
        let right = last.right.max(self.frame.axis.left);
        let room = last.next.min(self.frame.axis.right()) - right - 6.0;
        if self.crowded || visits < 2 || room <= 8.0 {
            return;
        }
        let text = visits.to_string();
        let style = style(10.5, Face::Regular, Role::Secondary);
        if (self.frame.options.measure)(&text, style.size, style.face) <= room {
            scene.text(at(right + 3.0, self.top + ROW_HEIGHT / 2.0), text, style, Align::Left, room);
        }
    }

    /// Where marks can be pointed at, and what is found there.
    fn hit(&self, marks: &[Mark], scene: &mut Scene) {
        let (Some(first), Some(last)) = (marks.first(), marks.last()) else { return };
        let slots = &self.lane.slots()[first.slots.start..last.slots.end];
        let widen = ((8.0 - (last.right - first.left)) / 2.0).max(0.0);
        let area = rect(first.left - widen, self.top + 2.0, last.right + widen, self.top + ROW_HEIGHT - 2.0);
        let Some(area) = inside(area, self.frame.area) else { return };
        let zone = &self.frame.options.zone;
        let (item, label) = match slots {
            [one] => {
                let id = VisitId::new(one.visit);
                (Item::Entity(id.into()), visit_label(self.frame.facts, id, zone))
            }
            [first, .., last] => {
                let (from, to, count) = (first.start, last.end, slots.len());
                (Item::Fold { lane: self.strip, from, to, count }, fold_label(count, from, to, zone))
            }
            [] => return,
        };
        scene.hits.push(Hit { item, rect: area, label });
    }

    fn ink(&self, slot: &Slot) -> Ink {
        let of_class = || self.frame.lanes.classes().ink(self.frame.facts, slot.class);
        self.info.colour.map_or_else(of_class, Ink::from)
    }

    fn body(&self, left: f32, right: f32) -> Rect {
        let top = self.top + (ROW_HEIGHT - BAR) / 2.0;
        rect(left, top, right, top + BAR)
    }

    /// A visit too narrow for more than its colour.
    fn tick(&self, slot: &Slot, mark: &Mark, scene: &mut Scene) {
        let (left, right) = clipped(mark.left, mark.right, &self.frame.axis);
        let alpha = if slot.seen { 1.0 } else { 0.45 };
        let selected = self.frame.is_selected(VisitId::new(slot.visit));
        let bar = self.body(left, right);
        scene.fill(bar, 0.0, self.ink(slot).faded(alpha));
        if selected {
            scene.outline(grown(bar, 3.0), 3.0, solid(2.0, Role::Accent));
        }
    }

    /// A run of visits: shares of each activity stacked, and a step above, so that many of them make a jagged edge.
    fn fold(&self, mark: &Mark, scene: &mut Scene) {
        let (left, right) = clipped(mark.left, mark.right, &self.frame.axis);
        let bar = self.body(left, right);
        if let Some(colour) = self.info.colour {
            scene.fill(bar, 0.0, Ink::from(colour).faded(0.8));
        } else {
            let tally = self.lane.tally(mark.slots.clone());
            let total = mark.slots.len().max(1) as f32;
            let mut top = bar.top;
            for (class, &count) in (0..).zip(&tally).filter(|(_, count)| **count > 0) {
                let share = count as f32 / total * BAR;
                let ink = self.frame.lanes.classes().ink(self.frame.facts, class);
                scene.fill(rect(left, top, right, top + share), 0.0, ink);
                top += share;
            }
        }
        let middle = f32::midpoint(left, right);
        scene.fill(rect(left, bar.top - 2.5, middle, bar.top - 1.0), 0.0, Role::Secondary);
        scene.fill(rect(middle, bar.top - 4.5, right, bar.top - 1.0), 0.0, Role::Secondary);
    }

    /// A visit wide enough to show its bounds and hedge.
    fn bar(&self, slot: &Slot, mark: &Mark, before: f32, scene: &mut Scene, over: &mut Vec<Hit>) {
        let Some(visit) = self.frame.facts.visits.get(Id::new(slot.visit)) else { return };
        let Some(mut across) = Across::new(&self.frame.axis, &visit.bounds) else { return };
        let next = mark.next.max(across.left + 1.0);
        across.right = across.right.min(next);
        across.core = across.core.map(|(from, to)| (from.min(next - 1.0), to.min(next)));
        let ink = self.ink(slot);
        let body = match across.core {
            Some(core) => self.seen(visit, across, core, ink, scene),
            None => self.unseen(visit, across, (before, next), ink, scene),
        };
        if visit.hedge == Hedge::Denied {
            strike(scene, body);
        }
        let ring = grown(body, 4.5);
        if self.frame.is_selected(visit.id) {
            scene.outline(ring, 7.0, solid(2.0, Role::Accent));
        } else if self.frame.is_hovered(visit.id) {
            scene.outline(ring, 7.0, solid(1.0, Role::Accent));
        }
        if self.frame.options.shows(Layer::Sightings) {
            sightings::draw(self.frame, visit, &across, body, scene, over);
        }
        let end = self.flags(visit, across.right.max(body.right), mark.next, scene);
        self.name(visit, body, end, mark.next, scene);
    }

    fn seen(&self, visit: &Visit, across: Across, core: (f32, f32), ink: Ink, scene: &mut Scene) -> Rect {
        let (near, far) = FADES;
        let top = self.top + (ROW_HEIGHT - FADE) / 2.0;
        self.fade(rect(across.left, top, core.0, top + FADE), ink, far, near, scene);
        self.fade(rect(core.1, top, across.right, top + FADE), ink, near, far, scene);
        let (left, right) = clipped(core.0, core.1, &self.frame.axis);
        let body = self.body(left, right);
        let denied = visit.hedge == Hedge::Denied;
        scene.fill(body, 3.0_f32.min(body.width() / 2.0), ink.faded(if denied { 0.4 } else { 1.0 }));
        if let Some(dash) = hedge_dash(visit.hedge) {
            scene.outline(grown(body, 2.0), 5.0, dashed(1.25, ink, dash));
        }
        let middle = body.top + BAR / 2.0;
        let beside = core.0 >= self.frame.area.left && core.0 <= self.frame.area.right;
        if body.width() >= 13.0 && !denied {
            glyph(scene, visit.activity, f32::midpoint(left, right), middle, Role::Panel.into());
        } else if beside && core.0 - across.left >= 22.0 {
            glyph(scene, visit.activity, core.0 - if denied { 12.0 } else { 9.0 }, middle, ink);
        }
        body
    }

    /// A fading end, of one that is a thousand years long only what can be seen.
    fn fade(&self, whole: Rect, ink: Ink, left: f32, right: f32, scene: &mut Scene) {
        let (from, to) = clipped(whole.left, whole.right, &self.frame.axis);
        let width = whole.width().max(0.01);
        let at = |x: f32| left + (right - left) * ((x - whole.left) / width).clamp(0.0, 1.0);
        scene.fade(rect(from, whole.top, to, whole.bottom), ink, at(from), at(to));
    }

    /// Never seen directly: it happened some time within the band.
    ///
    /// On a side that nothing bounds it fades out, but not over its neighbours, which end and begin at `room`.
    fn unseen(&self, visit: &Visit, across: Across, room: (f32, f32), ink: Ink, scene: &mut Scene) -> Rect {
        let (left, right) = clipped(across.left, across.right, &self.frame.axis);
        let body = self.body(left, right);
        scene.fill(body, 3.0, ink.faded(0.2));
        let dash = hedge_dash(visit.hedge).unwrap_or(Dash::Solid);
        scene.outline(body, 3.0, dashed(1.25, ink, dash));
        let top = self.top + (ROW_HEIGHT - FADE) / 2.0;
        if visit.bounds.get(BoundName::NotAfter).is_none() {
            scene.fade(rect(right, top, (right + 40.0).min(room.1), top + FADE), ink, 0.2, 0.0);
        }
        if visit.bounds.get(BoundName::NotBefore).is_none() {
            scene.fade(rect((left - 40.0).max(room.0), top, left, top + FADE), ink, 0.0, 0.2);
        }
        if body.width() >= 16.0 {
            glyph(scene, visit.activity, f32::midpoint(left, right), body.top + BAR / 2.0, ink);
        }
        body
    }

    /// Tags as pennants behind the bar, at most three, where there is room; returns where they end.
    fn flags(&self, visit: &Visit, end: f32, next: f32, scene: &mut Scene) -> f32 {
        let mut x = end + 5.0;
        for id in visit.tags.iter().take(3) {
            if x + 7.0 > next || x > self.frame.area.right || x + 7.0 < self.frame.area.left {
                break;
            }
            let Some(tag) = self.frame.facts.tags.get(*id) else { continue };
            let top = self.top + 3.0;
            scene.line(at(x, top), at(x, top + 9.0), solid(1.0, tag.colour));
            scene.polygon(vec![at(x, top), at(x + 6.0, top + 2.5), at(x, top + 5.0)], tag.colour);
            x += 8.0;
        }
        x
    }

    /// In a vessel's lane, the place: inside the core if it fits, else behind the bar if there is room.
    fn name(&self, visit: &Visit, body: Rect, end: f32, next: f32, scene: &mut Scene) {
        if self.crowded {
            return;
        }
        // What the lane does not say: the place in a vessel's lane, the vessel elsewhere.
        let name = match (self.info.vessel, self.info.place) {
            (Some(_), Some(_)) => return,
            (Some(_), None) => place_name(self.frame.facts, visit.place),
            (None, Some(_)) => naming::name(self.frame.facts, visit.vessel.into()),
            (None, None) => naming::name(self.frame.facts, visit.id.into()),
        };
        let name = one_line(&name);
        let y = body.top + BAR / 2.0;
        let faces = style(11.5, Face::Regular, Role::Secondary);
        let width = (self.frame.options.measure)(&name, faces.size, faces.face);
        let shipments = &self.frame.facts.shipments;
        let open = |id| shipments.get(id).is_some_and(|row| row.loading == Some(visit.id) && row.discharge.is_none());
        let has_circle = self.frame.facts.links().shipments_of(visit.id).any(open);
        let end = if has_circle { end.max(body.right + 64.0) } else { end };
        let room = next.min(self.frame.axis.right()) - end - 10.0;
        if visit.bounds.core().is_some() && body.width() / 2.0 >= width + 14.0 {
            let inner = style(11.5, Face::Medium, Role::Panel);
            scene.text(at(body.left + 8.0, y), name, inner, Align::Left, body.width() / 2.0 - 14.0);
        } else if room >= width.min(70.0) {
            scene.text(at(end + 2.0, y), name, faces, Align::Left, room);
        }
    }
}

/// A stretch cut to a little beyond the axis, so that glyphs and rings stay where they can be seen.
fn clipped(left: f32, right: f32, axis: &TimeAxis) -> (f32, f32) {
    let (least, most) = (axis.left - 12.0, axis.right() + 12.0);
    (left.clamp(least, most), right.clamp(least, most))
}
