//! Work off the drawing thread: one typed slot a purpose, the newest wins.

use std::sync::mpsc::{Receiver, TryRecvError, channel};
use std::thread::Builder;

use egui::Context;

use crate::base::progress::Progress;

/// A slot for one kind of work. Starting new work in it cancels what it holds.
pub struct Slot<T> {
    name: &'static str,
    running: Option<(Receiver<T>, Progress)>,
}

impl<T: Send + 'static> Slot<T> {
    /// An empty slot; `name` becomes the thread's name.
    #[must_use]
    pub fn new(name: &'static str) -> Self {
        Self { name, running: None }
    }

    /// Starts work; the window is repainted once when it is done. Returns false if no thread could be had.
    pub fn start(&mut self, ctx: &Context, work: impl FnOnce(&Progress) -> T + Send + 'static) -> bool {
        self.cancel();
        let (sender, receiver) = channel();
        let progress = Progress::default();
        let (ctx, theirs) = (ctx.clone(), progress.clone());
        let thread = Builder::new().name(self.name.to_owned()).spawn(move || {
            let result = work(&theirs);
            // Nobody listens when newer work has taken the slot.
            let _ = sender.send(result);
            ctx.request_repaint();
        });
        let started = thread.is_ok();
        self.running = started.then_some((receiver, progress));
        started
    }

    /// The result, once, when it is there.
    pub fn take(&mut self) -> Option<T> {
        let (receiver, _) = self.running.as_ref()?;
        match receiver.try_recv() {
            Ok(result) => {
                self.running = None;
                Some(result)
            }
            Err(TryRecvError::Empty) => None,
            Err(TryRecvError::Disconnected) => {
                self.running = None;
                None
            }
        }
    }

    /// Whether work is under way.
    #[must_use]
    pub fn is_busy(&self) -> bool {
        self.running.is_some()
    }

    /// How far the work has come: steps done and in all.
    #[must_use]
    pub fn progress(&self) -> Option<(u64, u64)> {
        self.running.as_ref().map(|(_, progress)| progress.state())
    }

    /// Asks the work to stop and forgets it.
    pub fn cancel(&mut self) {
        if let Some((_, progress)) = self.running.take() {
            progress.cancel();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_newest_work_wins() {
        let ctx = Context::default();
        let mut slot = Slot::new("test");
        let (release, wait) = channel::<()>();
        slot.start(&ctx, move |progress| {
            let _ = wait.recv();
            i32::from(progress.check().is_ok())
        });
        slot.start(&ctx, |_| 2);
        let _ = release.send(());
        let result = loop {
            if let Some(result) = slot.take() {
                break result;
            }
            std::thread::yield_now();
        };
        assert_eq!(result, 2);
        assert!(!slot.is_busy());
    }
}
