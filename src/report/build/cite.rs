//! Notes: what stands behind a citation, in full the first time and by the number of that note afterwards.

use std::collections::BTreeSet;

use super::writer::Writer;
use crate::base::plain_date::{bounds_words, edtf_words};
use crate::base::time::Utc;
use crate::model::citation::Cited;
use crate::model::evidence::{Claim, Exhibit};
use crate::model::facts::Facts;
use crate::model::grading::Reliability;
use crate::model::ids::{EntityKind, EntityRef, ExhibitId, Id, ShipmentId, VisitId};
use crate::model::naming;
use crate::report::outline::inline::address;
use crate::report::outline::{Inline, Note};

impl Writer<'_> {
    /// The mark of a note for what a pair of brackets cites; what is not in the case stays as it was written.
    pub fn cited(&mut self, items: &[Cited<'_>]) -> Vec<Inline> {
        let mut text: Vec<Inline> = Vec::new();
        let mut exhibits = BTreeSet::new();
        let mut out = Vec::new();
        for item in items {
            let printed = item.printed().and_then(|printed| naming::by_code(self.facts, &printed.to_string()));
            let Some(reference) = printed else {
                match self.figure_called(item.target) {
                    Some(anchor) => out.push(Inline::Reference { anchor, text: item.target.to_owned() }),
                    None => out.push(self.unknown(*item)),
                }
                continue;
            };
            if reference.kind == EntityKind::Finding {
                let anchor = format!("finding-{}", reference.id);
                out.push(Inline::Reference { anchor, text: naming::code(self.facts, reference) });
                continue;
            }
            let said = self.said_of(reference, item.locator, &mut exhibits);
            if said.is_empty() {
                out.push(self.unknown(*item));
                continue;
            }
            if !text.is_empty() {
                text.push(Inline::text("; "));
            }
            text.extend(said);
        }
        if !text.is_empty() {
            text.push(Inline::text("."));
            self.notes.push(Note { text, exhibits });
            out.insert(0, Inline::Note(self.notes.len() - 1));
        }
        out
    }

    /// A note that names exhibits; none if there are none.
    pub fn note(&mut self, ids: impl IntoIterator<Item = ExhibitId>) -> Option<Inline> {
        let codes: Vec<String> = ids.into_iter().map(|id| naming::code(self.facts, id.into())).collect();
        let items: Vec<Cited<'_>> = codes.iter().map(|code| Cited { target: code, locator: "" }).collect();
        self.cited(&items).into_iter().find(|piece| matches!(piece, Inline::Note(_)))
    }

    fn unknown(&mut self, item: Cited<'_>) -> Inline {
        self.issues.warning("citation", format!("{} is cited and is not in the case", item.target));
        let locator = if item.locator.is_empty() { String::new() } else { format!(", {}", item.locator) };
        Inline::text(format!("[@{}{locator}]", item.target))
    }

    /// What a note says of one thing, and the exhibits behind it.
    fn said_of(&mut self, item: EntityRef, locator: &str, exhibits: &mut BTreeSet<u32>) -> Vec<Inline> {
        let facts = self.facts;
        let mut text = match item.kind {
            EntityKind::Exhibit => {
                facts.exhibits.get(Id::new(item.id)).map_or_else(Vec::new, |row| self.exhibit(row, exhibits))
            }
            EntityKind::Claim => {
                facts.claims.get(Id::new(item.id)).map_or_else(Vec::new, |row| self.claim(row, exhibits))
            }
            EntityKind::Visit => self.visit(Id::new(item.id), exhibits),
            EntityKind::Shipment => self.shipment(Id::new(item.id), exhibits),
            _ => vec![Inline::text(naming::name(facts, item))],
        };
        if !locator.is_empty() && !text.is_empty() {
            text.push(Inline::text(format!(", {locator}")));
        }
        text
    }

    fn exhibit(&mut self, row: &Exhibit, exhibits: &mut BTreeSet<u32>) -> Vec<Inline> {
        exhibits.insert(row.number);
        if let Some(first) = self.named_in.get(&row.number) {
            return vec![Inline::text(format!("E-{}, see note {}", row.number, first + 1))];
        }
        // Several in one note are all named in that note.
        self.named_in.insert(row.number, self.notes.len());
        let mut text = vec![Inline::text(format!("E-{}: ", row.number))];
        text.extend(imprint(self.facts, row));
        text
    }

    fn claim(&mut self, row: &Claim, exhibits: &mut BTreeSet<u32>) -> Vec<Inline> {
        let speaker = if row.speaker.trim().is_empty() { String::new() } else { format!("{}: ", row.speaker.trim()) };
        let mut text = vec![Inline::text(format!("{speaker}“{}” ({}), in ", row.quote, row.hedge.word()))];
        match self.facts.exhibits.get(row.exhibit) {
            Some(exhibit) => text.extend(self.exhibit(exhibit, exhibits)),
            None => text.push(Inline::text("an exhibit that is not in the case")),
        }
        text
    }

    fn visit(&mut self, id: VisitId, exhibits: &mut BTreeSet<u32>) -> Vec<Inline> {
        let Some(row) = self.facts.visits.get(id) else { return Vec::new() };
        let mut text = vec![Inline::text(format!(
            "{}: {}, {}, {} ({})",
            naming::code(self.facts, id.into()),
            naming::visit(self.facts, id),
            row.activity.word(),
            bounds_words(&row.bounds),
            row.hedge.word()
        ))];
        text.extend(self.resting_on(row.exhibits.iter().copied(), exhibits));
        text
    }

    fn shipment(&mut self, id: ShipmentId, exhibits: &mut BTreeSet<u32>) -> Vec<Inline> {
        let Some(row) = self.facts.shipments.get(id) else { return Vec::new() };
        let mut text = vec![Inline::text(format!(
            "{}: {} ({})",
            naming::code(self.facts, id.into()),
            naming::shipment_route(self.facts, row.loading, row.discharge),
            row.status.word()
        ))];
        text.extend(self.resting_on(crate::model::columns::shipment_exhibits(self.facts, row), exhibits));
        text
    }

    /// “, resting on E-1 to E-9”; those that no note has named yet are named in full.
    fn resting_on(&mut self, ids: impl IntoIterator<Item = ExhibitId>, exhibits: &mut BTreeSet<u32>) -> Vec<Inline> {
        let rows: Vec<&Exhibit> = ids.into_iter().filter_map(|id| self.facts.exhibits.get(id)).collect();
        if rows.is_empty() {
            return vec![Inline::text(", without an exhibit")];
        }
        let (named, new): (Vec<&Exhibit>, Vec<&Exhibit>) =
            rows.into_iter().partition(|row| self.named_in.contains_key(&row.number));
        let mut text = vec![Inline::text(", resting on ")];
        if !named.is_empty() {
            exhibits.extend(named.iter().map(|row| row.number));
            text.push(Inline::text(naming::exhibits(self.facts, named.iter().map(|row| row.id))));
        }
        for (at, row) in new.into_iter().enumerate() {
            if at > 0 || !named.is_empty() {
                text.push(Inline::text("; "));
            }
            text.extend(self.exhibit(row, exhibits));
        }
        text
    }
}

