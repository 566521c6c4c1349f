//! The query of an open case: as typed, what it selects, and those asked before it.

use std::sync::Arc;

use crate::analysis::query::{self, Kept, Matches, Query};
use crate::model::facts::Facts;

/// Up to so many visits a query is answered while the frame waits.
const AT_ONCE: usize = 100_000;
/// Queries that are remembered.
const REMEMBERED: usize = 30;

/// The query as typed and what it selects.
pub struct QueryState {
    /// The text as typed.
    pub text: String,
    /// Why the text is not a query, with the range of bytes it speaks of.
    pub error: Option<(String, std::ops::Range<usize>)>,
    /// What the last text that was a query selects; none selects everything.
    pub matches: Option<Arc<Matches>>,
    /// That text: what exports and saved views go by. Empty if everything is selected.
    pub answered: String,
    /// What `matches` answers, of which generation of the facts.
    asked: Option<(u64, Query)>,
    /// A query that waits for an answer, with its text.
    waiting: Option<(Query, String)>,
    kept: Kept,
    /// Queries of this session, newest first, each once. Never written to disk: a query may name what is investigated.
    history: Vec<String>,
    at_once: usize,
}

impl Default for QueryState {
    fn default() -> Self {
        Self {
            text: String::new(),
            error: None,
            matches: None,
            answered: String::new(),
            asked: None,
            waiting: None,
            kept: Kept::default(),
            history: Vec::new(),
            at_once: AT_ONCE,
        }
    }
}

/// A query on its way to a worker.
pub struct Question {
    facts: Arc<Facts>,
    query: Query,
    text: String,
    kept: Kept,
}

/// What a worker found.
pub struct Answer {
    generation: u64,
    query: Query,
    text: String,
    matches: Matches,
    kept: Kept,
}

impl Question {
    /// Asks the query of the case.
    #[must_use]
    pub fn ask(mut self) -> Answer {
        let matches = self.kept.run(&self.query, &self.facts);
        Answer { generation: self.facts.generation, query: self.query, text: self.text, matches, kept: self.kept }
    }
}

impl QueryState {
    /// Asks the text of these facts, at once or by leaving a question. Says whether another selection is there now; a
    /// text that is no query leaves what was selected before.
    pub fn ask(&mut self, facts: &Facts) -> bool {
        self.error = None;
        self.waiting = None;
        let text = self.text.trim();
        if text.is_empty() {
            self.asked = None;
            self.answered.clear();
            return self.matches.take().is_some();
        }
        let query = match query::parse(text) {
            Ok(query) => query,
            Err(error) => {
                let lead = self.text.len() - self.text.trim_start().len();
                self.error = Some((error.message, error.range.start + lead..error.range.end + lead));
                return false;
            }
        };
        if self.asked.as_ref().is_some_and(|(generation, asked)| *generation == facts.generation && *asked == query) {
            // A space or a quote more asks for nothing else.
            text.clone_into(&mut self.answered);
            return false;
        }
        let text = text.to_owned();
        if facts.visits.len() > self.at_once {
            self.waiting = Some((query, text));
            return false;
        }
        let matches = self.kept.run(&query, facts);
        self.show(facts.generation, query, text, matches)
    }

    /// The question that waits, to be asked elsewhere.
    pub fn question(&mut self, facts: &Arc<Facts>) -> Option<Question> {
        let (query, text) = self.waiting.clone()?;
        Some(Question { facts: facts.clone(), query, text, kept: std::mem::take(&mut self.kept) })
    }

    /// Whether an answer is not there yet.
    #[must_use]
    pub fn is_waiting(&self) -> bool {
        self.waiting.is_some()
    }

    /// Takes an answer, unless it is to another question than the one that waits now. Says whether another selection is
    /// there now.
    pub fn take(&mut self, answer: Answer, facts: &Facts) -> bool {
        self.kept = answer.kept;
        if answer.generation != facts.generation
            || self.waiting.as_ref().is_none_or(|(waiting, _)| *waiting != answer.query)
        {
            return false;
        }
        let text = self.waiting.take().map_or(answer.text, |(_, text)| text);
        self.show(answer.generation, answer.query, text, answer.matches)
    }

    fn show(&mut self, generation: u64, query: Query, text: String, matches: Matches) -> bool {
        self.asked = Some((generation, query));
        self.answered = text;
        // Whoever edits a case or finishes a word mostly sees the same.
        if self.matches.as_deref() == Some(&matches) {
            return false;
        }
        self.matches = Some(Arc::new(matches));
        true
    }

