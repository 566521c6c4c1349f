//! Whether a sentence is worded stronger than the claims it cites, or than where those have it from.

use std::collections::BTreeSet;

use super::hedges::Wording;
use super::rule::Rule;
use super::scope::{carried, of_visits, speaking_of};
use super::statements::{Statement, statements};
use super::text::Sentence;
use super::words::words;
use super::{Item, Look, Part};
use crate::model::evidence::Claim;
use crate::model::ids::{EntityRef, VesselId};
use crate::model::naming;
use crate::model::wording::hedge_of;

/// Looks through one sentence. A headline has no citations of its own: it rests on all of the finding's.
pub(super) fn look(look: &mut Look<'_, '_>, part: Part, sentence: &Sentence) {
    let cited = look.cited(part, sentence);
    if cited.is_empty() {
        return;
    }
    let mut vessels: BTreeSet<VesselId> = BTreeSet::new();
    let mut named = BTreeSet::new();
    for (_, last, items) in look.names().found(&sentence.words) {
        for vessel in items.iter().filter_map(|item| item.as_id()) {
            vessels.insert(vessel);
            named.insert(last);
        }
    }
    let found = statements(sentence, &named);
    for statement in found {
        if let Some(item) = judge(look, part, sentence, &statement, &cited, &vessels) {
            look.items.push(item);
        }
    }
}

fn judge(
    look: &Look<'_, '_>,
    part: Part,
    sentence: &Sentence,
    statement: &Statement,
    cited: &[EntityRef],
    vessels: &BTreeSet<VesselId>,
) -> Option<Item> {
    let facts = look.facts();
    let deed = statement.verb.deed;
    let claims = speaking_of(facts, cited, deed, vessels);
    let Some(strongest) = claims.iter().copied().max_by_key(|claim| claim.hedge) else {
        return judge_by_visits(look, part, sentence, statement, cited);
    };
    let said = look.words_of(part, statement.range.clone());
    if statement.hedge > strongest.hedge {
        let message = format!(
            "{} says “{said}”; the strongest that it cites for this, {}, says {}.",
            look.code(),
            code(look, strongest),
            quoted(strongest),
        );
        return Some(item(look, part, sentence, statement, Rule::Stronger, message, &[strongest], strongest));
    }
    // Each as firmly as the claim it was taken over from; the firmest of them is what the sentence may say.
    let firm = claims.iter().filter(|claim| claim.hedge >= statement.hedge);
    let held = firm.map(|claim| (*claim, carried(facts, claim, deed)));
    let (claim, (hedge, from)) = held.max_by_key(|(_, (hedge, _))| *hedge)?;
    let from = from.filter(|_| statement.hedge > hedge)?;
    let message = format!(
        "{} says “{said}”; of what it cites {} says as much, {}, and has it from {}, which says {}.",
        look.code(),
        code(look, claim),
        quoted(claim),
        code(look, from),
        quoted(from),
    );
    Some(item(look, part, sentence, statement, Rule::StrongerThanOrigin, message, &[claim, from], from))
}

/// A visit is classed as its sources word it, also where no claim was entered.
fn judge_by_visits(
    look: &Look<'_, '_>,
    part: Part,
    sentence: &Sentence,
    statement: &Statement,
    cited: &[EntityRef],
) -> Option<Item> {
    let (hedge, visit) = of_visits(look.facts(), cited, statement.verb.deed)?;
    if statement.hedge <= hedge {
        return None;
    }
    let message = format!(
        "{} says “{}”; {} is entered as “{}”.",
        look.code(),
        look.words_of(part, statement.range.clone()),
        naming::code(look.facts(), visit.into()),
        hedge.word(),
    );
    let mut item = look.item(Rule::Stronger, part, sentence.range.clone(), statement.range.clone(), message);
    item.exhibits.extend(look.facts().visits.get(visit).iter().flat_map(|visit| visit.exhibits.iter()));
    item.fix = Wording::of(&[], hedge).and_then(|wording| wording.reworded(statement));
    Some(item)
}

fn item(
    look: &Look<'_, '_>,
    part: Part,
    sentence: &Sentence,
    statement: &Statement,
    rule: Rule,
    message: String,
    claims: &[&Claim],
    worded: &Claim,
) -> Item {
    let mut item = look.item(rule, part, sentence.range.clone(), statement.range.clone(), message);
    item.exhibits.extend(claims.iter().map(|claim| claim.exhibit));
    item.claims.extend(claims.iter().map(|claim| claim.id));
    let quote = words(&worded.quote, 0..worded.quote.len());
    item.fix = Wording::of(&quote, worded.hedge).and_then(|wording| wording.reworded(statement));
    item
}

/// `E-1`, with the claim's own code.
fn code(look: &Look<'_, '_>, claim: &Claim) -> String {
    format!("{} ({})", naming::code(look.facts(), claim.exhibit.into()), naming::code(look.facts(), claim.id.into()))
}

/// `“appeared to load”`; with its class where the words alone do not show it.
fn quoted(claim: &Claim) -> String {
    if hedge_of(&claim.quote) == claim.hedge {
        return format!("“{}”", claim.quote);
    }
    format!("“{}”, entered as “{}”", claim.quote, claim.hedge.word())
}
