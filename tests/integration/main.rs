//! Behaviour across modules. One binary, so that it links once and shares its helpers.

mod source_text;
mod tidy;
mod sample;
mod arbitrary;
mod json;
#[cfg(feature = "gui")]
mod ui;
mod report;
