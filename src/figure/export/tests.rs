use std::collections::BTreeSet;
use std::sync::Arc;

use super::*;
use crate::figure::fixture;
use crate::figure::measure::plex;
use crate::figure::scene::{Item, Shape};
use crate::model::arrangement::{Heading, LanePath};
use crate::model::entity::Entity;
use crate::model::grading::Hedge;
use crate::model::ids::{EntityRef, PlaceId, VesselId, VisitId};
use crate::model::vessel::Vessel;
use crate::model::visit::Activity;

/// What a test chooses; the rest is as usual.
#[derive(Default)]
struct Chosen {
    shown: AsShown,
    extent: Extent,
    paper: Paper,
    query: &'static str,
}

fn pages_of(facts: &Facts, chosen: &Chosen) -> Result<Vec<Scene>, FigureError> {
    let options = FigureOptions {
        shown: &chosen.shown,
        extent: &chosen.extent,
        query: chosen.query,
        paper: chosen.paper,
        width: if chosen.paper == Paper::Fit { 900.0 } else { chosen.paper.usual_width() },
        zone: TimeZone::UTC,
        zone_name: "UTC",
        date: Utc(1_795_219_200),
        measure: &plex,
        setting: Setting::Alone,
    };
    let figure = Figure::plan(facts, &options)?;
    Ok((0..figure.pages()).map(|page| figure.page(page)).collect())
}

fn drawn(facts: &Facts, chosen: &Chosen) -> Vec<Scene> {
    pages_of(facts, chosen).expect("is not too large")
}

fn texts(scene: &Scene) -> Vec<&str> {
    let shapes = scene.shapes.iter();
    shapes.filter_map(|shape| if let Shape::Text { text, .. } = shape { Some(text.as_str()) } else { None }).collect()
}

/// A case with so many vessels at the first place, each with one visit.
fn long(vessels: u32) -> Facts {
    let mut facts = fixture::facts();
    for id in 100..100 + vessels {
        facts.put(Entity::Vessel(Box::new(Vessel::named(VesselId::new(id), &format!("Hull {id}")))));
        let times = ["", "2024-03-12", "2024-03-14", ""];
        let visit = fixture::visit(id, id, 1, times, Activity::Loading, Hedge::Likely);
        facts.put(Entity::Visit(Box::new(visit)));
    }
    facts
}

#[test]
fn a_figure_shows_every_lane_and_says_what_it_leaves_out() {
    let pages = drawn(&fixture::facts(), &Chosen::default());
    assert_eq!(pages.len(), 1, "one page, as large as the figure");
    let whole = &pages[0];
    let words = texts(whole);
    for expected in
        ["Vostochny & <Chongjin>, March 2024", "TLP:AMBER", "Lady R", "Paek Yang San 1", "denied", "loading"]
    {
        assert!(words.contains(&expected), "{expected} in {words:?}");
    }
    let caption = words.join(" | ");
    assert!(caption.contains("10 visits, 5 March to 9 April 2024"), "{caption}");
    assert!(caption.contains("left out: 1 visit undated"), "{caption}");
    assert!(caption.contains("times in UTC") && caption.contains("21 November 2026"), "{caption}");
    assert!(!caption.contains("page 1"), "one page has no number");
    let bottom = whole.hits.iter().map(|hit| hit.rect.bottom).fold(0.0, f32::max);
    assert!(bottom < whole.height, "nothing is cut off");
}

#[test]
fn a_filter_and_a_range_are_named() {
    let mut chosen = Chosen { query: "tag:AIS", ..Chosen::default() };
    chosen.shown.lanes.filter = Some(Arc::new((1..=8).collect()));
    chosen.extent.range = Some((Utc(1_709_251_200), Utc(1_710_460_800)));
    let pages = drawn(&fixture::facts(), &chosen);
    let caption = texts(&pages[0]).join(" | ");
    assert!(caption.contains("6 visits, 1 to 14 March 2024 · query: tag:AIS"), "{caption}");
    assert!(caption.contains("left out: 3 visits by the query, 2 visits outside the range"), "{caption}");
}

#[test]
fn a_case_without_visits_says_so() {
    for paper in paper::PAPERS {
        let pages = drawn(&Facts::default(), &Chosen { paper, ..Chosen::default() });
        assert_eq!(pages.len(), 1);
        assert!(texts(&pages[0]).contains(&"No dated visit to show"));
        assert!(pages[0].height > 80.0 && pages[0].height.is_finite());
    }
}

#[test]
fn a_selection_shows_its_own_lanes_alone() {
    let selection: BTreeSet<EntityRef> = BTreeSet::from([VesselId::new(6).into(), VisitId::new(1).into()]);
    let extent = Extent { selection: Some(selection), ..Extent::default() };
    let pages = drawn(&fixture::facts(), &Chosen { extent, ..Chosen::default() });
    let words = texts(&pages[0]);
    assert!(words.contains(&"Lady R") && words.contains(&"Tanker 1") && !words.contains(&"Tanker 2"), "{words:?}");
    let caption = words.join(" | ");
    assert!(caption.contains("4 visits") && caption.contains("7 visits not selected"), "{caption}");
    assert!(!caption.contains("undated"), "the undated visit is not of the selection: {caption}");
}

