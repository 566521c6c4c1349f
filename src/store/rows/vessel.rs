//! Vessels as rows.

use rusqlite::types::Value;

use super::cells::{CellError, Cells, Out};
use super::{Child, Main, Rows};
use crate::base::quantity::{Amount, DeadweightTonnes, GrossTonnage, Metres, TonnesPerCentimetre};
use crate::model::identifiers::{Imo, Mmsi};
use crate::model::ids::Id;
use crate::model::vessel::{Designation, OtherName, Stated, Vessel};
use crate::store::load::{LoadError, Reader};

/// Columns of another name, of vessels and places alike.
pub const NAME_COLUMNS: &[&str] = &["name", "script", "identity", "period", "period_text", "exhibit"];

/// Vessels.
pub const VESSEL: Main = Main {
    table: "vessel",
    #[rustfmt::skip]
    columns: &[
        "name", "unnamed",
        "imo", "imo_identity", "imo_period", "imo_period_text", "imo_exhibit",
        "call_sign", "call_sign_identity", "call_sign_period", "call_sign_period_text", "call_sign_exhibit",
        "vessel_type", "vessel_type_identity", "vessel_type_period", "vessel_type_period_text", "vessel_type_exhibit",
        "dwt", "dwt_identity", "dwt_period", "dwt_period_text", "dwt_exhibit",
        "gt", "gt_identity", "gt_period", "gt_period_text", "gt_exhibit",
        "length", "length_identity", "length_period", "length_period_text", "length_exhibit",
        "capacity_low", "capacity_base", "capacity_high",
        "capacity_identity", "capacity_period", "capacity_period_text", "capacity_exhibit",
        "tpc", "tpc_identity", "tpc_period", "tpc_period_text", "tpc_exhibit",
        "note", "created", "changed",
    ],
    children: &[
        Child { table: "vessel_name", owner: "vessel", columns: NAME_COLUMNS },
        Child {
            table: "vessel_mmsi",
            owner: "vessel",
            columns: &["mmsi", "identity", "period", "period_text", "exhibit"],
        },
        Child {
            table: "vessel_flag",
            owner: "vessel",
            columns: &["flag", "identity", "period", "period_text", "exhibit"],
        },
        Child {
            table: "vessel_designation",
            owner: "vessel",
            columns: &["list", "date", "date_text", "paragraph", "exhibit"],
        },
    ],
    tags: Some("vessel_tag"),
};

/// Another name as a row.
pub fn name_row(name: &OtherName) -> Vec<Value> {
    let out = Out::default().text(&name.name).maybe(name.script.as_deref()).word(&name.identity);
    out.dated(name.period.as_ref()).maybe_id(name.exhibit).0
}

/// Reads another name.
pub fn read_name(cells: &mut Cells<'_>) -> Result<OtherName, CellError> {
    Ok(OtherName {
        name: cells.text()?.to_owned(),
        script: cells.maybe()?.map(str::to_owned),
        identity: cells.word()?,
        period: cells.maybe_dated()?,
        exhibit: cells.maybe_id()?,
    })
}

/// A vessel as rows.
pub fn vessel_rows(vessel: &Vessel) -> Rows {
    let text = |out: Out, fact: Option<&Stated<String>>| out.maybe(fact.map(|fact| fact.value.as_str())).stated(fact);
    let out = Out::default().text(&vessel.name).flag(vessel.unnamed);
    let out = out.maybe(vessel.imo.as_ref().map(|fact| fact.value.as_str())).stated(vessel.imo.as_ref());
    let out = text(out, vessel.call_sign.as_ref());
    let out = text(out, vessel.vessel_type.as_ref());
    let out = out.real(vessel.dwt.as_ref().map(|fact| fact.value.0.get())).stated(vessel.dwt.as_ref());
    let out = out.real(vessel.gt.as_ref().map(|fact| fact.value.0.get())).stated(vessel.gt.as_ref());
    let out = out.real(vessel.length.as_ref().map(|fact| fact.value.0.get())).stated(vessel.length.as_ref());
    let out = out.estimate(vessel.capacity.as_ref().map(|fact| &fact.value)).stated(vessel.capacity.as_ref());
    let out = out.real(vessel.tpc.as_ref().map(|fact| fact.value.0.get())).stated(vessel.tpc.as_ref());
    let main = out.known(&vessel.note).stamp(vessel.stamp).0;
    let mmsi = |fact: &Stated<Mmsi>| Out::default().text(fact.value.as_str()).stated(Some(fact)).0;
    let flag = |fact: &Stated<String>| Out::default().text(&fact.value).stated(Some(fact)).0;
    let designation = |entry: &Designation| {
        let out = Out::default().text(&entry.list).dated(entry.date.as_ref());
        out.known(&entry.paragraph).maybe_id(entry.exhibit).0
    };
    Rows {
        main,
        children: vec![
            vessel.other_names.iter().map(name_row).collect(),
            vessel.mmsis.iter().map(mmsi).collect(),
            vessel.flags.iter().map(flag).collect(),
            vessel.designations.iter().map(designation).collect(),
        ],
        tags: vessel.tags.clone(),
    }
}

