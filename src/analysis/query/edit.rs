//! Terms put into a query, and taken out again, as text: what a chip or an entry of the legend does to the query box.

use std::ops::Range;

use super::parse::{QUOTES, parse};

/// Longest name that is put into a query; a longer one would leave little room for anything else.
const LONGEST: usize = 400;

/// A word of a query, quotes kept whole.
struct Word {
    range: Range<usize>,
    /// Whether it stands outside all parentheses and is not what `NOT` leaves out.
    alone: bool,
}

/// Where the words of a query stand.
fn words(text: &str) -> Vec<Word> {
    let (mut words, mut start, mut quoted): (Vec<Word>, Option<usize>, bool) = (Vec::new(), None, false);
    let (mut depth, mut outside) = (0_usize, true);
    let mut push = |range: Range<usize>, outside: bool| {
        let negated = words.last().is_some_and(|before| &text[before.range.clone()] == "NOT");
        words.push(Word { range, alone: outside && !negated });
    };
    for (at, c) in text.char_indices() {
        if c.is_whitespace() && !quoted {
            if let Some(from) = start.take() {
                push(from..at, outside);
            }
            continue;
        }
        if start.is_none() {
            (start, outside) = (Some(at), depth == 0);
        }
        match c {
            // A mark that is written twice within quotes ends them and begins them again, so to say.
            c if QUOTES.contains(&c) => quoted = !quoted,
            '(' if !quoted => depth += 1,
            ')' if !quoted => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    if let Some(from) = start {
        push(from..text.len(), outside);
    }
    words
}

/// Whether the words outside all parentheses are a choice.
fn is_choice(text: &str, words: &[Word]) -> bool {
    words.iter().any(|word| word.alone && &text[word.range.clone()] == "OR")
}

/// The term that asks a field for a value, whatever signs are in it; none if no term can, as for a name without any
/// letter or digit, or one that is too long.
#[must_use]
pub fn term(field: &str, value: &str) -> Option<String> {
    let term = format!("{field}:{}", written(value)?);
    parse(&term).is_ok().then_some(term)
}

/// A value as it is written behind a colon, in quotes if it needs any; none if it is too long.
pub(super) fn written(value: &str) -> Option<String> {
    if value.len() > LONGEST {
        return None;
    }
    if !value.is_empty() && value.chars().all(char::is_alphanumeric) {
        return Some(value.to_owned());
    }
    let mut quoted = String::with_capacity(value.len() + 2);
    quoted.push('"');
    for c in value.chars() {
        quoted.extend(std::iter::repeat_n(c, if QUOTES.contains(&c) { 2 } else { 1 }));
    }
    quoted.push('"');
    Some(quoted)
}

/// A term that asks for everything else.
#[must_use]
pub fn negated(term: &str) -> String {
    term.strip_prefix('-').map_or_else(|| format!("-{term}"), str::to_owned)
}

/// Whether a term stands in a query by itself, so that all that is shown satisfies it.
#[must_use]
pub fn has_term(text: &str, term: &str) -> bool {
    let words = words(text);
    !is_choice(text, &words) && words.iter().any(|word| word.alone && &text[word.range.clone()] == term)
}

/// The query with a term added so that it holds beside all that was asked, or taken out if it stands there.
#[must_use]
pub fn toggle_term(text: &str, term: &str) -> String {
    let text = text.trim();
    let words = words(text);
    let choice = is_choice(text, &words);
    if !choice && words.iter().any(|word| word.alone && &text[word.range.clone()] == term) {
        let kept = words.iter().map(|word| (&text[word.range.clone()], word.alone));
        let kept: Vec<&str> = kept.filter(|(word, alone)| !(*alone && *word == term)).map(|(word, _)| word).collect();
        return kept.join(" ");
    }
    match text {
        "" => term.to_owned(),
        // A choice must stay one, whatever is added to it.
        text if choice => format!("({text}) {term}"),
        text => format!("{text} {term}"),
    }
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
        check("flag:KP OR flag:RU", "flag:KP", "(flag:KP OR flag:RU) flag:KP");
        check("(flag:KP OR flag:RU flag:PA) flag:KP", "flag:KP", "(flag:KP OR flag:RU flag:PA)");
        check("tag:\"(open\" flag:KP", "flag:KP", "tag:\"(open\"");
        check("tag:“AIS  off” flag:KP", "flag:KP", "tag:“AIS  off”");
        assert!(!has_term("NOT flag:KP", "flag:KP"), "what is left out is not asked for");
        assert!(!has_term("flag:KP OR place:Rason", "flag:KP"), "what is one of two is not asked of all");
        assert!(!has_term("\"activity:loading\"", "activity:loading"), "what is quoted is a text");
        assert_eq!((negated("activity:sts"), negated("-has:tag")), ("-activity:sts".to_owned(), "has:tag".to_owned()));
    }

    #[test]
    fn a_name_without_letters_or_end_has_no_term() {
        assert_eq!(term("tag", "---"), None);
        assert_eq!(term("tag", &"x".repeat(10_000)), None);
        assert_eq!(term("tag", "say \"x\"").as_deref(), Some("tag:\"say \"\"x\"\"\""));
        assert_eq!(term("flag", "OR").as_deref(), Some("flag:OR"));
    }

    proptest! {
        #[test]
        fn a_term_asks_for_the_name_whatever_is_in_it(
            name in r#"[a-z"“”():\-\\ ]{0,12}|\PC{0,8}|(OR|AND|NOT|-|has:tag)"#, other in r#"[a-z"“”() ]{1,8}"#,
        ) {
            if let Some(term) = term("tag", &name) {
                prop_assert_eq!(&parse(&term).expect("a query").terms, &[super::super::terms::term("tag", &name).expect("a term")]);
                let mut query = "place:Rason OR place:Chongjin".to_owned();
                for term in [negated(&term), super::term("vessel", &other).unwrap_or_else(|| "is:undated".to_owned())] {
                    let with = toggle_term(&query, &term);
                    prop_assert!(parse(&with).is_ok() && has_term(&with, &term), "{}", with);
                    if has_term(&query, &term) {
                        continue;
                    }
                    let without = toggle_term(&with, &term);
                    let same = without == query || without == format!("({query})");
                    prop_assert!(same, "{} became {}", query, without);
                    query = with;
                }
            } else {
                prop_assert!(crate::base::text::fold(&name).is_empty());
            }
        }

        #[test]
        fn toggling_twice_asks_what_was_asked(words in prop::collection::vec("[a-z]{1,6}|tag:\"[a-z ]{1,8}\"|-is:undated", 0..6)) {
            let text = words.join(" ");
            let twice = toggle_term(&toggle_term(&text, "flag:KP"), "flag:KP");
            prop_assert_eq!(twice, text);
        }
    }
}
