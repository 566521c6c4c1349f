//! What was found wrong, and where, while carrying on.

use std::fmt;

use serde::Serialize;

/// How much an issue matters.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// Worth knowing; nothing is lost.
    Hint,
    /// Something looks wrong; nothing is lost.
    Warning,
    /// Something was left out or cannot be trusted.
    Error,
}

/// Where in an input or a case an issue lies. Lines and columns count from 1.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Default, Serialize)]
pub struct Location {
    /// File name as given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub file: Option<String>,
    /// Line.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line: Option<u64>,
    /// Column.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub column: Option<u64>,
    /// The item in a case: `V-3`, `journal entry 12`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub item: Option<String>,
}

/// One thing found wrong.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize)]
pub struct Issue {
    /// How much it matters.
    pub severity: Severity,
    /// Where it is.
    #[serde(flatten)]
    pub place: Location,
    /// What is wrong and what to do, in one sentence.
    pub message: String,
}

impl fmt::Display for Issue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Location { file, line, column, item } = &self.place;
        if let Some(item) = item {
            write!(f, "{item}: ")?;
        }
        f.write_str(&self.message)?;
        if let Some(line) = line {
            write!(f, " (line {line}")?;
            if let Some(column) = column {
                write!(f, ", column {column}")?;
            }
            f.write_str(")")?;
        }
        if let Some(file) = file {
            write!(f, " in {file}")?;
        }
        Ok(())
    }
}

/// Collects issues, so that a reader can carry on.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Issues(Vec<Issue>);

impl Issues {
    /// Notes one issue.
    pub fn push(&mut self, severity: Severity, place: Location, message: impl Into<String>) {
        self.0.push(Issue { severity, place, message: message.into() });
    }

    /// Notes an error about an item of a case.
    pub fn error(&mut self, item: impl Into<String>, message: impl Into<String>) {
        self.push(Severity::Error, Location { item: Some(item.into()), ..Location::default() }, message);
    }

    /// Notes a warning about an item of a case.
    pub fn warning(&mut self, item: impl Into<String>, message: impl Into<String>) {
        self.push(Severity::Warning, Location { item: Some(item.into()), ..Location::default() }, message);
    }

    /// Takes over the issues of another collector.
    pub fn extend(&mut self, other: Self) {
        self.0.extend(other.0);
    }

    /// All issues in the order they were found.
    #[must_use]
    pub fn as_slice(&self) -> &[Issue] {
        &self.0
    }

    /// Whether any is an error.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.0.iter().any(|issue| issue.severity == Severity::Error)
    }
}