fn read_text_fact(cells: &mut Cells<'_>) -> Result<Option<Stated<String>>, CellError> {
    let value = cells.maybe()?.map(str::to_owned);
    cells.stated(value)
}

fn read_amount_fact<T>(cells: &mut Cells<'_>, unit: fn(Amount) -> T) -> Result<Option<Stated<T>>, CellError> {
    let value = cells.amount()?.map(unit);
    cells.stated(value)
}

fn read_vessel(id: u32, cells: &mut Cells<'_>) -> Result<Vessel, CellError> {
    let mut vessel = Vessel::named(Id::new(id), cells.text()?);
    vessel.unnamed = cells.flag()?;
    let imo = cells.maybe()?.map(Imo::new);
    vessel.imo = cells.stated(imo)?;
    vessel.call_sign = read_text_fact(cells)?;
    vessel.vessel_type = read_text_fact(cells)?;
    vessel.dwt = read_amount_fact(cells, DeadweightTonnes)?;
    vessel.gt = read_amount_fact(cells, GrossTonnage)?;
    vessel.length = read_amount_fact(cells, Metres)?;
    let capacity = cells.estimate()?;
    vessel.capacity = cells.stated(capacity)?;
    vessel.tpc = read_amount_fact(cells, TonnesPerCentimetre)?;
    vessel.note = cells.known()?;
    vessel.stamp = cells.stamp()?;
    Ok(vessel)
}

fn required<T>(cells: &mut Cells<'_>, value: T) -> Result<Stated<T>, CellError> {
    cells.stated(Some(value))?.ok_or_else(|| cells.wrong("is empty"))
}

/// Reads vessels.
pub fn load_vessels(reader: &Reader<'_>) -> Result<Vec<Vessel>, LoadError> {
    let mut vessels = reader.entities(&VESSEL, read_vessel)?;
    let [names, mmsis, flags, designations] = VESSEL.children else { return Ok(vessels) };
    let id = |vessel: &Vessel| vessel.id.0;
    reader.lists(names, &mut vessels, id, read_name, |vessel, name| vessel.other_names.push(name))?;
    let mmsi = |cells: &mut Cells<'_>| {
        let value = Mmsi::new(cells.text()?);
        required(cells, value)
    };
    reader.lists(mmsis, &mut vessels, id, mmsi, |vessel, fact| vessel.mmsis.push(fact))?;
    let flag = |cells: &mut Cells<'_>| {
        let value = cells.text()?.to_owned();
        required(cells, value)
    };
    reader.lists(flags, &mut vessels, id, flag, |vessel, fact| vessel.flags.push(fact))?;
    let designation = |cells: &mut Cells<'_>| {
        Ok(Designation {
            list: cells.text()?.to_owned(),
            date: cells.maybe_dated()?,
            paragraph: cells.known()?,
            exhibit: cells.maybe_id()?,
        })
    };
    reader.lists(designations, &mut vessels, id, designation, |vessel, entry| vessel.designations.push(entry))?;
    reader.tags(&VESSEL, &mut vessels, id, |vessel, tag| vessel.tags.push(tag))?;
    Ok(vessels)
}
