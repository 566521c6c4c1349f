//! The statements that are quoted: exact words, who spoke, how it is worded, and from whom it was taken over.

use std::collections::BTreeSet;

use super::tankers::columns;
use super::writer::Writer;
use crate::model::evidence::{Claim, ReportedBy};
use crate::model::facts::Facts;
use crate::model::ids::ExhibitId;
use crate::model::naming;
use crate::report::outline::{Block, Inline, Table};

/// Steps of a chain that are printed; who needs more has the case.
const LONGEST: usize = 8;

impl Writer<'_> {
    /// The table of claims: of the exhibits that findings cite, else of all.
    pub fn claims_table(&mut self, caption: Option<&str>, anchor: &str) -> Block {
        let cited: BTreeSet<u32> = self.findings().iter().flat_map(|finding| finding.cited_exhibits()).collect();
        let chosen = |claim: &&Claim| {
            let number = self.facts.exhibits.get(claim.exhibit).map(|row| row.number);
            self.asked.choices.shows(claim.id)
                && (cited.is_empty() || number.is_some_and(|number| cited.contains(&number)))
        };
        let mut claims: Vec<&Claim> = self.facts.claims.iter().filter(chosen).collect();
        claims.sort_by_key(|claim| (self.facts.exhibits.get(claim.exhibit).map(|row| row.number), claim.id));
        let rows = claims.iter().map(|claim| self.claim_row(claim)).collect();
        let sources = self.sources(claims.iter().map(|claim| claim.exhibit));
        let anchor = self.anchor(anchor);
        let titles =
            [("Claim", 6), ("Exhibit", 7), ("Words", 30), ("Speaker", 14), ("Wording", 9), ("Reported by", 22)];
        Block::Table(Table {
            number: self.next_table(&anchor),
            anchor,
            caption: vec![Inline::text(caption.unwrap_or("Statements quoted, with their wording and lineage"))],
            columns: columns(&titles),
            rows,
            sources,
            wide: false,
        })
    }

    fn claim_row(&self, claim: &Claim) -> Vec<Vec<Inline>> {
        let speaker = claim.speaker.trim();
        let text = |text: String| vec![Inline::text(text)];
        vec![
            text(naming::code(self.facts, claim.id.into())),
            text(naming::code(self.facts, claim.exhibit.into())),
            vec![Inline::Emphasis(vec![Inline::text(format!("“{}”", claim.quote.trim()))])],
            text(if speaker.is_empty() { "not named".to_owned() } else { speaker.to_owned() }),
            text(claim.hedge.word().to_owned()),
            text(chain(self.facts, claim)),
        ]
    }
}

/// From whom a claim was taken over, step by step: `E-1, from Royal United Services Institute`; `not recorded` if nobody is
/// named. A chain that comes back to where it was says so.
pub(super) fn chain(facts: &Facts, claim: &Claim) -> String {
    if claim.reported_by.is_empty() {
        return "not recorded".to_owned();
    }
    let ways: Vec<String> =
        claim.reported_by.iter().map(|by| way(facts, *by, &mut vec![claim.exhibit]).join(", from ")).collect();
    ways.join("; ")
}

fn way(facts: &Facts, by: ReportedBy, been: &mut Vec<ExhibitId>) -> Vec<String> {
    match by {
        ReportedBy::Source(id) => vec![naming::name(facts, id.into())],
        ReportedBy::Exhibit(id) => {
            let code = naming::code(facts, id.into());
            if been.contains(&id) {
                return vec![format!("{code}, in a circle")];
            }
            been.push(id);
            let mut steps = vec![code];
            let next: BTreeSet<ReportedBy> = facts
                .links()
                .claims_of(id)
                .filter_map(|claim| facts.claims.get(claim))
                .flat_map(|claim| claim.reported_by.iter().copied())
                .collect();
            match next.into_iter().collect::<Vec<_>>().as_slice() {
                [one] if been.len() < LONGEST => steps.extend(way(facts, *one, been)),
                [] => {}
                several => steps.push(format!("several ({})", several.len())),
            }
            steps
        }
    }
}
