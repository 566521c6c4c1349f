//! Files that are not what they should be: one sentence with the place in the file, and nothing changed.

use super::{Desk, bytes, strings};

const SOUND: &str = r#"{
  "format": "wakeline-case",
  "version": 1,
  "case": { "title": "Sound" },
  "vessels": [{ "id": 1, "name": "Chon Ma San" }],
  "places": [{ "id": 1, "kind": "port", "name": "Vostochny" }],
  "visits": [
    { "id": 1, "vessel": 1, "place": 1,
      "first_seen": { "edtf": "2024-03-07" }, "last_seen": { "edtf": "2024-03-09" } }
  ]
}"#;

/// Both `new --from` and `import` refuse the text with exit code 3 and these words, and leave no trace.
fn refused(contents: impl AsRef<[u8]>, words: &[&str]) {
    let desk = Desk::with_sample();
    desk.write("in.wake.json", contents);
    let before = bytes(&desk.path("s.wake"));
    desk.run(&["new", "t.wake", "--from", "in.wake.json"]).refused(3, &[words, &["in.wake.json"]].concat());
    desk.run(&["import", "s.wake", "in.wake.json"]).refused(3, &[words, &["in.wake.json"]].concat());
    desk.run(&["import", "s.wake", "in.wake.json", "--json"]).refused(3, words);
    assert_eq!(bytes(&desk.path("s.wake")), before);
    assert_eq!(desk.names(), ["in.wake.json", "s.wake"]);
}

fn changed(from: &str, to: &str) -> String {
    assert!(SOUND.contains(from), "{from}");
    SOUND.replacen(from, to, 1)
}

#[test]
fn the_sound_one_is_taken() {
    let desk = Desk::new();
    desk.write("in.wake.json", SOUND);
    desk.run(&["new", "t.wake", "--from", "in.wake.json"]).done();
    assert_eq!(strings(&desk.json(&["info", "t.wake", "--json"]), "/title"), "Sound");
}

#[test]
fn what_is_not_json_is_refused_with_its_place() {
    refused("Dear all, please find", &["line 1", "column"]);
    refused(&SOUND[..SOUND.len() / 2], &["line"]);
    refused("", &[]);
    refused([0xFF, 0xFE, 0x00, 0x80], &[]);
    refused("[".repeat(1_000_000), &["line 1"]);
}

#[test]
fn fields_that_are_unknown_missing_or_wrong_are_refused_with_their_place() {
    refused(changed(r#""name": "Chon Ma San""#, r#""name": "Chon Ma San", "smell": "tar""#), &["smell", "line 5"]);
    refused(changed(r#", "name": "Chon Ma San""#, ""), &["name", "line 5"]);
    refused(changed(r#""id": 1, "name""#, r#""id": 0, "name""#), &["line 5"]);
    refused(changed(r#""id": 1, "name""#, r#""id": NaN, "name""#), &["line 5"]);
    refused(changed("2024-03-07", "0000-03-07"), &["0000-03-07", "line"]);
    refused(changed("2024-03-07", "2024-02-30"), &["2024-02-30", "line"]);
}

#[test]
fn bounds_out_of_order_and_broken_references_are_refused() {
    refused(changed("2024-03-07", "2024-03-17"), &["V-1", "First seen", "Last seen"]);
    refused(changed(r#""vessel": 1"#, r#""vessel": 9"#), &["V-1", "VS-9"]);
}

#[test]
fn other_formats_and_later_versions_are_refused() {
    refused(changed("wakeline-case", "somebody-else"), &["wakeline-case"]);
    refused(changed(r#""version": 1"#, r#""version": 99"#), &["99"]);
}

#[test]
fn a_case_file_is_told_from_a_case_as_text() {
    let desk = Desk::with_sample();
    desk.run(&["new", "t.wake", "--from", "s.wake"]).refused(3, &[".wake.json first", "s.wake"]);
    desk.run(&["import", "s.wake", "s.wake"]).refused(3, &[".wake.json first", "s.wake"]);
}

#[test]
fn a_file_that_is_not_there_is_an_input_that_cannot_be_read() {
    let desk = Desk::with_sample();
    desk.run(&["info", "nowhere.wake"]).refused(3, &["nowhere.wake"]);
    desk.run(&["check", "nowhere.wake"]).refused(3, &["nowhere.wake"]);
    desk.run(&["tag", "nowhere.wake", "", "AIS off"]).refused(3, &["nowhere.wake"]);
    desk.run(&["import", "s.wake", "nowhere.wake.json"]).refused(3, &["nowhere.wake.json"]);
    desk.run(&["new", "t.wake", "--from", "nowhere.wake.json"]).refused(3, &["nowhere.wake.json"]);
    desk.run(&["info", "."]).refused(3, &["."]);
    assert_eq!(desk.names(), ["s.wake"], "asking for a case does not make one");
}

#[test]
fn what_is_no_case_is_told_from_a_damaged_and_a_newer_one() {
    let desk = Desk::with_sample();
    let sound = bytes(&desk.path("s.wake"));
    desk.write("letter.wake", "Dear all, please find attached");
    desk.write("empty.wake", "");
    desk.write("cut.wake", &sound[..sound.len() / 2]);
    // The user version, a big-endian number at offset 60 of the header.
    let mut newer = sound.clone();
    newer[60..64].copy_from_slice(&9_999_u32.to_be_bytes());
    desk.write("newer.wake", &newer);
    for command in ["info", "journal", "undo"] {
        desk.run(&[command, "letter.wake"]).refused(3, &["not a Wakeline case", "letter.wake"]);
        desk.run(&[command, "empty.wake"]).refused(3, &["not a Wakeline case", "empty.wake"]);
        desk.run(&[command, "cut.wake"]).refused(4, &["damaged", "cut.wake"]);
        desk.run(&[command, "newer.wake"]).refused(4, &["newer", "9999", "newer.wake"]);
    }
    desk.run(&["check", "newer.wake"]).refused(4, &["newer"]);
    let ran = desk.run(&["check", "cut.wake"]);
    assert_eq!(ran.code, 1, "check names what is damaged: {ran:?}");
    assert_eq!(bytes(&desk.path("newer.wake")), newer, "not one byte was written");
}
