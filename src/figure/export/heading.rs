//! What stands above a figure: its title, the handling mark, the question of the case.

use super::MARGIN;
use super::notes::caption_room;
use crate::figure::draw::{at, rect, solid, style};
use crate::figure::measure::{Measure, one_line};
use crate::figure::palette::Role;
use crate::figure::scene::{Align, Face, Scene};
use crate::model::facts::Facts;

/// Height of a heading, with the question of the case or without.
pub(super) fn height(facts: &Facts, question: bool) -> f32 {
    if question && !facts.case.question.trim().is_empty() { 66.0 } else { 48.0 }
}

/// Draws title and handling mark and, if asked and there is one, the question, over the width of the scene; returns where
/// they end.
pub(super) fn draw(facts: &Facts, title: &str, question: bool, measure: Measure, scene: &mut Scene) -> f32 {
    let (case, width) = (&facts.case, scene.width);
    let mark = case.handling.mark();
    let bold = style(11.5, Face::SemiBold, Role::Text);
    let wide = measure(mark, bold.size, bold.face) + 16.0;
    let right = width - MARGIN;
    scene.outline(rect(right - wide, 17.0, right, 37.0), 4.0, solid(1.0, Role::Secondary));
    scene.text(at(right - wide / 2.0, 27.0), mark, bold, Align::Centre, wide);
    let room = width - 3.0 * MARGIN - wide;
    let large = style(17.0, Face::SemiBold, Role::Text);
    scene.text(at(MARGIN, 27.0), title, large, Align::Left, room);
    let height = height(facts, question);
    if height > 48.0 {
        let small = style(12.5, Face::Regular, Role::Secondary);
        scene.text(at(MARGIN, 48.0), one_line(&case.question), small, Align::Left, caption_room(width));
    }
    height
}
