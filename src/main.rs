//! Decides between the command line and the window; nothing else.

use std::process::ExitCode;

use wakeline::cli::{self, Invocation};
use wakeline::tasks::Start;

fn main() -> ExitCode {
    match cli::parse(std::env::args_os()) {
        Invocation::Window(start) => window(start),
        Invocation::Command(job) => cli::run(*job),
        Invocation::Answered(code) => code,
    }
}

#[cfg(feature = "gui")]
fn window(start: Start) -> ExitCode {
    cli::close(wakeline::ui::run(start))
}

#[cfg(not(feature = "gui"))]
fn window(_: Start) -> ExitCode {
    cli::no_window()
}
