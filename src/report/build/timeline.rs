//! The timeline as a figure in the text: the whole case, or a saved view of it.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::writer::Writer;
use crate::analysis::query;
use crate::base::id_set::IdSet;
use crate::base::text::fold;
use crate::figure::export::{AsShown, Extent, Figure as Drawn, FigureOptions, Pages, Paper, Setting};
use crate::figure::lanes::LaneOptions;
use crate::figure::palette::Palette;
use crate::model::ids::ExhibitId;
use crate::model::view::SavedView;
use crate::report::outline::{Block, Figure, Image, Inline};

/// Width of the drawing in points; set to the width of the text, its letters are about 7 points high.
const WIDTH: f32 = 900.0;
/// Height of a drawing as a part of its width beyond which it is broken into several figures.
const TALLEST: f32 = 1.25;

impl Writer<'_> {
    /// The timeline of a saved view, or of all that the report is about if the name is empty. A long one is several
    /// figures, one a page.
    pub fn timeline(&mut self, view: &str, caption: Option<&str>, anchor: &str) -> Result<Vec<Block>, String> {
        let facts = self.facts;
        let view = match view {
            "" => None,
            name => {
                let wanted = fold(name);
                let found = facts.saved_views.iter().find(|row| fold(&row.name) == wanted);
                Some(found.ok_or_else(|| format!("no saved view is called “{name}”"))?)
            }
        };
        let (shown, text) = self.shown(view)?;
        let extent = Extent { range: view.and_then(|view| view.range), ..Extent::default() };
        let options = |height| FigureOptions {
            shown: &shown,
            extent: &extent,
            query: &text,
            paper: Paper::Fit,
            width: WIDTH,
            zone: self.asked.zone.0.clone(),
            zone_name: self.asked.zone.1,
            date: self.asked.date,
            measure: self.asked.measure,
            setting: Setting::InText(height),
        };
        let whole = options(None);
        let plan = Drawn::plan(facts, &whole).map_err(|error| error.to_string())?;
        let scene = plan.page(0);
        let mut pages = vec![(plan.description(0, &scene), scene)];
        let mut said = plan.caption_text();
        if pages[0].1.height > WIDTH * TALLEST {
            let sheets = options(Some(WIDTH * TALLEST));
            let plan = Drawn::plan(facts, &sheets).map_err(|error| error.to_string())?;
            said = plan.caption_text();
            pages = (0..plan.pages())
                .map(|page| {
                    let scene = plan.page(page);
                    (plan.description(page, &scene), scene)
                })
                .collect();
        }
        let behind = self.behind(shown.lanes.filter.as_deref());
        let sources = self.sources(behind);
        let name = caption.map(str::to_owned).or_else(|| view.map(|view| view.name.clone()));
        let name = name.unwrap_or_else(|| "Visits by place and vessel".to_owned());
        let of = pages.len();
        let mut blocks = Vec::new();
        for (at, (alt, scene)) in pages.into_iter().enumerate() {
            let part = if of > 1 { format!(", part {} of {of}", at + 1) } else { String::new() };
            let anchor = self.anchor(anchor);
            blocks.push(Block::Figure(Box::new(Figure {
                number: self.next_figure(&anchor),
                anchor,
                caption: vec![Inline::text(format!("{name}{part}. {said}."))],
                image: Image::Drawing { scene: Arc::new(scene), palette: Palette::Print },
                alt,
                sources: sources.clone(),
            })));
        }
        Ok(blocks)
    }

    /// How the timeline is shown, with the query behind it.
    fn shown(&self, view: Option<&SavedView>) -> Result<(AsShown, String), String> {
        let all = self.asked.choices.chosen(|matches| matches.visits.clone());
        let Some(view) = view else {
            let lanes = LaneOptions { filter: all.map(Arc::new), ..LaneOptions::default() };
            return Ok((AsShown { lanes, ..AsShown::default() }, self.asked.choices.query.to_owned()));
        };
        let mut filter = all;
        if !view.query.trim().is_empty() {
            let query =
                query::parse(&view.query).map_err(|error| format!("its query is not understood: {}", error.message))?;
            let mut own = query::run(&query, self.facts).visits;
            if let Some(all) = &filter {
                own.keep_only(all);
            }
            filter = Some(own);
        }
        let lanes = LaneOptions {
            arrangement: Arc::new(view.lanes.clone()),
            colouring: view.colouring,
            filter: filter.map(Arc::new),
            ..LaneOptions::default()
        };
        Ok((AsShown { lanes, layers: view.layers.clone() }, view.query.trim().to_owned()))
    }

    /// The exhibits on which the visits that are shown rest.
    fn behind(&self, filter: Option<&IdSet>) -> BTreeSet<ExhibitId> {
        let shown = self.facts.visits.iter().filter(|visit| filter.is_none_or(|filter| filter.contains(visit.id.0)));
        shown.flat_map(|visit| visit.exhibits.iter().copied()).collect()
    }
}
