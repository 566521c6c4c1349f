//! A panel report of some sixty pages, three hundred notes and a dozen figures, from facts to bytes: as PDF beside Typst alone
//! with the same layout and data, as DOCX and as HTML. Run by hand: `cargo bench --bench report`.

#[path = "../examples/synthesise/case.rs"]
mod case;

use std::hint::black_box;
use std::time::{Duration, Instant};

use jiff::tz::TimeZone;
use typst::comemo;
use typst_layout::PagedDocument;
use wakeline::analysis::ledger::Ledger;
use wakeline::base::edtf::Dated;
use wakeline::base::hash::Sha256;
use wakeline::base::progress::Progress;
use wakeline::base::time::{DAY, Utc, When};
use wakeline::figure::scene::Face;
use wakeline::model::arrangement::Arrangement;
use wakeline::model::entity::Entity;
use wakeline::model::evidence::{Exhibit, ExhibitFile};
use wakeline::model::facts::Facts;
use wakeline::model::finding::{Finding, FindingStatus};
use wakeline::model::ids::{Id, Stamp};
use wakeline::model::regime::un_caps;
use wakeline::model::view::{Colouring, Layer, SavedView};
use wakeline::report::build::{Asked, Template, build};
use wakeline::report::choices::Choices;
use wakeline::report::fonts::{Database, Fonts};
use wakeline::report::outline::{Block, Outline};
use wakeline::report::template::House;
use wakeline::report::{docx, html, outline_md, typeset};

const RUNS: usize = 7;
const VISITS: u32 = 36;
const VESSELS: u32 = 9;
const EXHIBITS: u32 = 60;
const FINDINGS: u32 = 50;
const IMAGES: u32 = 4;
/// 2026-01-01T00:00:00Z.
const WRITTEN: Utc = Utc(1_767_225_600);

fn main() {
    let (facts, images) = fixture();
    let start = Instant::now();
    let mut database = Database::new();
    database.load_system_fonts();
    let fonts = Fonts::with(database);
    let loading = start.elapsed();
    let house = House::built_in(Template::Panel);
    let outline = outline_of(&facts, &fonts, &images);
    let set = |outline: &Outline| {
        let mut bytes = Vec::new();
        let progress = Progress::default();
        let issues = typeset::write(outline, &house, &fonts, &progress, &mut bytes).expect("sets");
        assert!(issues.as_slice().is_empty(), "{:?}", issues.as_slice());
        bytes
    };
    let name = typeset::name(&outline);
    let prepared = || typeset::files(&outline, &house, &fonts).expect("draws").0;
    let alone = |files: &typeset::Files| {
        let document = typst::compile::<PagedDocument>(files).output.expect("sets");
        let options = typeset::archival(&name).expect("is known");
        (document.pages().len(), typst_pdf::pdf(&document, &options).expect("is archival"))
    };
    let (pages, bytes) = alone(&prepared());
    assert!(bytes == set(&outline), "both sides make the same file");
    say(&format!(
        "{pages} pages, {} notes, {} figures, {} kB of PDF",
        outline.notes.len(),
        figures(&outline),
        bytes.len() / 1_000
    ));

    // Turn about, so that whatever else the machine does falls on both sides.
    let (mut typst, mut pdf, mut word, mut web) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    let (mut building, mut preparing, mut text) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..RUNS {
        let files = prepared();
        typst.push(timed(|| drop(black_box(alone(&files)))));
        pdf.push(timed(|| drop(black_box(set(&outline_of(&facts, &fonts, &images))))));
        let write = |out: &mut Vec<u8>| docx::write(&outline_of(&facts, &fonts, &images), &house.look, &fonts, out);
        word.push(timed(|| write(&mut Vec::new()).expect("writes")));
        let write = |out: &mut Vec<u8>| html::write(&outline_of(&facts, &fonts, &images), &house.look, &fonts, out);
        web.push(timed(|| write(&mut Vec::new()).expect("writes")));
        let write = |out: &mut Vec<u8>| outline_md::write(&outline_of(&facts, &fonts, &images), out);
        text.push(timed(|| write(&mut Vec::new()).expect("writes")));
        building.push(timed(|| drop(black_box(outline_of(&facts, &fonts, &images)))));
        preparing.push(timed(|| drop(black_box(prepared()))));
    }
    let typst = median(typst);
    let line = |what: &str, took: Duration| {
        say(&format!("{what:40} {took:9.2?}  {:5.2} x Typst alone", took.as_secs_f64() / typst.as_secs_f64()));
    };
    line("Typst alone, from layout and data", typst);
    line("PDF from facts", median(pdf));
    line("  of that, facts to outline", median(building));
    line("  of that, outline to data, drawn, fonts", median(preparing));
    line("DOCX from facts", median(word));
    line("HTML from facts", median(web));
    line("Markdown from facts", median(text));
    line("fonts of this machine, looked up", loading);
}

