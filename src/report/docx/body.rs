//! The text: blocks as paragraphs, tables and drawings, parted into sections of upright and flat pages.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::run::{Lines, escaped, reference_style};
use crate::report::drawings::drawn;
use crate::report::fonts::Fonts;
use crate::report::letters::{Letters, tree};
use crate::report::outline::pages::groups;
use crate::report::outline::{Block, Figure, Head, Image, Inline, NotesAt, Outline, Style, Table};
use crate::report::picture::PictureError;
use crate::report::template::Look;
use crate::report::{png, svg};

/// Twentieths of a point in a millimetre.
pub(super) const TWIPS_PER_MM: f32 = 1_440.0 / 25.4;
/// English Metric Units in a millimetre (ECMA-376, 20.1.2.1).
const EMU_PER_MM: f32 = 36_000.0;
/// Header and footer stand so far from the edge of the paper in millimetres, unless the margin is too small for it.
const TO_EDGE: f64 = 12.0;
/// Pixels a point of a drawing where vectors are not read.
const SCALE: f32 = 2.0;

/// A file in `word/media`.
pub(super) struct Medium<'a> {
    pub name: String,
    pub bytes: Cow<'a, [u8]>,
    /// Whether packing it again would save nothing.
    pub is_packed: bool,
}

/// A numbered or dotted list: the number it begins with.
pub(super) type ListStart = Option<u64>;

/// The notes with the addresses they link to.
pub(super) struct Notes {
    pub xml: String,
    pub links: Vec<String>,
}

/// A drawing as pixels and as vectors.
#[derive(Default)]
struct Drawn {
    pixels: Vec<u8>,
    vectors: Vec<u8>,
}

/// The document while it is set.
pub(super) struct Body<'a> {
    outline: &'a Outline,
    look: &'a Look,
    /// The drawings that no figure has taken yet, by its number.
    drawn: BTreeMap<u32, Drawn>,
    bookmarks: BTreeMap<String, String>,
    marks: u32,
    drawings: u32,
    pub media: Vec<Medium<'a>>,
    pub links: Vec<String>,
    pub lists: Vec<ListStart>,
}

/// Where a block stands.
#[derive(Clone, Copy, Default)]
struct Place {
    /// The list it is in: place in [`Body::lists`] and depth.
    list: Option<(usize, usize)>,
    /// Style of its paragraphs if not the usual one.
    style: Option<&'static str>,
    /// Width of the text in millimetres.
    width: f32,
}

impl<'a> Body<'a> {
    pub fn new(outline: &'a Outline, look: &'a Look, fonts: &Fonts) -> Result<Self, PictureError> {
        let mut bookmarks = BTreeMap::new();
        outline.walk(&mut |block| {
            let anchor = match block {
                Block::Heading { anchor, .. } => anchor,
                Block::Table(table) => &table.anchor,
                Block::Figure(figure) => &figure.anchor,
                _ => return,
            };
            if !anchor.is_empty() {
                // At most forty letters, digits and underscores.
                let number = bookmarks.len() + 1;
                bookmarks.entry(anchor.clone()).or_insert_with(|| format!("_Ref{number:06}"));
            }
        });
        let drawn = drawn(outline, |picture| {
            let mut drawn = Drawn::default();
            let tree = tree(picture.scene, picture.palette, fonts)?;
            png::write_tree(picture, &tree, SCALE, png::Packing::Fast, &mut drawn.pixels)?;
            svg::write_with(picture, &Letters::of_tree(&tree), fonts, &mut drawn.vectors)?;
            Ok(drawn)
        })?;
        Ok(Self {
            outline,
            look,
            drawn,
            bookmarks,
            marks: 0,
            drawings: 0,
            media: Vec::new(),
            links: Vec::new(),
            lists: Vec::new(),
        })
    }

