//! What is seen in a figure of a report as a file: a drawing as vectors, and as pixels for programs that read none; a picture
//! file as it was received.

use std::borrow::Cow;

use super::fonts::Fonts;
use super::outline::{Figure, Image};
use super::picture::{Picture, PictureError};
use super::{png, svg};
use crate::figure::export::paper::POINTS_PER_INCH;
use crate::figure::palette::Palette;
use crate::figure::scene::Scene;

/// A file with what is seen.
pub(super) struct FigureFile<'a> {
    /// How its name ends: `svg`, `png` or `jpg`.
    pub ending: &'static str,
    /// `image/svg+xml`, `image/png` or `image/jpeg`.
    pub media_type: &'static str,
    /// What is in it.
    pub bytes: Cow<'a, [u8]>,
}

/// The figure as sharp as it can be had.
pub(super) fn sharpest<'a>(figure: &'a Figure, fonts: &Fonts) -> Result<FigureFile<'a>, PictureError> {
    match &figure.image {
        Image::Drawing { scene, palette } => {
            let mut bytes = Vec::new();
            drawn(figure, scene, *palette, |picture| svg::write(picture, fonts, &mut bytes))?;
            Ok(FigureFile { ending: "svg", media_type: "image/svg+xml", bytes: Cow::Owned(bytes) })
        }
        Image::File { bytes, media_type, .. } => {
            let ending = if *media_type == "image/png" { "png" } else { "jpg" };
            Ok(FigureFile { ending, media_type, bytes: Cow::Borrowed(bytes) })
        }
    }
}

/// A drawing in pixels, `scale` of them a point, as PNG; none for what is a picture file anyway.
pub(super) fn pixels(figure: &Figure, scale: f32, fonts: &Fonts) -> Result<Option<Vec<u8>>, PictureError> {
    let Image::Drawing { scene, palette } = &figure.image else { return Ok(None) };
    let mut bytes = Vec::new();
    drawn(figure, scene, *palette, |picture| png::write(picture, fonts, scale, &mut bytes))?;
    Ok(Some(bytes))
}

fn drawn(
    figure: &Figure,
    scene: &Scene,
    palette: Palette,
    write: impl FnOnce(&Picture<'_>) -> Result<(), PictureError>,
) -> Result<(), PictureError> {
    write(&Picture {
        scene,
        palette,
        title: &format!("Figure {}", figure.number),
        description: &figure.alt,
        points_per_inch: POINTS_PER_INCH,
    })
}
