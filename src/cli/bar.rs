//! Progress on standard error, and Ctrl+C.

use std::io::IsTerminal;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::thread;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};

use super::exit;
use crate::base::progress::Progress;

/// Work shorter than this shows nothing.
const QUIET: Duration = Duration::from_millis(500);
/// How often the bar is drawn.
const STEP: Duration = Duration::from_millis(100);
/// How long a cancelled task may take to clean up. It may be ended at any instant: a case changes by whole
/// transactions, so all that could be left is a temporary file.
const GRACE: Duration = Duration::from_secs(2);

/// Turns Ctrl+C and a polite kill into the cancel wish of `progress`.
pub(super) fn heed_interrupts(progress: &Progress) {
    let progress = progress.clone();
    // Without a handler Ctrl+C ends the program at once, which is as safe and only less tidy.
    let _ = ctrlc::set_handler(move || {
        progress.cancel();
        thread::sleep(GRACE);
        std::process::exit(exit::CANCELLED.into());
    });
}

/// Does some work; a bar appears if it takes long and standard error is a terminal.
pub(super) fn watched<T>(what: &'static str, progress: &Progress, work: impl FnOnce() -> T) -> T {
    if !std::io::stderr().is_terminal() {
        return work();
    }
    thread::scope(|scope| {
        let (done, waiting) = mpsc::channel::<()>();
        // A system that cannot give another thread gets no bar.
        let _ = thread::Builder::new()
            .name("progress bar".to_owned())
            .spawn_scoped(scope, move || draw(what, progress, &waiting));
        let result = work();
        drop(done);
        result
    })
}

fn draw(what: &'static str, progress: &Progress, waiting: &Receiver<()>) {
    let running = |pause| waiting.recv_timeout(pause) == Err(RecvTimeoutError::Timeout);
    if !running(QUIET) {
        return;
    }
    let bar = ProgressBar::no_length().with_message(what);
    let style = |template| ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar());
    bar.set_style(style("{spinner} {msg} {elapsed}"));
    loop {
        let (done, total) = progress.state();
        if total > 0 && bar.length().is_none() {
            bar.set_style(style("{msg} {wide_bar} {human_pos} of {human_len}"));
        }
        if total > 0 {
            bar.set_length(total);
            bar.set_position(done.min(total));
        } else {
            bar.tick();
        }
        if !running(STEP) {
            break;
        }
    }
    bar.finish_and_clear();
}
