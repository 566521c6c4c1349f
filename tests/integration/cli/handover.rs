//! Workbook, maps, bibliographies and entities, as programs that are not Wakeline read them.

use std::process::Command;

use serde_json::{Value, json};

use super::{Desk, bytes, strings};

/// Every form but the text of the case, tables and Markdown.
const FORMS: [&str; 6] = ["c.xlsx", "c.geojson", "c.kml", "c.bib", "c.csl.json", "c.ftm.json"];

/// A case with positions on both sides of the date line, scripts of all kinds, and texts that formats trip over.
const CASE: &str = r#"{
  "format": "wakeline-case", "version": 3,
  "case": { "title": "=Тест & 청진 &G", "handling": "AMBER+STRICT", "reference": "R/1" },
  "vessels": [{ "id": 1, "name": "=HYPERLINK(\"http://x\")", "imo": { "value": "9074729" }, "flags": [{ "value": "KP" }] },
              { "id": 2, "name": "@Lady R\u0001\u202e سفينة", "imo": { "value": "1234568" } }],
  "places": [
    { "id": 1, "name": "+Восточный <img src=http://x>", "position": { "lat": 42.75, "lon": 133.05 }, "country": "RU" },
    { "id": 2, "name": "청진", "position": { "lat": 10, "lon": -170 }, "country": "KP" },
    { "id": 3, "name": "Over the date line", "kind": "area",
      "outline": [{ "lat": 0, "lon": 179 }, { "lat": 0, "lon": -179 }, { "lat": 2, "lon": -179 }, { "lat": 2, "lon": 179 }] },
    { "id": 4, "name": "nowhere" }],
  "sources": [{ "id": 1, "name": "RUSI", "kind": "think_tank", "reliability": "B" }],
  "exhibits": [
    { "id": 1, "number": 3, "kind": "article", "title": "-A {title}_1 & 50%", "source": 1, "published": "2024-03-26",
      "url": "https://example.org/a", "collected": { "time": "2024-04-01", "by": "canary-user", "how": "canary-host" },
      "files": [{ "sha256": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
                  "name": "/home/canary-user/a.html", "bytes": 4 }] },
    { "id": 2, "number": 4, "kind": "image", "title": "Empty berth", "captured": "2024-03~" }],
  "visits": [
    { "id": 1, "vessel": 1, "place": 1, "activity": "loading", "hedge": "appears", "exhibits": [1],
      "first_seen": { "edtf": "2024-03-07" }, "last_seen": { "edtf": "2024-03~" } },
    { "id": 2, "vessel": 1, "place": 2, "activity": "discharging", "exhibits": [2], "not_after": { "edtf": "2024-03-22" } },
    { "id": 3, "vessel": 2, "place": 4, "activity": "loading", "note": "\tnote" }],
  "shipments": [
    { "id": 1, "number": 1, "loading": 1, "discharge": 2, "product": "refined petroleum",
      "quantity": { "estimate": { "low": 1000, "base": 2500.5, "high": 900000 }, "unit": "barrels", "basis": "declared" } },
    { "id": 2, "number": 2, "loading": 3, "product": "\r=1+1",
      "quantity": { "estimate": { "low": 1e300 }, "unit": "tonnes", "basis": "assessed" } }],
  "claims": [{ "id": 1, "exhibit": 1, "quote": "appeared to load", "speaker": "J. Byrne", "hedge": "appears",
               "reported_by": [{ "source": 1 }], "about": [{ "kind": "visit", "id": 1 }] }],
  "findings": [{ "id": 1, "number": 1, "headline": "Oil", "body": "It loaded at berth No. 5 [@E-3]. It left." }],
  "regimes": [{ "id": 1, "instrument": "para 5", "cap": 500000, "unit": "barrels", "window_start": { "month": 1, "day": 1 },
                "products": ["refined petroleum"] }]
}"#;

