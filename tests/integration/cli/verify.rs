//! `verify`: what was changed in a bundle is found and named, and an archive from a stranger does no harm.

use std::io::{Cursor, Write};
use std::path::Path;

use serde_json::Value;
use wakeline::base::hash::Sha256;
use zip::CompressionMethod;
use zip::write::SimpleFileOptions;

use super::bundle::{laid_out, unpacked};
use super::{Desk, bytes, strings};

/// A desk with a small case `c.wake`, its bundle `b.zip` and the same unpacked in `b`.
fn with_bundle() -> Desk {
    let desk = Desk::new();
    let case = r#"{ "format": "wakeline-case", "version": 3, "case": { "title": "T", "handling": "GREEN" },
        "exhibits": [{ "id": 1, "number": 1, "title": "Image", "files": [{ "name": "a.txt", "bytes": 5,
            "sha256": "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824" }] }],
        "findings": [{ "id": 1, "number": 1, "headline": "H", "body": "Seen [@E-1]" }],
        "attachments": [{ "sha256": "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824",
            "base64": "aGVsbG8=" }] }"#;
    desk.write("in.wake.json", case);
    desk.run(&["new", "c.wake", "--from", "in.wake.json"]).done();
    desk.run(&["bundle", "c.wake", "b.zip"]).done();
    laid_out(&desk, "b.zip", "b");
    desk
}

/// Asserts that something is wrong, and that the sentence names all of these words.
#[track_caller]
fn found(desk: &Desk, name: &str, words: &[&str]) {
    let ran = desk.run(&["verify", name]);
    assert_eq!(ran.code, 1, "{ran:?}");
    let named = |line: &str| words.iter().all(|word| line.contains(word));
    assert!(ran.out.lines().any(named), "no line names {words:?}: {}", ran.out);
    let verified = desk.json(&["verify", name, "--json"]);
    assert_eq!(verified["ok"], false);
    assert!(!strings(&verified, "/issues/0/message").is_empty(), "{verified}");
}

/// Writes the manifests of a folder anew, as somebody would who covers up a change.
fn rebagged(folder: &Path) {
    let mut payload = Vec::new();
    let mut open = vec![folder.join("data")];
    while let Some(inner) = open.pop() {
        for entry in std::fs::read_dir(&inner).expect("lists") {
            let path = entry.expect("an entry").path();
            if path.is_dir() { open.push(path) } else { payload.push(path) }
        }
    }
    payload.sort();
    let line = |path: &Path| {
        let name = path.strip_prefix(folder).expect("inside").to_string_lossy().replace('\\', "/");
        format!("{}  {name}\n", Sha256::of(&bytes(path)))
    };
    let lines: String = payload.iter().map(|path| line(path)).collect();
    std::fs::write(folder.join("manifest-sha256.txt"), lines).expect("writes");
    let total: u64 = payload.iter().map(|path| path.metadata().expect("there").len()).sum();
    let info = std::fs::read_to_string(folder.join("bag-info.txt")).expect("reads");
    let info: String = info
        .lines()
        .map(|line| match line.strip_prefix("Payload-Oxum: ") {
            Some(_) => format!("Payload-Oxum: {total}.{}\n", payload.len()),
            None => format!("{line}\n"),
        })
        .collect();
    std::fs::write(folder.join("bag-info.txt"), info).expect("writes");
    let tags = ["bag-info.txt", "bagit.txt", "manifest-sha256.txt"].map(|name| line(&folder.join(name)));
    std::fs::write(folder.join("tagmanifest-sha256.txt"), tags.concat()).expect("writes");
}

#[test]
fn of_a_case_it_says_what_check_says() {
    let desk = Desk::with_sample();
    let mut verified = desk.json(&["verify", "s.wake", "--json"]);
    assert_eq!(verified.as_object_mut().expect("an object").remove("kind"), Some(Value::from("case")));
    assert_eq!(verified, desk.json(&["check", "s.wake", "--json"]));
    assert_eq!(desk.run(&["verify", "s.wake"]).done().out, desk.run(&["check", "s.wake"]).done().out);
    desk.write("no.wake", "not a case");
    assert_eq!(desk.run(&["verify", "no.wake"]).code, desk.run(&["check", "no.wake"]).code);
}

