//! Which rows the table shows, and in which order: made anew only when something changed that they depend on, and of
//! many rows on a worker.

use std::sync::Arc;

use egui::Context;

use crate::analysis::query::Matches;
use crate::base::id_set::IdSet;
use crate::base::progress::Progress;
use crate::model::columns::order::{Sort, is_natural, sorted};
use crate::model::columns::{Column, Sheet};
use crate::model::facts::Facts;
use crate::model::ids::{EntityKind, EntityRef};
use crate::ui::jobs::Slot;
use crate::ui::session::Session;

/// Above this many rows the sorting is done on a worker.
const AT_ONCE: usize = 50_000;

/// What an order was made from.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Made {
    kind: EntityKind,
    by: Sort,
    changes: u64,
    asked: u64,
}

/// The rows of the table.
pub(super) struct Order {
    rows: Arc<Vec<u32>>,
    made: Option<Made>,
    sorting: Slot<(Made, Option<Vec<u32>>)>,
}

impl Default for Order {
    fn default() -> Self {
        Self { rows: Arc::default(), made: None, sorting: Slot::new("table") }
    }
}

impl Order {
    /// The rows by id, in their order.
    pub fn rows(&self) -> Arc<Vec<u32>> {
        self.rows.clone()
    }

    /// Whether a new order is being made.
    pub fn is_busy(&self) -> bool {
        self.sorting.is_busy()
    }

    /// Brings the rows up to date, or begins to. Says whether they are others than before.
    pub fn refresh(&mut self, ctx: &Context, session: &Session, sheet: Sheet, by: Sort) -> bool {
        let mut changed = false;
        let wanted = made(session, sheet, by);
        if let Some((made, Some(rows))) = self.sorting.take()
            && made == wanted
        {
            self.rows = Arc::new(rows);
            changed = true;
        }
        if self.made == Some(wanted) {
            return changed;
        }
        let other_kind = self.made.is_none_or(|made| made.kind != wanted.kind);
        self.made = Some(wanted);
        let (facts, matches) = (session.facts.clone(), session.query.matches.clone());
        if facts.count(sheet.kind) > AT_ONCE && !is_natural(sheet, by) {
            if other_kind {
                // Something to look at until they are in order.
                self.rows = Arc::new(filtered(&facts, sheet, matches.as_deref()));
            }
            let begun = self.sorting.start(ctx, move |progress| {
                (wanted, sorted(&facts, sheet, filtered(&facts, sheet, matches.as_deref()), by, progress).ok())
            });
            if begun {
                return other_kind;
            }
        }
        self.sorting.cancel();
        let (facts, matches) = (&session.facts, session.query.matches.as_deref());
        let rows = filtered(facts, sheet, matches);
        self.rows = Arc::new(sorted(facts, sheet, rows, by, &Progress::default()).unwrap_or_default());
        true
    }
}

/// What a query shows of a kind; none if queries do not select that kind, and all of it is shown.
pub(super) fn selected(matches: Option<&Matches>, kind: EntityKind) -> Option<&IdSet> {
    matches.and_then(|matches| matches.of_kind(kind))
}

/// How many rows the table of a kind has.
pub(super) fn count(session: &Session, kind: EntityKind) -> usize {
    selected(session.query.matches.as_deref(), kind).map_or_else(|| session.facts.count(kind), IdSet::len)
}

/// Whether the table shows an entity.
pub(super) fn shows(session: &Session, item: EntityRef) -> bool {
    selected(session.query.matches.as_deref(), item.kind).is_none_or(|set| set.contains(item.id))
}

fn filtered(facts: &Facts, sheet: Sheet, matches: Option<&Matches>) -> Vec<u32> {
    let mut ids = sheet.ids(facts);
    if let Some(set) = selected(matches, sheet.kind) {
        ids.retain(|id| set.contains(*id));
    }
    ids
}

fn made(session: &Session, sheet: Sheet, by: Sort) -> Made {
    let versions = &session.versions;
    let column = sheet.columns().nth(by.column);
    // Tagging one visit of a million does not sort them anew, unless they are sorted by tags.
    let own = match column {
        Some(column) if sheet.kind == EntityKind::Visit && is_laid(column) => versions.visits_laid,
        _ => versions.of(sheet.kind),
    };
    let others = column.map_or(0, |column| column.follows.iter().map(|kind| versions.of(*kind)).sum());
    Made { kind: sheet.kind, by, changes: own + others, asked: versions.asked }
}

/// Whether a column of visits shows only what [`Versions::visits_laid`](crate::ui::session::Versions::visits_laid)
/// counts.
fn is_laid(column: &Column) -> bool {
    let laid = [
        "id",
        "vessel_id",
        "vessel",
        "place_id",
        "place",
        "not_before",
        "first_seen",
        "last_seen",
        "not_after",
        "activity",
        "hedge",
    ];
    laid.contains(&column.name)
}
