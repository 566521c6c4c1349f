//! The parts around the text: what there is, how it looks, what stands in the margins.

use std::fmt::Write as _;

use super::body::{FIRST_LIST, HEAD, ListStart, Medium, NAMESPACES, TWIPS_PER_MM};
use super::run::escaped;
use crate::report::outline::Head;
use crate::report::template::{Look, Piece, pieces};

const STYLES: &str = include_str!("../../../assets/report/styles.xml");

/// `_rels/.rels`.
pub(super) const RELATIONS: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"word/document.xml\"/><Relationship Id=\"rId2\" Type=\"http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties\" Target=\"docProps/core.xml\"/><Relationship Id=\"rId3\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/extended-properties\" Target=\"docProps/app.xml\"/></Relationships>";
/// `docProps/app.xml`.
pub(super) const APP: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<Properties xmlns=\"http://schemas.openxmlformats.org/officeDocument/2006/extended-properties\"><Application>Wakeline</Application></Properties>";

const RELATION: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// `[Content_Types].xml`.
pub(super) fn content_types(is_foot: bool) -> String {
    let word = "application/vnd.openxmlformats-officedocument.wordprocessingml";
    let notes = if is_foot { "footnotes" } else { "endnotes" };
    let mut out = format!(
        "{HEAD}<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" ContentType=\"application/xml\"/><Default Extension=\"png\" ContentType=\"image/png\"/><Default Extension=\"jpg\" ContentType=\"image/jpeg\"/><Default Extension=\"svg\" ContentType=\"image/svg+xml\"/><Override PartName=\"/word/document.xml\" ContentType=\"{word}.document.main+xml\"/>"
    );
    let parts = [("styles", "styles"), ("settings", "settings"), ("numbering", "numbering"), (notes, notes)];
    let margins = MARGINS.map(|(name, is_header)| (name, if is_header { "header" } else { "footer" }));
    for (name, kind) in parts.into_iter().chain(margins) {
        let _ = write!(out, "<Override PartName=\"/word/{name}.xml\" ContentType=\"{word}.{kind}+xml\"/>");
    }
    out.push_str("<Override PartName=\"/docProps/core.xml\" ContentType=\"application/vnd.openxmlformats-package.core-properties+xml\"/><Override PartName=\"/docProps/app.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.extended-properties+xml\"/></Types>");
    out
}

/// `docProps/core.xml`: the date is that of the report, the authors those of the case.
pub(super) fn core(head: &Head) -> String {
    let (title, authors) = (escaped(&head.title), escaped(&head.authors.join("; ")));
    let (subject, date) = (escaped(&head.subtitle), head.date);
    format!(
        "{HEAD}<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><dc:title>{title}</dc:title><dc:subject>{subject}</dc:subject><dc:creator>{authors}</dc:creator><cp:lastModifiedBy>Wakeline</cp:lastModifiedBy><dcterms:created xsi:type=\"dcterms:W3CDTF\">{date}</dcterms:created><dcterms:modified xsi:type=\"dcterms:W3CDTF\">{date}</dcterms:modified></cp:coreProperties>"
    )
}

/// `word/styles.xml` with the letters, sizes and colours of a look.
pub(super) fn styles(look: &Look) -> String {
    let usual = Look::usual(look.like);
    let word = &look.word;
    let halves = |points: f64| ((points * 2.0).round() as u32).to_string();
    let font = escaped(&word.font);
    // Readers bring the fonts: headings have one of their own only where the template names one.
    let heading = if look.heading_font == look.font {
        String::new()
    } else {
        let font = escaped(&look.heading_font);
        format!("<w:rFonts w:ascii=\"{font}\" w:hAnsi=\"{font}\" w:cs=\"{font}\"/>")
    };
    let code = if look.code_font == usual.code_font { "Courier New".to_owned() } else { escaped(&look.code_font) };
    let language = if look.language == "en" { "en-GB" } else { look.language.as_str() };
    let colours = look.colours;
    let values = [
        ("{size}", halves(word.size)),
        ("{line}", ((word.line * 240.0).round() as u32).to_string()),
        ("{note}", halves(look.note_size + 0.5)),
        ("{margin}", halves(look.note_size)),
        ("{table}", halves(look.table_size)),
        ("{accent}", colours.accent.bare()),
        ("{second}", colours.second.bare()),
        ("{hairline}", colours.line.bare()),
        ("{raised}", colours.raised.bare()),
        ("{language}", language.to_owned()),
        ("{heading}", heading),
        ("{code}", code),
        ("{font}", font),
    ];
    values.iter().fold(STYLES.to_owned(), |styles, (name, value)| styles.replace(name, value))
}

