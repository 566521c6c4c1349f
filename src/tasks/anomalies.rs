//! What a case states that cannot all be so, and what is worth a look, each as a record.

use std::sync::Arc;

use serde::Serialize;
use serde::ser::{SerializeSeq, Serializer};

use super::error::TaskError;
use crate::analysis::anomalies::{Anomalies, Anomaly, RULES, Rule};
use crate::base::progress::Progress;
use crate::model::facts::Facts;
use crate::model::naming;

/// What was found, by rule in the order in which rules are listed; nothing of rules that were not asked for.
#[derive(Debug)]
pub struct Found<'a> {
    facts: &'a Facts,
    by_rule: [Vec<Arc<Anomaly>>; RULES.len()],
}

/// One anomaly. The keys are those of `anomalies --json`.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct AnomalyRecord {
    /// The rule, as on the command line.
    pub rule: &'static str,
    /// The rule's name.
    pub name: &'static str,
    /// `contradiction` or `to_look_at`.
    pub weight: &'static str,
    /// What it is about: references such as `V-3`.
    pub about: Vec<String>,
    /// The exhibits that rests on.
    pub exhibits: Vec<String>,
    /// What it says.
    pub sentence: String,
}

/// The anomalies of a case, or those that one rule finds.
///
/// # Errors
/// If it was cancelled.
pub fn anomalies<'a>(facts: &'a Facts, rule: Option<Rule>, progress: &Progress) -> Result<Found<'a>, TaskError> {
    let all = Anomalies::watched(facts, progress)?;
    Ok(Found { facts, by_rule: all.by_rule(|anomaly| rule.is_none_or(|rule| anomaly.rule == rule)) })
}

impl Found<'_> {
    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.by_rule.iter().map(Vec::len).sum()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The records of each rule that found any; made one by one, since there may be a million.
    pub fn by_rule(&self) -> impl Iterator<Item = (Rule, usize, impl Iterator<Item = AnomalyRecord> + '_)> {
        let found = RULES.into_iter().zip(&self.by_rule).filter(|(_, all)| !all.is_empty());
        found.map(|(rule, all)| (rule, all.len(), all.iter().map(|anomaly| record(self.facts, anomaly))))
    }
}

impl Serialize for Found<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut array = serializer.serialize_seq(None)?;
        for (_, _, records) in self.by_rule() {
            for record in records {
                array.serialize_element(&record)?;
            }
        }
        array.end()
    }
}

fn record(facts: &Facts, anomaly: &Anomaly) -> AnomalyRecord {
    AnomalyRecord {
        rule: anomaly.rule.key(),
        name: anomaly.rule.name(),
        weight: anomaly.rule.weight().key(),
        about: anomaly.about.iter().map(|item| naming::code(facts, *item)).collect(),
        exhibits: anomaly.exhibits(facts).into_iter().map(|id| naming::code(facts, id.into())).collect(),
        sentence: anomaly.sentence(facts),
    }
}
