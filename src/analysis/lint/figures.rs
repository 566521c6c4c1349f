//! Citations of what is not in the case.

use super::marks::sentence_around;
use super::rule::Rule;
use super::{Look, Part};
use crate::base::text::fold;
use crate::model::citation::{Cited, figure_called};
use crate::model::facts::Facts;
use crate::model::naming;

/// Looks through a finding.
pub(super) fn look(look: &mut Look<'_, '_>) {
    let facts = look.facts();
    let mut items = Vec::new();
    for (part, citations) in [(Part::Headline, &look.headline.citations), (Part::Body, &look.body.citations)] {
        for citation in citations {
            for cited in citation.items.iter().filter(|cited| !is_known(facts, **cited)) {
                let message = format!("{} cites {}, which is not in the case.", look.code(), cited.target);
                let sentence = sentence_around(look, part, &citation.range);
                items.push(look.item(Rule::UnknownCitation, part, sentence, citation.range.clone(), message));
            }
        }
    }
    look.items.append(&mut items);
}

/// Whether something is in the case, or is a figure that can be drawn from it.
fn is_known(facts: &Facts, cited: Cited<'_>) -> bool {
    if cited.printed().is_some() {
        return naming::by_code(facts, cited.target).is_some();
    }
    let which = cited.target.split_once(':').map_or("", |(_, which)| which.trim());
    match (figure_called(cited.target), cited.target.split(':').next()) {
        (None, _) => false,
        (Some(_), Some("exhibit")) => naming::by_code(facts, which).is_some(),
        (Some(_), Some("timeline")) if !which.is_empty() => {
            facts.saved_views.iter().any(|view| fold(&view.name) == fold(which))
        }
        (Some(_), _) => true,
    }
}
