//! The command line as a script sees it: exit codes, standard output, one sentence on standard error.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::Value;
use tempfile::TempDir;
use wakeline::store::CaseStore;

mod anomalies;
mod bad_input;
mod bundle;
mod edits;
mod exports;
mod ledger;
mod figures;
mod flows;
mod handover;
mod lint;
mod origins;
mod pair;
mod reports;
mod tags;
mod templates;
mod verify;

/// A folder of one's own, in which the real program runs with nothing in its environment.
struct Desk {
    folder: TempDir,
}

/// What a run came to.
#[derive(Debug)]
struct Ran {
    code: i32,
    out: String,
    err: String,
}

impl Desk {
    fn new() -> Self {
        Self { folder: tempfile::tempdir().expect("a folder") }
    }

    /// A desk with the sample case on it, as `s.wake`.
    fn with_sample() -> Self {
        let desk = Self::new();
        desk.run(&["new", "s.wake", "--sample"]).done();
        desk
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn write(&self, name: &str, contents: impl AsRef<[u8]>) {
        fs::write(self.path(name), contents).expect("writes");
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).expect("reads")
    }

    fn json_file(&self, name: &str) -> Value {
        serde_json::from_str(&self.read(name)).expect("JSON")
    }

    /// Everything in the folder that a program could have left there.
    fn names(&self) -> Vec<String> {
        let entries = fs::read_dir(self.folder.path()).expect("lists");
        let mut names: Vec<String> =
            entries.map(|entry| entry.expect("entry").file_name().to_string_lossy().into_owned()).collect();
        names.sort();
        names
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_wakeline"));
        command.args(arguments).current_dir(self.folder.path()).env_clear().env("RUST_BACKTRACE", "1");
        command.stdin(Stdio::null());
        command
    }

    /// Runs the program. Whatever happens, standard error is at most one line and nothing panics.
    fn run(&self, arguments: &[&str]) -> Ran {
        let output = self.command(arguments).output().expect("runs");
        let ran = Ran {
            code: output.status.code().unwrap_or(-1),
            out: String::from_utf8(output.stdout).expect("text"),
            err: String::from_utf8(output.stderr).expect("text"),
        };
        assert!(ran.err.lines().count() <= 1, "{arguments:?} said more than one line: {ran:?}");
        assert!(!ran.err.contains("panicked") && !ran.err.contains("RUST_BACKTRACE"), "{arguments:?}: {ran:?}");
        assert!((0..=4).contains(&ran.code), "{arguments:?}: {ran:?}");
        assert_eq!(ran.err.is_empty(), ran.code <= 1, "{arguments:?}: {ran:?}");
        ran
    }

    /// Runs a command that prints JSON: one document on standard output and nothing else.
    fn json(&self, arguments: &[&str]) -> Value {
        let ran = self.run(arguments);
        assert!(ran.code <= 1, "{arguments:?}: {ran:?}");
        serde_json::from_str(&ran.out).expect("standard output is one JSON document")
    }
}

impl Ran {
    fn done(self) -> Self {
        assert_eq!(self.code, 0, "{self:?}");
        self
    }

    /// The run failed with this code and said all of these words.
    fn refused(&self, code: i32, words: &[&str]) {
        assert_eq!(self.code, code, "{self:?}");
        assert_eq!(self.out, "", "{self:?}");
        for word in words {
            assert!(self.err.contains(word), "“{word}” is missing: {self:?}");
        }
    }
}

fn strings<'a>(value: &'a Value, pointer: &str) -> &'a str {
    value.pointer(pointer).and_then(Value::as_str).unwrap_or_default()
}

fn bytes(path: &Path) -> Vec<u8> {
    fs::read(path).expect("reads")
}

