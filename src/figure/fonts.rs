//! The bundled typefaces, for the window and for every figure: the same letters on screen and on paper.

use super::scene::Face;

/// IBM Plex (SIL Open Font License, `assets/fonts/OFL-IBM-Plex.txt`), one file a face.
pub static PLEX: [(Face, &[u8]); 5] = [
    (Face::Regular, include_bytes!("../../assets/fonts/IBMPlexSans-Regular.ttf")),
    (Face::Medium, include_bytes!("../../assets/fonts/IBMPlexSans-Medium.ttf")),
    (Face::SemiBold, include_bytes!("../../assets/fonts/IBMPlexSans-SemiBold.ttf")),
    (Face::Italic, include_bytes!("../../assets/fonts/IBMPlexSans-Italic.ttf")),
    (Face::Mono, include_bytes!("../../assets/fonts/IBMPlexMono-Regular.ttf")),
];
