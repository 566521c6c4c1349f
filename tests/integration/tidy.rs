//! The invariants of `ARCHITECTURE.md` that can be read from the source tree. Each rule is shown to fail on a bad snippet.
//!
//! Invariants 7 to 9 are about behaviour: 7 (bytes written once) is tested with the store's attachments, 8 (numbers lead
//! back to exhibits) and 9 (same bytes out) with the writers of `report`.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use super::source_text::{Source, lines_with, tree};

/// The layers, and what each may use beside itself.
const LAYERS: [(&str, &[&str]); 10] = [
    ("base", &[]),
    ("model", &["base"]),
    ("import", &["base", "model"]),
    ("store", &["base", "model"]),
    ("analysis", &["base", "model"]),
    ("figure", &["base", "model", "analysis"]),
    ("report", &["base", "model", "analysis", "figure"]),
    ("tasks", &["base", "model", "import", "store", "analysis", "figure", "report"]),
    ("cli", &["base", "model", "import", "store", "analysis", "figure", "report", "tasks"]),
    ("ui", &["base", "model", "import", "store", "analysis", "figure", "report", "tasks"]),
];

/// Crates of the window. Only `ui` may know them.
const WINDOW_CRATES: [&str; 12] = [
    "eframe",
    "egui",
    "egui_commonmark",
    "egui_extras",
    "egui_notify",
    "egui_plot",
    "egui_table",
    "egui_tiles",
    "emath",
    "epaint",
    "rfd",
    "winit",
];

/// Files outside model and store that change facts of their own, which never become the case, each with its reason.
const CHANGE_COPIES: [(&str, &str); 6] = [
    ("src/tasks/import.rs", "rehearses an import of several files on a private copy"),
    ("src/tasks/subset.rs", "builds the part of a case that is exported"),
    ("src/tasks/bundle/redact.rs", "takes out of a copy what is left out of a bundle"),
    ("src/tasks/ledger.rs", "counts by another event or table than the case has, on a private copy"),
    ("src/tasks/pair.rs", "works out several decisions one after another on a private copy"),
    ("src/analysis/ledger/book.rs", "keeps a table of its own, which holds no facts"),
];

/// Clock, environment and the system's fonts, which only `cli`, `ui` and `main` may ask.
const SURROUNDINGS: [&str; 7] = [
    "SystemTime::now",
    "Timestamp::now",
    "Zoned::now",
    "Instant::now",
    "TimeZone::system",
    "ProjectDirs",
    "load_system_fonts",
];

/// Crates that speak to a network. None may be in the lock file, for any platform or feature.
///
/// The desktop is reached over local sockets, and that is all: `zbus` and `async-io` (accessibility, file dialogs),
/// `x11rb` and `wayland-client` (the window). `tokio` is locked for a browser build of `wgpu` that is never made; without
/// `mio` and `socket2`, which are on the list, it cannot open a socket.
const NETWORK_CRATES: [&str; 26] = [
    "attohttpc",
    "awc",
    "curl",
    "curl-sys",
    "ehttp",
    "h2",
    "h3",
    "hickory-resolver",
    "hyper",
    "isahc",
    "mio",
    "minreq",
    "native-tls",
    "openssl",
    "openssl-sys",
    "quinn",
    "reqwest",
    "rustls",
    "self_update",
    "sentry",
    "socket2",
    "surf",
    "tokio-native-tls",
    "tokio-rustls",
    "tungstenite",
    "ureq",
];

const MOST_LINES: usize = 500;

type Rule = fn(&[Source]) -> Vec<String>;

fn at(source: &Source, line: usize, what: &str) -> String {
    format!("{}:{line}: {what}", source.path)
}

/// Lines of every file for which `concerned` holds that contain one of `words`.
fn mentions(sources: &[Source], words: &[&str], concerned: impl Fn(&Source) -> bool) -> Vec<String> {
    let mut found = Vec::new();
    for source in sources.iter().filter(|source| concerned(source)) {
        for word in words {
            found.extend(source.lines_with(word).into_iter().map(|line| at(source, line, word)));
        }
    }
    found
}

