//! A visit typed on one line: `Tanker 2 @ Vostochny 2024-03-07/2024-03-22 loading ?`.
//!
//! [`parse`] reads the line alone; [`plan::resolve`] looks up its names in a case; [`plan::command`] makes the one
//! change that adds the visit and whatever it needs. Nothing here guesses: a name that two vessels bear is put back
//! to the user.

mod line;
pub mod plan;

use std::ops::Range;

use super::grading::Hedge;
use super::visit::Activity;
use crate::base::edtf::{Edtf, End};
use crate::base::interval::Bounds;
use crate::base::plain_date;
use crate::base::time::Precision;

use self::line::Token;
pub use self::plan::{Match, NotReady, QuickPlan, command, describe, resolve};

/// A visit as a line describes it; names are still text.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct QuickVisit {
    /// The vessel's name as typed.
    pub vessel: String,
    /// The place's name as typed.
    pub place: String,
    /// When.
    pub bounds: Bounds,
    /// The date as typed; empty if there is none.
    pub bound_text: String,
    /// What the vessel did.
    pub activity: Activity,
    /// How it is worded.
    pub hedge: Hedge,
    /// Numbers of exhibits (`E-3`), in the order typed.
    pub exhibits: Vec<u32>,
    /// Names of tags (`#suspected`), in the order typed.
    pub tags: Vec<String>,
}

/// Why a line is no visit, and which bytes of it to point at.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error("{message}")]
pub struct QuickError {
    /// What is wrong and what to write instead.
    pub message: String,
    /// The bytes of the line that it is about; always within it and on character boundaries.
    pub range: Range<usize>,
}

impl QuickError {
    fn new(message: impl Into<String>, range: Range<usize>) -> Self {
        Self { message: message.into(), range }
    }
}

/// Longer lines are a slip of the clipboard.
const LONGEST: usize = 1_000;
/// Words that the longest date takes: “some time from 27 September 2024 to …”.
const DATE_WORDS: usize = 14;

/// Reads a line.
///
/// `@` or “ at ” stands between vessel and place. After the place come, in any order: one date or range in EDTF or
/// plain words, an activity, a hedge (`?` alone is “appears”), exhibits (`E-3`) and tags (`#name`, `#"two words"`).
/// A name that holds such a word is put in quotes.
///
/// A range is first and last seen, a single day both; `a/..` is first seen, `../b` last seen; `[a..b]`, “between a
/// and b”, and a month or year alone are not before and not after. Without a date the visit is undated.
///
/// # Errors
/// The first part of the line that is not understood, with a sentence.
pub fn parse(line: &str) -> Result<QuickVisit, QuickError> {
    if line.len() > LONGEST {
        let message = format!("One visit on one line, of at most {LONGEST} characters");
        return Err(QuickError::new(message, 0..line::boundary(line, LONGEST)));
    }
    let (vessel, rest) = line::separate(line)?;
    let tokens = line::tokens(line, rest.start)?;
    let mut visit = QuickVisit { vessel: unquote(&line[vessel]).to_owned(), ..QuickVisit::default() };
    let mut seen = Seen::default();
    // Words that are neither date nor mark: at first they are the place, later they are a slip.
    let mut place: Option<Range<usize>> = None;
    let mut place_done = false;
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        if mark(line, token, &mut visit, &mut seen)? {
            place_done = true;
            at += 1;
        } else if let Some((words, edtf)) = date(line, &tokens[at..])? {
            let range = token.range.start..tokens[at + words - 1].range.end;
            if !visit.bound_text.is_empty() {
                return Err(QuickError::new("A visit has one date or one range", range));
            }
            visit.bounds = bounds(edtf);
            line[range].clone_into(&mut visit.bound_text);
            place_done = true;
            at += words;
        } else {
            let word = &line[token.range.clone()];
            if place_done {
                let help =
                    "After the place come a date, an activity, a hedge, exhibits such as E-3 and tags such as #dark";
                return Err(QuickError::new(format!("“{word}” is not understood. {help}"), token.range.clone()));
            }
            let start = place.map_or(token.range.start, |place: Range<usize>| place.start);
            place = Some(start..token.range.end);
            at += 1;
        }
    }
    let name = place.map_or("", |place| unquote(line[place].trim_end_matches(',')));
    if name.is_empty() {
        return Err(QuickError::new("Write the place after the vessel, as in Tanker 2 @ Vostochny", rest));
    }
    name.clone_into(&mut visit.place);
    visit.bounds.check().map_err(|error| QuickError::new(error.to_string(), 0..line.len()))?;
    Ok(visit)
}

