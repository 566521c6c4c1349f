//! Proposed shipments: what speaks for and against each, the rival explanations that nothing excludes, and the decision with
//! its reason.

use std::collections::BTreeMap;
use std::sync::Arc;

use egui::{Align, Key, Label, Layout, Rect, RichText, ScrollArea, TextEdit, Ui, UiBuilder, pos2};

use crate::analysis::shipments::decide::Decision;
use crate::analysis::shipments::{Given, Rule, Sign, Weighed, weigh};
use crate::base::text::{count, sentence_case};
use crate::figure::palette::Role;
use crate::figure::scene::Face;
use crate::model::facts::Facts;
use crate::model::ids::{EntityKind, EntityRef, VisitId};
use crate::model::naming;
use crate::tasks::pair::Proposal;
use crate::ui::action::{Action, Decided, Pick};
use crate::ui::derived::Proposed;
use crate::ui::session::Session;
use crate::ui::theme;
use crate::ui::verb::Verb;
use crate::ui::widgets::parts::{self, Row};

/// What tells one proposal from another, whatever number it has.
type Ends = (Option<VisitId>, Option<VisitId>);

/// What the view remembers.
#[derive(Default)]
pub struct ShipmentsView {
    chosen: Option<Ends>,
    /// Reasons being written, by proposal, so that looking at another one loses none.
    why: BTreeMap<Ends, String>,
    /// The proposals that the query shows, and for which list and answer.
    shown: Option<(Arc<Proposed>, u64, Vec<usize>)>,
}

fn ends(one: &Proposal) -> Ends {
    (one.candidate.loading, one.candidate.discharge)
}

fn code(one: &Proposal) -> String {
    EntityRef { kind: EntityKind::Shipment, id: one.number }.to_string()
}

impl ShipmentsView {
    /// Draws the view.
    pub fn show(&mut self, ui: &mut Ui, session: &mut Session, actions: &mut Vec<Action>) {
        let facts = session.facts.clone();
        let Some(proposed) = session.proposed.get() else {
            ui.ctx().request_repaint();
            parts::secondary(ui, "Looking for visits that belong together…");
            return;
        };
        let shown = self.filtered(session, &proposed);
        if shown.is_empty() {
            empty(ui, &facts, proposed.proposals.len(), actions);
            return;
        }
        let at = shown.iter().position(|i| Some(ends(&proposed.proposals[*i])) == self.chosen);
        let at = at.unwrap_or(0);
        let one = proposed.proposals[shown[at]];
        self.chosen = Some(ends(&one));
        let area = ui.available_rect_before_wrap();
        let middle = area.left() + (area.width() * 0.36).clamp(200.0, 420.0);
        let left = Rect::from_min_max(area.min, pos2(middle - 8.0, area.bottom()));
        let right = Rect::from_min_max(pos2(middle + 8.0, area.top()), area.max);
        ui.scope_builder(UiBuilder::new().id_salt("list").max_rect(left), |ui| {
            self.list(ui, &facts, &proposed, &shown, at, actions);
        });
        let line = egui::Stroke::new(1.0, theme::colour(ui, Role::Hairline));
        ui.painter().vline(middle, area.y_range(), line);
        ui.scope_builder(UiBuilder::new().id_salt("details").max_rect(right), |ui| {
            let next = shown.get(at + 1).or(at.checked_sub(1).and_then(|before| shown.get(before)));
            let next = next.map(|i| ends(&proposed.proposals[*i]));
            let weighed = weigh(&facts, &proposed.gaps, &one.candidate);
            self.details(ui, session, &facts, &one, &weighed, next, actions);
        });
        ui.advance_cursor_after_rect(area);
    }

    /// The proposals that the query shows: those of which either visit or the shipment is shown.
    fn filtered(&mut self, session: &Session, proposed: &Arc<Proposed>) -> Vec<usize> {
        let asked = session.versions.asked;
        if let Some((of, known, shown)) = &self.shown
            && Arc::ptr_eq(of, proposed)
            && *known == asked
        {
            return shown.clone();
        }
        let is_shown = |one: &Proposal| {
            let visits = [one.candidate.loading, one.candidate.discharge].into_iter().flatten();
            one.shipment.is_some_and(|id| session.shows(id.into()))
                || visits.into_iter().any(|id| session.shows(id.into()))
        };
        let mut shown: Vec<usize> =
            (0..proposed.proposals.len()).filter(|i| is_shown(&proposed.proposals[*i])).collect();
        // What is new comes first: it is what somebody just found.
        shown.sort_by_key(|i| proposed.proposals[*i].shipment.is_some());
        self.shown = Some((proposed.clone(), asked, shown.clone()));
        shown
    }

