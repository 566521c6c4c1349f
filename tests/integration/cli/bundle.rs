//! Evidence bundles: what is in them, what is left out of them, and that they are the same each time.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::Read;

use serde_json::{Value, json};
use wakeline::base::hash::Sha256;

use super::{Desk, bytes};

/// The files of a bundle by their paths within its one folder.
pub(super) fn unpacked(desk: &Desk, name: &str) -> BTreeMap<String, Vec<u8>> {
    let mut archive = zip::ZipArchive::new(File::open(desk.path(name)).expect("opens")).expect("a ZIP");
    let mut members = BTreeMap::new();
    for index in 0..archive.len() {
        let mut entry = archive.by_index(index).expect("an entry");
        let (_, path) = entry.name().split_once('/').expect("one folder around all of it");
        let path = path.to_owned();
        let mut contents = Vec::new();
        entry.read_to_end(&mut contents).expect("unpacks");
        members.insert(path, contents);
    }
    members
}

/// Lays the files of a bundle into a folder.
pub(super) fn laid_out(desk: &Desk, name: &str, folder: &str) {
    for (path, contents) in unpacked(desk, name) {
        let path = desk.path(folder).join(path);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("makes");
        std::fs::write(path, contents).expect("writes");
    }
}

fn text(members: &BTreeMap<String, Vec<u8>>, path: &str) -> String {
    String::from_utf8(members[path].clone()).expect("UTF-8")
}

const KEPT_FILE: &[u8] = b"CANARY-bytes of the kept image";
const SECRET_FILE: &[u8] = b"CANARY-bytes of the secret";

/// A case in which everything that may have to be left out bears a word of its own.
fn document() -> Value {
    use base64::Engine;
    let file = |name: &str, bytes: &[u8]| json!({ "sha256": Sha256::of(bytes), "name": name, "media_type": "text/plain", "bytes": bytes.len() });
    let attachment = |bytes: &[u8]| json!({ "sha256": Sha256::of(bytes), "base64": base64::engine::general_purpose::STANDARD.encode(bytes) });
    json!({
        "format": "wakeline-case", "version": 3,
        "case": { "title": "Tankers", "handling": "GREEN", "authors": ["CANARY-author"], "note": "CANARY-note-case" },
        "tags": [
            { "id": 1, "name": "CANARY-tag", "colour": "#0072B2", "definition": "CANARY-definition" },
            { "id": 2, "name": "below", "colour": "#0072B2", "parent": 1, "definition": "" },
            { "id": 3, "name": "TLP:RED", "colour": "#0072B2", "definition": "" },
            { "id": 4, "name": "kept tag", "colour": "#0072B2", "definition": "",
              "rule": { "query": "vessel:CANARY-rule", "kind": "visit" } },
        ],
        "sources": [
            { "id": 1, "name": "A newspaper", "kind": "media" },
            { "id": 2, "name": "CANARY-person", "kind": "person", "remark": "CANARY-name-remark" },
        ],
        "exhibits": [
            { "id": 1, "number": 1, "title": "Kept image", "source": 2, "analyst": "CANARY-analyst",
              "collected": { "by": "CANARY-collector", "how": "CANARY-machine" },
              "custody": [{ "time": "2024-04-02", "holder": "CANARY-holder", "action": "saved" }],
              "files": [file("../../C:\u{202E}kept.txt", KEPT_FILE)], "tags": [4], "note": "CANARY-note-exhibit" },
            { "id": 2, "number": 2, "title": "CANARY-title", "url": "https://CANARY-url.example", "source": 1,
              "files": [file("CANARY-file.txt", SECRET_FILE)], "tags": [2] },
            { "id": 3, "number": 3, "title": "CANARY-red", "source": 1, "tags": [3] },
        ],
        "vessels": [
            { "id": 1, "name": "Lady R", "call_sign": { "value": "CANARY-sign", "identity": "registered", "exhibit": 2 } },
            { "id": 2, "name": "CANARY-hull" },
            { "id": 3, "name": "CANARY-elsewhere" },
        ],
        "places": [{ "id": 1, "name": "Vostochny", "kind": "port" }],
        "visits": [
            { "id": 1, "vessel": 1, "place": 1, "exhibits": [1, 2], "note": "CANARY-note-visit",
              "first_seen": { "edtf": "2024-03-07" }, "not_after": { "edtf": "2024-03-09", "text": "CANARY-bound", "exhibit": 2 } },
            { "id": 2, "vessel": 2, "place": 1, "exhibits": [2] },
        ],
        "shipments": [{ "id": 1, "number": 1, "loading": 1,
            "reasons": [{ "text": "CANARY-reason", "supports": true, "exhibit": 2 }] }],
        "claims": [
            { "id": 1, "exhibit": 1, "quote": "appeared to load", "speaker": "CANARY-speaker",
              "about": [{ "kind": "visit", "id": 1 }, { "kind": "shipment", "id": 1 }] },
            { "id": 2, "exhibit": 2, "quote": "CANARY-quote", "about": [{ "kind": "visit", "id": 2 }] },
        ],
        "events": [{ "id": 1, "title": "CANARY-event", "time": "2024-03-28", "exhibit": 2 }],
        "findings": [{ "id": 1, "number": 1, "headline": "It loaded", "body": "Seen [@E-1], also [@E-2] and [@E-3]." }],
        "attachments": [attachment(KEPT_FILE), attachment(SECRET_FILE)],
    })
}

