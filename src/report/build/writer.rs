//! What all parts of a report share while it is written: notes, numbers of tables and figures, what is not in order.

use std::collections::BTreeMap;

use super::Asked;
use crate::analysis::ledger::Ledger;
use crate::analysis::origins::lineage::Lineage;
use crate::base::id_set::IdSet;
use crate::base::issues::Issues;
use crate::base::text::{count, thousands};
use crate::model::facts::Facts;
use crate::model::finding::Finding;
use crate::model::ids::{EntityKind, EntityRef, ExhibitId};
use crate::model::naming;
use crate::model::shipment::Shipment;
use crate::report::outline::{Block, Inline, Note, Sources, texts_mut};

/// A report that is being written.
pub(super) struct Writer<'a> {
    pub facts: &'a Facts,
    pub asked: &'a Asked<'a>,
    pub lineage: Lineage,
    pub ledger: Ledger,
    pub issues: Issues,
    pub notes: Vec<Note>,
    /// The note in which an exhibit was first named in full.
    pub named_in: BTreeMap<u32, usize>,
    /// Exhibits by their number.
    pub exhibits: BTreeMap<u32, ExhibitId>,
    /// What each anchor is called in the text: `Table 3`.
    pub called: BTreeMap<String, String>,
    tables: u32,
    figures: u32,
    paragraphs: u32,
}

impl<'a> Writer<'a> {
    pub fn new(facts: &'a Facts, asked: &'a Asked<'a>) -> Self {
        let among = asked.matches.filter(|_| !asked.query.is_empty()).map(|matches| matches.shipments.clone());
        Self {
            facts,
            asked,
            lineage: Lineage::build(facts),
            ledger: Ledger::build(facts, among),
            issues: Issues::default(),
            notes: Vec::new(),
            named_in: BTreeMap::new(),
            exhibits: facts.exhibits.iter().map(|row| (row.number, row.id)).collect(),
            called: BTreeMap::new(),
            tables: 0,
            figures: 0,
            paragraphs: 0,
        }
    }

    /// The blocks with what references are called, the notes, and what is not in order.
    pub fn finish(self, mut blocks: Vec<Block>) -> (Vec<Block>, Vec<Note>, Issues) {
        let Self { called, mut notes, issues, .. } = self;
        texts_mut(&mut blocks, &mut |text| name_references(text, &called));
        for note in &mut notes {
            name_references(&mut note.text, &called);
        }
        (blocks, notes, issues)
    }

    /// The number of the next paragraph.
    pub fn next_paragraph(&mut self) -> u32 {
        self.paragraphs += 1;
        self.paragraphs
    }

    /// The number that the next paragraph will have.
    pub fn next_paragraph_number(&self) -> u32 {
        self.paragraphs + 1
    }

    /// The number of the next table; `anchor` is what references lead to.
    pub fn next_table(&mut self, anchor: &str) -> u32 {
        self.tables += 1;
        self.called.insert(anchor.to_owned(), format!("Table {}", self.tables));
        self.tables
    }

    /// The number of the next figure; `anchor` is what references lead to.
    pub fn next_figure(&mut self, anchor: &str) -> u32 {
        self.figures += 1;
        self.called.insert(anchor.to_owned(), format!("Figure {}", self.figures));
        self.figures
    }

    /// An anchor that nothing else bears.
    pub fn anchor(&self, wanted: &str) -> String {
        let mut anchor = wanted.to_owned();
        let mut again = 1;
        while self.called.contains_key(&anchor) {
            again += 1;
            anchor = format!("{wanted}-{again}");
        }
        anchor
    }

    /// A heading; references to it are called `called`.
    pub fn heading(&mut self, level: u8, text: impl Into<String>, anchor: &str, called: &str) -> Block {
        let anchor = self.anchor(anchor);
        self.called.insert(anchor.clone(), called.to_owned());
        Block::Heading { level, anchor, text: vec![Inline::text(text)] }
    }

    /// Exhibits as the sources of something.
    pub fn sources(&self, ids: impl IntoIterator<Item = ExhibitId>) -> Sources {
        let ids: Vec<ExhibitId> = ids.into_iter().filter(|id| self.facts.exhibits.get(*id).is_some()).collect();
        let exhibits = ids.iter().filter_map(|id| self.facts.exhibits.get(*id)).map(|row| row.number).collect();
        Sources { exhibits, words: naming::exhibits(self.facts, ids) }
    }

    /// Whether the query shows something, or there is none.
    pub fn shows(&self, item: EntityRef) -> bool {
        self.asked.matches.is_none_or(|matches| matches.matches(item))
    }

    /// The shipments of the report, by number.
    pub fn shipments(&self) -> Vec<&'a Shipment> {
        let mut rows: Vec<&Shipment> = self.facts.shipments.iter().filter(|row| self.shows(row.id.into())).collect();
        rows.sort_by_key(|row| (row.number, row.id));
        rows
    }

    /// Whether the query speaks of findings. One that selects none of them, as most that speak of visits do, leaves all of
    /// them in: a report without its findings is what nobody asks for.
    fn chooses_findings(&self) -> bool {
        self.asked.matches.is_some_and(|matches| !matches.findings.is_empty())
    }

    /// The findings of the report: sections in the order of the lowest place in each, findings by their place within it.
    pub fn findings(&self) -> Vec<&'a Finding> {
        let chooses = self.chooses_findings();
        let chosen = |row: &&Finding| row.status >= self.asked.least && (!chooses || self.shows(row.id.into()));
        let mut findings: Vec<&Finding> = self.facts.findings.iter().filter(chosen).collect();
        let mut lowest: BTreeMap<&str, u32> = BTreeMap::new();
        for finding in &findings {
            let place = lowest.entry(&finding.section).or_insert(finding.order);
            *place = finding.order.min(*place);
        }
        findings.sort_by_key(|row| {
            let section = row.section.as_str();
            (lowest.get(section).copied(), section, row.order, row.number, row.id)
        });
        findings
    }

    /// What the query leaves out. A reader must know that there is more than stands here.
    pub fn selection(&self) -> Block {
        let shown = |kind: EntityKind| {
            let all = self.facts.count(kind);
            let some = self.asked.matches.and_then(|matches| matches.of_kind(kind)).map_or(all, IdSet::len);
            format!("{} of {}", thousands(some), count(all, kind.word()))
        };
        let findings = if self.chooses_findings() { shown(EntityKind::Finding) } else { "all findings".to_owned() };
        let text = format!(
            "This report covers only what the query “{}” selects: {findings}, {}, {}.",
            self.asked.query,
            shown(EntityKind::Visit),
            shown(EntityKind::Shipment)
        );
        Block::Paragraph { number: None, text: vec![Inline::Emphasis(vec![Inline::text(text)])] }
    }
}

fn name_references(text: &mut [Inline], called: &BTreeMap<String, String>) {
    for piece in text {
        match piece {
            Inline::Reference { anchor, text } => {
                if let Some(name) = called.get(anchor) {
                    text.clone_from(name);
                }
            }
            Inline::Emphasis(inner) | Inline::Strong(inner) | Inline::Link { text: inner, .. } => {
                name_references(inner, called);
            }
            _ => {}
        }
    }
}
