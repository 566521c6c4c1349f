//! Every kind of block in every style, and what the layout cannot see.

use std::sync::Arc;

use super::*;
use crate::base::time::Utc;
use crate::figure::scene::Face;
use crate::report::build::Template;
use crate::report::outline::{Block, Column, Head, Inline, Note, NotesAt, Style, Table};
use crate::report::template::{Look, read, starter};

const STYLES: [Style; 4] = [Style::Panel, Style::Brief, Style::Draft, Style::Memo];

pub(super) fn outline(style: Style, blocks: Vec<Block>, notes: Vec<Note>) -> Outline {
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

pub(super) fn like(style: Style) -> House {
    House::built_in(match style {
        Style::Panel => Template::Panel,
        Style::Brief => Template::Brief,
        Style::Draft => Template::Draft,
        Style::Memo => Template::Memo,
    })
}

/// Sets a report as a template has it.
fn set_by(outline: &Outline, house: &House) -> Result<(Vec<u8>, Vec<String>), TypesetError> {
    let mut out = Vec::new();
    let issues = write(outline, house, &Fonts::bundled(), &Progress::default(), &mut out)?;
    Ok((out, issues.as_slice().iter().map(ToString::to_string).collect()))
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
        sources: "E-1".to_owned(),
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
            let (out, said) = set_by(&outline, &like(style)).unwrap_or_else(|error| unreachable!("{style:?}: {error}"));
            assert_eq!(said, [""; 0], "{style:?}");
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
        let (_, said) = set_by(&outline(style, list.clone(), Vec::new()), &like(style)).expect("sets");
        assert_eq!(said, [] as [&str; 0], "{style:?}: it is PDF/A");
    }
}

#[test]
fn an_empty_report_is_a_page() {
    let outline = outline(Style::Panel, Vec::new(), Vec::new());
    let (out, _) = set_by(&outline, &like(Style::Panel)).expect("sets");
    assert!(out.starts_with(b"%PDF"));
}

#[test]
fn letters_that_no_font_has_are_named() {
    let blocks = vec![Block::Paragraph { number: None, text: vec![Inline::text("청진")] }];
    let (out, said) = set_by(&outline(Style::Memo, blocks, Vec::new()), &like(Style::Memo)).expect("sets");
    assert!(said[0].ends_with("No font here has 2 letters, printed by number: ⟦U+C9C4⟧ ⟦U+CCAD⟧"), "{said:?}");
    assert!(said.len() == 1, "nothing of it keeps the file from being PDF/A: {said:?}");
    assert!(out.starts_with(b"%PDF"), "it is there all the same");
}

/// A template with these files.
fn house(files: &[(&str, &[u8])]) -> House {
    let files = files.iter().map(|(name, bytes)| ((*name).to_owned(), Arc::from(*bytes))).collect();
    House { files, ..House::built_in(Template::Panel) }
}

fn refused(files: &[(&str, &[u8])]) -> String {
    let outline = outline(Style::Panel, Vec::new(), Vec::new());
    set_by(&outline, &house(files)).err().map_or_else(String::new, |error| error.to_string())
}

#[test]
fn a_layout_sees_its_folder_and_nothing_else() {
    for layout in [
        "#read(\"/etc/passwd\")",
        "#import \"@preview/a:0.1.0\": b",
        "#image(\"../x.png\")",
        "#include \"../../x.typ\"",
        "#datetime.today()",
        "#image(bytes(\"<svg xmlns='http://www.w3.org/2000/svg' xmlns:x='http://www.w3.org/1999/xlink'><image x:href='/etc/passwd'/></svg>\"), format: \"png\")",
    ] {
        let said = refused(&[("report.typ", layout.as_bytes())]);
        assert!(said.ends_with("Check the template report.typ, line 1"), "{layout}: {said}");
    }
    let parts: &[(&str, &[u8])] = &[
        ("report.typ", b"#import \"parts/a.typ\": title\n#title\n#image(\"/logo.svg\")"),
        ("parts/a.typ", b"#let title = json(\"../outline.json\").title + read(\"b.typ\")"),
        ("parts/b.typ", b"#nothing"),
        (
            "logo.svg",
            b"<svg xmlns='http://www.w3.org/2000/svg' width='10' height='10'><rect width='9' height='9'/></svg>",
        ),
    ];
    let outline = outline(Style::Panel, Vec::new(), Vec::new());
    let (once, _) = set_by(&outline, &house(parts)).expect("sets");
    assert!(once.starts_with(b"%PDF") && once == set_by(&outline, &house(parts)).expect("sets").0);
}