#[test]
fn the_sample_counts_as_its_fact_sheet_does() {
    let desk = Desk::with_sample();
    let info = desk.json(&["info", "s.wake", "--json"]);
    let expected = [
        ("visits", 14),
        ("shipments", 11),
        ("half_open_shipments", 8),
        ("exhibits", 14),
        ("vessels", 11),
        ("journal_entries", 1),
    ];
    for (key, number) in expected {
        assert_eq!(info[key], number, "{key} in {info}");
    }
    for key in ["places", "claims", "findings", "tags"] {
        assert!(info[key].is_u64(), "{key} in {info}");
    }
    assert_eq!(info["file_bytes"], bytes(&desk.path("s.wake")).len());
    assert_eq!(strings(&info, "/head").len(), 64);
    let told = desk.run(&["info", "s.wake"]).done().out;
    assert!(told.contains("11 (8 half-open)") && told.contains("TLP:CLEAR"), "{told}");
}

#[test]
fn a_new_case_has_its_title_and_nothing_else() {
    let desk = Desk::new();
    desk.run(&["new", "empty.wake", "--title", "Тест 청진"]).done();
    let info = desk.json(&["info", "empty.wake", "--json"]);
    assert_eq!((strings(&info, "/title"), &info["visits"]), ("Тест 청진", &Value::from(0)));
    assert_eq!(desk.json(&["check", "empty.wake", "--json"])["ok"], true);
    assert_eq!(desk.names(), ["empty.wake"], "nothing is left beside it");
}

#[test]
fn a_case_that_exists_is_replaced_only_when_asked() {
    let desk = Desk::with_sample();
    let before = bytes(&desk.path("s.wake"));
    desk.run(&["new", "s.wake", "--title", "Other"]).refused(2, &["--force", "s.wake"]);
    assert_eq!(bytes(&desk.path("s.wake")), before);
    desk.run(&["new", "s.wake", "--title", "Other", "--force"]).done();
    assert_eq!(strings(&desk.json(&["info", "s.wake", "--json"]), "/title"), "Other");
    assert_eq!(desk.names(), ["s.wake"]);
}

#[test]
fn a_case_in_which_somebody_works_is_not_replaced() {
    let desk = Desk::with_sample();
    let held = CaseStore::open(&desk.path("s.wake")).expect("opens");
    desk.run(&["new", "s.wake", "--title", "Other", "--force"]).refused(4, &["s.wake"]);
    drop(held);
    assert_eq!(desk.json(&["info", "s.wake", "--json"])["visits"], 14);
}

#[test]
fn a_case_held_by_another_process_can_be_read_and_not_changed() {
    let desk = Desk::with_sample();
    let held = CaseStore::open(&desk.path("s.wake")).expect("opens");
    assert_eq!(desk.json(&["info", "s.wake", "--json"])["visits"], 14);
    desk.run(&["tag", "s.wake", "", "AIS off"]).refused(4, &["s.wake"]);
    desk.run(&["undo", "s.wake"]).refused(4, &["s.wake"]);
    drop(held);
    desk.run(&["tag", "s.wake", "", "AIS off"]).done();
}

#[test]
fn check_passes_on_the_sample_and_fails_when_one_journal_byte_differs() {
    let desk = Desk::with_sample();
    desk.run(&["tag", "s.wake", "", "AIS off", "--actor", "Qwertzuiop"]).done();
    let checked = desk.json(&["check", "s.wake", "--json"]);
    assert_eq!((&checked["ok"], &checked["issues"]), (&Value::from(true), &Value::from(Vec::<Value>::new())));
    assert_eq!(checked["journal"]["entries"], 2);
    assert_eq!(strings(&checked, "/journal/head").len(), 64);
    desk.run(&["check", "s.wake"]).done();

    let mut contents = bytes(&desk.path("s.wake"));
    let at = contents.windows(10).position(|bytes| bytes == b"Qwertzuiop").expect("the actor stands in the journal");
    contents[at] = b'P';
    desk.write("tampered.wake", &contents);
    let ran = desk.run(&["check", "tampered.wake"]);
    assert_eq!(ran.code, 1, "{ran:?}");
    assert!(ran.out.contains("journal") && ran.out.contains('2'), "{ran:?}");
    let checked = desk.json(&["check", "tampered.wake", "--json"]);
    assert_eq!(checked["ok"], false);
    assert!(!strings(&checked, "/issues/0/message").is_empty(), "{checked}");
    assert!(!strings(&checked, "/issues/0/item").is_empty(), "{checked}");
    assert_eq!(strings(&checked, "/issues/0/severity"), "error");
}

