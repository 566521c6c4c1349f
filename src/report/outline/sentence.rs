//! Where one sentence ends and the next begins: a fact-checker goes from sentence to sentence.

use super::inline::Inline;

/// What ends with a full stop and does not end a sentence. Lower case.
const SHORT: [&str; 45] = [
    "mr.", "mrs.", "ms.", "dr.", "prof.", "capt.", "gen.", "col.", "lt.", "st.", "no.", "nos.", "para.", "paras.",
    "art.", "arts.", "fig.", "figs.", "vol.", "p.", "pp.", "ed.", "eds.", "cf.", "e.g.", "i.e.", "etc.", "vs.",
    "approx.", "ca.", "c.", "jan.", "feb.", "mar.", "apr.", "jun.", "jul.", "aug.", "sep.", "sept.", "oct.", "nov.",
    "dec.", "ltd.", "co.",
];

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
        if begins.is_empty() || !spaced || !begins.starts_with(opens) || (c == '.' && is_short(&text[..at + 1], begins))
        {
            continue;
        }
        found.push(end);
    }
    found
}

fn closes(c: char) -> bool {
    matches!(c, '.' | '!' | '?' | '…' | '"' | '\'' | '”' | '’' | '»' | ')' | ']' | '」' | '』')
}

/// Whether a sentence may begin with it. Scripts without capitals begin with any letter.
fn opens(c: char) -> bool {
    matches!(c, '"' | '\'' | '“' | '‘' | '«' | '(' | '[' | '「' | '『')
        || c.is_numeric()
        || (c.is_alphabetic() && !c.is_lowercase())
}

/// Whether the full stop at the end of `before` belongs to an abbreviation, an initial or an ordinal before `after`.
fn is_short(before: &str, after: &str) -> bool {
    let word =
        before.rsplit(|c: char| c.is_whitespace() || matches!(c, '(' | '[' | '“' | '"')).next().unwrap_or_default();
    let lower = word.to_lowercase();
    let letters = word.trim_end_matches('.');
    // An initial, as in “J. Byrne”, and “U.S. officials”; not the end of “of vitamin C.”, which cannot be told apart.
    let initials = !letters.is_empty()
        && letters.split('.').all(|part| part.chars().count() == 1 && part.chars().all(char::is_uppercase));
    SHORT.contains(&lower.as_str())
        && (after.starts_with(|c: char| c.is_numeric()) || !matches!(lower.as_str(), "etc." | "co." | "ltd."))
        || initials
}

/// Parts a line into sentences. The marks of notes that follow a sentence stay with it.
#[must_use]
pub fn sentences(text: Vec<Inline>) -> Vec<Vec<Inline>> {
    let mut done: Vec<Vec<Inline>> = Vec::new();
    let mut open: Vec<Inline> = Vec::new();
    // Whether what is open could be a whole sentence, which ends if another begins after a space.
    let mut ended = false;
    let mut spaced = false;
    for piece in text {
        match piece {
            Inline::Text(text) => {
                if ended && (spaced || text.starts_with(char::is_whitespace)) && text.trim_start().starts_with(opens) {
                    done.push(std::mem::take(&mut open));
                }
                let mut from = 0;
                for at in boundaries(&text) {
                    open.push(Inline::text(
                        text[from..at].trim_start_matches(|c: char| open.is_empty() && c.is_whitespace()),
                    ));
                    done.push(std::mem::take(&mut open));
                    from = at;
                }
                let rest = if open.is_empty() { text[from..].trim_start() } else { &text[from..] };
                let whole = rest.trim_end();
                let shut = whole.trim_end_matches(closes);
                ended = whole[shut.len()..].contains(['.', '!', '?', '…', '。', '！', '？'])
                    && !(whole.ends_with('.') && is_short(whole, ""));
                spaced = rest.len() != whole.len();
                if !rest.is_empty() {
                    open.push(Inline::text(rest));
                }
            }
            note @ Inline::Note(_) => open.push(note),
            other => {
                ended = false;
                open.push(other);
            }
        }
    }
    if !open.is_empty() {
        done.push(open);
    }
    done.retain(|sentence| sentence.iter().any(|piece| !matches!(piece, Inline::Text(text) if text.trim().is_empty())));
    done
}

#[cfg(test)]
mod tests {
    use super::super::inline::plain;
    use super::*;

    #[track_caller]
    fn check(text: &str, expect: &[&str]) {
        let found: Vec<String> =
            sentences(vec![Inline::text(text)]).iter().map(|one| plain(one).trim().to_owned()).collect();
        assert_eq!(found, expect);
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

    #[test]
    fn notes_stay_with_the_sentence_before_them() {
        let text = vec![
            Inline::text("First"),
            Inline::Note(0),
            Inline::text(" part."),
            Inline::Note(1),
            Inline::text(" Second. "),
            Inline::Note(2),
            Inline::text(" Third."),
        ];
        let found = sentences(text);
        let notes: Vec<Vec<usize>> = found.iter().map(|one| super::super::inline::notes(one)).collect();
        assert_eq!(
            found.iter().map(|one| plain(one).trim().to_owned()).collect::<Vec<_>>(),
            ["First part.", "Second.", "Third."]
        );
        assert_eq!(notes, [vec![0, 1], vec![2], vec![]]);
    }
}
