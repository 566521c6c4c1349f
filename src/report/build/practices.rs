//! Practices seen: the tags that the report's vessels, visits and shipments bear, with what bears them. A tag is an observation,
//! not a finding.

use std::collections::{BTreeMap, BTreeSet};

use super::tankers::columns;
use super::writer::Writer;
use crate::model::ids::{EntityKind, EntityRef, ExhibitId, Id, TagId};
use crate::model::naming;
use crate::model::tag_tree::TagTree;
use crate::report::outline::{Block, Inline, Table};

/// How many are named before the rest is counted.
const NAMED: usize = 8;

impl Writer<'_> {
    /// The table of tags in use; none if nothing is tagged.
    pub fn practices(&mut self) -> Option<Block> {
        let mut bearers: BTreeMap<TagId, Vec<EntityRef>> = BTreeMap::new();
        self.facts.each_tagged(|item, tags| {
            let counts = matches!(item.kind, EntityKind::Vessel | EntityKind::Visit | EntityKind::Shipment);
            if counts && self.asked.choices.shows(item) {
                for tag in tags {
                    bearers.entry(*tag).or_default().push(item);
                }
            }
        });
        if bearers.is_empty() {
            return None;
        }
        let tree = TagTree::of(&self.facts.tags);
        let mut behind: BTreeSet<ExhibitId> = BTreeSet::new();
        let mut rows: Vec<(String, Vec<Vec<Inline>>)> = Vec::new();
        for (tag, mut items) in bearers {
            let Some(row) = self.facts.tags.get(tag) else { continue };
            items.sort_unstable();
            let exhibits: BTreeSet<ExhibitId> = items.iter().flat_map(|item| self.exhibits_of(*item)).collect();
            let name =
                |item: &EntityRef| format!("{} {}", naming::code(self.facts, *item), naming::name(self.facts, *item));
            let mut named: Vec<String> = items.iter().take(NAMED).map(name).collect();
            if items.len() > NAMED {
                named.push(format!("{} more", items.len() - NAMED));
            }
            let path = tree.path(tag).to_owned();
            let cells = [
                path.clone(),
                row.definition.trim().to_owned(),
                named.join("; "),
                naming::exhibits(self.facts, exhibits.iter().copied()),
            ];
            behind.extend(exhibits);
            rows.push((path, cells.into_iter().map(|text| vec![Inline::text(text)]).collect()));
        }
        rows.sort_by(|one, other| one.0.cmp(&other.0));
        let anchor = self.anchor("practices");
        Some(Block::Table(Table {
            number: self.next_table(&anchor),
            anchor,
            caption: vec![Inline::text("Practices seen. A tag is an observation, not a finding")],
            columns: columns(&[("Practice", 20), ("What it means", 28), ("Seen at", 34), ("Exhibits", 14)]),
            rows: rows.into_iter().map(|(_, cells)| cells).collect(),
            sources: self.sources(behind),
            wide: false,
        }))
    }

    fn exhibits_of(&self, item: EntityRef) -> Vec<ExhibitId> {
        match item.kind {
            EntityKind::Visit => {
                self.facts.visits.get(Id::new(item.id)).map_or_else(Vec::new, |row| row.exhibits.to_vec())
            }
            EntityKind::Shipment => {
                let row = self.facts.shipments.get(Id::new(item.id));
                row.map_or_else(Vec::new, |row| crate::model::columns::shipment_exhibits(self.facts, row))
            }
            EntityKind::Vessel => {
                self.facts.vessels.get(Id::new(item.id)).map_or_else(Vec::new, |row| row.exhibits().collect())
            }
            _ => Vec::new(),
        }
    }
}
