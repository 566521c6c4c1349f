//! Cargo against the caps: the chart on the timeline's axis, three ledgers side by side, and what the count hangs on.

mod chart;
mod columns;
mod entries;
mod head;
mod weight;

use std::collections::BTreeSet;
use std::sync::Arc;

use egui::{ScrollArea, Ui};

use crate::analysis::ledger::Ledger;
use crate::analysis::ledger::book::{Book, Window};
use crate::analysis::ledger::entry::Rules;
use crate::analysis::ledger::stated;
use crate::base::time::Utc;
use crate::model::facts::Facts;
use crate::model::ids::RegimeId;
use crate::tasks::figure::Of;
use crate::ui::action::Action;
use crate::ui::session::Session;
use crate::ui::verb::Verb;
use crate::ui::widgets::parts;

/// What the view remembers.
#[derive(Default)]
pub struct LedgerView {
    /// The regimes that are shown; none until somebody chooses, then the first with anything in it.
    chosen: Option<BTreeSet<RegimeId>>,
    /// The window whose figures are shown, by regime and year; none is that in the middle of the visible range.
    window: Option<(RegimeId, i64)>,
}

/// What the parts of the view are drawn from.
struct Shown<'a> {
    facts: &'a Facts,
    rules: &'a Rules,
    book: &'a Book,
    year: i64,
    window: &'a Window,
    writable: bool,
}

impl LedgerView {
    /// Draws the view.
    pub fn show(&mut self, ui: &mut Ui, session: &mut Session, actions: &mut Vec<Action>) {
        let facts = session.facts.clone();
        if facts.regimes.is_empty() {
            let hint = "A regime is a rule with a quantity for each year, such as the caps of S/RES/2397. Cargo is counted against it, beside what was declared and what others assess.";
            let writable = session.is_writable();
            if parts::empty(ui, "No regime yet", hint, writable.then_some("Add the UN petroleum caps")) {
                actions.push(Action::Do(Verb::AddUnCaps));
            }
            return;
        }
        let Some(ledger) = session.counted.get() else {
            ui.ctx().request_repaint();
            parts::secondary(ui, "Counting…");
            return;
        };
        let chosen = self.regimes(&facts, &ledger);
        head::show(ui, self, session, &chosen, &ledger, actions);
        ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 4.0;
            let room = ui.available_height();
            let each = (room * 0.62 / chosen.len().max(1) as f32).clamp(130.0, 340.0);
            for id in &chosen {
                if let (Some(rules), Some(book)) = (ledger.rules(*id), ledger.book(*id)) {
                    let picked = chart::show(ui, session, actions, rules, book, each);
                    if let Some(year) = picked {
                        self.window = Some((*id, year));
                    }
                }
            }
            for id in &chosen {
                let (Some(rules), Some(book)) = (ledger.rules(*id), ledger.book(*id)) else { continue };
                let year = self.year(session, &facts, rules, book);
                let empty = Window::default();
                let window = book.window(year).unwrap_or(&empty);
                let writable = session.is_writable();
                let shown = Shown { facts: &facts, rules, book, year, window, writable };
                ui.push_id(id, |ui| {
                    egui::Frame::new().inner_margin(egui::Margin { left: 14, right: 16, top: 4, bottom: 12 }).show(
                        ui,
                        |ui| {
                            if let Some(year) = columns::show(ui, &shown, actions) {
                                self.window = Some((*id, year));
                            }
                            entries::show(ui, &shown, actions);
                            weight::show(ui, &shown, actions);
                        },
                    );
                });
            }
        });
    }

    /// What a figure of the view is of: the first regime that is shown and the window whose figures are.
    pub fn chart(&self, session: &mut Session) -> Of {
        let facts = session.facts.clone();
        let Some(ledger) = session.counted.get() else { return Of::Ledger { regime: None, year: None } };
        let regime = self.regimes(&facts, &ledger).first().copied();
        let kept = regime.and_then(|id| Some((ledger.rules(id)?, ledger.book(id)?)));
        Of::Ledger { regime, year: kept.map(|(rules, book)| self.year(session, &facts, rules, book)) }
    }

    /// The regimes that are shown.
    fn regimes(&self, facts: &Facts, ledger: &Ledger) -> Vec<RegimeId> {
        let there = |id: &RegimeId| facts.regimes.get(*id).is_some();
        if let Some(chosen) = &self.chosen {
            let chosen: Vec<RegimeId> = chosen.iter().copied().filter(there).collect();
            if !chosen.is_empty() {
                return chosen;
            }
        }
        let filled = |id: &RegimeId| ledger.book(*id).is_some_and(|book| book.windows().next().is_some());
        let mut all = facts.regimes.iter().map(|row| row.id);
        let first = facts.regimes.first().map(|row| row.id);
        all.find(filled).or(first).into_iter().collect()
    }

    /// The window whose figures are shown: the one chosen, else that in the middle of the visible range, else the last one in
    /// which there is anything.
    fn year(&self, session: &Session, facts: &Facts, rules: &Rules, book: &Book) -> i64 {
        if let Some((regime, year)) = self.window
            && regime == rules.regime
        {
            return year;
        }
        let (from, to) = session.range.now();
        let middle = rules.start.year_of(Utc(f64::midpoint(from, to) as i64));
        let said = || stated::years(facts, rules).max();
        if book.window(middle).is_some() || stated::years(facts, rules).any(|year| year == middle) {
            return middle;
        }
        book.windows().next_back().map(|(year, _)| year).or_else(said).unwrap_or(middle)
    }
}

/// The ledger that a view holds while it draws.
type Held = Arc<Ledger>;
