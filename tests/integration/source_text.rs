//! Rust source as text: without comments, without strings, without what is compiled for tests only.
//!
//! Lines keep their numbers, because everything taken out is replaced by spaces. Knows no rule; see [`tidy`](super::tidy).

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// A source file in the forms the rules look at.
pub struct Source {
    /// Path from the top of the project, with `/`.
    pub path: String,
    /// As written.
    pub raw: String,
    /// Without comments and test-only items.
    pub with_strings: String,
    /// Without comments, test-only items and the contents of strings.
    pub code: String,
    /// Modules in files of their own that are compiled for tests only.
    test_modules: Vec<String>,
}

impl Source {
    /// Takes a file apart.
    pub fn new(path: &str, raw: &str) -> Self {
        let mut with_strings = blank(raw, false);
        let mut code = blank(raw, true);
        let mut test_modules = Vec::new();
        for range in test_only(&code) {
            let declared = code[range.clone()].strip_suffix(';').and_then(|item| item.rsplit_once("mod "));
            test_modules.extend(declared.map(|(_, name)| name.trim().to_owned()));
            with_strings = spaces(&with_strings, range.clone());
            code = spaces(&code, range);
        }
        Self { path: path.to_owned(), raw: raw.to_owned(), with_strings, code, test_modules }
    }

    /// Every file of `src`, without those that are compiled for tests only.
    pub fn all() -> Vec<Self> {
        Self::without_tests(tree("src", "rs").iter().map(|(path, raw)| Self::new(path, raw)).collect())
    }

    fn without_tests(sources: Vec<Self>) -> Vec<Self> {
        let tests: BTreeSet<Vec<String>> = sources
            .iter()
            .flat_map(|source| source.test_modules.iter().map(|name| [source.module(), vec![name.clone()]].concat()))
            .collect();
        sources.into_iter().filter(|source| !tests.contains(&source.module())).collect()
    }

    /// The path of the module: `src/figure/axis.rs` is `["figure", "axis"]`, `src/figure/mod.rs` is `["figure"]`.
    pub fn module(&self) -> Vec<String> {
        let path = self.path.trim_start_matches("src/").trim_end_matches(".rs");
        let mut segments: Vec<String> = path.split('/').map(str::to_owned).collect();
        if matches!(segments.last().map(String::as_str), Some("mod" | "lib" | "main")) {
            segments.pop();
        }
        segments
    }

    /// The layer: the first part of the module path, or `lib` or `main`.
    pub fn layer(&self) -> String {
        let top = self.path.trim_start_matches("src/").trim_end_matches(".rs");
        top.split('/').next().unwrap_or_default().to_owned()
    }

    /// Lines of code that contain `needle` as whole words, numbered from 1.
    pub fn lines_with(&self, needle: &str) -> Vec<usize> {
        lines_with(&self.code, needle)
    }

    /// Every path that begins at the root of this crate or of `std`, resolved to full segments, with its line.
    ///
    /// Understands `crate::`, `wakeline::`, chains of `super::`, and groups in braces.
    pub fn paths(&self) -> Vec<(usize, Vec<String>)> {
        let code = self.code.as_bytes();
        let mut found = Vec::new();
        for root in ["crate", "wakeline", "super", "std"] {
            for (at, _) in self.code.match_indices(root) {
                let starts = at == 0 || !is_word(code[at - 1]) && !self.code[..at].trim_end().ends_with("::");
                if !starts || !self.code[at + root.len()..].trim_start().starts_with("::") {
                    continue;
                }
                let mut paths = Vec::new();
                expand(&self.code, at, &[], &mut paths);
                let line = line_of(&self.code, at);
                found.extend(paths.into_iter().map(|path| (line, self.resolved(path))));
            }
        }
        found.sort();
        found
    }

    fn resolved(&self, path: Vec<String>) -> Vec<String> {
        let ups = path.iter().take_while(|segment| *segment == "super").count();
        match path.first().map(String::as_str) {
            Some("crate" | "wakeline") => path[1..].to_vec(),
            Some("super") => {
                let mut base = self.module();
                base.truncate(base.len().saturating_sub(ups));
                base.extend_from_slice(&path[ups..]);
                base
            }
            _ => path,
        }
    }
}

/// The line numbers, from 1, on which `needle` stands in `text` as whole words.
pub fn lines_with(text: &str, needle: &str) -> Vec<usize> {
    let bytes = text.as_bytes();
    let first_is_word = needle.bytes().next().is_some_and(is_word);
    let last_is_word = needle.bytes().last().is_some_and(is_word);
    let whole = |at: usize| {
        let end = at + needle.len();
        let free_before = !first_is_word || at == 0 || !is_word(bytes[at - 1]);
        free_before && (!last_is_word || end == bytes.len() || !is_word(bytes[end]))
    };
    text.match_indices(needle).filter(|(at, _)| whole(*at)).map(|(at, _)| line_of(text, at)).collect()
}

