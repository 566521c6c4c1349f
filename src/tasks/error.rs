//! Why a task could not be done, each as one sentence: what happened, what to do, and the path last.

use std::io;
use std::path::{Path, PathBuf};

use crate::base::progress::Cancelled;
use crate::base::time::Utc;
use crate::figure::export::FigureError;
use crate::import::wake_json::ImportError;
use crate::report::picture::PictureError;
#[cfg(feature = "pdf")]
use crate::report::typeset::TypesetError;
use crate::report::xlsx::WorkbookError;
use crate::store::{ErrorKind, StoreError};

/// Why a task could not be done.
#[derive(Debug, thiserror::Error)]
pub enum TaskError {
    /// As the store says.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// A file that is to be read is not what it should be.
    #[error(transparent)]
    Import(#[from] ImportError),
    /// The user no longer wanted it.
    #[error(transparent)]
    Cancelled(#[from] Cancelled),
    /// A path that is to be written exists.
    #[error("That file exists and was left as it is; choose another name or say that it is to be replaced: {path}", path = path.display())]
    Exists {
        /// The path.
        path: PathBuf,
    },
    /// A path that is to be written is a folder.
    #[error("That is a folder; give the name of a file in it: {path}", path = path.display())]
    IsFolder {
        /// The path.
        path: PathBuf,
    },
    /// A path that is to be written is the open case.
    #[error("That is the case itself, which is never overwritten by what comes from it; choose another name: {path}", path = path.display())]
    IsTheCase {
        /// The path.
        path: PathBuf,
    },
    /// A file cannot be written.
    #[error("The file cannot be written ({reason}) and nothing was changed; free some space or choose another place: {path}", path = path.display())]
    CannotWrite {
        /// The path.
        path: PathBuf,
        /// What the system says.
        reason: String,
    },
    /// Whatever is written to does not take any more.
    #[error("The output cannot be written ({reason}) and nothing was changed; free some space or choose another place")]
    Writer {
        /// What the system says.
        reason: String,
    },
    /// A file cannot be read.
    #[error("The file cannot be read ({reason}); look whether it exists and is yours to read: {path}", path = path.display())]
    CannotRead {
        /// The path.
        path: PathBuf,
        /// What the system says.
        reason: String,
    },
    /// A case file where a case as text is needed.
    #[error("This is a case file and not a case as text; export it to a .wake.json first: {path}", path = path.display())]
    CaseForText {
        /// The path.
        path: PathBuf,
    },
    /// The case can only be read.
    #[error("{reason}; nothing was changed: {path}", path = path.display())]
    ReadOnly {
        /// Why, as a sentence.
        reason: String,
        /// The path.
        path: PathBuf,
    },
    /// The name of an output does not say in what form it is to be written.
    #[error("What to write follows from the ending, which can be {known}: {path}", path = path.display())]
    Ending {
        /// The path.
        path: PathBuf,
        /// The endings that are understood.
        known: &'static str,
    },
    /// A kind was chosen for an output that holds more than one.
    #[error("Only a .csv lists one kind; leave the kind out, or choose another ending: {path}", path = path.display())]
    NoTable {
        /// The path.
        path: PathBuf,
    },
    /// A range in time that holds nothing.
    #[error("The range from {from} to {to} is empty; give an end that lies after its beginning")]
    EmptyRange {
        /// Its first second.
        from: Utc,
        /// The second after its last.
        to: Utc,
    },
    /// A figure larger than anybody could print.
    #[error(transparent)]
    Figure(#[from] FigureError),
    /// A picture that cannot be written.
    #[error(transparent)]
    Picture(PictureError),
    /// A layout with a mistake.
    #[error("{reason}")]
    Template {
        /// What is wrong, and where.
        reason: String,
    },
    /// A template that cannot be used.
    #[error("The template cannot be used: {reason}; nothing was written: {folder}", folder = folder.display())]
    BadTemplate {
        /// What is wrong, and where in the folder.
        reason: String,
        /// Its folder.
        folder: PathBuf,
    },
    /// No template is called so.
    #[error(
        "There is no template “{name}”; give panel, brief, draft, memo, a folder, or a name that wakeline templates lists"
    )]
    NoTemplate {
        /// The name as given.
        name: String,
    },
    /// A folder that is to be made exists.
    #[error("That exists and was left as it is; give the name of a new folder: {path}", path = path.display())]
    FolderExists {
        /// The path.
        path: PathBuf,
    },
    /// A PDF from a program that was built without it.
    #[error("This wakeline was built without PDF; give the output a name in .svg or .png: {path}", path = path.display())]
    NoPdf {
        /// The path.
        path: PathBuf,
    },
    /// A scale for something that has no pixels.
    #[error("Only a .png has a scale; leave it out, or choose another ending: {path}", path = path.display())]
    NoScale {
        /// The path.
        path: PathBuf,
    },
    /// A workbook that cannot hold what is to go in.
    #[error("{0}")]
    Workbook(String),
    /// A query that is not understood.
    #[error("The query is not understood at character {column}: {message}")]
    Query {
        /// What is wrong and what to write instead.
        message: String,
        /// Where, in characters from 1.
        column: usize,
    },
    /// No tag is called so.
    #[error("No tag is called “{name}”; {known}")]
    NoTag {
        /// The name as given.
        name: String,
        /// What tags there are, in words.
        known: String,
    },
    /// A handling level that the whole case has.
    #[error(
        "The case itself is {mark}, so that nothing would be left of it; name a tag or a stricter level, or change the handling in the case"
    )]
    WholeCase {
        /// The handling mark of the case.
        mark: &'static str,
    },
    /// A file that is neither a case nor a bundle.
    #[error("This is neither a case nor a bundle that can be read ({reason}); look whether it came whole: {path}", path = path.display())]
    NoBundle {
        /// The path.
        path: PathBuf,
        /// What it is or lacks.
        reason: String,
    },
    /// Two tags cannot be made one.
    #[error("{reason}")]
    NoMerge {
        /// Why not, as a sentence.
        reason: String,
    },
    /// Nothing in the case has that reference.
    #[error("Nothing in the case is {code}; give a reference such as V-3, S-1 or E-2")]
    NoItem {
        /// The reference as given.
        code: String,
    },
    /// No proposed shipment has that reference.
    #[error("No shipment is proposed as {code}; see wakeline pair for those that are. Nothing was changed")]
    NoProposal {
        /// The reference as given.
        code: String,
    },
    /// Options that say nothing of what is drawn.
    #[error("A figure of {view} takes no {options}; leave that out, or draw what it belongs to")]
    NotForView {
        /// What is drawn.
        view: &'static str,
        /// The options as they are written.
        options: String,
    },
    /// A chart of cargo against a cap where nothing is counted.
    #[error(
        "Nothing is counted: no shipment and no declaration falls under a regime of the case, so that there is no chart"
    )]
    NothingCounted,
    /// A window in which there is nothing.
    #[error("There is nothing to draw of {regime}{}; {}", in_window(window.as_deref()), something_in(known))]
    NoWindow {
        /// The regime.
        regime: String,
        /// The window, if one was asked for.
        window: Option<String>,
        /// In which windows there is something.
        known: String,
    },
    /// No two sides.
    #[error("No shipment of the case touches two sides, so that there is no chart of flows")]
    NoFlows,
    /// Two sides between which nothing with a date is shown.
    #[error("No dated shipment between {between} and {and} is shown; choose other sides, or a query that shows some")]
    NoFlowBetween {
        /// The first side.
        between: String,
        /// The second.
        and: String,
    },
    /// No regime of the case is so called.
    #[error("No regime of the case is called “{name}”; {}", known_words("the regimes are", known))]
    NoRegime {
        /// What was given.
        name: String,
        /// What there is.
        known: String,
    },
    /// No conversion table is so called.
    #[error("No conversion table is called “{name}”; {}", known_words("the tables are", known))]
    NoConversion {
        /// What was given.
        name: String,
        /// What there is.
        known: String,
    },
    /// No place, country or flag of the case is called so.
    #[error(
        "“{side}” is no side of a flow in this case; give a country as RU, a place by name or as P-1, or a flag as flag:KP"
    )]
    NoSide {
        /// The side as given.
        side: String,
    },
    /// Two sides that are one.
    #[error("“{side}” is both sides of the flow; give two that differ")]
    OneSide {
        /// The side as given.
        side: String,
    },
    /// Two sides that cannot be compared.
    #[error("“{between}” and “{and}” are not told apart in the same way; give two places, two countries or two flags")]
    UnlikeSides {
        /// The first side as given.
        between: String,
        /// The second.
        and: String,
    },
}

