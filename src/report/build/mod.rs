//! From a case to the outline of a report: which findings, in what order, with which notes, tables and figures.
//!
//! Start with [`build`]. One file a template (`panel`, `brief`, `draft`, `memo`) says what stands where; what they have
//! in common is beside them, one file a kind of table or figure. Knows no format and no window.

mod writer;
mod cite;
mod insert;
mod findings;
mod tankers;
mod shipments;
mod ledger;
mod timeline;
mod claims;
mod exhibits;
mod practices;
mod letters;
mod method;
mod panel;
mod brief;
mod draft;
mod memo;

use jiff::tz::TimeZone;

use self::writer::Writer;
use super::choices::Choices;
use super::outline::{Block, Head, NotesAt, Outline, Style, clean};
use crate::base::hash::Sha256;
use crate::base::issues::Issues;
use crate::base::time::Utc;
use crate::figure::measure::Measure;
use crate::model::facts::Facts;
use crate::model::finding::FindingStatus;

/// What a report is made like.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Template {
    /// Numbered paragraphs, footnotes, numbered annexes: as panels of experts report.
    #[default]
    Panel,
    /// Title, summary, method, figures, endnotes: as institutes publish.
    Brief,
    /// Sentence by sentence with footnotes, and a table for the fact-checker: as newsrooms draft.
    Draft,
    /// Decision, practices seen, evidence, journal: as compliance departments file.
    Memo,
}

/// All templates, in the order of lists.
pub const TEMPLATES: [Template; 4] = [Template::Panel, Template::Brief, Template::Draft, Template::Memo];

impl Template {
    /// Its name on the command line.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Panel => "panel",
            Self::Brief => "brief",
            Self::Draft => "draft",
            Self::Memo => "memo",
        }
    }

    /// What it is called in lists.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Panel => "Panel report",
            Self::Brief => "Brief",
            Self::Draft => "Draft for fact-checking",
            Self::Memo => "Memo",
        }
    }

    /// What it is, in a line.
    #[must_use]
    pub fn about(self) -> &'static str {
        match self {
            Self::Panel => "Panel report: numbered paragraphs, footnotes, annexes",
            Self::Brief => "Brief: summary, method, figures, endnotes",
            Self::Draft => "Draft: sentence by sentence, with a table for the fact-checker",
            Self::Memo => "Memo: decision, practices seen, evidence, journal",
        }
    }

    fn style(self) -> Style {
        match self {
            Self::Panel => Style::Panel,
            Self::Brief => Style::Brief,
            Self::Draft => Style::Draft,
            Self::Memo => Style::Memo,
        }
    }
}

/// An entry of the journal, as a memo prints it. Without who made it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Entry {
    /// Its number.
    pub number: u64,
    /// When.
    pub time: Utc,
    /// What was done.
    pub label: String,
    /// Its hash.
    pub hash: Sha256,
}

/// What is asked for.
pub struct Asked<'a> {
    /// What the report is made like.
    pub template: Template,
    /// Which findings, shipments and visits. What is cited is always named.
    pub choices: Choices<'a>,
    /// Only findings that have come at least this far.
    pub least: FindingStatus,
    /// The day that the report bears.
    pub date: Utc,
    /// The journal, oldest first; only a memo prints it.
    pub journal: &'a [Entry],
    /// The zone in which figures show the calendar, and its name.
    pub zone: (TimeZone, &'a str),
    /// Measures the texts of figures.
    pub measure: Measure<'a>,
    /// The bytes of a file that is kept in the case.
    pub file: &'a dyn Fn(Sha256) -> Option<Vec<u8>>,
}

/// Builds the outline of a report, and says what a reader should know before it goes out: citations of what is not in the
/// case, figures that could not be drawn.
#[must_use]
pub fn build(facts: &Facts, asked: &Asked<'_>) -> (Outline, Issues) {
    let mut writer = Writer::new(facts, asked);
    let mut blocks = Vec::new();
    if !asked.choices.query.is_empty() {
        blocks.push(writer.selection());
    }
    blocks.extend(match asked.template {
        Template::Panel => panel::blocks(&mut writer),
        Template::Brief => brief::blocks(&mut writer),
        Template::Draft => draft::blocks(&mut writer),
        Template::Memo => memo::blocks(&mut writer),
    });
    let notes_at = if asked.template == Template::Brief { NotesAt::End } else { NotesAt::Foot };
    let head = head(facts, asked);
    let (blocks, notes, mut issues) = writer.finish(blocks);
    let mut outline = Outline { head, notes_at, blocks, notes };
    if let Some(sentence) = clean::shown_sentence(clean::outline(&mut outline)) {
        issues.warning("text", sentence);
    }
    (outline, issues)
}

fn head(facts: &Facts, asked: &Asked<'_>) -> Head {
    let case = &facts.case;
    let title = case.title.trim();
    Head {
        title: if title.is_empty() { "Untitled case".to_owned() } else { title.to_owned() },
        subtitle: case.question.trim().to_owned(),
        reference: case.reference.trim().to_owned(),
        authors: case.authors.iter().filter(|author| !author.trim().is_empty()).cloned().collect(),
        date: asked.date,
        day: cite::day_words(asked.date),
        handling: case.handling.mark(),
        journal_head: asked.choices.journal_head.map(|head| head.to_string()),
        style: asked.template.style(),
    }
}

/// A paragraph of plain text.
fn paragraph(text: impl Into<String>) -> Block {
    Block::Paragraph { number: None, text: vec![super::outline::Inline::text(text)] }
}
