//! Every key, from the table of actions.

use egui::{Grid, RichText, ScrollArea, Ui};

use super::{Outcome, heading};
use crate::figure::palette::Role;
use crate::ui::theme;
use crate::ui::verb::{MENUS, key_text, verbs};
use crate::ui::widgets::parts;

/// Keys that are not named actions.
const OTHERS: [(&str, &str); 8] = [
    ("Arrows", "Walk from visit to visit"),
    ("1 to 9", "Set or clear the tag with that key on what is selected"),
    ("Wheel", "Zoom about the pointer"),
    ("Shift + wheel", "Scroll the lanes"),
    ("Drag", "Pan"),
    ("Shift + drag", "Zoom to a range"),
    ("Ctrl + click", "Select one more"),
    ("Double click", "Zoom to a visit"),
];

/// Keys while the table has the keyboard: after a click on a row, or Tab to it.
const IN_TABLE: [(&str, &str); 10] = [
    ("Arrows", "Move from cell to cell; a single selected row goes along"),
    ("Ctrl + arrows", "Move and leave the selection as it is"),
    ("Shift + arrows", "Select the rows in between"),
    ("Home, End", "To the first or last column; with Ctrl, row"),
    ("Page up, down", "As many rows as are in view"),
    ("Space", "Select the row, or take it out"),
    ("Enter, F2", "Change the cell; of several selected rows, all or one"),
    ("Tab", "In an open cell: write it and go on to the next"),
    ("Ctrl+A", "Select all rows"),
    ("Ctrl+C", "Copy the selected rows with their headings"),
];

pub(super) fn show(ui: &mut Ui) -> Outcome {
    heading(ui, "Keys");
    ScrollArea::vertical().max_height((ui.ctx().content_rect().height() - 160.0).max(200.0)).show(ui, |ui| {
        let ctx = ui.ctx().clone();
        let row = |ui: &mut Ui, key: &str, name: &str| {
            ui.label(RichText::new(key).monospace().size(theme::SECONDARY).color(theme::colour(ui, Role::Accent)));
            ui.label(RichText::new(name).size(theme::SECONDARY));
            ui.end_row();
        };
        parts::section(ui, "On the timeline", "");
        Grid::new("others").num_columns(2).spacing([24.0, 5.0]).min_col_width(120.0).show(ui, |ui| {
            for (key, name) in OTHERS {
                row(ui, key, name);
            }
        });
        parts::section(ui, "In the table", "");
        Grid::new("table").num_columns(2).spacing([24.0, 5.0]).min_col_width(120.0).show(ui, |ui| {
            for (key, name) in IN_TABLE {
                row(ui, key, name);
            }
        });
        for menu in MENUS {
            let entries: Vec<_> = verbs().filter(|entry| entry.menu == menu && entry.key.is_some()).collect();
            if entries.is_empty() {
                continue;
            }
            parts::section(ui, menu.name(), "");
            Grid::new(menu.name()).num_columns(2).spacing([24.0, 5.0]).min_col_width(120.0).show(ui, |ui| {
                for entry in entries {
                    let key = entry.key.map_or(String::new(), |key| key_text(&ctx, key));
                    row(ui, &key, entry.full_name().trim_end_matches('…'));
                }
            });
        }
    });
    ui.add_space(8.0);
    if ui.button("Close").clicked() { Outcome::Close } else { Outcome::Stay }
}
