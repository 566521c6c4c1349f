//! Letters and replies: who was asked about which finding, when, and what they said. An answer that has not come is said to be
//! missing.

use super::tankers::columns;
use super::writer::Writer;
use crate::base::edtf::Dated;
use crate::base::plain_date::edtf_words;
use crate::model::finding::Finding;
use crate::model::naming;
use crate::report::outline::{Block, Inline, Table};

impl Writer<'_> {
    /// The table of the letters about the report's findings; none if nobody was asked.
    pub fn letters_table(&mut self) -> Option<Block> {
        let findings: Vec<&Finding> = self.findings();
        let letters = || findings.iter().flat_map(|finding| finding.replies.iter().map(move |reply| (finding, reply)));
        let day = |date: &Option<Dated>| date.as_ref().map(|date| edtf_words(date.time));
        let mut rows = Vec::new();
        for (finding, reply) in letters() {
            let answer = match reply.answer.trim() {
                "" => "no answer".to_owned(),
                said => day(&reply.answered_on).map_or_else(|| said.to_owned(), |on| format!("{on}: {said}")),
            };
            let texts = [
                naming::code(self.facts, finding.id.into()),
                reply.asked.trim().to_owned(),
                day(&reply.asked_on).unwrap_or_else(|| "undated".to_owned()),
                reply.question.trim().to_owned(),
                answer,
                naming::exhibits(self.facts, reply.exhibit),
            ];
            rows.push(texts.into_iter().map(|text| vec![Inline::text(text)]).collect::<Vec<_>>());
        }
        if rows.is_empty() {
            return None;
        }
        let sources = self.sources(letters().filter_map(|(_, reply)| reply.exhibit));
        let anchor = self.anchor("table-letters");
        let titles = [("Finding", 8), ("Asked", 16), ("On", 12), ("Question", 24), ("Answer", 30), ("Exhibit", 8)];
        Some(Block::Table(Table {
            number: self.next_table(&anchor),
            anchor,
            caption: vec![Inline::text("Letters about findings, and what came back")],
            columns: columns(&titles),
            rows,
            sources,
            wide: false,
        }))
    }
}
