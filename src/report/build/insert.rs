//! Figures and tables that a finding asks for: `![caption](timeline:All loadings)`, `![](exhibit:E-3)`, `![](table:tankers)`.
//!
//! A target is a kind and, after a colon, which one. The same target in brackets, `[@timeline:All loadings]`, is a reference
//! to it. A new kind is one more line in [`Writer::inserted`].

use super::writer::Writer;
use crate::base::text::fold;
use crate::model::citation::Cited;
use crate::report::body::Setter;
use crate::report::outline::{Block, Inline};

/// What can be asked for, with what follows the colon.
pub const TARGETS: [(&str, &str); 7] = [
    ("timeline", "the name of a saved view; nothing for the whole case"),
    ("ledger", "a regime and a year, as R-1 2024; nothing for the first in which there is anything"),
    ("exhibit", "an exhibit with an image, as E-3"),
    ("table:tankers", "the shipments of oil with hulls, dates and quantities"),
    ("table:ledger", "what is declared, assessed and counted against each cap"),
    ("table:claims", "the statements quoted, with speaker, wording and chain"),
    ("table:exhibits", "the exhibits with source, grade and date"),
];

impl Setter for Writer<'_> {
    fn cite(&mut self, items: &[Cited<'_>]) -> Vec<Inline> {
        self.cited(items)
    }

    fn insert(&mut self, target: &str, caption: &str) -> Option<Vec<Block>> {
        self.inserted(target, caption)
    }

    fn table(&mut self) -> (u32, String) {
        let anchor = self.anchor("table");
        (self.next_table(&anchor), anchor)
    }
}

impl Writer<'_> {
    /// The figure or table of a target; none if there is no such kind. What cannot be drawn is said in its place.
    pub fn inserted(&mut self, target: &str, caption: &str) -> Option<Vec<Block>> {
        // Markdown writers escape what stands in an address.
        let target = target.replace("%20", " ");
        let (kind, which) = target.split_once(':').map_or((target.as_str(), ""), |(kind, which)| (kind, which.trim()));
        let anchor = anchor_of(&target);
        let caption = Some(caption.trim()).filter(|caption| !caption.is_empty());
        let made = match (kind, which) {
            ("timeline", view) => self.timeline(view, caption, &anchor),
            ("ledger", which) => self.ledger_chart_of(which, caption, &anchor),
            ("exhibit", code) => self.image(code, caption, &anchor),
            ("table", "tankers") => Ok(vec![self.tankers(caption, &anchor)]),
            ("table", "ledger") => Ok(self.ledger_table(caption, &anchor).into_iter().collect()),
            ("table", "claims") => Ok(vec![self.claims_table(caption, &anchor)]),
            ("table", "exhibits") => Ok(vec![self.exhibits_table(caption, &anchor)]),
            _ => return None,
        };
        Some(made.unwrap_or_else(|why| {
            self.issues.warning("figure", format!("{target} is left out: {why}"));
            vec![super::paragraph(format!("[{target}: {why}]"))]
        }))
    }

    /// The anchor of a figure or table that a citation names; none if it names no such thing.
    pub fn figure_called(&self, target: &str) -> Option<String> {
        let kind = target.split(':').next().unwrap_or_default();
        let known = TARGETS.iter().any(|(known, _)| known.split(':').next() == Some(kind));
        known.then(|| anchor_of(target))
    }
}

/// Letters and digits with hyphens between: the same for every way to write a target.
fn anchor_of(target: &str) -> String {
    let folded = fold(target);
    let words = folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join("-")
}
