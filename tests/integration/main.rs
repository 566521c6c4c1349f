//! Behaviour across modules. One binary, so that it links once and shares its helpers.

mod arbitrary;
mod full_case;
mod source_text;
mod tidy;
mod sample;
mod json;
mod report;
mod store;
mod journal;
mod hostile;
mod cli;
