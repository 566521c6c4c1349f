//! Rows in the order of a column: numbers as numbers, dates as times, names as people count, what is unknown last.

use std::cmp::{Ordering, Reverse};

use rayon::prelude::*;

use super::{Sheet, Value};
use crate::base::progress::{Cancelled, Progress};
use crate::base::text::naturally;
use crate::model::facts::Facts;
use crate::model::ids::{EntityKind, EntityRef};
use crate::model::naming;

/// By what rows are sorted.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Sort {
    /// The column, by its place in the table.
    pub column: usize,
    /// Whether the largest comes first.
    pub down: bool,
}

/// What a cell sorts by.
#[derive(PartialEq, Debug)]
enum Key {
    Number(f64),
    Time(i64, i64),
    Place(u32),
    Text(Vec<(Reverse<bool>, u64, String)>),
}

impl Key {
    fn compare(&self, other: &Self) -> Ordering {
        match (self, other) {
            (Self::Number(a), Self::Number(b)) => a.total_cmp(b),
            (Self::Time(a, b), Self::Time(c, d)) => (a, b).cmp(&(c, d)),
            (Self::Place(a), Self::Place(b)) => a.cmp(b),
            (Self::Text(a), Self::Text(b)) => a.cmp(b),
            // A column holds one sort of values; if not, each sort stands by itself.
            _ => self.sort().cmp(&other.sort()),
        }
    }

    fn sort(&self) -> u8 {
        match self {
            Self::Number(_) => 0,
            Self::Time(..) => 1,
            Self::Place(_) => 2,
            Self::Text(_) => 3,
        }
    }
}

/// A key, or a name whose place among the names of the column is not known yet.
enum Half {
    Known(Key),
    Named(EntityRef),
}

/// Puts rows, which come by id, in order. Rows that are alike stay as they came, whichever way round; those of which
/// nothing is known come last both ways.
///
/// # Errors
/// If the order is no longer wanted.
pub fn sorted(
    facts: &Facts,
    sheet: Sheet,
    mut ids: Vec<u32>,
    by: Sort,
    progress: &Progress,
) -> Result<Vec<u32>, Cancelled> {
    if is_natural(sheet, by) {
        return Ok(ids);
    }
    let halves: Vec<Option<Half>> = ids.par_iter().map(|id| half(facts, sheet.value(facts, *id, by.column))).collect();
    progress.check()?;
    let names = names(facts, &halves);
    progress.check()?;
    let mut rows: Vec<(Option<Key>, u32)> = halves
        .into_par_iter()
        .zip(ids.par_iter().copied())
        .map(|(half, id)| (half.map(|half| whole(half, &names)), id))
        .collect();
    rows.par_sort_by(|(a, _), (b, _)| match (a, b) {
        (Some(a), Some(b)) if by.down => b.compare(a),
        (Some(a), Some(b)) => a.compare(b),
        (a, b) => b.is_some().cmp(&a.is_some()),
    });
    progress.check()?;
    ids.clear();
    ids.extend(rows.into_iter().map(|(_, id)| id));
    Ok(ids)
}

/// Whether the order is that of the ids, in which rows come anyway: that of the references, unless they have numbers of
/// their own.
#[must_use]
pub fn is_natural(sheet: Sheet, by: Sort) -> bool {
    let numbered = [EntityKind::Exhibit, EntityKind::Shipment, EntityKind::Finding];
    by == Sort::default() && !numbered.contains(&sheet.kind)
}

fn half(facts: &Facts, value: Value) -> Option<Half> {
    Some(Half::Known(match value {
        Value::Nothing | Value::Unknown | Value::Word(_, None) => return None,
        Value::Name(item) => return Some(Half::Named(item)),
        Value::Text(text) => Key::Text(naturally(&text)),
        Value::Number(number) | Value::Range(_, number) => Key::Number(number),
        Value::Date(when) => Key::Time(when.start().0, when.end().0),
        Value::Dates(dates) => {
            let (from, to) = (dates.start(), dates.end());
            let first = from.or(to)?;
            Key::Time(first.0, to.map_or(i64::MAX, |to| to.0))
        }
        Value::Word(_, Some(place)) => Key::Place(place.into()),
        Value::Code(item) => Key::Place(naming::number(facts, item)),
    }))
}

/// The names that stand in a column, sorted once: there are far fewer of them than rows. Those that read alike have the
/// same place.
fn names(facts: &Facts, halves: &[Option<Half>]) -> Vec<(EntityRef, u32)> {
    let mut items: Vec<EntityRef> = halves
        .par_iter()
        .filter_map(|half| match half {
            Some(Half::Named(item)) => Some(*item),
            _ => None,
        })
        .collect();
    items.par_sort_unstable();
    items.dedup();
    let mut named: Vec<_> = items.par_iter().map(|item| (naturally(&naming::name(facts, *item)), *item)).collect();
    named.par_sort();
    let mut place = 0;
    let mut places: Vec<(EntityRef, u32)> = Vec::with_capacity(named.len());
    for (i, (name, item)) in named.iter().enumerate() {
        place += u32::from(i > 0 && named[i - 1].0 != *name);
        places.push((*item, place));
    }
    places.sort_unstable();
    places
}

