//! What a person types into a field of an entity, as a value; or a sentence that says what was expected.
//!
//! Forms, cells of a table and changes of many entities read alike. Empty is unknown, never zero.

use super::facts::Facts;
use super::identifiers::{Imo, Mmsi, UnLocode};
use super::ids::{EntityKind, EntityRef, Id, Kind};
use super::naming;
use super::place::{Place, Position};
use super::vessel::{Identity, OtherName, Stated, Vessel};
use crate::base::edtf::{Dated, Edtf};
use crate::base::plain_date;
use crate::base::quantity::{Amount, DeadweightTonnes, Estimate, GrossTonnage, Metres, TonnesPerCentimetre};
use crate::base::text::fold;
use crate::base::time::When;

/// A single date in EDTF or in plain words; nothing if the text is empty.
///
/// # Errors
/// If it is no date, or more than one.
pub fn date(text: &str) -> Result<Option<When>, String> {
    match dates(text)? {
        None => Ok(None),
        Some(Dated { time: Edtf::Date(when), .. }) => Ok(Some(when)),
        Some(_) => Err("A single date is needed here".to_owned()),
    }
}

/// A date or an interval, with the text as it was written; nothing if the text is empty.
///
/// # Errors
/// If it is no date.
pub fn dates(text: &str) -> Result<Option<Dated>, String> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(None);
    }
    let time = plain_date::parse(text).map_err(|error| error.to_string())?;
    Ok(Some(Dated::new(time, text)))
}

/// A date as it stands in a field: as first written, else in its canonical form.
#[must_use]
pub fn dates_text(dated: Option<&Dated>) -> String {
    dated.map_or(String::new(), |dated| dated.text.as_deref().map_or_else(|| dated.time.to_string(), str::to_owned))
}

/// A number with or without thousands separators; empty is unknown.
///
/// # Errors
/// If it is no number, or below zero.
pub fn amount(text: &str) -> Result<Option<Amount>, String> {
    let text = text.trim().replace([',', ' ', '\u{a0}', '\u{202f}'], "");
    if text.is_empty() {
        return Ok(None);
    }
    let value: f64 = text.parse().map_err(|_| "Write a number, such as 3,565".to_owned())?;
    Amount::new(value).map(Some).map_err(|error| error.to_string())
}

/// A draught in metres, with a comma or a point; empty is unknown.
///
/// # Errors
/// If it is no number, or more than any ship draws.
pub fn draught(text: &str) -> Result<Option<Metres>, String> {
    let text = text.trim().trim_end_matches('m').trim_end().replace(',', ".");
    if text.is_empty() {
        return Ok(None);
    }
    let value: f64 = text.parse().map_err(|_| "Write metres as a number, such as 6.4".to_owned())?;
    let amount = Amount::new(value).map_err(|error| error.to_string())?;
    if value > 30.0 {
        return Err("No ship draws more than 30 metres".to_owned());
    }
    Ok(Some(Metres(amount)))
}

/// An estimate as it can be typed again: `20,000`, `15,000–20,000`, `15,000–18,000–20,000`, `>15,000`, `<20,000`.
#[must_use]
pub fn estimate_text(estimate: &Estimate) -> String {
    match (estimate.low(), estimate.base(), estimate.high()) {
        (None, Some(base), None) => base.to_string(),
        (Some(low), None, None) => format!(">{low}"),
        (None, None, Some(high)) => format!("<{high}"),
        (low, base, high) => {
            let part = |amount: Option<Amount>| amount.map_or(String::new(), |amount| amount.to_string());
            if base.is_none() {
                format!("{}–{}", part(low), part(high))
            } else {
                format!("{}–{}–{}", part(low), part(base), part(high))
            }
        }
    }
}

/// The opposite of [`estimate_text`]; empty is unknown.
///
/// # Errors
/// If a part is no amount, or if they are not in order.
pub fn estimate(text: &str) -> Result<Option<Estimate>, String> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(None);
    }
    let made = if let Some(low) = text.strip_prefix('>') {
        Estimate::new(amount(low)?, None, None)
    } else if let Some(high) = text.strip_prefix('<') {
        Estimate::new(None, None, amount(high)?)
    } else {
        let parts: Vec<&str> = text.split(['–', '-']).collect();
        match parts[..] {
            [base] => Estimate::new(None, amount(base)?, None),
            [low, high] => Estimate::new(amount(low)?, None, amount(high)?),
            [low, base, high] => Estimate::new(amount(low)?, amount(base)?, amount(high)?),
            _ => return Err("Write one number, low–high, or low–base–high".to_owned()),
        }
    };
    made.map(Some).map_err(|error| error.to_string())
}