/// `Financial Times, “Title”, 26 March 2024, https://…, graded B2`.
pub(super) fn imprint(facts: &Facts, exhibit: &Exhibit) -> Vec<Inline> {
    let source = exhibit.source.and_then(|id| facts.sources.get(id));
    let mut text = vec![
        Inline::text(source.map_or("Source not recorded", |source| source.name.as_str())),
        Inline::text(", “"),
        Inline::text(exhibit.title.as_str()),
        Inline::text("”"),
    ];
    let date = exhibit.published.as_ref().or(exhibit.captured.as_ref());
    let date = date.map_or_else(|| "undated".to_owned(), |date| edtf_words(date.time));
    text.push(Inline::text(format!(", {date}")));
    for (before, url) in [(", ", &exhibit.url), (", archived at ", &exhibit.archived_url)] {
        let url = url.trim();
        if url.is_empty() {
            continue;
        }
        text.push(Inline::text(before));
        text.push(match address(url) {
            Some(to) => Inline::Link { to: to.to_owned(), text: vec![Inline::text(url)] },
            None => Inline::text(url),
        });
    }
    if !exhibit.credit.trim().is_empty() {
        text.push(Inline::text(format!(", {}", exhibit.credit.trim())));
    }
    text.push(Inline::text(format!(", graded {}", grade(facts, exhibit))));
    text
}

/// `B2`: how reliable the source is, and how credible the item.
pub(super) fn grade(facts: &Facts, exhibit: &Exhibit) -> String {
    let source = exhibit.source.and_then(|id| facts.sources.get(id));
    let reliability = source.map_or(Reliability::F, |source| source.reliability);
    format!("{}{}", reliability.letter(), exhibit.credibility.digit())
}

/// A day in words, as `22 November 2026`.
pub(super) fn day_words(at: Utc) -> String {
    use crate::base::time::{Precision, Qualifier, When};
    crate::base::plain_date::words(When::new(at, Precision::Day, Qualifier::default()))
}
