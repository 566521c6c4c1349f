//! Notes: what stands behind a citation, in full the first time and by the number of that note afterwards.

use std::collections::BTreeSet;

use super::insert::figure_called;
use super::writer::Writer;
use crate::base::plain_date::{bounds_words, edtf_words};
use crate::base::time::Utc;
use crate::model::citation::Cited;
use crate::model::evidence::{Claim, Exhibit};
use crate::model::facts::Facts;
use crate::model::grading::Reliability;
use crate::model::ids::{ClaimId, EntityKind, EntityRef, ExhibitId, Id, ShipmentId, VisitId};
use crate::model::naming;
use crate::report::outline::inline::address;
use crate::report::outline::{Inline, Note};

/// What a note has named so far.
#[derive(Default)]
struct Named {
    exhibits: BTreeSet<u32>,
    claims: BTreeSet<ClaimId>,
}

impl Writer<'_> {
    /// The mark of a note for what a pair of brackets cites; what is not in the case stays as it was written.
    pub fn cited(&mut self, items: &[Cited<'_>]) -> Vec<Inline> {
        let mut out = Vec::new();
        let mut cited: Vec<(EntityRef, &str)> = Vec::new();
        for item in items {
            let printed = item.printed().and_then(|printed| naming::by_print(self.facts, printed));
            match printed {
                Some(reference) if reference.kind == EntityKind::Finding => {
                    let anchor = format!("finding-{}", reference.id);
                    out.push(Inline::Reference { anchor, text: naming::code(self.facts, reference) });
                }
                Some(reference) => cited.push((reference, item.locator)),
                None => match figure_called(item.target) {
                    Some((anchor, text)) => out.push(Inline::Reference { anchor, text: text.to_owned() }),
                    None => out.push(self.unknown(*item)),
                },
            }
        }
        if let Some(note) = self.note_on(&cited) {
            out.insert(0, note);
        }
        out
    }

    /// A note that names exhibits; none if there are none.
    pub fn note(&mut self, ids: impl IntoIterator<Item = ExhibitId>) -> Option<Inline> {
        let cited: Vec<(EntityRef, &str)> = ids.into_iter().map(|id| (id.into(), "")).collect();
        self.note_on(&cited)
    }

    /// The mark of a note on some things; none if nothing can be said of them.
    fn note_on(&mut self, cited: &[(EntityRef, &str)]) -> Option<Inline> {
        let mut named = Named::default();
        // Whole exhibits that a note has named already are one piece: `E-1 to E-9, see notes 1 and 2`.
        let again: BTreeSet<ExhibitId> = cited
            .iter()
            .filter(|(_, locator)| locator.is_empty())
            .filter_map(|(item, _)| item.as_id())
            .filter(|id| self.facts.exhibits.get(*id).is_some_and(|row| self.named_in.contains_key(&row.number)))
            .collect();
        let mut pieces: Vec<Vec<Inline>> = Vec::new();
        if !again.is_empty() {
            pieces.push(self.named_before(&again, &mut named));
        }
        for (item, locator) in cited {
            if locator.is_empty() && item.as_id().is_some_and(|id| again.contains(&id)) {
                continue;
            }
            let said = self.said_of(*item, locator, &mut named);
            pieces.extend((!said.is_empty()).then_some(said));
        }
        if pieces.is_empty() {
            return None;
        }
        let mut text = Vec::new();
        for (at, piece) in pieces.into_iter().enumerate() {
            if at > 0 {
                text.push(Inline::text("; "));
            }
            text.extend(piece);
        }
        text.push(Inline::text("."));
        self.notes.push(Note { text, exhibits: named.exhibits, claims: named.claims });
        Some(Inline::Note(self.notes.len() - 1))
    }

    /// “E-1 to E-9, see notes 1 and 2”: exhibits that notes have named in full.
    fn named_before(&mut self, ids: &BTreeSet<ExhibitId>, named: &mut Named) -> Vec<Inline> {
        let mut notes: BTreeSet<usize> = BTreeSet::new();
        for row in ids.iter().filter_map(|id| self.facts.exhibits.get(*id)) {
            notes.extend(self.named_in.get(&row.number).map(|first| first + 1));
            self.names(row, named);
        }
        let word = if notes.len() == 1 { "note" } else { "notes" };
        let notes: Vec<String> = notes.iter().map(ToString::to_string).collect();
        let exhibits = naming::exhibits(self.facts, ids.iter().copied());
        vec![Inline::text(format!("{exhibits}, see {word} {}", naming::list(&notes)))]
    }

    /// Counts an exhibit and its claims among what a note names.
    fn names(&self, row: &Exhibit, named: &mut Named) {
        named.exhibits.insert(row.number);
        named.claims.extend(self.facts.links().claims_of(row.id));
    }

    fn unknown(&mut self, item: Cited<'_>) -> Inline {
        self.issues.warning("citation", format!("{} is cited and is not in the case", item.target));
        let locator = if item.locator.is_empty() { String::new() } else { format!(", {}", item.locator) };
        Inline::text(format!("[@{}{locator}]", item.target))
    }

    /// What a note says of one thing, and the exhibits behind it.
    fn said_of(&mut self, item: EntityRef, locator: &str, named: &mut Named) -> Vec<Inline> {
        let facts = self.facts;
        let mut text = match item.kind {
            EntityKind::Exhibit => facts.exhibits.get(Id::new(item.id)).map_or_else(Vec::new, |row| {
                self.names(row, named);
                self.exhibit(row, locator)
            }),
            EntityKind::Claim => facts.claims.get(Id::new(item.id)).map_or_else(Vec::new, |row| self.claim(row, named)),
            EntityKind::Visit => self.visit(Id::new(item.id), named),
            EntityKind::Shipment => self.shipment(Id::new(item.id), named),
            _ => vec![Inline::text(naming::name(facts, item))],
        };
        if item.kind != EntityKind::Exhibit && !locator.is_empty() && !text.is_empty() {
            text.push(Inline::text(format!(", {locator}")));
        }
        text
    }

    /// An exhibit in full, or by the number of the note that has it so; `locator` says where in it.
    fn exhibit(&mut self, row: &Exhibit, locator: &str) -> Vec<Inline> {
        let locator = if locator.is_empty() { String::new() } else { format!(", {locator}") };
        if let Some(first) = self.named_in.get(&row.number) {
            return vec![Inline::text(format!("E-{}{locator}, see note {}", row.number, first + 1))];
        }
        self.named_in.insert(row.number, self.notes.len());
        let mut text = vec![Inline::text(format!("E-{}{locator}: ", row.number))];
        text.extend(imprint(self.facts, row));
        text
    }

    fn claim(&mut self, row: &Claim, named: &mut Named) -> Vec<Inline> {
        named.claims.insert(row.id);
        let speaker = if row.speaker.trim().is_empty() { String::new() } else { format!("{}: ", row.speaker.trim()) };
        let mut text = vec![Inline::text(format!("{speaker}“{}” ({}), in ", row.quote, row.hedge.word()))];
        match self.facts.exhibits.get(row.exhibit) {
            Some(exhibit) => {
                named.exhibits.insert(exhibit.number);
                text.extend(self.exhibit(exhibit, ""));
            }
            None => text.push(Inline::text("an exhibit that is not in the case")),
        }
        text
    }

    fn visit(&mut self, id: VisitId, named: &mut Named) -> Vec<Inline> {
        let Some(row) = self.facts.visits.get(id) else { return Vec::new() };
        named.claims.extend(self.facts.links().claims_about(id.into()));
        let mut text = vec![Inline::text(format!(
            "{}: {}, {}, {} ({})",
            naming::code(self.facts, id.into()),
            naming::visit(self.facts, id),
            row.activity.word(),
            bounds_words(&row.bounds),
            row.hedge.word()
        ))];
        text.extend(self.resting_on(row.exhibits.iter().copied(), named));
        text
    }

    fn shipment(&mut self, id: ShipmentId, named: &mut Named) -> Vec<Inline> {
        let Some(row) = self.facts.shipments.get(id) else { return Vec::new() };
        named.claims.extend(self.facts.links().claims_about(id.into()));
        let mut text = vec![Inline::text(format!(
            "{}: {} ({})",
            naming::code(self.facts, id.into()),
            naming::shipment_route(self.facts, row.loading, row.discharge),
            row.status.word()
        ))];
        text.extend(self.resting_on(crate::model::columns::shipment_exhibits(self.facts, row), named));
        text
    }

    /// “, resting on E-1 to E-9, see note 2”; those that no note has named yet are named in full.
    fn resting_on(&mut self, ids: impl IntoIterator<Item = ExhibitId>, named: &mut Named) -> Vec<Inline> {
        let rows: Vec<&Exhibit> = ids.into_iter().filter_map(|id| self.facts.exhibits.get(id)).collect();
        if rows.is_empty() {
            return vec![Inline::text(", without an exhibit")];
        }
        named.exhibits.extend(rows.iter().map(|row| row.number));
        let (before, new): (Vec<&Exhibit>, Vec<&Exhibit>) =
            rows.into_iter().partition(|row| self.named_in.contains_key(&row.number));
        let mut text = vec![Inline::text(", resting on ")];
        let is_first = before.is_empty();
        if !is_first {
            // Which claims are meant is known already: those about what is cited.
            let ids = before.iter().map(|row| row.id).collect();
            text.extend(self.named_before(&ids, &mut Named::default()));
        }
        for (at, row) in new.into_iter().enumerate() {
            if at > 0 || !is_first {
                text.push(Inline::text("; "));
            }
            text.extend(self.exhibit(row, ""));
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
