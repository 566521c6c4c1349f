//! Exit codes, and errors as one sentence on standard error.

use std::io::{self, Write};
use std::process::ExitCode;

use super::console::OutputError;
use crate::base::progress::Cancelled;
use crate::base::text::visible;
use crate::store::StoreError;
use crate::tasks::{FailureKind, TaskError};

/// Done.
pub(super) const DONE: u8 = 0;
/// Done, and something is wrong with the case, or rows were rejected.
pub(super) const FOUND: u8 = 1;
/// The command line cannot be carried out as it is written, or its output has nowhere to go.
pub(super) const USAGE: u8 = 2;
/// An input cannot be read.
pub(super) const INPUT: u8 = 3;
/// The case is locked, newer or damaged.
pub(super) const CASE: u8 = 4;
/// A fault in Wakeline itself; 70 by the convention of `sysexits.h`.
pub(super) const FAULT: u8 = 70;
/// Ctrl+C; 128 + 2, as shells have it.
pub(super) const CANCELLED: u8 = 130;

/// What a command came to, when it did not fail.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Outcome {
    /// All is well.
    Fine,
    /// It was done, and something is wrong with the case or rows were rejected.
    Found,
}

/// The exit code of a result; an error is printed.
pub(super) fn code_of(result: anyhow::Result<Outcome>) -> ExitCode {
    let code = match result {
        Ok(Outcome::Fine) => DONE,
        Ok(Outcome::Found) => FOUND,
        Err(error) if is_broken_pipe(&error) => DONE,
        Err(error) => {
            complain(&sentence(&error));
            code_of_error(&error)
        }
    };
    ExitCode::from(code)
}

/// Our own errors are whole sentences, which already say what the system said; others speak through their chain.
fn sentence(error: &anyhow::Error) -> String {
    match error.downcast_ref::<TaskError>() {
        Some(task) if task.is_exists() => format!("{task} (--force replaces it)"),
        Some(task @ TaskError::NoTag { .. }) => format!("{task} (--create makes it)"),
        Some(task) => task.to_string(),
        None if error.is::<OutputError>() || error.is::<StoreError>() => error.to_string(),
        None => format!("{error:#}"),
    }
}

/// Whoever read our output has had enough of it, as `head` does; no reason to complain.
fn is_broken_pipe(error: &anyhow::Error) -> bool {
    let output = error.downcast_ref::<OutputError>();
    output.is_some_and(|OutputError(error)| error.kind() == io::ErrorKind::BrokenPipe)
}

fn code_of_error(error: &anyhow::Error) -> u8 {
    if error.is::<OutputError>() {
        return USAGE;
    }
    if error.is::<Cancelled>() {
        return CANCELLED;
    }
    if let Some(error) = error.downcast_ref::<StoreError>() {
        return code_of_kind(FailureKind::of_store(error));
    }
    error.downcast_ref::<TaskError>().map_or(FAULT, |error| code_of_kind(error.kind()))
}

fn code_of_kind(kind: FailureKind) -> u8 {
    match kind {
        FailureKind::Refused => FOUND,
        FailureKind::Request => USAGE,
        FailureKind::Input => INPUT,
        FailureKind::Case => CASE,
        FailureKind::Cancelled => CANCELLED,
    }
}

/// Prints one sentence on standard error, whatever it holds.
pub(super) fn complain(sentence: &str) {
    let sentence = sentence.split_whitespace().collect::<Vec<_>>().join(" ");
    // If standard error is closed there is nobody left to tell.
    let _ = writeln!(io::stderr(), "{}", visible(&sentence));
}
