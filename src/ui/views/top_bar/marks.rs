//! Where a query is wrong, marked under the very letters.

use std::ops::Range;

use egui::text::{LayoutJob, TextFormat};
use egui::{Color32, FontId, Stroke};

/// The text in stretches, each with whether it is marked; together they are the whole text.
fn stretches(text: &str, wrong: Option<&Range<usize>>) -> Vec<(Range<usize>, bool)> {
    let Some(mut wrong) = wrong.cloned().filter(|range| text.get(range.clone()).is_some()) else {
        return vec![(0..text.len(), false)];
    };
    if wrong.is_empty() {
        // What is missing has no letters: the last one before it is marked.
        let before = text[..wrong.start].char_indices().next_back();
        wrong.start = before.map_or(wrong.start, |(at, _)| at);
    }
    let parts = [(0..wrong.start, false), (wrong.clone(), true), (wrong.end..text.len(), false)];
    parts.into_iter().filter(|(range, _)| !range.is_empty()).collect()
}

/// How text and marks look.
pub(super) struct Look {
    pub(super) font: FontId,
    pub(super) text: Color32,
    pub(super) wrong: Color32,
    /// Behind the letters that are wrong.
    pub(super) tint: Color32,
}

/// One line of text, with what is wrong underlined and on a tint.
pub(super) fn line(text: &str, wrong: Option<&Range<usize>>, look: &Look) -> LayoutJob {
    let mut job = LayoutJob { break_on_newline: false, keep_trailing_whitespace: true, ..LayoutJob::default() };
    job.wrap.max_width = f32::INFINITY;
    for (range, marked) in stretches(text, wrong) {
        let plain = TextFormat { font_id: look.font.clone(), color: look.text, ..TextFormat::default() };
        let format = if marked {
            TextFormat { underline: Stroke::new(1.5, look.wrong), background: look.tint, ..plain }
        } else {
            plain
        };
        job.append(&text[range], 0.0, format);
    }
    job
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_letters_that_an_error_speaks_of_are_marked_and_no_others() {
        let marked = |text: &str, wrong: Range<usize>| -> Vec<String> {
            let parts = stretches(text, Some(&wrong));
            assert_eq!(parts.iter().map(|(range, _)| &text[range.clone()]).collect::<String>(), text);
            parts.into_iter().filter(|(_, marked)| *marked).map(|(range, _)| text[range].to_owned()).collect()
        };
        assert_eq!(marked("vessel:x ship:y", 9..15), ["ship:y"]);
        assert_eq!(marked("ship:y", 0..6), ["ship:y"]);
        assert_eq!(marked("a OR", 4..4), ["R"], "what is missing is marked at the letter before it");
        assert_eq!(marked("é (", 3..4), ["("]);
        assert_eq!(marked("", 0..0), [""; 0]);
        assert_eq!(marked("é", 1..2), [""; 0], "a range of another text marks nothing");
        assert_eq!(marked("a", 5..9), [""; 0]);
    }
}
