//! What is left out of a bundle: things that bear a tag or a handling mark, with what rests on them, and whole kinds of
//! content.
//!
//! It works on a copy of the facts before anything is written, so that nothing that is left out can stand in a file, an
//! index or a page of the database.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::Choice;
use crate::base::interval::BOUND_NAMES;
use crate::model::entity::Entity;
use crate::model::evidence::SourceKind;
use crate::model::facts::Facts;
use crate::model::grading::{TLPS, Tlp};
use crate::model::ids::{ENTITY_KINDS, EntityRef, ExhibitId, TagId};
use crate::model::naming;
use crate::model::tag_tree::TagTree;
use crate::report::bundle::{LeftOut, What, Why};
use crate::store::strip;
use crate::tasks::error::TaskError;
use crate::tasks::subset::references;
use crate::tasks::tag;

/// Stands in place of a name that may not be empty.
const NO_NAME: &str = "(name left out)";

/// What is to be left out of a case.
#[derive(Default)]
pub(super) struct Gone {
    /// Everything that goes, with the reason.
    pub entities: BTreeMap<EntityRef, Why>,
    /// What stays and loses what it says on the word of an exhibit that goes.
    pub statements: BTreeSet<EntityRef>,
    /// Findings that cite an exhibit that goes. Their text is the author's own, and stays.
    pub citations: BTreeSet<EntityRef>,
    /// What stays, as it is to be.
    changed: Vec<Entity>,
}

/// The handling level that a word names, as the name of a tag may: `TLP:AMBER`, `amber+strict`.
#[must_use]
pub fn level(word: &str) -> Option<Tlp> {
    let upper = word.trim().to_ascii_uppercase();
    let bare = |tlp: &Tlp| tlp.mark().strip_prefix("TLP:").is_some_and(|level| level == upper);
    TLPS.into_iter().find(|tlp| tlp.mark() == upper || bare(tlp))
}

/// Everything that goes with the tags and handling levels in `words`.
///
/// A thing is marked by a tag with the name of a level, or by one below such a tag; without one it is handled as the case
/// is. A level takes the stricter ones with it.
///
/// # Errors
/// If a word is neither a tag nor a level, or if the case itself is marked for that level or a stricter one.
pub(super) fn gone(facts: &Facts, words: &[String]) -> Result<Gone, TaskError> {
    let mut gone = Gone::default();
    let tree = TagTree::of(&facts.tags);
    let mut tags: BTreeMap<TagId, Why> = BTreeMap::new();
    for word in words {
        let (named, why) = match level(word) {
            Some(level) if facts.case.handling >= level => {
                return Err(TaskError::WholeCase { mark: facts.case.handling.mark() });
            }
            Some(asked) => {
                let marked = facts.tags.iter().filter(|tag| level(&tag.name).is_some_and(|level| level >= asked));
                (marked.map(|tag| tag.id).collect(), Why::Handling(asked))
            }
            None => (vec![tag::known(facts, word).ok_or_else(|| tag::missing(facts, word))?.id], Why::Tagged),
        };
        for id in named {
            tags.insert(id, why);
            tags.extend(tree.below(id).iter().map(|branch| (branch.id, why)));
        }
    }
    if tags.is_empty() {
        return Ok(gone);
    }
    gone.entities.extend(tags.keys().map(|id| (EntityRef::from(*id), Why::IsTag)));
    facts.each_tagged(|reference, borne| {
        if let Some(why) = borne.iter().find_map(|id| tags.get(id)) {
            gone.entities.insert(reference, *why);
        }
    });
    while follow(facts, &mut gone) {}
    Ok(gone)
}

