//! Saved views as rows.

use super::cells::{CellError, Cells, Out};
use super::{Child, Main, Rows};
use crate::model::arrangement::{Arrangement, LaneColour, LanePath};
use crate::model::ids::Id;
use crate::model::view::{Layer, SavedView};
use crate::store::load::{LoadError, Reader};

/// Saved views.
pub const SAVED_VIEW: Main = Main {
    table: "saved_view",
    columns: &["name", "query", "lane_order", "colouring", "range_from", "range_to", "note", "created", "changed"],
    children: &[
        Child { table: "saved_view_level", owner: "saved_view", columns: &["level"] },
        Child { table: "saved_view_layer", owner: "saved_view", columns: &["layer"] },
        Child { table: "saved_view_lane", owner: "saved_view", columns: &["mark", "path", "colour"] },
    ],
    tags: None,
};

/// A saved view as rows.
pub fn saved_view_rows(view: &SavedView) -> Rows {
    let lanes = &view.lanes;
    let out = Out::default().text(&view.name).known(&view.query).word(&lanes.order).word(&view.colouring);
    let out = out.instant(view.range.map(|(from, _)| from)).instant(view.range.map(|(_, to)| to));
    let row = |mark: &str, path: &LanePath, colour: Option<String>| {
        let path = serde_json::to_string(path).unwrap_or_default();
        Out::default().text(mark).text(&path).maybe(colour.as_deref()).0
    };
    let plain = lanes.pinned.iter().map(|path| row("pinned", path, None));
    let plain = plain.chain(lanes.hidden.iter().map(|path| row("hidden", path, None)));
    let plain = plain.chain(lanes.folded.iter().map(|path| row("folded", path, None)));
    let plain = plain.chain(lanes.by_hand.iter().map(|path| row("by_hand", path, None)));
    let coloured = lanes.colours.iter().map(|set| row("coloured", &set.lane, Some(set.colour.to_string())));
    Rows {
        main: out.known(&view.note).stamp(view.stamp).0,
        children: vec![
            lanes.levels.iter().map(|level| Out::default().word(level).0).collect(),
            view.layers.iter().map(|layer| Out::default().word(layer).0).collect(),
            plain.chain(coloured).collect(),
        ],
        tags: Vec::new(),
    }
}

fn read_view(id: u32, cells: &mut Cells<'_>) -> Result<SavedView, CellError> {
    Ok(SavedView {
        id: Id::new(id),
        name: cells.text()?.to_owned(),
        query: cells.known()?,
        lanes: Arrangement { order: cells.word()?, ..Arrangement::by(&[]) },
        colouring: cells.word()?,
        layers: std::collections::BTreeSet::new(),
        range: match (cells.maybe_instant()?, cells.maybe_instant()?) {
            (Some(from), Some(to)) => Some((from, to)),
            (None, None) => None,
            _ => return Err(cells.wrong("belongs to half a range")),
        },
        note: cells.known()?,
        stamp: cells.stamp()?,
    })
}

fn read_lane(cells: &mut Cells<'_>) -> Result<(String, LanePath, Option<String>), CellError> {
    let mark = cells.text()?.to_owned();
    let path = cells.parsed(|text| serde_json::from_str(text))?;
    Ok((mark, path, cells.maybe()?.map(str::to_owned)))
}

/// Puts what was done to a lane where it belongs; a colour that is none is left out.
fn set_lane(lanes: &mut Arrangement, (mark, path, colour): (String, LanePath, Option<String>)) {
    match mark.as_str() {
        "pinned" => lanes.pinned.push(path),
        "hidden" => lanes.hidden.extend([path]),
        "folded" => lanes.folded.extend([path]),
        "by_hand" => lanes.by_hand.push(path),
        _ => {
            if let Some(colour) = colour.and_then(|text| text.parse().ok()) {
                lanes.colours.push(LaneColour { lane: path, colour });
            }
        }
    }
}

/// Reads saved views.
pub fn load_saved_views(reader: &Reader<'_>) -> Result<Vec<SavedView>, LoadError> {
    let mut views = reader.entities(&SAVED_VIEW, read_view)?;
    let [levels, layers, lanes] = SAVED_VIEW.children else { return Ok(views) };
    let id = |view: &SavedView| view.id.0;
    let word = |cells: &mut Cells<'_>| cells.word();
    reader.lists(levels, &mut views, id, word, |view, level| view.lanes.levels.push(level))?;
    let word = |cells: &mut Cells<'_>| cells.word::<Layer>();
    reader.lists(layers, &mut views, id, word, |view, layer| view.layers.extend([layer]))?;
    reader.lists(lanes, &mut views, id, read_lane, |view, lane| set_lane(&mut view.lanes, lane))?;
    for view in &mut views {
        view.lanes.mend();
    }
    Ok(views)
}
