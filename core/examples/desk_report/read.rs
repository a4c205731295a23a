//! Reading the data sets: files, rows, stamps.

use std::fs::File;
use std::io::{BufReader, Read};
use std::path::{Path, PathBuf};

use aftersales::sla::SlaError;
use aftersales::time::{Instant, ZoneRules};
use flate2::read::MultiGzDecoder;
use serde::de::DeserializeOwned;
use thiserror::Error;

/// What can stand in the way of a report.
#[derive(Debug, Error)]
pub(crate) enum ReportError {
    /// A file that cannot be read.
    #[error("cannot read `{}`: {source}; `--data DIR` names the folder that holds the data sets", path.display())]
    File { path: PathBuf, source: std::io::Error },
    /// A table that is not the expected one.
    #[error("cannot read `{}` as a table: {source}", path.display())]
    Table { path: PathBuf, source: csv::Error },
    /// A value that is not the expected one.
    #[error("`{}` line {line}: {source}", path.display())]
    Row { path: PathBuf, line: u64, source: Malformed },
    /// A document that does not say what it should.
    #[error("`{}`: {detail}", path.display())]
    Document { path: PathBuf, detail: String },
    /// A history that the clocks refuse.
    #[error("`{case}`: {source}")]
    Clocks { case: String, source: Box<SlaError> },
}

/// A field of a row with a value that it cannot have.
#[derive(Debug, Error)]
#[error("`{field}` is `{value}`; {expected} is expected")]
pub(crate) struct Malformed {
    pub(crate) field: &'static str,
    pub(crate) value: String,
    pub(crate) expected: &'static str,
}

/// The text of a file.
pub(crate) fn read_text(path: &Path) -> Result<String, ReportError> {
    std::fs::read_to_string(path).map_err(|source| ReportError::File { path: path.to_owned(), source })
}

/// A JSON document of any shape.
pub(crate) fn read_json<T: DeserializeOwned>(path: &Path) -> Result<T, ReportError> {
    serde_json::from_str(&read_text(path)?).map_err(|source| document_error(path, &source))
}

/// An error that names the case.
pub(crate) fn clocks_error(case: &str, source: SlaError) -> ReportError {
    ReportError::Clocks { case: case.to_owned(), source: Box::new(source) }
}

/// An error that names the document.
pub(crate) fn document_error(path: &Path, detail: &impl ToString) -> ReportError {
    ReportError::Document { path: path.to_owned(), detail: detail.to_string() }
}

/// Hands every row of a table with a header, packed by gzip or not, to `take`.
pub(crate) fn each_row<T: DeserializeOwned>(
    path: &Path,
    mut take: impl FnMut(T) -> Result<(), Malformed>,
) -> Result<(), ReportError> {
    let table_error = |source| ReportError::Table { path: path.to_owned(), source };
    let file = File::open(path).map_err(|source| ReportError::File { path: path.to_owned(), source })?;
    let packed = path.extension().is_some_and(|extension| extension == "gz");
    let bytes: Box<dyn Read> =
        if packed { Box::new(MultiGzDecoder::new(BufReader::new(file))) } else { Box::new(file) };
    let mut reader = csv::Reader::from_reader(bytes);
    let header = reader.headers().map_err(table_error)?.clone();
    let mut record = csv::StringRecord::new();
    while reader.read_record(&mut record).map_err(table_error)? {
        let row = record.deserialize(Some(&header)).map_err(table_error)?;
        let line = record.position().map_or(0, csv::Position::line);
        take(row).map_err(|source| ReportError::Row { path: path.to_owned(), line, source })?;
    }
    Ok(())
}

/// A wall-clock stamp such as `2013-01-31 08:30:00`.
pub(crate) fn year_first(field: &'static str, text: &str, zone: &ZoneRules) -> Result<Instant, Malformed> {
    let expected = "a stamp such as `2013-01-31 08:30:00`";
    let malformed = || Malformed { field, value: text.to_owned(), expected };
    text.split_once(' ').and_then(|(date, time)| at(date, time, zone)).ok_or_else(malformed)
}

/// A wall-clock stamp such as `31/1/2016 08:30`.
pub(crate) fn day_first(field: &'static str, text: &str, zone: &ZoneRules) -> Result<Instant, Malformed> {
    let read = || {
        let (date, time) = text.split_once(' ')?;
        let mut parts = date.split('/');
        let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
        at(&format!("{year}-{month:0>2}-{day:0>2}"), time, zone)
    };
    let expected = "a stamp such as `31/1/2016 08:30`";
    read().ok_or_else(|| Malformed { field, value: text.to_owned(), expected })
}

fn at(date: &str, time: &str, zone: &ZoneRules) -> Option<Instant> {
    zone.local_to_instant(date.parse().ok()?, time.parse().ok()?)
}
