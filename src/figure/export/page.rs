//! One page of a figure: heading, calendar, its lanes, the legend on the last one, the caption.

use std::collections::BTreeSet;

use super::breaks::Piece;
use super::notes::{caption_room, notes, wrapped};
use super::{Figure, MARGIN, Pages, Setting, heading};
use crate::figure::draw::{at, rect, solid, style};
use crate::figure::lanes::GROUP_HEIGHT;
use crate::figure::legend::{caption, legend};
use crate::figure::measure::one_line;
use crate::figure::palette::Role;
use crate::figure::scene::{Align, Face, Scene, Shape};
use crate::figure::timeline::{self, TimelineOptions, TimelineView};
use crate::model::view::Layer;

/// Height of a heading that is said again, in points.
pub(super) const AGAIN: f32 = GROUP_HEIGHT;
/// Height of a line of the caption.
pub(super) const LINE: f32 = 17.0;
/// Room above the calendar where the text has the title.
const BARE: f32 = 4.0;
/// Room between the lanes and what is below them.
const BELOW: f32 = 20.0;
/// Room between the legend and the caption.
pub(super) const GAP: f32 = 8.0;
/// Height of what stands there when no lane does.
const NOTHING: f32 = 60.0;
/// A page number as wide as any.
const WIDE_NUMBER: (usize, usize) = (888, 888);

