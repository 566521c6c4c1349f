//! What can be exported from the window, each through the same task as on the command line.

/// An export.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Export {
    /// Findings as Markdown.
    FindingsMarkdown,
    /// Findings as CSV.
    FindingsCsv,
    /// Shipments as Markdown.
    ShipmentsMarkdown,
    /// Shipments as CSV.
    ShipmentsCsv,
    /// Visits as CSV.
    VisitsCsv,
    /// The whole case as JSON.
    Json,
    /// The timeline as SVG.
    TimelineSvg,
}

impl Export {
    /// The dialog's title.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Self::FindingsMarkdown => "Export findings as Markdown",
            Self::FindingsCsv => "Export findings as CSV",
            Self::ShipmentsMarkdown => "Export shipments as Markdown",
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
            Self::FindingsMarkdown | Self::ShipmentsMarkdown => ("Markdown", &["md"]),
            Self::FindingsCsv | Self::ShipmentsCsv | Self::VisitsCsv => ("CSV", &["csv"]),
            Self::Json => ("Wakeline case as JSON", &["wake.json"]),
            Self::TimelineSvg => ("SVG", &["svg"]),
        }
    }

    /// The name that is proposed.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::FindingsMarkdown => "findings.md",
            Self::FindingsCsv => "findings.csv",
            Self::ShipmentsMarkdown => "shipments.md",
            Self::ShipmentsCsv => "shipments.csv",
            Self::VisitsCsv => "visits.csv",
            Self::Json => "case.wake.json",
            Self::TimelineSvg => "timeline.svg",
        }
    }
}
