//! The cap chart: what has been counted day by day against a cap, with what others say beside it and never added to it.

use super::axis::TimeAxis;
use super::draw::{Type, at, dashed, rect, solid, style};
use super::measure::Measure;
use super::palette::{Ink, Role};
use super::scene::{Align, Dash, Face, Hit, Item, Point, Rect, Scene, Shape};
use super::ticks::{TickLevel, ticks};
use crate::analysis::ledger::book::{Book, Reading, Scenario, Window};
use crate::analysis::ledger::entry::{Day, Rules, day_start};
use crate::analysis::ledger::stated::{Stated, others};
use crate::analysis::ledger::words;
use crate::base::quantity::{Amount, Estimate};
use crate::base::text::count;
use crate::base::time::{DAY, Utc};
use crate::model::facts::Facts;
use crate::model::ids::ShipmentId;
use crate::model::naming;
use crate::model::regime::DeclarationKind;

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
    };
    chart.grid();
    chart.names();
    chart.scene.shapes.push(Shape::Clip(grown(plot)));
    for (year, window) in &windows {
        chart.window(*year, *window);
    }
    for one in &said {
        chart.said(one);
    }
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

/// What somebody declared or assessed, as a line.
struct Said {
    kind: DeclarationKind,
    stated: Stated,
    estimate: Estimate,
}

fn said(facts: &Facts, rules: &Rules, year: i64) -> Vec<Said> {
    let of = |kind| {
        let entries = others(facts, rules, kind, year).entries;
        entries.into_iter().filter_map(move |stated| Some(Said { kind, stated, estimate: stated.amount.ok()? }))
    };
    let mut all: Vec<Said> = of(DeclarationKind::Declared).chain(of(DeclarationKind::Assessed)).collect();
    // One that reaches into the next window is drawn once, where it begins.
    all.retain(|one| rules.start.year_of(day_start(one.stated.from)) == year);
    all
}

/// The figure by which a line is drawn, and whether it is a least amount.
fn figure(estimate: &Estimate) -> Option<(Amount, bool)> {
    let least = estimate.base().is_none() && estimate.low().is_some();
    estimate.base().or(estimate.low()).or(estimate.high()).map(|amount| (amount, least))
}

/// From amounts to y.
#[derive(Clone, Copy, Debug)]
struct Scale {
    most: f64,
    plot: Rect,
}

impl Scale {
    fn of(rules: &Rules, windows: &[Shown<'_>], said: &[Said], plot: Rect) -> Self {
        let totals = windows.iter().filter_map(|(_, window)| window.as_ref()?.amount(Scenario::High));
        let others =
            said.iter().filter_map(|one| one.estimate.high().or(figure(&one.estimate).map(|(amount, _)| amount)));
        let most = totals.chain(others).map(Amount::get).fold(rules.cap.get(), f64::max);
        Self { most: if most > 0.0 { most * 1.06 } else { 1.0 }, plot }
    }

    fn y(&self, amount: f64) -> f32 {
        let share = (amount / self.most).clamp(0.0, 1.0);
        self.plot.bottom - (share * f64::from(self.plot.height())) as f32
    }

    /// Round amounts, at most one every 34 points.
    fn ticks(&self) -> Vec<f64> {
        let wanted = (f64::from(self.plot.height()) / 34.0).floor().max(1.0);
        let rough = self.most / wanted;
        let power = 10_f64.powf(rough.log10().floor());
        let step = [1.0, 2.0, 5.0, 10.0].map(|by| by * power).into_iter().find(|step| *step >= rough);
        let Some(step) = step.filter(|step| step.is_finite() && *step > 0.0) else { return vec![0.0] };
        (0..=(self.most / step).floor() as usize).map(|i| i as f64 * step).collect()
    }
}

/// An amount in few letters: `500 k`, `1.5 M`, `800`.
#[must_use]
pub fn short(amount: f64) -> String {
    let in_units = |by: f64, unit: &str| {
        let text = format!("{:.2}", amount / by);
        format!("{}{unit}", text.trim_end_matches('0').trim_end_matches('.'))
    };
    match amount {
        _ if amount >= 1e9 => in_units(1e9, " bn"),
        _ if amount >= 1e6 => in_units(1e6, " M"),
        _ if amount >= 1e3 => in_units(1e3, " k"),
        _ => in_units(1.0, ""),
    }
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
        let room = self.plot.left - 14.0 - 58.0;
        if room < 40.0 {
            return;
        }
        let regime = self.facts.regimes.get(self.rules.regime);
        let products = regime.map_or_else(String::new, |regime| regime.products.join(", "));
        let middle = f32::midpoint(self.plot.top, self.plot.bottom);
        let lines = [
            (products, style(12.5, Face::SemiBold, Role::Text)),
            (self.rules.unit.symbol().to_owned(), style(11.5, Face::Regular, Role::Secondary)),
            ("three ledgers,".to_owned(), style(11.5, Face::Regular, Role::Secondary)),
            ("never summed".to_owned(), style(11.5, Face::Regular, Role::Secondary)),
        ];
        for (i, (text, face)) in lines.into_iter().enumerate() {
            self.scene.text(at(14.0, middle - 24.0 + 16.0 * i as f32), text, face, Align::Left, room);
        }
    }

