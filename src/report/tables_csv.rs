//! Tables of a case as CSV: one row an entity, columns that keep their names, dates as EDTF.
//!
//! Lists within a cell are separated by semicolons. Who collected an exhibit, and the notes of findings, stay in the
//! case.

use std::io::{self, Write};

use super::csv::{self, Cell};
use crate::analysis::query::Matches;
use crate::base::edtf::{Dated, Edtf, End};
use crate::base::interval::{BoundName, Bounds};
use crate::base::quantity::Estimate;
use crate::base::table::{Row, Table};
use crate::model::evidence::ReportedBy;
use crate::model::facts::Facts;
use crate::model::grading::{Confidence, Likelihood, Reliability};
use crate::model::identifiers::ImoCheck;
use crate::model::ids::{EntityKind, EntityRef, Id, Kind, TagId, VisitId};
use crate::model::naming::{code, name};
use crate::model::shipment::Shipment;
use crate::model::visit::Visit;

/// The kinds that have a table.
pub const KINDS: [EntityKind; 8] = [
    EntityKind::Visit,
    EntityKind::Shipment,
    EntityKind::Vessel,
    EntityKind::Place,
    EntityKind::Exhibit,
    EntityKind::Claim,
    EntityKind::Finding,
    EntityKind::Event,
];

/// Writes the table of a kind; with `matches` only the rows that they select.
///
/// # Errors
/// As the writer, and if the kind has no table.
pub fn write(facts: &Facts, kind: EntityKind, matches: Option<&Matches>, mut out: impl Write) -> io::Result<()> {
    let out = &mut out;
    match kind {
        EntityKind::Visit => table(facts, &facts.visits, matches, VISITS, visit, out),
        EntityKind::Shipment => table(facts, &facts.shipments, matches, SHIPMENTS, shipment, out),
        EntityKind::Vessel => table(facts, &facts.vessels, matches, VESSELS, vessel, out),
        EntityKind::Place => table(facts, &facts.places, matches, PLACES, place, out),
        EntityKind::Exhibit => table(facts, &facts.exhibits, matches, EXHIBITS, exhibit, out),
        EntityKind::Claim => table(facts, &facts.claims, matches, CLAIMS, claim, out),
        EntityKind::Finding => table(facts, &facts.findings, matches, FINDINGS, finding, out),
        EntityKind::Event => table(facts, &facts.events, matches, EVENTS, event, out),
        EntityKind::Source
        | EntityKind::Sighting
        | EntityKind::Regime
        | EntityKind::Declaration
        | EntityKind::Tag
        | EntityKind::SavedView => {
            let message = format!("There is no table of {}s", kind.word());
            Err(io::Error::new(io::ErrorKind::InvalidInput, message))
        }
    }
}

fn table<K: Kind, T: Row<Key = Id<K>>>(
    facts: &Facts,
    rows: &Table<T>,
    matches: Option<&Matches>,
    header: &[&str],
    cells: fn(&Facts, &T) -> Vec<Cell>,
    out: &mut impl Write,
) -> io::Result<()> {
    csv::header(out, header)?;
    for row in rows.iter().filter(|row| matches.is_none_or(|matches| matches.matches(row.key().into()))) {
        csv::row(out, &cells(facts, row))?;
    }
    Ok(())
}

const VISITS: &[&str] = &[
    "id",
    "vessel_id",
    "vessel",
    "place_id",
    "place",
    "not_before",
    "first_seen",
    "last_seen",
    "not_after",
    "activity",
    "hedge",
    "draught_in_m",
    "draught_out_m",
    "shipments",
    "exhibits",
    "tags",
    "note",
];

fn visit(facts: &Facts, row: &Visit) -> Vec<Cell> {
    let bound = |name| row.bounds.get(name).map_or(Cell::Empty, |when| Cell::text(when.to_string()));
    let extra = row.extra.as_deref();
    vec![
        Cell::text(code(facts, row.id.into())),
        Cell::text(code(facts, row.vessel.into())),
        Cell::text(name(facts, row.vessel.into())),
        Cell::text(code(facts, row.place.into())),
        Cell::text(name(facts, row.place.into())),
        bound(BoundName::NotBefore),
        bound(BoundName::FirstSeen),
        bound(BoundName::LastSeen),
        bound(BoundName::NotAfter),
        Cell::text(row.activity.word()),
        Cell::text(row.hedge.word()),
        Cell::amount(extra.and_then(|extra| extra.draught_in).map(|metres| metres.0)),
        Cell::amount(extra.and_then(|extra| extra.draught_out).map(|metres| metres.0)),
        codes(facts, facts.links().shipments_of(row.id)),
        codes(facts, row.exhibits.iter().copied()),
        tags(facts, &row.tags),
        Cell::text(row.note()),
    ]
}

