//! What a bundle holds, as an RO-Crate 1.2 (<https://w3id.org/ro/crate/1.2>): flattened JSON-LD, one object an entity.
//!
//! The descriptor, and the properties that the root data entity must have (`name`, `description`, `datePublished`,
//! `license`), are those of the specification's chapter “Root Data Entity”.

use serde_json::{Value, json};

use super::bag::{Member, PAYLOAD};
use super::{Bundle, CASE, CASE_JSON, CRATE, EXHIBITS, FINDINGS, INDEX, JOURNAL, LEFT_OUT, README};
use crate::model::grading::Tlp;
use crate::model::ids::ExhibitId;

/// The context of the version, by reference as it asks for.
const CONTEXT: &str = "https://w3id.org/ro/crate/1.2/context";
/// The version, as its descriptor names it.
pub const CONFORMS_TO: &str = "https://w3id.org/ro/crate/1.2";

/// The metadata as pretty JSON with a newline at its end. `members` are the files of the bag; those outside the payload
/// and the metadata file itself are passed over.
#[must_use]
pub fn write(bundle: &Bundle, members: &[Member]) -> Vec<u8> {
    let mut parts: Vec<(&str, &Member)> = members
        .iter()
        .filter_map(|member| Some((member.path.strip_prefix(PAYLOAD)?, member)))
        .filter(|(path, _)| *path != CRATE)
        .collect();
    parts.sort_unstable_by_key(|(path, _)| *path);
    let links: Vec<Value> = parts.iter().map(|(path, _)| json!({ "@id": path })).collect();
    let exhibits: Vec<Value> =
        bundle.facts.exhibits.iter().map(|row| json!({ "@id": exhibit_id(row.number) })).collect();
    let handling = bundle.facts.case.handling;
    let mut graph = vec![
        json!({
            "@id": CRATE,
            "@type": "CreativeWork",
            "about": { "@id": "./" },
            "conformsTo": { "@id": CONFORMS_TO },
        }),
        json!({
            "@id": "./",
            "@type": "Dataset",
            "name": bundle.title(),
            "description": format!("Evidence bundle of a Wakeline case. {}", bundle.chosen),
            "datePublished": bundle.day(),
            "license": { "@id": "#handling" },
            "hasPart": links,
            "mentions": exhibits,
        }),
        json!({
            "@id": "#handling",
            "@type": "CreativeWork",
            "name": handling.mark(),
            "description": meaning(handling),
        }),
    ];
    for (path, member) in &parts {
        graph.push(file(bundle, path, member));
    }
    for row in bundle.facts.exhibits.iter() {
        let mut entity = json!({
            "@id": exhibit_id(row.number),
            "@type": "CreativeWork",
            "name": row.title,
            "identifier": format!("E-{}", row.number),
        });
        let mut set = |key: &str, value: &str| {
            if !value.trim().is_empty() {
                entity[key] = Value::from(value);
            }
        };
        set("url", &row.url);
        set("archivedAt", &row.archived_url);
        set("inLanguage", &row.language);
        set("creditText", &row.credit);
        set("datePublished", &row.published.as_ref().map_or_else(String::new, |date| date.time.to_string()));
        if let Some(source) = row.source.and_then(|id| bundle.facts.sources.get(id)) {
            entity["sourceOrganization"] = Value::from(source.name.as_str());
        }
        graph.push(entity);
    }
    let mut out = format!("{:#}", json!({ "@context": CONTEXT, "@graph": graph })).into_bytes();
    out.push(b'\n');
    out
}

/// What is wrong with metadata that was read, as a sentence; none if a program can find its way by it. `has` says whether
/// a path lies in the payload.
pub fn problem(bytes: &[u8], has: impl Fn(&str) -> bool) -> Option<String> {
    let document: Value = match serde_json::from_slice(bytes) {
        Ok(document) => document,
        Err(error) => return Some(format!("It cannot be read as JSON: {error}")),
    };
    let Some(graph) = document.get("@graph").and_then(Value::as_array) else {
        return Some("It has no @graph, which lists what the crate holds".to_owned());
    };
    let by_id = |id: &str| graph.iter().find(|entity| entity.get("@id").and_then(Value::as_str) == Some(id));
    let Some(descriptor) = by_id(CRATE) else {
        return Some("It does not describe itself, as RO-Crate asks for".to_owned());
    };
    let text = |entity: &Value, pointer: &str| entity.pointer(pointer).and_then(Value::as_str).map(str::to_owned);
    let conforms = text(descriptor, "/conformsTo/@id").unwrap_or_default();
    if !conforms.starts_with("https://w3id.org/ro/crate/") {
        return Some("It does not say which version of RO-Crate it follows".to_owned());
    }
    let Some(root) = text(descriptor, "/about/@id").and_then(|root| by_id(&root)) else {
        return Some("It does not describe the crate as a whole".to_owned());
    };
    for part in root.get("hasPart").and_then(Value::as_array).into_iter().flatten() {
        let path = text(part, "/@id").unwrap_or_default();
        if !has(&path) {
            return Some(format!("It lists {path}, which is not in the bundle"));
        }
    }
    None
}

