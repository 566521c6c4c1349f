//! The cap chart: what has been counted day by day against a cap, with what others say beside it and never added to it.

mod others;
mod own;
mod scale;

use self::others::{Said, figure, said};
use self::scale::{Scale, short};
use super::axis::TimeAxis;
use super::draw::{Type, at, dashed, inside, rect, solid, style};
use super::measure::Measure;
use super::palette::{Ink, Role};
use super::scene::{Align, Dash, Face, Point, Rect, Scene, Shape};
use super::ticks::{TickLevel, ticks};
use crate::analysis::ledger::book::{Book, Window};
use crate::analysis::ledger::entry::{Day, Rules, day_start};
use crate::base::time::Utc;
use crate::model::facts::Facts;

/// Where a chart is drawn.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct ChartView {
    /// Time on it; its left edge and width are those of the plot, beside the labels.
    pub axis: TimeAxis,
    /// Height of the whole, in points.
    pub height: f32,
}

/// How a chart is drawn.
#[derive(Clone, Copy)]
pub struct ChartOptions<'a> {
    /// The zone of the calendar.
    pub zone: &'a jiff::tz::TimeZone,
    /// An instant that every view marks.
    pub cursor: Option<f64>,
    /// How wide texts are.
    pub measure: Measure<'a>,
}

/// Room above the plot, for the label of the highest line.
const TOP: f32 = 16.0;
/// Room below it, for the calendar.
const FOOT: f32 = 18.0;
/// A window narrower than this is one bar, in points.
const NARROW: f32 = 24.0;
/// Width of the line of the cap, in points: more than that of any other level line, so that it is told apart in grey.
pub const CAP: f32 = 2.25;
/// A line nearer to zero than this stands among others, in points.
const CROWDED: f32 = 30.0;
/// At most so many marks of single days, so that a crowded window stays readable.
const MOST_MARKS: usize = 400;

/// Draws the chart of one regime.
#[must_use]
pub fn chart(facts: &Facts, rules: &Rules, book: &Book, view: &ChartView, options: &ChartOptions<'_>) -> Scene {
    let axis = view.axis;
    let mut scene = Scene { width: axis.right(), height: view.height, ..Scene::default() };
    let plot = rect(axis.left, TOP, axis.right(), view.height - FOOT);
    let windows = visible(rules, book, &axis);
    let said: Vec<Said> = windows.iter().flat_map(|(year, _)| said(facts, rules, *year)).collect();
    let scale = Scale::of(rules, &windows, &said, plot);
    let amounts = said.iter().filter(|one| one.is_level()).filter_map(|one| Some(figure(&one.estimate)?.0));
    let levels = amounts.chain([rules.cap]).map(|amount| scale.y(amount.get())).collect();
    let mut chart = Chart {
        facts,
        rules,
        book,
        axis,
        plot,
        scale,
        options,
        scene: &mut scene,
        labels: Vec::new(),
        later: Vec::new(),
        untold: Vec::new(),
        last: windows.iter().rev().find(|(_, window)| window.is_some_and(|one| one.tally.counted > 0)).map(|one| one.0),
        levels,
    };
    chart.grid();
    chart.names();
    chart.scene.shapes.push(Shape::Clip(grown(plot)));
    // Whatever else has no room for its name, the cap has.
    chart.name_cap();
    for (year, window) in &windows {
        chart.window(*year, *window);
    }
    for one in &said {
        chart.said(one);
    }
    chart.tell_unknown();
    chart.cap();
    chart.write_labels();
    chart.cursor();
    chart.scene.shapes.push(Shape::Unclip);
    scene
}

/// The plot with room for what stands on its edges.
fn grown(plot: Rect) -> Rect {
    rect(plot.left, 0.0, plot.right, plot.bottom + 1.0)
}

/// A window by its year; none if there is nothing in it.
type Shown<'a> = (i64, Option<&'a Window>);

/// The windows that can be seen and in which there may be something: those of the book, and every one if they are few.
fn visible<'a>(rules: &Rules, book: &'a Book, axis: &TimeAxis) -> Vec<Shown<'a>> {
    let (first, last) = (rules.start.year_of(Utc(axis.from as i64)), rules.start.year_of(Utc(axis.to as i64)));
    if last - first <= 40 {
        return (first..=last).map(|year| (year, book.window(year))).collect();
    }
    let inside = book.windows().filter(|(year, _)| (first..=last).contains(year));
    inside.map(|(year, window)| (year, Some(window))).collect()
}