/// Prints a workbook as JSON: for each sheet its rows as `[type, value, format]` by cell, and all that it is made of.
const READER: &str = r"
import json, sys, zipfile
import xml.etree.ElementTree as E
M = '{http://schemas.openxmlformats.org/spreadsheetml/2006/main}'
book = zipfile.ZipFile(sys.argv[1])
assert book.testzip() is None
trees = {name: E.fromstring(book.read(name)) for name in book.namelist()}
shared = [''.join(t.text or '' for t in item.iter(M + 't')) for item in trees['xl/sharedStrings.xml']]
styles = trees['xl/styles.xml']
formats = {n.get('numFmtId'): n.get('formatCode') for n in styles.iter(M + 'numFmt')}
looks = [(formats.get(x.get('numFmtId')), x.get('quotePrefix')) for x in styles.find(M + 'cellXfs')]
out = {'names': book.namelist(), 'times': sorted({str(i.date_time) for i in book.infolist()}), 'sheets': {}, 'head': {}}
out['formulas'] = sum(1 for tree in trees.values() for _ in tree.iter(M + 'f'))
out['links'] = sum(1 for tree in trees.values() for _ in tree.iter(M + 'hyperlink'))
out['all'] = '\n'.join(book.read(name).decode() for name in book.namelist())
out['core'] = book.read('docProps/core.xml').decode()
for at, sheet in enumerate(trees['xl/workbook.xml'].find(M + 'sheets'), 1):
    tree = trees['xl/worksheets/sheet%d.xml' % at]
    rows = []
    for row in tree.find(M + 'sheetData'):
        cells = {}
        for cell in row:
            value = cell.find(M + 'v')
            if value is None: continue
            kind = cell.get('t', 'n')
            text = shared[int(value.text)] if kind == 's' else value.text
            cells[cell.get('r').rstrip('0123456789')] = [kind, text, *looks[int(cell.get('s', 0))]]
        rows.append(cells)
    out['sheets'][sheet.get('name')] = rows
    head = tree.find(M + 'headerFooter')
    pane = tree.find('.//' + M + 'pane')
    out['head'][sheet.get('name')] = [head.find(M + 'oddHeader').text, head.find(M + 'oddFooter').text, pane.get('ySplit'), pane.get('state')]
print(json.dumps(out))
";

fn desk() -> Desk {
    let desk = Desk::new();
    desk.write("in.wake.json", CASE);
    desk.run(&["new", "c.wake", "--from", "in.wake.json"]).done();
    desk
}

/// Runs a script of the standard library of Python on a file; none if there is no Python here.
fn python(desk: &Desk, script: &str, file: &str) -> Option<String> {
    let output = match Command::new("python3").args(["-c", script, file]).current_dir(desk.folder.path()).output() {
        Ok(output) => output,
        Err(error) => {
            eprintln!("skipped: python3 cannot be run: {error}");
            return None;
        }
    };
    assert!(output.status.success(), "{file}: {}", String::from_utf8_lossy(&output.stderr));
    Some(String::from_utf8(output.stdout).expect("text"))
}

fn workbook(desk: &Desk, file: &str) -> Option<Value> {
    python(desk, READER, file).map(|text| serde_json::from_str(&text).expect("JSON"))
}

/// The cell of a sheet below a heading, in the row that begins with `first`.
fn cell<'a>(book: &'a Value, sheet: &str, first: &str, heading: &str) -> &'a Value {
    let rows = book["sheets"][sheet].as_array().expect("a sheet");
    let head = rows[0].as_object().expect("a header");
    let (column, _) = head.iter().find(|(_, cell)| cell[1] == heading).expect("a heading");
    let row = rows.iter().find(|row| row["A"][1] == first).expect("a row");
    &row[column]
}

fn typed(cell: &Value) -> (&str, &str) {
    (strings(cell, "/0"), strings(cell, "/1"))
}

