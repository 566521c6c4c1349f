//! A case as entities of FollowTheMoney, which OpenAleph and its tools load: one JSON object a line.
//!
//! Schemata and properties are those of followthemoney 4.11 (<https://followthemoney.tech/explorer/>). A vessel is a
//! `Vessel`, a place an `Address`, an exhibit a `Document` of some kind, a visit an `Event`, a shipment of which both ends
//! are known a `Trip`, a half-open one an `UnknownLink` from the vessel to the place; each names the exhibits on which it
//! rests as `proof`. A date is cut to what is known of it, and bounds are also given in words, since that model has no
//! four bounds, no hedge and no range of quantities.
//!
//! Ids are hashes of kind and number, so that the same entity has the same id in every export of a case.

use std::io::{self, Write};

use serde::{Serialize, Serializer};

use super::choices::Choices;
use super::references::is_vague;
use crate::base::edtf::Edtf;
use crate::base::hash::Sha256;
use crate::base::interval::{BoundName, Bounds};
use crate::base::plain_date::{bounds_words, edtf_words};
use crate::base::time::{Precision, When};
use crate::model::columns::shipment_exhibits;
use crate::model::evidence::{Claim, Exhibit, ExhibitKind};
use crate::model::facts::Facts;
use crate::model::identifiers::ImoCheck;
use crate::model::ids::{EntityKind, EntityRef, ExhibitId, TagId};
use crate::model::naming;
use crate::model::place::Place;
use crate::model::shipment::Shipment;
use crate::model::vessel::Vessel;
use crate::model::visit::Visit;

/// Languages by ISO 639-1 and 639-3.
const LANGUAGES: &[(&str, &str)] = &[
    ("ar", "ara"),
    ("bg", "bul"),
    ("de", "deu"),
    ("el", "ell"),
    ("en", "eng"),
    ("es", "spa"),
    ("fa", "fas"),
    ("fr", "fra"),
    ("he", "heb"),
    ("hi", "hin"),
    ("id", "ind"),
    ("it", "ita"),
    ("ja", "jpn"),
    ("ko", "kor"),
    ("ms", "msa"),
    ("nl", "nld"),
    ("no", "nor"),
    ("pl", "pol"),
    ("pt", "por"),
    ("ro", "ron"),
    ("ru", "rus"),
    ("th", "tha"),
    ("tr", "tur"),
    ("uk", "ukr"),
    ("ur", "urd"),
    ("vi", "vie"),
    ("zh", "zho"),
];

/// One entity.
#[derive(Serialize)]
struct Entity {
    id: String,
    schema: &'static str,
    #[serde(serialize_with = "as_object")]
    properties: Vec<(&'static str, Vec<String>)>,
}

impl Entity {
    fn new(schema: &'static str, id: String) -> Self {
        Self { id, schema, properties: Vec::new() }
    }

