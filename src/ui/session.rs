//! The open case: its store, the facts as they are, and the one selection, query and time range that every view follows.

use std::collections::BTreeSet;
use std::sync::Arc;

use jiff::tz::TimeZone;

use super::action::{Pick, Tab};
use super::bundling::Bundling;
use super::derived::{self, Derived, Proposed};
use super::drafts::Drafts;
use super::gesture::Gesture;
use super::playback::Playback;
use super::query::{Answer, QueryState};
use super::range::RangeHistory;
use super::selection::Selection;
use super::tag_book::TagBook;
use super::verb::Needs;
use super::watch::Watch;
use super::weighed::Weighed;
use super::writing::Writing;
use crate::analysis::ledger::Ledger;
use crate::base::time::{DAY, Utc};
use crate::figure::lanes::{LaneOptions, Lanes};
use crate::figure::scene::Item;
use crate::figure::timeline::interval::Interval;
use crate::model::facts::Facts;
use crate::model::ids::{ENTITY_KINDS, EntityKind, EntityRef, ShipmentId, VisitId};
use crate::model::view::Layer;
use crate::model::visit::Visit;
use crate::store::{CaseStore, Changes, Mode, StoreError};

/// What the status line counts. Counted anew only when the facts change.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Counts {
    /// Visits in the case.
    pub visits: usize,
    /// Shipments in the case, without rejected ones.
    pub shipments: usize,
    /// Shipments of which one end is not known.
    pub half_open: usize,
    /// Shipments without a quantity.
    pub without_quantity: usize,
}

impl Counts {
    fn of(facts: &Facts) -> Self {
        let mut counts = Self { visits: facts.visits.len(), ..Self::default() };
        for shipment in facts.shipments.iter() {
            if shipment.status == crate::model::shipment::ShipmentStatus::Rejected {
                continue;
            }
            counts.shipments += 1;
            counts.half_open += usize::from(shipment.is_half_open());
            counts.without_quantity += usize::from(shipment.quantity.is_none());
        }
        counts
    }
}

/// Raised when something changes that a view derives from, so that an edit costs what it touches and not what is in the
/// case: tagging one visit of a million must not list ten thousand vessels anew.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Versions {
    kinds: [u64; ENTITY_KINDS.len()],
    /// Visits added, removed or changed in vessel, place, time, activity or hedge; not in tags or notes.
    pub visits_laid: u64,
    /// Answers that the query has had. A count, since the address of an answer may be given again.
    pub asked: u64,
}

impl Versions {
    /// How often entities of a kind have changed.
    #[must_use]
    pub fn of(&self, kind: EntityKind) -> u64 {
        self.kinds[kind as usize]
    }

    /// As if everything had changed.
    fn next(mut self) -> Self {
        self.kinds.iter_mut().for_each(|kind| *kind += 1);
        self.visits_laid += 1;
        self
    }

    fn note(&mut self, before: &Facts, after: &Facts, touched: &[EntityRef]) {
        let mut laid = false;
        for item in touched {
            self.kinds[item.kind as usize] += 1;
            if let Some(id) = item.as_id::<Visit>() {
                let laid_by =
                    |facts: &Facts| facts.visits.get(id).map(|v| (v.vessel, v.place, v.bounds, v.activity, v.hedge));
                laid |= laid_by(before) != laid_by(after);
            }
        }
        self.visits_laid += u64::from(laid);
    }
}