#[test]
fn every_form_is_the_same_twice_and_in_every_zone() {
    for desk in [desk(), Desk::with_sample()] {
        let case = if desk.path("c.wake").exists() { "c.wake" } else { "s.wake" };
        for name in FORMS {
            desk.run(&["export", case, name]).done();
            let once = bytes(&desk.path(name));
            assert!(!once.is_empty(), "{name}");
            for (zone, language) in [("Asia/Pyongyang", "fa_IR.UTF-8"), ("America/St_Johns", "de_DE.UTF-8")] {
                let mut again = desk.command(&["export", case, name, "--force"]);
                again.env("TZ", zone).env("LANG", language).env("LC_ALL", language).env("USER", "canary-user");
                assert!(again.output().expect("runs").status.success());
                assert!(bytes(&desk.path(name)) == once, "{name} in {zone}");
            }
        }
    }
}

#[test]
fn an_empty_case_goes_into_every_form() {
    let desk = Desk::new();
    desk.run(&["new", "c.wake", "--title", "T"]).done();
    for name in FORMS {
        desk.run(&["export", "c.wake", name]).done();
    }
    assert_eq!(desk.read("c.csl.json").trim(), "[]");
    assert_eq!(desk.read("c.ftm.json").lines().count(), 1, "a note on the case");
    assert_eq!(desk.json_file("c.geojson")["features"], json!([]));
    let Some(book) = workbook(&desk, "c.xlsx") else { return };
    assert_eq!(book["sheets"]["Tankers"].as_array().map(Vec::len), Some(1), "a header and nothing else");
}

#[test]
fn a_workbook_has_typed_cells_and_no_formula() {
    let desk = desk();
    desk.run(&["export", "c.wake", "c.xlsx"]).done();
    let Some(book) = workbook(&desk, "c.xlsx") else { return };
    let sheets: Vec<&String> = book["sheets"].as_object().expect("sheets").keys().collect();
    assert_eq!(sheets.len(), 5, "{sheets:?}");
    assert_eq!((&book["formulas"], &book["links"]), (&json!(0), &json!(0)));
    let tankers = |first, heading| cell(&book, "Tankers", first, heading);
    assert_eq!(tankers("S-1", "Vessel"), &json!(["s", "=HYPERLINK(\"http://x\")", null, "1"]));
    assert_eq!(tankers("S-2", "Vessel")[1], "@Lady R\u{FFFD}\u{202e} سفينة");
    assert_eq!(tankers("S-2", "Product")[1], "\n=1+1");
    assert_eq!(tankers("S-1", "IMO"), &json!(["s", "9074729", null, "1"]));
    assert_eq!(tankers("S-1", "Loading: first seen"), &json!(["n", "45358", "yyyy-mm-dd", null]), "7 March 2024");
    assert_eq!(tankers("S-1", "Loading: last seen")[1], "about March 2024");
    assert_eq!(typed(tankers("S-1", "Quantity: base")), ("n", "2500.5"));
    assert_eq!(tankers("S-2", "Quantity: low")[1].as_str().and_then(|text| text.parse().ok()), Some(1e300));
    assert_eq!(typed(tankers("S-2", "Quantity: base")), ("s", "unknown"));
    let hash = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";
    assert_eq!(cell(&book, "Exhibits", "E-3", "SHA-256 of files")[1], hash);
    assert_eq!(typed(cell(&book, "Exhibits", "E-3", "URL")), ("s", "https://example.org/a"));
    let claims = cell(&book, "Fact-check", "F-1", "Claims that rest on them: speaker, hedge, exact quote");
    assert_eq!(claims, &Value::Null, "the headline cites nothing");
    let rows = book["sheets"]["Fact-check"].as_array().expect("rows");
    assert_eq!(rows.len(), 4, "header, headline and two sentences");
    assert_eq!(rows[2]["C"][1], "It loaded at berth No. 5.");
    assert_eq!(rows[2]["E"][1], "C-1 (E-3), J. Byrne, appears: “appeared to load”");
    assert_eq!(rows[2].get("J"), None, "the status is for the checker");
    let own = book["sheets"]["Ledger"].as_array().expect("rows").iter().find(|row| row["H"][1] == "own count");
    assert_eq!(own.map(|row| (&row["J"][1], &row["I"][1])), Some((&json!("2500.5"), &json!("1000"))));
    assert_eq!(own.map(|row| &row["Q"][1]), Some(&json!("45367")), "by the high count the cap is passed in March");
}

