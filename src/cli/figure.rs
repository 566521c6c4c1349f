//! `wakeline figure`

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;

use clap::ValueEnum;

use super::console::Console;
use super::exit::Outcome;
use super::force;
use crate::base::edtf::DateError;
use crate::base::time::{Utc, When};
use crate::figure::export::{AsShown, Extent, Paper};
use crate::figure::lanes::LaneOptions;
use crate::figure::palette::Palette;
use crate::model::arrangement::{Arrangement, LaneBy, LaneOrder};
use crate::model::facts::Facts;
use crate::model::view::{Colouring, Layer};
use crate::report::fonts::{Database, Fonts};
use crate::tasks::figure::{self, Form, Of, Request, SCALES, Target};
use crate::tasks::{self, TaskError};

/// Draw the timeline, the ledger or the flows as a figure: SVG, PNG or PDF.
///
/// The ledger is the chart of one regime against its cap, the flows what went which way between two sides; each is one page.
/// On paper a long figure is broken into pages: a .pdf has them in one file, of .svg and .png there is one numbered file a
/// page. The same case gives the same bytes, as long as its letters are in the bundled fonts.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The case.
    case: PathBuf,
    /// Where to write; the name ends in .svg, .png or .pdf.
    out: PathBuf,
    /// What to draw.
    #[arg(long, value_enum, default_value_t = View::Timeline)]
    view: View,
    /// Draw only the visits that match, or the shipments in a chart, as vessel:"Paek Yang San" or tag:suspected.
    #[arg(long, default_value = "", allow_hyphen_values = true)]
    query: String,
    /// Begin here, as 2024-03 or 2024-03-07.
    #[arg(long, value_name = "DATE", value_parser = date)]
    from: Option<When>,
    /// End with this day, month or year.
    #[arg(long, value_name = "DATE", value_parser = date)]
    to: Option<When>,
    /// Width in points, 96 an inch; on paper a wider drawing is drawn smaller. As wide as its paper unless given.
    #[arg(long, value_name = "PX", value_parser = clap::value_parser!(u16).range(200..=20_000))]
    width: Option<u16>,
    /// Pixels a point, for .png; from 1 to 8, 2 unless given.
    #[arg(long, value_name = "N", value_parser = scale)]
    scale: Option<f32>,
    /// What to lay it out on; fit is one page as large as the figure. A .pdf has a4 unless given, the others fit.
    #[arg(long, value_enum)]
    paper: Option<Sheet>,
    /// In which colours.
    #[arg(long, value_enum, default_value_t = Inks::Print)]
    palette: Inks,
    /// Timeline: what makes a lane, outermost first, up to three separated by commas; none puts all visits into one lane;
    /// place,vessel unless given.
    #[arg(long, value_enum, value_delimiter = ',')]
    lanes: Option<Vec<Lanes>>,
    /// Timeline: how lanes and groups follow each other; first unless given.
    #[arg(long, value_enum)]
    order: Option<Order>,
    /// Timeline: what is shown beside the bars, separated by commas; the usual layers unless given.
    #[arg(long, value_enum, value_delimiter = ',')]
    layers: Option<Vec<Shown>>,
    /// Timeline: what the fill of a bar shows; activity unless given.
    #[arg(long, value_enum)]
    colours: Option<Colours>,
    /// Ledger: one regime, by its reference such as R-1 or part of its instrument; the first in which there is anything
    /// unless given.
    #[arg(long, value_name = "R")]
    regime: Option<String>,
    /// Ledger: one window, by the year in which it begins; all in which there is anything unless given.
    #[arg(long, value_name = "Y", conflicts_with_all = ["from", "to"])]
    year: Option<i64>,
    /// Flows: one side: a country as RU, a place by name or as P-1, or a flag as flag:KP; the two between which most went
    /// unless given.
    #[arg(long, value_name = "SIDE", requires = "and")]
    between: Option<String>,
    /// Flows: the other side.
    #[arg(long, value_name = "SIDE", requires = "between")]
    and: Option<String>,
    /// Flows: how sides are told apart.
    #[arg(long, value_enum)]
    by: Option<super::flows::Kind>,
    /// Replace a file that exists.
    #[arg(long)]
    force: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
