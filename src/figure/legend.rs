//! What the marks mean: each sign that stands in a figure, with a sample of it, a name, and the query term that asks
//! for what bears it.

use std::collections::{BTreeMap, BTreeSet};

use super::draw::{at, dashed, grown, rect, solid, style};
use super::lanes::coverage::Look;
use super::lanes::{LaneKind, Lanes};
use super::measure::{Measure, fit, one_line, plex};
use super::palette::{Ink, Role};
use super::scene::{Align, Dash, Face, Scene, Shape};
use super::timeline::colours::{activity_role, glyph, hedge_dash, hedge_role, strike};
use super::timeline::{coverage, gaps};
use crate::model::facts::Facts;
use crate::model::grading::{HEDGES, Hedge};
use crate::model::tag::Colour;
use crate::model::view::{Colouring, LAYERS, Layer};
use crate::model::visit::{ACTIVITIES, Activity};

/// Height of a line of the legend, in points.
const ROW: f32 = 24.0;
const FONT: f32 = 11.5;
/// Most room for the name of an entry, in points.
const WIDEST: f32 = 240.0;
/// Width of a sample, in points.
pub const SAMPLE: f32 = 40.0;

/// What is drawn as a sample.
#[derive(Clone, Copy, PartialEq, Debug)]
enum Sign {
    Activity(Activity, bool),
    Colour(Ink),
    Hedge(Hedge, Ink),
    Band,
    Unseen,
    Shipment,
    HalfOpen,
    Tick,
    Event,
    Look(Look),
    Gap,
    Voyage,
    Window,
    Night,
}

/// One entry of the legend.
#[derive(Clone, PartialEq, Debug)]
pub struct Entry {
    sign: Sign,
    /// What it means.
    pub label: String,
    /// How many shown visits bear it, where that is known.
    pub count: Option<u32>,
    /// The query term that asks for what bears it.
    pub term: Option<String>,
}

impl Entry {
    fn new(sign: Sign, label: impl Into<String>) -> Self {
        Self { sign, label: label.into(), count: None, term: None }
    }

    /// A sample of the sign, [`SAMPLE`] wide and 20 points high.
    #[must_use]
    pub fn sample(&self) -> Scene {
        let mut scene = blank();
        draw(self.sign, &mut scene);
        scene
    }
}

/// The entries that can be asked for: what fills mean, and how the sources word it. Costs nothing per visit.
#[must_use]
pub fn filters(facts: &Facts, lanes: &Lanes) -> Vec<Entry> {
    let classes = lanes.classes();
    let counts = lanes.signs().classes;
    let mut entries = Vec::new();
    for class in 0..classes.keys().len() as u8 {
        let sign = match classes.activity(class) {
            Some(activity) => Sign::Activity(activity, true),
            None => Sign::Colour(classes.ink(facts, class)),
        };
        let label = short(&classes.label(facts, class));
        let count = Some(counts[usize::from(class)]);
        entries.push(Entry { count, term: classes.term(facts, class), ..Entry::new(sign, label) });
    }
    if classes.colouring() != Colouring::Activity {
        for activity in ACTIVITIES {
            let count = Some(lanes.signs().activities[activity as usize]);
            let word = if activity == Activity::ShipToShip { "sts" } else { activity.word() };
            let label = if activity == Activity::Unknown { "activity unknown" } else { activity.word() };
            let term = Some(format!("activity:{word}"));
            entries.push(Entry { count, term, ..Entry::new(Sign::Activity(activity, false), label) });
        }
    }
    for hedge in HEDGES.into_iter().rev() {
        let role = if classes.colouring() == Colouring::Hedge { hedge_role(hedge) } else { Role::Secondary };
        let count = Some(lanes.signs().hedges[hedge as usize]);
        let term = Some(format!("hedge:{}", hedge.word()));
        let entry = Entry { count, term, ..Entry::new(Sign::Hedge(hedge, role.into()), hedge.word()) };
        match entries.iter_mut().find(|other| other.term == entry.term) {
            // Colour and outline say the same: one entry for both.
            Some(same) => same.sign = entry.sign,
            None => entries.push(entry),
        }
    }
    entries
}

/// A name as an entry has room for it.
fn short(name: &str) -> String {
    fit(&one_line(name), FONT, Face::Regular, WIDEST, &plex).into_owned()
}

