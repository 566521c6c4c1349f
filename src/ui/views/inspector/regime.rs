//! A regime: the cap, its yearly window, and by what is counted against it. And what others declared or assessed.

use egui::Ui;

use super::exhibit::dated;
use super::shared::{self, Cx};
use crate::analysis::ledger::words;
use crate::base::plain_date::MONTHS;
use crate::base::quantity::UNITS;
use crate::model::entity::Entity;
use crate::model::ids::{EntityRef, SourceId};
use crate::model::regime::{CountingEvent, Declaration, DeclarationKind, MonthDay, Regime};
use crate::model::{naming, reading};
use crate::ui::action::Action;
use crate::ui::verb::Verb;
use crate::ui::widgets::parts;
use crate::ui::widgets::picker::{Picked, Picker};

pub(super) fn show(ui: &mut Ui, cx: &mut Cx, regime: &Regime) {
    let item = EntityRef::from(regime.id);
    let cap = format!("{} {} a year", regime.cap, regime.unit.symbol());
    shared::heading(ui, cx, item, &regime.instrument, &cap);
    let tables: Vec<String> = cx.facts.case.counting.all_tables().into_iter().map(|table| table.name).collect();
    let mut form = cx.form(regime, Entity::Regime);
    form.line(ui, "Instrument", "instrument", &regime.instrument, "", |row, text| {
        text.clone_into(&mut row.instrument);
        Ok(())
    });
    form.settled(ui, "Cap", "cap", &regime.cap.to_string(), "500,000", |row, text| {
        row.cap = reading::estimate(text)?.and_then(|one| one.base()).ok_or("A cap is one amount, such as 500,000")?;
        Ok(())
    });
    form.choice(ui, "Unit", "unit", &UNITS, regime.unit, |unit| unit.symbol().to_owned(), |row, unit| row.unit = unit);
    let start = start_text(regime.window_start);
    form.settled(ui, "Window from", "window start", &start, "1 January, 22 December …", |row, text| {
        row.window_start = parse_start(text)?;
        Ok(())
    });
    form.line(ui, "Products", "products", &regime.products.join(", "), "refined petroleum, …", |row, text| {
        row.products = text.split(',').map(str::trim).filter(|one| !one.is_empty()).map(str::to_owned).collect();
        Ok(())
    });
    let events = [CountingEvent::Loaded, CountingEvent::Delivered];
    form.choice(
        ui,
        "Counts",
        "counting event",
        &events,
        regime.counting_event,
        |event| format!("what is {}", words::event(event)),
        |row, event| row.counting_event = event,
    );
    let now = cx.facts.case.counting.table(&regime.conversion).name;
    let at = tables.iter().position(|name| *name == now).unwrap_or(0);
    let all: Vec<usize> = (0..tables.len()).collect();
    let mut form = cx.form(regime, Entity::Regime);
    form.choice(
        ui,
        "Table",
        "conversion table",
        &all,
        at,
        |at| tables[at].clone(),
        |row, at| {
            row.conversion.clone_from(&tables[at]);
        },
    );
    let points: Vec<String> = regime.notice_points.iter().map(ToString::to_string).collect();
    form.settled(ui, "Notice at", "notice points", &points.join(", "), "75, 90, 95 per cent", |row, text| {
        let read = |one: &str| {
            one.trim()
                .trim_end_matches('%')
                .trim()
                .parse::<u8>()
                .map_err(|_| format!("“{}” is no per cent from 1 to 100", one.trim()))
        };
        row.notice_points = text.split(',').filter(|one| !one.trim().is_empty()).map(read).collect::<Result<_, _>>()?;
        Ok(())
    });
    ui.horizontal(|ui| {
        if ui.button("Show the ledger").clicked() {
            cx.actions.push(Action::Do(Verb::ShowLedger));
        }
        if cx.writable && ui.button("Add a declaration").clicked() {
            cx.actions.push(Action::Do(Verb::AddDeclaration));
        }
    });
    let declared: Vec<EntityRef> =
        cx.facts.declarations.iter().filter(|row| row.regime == regime.id).take(60).map(|row| row.id.into()).collect();
    if !declared.is_empty() {
        parts::section(ui, "Declared and assessed", &declared.len().to_string());
        for item in declared {
            shared::link(ui, cx, item);
        }
    }
    shared::tags(ui, cx, item, &regime.tags);
    shared::note(ui, &mut cx.form(regime, Entity::Regime), &regime.note, |row, text| text.clone_into(&mut row.note));
    shared::remove(ui, cx, item);
}

/// “22 December”.
fn start_text(start: MonthDay) -> String {
    format!("{} {}", start.day(), MONTHS[usize::from(start.month() - 1)])
}

