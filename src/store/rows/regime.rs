//! Regimes and declarations as rows.

use super::cells::{CellError, Cells, Out};
use super::{Child, Main, Rows};
use crate::model::ids::Id;
use crate::model::regime::{Declaration, MonthDay, Regime};
use crate::store::load::{LoadError, Reader};

/// Regimes.
pub const REGIME: Main = Main {
    table: "regime",
    #[rustfmt::skip]
    columns: &[
        "instrument", "cap", "unit", "window_month", "window_day", "counting_event", "conversion", "note", "created", "changed",
    ],
    children: &[
        Child { table: "regime_product", owner: "regime", columns: &["product"] },
        Child { table: "regime_notice", owner: "regime", columns: &["percent"] },
    ],
    tags: Some("regime_tag"),
};

/// Declarations.
pub const DECLARATION: Main = Main {
    table: "declaration",
    #[rustfmt::skip]
    columns: &[
        "regime", "period", "period_text", "low", "base", "high", "unit", "kind", "by_source", "exhibit", "note",
        "created", "changed",
    ],
    children: &[],
    tags: Some("declaration_tag"),
};

/// A regime as rows.
pub fn regime_rows(regime: &Regime) -> Rows {
    let out = Out::default().text(&regime.instrument).real(Some(regime.cap.get())).word(&regime.unit);
    let out = out.int(regime.window_start.month()).int(regime.window_start.day()).word(&regime.counting_event);
    Rows {
        main: out.known(&regime.conversion).known(&regime.note).stamp(regime.stamp).0,
        children: vec![
            regime.products.iter().map(|product| Out::default().text(product).0).collect(),
            regime.notice_points.iter().map(|percent| Out::default().int(*percent).0).collect(),
        ],
        tags: regime.tags.clone(),
    }
}

fn read_regime(id: u32, cells: &mut Cells<'_>) -> Result<Regime, CellError> {
    Ok(Regime {
        id: Id::new(id),
        instrument: cells.text()?.to_owned(),
        cap: cells.amount()?.ok_or_else(|| cells.wrong("is empty"))?,
        unit: cells.word()?,
        window_start: MonthDay::new(cells.int()?, cells.int()?).ok_or_else(|| cells.wrong("is no day of the year"))?,
        products: Vec::new(),
        counting_event: cells.word()?,
        conversion: cells.known()?,
        notice_points: Vec::new(),
        note: cells.known()?,
        tags: Vec::new(),
        stamp: cells.stamp()?,
    })
}

fn number(cells: &mut Cells<'_>) -> Result<u8, CellError> {
    cells.int()
}

/// Reads regimes.
pub fn load_regimes(reader: &Reader<'_>) -> Result<Vec<Regime>, LoadError> {
    let mut regimes = reader.entities(&REGIME, read_regime)?;
    let [products, notices] = REGIME.children else { return Ok(regimes) };
    let id = |regime: &Regime| regime.id.0;
    let product = |cells: &mut Cells<'_>| Ok(cells.text()?.to_owned());
    reader.lists(products, &mut regimes, id, product, |regime, product| regime.products.push(product))?;
    reader.lists(notices, &mut regimes, id, number, |regime, percent| regime.notice_points.push(percent))?;
    reader.tags(&REGIME, &mut regimes, id, |regime, tag| regime.tags.push(tag))?;
    Ok(regimes)
}

/// A declaration as rows.
pub fn declaration_rows(declaration: &Declaration) -> Rows {
    let out = Out::default().id(declaration.regime).dated(Some(&declaration.period));
    let out = out.estimate(Some(&declaration.quantity)).word(&declaration.unit).word(&declaration.kind);
    let out = out.maybe_id(declaration.by).maybe_id(declaration.exhibit);
    let main = out.known(&declaration.note).stamp(declaration.stamp).0;
    Rows { main, children: Vec::new(), tags: declaration.tags.clone() }
}

/// Reads declarations.
pub fn load_declarations(reader: &Reader<'_>) -> Result<Vec<Declaration>, LoadError> {
    let mut declarations = reader.entities(&DECLARATION, |id, cells| {
        Ok(Declaration {
            id: Id::new(id),
            regime: cells.id()?,
            period: cells.dated()?,
            quantity: cells.estimate()?.ok_or_else(|| cells.wrong("and its neighbours give no amount"))?,
            unit: cells.word()?,
            kind: cells.word()?,
            by: cells.maybe_id()?,
            exhibit: cells.maybe_id()?,
            note: cells.known()?,
            tags: Vec::new(),
            stamp: cells.stamp()?,
        })
    })?;
    let id = |declaration: &Declaration| declaration.id.0;
    reader.tags(&DECLARATION, &mut declarations, id, |declaration, tag| declaration.tags.push(tag))?;
    Ok(declarations)
}
