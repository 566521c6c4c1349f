//! The ZIP that a bundle is sent as: the same bytes for the same files, whoever packs them, where and when.

use std::io::{self, Read, Seek, SeekFrom, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, System, ZipWriter};

use crate::base::time::Utc;

/// Bytes from which on a file is stored as it is, because a reader that fears bombs does not unpack more.
const MOST_DEFLATED: u64 = 512 << 20;
/// Bytes from which on it matters how much smaller a file becomes.
const MATTERS: u64 = 10 << 20;
/// Times that a file may become smaller; half of what such a reader puts up with.
const MOST_TIMES: u64 = 100;

/// A ZIP that is being written.
pub(super) struct Archive<W: Write + Seek> {
    zip: ZipWriter<Once<W>>,
    time: DateTime,
}

/// Fails once, and from then on only counts. What was begun is thrown away after a failure; the library would still write
/// its directory when it is dropped, and complain on standard error that it cannot.
struct Once<W> {
    out: W,
    count: Counter,
    failed: bool,
}

impl<W> Once<W> {
    fn new(out: W) -> Self {
        Self { out, count: Counter::default(), failed: false }
    }

    fn noting<T>(&mut self, done: io::Result<T>) -> io::Result<T> {
        self.failed |= done.as_ref().is_err_and(|error| error.kind() != io::ErrorKind::Interrupted);
        done
    }
}

impl<W: Write> Write for Once<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = if self.failed { Ok(bytes.len()) } else { self.out.write(bytes) };
        let written = match written {
            Ok(0) if !bytes.is_empty() => Err(io::ErrorKind::WriteZero.into()),
            written => written,
        };
        let written = self.noting(written)?;
        self.count.write(&bytes[..written])
    }

    fn flush(&mut self) -> io::Result<()> {
        let flushed = if self.failed { Ok(()) } else { self.out.flush() };
        self.noting(flushed)
    }
}

impl<W: Seek> Seek for Once<W> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let counted = self.count.seek(to)?;
        let at = if self.failed { Ok(counted) } else { self.out.seek(to) };
        self.noting(at)
    }
}

impl<W: Write + Seek> Archive<W> {
    /// Begins a ZIP of which every file bears this time, as near as the format comes to it: even seconds from 1980 to 2107.
    pub fn new(out: W, time: Utc) -> Self {
        Self { zip: ZipWriter::new(Once::new(out)), time: dos_time(time) }
    }

    /// Adds a file of `bytes` bytes. What is `packed` already stays as it is; `open` is asked for the bytes, and may be
    /// asked twice.
    pub fn add<R: Read>(
        &mut self,
        path: &str,
        bytes: u64,
        packed: bool,
        mut open: impl FnMut() -> io::Result<R>,
    ) -> io::Result<()> {
        let plain = SimpleFileOptions::default()
            .last_modified_time(self.time)
            .system(System::Unix)
            .unix_permissions(0o644)
            .large_file(bytes >= u64::from(u32::MAX));
        let deflated = plain.compression_method(CompressionMethod::Deflated);
        let stored = plain.compression_method(CompressionMethod::Stored);
        let stays = packed || bytes > MOST_DEFLATED || (bytes > MATTERS && shrinks_too_far(bytes, deflated, open()?)?);
        self.zip.start_file(path, if stays { stored } else { deflated })?;
        let copied = io::copy(&mut open()?, &mut self.zip)?;
        if copied == bytes { Ok(()) } else { Err(io::Error::other("a file changed while it was packed")) }
    }

    /// Writes the directory, with which the ZIP is whole.
    pub fn finish(self) -> io::Result<()> {
        self.zip.finish()?.flush()
    }
}

fn dos_time(time: Utc) -> DateTime {
    let at = time.in_zone(&jiff::tz::TimeZone::UTC);
    let part = |value: i8| u8::try_from(value).unwrap_or_default();
    let year = u16::try_from(at.year()).unwrap_or_default();
    let time = DateTime::from_date_and_time(
        year,
        part(at.month()),
        part(at.day()),
        part(at.hour()),
        part(at.minute()),
        part(at.second()) & !1,
    );
    // 1980-01-01, for a case without a date or with one that the format cannot hold.
    time.unwrap_or_default()
}