/// Everything that stands in a figure of these lanes, with these layers shown.
#[must_use]
pub fn entries(facts: &Facts, lanes: &Lanes, layers: &BTreeSet<Layer>) -> Vec<Entry> {
    let mut entries: Vec<Entry> = filters(facts, lanes).into_iter().filter(|entry| entry.count != Some(0)).collect();
    let by_hand = by_hand(facts, lanes).into_iter();
    entries.extend(by_hand.map(|(colour, name)| Entry::new(Sign::Colour(colour.into()), short(&name))));
    entries.push(Entry::new(Sign::Band, "first to last seen, ends fading to not before and not after"));
    if lanes.signs().unseen > 0 {
        entries.push(Entry::new(Sign::Unseen, "some time within, never seen directly"));
    }
    let standing = LAYERS.into_iter().filter(|layer| layers.contains(layer));
    entries.extend(standing.flat_map(|layer| of_layer(layer, facts, lanes)));
    entries
}

/// The entries of a layer that is shown; none if nothing of it stands in the case.
fn of_layer(layer: Layer, facts: &Facts, lanes: &Lanes) -> Vec<Entry> {
    let entry = |stands: bool, sign: Sign, label: &str| if stands { vec![Entry::new(sign, label)] } else { Vec::new() };
    match layer {
        Layer::Shipments => {
            let has = |open: bool| facts.shipments.iter().any(|shipment| shipment.is_half_open() == open);
            let mut both = entry(has(false), Sign::Shipment, "shipment, with the outline of its weaker end");
            both.extend(entry(has(true), Sign::HalfOpen, "half-open shipment: the other end was not seen"));
            both
        }
        Layer::Sightings => {
            let rests = |visit: &crate::model::visit::Visit| !visit.sightings.is_empty();
            entry(
                !facts.sightings.is_empty() && facts.visits.iter().any(rests),
                Sign::Tick,
                "a sighting that the visit rests on",
            )
        }
        Layer::Coverage => {
            let places = (0..lanes.len()).filter_map(|strip| lanes.lane(strip));
            let places = places.filter(|info| info.kind == LaneKind::Group || info.lead > 0.0);
            let looks: BTreeSet<Look> = places
                .filter_map(|info| info.place)
                .flat_map(|place| lanes.coverage(place))
                .map(|seen| seen.look)
                .collect();
            looks.into_iter().map(|look| Entry::new(Sign::Look(look), format!("looked at: {}", look.words()))).collect()
        }
        Layer::AisGaps => entry(lanes.has_gaps(), Sign::Gap, "AIS silent"),
        Layer::Voyages => entry(lanes.shown() > 1, Sign::Voyage, "voyage: from one visit to the next of the same hull"),
        Layer::Events => entry(!facts.events.is_empty(), Sign::Event, "context"),
        Layer::Windows => entry(!facts.regimes.is_empty(), Sign::Window, "yearly window of a cap"),
        Layer::Night => {
            let placed = facts.places.iter().any(|place| place.position.is_some());
            entry(placed, Sign::Night, "night; places without a position get none")
        }
    }
}

/// Draws the legend, wrapped to `width`; its height is the scene's.
#[must_use]
pub fn legend(facts: &Facts, lanes: &Lanes, layers: &BTreeSet<Layer>, width: f32, measure: Measure) -> Scene {
    let entries = entries(facts, lanes, layers).into_iter().map(|entry| (entry.sample(), entry.label));
    wrapped(entries, width, measure)
}

/// An empty sample, [`SAMPLE`] wide and 20 points high.
pub(super) fn blank() -> Scene {
    Scene { width: SAMPLE, height: 20.0, ..Scene::default() }
}

/// Samples, each [`SAMPLE`] wide and 20 points high, with what they mean, wrapped to `width`.
pub(super) fn wrapped(entries: impl IntoIterator<Item = (Scene, String)>, width: f32, measure: Measure) -> Scene {
    let mut scene = Scene { width, ..Scene::default() };
    let (mut x, mut y) = (0.0, ROW / 2.0);
    for (sign, label) in entries {
        let (sample, room) = (SAMPLE + 6.0, measure(&label, FONT, Face::Regular).min(width - 50.0));
        if x > 0.0 && x + sample + room > width {
            (x, y) = (0.0, y + ROW);
        }
        scene.place(sign, at(x, y - 10.0));
        let text = style(FONT, Face::Regular, Role::Secondary);
        scene.text(at(x + sample, y), label, text, Align::Left, room + 1.0);
        x += sample + room + 22.0;
    }
    scene.height = y + ROW / 2.0;
    scene
}