#[test]
fn one_flipped_bit_in_any_file_is_found_and_named() {
    let desk = with_bundle();
    assert_eq!(desk.json(&["verify", "b", "--json"])["ok"], true, "whole before anything is changed");
    let archive = bytes(&desk.path("b.zip"));
    let mut reader = zip::ZipArchive::new(Cursor::new(archive.clone())).expect("a ZIP");
    assert!(reader.len() >= 14, "{}", reader.len());
    for index in 0..reader.len() {
        let entry = reader.by_index(index).expect("an entry");
        let path = entry.name().split_once('/').expect("a folder").1.to_owned();
        let file = desk.path("b").join(&path);
        let before = bytes(&file);
        let mut changed = before.clone();
        changed[before.len() / 2] ^= 1;
        std::fs::write(&file, &changed).expect("writes");
        found(&desk, "b", &[&path]);
        std::fs::write(&file, &before).expect("writes");

        let at = entry.data_start().expect("a place") + entry.compressed_size() / 2;
        let mut changed = archive.clone();
        changed[usize::try_from(at).expect("small")] ^= 1;
        desk.write("changed.zip", &changed);
        found(&desk, "changed.zip", &[&path]);
    }
}

#[test]
fn files_that_were_removed_added_or_renamed_are_found() {
    let desk = with_bundle();
    let file = |name: &str| desk.path("b").join(name);
    for name in ["data/files/E-1/a.txt", "data/case.wake", "data/index.html", "bagit.txt", "tagmanifest-sha256.txt"] {
        std::fs::rename(file(name), desk.path("aside")).expect("moves");
        found(&desk, "b", &[name, "is not there"]);
        std::fs::rename(desk.path("aside"), file(name)).expect("moves");
    }
    for name in ["data/files/E-1/more.txt", "notes.txt", "data/.hidden"] {
        std::fs::write(file(name), "more").expect("writes");
        found(&desk, "b", &[name, "was added or renamed"]);
        std::fs::remove_file(file(name)).expect("removes");
    }
    std::fs::rename(file("data/files/E-1/a.txt"), file("data/files/E-1/b.txt")).expect("renames");
    found(&desk, "b", &["data/files/E-1/a.txt", "is not there"]);
    found(&desk, "b", &["data/files/E-1/b.txt", "was added or renamed"]);
    std::fs::rename(file("data/files/E-1/b.txt"), file("data/files/E-1/a.txt")).expect("renames");
    desk.run(&["verify", "b"]).done();
}

#[test]
fn a_change_that_is_covered_up_in_the_manifests_does_not_fit_the_case() {
    let desk = with_bundle();
    let folder = desk.path("b");
    std::fs::write(folder.join("data/files/E-1/a.txt"), "jello").expect("writes");
    rebagged(&folder);
    found(&desk, "b", &["data/files/E-1/a.txt", "not the file of any exhibit"]);
    std::fs::write(folder.join("data/files/E-1/a.txt"), "hello").expect("writes");
    rebagged(&folder);
    desk.run(&["verify", "b"]).done();

    let case = bytes(&folder.join("data/case.wake"));
    let mut changed = case.clone();
    let at = changed.windows(10).position(|bytes| bytes == b"Begin with").expect("the journal begins so");
    changed[at] = b'V';
    std::fs::write(folder.join("data/case.wake"), &changed).expect("writes");
    rebagged(&folder);
    found(&desk, "b", &["data/case.wake", "journal"]);

    desk.run(&["new", "other.wake", "--title", "Other"]).done();
    std::fs::copy(desk.path("other.wake"), folder.join("data/case.wake")).expect("copies");
    rebagged(&folder);
    found(&desk, "b", &["data/case.wake", "bag-info.txt"]);

    std::fs::write(folder.join("data/case.wake"), &case).expect("writes");
    std::fs::write(folder.join("data/ro-crate-metadata.json"), "{").expect("writes");
    rebagged(&folder);
    found(&desk, "b", &["data/ro-crate-metadata.json", "JSON"]);
}

