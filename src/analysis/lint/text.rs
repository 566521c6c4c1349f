//! The text of a finding as lint reads it: sentences in their author's own words, each with what it cites.
//!
//! What is quoted, cited, linked, code or a picture is blanked out byte for byte, so that a place in what is left is the
//! same place in the text. Knows nothing of the case.

use std::ops::Range;

use super::words::{Word, words};
use crate::base::sentence;
use crate::model::citation::{Citation, citations};

/// A text in sentences.
pub(super) struct Prose<'a> {
    /// Every citation in it.
    pub(super) citations: Vec<Citation<'a>>,
    /// Its sentences, in order; without block quotes and code.
    pub(super) sentences: Vec<Sentence>,
}

/// One sentence.
pub(super) struct Sentence {
    /// Where it stands, without the space around it and without citations that follow its full stop.
    pub(super) range: Range<usize>,
    /// The words that are its author's own, with the same places as in the text.
    pub(super) words: Vec<Word>,
    /// Which of the text's citations stand in it or directly after it.
    pub(super) cites: Vec<usize>,
    /// Whether it states something: no heading, row of a table or question.
    pub(super) states: bool,
    /// Whether it is mostly in Latin letters; what is not is not judged by its words.
    pub(super) is_latin: bool,
}

/// A run of lines that belong together.
struct Block {
    range: Range<usize>,
    states: bool,
}

impl<'a> Prose<'a> {
    /// Reads a text of Markdown.
    pub(super) fn read(raw: &'a str) -> Self {
        let citations = citations(raw);
        let mut flat = Blanked::new(raw);
        let blocks = blocks(raw, &mut flat);
        for citation in &citations {
            flat.blank(citation.range.clone());
        }
        for block in &blocks {
            inline(raw, &mut flat, block.range.clone());
        }
        let mut own = flat.clone();
        let flat = flat.text(raw);
        let mut quotes = Vec::new();
        for block in &blocks {
            quotes.extend(quotations(&flat, block.range.clone()));
        }
        for quote in &quotes {
            own.blank(quote.clone());
        }
        let own = own.text(raw);
        let mut prose = Self { citations, sentences: Vec::new() };
        for block in &blocks {
            prose.block(&flat, &own, &quotes, block);
        }
        prose
    }

    fn block(&mut self, flat: &str, own: &str, quotes: &[Range<usize>], block: &Block) {
        let text = &flat[block.range.clone()];
        let offset = block.range.start;
        let quoted = |at: &usize| quotes.iter().any(|quote| quote.start < *at && *at < quote.end);
        let ends = sentence::boundaries(text).into_iter().map(|end| offset + end).filter(|end| !quoted(end));
        let mut from = offset;
        for end in ends.chain([block.range.end]) {
            let next = end + (flat[end..block.range.end].len() - flat[end..block.range.end].trim_start().len());
            let cites: Vec<usize> = (0..self.citations.len())
                .filter(|at| (from..next).contains(&self.citations[*at].range.start))
                .collect();
            let whole = &flat[from..end];
            let lead = whole.len() - whole.trim_start().len();
            let range = from + lead..(from + whole.trim_end().len()).max(from + lead);
            from = next;
            if range.is_empty() {
                // Citations alone belong to the sentence before them.
                if let Some(before) = self.sentences.last_mut() {
                    before.cites.extend(cites);
                }
                continue;
            }
            let words = words(own, range.clone());
            let is_question = flat[range.clone()].trim_end_matches(|c| c != '?' && sentence::closes(c)).ends_with('?');
            let is_latin = is_latin(&own[range.clone()]);
            let states = block.states && !is_question;
            self.sentences.push(Sentence { range, words, cites, states, is_latin });
        }
    }
}

/// Whether at least half of the letters are Latin; a text without letters is.
pub(super) fn is_latin(text: &str) -> bool {
    let (mut latin, mut other) = (0_usize, 0_usize);
    for c in text.chars().filter(|c| c.is_alphabetic()) {
        if matches!(c, 'a'..='z' | 'A'..='Z' | '\u{C0}'..='\u{24F}' | '\u{1E00}'..='\u{1EFF}') {
            latin += 1;
        } else {
            other += 1;
        }
    }
    latin >= other
}