/// An open case.
pub struct Session {
    /// Its file.
    pub store: CaseStore,
    /// Its facts, the same that the store holds.
    pub facts: Arc<Facts>,
    /// What is selected.
    pub selection: Selection,
    /// The one of the selection that the inspector shows.
    pub primary: Option<EntityRef>,
    /// The query.
    pub query: QueryState,
    /// Who lies where on the timeline.
    pub lanes: Lanes,
    /// What the lanes are to be; differs from theirs while they are laid anew.
    pub lane_options: LaneOptions,
    /// What the timeline shows beside the bars.
    pub layers: BTreeSet<Layer>,
    /// The visible time range and those before it.
    pub range: RangeHistory,
    /// How far the lanes are scrolled, in points.
    pub scroll: f64,
    /// How much of the lanes is in view, in points.
    pub room: f64,
    /// A visit that is to be brought into view.
    pub reveal: Option<VisitId>,
    /// What the pointer is over on the timeline.
    pub hovered: Option<Item>,
    /// Whether the line that says what colours mean is shown below the lanes.
    pub legend: bool,
    /// Whether the box that finds lanes by name is shown.
    pub finds_lanes: bool,
    /// What is being typed.
    pub drafts: Drafts,
    /// The finding that is being written.
    pub writing: Writing,
    /// Counts for the status line.
    pub counts: Counts,
    /// What the evidence comes to.
    pub weighed: Weighed,
    /// What cargo comes to against the caps.
    pub counted: Derived<Ledger>,
    /// Which shipments are proposed.
    pub proposed: Derived<Proposed>,
    /// What cannot all be so, and what is worth a look.
    pub anomalies: Watch,
    /// What an evidence bundle would hold.
    pub bundling: Bundling,
    /// The tree of tags, who bears them, and which were used last.
    pub tags: TagBook,
    /// What has changed how often since the case was opened.
    pub versions: Versions,
    /// The zone in which times are shown.
    pub zone: TimeZone,
    /// A tab that is to come to the front.
    pub show: Option<Tab>,
    /// The kind that the table lists.
    pub table: EntityKind,
    /// An instant that every view marks, in seconds since 1970: the pointer's on the timeline, or playback's.
    pub cursor: Option<f64>,
    /// The visit that the pointer is over in another view.
    pub pointed: Option<VisitId>,
    /// What the hand is doing on the timeline.
    pub gesture: Gesture,
    /// What was measured last, as long as it is shown, and how far down in the lanes, in points.
    pub measured: Option<(Interval, f64)>,
    /// The cursor that moves through time.
    pub playback: Option<Playback>,
    /// Whether the overview's bars grow with the logarithm of what they count.
    pub log_overview: bool,
}

impl Session {
    /// Opens the views on a store that is open already; `lanes` were laid on the way.
    #[must_use]
    pub fn new(store: CaseStore, lanes: Lanes) -> Self {
        let facts = store.facts();
        let mut session = Self {
            counts: Counts::of(&facts),
            weighed: Weighed::new(&facts),
            counted: Derived::default(),
            proposed: Derived::default(),
            anomalies: Watch::default(),
            bundling: Bundling::default(),
            tags: TagBook::new(&facts),
            versions: Versions::default(),
            zone: zone_of(&facts),
            lane_options: lanes.options().clone(),
            store,
            facts,
            selection: Selection::default(),
            primary: None,
            query: QueryState::default(),
            lanes,
            layers: Layer::usual(),
            range: RangeHistory::default(),
            scroll: 0.0,
            room: f64::INFINITY,
            reveal: None,
            hovered: None,
            legend: true,
            finds_lanes: false,
            drafts: Drafts::default(),
            writing: Writing::default(),
            show: None,
            table: EntityKind::Visit,
            cursor: None,
            pointed: None,
            gesture: Gesture::default(),
            measured: None,
            playback: None,
            log_overview: false,
        };
        session.range = RangeHistory::new(session.whole());
        session
    }

    /// Whether the case may be changed.
    #[must_use]
    pub fn is_writable(&self) -> bool {
        matches!(self.store.mode(), Mode::ReadWrite)
    }

    /// Takes over what a transaction changed.
    pub fn changed(&mut self, changes: &Changes) {
        let before = std::mem::replace(&mut self.facts, self.store.facts());
        let counted_before = (before.generation, self.versions.asked);
        self.versions.note(&before, &self.facts, &changes.touched);
        self.weighed.update(&self.facts, &changes.touched);
        self.anomalies.changed(&before, &self.facts, &changes.touched);
        self.tags.update(&before, &self.facts, &changes.touched);
        if changes.touched.iter().any(|item| item.kind == EntityKind::Shipment) {
            self.counts = Counts::of(&self.facts);
        }
        self.counts.visits = self.facts.visits.len();
        if before.case.time_zone != self.facts.case.time_zone {
            self.zone = self.case_zone();
        }
        self.selection.retain(|item| self.facts.contains(*item));
        self.primary = self.primary.filter(|item| self.facts.contains(*item));
        if self.query.matches.is_some() || self.query.is_waiting() {
            self.ask();
        }
        let to_count = self.to_count();
        self.counted.edit(counted_before, to_count, |ledger| ledger.update(&self.facts, &changes.touched));
        // Also while other options wait to be taken over: to fold or colour lanes does not pack them anew.
        self.lanes.update(&self.facts, &changes.touched);
    }

