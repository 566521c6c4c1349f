//! Exhibits as entries of a bibliography, before any format: by number, with the date by which each is cited.

use super::choices::Choices;
use crate::base::edtf::{Edtf, End};
use crate::base::time::{Precision, Qualifier, When};
use crate::model::evidence::{Exhibit, Source};
use crate::model::facts::Facts;

/// An exhibit as it is cited.
pub struct Reference<'a> {
    /// The exhibit.
    pub exhibit: &'a Exhibit,
    /// Who stands behind it.
    pub source: Option<&'a Source>,
}

impl Reference<'_> {
    /// The key by which a document cites it, the same in every export of the case: `E3`.
    #[must_use]
    pub fn key(&self) -> String {
        format!("E{}", self.exhibit.number)
    }

    /// The date by which it is cited: when it was published, else what it shows was captured.
    #[must_use]
    pub fn date(&self) -> Option<Edtf> {
        self.exhibit.published.as_ref().or(self.exhibit.captured.as_ref()).map(|dated| dated.time)
    }

    /// What stands in its note: exhibit, handling, licence and credit, archived copy, hashes of its files.
    #[must_use]
    pub fn note(&self, facts: &Facts) -> Vec<String> {
        let exhibit = self.exhibit;
        let mut notes = vec![format!("Exhibit E-{}", exhibit.number), facts.case.handling.mark().to_owned()];
        notes.extend([&exhibit.credit, &exhibit.licence].into_iter().filter(|text| !text.trim().is_empty()).cloned());
        if !exhibit.archived_url.trim().is_empty() {
            notes.push(format!("archived at {}", exhibit.archived_url.trim()));
        }
        notes.extend(exhibit.files.iter().map(|file| format!("SHA-256 {}", file.sha256)));
        notes
    }
}

/// The exhibits that the choices show, by number.
#[must_use]
pub fn references<'a>(facts: &'a Facts, choices: &Choices) -> Vec<Reference<'a>> {
    let mut exhibits: Vec<&Exhibit> = facts.exhibits.iter().filter(|row| choices.shows(row.id)).collect();
    exhibits.sort_by_key(|row| (row.number, row.id));
    let source = |exhibit: &Exhibit| exhibit.source.and_then(|id| facts.sources.get(id));
    exhibits.into_iter().map(|exhibit| Reference { exhibit, source: source(exhibit) }).collect()
}

/// First and last date of what a date may mean; the same one twice if it is one date, none for an end that is open or
/// not known.
#[must_use]
pub fn ends(date: Edtf) -> (Option<When>, Option<When>) {
    match date {
        Edtf::Date(when) => (Some(when), Some(when)),
        Edtf::Interval(from, to) | Edtf::OneOf(from, to) => (End::at(from), End::at(to)),
    }
}

/// Year, month and day, as far as they are known; none for a decade or a century.
#[must_use]
pub fn parts(when: When) -> Option<Vec<u16>> {
    let iso = when.qualified(Qualifier::default()).start().to_string();
    let count = match when.precision() {
        Precision::Century | Precision::Decade => return None,
        Precision::Year => 1,
        Precision::Month => 2,
        Precision::Day | Precision::Hour | Precision::Minute | Precision::Second => 3,
    };
    iso.get(..10)?.split('-').take(count).map(|part| part.parse().ok()).collect()
}

/// Whether a date is uncertain or approximate, so that it must not be taken to the letter.
#[must_use]
pub fn is_vague(date: Edtf) -> bool {
    let (from, to) = ends(date);
    let open = from.is_none() || to.is_none() || matches!(date, Edtf::OneOf(..));
    open || [from, to].into_iter().flatten().any(|when| when.qualifier() != Qualifier::default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_has_only_the_parts_that_are_known() {
        let of = |text: &str| parts(text.parse().expect("a date"));
        assert_eq!(of("2024-03-07T04:05Z"), Some(vec![2024, 3, 7]));
        assert_eq!(of("2024-03~"), Some(vec![2024, 3]));
        assert_eq!(of("0987"), Some(vec![987]));
        assert_eq!(of("202X"), None);
    }

    #[test]
    fn what_is_vague_says_so() {
        for (text, vague) in [("2024-03", false), ("2024-03~", true), ("2024?", true), ("2024-03-01/2024-03-02", false)]
        {
            assert_eq!(is_vague(text.parse().expect("a date")), vague, "{text}");
        }
        assert!(is_vague("[2024-03-07..2024-03-22]".parse().expect("a date")));
        assert!(is_vague("2024-03-07/..".parse().expect("a date")));
    }
}
