//! What could be cited where the cursor is in the text of a finding, and what stands there then.
//!
//! Behind `[@` stand entities, figures and tables; behind `![…](` figures and tables, which are put there.

use std::ops::Range;

use crate::base::script::{Fit, Needle};
use crate::model::citation::{FIGURES, citations};
use crate::model::evidence::ExhibitFile;
use crate::model::facts::Facts;
use crate::model::ids::{EntityKind, EntityRef};
use crate::model::naming;

/// Something that could be cited.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Offer {
    /// What it is called in a citation: `E-3`, `timeline:All loadings`.
    pub target: String,
    /// What it is, in a phrase.
    pub about: String,
}

/// What could stand at a cursor.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Offered {
    /// The bytes that are replaced.
    pub range: Range<usize>,
    /// What closes what was begun: `]` or `)`.
    pub closing: char,
    /// What there is, best first; never empty.
    pub offers: Vec<Offer>,
}

impl Offered {
    /// The text with one taken and its bracket closed, and where the cursor stands then, in bytes.
    #[must_use]
    pub fn apply(&self, text: &str, offer: &Offer) -> (String, usize) {
        let (before, after) = (&text[..self.range.start], &text[self.range.end..]);
        // What stands in an address may hold no space.
        let target = match self.closing {
            ')' if offer.target.contains(' ') => format!("<{}>", offer.target),
            _ => offer.target.clone(),
        };
        let goes_on = after.starts_with([';', ',']);
        let closed = after.starts_with(self.closing);
        let close = if goes_on || closed { String::new() } else { self.closing.to_string() };
        let cursor = before.len() + target.len() + usize::from(!goes_on);
        (format!("{before}{target}{close}{after}"), cursor)
    }
}

/// How many are offered at most.
const MOST: usize = 40;
/// In cases with more of a kind, what bears no title of its own is found by its number only, since looking at each takes
/// longer than a keystroke.
const SEARCHED: usize = 20_000;
/// What can be cited, in the order of lists.
pub const CITABLE: [EntityKind; 5] =
    [EntityKind::Exhibit, EntityKind::Claim, EntityKind::Shipment, EntityKind::Visit, EntityKind::Finding];

/// What could be cited at the cursor, `cursor` bytes into the text; none where nothing was begun, or nothing is found.
#[must_use]
pub fn offers(facts: &Facts, text: &str, cursor: usize) -> Option<Offered> {
    let before = text.get(..cursor)?;
    let line = before.rfind('\n').map_or(0, |at| at + 1);
    let cited = before[line..].rfind("[@").map(|at| line + at + 2);
    let figure = before[line..]
        .rfind("](")
        .map(|at| line + at + 2)
        .filter(|at| before[line..*at - 2].rfind('[').is_some_and(|open| before[..line + open].ends_with('!')));
    let (start, closing) = match (cited, figure) {
        (Some(cited), figure) if figure.is_none_or(|figure| figure < cited) => (cited, ']'),
        (_, Some(figure)) => (figure, ')'),
        _ => return None,
    };
    let begun = &before[start..];
    if begun.contains(closing) {
        return None;
    }
    let item = if closing == ']' { begun.rfind(';').map_or(0, |at| at + 1) } else { 0 };
    let lead: usize = begun[item..].chars().take_while(|c| matches!(c, ' ' | '@' | '<')).map(char::len_utf8).sum();
    let from = start + item + lead;
    let typed = &text[from..cursor];
    // Behind a comma it is said where in an exhibit, in the user's words.
    if typed.contains(',') {
        return None;
    }
    let rest = text[cursor..].find([closing, ';', ',', '\n', ' ', '[']).unwrap_or(text.len() - cursor);
    let end = if closing == ')' { cursor } else { cursor + rest };
    let offers = found(facts, typed, closing == ')');
    (!offers.is_empty()).then_some(Offered { range: from..end, closing, offers })
}

