//! What can be exported from the window, each through the same task as on the command line.

use std::path::{Path, PathBuf};

use super::choices::{FigureChoices, Reach, ReportChoices};
use super::session::Session;
use crate::base::progress::Progress;
use crate::base::time::Utc;
use crate::figure::export::{AsShown, Extent};
use crate::model::ids::EntityKind;
use crate::report::fonts::{Database, Fonts};
use crate::tasks::bundle::{self, Choice};
use crate::tasks::export::{self, Form};
use crate::tasks::figure::{self, Of, Request, Target, View};
use crate::tasks::output::Existing;
use crate::tasks::templates::{self, Chosen, Found};
use crate::tasks::{TaskError, open, report};

/// An export.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Export {
    /// Findings as CSV.
    FindingsCsv,
    /// Shipments as CSV.
    ShipmentsCsv,
    /// Visits as CSV.
    VisitsCsv,
    /// The kind that the table lists as CSV.
    Table(EntityKind),
    /// Tanker table, ledgers, fact-check sheet and exhibits as a workbook.
    Xlsx,
    /// Places, visits and shipments for a map.
    GeoJson,
    /// The same for a globe.
    Kml,
    /// Exhibits as BibTeX.
    Bibtex,
    /// Exhibits as CSL-JSON.
    CslJson,
    /// Entities of FollowTheMoney.
    Ftm,
    /// The whole case as JSON.
    Json,
    /// Findings with their evidence, in a form that anybody can check.
    Bundle,
    /// The timeline or a chart as a figure.
    Figure(View, figure::Form),
    /// A report by a template.
    Report(report::Form),
}

/// The user's own templates, as they were when the dialog opened.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct OwnTemplates {
    /// Where they lie.
    pub folder: PathBuf,
    /// What lies there.
    pub found: Vec<Found>,
}

impl OwnTemplates {
    /// Looks what lies in a folder.
    #[must_use]
    pub fn in_folder(folder: &Path) -> Self {
        Self { folder: folder.to_owned(), found: templates::found(folder) }
    }
}

/// The visible time range.
pub(super) fn visible(session: &Session) -> (Utc, Utc) {
    let (from, to) = session.range.now();
    (Utc(from.floor() as i64), Utc(to.ceil() as i64))
}

/// How the timeline is shown in the window now.
#[must_use]
pub fn as_shown(session: &Session) -> AsShown {
    AsShown { lanes: session.lane_options.clone(), layers: session.layers.clone() }
}

/// A figure of what the window shows now.
#[must_use]
pub fn request(session: &Session, choices: FigureChoices, of: &Of) -> Request {
    let range = (choices.chart_reach == Reach::View).then(|| visible(session));
    let (of, extent) = match of {
        Of::Timeline => (Of::Timeline, choices.extent(session)),
        Of::Ledger { regime, year } => {
            let year = year.filter(|_| choices.chart_reach == Reach::Window);
            (Of::Ledger { regime: *regime, year }, Extent { range, ..Extent::default() })
        }
        Of::Flows(sides) => (Of::Flows(sides.clone()), Extent { range, ..Extent::default() }),
    };
    Request {
        of,
        shown: as_shown(session),
        extent,
        query: query(session),
        paper: choices.chosen_paper(),
        width: None,
        palette: choices.palette,
        scale: choices.scale.into(),
    }
}

/// A report of what the window shows now.
#[must_use]
pub fn report(session: &Session, choices: &ReportChoices, templates: &Path) -> report::Request {
    let template = match &choices.own {
        Some(own) => Chosen::Folder(templates.join(own)),
        None => Chosen::BuiltIn(choices.template),
    };
    report::Request { template, query: query(session), least: choices.least, date: None }
}

/// The query that exports obey: the one whose answer is shown, also while what stands in the box is none.
#[must_use]
pub fn query(session: &Session) -> String {
    session.query.answered.clone()
}

/// The query that an export obeys: the case as text is the whole case, and of kinds that no query selects all are shown.
#[must_use]
pub fn query_of(session: &Session, export: Export) -> String {
    let selects = |kind| session.query.matches.as_ref().is_some_and(|matches| matches.of_kind(kind).is_some());
    match export {
        Export::Json => String::new(),
        Export::Bundle if session.bundling.all => String::new(),
        Export::Table(kind) if !selects(kind) => String::new(),
        _ => query(session),
    }
}

/// An export with everything that it needs on a thread of its own.
pub struct Order {
    /// The case file.
    pub case: PathBuf,
    /// What is exported.
    pub export: Export,
    /// The query that it obeys; empty for everything.
    pub query: String,
    /// What a figure shows.
    pub figure: Request,
    /// What a report is made like.
    pub report: report::Request,
    /// What goes into a bundle.
    pub bundle: Choice,
}