    fn note(&self) -> &'static str {
        if self.outline.notes_at == NotesAt::Foot { "footnote" } else { "endnote" }
    }

    fn runs(&mut self, line: &[Inline]) -> String {
        let (note, bookmarks) = (self.note(), &self.bookmarks);
        let bookmark = |anchor: &str| bookmarks.get(anchor).cloned();
        Lines { note, links: &mut self.links, bookmark: &bookmark }.runs(line)
    }

    /// `word/document.xml`.
    pub fn document(&mut self) -> String {
        let mut out = format!("{HEAD}<w:document {NAMESPACES}><w:body>");
        self.title(&mut out);
        let outline = self.outline;
        let groups = groups(&outline.blocks);
        for (at, group) in groups.iter().enumerate() {
            let place = Place { width: self.look.room(group.wide).0 as f32, ..Place::default() };
            for block in group.blocks {
                self.block(block, place, &mut out);
            }
            if at + 1 < groups.len() {
                out.push_str(&format!(
                    "<w:p><w:pPr><w:pStyle w:val=\"SectionEnd\"/>{}</w:pPr></w:p>",
                    section(self.look, group.wide, at == 0)
                ));
            }
        }
        let is_wide = groups.last().is_some_and(|group| group.wide);
        out.push_str(&section(self.look, is_wide, groups.len() < 2));
        out.push_str("</w:body></w:document>");
        out
    }

    fn title(&mut self, out: &mut String) {
        let head: &Head = &self.outline.head;
        if head.style == Style::Memo {
            out.push_str(&paragraph("Title", "", &text("Memorandum")));
            let authors = head.authors.join(", ");
            let rows = [
                ("Subject", head.title.as_str()),
                ("Question", &head.subtitle),
                ("Reference", &head.reference),
                ("From", &authors),
                ("Date", &head.day),
                ("Handling", head.handling),
            ];
            for (name, value) in rows.into_iter().filter(|(_, value)| !value.is_empty()) {
                let runs = format!("{}<w:r><w:tab/></w:r>{}", text(name), text(value));
                out.push_str(&paragraph("MemoHead", "", &runs));
            }
            return;
        }
        out.push_str(&paragraph("Title", "", &text(&head.title)));
        if !head.subtitle.is_empty() {
            out.push_str(&paragraph("Subtitle", "", &text(&head.subtitle)));
        }
        let imprint = [head.authors.join(", "), head.reference.clone(), head.day.clone()];
        let imprint: Vec<String> = imprint.into_iter().filter(|part| !part.is_empty()).collect();
        out.push_str(&paragraph("Imprint", "", &text(&imprint.join(" · "))));
    }

    fn block(&mut self, block: &'a Block, place: Place, out: &mut String) {
        match block {
            Block::Heading { level, anchor, text } => {
                let runs = self.runs(text);
                let runs = self.marked(anchor, &runs);
                out.push_str(&paragraph(&format!("Heading{}", (*level).clamp(1, 6)), "", &runs));
            }
            Block::Paragraph { number, text } => {
                let runs = self.runs(text);
                let (style, more) = match (place.list, number) {
                    (Some((list, depth)), _) => ("ListParagraph", numbered(FIRST_LIST + list, depth)),
                    (None, Some(_)) => ("NumberedParagraph", String::new()),
                    (None, None) => (place.style.unwrap_or("BodyText"), String::new()),
                };
                out.push_str(&paragraph(style, &more, &runs));
            }
            Block::Quote(inner) => self.all(inner, Place { style: Some("Quote"), ..place }, out),
            Block::List { first, items } => {
                let depth = place.list.map_or(0, |(_, depth)| (depth + 1).min(8));
                let list = self.lists.len();
                self.lists.push(*first);
                for item in items {
                    self.item(item, list, depth, place, out);
                }
            }
            Block::Verbatim(code) => {
                let lines: Vec<String> = code.lines().map(text).collect();
                out.push_str(&paragraph("Verbatim", "", &lines.join("<w:r><w:br/></w:r>")));
            }
            Block::Table(table) => self.table(table, place, out),
            Block::Figure(figure) => self.figure(figure, place, out),
            Block::Aside { title, blocks } => {
                out.push_str(&paragraph("AsideHeading", "", &text(title)));
                self.all(blocks, Place { style: Some("Aside"), ..place }, out);
            }
            Block::PageBreak => out.push_str(
                "<w:p><w:pPr><w:pStyle w:val=\"SectionEnd\"/></w:pPr><w:r><w:br w:type=\"page\"/></w:r></w:p>",
            ),
        }
    }

    fn all(&mut self, blocks: &'a [Block], place: Place, out: &mut String) {
        for block in blocks {
            self.block(block, place, out);
        }
    }

    /// The first paragraph of an item bears its mark; what follows stands below it.
    fn item(&mut self, item: &'a [Block], list: usize, depth: usize, place: Place, out: &mut String) {
        let mut is_first = true;
        for block in item {
            match block {
                Block::Paragraph { .. } if is_first => {
                    self.block(block, Place { list: Some((list, depth)), ..place }, out);
                }
                Block::List { .. } => self.block(block, Place { list: Some((list, depth)), ..place }, out),
                other => self.block(other, Place { list: None, style: Some("ListContinue"), ..place }, out),
            }
            is_first = false;
        }
    }

    /// Runs within the bookmark of an anchor.
    fn marked(&mut self, anchor: &str, runs: &str) -> String {
        // A bookmark stands at one place: whoever bears the anchor first has it.
        let Some(name) = self.bookmarks.get(anchor).filter(|_| !anchor.is_empty()).cloned() else {
            return runs.to_owned();
        };
        self.marks += 1;
        let id = self.marks;
        format!("<w:bookmarkStart w:id=\"{id}\" w:name=\"{name}\"/>{runs}<w:bookmarkEnd w:id=\"{id}\"/>")
    }

    /// “Table 3. Caption”, the number as a field that Word counts.
    fn caption(&mut self, kind: &str, number: u32, anchor: &str, line: &[Inline], keep: bool, out: &mut String) {
        let field = format!(
            "{}<w:fldSimple w:instr=\" SEQ {kind} \\* ARABIC \"><w:r><w:rPr><w:b/></w:rPr><w:t>{number}</w:t></w:r></w:fldSimple>",
            bold(&format!("{kind} "))
        );
        let mut runs = self.marked(anchor, &field);
        if !line.is_empty() {
            runs.push_str(&text(". "));
            runs.push_str(&self.runs(line));
        }
        let more = if keep { "<w:keepNext/>" } else { "" };
        out.push_str(&paragraph("Caption", more, &runs));
    }

    fn table(&mut self, table: &Table, place: Place, out: &mut String) {
        self.caption("Table", table.number, &table.anchor, &table.caption, true, out);
        let whole: u32 = table.columns.iter().map(|column| u32::from(column.weight.max(1))).sum();
        let room = place.width * TWIPS_PER_MM;
        let widths: Vec<u32> = table
            .columns
            .iter()
            .map(|column| (room * f32::from(column.weight.max(1)) / whole.max(1) as f32).round() as u32)
            .collect();
        let total: u32 = widths.iter().sum();
        let _ = write!(
            out,
            "<w:tbl><w:tblPr><w:tblStyle w:val=\"ReportTable\"/><w:tblW w:w=\"{total}\" w:type=\"dxa\"/><w:tblLayout w:type=\"fixed\"/><w:tblLook w:val=\"0020\" w:firstRow=\"1\" w:lastRow=\"0\" w:firstColumn=\"0\" w:lastColumn=\"0\" w:noHBand=\"0\" w:noVBand=\"1\"/></w:tblPr><w:tblGrid>"
        );
        for width in &widths {
            let _ = write!(out, "<w:gridCol w:w=\"{width}\"/>");
        }
        out.push_str("</w:tblGrid><w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>");
        for (column, width) in table.columns.iter().zip(&widths) {
            cell(*width, column.number, &bold(&column.title), out);
        }
        out.push_str("</w:tr>");
        for row in &table.rows {
            out.push_str("<w:tr><w:trPr><w:cantSplit/></w:trPr>");
            for ((line, column), width) in row.iter().zip(&table.columns).zip(&widths) {
                let runs = self.runs(line);
                cell(*width, column.number, &runs, out);
            }
            out.push_str("</w:tr>");
        }
        out.push_str("</w:tbl>");
        sources(&table.sources, out);
    }

    fn figure(&mut self, figure: &'a Figure, place: Place, out: &mut String) {
        let (picture, vector) = self.pictures(figure);
        let aspect = figure.image.aspect();
        let width = place.width.min((self.look.tallest() - 5.0) as f32 / aspect.max(0.01));
        let (across, down) = ((width * EMU_PER_MM) as u64, (width * aspect * EMU_PER_MM) as u64);
        self.drawings += 1;
        let id = self.drawings;
        let (name, alt) = (format!("Figure {}", figure.number), escaped(&figure.alt));
        let vector = vector.map_or_else(String::new, |vector| format!("<a:extLst><a:ext uri=\"{{96DAC541-7B7A-43D3-8B79-37D633B846F1}}\"><asvg:svgBlip xmlns:asvg=\"http://schemas.microsoft.com/office/drawing/2016/SVG/main\" r:embed=\"rMedia{vector}\"/></a:ext></a:extLst>"));
        let drawing = format!(
            "<w:r><w:drawing><wp:inline distT=\"0\" distB=\"0\" distL=\"0\" distR=\"0\"><wp:extent cx=\"{across}\" cy=\"{down}\"/><wp:docPr id=\"{id}\" name=\"{name}\" descr=\"{alt}\"/><wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect=\"1\"/></wp:cNvGraphicFramePr><a:graphic><a:graphicData uri=\"http://schemas.openxmlformats.org/drawingml/2006/picture\"><pic:pic><pic:nvPicPr><pic:cNvPr id=\"{id}\" name=\"{name}\" descr=\"{alt}\"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed=\"rMedia{picture}\">{vector}</a:blip><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x=\"0\" y=\"0\"/><a:ext cx=\"{across}\" cy=\"{down}\"/></a:xfrm><a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
        );
        out.push_str(&paragraph("Figure", "<w:keepNext/>", &drawing));
        self.caption("Figure", figure.number, &figure.anchor, &figure.caption, !figure.sources.is_empty(), out);
        sources(&figure.sources, out);
    }

    /// Puts what is seen into the media: pixels for every program, and a drawing also as vectors for those that read them.
    fn pictures(&mut self, figure: &'a Figure) -> (usize, Option<usize>) {
        let number = figure.number;
        match &figure.image {
            Image::Drawing { .. } => {
                let Drawn { pixels, vectors } = self.drawn.remove(&number).unwrap_or_default();
                let at = self.medium(format!("figure{number}.png"), pixels.into(), true);
                (at, Some(self.medium(format!("figure{number}.svg"), vectors.into(), false)))
            }
            Image::File { bytes, .. } => {
                let name = format!("figure{number}.{}", figure.image.ending());
                (self.medium(name, Cow::Borrowed(&**bytes), true), None)
            }
        }
    }

    fn medium(&mut self, name: String, bytes: Cow<'a, [u8]>, is_packed: bool) -> usize {
        self.media.push(Medium { name, bytes, is_packed });
        self.media.len() - 1
    }

    /// `word/footnotes.xml` or `word/endnotes.xml`.
    pub fn notes(&self) -> Notes {
        let (note, style) = (self.note(), reference_style(self.note()));
        let text_style = if note == "footnote" { "FootnoteText" } else { "EndnoteText" };
        let mut links = Vec::new();
        // What stands between the text and the notes: a line above footnotes, and a heading above endnotes.
        let above = if note == "footnote" {
            format!("<w:p>{SEPARATED}<w:r><w:separator/></w:r></w:p>")
        } else {
            paragraph("Heading1", "", &text("Endnotes"))
        };
        let mut xml = format!(
            "{HEAD}<w:{note}s {NAMESPACES}><w:{note} w:type=\"separator\" w:id=\"-1\">{above}</w:{note}><w:{note} w:type=\"continuationSeparator\" w:id=\"0\"><w:p><w:pPr><w:spacing w:after=\"0\" w:line=\"240\" w:lineRule=\"auto\"/></w:pPr><w:r><w:continuationSeparator/></w:r></w:p></w:{note}>"
        );
        // Bookmarks are in the document; a note links to none.
        let bookmark = |_: &str| None;
        let mut lines = Lines { note, links: &mut links, bookmark: &bookmark };
        for (at, one) in self.outline.notes.iter().enumerate() {
            let mark = format!("<w:r><w:rPr><w:rStyle w:val=\"{style}\"/></w:rPr><w:{note}Ref/></w:r>{}", text(" "));
            let runs = lines.runs(&one.text);
            let line = paragraph(text_style, "", &format!("{mark}{runs}"));
            // LibreOffice sets endnotes on a page of their own without header and footer, so they end with the mark.
            let is_last = note == "endnote" && at + 1 == self.outline.notes.len();
            let end = is_last.then(|| paragraph("EndnoteText", CENTRED, &text(self.outline.head.handling)));
            let _ = write!(xml, "<w:{note} w:id=\"{}\">{line}{}</w:{note}>", at + 1, end.unwrap_or_default());
        }
        let _ = write!(xml, "</w:{note}s>");
        Notes { xml, links }
    }
}

