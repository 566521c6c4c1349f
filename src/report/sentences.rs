//! The sentences of a finding, each with the exhibits that it cites: what a fact-checker goes through one by one.

/// One sentence.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Sentence {
    /// Its words, without the citations.
    pub text: String,
    /// Numbers of the exhibits it cites, in its own order, each once.
    pub cites: Vec<u32>,
}

/// Short forms that end with a full stop and no sentence, in lower case and without it.
const ALWAYS: &[&str] = &["cf", "e.g", "i.e", "v", "viz", "vs"];
/// Those that do so before a number; else they may be words, as in “the answer was no”.
const BEFORE_NUMBERS: &[&str] = &[
    "approx", "art", "c", "ca", "fig", "no", "nos", "p", "para", "paras", "pp", "vol", "jan", "feb", "mar", "apr",
    "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec",
];
/// Those that do so before a name.
const BEFORE_NAMES: &[&str] = &["Capt", "Col", "Dr", "Gen", "Hon", "Lt", "Mr", "Mrs", "Ms", "Mt", "Prof", "St"];

/// The sentences of a text in Markdown. A line that begins a list, a heading or a quotation begins a sentence, and so
/// does a paragraph; citations after a full stop belong to the sentence before it.
#[must_use]
pub fn sentences(body: &str) -> Vec<Sentence> {
    let mut found = Vec::new();
    let mut block = String::new();
    let mut heading = false;
    for line in body.lines() {
        let line = line.trim();
        let (begins, text) = marked(line);
        // A heading says what it says on its own line.
        if line.is_empty() || begins || std::mem::take(&mut heading) {
            split(&block, &mut found);
            block.clear();
        }
        heading = line.starts_with('#');
        if !text.is_empty() {
            if !block.is_empty() {
                block.push(' ');
            }
            block.push_str(text);
        }
    }
    split(&block, &mut found);
    found
}

/// Whether a line begins a block of its own, and what it says without the mark of that.
fn marked(line: &str) -> (bool, &str) {
    if line.starts_with('#') {
        return (true, line.trim_start_matches('#').trim_start());
    }
    for mark in ["- ", "* ", "+ ", "> "] {
        if let Some(rest) = line.strip_prefix(mark) {
            return (true, rest.trim_start());
        }
    }
    let digits = line.len() - line.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let rest = line.get(digits..).unwrap_or_default();
    match rest.strip_prefix(". ").or_else(|| rest.strip_prefix(") ")) {
        Some(text) if (1..=3).contains(&digits) => (true, text.trim_start()),
        _ => (false, line),
    }
}

/// Cuts one paragraph into sentences.
fn split(block: &str, found: &mut Vec<Sentence>) {
    let mut start = 0;
    let mut at = 0;
    while let Some(c) = block.get(at..).and_then(|rest| rest.chars().next()) {
        at += c.len_utf8();
        // What is in a citation or a pair of brackets ends nothing.
        if block.get(at - c.len_utf8()..).is_some_and(|rest| rest.starts_with("[@")) {
            at = block.get(at..).and_then(|rest| rest.find(']')).map_or(at, |end| at + end + 1);
            continue;
        }
        if !is_stop(c) {
            continue;
        }
        let end = after_marks(block, at);
        let (before, rest) = (block.get(start..at).unwrap_or_default(), block.get(end..).unwrap_or_default());
        if ends(c, before, rest) {
            push(block.get(start..end).unwrap_or_default(), found);
            start = end;
        }
        at = end;
    }
    push(block.get(start..).unwrap_or_default(), found);
}

fn is_stop(c: char) -> bool {
    matches!(c, '.' | '!' | '?' | '…' | '。' | '！' | '？' | '؟' | '۔')
}

/// Where what belongs to a stop ends: more stops, closing quotes and brackets, and citations.
fn after_marks(block: &str, stop: usize) -> usize {
    let mut end = stop;
    loop {
        let rest = block.get(end..).unwrap_or_default();
        let next = rest.chars().next();
        if let Some(c) = next.filter(|c| is_stop(*c) || "\"'”’»)]*_".contains(*c)) {
            end += c.len_utf8();
            continue;
        }
        let spaces = rest.len() - rest.trim_start().len();
        let citation = rest.trim_start().strip_prefix("[@").and_then(|inner| inner.find(']'));
        match citation {
            Some(close) => end += spaces + 2 + close + 1,
            None => return end,
        }
    }
}

/// Whether a stop ends a sentence, by what stands before and after it.
fn ends(stop: char, before: &str, rest: &str) -> bool {
    let Some(next) = rest.trim_start().chars().next() else { return true };
    if matches!(stop, '。' | '！' | '？') {
        return true;
    }
    if !rest.starts_with(char::is_whitespace) || next.is_lowercase() {
        return false;
    }
    if stop != '.' {
        return true;
    }
    let word = before.trim_end_matches('.').rsplit([' ', '(', '“', '"']).next().unwrap_or_default();
    let letters = word.chars().filter(|c| c.is_alphabetic()).count();
    // One capital letter is an initial, as in “J. Byrne” and “U.N. Panel”.
    let initial =
        letters > 0 && word.split('.').all(|part| part.chars().count() == 1) && word.starts_with(char::is_uppercase);
    let lower = word.to_lowercase();
    let short = ALWAYS.contains(&lower.as_str())
        || (next.is_numeric() && BEFORE_NUMBERS.contains(&lower.as_str()))
        || BEFORE_NAMES.contains(&word);
    !initial && !short
}