/// The colours given to shown lanes by hand, each with the first lanes that have it.
fn by_hand(facts: &Facts, lanes: &Lanes) -> BTreeMap<Colour, String> {
    let mut names: BTreeMap<Colour, Vec<String>> = BTreeMap::new();
    let set = &lanes.options().arrangement.colours;
    // In the order of the lanes; a lane in a group with a colour shares it and is not named.
    let strips = if set.is_empty() { 0..0 } else { 0..lanes.len() };
    for strip in strips.filter(|strip| lanes.lane(*strip).is_some_and(|info| info.colour.is_some())) {
        let own = lanes.path(strip).and_then(|path| lanes.options().arrangement.colour(&path));
        if let Some(colour) = own {
            names.entry(colour).or_default().push(lanes.label(facts, strip));
        }
    }
    let words = |names: Vec<String>| match names.as_slice() {
        [one] => one.clone(),
        [one, two] => format!("{one} and {two}"),
        [one, ..] => format!("{one} and {} more lanes", names.len() - 1),
        [] => String::new(),
    };
    names.into_iter().map(|(colour, names)| (colour, words(names))).collect()
}

fn draw(sign: Sign, scene: &mut Scene) {
    let (x, y) = (0.0, 10.0);
    let body = rect(x + 6.0, y - 7.0, x + 34.0, y + 7.0);
    let middle = x + 20.0;
    let grey = Ink::from(Role::Secondary);
    match sign {
        Sign::Activity(activity, true) => {
            scene.fill(body, 3.0, activity_role(activity));
            glyph(scene, activity, middle, y, Role::Panel.into());
        }
        Sign::Activity(activity, false) => glyph(scene, activity, middle, y, grey),
        Sign::Colour(ink) => scene.fill(body, 3.0, ink),
        Sign::Hedge(hedge, ink) => {
            let core = grown(body, -2.0);
            scene.fill(core, 3.0, ink.faded(if hedge == Hedge::Denied { 0.4 } else { 1.0 }));
            if let Some(dash) = hedge_dash(hedge) {
                scene.outline(grown(core, 2.0), 5.0, dashed(1.25, ink, dash));
            }
            if hedge == Hedge::Denied {
                strike(scene, core);
            }
        }
        Sign::Band => {
            scene.fade(rect(x, y - 5.0, x + 12.0, y + 5.0), grey, 0.05, 0.42);
            scene.fade(rect(x + 28.0, y - 5.0, x + 40.0, y + 5.0), grey, 0.42, 0.05);
            scene.fill(rect(x + 12.0, y - 7.0, x + 28.0, y + 7.0), 3.0, grey);
        }
        Sign::Unseen => {
            scene.fill(body, 3.0, grey.faded(0.2));
            scene.outline(body, 3.0, dashed(1.25, grey, Dash::Dots));
        }
        Sign::Shipment => {
            let points = [at(x + 2.0, y - 5.0), at(x + 22.0, y - 5.0), at(x + 18.0, y + 5.0), at(x + 38.0, y + 5.0)];
            scene.shapes.push(Shape::Curve { points, stroke: solid(1.25, grey), arrow: true });
        }
        Sign::HalfOpen => {
            let stroke = dashed(1.25, grey, Dash::Long);
            scene.line(at(x + 2.0, y), at(x + 30.0, y), stroke);
            let (centre, stroke) = (at(x + 34.0, y), Some(solid(1.5, grey)));
            scene.shapes.push(Shape::Circle { centre, radius: 4.5, fill: None, stroke });
        }
        Sign::Tick => {
            scene.fill(body, 3.0, grey.faded(0.35));
            scene.fill(rect(middle - 1.0, y + 1.0, middle + 1.0, y + 9.0), 0.0, Role::Text);
        }
        Sign::Gap => gaps::hatch(rect(x + 4.0, y - 7.0, x + 36.0, y + 7.0), 0.0, 6.0, grey, scene),
        Sign::Voyage => {
            scene.fill(rect(x, y - 6.0, x + 7.0, y + 6.0), 2.0, grey.faded(0.35));
            scene.line(at(x + 8.0, y), at(x + 32.0, y), solid(1.0, Ink::from(Role::Faint).faded(0.75)));
            scene.fill(rect(x + 33.0, y - 6.0, x + 40.0, y + 6.0), 2.0, grey.faded(0.35));
        }
        Sign::Window => {
            scene.fill(rect(x + 2.0, y - 5.0, x + 19.0, y + 5.0), 2.0, grey.faded(0.1));
            scene.fill(rect(x + 20.0, y - 5.0, x + 38.0, y + 5.0), 2.0, grey.faded(0.25));
        }
        Sign::Night => scene.fill(rect(x + 10.0, y - 8.0, x + 30.0, y + 8.0), 0.0, Ink::from(Role::Text).faded(0.12)),
        Sign::Event => {
            let corners = vec![at(middle, y - 6.0), at(middle + 5.5, y), at(middle, y + 6.0), at(middle - 5.5, y)];
            scene.polygon(corners, grey);
        }
        Sign::Look(look) => coverage::mark(look, at(middle, y), false, scene),
    }
}

