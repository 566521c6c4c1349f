//! What is being typed and is not yet in the case: for less than half a second, or because it is not valid yet.
//!
//! A field shows its draft if it has one, else the fact. Valid drafts are written when typing pauses, when the field is
//! left, and before anything else is done; invalid ones stay in the field with their reason.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::model::command::Command;
use crate::model::ids::EntityRef;

/// Pause in typing after which a draft is written, seconds. Goal: flushed within a second of the last key.
pub const PAUSE: f64 = 0.4;
/// Longest that a draft waits while typing goes on, seconds.
const LONGEST: f64 = 0.8;

/// A field of an entity, or of the case itself.
pub type Field = (Option<EntityRef>, &'static str);

/// What is in a field and not in the case.
#[derive(Clone, Debug)]
pub struct Draft {
    /// The text as typed.
    pub text: String,
    /// The change it makes, or why it makes none.
    pub outcome: Result<Option<Command>, String>,
    /// When it was last changed, in the window's seconds.
    pub changed: f64,
    /// When it was first changed; [`Drafts::set`] keeps it through a run.
    pub since: f64,
    /// Whether it waits for the field to be left, as dates do, instead of a pause.
    pub on_leave: bool,
}

/// All drafts by field.
#[derive(Default, Debug)]
pub struct Drafts {
    fields: BTreeMap<Field, Draft>,
    /// The field that is to have the cursor when it is next drawn, and the words in it that are then to be selected, in
    /// characters; none for all of them.
    wanted: Option<(Field, Option<Range<usize>>)>,
}

impl Drafts {
    /// The draft in a field.
    #[must_use]
    pub fn get(&self, field: Field) -> Option<&Draft> {
        self.fields.get(&field)
    }

    /// Asks for the cursor to be in a field when it is next drawn.
    pub fn want(&mut self, field: Field) {
        self.wanted = Some((field, None));
    }

    /// Asks for the cursor to be in a field, with some of its characters selected.
    pub fn want_words(&mut self, field: Field, words: Range<usize>) {
        self.wanted = Some((field, Some(words)));
    }

    /// What is to be selected if the cursor was asked for in this field, of so many characters; asks once.
    pub fn take_wanted(&mut self, field: Field, length: usize) -> Option<Range<usize>> {
        let (_, words) = self.wanted.take_if(|(wanted, _)| *wanted == field)?;
        let words = words.unwrap_or(0..length);
        Some(words.start.min(length)..words.end.min(length))
    }

    /// Puts a draft into a field.
    pub fn set(&mut self, field: Field, mut draft: Draft) {
        draft.since = self.fields.get(&field).map_or(draft.changed, |before| before.since);
        self.fields.insert(field, draft);
    }

    /// Whether anything waits to be written.
    #[must_use]
    pub fn is_waiting(&self) -> bool {
        self.fields.values().any(|draft| matches!(draft.outcome, Ok(Some(_))))
    }

    /// Drops the draft of a field, which shows the fact again.
    pub fn drop(&mut self, field: Field) {
        self.fields.remove(&field);
    }

    /// Takes the change of one field, because it was left.
    pub fn leave(&mut self, field: Field) -> Option<Command> {
        match self.fields.get(&field)?.outcome {
            Ok(_) => self.fields.remove(&field).and_then(|draft| draft.outcome.ok().flatten()),
            Err(_) => None,
        }
    }

    /// Takes the changes whose typing has paused.
    pub fn due(&mut self, now: f64) -> Vec<Command> {
        self.take(|draft| !draft.on_leave && due_at(draft) <= now)
    }

    /// Takes every valid change, because something else is about to be done.
    pub fn flush(&mut self) -> Vec<Command> {
        self.take(|_| true)
    }

    /// Seconds until the next draft is due; none if none waits for a pause.
    #[must_use]
    pub fn next_due(&self, now: f64) -> Option<f64> {
        let waiting = self.fields.values().filter(|draft| !draft.on_leave && draft.outcome.is_ok());
        waiting.map(|draft| (due_at(draft) - now).max(0.0)).min_by(f64::total_cmp)
    }

    /// Forgets everything, because the case is closed.
    pub fn clear(&mut self) {
        self.fields.clear();
    }

    fn take(&mut self, ready: impl Fn(&Draft) -> bool) -> Vec<Command> {
        let fields: Vec<Field> = self
            .fields
            .iter()
            .filter(|(_, draft)| draft.outcome.is_ok() && ready(draft))
            .map(|(field, _)| *field)
            .collect();
        fields.into_iter().filter_map(|field| self.fields.remove(&field)?.outcome.ok().flatten()).collect()
    }
}

fn due_at(draft: &Draft) -> f64 {
    (draft.changed + PAUSE).min(draft.since + LONGEST)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::case::Case;

    fn draft(outcome: Result<(), &str>, changed: f64, on_leave: bool) -> Draft {
        let command = Command::SetCase { case: Box::new(Case::default()), field: "title".into() };
        let outcome = outcome.map(|()| Some(command)).map_err(str::to_owned);
        Draft { text: String::new(), outcome, changed, since: changed, on_leave }
    }

    #[test]
    fn a_draft_is_written_after_a_pause_and_not_before() {
        let mut drafts = Drafts::default();
        drafts.set((None, "title"), draft(Ok(()), 10.0, false));
        assert!(drafts.due(10.2).is_empty());
        assert_eq!(drafts.due(10.0 + PAUSE).len(), 1);
        assert!(drafts.get((None, "title")).is_none());
    }

    #[test]
    fn typing_without_a_pause_is_written_all_the_same() {
        let mut drafts = Drafts::default();
        for key in 0..4_u8 {
            drafts.set((None, "title"), draft(Ok(()), 10.0 + 0.25 * f64::from(key), false));
        }
        assert_eq!(drafts.due(10.85).len(), 1, "the last key was a moment ago, the first is long past");
    }

    #[test]
    fn what_is_not_valid_stays_in_its_field() {
        let mut drafts = Drafts::default();
        drafts.set((None, "title"), draft(Err("needs a name"), 10.0, false));
        assert!(drafts.due(99.0).is_empty() && drafts.flush().is_empty());
        assert!(drafts.get((None, "title")).is_some());
    }

    #[test]
    fn a_date_waits_until_its_field_is_left_or_something_else_is_done() {
        let mut drafts = Drafts::default();
        drafts.set((None, "date"), draft(Ok(()), 10.0, true));
        assert!(drafts.due(99.0).is_empty());
        assert_eq!(drafts.next_due(99.0), None);
        assert!(drafts.leave((None, "date")).is_some());
        drafts.set((None, "date"), draft(Ok(()), 10.0, true));
        assert_eq!(drafts.flush().len(), 1);
    }
}
