//! What a user can have done, each thing once, so that the command line and the window cannot drift apart.
//!
//! Takes a store or facts, a [`Progress`](crate::base::progress::Progress), the time and the actor as arguments; asks
//! nothing for the clock, the environment or the screen. Writers take a place to write to, and [`output`] makes that a
//! file that is whole or not there. Start with [`open`] and [`new`].

pub mod error;
pub mod output;
pub mod open;
pub mod new;
pub mod sample;
pub mod info;
pub mod check;
pub mod preview;
pub mod query;
mod record;
pub mod report;
pub mod templates;
pub mod origins;
pub mod ledger;
pub mod pair;
pub mod anomalies;
pub mod flows;
pub mod lint;
pub mod tag;
pub mod tag_rules;
pub mod import;
pub mod export;
pub mod bundle;
pub mod verify;
pub mod figure;
pub mod journal;
mod read;
mod subset;

use std::path::PathBuf;

pub use error::{FailureKind, TaskError};

/// What the window opens with.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Start {
    /// The start screen.
    Screen,
    /// A case.
    Case(PathBuf),
    /// A working copy of the sample case.
    Sample,
}
