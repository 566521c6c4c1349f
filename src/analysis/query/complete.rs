//! What could stand where the cursor is in a query: fields, words, names of the case.

use std::ops::Range;

use super::fields::{self, FIELDS, Field, NameKind, Takes};
use super::names::Names;
use super::parse::{QUOTES, SIGNS, bare_end};
use crate::base::text::fold;

/// Something that could stand in a query, and which bytes of the text it replaces.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Completion {
    /// The bytes that it replaces; within the text and on character boundaries.
    pub range: Range<usize>,
    /// What stands there then.
    pub text: String,
    /// What it is called in a list.
    pub label: String,
    /// What it means, in a phrase; empty for a name.
    pub about: String,
}

impl Completion {
    /// The text with it taken, and where the cursor stands then, in bytes.
    #[must_use]
    pub fn apply(&self, text: &str) -> (String, usize) {
        let (before, after) = (&text[..self.range.start], &text[self.range.end..]);
        let is_field = self.text.ends_with(':');
        // A term ends before what follows it; at the end the next one can be written at once.
        let goes_on = after.starts_with(|c: char| c.is_whitespace() || c == ')') || after.starts_with("..");
        let gap = if is_field || goes_on { "" } else { " " };
        (format!("{before}{}{gap}{after}", self.text), before.len() + self.text.len() + gap.len())
    }
}

/// How many are offered at most.
const MOST: usize = 40;
/// How many names of each kind are offered for a word without a field.
const OF_EACH: usize = 4;
/// Fields by which a word without a field is looked up among the names of the case.
const BY_NAME: [(&str, NameKind); 7] = [
    ("vessel", NameKind::Vessel),
    ("place", NameKind::Place),
    ("tag", NameKind::Tag),
    ("source", NameKind::Source),
    ("operator", NameKind::Operator),
    ("cargo", NameKind::Cargo),
    ("speaker", NameKind::Speaker),
];

/// What could stand at the cursor, `cursor` bytes into the text, best first. Nothing where nothing was begun, within
/// quotes that no field stands before, and where all that could stand there does.
#[must_use]
pub fn complete(text: &str, cursor: usize, names: &Names) -> Vec<Completion> {
    let cursor = (0..=cursor.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    let Some(spot) = spot(text, cursor) else { return Vec::new() };
    let mut found = match spot.field {
        None if spot.names_field => fields_from(&spot),
        None => words(&spot, names),
        Some(field) => values(&spot, field, names),
    };
    found.retain(|completion| text[completion.range.clone()] != completion.text);
    found.truncate(MOST);
    found
}

/// What is being written at the cursor.
struct Spot {
    /// The field whose value it is.
    field: Option<&'static Field>,
    /// Whether it is the name of a field that has a colon already.
    names_field: bool,
    /// What was written up to the cursor, without quotes.
    typed: String,
    /// What a completion replaces.
    range: Range<usize>,
}

fn spot(text: &str, cursor: usize) -> Option<Spot> {
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        if c.is_whitespace() || matches!(c, '(' | ')' | '-') {
            at += c.len_utf8();
            continue;
        }
        let term = term(text, at);
        if at >= cursor {
            return None;
        }
        if cursor <= term.end {
            return within(text, cursor, &term);
        }
        at = term.end;
    }
    None
}

/// Where a term and its parts begin and end; the grammar of [`super::parse()`] for a text that is not finished.
struct Bare {
    start: usize,
    /// Behind the colon, if there is one.
    value: Option<usize>,
    /// The quote, and behind the one that closes it.
    quote: Option<(usize, Option<usize>)>,
    end: usize,
}

fn term(text: &str, start: usize) -> Bare {
    let word_end = bare_end(text, start);
    let word = &text[start..word_end];
    let field = word.split_once(':').filter(|(field, _)| field.starts_with(char::is_alphabetic));
    let value = field.map(|(field, _)| start + field.len() + 1);
    let quotes = field.map_or(word.is_empty(), |(_, value)| value.chars().all(|c| SIGNS.contains(&c)));
    if !(quotes && text[word_end..].starts_with(QUOTES)) {
        return Bare { start, value, quote: None, end: word_end };
    }
    let closing = closing(text, word_end);
    Bare { start, value, quote: Some((word_end, closing)), end: closing.unwrap_or(text.len()) }
}

/// Behind the mark that closes the quote at `open`.
fn closing(text: &str, open: usize) -> Option<usize> {
    let mut rest = text[open..].char_indices().skip(1).peekable();
    while let Some((at, c)) = rest.next() {
        if QUOTES.contains(&c) && rest.next_if(|(_, next)| *next == c).is_none() {
            return Some(open + at + c.len_utf8());
        }
    }
    None
}