impl Export {
    /// The dialog's title.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Self::FindingsCsv => "Export findings as CSV",
            Self::ShipmentsCsv => "Export shipments as CSV",
            Self::VisitsCsv => "Export visits as CSV",
            Self::Table(_) => "Export this table as CSV",
            Self::Xlsx => "Export as a workbook",
            Self::GeoJson => "Export the map as GeoJSON",
            Self::Kml => "Export the map as KML",
            Self::Bibtex => "Export exhibits as BibTeX",
            Self::CslJson => "Export exhibits as CSL-JSON",
            Self::Ftm => "Export entities for FollowTheMoney",
            Self::Json => "Export the case as JSON",
            Self::Bundle => "Export an evidence bundle",
            Self::Figure(View::Timeline, _) => "Export the timeline",
            Self::Figure(View::Ledger, _) => "Export the ledger chart",
            Self::Figure(View::Flows, _) => "Export the flows chart",
            Self::Report(_) => "Write a report",
        }
    }

    /// What kind of file it is, and its endings.
    #[must_use]
    pub fn filter(self) -> (&'static str, &'static [&'static str]) {
        match self {
            Self::Report(report::Form::Markdown) => ("Markdown", &["md"]),
            Self::FindingsCsv | Self::ShipmentsCsv | Self::VisitsCsv | Self::Table(_) => ("CSV", &["csv"]),
            Self::Xlsx => ("Workbook", &["xlsx"]),
            Self::GeoJson => ("GeoJSON", &["geojson"]),
            Self::Kml => ("KML", &["kml"]),
            Self::Bibtex => ("BibTeX", &["bib"]),
            Self::CslJson => ("CSL-JSON", &["csl.json", "json"]),
            Self::Ftm => ("FollowTheMoney", &["ftm.json", "json"]),
            Self::Json => ("Wakeline case as JSON", &["wake.json", "json"]),
            Self::Bundle => ("Evidence bundle", &["zip"]),
            Self::Figure(_, figure::Form::Svg) => ("SVG", &["svg"]),
            Self::Figure(_, figure::Form::Png) => ("PNG", &["png"]),
            Self::Figure(_, figure::Form::Pdf) | Self::Report(report::Form::Pdf) => ("PDF", &["pdf"]),
            Self::Report(report::Form::Docx) => ("Word document", &["docx"]),
            Self::Report(report::Form::Html) => ("Web page", &["html"]),
        }
    }

    /// The name that is proposed.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::FindingsCsv => "findings.csv",
            Self::ShipmentsCsv => "shipments.csv",
            Self::VisitsCsv => "visits.csv",
            Self::Table(_) => "table.csv",
            Self::Xlsx => "case.xlsx",
            Self::GeoJson => "map.geojson",
            Self::Kml => "map.kml",
            Self::Bibtex => "exhibits.bib",
            Self::CslJson => "exhibits.csl.json",
            Self::Ftm => "entities.ftm.json",
            Self::Json => "case.wake.json",
            Self::Bundle => "bundle.zip",
            Self::Figure(View::Timeline, figure::Form::Svg) => "timeline.svg",
            Self::Figure(View::Timeline, figure::Form::Png) => "timeline.png",
            Self::Figure(View::Timeline, figure::Form::Pdf) => "timeline.pdf",
            Self::Figure(View::Ledger, figure::Form::Svg) => "ledger.svg",
            Self::Figure(View::Ledger, figure::Form::Png) => "ledger.png",
            Self::Figure(View::Ledger, figure::Form::Pdf) => "ledger.pdf",
            Self::Figure(View::Flows, figure::Form::Svg) => "flows.svg",
            Self::Figure(View::Flows, figure::Form::Png) => "flows.png",
            Self::Figure(View::Flows, figure::Form::Pdf) => "flows.pdf",
            Self::Report(report::Form::Pdf) => "report.pdf",
            Self::Report(report::Form::Docx) => "report.docx",
            Self::Report(report::Form::Html) => "report.html",
            Self::Report(report::Form::Markdown) => "report.md",
        }
    }
}

/// What an export came to.
pub struct Written {
    /// The files.
    pub files: Vec<PathBuf>,
    /// What a reader of them should know, a sentence each.
    pub notes: Vec<String>,
}

/// Writes an export to `path`.
///
/// # Errors
/// As the task; no half file is left.
pub fn write(order: &Order, path: &Path, existing: Existing, progress: &Progress) -> Result<Written, TaskError> {
    let store = open::for_reading(&order.case)?;
    let form = match order.export {
        Export::FindingsCsv => Form::Csv(EntityKind::Finding),
        Export::ShipmentsCsv => Form::Csv(EntityKind::Shipment),
        Export::VisitsCsv => Form::Csv(EntityKind::Visit),
        Export::Table(kind) => Form::Csv(kind),
        Export::Xlsx => Form::Xlsx,
        Export::GeoJson => Form::GeoJson,
        Export::Kml => Form::Kml,
        Export::Bibtex => Form::Bibtex,
        Export::CslJson => Form::CslJson,
        Export::Ftm => Form::Ftm,
        Export::Json => Form::CaseJson,
        Export::Bundle => {
            let made = bundle::to_path(&store, path, &order.bundle, existing, progress)?;
            let notes = vec![made.chosen.trim_end_matches('.').to_owned(), made.said()];
            return Ok(Written { files: vec![path.to_owned()], notes });
        }
        Export::Report(form) => {
            let issues = report::to_path(&store, path, form, &order.report, &fonts(), existing, progress)?;
            let notes = issues.as_slice().iter().map(ToString::to_string).collect();
            return Ok(Written { files: vec![path.to_owned()], notes });
        }
        Export::Figure(_, form) => {
            // Nobody was asked about the names with numbers.
            let target = Target { path, existing, numbered: Existing::Keep };
            let files = figure::to_path(&store, target, form, &order.figure, &fonts(), progress)?;
            return Ok(Written { files, notes: Vec::new() });
        }
    };
    let notes = export::to_path(&store, path, form, &order.query, existing, progress)?;
    Ok(Written { files: vec![path.to_owned()], notes })
}

/// The bundled fonts, and those of this machine for letters they lack.
#[must_use]
pub fn fonts() -> Fonts {
    Fonts::loading(Database::load_system_fonts)
}
