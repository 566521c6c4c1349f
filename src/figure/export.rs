//! The timeline as a whole figure for paper: title, all lanes, legend, caption.

use std::collections::BTreeSet;
use std::sync::Arc;

use jiff::tz::TimeZone;

use super::draw::{at, rect, solid, style};
use super::lanes::{LaneOptions, Lanes};
use super::legend::{caption, legend, slots};
use super::measure::{Measure, one_line};
use super::palette::Role;
use super::scene::{Align, Face, Scene};
use super::timeline::{self, TimelineOptions, TimelineView};
use super::wording::{day, span};
use crate::base::id_set::IdSet;
use crate::base::text::count;
use crate::base::time::{DAY, Utc};
use crate::model::arrangement::Arrangement;
use crate::model::facts::Facts;
use crate::model::view::{Colouring, Layer};

/// Room around the figure, in points.
const MARGIN: f32 = 14.0;
/// Widest lane headers, in points.
const WIDEST: f32 = 280.0;

/// What a figure shows and says of itself.
pub struct FigureOptions<'a> {
    /// Width in points.
    pub width: f32,
    /// How visits are laid in lanes.
    pub arrangement: Arc<Arrangement>,
    /// What fills mean.
    pub colouring: Colouring,
    /// The visits to show; none means all.
    pub filter: Option<Arc<IdSet>>,
    /// The query behind the filter, as it was typed; empty for none.
    pub query: &'a str,
    /// Visible range; none means all that is shown.
    pub range: Option<(Utc, Utc)>,
    /// The zone in which the calendar is shown.
    pub zone: TimeZone,
    /// The zone's name for the caption.
    pub zone_name: &'a str,
    /// The date printed in the caption.
    pub date: Utc,
    /// Measures texts.
    pub measure: Measure<'a>,
}

/// Composes the figure; its height follows from what it shows.
#[must_use]
pub fn figure(facts: &Facts, options: &FigureOptions) -> Scene {
    let filter = options.filter.clone();
    let arrangement = options.arrangement.clone();
    let lane_options = LaneOptions { arrangement, colouring: options.colouring, filter, ..LaneOptions::default() };
    let lanes = Lanes::build(facts, &lane_options);
    let mut scene = Scene { width: options.width, ..Scene::default() };
    let mut y = heading(facts, options, &mut scene);
    let (selected, layers) = (BTreeSet::new(), Layer::usual());
    let drawn = TimelineOptions {
        zone: options.zone.clone(),
        layers: &layers,
        selected: &selected,
        hovered: None,
        show_events: !facts.events.is_empty(),
        show_axis: true,
        cursor: None,
        measure: options.measure,
    };
    let header_width = headers(facts, &lanes, options);
    let (axis_from, axis_to) = range(&lanes, options, header_width);
    let height = drawn.lanes_top(facts) + lanes.height() as f32 + 6.0;
    let view = TimelineView { axis_from, axis_to, scroll: 0.0, width: options.width, height, header_width };
    if lanes.is_empty() {
        let text = "No dated visit to show";
        scene.text(at(options.width / 2.0, y + 30.0), text, caption(), Align::Centre, options.width);
        y += 60.0;
    } else {
        scene.place(timeline::scene(facts, &lanes, &view, &drawn), at(0.0, y));
        y += height;
    }
    let right = options.width - MARGIN;
    scene.line(at(MARGIN, y + 6.0), at(right, y + 6.0), solid(1.0, Role::Hairline));
    y += 14.0;
    let key = legend(facts, &lanes, options.width - 2.0 * MARGIN, options.measure);
    let tall = key.height;
    scene.place(key, at(MARGIN, y));
    y += tall + 8.0;
    for line in wrapped(&notes(facts, &lanes, options), options) {
        scene.text(at(MARGIN, y + 8.0), line, caption(), Align::Left, options.width - 2.0 * MARGIN);
        y += 17.0;
    }
    scene.height = (y + MARGIN / 2.0).ceil();
    scene
}

/// Title, question and handling mark; returns where they end.
fn heading(facts: &Facts, options: &FigureOptions, scene: &mut Scene) -> f32 {
    let mark = facts.case.handling.mark();
    let bold = style(11.5, Face::SemiBold, Role::Text);
    let wide = (options.measure)(mark, bold.size, bold.face) + 16.0;
    let right = options.width - MARGIN;
    scene.outline(rect(right - wide, 17.0, right, 37.0), 4.0, solid(1.0, Role::Secondary));
    scene.text(at(right - wide / 2.0, 27.0), mark, bold, Align::Centre, wide);
    let room = options.width - 3.0 * MARGIN - wide;
    let title = if facts.case.title.trim().is_empty() { "Timeline" } else { &facts.case.title };
    let large = style(17.0, Face::SemiBold, Role::Text);
    scene.text(at(MARGIN, 27.0), one_line(title), large, Align::Left, room);
    if facts.case.question.trim().is_empty() {
        return 48.0;
    }
    let question = style(12.5, Face::Regular, Role::Secondary);
    scene.text(at(MARGIN, 48.0), one_line(&facts.case.question), question, Align::Left, options.width - 2.0 * MARGIN);
    66.0
}

/// Width of the lane headers: the widest name, within limits.
fn headers(facts: &Facts, lanes: &Lanes, options: &FigureOptions) -> f32 {
    let wide = |strip: usize| {
        let label = lanes.label(facts, strip);
        (options.measure)(&one_line(&label), 13.0, Face::SemiBold)
    };
    let widest = (0..lanes.len()).map(wide).fold(60.0, f32::max);
    (widest + 74.0).min(WIDEST).min(options.width * 0.4)
}