#[test]
fn a_workbook_bears_mark_and_head_and_nobodys_name() {
    let desk = desk();
    desk.run(&["export", "c.wake", "c.xlsx"]).done();
    let Some(book) = workbook(&desk, "c.xlsx") else { return };
    let head = desk.json(&["info", "c.wake", "--json"])["head"].as_str().unwrap_or_default().to_owned();
    for (sheet, page) in book["head"].as_object().expect("pages") {
        assert_eq!(page[0], "&LTLP:AMBER+STRICT&C=Тест && 청진 &&G&RR/1", "{sheet}");
        assert_eq!(page[1], format!("&LTLP:AMBER+STRICT&CJournal head {head}&R&P / &N"), "{sheet}");
        assert_eq!((&page[2], &page[3]), (&json!("1"), &json!("frozen")), "{sheet}");
    }
    let all = strings(&book, "/all");
    assert!(!all.contains("canary") && !all.contains(&*desk.folder.path().to_string_lossy()));
    assert_eq!(book["times"], json!(["(1980, 1, 1, 0, 0, 0)"]));
    let journal = desk.json(&["journal", "c.wake", "--json"]);
    let newest = journal.to_string();
    let created = strings(&book, "/core").split("W3CDTF\">").nth(1).and_then(|rest| rest.get(..20)).unwrap_or_default();
    assert!(newest.contains(created), "{created} is not the time of the newest change: {newest}");
}

#[test]
fn a_map_has_what_is_positioned_and_counts_the_rest() {
    let desk = desk();
    let said = desk.run(&["export", "c.wake", "c.geojson"]).done().out;
    assert!(said.contains("Left out for want of a position: 1 place, 1 visit and 1 shipment"), "{said}");
    let map = desk.json_file("c.geojson");
    assert_eq!(map["wakeline"]["left_out"], json!({ "places": 1, "visits": 1, "shipments": 1 }));
    assert_eq!(map["wakeline"]["handling"], "TLP:AMBER+STRICT");
    let features = map["features"].as_array().expect("features");
    let of = |id: &str| features.iter().find(|feature| feature["id"] == id).expect("a feature");
    assert_eq!(features.len(), 6, "3 places, 2 visits, 1 shipment");
    assert_eq!(of("P-1")["geometry"]["coordinates"], json!([133.05, 42.75]), "longitude first");
    assert_eq!(of("P-3")["geometry"]["type"], "MultiPolygon", "cut at the date line");
    let line = &of("S-1")["geometry"];
    assert_eq!(line["type"], "MultiLineString");
    assert_eq!((&line["coordinates"][0][1][0], &line["coordinates"][1][0][0]), (&json!(180.0), &json!(-180.0)));
    assert_eq!(of("V-2")["properties"]["start"], Value::Null, "nothing bounds its start");
    assert_eq!(of("V-2")["properties"]["end"], "2024-03-22");
    assert_eq!(of("S-1")["properties"]["quantity_base"], 2500.5);

    desk.run(&["export", "c.wake", "c.kml"]).done();
    let script = r"
import sys, xml.etree.ElementTree as E
K = '{http://www.opengis.net/kml/2.2}'
root = E.parse(sys.argv[1]).getroot()
for folder in root.iter(K + 'Folder'):
    print(folder.find(K + 'name').text, len(folder.findall(K + 'Placemark')))
for mark in root.iter(K + 'Placemark'):
    span = mark.find(K + 'TimeSpan')
    print(mark.get('id'), mark.find(K + 'name').text, None if span is None else [(e.tag.split('}')[1], e.text) for e in span], sep='|')
print(sorted({e.tag.split('}')[1] for e in root.iter()}))
";
    let Some(read) = python(&desk, script, "c.kml") else { return };
    assert!(read.contains("Places 3\nVisits 2\nShipments 1\n"), "{read}");
    assert!(read.contains("P-1|P-1 +Восточный ‹img src=http://x>|None"), "no viewer takes it for HTML: {read}");
    assert!(read.contains("V-2|V-2 =HYPERLINK(\"http://x\") at 청진|[('end', '2024-03-22')]"), "{read}");
    for fetches in ["Icon", "NetworkLink", "href", "Overlay", "Link"] {
        assert!(!read.contains(&format!("'{fetches}'")), "{read}");
    }
}

