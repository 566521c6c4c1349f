//! How things are exported: what the dialogs ask and the settings remember.

use serde::{Deserialize, Serialize};

use super::exports::{query, visible};
use super::session::Session;
use crate::figure::export::{Extent, Paper};
use crate::figure::palette::Palette;
use crate::model::finding::FindingStatus;
use crate::model::grading::Tlp;
use crate::model::naming;
use crate::report::build::Template;
use crate::tasks::bundle::{Choice, JournalExtract};
use crate::tasks::{figure, report};

/// What of the timeline or a chart is exported.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reach {
    /// The visible time range.
    #[default]
    View,
    /// What is selected.
    Selection,
    /// The whole case.
    Whole,
    /// Of the ledger, the window whose figures are shown.
    Window,
}

/// How the timeline is exported: what the dialog asks and the settings remember.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(default)]
pub struct FigureChoices {
    /// In what form.
    pub form: figure::Form,
    /// What of the case.
    pub reach: Reach,
    /// What of a chart.
    pub chart_reach: Reach,
    /// Of the view, only the lanes that are in view.
    pub lanes_in_view: bool,
    /// Pixels a point, for PNG.
    pub scale: u8,
    /// What a PDF is laid out on.
    pub paper: Paper,
    /// What SVG and PNG are laid out on.
    pub picture_paper: Paper,
    /// In which colours.
    pub palette: Palette,
}

/// How a report is written: what the dialog asks and the settings remember.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct ReportChoices {
    /// What it is made like, unless by a template of the user's own.
    pub template: Template,
    /// The folder of the user's own template, within that of all of them.
    pub own: Option<String>,
    /// In what form.
    pub form: report::Form,
    /// Only findings that have come at least this far.
    pub least: FindingStatus,
}

/// What stays out of an evidence bundle: what the dialog asks and the settings remember. Tags belong to a case and are
/// kept with it.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a choice of its own in the dialog")]
pub struct BundleChoices {
    /// The files of exhibits.
    pub without_files: bool,
    /// The names of people.
    pub without_names: bool,
    /// All notes.
    pub without_notes: bool,
    /// Whether the journal says who made each change.
    pub with_actors: bool,
    /// What is marked for this handling or a stricter one.
    pub handling: Option<Tlp>,
}

impl BundleChoices {
    /// The choice for the open case, with the tags that were picked and the query that is asked.
    #[must_use]
    pub fn choice(self, session: &Session) -> Choice {
        let facts = &session.facts;
        let tags = session.bundling.tags.iter().filter(|tag| facts.tags.get(**tag).is_some());
        let mut leave_out: Vec<String> = tags.map(|tag| naming::code(facts, (*tag).into())).collect();
        let stricter = self.handling.filter(|level| *level > facts.case.handling);
        leave_out.extend(stricter.map(|level| level.mark().to_owned()));
        Choice {
            query: if session.bundling.all { String::new() } else { query(session) },
            leave_out,
            without_files: self.without_files,
            without_names: self.without_names,
            without_notes: self.without_notes,
            journal: if self.with_actors && !self.without_names {
                JournalExtract::WithActors
            } else {
                JournalExtract::WithoutActors
            },
        }
    }
}

impl Default for FigureChoices {
    fn default() -> Self {
        Self {
            form: figure::Form::default(),
            reach: Reach::default(),
            chart_reach: Reach::Window,
            lanes_in_view: false,
            scale: 2,
            paper: figure::Form::Pdf.usual_paper(),
            picture_paper: figure::Form::Svg.usual_paper(),
            palette: Palette::Print,
        }
    }
}

impl FigureChoices {
    /// What the chosen form is laid out on.
    #[must_use]
    pub fn chosen_paper(self) -> Paper {
        if self.form == figure::Form::Pdf { self.paper } else { self.picture_paper }
    }

    /// What of the case goes into the figure. Without a selection the view stands for it.
    #[must_use]
    pub fn extent(self, session: &Session) -> Extent {
        match self.reach {
            Reach::Whole => Extent::default(),
            Reach::Selection if !session.selection.is_empty() => {
                Extent { selection: Some(session.selection.clone()), ..Extent::default() }
            }
            Reach::View | Reach::Selection | Reach::Window => {
                let range = Some(visible(session));
                let window = self.lanes_in_view.then_some((session.scroll, session.scroll + session.room));
                Extent { range, window, selection: None }
            }
        }
    }
}
