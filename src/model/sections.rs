//! The findings in the order of print: sections, the places within them, and what changes when one is moved.
//!
//! A section is the findings that name it. Sections follow each other by the lowest place of a finding in each.

use std::collections::BTreeMap;

use super::facts::Facts;
use super::finding::Finding;
use super::ids::FindingId;

/// The findings of one section, in order.
#[derive(Clone, PartialEq, Debug)]
pub struct Section<'a> {
    /// Its name, as the findings have it; empty for those of no section.
    pub name: &'a str,
    /// At least one.
    pub findings: Vec<&'a Finding>,
}

/// What a section is called in print and in lists.
#[must_use]
pub fn called(name: &str) -> &str {
    if name.trim().is_empty() { "Findings" } else { name.trim() }
}

/// Where a finding is moved to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Spot {
    /// Before another finding, into its section.
    Before(FindingId),
    /// Behind another finding, into its section.
    After(FindingId),
}

/// Findings by section, in the order of print.
#[must_use]
pub fn sections<'a>(findings: impl IntoIterator<Item = &'a Finding>) -> Vec<Section<'a>> {
    let mut by_name: BTreeMap<&str, Vec<&Finding>> = BTreeMap::new();
    for finding in findings {
        by_name.entry(&finding.section).or_default().push(finding);
    }
    let mut sections: Vec<Section<'_>> =
        by_name.into_iter().map(|(name, findings)| Section { name, findings }).collect();
    for section in &mut sections {
        section.findings.sort_by_key(|finding| (finding.order, finding.number, finding.id));
    }
    // Those of the same place stay in the order of their names.
    sections.sort_by_key(|section| section.findings.first().map(|finding| finding.order));
    sections
}

/// The findings that are no longer as they were when one is moved; none if it stands there already.
#[must_use]
pub fn move_finding(facts: &Facts, id: FindingId, to: Spot) -> Vec<Finding> {
    let (Spot::Before(beside) | Spot::After(beside)) = to;
    let (Some(finding), Some(section)) = (facts.findings.get(id), facts.findings.get(beside)) else {
        return Vec::new();
    };
    if id == beside {
        return Vec::new();
    }
    let mut moved = finding.clone();
    moved.section.clone_from(&section.section);
    let mut order: Vec<Finding> = Vec::with_capacity(facts.findings.len());
    for section in sections(facts.findings.iter()) {
        for other in section.findings {
            match to {
                Spot::Before(beside) if other.id == beside => order.extend([moved.clone(), other.clone()]),
                Spot::After(beside) if other.id == beside => order.extend([other.clone(), moved.clone()]),
                _ if other.id == id => {}
                _ => order.push(other.clone()),
            }
        }
    }
    changed(facts, order)
}

/// The findings that are no longer as they were when a section is moved before another, or behind all of them.
#[must_use]
pub fn move_section(facts: &Facts, name: &str, before: Option<&str>) -> Vec<Finding> {
    let mut all = sections(facts.findings.iter());
    let Some(from) = all.iter().position(|section| section.name == name) else { return Vec::new() };
    if before == Some(name) {
        return Vec::new();
    }
    let moved = all.remove(from);
    let to = before.and_then(|before| all.iter().position(|section| section.name == before)).unwrap_or(all.len());
    all.insert(to, moved);
    changed(facts, all.into_iter().flat_map(|section| section.findings).cloned().collect())
}

/// The findings of a section under another name. If there is such a section, they become part of it.
#[must_use]
pub fn rename_section(facts: &Facts, name: &str, to: &str) -> Vec<Finding> {
    if name == to {
        return Vec::new();
    }
    let of_it = facts.findings.iter().filter(|finding| finding.section == name);
    of_it.map(|finding| Finding { section: to.to_owned(), ..finding.clone() }).collect()
}

/// Gives findings their places in this order, and leaves out those that stay as they are.
fn changed(facts: &Facts, order: Vec<Finding>) -> Vec<Finding> {
    let numbered = (1..).zip(order).map(|(order, finding)| Finding { order, ..finding });
    numbered.filter(|finding| facts.findings.get(finding.id) != Some(finding)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::entity::Entity;

    /// Findings by section and place; their numbers are 1, 2 …
    fn case(rows: &[(&str, u32)]) -> Facts {
        let mut facts = Facts::default();
        for (number, (section, order)) in (1..).zip(rows) {
            let mut finding = Finding::draft(FindingId::new(number), number);
            (*section).clone_into(&mut finding.section);
            finding.order = *order;
            facts.put(Entity::Finding(Box::new(finding)));
        }
        facts
    }

    fn shown(facts: &Facts) -> Vec<(String, Vec<u32>)> {
        let numbers = |section: Section<'_>| {
            (section.name.to_owned(), section.findings.iter().map(|finding| finding.number).collect())
        };
        sections(facts.findings.iter()).into_iter().map(numbers).collect()
    }

    #[track_caller]
    fn check(facts: &Facts, expect: &[(&str, &[u32])]) {
        let expect: Vec<(String, Vec<u32>)> =
            expect.iter().map(|(name, numbers)| ((*name).to_owned(), numbers.to_vec())).collect();
        assert_eq!(shown(facts), expect);
    }

    fn put(facts: &mut Facts, changed: Vec<Finding>) -> usize {
        let many = changed.len();
        for finding in changed {
            facts.put(Entity::Finding(Box::new(finding)));
        }
        many
    }

    #[test]
    fn sections_stand_by_the_lowest_place_in_each() {
        let facts = case(&[("B", 4), ("A", 3), ("B", 2), ("", 9)]);
        check(&facts, &[("B", &[3, 1]), ("A", &[2]), ("", &[4])]);
        check(&case(&[("B", 1), ("A", 1)]), &[("A", &[2]), ("B", &[1])]);
    }

    #[test]
    fn a_finding_is_moved_within_its_section_and_into_another() {
        let mut facts = case(&[("A", 1), ("A", 2), ("B", 3)]);
        let moved = move_finding(&facts, FindingId::new(2), Spot::Before(FindingId::new(1)));
        assert_eq!(put(&mut facts, moved), 2, "the third stays as it is");
        check(&facts, &[("A", &[2, 1]), ("B", &[3])]);
        let moved = move_finding(&facts, FindingId::new(2), Spot::After(FindingId::new(3)));
        put(&mut facts, moved);
        check(&facts, &[("A", &[1]), ("B", &[3, 2])]);
        assert_eq!(move_finding(&facts, FindingId::new(2), Spot::After(FindingId::new(3))), []);
        assert_eq!(move_finding(&facts, FindingId::new(2), Spot::After(FindingId::new(2))), []);
        assert_eq!(move_finding(&facts, FindingId::new(9), Spot::After(FindingId::new(2))), []);
    }

    #[test]
    fn a_section_is_moved_and_renamed_as_one() {
        let mut facts = case(&[("A", 1), ("B", 2), ("B", 3), ("C", 4)]);
        let moved = move_section(&facts, "B", Some("A"));
        assert_eq!(put(&mut facts, moved), 3);
        check(&facts, &[("B", &[2, 3]), ("A", &[1]), ("C", &[4])]);
        let moved = move_section(&facts, "B", None);
        put(&mut facts, moved);
        check(&facts, &[("A", &[1]), ("C", &[4]), ("B", &[2, 3])]);
        assert_eq!(move_section(&facts, "B", None), []);
        let renamed = rename_section(&facts, "B", "A");
        assert_eq!(put(&mut facts, renamed), 2);
        check(&facts, &[("A", &[1, 2, 3]), ("C", &[4])]);
    }
}
