//! The pages of a report as pictures for the screen.

use typst::utils::Scalar;
use typst_layout::PagedDocument;
use typst_render::RenderOptions;

/// A report that is set in pages.
pub struct Pages(PagedDocument);

impl Pages {
    pub(super) fn new(document: PagedDocument) -> Self {
        Self(document)
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.pages().len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Width and height of each, in points of 1/72 inch.
    pub fn sizes(&self) -> impl Iterator<Item = (f32, f32)> + '_ {
        self.0.pages().iter().map(|page| {
            let size = page.frame.size();
            (size.x.to_pt() as f32, size.y.to_pt() as f32)
        })
    }

    /// One in pixels, so many a point: width and height, and four bytes a pixel, premultiplied. None if there is no such page.
    #[must_use]
    pub fn draw(&self, at: usize, pixels_a_point: f32) -> Option<([usize; 2], Vec<u8>)> {
        let page = self.0.pages().get(at)?;
        let options = RenderOptions { pixel_per_pt: Scalar::new(pixels_a_point.into()), ..RenderOptions::default() };
        let drawn = typst_render::render(page, &options);
        Some(([drawn.width() as usize, drawn.height() as usize], drawn.take()))
    }
}
