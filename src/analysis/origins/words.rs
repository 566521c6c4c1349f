//! What is said of reports and origins: “9 reports · 1 origin”, and sentences for what they share.

use std::collections::BTreeSet;

use super::Origins;
use super::axes::{Axis, Shared};
use crate::base::text::count;
use crate::model::facts::Facts;
use crate::model::ids::{ExhibitId, SourceId};
use crate::model::naming;

/// How many exhibits a sentence names before it only counts them.
const NAMED: usize = 12;

impl Origins {
    /// A few words for a chip: “9 reports · 1 origin”.
    #[must_use]
    pub fn short(&self) -> String {
        if self.reports.is_empty() && self.contradicting.is_empty() {
            return "no reports".to_owned();
        }
        let reports = count(self.reports.len(), "report");
        let origins = match self.origins.len() {
            0 => "origin unknown".to_owned(),
            some => count(some, "origin"),
        };
        match self.contradicting.len() {
            0 => format!("{reports} · {origins}"),
            against if self.reports.is_empty() => format!("{} against", count(against, "report")),
            against => format!("{reports} · {origins} · {against} against"),
        }
    }

    /// One line an origin with the reports that lead to it, then the reports that lead to none and those against:
    /// “RUSI: E-1 to E-9”.
    #[must_use]
    pub fn lines(&self, facts: &Facts) -> Vec<String> {
        let origins = self.origins.iter();
        let mut lines: Vec<String> = origins
            .map(|(origin, reports)| format!("{}: {}", source(facts, *origin), exhibits(facts, reports)))
            .collect();
        if !self.unknown.is_empty() {
            lines.push(format!("Lineage unknown, no origin: {}", exhibits(facts, &self.unknown)));
        }
        if !self.contradicting.is_empty() {
            lines.push(format!("Against: {}", exhibits(facts, &self.contradicting)));
        }
        lines
    }

    /// What keeps the count from being taken at its word, one sentence each: what origins share, and circles.
    #[must_use]
    pub fn cautions(&self, facts: &Facts) -> Vec<String> {
        let shared = self.shared.iter().map(|shared| shared_words(facts, shared));
        shared.chain(self.circles.iter().map(|circle| circle_words(facts, circle))).collect()
    }
}

/// “RUSI and Open Source Centre are not independent: they share the analyst Joseph Byrne (E-1, E-2 and E-13).”
fn shared_words(facts: &Facts, shared: &Shared) -> String {
    let names: Vec<String> = shared.origins.keys().map(|origin| source(facts, *origin)).collect();
    let by: BTreeSet<ExhibitId> = shared.origins.values().flatten().copied().collect();
    let what = match shared.axis {
        Axis::Institute => format!("{} stands behind both", shared.value),
        axis => format!("they share the {} {}", axis.word(), shared.value),
    };
    let what = if names.len() > 2 { what.replace(" both", " all of them") } else { what };
    format!("{} are not independent: {what} ({}).", list(&names), exhibits(facts, &by))
}

fn circle_words(facts: &Facts, circle: &[ExhibitId]) -> String {
    let codes: BTreeSet<ExhibitId> = circle.iter().copied().collect();
    match circle.len() {
        1 => format!("{} names itself as what it reports.", exhibits(facts, &codes)),
        _ => format!("{} report one another in a circle.", exhibits(facts, &codes)),
    }
}

fn source(facts: &Facts, id: SourceId) -> String {
    naming::name(facts, id.into())
}

/// Exhibits by their numbers: “E-1”, “E-1 and E-4”, “E-1 to E-9”, “E-1, E-2 and E-13”.
#[must_use]
pub(super) fn exhibits(facts: &Facts, ids: &BTreeSet<ExhibitId>) -> String {
    if ids.len() > NAMED * 20 {
        return count(ids.len(), "exhibit");
    }
    let mut numbers: Vec<u32> = ids.iter().map(|id| facts.exhibits.get(*id).map_or(id.0, |row| row.number)).collect();
    numbers.sort_unstable();
    let runs = numbers.chunk_by(|a, b| a + 1 == *b).flat_map(|run| match run {
        [first, .., last] if run.len() > 2 => vec![format!("E-{first} to E-{last}")],
        few => few.iter().map(|number| format!("E-{number}")).collect(),
    });
    let runs: Vec<String> = runs.collect();
    if runs.len() > NAMED { count(ids.len(), "exhibit") } else { list(&runs) }
}

fn list(words: &[String]) -> String {
    match words {
        [] => String::new(),
        [one] => one.clone(),
        [rest @ .., last] => format!("{} and {last}", rest.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use crate::analysis::origins::Origins;
    use crate::analysis::origins::fixture::{Say, facts};
    use crate::analysis::origins::lineage::Lineage;
    use crate::model::evidence::Stance;
    use crate::model::ids::{EntityKind, EntityRef};

    const VISIT: EntityRef = EntityRef { kind: EntityKind::Visit, id: 1 };

    fn of(says: &[Say]) -> (String, Vec<String>, Vec<String>) {
        let facts = facts(says, 3);
        let origins = Origins::of(&facts, &Lineage::build(&facts), VISIT);
        (origins.short(), origins.lines(&facts), origins.cautions(&facts))
    }

    #[test]
    fn reports_and_origins_in_a_few_words() {
        let about = &[1][..];
        let one = Say { exhibit: 1, by: &[-1], about, ..Say::default() };
        let two = Say { exhibit: 2, by: &[1], about, ..Say::default() };
        let three = Say { exhibit: 3, by: &[1], about, ..Say::default() };
        let unknown = Say { exhibit: 5, about, ..Say::default() };
        let against = Say { exhibit: 6, by: &[-2], about, stance: Stance::Contradicts };
        assert_eq!(of(&[]).0, "no reports");
        assert_eq!(of(&[one]).0, "1 report · 1 origin");
        assert_eq!(of(&[unknown]).0, "1 report · origin unknown");
        assert_eq!(of(&[against]).0, "1 report against");
        let (short, lines, cautions) = of(&[one, two, three, unknown, against]);
        assert_eq!(short, "4 reports · 1 origin · 1 against");
        assert_eq!(lines, ["Source 1: E-1 to E-3", "Lineage unknown, no origin: E-5", "Against: E-6"]);
        assert_eq!(cautions, [""; 0]);
    }

    #[test]
    fn circles_are_named() {
        let says = [
            Say { exhibit: 1, by: &[2], about: &[1], ..Say::default() },
            Say { exhibit: 2, by: &[1], about: &[1], ..Say::default() },
            Say { exhibit: 3, by: &[3], about: &[1], ..Say::default() },
        ];
        let (short, _, cautions) = of(&says);
        assert_eq!(short, "3 reports · origin unknown");
        assert_eq!(cautions, ["E-1 and E-2 report one another in a circle.", "E-3 names itself as what it reports."]);
    }
}
