//! Behaviour across modules. One binary, so that it links once and shares its helpers.

mod source_text;
mod tags;
mod tidy;
mod sample;
mod origins;
mod full_case;
mod arbitrary;
mod json;
mod query_page;
mod report;
mod figures;
mod store;
mod journal;
mod hostile;
mod formats;
mod cli;
#[cfg(feature = "gui")]
mod ui;