fn in_window(window: Option<&str>) -> String {
    window.map(|window| format!(" in {window}")).unwrap_or_default()
}

fn something_in(known: &str) -> String {
    match known {
        "" => "no shipment that is shown and no declaration falls under it".to_owned(),
        known => format!("there is something in {known}"),
    }
}

fn known_words(lead: &str, known: &str) -> String {
    if known.is_empty() { "the case has none".to_owned() } else { format!("{lead} {known}") }
}

/// Whose move it is after a failure; the command line makes its exit code from it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum FailureKind {
    /// The case does not allow that change.
    Refused,
    /// It cannot be done as it was asked for.
    Request,
    /// An input cannot be read.
    Input,
    /// The case is locked, newer or damaged.
    Case,
    /// The user no longer wanted it.
    Cancelled,
}

impl FailureKind {
    /// The kind of a failure of the store.
    #[must_use]
    pub fn of_store(error: &StoreError) -> Self {
        match (error, error.kind()) {
            (StoreError::Cancelled, _) => Self::Cancelled,
            (StoreError::Exists { .. }, _) => Self::Request,
            (_, ErrorKind::CannotRead) => Self::Input,
            (_, ErrorKind::Case) => Self::Case,
            (_, ErrorKind::Refused) => Self::Refused,
        }
    }
}

