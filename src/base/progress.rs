//! One handle for how far a task has come and whether it is still wanted.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

/// The user no longer wants the result.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
#[error("cancelled; nothing was changed")]
pub struct Cancelled;

#[derive(Default)]
struct Shared {
    done: AtomicU64,
    total: AtomicU64,
    cancelled: AtomicBool,
}

/// Shared between a worker, which reports and asks, and whoever watches it, who reads and may cancel.
///
/// Cheap enough to call in a loop: two relaxed atomic operations.
#[derive(Clone, Default)]
pub struct Progress(Arc<Shared>);

impl Progress {
    /// Says how many steps there are; zero for unknown.
    pub fn set_total(&self, steps: u64) {
        self.0.total.store(steps, Ordering::Relaxed);
    }

    /// Notes `steps` more as done.
    ///
    /// # Errors
    /// If the task was cancelled; return it at once.
    pub fn advance(&self, steps: u64) -> Result<(), Cancelled> {
        self.0.done.fetch_add(steps, Ordering::Relaxed);
        self.check()
    }

    /// Asks whether to go on.
    ///
    /// # Errors
    /// If the task was cancelled; return it at once.
    pub fn check(&self) -> Result<(), Cancelled> {
        if self.0.cancelled.load(Ordering::Relaxed) { Err(Cancelled) } else { Ok(()) }
    }

    /// Asks the task to stop at its next step.
    pub fn cancel(&self) {
        self.0.cancelled.store(true, Ordering::Relaxed);
    }

    /// Steps done and steps in all (zero if unknown).
    #[must_use]
    pub fn state(&self) -> (u64, u64) {
        (self.0.done.load(Ordering::Relaxed), self.0.total.load(Ordering::Relaxed))
    }
}