fn within(text: &str, cursor: usize, term: &Bare) -> Option<Spot> {
    let Some(value) = term.value else {
        let typed = text[term.start..cursor].to_owned();
        return term.quote.is_none().then_some(Spot {
            field: None,
            names_field: false,
            typed,
            range: term.start..term.end,
        });
    };
    if cursor < value {
        let typed = text[term.start..cursor].to_owned();
        return Some(Spot { field: None, names_field: true, typed, range: term.start..value });
    }
    let field = Some(fields::find(&text[term.start..value - 1])?);
    if let Some((open, closed)) = term.quote.filter(|(open, _)| cursor > *open) {
        // Behind a closed quote the term is done.
        if closed.is_some_and(|closed| cursor >= closed) {
            return None;
        }
        let first = open + text[open..].chars().next().map_or(0, char::len_utf8);
        // What looks like the closing mark may open the quote of a later term.
        let end = closed.filter(|closed| !text[cursor..*closed].contains(':')).unwrap_or(cursor);
        return Some(Spot {
            field,
            names_field: false,
            typed: text[first..cursor.max(first)].to_owned(),
            range: open..end,
        });
    }
    // Signs and the other end of a range stay as they are.
    let signs = text[value..term.end].chars().take_while(|c| SIGNS.contains(c)).count();
    let mut range = (value + signs).min(cursor)..term.quote.map_or(term.end, |(open, _)| open);
    if let Some(at) = text[range.start..cursor].rfind("..") {
        range.start += at + 2;
    }
    if let Some(at) = text[cursor..range.end].find("..") {
        range.end = cursor + at;
    }
    let done = term.quote.is_some();
    (!done).then(|| Spot { field, names_field: false, typed: text[range.start..cursor].to_owned(), range })
}

fn field_item(field: &Field, range: Range<usize>) -> Completion {
    let label = format!("{}:", field.name);
    Completion { range, text: label.clone(), label, about: field.finds.to_owned() }
}

fn fields_from(spot: &Spot) -> Vec<Completion> {
    let typed = spot.typed.to_lowercase();
    let starts = |field: &&Field| field.also.iter().chain([&field.name]).any(|name| name.starts_with(&typed));
    FIELDS.iter().filter(starts).map(|field| field_item(field, spot.range.clone())).collect()
}

/// What a word could become: a field, a field with a word it takes, a field with a name.
fn words(spot: &Spot, names: &Names) -> Vec<Completion> {
    let mut found = fields_from(spot);
    let typed = fold(&spot.typed);
    if typed.chars().count() < 2 {
        return found;
    }
    let item = |text: String, about: &str| Completion {
        range: spot.range.clone(),
        label: text.clone(),
        text,
        about: about.to_owned(),
    };
    for field in FIELDS {
        if let Takes::Words(words) = field.takes {
            let starting = words.iter().filter(|(word, _)| fold(word).starts_with(&typed));
            found.extend(starting.map(|(word, about)| item(format!("{}:{word}", field.name), about)));
        }
    }
    for (field, kind) in BY_NAME {
        let named = names.find(kind, &spot.typed, OF_EACH).into_iter();
        found.extend(named.map(|name| item(format!("{field}:{}", name.written), "")));
    }
    found
}

