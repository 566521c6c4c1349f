//! The own count: a band from low to high with the base as a line, and when it passes the cap.

use super::{Chart, MOST_MARKS, NARROW};
use crate::analysis::ledger::book::{Reading, Scenario, Window};
use crate::analysis::ledger::entry::{Day, day_start};
use crate::analysis::ledger::words;
use crate::base::quantity::Sums;
use crate::base::text::count;
use crate::figure::draw::{at, rect, solid, style};
use crate::figure::palette::{Ink, Role};
use crate::figure::scene::{Align, Face, Hit, Item};
use crate::model::ids::ShipmentId;
use crate::model::naming;

impl Chart<'_, '_> {
    /// The own count of one window: a band from low to high, the base as a line.
    pub(super) fn window(&mut self, year: i64, window: Option<&Window>) {
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
        let text = format!("{text}{least}");
        let edge = right.min(self.plot.right) - 6.0;
        let face = style(11.5, Face::Medium, Role::Accent);
        let wide = (self.options.measure)(&text, face.size, face.face) + 12.0;
        // In a narrow window it would stand over its neighbours, and the last of them says the same.
        if edge - left.max(self.plot.left) >= wide || self.last == Some(year) {
            self.label(text, (left, right), before, Role::Accent, false);
        }
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
        self.untold.push((left, right, text));
    }

    /// Says where nothing has a figure: between the lines, where there is most room and no label stands.
    pub(super) fn tell_unknown(&mut self) {
        let face = style(12.5, Face::Medium, Role::Accent);
        for (left, right, text) in std::mem::take(&mut self.untold) {
            let wide = (self.options.measure)(&text, face.size, face.face);
            if wide > right - left - 16.0 {
                continue;
            }
            let x = f32::midpoint(left, right);
            let apart =
                |y: f32| self.levels.iter().map(|level| (level - y).abs()).fold(f32::INFINITY, f32::min).min(16.0);
            let area = |y: f32| rect(x - wide / 2.0 - 4.0, y - 9.0, x + wide / 2.0 + 4.0, y + 9.0);
            let places = (0_u8..12).map(|step| self.plot.bottom - 14.0 - 16.0 * f32::from(step));
            let places: Vec<f32> = places.filter(|y| *y > self.plot.top && self.is_free(area(*y))).collect();
            // Of equals the lowest.
            let y = places.into_iter().rev().max_by(|a, b| apart(*a).total_cmp(&apart(*b)));
            let y = y.unwrap_or(self.plot.bottom - 14.0);
            self.labels.push(area(y));
            self.later.push((at(x, y), text, face, Align::Centre));
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
            let (item, label) = if let [one] = shipments[..] {
                (Item::Entity(one.into()), self.shipment_label(one))
            } else {
                let label = format!("{}, {}", count(shipments.len(), "shipment"), words::day(at_day));
                (Item::Bundle(shipments.into()), label)
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
            // No label stands on it.
            self.labels.push(rect(x - size, y - size - 1.0, x + size, y + size + 1.0));
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
}

fn ends(sums: &Sums) -> [f64; 3] {
    sums.sums.map(|sum| sum.amount().get())
}
