//! A command worked out in memory: which entities will be what, before anything is written.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::Connection;

use super::catalog::Catalog;
use super::sound;
use super::strip::strip;
use crate::base::time::Utc;
use crate::model::case::Case;
use crate::model::command::Command;
use crate::model::entity::Entity;
use crate::model::facts::Facts;
use crate::model::ids::{EntityRef, Stamp};

/// What a command comes to.
#[derive(Debug, Default)]
pub struct Plan {
    /// Entities that are added or changed, as they are to be; none are as they were.
    pub put: BTreeMap<EntityRef, Entity>,
    /// Entities that are removed.
    pub gone: BTreeSet<EntityRef>,
    /// The case's own fields, if they change.
    pub case: Option<Case>,
}

/// Why there is no plan.
#[derive(Debug)]
pub enum PlanError {
    /// `SQLite` could not be asked.
    Sql(rusqlite::Error),
    /// What keeps the command from being carried out.
    Problems(Vec<String>),
}

impl From<rusqlite::Error> for PlanError {
    fn from(error: rusqlite::Error) -> Self {
        Self::Sql(error)
    }
}

impl Plan {
    /// Whether nothing changes.
    pub fn is_empty(&self) -> bool {
        self.put.is_empty() && self.gone.is_empty() && self.case.is_none()
    }

    /// Every entity that changes, in order.
    pub fn touched(&self) -> Vec<EntityRef> {
        self.put.keys().copied().chain(self.gone.iter().copied()).collect::<BTreeSet<_>>().into_iter().collect()
    }
}

/// Works out what a command comes to.
///
/// # Errors
/// If the case would be wrong after it, or if the file cannot be asked who refers to what.
pub fn plan(
    conn: &Connection,
    catalog: &Catalog,
    facts: &Facts,
    command: &Command,
    now: Utc,
) -> Result<Plan, PlanError> {
    let mut plan = Plan::default();
    match command {
        Command::SetCase { case, .. } => {
            plan.case = (**case != *facts.case).then(|| (**case).clone());
        }
        Command::Put { entity, .. } => {
            put(&mut plan, facts, std::slice::from_ref(entity), now);
            check(&plan, facts)?;
        }
        Command::PutAll { entities, .. } => {
            put(&mut plan, facts, entities, now);
            check(&plan, facts)?;
        }
        Command::Replace { put: entities, remove: gone, .. } => {
            put(&mut plan, facts, entities, now);
            remove(&mut plan, conn, catalog, facts, gone, now)?;
            check(&plan, facts)?;
        }
        Command::Remove(references) => remove(&mut plan, conn, catalog, facts, references, now)?,
        Command::Tag { tag, on, set } | Command::RunRule { tag, on, set } => {
            if facts.tags.get(*tag).is_none() {
                return Err(PlanError::Problems(vec![format!("The tag T-{} is not in the case", tag.0)]));
            }
            for reference in on {
                let mut entity = existing(facts, *reference)?;
                if entity.set_tag(*tag, *set) {
                    stamp(&mut entity, Some(&existing(facts, *reference)?), now);
                    plan.put.insert(*reference, entity);
                }
            }
        }
    }
    Ok(plan)
}

fn existing(facts: &Facts, reference: EntityRef) -> Result<Entity, PlanError> {
    let missing = || PlanError::Problems(vec![format!("The {} {reference} is not in the case", reference.kind.word())]);
    facts.get(reference).ok_or_else(missing)
}

/// Sets when an entity was made and changed.
fn stamp(entity: &mut Entity, old: Option<&Entity>, now: Utc) {
    let created = old.map_or(now, |old| old.clone().stamp_mut().created);
    *entity.stamp_mut() = Stamp { created, changed: now };
}

/// Whether two states of an entity differ in more than when they were changed.
fn differs(new: &Entity, old: &Entity) -> bool {
    let mut new = new.clone();
    *new.stamp_mut() = *old.clone().stamp_mut();
    new != *old
}

fn put(plan: &mut Plan, facts: &Facts, entities: &[Entity], now: Utc) {
    for entity in entities {
        let mut entity = sound::entity(entity.clone());
        let reference = entity.reference();
        let old = facts.get(reference);
        if old.as_ref().is_none_or(|old| differs(&entity, old)) {
            stamp(&mut entity, old.as_ref(), now);
            plan.put.insert(reference, entity);
        } else {
            // Put twice, and the second time as it was.
            plan.put.remove(&reference);
        }
    }
}

/// Whether what is put can stand in the case as it will be then.
fn check(plan: &Plan, facts: &Facts) -> Result<(), PlanError> {
    let mut after = facts.clone();
    plan.put.values().for_each(|entity| after.put(entity.clone()));
    plan.gone.iter().for_each(|reference| after.remove(*reference));
    let problems = sound::problems(&after, plan.put.len(), plan.put.values());
    if problems.is_empty() { Ok(()) } else { Err(PlanError::Problems(problems)) }
}

fn remove(
    plan: &mut Plan,
    conn: &Connection,
    catalog: &Catalog,
    facts: &Facts,
    references: &[EntityRef],
    now: Utc,
) -> Result<(), PlanError> {
    for reference in references {
        existing(facts, *reference)?;
        plan.put.remove(reference);
        plan.gone.insert(*reference);
    }
    let mut waiting: Vec<EntityRef> = plan.gone.iter().copied().collect();
    while let Some(gone) = waiting.pop() {
        for referrer in catalog.referrers(conn, gone)? {
            if plan.gone.contains(&referrer) {
                continue;
            }
            let old = existing(facts, referrer)?;
            let mut entity = plan.put.remove(&referrer).unwrap_or_else(|| old.clone());
            if strip(&mut entity, gone) {
                stamp(&mut entity, Some(&old), now);
                plan.put.insert(referrer, entity);
            } else {
                plan.gone.insert(referrer);
                waiting.push(referrer);
            }
        }
    }
    Ok(())
}