const SHIPMENTS: &[&str] = &[
    "id",
    "direction",
    "cargo",
    "quantity",
    "quantity_low",
    "quantity_base",
    "quantity_high",
    "unit",
    "basis",
    "working",
    "loading_visit",
    "loading_vessel",
    "loading_place",
    "loading_date",
    "discharge_visit",
    "discharge_vessel",
    "discharge_place",
    "discharge_date",
    "status",
    "likelihood",
    "confidence",
    "reasons_for",
    "reasons_against",
    "exhibits",
    "tags",
    "note",
];

fn shipment(facts: &Facts, row: &Shipment) -> Vec<Cell> {
    let quantity = row.quantity.as_ref();
    let known = quantity.map(|quantity| format!("{} {}", quantity.estimate, quantity.unit.symbol()));
    let ends = |pick: fn(&Estimate) -> Option<crate::base::quantity::Amount>| {
        Cell::amount(quantity.and_then(|quantity| pick(&quantity.estimate)))
    };
    let mut cells = vec![
        Cell::text(code(facts, row.id.into())),
        Cell::text(&row.direction),
        Cell::text(&row.product),
        Cell::text(known.unwrap_or_else(|| "unknown".to_owned())),
        ends(Estimate::low),
        ends(Estimate::base),
        ends(Estimate::high),
        Cell::text(quantity.map_or("", |quantity| quantity.unit.symbol())),
        Cell::text(quantity.map_or("", |quantity| quantity.basis.word())),
        Cell::text(quantity.map_or("", |quantity| &quantity.working)),
    ];
    cells.extend(end(facts, row.loading));
    cells.extend(end(facts, row.discharge));
    let reasons = |supports: bool| {
        let reasons = row.reasons.iter().filter(|reason| reason.supports == supports);
        joined(reasons.map(|reason| match reason.exhibit {
            Some(exhibit) => format!("{} [{}]", reason.text, code(facts, exhibit.into())),
            None => reason.text.clone(),
        }))
    };
    cells.extend([
        Cell::text(row.status.word()),
        Cell::text(row.likelihood.map_or("", Likelihood::word)),
        Cell::text(row.confidence.map_or("", Confidence::word)),
        reasons(true),
        reasons(false),
        codes(facts, shipment_exhibits(facts, row).into_iter()),
        tags(facts, &row.tags),
        Cell::text(&row.note),
    ]);
    cells
}

fn end(facts: &Facts, visit: Option<VisitId>) -> [Cell; 4] {
    let Some(visit) = visit.and_then(|id| facts.visits.get(id)) else {
        return [Cell::Empty, Cell::Empty, Cell::Empty, Cell::Empty];
    };
    [
        Cell::text(code(facts, visit.id.into())),
        Cell::text(name(facts, visit.vessel.into())),
        Cell::text(name(facts, visit.place.into())),
        bounds_edtf(&visit.bounds).map_or(Cell::Empty, |edtf| Cell::text(edtf.to_string())),
    ]
}

/// The exhibits that a shipment rests on: of its quantity, its reasons and its visits; by number, each once.
pub(super) fn shipment_exhibits(facts: &Facts, row: &Shipment) -> Vec<Id<crate::model::evidence::Exhibit>> {
    let visits = row.loading.iter().chain(&row.discharge).filter_map(|id| facts.visits.get(*id));
    let own = row.quantity.iter().filter_map(|quantity| quantity.exhibit);
    let reasons = row.reasons.iter().filter_map(|reason| reason.exhibit);
    let mut all: Vec<_> = own.chain(reasons).chain(visits.flat_map(|visit| visit.exhibits.iter().copied())).collect();
    all.sort_unstable_by_key(|id| (facts.exhibits.get(*id).map(|exhibit| exhibit.number), *id));
    all.dedup();
    all
}

