//! A case as text: pretty JSON that compares line by line, and the schema that describes it.

use std::io::{self, Write};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::Value;

use crate::base::hash::Sha256;
use crate::model::document::{Attachment, Document};

/// Writes a case as JSON with two spaces a level and a newline at the end. The same case gives the same bytes.
///
/// # Errors
/// As the writer.
pub fn write(document: &Document, mut out: impl Write) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut out, document)?;
    out.write_all(b"\n")
}

/// Attached bytes as they stand in the document.
#[must_use]
pub fn attachment(sha256: Sha256, bytes: &[u8]) -> Attachment {
    Attachment { sha256, base64: STANDARD.encode(bytes) }
}

/// The JSON Schema of [`Document`], as published under `assets/schema`.
#[must_use]
pub fn schema() -> String {
    let schema = sorted(schemars::schema_for!(Document).to_value());
    // A value becomes text without fail; `#` keeps its two spaces a level.
    format!("{schema:#}\n")
}

/// The same value with its keys in order, whatever map the JSON crate was built with.
fn sorted(value: Value) -> Value {
    match value {
        Value::Object(fields) => {
            let mut fields: Vec<(String, Value)> =
                fields.into_iter().map(|(key, value)| (key, sorted(value))).collect();
            fields.sort_by(|a, b| a.0.cmp(&b.0));
            Value::Object(fields.into_iter().collect())
        }
        Value::Array(items) => Value::Array(items.into_iter().map(sorted).collect()),
        plain => plain,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::facts::Facts;

    #[test]
    fn an_empty_case_reads_as_a_person_would_write_it() {
        let mut out = Vec::new();
        write(&Document::of(&Facts::default()), &mut out).expect("in memory");
        let text = String::from_utf8(out).expect("UTF-8");
        assert!(text.starts_with("{\n  \"format\": \"wakeline-case\",\n  \"version\": 4,\n  \"case\": {\n"), "{text}");
        assert!(text.ends_with("]\n}\n"), "{text}");
    }

    #[test]
    fn attached_bytes_are_written_in_base_64() {
        assert_eq!(attachment(Sha256::of(b"ab"), b"ab").base64, "YWI=");
    }
}
