//! How the timeline is exported: form, extent, paper, colours, and what will be left out.

use egui::{ComboBox, Ui};

use super::{Outcome, heading};
use crate::base::text::count;
use crate::figure::export::paper::PAPERS;
use crate::figure::export::{Extent, Tally};
use crate::figure::lanes::Lanes;
use crate::figure::palette::Palette;
use crate::tasks::figure::{FORMS, Form};
use crate::ui::exports::{FigureChoices, Reach, as_shown};
use crate::ui::session::Session;
use crate::ui::widgets::form::field_label;
use crate::ui::widgets::parts;

/// Scales that are offered.
const SCALES: [u8; 5] = [1, 2, 3, 4, 8];

/// What is being chosen.
#[derive(Clone, Debug, Default)]
pub struct FigureDraft {
    choices: FigureChoices,
    /// What goes into the figure and what does not, for the choices it was counted for.
    counted: Option<(Reach, bool, u64, Tally)>,
}

impl From<FigureChoices> for FigureDraft {
    fn from(choices: FigureChoices) -> Self {
        Self { choices, counted: None }
    }
}

pub(super) fn show(ui: &mut Ui, draft: &mut FigureDraft, session: Option<&Session>) -> Outcome {
    let Some(session) = session else { return Outcome::Close };
    heading(ui, "Export the timeline");
    let choices = &mut draft.choices;
    if choices.reach == Reach::Selection && session.selection.is_empty() {
        choices.reach = Reach::View;
    }
    if !choices.form.is_there() {
        choices.form = Form::Svg;
    }
    row(ui, "Format", |ui| {
        ui.horizontal(|ui| {
            for form in FORMS.into_iter().filter(|form| form.is_there()) {
                ui.radio_value(&mut choices.form, form, form.ending().to_uppercase());
            }
        });
        parts::secondary(
            ui,
            match choices.form {
                Form::Svg => {
                    "Vector, for the web and for layout programs. Letters are outlines, so it looks the same anywhere."
                }
                Form::Png => "Pixels, for documents and messages.",
                Form::Pdf => "Vector on pages. Text can be searched and copied.",
            },
        );
    });
    row(ui, "Extent", |ui| extent(ui, choices, session));
    if choices.form == Form::Png {
        row(ui, "Scale", |ui| {
            let word = |scale: u8| format!("{scale} x");
            combo(ui, "Scale", &mut choices.scale, &SCALES, word);
        });
    }
    row(ui, "Paper", |ui| {
        let is_pdf = choices.form == Form::Pdf;
        let paper = if is_pdf { &mut choices.paper } else { &mut choices.picture_paper };
        combo(ui, "Paper", paper, &PAPERS, |paper| match paper.millimetres() {
            Some((width, height)) => format!("{}, {width:.0} x {height:.0} mm", paper.word()),
            None => paper.word().to_owned(),
        });
        if !is_pdf && paper.millimetres().is_some() {
            parts::secondary(ui, "A long figure becomes one numbered file a page.");
        }
    });
    row(ui, "Colours", |ui| {
        let palettes = [Palette::Print, Palette::Light, Palette::Dark];
        combo(ui, "Colours", &mut choices.palette, &palettes, |palette| {
            match palette {
                Palette::Print => "Print",
                Palette::Light => "Light",
                Palette::Dark => "Dark",
            }
            .to_owned()
        });
    });
    ui.add_space(6.0);
    let tally = counted(draft, session);
    parts::secondary(ui, said(&tally));
    ui.add_space(8.0);
    let (mut clicked, mut cancelled) = (false, false);
    ui.horizontal(|ui| {
        clicked = parts::primary_button(ui, "Export…").clicked();
        cancelled = ui.button("Cancel").clicked();
    });
    match (clicked, cancelled) {
        (true, _) => Outcome::Figure(draft.choices),
        (_, true) => Outcome::Close,
        _ => Outcome::Stay,
    }
}

/// A field with its label.
pub(super) fn row(ui: &mut Ui, label: &str, field: impl FnOnce(&mut Ui)) {
    ui.horizontal_top(|ui| {
        field_label(ui, label);
        ui.vertical(field);
    });
    ui.add_space(2.0);
}

fn extent(ui: &mut Ui, choices: &mut FigureChoices, session: &Session) {
    ui.radio_value(&mut choices.reach, Reach::View, "The visible time range");
    if choices.reach == Reach::View {
        ui.indent("view", |ui| ui.checkbox(&mut choices.lanes_in_view, "Only the lanes in view"));
    }
    let any = !session.selection.is_empty();
    let radio = |ui: &mut Ui| ui.radio_value(&mut choices.reach, Reach::Selection, "What is selected");
    let response = ui.add_enabled_ui(any, radio).inner;
    response.on_disabled_hover_text("Select something first");
    ui.radio_value(&mut choices.reach, Reach::Whole, "The whole case");
}

/// A choice out of a few.
pub(super) fn combo<T: Copy + PartialEq>(
    ui: &mut Ui,
    name: &str,
    value: &mut T,
    all: &[T],
    word: impl Fn(T) -> String,
) {
    let current = word(*value);
    let shown = ComboBox::from_id_salt(name).selected_text(&current).width(240.0).show_ui(ui, |ui| {
        for option in all {
            ui.selectable_value(value, *option, word(*option));
        }
    });
    let _ = shown.response.accessible_name(format!("{name}: {current}"));
}

/// Counts once for each choice: in a case of a million this takes a moment.
fn counted(draft: &mut FigureDraft, session: &Session) -> Tally {
    let FigureDraft { choices, counted } = draft;
    let generation = session.facts.generation;
    if let Some((reach, lanes, of, tally)) = *counted
        && (reach, lanes, of) == (choices.reach, choices.lanes_in_view, generation)
    {
        return tally;
    }
    let (extent, shown) = (choices.extent(session), as_shown(session));
    let tally = tally(session, &extent, &shown);
    *counted = Some((choices.reach, choices.lanes_in_view, generation, tally));
    tally
}

fn tally(session: &Session, extent: &Extent, shown: &crate::figure::export::AsShown) -> Tally {
    let options = extent.lane_options(&session.facts, shown);
    // What is laid already serves, unless the figure has lanes of its own.
    if options == *session.lanes.options() {
        return Tally::of(&session.facts, &session.lanes, shown, extent);
    }
    Tally::of(&session.facts, &Lanes::build(&session.facts, &options), shown, extent)
}

fn said(tally: &Tally) -> String {
    let left_out = tally.left_out();
    let shows = format!("Shows {}.", count(tally.drawn, "visit"));
    if left_out.is_empty() { format!("{shows} Nothing is left out.") } else { format!("{shows} Left out: {left_out}.") }
}