/// Finds what rests on what goes; says whether more goes than before.
fn follow(facts: &Facts, gone: &mut Gone) -> bool {
    let going: BTreeSet<EntityRef> = gone.entities.keys().copied().collect();
    let numbers: BTreeSet<u32> =
        facts.exhibits.iter().filter(|e| going.contains(&e.id.into())).map(|e| e.number).collect();
    (gone.changed, gone.statements) = (Vec::new(), BTreeSet::new());
    let mut more = false;
    for kind in ENTITY_KINDS {
        for reference in facts.references(kind).filter(|reference| !going.contains(reference)) {
            let Some(mut entity) = facts.get(reference) else { continue };
            if let Entity::Finding(finding) = &entity
                && finding.cited_exhibits().iter().any(|number| numbers.contains(number))
            {
                gone.citations.insert(reference);
            }
            let hit: Vec<EntityRef> = references(&entity).into_iter().filter(|to| going.contains(to)).collect();
            if hit.is_empty() {
                continue;
            }
            let before = entity.clone();
            let mut stands = drop_statements(&mut entity, &going);
            if entity != before {
                gone.statements.insert(reference);
            }
            for to in hit {
                stands &= strip(&mut entity, to);
            }
            if stands {
                gone.changed.push(entity);
            } else {
                gone.entities.insert(reference, Why::RestsOn);
                gone.citations.remove(&reference);
                more = true;
            }
        }
    }
    more
}

/// A copy of the facts without what goes.
pub(super) fn without(facts: &Facts, gone: &Gone) -> Facts {
    let mut kept = facts.clone();
    gone.entities.keys().for_each(|reference| kept.remove(*reference));
    gone.changed.iter().for_each(|entity| kept.put(entity.clone()));
    kept
}

/// Takes out what an entity says on the word of an exhibit that goes; says whether it can stand without that.
fn drop_statements(entity: &mut Entity, gone: &BTreeSet<EntityRef>) -> bool {
    let goes = |exhibit: Option<ExhibitId>| exhibit.is_some_and(|id| gone.contains(&id.into()));
    match entity {
        Entity::Vessel(vessel) => {
            vessel.other_names.retain(|fact| !goes(fact.exhibit));
            vessel.mmsis.retain(|fact| !goes(fact.exhibit));
            vessel.flags.retain(|fact| !goes(fact.exhibit));
            vessel.designations.retain(|fact| !goes(fact.exhibit));
            vessel.imo.take_if(|fact| goes(fact.exhibit));
            vessel.call_sign.take_if(|fact| goes(fact.exhibit));
            vessel.vessel_type.take_if(|fact| goes(fact.exhibit));
            vessel.dwt.take_if(|fact| goes(fact.exhibit));
            vessel.gt.take_if(|fact| goes(fact.exhibit));
            vessel.length.take_if(|fact| goes(fact.exhibit));
            vessel.capacity.take_if(|fact| goes(fact.exhibit));
            vessel.tpc.take_if(|fact| goes(fact.exhibit));
        }
        Entity::Place(place) => place.other_names.retain(|fact| !goes(fact.exhibit)),
        Entity::Visit(visit) => {
            for name in BOUND_NAMES {
                if goes(visit.bound_exhibit(name)) {
                    visit.set_bound(name, None, "");
                }
            }
            let mut seen = visit.sightings.iter().map(|id| EntityRef::from(*id));
            let mut said = visit.exhibits.iter().map(|id| EntityRef::from(*id));
            let rests = !(visit.sightings.is_empty() && visit.exhibits.is_empty());
            return !(rests && seen.all(|id| gone.contains(&id)) && said.all(|id| gone.contains(&id)));
        }
        Entity::Shipment(shipment) => {
            shipment.reasons.retain(|reason| !goes(reason.exhibit));
            shipment.quantity.take_if(|quantity| goes(quantity.exhibit));
        }
        Entity::Event(event) => return !goes(event.exhibit),
        Entity::Declaration(declaration) => return !goes(declaration.exhibit),
        // The letter goes, and with it what only the letter says.
        Entity::Finding(finding) => finding.replies.retain(|reply| !goes(reply.exhibit)),
        Entity::Source(_)
        | Entity::Exhibit(_)
        | Entity::Sighting(_)
        | Entity::Claim(_)
        | Entity::Regime(_)
        | Entity::Tag(_)
        | Entity::SavedView(_) => {}
    }
    true
}