/// The opposite of [`start_text`]; months may be cut to three letters.
fn parse_start(text: &str) -> Result<MonthDay, String> {
    let wrong = || "A window begins on a day of the year, such as 1 January".to_owned();
    let mut words: Vec<&str> = text.split_whitespace().collect();
    if words.len() == 2 && words[0].starts_with(char::is_alphabetic) {
        words.swap(0, 1);
    }
    let [day, month] = words[..] else { return Err(wrong()) };
    let day: u8 = day.parse().map_err(|_| wrong())?;
    let wanted = month.to_lowercase();
    let known = MONTHS.iter().position(|name| wanted.len() >= 3 && name.to_lowercase().starts_with(&wanted));
    let month = u8::try_from(known.ok_or_else(wrong)? + 1).map_err(|_| wrong())?;
    MonthDay::new(month, day).ok_or_else(|| format!("{} has no day {day}", MONTHS[usize::from(month - 1)]))
}

pub(super) fn declaration(ui: &mut Ui, cx: &mut Cx, row: &Declaration) {
    let item = EntityRef::from(row.id);
    shared::heading(ui, cx, item, &naming::name(cx.facts, item), "");
    let regimes: Vec<_> = cx.facts.regimes.iter().map(|regime| regime.id).collect();
    let facts = cx.facts;
    let mut form = cx.form(row, Entity::Declaration);
    form.choice(
        ui,
        "Regime",
        "regime",
        &regimes,
        row.regime,
        |id| naming::name(facts, id.into()),
        |row, id| row.regime = id,
    );
    let kinds = [DeclarationKind::Declared, DeclarationKind::Assessed];
    let word = |kind| match kind {
        DeclarationKind::Declared => "declared".to_owned(),
        DeclarationKind::Assessed => "assessed by others".to_owned(),
    };
    form.choice(ui, "Kind", "kind", &kinds, row.kind, word, |row, kind| row.kind = kind);
    form.settled(
        ui,
        "Amount",
        "quantity",
        &reading::estimate_text(&row.quantity),
        "168,679 or >165,000",
        |row, text| {
            row.quantity = reading::estimate(text)?.ok_or("A declaration needs an amount")?;
            Ok(())
        },
    );
    form.choice(ui, "Unit", "unit", &UNITS, row.unit, |unit| unit.symbol().to_owned(), |row, unit| row.unit = unit);
    dated(ui, &mut form, "Period", "period", Some(&row.period), |row, date| {
        if let Some(date) = date {
            row.period = date;
        }
    });
    let current = row.by.map_or("not named".to_owned(), |id| naming::name(facts, id.into()));
    let by = Picker { name: "By", current: &current, creates: None, clears: true };
    let sources = || facts.sources.iter().map(|source| (source.id.0, source.name.clone())).collect();
    match shared::picker(ui, cx.writable, &by, &format!("by {item}"), sources) {
        Some(Picked::Existing(id)) => {
            cx.form(row, Entity::Declaration).apply("source", |row| row.by = Some(SourceId::new(id)));
        }
        Some(Picked::Nothing) => cx.form(row, Entity::Declaration).apply("source", |row| row.by = None),
        _ => {}
    }
    let current = row.exhibit.map_or("none".to_owned(), |id| naming::name(facts, id.into()));
    let exhibit = Picker { name: "Exhibit", current: &current, creates: None, clears: true };
    let exhibits = || facts.exhibits.iter().map(|one| (one.id.0, format!("E-{} {}", one.number, one.title))).collect();
    match shared::picker(ui, cx.writable, &exhibit, &format!("exhibit of {item}"), exhibits) {
        Some(Picked::Existing(id)) => cx
            .form(row, Entity::Declaration)
            .apply("exhibit", |row| row.exhibit = Some(crate::model::ids::ExhibitId::new(id))),
        Some(Picked::Nothing) => cx.form(row, Entity::Declaration).apply("exhibit", |row| row.exhibit = None),
        _ => {}
    }
    shared::tags(ui, cx, item, &row.tags);
    shared::note(ui, &mut cx.form(row, Entity::Declaration), &row.note, |row, text| text.clone_into(&mut row.note));
    shared::remove(ui, cx, item);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_day_on_which_a_window_begins_is_read_as_people_write_it() {
        let read = |text: &str| parse_start(text).map(start_text);
        assert_eq!(read("22 December").as_deref(), Ok("22 December"));
        assert_eq!(read("Jan 1").as_deref(), Ok("1 January"));
        assert_eq!(read("29 feb").as_deref(), Ok("29 February"));
        assert_eq!(read("31 April"), Err("April has no day 31".to_owned()));
        assert!(read("soon").is_err() && read("").is_err() && read("1 Ja").is_err());
    }
}
