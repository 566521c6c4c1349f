//! What every part of the timeline needs while one picture is drawn.

use std::collections::BTreeSet;
use std::rc::Rc;

use super::{TimelineOptions, TimelineView};
use crate::figure::axis::TimeAxis;
use crate::figure::draw::rect;
use crate::figure::lanes::{LaneInfo, Lanes, ROW_HEIGHT};
use crate::figure::scene::{Item, Rect};
use crate::model::facts::Facts;
use crate::model::ids::{EntityKind, EntityRef, Id, ShipmentId, VesselId, VisitId};

/// Selected visits beyond which their vessels' lanes are no longer tinted; the bars still are ringed.
const TINTED: usize = 64;

/// Marks on a screen of [`ROWS`] rows beyond which it is crowded: narrow bars are plain then, and neighbours share
/// one area to point at.
const MARKS: usize = 800;
/// How many such areas a crowded screen has, about.
const AREAS: usize = 400;
/// Rows of a usual screen; a figure on paper may have many more.
const ROWS: usize = 40;

/// One picture in the making, or the part of it that shows some of the lanes.
#[derive(Clone)]
pub(super) struct Frame<'a> {
    pub facts: &'a Facts,
    pub lanes: &'a Lanes,
    pub view: &'a TimelineView,
    pub options: &'a TimelineOptions<'a>,
    pub axis: TimeAxis,
    /// Where the lanes are drawn, headers not included.
    pub area: Rect,
    /// Where the lanes begin in the whole picture.
    top: f32,
    /// Height of the lanes at the top that do not scroll.
    held: f64,
    /// The lanes in it, in points from the top of the first.
    seen: (f64, f64),
    /// Vessels whose lanes are tinted.
    pub tinted: BTreeSet<VesselId>,
    /// What stays bright while a shipment is pointed at; none while nothing is dimmed.
    pub lit: Option<Rc<Lit>>,
}

/// The shipments that are pointed at, and the visits at their ends.
#[derive(Default)]
pub(super) struct Lit {
    pub visits: BTreeSet<VisitId>,
    pub shipments: BTreeSet<ShipmentId>,
}

impl Lit {
    fn of(facts: &Facts, hovered: Option<&Item>) -> Option<Self> {
        let shipments: BTreeSet<ShipmentId> = match hovered? {
            Item::Entity(item) => BTreeSet::from([item.as_id()?]),
            Item::Bundle(ids) => ids.iter().copied().collect(),
            _ => return None,
        };
        let rows = shipments.iter().filter_map(|id| facts.shipments.get(*id));
        let visits = rows.flat_map(|row| [row.loading, row.discharge]).flatten().collect();
        Some(Self { visits, shipments })
    }
}

impl<'a> Frame<'a> {
    pub fn new(facts: &'a Facts, lanes: &'a Lanes, view: &'a TimelineView, options: &'a TimelineOptions<'a>) -> Self {
        let axis = view.axis();
        let area = rect(axis.left, options.lanes_top(facts), axis.right(), view.height);
        let selected = options.selected;
        let vessel = |reference: &EntityRef| match reference.kind {
            EntityKind::Vessel => Some(VesselId::new(reference.id)),
            EntityKind::Visit => facts.visits.get(Id::new(reference.id)).map(|visit| visit.vessel),
            _ => None,
        };
        let tinted =
            if selected.len() <= TINTED { selected.iter().filter_map(vessel).collect() } else { BTreeSet::new() };
        let lit = Lit::of(facts, options.hovered).map(Rc::new);
        let high = f64::from(area.height());
        // Pinned lanes that would fill the picture scroll with the others.
        let held = if options.sticky && lanes.pinned_height() <= high / 2.0 { lanes.pinned_height() } else { 0.0 };
        let (top, seen) = (area.top, (view.scroll + held, view.scroll + high));
        Self { facts, lanes, view, options, axis, area, top, held, seen, tinted, lit }
    }

    /// The lanes in parts that are drawn one after the other: those that scroll, then those that are pinned above them.
    pub fn parts(&self) -> Vec<Self> {
        let edge = (self.top + self.held as f32).min(self.area.bottom);
        let below = Self { area: Rect { top: edge, ..self.area }, ..self.clone() };
        if self.held <= 0.0 {
            return vec![below];
        }
        let above = Self { area: Rect { bottom: edge, ..self.area }, seen: (0.0, self.held), ..self.clone() };
        vec![below, above]
    }

    /// Whether it shows the lanes that are pinned, and nothing else.
    pub fn is_pinned(&self) -> bool {
        self.held > 0.0 && self.seen == (0.0, self.held)
    }

    /// The strips' part of the picture between two heights in the lanes; none if nothing of it is visible.
    pub fn band(&self, top: f64, bottom: f64) -> Option<(f32, f32)> {
        let (top, bottom) = (self.y(top).max(self.area.top), self.y(bottom).min(self.area.bottom));
        (top < bottom).then_some((top, bottom))
    }

    /// The strips that are at least in part visible, with their place in the lanes.
    pub fn strips(&self) -> impl Iterator<Item = (usize, LaneInfo)> {
        let (from, end) = self.seen;
        let first = self.lanes.lane_at(from.max(0.0)).unwrap_or(self.lanes.len());
        (first..self.lanes.len())
            .filter_map(|index| Some((index, self.lanes.lane(index)?)))
            .take_while(move |(_, info)| info.y < end)
    }

    /// A height in the lanes as one in the picture.
    pub fn y(&self, y: f64) -> f32 {
        // The lower edge of the last pinned lane belongs to it, not to the first that scrolls.
        let is_held = y < self.held || (self.is_pinned() && y <= self.held);
        let scroll = if is_held { 0.0 } else { self.view.scroll };
        (f64::from(self.top) + y - scroll).clamp(-1e7, 1e7) as f32
    }

    /// Rows of a lane that are at least in part visible.
    pub fn rows(&self, info: &LaneInfo) -> std::ops::Range<usize> {
        let row = f64::from(ROW_HEIGHT);
        let first = info.y + info.lead;
        let above = ((self.seen.0 - first) / row).floor().max(0.0) as usize;
        let until = ((self.seen.1 - first) / row).ceil().max(0.0) as usize;
        above.min(info.rows)..until.min(info.rows)
    }

    /// Whether there are too many marks to show each in full.
    pub fn is_crowded(&self, marks: usize) -> bool {
        marks > MARKS * self.screen_rows().div_ceil(ROWS)
    }

    /// How wide an area to point at is in a crowded picture, in points.
    pub fn shared_width(&self) -> f32 {
        self.axis.width / (AREAS / self.screen_rows().clamp(1, ROWS)) as f32
    }

    fn screen_rows(&self) -> usize {
        (self.area.height() / ROW_HEIGHT).ceil().max(1.0) as usize
    }

    pub fn is_selected(&self, reference: impl Into<EntityRef>) -> bool {
        !self.options.selected.is_empty() && self.options.selected.contains(&reference.into())
    }

    /// The selected ones of a kind, by id; what else is selected is not looked at.
    pub fn selected_of(&self, kind: EntityKind) -> impl Iterator<Item = EntityRef> + '_ {
        self.options.selected.range(EntityRef { kind, id: 0 }..=EntityRef { kind, id: u32::MAX }).copied()
    }

    pub fn is_hovered(&self, reference: impl Into<EntityRef>) -> bool {
        matches!(self.options.hovered, Some(Item::Entity(hovered)) if *hovered == reference.into())
    }
}
