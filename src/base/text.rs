//! Words for people: names folded for matching, plurals, what must not be drawn as it is.

use std::cmp::Reverse;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Folds a name for matching: compatibility forms (NFKC), no marks, lower case, one space between words.
///
/// Two names that fold alike are offered as alike, never merged.
#[must_use]
pub fn fold(name: &str) -> String {
    let mut folded = String::with_capacity(name.len());
    // Most names are plain, and a case may hold a million of them.
    if name.is_ascii() {
        for letter in name.chars() {
            if !separates(letter) {
                folded.push(letter.to_ascii_lowercase());
            } else if !(folded.is_empty() || folded.ends_with(' ')) {
                folded.push(' ');
            }
        }
        folded.truncate(folded.trim_end().len());
        return folded;
    }
    let letters = name.nfkd().filter(|c| !is_combining_mark(*c) && !is_invisible(*c)).flat_map(char::to_lowercase);
    for letter in letters {
        let letter = if separates(letter) { ' ' } else { letter };
        if letter != ' ' || !(folded.is_empty() || folded.ends_with(' ')) {
            folded.push(letter);
        }
    }
    folded.truncate(folded.trim_end().len());
    // Composed again, so that Hangul syllables compare as people write them.
    folded.nfc().collect()
}

/// A name in pieces that compare as people count: “Tanker 2” before “Tanker 10”.
#[must_use]
pub fn naturally(name: &str) -> Vec<(Reverse<bool>, u64, String)> {
    let folded = fold(name);
    let mut parts: Vec<(Reverse<bool>, u64, String)> = Vec::new();
    for c in folded.chars() {
        match (c.to_digit(10), parts.last_mut()) {
            (Some(digit), Some((Reverse(true), number, _))) => {
                *number = number.saturating_mul(10).saturating_add(u64::from(digit));
            }
            (Some(digit), _) => parts.push((Reverse(true), u64::from(digit), String::new())),
            (None, Some((Reverse(false), _, text))) => text.push(c),
            (None, _) => parts.push((Reverse(false), 0, c.to_string())),
        }
    }
    parts
}

/// Whether a character parts two words of a name: dashes and dots do in ship names (“Lady-R”, “Lady R.”).
#[must_use]
pub fn separates(c: char) -> bool {
    c.is_whitespace() || matches!(c, '-' | '‐' | '‑' | '–' | '—' | '.' | '_')
}

/// Whether a character shows nothing of its own but may change how its neighbours are read.
#[must_use]
pub fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{00AD}' | '\u{061C}' | '\u{180E}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}'
    )
}

/// A text as it may be drawn: control characters and direction marks become visible tokens such as `⟦U+202E⟧`.
///
/// The stored text is never changed.
#[must_use]
pub fn visible(text: &str) -> std::borrow::Cow<'_, str> {
    let odd = |c: char| (c.is_control() && c != '\n' && c != '\t') || is_invisible(c);
    if !text.contains(odd) {
        return text.into();
    }
    let mut shown = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        if odd(c) {
            shown.push_str(&by_number(c));
        } else {
            shown.push(c);
        }
    }
    shown.into()
}

/// A character that cannot be drawn as it is, by its number: `⟦U+202E⟧`.
#[must_use]
pub fn by_number(c: char) -> String {
    format!("⟦U+{:04X}⟧", u32::from(c))
}

/// Where the text behind so many characters begins, in bytes; the end of it if it has fewer.
#[must_use]
pub fn byte_at(text: &str, characters: usize) -> usize {
    text.char_indices().nth(characters).map_or(text.len(), |(at, _)| at)
}

/// A text with its first letter as at the beginning of a sentence.
#[must_use]
pub fn sentence_case(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// `1 visit`, `2 visits`; the plural is the singular with an s unless given.
#[must_use]
pub fn count(n: usize, singular: &str) -> String {
    let number = thousands(n);
    if n == 1 { format!("{number} {singular}") } else { format!("{number} {}", plural(singular)) }
}

/// `visits`, `journal entries`, `days`.
#[must_use]
pub fn plural(singular: &str) -> String {
    match singular.strip_suffix('y') {
        Some(stem) if !stem.ends_with(['a', 'e', 'o', 'u']) => format!("{stem}ies"),
        _ => format!("{singular}s"),
    }
}

/// A whole number with commas between thousands.
#[must_use]
pub fn thousands(n: usize) -> String {
    let digits = n.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// A number of bytes in few letters: `812 bytes`, `1.2 MB`. A megabyte is a million bytes.
#[must_use]
pub fn bytes(n: u64) -> String {
    let units = [(1e12, "TB"), (1e9, "GB"), (1e6, "MB"), (1e3, "kB")];
    let n_float = n as f64;
    // What would be rounded up to a thousand of a unit is one of the next.
    match units.into_iter().find(|(by, _)| n_float >= by * 0.9995) {
        Some((by, unit)) if n_float < by * 9.95 => format!("{:.1} {unit}", n_float / by),
        Some((by, unit)) => format!("{:.0} {unit}", n_float / by),
        None => count(usize::try_from(n).unwrap_or(usize::MAX), "byte"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_written_in_few_letters() {
        let sizes = [0, 1, 812, 999, 1_000, 1_249_000, 12_500_000, 999_960_000, 3_000_000_000].map(bytes);
        let words = ["0 bytes", "1 byte", "812 bytes", "999 bytes", "1.0 kB", "1.2 MB", "12 MB", "1.0 GB", "3.0 GB"];
        assert_eq!(sizes, words);
    }

    #[test]
    fn names_fold_across_forms_case_and_marks() {
        assert_eq!(fold("  PAEK  YANG-SAN １ "), "paek yang san 1");
        assert_eq!(fold("Восто\u{301}чный"), "восточныи");
        assert_eq!(
            fold("청진"),
            fold("\u{110E}\u{1165}\u{11BC}\u{110C}\u{1175}\u{11AB}"),
            "Hangul syllables and letters are one"
        );
        assert_eq!(fold("Lady\u{200B} R."), "lady r");
        assert_eq!(fold(" --Lady-R._"), "lady r");
    }

    proptest::proptest! {
        #[test]
        fn plain_names_fold_as_all_others_do(name in "[ -~\t\n]{0,12}") {
            // The letter at the end keeps the name from being folded as a plain one.
            let with = fold(&format!("{name} é"));
            let plain = format!("{} e", fold(&name));
            proptest::prop_assert_eq!(plain.trim_start(), with);
        }
    }

    #[test]
    fn numbers_in_names_count() {
        let mut names = ["Tanker 10", "Tanker 2", "An San 1", "청진", "Tanker"];
        names.sort_by_key(|name| naturally(name));
        assert_eq!(names, ["An San 1", "Tanker", "Tanker 2", "Tanker 10", "청진"]);
    }

    #[test]
    fn direction_marks_are_shown() {
        assert_eq!(visible("abc"), "abc");
        assert_eq!(visible("a\u{202E}b"), "a⟦U+202E⟧b");
        assert_eq!(visible("a\u{0}b"), "a⟦U+0000⟧b");
    }

    #[test]
    fn counts_read_as_words() {
        assert_eq!(count(1, "visit"), "1 visit");
        assert_eq!(count(11_000, "shipment"), "11,000 shipments");
        assert_eq!(count(2, "journal entry"), "2 journal entries");
        assert_eq!(count(0, "day"), "0 days");
    }
}
