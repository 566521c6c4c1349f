//! Tests of where pages end: headings, short paragraphs and figures stay with what belongs to them.

use std::sync::Arc;

use typst::layout::{Frame, FrameItem};

use super::tests::{like, outline};
use super::*;
use crate::figure::palette::Palette;
use crate::figure::scene::Scene;
use crate::report::outline::{Block, Figure, Image, Inline, Note, Style};

/// The words of each page, in the order in which they are set.
fn words(document: &PagedDocument) -> Vec<String> {
    fn gather(frame: &Frame, out: &mut String) {
        for (_, item) in frame.items() {
            match item {
                FrameItem::Group(group) => gather(&group.frame, out),
                FrameItem::Text(text) => out.push_str(&text.text),
                _ => {}
            }
        }
    }
    let of = |page: &typst_layout::Page| {
        let mut out = String::new();
        gather(&page.frame, &mut out);
        out.replace(' ', "")
    };
    document.pages().iter().map(of).collect()
}

/// The words of each page of a report.
fn set(outline: &Outline) -> Vec<String> {
    let (files, _) = files(outline, &like(outline.head.style), &Fonts::bundled()).expect("drawn");
    words(&compiled(&files).expect("set"))
}

fn line(text: &str) -> Block {
    Block::Paragraph { number: None, text: vec![Inline::text(text)] }
}

/// Pages with ever more lines before two headings and a paragraph of so many words that ends in a note.
fn filled(style: Style, lines: std::ops::Range<usize>, long: usize) -> Vec<String> {
    let mut blocks = Vec::new();
    let mut notes = Vec::new();
    for at in lines {
        blocks.extend((0..at).map(|_| line("A line.")));
        for (level, name) in [(1, "First"), (2, "Second")] {
            let text = vec![Inline::text(format!("{name}{at}."))];
            blocks.push(Block::Heading { level, anchor: format!("{name}{at}"), text });
        }
        let words = "and more words ".repeat(long);
        let text = vec![
            Inline::text(format!("Begin{at}.")),
            Inline::Note(notes.len()),
            Inline::text(format!(" {words}End{at}.")),
        ];
        blocks.push(Block::Paragraph { number: Some(1), text });
        blocks.push(Block::PageBreak);
        notes.push(Note {
            text: vec![Inline::text("what is cited ".repeat(30))],
            exhibits: [1].into(),
            claims: [].into(),
        });
    }
    set(&outline(style, blocks, notes))
}

/// The page on which some words stand.
#[track_caller]
fn page(pages: &[String], words: &str) -> usize {
    pages.iter().position(|page| page.contains(words)).unwrap_or_else(|| unreachable!("{words} is nowhere"))
}

#[test]
fn the_sources_of_a_figure_stand_below_it() {
    let scene = Arc::new(Scene { width: 100.0, height: 50.0, ..Scene::default() });
    let figure = |number: u32| {
        let image = Image::Drawing { scene: scene.clone(), palette: Palette::Print };
        let caption = vec![Inline::text(format!("Caption{number}."))];
        let sources = format!("from{number}");
        Block::Figure(Box::new(Figure {
            anchor: format!("f{number}"),
            number,
            caption,
            image,
            alt: "a".into(),
            sources,
        }))
    };
    let lines = 8..30;
    let blocks = lines.clone().flat_map(|at| {
        let before = (0..at).map(|_| line("A line."));
        before.chain([figure(u32::try_from(at).expect("small")), Block::PageBreak]).collect::<Vec<_>>()
    });
    let pages = set(&outline(Style::Panel, blocks.collect(), Vec::new()));
    let moved = lines.clone().filter(|at| !pages[page(&pages, &format!("Caption{at}."))].contains("Aline.")).count();
    assert!((3..19).contains(&moved), "{moved} were moved, so the end of a page was not tried");
    for at in lines {
        assert_eq!(page(&pages, &format!("Caption{at}.")), page(&pages, &format!("from{at}.")), "{at} lines");
    }
}

#[test]
fn headings_stay_with_what_they_are_above_though_its_note_goes_to_the_next_page() {
    for (style, lines) in [(Style::Panel, 26..46), (Style::Draft, 20..40)] {
        for long in [0, 8, 60] {
            let pages = filled(style, lines.clone(), long);
            let mut moved = 0;
            for at in lines.clone() {
                let first = page(&pages, &format!("First{at}."));
                assert_eq!(first, page(&pages, &format!("Begin{at}.")), "{style:?}, {at} lines, {long}");
                moved += usize::from(first > 0 && !pages[first].contains("Aline."));
                if long < 60 {
                    assert_eq!(
                        first,
                        page(&pages, &format!("End{at}.")),
                        "{style:?}, {at} lines, {long}: a line alone"
                    );
                }
            }
            assert!(moved > 2, "{style:?}, {long}: no page was full, so nothing was tried");
        }
    }
}
