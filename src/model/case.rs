//! The case itself: what is investigated, by whom, how it may be handled.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::counting::Counting;
use super::grading::Tlp;

/// One investigation.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Case {
    /// Title, as on a report.
    pub title: String,
    /// The house's own reference.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reference: String,
    /// What the case is to answer.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub question: String,
    /// Who may see it.
    #[serde(default)]
    pub handling: Tlp,
    /// Names as they are to be printed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub authors: Vec<String>,
    /// IANA name of the zone in which times are shown; stored times are UTC.
    #[serde(default = "utc")]
    pub time_zone: String,
    /// By what rules cargo is counted that nobody measured.
    #[serde(default, skip_serializing_if = "is_usual")]
    pub counting: Counting,
    /// Free text.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
}

fn is_usual(counting: &Counting) -> bool {
    *counting == Counting::default()
}

fn utc() -> String {
    "UTC".to_owned()
}
