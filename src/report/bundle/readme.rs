//! How a bundle is checked, and what lies where in it: a text for somebody who has nothing but this folder.

use super::{Bundle, left_out};
use crate::base::text::{count, visible};

/// The text.
#[must_use]
pub fn text(bundle: &Bundle) -> String {
    let mark = bundle.facts.case.handling.mark();
    let title = visible(bundle.title()).replace('\n', " ");
    let entries = count(usize::try_from(bundle.entries).unwrap_or(usize::MAX), "entry");
    let left_out = match left_out::summary(bundle.left_out) {
        none if none.is_empty() => "Nothing of what was chosen was left out.".to_owned(),
        some => format!("Left out: {some}. The list, without the contents, is data/left-out.csv."),
    };
    format!(
        "{mark}

{title}
Evidence bundle of {day}

{chosen}
{left_out}


How to check that nothing was changed
-------------------------------------

In a terminal, in the folder that holds bagit.txt:

    sha256sum -c manifest-sha256.txt
    sha256sum -c tagmanifest-sha256.txt

(on macOS: shasum -a 256 -c …). Each line must end in OK. The first list does not show files that were added; any BagIt
tool does, for instance

    pip install bagit
    bagit.py --validate FOLDER

and so does Wakeline, with the ZIP file or the folder:

    wakeline verify BUNDLE

Whoever can change a file can also write these lists anew. What shows that is one hash kept elsewhere: that of
tagmanifest-sha256.txt, or of the ZIP file as it was handed over. The case from which the bundle was made had {entries}
in its journal, and the newest one had the hash

    {head}

It covers all entries before it; compare it with what the author of the case has on record.


What lies where
---------------

index.html              the findings with their exhibits, for reading; opens in any browser, loads nothing
findings.md             findings, shipments and notes as Markdown
exhibits.csv            the exhibits as a table
files/                  the files of the exhibits, byte for byte as they were attached, under names that every system
                        can hold; index.html and the case give the names as they arrived
case.wake               what was chosen as a case of its own, with the files; opens in Wakeline, and is a SQLite database
case.wake.json          the same as text, without the bytes of the files
journal.csv             when the case was changed, and the hash of each entry
left-out.csv            what was left out, and why
ro-crate-metadata.json  this list for programs (RO-Crate 1.2)

{mark}
",
        day = bundle.day(),
        chosen = visible(bundle.chosen).replace('\n', " "),
        head = bundle.head,
    )
}
