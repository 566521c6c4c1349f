//! What all parts of a report share while it is written: notes, numbers of tables and figures, what is not in order.

use std::collections::BTreeMap;

use super::Asked;
use crate::analysis::ledger::Ledger;
use crate::analysis::origins::lineage::Lineage;
use crate::base::issues::Issues;
use crate::model::facts::Facts;
use crate::model::finding::Finding;
use crate::model::ids::{EntityKind, ExhibitId};
use crate::model::naming;
use crate::model::shipment::Shipment;
use crate::report::outline::{Block, Inline, Note, texts_mut};

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
        let among = asked.choices.chosen(|matches| matches.shipments.clone());
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

    /// A heading; references to it are called by its text.
    pub fn titled(&mut self, level: u8, text: &str, anchor: &str) -> Block {
        self.heading(level, text, anchor, &format!("“{text}”"))
    }

    /// A heading; references to it are called `called`.
    pub fn heading(&mut self, level: u8, text: impl Into<String>, anchor: &str, called: &str) -> Block {
        let anchor = self.anchor(anchor);
        self.called.insert(anchor.clone(), called.to_owned());
        Block::Heading { level, anchor, text: vec![Inline::text(text)] }
    }

    /// Exhibits as the sources of something.
    pub fn sources(&self, ids: impl IntoIterator<Item = ExhibitId>) -> String {
        naming::exhibits(self.facts, ids.into_iter().filter(|id| self.facts.exhibits.get(*id).is_some()))
    }

    /// The shipments of the report, by number.
    pub fn shipments(&self) -> Vec<&'a Shipment> {
        self.asked.choices.shipments(self.facts)
    }

    /// The table of shipments under a heading; nothing without shipments.
    pub fn shipments_section(&mut self) -> Vec<Block> {
        if self.shipments().is_empty() {
            return Vec::new();
        }
        vec![self.titled(1, "Shipments", "shipments"), self.tankers(None, "table-tankers")]
    }

    /// What is counted against the caps, under a heading; nothing without a cap.
    pub fn amounts_section(&mut self) -> Vec<Block> {
        let amounts = self.ledger_paragraphs();
        if amounts.is_empty() {
            return Vec::new();
        }
        let heading = self.titled(1, "Amounts against the caps", "caps");
        let paragraphs = amounts.into_iter().map(|text| Block::Paragraph { number: None, text });
        std::iter::once(heading).chain(paragraphs).collect()
    }

    /// The findings of the report, in the order of print.
    pub fn findings(&self) -> Vec<&'a Finding> {
        self.asked.choices.findings(self.facts, self.asked.least)
    }

    /// What the query leaves out. A reader must know that there is more than stands here.
    pub fn selection(&self) -> Block {
        let choices = &self.asked.choices;
        let kinds = [EntityKind::Finding, EntityKind::Visit, EntityKind::Shipment];
        let shares = choices.shares(self.facts, &kinds);
        let text = format!("This report covers only what the query “{}” selects: {shares}.", choices.query);
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
