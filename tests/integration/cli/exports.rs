//! What comes out of a case: the same bytes each time, whole or not at all, safe in a spreadsheet.

use serde_json::Value;

use super::{Desk, bytes};

#[test]
fn a_case_survives_the_way_through_json() {
    let desk = Desk::with_sample();
    desk.run(&["export", "s.wake", "one.wake.json"]).done();
    desk.run(&["new", "t.wake", "--from", "one.wake.json"]).done();
    desk.run(&["export", "t.wake", "two.wake.json"]).done();
    assert_eq!(desk.read("one.wake.json"), desk.read("two.wake.json"));
}

#[test]
fn the_same_case_gives_the_same_bytes_in_every_format() {
    let desk = Desk::with_sample();
    for name in ["c.wake.json", "c.json", "c.csv", "c.md"] {
        desk.run(&["export", "s.wake", name]).done();
        let once = bytes(&desk.path(name));
        assert!(!once.is_empty(), "{name}");
        desk.run(&["export", "s.wake", name, "--force"]).done();
        assert_eq!(bytes(&desk.path(name)), once, "{name}");
    }
    desk.run(&["figure", "s.wake", "f.svg"]).done();
    let once = desk.read("f.svg");
    assert!(once.contains("<svg") && once.contains("Tanker 1"), "{once:.300}");
    desk.run(&["figure", "s.wake", "f.svg", "--force"]).done();
    assert_eq!(desk.read("f.svg"), once);
}

#[test]
fn a_figure_follows_query_and_range() {
    let desk = Desk::with_sample();
    desk.run(&["figure", "s.wake", "f.svg", "--query", "vessel:\"Lady R\"", "--width", "800"]).done();
    let figure = desk.read("f.svg");
    assert!(figure.contains("Lady R") && !figure.contains("Tanker 1"), "{figure:.300}");
    desk.run(&["figure", "s.wake", "g.svg", "--from", "2024-03", "--to", "2024-04"]).done();
    desk.run(&["figure", "s.wake", "h.svg", "--from", "2024-05", "--to", "2024-04"]).refused(2, &["2024-05"]);
    desk.run(&["figure", "s.wake", "h.svg", "--from", "soon"]).refused(2, &["soon"]);
    desk.run(&["figure", "s.wake", "h.jpg"]).refused(2, &[".svg, .png or .pdf"]);
}

#[test]
fn a_figure_is_written_in_the_form_that_its_name_asks_for() {
    let desk = Desk::with_sample();
    desk.run(&["figure", "s.wake", "f.png", "--width", "400", "--scale", "1.5"]).done();
    let png = bytes(&desk.path("f.png"));
    assert_eq!(&png[..8], b"\x89PNG\r\n\x1a\n");
    assert_eq!(u32::from_be_bytes([png[16], png[17], png[18], png[19]]), 600, "400 points at 1.5 pixels");
    desk.run(&["figure", "s.wake", "f.png", "--scale", "9"]).refused(2, &["from 1 to 8"]);
    desk.run(&["figure", "s.wake", "g.svg", "--scale", "2"]).refused(2, &["Only a .png has a scale", "g.svg"]);
    desk.run(&["figure", "s.wake", "g.png", "--width", "20000", "--scale", "8"])
        .refused(2, &["choose a smaller scale"]);
    if cfg!(feature = "pdf") {
        desk.run(&["figure", "s.wake", "f.pdf"]).done();
        let once = bytes(&desk.path("f.pdf"));
        assert!(once.starts_with(b"%PDF-1.7"));
        desk.run(&["figure", "s.wake", "f.pdf", "--force"]).done();
        assert!(bytes(&desk.path("f.pdf")) == once, "the same bytes");
    } else {
        desk.run(&["figure", "s.wake", "f.pdf"]).refused(2, &["built without PDF", ".svg or .png"]);
    }
    assert!(desk.names().iter().all(|name| !name.starts_with('g')), "{:?}", desk.names());
}

