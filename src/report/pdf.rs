//! Pictures as pages of a PDF: vector shapes, fonts embedded as far as they are used, text that can be searched and copied.
//!
//! Its date is that of the case; nothing in it depends on when or where it was made.

use krilla::Document;
use krilla::geom::Size;
use krilla::metadata::{DateTime, Metadata};
use krilla::page::PageSettings;
use krilla::tagging::{ContentTag, Tag, TagGroup, TagTree};
use krilla_svg::{SurfaceExt, SvgSettings};

use super::fonts::Fonts;
use super::letters::tree;
use super::picture::{Picture, PictureError};
use crate::base::time::Utc;

/// Units of a PDF in an inch (ISO 32000-2, 8.3.2.3).
const UNITS_PER_INCH: f32 = 72.0;
/// Longest side of a page in inches: 14,400 units (ISO 32000-1, table C.1).
const LONGEST: f32 = 200.0;

/// A PDF in the making.
pub struct Pdf {
    document: Document,
    tags: TagTree,
}

impl Pdf {
    /// A PDF without pages.
    #[must_use]
    pub fn new(title: &str, description: &str, date: Utc) -> Self {
        let at = date.in_zone(&jiff::tz::TimeZone::UTC);
        let small = |number: i8| u8::try_from(number).unwrap_or_default();
        let made = DateTime::new(u16::try_from(at.year()).unwrap_or_default())
            .month(small(at.month()))
            .day(small(at.day()))
            .hour(small(at.hour()))
            .minute(small(at.minute()))
            .second(small(at.second()))
            .utc_offset_hour(0)
            .utc_offset_minute(0);
        let metadata = Metadata::new()
            .title(title.to_owned())
            .description(description.to_owned())
            .language("en".to_owned())
            .creator("Wakeline".to_owned())
            .creation_date(made);
        let mut document = Document::new();
        document.set_metadata(metadata);
        Self { document, tags: TagTree::new().with_lang(Some("en".to_owned())) }
    }

    /// Adds a picture on a page of its size.
    ///
    /// # Errors
    /// If it is larger than a page can be, or has more marks than can be drawn.
    pub fn add(&mut self, picture: &Picture, fonts: &Fonts) -> Result<(), PictureError> {
        let (across, down) = picture.inches();
        if across.max(down) > LONGEST {
            return Err(PictureError::PageTooLong { inches: across.max(down).ceil() as u32 });
        }
        let size = Size::from_wh(across * UNITS_PER_INCH, down * UNITS_PER_INCH);
        let Some((size, settings)) = size.zip(PageSettings::from_wh(across * UNITS_PER_INCH, down * UNITS_PER_INCH))
        else {
            return Err(PictureError::NotDrawn { reason: "a page without a size".to_owned() });
        };
        let tree = tree(picture.scene, picture.palette, fonts)?;
        let mut page = self.document.start_page_with(settings);
        let mut surface = page.surface();
        let mark = surface.start_tagged(ContentTag::Other);
        surface.draw_svg(&tree, size, SvgSettings::default());
        surface.end_tagged();
        surface.finish();
        page.finish();
        let mut figure = TagGroup::new(Tag::Figure(Some(format!("{}. {}", picture.title, picture.description))));
        figure.push(mark);
        self.tags.push(figure);
        Ok(())
    }

    /// The whole PDF.
    ///
    /// # Errors
    /// If a font cannot be embedded.
    pub fn finish(mut self) -> Result<Vec<u8>, PictureError> {
        self.document.set_tag_tree(self.tags);
        self.document.finish().map_err(|error| PictureError::NotDrawn { reason: error.to_string() })
    }
}