#[test]
fn what_is_no_bundle_cannot_be_read() {
    let desk = with_bundle();
    let whole = bytes(&desk.path("b.zip"));
    desk.write("cut.zip", &whole[..whole.len() - 30]);
    desk.run(&["verify", "cut.zip"]).refused(3, &["cut off", "cut.zip"]);
    desk.write("half.zip", &whole[..whole.len() / 2]);
    desk.run(&["verify", "half.zip"]).refused(3, &["half.zip"]);
    desk.run(&["verify", "gone.zip"]).refused(3, &["gone.zip"]);
    std::fs::create_dir(desk.path("empty")).expect("makes");
    desk.run(&["verify", "empty"]).refused(3, &["no bag", "empty"]);
    desk.write("text.zip", "PK but no ZIP");
    desk.run(&["verify", "text.zip"]).refused(3, &["text.zip"]);
    desk.write("other.zip", packed(&[("docs/readme.txt", b"x", CompressionMethod::Stored)]));
    desk.run(&["verify", "other.zip"]).refused(3, &["no bag"]);
}

/// A ZIP by the library, which writes no bad ones.
fn packed(entries: &[(&str, &[u8], CompressionMethod)]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, contents, method) in entries {
        zip.start_file(*name, SimpleFileOptions::default().compression_method(*method)).expect("starts");
        zip.write_all(contents).expect("writes");
    }
    zip.finish().expect("finishes").into_inner()
}

/// One entry of a ZIP that is written by hand.
#[derive(Clone, Copy)]
struct Raw<'a> {
    name: &'a [u8],
    local_name: &'a [u8],
    contents: &'a [u8],
    bytes: u32,
    method: u16,
    flags: u16,
    mode: u32,
    /// The number of the entry whose bytes it shares.
    shares: Option<usize>,
}

fn raw<'a>(name: &'a str, contents: &'a [u8]) -> Raw<'a> {
    let bytes = u32::try_from(contents.len()).expect("small");
    let name = name.as_bytes();
    Raw { name, local_name: name, contents, bytes, method: 0, flags: 0, mode: 0o100_644, shares: None }
}

fn by_hand(entries: &[Raw]) -> Vec<u8> {
    let (mut out, mut directory, mut starts) = (Vec::new(), Vec::new(), Vec::new());
    let short = |number: usize| u16::try_from(number).expect("small").to_le_bytes();
    let long = |number: usize| u32::try_from(number).expect("small").to_le_bytes();
    for entry in entries {
        let start = entry.shares.map_or(out.len(), |other| starts[other]);
        starts.push(start);
        let common = |name: &[u8]| {
            let mut field = Vec::new();
            field.extend(20_u16.to_le_bytes());
            field.extend(entry.flags.to_le_bytes());
            field.extend(entry.method.to_le_bytes());
            field.extend([0; 8]);
            field.extend(long(entry.contents.len()));
            field.extend(entry.bytes.to_le_bytes());
            field.extend(short(name.len()));
            field.extend([0; 2]);
            field
        };
        if entry.shares.is_none() {
            out.extend(b"PK\x03\x04");
            out.extend(common(entry.local_name));
            out.extend(entry.local_name);
            out.extend(entry.contents);
        }
        directory.extend(b"PK\x01\x02\x14\x03");
        directory.extend(common(entry.name));
        directory.extend([0; 6]);
        directory.extend((entry.mode << 16).to_le_bytes());
        directory.extend(long(start));
        directory.extend(entry.name);
    }
    let start = out.len();
    out.extend(&directory);
    out.extend(b"PK\x05\x06\0\0\0\0");
    out.extend(short(entries.len()));
    out.extend(short(entries.len()));
    out.extend(long(directory.len()));
    out.extend(long(start));
    out.extend([0; 2]);
    out
}