/// Latitude and longitude in degrees; empty is unknown.
///
/// # Errors
/// If they are not two numbers on the globe.
pub fn position(text: &str) -> Result<Option<Position>, String> {
    if text.trim().is_empty() {
        return Ok(None);
    }
    let wrong = || "Write latitude and longitude in degrees, such as 42.76, 133.05".to_owned();
    let (lat, lon) = text.split_once([',', ';']).ok_or_else(wrong)?;
    let number = |text: &str| text.trim().parse::<f64>().map_err(|_| wrong());
    Position::new(number(lat)?, number(lon)?).map(Some).map_err(|error| error.to_string())
}

/// Parts of a text between commas or semicolons, without those that are empty.
fn parts(text: &str) -> impl Iterator<Item = &str> {
    text.split([',', ';']).map(str::trim).filter(|part| !part.is_empty())
}

/// A new value with what was known of the old one: identity, period, exhibit.
fn stated<T>(value: T, before: Option<&Stated<T>>, identity: Identity) -> Stated<T> {
    match before {
        Some(before) => {
            Stated { value, identity: before.identity, period: before.period.clone(), exhibit: before.exhibit }
        }
        None => Stated { value, identity, period: None, exhibit: None },
    }
}

/// Sets the IMO number of a vessel, kept as written.
pub fn set_imo(row: &mut Vessel, text: &str) {
    row.imo = (!text.trim().is_empty()).then(|| stated(Imo::new(text), row.imo.as_ref(), Identity::Registered));
}

/// Sets the MMSIs of a vessel, several with commas; what is known of those that stay is kept.
pub fn set_mmsis(row: &mut Vessel, text: &str) {
    let before = std::mem::take(&mut row.mmsis);
    let known = |mmsi: &Mmsi| before.iter().find(|fact| fact.value == *mmsi);
    row.mmsis = parts(text).map(Mmsi::new).map(|mmsi| stated(mmsi.clone(), known(&mmsi), Identity::Digital)).collect();
}

/// Sets the flags of a vessel, several with commas, latest last.
pub fn set_flags(row: &mut Vessel, text: &str) {
    let before = std::mem::take(&mut row.flags);
    let known = |flag: &str| before.iter().find(|fact| fact.value == flag);
    row.flags = parts(text).map(|flag| stated(flag.to_owned(), known(flag), Identity::Registered)).collect();
}

/// Sets the call sign of a vessel.
pub fn set_call_sign(row: &mut Vessel, text: &str) {
    row.call_sign =
        (!text.trim().is_empty()).then(|| stated(text.trim().to_owned(), row.call_sign.as_ref(), Identity::Registered));
}

/// Sets the type of a vessel.
pub fn set_vessel_type(row: &mut Vessel, text: &str) {
    row.vessel_type = (!text.trim().is_empty())
        .then(|| stated(text.trim().to_owned(), row.vessel_type.as_ref(), Identity::Registered));
}

/// Sets the deadweight of a vessel, in tonnes.
///
/// # Errors
/// If the text is no amount.
pub fn set_deadweight(row: &mut Vessel, text: &str) -> Result<(), String> {
    row.dwt = amount(text)?.map(|amount| stated(DeadweightTonnes(amount), row.dwt.as_ref(), Identity::Registered));
    Ok(())
}

/// Sets the gross tonnage of a vessel.
///
/// # Errors
/// If the text is no amount.
pub fn set_gross_tonnage(row: &mut Vessel, text: &str) -> Result<(), String> {
    row.gt = amount(text)?.map(|amount| stated(GrossTonnage(amount), row.gt.as_ref(), Identity::Registered));
    Ok(())
}

/// Sets the length of a vessel, in metres.
///
/// # Errors
/// If the text is no amount.
pub fn set_length(row: &mut Vessel, text: &str) -> Result<(), String> {
    row.length = amount(text)?.map(|amount| stated(Metres(amount), row.length.as_ref(), Identity::Registered));
    Ok(())
}

