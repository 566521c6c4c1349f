//! Handling marks (TLP 2.0) stricter than the case's own: in the text, and as tags of what is cited.

use std::ops::Range;

use super::rule::Rule;
use super::{Look, Part};
use crate::model::grading::{TLPS, Tlp};
use crate::model::ids::EntityKind;
use crate::model::naming;

/// Looks through a finding. A mark within a quote is a mark all the same: the words came from somewhere.
pub(super) fn look(look: &mut Look<'_, '_>) {
    let own = look.facts().case.handling;
    for part in [Part::Headline, Part::Body] {
        let text = part.of(look.finding);
        for (range, mark) in marks(text).into_iter().filter(|(_, mark)| *mark > own) {
            let message = format!("{} names {}; the case is {}.", look.code(), mark.mark(), own.mark());
            let sentence = sentence_around(look, part, &range);
            let item = look.item(Rule::Handling, part, sentence, range, message);
            look.items.push(item);
        }
    }
    tags(look, own);
}

/// Things that are cited and bear a tag named after a mark.
fn tags(look: &mut Look<'_, '_>, own: Tlp) {
    let facts = look.facts();
    let mut items = Vec::new();
    for citation in &look.body.citations {
        for item in naming::cited(facts, [citation]) {
            let named = facts.tags_of(item).iter().filter_map(|tag| facts.tags.get(*tag));
            let marks = named.flat_map(|tag| marks(&tag.name)).map(|(_, mark)| mark);
            let Some(mark) = marks.max().filter(|mark| *mark > own) else { continue };
            let code = naming::code(facts, item);
            let message = format!("{} cites {code}, tagged {}; the case is {}.", look.code(), mark.mark(), own.mark());
            let sentence = sentence_around(look, Part::Body, &citation.range);
            let mut found = look.item(Rule::Handling, Part::Body, sentence, citation.range.clone(), message);
            if item.kind == EntityKind::Exhibit {
                found.exhibits.extend(item.as_id());
            }
            items.push(found);
        }
    }
    look.items.append(&mut items);
}

/// The sentence in which something stands; the thing itself if that is in none.
pub(super) fn sentence_around(look: &Look<'_, '_>, part: Part, range: &Range<usize>) -> Range<usize> {
    let prose = match part {
        Part::Headline => &look.headline,
        Part::Body => &look.body,
    };
    let around = prose.sentences.iter().find(|one| one.range.start <= range.start && range.end <= one.range.end);
    around.map_or(range.clone(), |one| one.range.clone())
}

/// The marks in a text: `TLP:RED`, `tlp: amber+strict`. The longer mark where one begins with another.
fn marks(text: &str) -> Vec<(Range<usize>, Tlp)> {
    let upper = text.to_ascii_uppercase();
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(at) = upper[from..].find("TLP:").map(|at| from + at) {
        let name = at + 4 + (upper[at + 4..].len() - upper[at + 4..].trim_start_matches(' ').len());
        let mark = TLPS.into_iter().rev().filter_map(|tlp| Some((tlp, tlp.mark().strip_prefix("TLP:")?)));
        let mark = mark.filter(|(_, word)| upper[name..].starts_with(word)).max_by_key(|(_, word)| word.len());
        from = at + 4;
        let Some((tlp, word)) = mark else { continue };
        let end = name + word.len();
        if upper[end..].starts_with(|c: char| c.is_alphanumeric()) {
            continue;
        }
        found.push((at..end, tlp));
        from = end;
    }
    found
}
