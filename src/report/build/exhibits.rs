//! Exhibits: a table of them, and images in the text with their credit line.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::cite::grade;
use super::tankers::columns;
use super::writer::Writer;
use crate::base::plain_date::edtf_words;
use crate::model::evidence::Exhibit;
use crate::model::naming;
use crate::report::outline::inline::address;
use crate::report::outline::{Block, Figure, Image, Inline, Table};

impl Writer<'_> {
    /// The table of exhibits: those that the report names, else all. Wide if there are hashes to print.
    pub fn exhibits_table(&mut self, caption: Option<&str>, anchor: &str) -> Block {
        let rows = self.named();
        let wide = rows.iter().any(|row| !row.files.is_empty());
        let mut titles = vec![("No.", 6), ("Source", 18), ("Title and address", 36), ("Date", 14), ("Grade", 7)];
        if wide {
            titles.push(("SHA-256 of files", 24));
        }
        let cells = rows.iter().map(|row| self.exhibit_row(row, wide)).collect();
        let sources = self.sources(rows.iter().map(|row| row.id));
        let anchor = self.anchor(anchor);
        Block::Table(Table {
            number: self.next_table(&anchor),
            anchor,
            caption: vec![Inline::text(caption.unwrap_or("Exhibits"))],
            columns: columns(&titles),
            rows: cells,
            sources,
            wide,
        })
    }

    /// The exhibits that notes name, in the order of their numbers; all of them where no note names any.
    fn named(&self) -> Vec<&Exhibit> {
        let mut wanted: BTreeSet<u32> = self.notes.iter().flat_map(|note| note.exhibits.iter().copied()).collect();
        for row in self.shipments() {
            let ids = crate::model::columns::shipment_exhibits(self.facts, row);
            wanted.extend(ids.into_iter().filter_map(|id| self.facts.exhibits.get(id)).map(|row| row.number));
        }
        let is_wanted = |row: &&Exhibit| wanted.is_empty() || wanted.contains(&row.number);
        let mut rows: Vec<&Exhibit> = self.facts.exhibits.iter().filter(is_wanted).collect();
        rows.sort_by_key(|row| row.number);
        rows
    }

    fn exhibit_row(&self, row: &Exhibit, hashed: bool) -> Vec<Vec<Inline>> {
        let source = row.source.and_then(|id| self.facts.sources.get(id));
        let source = source.map_or("not recorded", |source| source.name.as_str());
        let mut title = vec![Inline::text(row.title.as_str())];
        for url in [&row.url, &row.archived_url].into_iter().map(|url| url.trim()).filter(|url| !url.is_empty()) {
            title.push(Inline::Break);
            title.push(match address(url) {
                Some(to) => Inline::Link { to: to.to_owned(), text: vec![Inline::text(url)] },
                None => Inline::text(url),
            });
        }
        let date = row.published.as_ref().or(row.captured.as_ref());
        let date = date.map_or_else(|| "undated".to_owned(), |date| edtf_words(date.time));
        let mut hashes = Vec::new();
        for file in &row.files {
            if !hashes.is_empty() {
                hashes.push(Inline::Break);
            }
            hashes.push(Inline::Code(file.sha256.to_string()));
        }
        if hashes.is_empty() {
            hashes.push(Inline::text("no file"));
        }
        let text = |text: String| vec![Inline::text(text)];
        let mut cells = vec![
            text(naming::code(self.facts, row.id.into())),
            text(source.to_owned()),
            title,
            text(date),
            text(grade(self.facts, row)),
        ];
        cells.extend(hashed.then_some(hashes));
        cells
    }

    /// The image of an exhibit, with what is seen on it and its credit line.
    pub fn image(&mut self, code: &str, caption: Option<&str>, anchor: &str) -> Result<Vec<Block>, String> {
        let found = naming::by_code(self.facts, code)
            .and_then(crate::model::ids::EntityRef::as_id)
            .and_then(|id| self.facts.exhibits.get(id));
        let row = found.ok_or_else(|| format!("{code} is not an exhibit of the case"))?;
        let image = row.files.iter().find_map(|file| {
            let bytes = (self.asked.file)(file.sha256)?;
            let (media_type, pixels) = header(&bytes)?;
            Some(Image::File { bytes: Arc::from(bytes), media_type, pixels })
        });
        let image = image.ok_or_else(|| format!("{code} has no PNG or JPEG in the case"))?;
        let mut said = vec![Inline::text(caption.map_or_else(|| row.title.clone(), str::to_owned))];
        if !row.credit.trim().is_empty() {
            said.push(Inline::text(format!(". Credit: {}", row.credit.trim())));
        }
        let seen = self.facts.links().sightings_of(row.id).map(|id| naming::name(self.facts, id.into()));
        let seen: Vec<String> = seen.collect();
        let alt = if seen.is_empty() { row.title.clone() } else { format!("{}. {}", row.title, seen.join("; ")) };
        let anchor = self.anchor(anchor);
        Ok(vec![Block::Figure(Box::new(Figure {
            number: self.next_figure(&anchor),
            anchor,
            caption: said,
            image,
            alt,
            sources: self.sources([row.id]),
        }))])
    }
}

/// Media type and size in pixels, from the first bytes of a PNG or JPEG; none for anything else. PNG: ISO/IEC 15948,
/// 11.2.2. JPEG: ITU-T T.81, B.2.2.
fn header(bytes: &[u8]) -> Option<(&'static str, (u32, u32))> {
    let sane = |(width, height): (u32, u32)| (1..=32_768).contains(&width) && (1..=32_768).contains(&height);
    if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
        let number = |at: usize| Some(u32::from_be_bytes(bytes.get(at..at + 4)?.try_into().ok()?));
        let size = (number(16)?, number(20)?);
        return sane(size).then_some(("image/png", size));
    }
    if !bytes.starts_with(&[0xff, 0xd8]) {
        return None;
    }
    let mut at = 2;
    loop {
        let [0xff, marker, high, low] = *bytes.get(at..at + 4)? else { return None };
        let length = usize::from(u16::from_be_bytes([high, low]));
        // Start of frame, whatever the coding; not the tables that share its range.
        if (0xc0..=0xcf).contains(&marker) && !matches!(marker, 0xc4 | 0xc8 | 0xcc) {
            let number = |at: usize| Some(u32::from(u16::from_be_bytes(bytes.get(at..at + 2)?.try_into().ok()?)));
            let size = (number(at + 7)?, number(at + 5)?);
            return sane(size).then_some(("image/jpeg", size));
        }
        at += 2 + length.max(2);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_read_from_the_first_bytes_and_nothing_else_is_an_image() {
        let mut png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec();
        png.extend([0, 0, 2, 0, 0, 0, 1, 0]);
        assert_eq!(header(&png), Some(("image/png", (512, 256))));
        png[16] = 0xff;
        assert_eq!(header(&png), None, "larger than anything that is printed");
        let jpeg = [0xff, 0xd8, 0xff, 0xe0, 0, 4, 1, 2, 0xff, 0xc2, 0, 17, 8, 1, 0, 2, 0, 3];
        assert_eq!(header(&jpeg), Some(("image/jpeg", (512, 256))));
        for bad in [&b""[..], b"GIF89a", b"<svg/>", &jpeg[..12], &[0xff, 0xd8, 0xff]] {
            assert_eq!(header(bad), None);
        }
    }
}
