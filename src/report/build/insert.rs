//! Figures and tables that a finding asks for: `![caption](timeline:All loadings)`, `![](exhibit:E-3)`, `![](table:tankers)`.
//!
//! A target is a kind and, after a colon, which one. The same target in brackets, `[@timeline:All loadings]`, is a reference
//! to it. A new kind is one more line in [`Writer::inserted`], and one in [`FIGURES`](crate::model::citation::FIGURES).

use super::writer::Writer;
use crate::base::text::fold;
use crate::model::citation::{self, Cited};
use crate::report::body::Setter;
use crate::report::outline::{Block, Inline};

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
}

/// The anchor of a figure or table that a citation names, and what it is called if it is not there; none if it names no
/// such thing.
pub(super) fn figure_called(target: &str) -> Option<(String, &'static str)> {
    citation::figure_called(target).map(|called| (anchor_of(target), called))
}

/// Letters and digits with hyphens between: the same for every way to write a target.
fn anchor_of(target: &str) -> String {
    let folded = fold(target);
    let words = folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join("-")
}

#[cfg(test)]
mod tests {
    use crate::model::citation::FIGURES;
    use crate::report::build::TEMPLATES;

    #[test]
    fn the_page_on_reports_names_every_target_and_template() {
        let page = include_str!("../../../docs/reports.md");
        for (target, _) in FIGURES {
            assert!(page.contains(&format!("]({target}")) || page.contains(&format!("](<{target}")), "{target}");
        }
        for template in TEMPLATES {
            assert!(page.contains(&format!("| `{}` |", template.key())), "{template:?}");
        }
    }
}