#[test]
fn what_is_folded_on_the_screen_is_folded_on_paper() {
    let mut chosen = Chosen::default();
    Arc::make_mut(&mut chosen.shown.lanes.arrangement).toggle_folded(LanePath(vec![Heading::Place(PlaceId::new(3))]));
    let pages = drawn(&fixture::facts(), &chosen);
    let words = texts(&pages[0]).join(" | ");
    assert!(words.contains("Rason") && !words.contains("| Lady R | Lady R"), "{words}");
    assert!(words.contains("2 visits in folded or hidden lanes"), "{words}");
}

#[test]
fn every_lane_is_on_one_page_and_every_page_can_stand_alone() {
    let facts = long(60);
    for paper in [Paper::A4, Paper::A3, Paper::Letter] {
        let pages = drawn(&facts, &Chosen { paper, ..Chosen::default() });
        assert!(pages.len() > 1, "{paper:?}");
        let mut names: Vec<String> = Vec::new();
        for (number, page) in (1..).zip(&pages) {
            let words = texts(page);
            names.extend(words.iter().filter(|word| word.starts_with("Hull ")).map(|word| (*word).to_owned()));
            assert!(words.contains(&"Vostochny & <Chongjin>, March 2024") && words.contains(&"TLP:AMBER"));
            assert!(words.contains(&"March 2024") && words.contains(&"Events"), "a calendar: {words:?}");
            let caption = words.join(" | ");
            assert!(caption.contains(&format!("page {number} of {}", pages.len())), "{caption}");
            assert_eq!(words.contains(&"half-open shipment: the other end was not seen"), number == pages.len());
            let sheet = page.width * if paper == Paper::Letter { 215.9 / 279.4 } else { 1.0 / 2.0_f32.sqrt() };
            assert!((page.height - sheet).abs() < 1.0, "{} of {sheet}", page.height);
            let lowest = page.shapes.iter().filter_map(|shape| match shape {
                Shape::Text { at, .. } => Some(at.y),
                _ => None,
            });
            assert!(lowest.fold(0.0, f32::max) < page.height - 30.0, "the caption keeps clear of the edge");
            for hit in page.hits.iter().filter(|hit| matches!(hit.item, Item::Entity(_))) {
                assert!(hit.rect.left >= 29.0 && hit.rect.bottom < page.height - 60.0, "{hit:?}");
            }
        }
        let all: Vec<String> = (100..160).map(|id| format!("Hull {id}")).collect();
        assert_eq!(names, all, "each once and in order");
        assert!(texts(&pages[1]).contains(&"continued"));
        assert!(texts(&pages[1]).contains(&"Vostochny"), "the group is named again");
        assert!(!texts(&pages[0]).contains(&"continued"));
    }
}

#[test]
fn lanes_out_of_view_stay_away_and_their_group_is_named() {
    let facts = long(20);
    let lanes = Lanes::build(&facts, &AsShown::default().lanes);
    let strip = (0..lanes.len()).find(|&strip| lanes.label(&facts, strip) == "Hull 105").expect("a lane");
    let top = lanes.lane(strip).expect("a lane").y;
    let window = Some((top, top + 3.0 * f64::from(crate::figure::lanes::ROW_HEIGHT)));
    let pages = drawn(&facts, &Chosen { extent: Extent { window, ..Extent::default() }, ..Chosen::default() });
    let words = texts(&pages[0]);
    let hulls: Vec<&&str> = words.iter().filter(|word| word.starts_with("Hull")).collect();
    assert_eq!(hulls, [&"Hull 105", &"Hull 106", &"Hull 107"]);
    assert!(words.contains(&"Vostochny") && !words.contains(&"continued"), "{words:?}");
    assert!(words.join(" | ").contains("27 visits in lanes out of view"), "{words:?}");
}

#[test]
fn a_figure_that_nobody_could_print_is_refused_in_a_sentence() {
    let mut facts = fixture::facts();
    for id in 100..20_000 {
        let times = ["", "2024-03-12", "2024-03-12", ""];
        facts.put(Entity::Visit(Box::new(fixture::visit(id, 1, 1, times, Activity::Loading, Hedge::Likely))));
    }
    let refused = |paper: Paper| {
        let chosen = Chosen { paper, ..Chosen::default() };
        pages_of(&facts, &chosen).map(|pages| pages.len()).expect_err("is too large").to_string()
    };
    assert!(refused(Paper::Fit).contains("do not go on one page; choose a paper"), "{}", refused(Paper::Fit));
    assert!(refused(Paper::A4).contains("pages and 400 are the most"), "{}", refused(Paper::A4));
}
