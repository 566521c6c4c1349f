//! Nothing selected: the case itself.

use egui::{Label, RichText, Ui};

use crate::base::text::{thousands, visible};
use crate::figure::measure::one_line;
use crate::model::ids::EntityKind;
use crate::ui::action::Action;
use crate::ui::session::Session;
use crate::ui::verb::Verb;
use crate::ui::widgets::form::facts_list;
use crate::ui::widgets::parts;

pub(super) fn show(ui: &mut Ui, session: &Session, actions: &mut Vec<Action>) {
    let case = &session.facts.case;
    parts::secondary(ui, "Case");
    ui.add(Label::new(RichText::new(one_line(&case.title)).heading()).wrap());
    if !case.reference.is_empty() {
        parts::secondary(ui, visible(&case.reference));
    }
    if !case.question.is_empty() {
        parts::section(ui, "Question", "");
        ui.add(Label::new(visible(&case.question).as_ref()).wrap());
    }
    parts::section(ui, "What it holds", "");
    let kinds = [
        ("Visits", EntityKind::Visit),
        ("Shipments", EntityKind::Shipment),
        ("Vessels", EntityKind::Vessel),
        ("Places", EntityKind::Place),
        ("Exhibits", EntityKind::Exhibit),
        ("Claims", EntityKind::Claim),
        ("Findings", EntityKind::Finding),
    ];
    let rows: Vec<(&str, String)> =
        kinds.iter().map(|(word, kind)| (*word, thousands(session.facts.count(*kind)))).collect();
    facts_list(ui, &rows);
    if !case.authors.is_empty() {
        parts::section(ui, "Authors", "");
        ui.add(Label::new(visible(&case.authors.join(", ")).as_ref()).wrap());
    }
    if !case.note.is_empty() {
        parts::section(ui, "Note", "");
        ui.add(Label::new(visible(&case.note).as_ref()).wrap());
    }
    ui.add_space(12.0);
    if ui.button("Case details…").clicked() {
        actions.push(Action::Do(Verb::CaseDetails));
    }
    ui.add_space(8.0);
    parts::secondary(
        ui,
        "Select a bar, a name or a row to see and change its details. Press ? for the keys, Ctrl+K to find an action.",
    );
}