/// Sets the cargo capacity of a vessel, in barrels.
///
/// # Errors
/// If the text is no estimate.
pub fn set_capacity(row: &mut Vessel, text: &str) -> Result<(), String> {
    row.capacity = estimate(text)?.map(|estimate| stated(estimate, row.capacity.as_ref(), Identity::Registered));
    Ok(())
}

/// Sets how many tonnes of cargo sink a vessel by one centimetre.
///
/// # Errors
/// If the text is no amount.
pub fn set_tonnes_per_cm(row: &mut Vessel, text: &str) -> Result<(), String> {
    let amount = amount(text)?;
    row.tpc = amount.map(|amount| stated(TonnesPerCentimetre(amount), row.tpc.as_ref(), Identity::Registered));
    Ok(())
}

/// Sets the UN/LOCODE of a place, kept as written.
pub fn set_locode(row: &mut Place, text: &str) {
    row.locode = (!text.trim().is_empty()).then(|| UnLocode::new(text));
}

/// Sets what a place handles, several with commas.
pub fn set_handles(row: &mut Place, text: &str) {
    row.handles = text.split(',').map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned).collect();
}

/// Sets the other names of a place, several with commas; what is known of those that stay is kept.
pub fn set_other_names(row: &mut Place, text: &str) {
    let before = std::mem::take(&mut row.other_names);
    let plain = |name: &str| OtherName {
        name: name.to_owned(),
        script: None,
        identity: Identity::Registered,
        period: None,
        exhibit: None,
    };
    let names = text.split(',').map(str::trim).filter(|name| !name.is_empty());
    row.other_names = names
        .map(|name| before.iter().find(|known| known.name == name).cloned().unwrap_or_else(|| plain(name)))
        .collect();
}

/// The one of `all` whose word is typed: whole, or as much of it as tells it from the others.
///
/// # Errors
/// If it is none of them, with all of them.
pub fn word<V: Copy>(all: &[V], word: impl Fn(V) -> &'static str, text: &str) -> Result<V, String> {
    let typed = fold(text);
    let words = || all.iter().map(|value| (*value, fold(word(*value))));
    if let Some((value, _)) = words().find(|(_, word)| *word == typed) {
        return Ok(value);
    }
    let mut begun = words().filter(|(_, word)| !typed.is_empty() && word.starts_with(&typed));
    if let (Some((value, _)), None) = (begun.next(), begun.next()) {
        return Ok(value);
    }
    let all: Vec<&str> = all.iter().map(|value| word(*value)).collect();
    Err(format!("Write one of these: {}", all.join(", ")))
}

/// The same of a judgement, which may be left open: empty, or “not judged”.
///
/// # Errors
/// If it is none of them, with all of them.
pub fn judged<V: Copy>(all: &[V], spell: impl Fn(V) -> &'static str, text: &str) -> Result<Option<V>, String> {
    let typed = fold(text);
    if typed.is_empty() || fold(NOT_JUDGED).starts_with(&typed) {
        return Ok(None);
    }
    word(all, spell, text).map(Some)
}

/// What stands for a judgement that is left open.
pub const NOT_JUDGED: &str = "not judged";

/// The same of a reference that may be missing; none if the text is empty.
///
/// # Errors
/// As [`named`].
pub fn named_or_none<K: Kind>(facts: &Facts, text: &str) -> Result<Option<Id<K>>, String> {
    if text.trim().is_empty() { Ok(None) } else { named(facts, text).map(Some) }
}

/// The entity of a kind that is called so, by its name or by its reference such as `VS-3`.
///
/// # Errors
/// If there is none, or if several are called so.
pub fn named<K: Kind>(facts: &Facts, text: &str) -> Result<Id<K>, String> {
    let kind = K::KIND;
    let wanted = fold(text);
    let mut called = names(facts, kind).filter(|(_, name)| fold(name) == wanted);
    match (called.next(), called.next()) {
        (Some((item, _)), None) => Ok(Id::new(item.id)),
        (Some(_), Some(_)) => {
            Err(format!("Several are called “{}”. Write the one that is meant, as {}-3", text.trim(), kind.prefix()))
        }
        (None, _) => {
            let by_code = naming::by_code(facts, text.trim()).and_then(EntityRef::as_id);
            by_code.ok_or_else(|| format!("No {} is called “{}”", kind.word(), text.trim()))
        }
    }
}