/// A desk with that case as `c.wake`, whose journal names what somebody did and who.
fn with_canaries() -> Desk {
    let desk = Desk::new();
    let document = document();
    desk.write("in.wake.json", document.to_string());
    desk.run(&["new", "c.wake", "--from", "in.wake.json"]).done();
    desk.run(&["tag", "c.wake", "", "CANARY-label", "--create", "--actor", "CANARY-actor"]).done();
    desk.run(&["undo", "c.wake", "--actor", "CANARY-actor"]).done();
    desk
}

/// The canaries that stand anywhere in a bundle, in UTF-8 or UTF-16, packed or not.
fn canaries(desk: &Desk, name: &str) -> Vec<String> {
    let mut members: Vec<(String, Vec<u8>)> = unpacked(desk, name).into_iter().collect();
    members.push(("the ZIP".to_owned(), bytes(&desk.path(name))));
    let mut found = Vec::new();
    for (path, contents) in members {
        let path_itself = path.contains("CANARY").then(|| path.clone());
        found.extend(path_itself);
        let wide = |big: bool| -> Vec<u8> {
            "CANARY".encode_utf16().flat_map(|unit| if big { unit.to_be_bytes() } else { unit.to_le_bytes() }).collect()
        };
        for needle in [b"CANARY".to_vec(), wide(false), wide(true)] {
            for (at, _) in contents.windows(needle.len()).enumerate().filter(|(_, window)| *window == needle) {
                let end = contents.len().min(at + 30);
                found.push(format!("{path}: {}", String::from_utf8_lossy(&contents[at..end])));
            }
        }
    }
    found
}

#[test]
fn the_sample_makes_a_bundle_that_verifies_and_opens_as_a_case() {
    let desk = Desk::with_sample();
    let said = desk.run(&["bundle", "s.wake", "b.zip"]).done().out;
    assert!(said.contains("Wrote b.zip") && said.contains("14 exhibits"), "{said}");
    let verified = desk.json(&["verify", "b.zip", "--json"]);
    assert_eq!((&verified["ok"], &verified["kind"]), (&Value::from(true), &Value::from("bundle")), "{verified}");
    assert_eq!(desk.names(), ["b.zip", "s.wake"], "nothing is left beside it");
    let folder = zip::ZipArchive::new(File::open(desk.path("b.zip")).expect("opens")).expect("a ZIP");
    let inside = |name: &str| name.starts_with("evidence-Vostochny_Chongjin_March_2024/");
    assert!(folder.file_names().all(inside), "one folder, named for the case");
    let members = unpacked(&desk, "b.zip");
    desk.write("again.wake", &members["data/case.wake"]);
    assert_eq!(desk.json(&["check", "again.wake", "--json"])["ok"], true);
    let info = desk.json(&["info", "again.wake", "--json"]);
    assert_eq!((&info["visits"], &info["exhibits"]), (&Value::from(14), &Value::from(14)));
    desk.write("text.wake.json", &members["data/case.wake.json"]);
    desk.run(&["new", "text.wake", "--from", "text.wake.json"]).done();
    let head = desk.json(&["info", "s.wake", "--json"])["head"].as_str().expect("a head").to_owned();
    for path in ["bag-info.txt", "data/index.html", "data/README.txt", "data/journal.csv"] {
        assert!(text(&members, path).contains(&head), "{path}");
    }
    let page = text(&members, "data/index.html");
    assert_eq!(page.matches("TLP:CLEAR").count(), 2, "at its top and at its foot");
}

