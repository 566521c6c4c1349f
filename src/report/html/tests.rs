//! Text stays text, notes lead there and back, nothing is loaded.

use super::super::outline::{Note, Style};
use super::*;
use crate::base::time::Utc;
use crate::report::build::Template;

fn outline(blocks: Vec<Block>, notes: Vec<Note>) -> Outline {
    let head = Head {
        title: "A <b>title</b>".into(),
        subtitle: String::new(),
        reference: String::new(),
        authors: vec!["O'Neill & Co".into()],
        date: Utc(0),
        day: "1 January 1970".into(),
        handling: "TLP:AMBER",
        journal_head: None,
        style: Style::Panel,
    };
    Outline { head, notes_at: NotesAt::Foot, blocks, notes }
}

fn written(outline: &Outline) -> String {
    let mut out = Vec::new();
    write(outline, &Look::usual(Template::Panel), &Fonts::bundled(), &mut out).expect("writes");
    String::from_utf8(out).expect("text")
}

#[test]
fn text_is_text_wherever_it_stands() {
    let bad = "<script>alert(1)</script>\"'&";
    let line = vec![
        Inline::text(bad),
        Inline::Code(bad.into()),
        Inline::Link { to: "https://a/?q=\"<".into(), text: vec![Inline::text(bad)] },
    ];
    let blocks = vec![
        Block::Heading { level: 1, anchor: bad.into(), text: line.clone() },
        Block::Paragraph { number: Some(1), text: line.clone() },
        Block::Verbatim(bad.into()),
        Block::Aside {
            title: bad.into(),
            blocks: vec![Block::Quote(vec![Block::Paragraph { number: None, text: line }])],
        },
    ];
    let html = written(&outline(blocks, Vec::new()));
    assert!(!html.contains("<script") && !html.contains("<b>title"), "{html}");
    assert_eq!(html.matches("&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#39;&amp;").count(), 11, "{html}");
    assert!(html.contains("href=\"https://a/?q=&quot;&lt;\""), "{html}");
}

#[test]
fn notes_lead_there_and_back_and_every_page_bears_the_mark() {
    let note = Note { text: vec![Inline::text("E-1: Financial Times.")], exhibits: [1].into(), claims: [].into() };
    let html = written(&outline(
        vec![Block::Paragraph { number: None, text: vec![Inline::text("Loaded"), Inline::Note(0)] }],
        vec![note],
    ));
    assert!(html.contains("Loaded<sup><a id=\"mark-1\" href=\"#note-1\""), "{html}");
    assert!(html.contains("<li id=\"note-1\" dir=\"auto\">E-1: Financial Times. <a href=\"#mark-1\""), "{html}");
    assert_eq!(html.matches("<p class=\"mark\">TLP:AMBER</p>").count(), 2);
}

#[test]
fn nothing_is_loaded_and_nothing_runs() {
    let html = written(&outline(Vec::new(), Vec::new()));
    assert!(html.contains("content=\"default-src 'none'; img-src data:; style-src 'unsafe-inline'"), "{html}");
    assert!(!html.contains("src=\"http") && !html.contains("@import") && !html.contains("url("), "{html}");
}
