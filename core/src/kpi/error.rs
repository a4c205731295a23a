use thiserror::Error;

/// What can be wrong with a figure's input.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum KpiError {
    /// Columns of different length.
    #[error("column `{column}` has {count} rows; {expected} are expected")]
    ColumnLength {
        /// The column.
        column: &'static str,
        /// Its rows.
        count: usize,
        /// The rows of the first column.
        expected: usize,
    },
    /// A number that is not one, or infinite.
    #[error("row {row} of column `{column}` is `{value}`; a finite number is expected")]
    NotFinite {
        /// The column.
        column: &'static str,
        /// The row, from 0.
        row: usize,
        /// What stands there.
        value: String,
    },
    /// A number below zero where none can be.
    #[error("row {row} of column `{column}` is `{value}`; zero or more is expected")]
    Negative {
        /// The column.
        column: &'static str,
        /// The row, from 0.
        row: usize,
        /// What stands there.
        value: String,
    },
    /// An instant that no calendar has.
    #[error(
        "row {row} of column `{column}` is `{value}`; microseconds in the years 0001 to 9999 are expected"
    )]
    OutsideTime {
        /// The column.
        column: &'static str,
        /// The row, from 0.
        row: usize,
        /// What stands there.
        value: i64,
    },
    /// A count above the whole that it is a part of.
    #[error("`{field}` is `{count}`; at most `{most}` is right, the number it is a part of")]
    CountAboveWhole {
        /// The count.
        field: &'static str,
        /// Its value.
        count: u64,
        /// The whole.
        most: u64,
    },
    /// A setting of a statistic outside its range.
    #[error("`{field}` is `{value}`; {allowed} is right")]
    OutOfRange {
        /// The setting.
        field: &'static str,
        /// What stands there.
        value: String,
        /// What may stand there.
        allowed: &'static str,
    },
    /// Two sketches whose buckets differ in width.
    #[error(
        "a sketch with relative error `{other}` cannot be merged into one with `{own}`; make both with the same"
    )]
    SketchesDiffer {
        /// The bound of the sketch that was to take the other in.
        own: String,
        /// The bound of the other.
        other: String,
    },
    /// A figure of working time without a calendar that says which time that is.
    #[error("figure `{figure}` counts working time; hand the desk's calendar in with the scope")]
    CalendarMissing {
        /// The figure's name.
        figure: String,
    },
    /// Two accumulators that do not count the same.
    #[error("accumulators with different `{what}` cannot be merged: `{own}` here, `{other}` in the other")]
    AccumulatorsDiffer {
        /// What differs, such as `definitions` or `scope.as_of`.
        what: &'static str,
        /// How it stands in the accumulator that was to take the other in.
        own: String,
        /// How it stands in the other.
        other: String,
    },
    /// A definition of a figure that holds something that cannot be.
    #[error("`{path}` of the figure's definition: {detail}")]
    DefinitionMalformed {
        /// Where in the document, such as `measure.from`.
        path: String,
        /// What is wrong there and what is right.
        detail: String,
    },
    /// Bytes that are no serialised accumulator or sketch, or were damaged on their way.
    #[error("byte {at} of the serialised state: {expected} is expected there")]
    BytesMalformed {
        /// Where, from 0.
        at: usize,
        /// What belongs there.
        expected: &'static str,
    },
    /// Bytes in a form that this version does not read.
    #[error("the serialised state has version {version}; this library reads version {readable}")]
    BytesUnsupported {
        /// The version that the bytes name.
        version: u8,
        /// The version that is read.
        readable: u8,
    },
    /// Bytes whose sketches would take more memory than is given to them.
    #[error(
        "the sketches of the serialised state have more than {most} counters; use fewer groups or a larger relative error"
    )]
    BytesTooLarge {
        /// The limit.
        most: usize,
    },
}

impl KpiError {
    /// The codes of this room.
    pub const CODES: &'static [&'static str] = &[
        "kpi.column.length",
        "kpi.column.not_finite",
        "kpi.column.negative",
        "kpi.column.outside_time",
        "kpi.statistics.count_above_whole",
        "kpi.statistics.out_of_range",
        "kpi.sketch.differs",
        "kpi.scope.calendar_missing",
        "kpi.accumulator.differs",
        "kpi.definition.malformed",
        "kpi.bytes.malformed",
        "kpi.bytes.unsupported",
        "kpi.bytes.too_large",
    ];

    /// The stable code.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::ColumnLength { .. } => "kpi.column.length",
            Self::NotFinite { .. } => "kpi.column.not_finite",
            Self::Negative { .. } => "kpi.column.negative",
            Self::OutsideTime { .. } => "kpi.column.outside_time",
            Self::CountAboveWhole { .. } => "kpi.statistics.count_above_whole",
            Self::OutOfRange { .. } => "kpi.statistics.out_of_range",
            Self::SketchesDiffer { .. } => "kpi.sketch.differs",
            Self::CalendarMissing { .. } => "kpi.scope.calendar_missing",
            Self::AccumulatorsDiffer { .. } => "kpi.accumulator.differs",
            Self::DefinitionMalformed { .. } => "kpi.definition.malformed",
            Self::BytesMalformed { .. } => "kpi.bytes.malformed",
            Self::BytesUnsupported { .. } => "kpi.bytes.unsupported",
            Self::BytesTooLarge { .. } => "kpi.bytes.too_large",
        }
    }
}
