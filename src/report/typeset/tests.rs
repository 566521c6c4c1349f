//! Every kind of block in every style, and what the layout cannot see.

use super::*;
use crate::base::time::Utc;
use crate::report::outline::{Block, Column, Head, Inline, Note, NotesAt, Sources, Style, Table};

const STYLES: [Style; 4] = [Style::Panel, Style::Brief, Style::Draft, Style::Memo];

fn outline(style: Style, blocks: Vec<Block>, notes: Vec<Note>) -> Outline {
    let head = Head {
        title: "A title".into(),
        subtitle: "A question".into(),
        reference: "REF 1".into(),
        authors: vec!["A. Author".into()],
        date: Utc(0),
        day: "1 January 1970".into(),
        handling: "TLP:GREEN",
        journal_head: None,
        style,
    };
    let notes_at = if style == Style::Brief { NotesAt::End } else { NotesAt::Foot };
    Outline { head, notes_at, blocks, notes }
}

fn everything() -> (Vec<Block>, Vec<Note>) {
    let bad = "#read(\"/etc/passwd\") ]#[ $x$ *a* `b` <c> @d \\e \"quotes\" // --- ~";
    let line = |text: &str| Block::Paragraph { number: None, text: vec![Inline::text(text)] };
    let text = vec![
        Inline::text(bad),
        Inline::Emphasis(vec![Inline::Strong(vec![Inline::text("both")])]),
        Inline::Code("0".repeat(64)),
        Inline::Note(0),
        Inline::Note(1),
        Inline::Break,
        Inline::Link { to: "https://example.org/a?b=c#d".into(), text: vec![Inline::text("there")] },
        Inline::Reference { anchor: "t".into(), text: "Table 1".into() },
        Inline::Reference { anchor: "gone".into(), text: "nowhere".into() },
    ];
    let table = Table {
        anchor: "t".into(),
        number: 1,
        caption: vec![Inline::text("Caption")],
        columns: vec![
            Column { title: "One".into(), number: false, weight: 3 },
            Column { title: "Two".into(), number: true, weight: 0 },
        ],
        rows: vec![
            vec![vec![Inline::text("a".repeat(9_000).as_str())], Vec::new()],
            vec![vec![Inline::text("Ж")], vec![Inline::text("1")]],
        ],
        sources: Sources { words: "E-1".into(), ..Sources::default() },
        wide: true,
    };
    let blocks = vec![
        Block::Heading { level: 1, anchor: "t".into(), text: vec![Inline::text("The same anchor twice")] },
        Block::Paragraph { number: Some(1), text },
        Block::Quote(vec![line("said"), Block::List { first: Some(3), items: vec![vec![line("three")], Vec::new()] }]),
        Block::Verbatim(bad.into()),
        Block::Aside { title: bad.into(), blocks: vec![line(bad)] },
        Block::PageBreak,
        Block::Heading { level: 6, anchor: String::new(), text: vec![Inline::text("H")] },
        Block::Table(table),
        line("after"),
    ];
    let note = |text: &str| Note { text: vec![Inline::text(text)], exhibits: [1].into(), claims: [].into() };
    (blocks, vec![note(bad), note("E-2")])
}

#[test]
fn every_style_sets_every_kind_of_block_as_an_archival_pdf_and_the_same_bytes() {
    for style in STYLES {
        let (blocks, notes) = everything();
        let outline = outline(style, blocks, notes);
        let set = || {
            let mut out = Vec::new();
            let issues =
                write(&outline, &Fonts::bundled(), &mut out).unwrap_or_else(|error| unreachable!("{style:?}: {error}"));
            assert_eq!(issues.as_slice(), [], "{style:?}");
            out
        };
        let once = set();
        assert!(once.starts_with(b"%PDF-1.7"), "{style:?}");
        let has = |text: &[u8]| once.windows(text.len()).any(|window| window == text);
        assert!(has(b"pdfaid:part") && has(b"/StructTreeRoot"), "{style:?}: archival and tagged");
        assert!(once == set(), "{style:?}");
    }
}

#[test]
fn lists_in_lists_have_marks_that_the_fonts_have() {
    let line = |text: &str| Block::Paragraph { number: None, text: vec![Inline::text(text)] };
    let list = (0..8).fold(vec![line("deepest")], |inner, depth| {
        let first = (depth % 2 == 0).then_some(3);
        vec![Block::List { first: None, items: vec![inner.clone()] }, Block::List { first, items: vec![inner] }]
            .split_off(usize::from(depth > 4))
    });
    for style in STYLES {
        let mut out = Vec::new();
        let issues = write(&outline(style, list.clone(), Vec::new()), &Fonts::bundled(), &mut out).expect("sets");
        assert_eq!(issues.as_slice(), [], "{style:?}: it is PDF/A");
    }
}

#[test]
fn an_empty_report_is_a_page() {
    let mut out = Vec::new();
    assert!(write(&outline(Style::Panel, Vec::new(), Vec::new()), &Fonts::bundled(), &mut out).is_ok());
    assert!(out.starts_with(b"%PDF"));
}

#[test]
fn letters_that_no_font_has_are_named() {
    let blocks = vec![Block::Paragraph { number: None, text: vec![Inline::text("청진")] }];
    let mut out = Vec::new();
    let issues = write(&outline(Style::Memo, blocks, Vec::new()), &Fonts::bundled(), &mut out).expect("sets");
    let said: Vec<String> = issues.as_slice().iter().map(ToString::to_string).collect();
    assert!(said[0].ends_with("No font here has 2 letters, printed by number: ⟦U+C9C4⟧ ⟦U+CCAD⟧"), "{said:?}");
    assert!(said.len() == 1, "nothing of it keeps the file from being PDF/A: {said:?}");
    assert!(out.starts_with(b"%PDF"), "it is there all the same");
}

#[test]
fn the_layout_sees_no_file_of_the_machine() {
    let files = |template: &str| Files::new(template, b"{}".to_vec(), Vec::new(), Vec::new());
    for template in
        ["#read(\"/etc/passwd\")", "#import \"@preview/a:0.1.0\": b", "#image(\"../x.png\")", "#datetime.today()"]
    {
        let files = files(template);
        assert!(typst::compile::<PagedDocument>(&files).output.is_err(), "{template}");
    }
    let broken = files("ok\n#nothing");
    let errors = typst::compile::<PagedDocument>(&broken).output.expect_err("a mistake");
    assert_eq!(
        broken.mistake(&errors).to_string(),
        "The report could not be set: unknown variable: nothing. Check the template report.typ, line 2"
    );
}