/// Visible range: as asked for, else all that is shown with room for an open circle at the end.
fn range(lanes: &Lanes, options: &FigureOptions, header_width: f32) -> (f64, f64) {
    if let Some((from, to)) = options.range {
        return (from.0 as f64, to.0.max(from.0 + 60) as f64);
    }
    let Some((from, to)) = lanes.extent() else { return (0.0, DAY as f64) };
    let span = ((to.0 - from.0) as f64).max(60.0);
    let wide = f64::from((options.width - header_width - 90.0).max(40.0));
    (from.0 as f64 - span * 16.0 / wide, to.0 as f64 + span * 74.0 / wide)
}

/// What the caption says, piece by piece.
fn notes(facts: &Facts, lanes: &Lanes, options: &FigureOptions) -> Vec<String> {
    let mut notes = Vec::new();
    let shown = match options.range {
        Some((from, to)) => slots(lanes).filter(|slot| slot.end > from.0 && slot.start < to.0).count(),
        None => lanes.shown(),
    };
    let range = options.range.map(|(from, to)| (from.0, to.0)).or(lanes.extent().map(|(from, to)| (from.0, to.0)));
    let when = range.map(|(from, to)| format!(", {}", span(from, to, &options.zone))).unwrap_or_default();
    notes.push(format!("{}{when}", count(shown, "visit")));
    if !options.query.trim().is_empty() {
        notes.push(format!("query: {}", one_line(options.query.trim())));
    }
    let filtered = facts.visits.len() - lanes.shown() - lanes.undated().len();
    let left_out =
        [(lanes.undated().len(), "undated"), (filtered, "by the query"), (lanes.shown() - shown, "outside the range")];
    let left_out: Vec<String> =
        left_out.iter().filter(|(n, _)| *n > 0).map(|(n, why)| format!("{} {why}", count(*n, "visit"))).collect();
    if !left_out.is_empty() {
        notes.push(format!("left out: {}", left_out.join(", ")));
    }
    notes.push(format!("times in {}; dates known to the day are UTC days", one_line(options.zone_name)));
    if !facts.case.reference.trim().is_empty() {
        notes.push(one_line(&facts.case.reference).into_owned());
    }
    notes.push(day(options.date.in_zone(&options.zone).date()));
    notes.push(facts.case.handling.mark().to_owned());
    notes
}

/// Pieces joined by dots and broken into lines between them.
fn wrapped(pieces: &[String], options: &FigureOptions) -> Vec<String> {
    let face = caption();
    let room = options.width - 2.0 * MARGIN;
    let mut lines: Vec<String> = Vec::new();
    for piece in pieces {
        match lines.last_mut() {
            Some(line) if (options.measure)(&format!("{line} · {piece}"), face.size, face.face) <= room => {
                line.push_str(" · ");
                line.push_str(piece);
            }
            _ => lines.push(piece.clone()),
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figure::fixture;
    use crate::figure::measure::plex;
    use crate::figure::scene::Shape;

    fn options() -> FigureOptions<'static> {
        FigureOptions {
            width: 900.0,
            arrangement: Arc::default(),
            colouring: Colouring::Activity,
            filter: None,
            query: "",
            range: None,
            zone: TimeZone::UTC,
            zone_name: "UTC",
            date: Utc(1_795_219_200),
            measure: &plex,
        }
    }

    fn texts(scene: &Scene) -> Vec<&str> {
        let shapes = scene.shapes.iter();
        shapes
            .filter_map(|shape| if let Shape::Text { text, .. } = shape { Some(text.as_str()) } else { None })
            .collect()
    }

    #[test]
    fn a_figure_shows_every_lane_and_says_what_it_leaves_out() {
        let facts = fixture::facts();
        let whole = figure(&facts, &options());
        let words = texts(&whole);
        for expected in
            ["Vostochny & <Chongjin>, March 2024", "TLP:AMBER", "Lady R", "Paek Yang San 1", "denied", "loading"]
        {
            assert!(words.contains(&expected), "{expected} in {words:?}");
        }
        let caption = words.join(" | ");
        assert!(caption.contains("10 visits, 5 March to 9 April 2024"), "{caption}");
        assert!(caption.contains("left out: 1 visit undated"), "{caption}");
        assert!(caption.contains("times in UTC") && caption.contains("21 November 2026"), "{caption}");
        let bottom = whole.hits.iter().map(|hit| hit.rect.bottom).fold(0.0, f32::max);
        assert!(bottom < whole.height, "nothing is cut off");
    }

    #[test]
    fn a_filter_and_a_range_are_named() {
        let facts = fixture::facts();
        let filter = Some(Arc::new((1..=8).collect()));
        let range = Some((Utc(1_709_251_200), Utc(1_710_460_800)));
        let words = figure(&facts, &FigureOptions { filter, range, query: "tag:AIS", ..options() });
        let caption = texts(&words).join(" | ");
        assert!(caption.contains("6 visits, 1 to 14 March 2024 · query: tag:AIS"), "{caption}");
        assert!(caption.contains("left out: 3 visits by the query, 2 visits outside the range"), "{caption}");
    }

    #[test]
    fn a_case_without_visits_says_so() {
        let empty = figure(&Facts::default(), &options());
        assert!(texts(&empty).contains(&"No dated visit to show"));
        assert!(empty.height > 80.0 && empty.height.is_finite());
    }
}