/// How every part begins.
pub(super) const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
/// The names that the parts use.
pub(super) const NAMESPACES: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" xmlns:wp=\"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing\" xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" xmlns:pic=\"http://schemas.openxmlformats.org/drawingml/2006/picture\"";
/// How the line above notes is set.
const SEPARATED: &str = "<w:pPr><w:spacing w:after=\"0\" w:line=\"240\" w:lineRule=\"auto\"/></w:pPr>";
const CENTRED: &str = "<w:jc w:val=\"center\"/>";
/// The number of the first list; the one before numbers the paragraphs.
pub(super) const FIRST_LIST: usize = 2;

fn paragraph(style: &str, more: &str, runs: &str) -> String {
    format!("<w:p><w:pPr><w:pStyle w:val=\"{style}\"/>{more}</w:pPr>{runs}</w:p>")
}

fn text(text: &str) -> String {
    format!("<w:r><w:t xml:space=\"preserve\">{}</w:t></w:r>", escaped(text))
}

fn bold(text: &str) -> String {
    format!("<w:r><w:rPr><w:b/><w:bCs/></w:rPr><w:t xml:space=\"preserve\">{}</w:t></w:r>", escaped(text))
}

fn numbered(list: usize, depth: usize) -> String {
    format!("<w:numPr><w:ilvl w:val=\"{depth}\"/><w:numId w:val=\"{list}\"/></w:numPr>")
}

