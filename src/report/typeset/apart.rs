//! Work on a thread of its own, so that whoever waits for it can turn away.
//!
//! Typst asks nobody whether it is to go on. It ends loops that never end and calls that go too deep by itself, and a layout that
//! is merely slow can be left: nothing of it is written. What was left goes on until it is done or the program ends.

use std::io;
use std::panic::resume_unwind;
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::thread::Builder;
use std::time::Duration;

use crate::base::progress::{Cancelled, Progress};

/// How long to wait between two looks at whether the work is still wanted.
const LOOK: Duration = Duration::from_millis(50);
/// Room for calls within calls: layouts of one's own nest more deeply than ours.
const STACK: usize = 64 << 20;

/// Why there is no result.
pub(super) enum Left {
    /// It was no longer wanted.
    Cancelled(Cancelled),
    /// The system gives no thread.
    NoThread(io::Error),
}

/// Does some work, and returns what it came to, or at once when it is no longer wanted.
pub(super) fn apart<T: Send + 'static>(
    progress: &Progress,
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, Left> {
    let (sender, receiver) = channel();
    // Nobody listens if it was left; then nobody wants the result.
    let work = move || drop(sender.send(work()));
    let thread = Builder::new().name("typeset".to_owned()).stack_size(STACK).spawn(work).map_err(Left::NoThread)?;
    loop {
        match receiver.recv_timeout(LOOK) {
            Ok(done) => return Ok(done),
            Err(RecvTimeoutError::Timeout) => progress.check().map_err(Left::Cancelled)?,
            Err(RecvTimeoutError::Disconnected) => break,
        }
    }
    // It ended without a result: a fault, which is no less one for having happened elsewhere.
    match thread.join() {
        Err(fault) => resume_unwind(fault),
        Ok(()) => Err(Left::NoThread(io::Error::other("the thread ended without a result"))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_longer_wanted_is_left_at_once() {
        let progress = Progress::default();
        assert!(matches!(apart(&progress, || 7), Ok(7)));
        let (release, held) = channel::<()>();
        progress.cancel();
        // Would wait until the end of this test.
        let left = apart(&progress, move || held.recv().is_ok());
        assert!(matches!(left, Err(Left::Cancelled(_))));
        drop(release);
    }
}
