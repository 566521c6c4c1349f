//! Dates as people write them, in and out: “7 to 22 March 2024”, “about March 2024”, “since 7 March 2024”.
//!
//! EDTF is tried first; words second. What could mean two days is refused with a sentence, never guessed. Knows
//! English and the calendar; asks for no clock, so “yesterday” is no date here. [`parse`] reads, [`words()`] and its
//! companions write; what they write reads back as the same date.

mod words;

use super::edtf::{DateError, Edtf, End};
use super::time::{Precision, Qualifier, When};

use self::words::UNKNOWN;
pub use self::words::{MONTHS, bounds_words, edtf_words, words};

const SEASONS: [&str; 5] = ["spring", "summer", "autumn", "fall", "winter"];
const ABOUT: [&str; 9] =
    ["about ", "around ", "circa ", "approximately ", "approx. ", "roughly ", "ca. ", "c. ", "ca "];
const PERHAPS: [&str; 4] = ["perhaps ", "possibly ", "maybe ", "probably "];
const SEPARATORS: [&str; 9] = [" to ", " until ", " till ", " through ", " – ", " - ", "–", "—", "-"];
/// Longer texts are no dates, and splitting them in every place would only take time.
const LONGEST: usize = 200;

/// Reads a date in EDTF or in plain English.
///
/// - `7 March 2024`, `Mar 7, 2024`, `7-Mar-2024`, `25.03.2024`, `March 2024`, `7 March 2024, 04:05 UTC`
/// - `about March 2024` is approximate (`~`), `perhaps March 2024` and `March 2024?` are uncertain (`?`).
/// - `7 to 22 March 2024` is an interval, `since …` and `until …` (also `from`, `after`, `before`) open ones;
///   `between 7 and 22 March 2024` and `some time from … to …` are one unknown date of the range.
/// - `early`, `mid` and `late March 2024` are one date of the 1st to 10th, 11th to 20th, 21st to the end, both ends
///   approximate; of a year, of its first, second and third four months.
///
/// # Errors
/// If the text is in none of these forms, not in the calendar, or could mean two days.
pub fn parse(text: &str) -> Result<Edtf, DateError> {
    match text.parse::<Edtf>() {
        Ok(edtf) => return Ok(edtf),
        Err(DateError::Form(_) | DateError::Interval(_)) => {}
        Err(error) if is_edtf_alphabet(text) => return Err(error),
        Err(_) => {}
    }
    let trimmed = text.trim();
    let echo: String = trimmed.chars().take(60).collect();
    if trimmed.len() > LONGEST {
        return Err(DateError::Form(format!("{echo}…")));
    }
    let folded = trimmed.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ");
    match read(&folded) {
        Ok(Some(edtf)) => edtf.to_string().parse().map_err(|error| with_text(error, &echo)),
        Ok(None) => Err(DateError::Form(echo)),
        Err(error) => Err(with_text(error, &echo)),
    }
}

/// Whether a text holds only what EDTF is made of; in “2024-03-07 to 2024-03-22” it would take “to” for a time.
fn is_edtf_alphabet(text: &str) -> bool {
    text.chars().all(|c| c.is_ascii_digit() || "-:/.[]?~%+ TZXUCtzxuc".contains(c))
}

/// The error about the text as the user wrote it.
fn with_text(error: DateError, text: &str) -> DateError {
    let text = text.to_owned();
    match error {
        DateError::Form(_) => DateError::Form(text),
        DateError::NoSuchDay(_) => DateError::NoSuchDay(text),
        DateError::Year(_) => DateError::Year(text),
        DateError::Backwards(_) => DateError::Backwards(text),
        DateError::Interval(_) => DateError::Interval(text),
        DateError::Season(_) => DateError::Season(text),
        DateError::Ambiguous(_, one, other) => DateError::Ambiguous(text, one, other),
    }
}

