//! What can be chosen in an open cell: words or names, narrowed down by what is typed.

use egui::{ScrollArea, Ui};

use crate::base::text::fold;
use crate::model::columns::Form;
use crate::model::facts::Facts;
use crate::model::ids::EntityKind;
use crate::model::{naming, reading};
use crate::ui::widgets::parts::{self, Row};

/// How many are listed at once; typing narrows them.
const LISTED: usize = 60;

/// What is written, and what stands beside it.
pub(super) type Offer = (String, String);

/// What is offered for what is typed.
#[derive(Default)]
pub(super) struct Offers {
    all: Vec<Offer>,
    /// Which of them Enter takes; none if it takes the text.
    chosen: Option<usize>,
    /// Whether that is to be brought into view.
    follow: bool,
}

impl Offers {
    /// Finds what is offered for a text: everything before something was typed, then what holds it.
    pub fn narrow(&mut self, facts: &Facts, form: Form, text: &str, typed: bool) {
        let all: Vec<Offer> = match form {
            Form::Words(words) => {
                words().into_iter().map(|choice| (choice.word.to_owned(), choice.meaning.to_owned())).collect()
            }
            Form::Name(kind) => named(facts, kind),
            Form::Line | Form::Lines | Form::Date => return,
        };
        let wanted = fold(text);
        let narrowed = typed && !wanted.is_empty();
        let holds = |(word, beside): &Offer| fold(word).contains(&wanted) || fold(beside).contains(&wanted);
        self.all = all.into_iter().filter(|offer| !narrowed || holds(offer)).collect();
        let same = self.all.iter().position(|(word, _)| fold(word) == wanted);
        let begins = || self.all.iter().position(|(word, _)| fold(word).starts_with(&wanted));
        self.chosen = match same {
            Some(at) => Some(at),
            None if narrowed => begins().or((!self.all.is_empty()).then_some(0)),
            None => None,
        };
        self.follow = true;
    }

    /// Whether there is nothing to choose.
    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    /// What Enter takes.
    pub fn chosen(&self) -> Option<&Offer> {
        self.all.get(self.chosen?)
    }

    /// Chooses the next, or the one before.
    pub fn choose(&mut self, by: isize) {
        let last = self.all.len().min(LISTED).saturating_sub(1);
        self.chosen = Some(match self.chosen {
            Some(at) => at.saturating_add_signed(by).min(last),
            None if by > 0 => 0,
            None => last,
        });
        self.follow = true;
    }

    /// Draws the list; returns what was clicked.
    pub fn show(&mut self, ui: &mut Ui) -> Option<String> {
        if self.all.is_empty() {
            return None;
        }
        let follow = std::mem::take(&mut self.follow);
        let mut taken = None;
        ScrollArea::vertical().max_height(188.0).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            for (at, (word, beside)) in self.all.iter().take(LISTED).enumerate() {
                let chosen = self.chosen == Some(at);
                let row = Row { right: beside, selected: chosen, ..Row::new(word) }.show(ui);
                if chosen && follow {
                    row.scroll_to_me(None);
                }
                if row.clicked() {
                    taken = Some(word.clone());
                }
            }
            if self.all.len() > LISTED {
                parts::secondary(ui, format!("{} more; type to narrow", self.all.len() - LISTED));
            }
        });
        taken
    }
}

/// Names of a kind, each with its reference; where several are called alike, the reference is what is written.
fn named(facts: &Facts, kind: EntityKind) -> Vec<Offer> {
    let names = reading::names(facts, kind).map(|(item, name)| (fold(name), name, naming::code(facts, item)));
    let mut names: Vec<(String, &str, String)> = names.collect();
    names.sort();
    let offers = names.chunk_by(|a, b| a.0 == b.0).flat_map(|alike| {
        alike.iter().map(|(_, name, code)| {
            if alike.len() > 1 { (code.clone(), (*name).to_owned()) } else { ((*name).to_owned(), code.clone()) }
        })
    });
    offers.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::columns::sheet;
    use crate::model::entity::Entity;
    use crate::model::ids::Id;
    use crate::model::vessel::Vessel;

    fn case() -> Facts {
        let mut facts = Facts::default();
        for (id, name) in [(1, "Yu Son"), (2, "Paek Yang San"), (3, "Paek Yang-San"), (4, "An San 1")] {
            facts.put(Entity::Vessel(Box::new(Vessel::named(Id::new(id), name))));
        }
        facts
    }

    #[test]
    fn names_are_narrowed_down_and_those_alike_told_apart() {
        let (facts, form) = (case(), Form::Name(EntityKind::Vessel));
        let mut offers = Offers::default();
        offers.narrow(&facts, form, "Yu Son", false);
        assert_eq!(offers.all.len(), 4, "all are offered before something is typed");
        assert_eq!(offers.chosen().map(|(word, _)| word.as_str()), Some("Yu Son"));
        offers.narrow(&facts, form, "paek", true);
        let alike = [("VS-2", "Paek Yang San"), ("VS-3", "Paek Yang-San")].map(|(a, b)| (a.to_owned(), b.to_owned()));
        assert_eq!(offers.all, alike);
        offers.choose(1);
        offers.choose(1);
        assert_eq!(offers.chosen(), Some(&alike[1]), "the last one stays");
        offers.narrow(&facts, form, "", true);
        assert_eq!((offers.all.len(), offers.chosen()), (4, None), "an empty text is written as it is");
    }

    #[test]
    fn a_word_begun_is_chosen() {
        let sheet = sheet(EntityKind::Visit).expect("visits");
        let form = sheet.find("activity").and_then(|(_, column)| column.edit).expect("is changed").form;
        let mut offers = Offers::default();
        offers.narrow(&Facts::default(), form, "di", true);
        assert_eq!(offers.chosen().map(|(word, _)| word.as_str()), Some("discharging"));
        offers.narrow(&Facts::default(), form, "fishing", true);
        assert!(offers.is_empty() && offers.chosen().is_none());
    }
}