impl Figure<'_> {
    /// Draws a page. A number beyond the last gives the last.
    pub(super) fn drawn_page(&self, index: usize) -> Scene {
        let index = index.min(self.pages() - 1);
        let width = self.width();
        let sheet = self.options.sheet().filter(|_| self.options.setting == Setting::Alone);
        let mut inner = Scene { width, ..Scene::default() };
        let mut y = self.heading(index, &mut inner);
        y = self.lanes_of(&self.pieces[index], index == 0, y, &mut inner);
        let caption_lines = self.caption(index);
        let caption_height = LINE * caption_lines.len() as f32 + MARGIN / 2.0;
        let foot = sheet.map(|sheet| sheet.height - 2.0 * sheet.edge - caption_height);
        if index + 1 == self.pages() {
            self.line(y + 6.0, &mut inner);
            y += BELOW - 6.0;
            let key = self.legend();
            let tall = key.height;
            inner.place(key, at(MARGIN, y));
            y += tall + GAP;
        } else {
            self.line(foot.unwrap_or(y) - GAP, &mut inner);
        }
        y = foot.unwrap_or(y);
        for line in caption_lines {
            inner.text(at(MARGIN, y + 8.0), line, caption(), Align::Left, caption_room(width));
            y += LINE;
        }
        let Some(sheet) = sheet else {
            inner.height = (y + MARGIN / 2.0).ceil();
            return inner;
        };
        let mut page = Scene { width: self.options.width, height: sheet.height, ..Scene::default() };
        page.place(inner, at(sheet.edge, sheet.edge));
        page
    }

    /// Height of what stands below the lanes of every page, without the legend.
    pub(super) fn foot_height(&self) -> f32 {
        let lines = wrapped(
            &notes(self.facts, &self.lanes, &self.tally, self.options, WIDE_NUMBER),
            self.options,
            caption_room(self.width()),
        );
        BELOW + LINE * lines.len() as f32 + MARGIN / 2.0
    }

    /// Height that the legend adds to the last page.
    pub(super) fn legend_height(&self) -> f32 {
        self.legend().height + GAP
    }

    /// Height of a page's title.
    pub(super) fn heading_height(&self, index: usize) -> f32 {
        if self.options.setting != Setting::Alone {
            return BARE;
        }
        heading::height(self.facts, index == 0)
    }

    fn legend(&self) -> Scene {
        let (room, measure) = (caption_room(self.width()), self.options.measure);
        legend(self.facts, &self.lanes, &self.layers(), room, measure)
    }

    fn caption(&self, index: usize) -> Vec<String> {
        if self.options.setting != Setting::Alone {
            return Vec::new();
        }
        let page = (index + 1, self.pages());
        let notes = notes(self.facts, &self.lanes, &self.tally, self.options, page);
        wrapped(&notes, self.options, caption_room(self.width()))
    }

    fn line(&self, y: f32, scene: &mut Scene) {
        scene.line(at(MARGIN, y), at(self.width() - MARGIN, y), solid(1.0, Role::Hairline));
    }

    /// Title, handling mark and, on the first page, the question; returns where they end.
    fn heading(&self, index: usize, scene: &mut Scene) -> f32 {
        if self.options.setting != Setting::Alone {
            return BARE;
        }
        heading::draw(self.facts, &self.title(), index == 0, self.options.measure, scene)
    }

    /// The calendar and a piece of the lanes; returns where they end.
    fn lanes_of(&self, piece: &Piece, is_first: bool, y: f32, scene: &mut Scene) -> f32 {
        if self.lanes.is_empty() {
            let text = "No dated visit to show";
            scene.text(at(self.width() / 2.0, y + 30.0), text, caption(), Align::Centre, self.width());
            return y + NOTHING;
        }
        let height = (piece.bottom - piece.top) as f32;
        if height <= 0.0 {
            return y;
        }
        let again = AGAIN * piece.again.len() as f32;
        let top = self.lanes_top();
        if piece.again.is_empty() {
            scene.place(self.drawn(piece.top, top + height, true), at(0.0, y));
        } else {
            // The calendar, the events and their lines all the way down, without lanes; then the headings; then the
            // lanes, without a calendar of their own.
            let raised = rect(0.0, y + top, self.width(), y + top + again);
            scene.fill(raised, 0.0, Role::Raised);
            scene.place(self.drawn(self.lanes.height() + 1.0, top + again + height, true), at(0.0, y));
            for (depth, heading) in piece.again.iter().enumerate() {
                self.said_again(*heading, !is_first, at(14.0 * depth as f32, y + top + AGAIN * depth as f32), scene);
            }
            scene.place(self.drawn(piece.top, height, false), at(0.0, y + top + again));
        }
        y + top + again + height
    }

    /// The timeline from a height in the lanes on, with or without the calendar and the events above it.
    fn drawn(&self, scroll: f64, height: f32, headed: bool) -> Scene {
        let selected = BTreeSet::new();
        let mut layers = self.layers();
        if !headed {
            // Their rows stand above the lanes once a page.
            layers.retain(|layer| !matches!(layer, Layer::Events | Layer::Windows));
        }
        let options = TimelineOptions {
            zone: self.options.zone.clone(),
            layers: &layers,
            selected: &selected,
            hovered: None,
            show_events: headed,
            show_axis: headed,
            sticky: false,
            cursor: None,
            measure: self.options.measure,
        };
        let (axis_from, axis_to) = self.axis;
        let header_width = self.header_width;
        let view = TimelineView { axis_from, axis_to, scroll, width: self.width(), height, header_width };
        timeline::scene(self.facts, &self.lanes, &view, &options)
    }

    /// A heading that stands on an earlier page, or above the view.
    fn said_again(&self, strip: usize, continued: bool, corner: crate::figure::scene::Point, scene: &mut Scene) {
        let label = one_line(&self.lanes.label(self.facts, strip)).into_owned();
        let bold = style(13.0, Face::SemiBold, Role::Text);
        let (left, y) = (corner.x + 28.0, corner.y + AGAIN / 2.0);
        let room = self.width() - left - MARGIN;
        let triangle = [at(-14.0, -3.0), at(-6.0, -3.0), at(-10.0, 3.0)].map(|p| at(left + p.x, y + p.y));
        scene.polygon(triangle.to_vec(), Role::Secondary);
        let wide = (self.options.measure)(&label, bold.size, bold.face).min(room * 0.8);
        scene.text(at(left, y), label, bold, Align::Left, wide + 1.0);
        if continued {
            let small = style(11.5, Face::Italic, Role::Secondary);
            scene.shapes.push(Shape::Text {
                at: at(left + wide + 8.0, y),
                text: "continued".to_owned(),
                size: small.size,
                face: small.face,
                ink: small.ink,
                align: Align::Left,
                max_width: room - wide,
            });
        }
    }
}