    /// The own count of one window: a band from low to high, the base as a line.
    fn window(&mut self, year: i64, window: Option<&Window>) {
        let (from, to) = words::window_days(self.rules.start, year);
        let (left, right) = (self.x(from), self.x(to + 1));
        if left > self.plot.left {
            self.scene.line(at(left, self.plot.top), at(left, self.plot.bottom), solid(1.0, Role::Line));
        }
        let Some(window) = window else { return };
        if window.tally.counted == 0 {
            self.unknown(window, left.max(self.plot.left), right.min(self.plot.right));
            return;
        }
        let accent = Ink::from(Role::Accent);
        if right - left < NARROW {
            let [low, base, high] = ends(&window.total);
            let (low, base, high) = (self.scale.y(low), self.scale.y(base), self.scale.y(high));
            self.scene.fill(rect(left, high, right, low), 0.0, accent.faded(0.18));
            self.scene.line(at(left, base), at(right, base), solid(2.0, Role::Accent));
            return;
        }
        let steps: Vec<(Day, [f64; 3])> = window.steps(Reading::Base).map(|(day, sums)| (day, ends(&sums))).collect();
        let mut before = self.scale.y(0.0);
        let mut x = left;
        for (i, (day, [low, base, high])) in steps.iter().enumerate() {
            let here = self.x(*day).clamp(left, right);
            let next = steps.get(i + 1).map_or(right, |(day, _)| self.x(*day).clamp(left, right));
            self.scene.fill(rect(here, self.scale.y(*high), next, self.scale.y(*low)), 0.0, accent.faded(0.16));
            let y = self.scale.y(*base);
            self.scene.line(at(x, before), at(here, before), solid(2.0, Role::Accent));
            self.scene.line(at(here, before), at(here, y), solid(2.0, Role::Accent));
            (x, before) = (here, y);
        }
        self.scene.line(at(x, before), at(right, before), solid(2.0, Role::Accent));
        self.marks(window, left, right);
        self.crossing(window, from, to);
        let text = format!("own count, {} laden", self.rules.laden);
        let least = if window.is_at_least(Scenario::Base) { ", at least" } else { "" };
        let edge = right.min(self.plot.right) - 6.0;
        self.label(format!("{text}{least}"), edge, before, Role::Accent, left);
    }

    /// Nothing has a figure: said in words, since a line along zero would say something else.
    fn unknown(&mut self, window: &Window, left: f32, right: f32) {
        let tally = window.tally;
        let text = if tally.entries == 0 {
            return;
        } else if tally.not_delivered > 0 && tally.without_quantity < tally.entries {
            format!("{} in the window, none counted", count(tally.entries as usize, "shipment"))
        } else {
            format!("{} without quantity: nothing to count yet", count(tally.without_quantity as usize, "shipment"))
        };
        let face = style(12.5, Face::Medium, Role::Accent);
        let room = right - left - 16.0;
        if (self.options.measure)(&text, face.size, face.face) <= room {
            let (x, y) = (f32::midpoint(left, right), self.plot.bottom - 14.0);
            self.later.push((at(x, y), text, face, Align::Centre));
            self.labels.push(rect(left, y - 9.0, right, y + 9.0));
        }
    }

    /// What can be pointed at: each day on which something is added.
    fn marks(&mut self, window: &Window, left: f32, right: f32) {
        let mut day: Vec<ShipmentId> = Vec::new();
        let mut drawn = 0;
        let mut members = window
            .members()
            .filter(|(_, id)| self.book.entry(*id).is_some_and(|one| one.counted().is_some()))
            .peekable();
        while let Some((at_day, id)) = members.next() {
            day.push(id);
            if members.peek().is_some_and(|(next, _)| *next == at_day) {
                continue;
            }
            let x = self.x(at_day);
            let shipments = std::mem::take(&mut day);
            if x < left.max(self.plot.left) - 4.0 || x > right.min(self.plot.right) + 4.0 || drawn >= MOST_MARKS {
                continue;
            }
            drawn += 1;
            let area = rect(x - 5.0, self.plot.top, x + 5.0, self.plot.bottom);
            let (item, label) = match shipments[..] {
                [one] => (Item::Entity(one.into()), self.shipment_label(one)),
                _ => {
                    let label = format!("{}, {}", count(shipments.len(), "shipment"), words::day(at_day));
                    (Item::Bundle(shipments.into()), label)
                }
            };
            self.scene.hits.push(Hit { item, rect: area, label });
        }
    }

