//! The files of a `BagIt` bag (RFC 8493, version 1.0): its declaration, its description and its manifests.

use crate::base::hash::Sha256;

/// The declaration (section 2.1.1).
pub const DECLARATION: &str = "bagit.txt";
/// What the bag is about (section 2.2.2).
pub const INFO: &str = "bag-info.txt";
/// Hashes of the payload (section 2.1.3).
pub const MANIFEST: &str = "manifest-sha256.txt";
/// Hashes of the other files (section 2.2.1).
pub const TAG_MANIFEST: &str = "tagmanifest-sha256.txt";
/// Where the payload lies (section 2.1.2).
pub const PAYLOAD: &str = "data/";
/// What [`DECLARATION`] holds: two lines, and nothing else (section 2.1.1).
pub const DECLARED: &str = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n";

/// One file of a bag.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Member {
    /// Where it lies in the bag, with `/` between folders.
    pub path: String,
    /// The hash of its bytes.
    pub sha256: Sha256,
    /// How many bytes it has.
    pub bytes: u64,
}

/// How many bytes a payload has, and in how many files: the `Payload-Oxum` of section 2.2.2, `bytes.files`.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Oxum {
    /// Bytes.
    pub bytes: u64,
    /// Files.
    pub files: u64,
}

impl Oxum {
    /// Counts files.
    #[must_use]
    pub fn of(members: &[Member]) -> Self {
        let files = u64::try_from(members.len()).unwrap_or(u64::MAX);
        Self { bytes: members.iter().map(|member| member.bytes).sum(), files }
    }

    /// Reads `bytes.files`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (bytes, files) = text.trim().split_once('.')?;
        let number = |digits: &str| digits.bytes().all(|b| b.is_ascii_digit()).then(|| digits.parse().ok()).flatten();
        Some(Self { bytes: number(bytes)?, files: number(files)? })
    }
}

impl std::fmt::Display for Oxum {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}.{}", self.bytes, self.files)
    }
}

/// The lines of a manifest: hash, two spaces as `sha256sum` has them, path; sorted by path.
#[must_use]
pub fn manifest(members: &[Member]) -> String {
    let mut lines: Vec<(&str, String)> =
        members.iter().map(|m| (m.path.as_str(), format!("{}  {}\n", m.sha256, escape(&m.path)))).collect();
    lines.sort_unstable();
    lines.into_iter().map(|(_, line)| line).collect()
}

/// One line of a manifest as read.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Line {
    /// The path, with what was escaped put back.
    pub path: String,
    /// The hash.
    pub sha256: Sha256,
}

/// Reads a manifest: each line, or the number of one that is none, from 1.
///
/// Lines may end as on any system, and `*` may stand before the path as `sha256sum --binary` writes it (section 2.1.3).
#[must_use]
pub fn read_manifest(text: &str) -> Vec<Result<Line, usize>> {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let lines = text.split('\n').enumerate().filter(|(_, line)| !line.is_empty());
    lines.map(|(before, line)| read_line(line).ok_or(before + 1)).collect()
}

fn read_line(line: &str) -> Option<Line> {
    let (hash, path) = line.split_once([' ', '\t'])?;
    let path = path.trim_start_matches([' ', '\t']);
    let path = path.strip_prefix('*').unwrap_or(path);
    let path = path.strip_prefix("./").unwrap_or(path);
    (!path.is_empty()).then_some(())?;
    Some(Line { path: unescape(path), sha256: hash.parse().ok()? })
}

/// A path as it stands in a manifest: line feed, carriage return and `%` in per cent, and nothing else (section 2.1.3).
#[must_use]
pub fn escape(path: &str) -> String {
    path.replace('%', "%25").replace('\n', "%0A").replace('\r', "%0D")
}

