//! Files of batches become files of events.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;
use std::sync::Arc;

use arrow::json::LineDelimitedWriter;
use flate2::bufread::MultiGzDecoder;
use linger_wire::line;
use linger_wire::unfold::{Row, unfold};
use parquet::arrow::ArrowWriter;
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use parquet::errors::ParquetError;

use super::copies::{self, Copies};
use crate::footer::Verdict;

/// Bytes of a line, at most: ours; a batch is at most 64 KiB as pages send it, and its line has names where that has
/// places.
const LINE_BYTES_MAX: u64 = 1024 * 1024;

/// Rows that are written at once: ours; ten megabytes or two.
const ROWS_MAX: usize = 10_000;

/// Rows of Parquet that become lines at once.
const BATCHES_MAX: usize = 1_000;

/// Why a file does not become another.
#[derive(Debug, thiserror::Error)]
enum Failure {
    #[error("cannot be read to its end: {0}")]
    Read(#[from] io::Error),
    #[error("not readable as Parquet: {0}")]
    Parquet(#[from] ParquetError),
    #[error("not readable as Parquet: {0}")]
    Arrow(#[from] arrow::error::ArrowError),
    #[error("ends in the middle of a line")]
    Half,
    #[error("line {0} is longer than {LINE_BYTES_MAX} bytes")]
    Long(u64),
}

pub(super) fn of_lines(file: &Path, copies: &Copies) -> Verdict {
    unfolded(copies, |unfolding| lines(BufReader::new(File::open(file)?), unfolding))
}

pub(super) fn of_gzip(file: &Path, copies: &Copies) -> Verdict {
    unfolded(copies, |unfolding| {
        lines(BufReader::new(MultiGzDecoder::new(BufReader::new(File::open(file)?))), unfolding)
    })
}

/// Firehose writes the columns of the line, with the events as an array of structures: written as JSON they are lines.
pub(super) fn of_parquet(file: &Path, copies: &Copies) -> Verdict {
    unfolded(copies, |unfolding| {
        let builder = ParquetRecordBatchReaderBuilder::try_new(File::open(file)?)?;
        for batch in builder.with_batch_size(BATCHES_MAX).build()? {
            let mut text = Vec::new();
            let mut writer = LineDelimitedWriter::new(&mut text);
            writer.write(&batch?)?;
            writer.finish()?;
            lines(&text[..], unfolding)?;
        }
        Ok(())
    })
}

fn unfolded(copies: &Copies, work: impl FnOnce(&mut Unfolding) -> Result<(), Failure>) -> Verdict {
    let path = copies.fresh();
    let done = Unfolding::try_new(&path).and_then(|mut unfolding| {
        work(&mut unfolding)?;
        unfolding.finish()
    });
    match done {
        Ok(partly) => copies::of(&path, partly),
        Err(Failure::Read(error)) if error.kind() == io::ErrorKind::NotFound => Verdict::Vanished,
        Err(failure) => Verdict::Unsound(failure.to_string()),
    }
}

/// A file that ends without the end of a line is still being written, or was cut off.
fn lines(mut text: impl BufRead, unfolding: &mut Unfolding) -> Result<(), Failure> {
    let mut line = Vec::new();
    loop {
        line.clear();
        let bytes = text.by_ref().take(LINE_BYTES_MAX).read_until(b'\n', &mut line)?;
        match line.last() {
            None => return Ok(()),
            Some(b'\n') => unfolding.line(line.trim_ascii())?,
            Some(_) if bytes as u64 == LINE_BYTES_MAX => return Err(Failure::Long(unfolding.lines + 1)),
            Some(_) => return Err(Failure::Half),
        }
    }
}

/// A file of events in the making.
struct Unfolding {
    writer: ArrowWriter<File>,
    rows: Vec<Row>,
    lines: u64,
    bad: u64,
    first_bad: String,
}

impl Unfolding {
    fn try_new(path: &Path) -> Result<Self, Failure> {
        let file = File::create_new(path)?;
        let writer = ArrowWriter::try_new(file, Arc::clone(&linger_lake::SCHEMA), None)?;
        Ok(Self { writer, rows: Vec::new(), lines: 0, bad: 0, first_bad: String::new() })
    }

    /// A line that is none costs its own events only.
    fn line(&mut self, text: &[u8]) -> Result<(), Failure> {
        self.lines += 1;
        if text.is_empty() {
            return Ok(());
        }
        match line::read(text) {
            Ok(line) => self.rows.extend(unfold(line.receipt, &line.header, line.events)),
            Err(problems) => self.bad_line(&problems),
        }
        if self.rows.len() >= ROWS_MAX { self.flush() } else { Ok(()) }
    }

    fn bad_line(&mut self, problems: &[linger_wire::Problem]) {
        if self.bad == 0 {
            let details: Vec<&str> = problems.iter().map(|problem| problem.detail.as_str()).collect();
            self.first_bad = format!("line {}: {}", self.lines, details.join("; "));
        }
        self.bad += 1;
    }

    fn flush(&mut self) -> Result<(), Failure> {
        let rows: Vec<&Row> = self.rows.iter().collect();
        self.writer.write(&linger_lake::record_batch(&rows)?)?;
        self.rows.clear();
        Ok(())
    }

    /// What of the file is left out.
    fn finish(mut self) -> Result<Option<String>, Failure> {
        self.flush()?;
        self.writer.close()?;
        let (bad, lines, first) = (self.bad, self.lines, self.first_bad);
        Ok((bad > 0).then(|| format!("{bad} of {lines} lines are no batches and are left out; {first}")))
    }
}
