//! How the timeline or a chart is exported: form, extent, paper, colours, and what will be left out.

use egui::{ComboBox, Ui};

use super::{Outcome, heading};
use crate::analysis::ledger::words;
use crate::base::text::{count, sentence_case};
use crate::figure::export::paper::PAPERS;
use crate::figure::export::{Extent, Tally};
use crate::figure::lanes::Lanes;
use crate::figure::measure::one_line;
use crate::figure::palette::Palette;
use crate::tasks::figure::{FORMS, Form, Of};
use crate::ui::choices::{FigureChoices, Reach};
use crate::ui::exports::{Export, as_shown, query};
use crate::ui::session::Session;
use crate::ui::widgets::form::field_label;
use crate::ui::widgets::parts;

/// Scales that are offered.
const SCALES: [u8; 5] = [1, 2, 3, 4, 8];

/// What is being chosen.
#[derive(Clone, Debug, Default)]
pub struct FigureDraft {
    choices: FigureChoices,
    /// What the figure is of.
    of: Of,
    /// What goes into the figure and what does not, for the choices it was counted for.
    counted: Option<(Reach, bool, u64, Tally)>,
}

impl FigureDraft {
    /// Begins with the choices of last time.
    #[must_use]
    pub fn new(mut choices: FigureChoices, of: Of) -> Self {
        let window = matches!(of, Of::Ledger { year: Some(_), .. });
        choices.chart_reach = match choices.chart_reach {
            Reach::Window | Reach::Selection if !window => Reach::Whole,
            Reach::Selection => Reach::Window,
            reach => reach,
        };
        Self { choices, of, counted: None }
    }
}

pub(super) fn show(ui: &mut Ui, draft: &mut FigureDraft, session: Option<&Session>) -> Outcome {
    let Some(session) = session else { return Outcome::Close };
    heading(ui, Export::Figure(draft.of.view(), draft.choices.form).title());
    let of = draft.of.clone();
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
    row(ui, "Extent", |ui| match &of {
        Of::Timeline => extent(ui, choices, session),
        Of::Ledger { regime, year } => {
            let start = regime.and_then(|id| session.facts.regimes.get(id)).map(|row| row.window_start);
            if let (Some(start), Some(year)) = (start, *year) {
                let window = words::window(start, year);
                ui.radio_value(&mut choices.chart_reach, Reach::Window, format!("The window {window}"));
            }
            ui.radio_value(&mut choices.chart_reach, Reach::View, "The visible time range");
            ui.radio_value(&mut choices.chart_reach, Reach::Whole, "All windows in which there is anything");
        }
        Of::Flows(_) => {
            ui.radio_value(&mut choices.chart_reach, Reach::View, "The visible time range");
            ui.radio_value(&mut choices.chart_reach, Reach::Whole, "The whole case");
        }
    });
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
        if !is_pdf && paper.millimetres().is_some() && of == Of::Timeline {
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
    let words = match &of {
        Of::Timeline => said(&counted(draft, session)),
        chart => chart_words(chart, session),
    };
    parts::secondary(ui, words);
    ui.add_space(8.0);
    let (mut clicked, mut cancelled) = (false, false);
    ui.horizontal(|ui| {
        clicked = parts::primary_button(ui, "Export…").clicked();
        cancelled = ui.button("Cancel").clicked();
    });
    match (clicked, cancelled) {
        (true, _) => Outcome::Figure(draft.choices, of),
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
    let FigureDraft { choices, counted, .. } = draft;
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

/// What a chart shows: `Refined petroleum against the cap of S/RES/2397, with legend, rules and sources.`
fn chart_words(of: &Of, session: &Session) -> String {
    let facts = &session.facts;
    let what = match of {
        Of::Ledger { regime, .. } => {
            let regime = regime.and_then(|id| facts.regimes.get(id)).or(facts.regimes.first());
            let Some(regime) = regime else { return "The case has no regime, so that there is no chart.".to_owned() };
            format!("{} against the cap of {}", sentence_case(&regime.products.join(", ")), regime.instrument)
        }
        Of::Flows(Some([a, b])) => format!("Shipments between {} and {}", a.name(facts), b.name(facts)),
        Of::Flows(None) | Of::Timeline => "The two sides between which most went".to_owned(),
    };
    let asked = query(session);
    let part =
        if asked.trim().is_empty() { String::new() } else { format!(" Only what the query “{asked}” selects.") };
    format!("{}. Legend, rules and sources stand below it.{part}", one_line(&what))
}

fn said(tally: &Tally) -> String {
    let left_out = tally.left_out();
    let shows = format!("Shows {}.", count(tally.drawn, "visit"));
    if left_out.is_empty() { format!("{shows} Nothing is left out.") } else { format!("{shows} Left out: {left_out}.") }
}
