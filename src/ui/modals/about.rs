//! Version, licence, and that nothing leaves the computer.

use egui::Ui;

use super::{Outcome, heading};
use crate::ui::widgets::form::facts_list;
use crate::ui::widgets::parts;

pub(super) fn show(ui: &mut Ui) -> Outcome {
    heading(ui, "About Wakeline");
    facts_list(
        ui,
        &[
            ("Version", env!("CARGO_PKG_VERSION").to_owned()),
            ("Licence", "MIT or Apache-2.0".to_owned()),
            ("Fonts", "IBM Plex, SIL Open Font License 1.1".to_owned()),
            ("Network", "None: the program opens no connection".to_owned()),
        ],
    );
    ui.add_space(8.0);
    parts::secondary(
        ui,
        "A case is one file. Every change is in its journal, which is tamper-evident against a hash kept elsewhere.",
    );
    ui.add_space(8.0);
    if ui.button("Close").clicked() { Outcome::Close } else { Outcome::Stay }
}