/// Takes whole kinds of content out of a part, and notes of what it was taken.
pub(super) fn strip_content(part: &mut Facts, choice: &Choice, rows: &mut Vec<LeftOut>) {
    let mut case = (*part.case).clone();
    let mut of_case = |what| rows.push(LeftOut { code: "case".to_owned(), what, why: Why::Asked });
    if choice.without_names && !case.authors.is_empty() {
        case.authors.clear();
        of_case(What::Names);
    }
    if choice.without_notes && !case.note.is_empty() {
        case.note.clear();
        of_case(What::Note);
    }
    part.case = Arc::new(case);
    let mut changed: Vec<Entity> = Vec::new();
    for kind in ENTITY_KINDS {
        for reference in part.references(kind) {
            let Some(mut entity) = part.get(reference) else { continue };
            let mut left = Vec::new();
            if choice.without_files
                && let Entity::Exhibit(exhibit) = &mut entity
                && !exhibit.files.is_empty()
            {
                exhibit.files.clear();
                left.push((What::Files, Why::Asked));
            }
            if choice.without_names && clear_names(&mut entity) {
                left.push((What::Names, Why::Asked));
            }
            if choice.without_notes && clear_note(&mut entity) {
                left.push((What::Note, Why::Asked));
            }
            if (choice.leaves_out() || !choice.query.trim().is_empty())
                && let Entity::Tag(tag) = &mut entity
                && tag.rule.take().is_some()
            {
                left.push((What::Rule, Why::MayName));
            }
            if !left.is_empty() {
                let code = naming::code(part, reference);
                rows.extend(left.into_iter().map(|(what, why)| LeftOut { code: code.clone(), what, why }));
                changed.push(entity);
            }
        }
    }
    for entity in changed {
        part.put(entity);
    }
}

/// Clears the names of people; says whether there were any.
fn clear_names(entity: &mut Entity) -> bool {
    match entity {
        Entity::Exhibit(exhibit) => {
            let collected = &mut exhibit.collected;
            let fields = [&mut exhibit.analyst, &mut collected.by, &mut collected.how];
            let mut any = fields.into_iter().fold(false, |any, field| !std::mem::take(field).is_empty() | any);
            for step in &mut exhibit.custody {
                any |= !step.holder.is_empty();
                NO_NAME.clone_into(&mut step.holder);
            }
            any
        }
        Entity::Claim(claim) => !std::mem::take(&mut claim.speaker).is_empty(),
        Entity::Finding(finding) => {
            let any = !std::mem::take(&mut finding.reviewer).is_empty();
            finding.replies.iter_mut().fold(any, |any, reply| {
                let named = !reply.asked.is_empty();
                NO_NAME.clone_into(&mut reply.asked);
                any | named
            })
        }
        Entity::Source(source) if source.kind == SourceKind::Person => {
            NO_NAME.clone_into(&mut source.name);
            source.remark.clear();
            true
        }
        _ => false,
    }
}

/// Clears the note; says whether there was one.
fn clear_note(entity: &mut Entity) -> bool {
    let note = match entity {
        Entity::Visit(visit) => {
            let any = !visit.note().is_empty();
            if any {
                visit.edit_extra(|extra| extra.note.clear());
            }
            return any;
        }
        Entity::Vessel(e) => &mut e.note,
        Entity::Place(e) => &mut e.note,
        Entity::Source(e) => &mut e.note,
        Entity::Exhibit(e) => &mut e.note,
        Entity::Sighting(e) => &mut e.note,
        Entity::Shipment(e) => &mut e.note,
        Entity::Claim(e) => &mut e.note,
        Entity::Regime(e) => &mut e.note,
        Entity::Declaration(e) => &mut e.note,
        Entity::Event(e) => &mut e.note,
        Entity::Tag(e) => &mut e.note,
        Entity::Finding(e) => &mut e.note,
        Entity::SavedView(e) => &mut e.note,
    };
    !std::mem::take(note).is_empty()
}
