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
use crate::model::view::{Colouring, Layer};
use crate::report::fonts::{Database, Fonts};
use crate::tasks::figure::{self, Form, Request, SCALES, Target};
use crate::tasks::{self, TaskError};

/// Draw the timeline as a figure: SVG, PNG or PDF.
///
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
    /// Draw only the visits that match, as vessel:"Paek Yang San" or tag:suspected.
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
    /// What makes a lane, outermost first, up to three separated by commas; none puts all visits into one lane.
    #[arg(long, value_enum, value_delimiter = ',', default_values_t = [Lanes::Place, Lanes::Vessel])]
    lanes: Vec<Lanes>,
    /// How lanes and groups follow each other.
    #[arg(long, value_enum, default_value_t = Order::First)]
    order: Order,
    /// What is shown beside the bars, separated by commas; the usual layers unless given.
    #[arg(long, value_enum, value_delimiter = ',')]
    layers: Option<Vec<Shown>>,
    /// What the fill of a bar shows.
    #[arg(long, value_enum, default_value_t = Colours::Activity)]
    colours: Colours,
    /// Replace a file that exists.
    #[arg(long)]
    force: bool,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum View {
    Timeline,
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
    let View::Timeline = args.view;
    let form = figure::form_of(&args.out)?;
    if args.scale.is_some() && form != Form::Png {
        return Err(TaskError::NoScale { path: args.out.clone() }.into());
    }
    let existing = force(args.force);
    tasks::output::refuse_existing(&args.out, existing)?;
    let paths = console.watched("Drawing", |progress| {
        let store = tasks::open::for_reading(&args.case)?;
        let request = request(args, form, tasks::info::span(&store.facts()))?;
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

fn request(args: &Args, form: Form, span: Option<(Utc, Utc)>) -> Result<Request, TaskError> {
    let usual = Request::usual(form);
    let colouring = match args.colours {
        Colours::Activity => Colouring::Activity,
        Colours::Vessel => Colouring::Vessel,
        Colours::Hedge => Colouring::Hedge,
        Colours::Tag => Colouring::Tag,
        Colours::Flag => Colouring::Flag,
        Colours::Origins => Colouring::Origins,
    };
    let lanes = LaneOptions { arrangement: Arc::new(arrangement(args)), colouring, ..LaneOptions::default() };
    Ok(Request {
        shown: AsShown { lanes, layers: layers(args) },
        extent: Extent { range: range(args, span)?, ..Extent::default() },
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
    let levels: Vec<LaneBy> = args.lanes.iter().filter_map(by).collect();
    let order = match args.order {
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
/// The bundled fonts, and those of the system for letters that they lack.
pub(super) fn fonts() -> Fonts {
    let mut database = Database::new();
    database.load_system_fonts();
    Fonts::with(database)
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
