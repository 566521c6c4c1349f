//! The body of a finding on the page of a bundle: its citations lead to the exhibits there, and nothing leads away.

use crate::base::text::sentence_case;
use crate::model::citation::{Cited, figure_called};
use crate::model::ids::{EntityKind, EntityRef};
use crate::report::body::{Setter, blocks};
use crate::report::html::text::text;
use crate::report::outline::{Block, Inline, Table, plain};

/// The body as HTML. `cited` says whether an exhibit of that number stands on the page; then its citation is a link.
#[must_use]
pub fn body(markdown: &str, cited: impl Fn(u32) -> bool) -> String {
    let mut out = String::new();
    push_all(&blocks(markdown, &mut OnPage { cited: &cited }), &mut out);
    out
}

/// Citations as references to the page; those that lead nowhere have no anchor.
struct OnPage<'a> {
    cited: &'a dyn Fn(u32) -> bool,
}

impl Setter for OnPage<'_> {
    fn cite(&mut self, items: &[Cited<'_>]) -> Vec<Inline> {
        let one = |item: &Cited<'_>| {
            let place = if item.locator.is_empty() { String::new() } else { format!(", {}", item.locator) };
            match item.printed() {
                Some(EntityRef { kind: EntityKind::Exhibit, id }) => {
                    let (anchor, missing) = if (self.cited)(id) {
                        (format!("E-{id}"), "")
                    } else {
                        (String::new(), ", not in this bundle")
                    };
                    Inline::Reference { anchor, text: format!("[E-{id}{place}{missing}]") }
                }
                Some(_) => Inline::text(format!("[{}{place}]", item.target)),
                None => Inline::text(match figure_called(item.target) {
                    Some(called) => format!("{called}{place}"),
                    None => format!("[@{}{place}]", item.target),
                }),
            }
        };
        items.iter().map(one).collect()
    }

    /// A bundle draws nothing; its case does.
    fn insert(&mut self, target: &str, caption: &str) -> Option<Vec<Block>> {
        let called = sentence_case(figure_called(target)?);
        let colon = if caption.trim().is_empty() { "" } else { ": " };
        let words = format!("{called}{colon}{caption} (see case.wake)");
        Some(vec![Block::Paragraph { number: None, text: vec![Inline::Emphasis(vec![Inline::text(words)])] }])
    }

    fn table(&mut self) -> (u32, String) {
        (0, String::new())
    }
}

fn push_all(blocks: &[Block], out: &mut String) {
    for block in blocks {
        push(block, out);
    }
}

fn push(block: &Block, out: &mut String) {
    match block {
        Block::Heading { text, .. } => out.push_str(&format!("<h4 dir=\"auto\">{}</h4>\n", line(text))),
        Block::Paragraph { text, .. } => out.push_str(&format!("<p dir=\"auto\">{}</p>\n", line(text))),
        Block::Quote(inner) => push_within("blockquote", inner, out),
        Block::List { first, items } => {
            let tag = if first.is_some() { "ol" } else { "ul" };
            let start = first.filter(|first| *first != 1).map(|first| format!(" start=\"{first}\""));
            out.push_str(&format!("<{tag}{}>\n", start.unwrap_or_default()));
            for item in items {
                push_within("li", item, out);
            }
            out.push_str(&format!("</{tag}>\n"));
        }
        Block::Verbatim(code) => out.push_str(&format!("<pre dir=\"auto\">{}</pre>\n", text(code))),
        Block::Table(table) => push_table(table, out),
        Block::Aside { blocks, .. } => push_all(blocks, out),
        // No body holds one: what asks for a figure is named, and pages are for paper.
        Block::Figure(_) | Block::PageBreak => {}
    }
}

fn push_within(tag: &str, inner: &[Block], out: &mut String) {
    out.push_str(&format!("<{tag} dir=\"auto\">\n"));
    push_all(inner, out);
    out.push_str(&format!("</{tag}>\n"));
}

fn push_table(table: &Table, out: &mut String) {
    out.push_str("<table>\n<thead><tr>");
    for column in &table.columns {
        out.push_str(&format!("<th scope=\"col\">{}</th>", text(&column.title)));
    }
    out.push_str("</tr></thead>\n<tbody>\n");
    for row in &table.rows {
        out.push_str("<tr>");
        for cell in row {
            out.push_str(&format!("<td dir=\"auto\">{}</td>", line(cell)));
        }
        out.push_str("</tr>\n");
    }
    out.push_str("</tbody>\n</table>\n");
}

