//! The text: blocks as paragraphs, tables and drawings, parted into sections of upright and flat pages.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::run::{Lines, escaped, reference_style};
use crate::report::figure_file::{pixels, sharpest};
use crate::report::fonts::Fonts;
use crate::report::outline::pages::groups;
use crate::report::outline::{Block, Figure, Head, Inline, NotesAt, Outline, Style, Table};
use crate::report::picture::PictureError;

/// Twentieths of a point in a millimetre.
const TWIPS_PER_MM: f32 = 1_440.0 / 25.4;
/// English Metric Units in a millimetre (ECMA-376, 20.1.2.1).
const EMU_PER_MM: f32 = 36_000.0;
/// A4 in twentieths of a point.
const A4: (u32, u32) = (11_906, 16_838);
/// Margins of upright and of flat pages, in millimetres.
const MARGINS: (f32, f32) = (25.0, 20.0);
/// Highest picture in millimetres.
const HIGHEST: f32 = 195.0;
/// Pixels a point of a drawing where vectors are not read.
const SCALE: f32 = 2.0;

/// A file in `word/media`.
pub(super) struct Medium {
    pub name: String,
    pub bytes: Vec<u8>,
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

/// The document while it is set.
pub(super) struct Body<'a> {
    outline: &'a Outline,
    fonts: &'a Fonts,
    bookmarks: BTreeMap<String, String>,
    marks: u32,
    drawings: u32,
    pub media: Vec<Medium>,
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
    pub fn new(outline: &'a Outline, fonts: &'a Fonts) -> Self {
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
        Self {
            outline,
            fonts,
            bookmarks,
            marks: 0,
            drawings: 0,
            media: Vec::new(),
            links: Vec::new(),
            lists: Vec::new(),
        }
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
    pub fn document(&mut self) -> Result<String, PictureError> {
        let mut out = format!("{HEAD}<w:document {NAMESPACES}><w:body>");
        self.title(&mut out);
        let outline = self.outline;
        let groups = groups(&outline.blocks);
        for (at, group) in groups.iter().enumerate() {
            let width = if group.wide { 297.0 - 2.0 * MARGINS.1 } else { 210.0 - 2.0 * MARGINS.0 };
            let place = Place { width, ..Place::default() };
            for block in group.blocks {
                self.block(block, place, &mut out)?;
            }
            if at + 1 < groups.len() {
                out.push_str(&format!(
                    "<w:p><w:pPr><w:pStyle w:val=\"SectionEnd\"/>{}</w:pPr></w:p>",
                    section(group.wide)
                ));
            }
        }
        out.push_str(&section(groups.last().is_some_and(|group| group.wide)));
        out.push_str("</w:body></w:document>");
        Ok(out)
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

    fn block(&mut self, block: &Block, place: Place, out: &mut String) -> Result<(), PictureError> {
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
            Block::Quote(inner) => self.all(inner, Place { style: Some("Quote"), ..place }, out)?,
            Block::List { first, items } => {
                let depth = place.list.map_or(0, |(_, depth)| (depth + 1).min(8));
                let list = self.lists.len();
                self.lists.push(*first);
                for item in items {
                    self.item(item, list, depth, place, out)?;
                }
            }
            Block::Verbatim(code) => {
                let lines: Vec<String> = code.lines().map(text).collect();
                out.push_str(&paragraph("Verbatim", "", &lines.join("<w:r><w:br/></w:r>")));
            }
            Block::Table(table) => self.table(table, place, out),
            Block::Figure(figure) => self.figure(figure, place, out)?,
            Block::Aside { title, blocks } => {
                out.push_str(&paragraph("AsideHeading", "", &text(title)));
                self.all(blocks, Place { style: Some("Aside"), ..place }, out)?;
            }
            Block::PageBreak => out.push_str(
                "<w:p><w:pPr><w:pStyle w:val=\"SectionEnd\"/></w:pPr><w:r><w:br w:type=\"page\"/></w:r></w:p>",
            ),
        }
        Ok(())
    }

    fn all(&mut self, blocks: &[Block], place: Place, out: &mut String) -> Result<(), PictureError> {
        blocks.iter().try_for_each(|block| self.block(block, place, out))
    }

    /// The first paragraph of an item bears its mark; what follows stands below it.
    fn item(
        &mut self,
        item: &[Block],
        list: usize,
        depth: usize,
        place: Place,
        out: &mut String,
    ) -> Result<(), PictureError> {
        let mut is_first = true;
        for block in item {
            match block {
                Block::Paragraph { .. } if is_first => {
                    self.block(block, Place { list: Some((list, depth)), ..place }, out)?;
                }
                Block::List { .. } => self.block(block, Place { list: Some((list, depth)), ..place }, out)?,
                other => self.block(other, Place { list: None, style: Some("ListContinue"), ..place }, out)?,
            }
            is_first = false;
        }
        Ok(())
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

    fn figure(&mut self, figure: &Figure, place: Place, out: &mut String) -> Result<(), PictureError> {
        let (picture, vector) = self.pictures(figure)?;
        let aspect = figure.image.aspect();
        let width = place.width.min(HIGHEST / aspect.max(0.01));
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
        Ok(())
    }

    /// Puts what is seen into the media: pixels for every program, and a drawing also as vectors for those that read them.
    fn pictures(&mut self, figure: &Figure) -> Result<(usize, Option<usize>), PictureError> {
        let number = figure.number;
        let pixels = pixels(figure, SCALE, self.fonts)?;
        let pixels = pixels.map(|pixels| self.medium(format!("figure{number}.png"), pixels, true));
        let file = sharpest(figure, self.fonts)?;
        let name = format!("figure{number}.{}", file.ending);
        let is_packed = pixels.is_none();
        let file = self.medium(name, file.bytes.into_owned(), is_packed);
        Ok(pixels.map_or((file, None), |pixels| (pixels, Some(file))))
    }

    fn medium(&mut self, name: String, bytes: Vec<u8>, is_packed: bool) -> usize {
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
            let _ = write!(
                xml,
                "<w:{note} w:id=\"{}\">{}</w:{note}>",
                at + 1,
                paragraph(text_style, "", &format!("{mark}{runs}"))
            );
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

/// The properties of a section: of pages on their side if it is wide.
fn section(wide: bool) -> String {
    let ((width, height), orient) = if wide { ((A4.1, A4.0), " w:orient=\"landscape\"") } else { (A4, "") };
    let margin = ((if wide { MARGINS.1 } else { MARGINS.0 }) * TWIPS_PER_MM).round() as u32;
    format!(
        "<w:sectPr><w:headerReference w:type=\"default\" r:id=\"rHeader\"/><w:footerReference w:type=\"default\" r:id=\"rFooter\"/><w:endnotePr><w:numFmt w:val=\"decimal\"/></w:endnotePr><w:pgSz w:w=\"{width}\" w:h=\"{height}\"{orient}/><w:pgMar w:top=\"1417\" w:right=\"{margin}\" w:bottom=\"1304\" w:left=\"{margin}\" w:header=\"680\" w:footer=\"624\" w:gutter=\"0\"/></w:sectPr>"
    )
}