/// Every file below `folder` of the project whose name ends in `.{extension}`, sorted by path.
pub fn tree(folder: &str, extension: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    collect(Path::new(env!("CARGO_MANIFEST_DIR")), folder, extension, &mut found);
    found.sort();
    found
}

fn collect(top: &Path, folder: &str, extension: &str, found: &mut Vec<(String, String)>) {
    for entry in fs::read_dir(top.join(folder)).expect("the folder is there") {
        let entry = entry.expect("a readable entry");
        let path = format!("{folder}/{}", entry.file_name().to_string_lossy());
        if entry.path().is_dir() {
            collect(top, &path, extension, found);
        } else if entry.path().extension().is_some_and(|given| given == extension) {
            found.push((path, fs::read_to_string(entry.path()).expect("text")));
        }
    }
}

fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}

fn line_of(text: &str, at: usize) -> usize {
    text[..at].matches('\n').count() + 1
}

/// Replaces everything in the range but line ends by spaces.
fn spaces(text: &str, range: std::ops::Range<usize>) -> String {
    // By byte and not by character, so that the two forms of a file stay aligned.
    let gone: String = text[range.clone()].bytes().map(|byte| if byte == b'\n' { '\n' } else { ' ' }).collect();
    format!("{}{gone}{}", &text[..range.start], &text[range.end..])
}

/// Replaces comments by spaces, and the contents of strings too if asked. Byte for byte, so that the two forms of a
/// file stay aligned.
fn blank(raw: &str, strings_too: bool) -> String {
    let bytes = raw.as_bytes();
    let mut out = bytes.to_vec();
    let wipe = |out: &mut Vec<u8>, from: usize, to: usize| {
        out[from..to].iter_mut().filter(|byte| **byte != b'\n').for_each(|byte| *byte = b' ');
    };
    let mut at = 0;
    while at < bytes.len() {
        let rest = &raw.as_bytes()[at..];
        let after_word = at > 0 && is_word(bytes[at - 1]);
        if rest.starts_with(b"//") {
            let end = at + rest.iter().position(|byte| *byte == b'\n').unwrap_or(rest.len());
            wipe(&mut out, at, end);
            at = end;
        } else if rest.starts_with(b"/*") {
            let end = at + block_comment(rest);
            wipe(&mut out, at, end);
            at = end;
        } else if let Some(contents) = (!after_word).then(|| raw_string(rest)).flatten() {
            if strings_too {
                wipe(&mut out, at + contents.start, at + contents.end);
            }
            at += contents.end + 1;
        } else if rest[0] == b'"' {
            let close = quoted(rest, b'"');
            if strings_too {
                wipe(&mut out, at + 1, at + close - 1);
            }
            at += close;
        } else if rest[0] == b'\'' && is_char(rest) {
            let close = quoted(rest, b'\'');
            wipe(&mut out, at + 1, at + close - 1);
            at += close;
        } else {
            at += 1;
        }
    }
    String::from_utf8_lossy(&out).into_owned()
}

/// Length of the block comment at the start, nested ones included.
fn block_comment(text: &[u8]) -> usize {
    let (mut depth, mut at) = (0, 0);
    while at < text.len() {
        match &text[at..] {
            [b'/', b'*', ..] => (depth, at) = (depth + 1, at + 2),
            [b'*', b'/', ..] => (depth, at) = (depth - 1, at + 2),
            _ => at += 1,
        }
        if depth == 0 {
            break;
        }
    }
    at
}

/// Where the contents of the raw string at the start are, if there is one. The hashes after it are left as code.
fn raw_string(text: &[u8]) -> Option<std::ops::Range<usize>> {
    let prefix = usize::from(text.first().is_some_and(|byte| matches!(byte, b'b' | b'c')));
    let hashes = text.get(prefix + 1..)?.iter().take_while(|byte| **byte == b'#').count();
    let open = prefix + 1 + hashes;
    if text[prefix] != b'r' || text.get(open) != Some(&b'"') {
        return None;
    }
    let mut end = vec![b'"'];
    end.resize(1 + hashes, b'#');
    let length = text[open + 1..].windows(end.len()).position(|window| window == end)?;
    Some(open + 1..open + 1 + length)
}

/// Length of the string or character at the start, quotes included.
fn quoted(text: &[u8], quote: u8) -> usize {
    let mut at = 1;
    while at < text.len() && text[at] != quote {
        at += if text[at] == b'\\' { 2 } else { 1 };
    }
    (at + 1).min(text.len())
}

