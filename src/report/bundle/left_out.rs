//! What was left out of a bundle: number, kind and why, and never the content.

use std::collections::BTreeMap;
use std::io::{self, Write};

use crate::base::text::count;
use crate::model::grading::Tlp;
use crate::model::ids::EntityKind;
use crate::report::csv::{self, Cell};

/// What kind of thing was left out.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum What {
    /// All of it.
    Whole(EntityKind),
    /// What it says on the word of something that was left out.
    Statements(EntityKind),
    /// The exhibit that it cites; the text stayed as it was written.
    Citation,
    /// Its attached files.
    Files,
    /// The names of people in it.
    Names,
    /// Its note.
    Note,
    /// The query that proposes what a tag is set on.
    Rule,
    /// What was done, in the extract of the journal.
    Labels,
}

impl What {
    /// The kind in a user's words.
    #[must_use]
    pub fn word(self) -> String {
        match self {
            Self::Whole(kind) => kind.word().to_owned(),
            Self::Statements(kind) => format!("statement of a {}", kind.word()),
            Self::Citation => "cited exhibit".to_owned(),
            Self::Files => "file".to_owned(),
            Self::Names => "name of a person".to_owned(),
            Self::Note => "note".to_owned(),
            Self::Rule => "rule of a tag".to_owned(),
            Self::Labels => "label of a journal entry".to_owned(),
        }
    }
}

/// Why something was left out.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Why {
    /// It bears a tag that was to be left out, or one below it.
    Tagged,
    /// It is such a tag.
    IsTag,
    /// It is marked for this handling or a stricter one.
    Handling(Tlp),
    /// It rests on something that was left out.
    RestsOn,
    /// Nothing that is in the bundle refers to it any more.
    Alone,
    /// Everything of its kind was to be left out.
    Asked,
    /// It may name what was left out or not chosen.
    MayName,
    /// The case does not hold its bytes.
    NotHeld,
}

impl Why {
    /// The reason in a user's words; names neither tag nor content.
    #[must_use]
    pub fn words(self) -> String {
        match self {
            Self::Tagged => "bears a tag that was to be left out".to_owned(),
            Self::IsTag => "is a tag that was to be left out".to_owned(),
            Self::Handling(level) => format!("is marked {} or stricter", level.mark()),
            Self::RestsOn => "rests on something that was left out".to_owned(),
            Self::Alone => "was there only for something that was left out".to_owned(),
            Self::Asked => "everything of this kind was to be left out".to_owned(),
            Self::MayName => "may name what is not in the bundle".to_owned(),
            Self::NotHeld => "the case does not hold its bytes".to_owned(),
        }
    }
}

/// One thing that was left out.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct LeftOut {
    /// Its reference in print: `E-3`.
    pub code: String,
    /// What of it.
    pub what: What,
    /// Why.
    pub why: Why,
}

/// Writes the list as CSV.
///
/// # Errors
/// As the writer.
pub fn write(rows: &[LeftOut], mut out: impl Write) -> io::Result<()> {
    out.write_all(csv::BOM)?;
    csv::header(&mut out, &["number", "kind", "why"])?;
    for row in rows {
        csv::row(&mut out, &[Cell::text(&row.code), Cell::text(row.what.word()), Cell::text(row.why.words())])?;
    }
    Ok(())
}

/// How much was left out, by kind: `2 exhibits, 5 notes`; empty for nothing.
#[must_use]
pub fn summary(rows: &[LeftOut]) -> String {
    let mut counts: BTreeMap<What, usize> = BTreeMap::new();
    for row in rows {
        *counts.entry(row.what).or_default() += 1;
    }
    let counted = |what: What, n: usize| match what {
        What::Statements(kind) if n == 1 => format!("statements of 1 {}", kind.word()),
        What::Statements(kind) => format!("statements of {}", count(n, kind.word())),
        What::Files => format!("files of {}", count(n, "exhibit")),
        What::Names if n == 1 => "names of people in 1 place".to_owned(),
        What::Names => format!("names of people in {n} places"),
        What::Rule => format!("rules of {}", count(n, "tag")),
        What::Labels => "what was done, in the journal".to_owned(),
        what => count(n, &what.word()),
    };
    counts.into_iter().map(|(what, n)| counted(what, n)).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_counts_by_kind_and_gives_reasons() {
        let row = |code: &str, what, why| LeftOut { code: code.to_owned(), what, why };
        let rows = [
            row("E-3", What::Whole(EntityKind::Exhibit), Why::Handling(Tlp::Red)),
            row("E-4", What::Whole(EntityKind::Exhibit), Why::Tagged),
            row("E-5", What::Note, Why::Asked),
        ];
        assert_eq!(summary(&rows), "2 exhibits, 1 note");
        assert_eq!(summary(&[]), "");
        let mut out = Vec::new();
        write(&rows, &mut out).expect("in memory");
        let text = String::from_utf8(out).expect("UTF-8");
        assert!(text.contains("\"E-3\",\"exhibit\",\"is marked TLP:RED or stricter\"\r\n"), "{text}");
        assert_eq!(text.lines().count(), 4);
    }
}
