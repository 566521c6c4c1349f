//! Findings that are marked final with something open.

use super::rule::Rule;
use super::terms::terms;
use super::{Ignored, Look, Part};
use crate::base::issues::Severity;
use crate::base::text::count;
use crate::model::finding::FindingStatus;

/// Looks at a finding after everything else: what was ignored with a reason is not open.
pub(super) fn look(look: &mut Look<'_, '_>, ignored: &Ignored<'_>) {
    if look.finding.status != FindingStatus::Final {
        return;
    }
    let mut items = Vec::new();
    if look.finding.likelihood.is_none() {
        for (part, prose) in [(Part::Headline, &look.headline), (Part::Body, &look.body)] {
            for sentence in &prose.sentences {
                let Some(term) = terms(&sentence.words).into_iter().next() else { continue };
                let words = look.words_of(part, term.range.clone());
                let message = format!("{} is final and says “{words}”, and its likelihood is not set.", look.code());
                items.push(look.item(Rule::FinalWithoutReview, part, sentence.range.clone(), term.range, message));
            }
        }
        items.truncate(1);
    }
    let open = |item: &&super::Item| item.ignored.is_none() && item.rule.severity() == Severity::Error;
    let number = look.items.iter().filter(open).count();
    if number > 0 {
        let message =
            format!("{} is final with {} to check that cannot stand as it is.", look.code(), count(number, "item"));
        items.push(look.whole(Rule::FinalWithoutReview, message));
    }
    for item in &mut items {
        item.ignored = ignored(item);
    }
    look.items.append(&mut items);
}
