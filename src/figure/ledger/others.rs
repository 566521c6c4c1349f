//! What others declared or assessed, each amount as a line of its own: none is added to another.

use super::Chart;
use super::scale::short;
use crate::analysis::ledger::entry::{Rules, day_start};
use crate::analysis::ledger::stated::{Stated, others};
use crate::analysis::ledger::words;
use crate::base::quantity::{Amount, Estimate};
use crate::figure::draw::{at, dashed, rect, solid};
use crate::figure::palette::Role;
use crate::figure::scene::{Dash, Hit, Item};
use crate::model::facts::Facts;
use crate::model::regime::DeclarationKind;

/// What somebody declared or assessed, as a line.
pub(super) struct Said {
    kind: DeclarationKind,
    stated: Stated,
    pub(super) estimate: Estimate,
}

impl Said {
    /// Whether it is drawn as a level line.
    pub(super) fn is_level(&self) -> bool {
        self.kind == DeclarationKind::Declared
    }
}

pub(super) fn said(facts: &Facts, rules: &Rules, year: i64) -> Vec<Said> {
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
pub(super) fn figure(estimate: &Estimate) -> Option<(Amount, bool)> {
    let least = estimate.base().is_none() && estimate.low().is_some();
    estimate.base().or(estimate.low()).or(estimate.high()).map(|amount| (amount, least))
}

impl Chart<'_, '_> {
    /// An amount that somebody gives for a period: a rising broken line for an assessment, a level one for a declaration.
    pub(super) fn said(&mut self, one: &Said) {
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
            DeclarationKind::Declared => {
                self.scene.line(at(from, y), at(to, y), solid(1.5, role));
                for x in [from, to] {
                    self.scene.line(at(x, y - 3.5), at(x, y + 3.5), solid(1.5, role));
                }
            }
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
        self.label(brief, (from, to), y, role, one.kind == DeclarationKind::Assessed);
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_name_is_told_apart_by_what_it_is_known_as() {
        assert_eq!(brief_name("Royal United Services Institute (RUSI)"), "RUSI");
        assert_eq!(brief_name("UN Security Council, 1718 Committee"), "UN Security Council");
        assert_eq!(brief_name("Reuters"), "Reuters");
    }
}