/// One run, with nothing remembered from the last.
fn timed(work: impl FnOnce()) -> Duration {
    comemo::evict(0);
    let start = Instant::now();
    work();
    start.elapsed()
}

fn median(mut taken: Vec<Duration>) -> Duration {
    taken.sort_unstable();
    taken[taken.len() / 2]
}

#[expect(clippy::print_stdout, reason = "a bench prints what it measured")]
fn say(line: &str) {
    println!("{line}");
}

fn figures(outline: &Outline) -> usize {
    let mut count = 0;
    outline.walk(&mut |block| count += usize::from(matches!(block, Block::Figure(_))));
    count
}

fn outline_of(facts: &Facts, fonts: &Fonts, images: &[(Sha256, Vec<u8>)]) -> Outline {
    let measure = |text: &str, size: f32, face: Face| fonts.measure(text, size, face);
    let file = |sha256| images.iter().find(|(known, _)| *known == sha256).map(|(_, bytes)| bytes.clone());
    let asked = Asked {
        template: Template::Panel,
        choices: Choices::default(),
        least: FindingStatus::Draft,
        date: WRITTEN,
        journal: &[],
        zone: (TimeZone::UTC, "UTC"),
        measure: &measure,
        file: &file,
    };
    let (outline, issues) = build(facts, &asked);
    assert!(issues.as_slice().is_empty(), "{:?}", issues.as_slice());
    outline
}

/// A synthetic case with exhibits, images and findings, and the bytes of the images.
fn fixture() -> (Facts, Vec<(Sha256, Vec<u8>)>) {
    let mut facts = case::synthetic(VISITS, case::usual_lanes(100 * VESSELS));
    for regime in un_caps(&facts) {
        facts.put(Entity::Regime(Box::new(regime)));
    }
    let mut images = Vec::new();
    for number in 1..=EXHIBITS {
        let mut exhibit =
            Exhibit::titled(Id::new(number), number, &format!("Tankers at berth {number} of an oil terminal"));
        exhibit.source = Some(Id::new(1 + number % 12));
        exhibit.url = format!("https://example.org/{number}/a-page-with-quite-a-long-address");
        exhibit.published = Some(Dated::from(When::second(Utc(WRITTEN.0 - i64::from(number) * 20 * DAY))));
        if number <= IMAGES {
            let bytes = image(number);
            let sha256 = Sha256::of(&bytes);
            exhibit.files.push(ExhibitFile {
                sha256,
                name: "image.png".to_owned(),
                media_type: "image/png".to_owned(),
                bytes: bytes.len() as u64,
            });
            images.push((sha256, bytes));
        }
        facts.put(Entity::Exhibit(Box::new(exhibit)));
    }
    let views = [
        ("Loadings", "activity:loading", Colouring::Activity),
        ("Discharges", "activity:discharging", Colouring::Vessel),
        ("Half-open", "is:half-open", Colouring::Hedge),
    ];
    for (id, (name, query, colouring)) in (1..).zip(views) {
        facts.put(Entity::SavedView(Box::new(SavedView {
            id: Id::new(id),
            name: name.to_owned(),
            query: query.to_owned(),
            lanes: Arrangement::default(),
            colouring,
            layers: Layer::usual(),
            range: None,
            note: String::new(),
            stamp: Stamp::default(),
        })));
    }
    let figures = figures_asked_for(&facts);
    for number in 1..=FINDINGS {
        let figure = figures.get((number / 5) as usize).filter(|_| number % 5 == 1);
        facts.put(Entity::Finding(Box::new(finding(number, figure.map(String::as_str)))));
    }
    (facts, images)
}

