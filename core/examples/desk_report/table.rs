//! Tables and numbers for a terminal of 80 columns.

use core::fmt;

use aftersales::time::{Instant, Span};

use crate::figures::Share;

/// A table: some columns of words on the left, numbers on the right.
#[derive(Debug)]
pub(crate) struct Table {
    words: usize,
    rows: Vec<Vec<String>>,
}

impl Table {
    /// A table whose first `words` columns are aligned to the left.
    pub(crate) fn new<const N: usize>(words: usize, header: [&str; N]) -> Self {
        Self { words, rows: vec![header.map(str::to_owned).to_vec()] }
    }

    pub(crate) fn row<const N: usize>(&mut self, cells: [String; N]) {
        self.rows.push(cells.to_vec());
    }

    fn widths(&self) -> Vec<usize> {
        let columns = self.rows.first().map_or(0, Vec::len);
        let width = |column: usize| self.rows.iter().filter_map(move |row| row.get(column));
        (0..columns).map(|column| width(column).map(|cell| cell.chars().count()).max().unwrap_or(0)).collect()
    }
}

impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let widths = self.widths();
        for row in &self.rows {
            let cells = row.iter().zip(&widths).enumerate();
            let line: String = cells
                .map(|(column, (cell, &width))| {
                    if column < self.words {
                        format!("  {cell:<width$}")
                    } else {
                        format!("  {cell:>width$}")
                    }
                })
                .collect();
            writeln!(f, "{}", line.trim_end())?;
        }
        Ok(())
    }
}

/// A count such as `21,663`.
pub(crate) fn count(number: usize) -> String {
    let digits = number.to_string();
    let mut grouped = String::new();
    for (position, digit) in digits.chars().enumerate() {
        if position > 0 && (digits.len() - position).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

/// A number with one decimal, such as `1,230,444.1`.
pub(crate) fn decimal(number: f64) -> String {
    let tenths = (number.abs() * 10.0).round() as usize;
    let sign = if number < 0.0 && tenths > 0 { "-" } else { "" };
    format!("{sign}{}.{}", count(tenths / 10), tenths % 10)
}

/// A share in per cent, or `-` of nothing.
pub(crate) fn percent(share: Share) -> String {
    share.rate().map_or_else(|| "-".to_owned(), |rate| format!("{:.1} %", rate * 100.0))
}

/// Hours and minutes such as `30:05`, rounded down to the minute.
pub(crate) fn clock(span: Span) -> String {
    let minutes = span.seconds().unsigned_abs() / 60;
    format!("{}{}:{:02}", if span.micros() < 0 { "-" } else { "" }, minutes / 60, minutes % 60)
}

/// An instant to the minute, such as `2016-03-01 09:30`.
pub(crate) fn minute(at: Instant) -> String {
    at.to_string().replace('T', " ").chars().take(16).collect()
}
