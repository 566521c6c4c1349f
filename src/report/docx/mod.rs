//! A report as DOCX (ECMA-376, Office Open XML): real footnotes or endnotes, heading styles, numbered paragraphs, captions with
//! fields, cross-references, alternative texts, pages on their side for wide tables.
//!
//! Written part by part and packed with the crate `zip`; the XML is ours, since each of these is a few elements that must be just
//! so. `body` sets the blocks, `run` the lines, `parts` everything around them.

mod body;
mod parts;
mod run;

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use self::body::Body;
use super::fonts::Fonts;
use super::outline::{NotesAt, Outline};
use super::picture::PictureError;
use super::template::Look;

/// Writes a report.
///
/// # Errors
/// If a figure cannot be drawn or `out` cannot be written to.
pub fn write(outline: &Outline, look: &Look, fonts: &Fonts, out: &mut dyn Write) -> Result<(), PictureError> {
    let mut body = Body::new(outline, look, fonts)?;
    let document = body.document();
    let notes = body.notes();
    let head = &outline.head;
    let is_foot = outline.notes_at == NotesAt::Foot;
    let pictures: usize = body.media.iter().map(|medium| medium.bytes.len()).sum();
    let mut package = Package::with_room(pictures + document.len());
    package.text("[Content_Types].xml", &parts::content_types(is_foot))?;
    package.text("_rels/.rels", parts::RELATIONS)?;
    package.text("docProps/core.xml", &parts::core(head))?;
    package.text("docProps/app.xml", parts::APP)?;
    package.text("word/document.xml", &document)?;
    package.text("word/styles.xml", &parts::styles(look))?;
    package.text("word/settings.xml", parts::settings(is_foot))?;
    package.text("word/numbering.xml", &parts::numbering(&body.lists))?;
    for (name, is_header) in parts::MARGINS {
        package.text(&format!("word/{name}.xml"), &parts::margin(name, is_header, look, head))?;
    }
    let name = if is_foot { "footnotes" } else { "endnotes" };
    package.text(&format!("word/{name}.xml"), &notes.xml)?;
    package.text(&format!("word/_rels/{name}.xml.rels"), &parts::links(&notes.links))?;
    package.text("word/_rels/document.xml.rels", &parts::document_relations(&body.media, &body.links, is_foot))?;
    for medium in &body.media {
        package.bytes(&format!("word/media/{}", medium.name), &medium.bytes, medium.is_packed)?;
    }
    out.write_all(&package.finish()?)?;
    Ok(())
}

/// The ZIP file. Its members bear the first time that ZIP knows, so that the same report gives the same bytes.
struct Package(ZipWriter<Cursor<Vec<u8>>>);

impl Package {
    fn with_room(bytes: usize) -> Self {
        Self(ZipWriter::new(Cursor::new(Vec::with_capacity(bytes))))
    }

    fn text(&mut self, name: &str, text: &str) -> Result<(), PictureError> {
        self.bytes(name, text.as_bytes(), false)
    }

    fn bytes(&mut self, name: &str, bytes: &[u8], is_packed: bool) -> Result<(), PictureError> {
        let method = if is_packed { CompressionMethod::Stored } else { CompressionMethod::Deflated };
        let options = SimpleFileOptions::default()
            .compression_method(method)
            // XML packs nearly as small as with the usual level, in half of the time.
            .compression_level((!is_packed).then_some(3))
            .last_modified_time(DateTime::default())
            .unix_permissions(0o644);
        self.0.start_file(name, options).map_err(failed)?;
        self.0.write_all(bytes)?;
        Ok(())
    }

    fn finish(self) -> Result<Vec<u8>, PictureError> {
        Ok(self.0.finish().map_err(failed)?.into_inner())
    }
}

fn failed(error: zip::result::ZipError) -> PictureError {
    PictureError::Writer(std::io::Error::other(error))
}

#[cfg(test)]
mod tests;
