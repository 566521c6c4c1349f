//! Where one sentence ends and the next begins, in any script: fact-checkers go from sentence to sentence.

/// Short forms that end with a full stop and no sentence, in lower case and without it.
const ALWAYS: [&str; 6] = ["cf", "e.g", "i.e", "v", "viz", "vs"];
/// Those that do so before a number; else they may be words, as in “the answer was no”.
const BEFORE_NUMBERS: [&str; 27] = [
    "approx", "art", "arts", "c", "ca", "fig", "figs", "no", "nos", "p", "para", "paras", "pp", "vol", "jan", "feb",
    "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec", "ed",
];
/// Those that do so before a name.
const BEFORE_NAMES: [&str; 12] = ["Capt", "Col", "Dr", "Gen", "Hon", "Lt", "Mr", "Mrs", "Ms", "Mt", "Prof", "St"];

/// Where sentences end in a text, in bytes: after the closing marks and before the space that follows. The end of the
/// text is no boundary.
#[must_use]
pub fn boundaries(text: &str) -> Vec<usize> {
    let mut found = Vec::new();
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let wide = matches!(c, '。' | '！' | '？' | '؟' | '۔' | '।');
        if !wide && !matches!(c, '.' | '!' | '?' | '…') {
            continue;
        }
        let mut end = at + c.len_utf8();
        while let Some((next, closing)) = chars.peek().copied().filter(|(_, c)| closes(*c)) {
            end = next + closing.len_utf8();
            chars.next();
        }
        let rest = &text[end..];
        let begins = rest.trim_start();
        let spaced = wide || rest.len() != begins.len();
        if begins.is_empty() || !spaced || !begins.starts_with(opens) || (c == '.' && is_short(&text[..=at], begins)) {
            continue;
        }
        found.push(end);
    }
    found
}

/// Whether it may stand between the end of a sentence and the space after it.
#[must_use]
pub fn closes(c: char) -> bool {
    matches!(c, '.' | '!' | '?' | '…' | '"' | '\'' | '”' | '’' | '»' | ')' | ']' | '」' | '』')
}

/// Whether a sentence may begin with it: anything but a small letter, or a mark that goes with what stands before it.
/// Scripts without capitals begin with any letter.
#[must_use]
pub fn opens(c: char) -> bool {
    !c.is_lowercase()
        && !matches!(c, '.' | ',' | ';' | ':' | '!' | '?' | '…' | ')' | ']' | '}' | '”' | '’' | '»' | '」' | '』')
}

/// Whether the full stop at the end of `before` belongs to an abbreviation or an initial, with `after` behind the space.
#[must_use]
pub fn is_short(before: &str, after: &str) -> bool {
    let word = before.trim_end_matches('.').rsplit(|c: char| c.is_whitespace() || matches!(c, '(' | '[' | '“' | '"'));
    let word = word.into_iter().next().unwrap_or_default();
    let lower = word.to_lowercase();
    // An initial, as in “J. Byrne” and “U.N. Panel”; not the end of “of vitamin C.”, which cannot be told apart.
    let initials = word.starts_with(char::is_uppercase) && word.split('.').all(|part| part.chars().count() == 1);
    ALWAYS.contains(&lower.as_str())
        || BEFORE_NAMES.contains(&word)
        || (after.starts_with(char::is_numeric) && BEFORE_NUMBERS.contains(&lower.as_str()))
        || initials
}

/// The sentences of a text, in order, without the space around them.
#[must_use]
pub fn sentences(text: &str) -> Vec<&str> {
    let mut from = 0;
    let mut found = Vec::new();
    for end in boundaries(text).into_iter().chain([text.len()]) {
        found.push(text[from..end].trim());
        from = end;
    }
    found.retain(|sentence| !sentence.is_empty());
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expect: &[&str]) {
        assert_eq!(sentences(text), expect);
    }

    #[test]
    fn sentences_end_where_a_reader_ends_them() {
        check("One. Two! Three?", &["One.", "Two!", "Three?"]);
        check("It said “loaded.” Then it sailed.", &["It said “loaded.”", "Then it sailed."]);
        check(
            "Between 7.5 and 8.33 bbl. The cap is S/RES/2397 (2017).",
            &["Between 7.5 and 8.33 bbl.", "The cap is S/RES/2397 (2017)."],
        );
        check("No end", &["No end"]);
        check("유조선이 입항했다. 석유를 실었다.", &["유조선이 입항했다.", "석유를 실었다."]);
        check("船が着いた。荷を積んだ。", &["船が着いた。", "荷を積んだ。"]);
        check("Танкер пришёл. Он ушёл.", &["Танкер пришёл.", "Он ушёл."]);
    }

    #[test]
    fn abbreviations_and_initials_do_not_end_one() {
        check("Mr. J. Byrne of RUSI said so. It was No. 4.", &["Mr. J. Byrne of RUSI said so.", "It was No. 4."]);
        check("The U.S. Treasury listed it, e.g. Lady R.", &["The U.S. Treasury listed it, e.g. Lady R."]);
        check("Oil, coal, etc. Then it left.", &["Oil, coal, etc.", "Then it left."]);
    }
}