/// Lines that take facts to change, under whatever path they are named.
fn mutable_facts(source: &Source) -> Vec<String> {
    let in_path = |c: char| c.is_alphanumeric() || matches!(c, '_' | ':');
    let mut found = Vec::new();
    for (at_line, line) in source.code.lines().enumerate() {
        let words: Vec<&str> = line.split(|c: char| !in_path(c)).collect();
        let taken = words.windows(2).any(|pair| pair[0] == "mut" && pair[1].rsplit("::").next() == Some("Facts"));
        found.extend(taken.then(|| at(source, at_line + 1, "&mut Facts")));
    }
    found
}

/// Invariant 1. That the rest builds without the window is what `--no-default-features` in `check.sh` shows.
fn only_ui_knows_the_window(sources: &[Source]) -> Vec<String> {
    let mut found = mentions(sources, &WINDOW_CRATES, |source| source.layer() != "ui");
    for source in sources.iter().filter(|source| matches!(source.layer().as_str(), "lib" | "main")) {
        let lines: Vec<&str> = source.with_strings.lines().collect();
        for (number, line) in lines.iter().enumerate() {
            let names_ui = ["mod ui", "wakeline::ui", "crate::ui"].iter().any(|ui| !lines_with(line, ui).is_empty());
            // The attribute stands on the item or on the function around it.
            let behind = lines[..=number].iter().rev().take(4).any(|line| line.contains("cfg(feature = \"gui\")"));
            if names_ui && !behind {
                found.push(at(source, number + 1, "ui without cfg(feature = \"gui\")"));
            }
        }
    }
    found
}

/// Invariant 2, first half.
fn no_layer_uses_a_later_one(sources: &[Source]) -> Vec<String> {
    let mut found = Vec::new();
    for source in sources {
        let layer = source.layer();
        if layer == "lib" || layer == "main" {
            continue;
        }
        let Some((_, may)) = LAYERS.iter().find(|(name, _)| *name == layer) else {
            found.push(at(source, 1, "lies in no layer"));
            continue;
        };
        for (line, path) in source.paths() {
            let Some(used) = path.first().filter(|used| LAYERS.iter().any(|(name, _)| name == used)) else { continue };
            if *used != layer && !may.contains(&used.as_str()) {
                found.push(at(source, line, &format!("{layer} may not use {used}")));
            }
        }
    }
    found
}

/// Invariant 2, second half.
fn no_view_names_another(sources: &[Source]) -> Vec<String> {
    let view = |path: &[String]| match path {
        [ui, views, view, ..] if ui == "ui" && views == "views" => Some(view.clone()),
        _ => None,
    };
    let views: BTreeSet<String> = sources.iter().filter_map(|source| view(&source.module())).collect();
    let mut found = Vec::new();
    for source in sources {
        let Some(own) = view(&source.module()) else { continue };
        for (line, path) in source.paths() {
            if let Some(other) = view(&path).filter(|other| *other != own && views.contains(other)) {
                found.push(at(source, line, &format!("view {own} names view {other}")));
            }
        }
    }
    found
}

/// Invariant 3.
fn only_the_store_holds_sql(sources: &[Source]) -> Vec<String> {
    let outside = |source: &Source| source.layer() != "store";
    let mut found = mentions(sources, &["rusqlite", "libsqlite3_sys"], outside);
    for source in sources.iter().filter(|source| outside(source)) {
        let statements = ["SELECT ", "INSERT INTO ", "INSERT OR ", "DELETE FROM ", "CREATE TABLE ", "PRAGMA "];
        for statement in statements {
            found.extend(lines_with(&source.with_strings, statement).iter().map(|line| at(source, *line, statement)));
        }
    }
    found
}

/// Invariant 4: outside model and store nothing can get hold of facts to change.
fn only_the_store_changes_facts(sources: &[Source]) -> Vec<String> {
    let concerned = |source: &Source| {
        let copies = CHANGE_COPIES.iter().any(|(path, _)| *path == source.path);
        !matches!(source.layer().as_str(), "base" | "model" | "store") && !copies
    };
    let mut found = mentions(sources, &[".put(", "facts.remove(", "reserve_ids"], concerned);
    found.extend(sources.iter().filter(|source| concerned(source)).flat_map(mutable_facts));
    found
}

