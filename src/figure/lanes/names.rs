//! What lanes and groups are called, and how names are put in order.

use std::cmp::Reverse;

use super::arrange::Strip;
use super::keys::{Keyer, around};
use crate::base::text::fold;
use crate::model::arrangement::Heading;
use crate::model::facts::Facts;
use crate::model::naming;

/// What a heading is called by itself.
pub(super) fn heading_name(facts: &Facts, heading: Option<&Heading>) -> String {
    match heading {
        None => "All visits".to_owned(),
        Some(Heading::Flag(text) | Heading::Operator(text)) => text.clone(),
        Some(Heading::Unknown(by)) => by.unknown().to_owned(),
        Some(heading) => heading.entity().map_or_else(String::new, |entity| naming::name(facts, entity)),
    }
}

/// What a strip is called: its heading, with the places around it and the groups that no header above says.
pub(super) fn label(facts: &Facts, keyer: &Keyer, strip: &Strip) -> String {
    let named = |heading: &Heading, places: u8| match heading {
        Heading::Place(place) if places > 0 => {
            let mut names: Vec<String> = Vec::new();
            for place in around(facts, *place).take(usize::from(places) + 1) {
                let name = naming::name(facts, place.into());
                if !names.last().is_some_and(|inner| inner.contains(&name)) {
                    names.push(name);
                }
            }
            names.reverse();
            names.join(", ")
        }
        // Below the port's own header its name need not be said again.
        Heading::Place(place) if strip.depth > 0 => {
            let name = naming::name(facts, (*place).into());
            let port = facts.places.get(*place).and_then(|place| facts.places.get(place.parent?));
            let rest = port.and_then(|port| name.strip_prefix(port.name.as_str())?.strip_prefix(", "));
            rest.filter(|rest| !rest.trim().is_empty()).map_or(name.clone(), str::to_owned)
        }
        heading => heading_name(facts, Some(heading)),
    };
    let path = keyer.path(strip.spot);
    let Some((last, before)) = path.0.split_last() else { return heading_name(facts, None) };
    let mut text = named(last, strip.places);
    for outer in before.iter().rev().take(strip.outer.into()) {
        text.push_str(" · ");
        text.push_str(&named(outer, u8::MAX));
    }
    text
}

/// A name in pieces that compare as people count: “Tanker 2” before “Tanker 10”.
pub(super) fn naturally(name: &str) -> Vec<(Reverse<bool>, u64, String)> {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_in_names_count() {
        let mut names = ["Tanker 10", "Tanker 2", "An San 1", "청진", "Tanker"];
        names.sort_by_key(|name| naturally(name));
        assert_eq!(names, ["An San 1", "Tanker", "Tanker 2", "Tanker 10", "청진"]);
    }
}
