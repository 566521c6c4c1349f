//! What was typed into a cell as a command: for one entity, or for many at once, whole or not at all.

use super::Sheet;
use crate::base::text::count;
use crate::model::command::Command;
use crate::model::entity::Entity;
use crate::model::facts::Facts;
use crate::model::ids::EntityRef;
use crate::model::{naming, validate};

/// How many entities are named when a change of many is refused.
const NAMED: usize = 3;

/// The command that writes `text` into a column of entities, by id; none if that changes nothing.
///
/// # Errors
/// If the text is no value, or any of the entities could not stand in the case with it. Of several, each that could not
/// is named with its reason, and nothing is changed.
pub fn change(facts: &Facts, sheet: Sheet, column: usize, ids: &[u32], text: &str) -> Result<Option<Command>, String> {
    let field = sheet.columns().nth(column).and_then(|column| column.edit).map_or("", |edit| edit.field);
    let mut changed: Vec<Entity> = Vec::new();
    let mut refused: Vec<(EntityRef, String)> = Vec::new();
    for id in ids {
        let item = EntityRef { kind: sheet.kind, id: *id };
        match sheet.set(facts, *id, column, text).and_then(|entity| sound(facts, entity, ids.len() == 1)) {
            Ok(entity) if facts.get(item).as_ref() == Some(&entity) => {}
            Ok(entity) => changed.push(entity),
            Err(reason) => refused.push((item, reason)),
        }
    }
    if let Some((_, reason)) = refused.first() {
        // What is wrong with the text is wrong everywhere, and said once.
        let everywhere = refused.len() == ids.len() && refused.iter().all(|(_, other)| other == reason);
        return Err(if everywhere { reason.clone() } else { refusal(facts, &refused) });
    }
    let many = changed.len();
    Ok(match many {
        0 => None,
        1 => changed.pop().map(|entity| Command::Put { entity, field: Some(field.into()) }),
        _ => {
            let label = format!("Change {field} of {}", count(many, sheet.kind.word()));
            Some(Command::PutAll { entities: changed, label })
        }
    })
}

fn sound(facts: &Facts, entity: Entity, alone: bool) -> Result<Entity, String> {
    let problems = if alone { validate::problems(facts, &entity) } else { validate::own_problems(facts, &entity) };
    problems.into_iter().next().map_or(Ok(entity), Err)
}

fn refusal(facts: &Facts, refused: &[(EntityRef, String)]) -> String {
    let named = refused.iter().take(NAMED).map(|(item, reason)| format!("{}: {reason}", naming::code(facts, *item)));
    let named = named.collect::<Vec<_>>().join(". ");
    let more = refused.len().saturating_sub(NAMED);
    let more = if more > 0 { format!(". {more} more cannot take it") } else { String::new() };
    format!("Nothing is changed. {named}{more}")
}

/// What several entities have in a column.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Common {
    /// All have this, as an editor shows it.
    Same(String),
    /// They differ.
    Mixed,
}

