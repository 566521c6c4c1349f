//! The tanker table: every shipment with hull, calls, cargo, quantity, and the exhibits behind it.

use super::shipments::{end, quantity};
use super::writer::Writer;
use crate::analysis::ledger::words::rests_on;
use crate::model::columns::shipment_exhibits;
use crate::model::ids::{ExhibitId, VesselId};
use crate::model::naming;
use crate::model::shipment::{Shipment, ShipmentStatus};
use crate::report::outline::{Block, Column, Inline, Table};

impl Writer<'_> {
    /// The table, wide: of all shipments of the report but those that were rejected.
    pub fn tankers(&mut self, caption: Option<&str>, anchor: &str) -> Block {
        let rows: Vec<&Shipment> =
            self.shipments().into_iter().filter(|row| row.status != ShipmentStatus::Rejected).collect();
        let mut behind: Vec<ExhibitId> = Vec::new();
        let mut cells = Vec::new();
        for row in &rows {
            let vessel = self.vessel_of(row);
            let (imo, flag) = vessel.map_or_else(Default::default, |id| self.identity(id));
            let name =
                vessel.and_then(|id| self.facts.vessels.get(id)).map_or("unknown", |vessel| vessel.name.as_str());
            let mut exhibits = shipment_exhibits(self.facts, row);
            exhibits.extend(self.counted_on(row));
            behind.extend(exhibits.iter().copied());
            let texts = [
                naming::code(self.facts, row.id.into()),
                name.to_owned(),
                imo,
                flag,
                end(self.facts, row.loading),
                end(self.facts, row.discharge),
                if row.product.trim().is_empty() { "unknown".to_owned() } else { row.product.trim().to_owned() },
                quantity(row),
                row.status.word().to_owned(),
                naming::exhibits(self.facts, exhibits),
            ];
            cells.push(texts.into_iter().map(|text| vec![Inline::text(text)]).collect());
        }
        let titles = [
            ("No.", 5),
            ("Vessel", 11),
            ("IMO", 8),
            ("Flag", 9),
            ("Loaded", 19),
            ("Discharged", 19),
            ("Cargo", 10),
            ("Quantity", 11),
            ("Status", 8),
            ("Exhibits", 10),
        ];
        let anchor = self.anchor(anchor);
        Block::Table(Table {
            number: self.next_table(&anchor),
            anchor,
            caption: vec![Inline::text(caption.unwrap_or("Shipments, by hull, call and cargo"))],
            columns: columns(&titles),
            rows: cells,
            sources: self.sources(behind),
            wide: true,
        })
    }

    /// The hull of a shipment: that of its loading, else of its discharge.
    fn vessel_of(&self, row: &Shipment) -> Option<VesselId> {
        let visit = row.loading.or(row.discharge)?;
        self.facts.visits.get(visit).map(|visit| visit.vessel)
    }

    /// IMO number and flags as stated, or that they are not known.
    fn identity(&self, id: VesselId) -> (String, String) {
        let Some(vessel) = self.facts.vessels.get(id) else { return ("unknown".to_owned(), "unknown".to_owned()) };
        let flags: Vec<&str> = vessel.flags.iter().map(|flag| flag.value.as_str()).collect();
        let imo = vessel.imo.as_ref().map_or_else(|| "unknown".to_owned(), |imo| imo.value.as_str().to_owned());
        (imo, if flags.is_empty() { "unknown".to_owned() } else { flags.join(", ") })
    }

    /// The exhibits on which the count of a shipment rests, over all regimes.
    fn counted_on(&self, row: &Shipment) -> Vec<ExhibitId> {
        let regimes = self.facts.regimes.iter().map(|regime| regime.id);
        let found = regimes.filter_map(|id| {
            let (rules, entry) = (self.ledger.rules(id)?, self.ledger.book(id)?.entry(row.id)?);
            Some(rests_on(self.facts, rules, entry).1)
        });
        found.flatten().collect()
    }
}

/// Columns of text by title and share of the width.
pub(super) fn columns(titles: &[(&str, u16)]) -> Vec<Column> {
    titles.iter().map(|(title, weight)| Column { title: (*title).to_owned(), number: false, weight: *weight }).collect()
}
