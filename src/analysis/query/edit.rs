//! Terms put into a query, and taken out again, as text: what a chip or an entry of the legend does to the query box.

use std::ops::Range;

/// Where the words of a query stand, quotes kept whole.
fn words(text: &str) -> Vec<Range<usize>> {
    let (mut words, mut start, mut quoted) = (Vec::new(), None, false);
    for (at, c) in text.char_indices() {
        match c {
            '"' => {
                quoted = !quoted;
                start.get_or_insert(at);
            }
            c if c.is_whitespace() && !quoted => {
                if let Some(from) = start.take() {
                    words.push(from..at);
                }
            }
            _ => {
                start.get_or_insert(at);
            }
        }
    }
    words.extend(start.map(|from| from..text.len()));
    words
}

/// A term that asks for everything else.
#[must_use]
pub fn negated(term: &str) -> String {
    term.strip_prefix('-').map_or_else(|| format!("-{term}"), str::to_owned)
}

/// Whether a term stands in a query by itself, so that all that is shown satisfies it.
#[must_use]
pub fn has_term(text: &str, term: &str) -> bool {
    let mut depth = 0_usize;
    words(text).into_iter().any(|range| {
        let word = &text[range];
        let found = depth == 0 && word == term;
        depth = (depth + word.matches('(').count()).saturating_sub(word.matches(')').count());
        found
    })
}

/// The query with a term added so that it holds beside all that was asked, or taken out if it stands there.
#[must_use]
pub fn toggle_term(text: &str, term: &str) -> String {
    if has_term(text, term) {
        let kept: Vec<&str> = words(text).into_iter().map(|range| &text[range]).filter(|word| *word != term).collect();
        return kept.join(" ");
    }
    let text = text.trim();
    if text.is_empty() {
        return term.to_owned();
    }
    // A choice must stay one, whatever is added to it.
    let choice = words(text).into_iter().any(|range| &text[range] == "OR");
    let whole = text.starts_with('(') && text.ends_with(')') && text.matches('(').count() == 1;
    if choice && !whole { format!("({text}) {term}") } else { format!("{text} {term}") }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_term_is_added_and_taken_out_again() {
        let check = |text: &str, term: &str, expected: &str| assert_eq!(toggle_term(text, term), expected, "{text}");
        check("", "activity:loading", "activity:loading");
        check("is:half-open", "-activity:loading", "is:half-open -activity:loading");
        check("is:half-open -activity:loading", "-activity:loading", "is:half-open");
        check("tag:\"AIS off\" place:Rason", "tag:\"AIS off\"", "place:Rason");
        check("place:Rason OR place:Chongjin", "flag:KP", "(place:Rason OR place:Chongjin) flag:KP");
        check("(place:Rason OR place:Chongjin) flag:KP", "flag:KP", "(place:Rason OR place:Chongjin)");
        assert!(!has_term("\"activity:loading\"", "activity:loading"), "what is quoted is a text");
        assert_eq!((negated("activity:sts"), negated("-has:tag")), ("-activity:sts".to_owned(), "has:tag".to_owned()));
    }

    proptest! {
        #[test]
        fn toggling_twice_asks_what_was_asked(words in prop::collection::vec("[a-z]{1,6}|tag:\"[a-z ]{1,8}\"|-is:undated", 0..6)) {
            let text = words.join(" ");
            let twice = toggle_term(&toggle_term(&text, "flag:KP"), "flag:KP");
            prop_assert_eq!(twice, text);
        }
    }
}