/// None if the text is in no known form; an error if it is in one and wrong.
fn read(text: &str) -> Result<Option<Edtf>, DateError> {
    if let Some(rest) = strip(text, &["between "]) {
        return Ok(split(rest, &[" and "])?.map(|(from, to)| Edtf::OneOf(from, to)));
    }
    if let Some(rest) = strip(text, &["not before ", "some time since ", "some time from "]) {
        if let Some((from, to)) = split(rest, &SEPARATORS)? {
            return Ok(Some(Edtf::OneOf(from, to)));
        }
        return Ok(side(rest)?.map(|span| Edtf::OneOf(End::At(span.first), End::Open)));
    }
    if let Some(rest) = strip(text, &["not after ", "some time until ", "some time before "]) {
        return Ok(side(rest)?.map(|span| Edtf::OneOf(End::Open, End::At(span.last))));
    }
    if let Some(rest) = strip(text, &["since ", "from ", "after "]) {
        if let Some((from, to)) = split(rest, &SEPARATORS)? {
            return Ok(Some(Edtf::Interval(from, to)));
        }
        return Ok(side(rest)?.map(|span| Edtf::Interval(End::At(span.first), End::Open)));
    }
    if let Some(rest) = strip(text, &["until ", "till ", "up to ", "before ", "to "]) {
        return Ok(side(rest)?.map(|span| Edtf::Interval(End::Open, End::At(span.last))));
    }
    if let Some(span) = side(text)? {
        return Ok(Some(match span {
            Span { first, last } if first == last => Edtf::Date(first),
            Span { first, last } => Edtf::OneOf(End::At(first), End::At(last)),
        }));
    }
    Ok(split(text, &SEPARATORS)?.map(|(from, to)| Edtf::Interval(from, to)))
}

fn strip<'a>(text: &'a str, prefixes: &[&str]) -> Option<&'a str> {
    prefixes.iter().find_map(|prefix| text.strip_prefix(prefix)).map(str::trim)
}

/// The first and last date that a word such as “early March” reaches; the same date for all others.
#[derive(Clone, Copy)]
struct Span {
    first: When,
    last: When,
}

/// What one side of a range says; the other side may complete it.
#[derive(Clone, Copy, Default)]
struct Parts<'a> {
    year: Option<u16>,
    month: Option<u8>,
    day: Option<u8>,
    time: Option<&'a str>,
    third: Option<u8>,
    qualifier: Qualifier,
    /// A date that needs no completing: EDTF, `25/03/2024`, `the 2020s`.
    whole: Option<When>,
}

/// Two dates around any one of the separators, each completing the other.
fn split(text: &str, separators: &[&str]) -> Result<Option<(End, End)>, DateError> {
    for separator in separators {
        for (at, _) in text.match_indices(separator) {
            let (left, right) = (text[..at].trim(), text[at + separator.len()..].trim());
            match (left == UNKNOWN, right == UNKNOWN) {
                (true, false) => {
                    if let Some(span) = side(right)? {
                        return Ok(Some((End::Unknown, End::At(span.last))));
                    }
                    continue;
                }
                (false, true) => {
                    if let Some(span) = side(left)? {
                        return Ok(Some((End::At(span.first), End::Unknown)));
                    }
                    continue;
                }
                _ => {}
            }
            let (Some(mut from), Some(mut to)) = (parts(left)?, parts(right)?) else { continue };
            let from_is_bare = from.whole.is_none() && (from.year.is_none() || from.month.is_none());
            complete(&mut from, &mut to);
            if from_is_bare && from.qualifier != Qualifier::default() && to.qualifier == Qualifier::default() {
                to.qualifier = from.qualifier;
            }
            if let (Some(from), Some(to)) = (span(from)?, span(to)?) {
                return Ok(Some((End::At(from.first), End::At(to.last))));
            }
        }
    }
    Ok(None)
}

/// “7 to 22 March 2024”, “7 March to 2 April 2024”, “March 7 to 22, 2024”.
fn complete(from: &mut Parts, to: &mut Parts) {
    if to.whole.is_none() && to.day.is_some() && to.month.is_none() && from.year.is_none() {
        to.month = from.month;
    }
    if from.whole.is_none() && from.year.is_none() && to.whole.is_none() {
        from.year = to.year;
        if from.month.is_none() && from.day.is_some() && to.day.is_some() {
            from.month = to.month;
        }
    }
}

fn side(text: &str) -> Result<Option<Span>, DateError> {
    parts(text)?.map_or(Ok(None), span)
}