/// The names of a kind that others are said to be of, at or below, by id; none of a kind without names of its own.
#[must_use]
pub fn names(facts: &Facts, kind: EntityKind) -> Box<dyn Iterator<Item = (EntityRef, &str)> + '_> {
    match kind {
        EntityKind::Vessel => Box::new(facts.vessels.iter().map(|row| (row.id.into(), row.name.as_str()))),
        EntityKind::Place => Box::new(facts.places.iter().map(|row| (row.id.into(), row.name.as_str()))),
        EntityKind::Source => Box::new(facts.sources.iter().map(|row| (row.id.into(), row.name.as_str()))),
        EntityKind::Tag => Box::new(facts.tags.iter().map(|row| (row.id.into(), row.name.as_str()))),
        _ => Box::new(std::iter::empty()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::entity::Entity;
    use crate::model::grading::{HEDGES, Hedge};

    #[test]
    fn draughts_are_metres_or_nothing() {
        assert_eq!(draught(""), Ok(None));
        assert_eq!(draught("6,4 m").map(|m| m.map(|m| m.0.get())), Ok(Some(6.4)));
        assert!(draught("45").is_err(), "a draught in decimetres is not taken for metres");
        assert!(draught("-1").is_err());
        assert!(draught("NaN").is_err());
    }

    #[test]
    fn estimates_read_back_as_they_are_shown() {
        for text in ["20,000", "15,000–20,000", "15,000–18,000–20,000", ">165,000", "<20,000"] {
            let estimate = estimate(text).expect(text).expect("known");
            assert_eq!(estimate_text(&estimate), text);
        }
        assert_eq!(estimate(" "), Ok(None));
        assert!(estimate("20-10").is_err() && estimate("a").is_err() && estimate("1-2-3-4").is_err());
    }

    #[test]
    fn positions_are_on_the_globe() {
        assert!(position("42.76, 133.05").is_ok_and(|at| at.is_some()));
        assert!(position("133.05, 42.76").is_err(), "latitude comes first");
        assert!(position("NaN, 1").is_err());
        assert_eq!(position("  "), Ok(None));
    }

    #[test]
    fn a_word_is_known_by_what_tells_it_from_the_others() {
        let read = |text: &str| word(&HEDGES, Hedge::word, text);
        assert_eq!(read(" Likely "), Ok(Hedge::Likely));
        assert_eq!(read("de"), Ok(Hedge::Denied));
        let refused = "Write one of these: denied, alleged, appears, likely, asserted";
        assert_eq!(read("a"), Err(refused.to_owned()), "three begin so");
        assert_eq!(read(""), Err(refused.to_owned()));
    }

    #[test]
    fn a_name_that_several_bear_is_not_guessed() {
        let mut facts = Facts::default();
        for (id, name) in [(1, "Yu Son"), (2, "Paek Yang San"), (3, "paek yang-san")] {
            facts.put(Entity::Vessel(Box::new(Vessel::named(Id::new(id), name))));
        }
        let read = |text: &str| named::<Vessel>(&facts, text).map(|id| id.0);
        assert_eq!(read("yu son"), Ok(1));
        assert_eq!(read("VS-3"), Ok(3));
        assert!(read("Paek Yang San").is_err_and(|said| said.contains("VS-3")));
        assert_eq!(read("Yu"), Err("No vessel is called “Yu”".to_owned()));
        assert_eq!(read("P-1"), Err("No vessel is called “P-1”".to_owned()));
    }

    #[test]
    fn what_is_known_of_a_flag_stays_when_another_is_added() {
        let mut vessel = Vessel::named(Id::new(1), "Lady R");
        set_flags(&mut vessel, "RU");
        vessel.flags[0].exhibit = Some(Id::new(4));
        set_flags(&mut vessel, "RU; KP");
        assert_eq!(vessel.flags[0].exhibit, Some(Id::new(4)));
        assert_eq!(vessel.flags[1].value, "KP");
    }
}
