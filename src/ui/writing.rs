//! The finding that is being written: which one is open, where the cursor stands in its text, and citing there what is
//! selected elsewhere.

use super::action::Tab;
use super::app::App;
use crate::analysis::citing::cite_at;
use crate::model::command::Command;
use crate::model::entity::Entity;
use crate::model::facts::Facts;
use crate::model::finding::Finding;
use crate::model::ids::{EntityRef, FindingId};
use crate::model::naming;

/// The field with the text of a finding.
pub const TEXT: &str = "text";

/// What is being written.
#[derive(Clone, Copy, Default, Debug)]
pub struct Writing {
    /// The finding that is open; the first of all if it is none, or gone.
    pub open: Option<FindingId>,
    /// The finding in whose text the cursor stood last, and where, in bytes.
    pub cursor: Option<(FindingId, usize)>,
}

impl Writing {
    /// The finding that is open; none if there is no finding.
    #[must_use]
    pub fn finding<'a>(&self, facts: &'a Facts) -> Option<&'a Finding> {
        self.open.and_then(|id| facts.findings.get(id)).or_else(|| facts.findings.first())
    }
}

impl App {
    /// Cites what is selected in the open finding, where the cursor stood last in its text or at the end of it.
    pub(super) fn cite_selected(&mut self) {
        self.flush_drafts();
        let Some(session) = &mut self.session else { return };
        let facts = session.facts.clone();
        let Some(finding) = session.writing.finding(&facts) else {
            self.notices.done("Add a finding first: press N");
            return;
        };
        let item = EntityRef::from(finding.id);
        let cited: Vec<EntityRef> = session.selection.iter().copied().filter(|other| *other != item).collect();
        let here = session.writing.cursor.filter(|(of, _)| *of == finding.id).map(|(_, at)| at);
        let at = here.unwrap_or_else(|| finding.body.trim_end().len());
        let Some((body, cursor)) = cite_at(&facts, &finding.body, at, &cited) else {
            self.notices.done("Select what is to be cited first: exhibits, claims, shipments, visits or findings");
            return;
        };
        let codes: Vec<String> = cited.iter().map(|other| naming::code(&facts, *other)).collect();
        let label = format!("Cite {} in F-{}", naming::list(&codes), finding.number);
        let characters = body[..cursor].chars().count();
        let entities = vec![Entity::Finding(Box::new(Finding { body, ..finding.clone() }))];
        if self.apply(&Command::PutAll { entities, label: label.clone() }).is_none() {
            return;
        }
        if let Some(session) = &mut self.session {
            session.writing.cursor = Some((finding.id, cursor));
            session.drafts.want_words((Some(item), TEXT), characters..characters);
            session.show = Some(Tab::Findings);
        }
        self.notices.done(format!("{label}. Ctrl+Z takes it back"));
    }
}