fn whole(half: Half, names: &[(EntityRef, u32)]) -> Key {
    match half {
        Half::Known(key) => key,
        Half::Named(item) => {
            let at = names.binary_search_by_key(&item, |(item, _)| *item);
            Key::Place(at.map_or(u32::MAX, |at| names[at].1))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::interval::Bounds;
    use crate::model::columns::{set_quantity, sheet};
    use crate::model::entity::Entity;
    use crate::model::evidence::Exhibit;
    use crate::model::grading::Credibility;
    use crate::model::ids::Id;
    use crate::model::place::Place;
    use crate::model::reading;
    use crate::model::shipment::Shipment;
    use crate::model::vessel::Vessel;
    use crate::model::visit::Visit;

    fn order(facts: &Facts, kind: EntityKind, column: &str, down: bool) -> Vec<u32> {
        let sheet = sheet(kind).expect("a table");
        let (column, _) = sheet.find(column).expect("a column");
        let by = Sort { column, down };
        sorted(facts, sheet, sheet.ids(facts), by, &Progress::default()).expect("wanted")
    }

    #[test]
    fn numbers_sort_as_numbers_and_unknown_ones_last_both_ways() {
        let mut facts = Facts::default();
        for (id, dwt) in [(1, "9,000"), (2, ""), (3, "10,000"), (4, "800"), (5, ""), (6, "9000")] {
            let mut vessel = Vessel::named(Id::new(id), &format!("Vessel {id}"));
            reading::set_deadweight(&mut vessel, dwt).expect("an amount");
            facts.put(Entity::Vessel(Box::new(vessel)));
        }
        assert_eq!(order(&facts, EntityKind::Vessel, "dwt_t", false), [4, 1, 6, 3, 2, 5]);
        assert_eq!(order(&facts, EntityKind::Vessel, "dwt_t", true), [3, 1, 6, 4, 2, 5], "those alike as they came");
    }

    #[test]
    fn quantities_sort_by_how_much_and_not_by_how_it_is_written() {
        let mut facts = Facts::default();
        for (id, text) in [(1, "20,000"), (2, ""), (3, ">165,000"), (4, "3,000–9,000")] {
            let mut shipment = Shipment::between(Id::new(id), id, Some(Id::new(1)), None);
            set_quantity(&mut shipment, reading::estimate(text).expect("an estimate"));
            facts.put(Entity::Shipment(Box::new(shipment)));
        }
        assert_eq!(order(&facts, EntityKind::Shipment, "quantity", false), [4, 1, 3, 2]);
        assert_eq!(order(&facts, EntityKind::Shipment, "quantity", true), [3, 1, 4, 2]);
    }

    #[test]
    fn a_grade_that_cannot_be_judged_is_no_worst_grade() {
        let mut facts = Facts::default();
        let grades = [Credibility::CannotBeJudged, Credibility::Improbable, Credibility::Confirmed];
        for (id, grade) in (1..).zip(grades) {
            let mut exhibit = Exhibit::titled(Id::new(id), 10 - id, "Item");
            exhibit.credibility = grade;
            facts.put(Entity::Exhibit(Box::new(exhibit)));
        }
        assert_eq!(order(&facts, EntityKind::Exhibit, "credibility", false), [3, 2, 1]);
        assert_eq!(order(&facts, EntityKind::Exhibit, "credibility", true), [2, 3, 1]);
        assert_eq!(order(&facts, EntityKind::Exhibit, "id", true), [1, 2, 3], "by the number in print, not by id");
        assert_eq!(order(&facts, EntityKind::Exhibit, "id", false), [3, 2, 1]);
    }

    #[test]
    fn visits_sort_by_the_names_of_their_vessels_and_by_times() {
        let mut facts = Facts::default();
        for (id, name) in [(1, "Tanker 10"), (2, "Tanker 2"), (3, "tanker 2"), (4, "청진")] {
            facts.put(Entity::Vessel(Box::new(Vessel::named(Id::new(id), name))));
        }
        facts.put(Entity::Place(Box::new(Place::named(Id::new(1), "Vostochny"))));
        let days = [Some("2024-03"), None, Some("2024-03-01"), Some("2024-02-28T10:00Z")];
        for (id, day) in (1..).zip(days) {
            let bounds = Bounds::within(day.and_then(|day| day.parse().ok()), None);
            facts.put(Entity::Visit(Box::new(Visit::new(Id::new(id), Id::new(5 - id), Id::new(1), bounds))));
        }
        assert_eq!(order(&facts, EntityKind::Visit, "vessel", false), [2, 3, 4, 1]);
        assert_eq!(order(&facts, EntityKind::Visit, "vessel", true), [1, 4, 2, 3]);
        assert_eq!(order(&facts, EntityKind::Visit, "not_before", false), [4, 3, 1, 2], "a day before its month");
        assert_eq!(order(&facts, EntityKind::Visit, "not_before", true), [1, 3, 4, 2]);
    }

    #[test]
    fn an_order_that_is_no_longer_wanted_ends() {
        let sheet = sheet(EntityKind::Visit).expect("visits");
        let progress = Progress::default();
        progress.cancel();
        let by = Sort { column: 2, down: false };
        assert_eq!(sorted(&Facts::default(), sheet, vec![1, 2], by, &progress), Err(Cancelled));
    }
}