/// The path that [`escape`] was given. Other escapes stay as they are.
#[must_use]
pub fn unescape(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    let mut rest = path;
    while let Some(at) = rest.find('%') {
        out.push_str(&rest[..at]);
        let code = rest.get(at..at + 3).unwrap_or_default();
        let letter = match code.to_ascii_uppercase().as_str() {
            "%25" => '%',
            "%0A" => '\n',
            "%0D" => '\r',
            _ => {
                out.push('%');
                rest = &rest[at + 1..];
                continue;
            }
        };
        out.push(letter);
        rest = &rest[at + 3..];
    }
    out.push_str(rest);
    out
}

/// Lines of [`INFO`]: a label, a colon, a value on one line (section 2.2.2). Empty values are left out.
#[must_use]
pub fn info(pairs: &[(&str, String)]) -> String {
    let mut out = String::new();
    for (label, value) in pairs {
        let printable = value.chars().map(|c| if c.is_control() { ' ' } else { c });
        let value = printable.collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ");
        if !value.is_empty() {
            out.push_str(&format!("{label}: {value}\n"));
        }
    }
    out
}

/// The value of a label in [`INFO`]; labels are told apart without regard to capitals (section 2.2.2).
#[must_use]
pub fn info_value<'a>(text: &'a str, label: &str) -> Option<&'a str> {
    text.lines().find_map(|line| {
        let (found, value) = line.split_once(':')?;
        found.trim().eq_ignore_ascii_case(label).then(|| value.trim())
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn member(path: &str, bytes: &[u8]) -> Member {
        Member { path: path.to_owned(), sha256: Sha256::of(bytes), bytes: bytes.len() as u64 }
    }

    #[test]
    fn a_manifest_is_what_sha256sum_reads() {
        let text = manifest(&[member("data/b", b""), member("data/a", b"abc")]);
        let abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        let nothing = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
        assert_eq!(text, format!("{abc}  data/a\n{nothing}  data/b\n"));
    }

    #[test]
    fn line_ends_and_per_cent_are_escaped_and_nothing_else() {
        assert_eq!(escape("data/100%\r\n é%0A"), "data/100%25%0D%0A é%250A");
        assert_eq!(unescape("data/%0a%0D%25%41%2"), "data/\n\r%%41%2");
    }

    #[test]
    fn manifests_of_other_tools_are_read() {
        let hash = Sha256::of(b"abc");
        let text = format!("{hash}  data/a\r\n{hash} *data/b c\n{hash}\t./data/d\n\nnonsense\n{hash}\n");
        let lines: Vec<_> = read_manifest(&text).into_iter().map(|line| line.map(|line| line.path)).collect();
        let path = |path: &str| Ok(path.to_owned());
        assert_eq!(lines, [path("data/a"), path("data/b c"), path("data/d"), Err(5), Err(6)]);
    }

    #[test]
    fn the_oxum_counts_bytes_and_files() {
        let oxum = Oxum::of(&[member("data/a", b"abc"), member("data/b", b"")]);
        assert_eq!(oxum.to_string(), "3.2");
        assert_eq!(Oxum::parse("3.2"), Some(oxum));
        assert_eq!([Oxum::parse("3"), Oxum::parse("+3.2"), Oxum::parse("3.2.1")], [None; 3]);
    }

    #[test]
    fn what_a_case_holds_adds_no_line_to_the_description() {
        let text = info(&[("Title", "a\r\nPayload-Oxum: 0.0\u{85}b".to_owned()), ("Empty", " ".to_owned())]);
        assert_eq!(text, "Title: a Payload-Oxum: 0.0 b\n");
        assert_eq!(info_value("A: 1\npayload-oxum:  2.3 \n", "Payload-Oxum"), Some("2.3"));
        assert_eq!(info_value(&text, "Payload-Oxum"), None);
    }

    proptest! {
        #[test]
        fn every_path_comes_back(path in "(?s).{0,40}") {
            prop_assert_eq!(unescape(&escape(&path)), path);
        }
    }
}
