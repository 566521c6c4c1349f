//! Above the rows: which kind they are of, how many of each kind the query shows, and which columns stand in the table.

use egui::{Align, ComboBox, Layout, Popup, PopupCloseBehavior, RichText, Ui};

use super::layout::{self, Shown};
use super::order;
use crate::base::text::sentence_case;
use crate::base::text::thousands;
use crate::figure::palette::Role;
use crate::model::columns::{KINDS, Sheet};
use crate::model::ids::EntityKind;
use crate::ui::action::Action;
use crate::ui::session::Session;
use crate::ui::theme;
use crate::ui::verb::Verb;
use crate::ui::widgets::parts::{self, Row};

/// Draws the line above the table; `busy` is whether rows are being sorted.
pub(super) fn show(
    ui: &mut Ui,
    session: &Session,
    sheet: Sheet,
    shown: &[Shown],
    busy: bool,
    actions: &mut Vec<Action>,
) {
    ui.horizontal(|ui| {
        kinds(ui, session, sheet.kind, actions);
        let said = if busy {
            "Sorting…".to_owned()
        } else if session.query.matches.is_some() && selects_all(session, sheet.kind) {
            format!("Queries do not select {}: all are shown", plural(sheet.kind))
        } else {
            String::new()
        };
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            columns(ui, sheet, shown, actions);
            if !said.is_empty() {
                ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                    let text = RichText::new(said).size(theme::CAPTION).color(theme::colour(ui, Role::Secondary));
                    ui.add(egui::Label::new(text).truncate().selectable(false));
                });
            }
        });
    });
}

fn selects_all(session: &Session, kind: EntityKind) -> bool {
    order::selected(session.query.matches.as_deref(), kind).is_none()
}

/// `visits`, `shipments` …
pub(super) fn plural(kind: EntityKind) -> String {
    format!("{}s", kind.word())
}

/// The same with a capital, as it stands alone.
fn heading(kind: EntityKind) -> String {
    sentence_case(&plural(kind))
}

fn kinds(ui: &mut Ui, session: &Session, kind: EntityKind, actions: &mut Vec<Action>) {
    let number = thousands(order::count(session, kind));
    let text = RichText::new(format!("{}  {number}", heading(kind)))
        .font(theme::font(crate::figure::scene::Face::Medium, theme::SECONDARY));
    let combo = ComboBox::from_id_salt("kind").selected_text(text).width(150.0).height(420.0);
    let response = combo.show_ui(ui, |ui| {
        ui.set_min_width(190.0);
        ui.spacing_mut().item_spacing.y = 0.0;
        for other in KINDS {
            let number = thousands(order::count(session, other));
            let name = heading(other);
            if (Row { right: &number, selected: other == kind, ..Row::new(&name) }).show(ui).clicked() {
                actions.push(Action::Do(Verb::TableOf(other)));
                ui.close();
            }
        }
    });
    let _ = response.response.accessible_name(format!("Rows: {}, {number}", plural(kind)));
}

/// Columns with ticks. The menu stays open, so that several can be chosen.
fn columns(ui: &mut Ui, sheet: Sheet, shown: &[Shown], actions: &mut Vec<Action>) {
    let button = ui.add(egui::Button::new(RichText::new("Columns").size(theme::SECONDARY)));
    Popup::menu(&button).close_behavior(PopupCloseBehavior::CloseOnClickOutside).width(210.0).show(|ui| {
        ui.set_min_width(190.0);
        egui::ScrollArea::vertical().max_height(420.0).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            for (at, column) in sheet.columns().enumerate().skip(1) {
                let on = shown.iter().any(|shown| shown.at == at);
                if parts::choice(ui, on, column.heading).clicked() {
                    let columns = layout::remembered(&layout::toggled(sheet, shown, at));
                    actions.push(Action::Columns(sheet.kind, Some(columns)));
                }
            }
        });
        ui.separator();
        if ui
            .button("As at first")
            .on_hover_text("Shows the columns that the table has at first, at their widths")
            .clicked()
        {
            actions.push(Action::Columns(sheet.kind, None));
            ui.close();
        }
    });
}

/// What an empty table says, and the action that fills it.
pub(super) fn empty(ui: &mut Ui, session: &Session, kind: EntityKind, actions: &mut Vec<Action>) {
    if session.facts.count(kind) > 0 {
        let title = format!("The query shows no {}", kind.word());
        if parts::empty(ui, &title, "Everything is still there, only hidden.", Some("Clear the query")) {
            actions.push(Action::Do(Verb::ClearQuery));
        }
        return;
    }
    let (hint, action) = match kind {
        EntityKind::Visit => {
            ("Every visit is a row here, with its four bounds.", Some(("Quick add a visit", Verb::QuickAdd)))
        }
        EntityKind::Vessel => ("Every hull of the case is a row here.", Some(("Add a vessel", Verb::AddVessel))),
        EntityKind::Place => {
            ("Ports, terminals, berths and anchorages are rows here.", Some(("Add a place", Verb::AddPlace)))
        }
        EntityKind::Exhibit => ("Every item of evidence is a row here.", Some(("Add an exhibit", Verb::AddExhibit))),
        EntityKind::Event => ("What happened around the case is listed here.", Some(("Add an event", Verb::AddEvent))),
        EntityKind::Tag => ("Labels, their keys and what they mean are rows here.", Some(("Add a tag", Verb::AddTag))),
        EntityKind::Finding => ("Statements for the report are rows here.", Some(("Add a finding", Verb::AddFinding))),
        EntityKind::Shipment => (
            "A shipment is made of visits: select a loading and a discharge, and press S.",
            Some(("Go to the visits", Verb::TableOf(EntityKind::Visit))),
        ),
        EntityKind::Source => (
            "Who stands behind an exhibit is named on the exhibit.",
            Some(("Go to the exhibits", Verb::TableOf(EntityKind::Exhibit))),
        ),
        EntityKind::Sighting => (
            "What an exhibit shows at a place and time is a row here.",
            Some(("Go to the exhibits", Verb::TableOf(EntityKind::Exhibit))),
        ),
        EntityKind::Claim => (
            "Exact words are pasted on the exhibit that says them.",
            Some(("Go to the exhibits", Verb::TableOf(EntityKind::Exhibit))),
        ),
        EntityKind::Regime => ("Rules with a cap are rows here.", None),
        EntityKind::Declaration => ("Amounts that were declared or assessed are rows here.", None),
        EntityKind::SavedView => ("", None),
    };
    let action = action.filter(|(_, verb)| session.hinders(crate::ui::verb::entry_of(*verb).needs).is_none());
    if parts::empty(ui, &format!("No {} yet", kind.word()), hint, action.map(|(name, _)| name))
        && let Some((_, verb)) = action
    {
        actions.push(Action::Do(verb));
    }
}