/// What was already given, so that it is not given twice.
#[derive(Default)]
struct Seen {
    activity: bool,
    hedge: bool,
}

/// Takes an activity, hedge, exhibit or tag; false if the token is none of them.
fn mark(line: &str, token: &Token, visit: &mut QuickVisit, seen: &mut Seen) -> Result<bool, QuickError> {
    if token.quoted {
        return Ok(false);
    }
    let word = line[token.range.clone()].trim_end_matches(',');
    let twice = |what: &str| Err(QuickError::new(format!("A visit has one {what}"), token.range.clone()));
    let folded = word.to_lowercase();
    if let Some(activity) = activity(&folded) {
        visit.activity = activity;
        return if std::mem::replace(&mut seen.activity, true) { twice("activity") } else { Ok(true) };
    }
    if let Some(hedge) = hedge(&folded) {
        visit.hedge = hedge;
        return if std::mem::replace(&mut seen.hedge, true) { twice("hedge") } else { Ok(true) };
    }
    if let Some(tag) = word.strip_prefix('#') {
        let tag = unquote(tag);
        if tag.is_empty() {
            return Err(QuickError::new("Write the tag after #", token.range.clone()));
        }
        visit.tags.push(tag.to_owned());
        return Ok(true);
    }
    if let Some(number) = folded.strip_prefix("e-").filter(|n| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit())) {
        let number = number.parse().ok().filter(|number| *number > 0);
        let Some(number) = number else {
            return Err(QuickError::new(format!("There is no exhibit {word}"), token.range.clone()));
        };
        visit.exhibits.push(number);
        return Ok(true);
    }
    Ok(false)
}

fn activity(word: &str) -> Option<Activity> {
    Some(match word {
        "loading" | "load" | "loaded" => Activity::Loading,
        "discharging" | "discharge" | "discharged" | "unloading" | "unload" | "unloaded" => Activity::Discharging,
        "bunkering" => Activity::Bunkering,
        "waiting" => Activity::Waiting,
        "sts" | "ship-to-ship" => Activity::ShipToShip,
        "unknown" => Activity::Unknown,
        _ => return None,
    })
}

fn hedge(word: &str) -> Option<Hedge> {
    Some(match word {
        "?" | "appears" | "appeared" | "apparently" | "presumably" => Hedge::Appears,
        "likely" | "probably" => Hedge::Likely,
        "allegedly" | "alleged" | "reportedly" => Hedge::Alleged,
        "denied" => Hedge::Denied,
        "asserted" => Hedge::Asserted,
        _ => return None,
    })
}

/// The longest date at the beginning of the tokens: how many it takes, and what it means.
fn date(line: &str, tokens: &[Token]) -> Result<Option<(usize, Edtf)>, QuickError> {
    let is_word = |token: &&Token| {
        let taken = mark(line, token, &mut QuickVisit::default(), &mut Seen::default());
        !token.quoted && taken == Ok(false)
    };
    let reach = tokens.iter().take(DATE_WORDS).take_while(is_word).count();
    for words in (1..=reach).rev() {
        let range = tokens[0].range.start..tokens[words - 1].range.end;
        match plain_date::parse(line[range.clone()].trim_end_matches(',')) {
            Ok(edtf) => return Ok(Some((words, edtf))),
            Err(crate::base::edtf::DateError::Form(_)) => {}
            Err(error) => return Err(QuickError::new(error.to_string(), range)),
        }
    }
    // A word that begins as a date and is none must not become part of a place's name.
    if let Some(first) = tokens.first().filter(|first| !first.quoted) {
        let word = &line[first.range.clone()];
        if word.starts_with(|c: char| c.is_ascii_digit()) && word.contains(['/', '.', '-']) {
            let message = format!("“{word}” is not a date. Write 2024-03-07, 2024-03-07/2024-03-22 or 7 March 2024");
            return Err(QuickError::new(message, first.range.clone()));
        }
    }
    Ok(None)
}

/// The bounds that a date stands for; see [`parse`].
fn bounds(edtf: Edtf) -> Bounds {
    let at = End::at;
    match edtf {
        Edtf::Date(when) if when.precision() >= Precision::Day => Bounds::seen(when, when),
        Edtf::Date(when) => Bounds::within(Some(when), Some(when)),
        Edtf::Interval(from, to) => Bounds::new([None, at(from), at(to), None]),
        Edtf::OneOf(from, to) => Bounds::within(at(from), at(to)),
    }
}

fn unquote(text: &str) -> &str {
    let text = text.trim();
    text.strip_prefix(line::QUOTES).and_then(|rest| rest.strip_suffix(line::QUOTES)).unwrap_or(text).trim()
}

#[cfg(test)]
mod tests;
