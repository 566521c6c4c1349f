//! A chart as a figure for paper, on one page: title, handling mark, chart, what its signs mean, what it comes to in
//! sentences, caption and sources.

use super::notes::{caption_room, closing, lines};
use super::page::{GAP, LINE};
use super::{FigureError, FigureOptions, MARGIN, Pages, heading};
use crate::base::text::count;
use crate::figure::axis::TimeAxis;
use crate::figure::draw::{Type, at, solid, style};
use crate::figure::legend::{self, caption};
use crate::figure::measure::one_line;
use crate::figure::palette::Role;
use crate::figure::scene::{Align, Face, Scene};
use crate::model::facts::Facts;
use crate::model::ids::ExhibitId;

/// Height of a line that names the chart.
const NAME: f32 = 20.0;
/// Least height of a chart, in points: on a sheet, and where the page is as large as the figure.
const LEAST: f32 = 110.0;
const LOW: f32 = 200.0;
/// Height of a chart as a part of its width, if nothing else sets it, and at most.
const USUAL: f32 = 0.34;
const TALLEST: f32 = 0.56;
/// Widest column of names at the left of a chart, in points, and as a part of the width.
const NAMES: (f32, f32) = (190.0, 0.26);
/// Exhibits that are named one by one.
const NAMED: usize = 16;

/// A drawn chart with what it says of itself, which may hang on how it was drawn.
#[derive(Default)]
pub struct Drawn {
    /// The chart.
    pub scene: Scene,
    /// What each mark is.
    pub marks: Vec<String>,
    /// What its signs mean.
    pub key: Vec<(Scene, String)>,
    /// How it is to be read, for the caption; empty for nothing.
    pub note: String,
}

/// Draws a chart on an axis, as high as it is told.
pub type Draw<'a> = Box<dyn Fn(TimeAxis, f32) -> Drawn + 'a>;

/// What a plate shows and says.
pub struct Contents<'a> {
    /// What the chart is of: the line above it.
    pub name: String,
    /// First and last second on it.
    pub range: (f64, f64),
    /// Draws it.
    pub draw: Draw<'a>,
    /// What it comes to, a paragraph each.
    pub said: Vec<String>,
    /// What the caption says before the date.
    pub notes: Vec<String>,
    /// The exhibits behind it.
    pub exhibits: Vec<ExhibitId>,
}

/// A chart that is laid out and can be drawn.
pub struct Plate<'a> {
    facts: &'a Facts,
    options: &'a FigureOptions<'a>,
    contents: Contents<'a>,
    /// Height of the chart, in points.
    height: f32,
    /// The chart at that height.
    drawn: Drawn,
}

impl<'a> Plate<'a> {
    /// Lays a chart out.
    ///
    /// # Errors
    /// If it has no room.
    pub fn plan(facts: &'a Facts, options: &'a FigureOptions<'a>, contents: Contents<'a>) -> Result<Self, FigureError> {
        let mut plate = Self { facts, options, contents, height: 0.0, drawn: Drawn::default() };
        let width = plate.width();
        plate.draw((width * USUAL).max(LOW));
        if let Some(sheet) = options.paper.sheet(options.width) {
            let room = sheet.height - 2.0 * sheet.edge - plate.around();
            if room < LEAST {
                return Err(FigureError::NoRoom);
            }
            plate.draw(room.min((width * TALLEST).max(LEAST)));
        }
        Ok(plate)
    }

    /// Width of the drawing, edges of a sheet left out.
    fn width(&self) -> f32 {
        let edge = self.options.paper.sheet(self.options.width).map_or(0.0, |sheet| sheet.edge);
        self.options.width - 2.0 * edge
    }

    fn room(&self) -> f32 {
        caption_room(self.width())
    }

    fn key(&self) -> Scene {
        legend::wrapped(self.drawn.key.iter().cloned(), self.room(), self.options.measure)
    }

    fn names(&self) -> Vec<String> {
        lines(&self.contents.name, name_style(), self.options, self.room())
    }

    fn said(&self) -> Vec<String> {
        let paragraphs = self.contents.said.iter();
        paragraphs.flat_map(|text| lines(&shown(text), caption(), self.options, self.room())).collect()
    }

    fn caption(&self) -> Vec<String> {
        let texts = [self.notes().join(" · "), self.sources()];
        texts.iter().flat_map(|text| lines(&shown(text), caption(), self.options, self.room())).collect()
    }

    fn notes(&self) -> Vec<String> {
        let mut notes = self.contents.notes.clone();
        notes.extend(Some(self.drawn.note.clone()).filter(|note| !note.is_empty()));
        if !self.options.query.trim().is_empty() {
            notes.push(format!("query: {}", one_line(self.options.query.trim())));
        }
        notes.extend(closing(self.facts, self.options));
        notes
    }