#[test]
fn an_archive_from_a_stranger_is_refused_before_anything_is_unpacked() {
    let desk = Desk::new();
    let check = |entries: &[Raw], words: &[&str]| {
        desk.write("h.zip", by_hand(entries));
        found(&desk, "h.zip", words);
        assert_eq!(desk.names(), ["h.zip"], "nothing was written");
    };
    let good = raw("b/bagit.txt", b"x");
    for name in ["b/../../evil.txt", "/abs.txt", "b/C:\\evil.txt", "b//x", "../b/x", "b/./x", "b/a\0b"] {
        let shown = name.replace('\0', "⟦U+0000⟧");
        check(&[good, raw(name, b"x")], &[&shown, "lead out of the bundle"]);
    }
    check(&[good, raw("other/x", b"x")], &["other/x", "outside of the one folder"]);
    check(&[good, raw("b/data/x", b"1"), raw("b/data/x", b"2")], &["b/data/x", "more than one"]);
    check(&[good, raw("b/data/x", b"1"), raw("b/data/X", b"2")], &["b/data/x", "more than one"]);
    check(&[good, raw("b/\u{E9}", b"1"), raw("b/e\u{301}", b"2")], &["b/", "more than one"]);
    let sharing = Raw { name: b"b/data/y", shares: Some(0), ..good };
    check(&[good, sharing], &["b/data/y", "not what the directory says"]);
    check(&[Raw { flags: 1, ..good }], &["b/bagit.txt", "encrypted"]);
    check(&[Raw { method: 12, ..good }], &["b/bagit.txt", "method"]);
    check(&[Raw { mode: 0o120_777, ..good }], &["b/bagit.txt", "link"]);
    check(&[Raw { local_name: b"b/bagit.exe", ..good }], &["b/bagit.txt", "not what the directory says"]);
    check(&[Raw { name: b"b/\xFF", local_name: b"b/\xFF", ..good }], &["no text"]);
    check(&[Raw { bytes: 9, ..good }], &["b/bagit.txt", "another size"]);
    check(&[Raw { bytes: 600 << 20, method: 8, contents: &vec![0; 4_000_000], ..good }], &["512 MiB"]);
    // An entry whose bytes are the headers and bytes of the next, as in a bomb that overlaps itself.
    let inner = by_hand(&[raw("b/data/z", b"zz")]);
    let outer = Raw { contents: &inner[..40], bytes: 40, ..raw("b/data/y", b"") };
    let mut overlapping = by_hand(&[outer, Raw { name: b"b/data/z", local_name: b"b/data/z", ..raw("", b"zz") }]);
    let at = overlapping.windows(4).rposition(|bytes| bytes == b"PK\x01\x02").expect("the second entry");
    let inside = u32::try_from(30 + "b/data/y".len()).expect("small");
    overlapping[at + 42..at + 46].copy_from_slice(&inside.to_le_bytes());
    desk.write("h.zip", overlapping);
    found(&desk, "h.zip", &["b/data/z", "also those of another entry"]);
    let many: Vec<String> = (0..10_001).map(|n| format!("b/{n}")).collect();
    check(&many.iter().map(|name| raw(name, b"")).collect::<Vec<_>>(), &["10000 entries"]);
}

#[test]
fn a_bomb_is_not_unpacked() {
    let desk = Desk::new();
    let zeros = vec![0; 30 << 20];
    let bomb =
        packed(&[("b/bagit.txt", b"x", CompressionMethod::Stored), ("b/data/z", &zeros, CompressionMethod::Deflated)]);
    assert!(bomb.len() < 100_000, "{}", bomb.len());
    desk.write("bomb.zip", &bomb);
    found(&desk, "bomb.zip", &["b/data/z", "200 times", "nothing was unpacked"]);
    // The same, said to be small.
    let mut lying = bomb;
    let size = u32::try_from(zeros.len()).expect("small").to_le_bytes();
    let places: Vec<usize> = (0..lying.len() - 4).filter(|at| lying[*at..*at + 4] == size).collect();
    assert_eq!(places.len(), 2, "in the directory and before the bytes");
    for at in places {
        lying[at..at + 4].copy_from_slice(&1_000_u32.to_le_bytes());
    }
    desk.write("lying.zip", lying);
    found(&desk, "lying.zip", &["data/z", "more than the ZIP says"]);
}

#[cfg(unix)]
#[test]
fn a_link_in_a_folder_is_not_followed() {
    let desk = with_bundle();
    let file = desk.path("b").join("data/index.html");
    std::fs::rename(&file, desk.path("aside")).expect("moves");
    std::os::unix::fs::symlink(desk.path("aside"), &file).expect("links");
    found(&desk, "b", &["data/index.html", "link"]);
}

#[test]
fn a_bundle_packed_anew_by_another_tool_is_whole() {
    let desk = with_bundle();
    let members = unpacked(&desk, "b.zip");
    let named: Vec<(String, &Vec<u8>)> =
        members.iter().map(|(path, contents)| (format!("x/{path}"), contents)).collect();
    let entries: Vec<(&str, &[u8], CompressionMethod)> = named
        .iter()
        .rev()
        .map(|(path, contents)| (path.as_str(), contents.as_slice(), CompressionMethod::Deflated))
        .collect();
    desk.write("anew.zip", packed(&entries));
    desk.run(&["verify", "anew.zip"]).done();
}
