//! Parts of a document as the schema wants them.

use std::io::Read;

use super::*;
use crate::base::time::Utc;
use crate::report::build::Template;
use crate::report::outline::{Block, Head, Inline, Note, Outline, Style};

fn outline(blocks: Vec<Block>, notes: Vec<Note>, notes_at: NotesAt) -> Outline {
    let head = Head {
        title: "T & <T>".into(),
        subtitle: String::new(),
        reference: String::new(),
        authors: Vec::new(),
        date: Utc(0),
        day: "1 January 1970".into(),
        handling: "TLP:AMBER+STRICT",
        journal_head: None,
        style: Style::Panel,
    };
    Outline { head, notes_at, blocks, notes }
}

fn part(outline: &Outline, name: &str) -> String {
    let mut out = Vec::new();
    write(outline, &Look::usual(Template::Panel), &Fonts::bundled(), &mut out).expect("writes");
    let mut archive = zip::ZipArchive::new(Cursor::new(out)).expect("a zip");
    let mut text = String::new();
    archive.by_name(name).expect(name).read_to_string(&mut text).expect("text");
    text
}

fn line(text: &str) -> Block {
    Block::Paragraph { number: None, text: vec![Inline::text(text)] }
}

#[test]
fn every_letter_that_xml_forbids_is_replaced_and_the_rest_is_there() {
    let text: String = (0..0x3000).chain(0xAC00..0xAC20).chain(0xFFF0..=0x10010).filter_map(char::from_u32).collect();
    let document = part(&outline(vec![line(&text)], Vec::new(), NotesAt::Foot), "word/document.xml");
    let odd =
        |c: char| matches!(c, '\u{0}'..='\u{8}' | '\u{B}' | '\u{C}' | '\u{E}'..='\u{1F}' | '\u{FFFE}' | '\u{FFFF}');
    assert!(!document.contains(odd));
    assert!(document.contains("가") && document.contains("&amp;") && document.contains("&lt;"));
}

#[test]
fn lists_begin_with_their_own_number_and_items_keep_what_follows() {
    let item = vec![line("one"), line("more"), Block::List { first: None, items: vec![vec![line("deep")]] }];
    let list = Block::List { first: Some(7), items: vec![item] };
    let outline = outline(vec![list], Vec::new(), NotesAt::Foot);
    let document = part(&outline, "word/document.xml");
    assert!(
        document.contains(
            "<w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"2\"/></w:numPr></w:pPr><w:r><w:t xml:space=\"preserve\">one"
        ),
        "{document}"
    );
    assert!(
        document.contains("<w:pStyle w:val=\"ListContinue\"/></w:pPr><w:r><w:t xml:space=\"preserve\">more"),
        "{document}"
    );
    assert!(
        document.contains(
            "<w:ilvl w:val=\"1\"/><w:numId w:val=\"3\"/></w:numPr></w:pPr><w:r><w:t xml:space=\"preserve\">deep"
        ),
        "{document}"
    );
    let numbering = part(&outline, "word/numbering.xml");
    assert!(numbering.contains("<w:num w:numId=\"2\"><w:abstractNumId w:val=\"2\"/><w:lvlOverride w:ilvl=\"0\"><w:startOverride w:val=\"7\"/>"), "{numbering}");
}

#[test]
fn notes_stand_where_the_outline_says_and_margins_bear_the_mark() {
    let text = vec![Inline::text("Loaded"), Inline::Note(0), Inline::Note(1)];
    let note = |text: &str| Note { text: vec![Inline::text(text)], exhibits: [1].into(), claims: [].into() };
    let notes = vec![note("E-1"), note("E-2")];
    let block = Block::Paragraph { number: Some(1), text };
    let foot = outline(vec![block.clone()], notes.clone(), NotesAt::Foot);
    let document = part(&foot, "word/document.xml");
    assert!(document.contains("<w:footnoteReference w:id=\"1\"/></w:r><w:r><w:rPr><w:rStyle w:val=\"FootnoteReference\"/></w:rPr><w:t>,</w:t></w:r>"), "{document}");
    assert!(part(&foot, "word/footnotes.xml").contains("<w:footnote w:id=\"2\">"));
    assert!(
        part(&foot, "word/header1.xml").contains("TLP:AMBER+STRICT")
            && part(&foot, "word/footer1.xml").contains("TLP:AMBER+STRICT")
    );
    let end = outline(vec![block], notes, NotesAt::End);
    let notes = part(&end, "word/endnotes.xml");
    assert!(notes.contains("<w:endnote w:id=\"2\">"));
    // Where a program sets endnotes on a page without margins' texts, that page bears the mark too.
    assert_eq!(notes.matches("TLP:AMBER+STRICT").count(), 1);
    assert!(notes.ends_with("TLP:AMBER+STRICT</w:t></w:r></w:p></w:endnote></w:endnotes>"), "{notes}");
    assert!(part(&end, "[Content_Types].xml").contains("/word/endnotes.xml"));
}

#[test]
fn addresses_are_relations_each_once_and_references_are_bookmarks() {
    let link = |to: &str| Inline::Link { to: to.into(), text: vec![Inline::text("here")] };
    let heading = Block::Heading { level: 2, anchor: "finding-1".into(), text: vec![Inline::text("H")] };
    let text = vec![
        link("https://a/?x&y"),
        link("https://a/?x&y"),
        link("https://b"),
        Inline::Reference { anchor: "finding-1".into(), text: "paragraph 1".into() },
        Inline::Reference { anchor: "gone".into(), text: "nowhere".into() },
    ];
    let outline = outline(vec![heading, Block::Paragraph { number: None, text }], Vec::new(), NotesAt::Foot);
    let relations = part(&outline, "word/_rels/document.xml.rels");
    assert_eq!(relations.matches("TargetMode=\"External\"").count(), 2, "{relations}");
    assert!(relations.contains("Target=\"https://a/?x&amp;y\""), "{relations}");
    let document = part(&outline, "word/document.xml");
    assert!(
        document.contains("w:name=\"_Ref000001\"/>") && document.contains("<w:hyperlink w:anchor=\"_Ref000001\""),
        "{document}"
    );
    assert!(document.contains("nowhere") && !document.contains("gone"), "{document}");
}