/// `word/settings.xml`.
pub(super) fn settings(is_foot: bool) -> &'static str {
    if is_foot {
        concat!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<w:settings xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:zoom w:percent=\"100\"/><w:defaultTabStop w:val=\"567\"/>",
            "<w:footnotePr><w:footnote w:id=\"-1\"/><w:footnote w:id=\"0\"/></w:footnotePr><w:compat><w:compatSetting w:name=\"compatibilityMode\" w:uri=\"http://schemas.microsoft.com/office/word\" w:val=\"15\"/></w:compat></w:settings>"
        )
    } else {
        concat!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<w:settings xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:zoom w:percent=\"100\"/><w:defaultTabStop w:val=\"567\"/>",
            "<w:endnotePr><w:numFmt w:val=\"decimal\"/><w:endnote w:id=\"-1\"/><w:endnote w:id=\"0\"/></w:endnotePr><w:compat><w:compatSetting w:name=\"compatibilityMode\" w:uri=\"http://schemas.microsoft.com/office/word\" w:val=\"15\"/></w:compat></w:settings>"
        )
    }
}

/// `word/numbering.xml`: the numbered paragraphs, then each list.
pub(super) fn numbering(lists: &[ListStart]) -> String {
    let mut out = format!("{HEAD}<w:numbering {NAMESPACES}>");
    out.push_str("<w:abstractNum w:abstractNumId=\"0\"><w:multiLevelType w:val=\"singleLevel\"/><w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/><w:numFmt w:val=\"decimal\"/><w:pStyle w:val=\"NumberedParagraph\"/><w:lvlText w:val=\"%1.\"/><w:lvlJc w:val=\"left\"/><w:pPr><w:tabs><w:tab w:val=\"num\" w:pos=\"567\"/></w:tabs><w:ind w:left=\"0\" w:firstLine=\"0\"/></w:pPr></w:lvl></w:abstractNum>");
    for (id, format) in [(1, "bullet"), (2, "decimal")] {
        let _ = write!(out, "<w:abstractNum w:abstractNumId=\"{id}\"><w:multiLevelType w:val=\"hybridMultilevel\"/>");
        for level in 0..9 {
            let mark = if id == 1 { ["•", "–", "·"][level % 3].to_owned() } else { format!("%{}.", level + 1) };
            let left = 567 + 397 * level;
            let _ = write!(
                out,
                "<w:lvl w:ilvl=\"{level}\"><w:start w:val=\"1\"/><w:numFmt w:val=\"{format}\"/><w:lvlText w:val=\"{mark}\"/><w:lvlJc w:val=\"left\"/><w:pPr><w:ind w:left=\"{left}\" w:hanging=\"397\"/></w:pPr></w:lvl>"
            );
        }
        out.push_str("</w:abstractNum>");
    }
    out.push_str("<w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num>");
    for (at, first) in lists.iter().enumerate() {
        let id = FIRST_LIST + at;
        let Some(first) = first else {
            let _ = write!(out, "<w:num w:numId=\"{id}\"><w:abstractNumId w:val=\"1\"/></w:num>");
            continue;
        };
        let _ = write!(out, "<w:num w:numId=\"{id}\"><w:abstractNumId w:val=\"2\"/>");
        for level in 0..9 {
            let start = if level == 0 { (*first).min(32_767) } else { 1 };
            let _ =
                write!(out, "<w:lvlOverride w:ilvl=\"{level}\"><w:startOverride w:val=\"{start}\"/></w:lvlOverride>");
        }
        out.push_str("</w:num>");
    }
    out.push_str("</w:numbering>");
    out
}