#[test]
fn a_mistake_is_named_with_the_file_and_the_line_in_which_it_is() {
    let said = refused(&[("report.typ", b"ok\n#nothing")]);
    assert_eq!(said, "The report could not be set: unknown variable: nothing. Check the template report.typ, line 2");
    let said = refused(&[("report.typ", b"#include \"parts/a.typ\""), ("parts/a.typ", b"\n\n#(1 + \"a\")")]);
    assert!(said.ends_with("Check the template parts/a.typ, line 3"), "{said}");
    let said = refused(&[("report.typ", b"a\n#import \"gone.typ\": b")]);
    assert!(said.contains("gone.typ") && said.ends_with("Check the template report.typ, line 2"), "{said}");
    let said = refused(&[("report.typ", b"#image(\"report.typ\")")]);
    assert!(said.ends_with("Check the template report.typ, line 1"), "{said}");
}

#[test]
fn what_would_never_end_is_ended_and_what_takes_long_can_be_left() {
    let said = refused(&[("report.typ", b"#let n = 1\n#while n > 0 { n += 1 }")]);
    assert!(said.contains("infinite") && said.ends_with("report.typ, line 2"), "{said}");
    let said = refused(&[("report.typ", b"#let f(x) = f(x + 1)\n#f(1)")]);
    assert!(said.contains("depth") && said.contains("report.typ"), "{said}");
    let endless = b"#for a in range(9999) { for b in range(999) { } }";
    let progress = Progress::default();
    progress.cancel();
    let (outline, house) = (outline(Style::Panel, Vec::new(), Vec::new()), house(&[("report.typ", endless)]));
    let mut out = Vec::new();
    let left = write(&outline, &house, &Fonts::bundled(), &progress, &mut out);
    assert!(matches!(left, Err(TypesetError::Cancelled(_))) && out.is_empty(), "{left:?}");
}

#[test]
fn a_starter_gives_the_same_bytes_as_what_it_was_copied_from() {
    for style in STYLES {
        let (blocks, notes) = everything();
        let (outline, ours) = (outline(style, blocks, notes), like(style));
        let [(_, style_file), (layout, typst), _] = starter(ours.look.like);
        let look = read(&style_file, "copy").expect("in order");
        let copy = House { look, files: [(layout.to_owned(), Arc::from(typst.as_bytes()))].into() };
        let (one, other) = (set_by(&outline, &ours).expect("sets"), set_by(&outline, &copy).expect("sets"));
        assert!(one == other, "{style:?}");
    }
}

#[test]
fn a_font_that_is_not_there_is_named_and_one_that_lies_with_the_template_is_used() {
    let outline = outline(Style::Panel, Vec::new(), Vec::new());
    let ours = set_by(&outline, &like(Style::Panel)).expect("sets").0;
    let look = Look { font: "No Such Font".into(), ..Look::usual(Template::Panel) };
    let gone = House { look, ..House::built_in(Template::Panel) };
    let (_, said) = set_by(&outline, &gone).expect("sets all the same");
    assert!(said.iter().any(|said| said.contains("is called “No Such Font”")), "{said:?}");
    // The one font at hand whose letters are not those of the text.
    let mono = crate::figure::fonts::PLEX.iter().find(|(face, _)| *face == Face::Mono).expect("bundled").1;
    let look = Look { font: "IBM Plex Mono".into(), ..Look::usual(Template::Panel) };
    let with = House { look, files: [("fonts/mono.ttf".to_owned(), Arc::from(mono))].into() };
    let (set, said) = set_by(&outline, &with).expect("sets");
    assert_eq!(said, [""; 0]);
    assert!(set != ours);
}
