//! Standard output of one command: lines for people or one JSON document for programs.

use std::io::{self, BufWriter, Stdout, Write};

use serde::Serialize;

use super::bar;
use crate::base::progress::Progress;
use crate::base::text::visible;

/// Where a command writes and what tells it to stop.
pub(super) struct Console {
    out: BufWriter<Stdout>,
    /// How far the work has come, and whether Ctrl+C was pressed.
    pub progress: Progress,
}

/// Standard output cannot be written.
#[derive(Debug, thiserror::Error)]
#[error("Standard output cannot be written: {0}")]
pub(super) struct OutputError(pub io::Error);

impl Console {
    /// A console on the process's own standard output.
    pub fn new() -> Self {
        let progress = Progress::default();
        bar::heed_interrupts(&progress);
        Self { out: BufWriter::new(io::stdout()), progress }
    }

    /// Prints one line. Control characters and direction marks, which a case from a stranger may hold, become visible
    /// tokens and do not reach the terminal.
    pub fn line(&mut self, text: impl AsRef<str>) -> Result<(), OutputError> {
        writeln!(self.out, "{}", visible(text.as_ref()).replace('\n', " ")).map_err(OutputError)
    }

    /// Prints columns that line up, with two spaces between them.
    pub fn table(&mut self, rows: &[Vec<String>]) -> Result<(), OutputError> {
        let width = |column: usize| {
            rows.iter().filter_map(|row| row.get(column)).map(|cell| visible(cell).chars().count()).max().unwrap_or(0)
        };
        let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
        let widths: Vec<usize> = (0..columns).map(width).collect();
        for row in rows {
            let mut line = String::new();
            for (cell, width) in row.iter().zip(&widths) {
                line.push_str(&format!("{:width$}  ", visible(cell)));
            }
            self.line(line.trim_end())?;
        }
        Ok(())
    }

    /// Prints the one JSON document of a command.
    pub fn json(&mut self, value: &impl Serialize) -> Result<(), OutputError> {
        serde_json::to_writer_pretty(&mut self.out, value).map_err(|error| OutputError(error.into()))?;
        self.out.write_all(b"\n").map_err(OutputError)
    }

    /// Prints text that a writer has already made safe, as CSV.
    pub fn bytes(&mut self, bytes: &[u8]) -> Result<(), OutputError> {
        self.out.write_all(bytes).map_err(OutputError)
    }

    /// Does some work under a progress bar; see [`bar::watched`].
    pub fn watched<T>(&self, what: &'static str, work: impl FnOnce(&Progress) -> T) -> T {
        bar::watched(what, &self.progress, || work(&self.progress))
    }

    /// Hands everything to the system. To be called at the end: only then is it known that it was written.
    pub fn finish(mut self) -> Result<(), OutputError> {
        self.out.flush().map_err(OutputError)
    }
}
