//! The findings in the order of print, by section: where each stands is changed by dragging it, with keys, or from its menu.

use egui::{
    CursorIcon, DragAndDrop, Key, Modifiers, Response, Role as AccessRole, ScrollArea, Sense, Stroke, TextEdit, Ui,
    WidgetInfo, vec2,
};

use crate::figure::palette::Role;
use crate::figure::scene::Face;
use crate::model::command::Command;
use crate::model::entity::Entity;
use crate::model::facts::Facts;
use crate::model::finding::{Finding, FindingStatus};
use crate::model::ids::FindingId;
use crate::model::sections::{Section, Spot, called, move_finding, move_section, rename_section, sections};
use crate::ui::action::{Action, Pick};
use crate::ui::session::Session;
use crate::ui::theme;
use crate::ui::verb::Verb;
use crate::ui::widgets::parts::{self, Row};

/// The list's own state: the section that is being renamed, and its name as typed so far.
#[derive(Default)]
pub(super) struct OutlineList {
    renamed: Option<(String, String)>,
}

/// What is being dragged.
#[derive(Clone, PartialEq)]
enum Moved {
    Finding(FindingId),
    Section(String),
}

/// A line of the list.
#[derive(Clone, Copy)]
enum Line<'a> {
    /// The heading of a section.
    Section(&'a str),
    Finding(&'a Finding),
}

impl OutlineList {
    /// Draws the list and the buttons below it.
    pub(super) fn show(
        &mut self,
        ui: &mut Ui,
        session: &mut Session,
        open: Option<FindingId>,
        actions: &mut Vec<Action>,
    ) {
        let facts = session.facts.clone();
        let sections = sections(facts.findings.iter());
        let lines = lines(&sections);
        let writable = session.is_writable();
        let area = ScrollArea::vertical().id_salt("list").auto_shrink([false, true]);
        area.max_height((ui.available_height() - 44.0).max(theme::ROW)).show_rows(
            ui,
            theme::ROW,
            lines.len(),
            |ui, shown| {
                ui.spacing_mut().item_spacing.y = 0.0;
                for at in shown {
                    match lines[at] {
                        Line::Section(name) => self.section(ui, &facts, name, writable, actions),
                        Line::Finding(finding) => {
                            let row = finding_row(ui, finding, open == Some(finding.id));
                            if row.clicked() {
                                session.writing.open = Some(finding.id);
                                actions.push(Action::Select(finding.id.into(), Pick::Only));
                            }
                            if writable {
                                moving(ui, &facts, &sections, finding, &row, actions);
                            }
                        }
                    }
                }
            },
        );
        ui.add_space(6.0);
        ui.horizontal(|ui| {
            ui.spacing_mut().button_padding.x = 6.0;
            if writable && ui.button("Add finding").clicked() {
                actions.push(Action::Do(Verb::AddFinding));
            }
            if ui.button("Write a report…").clicked() {
                actions.push(Action::Do(Verb::WriteReport));
            }
        });
    }

    /// The heading of a section: dragged with all that is in it, renamed by a double click.
    fn section(&mut self, ui: &mut Ui, facts: &Facts, name: &str, writable: bool, actions: &mut Vec<Action>) {
        if let Some((_, typed)) = self.renamed.as_mut().filter(|(renamed, _)| renamed == name) {
            let edit = ui.add(TextEdit::singleline(typed).desired_width(f32::INFINITY)).accessible_name("Section");
            if !edit.has_focus() && !edit.lost_focus() {
                edit.request_focus();
            }
            if edit.lost_focus() {
                let kept = !ui.input(|input| input.key_pressed(Key::Escape));
                let to = typed.trim().to_owned();
                self.renamed = None;
                if kept && !to.is_empty() {
                    let label = format!("Rename section “{}” to “{to}”", called(name));
                    put(rename_section(facts, name, &to), label, actions);
                }
            }
            return;
        }
        let sense = if writable { Sense::click_and_drag() } else { Sense::hover() };
        let (rect, row) = ui.allocate_exact_size(vec2(ui.available_width(), theme::ROW), sense);
        let title = format!("Section {}", called(name));
        row.widget_info(|| WidgetInfo::labeled(AccessRole::Heading, true, &title));
        let text = rect.shrink2(vec2(8.0, 0.0)).translate(vec2(0.0, 3.0));
        parts::text_in(ui, text, &called(name).to_uppercase(), Face::SemiBold, theme::SECTION, Role::Secondary);
        if !writable {
            return;
        }
        let row = row.on_hover_text("Drag to move the section, double-click to rename it");
        if row.double_clicked() {
            self.renamed = Some((name.to_owned(), name.to_owned()));
        }
        if row.drag_started() {
            DragAndDrop::set_payload(ui.ctx(), Moved::Section(name.to_owned()));
        }
        let Some(moved) = hovering(ui, &row) else { return };
        line(ui, &row, false);
        if row.dnd_release_payload::<Moved>().is_none() {
            return;
        }
        match &*moved {
            Moved::Section(other) => {
                let label = format!("Move section “{}” before “{}”", called(other), called(name));
                put(move_section(facts, other, Some(name)), label, actions);
            }
            Moved::Finding(id) => {
                let first = sections(facts.findings.iter()).into_iter().find(|section| section.name == name);
                if let Some(first) = first.and_then(|section| section.findings.first().map(|finding| finding.id)) {
                    move_to(facts, *id, Spot::Before(first), actions);
                }
            }
        }
    }
}

/// A heading a section, unless there is only one without a name.
fn lines<'a>(sections: &[Section<'a>]) -> Vec<Line<'a>> {
    let headed = sections.len() > 1 || sections.iter().any(|section| !section.name.trim().is_empty());
    let of = |section: &Section<'a>| {
        let findings = section.findings.iter().copied().map(Line::Finding);
        headed.then_some(Line::Section(section.name)).into_iter().chain(findings).collect::<Vec<_>>()
    };
    sections.iter().flat_map(of).collect()
}