#[test]
fn a_bibliography_has_stable_keys_and_escaped_texts() {
    let desk = desk();
    desk.run(&["export", "c.wake", "c.bib"]).done();
    let bib = desk.read("c.bib");
    assert!(bib.starts_with("% TLP:AMBER+STRICT\n"), "{bib}");
    assert!(bib.contains("@online{E3,") && bib.contains("@misc{E4,"), "{bib}");
    assert!(bib.contains("{{-A \\textbraceleft{}title\\textbraceright{}\\_1 \\& 50\\%}}"), "{bib}");
    assert_eq!(bib.matches('{').count(), bib.matches('}').count());
    desk.run(&["export", "c.wake", "c.csl.json"]).done();
    let items = desk.json_file("c.csl.json");
    assert_eq!(items[0]["issued"]["date-parts"], json!([[2024, 3, 26]]));
    assert_eq!(items[1]["issued"], json!({ "date-parts": [[2024, 3]], "circa": true }));
    assert!(strings(&items, "/0/note").contains("SHA-256 9f86"), "{items}");
}

#[test]
fn entities_hang_together() {
    let desk = desk();
    desk.run(&["export", "c.wake", "c.ftm.json"]).done();
    let lines = desk.read("c.ftm.json");
    let entities: Vec<Value> =
        lines.lines().map(|line| serde_json::from_str(line).expect("an object a line")).collect();
    let schemata: Vec<&str> = entities.iter().map(|entity| strings(entity, "/schema")).collect();
    let count = |schema: &str| schemata.iter().filter(|one| **one == schema).count();
    assert_eq!((count("Vessel"), count("Address"), count("Article"), count("Image"), count("Event")), (2, 4, 1, 1, 3));
    assert_eq!((count("Trip"), count("UnknownLink"), count("Note")), (1, 4, 2), "{schemata:?}");
    let trip = entities.iter().find(|entity| entity["schema"] == "Trip").expect("a trip");
    let hull = strings(trip, "/properties/vehicle/0");
    let hull = entities.iter().find(|entity| entity["id"] == hull).expect("the vessel of the trip");
    assert_eq!(hull["properties"]["imoNumber"], json!(["IMO9074729"]));
    desk.run(&["export", "c.wake", "part.ftm.json", "--query", "vessel:Lady"]).done();
    let part = desk.read("part.ftm.json");
    assert!(
        part.lines().count() < lines.lines().count() && part.contains("Lady R") && !part.contains("HYPERLINK"),
        "{part}"
    );
    assert!(part.lines().skip(1).all(|line| lines.contains(line)), "the same entity has the same id: {part}");
}

