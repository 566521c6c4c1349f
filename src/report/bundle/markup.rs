//! The body of a finding as HTML: paragraphs, headings, lists, bold and italic words, citations, and nothing else of
//! Markdown.
//!
//! No tag and no address of the text becomes one of the page: what is not known here stays text.

use crate::model::citation::{Cited, citations};
use crate::report::html::text::text;

/// The body as HTML. `cited` says whether an exhibit of that number stands on the page; then its citation is a link.
#[must_use]
pub fn body(markdown: &str, cited: impl Fn(u32) -> bool) -> String {
    let mut out = String::new();
    let mut list: Option<&str> = None;
    let mut paragraph: Vec<String> = Vec::new();
    for line in markdown.lines().chain([""]) {
        let line = line.trim();
        let item = item_of(line);
        let heading = line.trim_start_matches('#');
        let is_heading = heading.len() < line.len() && heading.starts_with(' ');
        if (line.is_empty() || item.is_some() || is_heading) && !paragraph.is_empty() {
            out.push_str(&format!("<p>{}</p>\n", paragraph.join("<br>\n")));
            paragraph.clear();
        }
        if let Some(open) = list.filter(|open| item.is_none_or(|(tag, _)| tag != *open)) {
            out.push_str(&format!("</{open}>\n"));
            list = None;
        }
        if let Some((tag, words)) = item {
            if list.is_none() {
                out.push_str(&format!("<{tag}>\n"));
                list = Some(tag);
            }
            out.push_str(&format!("<li>{}</li>\n", inline(words, &cited)));
        } else if is_heading {
            out.push_str(&format!("<h4>{}</h4>\n", inline(heading.trim(), &cited)));
        } else if !line.is_empty() {
            paragraph.push(inline(line, &cited));
        }
    }
    out
}

/// The list that a line belongs to, and its words.
fn item_of(line: &str) -> Option<(&'static str, &str)> {
    if let Some(words) = ["- ", "* ", "+ "].iter().find_map(|mark| line.strip_prefix(mark)) {
        return Some(("ul", words));
    }
    let (number, words) = line.split_once(". ")?;
    let digits = (1..=3).contains(&number.len()) && number.bytes().all(|b| b.is_ascii_digit());
    digits.then_some(("ol", words))
}

/// A line with its citations of exhibits as links and its bold and italic words.
fn inline(line: &str, cited: &impl Fn(u32) -> bool) -> String {
    let mut out = String::new();
    let mut from = 0;
    for citation in citations(line) {
        let exhibit = |item: &Cited<'_>| item.target.strip_prefix("E-").and_then(|number| number.parse::<u32>().ok());
        if citation.items.iter().all(|item| exhibit(item).is_none()) {
            continue;
        }
        out.push_str(&emphasis(&line[from..citation.range.start]));
        for item in &citation.items {
            let place = if item.locator.is_empty() { String::new() } else { format!(", {}", text(item.locator)) };
            out.push_str(&match exhibit(item) {
                Some(number) if cited(number) => format!("<a href=\"#E-{number}\">[E-{number}{place}]</a>"),
                Some(number) => format!("<span class=\"gone\">[E-{number}{place}, not in this bundle]</span>"),
                None => format!("[{}{place}]", text(item.target)),
            });
        }
        from = citation.range.end;
    }
    out.push_str(&emphasis(&line[from..]));
    out
}

/// A text with `**bold**` and `*italic*` words; marks without a partner stay.
fn emphasis(line: &str) -> String {
    for (mark, tag) in [("**", "strong"), ("*", "em")] {
        let Some((before, rest)) = line.split_once(mark) else { continue };
        let Some((within, after)) = rest.split_once(mark) else { continue };
        if !within.is_empty() && !within.starts_with(' ') && !within.ends_with(' ') {
            return format!("{}<{tag}>{}</{tag}>{}", text(before), text(within), emphasis(after));
        }
    }
    text(line)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(markdown: &str, expected: &str) {
        assert_eq!(body(markdown, |number| number == 3).replace('\n', ""), expected);
    }

    #[test]
    fn citations_lead_to_exhibits_that_are_there() {
        check("Seen [@E-3].", "<p>Seen <a href=\"#E-3\">[E-3]</a>.</p>");
        check("Seen [@E-4].", "<p>Seen <span class=\"gone\">[E-4, not in this bundle]</span>.</p>");
        check("Seen [@E-x] [@E-3", "<p>Seen [@E-x] [@E-3</p>");
        check(
            "Seen [@E-3, p. <4>; V-1; E-4] [@V-1].",
            "<p>Seen <a href=\"#E-3\">[E-3, p. &lt;4&gt;]</a>[V-1]<span class=\"gone\">[E-4, not in this bundle]</span> [@V-1].</p>",
        );
    }

    #[test]
    fn paragraphs_lists_and_emphasis_are_kept() {
        check("# Title\na **b** *c*\nd\n\ne", "<h4>Title</h4><p>a <strong>b</strong> <em>c</em><br>d</p><p>e</p>");
        check("- a\n- b\n1. c\nd", "<ul><li>a</li><li>b</li></ul><ol><li>c</li></ol><p>d</p>");
        check("2 * 3 * 4 **", "<p>2 * 3 * 4 **</p>");
    }

    #[test]
    fn nothing_else_of_a_text_becomes_markup() {
        check(
            "<img src=x onerror=alert(1)> [x](javascript:alert(1)) ![](http://x/y.png)",
            "<p>&lt;img src=x onerror=alert(1)&gt; [x](javascript:alert(1)) ![](http://x/y.png)</p>",
        );
        check("**<b>** [@E-3<]", "<p><strong>&lt;b&gt;</strong> [@E-3&lt;]</p>");
    }
}