fn finding_row(ui: &mut Ui, finding: &Finding, selected: bool) -> Response {
    let headline = if finding.headline.is_empty() { "Untitled" } else { &finding.headline };
    let text = format!("F-{} {headline}", finding.number);
    let right = match finding.status {
        FindingStatus::Draft => "",
        FindingStatus::Reviewed => "reviewed",
        FindingStatus::Final => "final",
    };
    let row = Row { right, selected, ..Row::new(&text) }.show(ui);
    row.on_hover_text(crate::base::text::visible(headline))
}

/// A finding is dragged, and others are dropped before and behind it; Alt with an arrow key moves it by one.
fn moving(
    ui: &Ui,
    facts: &Facts,
    sections: &[Section<'_>],
    finding: &Finding,
    row: &Response,
    actions: &mut Vec<Action>,
) {
    let dragged = row.interact(Sense::drag());
    if dragged.drag_started() {
        DragAndDrop::set_payload(ui.ctx(), Moved::Finding(finding.id));
    }
    if let Some(moved) = hovering(ui, row) {
        let below = ui.ctx().pointer_interact_pos().is_some_and(|at| at.y > row.rect.center().y);
        line(ui, row, below);
        if row.dnd_release_payload::<Moved>().is_some() {
            match &*moved {
                Moved::Finding(id) => {
                    let to = if below { Spot::After(finding.id) } else { Spot::Before(finding.id) };
                    move_to(facts, *id, to, actions);
                }
                Moved::Section(name) => {
                    let after = sections.iter().position(|section| section.name == finding.section);
                    let next = after.and_then(|at| sections.get(at + usize::from(below))).map(|section| section.name);
                    put(move_section(facts, name, next), format!("Move section “{}”", called(name)), actions);
                }
            }
        }
    }
    let key = |modifiers, key| row.has_focus() && ui.input_mut(|input| input.consume_key(modifiers, key));
    let (mut up, mut down) = (key(Modifiers::ALT, Key::ArrowUp), key(Modifiers::ALT, Key::ArrowDown));
    row.context_menu(|ui| {
        up |= ui.button("Move up").clicked();
        down |= ui.button("Move down").clicked();
    });
    if (up || down)
        && let Some(to) = beside(sections, finding, down)
    {
        move_to(facts, finding.id, to, actions);
    }
}

/// Where a finding comes to stand when it is moved by one; beyond the end of its section it goes into the next.
fn beside(sections: &[Section<'_>], finding: &Finding, down: bool) -> Option<Spot> {
    let all: Vec<&Finding> = sections.iter().flat_map(|section| section.findings.iter().copied()).collect();
    let at = all.iter().position(|other| other.id == finding.id)?;
    let other = if down { all.get(at + 1) } else { at.checked_sub(1).and_then(|at| all.get(at)) }?;
    let same = other.section == finding.section;
    Some(if same == down { Spot::After(other.id) } else { Spot::Before(other.id) })
}

/// What is dragged over a row, other than itself.
fn hovering(ui: &Ui, row: &Response) -> Option<std::sync::Arc<Moved>> {
    let moved = row.dnd_hover_payload::<Moved>()?;
    ui.set_cursor_icon(CursorIcon::Grabbing);
    Some(moved)
}

/// Where what is dragged would come to stand.
fn line(ui: &Ui, row: &Response, below: bool) {
    let y = if below { row.rect.bottom() } else { row.rect.top() };
    ui.painter().hline(row.rect.x_range(), y, Stroke::new(2.0, theme::colour(ui, Role::Accent)));
}

fn move_to(facts: &Facts, id: FindingId, to: Spot, actions: &mut Vec<Action>) {
    let number = facts.findings.get(id).map_or(id.0, |finding| finding.number);
    put(move_finding(facts, id, to), format!("Move F-{number}"), actions);
}

fn put(changed: Vec<Finding>, label: String, actions: &mut Vec<Action>) {
    if changed.is_empty() {
        return;
    }
    let entities = changed.into_iter().map(|finding| Entity::Finding(Box::new(finding))).collect();
    actions.push(Action::Apply(Box::new(Command::PutAll { entities, label })));
}