struct Chart<'a, 'b> {
    facts: &'a Facts,
    rules: &'a Rules,
    book: &'a Book,
    axis: TimeAxis,
    plot: Rect,
    scale: Scale,
    options: &'a ChartOptions<'a>,
    scene: &'b mut Scene,
    /// Where labels stand already.
    labels: Vec<Rect>,
    /// Labels, drawn when every line is: each on a ground of its own, so that no line runs through it.
    later: Vec<(Point, String, Type, Align)>,
    /// Windows in which nothing has a figure: from where to where, and what is said of it.
    untold: Vec<(f32, f32, String)>,
    /// The last window that can be seen and in which anything is counted.
    last: Option<i64>,
    /// Where level lines run.
    levels: Vec<f32>,
}

impl Chart<'_, '_> {
    fn x(&self, day: Day) -> f32 {
        self.axis.x(day_start(day).0 as f64)
    }

    fn grid(&mut self) {
        let ticks = ticks(&self.axis, self.options.zone);
        let face = style(10.5, Face::Regular, Role::Secondary);
        let foot = self.plot.bottom + 9.0;
        let mut taken: Vec<(f32, f32)> = Vec::new();
        // The larger units first: a day says nothing without its month.
        for (i, tick) in ticks.iter().enumerate() {
            let is_major = tick.level == TickLevel::Major;
            let x = self.axis.x(tick.second as f64);
            if (self.plot.left..=self.plot.right).contains(&x) {
                let ink = if is_major { Role::Line } else { Role::Grid };
                self.scene.line(at(x, self.plot.top), at(x, self.plot.bottom), solid(1.0, ink));
            } else if !is_major {
                continue;
            }
            let left = x.max(self.plot.left) + 3.0;
            let next = ticks.get(i + 1).filter(|next| next.level == tick.level);
            let end = next.map_or(self.plot.right, |next| self.axis.x(next.second as f64).min(self.plot.right));
            for label in [&tick.label, &tick.short] {
                let wide = (self.options.measure)(label, face.size, face.face);
                let free = taken.iter().all(|(from, to)| left + wide + 6.0 < *from || *to + 6.0 < left);
                if left + wide <= end && free {
                    taken.push((left, left + wide));
                    self.scene.text(at(left, foot), label.clone(), face, Align::Left, wide + 2.0);
                    break;
                }
            }
        }
        for amount in self.scale.ticks() {
            let y = self.scale.y(amount);
            self.scene.line(at(self.plot.left, y), at(self.plot.right, y), solid(1.0, Role::Grid));
            let face = style(11.5, Face::Regular, Role::Secondary);
            self.scene.text(at(self.plot.left - 8.0, y), short(amount), face, Align::Right, 60.0);
        }
    }

    /// What the chart is of, in the column of the lane headers.
    fn names(&mut self) {
        // Beside the amounts, which stand at the right of the same column.
        let room = self.plot.left - 14.0 - 50.0;
        if room < 40.0 {
            return;
        }
        let regime = self.facts.regimes.get(self.rules.regime);
        let products = regime.map_or_else(String::new, |regime| regime.products.join(", "));
        let name = style(12.5, Face::SemiBold, Role::Text);
        let small = style(11.5, Face::Regular, Role::Secondary);
        let middle = f32::midpoint(self.plot.top, self.plot.bottom);
        // A name that is too long beside them stands above them.
        let long = (self.options.measure)(&products, name.size, name.face) > room;
        let (top, wide) = if long { (8.0, self.plot.left - 22.0) } else { (middle - 24.0, room) };
        self.scene.text(at(14.0, top), products, name, Align::Left, wide);
        let lines = [self.rules.unit.symbol(), "three ledgers,", "never summed"];
        for (i, text) in lines.into_iter().enumerate() {
            self.scene.text(at(14.0, middle - 8.0 + 16.0 * i as f32), text, small, Align::Left, room);
        }
        if self.rules.selected {
            let own = style(11.5, Face::Medium, Role::Accent);
            for (i, line) in ["only what the", "query shows"].into_iter().enumerate() {
                self.scene.text(at(14.0, middle + 40.0 + 14.0 * i as f32), line, own, Align::Left, room);
            }
        }
    }

    /// The cap and the shares of it at which notice is given.
    fn cap(&mut self) {
        let y = self.scale.y(self.rules.cap.get());
        let points = self.facts.regimes.get(self.rules.regime).map_or(&[][..], |regime| &regime.notice_points);
        let share = |percent: u8| self.rules.cap.get() * f64::from(percent) / 100.0;
        for percent in points.iter().filter(|percent| **percent < 100) {
            let y = self.scale.y(share(*percent));
            let stroke = dashed(1.0, Ink::from(Role::Against).faded(0.6), Dash::Sparse);
            self.scene.line(at(self.plot.left, y), at(self.plot.right, y), stroke);
        }
        self.scene.line(at(self.plot.left, y), at(self.plot.right, y), solid(CAP, Role::Against));
    }

    fn name_cap(&mut self) {
        let y = self.scale.y(self.rules.cap.get());
        let text = format!("cap {} {} a year", self.rules.cap, self.rules.unit.symbol());
        self.label(text, (self.plot.left, self.plot.right), y, Role::Against, false);
    }