#[test]
fn the_same_case_and_choice_give_the_same_bytes_for_anybody_anywhere() {
    let desk = with_canaries();
    let mut made = Vec::new();
    for (zone, language, user, name) in
        [("UTC", "C", "kim", "a.zip"), ("Asia/Pyongyang", "fa_IR.UTF-8", "canary-user", "other name.zip")]
    {
        let mut command = desk.command(&["bundle", "c.wake", name]);
        command.env("TZ", zone).env("LC_ALL", language).env("USER", user).env("HOME", format!("/home/{user}"));
        assert!(command.output().expect("runs").status.success());
        made.push(bytes(&desk.path(name)));
        // Another second, so that a clock would show.
        std::thread::sleep(std::time::Duration::from_millis(2_100));
    }
    assert!(made[0] == made[1], "the same bytes");
    let folder = desk.folder.path().to_string_lossy().into_owned();
    for (path, contents) in unpacked(&desk, "other name.zip") {
        let contents = String::from_utf8_lossy(&contents).into_owned();
        for word in ["canary-user", "other name", folder.as_str(), "CANARY-actor"] {
            assert!(!contents.contains(word), "{word} in {path}");
        }
    }
}

#[test]
fn findings_bring_what_they_cite_and_its_files_byte_for_byte() {
    let desk = with_canaries();
    desk.run(&["bundle", "c.wake", "b.zip"]).done();
    let members = unpacked(&desk, "b.zip");
    let files: Vec<&String> = members.keys().filter(|path| path.starts_with("data/files/")).collect();
    assert_eq!(files, ["data/files/E-1/C__kept.txt", "data/files/E-2/CANARY-file.txt"]);
    assert_eq!(members["data/files/E-1/C__kept.txt"], KEPT_FILE);
    let page = text(&members, "data/index.html");
    assert!(page.contains("<bdi>../../C:\u{202E}kept.txt</bdi>") && page.contains("href=\"#E-2\""), "{page}");
    let metadata: Value = serde_json::from_slice(&members["data/ro-crate-metadata.json"]).expect("JSON");
    let names = metadata["@graph"].as_array().expect("a list").iter().filter_map(|entity| entity["name"].as_str());
    assert!(names.into_iter().any(|name| name == "../../C:\u{202E}kept.txt"), "the name as it arrived is a text");
    desk.write("inside.wake", &members["data/case.wake"]);
    let info = desk.json(&["info", "inside.wake", "--json"]);
    let counted = |key: &str| info[key].as_u64();
    assert_eq!((counted("findings"), counted("exhibits"), counted("visits")), (Some(1), Some(3), Some(2)), "{info}");
    assert_eq!(desk.json(&["verify", "b.zip", "--json"])["ok"], true);
    let extract = text(&members, "data/journal.csv");
    assert!(extract.contains("CANARY-label") && !extract.contains("CANARY-actor"), "{extract}");
    desk.run(&["bundle", "c.wake", "who.zip", "--with-actors"]).done();
    assert!(text(&unpacked(&desk, "who.zip"), "data/journal.csv").contains("CANARY-actor"));
}