fn line(pieces: &[Inline]) -> String {
    let mut out = String::new();
    for piece in pieces {
        match piece {
            Inline::Text(words) => out.push_str(&text(words)),
            Inline::Emphasis(inner) => out.push_str(&format!("<em>{}</em>", line(inner))),
            Inline::Strong(inner) => out.push_str(&format!("<strong>{}</strong>", line(inner))),
            Inline::Code(code) => out.push_str(&format!("<code>{}</code>", text(code))),
            // An address is read and never followed.
            Inline::Link { to, text: inner } if plain(inner) == *to => out.push_str(&line(inner)),
            Inline::Link { to, text: inner } => out.push_str(&format!("{} ({})", line(inner), text(to))),
            Inline::Reference { anchor, text: words } if anchor.is_empty() => {
                out.push_str(&format!("<span class=\"gone\">{}</span>", text(words)));
            }
            Inline::Reference { anchor, text: words } => {
                out.push_str(&format!("<a href=\"#{}\">{}</a>", text(anchor), text(words)));
            }
            Inline::Note(_) => {}
            Inline::Break => out.push_str("<br>"),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(markdown: &str, expected: &str) {
        let html = body(markdown, |number| number == 3).replace('\n', "").replace(" dir=\"auto\"", "");
        assert_eq!(html, expected);
    }

    #[test]
    fn citations_lead_to_exhibits_that_are_there() {
        check("Seen [@E-3].", "<p>Seen <a href=\"#E-3\">[E-3]</a>.</p>");
        check("Seen [@E-4].", "<p>Seen <span class=\"gone\">[E-4, not in this bundle]</span>.</p>");
        check("Seen [@V-1] [@table:tankers] [@E-3", "<p>Seen [V-1] the tanker table [@E-3</p>");
        check(
            "Seen [@E-3, p. <4>; V-1; E-4]\\\n*[@E-3]*",
            "<p>Seen <a href=\"#E-3\">[E-3, p. &lt;4&gt;]</a>[V-1]<span class=\"gone\">[E-4, not in this bundle]</span><br>\
             <em><a href=\"#E-3\">[E-3]</a></em></p>",
        );
    }

    #[test]
    fn a_body_is_read_as_reports_read_it() {
        check("# Title\na **b** *c*\nd\n\ne", "<h4>Title</h4><p>a <strong>b</strong> <em>c</em> d</p><p>e</p>");
        check(
            "- a\n  1. b\n\n2. c\n\n> d",
            "<ul><li><p>a</p><ol><li><p>b</p></li></ol></li></ul><ol start=\"2\"><li><p>c</p></li></ol><blockquote><p>d</p></blockquote>",
        );
        check(
            "| a | b |\n|---|---|\n| [@E-3] | 1 |",
            "<table><thead><tr><th scope=\"col\">a</th><th scope=\"col\">b</th></tr></thead>\
             <tbody><tr><td><a href=\"#E-3\">[E-3]</a></td><td>1</td></tr></tbody></table>",
        );
        check("2 * 3 * 4 ** `x`", "<p>2 * 3 * 4 ** <code>x</code></p>");
    }

    #[test]
    fn a_figure_is_named_in_its_place() {
        check("![Loadings](timeline)", "<p><em>The timeline: Loadings (see case.wake)</em></p>");
        check("![](table:tankers)", "<p><em>The tanker table (see case.wake)</em></p>");
    }

    #[test]
    fn nothing_else_of_a_text_becomes_markup_or_an_address() {
        check(
            "<img src=x onerror=alert(1)> [x](javascript:alert(1)) ![](http://x/y.png)",
            "<p>&lt;img src=x onerror=alert(1)&gt; x (javascript:alert(1))  (http://x/y.png)</p>",
        );
        check("[press](https://example.org/a) <https://b.c>", "<p>press (https://example.org/a) https://b.c</p>");
        check("**<b>** [@E-3<]", "<p><strong>&lt;b&gt;</strong> [@E-3&lt;]</p>");
    }
}
