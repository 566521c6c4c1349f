//! A date to centre the timeline on.

use egui::Ui;

use super::{Outcome, first_field, heading};
use crate::base::edtf::Edtf;
use crate::base::plain_date;
use crate::ui::action::Action;
use crate::ui::session::Session;
use crate::ui::widgets::parts;

pub(super) fn show(ui: &mut Ui, text: &mut String, session: Option<&Session>, actions: &mut Vec<Action>) -> Outcome {
    let Some(session) = session else { return Outcome::Close };
    heading(ui, "Go to date");
    let entered = first_field(ui, text, "Date", "2024-03-07, March 2024, 2024-03-07/2024-03-22");
    ui.add_space(6.0);
    if text.trim().is_empty() {
        parts::secondary(ui, "A day, month, year or interval.");
        return Outcome::Stay;
    }
    match plain_date::parse(text.trim()) {
        Err(error) => parts::problem(ui, &error.to_string()),
        Ok(date) => {
            ui.label(plain_date::edtf_words(date));
            ui.add_space(8.0);
            let clicked = parts::primary_button(ui, "Go").clicked();
            if entered || clicked {
                let (from, to) = range(date, session.range.now());
                actions.push(Action::Range(from, to));
                return Outcome::Close;
            }
        }
    }
    Outcome::Stay
}

/// A month or longer is shown whole with room around it; a day is centred in the visible span where that suits it.
fn range(date: Edtf, now: (f64, f64)) -> (f64, f64) {
    let span = now.1 - now.0;
    let start = date.start().map(|at| at.0 as f64);
    let end = date.end().map(|at| at.0 as f64);
    let (from, to) = match (start, end) {
        (Some(from), Some(to)) => (from, to),
        (Some(from), None) => (from, from + span),
        (None, Some(to)) => (to - span, to),
        (None, None) => now,
    };
    let wanted = (to - from).max(60.0);
    let suits = (wanted * 2.0..wanted * 120.0).contains(&span);
    let half = match wanted {
        long if long > 20.0 * 86_400.0 => long * 0.75,
        _ if suits => span / 2.0,
        short => short * 15.0,
    };
    let middle = f64::midpoint(from, to);
    (middle - half, middle + half)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_date_is_centred_and_fits() {
        let now = (0.0, 86_400.0 * 365.0);
        for text in ["2024-03-07", "2024-03", "2024", "2024-03-07/2024-03-22", "2024-03-07/..", "1024"] {
            let date: Edtf = text.parse().expect(text);
            let (from, to) = range(date, now);
            let (start, end) =
                (date.start().expect("start").0 as f64, date.end().map_or(f64::NEG_INFINITY, |end| end.0 as f64));
            assert!(from <= start && end <= to && from < to, "{text}: {from} {to}");
        }
    }
}