/// The usual type of captions.
pub(super) fn caption() -> super::draw::Type {
    style(FONT, Face::Regular, Role::Secondary)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figure::fixture;
    use crate::figure::lanes::LaneOptions;
    use crate::figure::lanes::row::Lane;

    #[test]
    fn every_filter_counts_what_its_term_asks_for() {
        let facts = fixture::facts();
        for colouring in crate::model::view::COLOURINGS {
            let lanes = Lanes::build(&facts, &LaneOptions { colouring, ..LaneOptions::default() });
            for entry in filters(&facts, &lanes) {
                let Some(term) = &entry.term else { continue };
                let query = crate::analysis::query::parse(term).expect("a query");
                let found = crate::analysis::query::run(&query, &facts).visits;
                let slots = (0..lanes.len()).filter_map(|strip| lanes.row_data(strip)).flat_map(Lane::slots);
                let dated = slots.filter(|slot| found.contains(slot.visit)).count();
                // A visit with two tags has the colour of the first.
                let (count, dated) = (entry.count.unwrap_or_default(), dated as u32);
                let fits = if term.starts_with("tag:") { count <= dated } else { count == dated };
                assert!(fits, "{term} {colouring:?}: {count} of {dated}");
            }
        }
    }

    #[test]
    fn odd_tags_and_flags_are_asked_for_by_terms_that_find_them() {
        use crate::model::vessel::{Identity, Stated};
        let names = ["say \"x\"", "OR", "a:b", "(open", "Togo", "Togo (false)", "“curly", "---", "-minus"];
        for name in names {
            let mut facts = fixture::facts();
            let tags: Vec<_> = facts.tags.iter().cloned().collect();
            for mut tag in tags {
                tag.name = format!("{name}{}", if tag.id.0 == 1 { "" } else { " too" });
                facts.put(crate::model::entity::Entity::Tag(Box::new(tag)));
            }
            let vessels: Vec<_> = facts.vessels.iter().cloned().collect();
            for mut vessel in vessels {
                let value = format!("{name}{}", if vessel.id.0 == 1 { "" } else { " (false)" });
                vessel.flags = vec![Stated { value, identity: Identity::Registered, period: None, exhibit: None }];
                facts.put(crate::model::entity::Entity::Vessel(Box::new(vessel)));
            }
            for colouring in [Colouring::Tag, Colouring::Flag, Colouring::Vessel] {
                let lanes = Lanes::build(&facts, &LaneOptions { colouring, ..LaneOptions::default() });
                let named = name != "---";
                let classes = filters(&facts, &lanes).into_iter().take(lanes.classes().keys().len());
                let mut asked = 0;
                for entry in classes.filter(|entry| entry.count > Some(0)) {
                    let Some(term) = &entry.term else { continue };
                    asked += 1;
                    let query = crate::analysis::query::parse(term).expect("a query");
                    let found = crate::analysis::query::run(&query, &facts).visits;
                    let dated = facts.visits.iter().filter(|v| found.contains(v.id.0) && v.bounds.extent().is_some());
                    let (count, dated) = (entry.count.unwrap_or_default(), dated.count() as u32);
                    let fits = if term.starts_with("tag:") { count <= dated } else { count == dated };
                    assert!(fits, "{term} {colouring:?}: {count} of {dated}");
                }
                assert!(asked > 0 || !named || colouring == Colouring::Vessel, "{name} {colouring:?}");
            }
        }
    }

    #[test]
    fn a_name_without_end_does_not_fill_the_legend() {
        let mut facts = fixture::facts();
        let mut tag = facts.tags.iter().next().cloned().expect("a tag");
        tag.name = "T".repeat(10_000);
        facts.put(crate::model::entity::Entity::Tag(Box::new(tag)));
        let lanes = Lanes::build(&facts, &LaneOptions { colouring: Colouring::Tag, ..LaneOptions::default() });
        let wide = |entry: &Entry| plex(&entry.label, FONT, Face::Regular);
        assert!(filters(&facts, &lanes).iter().all(|entry| wide(entry) <= WIDEST));
    }

    #[test]
    fn a_figure_explains_only_what_stands_in_it() {
        let facts = fixture::facts();
        let filter = Some(std::sync::Arc::new((1..=6).collect()));
        let lanes = Lanes::build(&facts, &LaneOptions { filter, ..LaneOptions::default() });
        let labels: Vec<String> =
            entries(&facts, &lanes, &Layer::usual()).into_iter().map(|entry| entry.label).collect();
        assert!(labels.contains(&"loading".to_owned()) && labels.contains(&"appears".to_owned()), "{labels:?}");
        assert!(!labels.contains(&"bunkering".to_owned()), "{labels:?}");
    }
}