/// A text of which parts become spaces, byte for byte.
#[derive(Clone)]
struct Blanked(Vec<u8>);

impl Blanked {
    fn new(raw: &str) -> Self {
        Self(raw.as_bytes().to_vec())
    }

    /// Ranges lie on character boundaries, so that whole characters go.
    fn blank(&mut self, range: Range<usize>) {
        self.0[range].iter_mut().filter(|byte| **byte != b'\n').for_each(|byte| *byte = b' ');
    }

    fn text(self, raw: &str) -> String {
        String::from_utf8(self.0).unwrap_or_else(|_| " ".repeat(raw.len()))
    }
}

/// The blocks of a text; marks of lists go blank, code and block quotes are no blocks.
fn blocks(raw: &str, flat: &mut Blanked) -> Vec<Block> {
    let mut found: Vec<Block> = Vec::new();
    let mut open = false;
    let mut fence: Option<&str> = None;
    let mut at = 0;
    for line in raw.split_inclusive('\n') {
        let (start, end) = (at, at + line.len());
        at = end;
        let text = line.trim();
        let mark = ["```", "~~~"].into_iter().find(|mark| text.starts_with(mark));
        if fence.is_some() || mark.is_some() {
            fence = match fence {
                Some(mark) if text.starts_with(mark) => None,
                Some(mark) => Some(mark),
                None => mark,
            };
            open = false;
            continue;
        }
        let single = text.starts_with('#') || text.starts_with('|');
        if text.is_empty() || text.starts_with('>') {
            open = false;
            continue;
        }
        let lead = start + (line.len() - line.trim_start().len());
        let bullet = bullet(text);
        flat.blank(lead..lead + bullet);
        match found.last_mut() {
            Some(block) if open && bullet == 0 && !single => block.range.end = end,
            _ => found.push(Block { range: start..end, states: !single }),
        }
        open = !single;
    }
    found
}

/// Length of the mark of a list item: `- `, `* `, `+ `, `12. `, `3) `.
fn bullet(line: &str) -> usize {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let mark = match line.as_bytes().get(digits) {
        Some(b'.' | b')') if (1..=3).contains(&digits) => digits + 1,
        Some(b'-' | b'*' | b'+') if digits == 0 => 1,
        _ => return 0,
    };
    if line[mark..].starts_with([' ', '\t']) { mark } else { 0 }
}

/// Blanks code, pictures, addresses, comments and emphasis.
fn inline(raw: &str, flat: &mut Blanked, block: Range<usize>) {
    let mut at = block.start;
    while let Some(c) = raw[at..block.end].chars().next() {
        let rest = &raw[at..block.end];
        let ends_with = |mark: &str, from: usize| rest[from..].find(mark).map(|end| at + from + end + mark.len());
        let end = match c {
            '`' => ends_with("`", 1),
            '<' if rest.starts_with("<!--") => ends_with("-->", 4),
            '<' if rest.starts_with("<http") => ends_with(">", 1),
            '!' if rest.starts_with("![") => {
                rest.find("](").and_then(|middle| rest[middle..].find(')').map(|end| at + middle + end + 1))
            }
            ']' if rest.starts_with("](") => ends_with(")", 2),
            'h' if rest.starts_with("http://") || rest.starts_with("https://") => {
                Some(at + rest.find(|c: char| c.is_whitespace() || matches!(c, ')' | '>')).unwrap_or(rest.len()))
            }
            '*' | '_' | '~' | '\\' => Some(at + 1),
            _ => None,
        };
        if let Some(end) = end {
            flat.blank(at..end);
        }
        at = end.unwrap_or(at + c.len_utf8());
    }
}

