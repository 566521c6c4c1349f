//! The sentences of a finding, each with the exhibits that it cites: what a fact-checker goes through one by one.

use super::body::{Setter, blocks};
use super::outline::sentence::sentences as parted;
use super::outline::{Block, Inline, inline, plain};
use crate::model::citation::{Cited, figure_called};
use crate::model::ids::EntityKind;

/// One sentence.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Sentence {
    /// Its words, without the citations.
    pub text: String,
    /// Numbers of the exhibits it cites, in its own order, each once.
    pub cites: Vec<u32>,
}

/// The sentences of a text in Markdown. Headings, items of lists, cells of tables and paragraphs begin sentences; citations
/// after a full stop belong to the sentence before it.
#[must_use]
pub fn sentences(body: &str) -> Vec<Sentence> {
    let mut reader = Reader::default();
    let blocks = blocks(body, &mut reader);
    let mut found = Vec::new();
    super::outline::walk(&blocks, &mut |block| match block {
        Block::Paragraph { text, .. } | Block::Heading { text, .. } => reader.take(text, &mut found),
        Block::Verbatim(text) => reader.take(&[Inline::text(text.as_str())], &mut found),
        Block::Table(table) => table.rows.iter().flatten().for_each(|cell| reader.take(cell, &mut found)),
        _ => {}
    });
    found
}

/// What each mark of a citation stands for.
#[derive(Default)]
struct Reader {
    cites: Vec<Vec<u32>>,
}

impl Setter for Reader {
    fn cite(&mut self, items: &[Cited<'_>]) -> Vec<Inline> {
        let exhibits = items.iter().filter_map(|item| item.printed()).filter(|item| item.kind == EntityKind::Exhibit);
        let exhibits: Vec<u32> = exhibits.map(|item| item.id).collect();
        if exhibits.is_empty() {
            let targets: Vec<&str> = items.iter().map(|item| item.target).collect();
            return vec![Inline::text(format!("[@{}]", targets.join("; ")))];
        }
        self.cites.push(exhibits);
        vec![Inline::Note(self.cites.len() - 1)]
    }

    fn insert(&mut self, target: &str, caption: &str) -> Option<Vec<Block>> {
        let is_figure = figure_called(target).is_some();
        let caption = vec![Inline::text(caption)];
        is_figure.then(|| vec![Block::Paragraph { number: None, text: caption }])
    }

    fn table(&mut self) -> (u32, String) {
        (1, String::new())
    }
}

impl Reader {
    fn take(&self, line: &[Inline], found: &mut Vec<Sentence>) {
        for sentence in parted(line.to_vec()) {
            let mut cites: Vec<u32> = Vec::new();
            for number in inline::notes(&sentence).into_iter().filter_map(|at| self.cites.get(at)).flatten() {
                if !cites.contains(number) {
                    cites.push(*number);
                }
            }
            let text = plain(&sentence).split_whitespace().collect::<Vec<_>>().join(" ");
            match found.last_mut() {
                // Citations alone belong to what was said before.
                Some(last) if text.is_empty() => {
                    let new: Vec<u32> = cites.into_iter().filter(|number| !last.cites.contains(number)).collect();
                    last.cites.extend(new);
                }
                _ if text.is_empty() && cites.is_empty() => {}
                _ => found.push(Sentence { text, cites }),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[track_caller]
    fn check(body: &str, expected: &[(&str, &[u32])]) {
        let found = sentences(body);
        let found: Vec<(&str, &[u32])> = found.iter().map(|one| (one.text.as_str(), one.cites.as_slice())).collect();
        assert_eq!(found, expected, "{body}");
    }

    #[test]
    fn citations_go_with_the_sentence_they_follow() {
        check(
            "A loaded [@E-3]. B sailed.[@E-4][@E-3] C did not. [@E-5] D?",
            &[("A loaded.", &[3]), ("B sailed.", &[4, 3]), ("C did not.", &[5]), ("D?", &[])],
        );
        check("Nothing\n\n[@E-7]", &[("Nothing", &[7])]);
        check("Not [@x] a [@E-9", &[("Not [@x] a [@E-9", &[])]);
        check("One [@E-1, p. 4; E-2].", &[("One.", &[1, 2])]);
    }

    #[test]
    fn abbreviations_initials_and_numbers_end_nothing() {
        let one = "The U.N. Panel and J. Byrne saw c. 2.5 m at berth No. 5, e.g. Mr. Kim (approx. 3 p.m. local time).";
        check(one, &[(one, &[])]);
        check(
            "It held 500,000 bbl. The cap is 500,000.",
            &[("It held 500,000 bbl.", &[]), ("The cap is 500,000.", &[])],
        );
    }

    #[test]
    fn words_that_look_like_short_forms_end_their_sentence() {
        check(
            "Asked, he said no. The art. It left in Mar. Then etc. Done.",
            &[
                ("Asked, he said no.", &[]),
                ("The art.", &[]),
                ("It left in Mar.", &[]),
                ("Then etc.", &[]),
                ("Done.", &[]),
            ],
        );
        check(
            "On Mar. 7 Capt. Kim sailed (para. 5 v. Art. 3).",
            &[("On Mar. 7 Capt. Kim sailed (para. 5 v. Art. 3).", &[])],
        );
    }

    #[test]
    fn quotes_close_with_their_sentence_and_other_scripts_end_theirs() {
        check("He said: “It loaded.” It had.", &[("He said: “It loaded.”", &[]), ("It had.", &[])]);
        check("배가 보였다. 떠났다.", &[("배가 보였다.", &[]), ("떠났다.", &[])]);
        check("装油。离港。", &[("装油。", &[]), ("离港。", &[])]);
        check("هل حملت؟ نعم.", &[("هل حملت؟", &[]), ("نعم.", &[])]);
        check("Судно ушло. Куда?", &[("Судно ушло.", &[]), ("Куда?", &[])]);
    }

    #[test]
    fn paragraphs_lists_and_headings_begin_sentences() {
        check(
            "# Loading\nOne\nline\n\n- two\n- three\n1. four",
            &[("Loading", &[]), ("One line", &[]), ("two", &[]), ("three", &[]), ("four", &[])],
        );
        check("", &[]);
        check(" \n[@E-1]", &[("", &[1])]);
        check("    [@E-1]", &[("", &[1])]);
        check("- one\n\n      two [@E-2]", &[("one", &[]), ("two", &[2])]);
    }

    proptest! {
        #[test]
        fn no_citation_is_lost(body in "([a-zA-Z .?]{1,6}|\\[@E-[0-9]{1,2}\\]|\n\n|[\u{AC00}-\u{AC10}]。?){0,12}") {
            let cited: std::collections::BTreeSet<u32> = sentences(&body).into_iter().flat_map(|one| one.cites).collect();
            let mut finding = crate::model::finding::Finding::draft(crate::model::ids::FindingId::new(1), 1);
            finding.body = body;
            prop_assert_eq!(cited, finding.cited_exhibits().into_iter().collect());
        }
    }
}