    /// A label of a line that runs from one x to another: at its end above or below it, where no other stands, or beside
    /// its end if the line is shorter than the label; that first if it rises, since the label would stand on it. Where lines
    /// crowd above zero labels stand over one another, each with a thin line down to its own. Left out if there is no room.
    fn label(&mut self, text: String, (from, to): (f32, f32), y: f32, role: Role, rises: bool) {
        let face = style(11.5, Face::Medium, role);
        let wide = (self.options.measure)(&text, face.size, face.face);
        let (from, to) = (from.max(self.plot.left), to.min(self.plot.right));
        // A label may begin before its line does, but not outside the plot.
        let right = (to - 6.0).max(from + wide).min(self.plot.right - 4.0);
        let mut places = vec![(right, y - 9.0), (right, y + 10.0)];
        if to - from < wide + 12.0 {
            let beside = (to + 8.0 + wide, y.min(self.plot.bottom - 8.0));
            places.insert(if rises { 0 } else { 2 }, beside);
        }
        if self.plot.bottom - y < CROWDED && self.plot.height() > 4.0 * CROWDED {
            places.extend([-25.0, -41.0, -57.0, -73.0].map(|by| (right, y + by)));
        }
        let free = |(right, middle): &(f32, f32)| {
            let area = rect(right - wide - 3.0, middle - 8.0, right + 3.0, middle + 8.0);
            let fits = right - wide >= self.plot.left && *right <= self.plot.right - 4.0;
            let fits = fits && area.top >= 0.0 && area.bottom <= self.plot.bottom;
            (fits && self.is_free(area)).then_some((area, at(*right, *middle)))
        };
        let Some((area, place)) = places.iter().find_map(free) else { return };
        if y - place.y > 16.0 {
            let x = (place.x - 8.0).min(to);
            self.scene.line(at(x, area.bottom - 1.0), at(x, y), solid(1.0, role));
        }
        self.labels.push(area);
        self.later.push((place, text, face, Align::Right));
    }

    /// Whether no label stands in an area.
    fn is_free(&self, area: Rect) -> bool {
        self.labels.iter().all(|label| inside(area, *label).is_none())
    }

    fn write_labels(&mut self) {
        for (point, text, face, align) in std::mem::take(&mut self.later) {
            let wide = (self.options.measure)(&text, face.size, face.face);
            let left = match align {
                Align::Left => point.x,
                Align::Centre => point.x - wide / 2.0,
                Align::Right => point.x - wide,
            };
            let ground = rect(left - 3.0, point.y - 7.0, left + wide + 3.0, point.y + 7.0);
            self.scene.fill(ground, 2.0, Ink::from(Role::Panel).faded(0.85));
            self.scene.text(point, text, face, align, wide + 2.0);
        }
    }