#[test]
fn usage_is_told_in_one_line() {
    let desk = Desk::with_sample();
    desk.run(&["info"]).refused(2, &["<CASE>", "--help"]);
    desk.run(&["detect", "s.wake"]).refused(2, &["“detect” is not a subcommand"]);
    desk.run(&["frobnicate"]).refused(2, &["frobnicate"]);
    desk.run(&["info", "s.wake", "--yaml"]).refused(2, &["--yaml"]);
    desk.run(&["new", "t.wake"]).refused(2, &["--title"]);
    desk.run(&["new", "t.wake", "--sample", "--from", "x.wake.json"]).refused(2, &["--from"]);
    desk.run(&["query", "s.wake", "vessel:x", "--kind", "whales"]).refused(2, &["whales"]);
    assert_eq!(desk.names(), ["s.wake"]);
}

#[test]
fn help_and_version_are_answers() {
    let desk = Desk::new();
    let help = desk.run(&["--help"]).done().out;
    for command in [
        "new", "info", "check", "import", "query", "ledger", "pair", "lint", "tag", "export", "bundle", "verify",
        "figure", "report", "journal", "undo", "redo",
    ] {
        assert!(help.lines().any(|line| line.trim_start().starts_with(command)), "{command} is missing in {help}");
        desk.run(&[command, "--help"]).done();
    }
    assert!(!help.lines().any(|line| line.trim_start().starts_with("detect")), "it is not built yet");
    assert_eq!(desk.run(&["--version"]).done().out, format!("wakeline {}\n", env!("CARGO_PKG_VERSION")));
}

#[test]
fn a_reader_that_has_had_enough_is_no_error() {
    let desk = Desk::with_sample();
    let mut child = desk
        .command(&["query", "s.wake", "", "--kind", "claims", "--json"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("starts");
    drop(child.stdout.take());
    let output = child.wait_with_output().expect("ends");
    assert_eq!((output.status.code(), output.stderr.as_slice()), (Some(0), &b""[..]));
}

#[test]
fn what_a_stranger_put_into_a_case_does_not_reach_the_terminal() {
    let desk = Desk::new();
    let case = r#"{ "format": "wakeline-case", "version": 1, "case": { "title": "T" },
        "vessels": [{ "id": 1, "name": "\u001b]0;pwned\u0007Lady\u202eR" }] }"#;
    desk.write("in.wake.json", case);
    desk.run(&["new", "c.wake", "--from", "in.wake.json"]).done();
    let told = desk.run(&["query", "c.wake", "", "--kind", "vessels"]).done().out;
    assert!(told.contains("⟦U+001B⟧]0;pwned⟦U+0007⟧Lady⟦U+202E⟧R"), "{told:?}");
}

#[cfg(not(feature = "gui"))]
#[test]
fn without_the_window_the_program_says_so() {
    let desk = Desk::with_sample();
    for arguments in [&[][..], &["--sample"], &["s.wake"]] {
        desk.run(arguments).refused(2, &["without the window"]);
    }
}

#[test]
fn the_help_of_query_lists_every_field_with_its_examples() {
    let help = Desk::new().run(&["query", "--help"]).done().out;
    for field in wakeline::analysis::query::FIELDS {
        assert!(help.contains(&format!("  {}:", field.name)), "{}", field.name);
        assert!(field.examples.iter().all(|example| help.contains(example)), "{help}");
    }
    let desk = Desk::with_sample();
    let found = desk.run(&["query", "s.wake", "likelihood:>=likely OR hedge:alleged..appears -kind:berth", "--json"]);
    let found: Value = serde_json::from_str(&found.done().out).expect("JSON");
    assert!(!found.as_array().expect("an array").is_empty());
}
