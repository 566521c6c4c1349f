//! The directory of a ZIP, read before anything is unpacked: what an archive from a stranger must not do.
//!
//! Field offsets are those of PKWARE's APPNOTE 6.3.10, sections 4.3.7 (local header), 4.3.12 (central header), 4.3.14 to
//! 4.3.16 (ends) and 4.5.3 (ZIP64). Read here and not by the library that unpacks, because that keeps one entry of two with
//! the same name.

use std::collections::BTreeMap;
use std::io::{self, Read, Seek, SeekFrom};

use unicode_normalization::UnicodeNormalization;

use crate::base::issues::{Issues, Location, Severity};

/// Most entries.
pub(super) const MOST_ENTRIES: u64 = 10_000;
/// Most bytes that an entry may unpack to. One that is stored as it is takes them up in the archive too, and may have more.
pub(super) const MOST_UNPACKED: u64 = 512 << 20;
/// Most times that an entry of more than [`MATTERS`] bytes may grow when it is unpacked.
pub(super) const MOST_TIMES: u64 = 200;
/// Bytes up to which it does not matter how much an entry grows.
const MATTERS: u64 = 10 << 20;
/// Most bytes of a directory: ten thousand entries with long names and comments.
const MOST_DIRECTORY: u64 = 64 << 20;

const STORED: u16 = 0;
const DEFLATED: u16 = 8;

/// One entry, as the directory has it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Entry {
    /// Its name, as text.
    pub name: String,
    /// Bytes when unpacked.
    pub bytes: u64,
    /// Where its header begins.
    pub start: u64,
    packed: u64,
    method: u16,
    flags: u16,
    link: bool,
    raw: Vec<u8>,
}

impl Entry {
    /// Whether it is a folder, of which nothing is read.
    pub fn is_folder(&self) -> bool {
        self.name.ends_with('/')
    }
}

/// Why an archive cannot be read at all, in a few words.
#[derive(Debug)]
pub(super) struct Unreadable(pub String);

impl From<io::Error> for Unreadable {
    fn from(error: io::Error) -> Self {
        Self(match error.kind() {
            io::ErrorKind::UnexpectedEof => "the ZIP is cut off".to_owned(),
            _ => error.to_string(),
        })
    }
}

fn short(bytes: &[u8], at: usize) -> u64 {
    number(bytes, at, 2)
}

fn long(bytes: &[u8], at: usize) -> u64 {
    number(bytes, at, 4)
}

/// A little-endian number of `width` bytes; zero beyond the end.
fn number(bytes: &[u8], at: usize, width: usize) -> u64 {
    let bytes = bytes.get(at..at + width).unwrap_or_default();
    bytes.iter().rev().fold(0, |number, byte| number << 8 | u64::from(*byte))
}

fn cut_off() -> Unreadable {
    Unreadable("its directory is broken or cut off".to_owned())
}

/// Where the directory lies, and how many entries it is said to have.
struct Directory {
    start: u64,
    bytes: u64,
    entries: u64,
}

fn find(file: &mut (impl Read + Seek)) -> Result<Directory, Unreadable> {
    let length = file.seek(SeekFrom::End(0))?;
    let tail_start = length.saturating_sub(22 + 0xFFFF);
    file.seek(SeekFrom::Start(tail_start))?;
    let mut tail = Vec::new();
    file.take(length - tail_start).read_to_end(&mut tail)?;
    let is_end = |at: &usize| {
        tail[*at..].starts_with(b"PK\x05\x06") && *at as u64 + 22 + short(&tail, at + 20) == tail.len() as u64
    };
    let last = tail.len().checked_sub(22).ok_or_else(cut_off)?;
    let at = (0..=last)
        .rev()
        .find(is_end)
        .ok_or_else(|| Unreadable("the ZIP has no end, so that it is cut off".to_owned()))?;
    let end = &tail[at..];
    let mut directory = Directory { start: long(end, 16), bytes: long(end, 12), entries: short(end, 10) };
    let mut follows = tail_start + at as u64;
    let locator = at.checked_sub(20).map(|before| &tail[before..at]).filter(|found| found.starts_with(b"PK\x06\x07"));
    if let Some(locator) = locator {
        follows = number(locator, 8, 8);
        file.seek(SeekFrom::Start(follows))?;
        let mut end = [0; 56];
        file.read_exact(&mut end)?;
        if !end.starts_with(b"PK\x06\x06") {
            return Err(cut_off());
        }
        directory = Directory { start: number(&end, 48, 8), bytes: number(&end, 40, 8), entries: number(&end, 32, 8) };
    }
    if directory.start.checked_add(directory.bytes) != Some(follows) {
        return Err(cut_off());
    }
    Ok(directory)
}