/// Four bounds as one date: seen throughout an interval, or at one unknown time of a range.
fn bounds_edtf(bounds: &Bounds) -> Option<Edtf> {
    let get = |name| bounds.get(name);
    match (get(BoundName::FirstSeen), get(BoundName::LastSeen)) {
        (Some(first), Some(last)) if first == last => return Some(Edtf::Date(first)),
        (Some(first), Some(last)) => return Some(Edtf::Interval(End::At(first), End::At(last))),
        (Some(first), None) => return Some(Edtf::Interval(End::At(first), End::Unknown)),
        (None, Some(last)) => return Some(Edtf::Interval(End::Unknown, End::At(last))),
        (None, None) => {}
    }
    let end = |name| get(name).map_or(End::Open, End::At);
    (!bounds.is_undated()).then(|| Edtf::OneOf(end(BoundName::NotBefore), end(BoundName::NotAfter)))
}

const VESSELS: &[&str] = &[
    "id",
    "name",
    "unnamed",
    "other_names",
    "imo",
    "imo_check",
    "mmsi",
    "call_sign",
    "flags",
    "type",
    "dwt_t",
    "gt",
    "length_m",
    "capacity_low_bbl",
    "capacity_base_bbl",
    "capacity_high_bbl",
    "tonnes_per_cm",
    "designations",
    "tags",
    "note",
];

fn vessel(facts: &Facts, row: &crate::model::vessel::Vessel) -> Vec<Cell> {
    let check = row.imo.as_ref().map_or("", |imo| match imo.value.check() {
        ImoCheck::Ship => "fits",
        ImoCheck::Company => "fits a company number",
        ImoCheck::Fails => "fails",
        ImoCheck::Malformed => "not seven digits",
    });
    let capacity = |pick: fn(&Estimate) -> Option<crate::base::quantity::Amount>| {
        Cell::amount(row.capacity.as_ref().and_then(|capacity| pick(&capacity.value)))
    };
    vec![
        Cell::text(code(facts, row.id.into())),
        Cell::text(&row.name),
        Cell::text(if row.unnamed { "yes" } else { "no" }),
        joined(row.other_names.iter().map(|other| other.name.clone())),
        Cell::text(row.imo.as_ref().map_or("", |imo| imo.value.as_str())),
        Cell::text(check),
        joined(row.mmsis.iter().map(|mmsi| mmsi.value.to_string())),
        Cell::text(row.call_sign.as_ref().map_or("", |sign| &sign.value)),
        joined(row.flags.iter().map(|flag| match &flag.period {
            Some(period) => format!("{} ({period})", flag.value),
            None => flag.value.clone(),
        })),
        Cell::text(row.vessel_type.as_ref().map_or("", |kind| &kind.value)),
        Cell::amount(row.dwt.as_ref().map(|fact| fact.value.0)),
        Cell::amount(row.gt.as_ref().map(|fact| fact.value.0)),
        Cell::amount(row.length.as_ref().map(|fact| fact.value.0)),
        capacity(Estimate::low),
        capacity(Estimate::base),
        capacity(Estimate::high),
        Cell::amount(row.tpc.as_ref().map(|fact| fact.value.0)),
        joined(row.designations.iter().map(|entry| {
            let parts = [entry.list.clone(), entry.paragraph.clone(), dated(entry.date.as_ref())];
            parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
        })),
        tags(facts, &row.tags),
        Cell::text(&row.note),
    ]
}

const PLACES: &[&str] = &[
    "id",
    "name",
    "kind",
    "within",
    "other_names",
    "country",
    "operator",
    "unlocode",
    "lat",
    "lon",
    "handles",
    "tags",
    "note",
];

fn place(facts: &Facts, row: &crate::model::place::Place) -> Vec<Cell> {
    vec![
        Cell::text(code(facts, row.id.into())),
        Cell::text(&row.name),
        Cell::text(row.kind.word()),
        row.parent.map_or(Cell::Empty, |parent| Cell::text(name(facts, parent.into()))),
        joined(row.other_names.iter().map(|other| other.name.clone())),
        Cell::text(&row.country),
        Cell::text(&row.operator),
        Cell::text(row.locode.as_ref().map_or("", |locode| locode.as_str())),
        row.position.map_or(Cell::Empty, |position| Cell::number(position.lat())),
        row.position.map_or(Cell::Empty, |position| Cell::number(position.lon())),
        joined(row.handles.iter().cloned()),
        tags(facts, &row.tags),
        Cell::text(&row.note),
    ]
}

const EXHIBITS: &[&str] = &[
    "id",
    "kind",
    "title",
    "source",
    "reliability",
    "credibility",
    "published",
    "captured",
    "collected",
    "url",
    "archived_url",
    "language",
    "sensor",
    "analyst",
    "data_owner",
    "licence",
    "credit",
    "sha256",
    "tags",
    "note",
];