/// The dates of complete parts.
fn span(parts: Parts) -> Result<Option<Span>, DateError> {
    if let Some(when) = parts.whole {
        let own = when.qualifier();
        let qualifier = Qualifier {
            uncertain: own.uncertain || parts.qualifier.uncertain,
            approximate: own.approximate || parts.qualifier.approximate,
        };
        let when = when.qualified(qualifier);
        return Ok(Some(Span { first: when, last: when }));
    }
    let Parts { year: Some(year), month, day, time, third, .. } = parts else { return Ok(None) };
    let single = |text: String| -> Result<When, DateError> { Ok(text.parse::<When>()?.qualified(parts.qualifier)) };
    let one = |text: String| -> Result<Option<Span>, DateError> {
        let when = single(text)?;
        Ok(Some(Span { first: when, last: when }))
    };
    match (month, day, time, third) {
        (None, None, None, None) => one(format!("{year:04}")),
        (Some(month), None, None, None) => one(format!("{year:04}-{month:02}")),
        (Some(month), Some(day), None, None) => one(format!("{year:04}-{month:02}-{day:02}")),
        (Some(month), Some(day), Some(time), None) => one(format!("{year:04}-{month:02}-{day:02}T{time}")),
        (month, None, None, Some(third)) => {
            let about = |text: String| -> Result<When, DateError> {
                let when = text.parse::<When>()?;
                Ok(when.qualified(Qualifier { approximate: true, ..parts.qualifier }))
            };
            let (first, last) = if let Some(month) = month {
                let first = about(format!("{year:04}-{month:02}-{:02}", 10 * third + 1))?;
                let last = match third {
                    0 | 1 => about(format!("{year:04}-{month:02}-{:02}", 10 * third + 10))?,
                    _ => {
                        let whole = single(format!("{year:04}-{month:02}"))?;
                        let second = super::time::Utc(whole.end().0 - 1);
                        When::new(second, Precision::Day, first.qualifier())
                    }
                };
                (first, last)
            } else {
                (about(format!("{year:04}-{:02}", 4 * third + 1))?, about(format!("{year:04}-{:02}", 4 * third + 4))?)
            };
            Ok(Some(Span { first, last }))
        }
        _ => Ok(None),
    }
}

/// What a text without range words says; none if it is not made of the parts of a date.
fn parts(text: &str) -> Result<Option<Parts<'_>>, DateError> {
    let mut found = Parts::default();
    let mut rest = text.trim();
    loop {
        if let Some(after) = strip(rest, &ABOUT) {
            (rest, found.qualifier.approximate) = (after, true);
        } else if let Some(after) = strip(rest, &PERHAPS) {
            (rest, found.qualifier.uncertain) = (after, true);
        } else if let Some(after) = strip(rest, &["in ", "on ", "the "]) {
            rest = after;
        } else {
            break;
        }
    }
    let thirds = [
        (0, &["early ", "early-", "beginning of ", "start of "][..]),
        (1, &["mid ", "mid-", "middle of "][..]),
        (2, &["late ", "late-", "end of "][..]),
    ];
    for (third, prefixes) in thirds {
        if let Some(after) = strip(rest, prefixes) {
            (rest, found.third) = (after, Some(third));
            break;
        }
    }
    if is_edtf_alphabet(rest) {
        match rest.to_uppercase().parse::<When>() {
            Ok(when) if found.third.is_none() => return Ok(Some(Parts { whole: Some(when), ..found })),
            Err(error @ (DateError::NoSuchDay(_) | DateError::Year(_))) => return Err(error),
            _ => {}
        }
    }
    for (mark, uncertain, approximate) in [('?', true, false), ('~', false, true), ('%', true, true)] {
        if let Some(before) = rest.strip_suffix(mark) {
            rest = before.trim_end();
            found.qualifier.uncertain |= uncertain;
            found.qualifier.approximate |= approximate;
        }
    }
    if let Some(when) = period(rest)? {
        return Ok(Some(Parts { whole: Some(when), ..found }));
    }
    if let Some(when) = numeric(rest)? {
        return Ok(Some(Parts { whole: Some(when), ..found }));
    }
    let mut words = rest.split([' ', ',']).flat_map(by_hyphen).filter(|word| !word.is_empty() && *word != "of");
    let mut any = false;
    for word in words.by_ref() {
        any = true;
        let taken = if let Some(month) = month(word) {
            found.month.replace(month).is_some()
        } else if let Some(number) = ordinal(word) {
            match word.len() {
                4 if word.bytes().all(|b| b.is_ascii_digit()) => found.year.replace(number).is_some(),
                _ => found.day.replace(u8::try_from(number).unwrap_or(0)).is_some(),
            }
        } else if word.contains(':') || (word.len() == 3 && word.ends_with('h')) {
            found.time.replace(word.trim_end_matches('h')).is_some()
        } else if SEASONS.contains(&word) {
            return Err(DateError::Season(text.to_owned()));
        } else {
            // The zone is only written after a time, and it is UTC whether written or not.
            !matches!(word, "utc" | "gmt" | "z") || found.time.is_none()
        };
        if taken {
            return Ok(None);
        }
    }
    Ok(any.then_some(found))
}