/// Reads the directory, and notes everything about it that is refused. Nothing may be unpacked if anything was noted.
pub(super) fn read(file: &mut (impl Read + Seek), issues: &mut Issues) -> Result<Vec<Entry>, Unreadable> {
    let directory = find(file)?;
    if directory.entries > MOST_ENTRIES || directory.bytes > MOST_DIRECTORY {
        let message = format!("It has more than {MOST_ENTRIES} entries; nothing was unpacked");
        issues.push(Severity::Error, Location::default(), message);
        return Ok(Vec::new());
    }
    file.seek(SeekFrom::Start(directory.start))?;
    let mut bytes = Vec::new();
    file.take(directory.bytes).read_to_end(&mut bytes)?;
    let mut rest = bytes.as_slice();
    let mut entries = Vec::new();
    while !rest.is_empty() {
        let (entry, length) = entry(rest).ok_or_else(cut_off)?;
        entries.push(entry);
        rest = rest.get(length..).unwrap_or_default();
    }
    if entries.len() as u64 != directory.entries {
        return Err(cut_off());
    }
    refuse(file, &entries, directory.start, issues)?;
    Ok(entries)
}

/// The first entry in a directory, and how many bytes it takes up there.
fn entry(bytes: &[u8]) -> Option<(Entry, usize)> {
    if !bytes.starts_with(b"PK\x01\x02") {
        return None;
    }
    let length = |at| usize::try_from(short(bytes, at)).ok();
    let (name, extra, comment) = (length(28)?, length(30)?, length(32)?);
    let raw = bytes.get(46..46 + name)?;
    let fields = bytes.get(46 + name..46 + name + extra)?;
    let whole = 46 + name + extra + comment;
    bytes.get(..whole)?;
    let mut wide = wide_numbers(fields).into_iter();
    let mut real = |at| match long(bytes, at) {
        0xFFFF_FFFF => wide.next().unwrap_or(0xFFFF_FFFF),
        small => small,
    };
    let (unpacked, packed, start) = (real(24), real(20), real(42));
    let unix = short(bytes, 4) >> 8 == 3;
    let entry = Entry {
        name: String::from_utf8_lossy(raw).into_owned(),
        bytes: unpacked,
        start,
        packed,
        method: u16::try_from(short(bytes, 10)).ok()?,
        flags: u16::try_from(short(bytes, 8)).ok()?,
        // S_IFLNK in the file type of the mode, which stands in the upper half of the attributes.
        link: unix && (long(bytes, 38) >> 28) == 0o12,
        raw: raw.to_vec(),
    };
    Some((entry, whole))
}

/// The 64-bit numbers of the ZIP64 field, in their order.
fn wide_numbers(mut fields: &[u8]) -> Vec<u64> {
    while fields.len() >= 4 {
        let length = usize::try_from(short(fields, 2)).unwrap_or_default();
        let data = fields.get(4..4 + length).unwrap_or_default();
        if short(fields, 0) == 1 {
            return data.chunks_exact(8).map(|chunk| number(chunk, 0, 8)).collect();
        }
        fields = fields.get(4 + length..).unwrap_or_default();
    }
    Vec::new()
}

