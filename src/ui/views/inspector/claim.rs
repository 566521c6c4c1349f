//! A claim: the exact words, how they are hedged, from whom they come and what they are about.

use egui::Ui;

use super::shared::{self, Cx};
use crate::model::entity::Entity;
use crate::model::evidence::{Claim, ReportedBy, STANCES};
use crate::model::grading::HEDGES;
use crate::model::ids::{EntityRef, ExhibitId, SourceId, VisitId};
use crate::model::naming;
use crate::ui::widgets::parts;
use crate::ui::widgets::picker::{Picked, Picker};

/// Sources and exhibits share one list; sources are told apart by their top bit, which no id reaches.
const SOURCE: u32 = 1 << 31;

pub(super) fn show(ui: &mut Ui, cx: &mut Cx, claim: &Claim) {
    let item = EntityRef::from(claim.id);
    let exhibit = naming::name(cx.facts, claim.exhibit.into());
    shared::heading(ui, cx, item, &format!("“{}”", claim.quote), &exhibit);
    shared::exhibit_line(ui, cx, claim.exhibit, false);
    parts::section(ui, "Exact words", "");
    let mut form = cx.form(claim, Entity::Claim);
    form.lines(ui, "Exact words", "quote", &claim.quote, "", 3, |row, text| text.clone_into(&mut row.quote));
    form.choice(
        ui,
        "Hedge",
        "hedge",
        &HEDGES,
        claim.hedge,
        |hedge| hedge.word().to_owned(),
        |row, hedge| row.hedge = hedge,
    );
    form.choice(
        ui,
        "Stance",
        "stance",
        &STANCES,
        claim.stance,
        |stance| stance.word().to_owned(),
        |row, stance| row.stance = stance,
    );
    form.line(ui, "Speaker", "speaker", &claim.speaker, "if somebody is quoted", |row, text| {
        text.clone_into(&mut row.speaker);
        Ok(())
    });
    form.line(ui, "Language", "language", &claim.language, "en, ru, ko …", |row, text| {
        text.clone_into(&mut row.language);
        Ok(())
    });
    reported_by(ui, cx, claim);
    about(ui, cx, claim);
    shared::tags(ui, cx, item, &claim.tags);
    shared::note(ui, &mut cx.form(claim, Entity::Claim), &claim.note, |row, text| text.clone_into(&mut row.note));
    shared::remove(ui, cx, item);
}

fn reported_by(ui: &mut Ui, cx: &mut Cx, claim: &Claim) {
    parts::section(ui, "Reported by", if claim.reported_by.is_empty() { "unknown, or the origin itself" } else { "" });
    for by in &claim.reported_by {
        let item: EntityRef = match *by {
            ReportedBy::Exhibit(id) => id.into(),
            ReportedBy::Source(id) => id.into(),
        };
        shared::link(ui, cx, item);
    }
    if !cx.writable {
        return;
    }
    let facts = cx.facts;
    let picker = Picker {
        name: "Add to the chain",
        current: "Add exhibit or source",
        creates: None,
        clears: !claim.reported_by.is_empty(),
    };
    let picked = picker.show(ui, &format!("reported by {}", claim.id.0), || {
        let sources = facts.sources.iter().map(|source| (source.id.0 | SOURCE, source.name.clone()));
        let exhibits = facts.exhibits.iter().filter(|exhibit| exhibit.id != claim.exhibit);
        sources
            .chain(exhibits.map(|exhibit| (exhibit.id.0, format!("E-{} {}", exhibit.number, exhibit.title))))
            .collect()
    });
    let mut form = cx.form(claim, Entity::Claim);
    match picked {
        Some(Picked::Existing(id)) => {
            let by = if id & SOURCE == 0 {
                ReportedBy::Exhibit(ExhibitId::new(id))
            } else {
                ReportedBy::Source(SourceId::new(id & !SOURCE))
            };
            if !claim.reported_by.contains(&by) {
                form.apply("reported by", |row| row.reported_by.push(by));
            }
        }
        Some(Picked::Nothing) => form.apply("reported by", |row| row.reported_by.clear()),
        Some(Picked::New(_)) | None => {}
    }
}

fn about(ui: &mut Ui, cx: &mut Cx, claim: &Claim) {
    parts::section(ui, "About", "");
    for item in &claim.about {
        shared::link(ui, cx, *item);
    }
    if claim.about.is_empty() {
        parts::secondary(ui, "Nothing yet. A claim counts for what it is about.");
    }
    if !cx.writable {
        return;
    }
    let facts = cx.facts;
    let picker =
        Picker { name: "Add what it is about", current: "Add a visit", creates: None, clears: !claim.about.is_empty() };
    let picked = picker.show(ui, &format!("about {}", claim.id.0), || {
        facts
            .visits
            .iter()
            .map(|visit| (visit.id.0, format!("V-{} {}", visit.id.0, naming::visit(facts, visit.id))))
            .collect()
    });
    let mut form = cx.form(claim, Entity::Claim);
    match picked {
        Some(Picked::Existing(id)) => {
            let item = EntityRef::from(VisitId::new(id));
            if !claim.about.contains(&item) {
                form.apply("about", |row| row.about.push(item));
            }
        }
        Some(Picked::Nothing) => form.apply("about", |row| row.about.clear()),
        Some(Picked::New(_)) | None => {}
    }
}