/// `7-mar-2024` in its three words; anything with a colon stays whole, since it may hold an offset.
fn by_hyphen(word: &str) -> impl Iterator<Item = &str> {
    let apart = !word.contains(':') && word.bytes().any(|b| b.is_ascii_alphabetic());
    word.split(move |c| apart && c == '-')
}

fn month(word: &str) -> Option<u8> {
    let word = word.strip_suffix('.').unwrap_or(word);
    let at = MONTHS.iter().position(|name| {
        let name = name.to_ascii_lowercase();
        name == word || name[..3] == *word || (word == "sept" && name == "september")
    })?;
    u8::try_from(at + 1).ok()
}

/// `7`, `07`, `7th`, `2024`; at most four digits, since longer ones are serial numbers of some other program.
fn ordinal(word: &str) -> Option<u16> {
    let digits = ["st", "nd", "rd", "th"].iter().find_map(|end| word.strip_suffix(end)).unwrap_or(word);
    let fits = matches!(digits.len(), 1 | 2) || (digits.len() == 4 && digits.len() == word.len());
    (fits && digits.bytes().all(|b| b.is_ascii_digit())).then(|| digits.parse().ok()).flatten()
}

/// `2020s` and `years 2000 to 2099`.
fn period(text: &str) -> Result<Option<When>, DateError> {
    let century = text.strip_prefix("years ").and_then(|years| years.split_once(" to ")).and_then(|(from, to)| {
        let fits = from.len() == 4 && from.ends_with("00") && to.len() == 4 && to.ends_with("99");
        (fits && from.is_ascii() && to.is_ascii() && from[..2] == to[..2]).then(|| format!("{}XX", &from[..2]))
    });
    let decade = text.strip_suffix("0s").filter(|d| d.len() == 3).map(|digits| format!("{digits}X"));
    match century.or(decade) {
        Some(edtf) => edtf.parse().map(Some),
        None => Ok(None),
    }
}

/// `25/03/2024`, `25.03.2024`, `2024/3/7`, `03/2024`: numbers only, and only if they can mean one day.
fn numeric(text: &str) -> Result<Option<When>, DateError> {
    let numbers: Option<Vec<(usize, u16)>> = text
        .split(['/', '.', '-'])
        .map(|part| Some((part.len(), ordinal(part).filter(|_| part.bytes().all(|b| b.is_ascii_digit()))?)))
        .collect();
    let day = |year: u16, month: u16, day: u16| format!("{year:04}-{month:02}-{day:02}").parse().map(Some);
    match numbers.as_deref() {
        Some([(4, year), (1 | 2, month), (1 | 2, date)]) => day(*year, *month, *date),
        Some([(1 | 2, month), (4, year)]) => format!("{year:04}-{month:02}").parse().map(Some),
        Some([(1 | 2, a), (1 | 2, b), (4, year)]) => match (*a <= 12, *b <= 12) {
            (true, true) if a != b => {
                let [one, other] = [(b, a), (a, b)].map(|(month, date)| format!("{year:04}-{month:02}-{date:02}"));
                Err(DateError::Ambiguous(text.to_owned(), one, other))
            }
            (false, _) => day(*year, *b, *a),
            (true, _) => day(*year, *a, *b),
        },
        _ => Ok(None),
    }
}

#[cfg(test)]
mod tests;
