//! The command line: one file a subcommand, whose doc comment is its help text.
//!
//! Reads the clock, the environment and the arguments, and hands them to [`tasks`](crate::tasks), which the window uses
//! too; what a command does is decided there. Knows neither the window nor SQL. Start with [`parse`] and [`run`].

mod bar;
mod clock;
mod console;
mod exit;
mod kind;
mod who;

mod anomalies;
mod bundle;
mod check;
mod export;
mod figure;
mod report;
mod flows;
mod import;
mod info;
mod journal;
mod ledger;
mod lint;
mod new;
mod origins;
mod pair;
mod query;
mod redo;
mod tag;
mod templates;
mod undo;
mod verify;

use std::ffi::{OsStr, OsString};
use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::error::ErrorKind;
use clap::{CommandFactory, Parser, Subcommand};

use self::console::Console;
use self::exit::Outcome;
use crate::base::text::sentence_case;
use crate::tasks::Start;
use crate::tasks::output::Existing;

/// Follows ships and cargo past sanctions: a workbench for investigators.
///
/// Without a subcommand the window opens, with CASE or on the start screen.
#[derive(Debug, Parser)]
#[command(
    name = "wakeline",
    version,
    args_conflicts_with_subcommands = true,
    disable_help_subcommand = true,
    after_help = "Exit codes: 0 done; 1 done, and something is wrong with the case or rows were rejected; 2 usage; \
                  3 an input cannot be read; 4 the case is locked, newer or damaged; 130 cancelled."
)]
struct Arguments {
    /// The case to open in the window.
    #[arg(value_name = "CASE")]
    case: Option<PathBuf>,
    /// Open a working copy of the sample case in the window.
    #[arg(long, conflicts_with = "case")]
    sample: bool,
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Debug, Subcommand)]
enum Command {
    New(new::Args),
    Info(info::Args),
    Check(check::Args),
    Import(import::Args),
    Query(query::Args),
    Origins(origins::Args),
    Pair(pair::Args),
    Ledger(ledger::Args),
    Anomalies(anomalies::Args),
    Flows(flows::Args),
    Lint(lint::Args),
    Tag(tag::Args),
    Figure(figure::Args),
    Report(report::Args),
    Templates(templates::Args),
    Export(export::Args),
    Bundle(bundle::Args),
    Verify(verify::Args),
    Journal(journal::Args),
    Undo(undo::Args),
    Redo(redo::Args),
}

/// One subcommand with its arguments, ready to be carried out.
#[derive(Debug)]
pub struct Job(Command);

/// What the arguments ask for.
#[derive(Debug)]
pub enum Invocation {
    /// The window.
    Window(Start),
    /// A subcommand.
    Command(Box<Job>),
    /// Nothing more: help was printed, or a sentence about what is wrong with the arguments.
    Answered(ExitCode),
}

/// Reads the arguments, the first of which is the program's own name.
#[must_use]
pub fn parse(arguments: impl IntoIterator<Item = OsString>) -> Invocation {
    let arguments: Vec<OsString> = arguments.into_iter().collect();
    match Arguments::try_parse_from(&arguments) {
        Ok(Arguments { command: Some(command), .. }) => Invocation::Command(Box::new(Job(command))),
        Ok(Arguments { sample: true, .. }) => Invocation::Window(Start::Sample),
        Ok(Arguments { case: None, .. }) => Invocation::Window(Start::Screen),
        Ok(Arguments { case: Some(case), .. }) => {
            if case.extension().is_none() && !case.exists() {
                let word = case.display();
                exit::complain(&format!("“{word}” is neither a subcommand nor a case; see wakeline --help"));
                return Invocation::Answered(ExitCode::from(exit::USAGE));
            }
            Invocation::Window(Start::Case(case))
        }
        Err(error) => Invocation::Answered(answer(&error, arguments.get(1))),
    }
}

/// Carries out a subcommand and returns its exit code; whatever goes wrong is one sentence on standard error.
#[must_use]
pub fn run(job: Job) -> ExitCode {
    std::panic::set_hook(Box::new(|fault| {
        let place = fault.location().map_or_else(String::new, |at| format!(" ({}:{})", at.file(), at.line()));
        exit::complain(&format!("Wakeline has a fault and stopped{place}; no change to a case was left half-done"));
    }));
    std::panic::catch_unwind(move || exit::code_of(carry_out(job.0))).unwrap_or(ExitCode::from(exit::FAULT))
}

/// The exit code for a window that ended or could not open; the reason is one sentence on standard error.
#[must_use]
pub fn close(result: anyhow::Result<()>) -> ExitCode {
    exit::code_of(result.map(|()| Outcome::Fine))
}

/// Says that this program was built without the window.
#[must_use]
pub fn no_window() -> ExitCode {
    exit::complain("This wakeline was built without the window; see wakeline --help for what it can do without");
    ExitCode::from(exit::USAGE)
}

fn carry_out(command: Command) -> anyhow::Result<Outcome> {
    let mut console = Console::new();
    let outcome = match command {
        Command::New(args) => new::run(&args, &mut console),
        Command::Info(args) => info::run(&args, &mut console),
        Command::Check(args) => check::run(&args, &mut console),
        Command::Import(args) => import::run(&args, &mut console),
        Command::Query(args) => query::run(&args, &mut console),
        Command::Origins(args) => origins::run(&args, &mut console),
        Command::Pair(args) => pair::run(&args, &mut console),
        Command::Ledger(args) => ledger::run(&args, &mut console),
        Command::Anomalies(args) => anomalies::run(&args, &mut console),
        Command::Flows(args) => flows::run(&args, &mut console),
        Command::Lint(args) => lint::run(&args, &mut console),
        Command::Tag(args) => tag::run(&args, &mut console),
        Command::Figure(args) => figure::run(&args, &mut console),
        Command::Report(args) => report::run(&args, &mut console),
        Command::Templates(args) => templates::run(&args, &mut console),
        Command::Export(args) => export::run(&args, &mut console),
        Command::Bundle(args) => bundle::run(&args, &mut console),
        Command::Verify(args) => verify::run(&args, &mut console),
        Command::Journal(args) => journal::run(&args, &mut console),
        Command::Undo(args) => undo::run(&args, &mut console),
        Command::Redo(args) => redo::run(&args, &mut console),
    }?;
    console.finish()?;
    Ok(outcome)
}

/// What `--force` says about a path that exists.
fn force(force: bool) -> Existing {
    if force { Existing::Replace } else { Existing::Keep }
}

/// Prints help on standard output; anything else as one sentence on standard error.
fn answer(error: &clap::Error, first: Option<&OsString>) -> ExitCode {
    let text = error.render().to_string();
    if matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion) {
        let _ = io::stdout().write_all(text.as_bytes());
        return ExitCode::from(exit::DONE);
    }
    if let Some(word) = first.filter(|word| !is_subcommand(word)) {
        exit::complain(&format!("“{}” is not a subcommand; see wakeline --help", word.display()));
        return ExitCode::from(exit::USAGE);
    }
    let paragraph = text.split("\n\n").next().unwrap_or_default();
    let sentence = paragraph.trim().trim_start_matches("error: ");
    exit::complain(&format!("{}; see wakeline --help", sentence_case(sentence)));
    ExitCode::from(exit::USAGE)
}

/// Whether the first word names a subcommand or is an option.
fn is_subcommand(word: &OsStr) -> bool {
    word.as_encoded_bytes().starts_with(b"-") || Arguments::command().find_subcommand(word).is_some()
}