/// Timelines of saved views, images, and charts of the windows in which anything is counted, three of each.
fn figures_asked_for(facts: &Facts) -> Vec<String> {
    let ledger = Ledger::build(facts, None);
    let counted = facts.regimes.iter().filter_map(|row| Some((row.id, ledger.book(row.id)?)));
    let windows =
        counted.flat_map(|(id, book)| book.windows().map(move |(year, _)| format!("ledger:R-{} {year}", id.0)));
    let charts: Vec<String> = windows.take(3).collect();
    let views = ["Loadings", "Discharges", "Half-open"].map(|view| format!("timeline:{view}"));
    let images = (1..=IMAGES).map(|number| format!("exhibit:E-{number}"));
    views.into_iter().chain(charts).chain(images).collect()
}

/// Three paragraphs with six notes, and a figure if one is asked for.
fn finding(number: u32, figure: Option<&str>) -> Finding {
    let cite = |at: u32| format!("[@E-{}, p. {}]", 1 + (number * 7 + at * 11) % EXHIBITS, 1 + at);
    let mut body = String::new();
    for paragraph in 0..3 {
        let (first, second) = (cite(paragraph * 2), cite(paragraph * 2 + 1));
        body.push_str(&format!(
            "At least **{number} tankers** appeared to load at the oil terminal in the weeks before the vote, according to \
             satellite images that the Panel has seen.{first} Their transponders were off for the whole of the call, and two \
             of them were later observed off the roads of another port, where they most likely discharged. The owner of the \
             terminal did not answer a letter of the Panel; an operator who used it before said that it had given up its \
             berth in the previous year, and that it did not know who had taken it over.{second} Draught, hull colour and \
             the arrangement of the deck agree with those of a vessel that was designated in 2018, which is *one* \
             observation and not an identification. The quantity is not known: a hull of this size carries between 15,000 and \
             28,000 barrels, and nobody has seen how far it was filled. The Panel goes on to look into the ownership of both \
             hulls, and has asked two registries for the papers of the sale.\n\n"
        ));
    }
    if let Some(figure) = figure {
        body.push_str(&format!("![](<{figure}>)\n"));
    }
    let mut finding = Finding::draft(Id::new(number), number);
    finding.headline = format!("Calls at the oil terminal, part {number}");
    let sections = ["Deliveries", "Vessels", "Owners and operators", "Finance", "Recommendations"];
    finding.section = sections[(number * 5 / (FINDINGS + 1)) as usize % 5].into();
    finding.body = body;
    finding
}

/// A picture that packs about as well as a satellite image: 1,600 by 1,200 points of water and land with noise.
fn image(seed: u32) -> Vec<u8> {
    let (width, height) = (1_600_u32, 1_200_u32);
    let mut state = u64::from(seed);
    let mut colours = Vec::with_capacity((width * height * 3) as usize);
    for y in 0..height {
        for x in 0..width {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            let noise = ((state >> 33) % 9) as u8;
            let ground = if (x / 97 + y / 61 + seed).is_multiple_of(5) { 120 } else { (40 + (x + 2 * y) / 64) as u8 };
            colours.extend([ground + noise, ground.saturating_add(12) + noise, ground.saturating_add(25)]);
        }
    }
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, width, height);
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_depth(png::BitDepth::Eight);
    let mut writer = encoder.write_header().expect("a header");
    writer.write_image_data(&colours).expect("colours");
    writer.finish().expect("ends");
    bytes
}
