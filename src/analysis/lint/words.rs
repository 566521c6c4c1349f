//! The words of a sentence with their places, and phrases found among them.

use std::ops::Range;

/// One word.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Word {
    /// Where it stands in the text.
    pub(super) range: Range<usize>,
    /// In lower case, with plain apostrophes.
    pub(super) lower: String,
    /// Whether it begins with a capital, a digit, or a letter of a script without capitals.
    pub(super) is_name_like: bool,
    /// The marks between the word before and this one, without spaces.
    pub(super) gap: String,
}

/// The words of a part of a text: letters and digits, with what stands within a word such as a hyphen, an apostrophe, or
/// the comma of `500,000`.
pub(super) fn words(text: &str, range: Range<usize>) -> Vec<Word> {
    let mut found: Vec<Word> = Vec::new();
    let mut gap = String::new();
    let mut chars = text[range.clone()].char_indices().peekable();
    let mut open: Option<usize> = None;
    let mut last = ' ';
    while let Some((at, c)) = chars.next() {
        let at = range.start + at;
        let next = chars.peek().map_or(' ', |(_, next)| *next);
        let within = match c {
            '-' | '‑' | '\'' | '’' => last.is_alphanumeric() && next.is_alphanumeric(),
            ',' | '.' => last.is_ascii_digit() && next.is_ascii_digit(),
            _ => c.is_alphanumeric(),
        };
        match (open, within) {
            (None, true) => open = Some(at),
            (None, false) if !c.is_whitespace() => gap.push(c),
            (Some(start), false) => {
                found.push(word(text, start..at, std::mem::take(&mut gap)));
                open = None;
                if !c.is_whitespace() {
                    gap.push(c);
                }
            }
            _ => {}
        }
        last = c;
    }
    if let Some(start) = open {
        found.push(word(text, start..range.end, gap));
    }
    found
}

fn word(text: &str, range: Range<usize>, gap: String) -> Word {
    let raw = &text[range.clone()];
    let lower = raw.to_lowercase().replace('’', "'").replace('‑', "-");
    let is_name_like = raw.starts_with(|c: char| !c.is_lowercase());
    Word { range, lower, is_name_like, gap }
}

/// Whether words from `at` on are those of a phrase, with nothing but space between.
pub(super) fn is_phrase(words: &[Word], at: usize, phrase: &str) -> bool {
    let mut count = 0;
    for (i, part) in phrase.split(' ').enumerate() {
        match words.get(at + i) {
            Some(word) if word.lower == part && (i == 0 || word.gap.is_empty()) => count += 1,
            _ => return false,
        }
    }
    count > 0
}

/// How many words a phrase has.
pub(super) fn length(phrase: &str) -> usize {
    phrase.split(' ').count()
}

/// Whether any of some phrases stands anywhere.
pub(super) fn has_any(words: &[Word], phrases: &[&str]) -> bool {
    (0..words.len()).any(|at| phrases.iter().any(|phrase| is_phrase(words, at, phrase)))
}

/// Where words `from` to `to`, the last included, stand in the text.
pub(super) fn span(words: &[Word], from: usize, to: usize) -> Range<usize> {
    let start = words.get(from).map_or(0, |word| word.range.start);
    start..words.get(to).map_or(start, |word| word.range.end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_keep_their_places_and_what_stands_between() {
        let text = "The ship’s 500,000 bbl, ship-to-ship; then - 유조선.";
        let found = words(text, 0..text.len());
        let lower: Vec<&str> = found.iter().map(|word| word.lower.as_str()).collect();
        assert_eq!(lower, ["the", "ship's", "500,000", "bbl", "ship-to-ship", "then", "유조선"]);
        let gaps: Vec<&str> = found.iter().map(|word| word.gap.as_str()).collect();
        assert_eq!(gaps, ["", "", "", "", ",", ";", "-"]);
        assert!(found.iter().all(|word| text[word.range.clone()].len() >= word.lower.len() - 2));
        assert!(is_phrase(&found, 0, "the ship's") && !is_phrase(&found, 3, "bbl ship-to-ship"));
        assert_eq!(&text[span(&found, 2, 3)], "500,000 bbl");
    }
}
