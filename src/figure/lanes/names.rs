//! What lanes and groups are called, and how names are put in order.

use super::arrange::Strip;
use super::keys::{Keyer, around};
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
