//! An exhibit and the source behind it.

use egui::{Label, RichText, Ui};

use super::shared::{self, Cx};
use crate::base::edtf::{Dated, Edtf};
use crate::base::plain_date;
use crate::base::text::count;
use crate::figure::scene::Face;
use crate::model::command::Command;
use crate::model::entity::Entity;
use crate::model::evidence::{Claim, EXHIBIT_KINDS, Exhibit, SOURCE_KINDS, Source, SourceKind, Stance};
use crate::model::grading::{CREDIBILITIES, RELIABILITIES, Reliability};
use crate::model::ids::{ClaimId, EntityRef, SourceId, Stamp};
use crate::model::reading;
use crate::model::wording::hedge_of;
use crate::ui::action::Action;
use crate::ui::theme;
use crate::ui::widgets::carry::carry;
use crate::ui::widgets::form::{Form, Formed, facts_list};
use crate::ui::widgets::parts;
use crate::ui::widgets::picker::{Picked, Picker};

pub(super) fn show(ui: &mut Ui, cx: &mut Cx, exhibit: &Exhibit) {
    let item = EntityRef::from(exhibit.id);
    let source = exhibit.source.and_then(|id| cx.facts.sources.get(id)).map_or("", |source| &source.name);
    shared::heading(ui, cx, item, &exhibit.title, source);
    let mut form = cx.form(exhibit, Entity::Exhibit);
    form.line(ui, "Title", "title", &exhibit.title, "", |row, text| {
        text.clone_into(&mut row.title);
        Ok(())
    });
    form.choice(
        ui,
        "Kind",
        "kind",
        &EXHIBIT_KINDS,
        exhibit.kind,
        |kind| kind.word().to_owned(),
        |row, kind| row.kind = kind,
    );
    source_picker(ui, cx, exhibit);
    if let Some(source) = exhibit.source {
        shared::link(ui, cx, source.into());
    }
    let mut form = cx.form(exhibit, Entity::Exhibit);
    dated(ui, &mut form, "Published", "published", exhibit.published.as_ref(), |row, date| row.published = date);
    dated(ui, &mut form, "Captured", "captured", exhibit.captured.as_ref(), |row, date| row.captured = date);
    form.choice(
        ui,
        "Credibility",
        "credibility",
        &CREDIBILITIES,
        exhibit.credibility,
        |grade| format!("{}  {}", grade.digit(), grade.meaning()),
        |row, grade| row.credibility = grade,
    );
    text(ui, &mut form, "URL", "URL", &exhibit.url, |row, text| text.clone_into(&mut row.url));
    text(ui, &mut form, "Archived at", "archived URL", &exhibit.archived_url, |row, text| {
        text.clone_into(&mut row.archived_url);
    });
    text(ui, &mut form, "Language", "language", &exhibit.language, |row, text| text.clone_into(&mut row.language));
    text(ui, &mut form, "Sensor", "sensor", &exhibit.sensor, |row, text| text.clone_into(&mut row.sensor));
    text(ui, &mut form, "Analyst", "analyst", &exhibit.analyst, |row, text| text.clone_into(&mut row.analyst));
    text(ui, &mut form, "Data owner", "data owner", &exhibit.data_owner, |row, text| {
        text.clone_into(&mut row.data_owner);
    });
    text(ui, &mut form, "Licence", "licence", &exhibit.licence, |row, text| text.clone_into(&mut row.licence));
    text(ui, &mut form, "Credit line", "credit line", &exhibit.credit, |row, text| text.clone_into(&mut row.credit));
    files(ui, cx, exhibit);
    claims(ui, cx, exhibit);
    rests(ui, cx, exhibit);
    shared::tags(ui, cx, item, &exhibit.tags);
    shared::note(ui, &mut cx.form(exhibit, Entity::Exhibit), &exhibit.note, |row, text| text.clone_into(&mut row.note));
    shared::remove(ui, cx, item);
}