fn found(facts: &Facts, typed: &str, only_figures: bool) -> Vec<Offer> {
    let words: Vec<Needle> = typed.split_whitespace().filter_map(Needle::new).collect();
    let mut found: Vec<(Fit, Offer)> = Vec::new();
    if !only_figures {
        for kind in CITABLE {
            let names = matches!(kind, EntityKind::Exhibit | EntityKind::Finding) || facts.count(kind) <= SEARCHED;
            if !names && !begins_code(kind, typed) {
                continue;
            }
            let from = found.len();
            for reference in facts.references(kind) {
                let code = naming::code(facts, reference);
                let by_code = code_fit(&code, typed);
                if by_code == Fit::None && !names {
                    continue;
                }
                let about = about(facts, reference);
                let fit = by_code.max(words_fit(&words, &about));
                if fit > Fit::None || typed.trim().is_empty() {
                    found.push((fit, Offer { target: code, about }));
                }
                // The first of each kind show what there is, before anything is typed.
                if typed.trim().is_empty() && found.len() - from >= MOST / CITABLE.len() {
                    break;
                }
            }
        }
    }
    for (target, about) in figures(facts, only_figures) {
        let fit = words_fit(&words, &about).max(words_fit(&words, &target));
        if fit > Fit::None || typed.trim().is_empty() {
            found.push((fit, Offer { target, about }));
        }
    }
    // Equal ones stay in the order of kinds and numbers.
    found.sort_by_key(|(fit, _)| std::cmp::Reverse(*fit));
    found.truncate(MOST);
    found.into_iter().map(|(_, offer)| offer).collect()
}

/// Whether what was typed can begin a number in print of a kind, so that a million need not be asked.
fn begins_code(kind: EntityKind, typed: &str) -> bool {
    let typed = typed.trim().to_ascii_uppercase();
    let digits = typed.strip_prefix(kind.prefix()).unwrap_or(&typed);
    let digits = digits.strip_prefix('-').unwrap_or(digits);
    digits.bytes().all(|c| c.is_ascii_digit())
}

/// How what was typed fits a number in print: `e3`, `E-3` and `3` mean E-3, and more numbers begin with it.
fn code_fit(code: &str, typed: &str) -> Fit {
    let typed = typed.trim().to_ascii_uppercase();
    if typed.is_empty() {
        return Fit::None;
    }
    let plain = code.replace('-', "");
    let digits = plain.trim_start_matches(|c: char| !c.is_ascii_digit());
    let fits = [code, &plain, digits].map(|form| match form.strip_prefix(typed.as_str()) {
        Some("") => Fit::Whole,
        Some(_) => Fit::Start,
        None => Fit::None,
    });
    fits.into_iter().max().unwrap_or(Fit::None)
}

/// How well a text has all the words.
fn words_fit(words: &[Needle], text: &str) -> Fit {
    // What is found by its words stands behind what is found by its number.
    words.iter().map(|word| word.fit(text).min(Fit::Part)).min().unwrap_or(Fit::None)
}

fn about(facts: &Facts, reference: EntityRef) -> String {
    let name = naming::name(facts, reference);
    let source = match reference.kind {
        EntityKind::Exhibit => reference.as_id().and_then(|id| facts.exhibits.get(id)?.source),
        _ => None,
    };
    match source.and_then(|id| facts.sources.get(id)) {
        Some(source) => format!("{name} ({})", source.name),
        None => name,
    }
}

/// Figures and tables that there can be in this case; for a citation those that a text can refer to.
fn figures(facts: &Facts, with_images: bool) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for (target, called) in FIGURES {
        if target == "exhibit" {
            for exhibit in facts.exhibits.iter().filter(|row| row.files.iter().any(is_picture)) {
                let target = format!("exhibit:E-{}", exhibit.number);
                found.push((target, format!("Image of E-{}, {}", exhibit.number, exhibit.title)));
            }
            continue;
        }
        let what =
            if with_images { crate::base::text::sentence_case(called) } else { format!("Reference to {called}") };
        found.push((target.to_owned(), what.clone()));
        if target == "timeline" {
            let views = facts.saved_views.iter().map(|view| view.name.trim()).filter(|name| !name.is_empty());
            found.extend(views.map(|name| (format!("timeline:{name}"), format!("{what} of the view “{name}”"))));
        }
    }
    found
}

/// Whether a report can show a file: it takes PNG and JPEG.
fn is_picture(file: &ExhibitFile) -> bool {
    let name = file.name.to_ascii_lowercase();
    let known = |ending: &str| name.ends_with(ending);
    matches!(file.media_type.as_str(), "image/png" | "image/jpeg") || [".png", ".jpg", ".jpeg"].into_iter().any(known)
}