/// Whether a file would become so small that a reader takes it for a bomb.
fn shrinks_too_far(bytes: u64, options: SimpleFileOptions, mut from: impl Read) -> io::Result<bool> {
    let mut trial = ZipWriter::new(Counter::default());
    trial.start_file("x", options)?;
    io::copy(&mut from, &mut trial)?;
    Ok(bytes > trial.finish()?.end.saturating_mul(MOST_TIMES))
}

/// Counts what is written, and keeps nothing.
#[derive(Default)]
struct Counter {
    at: u64,
    end: u64,
}

impl Write for Counter {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.at += bytes.len() as u64;
        self.end = self.end.max(self.at);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Seek for Counter {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let at = match to {
            SeekFrom::Start(at) => Some(at),
            SeekFrom::Current(by) => self.at.checked_add_signed(by),
            SeekFrom::End(by) => self.end.checked_add_signed(by),
        };
        self.at = at.ok_or_else(|| io::Error::from(io::ErrorKind::InvalidInput))?;
        Ok(self.at)
    }
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use zip::ZipArchive;

    use super::*;

    fn packed(time: Utc, bytes: &[u8]) -> Vec<u8> {
        let mut out = Cursor::new(Vec::new());
        let mut archive = Archive::new(&mut out, time);
        archive.add("a/b.txt", bytes.len() as u64, false, || Ok(bytes)).expect("in memory");
        archive.add("a/c.png", 3, true, || Ok(&b"png"[..])).expect("in memory");
        archive.finish().expect("in memory");
        out.into_inner()
    }

    #[test]
    fn the_time_is_that_of_the_case_and_never_that_of_the_clock() {
        let archive = packed(Utc(1_709_800_001), b"text");
        assert_eq!(archive, packed(Utc(1_709_800_001), b"text"));
        let mut archive = ZipArchive::new(Cursor::new(archive)).expect("a ZIP");
        let time = archive.by_index(0).expect("a file").last_modified().expect("a time");
        assert_eq!((time.year(), time.month(), time.day(), time.second()), (2024, 3, 7, 40));
        let epoch = dos_time(Utc(0));
        assert_eq!((epoch.year(), epoch.month(), epoch.day()), (1980, 1, 1));
    }

    #[test]
    fn a_place_that_takes_no_more_is_told_once() {
        let mut room = [0; 3];
        let mut once = Once::new(Cursor::new(room.as_mut_slice()));
        once.write_all(b"abc").expect("there is room");
        assert!(once.write_all(b"d").is_err());
        assert!(once.write_all(b"ef").is_ok() && once.flush().is_ok());
        assert_eq!(once.stream_position().expect("counts"), 5, "as if it had taken all but what it refused");
        assert_eq!(room, *b"abc");

        for bytes in [10, 60, 200, 600] {
            let mut room = vec![0; bytes];
            let mut archive = Archive::new(Cursor::new(room.as_mut_slice()), Utc(0));
            let long = [7; 500];
            let first = archive.add("a", 500, true, || Ok(long.as_slice()));
            let second = archive.add("b", 500, false, || Ok(long.as_slice()));
            assert!(first.and(second).and_then(|()| archive.finish()).is_err(), "{bytes}");
        }
    }

    #[test]
    fn what_a_reader_would_take_for_a_bomb_is_stored_as_it_is() {
        let method = |archive: Vec<u8>| {
            let mut archive = ZipArchive::new(Cursor::new(archive)).expect("a ZIP");
            [0, 1].map(|index| archive.by_index(index).expect("a file").compression())
        };
        assert_eq!(method(packed(Utc(0), &vec![0; 11 << 20])), [CompressionMethod::Stored; 2]);
        assert_eq!(method(packed(Utc(0), b"text")), [CompressionMethod::Deflated, CompressionMethod::Stored]);
    }
}
