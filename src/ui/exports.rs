//! What can be exported from the window, each through the same task as on the command line.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::session::Session;
use crate::base::progress::Progress;
use crate::base::time::Utc;
use crate::figure::export::{AsShown, Extent, Paper};
use crate::figure::palette::Palette;
use crate::model::finding::FindingStatus;
use crate::model::ids::EntityKind;
use crate::report::build::Template;
use crate::report::fonts::{Database, Fonts};
use crate::tasks::bundle::{self, Choice};
use crate::tasks::export::{self, Form};
use crate::tasks::figure::{self, Request, Target};
use crate::tasks::output::Existing;
use crate::tasks::{TaskError, open, report};

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
    /// The timeline as a figure.
    Timeline(figure::Form),
    /// A report by a template.
    Report(report::Form),
}

/// What of the timeline is exported.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reach {
    /// The visible time range.
    #[default]
    View,
    /// What is selected.
    Selection,
    /// The whole case.
    Whole,
}

/// How the timeline is exported: what the dialog asks and the settings remember.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(default)]
pub struct FigureChoices {
    /// In what form.
    pub form: figure::Form,
    /// What of the case.
    pub reach: Reach,
    /// Of the view, only the lanes that are in view.
    pub lanes_in_view: bool,
    /// Pixels a point, for PNG.
    pub scale: u8,
    /// What a PDF is laid out on.
    pub paper: Paper,
    /// What SVG and PNG are laid out on.
    pub picture_paper: Paper,
    /// In which colours.
    pub palette: Palette,
}

/// How a report is written: what the dialog asks and the settings remember.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct ReportChoices {
    /// What it is made like.
    pub template: Template,
    /// In what form.
    pub form: report::Form,
    /// Only findings that have come at least this far.
    pub least: FindingStatus,
}

impl Default for FigureChoices {
    fn default() -> Self {
        Self {
            form: figure::Form::default(),
            reach: Reach::default(),
            lanes_in_view: false,
            scale: 2,
            paper: figure::Form::Pdf.usual_paper(),
            picture_paper: figure::Form::Svg.usual_paper(),
            palette: Palette::Print,
        }
    }
}

impl FigureChoices {
    /// What the chosen form is laid out on.
    #[must_use]
    pub fn chosen_paper(self) -> Paper {
        if self.form == figure::Form::Pdf { self.paper } else { self.picture_paper }
    }

    /// What of the case goes into the figure. Without a selection the view stands for it.
    #[must_use]
    pub fn extent(self, session: &Session) -> Extent {
        match self.reach {
            Reach::Whole => Extent::default(),
            Reach::Selection if !session.selection.is_empty() => {
                Extent { selection: Some(session.selection.clone()), ..Extent::default() }
            }
            Reach::View | Reach::Selection => {
                let (from, to) = session.range.now();
                let range = Some((Utc(from.floor() as i64), Utc(to.ceil() as i64)));
                let window = self.lanes_in_view.then_some((session.scroll, session.scroll + session.room));
                Extent { range, window, selection: None }
            }
        }
    }
}

/// How the timeline is shown in the window now.
#[must_use]
pub fn as_shown(session: &Session) -> AsShown {
    AsShown { lanes: session.lane_options.clone(), layers: session.layers.clone() }
}

/// A figure of what the window shows now.
#[must_use]
pub fn request(session: &Session, choices: FigureChoices) -> Request {
    Request {
        of: figure::Of::Timeline,
        shown: as_shown(session),
        extent: choices.extent(session),
        query: query(session),
        paper: choices.chosen_paper(),
        width: None,
        palette: choices.palette,
        scale: choices.scale.into(),
    }
}

/// A report of what the window shows now.
#[must_use]
pub fn report(session: &Session, choices: ReportChoices) -> report::Request {
    report::Request { template: choices.template, query: query(session), least: choices.least, date: None }
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
}

impl Export {
    /// The dialog's title.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Self::Markdown => "Export findings and shipments as Markdown",
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
            Self::Timeline(figure::Form::Svg) => "Export the timeline as SVG",
            Self::Timeline(figure::Form::Png) => "Export the timeline as PNG",
            Self::Timeline(figure::Form::Pdf) => "Export the timeline as PDF",
            Self::Report(_) => "Write a report",
        }
    }

    /// What kind of file it is, and its endings.
    #[must_use]
    pub fn filter(self) -> (&'static str, &'static [&'static str]) {
        match self {
            Self::Markdown | Self::Report(report::Form::Markdown) => ("Markdown", &["md"]),
            Self::FindingsCsv | Self::ShipmentsCsv | Self::VisitsCsv | Self::Table(_) => ("CSV", &["csv"]),
            Self::Xlsx => ("Workbook", &["xlsx"]),
            Self::GeoJson => ("GeoJSON", &["geojson"]),
            Self::Kml => ("KML", &["kml"]),
            Self::Bibtex => ("BibTeX", &["bib"]),
            Self::CslJson => ("CSL-JSON", &["csl.json", "json"]),
            Self::Ftm => ("FollowTheMoney", &["ftm.json", "json"]),
            Self::Json => ("Wakeline case as JSON", &["wake.json", "json"]),
            Self::Bundle => ("Evidence bundle", &["zip"]),
            Self::Timeline(figure::Form::Svg) => ("SVG", &["svg"]),
            Self::Timeline(figure::Form::Png) => ("PNG", &["png"]),
            Self::Timeline(figure::Form::Pdf) | Self::Report(report::Form::Pdf) => ("PDF", &["pdf"]),
            Self::Report(report::Form::Docx) => ("Word document", &["docx"]),
            Self::Report(report::Form::Html) => ("Web page", &["html"]),
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
            Self::Table(_) => "table.csv",
            Self::Xlsx => "case.xlsx",
            Self::GeoJson => "map.geojson",
            Self::Kml => "map.kml",
            Self::Bibtex => "exhibits.bib",
            Self::CslJson => "exhibits.csl.json",
            Self::Ftm => "entities.ftm.json",
            Self::Json => "case.wake.json",
            Self::Bundle => "bundle.zip",
            Self::Timeline(figure::Form::Svg) => "timeline.svg",
            Self::Timeline(figure::Form::Png) => "timeline.png",
            Self::Timeline(figure::Form::Pdf) => "timeline.pdf",
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
        Export::Markdown => Form::Markdown,
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
            let choice = Choice { query: order.query.clone(), ..Choice::default() };
            let made = bundle::to_path(&store, path, &choice, existing, progress)?;
            return Ok(Written { files: vec![path.to_owned()], notes: vec![made.chosen] });
        }
        Export::Report(form) => {
            let issues = report::to_path(&store, path, form, &order.report, &fonts(), existing, progress)?;
            let notes = issues.as_slice().iter().map(ToString::to_string).collect();
            return Ok(Written { files: vec![path.to_owned()], notes });
        }
        Export::Timeline(form) => {
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
fn fonts() -> Fonts {
    Fonts::loading(Database::load_system_fonts)
}
