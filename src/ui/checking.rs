//! Checks a case or a bundle on a worker, and says what was found.

use std::path::Path;

use egui::Context;

use super::app::App;
use super::modals::{Check, Modal};
use crate::base::text::count;
use crate::tasks;

impl App {
    /// Verifies the case file on a worker.
    pub(super) fn check(&mut self, ctx: &Context) {
        let Some(session) = &self.session else { return };
        let path = session.store.path().to_owned();
        self.checking
            .start(ctx, move |progress| tasks::check::check(&path, progress).map_err(|error| error.to_string()));
    }

    /// Checks a bundle, an unpacked one or a case on a worker, and shows how far that has come.
    pub(super) fn check_bundle(&mut self, ctx: &Context, path: &Path) {
        let (path, scratch) = (path.to_owned(), std::env::temp_dir());
        self.modal = Some(Modal::CheckBundle(Box::new(Check::Looking { path: path.clone(), progress: (0, 0) })));
        self.verifying.start(ctx, move |progress| {
            let found = tasks::verify::verify(&path, &scratch, progress).map_err(|error| error.to_string());
            (path, found)
        });
    }

    /// Takes what checks have found.
    pub(super) fn take_checked(&mut self) {
        match self.checking.take() {
            Some(Ok(checked)) => self.say_checked(&checked),
            Some(Err(error)) => self.notices.problem(error),
            None => {}
        }
        let found = self.verifying.take();
        let progress = self.verifying.progress();
        match &mut self.modal {
            Some(Modal::CheckBundle(check)) => match (found, progress, check.as_mut()) {
                (Some((path, found)), ..) => **check = Check::Found { path, found },
                (None, Some(now), Check::Looking { progress, .. }) => *progress = now,
                _ => {}
            },
            // Whoever closed the dialog does not wait for the answer.
            _ if self.verifying.is_busy() => self.verifying.cancel(),
            _ => {}
        }
    }

    fn say_checked(&mut self, checked: &tasks::check::Checked) {
        let entries = checked.journal.map_or(0, |head| head.entries);
        let entries = count(usize::try_from(entries).unwrap_or(usize::MAX), "journal entry");
        match checked.issues.first() {
            None => self.notices.done(format!("The case is whole: file, references, {entries} and attachments")),
            Some(first) => {
                let more = checked.issues.len() - 1;
                let more =
                    if more > 0 { format!(" and {more} more; “wakeline check” lists all") } else { String::new() };
                self.notices.problem(format!("{first}{more}"));
            }
        }
    }
}