/// What entities have in common in a column. Stops at the first two that differ.
#[must_use]
pub fn common(facts: &Facts, sheet: Sheet, column: usize, mut ids: impl Iterator<Item = u32>) -> Common {
    let text = |id| sheet.text(facts, id, column).unwrap_or_default();
    let Some(first) = ids.next().map(text) else { return Common::Mixed };
    if ids.all(|id| text(id) == first) { Common::Same(first) } else { Common::Mixed }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::interval::{BoundName, Bounds};
    use crate::model::columns::sheet;
    use crate::model::ids::{EntityKind, Id};
    use crate::model::place::Place;
    use crate::model::vessel::Vessel;
    use crate::model::visit::{Activity, Visit};

    /// Visits that were not over before the given days of March 2024.
    fn case(days: &[u32]) -> Facts {
        let mut facts = Facts::default();
        facts.put(Entity::Vessel(Box::new(Vessel::named(Id::new(1), "Yu Son"))));
        facts.put(Entity::Vessel(Box::new(Vessel::named(Id::new(2), "An San 1"))));
        facts.put(Entity::Place(Box::new(Place::named(Id::new(1), "Vostochny"))));
        for (id, day) in (1..).zip(days) {
            let bounds = Bounds::within(None, format!("2024-03-{day:02}").parse().ok());
            facts.put(Entity::Visit(Box::new(Visit::new(Id::new(id), Id::new(1), Id::new(1), bounds))));
        }
        facts
    }

    fn write(facts: &Facts, column: &str, ids: &[u32], text: &str) -> Result<Option<Command>, String> {
        let sheet = sheet(EntityKind::Visit).expect("visits");
        change(facts, sheet, sheet.find(column).expect("a column").0, ids, text)
    }

    #[test]
    fn one_cell_is_one_field_of_one_entity() {
        let facts = case(&[10]);
        let command = write(&facts, "activity", &[1], "loading").expect("a word").expect("a change");
        assert_eq!(command.label(&facts), "Change activity of V-1");
        assert_eq!(command.merge_key().map(|key| key.field), Some("activity".into()));
        assert_eq!(write(&facts, "activity", &[1], "unknown"), Ok(None), "as it was");
        assert!(write(&facts, "activity", &[1], "fishing").is_err_and(|said| said.contains("bunkering")));
        assert!(write(&facts, "shipments", &[1], "S-1").is_err(), "not a field of a visit");
        let command = write(&facts, "vessel", &[1], "an san 1").expect("a name").expect("a change");
        let Command::Put { entity: Entity::Visit(visit), .. } = command else { unreachable!("one visit") };
        assert_eq!(visit.vessel, Id::new(2));
    }

    #[test]
    fn many_are_changed_together_and_those_that_have_it_are_left_alone() {
        let mut facts = case(&[10, 11, 12, 13]);
        let mut visit = facts.visits.get(Id::new(2)).expect("V-2").clone();
        visit.activity = Activity::Waiting;
        facts.put(Entity::Visit(Box::new(visit)));
        let command = write(&facts, "activity", &[1, 2, 3, 4], "waiting").expect("a word").expect("a change");
        assert_eq!(command.label(&facts), "Change activity of 3 visits");
        let sheet = sheet(EntityKind::Visit).expect("visits");
        let (at, _) = sheet.find("activity").expect("a column");
        assert_eq!(common(&facts, sheet, at, [1, 2].into_iter()), Common::Mixed);
        assert_eq!(common(&facts, sheet, at, [1, 3].into_iter()), Common::Same("unknown".to_owned()));
    }

    #[test]
    fn if_one_of_many_cannot_take_a_value_none_gets_it_and_it_is_named() {
        let facts = case(&[10, 20, 12, 25, 13, 14, 15]);
        let refused = write(&facts, "first_seen", &[1, 2, 3, 4], "2024-03-15").expect_err("too late for two");
        assert!(refused.starts_with("Nothing is changed. V-1: "), "{refused}");
        assert!(refused.contains("V-3: ") && !refused.contains("V-2: ") && !refused.contains("more"), "{refused}");
        let refused = write(&facts, "first_seen", &[1, 3, 5, 6, 7], "2024-03-19").expect_err("too late for all");
        assert!(refused.ends_with(". 2 more cannot take it"), "{refused}");
        let refused = write(&facts, "first_seen", &[1, 2], "soon").expect_err("no date");
        assert!(refused.contains("“soon” is not a date") && !refused.contains("V-1"), "{refused}");
    }

    #[test]
    fn a_date_in_words_is_kept_as_it_was_written() {
        let facts = case(&[20]);
        let command = write(&facts, "first_seen", &[1], " 9 March 2024 ").expect("a date").expect("a change");
        let Command::Put { entity: Entity::Visit(visit), .. } = command else { unreachable!("one visit") };
        assert_eq!(visit.bound_text(BoundName::FirstSeen), "9 March 2024");
        assert_eq!(visit.bounds.get(BoundName::FirstSeen).map(|when| when.to_string()).as_deref(), Some("2024-03-09"));
    }
}