#[test]
fn every_form_obeys_the_query_and_none_names_a_collector() {
    let desk = desk();
    for name in FORMS {
        desk.run(&["export", "c.wake", name]).done();
        let all = bytes(&desk.path(name));
        assert!(!String::from_utf8_lossy(&all).contains("canary"), "{name}");
        desk.run(&["export", "c.wake", name, "--force", "--query", "vessel:Lady"]).done();
        assert!(bytes(&desk.path(name)) != all, "{name}");
    }
    assert_eq!(desk.json_file("c.csl.json"), json!([]), "its visit rests on no exhibit");
    let map = desk.json_file("c.geojson");
    assert_eq!((&map["features"], &map["wakeline"]["query"]), (&json!([]), &json!("vessel:Lady")));
    assert!(!desk.read("c.kml").contains("<Placemark") && !desk.read("c.bib").contains('@'));
    if let Some(book) = workbook(&desk, "c.xlsx") {
        let rows = book["sheets"]["Tankers"].as_array().expect("rows");
        assert_eq!((rows.len(), &rows[1]["A"][1]), (2, &json!("S-2")));
        let about = book["sheets"]["About"].as_array().expect("rows");
        assert!(about.iter().any(|row| row["B"][1] == "vessel:Lady: 1 of 2 shipments"), "{about:?}");
    }
    desk.run(&["export", "c.wake", "c.xlsx", "--force", "--query", "vessel:HYPERLINK"]).done();
    if let Some(book) = workbook(&desk, "c.xlsx") {
        let own = book["sheets"]["Ledger"].as_array().expect("rows").iter().find(|row| row["H"][1] == "own count");
        let rules = own.map(|row| strings(row, "/V/1").to_owned()).unwrap_or_default();
        assert!(rules.ends_with("only what the query shows"), "a part must not be read as the whole: {rules}");
    }
    for name in FORMS {
        desk.run(&["export", "c.wake", name, "--force", "--query", "vessel:\"unclosed"]).refused(2, &["character"]);
        desk.run(&["export", "c.wake", name, "--force", "--kind", "visits"]).refused(2, &[".csv", name]);
    }
}

#[test]
fn every_character_of_the_first_plane_is_held_or_replaced() {
    let desk = Desk::new();
    let blocks: Vec<String> =
        (0..256_u32).map(|block| (0..256).filter_map(|at| char::from_u32(block * 256 + at)).collect()).collect();
    let blocks: Vec<&String> = blocks.iter().filter(|text| !text.is_empty()).collect();
    let named = |(id, text): (usize, &&String)| json!({ "id": id + 1, "number": id + 1, "title": text });
    let place =
        |(id, text): (usize, &&String)| json!({ "id": id + 1, "name": text, "position": { "lat": 1, "lon": 2 } });
    let exhibits: Vec<Value> = blocks.iter().enumerate().map(named).collect();
    let places: Vec<Value> = blocks.iter().enumerate().map(place).collect();
    let case = json!({ "format": "wakeline-case", "version": 3, "case": { "title": blocks[0] }, "exhibits": exhibits, "places": places });
    desk.write("in.wake.json", case.to_string());
    desk.run(&["new", "c.wake", "--from", "in.wake.json"]).done();
    desk.run(&["export", "c.wake", "c.xlsx"]).done();
    desk.run(&["export", "c.wake", "c.kml"]).done();
    // What XML 1.0 allows, by its own words; written here a second time on purpose.
    let clean = |text: &str| -> String {
        let allowed = |c: char| matches!(u32::from(c), 0x9 | 0xA | 0xD | 0x20..=0xD7FF | 0xE000..=0xFFFD | 0x1_0000..);
        text.chars().map(|c| if allowed(c) { c } else { '\u{FFFD}' }).collect()
    };
    let Some(book) = workbook(&desk, "c.xlsx") else { return };
    for (id, text) in blocks.iter().enumerate() {
        let title = cell(&book, "Exhibits", &format!("E-{}", id + 1), "Title");
        assert_eq!(strings(title, "/1"), clean(text).replace('\r', "\n"), "block {id}");
    }
    let script = r"
import sys, json, xml.etree.ElementTree as E
K = '{http://www.opengis.net/kml/2.2}'
root = E.parse(sys.argv[1]).getroot()
print(json.dumps([d.find(K + 'value').text for d in root.iter(K + 'Data') if d.get('name') == 'name']))
";
    let Some(read) = python(&desk, script, "c.kml") else { return };
    let names: Vec<String> = serde_json::from_str(&read).expect("JSON");
    let expected: Vec<String> = blocks.iter().map(|text| clean(text)).collect();
    assert_eq!(names, expected);
}