fn exhibit(facts: &Facts, row: &crate::model::evidence::Exhibit) -> Vec<Cell> {
    let source = row.source.and_then(|id| facts.sources.get(id));
    vec![
        Cell::text(code(facts, row.id.into())),
        Cell::text(row.kind.word()),
        Cell::text(&row.title),
        Cell::text(source.map_or("", |source| &source.name)),
        Cell::text(source.map_or(Reliability::F, |source| source.reliability).letter()),
        Cell::number(row.credibility.digit()),
        Cell::text(dated(row.published.as_ref())),
        Cell::text(dated(row.captured.as_ref())),
        Cell::text(dated(row.collected.time.as_ref())),
        Cell::text(&row.url),
        Cell::text(&row.archived_url),
        Cell::text(&row.language),
        Cell::text(&row.sensor),
        Cell::text(&row.analyst),
        Cell::text(&row.data_owner),
        Cell::text(&row.licence),
        Cell::text(&row.credit),
        joined(row.files.iter().map(|file| file.sha256.to_string())),
        tags(facts, &row.tags),
        Cell::text(&row.note),
    ]
}

const CLAIMS: &[&str] = &[
    "id",
    "exhibit",
    "outlet",
    "quote",
    "language",
    "speaker",
    "hedge",
    "reported_by",
    "about",
    "stance",
    "tags",
    "note",
];

fn claim(facts: &Facts, row: &crate::model::evidence::Claim) -> Vec<Cell> {
    let exhibit = facts.exhibits.get(row.exhibit);
    let outlet = exhibit.and_then(|exhibit| exhibit.source).and_then(|id| facts.sources.get(id));
    let by = |by: &ReportedBy| match *by {
        ReportedBy::Exhibit(id) => code(facts, id.into()),
        ReportedBy::Source(id) => name(facts, id.into()),
    };
    vec![
        Cell::text(code(facts, row.id.into())),
        Cell::text(code(facts, row.exhibit.into())),
        Cell::text(outlet.map_or("", |source| &source.name)),
        Cell::text(&row.quote),
        Cell::text(&row.language),
        Cell::text(&row.speaker),
        Cell::text(row.hedge.word()),
        joined(row.reported_by.iter().map(by)),
        joined(row.about.iter().map(|subject| code(facts, *subject))),
        Cell::text(match row.stance {
            crate::model::evidence::Stance::Supports => "supports",
            crate::model::evidence::Stance::Contradicts => "contradicts",
        }),
        tags(facts, &row.tags),
        Cell::text(&row.note),
    ]
}

const FINDINGS: &[&str] =
    &["id", "section", "order", "headline", "body", "exhibits", "likelihood", "confidence", "status", "tags"];

fn finding(facts: &Facts, row: &crate::model::finding::Finding) -> Vec<Cell> {
    vec![
        Cell::text(code(facts, row.id.into())),
        Cell::text(&row.section),
        Cell::number(row.order),
        Cell::text(&row.headline),
        Cell::text(&row.body),
        joined(row.cited_exhibits().into_iter().map(|number| format!("E-{number}"))),
        Cell::text(row.likelihood.map_or("", Likelihood::word)),
        Cell::text(row.confidence.map_or("", Confidence::word)),
        Cell::text(row.status.word()),
        tags(facts, &row.tags),
    ]
}

const EVENTS: &[&str] = &["id", "date", "title", "exhibit", "tags", "note"];

fn event(facts: &Facts, row: &crate::model::event::Event) -> Vec<Cell> {
    vec![
        Cell::text(code(facts, row.id.into())),
        Cell::text(row.time.to_string()),
        Cell::text(&row.title),
        row.exhibit.map_or(Cell::Empty, |exhibit| Cell::text(code(facts, exhibit.into()))),
        tags(facts, &row.tags),
        Cell::text(&row.note),
    ]
}

fn dated(date: Option<&Dated>) -> String {
    date.map(ToString::to_string).unwrap_or_default()
}

fn codes<R: Into<EntityRef>>(facts: &Facts, references: impl Iterator<Item = R>) -> Cell {
    joined(references.map(|reference| code(facts, reference.into())))
}

fn tags(facts: &Facts, tags: &[TagId]) -> Cell {
    joined(tags.iter().map(|tag| name(facts, (*tag).into())))
}

fn joined(parts: impl Iterator<Item = String>) -> Cell {
    Cell::text(parts.collect::<Vec<_>>().join("; "))
}
