//! The drawings of a report, drawn on all cores before anything is written: each takes as long as a few pages of text.

use std::collections::BTreeMap;

use rayon::iter::{IntoParallelIterator, ParallelIterator};

use super::fonts::Fonts;
use super::outline::{Block, Figure, Image, Outline};
use super::picture::{Picture, PictureError};
use super::svg;
use crate::figure::export::paper::POINTS_PER_INCH;
use crate::figure::palette::Palette;
use crate::figure::scene::Scene;

/// Each drawing as SVG, by the number of its figure.
///
/// # Errors
/// If one cannot be drawn.
pub(super) fn vectors(outline: &Outline, fonts: &Fonts) -> Result<BTreeMap<u32, Vec<u8>>, PictureError> {
    drawn(outline, |picture| {
        let mut bytes = Vec::new();
        svg::write(picture, fonts, &mut bytes)?;
        Ok(bytes)
    })
}

/// What `draw` makes of each drawing, by the number of its figure.
///
/// # Errors
/// As `draw`.
pub(super) fn drawn<T: Send>(
    outline: &Outline,
    draw: impl Fn(&Picture<'_>) -> Result<T, PictureError> + Sync,
) -> Result<BTreeMap<u32, T>, PictureError> {
    let mut drawings: Vec<(&Figure, &Scene, Palette)> = Vec::new();
    outline.walk(&mut |block| {
        if let Block::Figure(figure) = block
            && let Image::Drawing { scene, palette } = &figure.image
        {
            drawings.push((figure, scene, *palette));
        }
    });
    let one = |(figure, scene, palette): (&Figure, &Scene, Palette)| {
        let picture = Picture {
            scene,
            palette,
            title: &format!("Figure {}", figure.number),
            description: &figure.alt,
            points_per_inch: POINTS_PER_INCH,
        };
        Ok((figure.number, draw(&picture)?))
    };
    drawings.into_par_iter().map(one).collect()
}