    /// Takes over what another process has written to a case that is only read here; says whether there was anything.
    ///
    /// # Errors
    /// As the store.
    pub fn follow(&mut self) -> Result<bool, StoreError> {
        if self.is_writable() || !self.store.refresh()? {
            return Ok(false);
        }
        let before = std::mem::replace(&mut self.facts, self.store.facts());
        self.counts = Counts::of(&self.facts);
        if before.case.time_zone != self.facts.case.time_zone {
            self.zone = self.case_zone();
        }
        self.versions = self.versions.next();
        self.weighed = Weighed::new(&self.facts);
        self.anomalies = Watch::default();
        self.tags.read_again(&self.facts);
        self.selection.retain(|item| self.facts.contains(*item));
        self.primary = self.primary.filter(|item| self.facts.contains(*item));
        self.ask();
        self.lanes = Lanes::build_showing(&self.facts, &self.lane_options);
        Ok(true)
    }

    /// For which state a count of cargo has to hold.
    #[must_use]
    pub fn to_count(&self) -> derived::State {
        (self.facts.generation, self.versions.asked)
    }

    /// Sets the query and asks it. A text that is no query leaves what was selected before.
    pub fn set_query(&mut self, text: String) {
        self.query.text = text;
        self.ask();
    }

    fn ask(&mut self) {
        if self.query.ask(&self.facts) {
            self.answered();
        }
    }

    /// Takes what a worker found.
    pub fn take_answer(&mut self, answer: Answer) {
        if self.query.take(answer, &self.facts) {
            self.answered();
        }
    }

    /// Lets the lanes and every view follow another selection.
    fn answered(&mut self) {
        self.versions.asked += 1;
        let visits = self.query.matches.as_ref().map(|matches| &matches.visits);
        // The same visits, though other shipments or exhibits beside them, lie in the same lanes.
        if self.lane_options.filter.as_deref() != visits {
            self.lane_options.filter = visits.map(|visits| Arc::new(visits.clone()));
        }
    }

    /// Whether the query shows an entity.
    #[must_use]
    pub fn shows(&self, item: EntityRef) -> bool {
        self.query.matches.as_ref().is_none_or(|matches| matches.matches(item))
    }

    /// How many visits the query hides.
    #[must_use]
    pub fn hidden(&self) -> usize {
        let shown = self.query.matches.as_ref().map(|matches| matches.visits.len());
        // In a large case the answer may still be that of the case before an edit.
        shown.map_or(0, |shown| self.facts.visits.len().saturating_sub(shown))
    }

    /// Changes the selection as a click does.
    pub fn select(&mut self, item: EntityRef, pick: Pick) {
        match pick {
            Pick::Only => {
                self.selection.clear();
                self.selection.insert(item);
                self.primary = Some(item);
            }
            Pick::Toggle => {
                if self.selection.remove(&item) {
                    self.primary = self.selection.last().copied();
                } else {
                    self.selection.insert(item);
                    self.primary = Some(item);
                }
            }
        }
    }

    /// Selected visits by time: earliest first.
    #[must_use]
    pub fn selected_visits(&self) -> Vec<VisitId> {
        let mut visits: Vec<VisitId> = self.selection.iter().filter_map(|item| item.as_id()).collect();
        visits.sort_by_key(|id| (self.facts.visits.get(*id).and_then(|visit| visit.bounds.sort_key()), *id));
        visits
    }

    /// The shipment that is selected, or the one of the selected visit if it has only one.
    #[must_use]
    pub fn selected_shipment(&self) -> Option<ShipmentId> {
        let item = self.primary?;
        if item.kind == EntityKind::Shipment {
            return item.as_id();
        }
        let mut of = self.facts.links().shipments_of(item.as_id()?);
        match (of.next(), of.next()) {
            (Some(one), None) => Some(one),
            _ => None,
        }
    }

    /// The time range that shows the whole case with a little room.
    #[must_use]
    pub fn whole(&self) -> (f64, f64) {
        let extent = self.lanes.extent().or_else(|| {
            let events = self.facts.events.iter().filter_map(|event| event.time.time.start());
            let (first, last) = (events.clone().min()?, events.max()?);
            Some((first, Utc(last.0 + DAY)))
        });
        extent.map_or((1_704_067_200.0, 1_735_689_600.0), |(from, to)| with_room(from.0 as f64, to.0 as f64))
    }