#[test]
fn a_figure_on_paper_is_one_numbered_file_a_page() {
    let desk = Desk::with_sample();
    // Narrower than usual, so that type is large and the sample takes several pages.
    let few = ["figure", "s.wake", "f.svg", "--paper", "letter", "--width", "600"];
    desk.write("f-2.svg", "mine");
    desk.run(&few).refused(2, &["f-2.svg", "--force"]);
    assert_eq!(desk.names(), ["f-2.svg", "s.wake"], "not even the first page");
    let said = desk.run(&[&few[..], &["--force"]].concat()).done().out;
    let pages = desk.names().iter().filter(|name| name.starts_with("f-")).count();
    assert!(pages > 1 && said.contains(&format!("Wrote {pages} pages, f-1.svg to f-{pages}.svg")), "{said}");
    let last = desk.read(&format!("f-{pages}.svg"));
    assert!(last.contains(&format!("page {pages} of {pages}")) && last.contains(r#"width="11in" height="8.5in""#));
}

#[test]
fn an_output_that_exists_is_kept_and_a_failed_one_leaves_nothing() {
    let desk = Desk::with_sample();
    desk.write("c.csv", "mine");
    desk.run(&["export", "s.wake", "c.csv"]).refused(2, &["--force", "c.csv"]);
    desk.write("f.svg", "mine");
    desk.run(&["figure", "s.wake", "f.svg"]).refused(2, &["--force", "f.svg"]);
    assert_eq!((desk.read("c.csv"), desk.read("f.svg")), ("mine".to_owned(), "mine".to_owned()));
    desk.run(&["export", "s.wake", "c.docx"]).refused(2, &["c.docx", ".csv"]);
    desk.run(&["export", "s.wake", "no/such/folder/c.csv"]).refused(2, &["c.csv"]);
    desk.run(&["export", "s.wake", "c.csv", "--force", "--query", "vessel:\"unclosed"]).refused(2, &[]);
    assert_eq!(desk.read("c.csv"), "mine");
    assert_eq!(desk.names(), ["c.csv", "f.svg", "s.wake"]);
}

#[test]
fn a_case_is_never_overwritten_by_what_comes_from_it() {
    let desk = Desk::with_sample();
    std::fs::rename(desk.path("s.wake"), desk.path("s.json")).expect("renames");
    desk.run(&["export", "s.json", "s.json", "--force"]).refused(2, &["the case itself"]);
    assert_eq!(desk.json(&["info", "s.json", "--json"])["visits"], 14);
}

#[test]
fn formulas_are_text_in_csv() {
    let desk = Desk::new();
    let case = r#"{ "format": "wakeline-case", "version": 1, "case": { "title": "T" },
        "vessels": [{ "id": 1, "name": "=HYPERLINK(\"http://x\")" }],
        "places": [{ "id": 1, "kind": "port", "name": "+1" }],
        "visits": [{ "id": 1, "vessel": 1, "place": 1, "note": "@SUM(A1)" }],
        "shipments": [{ "id": 1, "number": 1, "loading": 1, "direction": "-2+3" }] }"#;
    desk.write("in.wake.json", case);
    desk.run(&["new", "c.wake", "--from", "in.wake.json"]).done();
    for kind in ["visits", "shipments"] {
        let name = format!("{kind}.csv");
        desk.run(&["export", "c.wake", &name, "--kind", kind]).done();
        let table = desk.read(&name);
        let cells = || table.split([',', '\n', '\r']).map(|cell| cell.trim_start_matches('"'));
        assert!(cells().any(|cell| cell.starts_with("'=HYPERLINK")), "{table}");
        let formula = cells().find(|cell| cell.starts_with(['=', '+', '-', '@', '\t']));
        assert_eq!(formula, None, "{table}");
    }
    let printed = desk.run(&["query", "c.wake", "", "--csv"]).done().out;
    assert!(printed.contains("'=HYPERLINK") && printed.contains("'+1"), "{printed}");
}

#[test]
fn no_export_tells_where_or_by_whom_it_was_made() {
    let desk = Desk::new();
    let mut made = desk.command(&["new", "s.wake", "--sample"]);
    made.env("USER", "canary-user").env("HOME", "/home/canary-user").env("HOSTNAME", "canary-host");
    assert!(made.output().expect("runs").status.success());
    for name in ["c.wake.json", "c.csv", "c.md"] {
        desk.run(&["export", "s.wake", name]).done();
        let folder = desk.folder.path().to_string_lossy().into_owned();
        let contents = desk.read(name);
        assert!(!contents.contains("canary") && !contents.contains(&folder), "{name}");
    }
    let contents = String::from_utf8_lossy(&bytes(&desk.path("s.wake"))).into_owned();
    assert!(!contents.contains("canary"), "the journal names the actor, not the user of the machine");
}

#[test]
fn the_part_that_a_query_selects_is_a_case_of_its_own() {
    let desk = Desk::with_sample();
    desk.run(&["export", "s.wake", "part.wake.json", "--query", "vessel:\"Lady R\""]).done();
    desk.run(&["new", "part.wake", "--from", "part.wake.json"]).done();
    let info = desk.json(&["info", "part.wake", "--json"]);
    assert_eq!((&info["visits"], &info["shipments"]), (&Value::from(2), &Value::from(1)), "{info}");
    assert_eq!(desk.json(&["check", "part.wake", "--json"])["ok"], true);
    desk.run(&["export", "s.wake", "v.csv", "--kind", "visits", "--query", "vessel:\"Lady R\""]).done();
    assert_eq!(desk.read("v.csv").lines().count(), 3, "a header and two visits");
}

#[test]
fn a_kind_goes_with_tables_only() {
    let desk = Desk::with_sample();
    desk.run(&["export", "s.wake", "c.md", "--kind", "visits"]).refused(2, &[".csv", "c.md"]);
    desk.run(&["export", "s.wake", "c.csv"]).done();
    assert_eq!(desk.read("c.csv").lines().count(), 12, "shipments, unless another kind is asked for");
}

#[test]
fn characters_that_a_form_cannot_hold_are_replaced_and_counted() {
    let desk = Desk::with_sample();
    desk.run(&["export", "s.wake", "s.wake.json"]).done();
    let mut document = desk.json_file("s.wake.json");
    document["case"]["title"] = "a\u{1}b\u{202E}".into();
    document["exhibits"][0]["title"] = "c\u{0}\u{FFFF}".into();
    desk.write("odd.wake.json", document.to_string());
    desk.run(&["new", "odd.wake", "--from", "odd.wake.json"]).done();
    for (name, said) in [
        ("odd.kml", "1 character that this form cannot hold was replaced by \u{FFFD}"),
        ("odd.bib", "2 characters that this form cannot hold were replaced by \u{FFFD}"),
        ("odd.xlsx", "characters that this form cannot hold were replaced by \u{FFFD}"),
    ] {
        let answer = desk.run(&["export", "odd.wake", name]).done();
        assert!(answer.out.contains(said), "{name}: {}", answer.out);
    }
    let answer = desk.run(&["export", "s.wake", "s.kml"]).done();
    assert!(!answer.out.contains("replaced"), "{}", answer.out);
    // What a reader should know of a report is told beside it.
    let answer = desk.command(&["report", "odd.wake", "odd.html"]).output().expect("runs");
    let told = String::from_utf8_lossy(&answer.stderr);
    assert!(told.contains("that cannot be seen, or that no document may hold, are printed by number"), "{told}");
    assert!(desk.read("odd.html").contains("a⟦U+0001⟧b⟦U+202E⟧"), "the title");
}
