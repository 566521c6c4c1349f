//! Lines parted into sentences, each with the marks of its notes.

use super::inline::Inline;
use crate::base::sentence::{boundaries, closes, is_short, opens};

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
