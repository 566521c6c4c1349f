//! Exhibits as CSL-JSON, which citation managers and Pandoc read: one item an exhibit, its dates as precise as known.
//!
//! Who collected an exhibit stays in the case.

use std::io::{self, Write};

use serde::Serialize;

use super::choices::Choices;
use super::references::{Reference, ends, is_vague, parts, references};
use crate::base::edtf::Edtf;
use crate::model::evidence::{ExhibitKind, SourceKind};
use crate::model::facts::Facts;

/// An item, with the names of the CSL-JSON schema 1.0.2
/// (<https://github.com/citation-style-language/schema/blob/v1.0.2/schemas/input/csl-data.json>).
#[derive(Serialize)]
struct Item<'a> {
    id: String,
    #[serde(rename = "type")]
    kind: &'static str,
    #[serde(rename = "citation-key")]
    key: String,
    title: &'a str,
    #[serde(rename = "container-title", skip_serializing_if = "Option::is_none")]
    container: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    publisher: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    issued: Option<Date>,
    #[serde(skip_serializing_if = "Option::is_none")]
    accessed: Option<Date>,
    #[serde(rename = "URL", skip_serializing_if = "str::is_empty")]
    url: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    archive_location: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    language: &'a str,
    note: String,
}

#[derive(Serialize)]
struct Date {
    #[serde(rename = "date-parts", skip_serializing_if = "Vec::is_empty")]
    parts: Vec<Vec<u16>>,
    /// The date in full where its parts do not say all of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    literal: Option<String>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    circa: bool,
}

/// Writes the exhibits that the choices show, by number.
///
/// # Errors
/// As the writer.
pub fn write(facts: &Facts, choices: &Choices, mut out: impl Write) -> io::Result<()> {
    let references = references(facts, choices);
    let items: Vec<Item> = references.iter().map(|reference| item(facts, reference)).collect();
    serde_json::to_writer_pretty(&mut out, &items)?;
    out.write_all(b"\n")
}

fn item<'a>(facts: &Facts, reference: &Reference<'a>) -> Item<'a> {
    let (exhibit, source) = (reference.exhibit, reference.source);
    let media = source.is_some_and(|source| source.kind == SourceKind::Media);
    let name = source.map(|source| source.name.as_str()).filter(|name| !name.trim().is_empty());
    let kind = match exhibit.kind {
        ExhibitKind::Article if media => "article-newspaper",
        ExhibitKind::Article => "webpage",
        ExhibitKind::Image | ExhibitKind::Photo => "graphic",
        ExhibitKind::AisTrack => "dataset",
        ExhibitKind::RegisterExtract | ExhibitKind::Document => "document",
    };
    let contained = matches!(kind, "article-newspaper" | "webpage");
    Item {
        id: reference.key(),
        kind,
        key: reference.key(),
        title: &exhibit.title,
        container: name.filter(|_| contained),
        publisher: name.filter(|_| !contained),
        issued: reference.date().map(date),
        accessed: exhibit.collected.time.as_ref().map(|dated| date(dated.time)),
        url: exhibit.url.trim(),
        archive_location: exhibit.archived_url.trim(),
        language: exhibit.language.trim(),
        note: reference.note(facts).join("; "),
    }
}

fn date(date: Edtf) -> Date {
    let (from, to) = ends(date);
    let of = |when: Option<_>| when.and_then(parts);
    let known = match (of(from), of(to)) {
        (Some(from), Some(to)) if from == to => vec![from],
        (Some(from), Some(to)) => vec![from, to],
        // A range that begins nowhere or ends nowhere has no parts of its own.
        _ => Vec::new(),
    };
    let literal = known.is_empty().then(|| crate::base::plain_date::edtf_words(date));
    Date { circa: is_vague(date) && !known.is_empty(), parts: known, literal }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::report::fixture;

    fn written(facts: &Facts) -> Value {
        let mut out = Vec::new();
        write(facts, &Choices::default(), &mut out).expect("in memory");
        serde_json::from_slice(&out).expect("JSON")
    }

    #[test]
    fn an_empty_case_is_an_empty_list() {
        assert_eq!(written(&Facts::default()), json!([]));
    }

    #[test]
    fn dates_are_as_precise_as_they_are_known() {
        let items = written(&fixture::case());
        assert_eq!(items[0]["id"], "E3");
        assert_eq!(items[0]["type"], "article-newspaper");
        assert_eq!(items[0]["issued"], json!({ "date-parts": [[2024, 3, 26]] }));
        assert_eq!(items[0]["accessed"], json!({ "date-parts": [[2024, 4, 1]] }));
        assert_eq!(items[1]["issued"], json!({ "date-parts": [[2024, 3]], "circa": true }));
        assert_eq!(items[2].get("issued"), None, "undated");
        let of = |text: &str| serde_json::to_value(date(text.parse().expect("a date"))).expect("JSON");
        assert_eq!(of("2024-03-07/2024-03-22"), json!({ "date-parts": [[2024, 3, 7], [2024, 3, 22]] }));
        assert_eq!(of("202X"), json!({ "literal": "the 2020s" }));
        assert_eq!(of("2024-03-07/.."), json!({ "literal": "since 7 March 2024" }));
    }

    #[test]
    fn the_note_has_mark_archive_and_hash_and_nobody_who_collected() {
        let items = written(&fixture::case());
        let note = items[0]["note"].as_str().unwrap_or_default();
        assert!(
            note.starts_with("Exhibit E-3; TLP:AMBER; archived at https://archive.example/1; SHA-256 9f86"),
            "{note}"
        );
        assert!(!items.to_string().contains("canary"), "{items}");
        assert_eq!(items[1]["title"], "\u{202e}صورة 사진");
    }
}
