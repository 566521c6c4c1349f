//! The README's figure, made by the program and compared byte for byte, and pictures in every form.

use std::path::{Path, PathBuf};

use wakeline::base::progress::Progress;
use wakeline::base::time::Utc;
use wakeline::figure::export::Paper;
use wakeline::figure::palette::Palette;
use wakeline::model::case::Case;
use wakeline::model::command::Command;
use wakeline::model::entity::Entity;
use wakeline::model::ids::VesselId;
use wakeline::model::vessel::Vessel;
use wakeline::report::fonts::Fonts;
use wakeline::store::CaseStore;
use wakeline::tasks::figure::{self, Form, Request, Target};
use wakeline::tasks::output::Existing;
use wakeline::tasks::{new, open};

/// 21 November 2026, noon.
const NOON: Utc = Utc(1_795_262_400);

fn sample(folder: &Path) -> CaseStore {
    let path = folder.join("s.wake");
    let (contents, progress) = (new::Contents::Sample, Progress::default());
    new::create(&path, contents, None, Existing::Keep, NOON, "investigator", &progress).expect("the sample");
    open::open(&path).expect("opens").0
}

/// Writes a figure with the bundled fonts alone and returns its files.
fn written(store: &CaseStore, folder: &Path, form: Form, request: &Request) -> Vec<PathBuf> {
    let path = folder.join(format!("figure.{}", form.ending()));
    let target = Target { path: &path, existing: Existing::Replace, numbered: Existing::Replace };
    figure::to_path(store, target, form, request, &Fonts::bundled(), &Progress::default()).expect("is written")
}

fn read(path: &Path) -> Vec<u8> {
    std::fs::read(path).expect("is there")
}

/// The committed pictures rest on nothing of the machine: the sample's letters are all in the bundled fonts, and no other
/// font is loaded here. `WAKELINE_UPDATE=1` writes them anew. Pixels are those of x86-64, where others may round
/// otherwise.
#[test]
fn the_committed_figure_of_the_sample_is_what_the_program_makes() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = sample(folder.path());
    for form in [Form::Svg, Form::Png] {
        if form == Form::Png && !cfg!(target_arch = "x86_64") {
            continue;
        }
        let request = Request { width: Some(1_400.0), scale: 1.0, ..Request::usual(form) };
        let made = read(&written(&store, folder.path(), form, &request)[0]);
        let name = format!("assets/timeline-sample.{}", form.ending());
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(&name);
        if std::env::var_os("WAKELINE_UPDATE").is_some() {
            std::fs::write(&path, &made).expect("the picture can be written");
        }
        assert!(read(&path) == made, "{name} is not what the program makes; run with WAKELINE_UPDATE=1 and look at it");
        assert!(read(&written(&store, folder.path(), form, &request)[0]) == made, "{name} differs from run to run");
    }
}

/// The length and the value of a chunk of a PNG.
fn chunk<'a>(png: &'a [u8], name: &[u8]) -> &'a [u8] {
    let at = png.windows(4).position(|word| word == name).expect("the chunk");
    let length = u32::from_be_bytes(png[at - 4..at].try_into().expect("four bytes")) as usize;
    &png[at + 4..at + 4 + length]
}

#[test]
fn pixels_follow_scale_and_paper_and_say_how_large_they_are() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = sample(folder.path());
    let check = |paper: Paper, width: Option<f32>, scale: f32, expect: (u32, u32)| {
        let request = Request { paper, width, scale, palette: Palette::Dark, ..Request::usual(Form::Png) };
        let png = read(&written(&store, folder.path(), Form::Png, &request)[0]);
        let across = u32::from_be_bytes(chunk(&png, b"IHDR")[..4].try_into().expect("four bytes"));
        let dense = u32::from_be_bytes(chunk(&png, b"pHYs")[..4].try_into().expect("four bytes"));
        assert_eq!((across, dense), expect, "{paper:?} {width:?} {scale}");
        assert_eq!(chunk(&png, b"pHYs")[8], 1, "in a metre");
        assert!(String::from_utf8_lossy(&png).contains("14 visits"), "described for whoever cannot see it");
    };
    // 96 points an inch are 3,780 a metre; 600 points across A4 are a little over two a millimetre.
    check(Paper::Fit, Some(500.0), 1.0, (500, 3_780));
    check(Paper::Fit, Some(500.0), 2.5, (1_250, 9_449));
    check(Paper::A3, Some(1_680.0), 1.0, (1_680, 4_000));
}

#[test]
fn names_in_every_script_are_written_in_every_form() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut store = sample(folder.path());
    let names = ["]]><b>\u{0}\u{FFFE}&'\"", "백양산호 · 白楊山", "سفينة الأمل 7", "אניה", "e\u{301}\u{323} Ж", "🚢"];
    for (id, name) in (1..).zip(names) {
        let Some(vessel) = store.facts().vessels.get(VesselId::new(id)).cloned() else { continue };
        let entity = Entity::Vessel(Box::new(Vessel { name: name.to_owned(), ..vessel }));
        store.transact(&Command::Put { entity, field: None }, NOON, "investigator").expect("a name");
    }
    let case = Case { title: "ک \u{202E}🚢 <x>".to_owned(), ..(*store.facts().case).clone() };
    let command = Command::SetCase { case: Box::new(case), field: "title".into() };
    store.transact(&command, NOON, "investigator").expect("a title");
    for form in figure::FORMS.into_iter().filter(|form| form.is_there()) {
        let request = Request { paper: Paper::A4, ..Request::usual(form) };
        for path in written(&store, folder.path(), form, &request) {
            assert!(read(&path).len() > 1_000, "{form:?}");
        }
    }
    let svg = String::from_utf8(read(&folder.path().join("figure.svg"))).expect("UTF-8");
    assert!(
        svg.contains(">백양산호 · 白楊山</text>") && svg.contains("]]&gt;&lt;b&gt;") && !svg.contains("<b>"),
        "{svg}"
    );
}
