//! One query language for the window and the command line: `vessel:"Paek Yang San" -has:discharge after:2024-03-07`.
//!
//! Terms stand side by side and all must hold; `OR` between them, parentheses around them and `-` before them do what
//! they say. [`fields`] holds the table of fields, from which [`help`] and [`complete`] are made; [`parse()`] is the
//! grammar, `terms` reads one term, `pick` looks it up, `reach` follows it to everything it
//! selects, and [`run()`] joins the terms.
//!
//! # What a term selects
//! Each term is asked of each entity on its own, so that `-` always gives the rest. An entity matches a term
//!
//! - by its own fields: a visit by its vessel (`vessel:`), a claim by its speaker, a shipment by its cargo, and so on;
//! - a **visit** also by the shipments it belongs to (`cargo:`, `is:half-open`, `has:discharge`, `has:loading`,
//!   `has:quantity`) and the claims about it (`speaker:`). Rejected shipments do not count here: `is:half-open` is the
//!   known end of a shipment whose other end is not known; `-has:discharge` are the visits that neither discharged nor
//!   belong to a shipment with a discharge;
//! - a **shipment** also by its visits: vessel, place, activity, hedge, dates, exhibits, sources, speakers, words;
//! - a **vessel** or **place** also by its visits, in everything but words, tags, notes and ids;
//! - a **claim** by what it is about, an **exhibit** by the visits that rest on it and by its claims and sightings, a
//!   **finding** by the exhibits it cites: vessel, place, activity, hedge, cargo, dates, exhibit, source, speaker.
//!
//! `origins:` asks each visit, shipment, exhibit, claim, finding and event for its own number, and a vessel or place for
//! that of its visits. `grade:`, `kind:` of an exhibit, `has:image` and `has:negative` find the exhibits themselves and what
//! rests on them, and no other exhibit beside them. `quantity:`, `likelihood:` and `confidence:` ask shipments, and visits by
//! theirs; what is unknown lies in no range. `flag:` asks a visit for the flags that its vessel is stated to have had at that time, a vessel
//! for any it ever had.
//!
//! `tag:`, `status:`, `id:`, `has:note`, `has:tag` and `has:exhibit` ask the entity alone. `vessel:` and `place:` take
//! a whole name if one is called so, else a part of a name (`vessel:"Tanker 1"` is not Tanker 10), and so does `flag:`;
//! `place:` takes in what lies within, `tag:` the tags below. A quote within quotes is written twice. A date with limited precision matches if any reading of it does.

pub mod fields;
mod date;
pub mod edit;
pub mod complete;
pub mod filters;
pub mod help;
pub mod names;
mod scale;
mod terms;
mod parse;
mod pick;
mod reach;
mod run;

pub use self::fields::{FIELDS, Field};
pub use self::parse::{Query, QueryError, parse};
pub use self::run::{Kept, Matches, run};

#[cfg(test)]
mod tests;
#[cfg(test)]
mod value_tests;