    fn list(
        &mut self,
        ui: &mut Ui,
        facts: &Facts,
        proposed: &Proposed,
        shown: &[usize],
        at: usize,
        actions: &mut Vec<Action>,
    ) {
        parts::section(ui, "To decide", &shown.len().to_string());
        ui.spacing_mut().item_spacing.y = 0.0;
        ScrollArea::vertical().auto_shrink(false).show_rows(ui, theme::ROW, shown.len(), |ui, rows| {
            for i in rows {
                let one = &proposed.proposals[shown[i]];
                let name = naming::shipment_route(facts, one.candidate.loading, one.candidate.discharge);
                let text = format!("{} {name}", code(one));
                let right = if one.shipment.is_some() { "" } else { "new" };
                let response = Row { right, selected: i == at, ..Row::new(&text) }.show(ui).on_hover_text(&text);
                if response.clicked() {
                    self.chosen = Some(ends(one));
                    select(one, actions);
                }
                if response.has_focus() && i == at {
                    let step = |key| ui.input_mut(|input| input.consume_key(egui::Modifiers::NONE, key));
                    let to = if step(Key::ArrowDown) {
                        i + 1
                    } else if step(Key::ArrowUp) {
                        i.wrapping_sub(1)
                    } else {
                        i
                    };
                    if let Some(other) = shown.get(to).filter(|_| to != i) {
                        let other = &proposed.proposals[*other];
                        self.chosen = Some(ends(other));
                        select(other, actions);
                    }
                }
            }
        });
    }

    fn details(
        &mut self,
        ui: &mut Ui,
        session: &Session,
        facts: &Facts,
        one: &Proposal,
        weighed: &Weighed,
        next: Option<Ends>,
        actions: &mut Vec<Action>,
    ) {
        let title = naming::shipment_route(facts, one.candidate.loading, one.candidate.discharge);
        ui.add(
            Label::new(RichText::new(format!("{} {title}", code(one))).font(theme::font(Face::SemiBold, 14.0))).wrap(),
        );
        let closes = one.candidate.closes.and_then(|id| facts.shipments.get(id));
        let closes = closes.map_or_else(String::new, |row| format!(" · closes S-{}", row.number));
        parts::secondary(ui, format!("{}{closes}", sentence_case(one.candidate.outcome.words())));
        if session.is_writable() {
            self.decision(ui, one, next, actions);
        }
        ScrollArea::vertical().auto_shrink(false).id_salt(ends(one)).show(ui, |ui| {
            let noted = one.shipment.and_then(|id| facts.shipments.get(id)).map_or(&[][..], |row| &row.reasons);
            if !noted.is_empty() {
                parts::section(ui, "Noted in the case", "");
                for reason in noted {
                    let sign = if reason.supports { Sign::For } else { Sign::Against };
                    let exhibits: Vec<_> = reason.exhibit.into_iter().collect();
                    line(ui, facts, sign, &reason.text, &exhibits, &[], actions);
                }
            }
            let (rivals, reasons): (Vec<&Given>, Vec<&Given>) =
                weighed.reasons.iter().partition(|given| given.rule == Rule::Rival);
            parts::section(ui, "What the rules say", "");
            for given in reasons {
                let response = line(ui, facts, given.sign, &given.text, &given.exhibits, &given.rests_on, actions);
                response.on_hover_text(format!("{}: {}", sentence_case(given.rule.name()), given.rule.meaning()));
            }
            if !rivals.is_empty() {
                parts::section(ui, "What else would explain it", "nothing excludes these");
                for given in rivals {
                    line(ui, facts, given.sign, &given.text, &given.exhibits, &given.rests_on, actions);
                }
            }
            ui.add_space(12.0);
        });
    }