enum View {
    Timeline,
    Ledger,
    Flows,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Lanes {
    Place,
    Vessel,
    Flag,
    Operator,
    Source,
    Tag,
    None,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Order {
    /// By the first sighting.
    First,
    /// By name.
    Name,
    /// The most visits first.
    Count,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Shown {
    Shipments,
    Sightings,
    Coverage,
    AisGaps,
    Voyages,
    Events,
    Windows,
    Night,
    None,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Colours {
    Activity,
    Vessel,
    Hedge,
    Tag,
    Flag,
    Origins,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Sheet {
    Fit,
    A4,
    A3,
    Letter,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Inks {
    Print,
    Light,
    Dark,
}

fn scale(text: &str) -> Result<f32, String> {
    let (least, most) = SCALES;
    let scale = text.trim_end_matches('x').parse::<f32>().ok().filter(|scale| (least..=most).contains(scale));
    scale.ok_or_else(|| format!("a scale is a number from {least} to {most}"))
}

/// Reads a date.
pub(super) fn date(text: &str) -> Result<When, DateError> {
    text.parse()
}

pub(super) fn run(args: &Args, console: &mut Console) -> anyhow::Result<Outcome> {
    let form = figure::form_of(&args.out)?;
    refuse_others(args)?;
    if args.scale.is_some() && form != Form::Png {
        return Err(TaskError::NoScale { path: args.out.clone() }.into());
    }
    let existing = force(args.force);
    tasks::output::refuse_existing(&args.out, existing)?;
    let paths = console.watched("Drawing", |progress| {
        let store = tasks::open::for_reading(&args.case)?;
        let request = request(args, form, &store.facts())?;
        let target = Target { path: &args.out, existing, numbered: existing };
        figure::to_path(&store, target, form, &request, &fonts(), progress)
    })?;
    let said = match paths.as_slice() {
        [first, .., last] => format!("Wrote {} pages, {} to {}", paths.len(), first.display(), last.display()),
        _ => format!("Wrote {}", args.out.display()),
    };
    console.line(said)?;
    Ok(Outcome::Fine)
}

/// Refuses options of another view, naming them.
fn refuse_others(args: &Args) -> Result<(), TaskError> {
    let given = [
        ("--lanes", args.lanes.is_some(), View::Timeline),
        ("--order", args.order.is_some(), View::Timeline),
        ("--layers", args.layers.is_some(), View::Timeline),
        ("--colours", args.colours.is_some(), View::Timeline),
        ("--regime", args.regime.is_some(), View::Ledger),
        ("--year", args.year.is_some(), View::Ledger),
        ("--between", args.between.is_some(), View::Flows),
        ("--and", args.and.is_some(), View::Flows),
        ("--by", args.by.is_some(), View::Flows),
    ];
    let strange = given.iter().filter(|(_, is_given, of)| *is_given && *of != args.view);
    let options: Vec<&str> = strange.map(|(name, ..)| *name).collect();
    if options.is_empty() {
        return Ok(());
    }
    let view = match args.view {
        View::Timeline => figure::View::Timeline,
        View::Ledger => figure::View::Ledger,
        View::Flows => figure::View::Flows,
    };
    Err(TaskError::NotForView { view: view.name(), options: options.join(" or ") })
}

/// What is drawn, looked up in the case.
fn of(args: &Args, facts: &Facts) -> Result<Of, TaskError> {
    Ok(match args.view {
        View::Timeline => Of::Timeline,
        View::Ledger => {
            let named = args.regime.as_deref().map(|name| tasks::ledger::regimes(facts, Some(name))).transpose()?;
            Of::Ledger { regime: named.and_then(|found| found.first().copied()), year: args.year }
        }
        View::Flows => {
            let between = args.between.as_deref().zip(args.and.as_deref());
            Of::Flows(tasks::flows::sides(facts, between, args.by.map(Into::into))?)
        }
    })
}

fn request(args: &Args, form: Form, facts: &Facts) -> Result<Request, TaskError> {
    let usual = Request::usual(form);
    let colouring = match args.colours.unwrap_or(Colours::Activity) {
        Colours::Activity => Colouring::Activity,
        Colours::Vessel => Colouring::Vessel,
        Colours::Hedge => Colouring::Hedge,
        Colours::Tag => Colouring::Tag,
        Colours::Flag => Colouring::Flag,
        Colours::Origins => Colouring::Origins,
    };
    let lanes = LaneOptions { arrangement: Arc::new(arrangement(args)), colouring, ..LaneOptions::default() };
    Ok(Request {
        of: of(args, facts)?,
        shown: AsShown { lanes, layers: layers(args) },
        extent: Extent { range: range(args, tasks::info::span(facts))?, ..Extent::default() },
        query: args.query.clone(),
        paper: args.paper.map_or(usual.paper, |paper| match paper {
            Sheet::Fit => Paper::Fit,
            Sheet::A4 => Paper::A4,
            Sheet::A3 => Paper::A3,
            Sheet::Letter => Paper::Letter,
        }),
        width: args.width.map(f32::from),
        palette: match args.palette {
            Inks::Print => Palette::Print,
            Inks::Light => Palette::Light,
            Inks::Dark => Palette::Dark,
        },
        scale: args.scale.unwrap_or(usual.scale),
    })
}

fn arrangement(args: &Args) -> Arrangement {
    let by = |lanes: &Lanes| match lanes {
        Lanes::Place => Some(LaneBy::Place),
        Lanes::Vessel => Some(LaneBy::Vessel),
        Lanes::Flag => Some(LaneBy::Flag),
        Lanes::Operator => Some(LaneBy::Operator),
        Lanes::Source => Some(LaneBy::Source),
        Lanes::Tag => Some(LaneBy::Tag),
        Lanes::None => None,
    };
    let lanes = args.lanes.as_deref().unwrap_or(&[Lanes::Place, Lanes::Vessel]);
    let levels: Vec<LaneBy> = lanes.iter().filter_map(by).collect();
    let order = match args.order.unwrap_or(Order::First) {
        Order::First => LaneOrder::FirstSeen,
        Order::Name => LaneOrder::Name,
        Order::Count => LaneOrder::Count,
    };
    Arrangement { order, ..Arrangement::by(&levels) }
}

fn layers(args: &Args) -> BTreeSet<Layer> {
    let layer = |shown: &Shown| match shown {
        Shown::Shipments => Some(Layer::Shipments),
        Shown::Sightings => Some(Layer::Sightings),
        Shown::Coverage => Some(Layer::Coverage),
        Shown::AisGaps => Some(Layer::AisGaps),
        Shown::Voyages => Some(Layer::Voyages),
        Shown::Events => Some(Layer::Events),
        Shown::Windows => Some(Layer::Windows),
        Shown::Night => Some(Layer::Night),
        Shown::None => None,
    };
    args.layers.as_ref().map_or_else(Layer::usual, |shown| shown.iter().filter_map(layer).collect())
}

/// The bundled fonts, and those of this machine for letters they lack.
pub(super) fn fonts() -> Fonts {
    Fonts::loading(Database::load_system_fonts)
}

/// The range that was asked for; an end that was left out is that of the visits.
fn range(args: &Args, span: Option<(Utc, Utc)>) -> Result<Option<(Utc, Utc)>, TaskError> {
    if args.from.is_none() && args.to.is_none() {
        return Ok(None);
    }
    let from = args.from.map(When::start).or(span.map(|(first, _)| first));
    let to = args.to.map(When::end).or(span.map(|(_, end)| end));
    match (from, to) {
        (Some(from), Some(to)) if from < to => Ok(Some((from, to))),
        (Some(from), Some(to)) => Err(TaskError::EmptyRange { from, to }),
        _ => Ok(None),
    }
}
