//! What is said of reports and origins: “9 reports · 1 origin”, and sentences for what they share.

use std::collections::BTreeSet;

use super::Origins;
use super::axes::{Axis, Shared};
use super::subject::Reports;
use crate::base::text::count;
use crate::model::facts::Facts;
use crate::model::ids::{ExhibitId, SourceId};
use crate::model::naming;

impl Reports {
    /// A few words: “9 reports · 1 origin”.
    #[must_use]
    pub fn short(&self) -> String {
        short(self.supporting.len(), self.origins().len(), self.contradicting.len())
    }
}

fn short(reports: usize, origins: usize, against: usize) -> String {
    let origins = match origins {
        0 => "origin unknown".to_owned(),
        some => count(some, "origin"),
    };
    match (reports, against) {
        (0, 0) => "no reports".to_owned(),
        (0, against) => format!("{} against", count(against, "report")),
        (some, 0) => format!("{} · {origins}", count(some, "report")),
        (some, against) => format!("{} · {origins} · {against} against", count(some, "report")),
    }
}

impl Origins {
    /// A few words for a chip: “9 reports · 1 origin”.
    #[must_use]
    pub fn short(&self) -> String {
        short(self.reports.len(), self.origins.len(), self.contradicting.len())
    }

    /// One line an origin with the reports that lead to it, then the reports that lead to none and those against:
    /// “RUSI: E-1 to E-9”.
    #[must_use]
    pub fn lines(&self, facts: &Facts) -> Vec<String> {
        let origins = self.origins.iter();
        let mut lines: Vec<String> = origins
            .map(|(origin, reports)| {
                format!("{}: {}", source(facts, *origin), naming::exhibits(facts, reports.iter().copied()))
            })
            .collect();
        if !self.unknown.is_empty() {
            lines
                .push(format!("Lineage unknown, no origin: {}", naming::exhibits(facts, self.unknown.iter().copied())));
        }
        if !self.contradicting.is_empty() {
            lines.push(format!("Against: {}", naming::exhibits(facts, self.contradicting.iter().copied())));
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
    format!("{} are not independent: {what} ({}).", naming::list(&names), naming::exhibits(facts, by))
}

fn circle_words(facts: &Facts, circle: &[ExhibitId]) -> String {
    let codes = naming::exhibits(facts, circle.iter().copied());
    match circle.len() {
        1 => format!("{codes} names itself as what it reports."),
        _ => format!("{codes} report one another in a circle."),
    }
}

fn source(facts: &Facts, id: SourceId) -> String {
    naming::name(facts, id.into())
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
