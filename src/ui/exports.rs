//! What can be exported from the window, each through the same task as on the command line.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::base::progress::Progress;
use crate::model::arrangement::Arrangement;
use crate::model::ids::EntityKind;
use crate::model::view::Colouring;
use crate::tasks::export::{self, Form};
use crate::tasks::output::{self, Existing};
use crate::tasks::{TaskError, figure, open};

/// An export.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Export {
    /// Findings and shipments as Markdown.
    Markdown,
    /// Findings as CSV.
    FindingsCsv,
    /// Shipments as CSV.
    ShipmentsCsv,
    /// Visits as CSV.
    VisitsCsv,
    /// The whole case as JSON.
    Json,
    /// The timeline as SVG.
    TimelineSvg,
}

/// An export with everything that it needs on a thread of its own.
pub struct Order {
    /// The case file.
    pub case: PathBuf,
    /// What is exported.
    pub export: Export,
    /// The query that it obeys; empty for everything.
    pub query: String,
    /// How lanes are made, for a figure.
    pub arrangement: Arc<Arrangement>,
    /// What fills mean, for a figure.
    pub colouring: Colouring,
}

/// Width of an exported timeline, in points: an A4 page across, in 96ths of an inch.
const FIGURE_WIDTH: f32 = 1123.0;

impl Export {
    /// The dialog's title.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Self::Markdown => "Export findings and shipments as Markdown",
            Self::FindingsCsv => "Export findings as CSV",
            Self::ShipmentsCsv => "Export shipments as CSV",
            Self::VisitsCsv => "Export visits as CSV",
            Self::Json => "Export the case as JSON",
            Self::TimelineSvg => "Export the timeline as SVG",
        }
    }

    /// What kind of file it is, and its endings.
    #[must_use]
    pub fn filter(self) -> (&'static str, &'static [&'static str]) {
        match self {
            Self::Markdown => ("Markdown", &["md"]),
            Self::FindingsCsv | Self::ShipmentsCsv | Self::VisitsCsv => ("CSV", &["csv"]),
            Self::Json => ("Wakeline case as JSON", &["wake.json", "json"]),
            Self::TimelineSvg => ("SVG", &["svg"]),
        }
    }

    /// The name that is proposed.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Markdown => "findings.md",
            Self::FindingsCsv => "findings.csv",
            Self::ShipmentsCsv => "shipments.csv",
            Self::VisitsCsv => "visits.csv",
            Self::Json => "case.wake.json",
            Self::TimelineSvg => "timeline.svg",
        }
    }
}

/// Writes an export to `path`.
///
/// # Errors
/// As the task; no half file is left.
pub fn write(order: &Order, path: &Path, existing: Existing, progress: &Progress) -> Result<(), TaskError> {
    let store = open::for_reading(&order.case)?;
    let form = match order.export {
        Export::Markdown => Form::Markdown,
        Export::FindingsCsv => Form::Csv(EntityKind::Finding),
        Export::ShipmentsCsv => Form::Csv(EntityKind::Shipment),
        Export::VisitsCsv => Form::Csv(EntityKind::Visit),
        // The case as JSON is the whole case, whatever the query hides.
        Export::Json => return export::to_path(&store, path, Form::CaseJson, "", existing, progress),
        Export::TimelineSvg => {
            let request = figure::Request {
                query: &order.query,
                range: None,
                width: FIGURE_WIDTH,
                arrangement: order.arrangement.clone(),
                colouring: order.colouring,
            };
            output::refuse_the_case(&store, path)?;
            return output::write_file(path, existing, progress, |out| figure::timeline_svg(&store, &request, out));
        }
    };
    export::to_path(&store, path, form, &order.query, existing, progress)
}