/// The text with citations of these put at a place, `at` bytes into it, and where the cursor stands then. Within a citation
/// they become part of it.
#[must_use]
pub fn cite_at(facts: &Facts, text: &str, at: usize, cited: &[EntityRef]) -> Option<(String, usize)> {
    let codes: Vec<String> = cited
        .iter()
        .filter(|item| CITABLE.contains(&item.kind) && facts.contains(**item))
        .map(|item| naming::code(facts, *item))
        .collect();
    if codes.is_empty() {
        return None;
    }
    let at = (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    let around = citations(text).into_iter().find(|one| one.range.start < at && at < one.range.end);
    let (at, put) = match around {
        Some(around) => (around.range.end - 1, format!("; {}", codes.join("; "))),
        None => (at, format!("[@{}]", codes.join("; "))),
    };
    Some((format!("{}{put}{}", &text[..at], &text[at..]), at + put.len()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::document::Document;
    use crate::model::entity::Entity;
    use crate::model::finding::Finding;
    use crate::model::ids::{ExhibitId, FindingId, VisitId};

    /// The text with `|` for the cursor, and what is offered first there; nothing if nothing is.
    #[track_caller]
    fn check(marked: &str, first: &[&str]) {
        let cursor = marked.find('|').expect("a cursor");
        let text = marked.replace('|', "");
        let offered = offers(&case(), &text, cursor);
        let targets: Vec<&str> =
            offered.iter().flat_map(|offered| &offered.offers).map(|offer| offer.target.as_str()).collect();
        assert_eq!(targets.get(..first.len()).unwrap_or(&targets), first, "{marked}");
        assert_eq!(targets.is_empty(), first.is_empty(), "{marked}: {targets:?}");
    }

    #[track_caller]
    fn check_taken(marked: &str, becomes: &str) {
        let cursor = marked.find('|').expect("a cursor");
        let text = marked.replace('|', "");
        let offered = offers(&case(), &text, cursor).expect("something is offered");
        let (mut text, cursor) = offered.apply(&text, &offered.offers[0]);
        text.insert(cursor, '|');
        assert_eq!(text, becomes);
    }

    fn case() -> Facts {
        let text = include_str!("../../assets/sample/vostochny-2024.wake.json");
        let mut facts = serde_json::from_str::<Document>(text).expect("a case").into_facts();
        for (number, headline) in [(1, "Night calls"), (2, "Loadings in March")] {
            let mut finding = Finding::draft(FindingId::new(number), number);
            headline.clone_into(&mut finding.headline);
            facts.put(Entity::Finding(Box::new(finding)));
        }
        facts
    }

    #[test]
    fn everything_that_can_be_cited_is_found_by_its_number_and_by_its_words() {
        check("Seen [@F-2|", &["F-2"]);
        check("Seen [@f2|", &["F-2"]);
        check("Seen [@march load|", &["F-2"]);
        check("Seen [@E-1; night|", &["F-1"]);
        check("Seen [@V-1|].", &["V-1"]);
        check("See [@tanker table|", &["table:tankers"]);
        check("![Loadings](tanker|", &["table:tankers"]);
        check("![](|", &["timeline"]);
    }

    #[test]
    fn what_cannot_be_a_number_of_a_kind_is_known_at_once() {
        for typed in ["", "v", "V-", "v12", "V-12", "12", " 7 "] {
            assert!(begins_code(EntityKind::Visit, typed), "{typed}");
        }
        for typed in ["tanker", "E-1", "12a", "V-x"] {
            assert!(!begins_code(EntityKind::Visit, typed), "{typed}");
            assert!(code_fit("V-12", typed) == Fit::None, "{typed} fits nothing that is left out");
        }
    }

    #[test]
    fn nothing_is_offered_where_no_citation_was_begun() {
        for text in
            ["Seen |", "[E-1|", "[@F-1]|", "[@F-1, p. 4|", "[@\nF-1|", "[a](tanker|", "![](timeline)|", "[@qqqq|"]
        {
            check(text, &[]);
        }
    }

    #[test]
    fn what_is_taken_closes_its_bracket_and_leaves_what_stands_behind() {
        check_taken("Seen [@f2| at night", "Seen [@F-2]| at night");
        check_taken("Seen [@f2|].", "Seen [@F-2]|.");
        check_taken("Seen [@E-1; f2|, p. 4].", "Seen [@E-1; F-2|, p. 4].");
        check_taken("Seen [@f|old].", "Seen [@F-1]|.");
        check_taken("![Loadings](tankers|", "![Loadings](table:tankers)|");
    }

    #[test]
    fn items_are_cited_where_the_cursor_is() {
        let facts = case();
        let items = [VisitId::new(1).into(), VisitId::new(2).into()];
        let cited = |text, at| cite_at(&facts, text, at, &items);
        assert_eq!(cited("Seen. More", 5), Some(("Seen.[@V-1; V-2] More".to_owned(), 16)));
        assert_eq!(cited("Seen [@E-1].", 8), Some(("Seen [@E-1; V-1; V-2].".to_owned(), 20)));
        assert_eq!(cited("é", 1), Some(("[@V-1; V-2]é".to_owned(), 11)));
        assert_eq!(cite_at(&facts, "x", 0, &[ExhibitId::new(999).into()]), None);
    }
}