fn text<T: Formed>(
    ui: &mut Ui,
    form: &mut Form<'_, T>,
    label: &str,
    field: &'static str,
    value: &str,
    set: impl FnOnce(&mut T, &str),
) {
    form.line(ui, label, field, value, "", |row, text| {
        set(row, text);
        Ok(())
    });
}

/// A date or interval in EDTF or plain words.
pub(super) fn dated<T: Formed>(
    ui: &mut Ui,
    form: &mut Form<'_, T>,
    label: &str,
    field: &'static str,
    value: Option<&Dated>,
    set: impl FnOnce(&mut T, Option<Dated>),
) {
    let shown = reading::dates_text(value);
    form.settled(ui, label, field, &shown, "unknown", |row, text| {
        set(row, reading::dates(text)?);
        Ok(())
    });
}

fn source_picker(ui: &mut Ui, cx: &mut Cx, exhibit: &Exhibit) {
    let facts = cx.facts;
    let current = exhibit.source.and_then(|id| facts.sources.get(id)).map_or("", |source| &source.name);
    let picker = Picker { name: "Source", current, creates: Some("source"), clears: true };
    let picked = shared::picker(ui, cx.writable, &picker, &format!("source of {}", exhibit.id.0), || {
        facts.sources.iter().map(|source| (source.id.0, source.name.clone())).collect()
    });
    let mut changed = exhibit.clone();
    match picked {
        Some(Picked::Existing(id)) => changed.source = Some(SourceId::new(id)),
        Some(Picked::Nothing) => changed.source = None,
        Some(Picked::New(name)) => {
            let source = Source {
                id: facts.next_id(),
                name: name.clone(),
                kind: SourceKind::default(),
                reliability: Reliability::default(),
                remark: String::new(),
                note: String::new(),
                tags: Vec::new(),
                stamp: Stamp::default(),
            };
            changed.source = Some(source.id);
            let label = format!("Add source {name} and set it on E-{}", exhibit.number);
            let entities = vec![Entity::Source(Box::new(source)), Entity::Exhibit(Box::new(changed))];
            cx.actions.push(Action::Apply(Box::new(Command::PutAll { entities, label })));
            return;
        }
        None => return,
    }
    cx.change(Entity::Exhibit(Box::new(changed)), "source");
}

fn files(ui: &mut Ui, cx: &mut Cx, exhibit: &Exhibit) {
    parts::section(ui, "Files", &count(exhibit.files.len(), "file"));
    for file in &exhibit.files {
        let bytes = crate::base::text::thousands(usize::try_from(file.bytes).unwrap_or(usize::MAX));
        facts_list(
            ui,
            &[
                ("Name", crate::base::text::visible(&file.name).into_owned()),
                ("Bytes", bytes),
                ("SHA-256", file.sha256.short()),
            ],
        );
        ui.horizontal(|ui| {
            if ui.button("Save as…").clicked() {
                cx.actions.push(Action::SaveFile(file.sha256, file.name.clone()));
            }
            if ui.button("Copy the hash").clicked() {
                cx.actions.push(Action::Copy(file.sha256.to_string()));
            }
        });
    }
    if cx.writable
        && ui
            .button("Attach a file…")
            .on_hover_text("Its bytes are kept in the case, under their SHA-256, and never altered")
            .clicked()
    {
        cx.actions.push(Action::Attach(exhibit.id));
    }
}

