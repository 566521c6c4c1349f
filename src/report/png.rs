//! A picture as PNG: pixels at any scale, with its physical size and its description in the file.

use std::io::Write;

use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::Tree;

use super::fonts::Fonts;
use super::letters::tree;
use super::picture::{Picture, PictureError};

/// Most pixels of a picture; they take four bytes each while it is drawn.
pub const MOST_PIXELS: u64 = 100_000_000;
/// Longest side in pixels: what viewers and layout programs still open.
const LONGEST: u64 = 65_535;
/// Inches in a metre.
const INCHES_PER_METRE: f64 = 1.0 / 0.0254;

/// Width and height in pixels at a scale.
///
/// # Errors
/// If there would be too many.
pub fn pixels(picture: &Picture, scale: f32) -> Result<(u32, u32), PictureError> {
    let side = |points: f32| (f64::from(points) * f64::from(scale)).round().max(1.0) as u64;
    let (width, height) = (side(picture.scene.width), side(picture.scene.height));
    let refused = PictureError::TooManyPixels { width, height };
    if width.max(height) > LONGEST || width * height > MOST_PIXELS {
        return Err(refused);
    }
    match (u32::try_from(width), u32::try_from(height)) {
        (Ok(width), Ok(height)) => Ok((width, height)),
        _ => Err(refused),
    }
}

/// Writes a picture with `scale` pixels a point.
///
/// # Errors
/// If it would have too many pixels, or `out` cannot be written to.
pub fn write(picture: &Picture, fonts: &Fonts, scale: f32, out: &mut dyn Write) -> Result<(), PictureError> {
    pixels(picture, scale)?;
    write_tree(picture, &tree(picture.scene, picture.palette, fonts)?, scale, Packing::Small, out)
}

/// How hard the pixels are packed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Packing {
    /// For files of their own: a higher level takes several times as long for a tenth less.
    Small,
    /// For a picture that stands in for a drawing where a program reads none: about half as large again, in a part of the time.
    Fast,
}

/// Writes a picture whose texts are shaped already.
pub(super) fn write_tree(
    picture: &Picture,
    tree: &Tree,
    scale: f32,
    packing: Packing,
    out: &mut dyn Write,
) -> Result<(), PictureError> {
    let (width, height) = pixels(picture, scale)?;
    let Some(mut pixmap) = Pixmap::new(width, height) else {
        return Err(PictureError::TooManyPixels { width: width.into(), height: height.into() });
    };
    let across = width as f32 / picture.scene.width;
    let down = height as f32 / picture.scene.height;
    resvg::render(tree, Transform::from_scale(across, down), &mut pixmap.as_mut());
    // The ground is opaque, so that no pixel lets anything through.
    let mut colours = Vec::with_capacity(pixmap.data().len() / 4 * 3);
    pixmap.data().chunks_exact(4).for_each(|pixel| colours.extend_from_slice(&pixel[..3]));
    drop(pixmap);
    let mut encoder = png::Encoder::new(out, width, height);
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_depth(png::BitDepth::Eight);
    // A drawing is mostly one colour: measured, rows as they are pack smaller than what any filter makes of them.
    encoder.set_filter(png::Filter::NoFilter);
    let level = if packing == Packing::Small { 3 } else { 1 };
    encoder.set_deflate_compression(png::DeflateCompression::Level(level));
    let density = (f64::from(picture.points_per_inch * scale) * INCHES_PER_METRE).round() as u32;
    encoder.set_pixel_dims(Some(png::PixelDimensions { xppu: density, yppu: density, unit: png::Unit::Meter }));
    let failed = |error: png::EncodingError| PictureError::Writer(error.into());
    for (keyword, text) in [("Title", picture.title), ("Description", picture.description), ("Software", "Wakeline")] {
        encoder.add_itxt_chunk(keyword.to_owned(), text.to_owned()).map_err(failed)?;
    }
    let mut writer = encoder.write_header().map_err(failed)?;
    writer.write_image_data(&colours).map_err(failed)?;
    writer.finish().map_err(failed)
}
