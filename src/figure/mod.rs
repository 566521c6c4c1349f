//! Pictures as data, for screen and paper: facts in, a [`scene::Scene`] out.
//!
//! Knows no egui, no SVG and no SQL. Start with [`scene`], what a picture consists of, then [`lanes`], who lies
//! where, and [`timeline`], which draws them.

pub mod palette;
pub mod scene;
mod draw;
pub mod fonts;
pub mod measure;
pub mod axis;
pub mod ticks;
pub mod wording;
pub mod lanes;
pub mod fold;
mod cards;
pub mod labels;
pub mod mark_labels;
pub mod timeline;
pub mod overview;
pub mod flows;
pub mod legend;
pub mod ledger;
pub mod export;
#[cfg(test)]
pub(crate) mod fixture;