    /// The reason in the investigator's words, and the buttons that decide.
    fn decision(&mut self, ui: &mut Ui, one: &Proposal, next: Option<Ends>, actions: &mut Vec<Action>) {
        let code = code(one);
        let key = ends(one);
        let mut decided = None;
        let mut why = self.why.get(&key).cloned().unwrap_or_default();
        ui.add_space(4.0);
        let hint = RichText::new("Why, in your own words; kept with the shipment and in the journal");
        let edit = TextEdit::singleline(&mut why).hint_text(hint.color(theme::colour(ui, Role::Faint)));
        let edit = edit.desired_width(f32::INFINITY).margin(egui::Margin::symmetric(8, 5));
        if ui.add(edit).accessible_name("Why").changed() {
            self.why.insert(key, why.clone());
        }
        ui.horizontal(|ui| {
            if parts::primary_button(ui, &format!("Accept {code}")).clicked() {
                decided = Some(Decision::Accept);
            }
            let reject = ui.add_enabled(!why.trim().is_empty(), egui::Button::new(format!("Reject {code}")));
            let reject = reject.on_disabled_hover_text("Write why first: a rejected pair is kept with its reason");
            if reject.clicked() {
                decided = Some(Decision::Reject);
            }
            if one.shipment.is_none() {
                let keep = ui.button("Keep to change…");
                if keep.on_hover_text("Adds it to the case undecided, to choose other visits for its ends").clicked() {
                    decided = Some(Decision::Keep);
                }
            }
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                if ui.button("Show on the timeline").clicked() {
                    reveal(one, actions);
                }
            });
        });
        if let Some(decision) = decided {
            self.why.remove(&key);
            if decision != Decision::Keep {
                self.chosen = next;
            }
            actions.push(Action::Decide(Box::new(Decided { proposal: *one, decision, why })));
        }
    }
}

/// Both visits of a proposal, so that the other views show them; the shipment itself if it is one.
fn select(one: &Proposal, actions: &mut Vec<Action>) {
    if let Some(id) = one.shipment {
        actions.push(Action::Select(id.into(), Pick::Only));
        return;
    }
    let visits = [one.candidate.loading, one.candidate.discharge].into_iter().flatten();
    actions.push(Action::SelectAll(visits.map(EntityRef::from).collect()));
}

fn reveal(one: &Proposal, actions: &mut Vec<Action>) {
    let visit = one.candidate.loading.or(one.candidate.discharge);
    if let Some(visit) = visit {
        actions.push(Action::Reveal(visit.into()));
    }
    select(one, actions);
    actions.push(Action::Do(Verb::FitSelection));
}

/// One reason: its sign, its words, and links to what it rests on.
fn line(
    ui: &mut Ui,
    facts: &Facts,
    sign: Sign,
    text: &str,
    exhibits: &[crate::model::ids::ExhibitId],
    rests_on: &[EntityRef],
    actions: &mut Vec<Action>,
) -> egui::Response {
    let row = ui.horizontal_top(|ui| {
        let role = match sign {
            Sign::For => Role::Accent,
            Sign::Against => Role::Against,
            Sign::Open => Role::Secondary,
        };
        let mark =
            RichText::new(sign.mark()).font(theme::font(Face::SemiBold, theme::BODY)).color(theme::colour(ui, role));
        ui.add_sized([14.0, 18.0], Label::new(mark).selectable(false)).on_hover_text(match sign {
            Sign::For => "Speaks for the shipment",
            Sign::Against => "Speaks against the shipment",
            Sign::Open => "Not known",
        });
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = 5.0;
            let colour = theme::colour(ui, if sign == Sign::Open { Role::Secondary } else { Role::Text });
            let text = ui.label(RichText::new(text).size(theme::SECONDARY).color(colour));
            let items = exhibits.iter().map(|id| EntityRef::from(*id)).chain(rests_on.iter().copied());
            for item in items.take(6) {
                let link = ui.link(RichText::new(naming::code(facts, item)).size(theme::CAPTION));
                if link.on_hover_text(naming::name(facts, item)).clicked() {
                    actions.push(Action::Reveal(item));
                }
            }
            text
        })
        .inner
    });
    row.inner
}

fn empty(ui: &mut Ui, facts: &Facts, hidden: usize, actions: &mut Vec<Action>) {
    if hidden > 0 {
        let hint = format!("{} to decide in the case", count(hidden, "shipment"));
        if parts::empty(ui, "The query shows no proposal", &hint, Some("Clear the query")) {
            actions.push(Action::Do(Verb::ClearQuery));
        }
    } else if facts.shipments.is_empty() {
        let hint = "A shipment is proposed from a loading and a later visit of the same hull, or from one end alone. Give visits their activity and dates, or select two visits and press S.";
        parts::empty(ui, "Nothing to pair yet", hint, None);
    } else {
        let hint = "Every loading and discharge belongs to a shipment that is accepted or rejected. New visits are paired when they are added.";
        parts::empty(ui, "Everything is decided", hint, None);
    }
}