fn claims(ui: &mut Ui, cx: &mut Cx, exhibit: &Exhibit) {
    let claims: Vec<ClaimId> = cx.facts.links().claims_of(exhibit.id).collect();
    parts::section(ui, "What it says", &count(claims.len(), "claim"));
    for claim in claims.iter().filter_map(|id| cx.facts.claims.get(*id)) {
        let quote = RichText::new(format!("“{}”", claim.quote)).font(theme::font(Face::Italic, theme::SECONDARY));
        let response = ui.add(Label::new(quote).wrap().sense(egui::Sense::click()));
        carry(ui, &response, cx.facts, None, claim.id.into());
        if response.on_hover_text(format!("{} (hedge)", claim.hedge.word())).clicked() {
            cx.actions.push(Action::Reveal(claim.id.into()));
        }
        if !claim.speaker.is_empty() {
            parts::secondary(ui, &claim.speaker);
        }
    }
    let id = cx.facts.next_id();
    let exhibit_id = exhibit.id;
    // A claim is made by pasting its exact words; everything else can follow.
    let key = (Some(exhibit_id.into()), "new claim");
    let mut text = cx.drafts.get(key).map_or(String::new(), |draft| draft.text.clone());
    if !cx.writable {
        return;
    }
    let edit = egui::TextEdit::multiline(&mut text)
        .desired_rows(2)
        .desired_width(f32::INFINITY)
        .hint_text("Paste the exact words of a claim");
    let response = ui.add(edit).accessible_name("New claim");
    if response.changed() {
        let claim = Claim {
            id,
            exhibit: exhibit_id,
            quote: text.trim().to_owned(),
            language: exhibit.language.clone(),
            speaker: String::new(),
            hedge: hedge_of(&text),
            reported_by: Vec::new(),
            about: Vec::new(),
            stance: Stance::default(),
            note: String::new(),
            tags: Vec::new(),
            stamp: Stamp::default(),
        };
        let command =
            (!text.trim().is_empty()).then(|| Command::Put { entity: Entity::Claim(Box::new(claim)), field: None });
        let changed = ui.input(|input| input.time);
        cx.drafts
            .set(key, crate::ui::drafts::Draft { text, outcome: Ok(command), changed, since: changed, on_leave: true });
    }
    if response.lost_focus()
        && let Some(command) = cx.drafts.leave(key)
    {
        cx.actions.push(Action::Apply(Box::new(command)));
    }
}

fn rests(ui: &mut Ui, cx: &mut Cx, exhibit: &Exhibit) {
    let visits: Vec<_> = cx.facts.links().visits_on(exhibit.id).collect();
    parts::section(ui, "Rest on it", &count(visits.len(), "visit"));
    for visit in visits.iter().take(20) {
        shared::link(ui, cx, (*visit).into());
    }
    if visits.len() > 20 {
        parts::secondary(ui, format!("{} more", visits.len() - 20));
    }
}

pub(super) fn source(ui: &mut Ui, cx: &mut Cx, source: &Source) {
    let item = EntityRef::from(source.id);
    shared::heading(ui, cx, item, &source.name, source.kind.word());
    let mut form = cx.form(source, Entity::Source);
    text(ui, &mut form, "Name", "name", &source.name, |row, text| text.clone_into(&mut row.name));
    form.choice(
        ui,
        "Kind",
        "kind",
        &SOURCE_KINDS,
        source.kind,
        |kind| kind.word().to_owned(),
        |row, kind| row.kind = kind,
    );
    form.choice(
        ui,
        "Reliability",
        "reliability",
        &RELIABILITIES,
        source.reliability,
        |grade| format!("{}  {}", grade.letter(), grade.meaning()),
        |row, grade| row.reliability = grade,
    );
    text(ui, &mut form, "Why", "remark", &source.remark, |row, text| text.clone_into(&mut row.remark));
    let exhibits: Vec<_> = cx.facts.links().exhibits_of(source.id).collect();
    parts::section(ui, "Exhibits", &count(exhibits.len(), "exhibit"));
    for exhibit in exhibits {
        shared::exhibit_line(ui, cx, exhibit, false);
    }
    shared::tags(ui, cx, item, &source.tags);
    shared::note(ui, &mut cx.form(source, Entity::Source), &source.note, |row, text| text.clone_into(&mut row.note));
    shared::remove(ui, cx, item);
}

/// The words of a date that is known to some precision.
pub(super) fn words(time: Edtf) -> String {
    plain_date::edtf_words(time)
}