    fn shipment_label(&self, id: ShipmentId) -> String {
        let (code, name) = (naming::code(self.facts, id.into()), naming::name(self.facts, id.into()));
        let Some(entry) = self.book.entry(id) else { return format!("{code} {name}") };
        let adds = entry
            .counted()
            .map_or_else(String::new, |sums| format!(": {} {}", words::sums(sums), self.rules.unit.symbol()));
        format!("{code} {name}{adds}, {}", words::when(entry))
    }

    /// When the cap is passed: a diamond for the base, and how far the dates leave that open.
    fn crossing(&mut self, window: &Window, from: Day, to: Day) {
        let cap = self.rules.cap;
        let y = self.scale.y(cap.get());
        for scenario in [Scenario::High, Scenario::Base, Scenario::Low] {
            let Some(day) = window.passes(cap, scenario, Reading::Base) else { continue };
            let x = self.x(day);
            let size = if scenario == Scenario::Base { 6.0 } else { 4.0 };
            let fill = if scenario == Scenario::Base { Ink::from(Role::Against) } else { Ink::from(Role::Panel) };
            let corners = vec![at(x, y - size), at(x + size, y), at(x, y + size), at(x - size, y)];
            if scenario == Scenario::Base {
                let ends = [Reading::Earliest, Reading::Latest].map(|reading| window.passes(cap, scenario, reading));
                let [first, last] = ends.map(|day| day.map(|day| self.x(day)));
                if let (Some(first), Some(last)) = (first, last) {
                    self.scene.line(at(first.min(last), y), at(first.max(last), y), solid(3.0, Role::Against));
                }
            }
            self.scene.polygon(corners.clone(), fill);
            for i in 0..4 {
                self.scene.line(corners[i], corners[(i + 1) % 4], solid(1.2, Role::Against));
            }
            let label = format!("Cap passed in the {} scenario: {}", scenario.word(), words::day(day));
            let (from, to) = (day_start(from).0, day_start(to + 1).0);
            let item = Item::Window { regime: self.rules.regime, from, to };
            self.scene.hits.push(Hit {
                item,
                rect: rect(x - size - 2.0, y - size - 2.0, x + size + 2.0, y + size + 2.0),
                label,
            });
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
        self.scene.line(at(self.plot.left, y), at(self.plot.right, y), solid(1.5, Role::Against));
        let text = format!("cap {} {} a year", self.rules.cap, self.rules.unit.symbol());
        self.label(text, self.plot.right - 6.0, y, Role::Against, self.plot.left);
    }

    /// An amount that somebody gives for a period: a rising broken line for an assessment, a level one for a declaration.
    fn said(&mut self, one: &Said) {
        let Some((amount, least)) = figure(&one.estimate) else { return };
        let (from, to) = (self.x(one.stated.from), self.x(one.stated.to + 1));
        if to < self.plot.left || from > self.plot.right {
            return;
        }
        let y = self.scale.y(amount.get());
        let role = match one.kind {
            DeclarationKind::Declared => Role::Secondary,
            DeclarationKind::Assessed => Role::Assessed,
        };
        match one.kind {
            DeclarationKind::Declared => self.scene.line(at(from, y), at(to, y), solid(1.5, role)),
            DeclarationKind::Assessed => {
                let zero = self.scale.y(0.0);
                self.scene.line(at(from, zero), at(to, y), dashed(1.5, role, Dash::Long));
            }
        }
        if let (Some(low), Some(high)) = (one.estimate.low(), one.estimate.high()) {
            self.scene.line(at(to, self.scale.y(low.get())), at(to, self.scale.y(high.get())), solid(1.5, role));
        } else if least {
            // More than this: a tick that points up.
            self.scene.line(at(to, y), at(to, y - 7.0), solid(1.5, role));
            self.scene.line(at(to, y - 7.0), at(to - 3.0, y - 4.0), solid(1.5, role));
            self.scene.line(at(to, y - 7.0), at(to + 3.0, y - 4.0), solid(1.5, role));
        }
        let by = one.stated.by.and_then(|id| self.facts.sources.get(id)).map_or("source not named", |row| &row.name);
        let kind = match one.kind {
            DeclarationKind::Declared => "declared",
            DeclarationKind::Assessed => "assessed",
        };
        let unit = self.rules.unit.symbol();
        let label = format!("{kind} by {by}: {} {unit}, {}", one.estimate, words::days(one.stated.from, one.stated.to));
        let area = rect(from.max(self.plot.left), y - 5.0, to.min(self.plot.right), y + 5.0);
        self.scene.hits.push(Hit { item: Item::Entity(one.stated.id.into()), rect: area, label });
        let more = if least { "> " } else { "" };
        let brief = format!("{kind}, {}: {more}{}", brief_name(by), short(amount.get()));
        self.label(brief, to.min(self.plot.right) - 6.0, y, role, from.max(self.plot.left));
    }

    /// A label that ends at a point, above its line or below it, where no other stands; left out if there is no room.
    fn label(&mut self, text: String, right: f32, y: f32, role: Role, left: f32) {
        let face = style(11.5, Face::Medium, role);
        let wide = (self.options.measure)(&text, face.size, face.face);
        // A label may begin before its line does, but not outside the plot.
        let right = right.max(left + wide).min(self.plot.right - 4.0);
        if right - wide < self.plot.left {
            return;
        }
        for middle in [y - 9.0, y + 10.0] {
            let area = rect(right - wide - 3.0, middle - 8.0, right + 3.0, middle + 8.0);
            let free = self.labels.iter().all(|other| {
                area.right <= other.left
                    || other.right <= area.left
                    || area.bottom <= other.top
                    || other.bottom <= area.top
            });
            if free && area.top >= 0.0 && area.bottom <= self.plot.bottom {
                self.labels.push(area);
                self.later.push((at(right, middle), text, face, Align::Right));
                return;
            }
        }
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

/// The part of a long name that tells it apart: what stands in parentheses, or the first 24 letters.
fn brief_name(name: &str) -> String {
    let inner = name.split_once('(').and_then(|(_, rest)| rest.split_once(')')).map(|(inner, _)| inner.trim());
    let brief = inner.filter(|inner| !inner.is_empty() && inner.chars().count() <= 12).unwrap_or(name);
    let brief = brief.split(',').next().unwrap_or(brief).trim();
    let cut = brief.char_indices().nth(24).map(|(end, _)| format!("{}…", brief[..end].trim_end()));
    cut.unwrap_or_else(|| brief.to_owned())
}

fn ends(sums: &crate::base::quantity::Sums) -> [f64; 3] {
    sums.sums.map(|sum| sum.amount().get())
}

/// The seconds of a window, for a jump to it.
#[must_use]
pub fn window_seconds(rules: &Rules, year: i64) -> (i64, i64) {
    let (from, to) = words::window_days(rules.start, year);
    (day_start(from).0, day_start(to).0 + DAY)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::ledger::Ledger;
    use crate::base::interval::Bounds;
    use crate::base::quantity::Unit;
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
        let ledger = Ledger::build(&facts, None);
        let id = Id::new(1);
        let axis = TimeAxis { from: second(from), to: second(to), left: 200.0, width: 800.0 };
        let view = ChartView { axis, height: 240.0 };
        let options = ChartOptions { zone: &jiff::tz::TimeZone::UTC, cursor: None, measure: &plex };
        chart(&facts, ledger.rules(id).expect("rules"), ledger.book(id).expect("a book"), &view, &options)
    }

    fn texts(scene: &Scene) -> Vec<&str> {
        let text = |shape| if let Shape::Text { text, .. } = shape { Some(text) } else { None };
        scene.shapes.iter().filter_map(text).map(String::as_str).collect()
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
    fn a_chart_of_all_of_time_is_finite_and_small() {
        for (from, to) in [("0001-01-01", "9999-12-31"), ("2024-03-01T00:00Z", "2024-03-01T00:01Z"), ("1800", "1801")] {
            let scene = drawn(&[("2024-03-01", Some(1.0)), ("1500-01-01", Some(1e8))], from, to);
            assert!(scene.shapes.len() < 2_000, "{} shapes", scene.shapes.len());
            for hit in &scene.hits {
                assert!(hit.rect.left.is_finite() && hit.rect.bottom.is_finite(), "{hit:?}");
            }
        }
    }

    #[test]
    fn amounts_are_written_in_few_letters() {
        let check = |amount: f64, text: &str| assert_eq!(short(amount), text);
        check(0.0, "0");
        check(800.0, "800");
        check(168_679.0, "168.68 k");
        check(500_000.0, "500 k");
        check(1.5e6, "1.5 M");
        check(4e9, "4 bn");
    }

    #[test]
    fn a_long_name_is_told_apart_by_what_it_is_known_as() {
        assert_eq!(brief_name("Royal United Services Institute (RUSI)"), "RUSI");
        assert_eq!(brief_name("UN Security Council, 1718 Committee"), "UN Security Council");
        assert_eq!(brief_name("Reuters"), "Reuters");
    }
}