fn refuse(
    file: &mut (impl Read + Seek),
    entries: &[Entry],
    directory: u64,
    issues: &mut Issues,
) -> Result<(), Unreadable> {
    let mut names: BTreeMap<String, usize> = BTreeMap::new();
    let mut ranges: Vec<(u64, u64, &Entry)> = Vec::new();
    for entry in entries {
        for problem in problems(entry) {
            note(issues, entry, problem);
        }
        // As a system sees them that knows no capitals and composes letters.
        *names.entry(entry.name.trim_end_matches('/').nfc().collect::<String>().to_lowercase()).or_default() += 1;
        let Some(length) = local_length(file, entry)? else {
            note(issues, entry, "What stands before its bytes is not what the directory says");
            continue;
        };
        ranges.push((entry.start, entry.start.saturating_add(length).saturating_add(entry.packed), entry));
    }
    for entry in entries {
        let name = entry.name.trim_end_matches('/').nfc().collect::<String>().to_lowercase();
        if names.remove(&name).is_some_and(|times| times > 1) {
            note(issues, entry, "There is more than one entry of this name");
        }
    }
    ranges.sort_unstable_by_key(|(start, end, _)| (*start, *end));
    let mut reached = 0;
    for (start, end, entry) in ranges {
        if start < reached {
            note(issues, entry, "Its bytes are also those of another entry");
        }
        if end > directory {
            note(issues, entry, "Its bytes reach into the directory of the ZIP");
        }
        reached = reached.max(end);
    }
    Ok(())
}

fn note(issues: &mut Issues, entry: &Entry, message: &str) {
    let place = Location { file: Some(entry.name.clone()), ..Location::default() };
    issues.push(Severity::Error, place, format!("{message}; nothing was unpacked"));
}

/// What is refused of one entry.
fn problems(entry: &Entry) -> Vec<&'static str> {
    let mut found = Vec::new();
    if std::str::from_utf8(&entry.raw).is_err() {
        found.push("Its name is no text");
    }
    let path = entry.name.strip_suffix('/').unwrap_or(&entry.name);
    let leads_out = path.split('/').any(|part| matches!(part, "" | "." | ".."));
    if leads_out || path.contains(['\\', ':']) || path.contains(char::is_control) {
        found.push("Its name could lead out of the bundle");
    }
    if entry.link {
        found.push("It is a link");
    }
    // Bits 0, 6 and 13: encrypted, strongly, and with its header masked.
    if entry.flags & 0b10_0000_0100_0001 != 0 {
        found.push("It is encrypted");
    } else if !matches!(entry.method, STORED | DEFLATED) {
        found.push("It is packed by a method that bundles do not use");
    }
    if entry.method == STORED && entry.packed != entry.bytes {
        found.push("It is said to be stored as it is, and to have another size");
    }
    if entry.method != STORED && entry.bytes > MOST_UNPACKED {
        found.push("It would unpack to more than 512 MiB");
    }
    if entry.bytes > MATTERS && entry.bytes > entry.packed.saturating_mul(MOST_TIMES) {
        found.push("It would unpack to more than 200 times its size, as a bomb does");
    }
    if entry.is_folder() && entry.bytes != 0 {
        found.push("It is a folder that holds bytes");
    }
    found
}

/// The length of an entry's local header, if that says what the directory does.
fn local_length(file: &mut (impl Read + Seek), entry: &Entry) -> Result<Option<u64>, Unreadable> {
    let mut header = [0; 30];
    file.seek(SeekFrom::Start(entry.start))?;
    if file.read_exact(&mut header).is_err() || !header.starts_with(b"PK\x03\x04") {
        return Ok(None);
    }
    let mut name = vec![0; entry.raw.len()];
    let (name_length, extra) = (short(&header, 26), short(&header, 28));
    let same = name_length == entry.raw.len() as u64
        && file.read_exact(&mut name).is_ok()
        && name == entry.raw
        && short(&header, 8) == u64::from(entry.method)
        && short(&header, 6) == u64::from(entry.flags);
    Ok(same.then_some(30 + name_length + extra))
}