impl TaskError {
    /// Whose move it is.
    #[must_use]
    pub fn kind(&self) -> FailureKind {
        match self {
            Self::Store(error) => FailureKind::of_store(error),
            Self::Cancelled(_) => FailureKind::Cancelled,
            Self::ReadOnly { .. } => FailureKind::Case,
            Self::CannotRead { .. }
            | Self::CaseForText { .. }
            | Self::NoBundle { .. }
            | Self::Template { .. }
            | Self::BadTemplate { .. }
            | Self::Import(_) => FailureKind::Input,
            Self::Exists { .. }
            | Self::IsFolder { .. }
            | Self::IsTheCase { .. }
            | Self::CannotWrite { .. }
            | Self::Writer { .. }
            | Self::Ending { .. }
            | Self::NoTable { .. }
            | Self::EmptyRange { .. }
            | Self::Figure(_)
            | Self::Picture(_)
            | Self::NoTemplate { .. }
            | Self::FolderExists { .. }
            | Self::NoPdf { .. }
            | Self::NoScale { .. }
            | Self::Workbook(_)
            | Self::Query { .. }
            | Self::NoTag { .. }
            | Self::NoMerge { .. }
            | Self::WholeCase { .. }
            | Self::NoProposal { .. }
            | Self::NotForView { .. }
            | Self::NothingCounted
            | Self::NoWindow { .. }
            | Self::NoFlows
            | Self::NoFlowBetween { .. }
            | Self::NoRegime { .. }
            | Self::NoConversion { .. }
            | Self::NoItem { .. }
            | Self::NoSide { .. }
            | Self::OneSide { .. }
            | Self::UnlikeSides { .. } => FailureKind::Request,
        }
    }

    /// Whether it failed only because the path exists.
    #[must_use]
    pub fn is_exists(&self) -> bool {
        matches!(self, Self::Exists { .. } | Self::Store(StoreError::Exists { .. }))
    }

    /// A file that cannot be written, with what the system says.
    #[must_use]
    pub fn cannot_write(path: &Path, error: &io::Error) -> Self {
        Self::CannotWrite { path: path.to_owned(), reason: words(error) }
    }

    /// A place that cannot be written to, with what the system says; [`output`](super::output) knows its path.
    #[must_use]
    pub fn from_writer(error: &io::Error) -> Self {
        Self::Writer { reason: words(error) }
    }

    /// A file that cannot be read, with what the system says.
    #[must_use]
    pub fn cannot_read(path: &Path, error: &io::Error) -> Self {
        Self::CannotRead { path: path.to_owned(), reason: words(error) }
    }
}

#[cfg(feature = "pdf")]
impl From<TypesetError> for TaskError {
    fn from(error: TypesetError) -> Self {
        match error {
            TypesetError::Picture(error) => error.into(),
            TypesetError::Cancelled(cancelled) => cancelled.into(),
            mistake @ TypesetError::Template { .. } => Self::Template { reason: mistake.to_string() },
        }
    }
}

impl From<PictureError> for TaskError {
    fn from(error: PictureError) -> Self {
        match error {
            PictureError::Writer(error) => Self::from_writer(&error),
            other => Self::Picture(other),
        }
    }
}

impl From<WorkbookError> for TaskError {
    fn from(error: WorkbookError) -> Self {
        match error {
            WorkbookError::Writer(error) => Self::from_writer(&error),
            other => Self::Workbook(other.to_string()),
        }
    }
}

/// What the system says, without its number.
pub(super) fn words(error: &io::Error) -> String {
    let text = error.to_string();
    let text = text.split(" (os error").next().unwrap_or_default();
    let mut letters = text.chars();
    letters.next().map(|first| first.to_lowercase().chain(letters).collect()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_workbook_that_is_full_is_for_the_user_to_narrow() {
        let error = TaskError::from(WorkbookError::TooManyRows { sheet: "Tankers", needed: 2_000_000 });
        assert_eq!(error.kind(), FailureKind::Request);
        assert!(error.to_string().starts_with("The sheet “Tankers” would need 2,000,000 rows"), "{error}");
        let full = TaskError::from(WorkbookError::Writer(io::Error::other("Disk full")));
        assert_eq!(full.to_string(), TaskError::from_writer(&io::Error::other("Disk full")).to_string());
    }
}