fn file(bundle: &Bundle, path: &str, member: &Member) -> Value {
    let attached = bundle.files.iter().find(|file| file.path == path);
    let (name, kind) = match (attached, path) {
        (Some(file), _) => (file.name.as_str(), file.media_type.as_str()),
        (_, INDEX) => ("Findings and exhibits, for reading", "text/html"),
        (_, FINDINGS) => ("Findings and shipments", "text/markdown"),
        (_, EXHIBITS) => ("Exhibits", "text/csv"),
        (_, JOURNAL) => ("Extract of the journal", "text/csv"),
        (_, LEFT_OUT) => ("What was left out", "text/csv"),
        (_, README) => ("How to check the bundle", "text/plain"),
        (_, CASE) => ("The case, as Wakeline opens it", "application/vnd.sqlite3"),
        (_, CASE_JSON) => ("The case as text", "application/json"),
        _ => (path, ""),
    };
    let mut entity = json!({
        "@id": path,
        "@type": "File",
        "name": name,
        "contentSize": member.bytes.to_string(),
        "sha256": member.sha256.to_string(),
    });
    if !kind.trim().is_empty() {
        entity["encodingFormat"] = Value::from(kind);
    }
    if let Some(number) = attached.and_then(|file| number(bundle, file.exhibit)) {
        entity["about"] = json!({ "@id": exhibit_id(number) });
    }
    entity
}

fn number(bundle: &Bundle, exhibit: ExhibitId) -> Option<u32> {
    bundle.facts.exhibits.get(exhibit).map(|row| row.number)
}

fn exhibit_id(number: u32) -> String {
    format!("#E-{number}")
}

/// Who may see it, in the words of TLP 2.0 (FIRST, August 2022), shortened.
fn meaning(handling: Tlp) -> &'static str {
    match handling {
        Tlp::Clear => "Recipients can spread this to the world.",
        Tlp::Green => "Limited disclosure: recipients can spread this within their community.",
        Tlp::Amber => {
            "Limited disclosure: recipients can spread this on a need-to-know basis within their organization and its \
             clients."
        }
        Tlp::AmberStrict => {
            "Limited disclosure: recipients can spread this on a need-to-know basis within their organization only."
        }
        Tlp::Red => "For the eyes and ears of individual recipients only, no further disclosure.",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::hash::Sha256;
    use crate::base::time::Utc;
    use crate::model::entity::Entity;
    use crate::model::evidence::Exhibit;
    use crate::model::facts::Facts;
    use crate::report::bundle::AttachedFile;

    fn members() -> Vec<Member> {
        ["bagit.txt", "data/index.html", "data/files/E-3/a_.pdf"]
            .map(|path| Member { path: path.to_owned(), sha256: Sha256::of(b"x"), bytes: 1 })
            .into()
    }

    fn written() -> Vec<u8> {
        let mut facts = Facts::default();
        facts.put(Entity::Exhibit(Box::new(Exhibit::titled(ExhibitId::new(1), 3, "Image \"a\""))));
        let files = [AttachedFile {
            exhibit: ExhibitId::new(1),
            path: "files/E-3/a_.pdf".to_owned(),
            name: "a\u{202E}.pdf".to_owned(),
            media_type: "application/pdf".to_owned(),
            sha256: Sha256::of(b"x"),
            bytes: 1,
            held: true,
        }];
        let bundle = Bundle {
            facts: &facts,
            chosen: "All findings.",
            time: Utc(86_400),
            head: Sha256::default(),
            entries: 1,
            files: &files,
            left_out: &[],
        };
        write(&bundle, &members())
    }

    #[test]
    fn the_root_has_all_that_the_specification_demands() {
        let document: Value = serde_json::from_slice(&written()).expect("JSON");
        assert_eq!(document["@context"], "https://w3id.org/ro/crate/1.2/context");
        let graph = document["@graph"].as_array().expect("a list");
        let root = graph.iter().find(|entity| entity["@id"] == "./").expect("a root");
        for key in ["@type", "name", "description", "datePublished", "license"] {
            assert!(!root[key].is_null(), "{key}");
        }
        assert_eq!(root["datePublished"], "1970-01-02");
        assert_eq!(root["hasPart"], json!([{ "@id": "files/E-3/a_.pdf" }, { "@id": "index.html" }]));
        let ids: std::collections::BTreeSet<&str> = graph.iter().filter_map(|entity| entity["@id"].as_str()).collect();
        assert_eq!(ids.len(), graph.len(), "no two entities share an id");
        let file = graph.iter().find(|entity| entity["@id"] == "files/E-3/a_.pdf").expect("the file");
        assert_eq!((&file["name"], &file["about"]), (&json!("a\u{202E}.pdf"), &json!({ "@id": "#E-3" })));
    }

    #[test]
    fn what_misleads_a_program_is_a_problem() {
        let good = written();
        assert_eq!(problem(&good, |_| true), None);
        assert!(problem(&good, |path| path != "index.html").expect("a part is gone").contains("index.html"));
        assert!(problem(&good[..40], |_| true).expect("cut off").contains("JSON"));
        let text = String::from_utf8(good).expect("UTF-8");
        for (word, other) in [("\"@graph\"", "\"graph\""), ("w3id.org/ro/crate/1.2\"", "x\""), ("\"./\"", "\"\"")] {
            assert!(problem(text.replacen(word, other, 1).as_bytes(), |_| true).is_some(), "{word}");
        }
    }
}
