//! Behaviour across modules. One binary, so that it links once and shares its helpers.

mod cli;
mod source_text;
mod tidy;
mod sample;
mod arbitrary;
mod json;
mod report;
