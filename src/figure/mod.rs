//! Pictures as data, for screen and paper: facts in, a [`scene::Scene`] out.
//!
//! Knows no egui, no SVG and no SQL. Start with [`scene`], what a picture consists of, then [`timeline`].

pub mod palette;
pub mod scene;
