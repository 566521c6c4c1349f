//! The Markdown of a finding as blocks: headings, lists, quotes, tables, links and citations, and nothing that could be
//! anything else. What is not among them, as HTML, comes out as text.

use std::ops::Range;

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use super::outline::inline::address;
use super::outline::{Block, Column, Inline, Table};
use crate::base::markdown::without_indented_code;
use crate::model::citation::{Cited, citations};

/// How deep quotes and lists may lie in one another; what lies deeper is set at this depth.
const DEEPEST: usize = 8;

/// What a text is set into: gives citations and figures their form.
pub trait Setter {
    /// The mark of what a pair of brackets cites, or what is printed instead.
    fn cite(&mut self, items: &[Cited<'_>]) -> Vec<Inline>;
    /// The blocks of a figure or table that a paragraph of its own asks for by `![caption](target)`; none if the
    /// target is no such thing.
    fn insert(&mut self, target: &str, caption: &str) -> Option<Vec<Block>>;
    /// The number of the next table, and its anchor.
    fn table(&mut self) -> (u32, String);
}

/// Reads the Markdown of one text.
pub fn blocks(markdown: &str, setter: &mut dyn Setter) -> Vec<Block> {
    let markdown = &*without_indented_code(markdown);
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH;
    let events = Parser::new_ext(markdown, options).into_offset_iter();
    let mut reader = Reader { markdown, setter, open: vec![Open::Blocks(Vec::new())], deep: 0 };
    for (event, range) in events {
        reader.take(event, range);
    }
    while reader.open.len() > 1 {
        reader.close();
    }
    match reader.open.pop() {
        Some(Open::Blocks(blocks)) => blocks,
        _ => Vec::new(),
    }
}

/// What is being read, outermost first.
enum Open {
    Blocks(Vec<Block>),
    Quote(Vec<Block>),
    List(Option<u64>, Vec<Vec<Block>>),
    Item(Vec<Block>),
    Line(Vec<Inline>),
    Heading(u8, Vec<Inline>),
    Emphasis(Vec<Inline>),
    Strong(Vec<Inline>),
    Link(String, Vec<Inline>),
    Picture(String, Vec<Inline>),
    Verbatim(String),
    Table(Table),
    Row(Vec<Vec<Inline>>),
    Cell(Vec<Inline>),
}

struct Reader<'a> {
    markdown: &'a str,
    setter: &'a mut dyn Setter,
    open: Vec<Open>,
    /// Quotes and lists that are open beyond [`DEEPEST`].
    deep: usize,
}

impl Reader<'_> {
    fn take(&mut self, event: Event<'_>, range: Range<usize>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(end) => self.end(end),
            Event::Text(text) => self.text(&text),
            Event::Code(code) => self.inline(Inline::Code(code.into_string())),
            // As it was written: nobody loses what they typed.
            Event::Html(html) | Event::InlineHtml(html) => self.text(&html),
            Event::SoftBreak => self.text(" "),
            Event::HardBreak => self.inline(Inline::Break),
            Event::Rule => self.text("* * *"),
            Event::FootnoteReference(_) | Event::InlineMath(_) | Event::DisplayMath(_) | Event::TaskListMarker(_) => {
                let raw = self.markdown[range].to_owned();
                self.text(&raw);
            }
        }
    }

    fn start(&mut self, tag: Tag<'_>) {
        let is_within_line =
            matches!(tag, Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. } | Tag::Image { .. });
        if !is_within_line {
            // An item of one line has no paragraph that ends before the list within it begins.
            self.shut_line();
        }
        match tag {
            Tag::Heading { level, .. } => self.open.push(Open::Heading(depth(level), Vec::new())),
            Tag::BlockQuote(_) => self.nest(Open::Quote(Vec::new())),
            Tag::List(first) => self.nest(Open::List(first, Vec::new())),
            Tag::Item if self.deep == 0 => self.open.push(Open::Item(Vec::new())),
            Tag::CodeBlock(_) => self.open.push(Open::Verbatim(String::new())),
            Tag::Emphasis => self.open.push(Open::Emphasis(Vec::new())),
            Tag::Strong => self.open.push(Open::Strong(Vec::new())),
            Tag::Strikethrough => self.text("~~"),
            Tag::Link { dest_url, .. } => self.open.push(Open::Link(dest_url.into_string(), Vec::new())),
            Tag::Image { dest_url, .. } => self.open.push(Open::Picture(dest_url.into_string(), Vec::new())),
            Tag::Table(alignments) => {
                let (number, anchor) = self.setter.table();
                let right = |one: &pulldown_cmark::Alignment| *one == pulldown_cmark::Alignment::Right;
                let column = |one| Column { title: String::new(), number: right(one), weight: 1 };
                self.open.push(Open::Table(Table {
                    anchor,
                    number,
                    caption: Vec::new(),
                    columns: alignments.iter().map(column).collect(),
                    rows: Vec::new(),
                    sources: String::default(),
                    wide: false,
                }));
            }
            Tag::TableHead | Tag::TableRow => self.open.push(Open::Row(Vec::new())),
            Tag::TableCell => self.open.push(Open::Cell(Vec::new())),
            Tag::Paragraph | Tag::HtmlBlock => self.open.push(Open::Line(Vec::new())),
            _ => {}
        }
    }

    /// Opens a quote or list, unless too many are open.
    fn nest(&mut self, open: Open) {
        let nested = self.open.iter().filter(|open| matches!(open, Open::Quote(_) | Open::List(..))).count();
        if self.deep > 0 || nested >= DEEPEST {
            self.deep += 1;
        } else {
            self.open.push(open);
        }
    }

    fn end(&mut self, end: TagEnd) {
        match end {
            TagEnd::BlockQuote(_) | TagEnd::List(_) if self.deep > 0 => {
                self.shut_line();
                self.deep -= 1;
            }
            TagEnd::Item if self.deep > 0 => self.shut_line(),
            TagEnd::Strikethrough => self.text("~~"),
            TagEnd::BlockQuote(_) | TagEnd::List(_) | TagEnd::Item => {
                self.shut_line();
                self.close();
            }
            TagEnd::TableHead => self.shut_head(),
            TagEnd::Paragraph
            | TagEnd::HtmlBlock
            | TagEnd::Heading(_)
            | TagEnd::CodeBlock
            | TagEnd::Emphasis
            | TagEnd::Strong
            | TagEnd::Link
            | TagEnd::Image
            | TagEnd::Table
            | TagEnd::TableRow
            | TagEnd::TableCell => self.close(),
            _ => {}
        }
    }

    /// Ends a line that no paragraph holds, as in lists whose items are one line each.
    fn shut_line(&mut self) {
        if matches!(self.open.last(), Some(Open::Line(_))) {
            self.close();
        }
    }

    /// The first row of a table are the titles of its columns.
    fn shut_head(&mut self) {
        let Some(Open::Row(cells)) = self.open.pop() else { return };
        if let Some(Open::Table(table)) = self.open.last_mut() {
            for (column, cell) in table.columns.iter_mut().zip(&cells) {
                column.title = super::outline::plain(cell);
            }
        }
    }

    fn close(&mut self) {
        let Some(open) = self.open.pop() else { return };
        match open {
            Open::Blocks(blocks) => self.open.push(Open::Blocks(blocks)),
            Open::Quote(blocks) => self.block(Block::Quote(blocks)),
            Open::List(first, items) => self.block(Block::List { first, items }),
            Open::Item(blocks) => match self.open.last_mut() {
                Some(Open::List(_, items)) => items.push(blocks),
                _ => blocks.into_iter().for_each(|block| self.block(block)),
            },
            Open::Line(text) => self.paragraph(text),
            Open::Heading(level, text) => {
                let text = self.cited(text);
                self.block(Block::Heading { level, anchor: String::new(), text });
            }
            Open::Emphasis(text) => self.inline(Inline::Emphasis(text)),
            Open::Strong(text) => self.inline(Inline::Strong(text)),
            Open::Link(to, text) => {
                if let Some(to) = address(&to) {
                    self.inline(Inline::Link { to: to.to_owned(), text });
                    return;
                }
                // The words stay, and so does the address, as text.
                for piece in text {
                    self.inline(piece);
                }
                self.text(&format!(" ({to})"));
            }
            Open::Picture(target, text) => self.picture(&target, text),
            Open::Verbatim(text) => self.block(Block::Verbatim(text.trim_end_matches('\n').to_owned())),
            Open::Table(table) => self.block(Block::Table(table)),
            Open::Row(mut cells) => {
                if let Some(Open::Table(table)) = self.open.last_mut() {
                    cells.resize(table.columns.len(), Vec::new());
                    table.rows.push(cells);
                }
            }
            Open::Cell(text) => {
                let text = self.cited(text);
                if let Some(Open::Row(cells)) = self.open.last_mut() {
                    cells.push(text);
                }
            }
        }
    }

    /// A picture is a figure only if nothing else stands in its paragraph; that is known when the paragraph ends.
    fn picture(&mut self, target: &str, text: Vec<Inline>) {
        self.inline(Inline::Link { to: format!("{PICTURE}{target}"), text });
    }

    fn paragraph(&mut self, text: Vec<Inline>) {
        if let [Inline::Link { to, text: caption }] = text.as_slice()
            && let Some(target) = to.strip_prefix(PICTURE)
            && let Some(blocks) = self.setter.insert(target, &super::outline::plain(caption))
        {
            for block in blocks {
                self.block(block);
            }
            return;
        }
        let text = self.cited(text);
        if !text.is_empty() {
            self.block(Block::Paragraph { number: None, text });
        }
    }

    fn block(&mut self, block: Block) {
        for open in self.open.iter_mut().rev() {
            if let Open::Blocks(blocks) | Open::Quote(blocks) | Open::Item(blocks) = open {
                blocks.push(block);
                return;
            }
        }
    }

    fn text(&mut self, text: &str) {
        if let Some(Open::Verbatim(all)) = self.open.last_mut() {
            all.push_str(text);
            return;
        }
        self.inline(Inline::text(text));
    }

    fn inline(&mut self, piece: Inline) {
        let line = match self.open.last_mut() {
            Some(
                Open::Line(line)
                | Open::Heading(_, line)
                | Open::Emphasis(line)
                | Open::Strong(line)
                | Open::Link(_, line)
                | Open::Picture(_, line)
                | Open::Cell(line),
            ) => line,
            Some(Open::Verbatim(_)) | None => return,
            Some(_) => {
                self.open.push(Open::Line(vec![piece]));
                return;
            }
        };
        // One run of text, since a citation is read from several.
        match (line.last_mut(), piece) {
            (Some(Inline::Text(before)), Inline::Text(text)) => before.push_str(&text),
            (_, piece) => line.push(piece),
        }
    }

    /// Puts the marks of what is cited into a line, and pictures that are no figures back into text.
    fn cited(&mut self, line: Vec<Inline>) -> Vec<Inline> {
        let mut out: Vec<Inline> = Vec::new();
        for piece in line {
            match piece {
                Inline::Text(text) => {
                    let mut from = 0;
                    let found = citations(&text);
                    let mut at = 0;
                    while at < found.len() {
                        // Brackets side by side are one mark.
                        let mut items = found[at].items.clone();
                        let start = found[at].range.start;
                        let mut end = found[at].range.end;
                        while let Some(next) = found.get(at + 1).filter(|next| next.range.start == end) {
                            items.extend(next.items.iter().copied());
                            end = next.range.end;
                            at += 1;
                        }
                        let marks = self.setter.cite(&items);
                        let before = &text[from..start];
                        // The mark of a note stands against what it is about.
                        let is_note = matches!(marks.first(), Some(Inline::Note(_)));
                        push_text(&mut out, if is_note { before.trim_end_matches(' ') } else { before });
                        out.extend(marks);
                        from = end;
                        at += 1;
                    }
                    push_text(&mut out, &text[from..]);
                }
                Inline::Emphasis(inner) => out.push(Inline::Emphasis(self.cited(inner))),
                Inline::Strong(inner) => out.push(Inline::Strong(self.cited(inner))),
                Inline::Link { to, text } => match to.strip_prefix(PICTURE) {
                    Some(target) => push_text(&mut out, &format!("{} ({target})", super::outline::plain(&text))),
                    None => out.push(Inline::Link { to, text: self.cited(text) }),
                },
                other => out.push(other),
            }
        }
        out
    }
}