/// Whether a quote begins a character and not a lifetime.
fn is_char(text: &[u8]) -> bool {
    match text {
        [_, b'\\', ..] | [_, _, b'\'', ..] => true,
        [_, first, ..] if !first.is_ascii() => true,
        _ => false,
    }
}

/// The items that are compiled for tests only.
fn test_only(code: &str) -> Vec<std::ops::Range<usize>> {
    let mut ranges: Vec<std::ops::Range<usize>> = Vec::new();
    for marker in ["#[cfg(test)]", "#[cfg(all(test"] {
        for (start, _) in code.match_indices(marker) {
            if ranges.iter().any(|range| range.contains(&start)) {
                continue;
            }
            let mut depth = 0;
            let end = code[start..].bytes().position(|byte| {
                depth += i32::from(b"([{".contains(&byte)) - i32::from(b")]}".contains(&byte));
                depth == 0 && matches!(byte, b';' | b'}')
            });
            ranges.push(start..end.map_or(code.len(), |end| start + end + 1));
        }
    }
    ranges
}

/// Parses the path at `at` and adds it, or with a group each path of it.
fn expand(code: &str, at: usize, prefix: &[String], found: &mut Vec<Vec<String>>) -> usize {
    let skip = |at: usize| at + code[at..].len() - code[at..].trim_start().len();
    let mut path = prefix.to_vec();
    let mut at = skip(at);
    loop {
        if code[at..].starts_with('{') {
            at += 1;
            while at < code.len() && !code[at..].starts_with('}') {
                at = skip(expand(code, at, &path, found));
                at = skip(at + usize::from(code[at..].starts_with(',')));
            }
            return at + 1;
        }
        let length = code[at..].bytes().take_while(|byte| is_word(*byte) || *byte == b'*').count();
        if length == 0 {
            // `<`, or something that is no path: what was read so far is the path.
            found.push(path);
            return at + code[at..].chars().next().map_or(0, char::len_utf8);
        }
        path.push(code[at..at + length].to_owned());
        at = skip(at + length);
        if !code[at..].starts_with("::") {
            found.push(path);
            // `name as other`
            at += if code[at..].starts_with("as ") { code[at..].find([',', '}', ';']).unwrap_or(0) } else { 0 };
            return at;
        }
        at = skip(at + 2);
    }
}

#[test]
fn comments_strings_and_tests_are_taken_out_and_lines_stay() {
    let raw = "//! egui\nfn a() { b(\"egui \\\" // no\"); /* egui /* egui */ */ } // egui\n\
               const C: char = '\"'; const D: &str = r#\"egui \" egui\"#;\nfn e<'a>(x: &'a str) {}\n\
               #[cfg(test)]\nmod tests {\n    fn egui() {}\n}\nfn last() {}\n";
    let source = Source::new("src/figure/axis.rs", raw);
    assert_eq!(source.lines_with("egui"), [0; 0], "{}", source.code);
    assert_eq!(lines_with(&source.with_strings, "egui"), [2, 3, 3]);
    assert_eq!(source.lines_with("last"), [9]);
    assert_eq!(source.lines_with("str"), [3, 4]);
}

#[test]
fn a_module_for_tests_in_a_file_of_its_own_is_left_out() {
    let parent = Source::new("src/figure/lanes/mod.rs", "mod row;\n#[cfg(test)]\nmod tests;\n");
    let child = |name: &str| Source::new(&format!("src/figure/lanes/{name}.rs"), "");
    let left = Source::without_tests(vec![parent, child("row"), child("tests")]);
    let paths: Vec<&str> = left.iter().map(|source| source.path.as_str()).collect();
    assert_eq!(paths, ["src/figure/lanes/mod.rs", "src/figure/lanes/row.rs"]);
}

#[test]
fn paths_are_resolved_through_groups_and_supers() {
    let raw = "use crate::{model::visit::Visit, base::{time::Utc, hash as h}};\nuse super::lanes::Lane;\n\
               fn f() { super::super::store::open::<u8>(); std::env::var(\"X\"); pub(super) x; self::y() }\n";
    let source = Source::new("src/figure/axis.rs", raw);
    let paths: Vec<String> =
        source.paths().into_iter().map(|(line, path)| format!("{line} {}", path.join("::"))).collect();
    let expected = [
        "1 base::hash",
        "1 base::time::Utc",
        "1 model::visit::Visit",
        "2 figure::lanes::Lane",
        "3 std::env::var",
        "3 store::open",
    ];
    assert_eq!(paths, expected);
}