    /// Adds the values that say something, each once.
    fn with<T: Into<String>>(mut self, property: &'static str, values: impl IntoIterator<Item = T>) -> Self {
        let mut known: Vec<String> = Vec::new();
        for value in values {
            let value: String = value.into();
            if !value.trim().is_empty() && !known.contains(&value) {
                known.push(value);
            }
        }
        if !known.is_empty() {
            self.properties.push((property, known));
        }
        self
    }
}

/// Writes a note on the case with its handling mark, then every exhibit, place, vessel, visit, shipment, event and claim.
/// `facts` is all that goes in: a part of a case that stands on its own, so that every reference leads somewhere.
///
/// # Errors
/// As the writer.
pub fn write(facts: &Facts, choices: &Choices, mut out: impl Write) -> io::Result<()> {
    let mut put = |entity: Entity| -> io::Result<()> {
        serde_json::to_writer(&mut out, &entity)?;
        out.write_all(b"\n")
    };
    put(case(facts, choices))?;
    facts.exhibits.iter().try_for_each(|row| put(exhibit(facts, row)))?;
    facts.places.iter().try_for_each(|row| put(place(facts, row)))?;
    for row in facts.vessels.iter() {
        put(vessel(facts, row))?;
        for (index, designation) in row.designations.iter().enumerate() {
            let key = format!("{}/{index}", row.id.0);
            put(Entity::new("Sanction", hashed("designation", &key))
                .with("entity", [id(row.id.into())])
                .with("program", [&designation.list])
                .with("provisions", [&designation.paragraph])
                .with("listingDate", designation.date.iter().filter_map(|date| dated(date.time)))
                .with("proof", proof(designation.exhibit)))?;
        }
    }
    for row in facts.visits.iter() {
        visit(facts, row).into_iter().try_for_each(&mut put)?;
    }
    facts.shipments.iter().try_for_each(|row| put(shipment(facts, row)))?;
    for row in facts.events.iter() {
        put(Entity::new("Event", id(row.id.into()))
            .with("name", [or_code(facts, &row.title, row.id.into())])
            .with("date", dated(row.time.time))
            .with("summary", [edtf_words(row.time.time)])
            .with("keywords", keywords(facts, &row.tags))
            .with("proof", proof(row.exhibit)))?;
    }
    facts.claims.iter().try_for_each(|row| put(claim(facts, row)))
}

/// What the entities come from and how they may be handled, since that model has no place for it on each.
fn case(facts: &Facts, choices: &Choices) -> Entity {
    let case = &facts.case;
    let title = if case.title.trim().is_empty() { "Untitled case" } else { case.title.as_str() };
    let query = (!choices.query.is_empty()).then(|| format!("Only what the query “{}” selects", choices.query));
    let head = choices.journal_head.map(|head| format!("Journal head {head}"));
    Entity::new("Note", hashed("case", ""))
        .with("name", [title])
        .with("summary", [case.handling.mark()])
        .with("description", [&case.question])
        .with("notes", query.into_iter().chain(head))
}

fn vessel(facts: &Facts, row: &Vessel) -> Entity {
    let imo = row.imo.as_ref().map(|stated| &stated.value);
    let (sound, odd): (Vec<_>, Vec<_>) = imo.into_iter().partition(|imo| imo.check() == ImoCheck::Ship);
    // A flag of which the end is known is one of the past; there is no clock here to say it of others.
    let ended = |period: Option<Edtf>| {
        period.is_some_and(|period| matches!(period, Edtf::Interval(_, to) if to.at().is_some()))
    };
    let flags = |past: bool| {
        let of = row.flags.iter().filter(move |flag| ended(flag.period.as_ref().map(|dated| dated.time)) == past);
        of.filter_map(|flag| country(&flag.value)).collect::<Vec<_>>()
    };
    let as_written = row.flags.iter().filter(|flag| country(&flag.value).is_none());
    let mut notes: Vec<String> = as_written.map(|flag| format!("Flag as written: {}", flag.value)).collect();
    notes.extend(odd.iter().map(|imo| format!("IMO number as stated, which is none of a ship: {}", imo.as_str())));
    if row.unnamed {
        notes.push("The name is a label of the case; no source gives one".to_owned());
    }
    Entity::new("Vessel", id(row.id.into()))
        .with("name", [or_code(facts, &row.name, row.id.into())])
        .with("alias", row.other_names.iter().map(|other| &other.name))
        .with("imoNumber", sound.iter().map(|imo| format!("IMO{}", imo.as_str())))
        .with("mmsi", row.mmsis.iter().map(|mmsi| mmsi.value.as_str()))
        .with("callSign", row.call_sign.iter().map(|stated| &stated.value))
        .with("flag", flags(false))
        .with("pastFlags", flags(true))
        .with("type", row.vessel_type.iter().map(|stated| &stated.value))
        .with("deadweightTonnage", row.dwt.iter().map(|stated| stated.value.0.get().to_string()))
        .with("tonnage", row.gt.iter().map(|stated| stated.value.0.get().to_string()))
        .with("notes", notes)
        .with("keywords", keywords(facts, &row.tags))
        .with("proof", proof(row.exhibits()))
}

fn place(facts: &Facts, row: &Place) -> Entity {
    let locode = row.locode.as_ref().map(|locode| format!("UN/LOCODE {}", locode.as_str()));
    let around: Vec<String> = facts.places_around(row.id).map(|place| place.name.clone()).collect();
    Entity::new("Address", id(row.id.into()))
        .with("name", [or_code(facts, &row.name, row.id.into())])
        .with("alias", row.other_names.iter().map(|other| &other.name))
        .with("full", [around.join(", ")])
        .with("summary", [row.kind.word()])
        .with("country", country(&row.country))
        .with("latitude", row.position.map(|at| at.lat().to_string()))
        .with("longitude", row.position.map(|at| at.lon().to_string()))
        .with("remarks", locode)
        .with("keywords", keywords(facts, &row.tags))
}

fn exhibit(facts: &Facts, row: &Exhibit) -> Entity {
    let schema = match row.kind {
        ExhibitKind::Article => "Article",
        ExhibitKind::Image | ExhibitKind::Photo => "Image",
        ExhibitKind::AisTrack | ExhibitKind::RegisterExtract | ExhibitKind::Document => "Document",
    };
    let source = row.source.and_then(|id| facts.sources.get(id));
    let code = naming::code(facts, row.id.into());
    // The checksum of that model is a SHA-1, which the case does not have.
    let hashes = row.files.iter().map(|file| format!("SHA-256 {}", file.sha256));
    let inexact = |date: &Edtf| is_vague(*date) || dated(*date).is_none_or(|day| day.len() < "2024-03-07".len());
    let dates = [&row.published, &row.captured].into_iter().flatten().map(|dated| dated.time);
    let vague = dates.filter(inexact).map(edtf_words);
    Entity::new(schema, id(row.id.into()))
        .with("name", [or_code(facts, &row.title, row.id.into())])
        .with("title", [&row.title])
        // Every document must have one, and the name under which somebody stored it is nobody's business.
        .with("fileName", [code])
        .with("publisher", source.map(|source| &source.name))
        .with("publishedAt", row.published.as_ref().and_then(|published| dated(published.time)))
        .with("date", row.captured.as_ref().and_then(|captured| dated(captured.time)))
        .with("summary", vague)
        .with("language", language(&row.language))
        .with("sourceUrl", [row.url.trim(), row.archived_url.trim()])
        .with("mimeType", row.files.iter().map(|file| &file.media_type))
        .with("notes", hashes)
        .with("keywords", keywords(facts, &row.tags))
}

/// A call at a place, and what ties the vessel to it, since an event has no place for a vessel.
fn visit(facts: &Facts, row: &Visit) -> [Entity; 2] {
    let name = naming::visit(facts, row.id);
    let exhibits = || proof(row.exhibits.iter().copied());
    let (start, end, date) = bounds(&row.bounds);
    let words = format!("{}; {}, {}", row.activity.word(), bounds_words(&row.bounds), row.hedge.word());
    let event = Entity::new("Event", id(row.id.into()))
        .with("name", [format!("{} {name}", naming::code(facts, row.id.into()))])
        .with("summary", [words])
        .with("startDate", start.clone())
        .with("endDate", end.clone())
        .with("date", date.clone())
        .with("location", [naming::name(facts, row.place.into())])
        .with("addressEntity", [id(row.place.into())])
        .with("keywords", keywords(facts, &row.tags))
        .with("proof", exhibits());
    let link = Entity::new("UnknownLink", hashed("vessel_of_visit", &row.id.0.to_string()))
        .with("subject", [id(row.vessel.into())])
        .with("object", [id(row.id.into())])
        .with("role", [format!("{} ({})", row.activity.word(), row.hedge.word())])
        .with("startDate", start)
        .with("endDate", end)
        .with("date", date)
        .with("proof", exhibits());
    [event, link]
}

fn shipment(facts: &Facts, row: &Shipment) -> Entity {
    let end = |visit| facts.visits.get(visit?);
    let code = naming::code(facts, row.id.into());
    let route = naming::shipment_route(facts, row.loading, row.discharge);
    let known = [end(row.loading), end(row.discharge)];
    let mut says = vec![format!("{} shipment", row.status.word())];
    says.push(if row.product.trim().is_empty() { "cargo unknown".to_owned() } else { row.product.clone() });
    says.push(row.quantity.as_ref().map_or_else(
        || "quantity unknown".to_owned(),
        |quantity| format!("{} {} ({})", quantity.estimate, quantity.unit.symbol(), quantity.basis.word()),
    ));
    for (visit, what) in known.iter().zip(["loaded", "discharged"]) {
        says.push(visit.map_or_else(
            || format!("{what}: not seen"),
            |visit| format!("{what}: {}, {}", bounds_words(&visit.bounds), visit.hedge.word()),
        ));
    }
    let of = |visit: Option<&Visit>| visit.map_or((None, None, None), |visit| bounds(&visit.bounds));
    let (from, to) = (of(known[0]), of(known[1]));
    let entity = match known {
        [Some(loading), Some(discharge)] => Entity::new("Trip", id(row.id.into()))
            .with("name", [format!("{code} {route}")])
            .with("vehicle", [id(loading.vessel.into()), id(discharge.vessel.into())])
            .with("startLocation", [id(loading.place.into())])
            .with("endLocation", [id(discharge.place.into())])
            // It sails after it was last seen loading, and arrives before it is first seen discharging.
            .with("startDate", from.1.or(from.0).or(from.2))
            .with("endDate", to.0.or(to.1).or(to.2))
            .with("keywords", keywords(facts, &row.tags)),
        [Some(visit), None] | [None, Some(visit)] => {
            let loading = row.loading.is_some();
            let (start, end, date) = if loading { from } else { to };
            Entity::new("UnknownLink", id(row.id.into()))
                .with("subject", [id(visit.vessel.into())])
                .with("object", [id(visit.place.into())])
                .with(
                    "role",
                    [format!(
                        "{code}: {}",
                        if loading { "loading, no discharge seen" } else { "discharge, no loading seen" }
                    )],
                )
                .with("status", [row.status.word()])
                .with("startDate", start)
                .with("endDate", end)
                .with("date", date)
        }
        [None, None] => Entity::new("Event", id(row.id.into())).with("name", [format!("{code} {route}")]),
    };
    entity.with("summary", [says.join("; ")]).with("proof", proof(shipment_exhibits(facts, row)))
}

/// What an exhibit says, word for word, with who said it and how it was hedged.
fn claim(facts: &Facts, row: &Claim) -> Entity {
    let kinds = [EntityKind::Vessel, EntityKind::Place, EntityKind::Visit, EntityKind::Event, EntityKind::Exhibit];
    let about = row.about.iter().filter(|about| kinds.contains(&about.kind)).map(|about| id(*about));
    let speaker = if row.speaker.trim().is_empty() { String::new() } else { format!("{}; ", row.speaker.trim()) };
    Entity::new("Note", id(row.id.into()))
        .with("name", [naming::code(facts, row.id.into())])
        .with("description", [&row.quote])
        .with("summary", [format!("{speaker}{}", row.hedge.word())])
        .with("entity", about)
        .with("keywords", keywords(facts, &row.tags))
        .with("proof", proof([row.exhibit]))
}

/// Start, end and date of something that was seen: what was first and last seen, cut to what is known of it. Of what was
/// only bounded, the part of the date that both bounds share; nobody saw it begin or end on them.
fn bounds(bounds: &Bounds) -> (Option<String>, Option<String>, Option<String>) {
    let get = |name| bounds.get(name).and_then(cut);
    let (first, last) = (get(BoundName::FirstSeen), get(BoundName::LastSeen));
    if first.is_some() || last.is_some() {
        return (first, last, None);
    }
    (None, None, shared(get(BoundName::NotBefore), get(BoundName::NotAfter)))
}

/// What two ISO dates have in common, in whole parts: `2024-03` of `2024-03-07` and `2024-03-22`.
fn shared(from: Option<String>, to: Option<String>) -> Option<String> {
    let (from, to) = (from?, to?);
    let same = from.split('-').zip(to.split('-')).take_while(|(a, b)| a == b).map(|(a, _)| a);
    let date = same.collect::<Vec<_>>().join("-");
    (!date.is_empty()).then_some(date)
}

/// One date for an EDTF date; of an interval what both ends share.
fn dated(date: Edtf) -> Option<String> {
    match date {
        Edtf::Date(when) => cut(when),
        Edtf::Interval(from, to) | Edtf::OneOf(from, to) => shared(from.at().and_then(cut), to.at().and_then(cut)),
    }
}

/// A date as ISO 8601, cut to what is known of it; none for a decade or a century, for which there is no such form.
fn cut(when: When) -> Option<String> {
    let text = when.start().to_string();
    let length = match when.precision() {
        Precision::Century | Precision::Decade => return None,
        Precision::Year => 4,
        Precision::Month => 7,
        Precision::Day | Precision::Hour => 10,
        Precision::Minute => 16,
        Precision::Second => 19,
    };
    text.get(..length).map(str::to_owned)
}

/// A country as that model has it: two letters of ISO 3166-1 in lower case; none for what is no such code.
fn country(code: &str) -> Option<String> {
    let code = code.trim();
    (code.len() == 2 && code.bytes().all(|byte| byte.is_ascii_alphabetic())).then(|| code.to_ascii_lowercase())
}

/// A language as that model has it: three letters of ISO 639-3. Of two letters, those that are likely to occur are known.
fn language(tag: &str) -> Option<String> {
    let primary = tag.trim().split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase();
    if primary.len() == 3 && primary.bytes().all(|byte| byte.is_ascii_lowercase()) {
        return Some(primary);
    }
    LANGUAGES.iter().find(|(two, _)| *two == primary).map(|(_, three)| (*three).to_owned())
}

fn keywords(facts: &Facts, tags: &[TagId]) -> Vec<String> {
    tags.iter().map(|tag| naming::name(facts, (*tag).into())).collect()
}

fn proof(exhibits: impl IntoIterator<Item = ExhibitId>) -> Vec<String> {
    exhibits.into_iter().map(|exhibit| id(exhibit.into())).collect()
}

fn or_code(facts: &Facts, name: &str, item: EntityRef) -> String {
    if name.trim().is_empty() { naming::code(facts, item) } else { name.to_owned() }
}

fn id(item: EntityRef) -> String {
    hashed(item.kind.word(), &item.id.to_string())
}

/// Forty digits, as many as the ids of the tools have.
fn hashed(kind: &str, key: &str) -> String {
    let hash = Sha256::of(format!("wakeline:{kind}:{key}").as_bytes()).to_string();
    hash.get(..40).unwrap_or(&hash).to_owned()
}

fn as_object<S: Serializer>(properties: &[(&str, Vec<String>)], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_map(properties.iter().map(|(name, values)| (name, values)))
}

#[cfg(test)]
mod tests;