/// Marks a picture until its paragraph ends. No address begins so.
const PICTURE: &str = "\u{0}picture:";

fn push_text(line: &mut Vec<Inline>, text: &str) {
    if text.is_empty() {
        return;
    }
    match line.last_mut() {
        Some(Inline::Text(before)) => before.push_str(text),
        _ => line.push(Inline::text(text)),
    }
}

fn depth(level: HeadingLevel) -> u8 {
    match level {
        HeadingLevel::H1 => 1,
        HeadingLevel::H2 => 2,
        HeadingLevel::H3 => 3,
        HeadingLevel::H4 => 4,
        HeadingLevel::H5 => 5,
        HeadingLevel::H6 => 6,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[derive(Default)]
    struct Plain {
        tables: u32,
    }

    impl Setter for Plain {
        fn cite(&mut self, items: &[Cited<'_>]) -> Vec<Inline> {
            vec![Inline::Code(items.iter().map(|item| item.target).collect::<Vec<_>>().join("+"))]
        }
        fn insert(&mut self, target: &str, caption: &str) -> Option<Vec<Block>> {
            target.starts_with("timeline").then(|| vec![Block::Verbatim(format!("{target}: {caption}"))])
        }
        fn table(&mut self) -> (u32, String) {
            self.tables += 1;
            (self.tables, format!("table-{}", self.tables))
        }
    }

    fn read(markdown: &str) -> Vec<Block> {
        blocks(markdown, &mut Plain::default())
    }

    fn line(block: &Block) -> &[Inline] {
        let Block::Paragraph { text, .. } = block else { unreachable!("{block:?}") };
        text
    }

    #[test]
    fn citations_beside_one_another_are_one_mark() {
        let read = read("Loaded[@E-1][@E-2; E-3, p. 4] oil, *seen [@E-4]*.");
        assert_eq!(
            line(&read[0]),
            [
                Inline::text("Loaded"),
                Inline::Code("E-1+E-2+E-3".into()),
                Inline::text(" oil, "),
                Inline::Emphasis(vec![Inline::text("seen "), Inline::Code("E-4".into())]),
                Inline::text("."),
            ]
        );
    }

    #[test]
    fn html_and_addresses_that_are_none_come_out_as_text() {
        let read = read("A <script>alert(1)</script> and <b>x</b> [y](javascript:z) ![p](http://x/y.png)");
        let text: String = read.iter().map(|block| super::super::outline::plain(line(block))).collect();
        assert!(text.contains("<script>alert(1)</script>"), "{text}");
        assert!(text.contains("<b>x</b> y (javascript:z) p (http://x/y.png)"), "{text}");
    }

    #[test]
    fn a_picture_in_a_paragraph_of_its_own_is_a_figure_if_it_is_known() {
        assert_eq!(read("![All loadings](timeline)"), [Block::Verbatim("timeline: All loadings".into())]);
        assert_eq!(read("![All](<timeline:With spaces>)"), [Block::Verbatim("timeline:With spaces: All".into())]);
        assert_eq!(super::super::outline::plain(line(&read("See ![All](timeline)")[0])), "See All (timeline)");
    }

    #[test]
    fn lists_quotes_and_tables_are_read() {
        let read =
            read("- one\n- two\n\n  more\n\n> said\n\n| a | b |\n|---|--:|\n| 1 | 2 [@E-1] |\n\n~~~\ncode\n~~~\n");
        assert_eq!(read.len(), 4, "{read:?}");
        let Block::List { first: None, items } = &read[0] else { unreachable!("{read:?}") };
        assert_eq!(items.iter().map(Vec::len).collect::<Vec<_>>(), [1, 2]);
        assert!(matches!(&read[1], Block::Quote(inner) if inner.len() == 1));
        let Block::Table(table) = &read[2] else { unreachable!("{read:?}") };
        assert_eq!((table.columns[1].title.as_str(), table.columns[1].number, table.rows.len()), ("b", true, 1));
        assert_eq!(table.rows[0][1].last(), Some(&Inline::Code("E-1".into())));
        assert_eq!(read[3], Block::Verbatim("code".into()));
    }

    #[test]
    fn a_list_within_an_item_stands_below_the_words_of_the_item() {
        for text in [
            "- a\n  - b\n    - c\n  - d\n- e",
            "1. a\n   1. b\n      > c\n   2. d\n2. e",
            "> a\n> - b\n>   - c\n> - d\n>\n> e",
        ] {
            let mut words = String::new();
            super::super::outline::walk(&read(text), &mut |block| {
                if let Block::Paragraph { text, .. } = block {
                    words.push_str(&super::super::outline::plain(text));
                }
            });
            assert_eq!(words, "abcde", "{text}");
        }
        let deep: Vec<String> = (0..12).map(|depth| format!("{}- {depth}", "  ".repeat(depth))).collect();
        let deep = deep.join("\n");
        let mut words = Vec::new();
        super::super::outline::walk(&read(&deep), &mut |block| {
            if let Block::Paragraph { text, .. } = block {
                words.push(super::super::outline::plain(text));
            }
        });
        assert_eq!(words, (0..12).map(|depth| depth.to_string()).collect::<Vec<_>>(), "a line each, in order");
    }

    #[test]
    fn what_is_nested_without_end_is_still_read() {
        let text = format!("{}deep", "> ".repeat(500));
        let read = read(&text);
        let mut depth = 0;
        let mut at = &read;
        while let Some(Block::Quote(inner)) = at.first() {
            depth += 1;
            at = inner;
        }
        assert_eq!(depth, DEEPEST);
        assert_eq!(line(&at[0]), [Inline::text("deep")]);
    }

    proptest! {
        #[test]
        fn any_text_is_read_and_no_letter_is_lost(text in "[a-zA-Z한 \\[\\]()!<>*_`#>|@E0-9.\n-]{0,80}") {
            let read = read(&text);
            let mut out = String::new();
            let outline = |block: &Block| match block {
                Block::Paragraph { text, .. } | Block::Heading { text, .. } => super::super::outline::plain(text),
                Block::Verbatim(text) => text.clone(),
                _ => String::new(),
            };
            super::super::outline::walk(&read, &mut |block| out.push_str(&outline(block)));
            // Letters of headings and paragraphs come out; only marks go.
            if !text.contains(['[', '|', '`', '#', '>', '<', '\n']) {
                let letters = |text: &str| text.chars().filter(|c| c.is_alphabetic()).collect::<String>();
                prop_assert_eq!(letters(&out), letters(&text));
            }
        }
    }
}