/// Invariant 5.
fn time_and_surroundings_are_arguments(sources: &[Source]) -> Vec<String> {
    let outer = |source: &Source| matches!(source.layer().as_str(), "cli" | "ui" | "main");
    let mut found = mentions(sources, &SURROUNDINGS, |source| !outer(source));
    for source in sources {
        for (line, path) in source.paths() {
            let name = path.join("::");
            let network = name.starts_with("std::net") || name.starts_with("std::os::unix::net");
            if network || (name.starts_with("std::env") && !outer(source)) {
                found.push(at(source, line, &name));
            }
        }
    }
    found
}

/// Invariant 6. That each proposal names its rule and the ids it rests on is in its type.
fn analysis_is_pure(sources: &[Source]) -> Vec<String> {
    let inside = |source: &Source| source.layer() == "analysis";
    let mut found = mentions(sources, &["CaseStore"], inside);
    for source in sources.iter().filter(|source| inside(source)) {
        found.extend(mutable_facts(source));
        for (line, path) in source.paths() {
            let name = path.join("::");
            if ["std::fs", "std::io", "std::process"].iter().any(|outside| name.starts_with(outside)) {
                found.push(at(source, line, &name));
            }
        }
    }
    found
}

/// No panics by way of `unwrap`, nothing left to do, no macro of our own, no unsafe code.
fn nothing_is_left_undone(sources: &[Source]) -> Vec<String> {
    mentions(sources, &[".unwrap()", "todo!", "unimplemented!", "macro_rules!", "unsafe"], |_| true)
}

fn modules_say_what_they_are_for(sources: &[Source]) -> Vec<String> {
    let silent = sources.iter().filter(|source| !source.raw.starts_with("//! "));
    silent.map(|source| at(source, 1, "does not open with //!")).collect()
}

/// Tests at the end of a file do not count.
fn files_stay_short(sources: &[Source]) -> Vec<String> {
    let mut found = Vec::new();
    for source in sources {
        let lines = source.code.trim_end().lines().count();
        if lines > MOST_LINES {
            found.push(at(source, lines, &format!("longer than {MOST_LINES} lines")));
        }
    }
    found
}

const RULES: [Rule; 10] = [
    only_ui_knows_the_window,
    no_layer_uses_a_later_one,
    no_view_names_another,
    only_the_store_holds_sql,
    only_the_store_changes_facts,
    time_and_surroundings_are_arguments,
    analysis_is_pure,
    nothing_is_left_undone,
    modules_say_what_they_are_for,
    files_stay_short,
];

/// Invariant 10: the names of locked packages that speak to a network.
fn network_crates(lock: &str) -> Vec<String> {
    let names = lock.lines().filter_map(|line| line.strip_prefix("name = \"")?.strip_suffix('"'));
    names.filter(|name| NETWORK_CRATES.contains(name)).map(str::to_owned).collect()
}

fn project_file(name: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(name)).expect(name)
}

#[test]
fn the_source_tree_keeps_the_invariants() {
    let sources = Source::all();
    assert!(sources.len() > 30, "the tree was read: {}", sources.len());
    let found: Vec<String> = RULES.iter().flat_map(|rule| rule(&sources)).collect();
    assert!(found.is_empty(), "\n{}", found.join("\n"));
    let strays = tree("src", "sql").into_iter().map(|(path, _)| path).filter(|path| !path.starts_with("src/store/"));
    assert_eq!(strays.collect::<Vec<_>>(), [""; 0], "SQL outside the store");
}

#[test]
fn no_crate_that_speaks_to_a_network_is_locked() {
    assert_eq!(network_crates(&project_file("Cargo.lock")), [""; 0]);
    let bad = "[[package]]\nname = \"serde\"\n\n[[package]]\nname = \"hyper\"\nversion = \"1.0.0\"\n";
    assert_eq!(network_crates(bad), ["hyper"]);
    let denied = project_file("deny.toml");
    for name in NETWORK_CRATES {
        assert!(denied.contains(&format!("\"{name}\"")), "deny.toml does not ban {name}");
    }
}

#[test]
fn the_readme_and_the_checks_name_the_same_commands() {
    let readme = project_file("README.md");
    let commands: Vec<&str> = readme.lines().filter(|line| line.starts_with("cargo ")).collect();
    assert_eq!(commands[..2], ["cargo run --release -- --sample", "cargo test"]);
    let check = project_file("check.sh");
    assert!(check.contains("sed -n '/^cargo test/{p;q}' README.md"), "check.sh runs what the README says");
}

