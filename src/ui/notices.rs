//! Notices that do not vanish before they can be read, and the list of those that did.
//!
//! Our own and not a crate: those that exist paint one unbroken line that no screen reader finds, and redraw while idle.

use egui::{Align2, Area, Context, Frame, Id, Margin, Order, Stroke, vec2};

use super::theme;
use super::widgets::icon::{Icon, icon_button};
use crate::figure::palette::Role;

/// What a notice is about.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Tone {
    /// Something was done.
    Done,
    /// Something could not be done; nothing is lost.
    Problem,
}

/// A notice that was shown.
#[derive(Clone, PartialEq, Debug)]
pub struct Notice {
    /// What it is about.
    pub tone: Tone,
    /// What it says.
    pub text: String,
    /// When it goes, in the window's seconds; none is when it is closed. Set when it is first drawn.
    until: Option<f64>,
    /// Whether it is on the screen.
    open: bool,
    /// Tells notices apart that say the same.
    number: u64,
}

/// Shows notices and remembers them.
#[derive(Default)]
pub struct Notices {
    shown: Vec<Notice>,
    count: u64,
}

/// How many are remembered.
const KEPT: usize = 200;
/// How many are on the screen at once.
const OPEN: usize = 4;

impl Notices {
    /// Says that something was done. Stays for as long as reading it takes.
    pub fn done(&mut self, text: impl Into<String>) {
        self.add(Tone::Done, text.into());
    }

    /// Says that something could not be done. Stays until it is closed.
    pub fn problem(&mut self, text: impl Into<String>) {
        self.add(Tone::Problem, text.into());
    }

    /// Everything that was said, oldest first.
    #[must_use]
    pub fn shown(&self) -> &[Notice] {
        &self.shown
    }

    /// Takes away what was said of something that is over: a case that is closed, a change that was undone.
    pub fn dismiss(&mut self, tone: Tone) {
        self.shown.iter_mut().filter(|notice| notice.tone == tone).for_each(|notice| notice.open = false);
    }

    fn add(&mut self, tone: Tone, text: String) {
        self.shown.retain(|notice| !(notice.open && notice.text == text));
        if self.shown.len() == KEPT {
            self.shown.remove(0);
        }
        self.count += 1;
        self.shown.push(Notice { tone, text, until: None, open: true, number: self.count });
    }

    /// Draws them over everything else, newest lowest.
    pub fn show(&mut self, ctx: &Context) {
        let now = ctx.input(|input| input.time);
        let mut bottom = -44.0;
        for notice in self.shown.iter_mut().rev().filter(|notice| notice.open).take(OPEN) {
            if notice.tone == Tone::Done {
                // Three seconds and 60 ms a letter: about 200 words a minute, with time to notice it first.
                let reading = 3.0 + 0.06 * notice.text.chars().count() as f64;
                let until = *notice.until.get_or_insert(now + reading.min(20.0));
                if now >= until {
                    notice.open = false;
                    continue;
                }
                ctx.request_repaint_after_secs((until - now) as f32);
            }
            let area = Area::new(Id::unique(("notice", notice.number)))
                .order(Order::Foreground)
                .anchor(Align2::RIGHT_BOTTOM, vec2(-16.0, bottom));
            let response = area.show(ctx, |ui| {
                let edge = if notice.tone == Tone::Problem { Role::Against } else { Role::Accent };
                let frame = Frame::popup(ui.style())
                    .fill(theme::colour(ui, Role::Panel))
                    .stroke(Stroke::new(1.0, theme::colour(ui, edge)))
                    .inner_margin(Margin::symmetric(14, 10))
                    .corner_radius(8);
                frame.show(ui, |ui| {
                    ui.set_max_width(380.0);
                    ui.horizontal_top(|ui| {
                        ui.set_max_width(340.0);
                        ui.add(egui::Label::new(&notice.text).wrap());
                        if icon_button(ui, Icon::Cross, "Close this notice").clicked() {
                            notice.open = false;
                        }
                    });
                });
            });
            bottom -= response.response.rect.height() + 8.0;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_problem_stays_and_the_list_is_bounded() {
        let mut notices = Notices::default();
        for i in 0..300 {
            notices.problem(format!("problem {i}"));
        }
        assert_eq!(notices.shown().len(), KEPT);
        assert!(notices.shown().iter().all(|notice| notice.open && notice.until.is_none()));
    }

    #[test]
    fn the_same_notice_is_not_piled_up() {
        let mut notices = Notices::default();
        notices.done("Saved");
        notices.done("Saved");
        assert_eq!(notices.shown().len(), 1);
    }
}