    fn cursor(&mut self) {
        let Some(second) = self.options.cursor else { return };
        let x = self.axis.x(second);
        if (self.plot.left..=self.plot.right).contains(&x) {
            let stroke = solid(1.0, Ink::from(Role::Accent).faded(0.6));
            self.scene.line(at(x, self.plot.top), at(x, self.plot.bottom), stroke);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::ledger::Ledger;
    use crate::base::id_set::IdSet;
    use crate::base::interval::Bounds;
    use crate::base::quantity::Unit;
    use crate::base::quantity::{Amount, Estimate};
    use crate::base::time::When;
    use crate::figure::measure::plex;
    use crate::model::entity::Entity;
    use crate::model::ids::Id;
    use crate::model::regime::un_caps;
    use crate::model::shipment::{Quantity, QuantityBasis, Shipment};
    use crate::model::vessel::Vessel;
    use crate::model::visit::Visit;

    fn second(text: &str) -> f64 {
        text.parse::<When>().expect("a date").start().0 as f64
    }

    /// Loadings of so many barrels on days of 2024.
    fn drawn(loadings: &[(&str, Option<f64>)], from: &str, to: &str) -> Scene {
        drawn_among(loadings, None, from, to)
    }

    /// The same where a query selects some of them.
    fn drawn_among(loadings: &[(&str, Option<f64>)], among: Option<IdSet>, from: &str, to: &str) -> Scene {
        let mut facts = Facts::default();
        for cap in un_caps(&Facts::default()) {
            facts.put(Entity::Regime(Box::new(cap)));
        }
        facts.put(Entity::Vessel(Box::new(Vessel::named(Id::new(1), "Yu Son"))));
        for (id, (day, barrels)) in (1..).zip(loadings) {
            let when = day.parse().expect("a date");
            facts.put(Entity::Visit(Box::new(Visit::new(
                Id::new(id),
                Id::new(1),
                Id::new(1),
                Bounds::seen(when, when),
            ))));
            let mut shipment = Shipment::between(Id::new(id), id, Some(Id::new(id)), None);
            shipment.product = "diesel".into();
            shipment.quantity = barrels.map(|barrels| Quantity {
                estimate: Estimate::exactly(Amount::new(barrels).expect("an amount")),
                unit: Unit::Barrels,
                basis: QuantityBasis::Observed,
                exhibit: None,
                working: String::new(),
            });
            facts.put(Entity::Shipment(Box::new(shipment)));
        }
        let ledger = Ledger::build(&facts, among);
        let id = Id::new(1);
        let axis = TimeAxis { from: second(from), to: second(to), left: 200.0, width: 800.0 };
        let view = ChartView { axis, height: 240.0 };
        let options = ChartOptions { zone: &jiff::tz::TimeZone::UTC, cursor: None, measure: &plex };
        chart(&facts, ledger.rules(id).expect("rules"), ledger.book(id).expect("a book"), &view, &options)
    }

    fn texts(scene: &Scene) -> Vec<&str> {
        scene
            .shapes
            .iter()
            .filter_map(|shape| if let Shape::Text { text, .. } = shape { Some(text.as_str()) } else { None })
            .collect()
    }

    fn labels(scene: &Scene) -> Vec<&str> {
        scene.hits.iter().map(|hit| hit.label.as_str()).collect()
    }

    #[test]
    fn the_cap_is_drawn_and_every_day_that_adds_can_be_pointed_at() {
        let scene =
            drawn(&[("2024-03-01", Some(300_000.0)), ("2024-06-01", Some(300_000.0))], "2024-01-01", "2025-01-01");
        assert!(texts(&scene).contains(&"cap 500,000 bbl a year"), "{:?}", texts(&scene));
        assert!(texts(&scene).contains(&"own count, 33 / 50 / 90 % laden"));
        let said = labels(&scene);
        assert!(said.contains(&"S-1 Yu Son, unknown place, no discharge seen: 300,000 bbl, 1 March 2024"), "{said:?}");
        assert!(said.contains(&"Cap passed in the base scenario: 1 June 2024"));
    }

    #[test]
    fn what_has_no_quantity_is_said_and_not_drawn_along_zero() {
        let scene = drawn(&[("2024-03-01", None), ("2024-06-01", None)], "2024-01-01", "2025-01-01");
        assert!(texts(&scene).contains(&"2 shipments without quantity: nothing to count yet"), "{:?}", texts(&scene));
        assert!(!texts(&scene).iter().any(|text| text.starts_with("own count")));
        assert!(labels(&scene).is_empty());
    }

    #[test]
    fn a_count_of_what_a_query_shows_says_so() {
        let loadings = [("2024-03-01", Some(300_000.0)), ("2024-06-01", Some(300_000.0))];
        let whole = drawn(&loadings, "2024-01-01", "2025-01-01");
        let part = drawn_among(&loadings, Some([1].into_iter().collect()), "2024-01-01", "2025-01-01");
        assert!(texts(&part).contains(&"only what the") && !texts(&whole).contains(&"only what the"));
        let passes = |scene| labels(scene).iter().any(|label| label.starts_with("Cap passed"));
        assert!(passes(&whole) && !passes(&part));
    }

    #[test]
    fn the_cap_is_named_however_far_the_count_is_above_it() {
        for barrels in [1e3, 6e5, 1.5e8, 1e9] {
            let scene = drawn(&[("2024-03-01", Some(barrels))], "2024-01-01", "2025-01-01");
            let named = texts(&scene);
            assert!(named.contains(&"cap 500,000 bbl a year"), "{barrels}: {named:?}");
            assert!(named.iter().any(|text| text.starts_with("own count")), "{barrels}: {named:?}");
        }
    }

    #[test]
    fn narrow_windows_beside_one_another_are_named_once() {
        let loadings = [("2020-03-01", Some(3e6)), ("2021-06-01", Some(3e6)), ("2022-06-01", Some(3e6))];
        let scene = drawn(&loadings, "2015-01-01", "2025-01-01");
        assert_eq!(texts(&scene).iter().filter(|text| text.starts_with("own count")).count(), 1);
    }

    #[test]
    fn a_chart_of_all_of_time_is_finite_and_small() {
        for (from, to) in [("0001-01-01", "9999-12-31"), ("2024-03-01T00:00Z", "2024-03-01T00:01Z"), ("1800", "1801")] {
            let scene = drawn(&[("2024-03-01", Some(1.0)), ("1500-01-01", Some(1e8))], from, to);
            assert!(scene.shapes.len() < 2_000, "{} shapes", scene.shapes.len());
            for hit in &scene.hits {
                assert!(hit.rect.left.is_finite() && hit.rect.bottom.is_finite(), "{hit:?}");
            }
        }
    }
}