    /// The time range that shows what is selected with a little room; none if nothing dated is.
    #[must_use]
    pub fn selected_range(&self) -> Option<(f64, f64)> {
        let mut visits: Vec<VisitId> = Vec::new();
        for item in &self.selection {
            if let Some(id) = item.as_id::<Visit>() {
                visits.push(id);
            } else if let Some(id) = item.as_id::<crate::model::vessel::Vessel>() {
                visits.extend(self.facts.links().visits_of(id));
            } else if let Some(id) = item.as_id::<crate::model::place::Place>() {
                visits.extend(self.facts.links().visits_at(id));
            } else if let Some(shipment) = item.as_id().and_then(|id: ShipmentId| self.facts.shipments.get(id)) {
                visits.extend(shipment.loading.iter().chain(&shipment.discharge));
            }
        }
        let extents = visits.iter().filter_map(|id| self.facts.visits.get(*id)?.bounds.extent());
        let (from, to) = extents.fold(None, |all: Option<(Utc, Utc)>, (from, to)| {
            Some(all.map_or((from, to), |(a, b)| (a.min(from), b.max(to))))
        })?;
        Some(with_room(from.0 as f64, to.0 as f64))
    }

    /// Why something cannot be done now; none if it can.
    #[must_use]
    pub fn hinders(&self, needs: Needs) -> Option<String> {
        let writable = || match self.store.mode() {
            Mode::ReadWrite => None,
            Mode::ReadOnly(reason) => Some(format!("The case is read-only: {reason}")),
        };
        let ask = |met: bool, hint: &str| (!met).then(|| hint.to_owned());
        match needs {
            Needs::Nothing | Needs::Case => None,
            Needs::Writable => writable(),
            Needs::Selection => writable().or_else(|| ask(!self.selection.is_empty(), "Select something first")),
            Needs::TwoVisits => writable().or_else(|| {
                // Asked on every frame: three are enough to know that there are not two of a million.
                let visits = self.selection.iter().filter(|item| item.kind == EntityKind::Visit).take(3);
                ask(visits.count() == 2, "Select two visits first")
            }),
            Needs::Shipment => {
                writable().or_else(|| ask(self.selected_shipment().is_some(), "Select a shipment first"))
            }
            Needs::Undo => writable().or_else(|| ask(self.store.undo_label().is_some(), "Nothing to undo")),
            Needs::Redo => writable().or_else(|| ask(self.store.redo_label().is_some(), "Nothing to redo")),
        }
    }

    /// The zone that the case names.
    #[must_use]
    pub fn case_zone(&self) -> TimeZone {
        zone_of(&self.facts)
    }

    /// Gives up what Escape gives up before the selection: a drag, a measured interval, playback. Says whether there was any.
    pub fn escape(&mut self) -> bool {
        if self.gesture.escape() || self.measured.take().is_some() {
            return true;
        }
        let played = self.playback.take().is_some();
        if played {
            self.cursor = None;
        }
        played
    }

    /// Shows a layer of the timeline, or leaves it out. Returns why a layer that is now shown cannot be seen.
    pub fn toggle_layer(&mut self, layer: Layer) -> Option<&'static str> {
        if !self.layers.remove(&layer) {
            self.layers.insert(layer);
            return self.hides(layer);
        }
        None
    }

    fn hides(&self, layer: Layer) -> Option<&'static str> {
        let (from, to) = self.range.now();
        let hint = |empty: bool, hint| empty.then_some(hint);
        match layer {
            Layer::Shipments => hint(self.facts.shipments.is_empty(), "The case has no shipment yet"),
            Layer::Sightings | Layer::Coverage => hint(self.facts.sightings.is_empty(), "The case has no sighting yet"),
            Layer::AisGaps => hint(!self.lanes.has_gaps(), "No exhibit of the case says that an AIS was silent"),
            Layer::Voyages => None,
            Layer::Events => hint(self.facts.events.is_empty(), "The case has no event yet"),
            Layer::Windows => hint(self.facts.regimes.is_empty(), "The case has no regime yet"),
            Layer::Night => hint(
                self.facts.places.iter().all(|place| place.position.is_none()),
                "Night is shown at places with a position, and no place has one yet",
            )
            .or_else(|| hint(to - from > 40.0 * DAY as f64, "Night is shown once a day is wide enough: zoom in")),
        }
    }
}

fn zone_of(facts: &Facts) -> TimeZone {
    TimeZone::get(&facts.case.time_zone).unwrap_or(TimeZone::UTC)
}

/// A twentieth of the span at both ends, half a day at least.
fn with_room(from: f64, to: f64) -> (f64, f64) {
    let room = ((to - from) * 0.05).max(43_200.0);
    (from - room, to + room)
}
