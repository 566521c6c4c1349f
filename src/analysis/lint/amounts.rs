//! Nothing said where the case does not know how much: an unknown quantity is no zero.

use std::collections::BTreeSet;

use super::rule::Rule;
use super::text::Sentence;
use super::words::{Word, has_any, span};
use super::{Look, Part};
use crate::model::facts::Facts;
use crate::model::ids::{EntityRef, Id, ShipmentId, VesselId};
use crate::model::naming;

const UNITS: [&str; 16] = [
    "bbl", "bbls", "barrel", "barrels", "tonne", "tonnes", "ton", "tons", "t", "mt", "litres", "liters", "m3", "kt",
    "gallons", "kl",
];
const CARGO: [&str; 9] = ["oil", "cargo", "fuel", "petroleum", "product", "products", "crude", "barrels", "containers"];
/// After `no oil` or `no cargo`: what was not seen is not said to be nothing, and a berth is no quantity.
const NOT_AN_AMOUNT: [&str; 17] = [
    "seen",
    "observed",
    "visible",
    "known",
    "reported",
    "recorded",
    "identified",
    "berth",
    "terminal",
    "company",
    "tanker",
    "spill",
    "quantity",
    "documents",
    "figure",
    "image",
    "manifest",
];
/// How many shipments are named before the rest is left out.
const NAMED: usize = 4;

/// Looks through one sentence: for what it cites, or, if that is neither a visit nor a shipment, for the vessels it names.
pub(super) fn look(look: &mut Look<'_, '_>, part: Part, sentence: &Sentence) {
    if !sentence.states || !sentence.is_latin {
        return;
    }
    let Some((from, to, fix)) = nothing(&sentence.words) else { return };
    let facts = look.facts();
    let mut about = spoken_of(facts, &look.cited(part, sentence));
    if about.is_empty() {
        let named = look.names().found(&sentence.words);
        let vessels: Vec<VesselId> =
            named.iter().flat_map(|(_, _, items)| items.iter()).filter_map(|item| item.as_id()).collect();
        let visits = vessels.into_iter().flat_map(|vessel| facts.links().visits_of(vessel));
        about = spoken_of(facts, &visits.map(EntityRef::from).collect::<Vec<_>>());
    }
    let known = |id: &ShipmentId| facts.shipments.get(*id).is_some_and(|row| row.quantity.is_some());
    let unknown: Vec<String> =
        about.iter().filter(|id| !known(id)).map(|id| naming::code(facts, (*id).into())).collect();
    if unknown.is_empty() || unknown.len() < about.len() {
        // Where one quantity is known, the sentence may speak of that one.
        return;
    }
    let range = span(&sentence.words, from, to);
    let more = if unknown.len() > NAMED { " and others" } else { "" };
    let shown = &unknown[..unknown.len().min(NAMED)];
    let names = if more.is_empty() { naming::list(shown) } else { shown.join(", ") };
    let message = format!(
        "{} says “{}”; the case does not know the quantity of {names}{more}.",
        look.code(),
        look.words_of(part, range.clone()),
    );
    let mut item = look.item(Rule::UnknownAsZero, part, sentence.range.clone(), range, message);
    item.fix = fix.map(str::to_owned);
    look.items.push(item);
}

/// The shipments of what is cited.
fn spoken_of(facts: &Facts, cited: &[EntityRef]) -> BTreeSet<ShipmentId> {
    let mut found = BTreeSet::new();
    for item in cited {
        found.extend(item.as_id::<crate::model::shipment::Shipment>());
        if item.kind == crate::model::ids::EntityKind::Visit {
            found.extend(facts.links().shipments_of(Id::new(item.id)));
        }
    }
    found
}

/// The words that say that there was nothing, with what could stand in their place.
fn nothing(words: &[Word]) -> Option<(usize, usize, Option<&'static str>)> {
    let is = |at: usize, list: &[&str]| words.get(at).is_some_and(|word| list.contains(&word.lower.as_str()));
    let unseen = has_any(words, &NOT_AN_AMOUNT);
    (0..words.len()).find_map(|at| {
        let fix = if words[at].gap.contains(':') { "unknown" } else { "an unknown quantity" };
        if is(at, &["0", "zero", "nil", "0.0"]) && is(at + 1, &UNITS) {
            // “0 bbl of oil” keeps its “of oil”.
            return Some((at, at + 1, Some(fix)));
        }
        if unseen {
            return None;
        }
        let nothing = is(at, &["zero", "no"]) && is(at + 1, &CARGO);
        let none = is(at, &["none", "nothing"])
            && (is(at + 1, &["was", "were"])
                && is(at + 2, &["loaded", "unloaded", "discharged", "delivered", "carried"])
                || (at > 0 && is(at - 1, &["loaded", "carried", "delivered", "discharged", "unloaded"]))
                || (words[at].gap.contains(':') && at > 0 && is(at - 1, &["quantity", "amount", "volume", "cargo"])));
        (nothing).then_some((at, at + 1, None)).or(none.then_some((at, at, None)))
    })
}