    /// Remembers the query that is shown.
    pub fn remember(&mut self) {
        if self.answered.is_empty() || self.history.first() == Some(&self.answered) {
            return;
        }
        let text = self.answered.clone();
        self.history.retain(|known| *known != text);
        self.history.insert(0, text);
        self.history.truncate(REMEMBERED);
    }

    /// The queries asked before, newest first.
    #[must_use]
    pub fn history(&self) -> &[String] {
        &self.history
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::interval::Bounds;
    use crate::model::entity::Entity;
    use crate::model::ids::Id;
    use crate::model::visit::{Activity, Visit};

    fn facts(visits: u32) -> Facts {
        let mut facts = Facts::default();
        for id in 1..=visits {
            let activity = if id % 2 == 0 { Activity::Loading } else { Activity::Waiting };
            let visit = Visit::new(Id::new(id), Id::new(1), Id::new(1), Bounds::default());
            facts.put(Entity::Visit(Box::new(Visit { activity, ..visit })));
        }
        facts
    }

    fn typed(query: &mut QueryState, text: &str, facts: &Facts) -> bool {
        text.clone_into(&mut query.text);
        query.ask(facts)
    }

    fn selected(query: &QueryState) -> usize {
        query.matches.as_ref().map_or(usize::MAX, |matches| matches.visits.len())
    }

    #[test]
    fn what_asks_for_the_same_is_not_answered_again() {
        let facts = facts(9);
        let mut query = QueryState::default();
        assert!(typed(&mut query, "activity:loading", &facts));
        assert_eq!(selected(&query), 4);
        let before = query.matches.clone().expect("an answer");
        assert!(!typed(&mut query, "activity:\"loading\" ", &facts));
        assert!(Arc::ptr_eq(&before, query.matches.as_ref().expect("an answer")));
        assert_eq!(query.answered, "activity:\"loading\"");
        let mut later = facts;
        later.generation += 1;
        assert!(!query.ask(&later), "an edit that changes nothing of it gives the same answer");
        assert!(typed(&mut query, " ", &later) && query.answered.is_empty());
    }

    #[test]
    fn a_text_that_is_no_query_stays_and_keeps_what_was_shown() {
        let facts = facts(9);
        let mut query = QueryState::default();
        typed(&mut query, "activity:loading", &facts);
        let long = "é".repeat(10_000);
        assert!(!typed(&mut query, &long, &facts));
        let (message, range) = query.error.clone().expect("an error");
        assert!(message.starts_with("A query has at most 4000 characters") && query.text.get(range).is_some());
        assert_eq!((query.text.len(), selected(&query)), (20_000, 4));
        assert_eq!(query.answered, "activity:loading", "what is exported is what is shown");
        typed(&mut query, "  ship:x", &facts);
        assert_eq!(query.error.clone().map(|(_, range)| range), Some(2..8), "the range is that of the text as typed");
    }

    #[test]
    fn in_a_large_case_the_last_answer_stays_until_the_newest_is_there() {
        let facts = Arc::new(facts(9));
        let mut query = QueryState { at_once: 5, ..QueryState::default() };
        assert!(!typed(&mut query, "activity:loading", &facts) && query.is_waiting());
        let first = query.question(&facts).expect("a question").ask();
        assert!(query.take(first, &facts));
        assert_eq!((selected(&query), query.is_waiting()), (4, false));
        typed(&mut query, "activity:waiting", &facts);
        let late = query.question(&facts).expect("a question").ask();
        typed(&mut query, "activity:unknown", &facts);
        assert!(!query.take(late, &facts), "it answers what is asked no more");
        assert_eq!((selected(&query), query.is_waiting()), (4, true));
        let newest = query.question(&facts).expect("a question").ask();
        assert!(query.take(newest, &facts));
        assert_eq!(selected(&query), 0);
        typed(&mut query, "activity:bunkering", &facts);
        let old = query.question(&facts).expect("a question").ask();
        let mut edited = (*facts).clone();
        edited.generation += 1;
        assert!(!query.take(old, &edited), "it is about the case as it was");
        typed(&mut query, "", &facts);
        assert!(!query.is_waiting() && query.matches.is_none());
    }

    #[test]
    fn thirty_queries_are_remembered_newest_first_and_each_once() {
        let facts = facts(3);
        let mut query = QueryState::default();
        query.remember();
        assert_eq!(query.history(), [""; 0], "no query is none to remember");
        for n in 0..40 {
            typed(&mut query, &format!("origins:{n}"), &facts);
            query.remember();
            query.remember();
        }
        typed(&mut query, "origins:20", &facts);
        query.remember();
        typed(&mut query, "origins:", &facts);
        query.remember();
        assert_eq!(query.history().len(), 30);
        assert_eq!(query.history()[..3], ["origins:20", "origins:39", "origins:38"]);
    }
}