/// What stands in the margins of which pages: the name of the part, and whether it is a header.
pub(super) const MARGINS: [(&str, bool); 5] =
    [("header1", true), ("header2", true), ("header3", true), ("footer1", false), ("footer2", false)];

/// `word/header1.xml` and the others of [`MARGINS`]: of upright pages, of pages on their side, of the first page.
pub(super) fn margin(name: &str, is_header: bool, look: &Look, head: &Head) -> String {
    let texts = if is_header { &look.header } else { &look.footer };
    let (is_wide, is_first) = (name.ends_with('2'), name.ends_with('3'));
    let parts = texts.each_ref().map(|text| pieces(text, head));
    let shown = |part: &&Vec<Piece>| !is_first || part.iter().any(|piece| matches!(piece, Piece::Mark(_)));
    let runs =
        parts.each_ref().map(|part| Some(part).filter(shown).into_iter().flatten().map(margin_run).collect::<String>());
    let width = (look.room(is_wide).0 * f64::from(TWIPS_PER_MM)).round() as u32;
    let (tag, style) = if is_header { ("hdr", "Header") } else { ("ftr", "Footer") };
    format!(
        "{HEAD}<w:{tag} {NAMESPACES}><w:p><w:pPr><w:pStyle w:val=\"{style}\"/><w:tabs><w:tab w:val=\"center\" w:pos=\"{}\"/><w:tab w:val=\"right\" w:pos=\"{width}\"/></w:tabs></w:pPr>{}</w:p></w:{tag}>",
        width / 2,
        runs.join("<w:r><w:tab/></w:r>"),
    )
}

fn margin_run(piece: &Piece) -> String {
    let field = |name: &str| format!("<w:fldSimple w:instr=\" {name} \"><w:r><w:t>1</w:t></w:r></w:fldSimple>");
    match piece {
        Piece::Text(text) => format!("<w:r><w:t xml:space=\"preserve\">{}</w:t></w:r>", escaped(text)),
        Piece::Mark(mark) => {
            format!("<w:r><w:rPr><w:b/><w:color w:val=\"000000\"/></w:rPr><w:t>{}</w:t></w:r>", escaped(mark))
        }
        Piece::Page => field("PAGE"),
        Piece::Pages => field("NUMPAGES"),
    }
}

fn relations(inner: &str) -> String {
    format!(
        "{HEAD}<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{inner}</Relationships>"
    )
}

fn link_relations(links: &[String]) -> String {
    let link = |(at, to): (usize, &String)| {
        format!(
            "<Relationship Id=\"rLink{at}\" Type=\"{RELATION}/hyperlink\" Target=\"{}\" TargetMode=\"External\"/>",
            escaped(to)
        )
    };
    links.iter().enumerate().map(link).collect()
}

/// The relations of the notes: what they link to.
pub(super) fn links(links: &[String]) -> String {
    relations(&link_relations(links))
}

/// `word/_rels/document.xml.rels`.
pub(super) fn document_relations(media: &[Medium<'_>], links: &[String], is_foot: bool) -> String {
    let notes = if is_foot { "footnotes" } else { "endnotes" };
    let mut out = String::new();
    let parts = [
        ("rStyles", "styles", "styles.xml".to_owned()),
        ("rSettings", "settings", "settings.xml".to_owned()),
        ("rNumbering", "numbering", "numbering.xml".to_owned()),
        ("rNotes", notes, format!("{notes}.xml")),
    ];
    for (id, kind, target) in parts {
        let _ = write!(out, "<Relationship Id=\"{id}\" Type=\"{RELATION}/{kind}\" Target=\"{target}\"/>");
    }
    for (name, is_header) in MARGINS {
        let kind = if is_header { "header" } else { "footer" };
        let _ = write!(out, "<Relationship Id=\"r{name}\" Type=\"{RELATION}/{kind}\" Target=\"{name}.xml\"/>");
    }
    for (at, medium) in media.iter().enumerate() {
        let name = &medium.name;
        let _ = write!(out, "<Relationship Id=\"rMedia{at}\" Type=\"{RELATION}/image\" Target=\"media/{name}\"/>");
    }
    out.push_str(&link_relations(links));
    relations(&out)
}
