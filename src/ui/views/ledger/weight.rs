//! Which shipments a count hangs on, as bars from low to high, and what would have to be false for it to stay under the cap.

use egui::{Label, RichText, Sense, Stroke, Ui, WidgetInfo, pos2, vec2};

use super::Shown;
use crate::analysis::ledger::book::{Reading, Scenario};
use crate::analysis::ledger::weight::{Weight, doubt, heaviest};
use crate::analysis::ledger::words;
use crate::base::text::sentence_case;
use crate::figure::palette::Role;
use crate::figure::scene::Face;
use crate::model::naming;
use crate::ui::action::Action;
use crate::ui::theme;
use crate::ui::widgets::parts;

/// How many bars are drawn.
const BARS: usize = 8;
/// Width of the names before the bars.
const NAMES: f32 = 210.0;

pub(super) fn show(ui: &mut Ui, shown: &Shown, actions: &mut Vec<Action>) {
    let weights = heaviest(shown.book, shown.window, shown.rules, BARS);
    if weights.is_empty() {
        return;
    }
    parts::section(ui, "Which shipments matter most", "");
    let most = weights.iter().map(|weight| weight.adds.sums[2].amount().get()).fold(1.0_f64, f64::max);
    let passed = shown.window.passes(shown.rules.cap, Scenario::Base, Reading::Base);
    for weight in &weights {
        bar(ui, shown, weight, most, passed.is_some(), actions);
    }
    parts::section(ui, "What would have to be false for the total to be under the cap", "");
    let mut any = false;
    for scenario in [Scenario::High, Scenario::Base, Scenario::Low] {
        let Some(doubt) = doubt(shown.book, shown.window, shown.rules, scenario) else { continue };
        any = true;
        let named: Vec<String> =
            doubt.shipments.iter().take(12).map(|id| naming::code(shown.facts, (*id).into())).collect();
        let more = doubt.shipments.len().saturating_sub(named.len());
        let list = if more > 0 { format!("{} and {more} more", named.join(", ")) } else { naming::list(&named) };
        let mut text = format!(
            "{}: {} {} above the cap. At least {} of {} would have to be wrong: {list}",
            sentence_case(scenario.word()),
            doubt.excess.rounded(),
            shown.rules.unit.symbol(),
            doubt.shipments.len(),
            shown.window.tally.counted
        );
        if let Some(share) = doubt.filled_at_most {
            text.push_str(&format!("; or hulls were filled no more than {share} on average"));
        }
        ui.add(Label::new(RichText::new(text).size(theme::SECONDARY)).wrap());
    }
    if !any {
        let without = shown.window.tally.without_quantity;
        let text = if without == 0 {
            "Nothing: the total is under the cap in every scenario".to_owned()
        } else {
            format!(
                "Nothing yet: the total is under the cap in every scenario, without the {without} of unknown quantity"
            )
        };
        parts::secondary(ui, text);
    }
}

fn bar(ui: &mut Ui, shown: &Shown, weight: &Weight, most: f64, passed: bool, actions: &mut Vec<Action>) {
    let id = weight.shipment;
    let name = format!("{} {}", naming::code(shown.facts, id.into()), naming::name(shown.facts, id.into()));
    let [low, base, high] = weight.adds.sums.map(|sum| sum.amount().get());
    let without = match (passed, weight.passed_without) {
        (false, _) => String::new(),
        (true, None) => "without it the cap is not passed".to_owned(),
        (true, Some(day)) => format!("without it passed on {}", words::day(day)),
    };
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 22.0), Sense::click());
    let amount = words::sums(&weight.adds);
    response.widget_info(|| WidgetInfo::labeled(egui::Role::Button, true, format!("{name}: {amount}, {without}")));
    let names = egui::Rect::from_min_max(rect.min, pos2(rect.left() + NAMES.min(rect.width() * 0.4), rect.bottom()));
    parts::text_in(ui, names.shrink2(vec2(4.0, 0.0)), &name, Face::Regular, theme::SECONDARY, Role::Text);
    let texts = (rect.width() * 0.32).min(260.0);
    let track =
        egui::Rect::from_min_max(pos2(names.right() + 6.0, rect.top()), pos2(rect.right() - texts, rect.bottom()));
    let x = |value: f64| track.left() + (value / most) as f32 * track.width();
    let painter = ui.painter();
    let accent = theme::colour(ui, Role::Accent);
    let band = egui::Rect::from_min_max(
        pos2(x(low), track.center().y - 5.0),
        pos2(x(high).max(x(low) + 2.0), track.center().y + 5.0),
    );
    painter.rect_filled(band, 2.0, accent.gamma_multiply(0.25));
    painter
        .line_segment([pos2(x(base), band.top() - 2.0), pos2(x(base), band.bottom() + 2.0)], Stroke::new(2.0, accent));
    let text = if without.is_empty() { amount } else { without };
    let at = egui::Rect::from_min_max(pos2(track.right() + 10.0, rect.top()), rect.max);
    parts::text_in(ui, at, &text, Face::Regular, theme::CAPTION, Role::Secondary);
    if response.on_hover_text(format!("{name}: {}", words::sums(&weight.adds))).clicked() {
        actions.push(Action::Reveal(id.into()));
    }
}