#[test]
fn the_architecture_names_every_module() {
    let text = project_file("ARCHITECTURE.md");
    let sources = Source::all();
    let mut missing = String::new();
    for source in
        sources.iter().filter(|source| !text.contains(&format!("`{}`", source.path.trim_start_matches("src/"))))
    {
        let first_line = source.raw.lines().next().unwrap_or_default().trim_start_matches("//! ");
        missing.push_str(&format!("\n| `{}` | {first_line} |", source.path.trim_start_matches("src/")));
    }
    assert!(missing.is_empty(), "not in ARCHITECTURE.md:{missing}");
}

#[test]
fn the_architecture_names_tests_that_exist() {
    let (text, tests) = (project_file("ARCHITECTURE.md"), include_str!("tidy.rs"));
    let named: Vec<&str> = text.split("`tidy::").skip(1).filter_map(|rest| rest.split('`').next()).collect();
    assert!(named.len() >= 12, "{named:?}");
    for name in named.into_iter().filter(|name| *name != "…") {
        assert!(tests.contains(&format!("fn {name}(")), "ARCHITECTURE.md names {name}, which is no test");
    }
}

/// Asserts that `rule` finds something on line 2 of a bad snippet and nothing in a good one.
#[track_caller]
fn check(rule: Rule, path: &str, bad: &str, good: &str) {
    let source = |line: &str| [Source::new(path, &format!("//! Top.\n{line}\n"))];
    let found = rule(&source(bad));
    assert!(found.iter().any(|problem| problem.starts_with(&format!("{path}:2:"))), "passed: {bad}: {found:?}");
    assert_eq!(rule(&source(good)), [""; 0], "{good}");
}

#[test]
fn window_crates_outside_ui_are_found() {
    let rule = only_ui_knows_the_window;
    check(rule, "src/figure/axis.rs", "use egui::Pos2;", "fn f() {} // egui");
    check(rule, "src/tasks/open.rs", "rfd::FileDialog::new();", "let egui_like = 1;");
    check(rule, "src/lib.rs", "pub mod ui;", "#[cfg(feature = \"gui\")]\npub mod ui;");
    check(
        rule,
        "src/main.rs",
        "fn f() { wakeline::ui::run() }",
        "#[cfg(feature = \"gui\")] fn f() { wakeline::ui::run() }",
    );
    assert_eq!(rule(&[Source::new("src/ui/app.rs", "use egui::Pos2;")]), [""; 0]);
}

#[test]
fn uses_against_the_order_of_layers_are_found() {
    let rule = no_layer_uses_a_later_one;
    check(rule, "src/base/time.rs", "use crate::model::visit::Visit;", "use crate::base::edtf::Edtf;");
    check(
        rule,
        "src/store/load.rs",
        "use crate::{base::time, analysis::ledger};",
        "use crate::{base::time, model::facts};",
    );
    check(rule, "src/import/csv.rs", "fn f() { crate::store::open(); }", "fn f() { crate::model::ids::f(); }");
    check(rule, "src/analysis/visits.rs", "use super::super::import::ais;", "use super::shipments;");
    check(rule, "src/report/svg.rs", "use crate::store::CaseStore;", "use crate::figure::scene::Scene;");
    check(rule, "src/cli/info.rs", "use crate::ui::app;", "use crate::tasks::info;");
    check(rule, "src/ui/app.rs", "use crate::cli::exit;", "use crate::figure::scene::Scene;");
    assert_eq!(rule(&[Source::new("src/misc/x.rs", "")]).len(), 1, "a file in no layer");
}

#[test]
fn views_that_name_each_other_are_found() {
    let other = || Source::new("src/ui/views/ledger/mod.rs", "//! Top.");
    let of = |path: &str, line: &str| no_view_names_another(&[Source::new(path, line), other()]).len();
    assert_eq!(of("src/ui/views/timeline/paint.rs", "use crate::ui::views::ledger::State;"), 1);
    assert_eq!(of("src/ui/views/timeline/mod.rs", "use super::ledger::State;"), 1);
    assert_eq!(of("src/ui/views/timeline/paint.rs", "use super::super::ledger::State;"), 1);
    assert_eq!(of("src/ui/views/timeline/paint.rs", "use super::layout; use crate::ui::widgets::chip;"), 0);
    assert_eq!(of("src/ui/app.rs", "use crate::ui::views::ledger;"), 0);
}