/// What stands in quotation marks within a block, marks included. A mark that is never closed quotes nothing.
fn quotations(flat: &str, block: Range<usize>) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut at = block.start;
    while let Some(c) = flat[at..block.end].chars().next() {
        let inner = at + c.len_utf8();
        let before = flat[block.start..at].chars().next_back();
        let closing: &[char] = match c {
            '“' => &['”'],
            '„' => &['“', '”'],
            '«' => &['»'],
            '「' => &['」'],
            '『' => &['』'],
            '"' => &['"'],
            '‘' | '\'' if !before.is_some_and(char::is_alphanumeric) => &['’', '\''],
            _ => &[],
        };
        // An apostrophe stands between letters; a mark that closes does not.
        let single = matches!(c, '‘' | '\'');
        let closes = |(end, mark): &(usize, char)| {
            closing.contains(mark)
                && !(single && flat[inner + end + mark.len_utf8()..].chars().next().is_some_and(char::is_alphanumeric))
        };
        let end = flat[inner..block.end].char_indices().find(closes).filter(|_| !closing.is_empty());
        at = match end {
            Some((end, mark)) => {
                found.push(at..inner + end + mark.len_utf8());
                inner + end + mark.len_utf8()
            }
            None => inner,
        };
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Sentences with their own words, and how many citations each has.
    #[track_caller]
    fn check(text: &str, expect: &[(&str, &str, usize)]) {
        let prose = Prose::read(text);
        let found: Vec<(&str, String, usize)> = prose
            .sentences
            .iter()
            .map(|sentence| {
                let words: Vec<&str> = sentence.words.iter().map(|word| &text[word.range.clone()]).collect();
                (&text[sentence.range.clone()], words.join(" "), sentence.cites.len())
            })
            .collect();
        let expect: Vec<(&str, String, usize)> = expect.iter().map(|(a, b, c)| (*a, (*b).to_owned(), *c)).collect();
        assert_eq!(found, expect, "{text}");
    }

    #[test]
    fn citations_belong_to_the_sentence_in_or_after_which_they_stand() {
        check("It loaded [@E-1]. It sailed.", &[("It loaded [@E-1].", "It loaded", 1), ("It sailed.", "It sailed", 0)]);
        check("It loaded. [@E-1; E-2] It sailed.", &[("It loaded.", "It loaded", 1), ("It sailed.", "It sailed", 0)]);
        check("It loaded.[@E-1][@E-2] It sailed.", &[("It loaded.", "It loaded", 2), ("It sailed.", "It sailed", 0)]);
        check("It loaded.\n\n[@E-1]", &[("It loaded.", "It loaded", 1)]);
        check("[@E-1]", &[]);
    }

    #[test]
    fn what_is_quoted_is_not_the_authors() {
        check(
            "It said “loaded. Then it sailed.” So it did.",
            &[("It said “loaded. Then it sailed.”", "It said", 0), ("So it did.", "So it did", 0)],
        );
        check(
            "The ship's 'loaded' and \"sailed\" and ‘left’.",
            &[("The ship's 'loaded' and \"sailed\" and ‘left’.", "The ship's and and", 0)],
        );
        check("An “unclosed mark.", &[("An “unclosed mark.", "An unclosed mark", 0)]);
        check("> It loaded.\n\nSo *they* say.", &[("So *they* say.", "So they say", 0)]);
    }

    #[test]
    fn code_pictures_and_addresses_are_not_read() {
        check(
            "![Loaded](timeline) Seen at https://x.org/loaded.html now.",
            &[("Seen at https://x.org/loaded.html now.", "Seen at now", 0)],
        );
        check("`loaded` [named](http://loaded.org)\n```\nloaded\n```\n", &[("[named", "named", 0)]);
        check("1. First\n2. Second <!-- loaded -->", &[("First", "First", 0), ("Second", "Second", 0)]);
    }

    #[test]
    fn headings_rows_and_questions_state_nothing() {
        for text in ["# It loaded", "| It | loaded |", "Was it loaded?"] {
            assert!(Prose::read(text).sentences.iter().all(|sentence| !sentence.states), "{text}");
        }
        assert!(Prose::read("- It loaded").sentences[0].states);
        assert!(!is_latin("유조선이 7 Tanker 실었다고 한다 그리고 떠났다"));
    }
}
