//! Citations in the text of a finding: `[@E-3]`, `[@E-3, p. 4; E-7]`, `[@S-2]`.
//!
//! What stands between `[@` and `]` are items with semicolons between; the first word of each says what is cited, what
//! follows a comma says where in it. The `@` may be written again before each.

use std::ops::Range;

use super::ids::{EntityKind, EntityRef};

/// What else than an entity can be cited: figures and tables by their kind, and what each is called. A figure is a kind
/// alone or, after a colon, which one: `timeline`, `timeline:All loadings`, `exhibit:E-3`.
pub const FIGURES: [(&str, &str); 7] = [
    ("timeline", "the timeline"),
    ("ledger", "the chart of amounts against the cap"),
    ("exhibit", "the image"),
    ("table:tankers", "the tanker table"),
    ("table:ledger", "the table of amounts"),
    ("table:claims", "the table of statements"),
    ("table:exhibits", "the list of exhibits"),
];

/// What the figure or table that a citation names is called; none if it names no such thing.
#[must_use]
pub fn figure_called(target: &str) -> Option<&'static str> {
    let kind = if target.starts_with("table:") { target } else { target.split(':').next().unwrap_or_default() };
    FIGURES.iter().find(|(known, _)| *known == kind).map(|(_, called)| *called)
}

/// One pair of brackets.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Citation<'a> {
    /// Where it stands in the text, brackets included, in bytes.
    pub range: Range<usize>,
    /// What it cites, in order; never empty.
    pub items: Vec<Cited<'a>>,
}

/// One thing that is cited.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Cited<'a> {
    /// What, as written: `E-3`, or the name of a figure or table.
    pub target: &'a str,
    /// Where in it: `p. 4`; empty for the whole.
    pub locator: &'a str,
}

impl Cited<'_> {
    /// The entity as printed, if that is what it names: exhibits, shipments and findings by their number.
    #[must_use]
    pub fn printed(self) -> Option<EntityRef> {
        self.target.parse().ok()
    }
}

/// All citations of a text, in order. Brackets that are never closed, or that hold nothing, are no citations.
#[must_use]
pub fn citations(text: &str) -> Vec<Citation<'_>> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(at) = text[from..].find("[@").map(|at| from + at) {
        let inner = at + 2;
        let Some(end) = text[inner..].find(']').map(|end| inner + end) else { break };
        if let Some(again) = text[inner..end].rfind("[@") {
            // The first was never closed; the last may be whole.
            from = inner + again;
            continue;
        }
        let items: Vec<Cited<'_>> =
            text[inner..end].split(';').map(item).filter(|item| !item.target.is_empty()).collect();
        if !items.is_empty() {
            found.push(Citation { range: at..end + 1, items });
        }
        from = end + 1;
    }
    found
}

fn item(text: &str) -> Cited<'_> {
    let text = text.trim();
    let text = text.strip_prefix('@').unwrap_or(text);
    let (target, locator) = text.split_once(',').unwrap_or((text, ""));
    Cited { target: target.trim(), locator: locator.trim() }
}

/// The entities of one kind that a text cites, by their number in print, in order, each once.
#[must_use]
pub fn cited(text: &str, kind: EntityKind) -> Vec<u32> {
    let mut numbers = Vec::new();
    for citation in citations(text) {
        for printed in citation.items.iter().filter_map(|item| item.printed()).filter(|item| item.kind == kind) {
            if !numbers.contains(&printed.id) {
                numbers.push(printed.id);
            }
        }
    }
    numbers
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[track_caller]
    fn check(text: &str, expect: &[&[(&str, &str)]]) {
        let found = citations(text);
        let found: Vec<Vec<(&str, &str)>> =
            found.iter().map(|one| one.items.iter().map(|item| (item.target, item.locator)).collect()).collect();
        assert_eq!(found, expect, "{text}");
    }

    #[test]
    fn one_pair_of_brackets_may_cite_several_things_with_their_pages() {
        check("Seen [@E-3].", &[&[("E-3", "")]]);
        check("[@E-3, p. 4; @E-7; S-2]", &[&[("E-3", "p. 4"), ("E-7", ""), ("S-2", "")]]);
        check("[@E-3][@E-4]", &[&[("E-3", "")], &[("E-4", "")]]);
        check("[@timeline:Loadings]", &[&[("timeline:Loadings", "")]]);
    }

    #[test]
    fn what_is_never_closed_or_empty_is_no_citation() {
        check("[@E-4", &[]);
        check("[@] [@;] [@ ]", &[]);
        check("[@E-4 [@E-5]", &[&[("E-5", "")]]);
        check("@E-4 [E-4]", &[]);
    }

    #[test]
    fn entities_are_listed_once_each() {
        assert_eq!(cited("[@E-3][@E-12; E-3] [@S-1] [@E-x] [@E-]", EntityKind::Exhibit), [3, 12]);
    }

    proptest! {
        #[test]
        fn any_text_can_be_read(text in "[\\[\\]@;, E3한-]{0,40}") {
            for citation in citations(&text) {
                prop_assert!(text[citation.range.clone()].starts_with("[@") && text[citation.range].ends_with(']'));
            }
        }
    }
}