#[test]
fn what_is_left_out_stands_nowhere_in_the_bundle() {
    let desk = with_canaries();
    desk.run(&["bundle", "c.wake", "all.zip"]).done();
    for canary in ["author", "title", "quote", "red", "sign", "bound", "reason", "bytes", "note-visit", "speaker"] {
        let found = canaries(&desk, "all.zip").iter().any(|place| place.contains(&format!("CANARY-{canary}")));
        assert!(found, "{canary} is there before it is left out");
    }
    let everything = [
        "bundle",
        "c.wake",
        "none.zip",
        "--leave-out",
        "canary-tag",
        "tlp:red",
        "--without-files",
        "--without-names",
        "--without-notes",
    ];
    let said = desk.run(&everything).done().out;
    assert_eq!(canaries(&desk, "none.zip"), [""; 0]);
    assert!(!said.contains("CANARY"), "{said}");
    for line in [
        "Left out: E-2, exhibit: bears a tag that was to be left out",
        "Left out: E-3, exhibit: is marked TLP:RED or stricter",
        "Left out: C-2, claim: rests on something that was left out",
        "Left out: V-2, visit: rests on something that was left out",
        "Left out: VS-1, statement of a vessel: rests on something that was left out",
        "Left out: F-1, cited exhibit: rests on something that was left out",
        "Left out: E-1, file: everything of this kind was to be left out",
        "Left out: case, name of a person",
        "Left out: V-1, note",
    ] {
        assert!(said.contains(line), "{line} is missing in {said}");
    }
    let members = unpacked(&desk, "none.zip");
    assert!(!said.contains("Read again"), "{said}");
    let list = text(&members, "data/left-out.csv");
    assert!(list.contains("\"E-2\",\"exhibit\",\"bears a tag that was to be left out\""), "{list}");
    assert!(text(&members, "data/index.html").contains("[E-2, not in this bundle]"));
    assert_eq!(desk.json(&["verify", "none.zip", "--json"])["ok"], true);
    desk.write("inside.wake", &members["data/case.wake"]);
    let info = desk.json(&["info", "inside.wake", "--json"]);
    assert_eq!((&info["exhibits"], &info["visits"], &info["shipments"]), (&json!(1), &json!(1), &json!(1)), "{info}");
}

#[test]
fn texts_that_still_name_what_is_left_out_are_told_and_not_in_the_bundle() {
    let desk = Desk::new();
    let mut document = document();
    document["findings"][0]["body"] = "As in canary TITLE [@E-1].".into();
    desk.write("in.wake.json", document.to_string());
    desk.run(&["new", "c.wake", "--from", "in.wake.json"]).done();
    let said = desk.run(&["bundle", "c.wake", "b.zip", "--leave-out", "canary-tag"]).done().out;
    assert!(said.contains("Read again: F-1 still has words of something that was left out"), "{said}");
    assert_eq!(said.matches("Read again").count(), 1, "{said}");
    assert!(!text(&unpacked(&desk, "b.zip"), "data/left-out.csv").contains("Read again"));
}

#[test]
fn each_thing_is_left_out_only_when_it_is_asked_for() {
    let desk = with_canaries();
    let kept = |option: &[&str], present: &[&str], absent: &[&str]| {
        desk.run(&[&["bundle", "c.wake", "b.zip", "--force"], option].concat()).done();
        let found = canaries(&desk, "b.zip").join("\n");
        for word in present {
            assert!(found.contains(word), "{word} with {option:?}");
        }
        for word in absent {
            assert!(!found.contains(word), "{word} with {option:?}");
        }
        assert_eq!(desk.json(&["verify", "b.zip", "--json"])["ok"], true, "{option:?}");
    };
    kept(&["--without-files"], &["CANARY-title", "CANARY-author"], &["CANARY-bytes", "CANARY-file", "CANARY-label"]);
    let names = ["author", "analyst", "collector", "machine", "holder", "speaker", "person", "name-remark"];
    kept(
        &["--without-names"],
        &["CANARY-title", "CANARY-bytes"],
        &names.map(|name| format!("CANARY-{name}")).each_ref().map(String::as_str),
    );
    kept(&["--without-notes"], &["CANARY-title", "CANARY-author"], &["CANARY-note"]);
    kept(&["--leave-out", "TLP:RED"], &["CANARY-title", "CANARY-note"], &["CANARY-red", "CANARY-rule", "CANARY-label"]);
    kept(&["--leave-out", "canary-tag › below"], &["CANARY-red", "CANARY-author"], &["CANARY-title", "CANARY-quote"]);
    kept(&["--query", "vessel:\"Lady R\""], &["CANARY-title", "CANARY-sign"], &["CANARY-elsewhere", "CANARY-label"]);
}

