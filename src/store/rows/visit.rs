//! Visits as rows. A case may hold a million of them, so this is the path on which opening is fast or slow.

use super::cells::{CellError, Cells, Out};
use super::{Child, Main, Rows};
use crate::base::interval::{BOUND_NAMES, Bounds};
use crate::base::quantity::Metres;
use crate::model::ids::Id;
use crate::model::visit::{Visit, VisitExtra};
use crate::store::load::{LoadError, Reader};

/// Visits.
pub const VISIT: Main = Main {
    table: "visit",
    #[rustfmt::skip]
    columns: &[
        "vessel", "place", "not_before", "first_seen", "last_seen", "not_after", "activity", "hedge",
        "created", "changed",
        "draught_in", "draught_out", "note",
        "not_before_text", "first_seen_text", "last_seen_text", "not_after_text",
        "not_before_exhibit", "first_seen_exhibit", "last_seen_exhibit", "not_after_exhibit",
    ],
    children: &[
        Child { table: "visit_sighting", owner: "visit", columns: &["sighting"] },
        Child { table: "visit_exhibit", owner: "visit", columns: &["exhibit"] },
    ],
    tags: Some("visit_tag"),
};

/// Columns that every visit fills; the others are read by an index that knows which visits have them.
const COMMON: usize = 10;

/// A visit as rows.
pub fn visit_rows(visit: &Visit) -> Rows {
    let out = Out::default().id(visit.vessel).id(visit.place);
    let out = BOUND_NAMES.into_iter().fold(out, |out, name| out.when(visit.bounds.get(name)));
    let out = out.word(&visit.activity).word(&visit.hedge).stamp(visit.stamp);
    let extra = visit.extra.as_deref();
    let draught = |end: fn(&VisitExtra) -> Option<Metres>| extra.and_then(end).map(|metres| metres.0.get());
    let out = out.real(draught(|extra| extra.draught_in)).real(draught(|extra| extra.draught_out));
    let out = out.known(visit.note());
    let out = (0..4).fold(out, |out, i| out.maybe(extra.and_then(|extra| extra.bounds.texts[i].as_deref())));
    let out = (0..4).fold(out, |out, i| out.maybe_id(extra.and_then(|extra| extra.bounds.exhibits[i])));
    Rows {
        main: out.0,
        children: vec![
            visit.sightings.iter().map(|id| Out::default().id(*id).0).collect(),
            visit.exhibits.iter().map(|id| Out::default().id(*id).0).collect(),
        ],
        tags: visit.tags.to_vec(),
    }
}

fn read_visit(id: u32, cells: &mut Cells<'_>) -> Result<Visit, CellError> {
    let (vessel, place) = (cells.id()?, cells.id()?);
    let bounds = Bounds::new([cells.when()?, cells.when()?, cells.when()?, cells.when()?]);
    bounds.check().map_err(|error| CellError::Bad(error.to_string()))?;
    let mut visit = Visit::new(Id::new(id), vessel, place, bounds);
    visit.activity = cells.word()?;
    visit.hedge = cells.word()?;
    visit.stamp = cells.stamp()?;
    Ok(visit)
}

/// Reads what few visits have.
fn read_detail(cells: &mut Cells<'_>) -> Result<VisitExtra, CellError> {
    let mut extra = VisitExtra {
        draught_in: cells.amount()?.map(Metres),
        draught_out: cells.amount()?.map(Metres),
        note: cells.known()?,
        ..VisitExtra::default()
    };
    for text in &mut extra.bounds.texts {
        *text = cells.maybe()?.map(Box::from);
    }
    for exhibit in &mut extra.bounds.exhibits {
        *exhibit = cells.maybe_id()?;
    }
    Ok(extra)
}

fn with<T>(list: &mut Box<[T]>, item: T) {
    let mut longer = Vec::with_capacity(list.len() + 1);
    longer.extend(std::mem::take(list));
    longer.push(item);
    *list = longer.into_boxed_slice();
}

fn reference<K>(cells: &mut Cells<'_>) -> Result<Id<K>, CellError> {
    cells.id()
}

/// Reads visits.
pub fn load_visits(reader: &Reader<'_>) -> Result<Vec<Visit>, LoadError> {
    let common = &VISIT.columns[..COMMON];
    let mut visits = reader.rows(VISIT.table, "id", common, read_visit)?;
    let id = |visit: &Visit| visit.id.0;
    let details = include_str!("../queries/visit_details.sql");
    reader.merge(details, VISIT.table, &mut visits, id, |visit, cells| {
        let detail = read_detail(cells)?;
        visit.edit_extra(|extra| *extra = detail);
        Ok(())
    })?;
    let [sightings, exhibits] = VISIT.children else { return Ok(visits) };
    reader.lists(sightings, &mut visits, id, reference, |visit, id| with(&mut visit.sightings, id))?;
    reader.lists(exhibits, &mut visits, id, reference, |visit, id| with(&mut visit.exhibits, id))?;
    reader.tags(&VISIT, &mut visits, id, |visit, tag| with(&mut visit.tags, tag))?;
    Ok(visits)
}