fn values(spot: &Spot, field: &Field, names: &Names) -> Vec<Completion> {
    let range = || spot.range.clone();
    match field.takes {
        Takes::Words(words) => {
            let typed = fold(&spot.typed);
            let (mut starting, mut holding) = (Vec::new(), Vec::new());
            for (word, about) in words {
                let item = Completion {
                    range: range(),
                    text: (*word).to_owned(),
                    label: (*word).to_owned(),
                    about: (*about).to_owned(),
                };
                match fold(word).find(&typed) {
                    Some(0) => starting.push(item),
                    Some(_) => holding.push(item),
                    None => {}
                }
            }
            starting.append(&mut holding);
            starting
        }
        Takes::Names(kind) => {
            let found = names.find(kind, &spot.typed, MOST).into_iter();
            let item = |name: &super::names::Name| Completion {
                range: range(),
                text: name.written.clone(),
                label: name.text.clone(),
                about: String::new(),
            };
            found.map(item).collect()
        }
        Takes::Date | Takes::Number | Takes::Reference => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::parse::parse;
    use super::super::tests::case;
    use super::*;

    /// What is offered at `|`, each as it would be taken, with the cursor.
    fn offered(text: &str) -> Vec<String> {
        let cursor = text.find('|').expect("a cursor");
        let text = text.replace('|', "");
        let taken = complete(&text, cursor, &Names::of(&case())).into_iter().map(|item| item.apply(&text));
        taken.map(|(text, at)| format!("{}|{}", &text[..at], &text[at..])).collect()
    }

    #[track_caller]
    fn first(text: &str, expected: &str) {
        assert_eq!(offered(text).first().map(String::as_str), Some(expected), "{text}: {:?}", offered(text));
    }

    #[test]
    fn fields_are_offered_by_their_first_letters() {
        first("pl|", "place:|");
        first("is:half-open ori|", "is:half-open origins:|");
        first("-ha|", "-has:|");
        first("(ha|)", "(has:|)");
        first("prod|", "cargo:|");
        first("ha|x:note", "has:|note");
        assert_eq!(offered("|"), [""; 0]);
        assert_eq!(offered("place:Vostochny |"), [""; 0], "nothing is offered before anything is written");
        assert_eq!(offered("|pl"), [""; 0]);
        assert_eq!(offered("\"pl|"), [""; 0], "a quoted text is no field");
    }

    #[test]
    fn words_of_a_field_are_offered_and_signs_and_ranges_stay() {
        first("is:h|", "is:half-open |");
        first("activity:|", "activity:loading |");
        assert_eq!(offered("activity:|").len(), 6);
        first("hedge:<li|", "hedge:<likely |");
        first("hedge:alleged..ap|", "hedge:alleged..appears |");
        first("hedge:al|..likely", "hedge:alleged|..likely");
        first("likelihood:>=\"very|", "likelihood:>=very-unlikely |");
        first("is:hal| place:x", "is:half-open| place:x");
        first("grade:|", "grade:A |");
        assert_eq!(offered("is:half-open|"), [""; 0], "what stands there is not offered");
        assert_eq!(offered("after:2024|"), [""; 0]);
        assert_eq!(offered("colour:r|"), [""; 0]);
    }

    #[test]
    fn names_are_offered_with_the_quotes_they_need() {
        first("vessel:tan|", "vessel:\"Tanker 1\" |");
        first("vessel:\"tanker 10|", "vessel:\"Tanker 10\" |");
        first("vessel:“paek y|", "vessel:\"Paek Yang San 1\" |");
        first("vessel:\"tan|\" is:undated", "vessel:\"Tanker 1\"| is:undated");
        first("vessel:\"tan| tag:\"dark\"", "vessel:\"Tanker 1\"| tag:\"dark\"");
        first("place:cho|", "place:Chongjin |");
        first("place:청|", "place:Chongjin |");
        first("exhibit:calls|", "exhibit:E-8 |");
        assert_eq!(offered("vessel:\"Tanker 1\"|"), [""; 0], "a closed quote is done");
    }

    #[test]
    fn a_word_finds_the_field_it_belongs_to() {
        assert_eq!(offered("chon|"), ["place:Chongjin |"]);
        assert_eq!(offered("half|"), ["is:half-open |"]);
        assert_eq!(offered("susp|"), ["tag:suspected |"]);
        assert_eq!(offered("loading|")[0], "activity:loading |");
        assert_eq!(offered("cr|"), ["grade:|"], "by its other name");
    }

    proptest! {
        #[test]
        fn whatever_is_taken_is_itself_no_error(
            text in r#"(vessel:|place:|is:|hedge:<|likelihood:|tag:|Tanker 1|chong|half|lo|"|“|”|\(|\)|-| | |OR|:|\.\.|é|청){0,8}"#,
            cursor in 0_usize..60,
        ) {
            for item in complete(&text, cursor, &Names::of(&case())) {
                prop_assert!(text.get(item.range.clone()).is_some(), "{:?}", item);
                let (taken, at) = item.apply(&text);
                prop_assert!(taken.is_char_boundary(at));
                // All else stays as it was written.
                prop_assert!(taken.starts_with(&text[..item.range.start]) && taken.ends_with(&text[item.range.end..]));
                let inserted = item.range.start..item.range.start + item.text.len();
                if let Err(error) = parse(&taken) && !item.text.ends_with(':') {
                    let inside = inserted.start <= error.range.start && error.range.end <= inserted.end;
                    prop_assert!(!inside, "{:?} in {} gave {}: {} at {:?}", item, text, taken, error, error.range);
                }
            }
        }

        #[test]
        fn no_text_and_no_cursor_is_too_odd(text in "\\PC{0,40}", cursor in 0_usize..60) {
            for item in complete(&text, cursor, &Names::of(&case())) {
                prop_assert!(text.get(item.range.clone()).is_some());
            }
        }
    }
}