/// Takes a sentence up: its citations apart from its words.
fn push(raw: &str, found: &mut Vec<Sentence>) {
    let mut cites = Vec::new();
    let mut text = String::new();
    let mut rest = raw;
    while let Some((before, citation)) = rest.split_once("[@") {
        let number = citation.split_once(']').and_then(|(inner, after)| {
            let number: u32 = inner.strip_prefix("E-")?.parse().ok()?;
            Some((number, after))
        });
        text.push_str(before);
        if let Some((number, after)) = number {
            if !cites.contains(&number) {
                cites.push(number);
            }
            rest = after;
        } else {
            text.push_str("[@");
            rest = citation;
        }
    }
    text.push_str(rest);
    let mut text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    for mark in [".", ",", ";", ":", ")", "!", "?"] {
        text = text.replace(&format!(" {mark}"), mark);
    }
    match found.last_mut() {
        // Citations alone belong to what was said before.
        Some(last) if text.is_empty() => {
            let new: Vec<u32> = cites.into_iter().filter(|number| !last.cites.contains(number)).collect();
            last.cites.extend(new);
        }
        _ if text.is_empty() && cites.is_empty() => {}
        _ => found.push(Sentence { text, cites }),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[track_caller]
    fn check(body: &str, expected: &[(&str, &[u32])]) {
        let found = sentences(body);
        let found: Vec<(&str, &[u32])> = found.iter().map(|one| (one.text.as_str(), one.cites.as_slice())).collect();
        assert_eq!(found, expected, "{body}");
    }

    #[test]
    fn citations_go_with_the_sentence_they_follow() {
        check(
            "A loaded [@E-3]. B sailed.[@E-4][@E-3] C did not. [@E-5] D?",
            &[("A loaded.", &[3]), ("B sailed.", &[4, 3]), ("C did not.", &[5]), ("D?", &[])],
        );
        check("Nothing\n\n[@E-7]", &[("Nothing", &[7])]);
        check("Not [@x] a [@E-9", &[("Not [@x] a [@E-9", &[])]);
    }

    #[test]
    fn abbreviations_initials_and_numbers_end_nothing() {
        let one = "The U.N. Panel and J. Byrne saw c. 2.5 m at berth No. 5, e.g. Mr. Kim (approx. 3 p.m. local time).";
        check(one, &[(one, &[])]);
        check(
            "It held 500,000 bbl. The cap is 500,000.",
            &[("It held 500,000 bbl.", &[]), ("The cap is 500,000.", &[])],
        );
    }

    #[test]
    fn words_that_look_like_short_forms_end_their_sentence() {
        check(
            "Asked, he said no. The art. It left in Mar. Then etc. Done.",
            &[
                ("Asked, he said no.", &[]),
                ("The art.", &[]),
                ("It left in Mar.", &[]),
                ("Then etc.", &[]),
                ("Done.", &[]),
            ],
        );
        check(
            "On Mar. 7 Capt. Kim sailed (para. 5 v. Art. 3).",
            &[("On Mar. 7 Capt. Kim sailed (para. 5 v. Art. 3).", &[])],
        );
    }

    #[test]
    fn quotes_close_with_their_sentence_and_other_scripts_end_theirs() {
        check("He said: “It loaded.” It had.", &[("He said: “It loaded.”", &[]), ("It had.", &[])]);
        check("배가 보였다. 떠났다.", &[("배가 보였다.", &[]), ("떠났다.", &[])]);
        check("装油。离港。", &[("装油。", &[]), ("离港。", &[])]);
        check("هل حملت؟ نعم.", &[("هل حملت؟", &[]), ("نعم.", &[])]);
        check("Судно ушло. Куда?", &[("Судно ушло.", &[]), ("Куда?", &[])]);
    }

    #[test]
    fn paragraphs_lists_and_headings_begin_sentences() {
        check(
            "# Loading\nOne\nline\n\n- two\n- three\n1. four",
            &[("Loading", &[]), ("One line", &[]), ("two", &[]), ("three", &[]), ("four", &[])],
        );
        check("", &[]);
        check(" \n[@E-1]", &[("", &[1])]);
    }

    proptest! {
        #[test]
        fn no_citation_is_lost(body in "([a-zA-Z .?]{1,6}|\\[@E-[0-9]{1,2}\\]|\n\n|[\u{AC00}-\u{AC10}]。?){0,12}") {
            let cited: std::collections::BTreeSet<u32> = sentences(&body).into_iter().flat_map(|one| one.cites).collect();
            let mut finding = crate::model::finding::Finding::draft(crate::model::ids::FindingId::new(1), 1);
            finding.body = body;
            prop_assert_eq!(cited, finding.cited_exhibits().into_iter().collect());
        }
    }
}