fn cell(width: u32, right: bool, runs: &str, out: &mut String) {
    let side = if right { "<w:jc w:val=\"right\"/>" } else { "" };
    let _ = write!(
        out,
        "<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/></w:tcPr><w:p><w:pPr><w:pStyle w:val=\"TableText\"/>{side}</w:pPr>{runs}</w:p></w:tc>"
    );
}

fn sources(sources: &str, out: &mut String) {
    let words = if sources.is_empty() { String::new() } else { format!("Sources: {sources}.") };
    // Also where there is none: a paragraph keeps a table from growing into the next.
    out.push_str(&paragraph("Sources", "", &text(&words)));
}

/// The properties of a section: of pages on their side if it is wide, with the first page apart if it has that.
fn section(look: &Look, wide: bool, has_first: bool) -> String {
    let twips = |millimetres: f64| (millimetres * f64::from(TWIPS_PER_MM)).round() as u32;
    let (short, long) = look.paper.size();
    let (width, height) = if wide { (twips(long), twips(short)) } else { (twips(short), twips(long)) };
    let orient = if wide { " w:orient=\"landscape\"" } else { "" };
    let margins = look.margins_of(wide);
    let [left, right, top, bottom] = [margins.left, margins.right, margins.top, margins.bottom].map(twips);
    let edge = |margin: f64| twips(TO_EDGE.min(margin / 2.0));
    let (above, below) = (edge(margins.top), edge(margins.bottom));
    let number = if wide { 2 } else { 1 };
    let mut pages = format!(
        "<w:headerReference w:type=\"default\" r:id=\"rheader{number}\"/><w:footerReference w:type=\"default\" r:id=\"rfooter{number}\"/>"
    );
    let mut first = "";
    if has_first {
        pages.push_str(&format!("<w:headerReference w:type=\"first\" r:id=\"rheader3\"/><w:footerReference w:type=\"first\" r:id=\"rfooter{number}\"/>"));
        first = "<w:titlePg/>";
    }
    format!(
        "<w:sectPr>{pages}<w:endnotePr><w:numFmt w:val=\"decimal\"/></w:endnotePr><w:pgSz w:w=\"{width}\" w:h=\"{height}\"{orient}/><w:pgMar w:top=\"{top}\" w:right=\"{right}\" w:bottom=\"{bottom}\" w:left=\"{left}\" w:header=\"{above}\" w:footer=\"{below}\" w:gutter=\"0\"/>{first}</w:sectPr>"
    )
}