    /// `Sources: E-1 (Reuters), E-3 (Maxar).`
    fn sources(&self) -> String {
        let mut ids = self.contents.exhibits.clone();
        ids.retain(|id| self.facts.exhibits.get(*id).is_some());
        ids.sort_by_key(|id| (self.facts.exhibits.get(*id).map(|row| row.number), *id));
        ids.dedup();
        if ids.is_empty() {
            return "Sources: no exhibit is recorded.".to_owned();
        }
        let named = |id: &ExhibitId| {
            let row = self.facts.exhibits.get(*id)?;
            let by = row.source.and_then(|id| self.facts.sources.get(id)).map(|source| one_line(&source.name));
            let by = by.filter(|by| !by.trim().is_empty()).map_or_else(String::new, |by| format!(" ({by})"));
            Some(format!("E-{}{by}", row.number))
        };
        let mut words: Vec<String> = ids.iter().take(NAMED).filter_map(named).collect();
        if ids.len() > NAMED {
            words.push(format!("and {}", count(ids.len() - NAMED, "more exhibit")));
        }
        format!("Sources: {}.", words.join(", "))
    }

    /// Height of everything but the chart.
    fn around(&self) -> f32 {
        let texts = (self.said().len() + self.caption().len()) as f32 * LINE;
        let names = self.names().len() as f32 * NAME;
        heading::height(self.facts, true) + names + self.key().height + texts + 5.0 * GAP + MARGIN / 2.0
    }

    /// Draws the chart, as high as it is to be.
    fn draw(&mut self, height: f32) {
        let width = self.width();
        let left = NAMES.0.min(width * NAMES.1).max(66.0);
        let (from, to) = self.contents.range;
        let axis = TimeAxis { from, to, left, width: (width - MARGIN - left).max(40.0) };
        (self.height, self.drawn) = (height, (self.contents.draw)(axis, height));
    }

    fn lines_at(&self, lines: Vec<String>, mut y: f32, scene: &mut Scene) -> f32 {
        for line in lines {
            scene.text(at(MARGIN, y + LINE / 2.0), line, caption(), Align::Left, self.room());
            y += LINE;
        }
        y
    }
}

impl Pages for Plate<'_> {
    fn pages(&self) -> usize {
        1
    }

    fn page(&self, _: usize) -> Scene {
        let (width, measure) = (self.width(), self.options.measure);
        let sheet = self.options.paper.sheet(self.options.width);
        let mut inner = Scene { width, ..Scene::default() };
        let mut y = heading::draw(self.facts, &self.title(), true, measure, &mut inner);
        for name in self.names() {
            inner.text(at(MARGIN, y + NAME / 2.0), name, name_style(), Align::Left, self.room());
            y += NAME;
        }
        y += GAP;
        inner.place(self.drawn.scene.clone(), at(0.0, y));
        y += self.height + GAP;
        let key = self.key();
        let tall = key.height;
        inner.place(key, at(MARGIN, y));
        y = self.lines_at(self.said(), y + tall + GAP / 2.0, &mut inner);
        let caption = self.caption();
        let foot = sheet.map(|sheet| sheet.height - 2.0 * sheet.edge - LINE * caption.len() as f32 - MARGIN / 2.0);
        y = foot.unwrap_or(y + GAP + GAP / 2.0);
        inner.line(at(MARGIN, y - GAP / 2.0), at(width - MARGIN, y - GAP / 2.0), solid(1.0, Role::Hairline));
        y = self.lines_at(caption, y, &mut inner);
        let Some(sheet) = sheet else {
            inner.height = (y + MARGIN / 2.0).ceil();
            return inner;
        };
        let mut page = Scene { width: self.options.width, height: sheet.height, ..Scene::default() };
        page.place(inner, at(sheet.edge, sheet.edge));
        page
    }

    fn title(&self) -> String {
        let title = self.facts.case.title.trim();
        if title.is_empty() { self.contents.name.clone() } else { one_line(title).into_owned() }
    }

    fn description(&self, _: usize, _: &Scene) -> String {
        let mut text = format!("{}. {}", self.contents.name, self.contents.said.join(" "));
        text.push_str(&format!("\n{}\n{}", self.notes().join(" · "), self.sources()));
        for mark in self.drawn.marks.iter().take(super::notes::MOST_MARKS) {
            text.push('\n');
            text.push_str(mark);
        }
        text
    }

    fn caption_text(&self) -> String {
        format!("{} · {}", self.notes().join(" · "), self.sources())
    }
}

/// How the name of the chart is set.
fn name_style() -> Type {
    style(13.0, Face::SemiBold, Role::Text)
}

/// A paragraph with control characters as visible tokens and no line breaks of its own.
fn shown(text: &str) -> String {
    crate::base::text::visible(text).replace(['\n', '\t'], " ")
}