#[test]
fn a_query_chooses_and_the_case_inside_holds_no_more() {
    let desk = Desk::with_sample();
    let said = desk.run(&["bundle", "s.wake", "b.zip", "--query", "vessel:\"Lady R\""]).done().out;
    assert!(said.contains("What the query “vessel:\"Lady R\"” selects"), "{said}");
    let members = unpacked(&desk, "b.zip");
    desk.write("part.wake", &members["data/case.wake"]);
    let info = desk.json(&["info", "part.wake", "--json"]);
    assert_eq!((&info["visits"], &info["shipments"], &info["vessels"]), (&json!(2), &json!(1), &json!(1)), "{info}");
    assert!(text(&members, "bag-info.txt").contains("Lady R"));
    let file = desk.path("part.wake");
    assert!(!bytes(&file).windows(9).any(|window| window == b"Paek Yang"), "not even in a page that is not used");
}

#[test]
fn a_section_of_the_report_is_chosen_with_the_exhibits_it_cites() {
    let desk = Desk::new();
    let mut document = document();
    let mut other = document["findings"][0].clone();
    (other["id"], other["number"], other["section"], other["body"]) =
        (json!(2), json!(2), json!("Maritime matters"), json!("Nothing is cited."));
    document["findings"].as_array_mut().expect("a list").push(other);
    desk.write("in.wake.json", document.to_string());
    desk.run(&["new", "c.wake", "--from", "in.wake.json"]).done();
    let said = desk.run(&["bundle", "c.wake", "b.zip", "--query", "section:\"maritime\""]).done().out;
    assert!(said.contains("1 finding, 0 exhibits"), "{said}");
    let page = text(&unpacked(&desk, "b.zip"), "data/index.html");
    assert!(page.contains("Nothing is cited") && !page.contains("F-1."), "{page}");
}

#[test]
fn what_cannot_be_left_out_is_said_and_nothing_is_written() {
    let desk = with_canaries();
    desk.run(&["bundle", "c.wake", "b.zip", "--leave-out", "informants"]).refused(2, &["“informants”", "kept tag"]);
    desk.run(&["bundle", "c.wake", "b.zip", "--leave-out", "GREEN"]).refused(2, &["TLP:GREEN", "name a tag"]);
    desk.run(&["bundle", "c.wake", "b.zip", "--query", "vessel:\"unclosed"]).refused(2, &["query"]);
    desk.run(&["bundle", "c.wake", "no/such/b.zip"]).refused(2, &["b.zip"]);
    desk.run(&["bundle", "c.wake", "c.wake", "--force"]).refused(2, &["the case itself"]);
    desk.write("b.zip", "mine");
    desk.run(&["bundle", "c.wake", "b.zip"]).refused(2, &["--force", "b.zip"]);
    assert_eq!((desk.read("b.zip"), desk.names().len()), ("mine".to_owned(), 3));
    desk.run(&["bundle", "c.wake", "b.zip", "--force"]).done();
    assert_eq!(desk.json(&["verify", "b.zip", "--json"])["ok"], true);
}

#[test]
fn what_a_stranger_put_into_a_case_does_nothing_in_the_page() {
    let desk = Desk::new();
    let attack = "</title><script>alert(1)</script><img src=x onerror=alert(1)>";
    let case = json!({ "format": "wakeline-case", "version": 3, "case": { "title": attack },
        "exhibits": [{ "id": 1, "number": 1, "title": attack, "url": "javascript:alert(1)" }],
        "findings": [{ "id": 1, "number": 1, "headline": attack, "body": format!("{attack} [x](javascript:1) [@E-1]") }] });
    desk.write("in.wake.json", case.to_string());
    desk.run(&["new", "c.wake", "--from", "in.wake.json"]).done();
    desk.run(&["bundle", "c.wake", "b.zip"]).done();
    let page = text(&unpacked(&desk, "b.zip"), "data/index.html");
    assert!(!page.contains("<script") && !page.contains("<img"), "{page}");
    assert_eq!(page.matches("href=").count(), page.matches("href=\"#E-1\"").count());
    assert!(page.contains("&lt;script&gt;alert(1)&lt;/script&gt;"));
}
