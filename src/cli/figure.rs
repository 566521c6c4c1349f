//! `wakeline figure`

use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::ValueEnum;

use super::console::Console;
use super::exit::Outcome;
use super::force;
use crate::base::edtf::DateError;
use crate::base::time::{Utc, When};
use crate::model::arrangement::{Arrangement, LaneBy, LaneOrder};
use crate::model::view::Colouring;
use crate::tasks::figure::Request;
use crate::tasks::{self, TaskError};

/// Draw the timeline as a vector figure (SVG).
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The case.
    case: PathBuf,
    /// Where to write; the name ends in .svg.
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
    /// Width in pixels.
    #[arg(long, value_name = "PX", default_value_t = 1_000, value_parser = clap::value_parser!(u16).range(200..=20_000))]
    width: u16,
    /// What makes a lane, outermost first, up to three separated by commas; none puts all visits into one lane.
    #[arg(long, value_enum, value_delimiter = ',', default_values_t = [Lanes::Place, Lanes::Vessel])]
    lanes: Vec<Lanes>,
    /// How lanes and groups follow each other.
    #[arg(long, value_enum, default_value_t = Order::First)]
    order: Order,
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
enum Colours {
    Activity,
    Vessel,
    Hedge,
    Tag,
    Flag,
    Origins,
}

fn date(text: &str) -> Result<When, DateError> {
    text.parse()
}

pub(super) fn run(args: &Args, console: &mut Console) -> anyhow::Result<Outcome> {
    let View::Timeline = args.view;
    refuse_ending(&args.out)?;
    tasks::output::refuse_existing(&args.out, force(args.force))?;
    console.watched("Drawing", |progress| {
        let store = tasks::open::for_reading(&args.case)?;
        tasks::output::refuse_the_case(&store, &args.out)?;
        let request = Request {
            query: &args.query,
            range: range(args, tasks::info::span(&store.facts()))?,
            width: f32::from(args.width),
            arrangement: Arc::new(arrangement(args)),
            colouring: match args.colours {
                Colours::Activity => Colouring::Activity,
                Colours::Vessel => Colouring::Vessel,
                Colours::Hedge => Colouring::Hedge,
                Colours::Tag => Colouring::Tag,
                Colours::Flag => Colouring::Flag,
                Colours::Origins => Colouring::Origins,
            },
        };
        let write = |out: &mut dyn std::io::Write| tasks::figure::timeline_svg(&store, &request, out);
        tasks::output::write_file(&args.out, force(args.force), progress, write)
    })?;
    console.line(format!("Wrote {}", args.out.display()))?;
    Ok(Outcome::Fine)
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

fn refuse_ending(out: &Path) -> Result<(), TaskError> {
    let svg = out.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("svg"));
    if svg { Ok(()) } else { Err(TaskError::Ending { path: out.to_owned(), known: ".svg" }) }
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
