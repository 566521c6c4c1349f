//! Places as rows.

use super::cells::{CellError, Cells, Out};
use super::vessel::{NAME_COLUMNS, name_row, read_name};
use super::{Child, Main, Rows};
use crate::model::identifiers::UnLocode;
use crate::model::ids::Id;
use crate::model::place::{Place, Position};
use crate::store::load::{LoadError, Reader};

/// Places.
pub const PLACE: Main = Main {
    table: "place",
    columns: &["name", "kind", "parent", "country", "operator", "locode", "lat", "lon", "note", "created", "changed"],
    children: &[
        Child { table: "place_name", owner: "place", columns: NAME_COLUMNS },
        Child { table: "place_outline", owner: "place", columns: &["lat", "lon"] },
        Child { table: "place_handles", owner: "place", columns: &["cargo"] },
    ],
    tags: Some("place_tag"),
};

/// A place as rows.
pub fn place_rows(place: &Place) -> Rows {
    let out = Out::default().text(&place.name).word(&place.kind).maybe_id(place.parent);
    let out = out.known(&place.country).known(&place.operator);
    let out = out.maybe(place.locode.as_ref().map(UnLocode::as_str));
    let out = out.real(place.position.map(Position::lat)).real(place.position.map(Position::lon));
    let corner = |at: &Position| Out::default().real(Some(at.lat())).real(Some(at.lon())).0;
    Rows {
        main: out.known(&place.note).stamp(place.stamp).0,
        children: vec![
            place.other_names.iter().map(name_row).collect(),
            place.outline.iter().map(corner).collect(),
            place.handles.iter().map(|cargo| Out::default().text(cargo).0).collect(),
        ],
        tags: place.tags.clone(),
    }
}

fn read_position(cells: &mut Cells<'_>) -> Result<Option<Position>, CellError> {
    match (cells.real()?, cells.real()?) {
        (None, None) => Ok(None),
        (Some(lat), Some(lon)) => {
            Position::new(lat, lon).map(Some).map_err(|error| cells.wrong(&format!("is wrong: {error}")))
        }
        _ => Err(cells.wrong("belongs to half a position")),
    }
}

fn read_place(id: u32, cells: &mut Cells<'_>) -> Result<Place, CellError> {
    let mut place = Place::named(Id::new(id), cells.text()?);
    place.kind = cells.word()?;
    place.parent = cells.maybe_id()?;
    place.country = cells.known()?;
    place.operator = cells.known()?;
    place.locode = cells.maybe()?.map(UnLocode::new);
    place.position = read_position(cells)?;
    place.note = cells.known()?;
    place.stamp = cells.stamp()?;
    Ok(place)
}

/// Reads places.
pub fn load_places(reader: &Reader<'_>) -> Result<Vec<Place>, LoadError> {
    let mut places = reader.entities(&PLACE, read_place)?;
    let [names, outline, handles] = PLACE.children else { return Ok(places) };
    let id = |place: &Place| place.id.0;
    reader.lists(names, &mut places, id, read_name, |place, name| place.other_names.push(name))?;
    let corner = |cells: &mut Cells<'_>| read_position(cells)?.ok_or_else(|| cells.wrong("is empty"));
    reader.lists(outline, &mut places, id, corner, |place, at| place.outline.push(at))?;
    let cargo = |cells: &mut Cells<'_>| Ok(cells.text()?.to_owned());
    reader.lists(handles, &mut places, id, cargo, |place, cargo| place.handles.push(cargo))?;
    reader.tags(&PLACE, &mut places, id, |place, tag| place.tags.push(tag))?;
    Ok(places)
}