#[test]
fn sql_outside_the_store_is_found() {
    let rule = only_the_store_holds_sql;
    check(rule, "src/tasks/check.rs", "use rusqlite::Connection;", "// rusqlite is not used here");
    check(rule, "src/cli/query.rs", "let q = \"SELECT id FROM visit\";", "let q = \"Select a visit\";");
    assert_eq!(rule(&[Source::new("src/store/load.rs", "use rusqlite::Row; const Q: &str = \"SELECT 1\";")]), [""; 0]);
}

#[test]
fn changes_of_facts_outside_the_store_are_found() {
    let rule = only_the_store_changes_facts;
    check(rule, "src/ui/session.rs", "self.facts.put(entity);", "self.facts.visits.get(id);");
    check(rule, "src/tasks/analyse.rs", "fn f(facts: &mut Facts) {}", "fn f(facts: &Facts) {}");
    check(
        rule,
        "src/report/svg.rs",
        "fn f<'a>(f: &'a mut crate::model::facts::Facts) {}",
        "fn f(x: &mut FactsView, y: &mut OldFacts, z: &Facts) {}",
    );
    check(rule, "src/cli/import.rs", "facts.remove(id.into());", "#[cfg(test)] mod tests { fn f() { facts.put(x) } }");
    check(rule, "src/analysis/visits.rs", "copy.reserve_ids(kind, 4);", "let output = compute();");
}

#[test]
fn clock_environment_and_network_are_found() {
    let rule = time_and_surroundings_are_arguments;
    check(rule, "src/store/journal.rs", "let t = SystemTime::now();", "fn f(now: Utc) {}");
    check(rule, "src/base/progress.rs", "let t = std::time::Instant::now();", "// Instant::now is for cli");
    check(
        rule,
        "src/tasks/open.rs",
        "use std::{env, fs};",
        "use std::fs; const V: &str = env!(\"CARGO_PKG_VERSION\");",
    );
    check(rule, "src/report/html.rs", "let zone = TimeZone::system();", "let zone = TimeZone::UTC;");
    check(rule, "src/ui/app.rs", "use std::net::TcpStream;", "let home = std::env::var(\"HOME\");");
}

#[test]
fn impure_analysis_is_found() {
    let rule = analysis_is_pure;
    check(rule, "src/analysis/visits.rs", "fn f(facts: &mut Facts) {}", "fn f(facts: &Facts) -> Vec<Proposal> {}");
    check(rule, "src/analysis/ledger.rs", "use std::fs::File;", "use std::collections::BTreeMap;");
    check(rule, "src/analysis/ledger.rs", "fn f(store: &CaseStore) {}", "fn f(facts: &Facts) {}");
}

#[test]
fn what_is_left_undone_is_found() {
    let rule = nothing_is_left_undone;
    check(rule, "src/base/text.rs", "let x = y.unwrap();", "let x = y.unwrap_or_default();");
    check(rule, "src/base/text.rs", "todo!()", "#[test] fn todo() {}");
    check(rule, "src/base/text.rs", "macro_rules! m { () => {} }", "#[cfg(test)] mod tests { fn f() { x.unwrap() } }");
}

#[test]
fn silent_and_long_files_are_found() {
    assert_eq!(modules_say_what_they_are_for(&[Source::new("src/base/mod.rs", "pub mod time;\n")]).len(), 1);
    assert_eq!(modules_say_what_they_are_for(&[Source::new("src/base/mod.rs", "//! Words.\n")]), [""; 0]);
    let lines = |count: usize| [Source::new("src/base/long.rs", &"fn f() {}\n".repeat(count))];
    assert_eq!((files_stay_short(&lines(MOST_LINES)).len(), files_stay_short(&lines(MOST_LINES + 1)).len()), (0, 1));
    let tests = format!("fn f() {{}}\n#[cfg(test)]\nmod tests {{\n{}}}\n", "fn f() {}\n".repeat(MOST_LINES));
    assert_eq!(files_stay_short(&[Source::new("src/base/tested.rs", &tests)]), [""; 0]);
}
