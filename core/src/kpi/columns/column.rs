use crate::kpi::KpiError;
use crate::time::Instant;

/// Values of a column, and which of them are there.
///
/// ```
/// use aftersales::kpi::{Column, Validity};
///
/// let minutes = Column::new(&[5_i64, 0, 9], Validity::Bitmap { bits: &[0b101], offset: 0 })?;
/// assert_eq!((minutes.value(0), minutes.value(1)), (Some(5), None));
/// # Ok::<(), aftersales::kpi::KpiError>(())
/// ```
#[derive(Debug, Clone, Copy)]
pub struct Column<'a, T> {
    values: &'a [T],
    validity: Validity<'a>,
}

/// Which rows of a column hold a value.
#[derive(Debug, Clone, Copy, Default)]
#[non_exhaustive]
pub enum Validity<'a> {
    /// All of them.
    #[default]
    All,
    /// Those whose bit is set: Arrow's bitmap, the least bit of the first byte first.
    Bitmap {
        /// The bits.
        bits: &'a [u8],
        /// The bit of the first row.
        offset: usize,
    },
}

impl<'a, T: Copy> Column<'a, T> {
    /// A column from its values.
    ///
    /// # Errors
    ///
    /// [`KpiError::ColumnLength`] where the bitmap has fewer bits than there are rows.
    pub fn new(values: &'a [T], validity: Validity<'a>) -> Result<Self, KpiError> {
        if let Validity::Bitmap { bits, offset } = validity {
            let count = bits.len().saturating_mul(8).saturating_sub(offset);
            if count < values.len() {
                return Err(KpiError::ColumnLength { column: "validity", count, expected: values.len() });
            }
        }
        Ok(Self { values, validity })
    }

    /// The number of rows.
    #[must_use]
    pub const fn rows(&self) -> usize {
        self.values.len()
    }

    /// The value of a row, if it has one.
    #[inline]
    #[must_use]
    pub fn value(&self, row: usize) -> Option<T> {
        let value = self.values.get(row).copied()?;
        match self.validity {
            Validity::All => Some(value),
            Validity::Bitmap { bits, offset } => {
                let bit = row.wrapping_add(offset);
                let byte = bits.get(bit >> 3).copied().unwrap_or_default();
                (byte >> (bit & 7) & 1 == 1).then_some(value)
            }
        }
    }
}

/// All values are there.
impl<'a, T: Copy> From<&'a [T]> for Column<'a, T> {
    fn from(values: &'a [T]) -> Self {
        Self { values, validity: Validity::All }
    }
}

/// A code of a dictionary: the position of a word in the list of words.
pub trait Code: Copy + private::Sealed {
    /// The position.
    fn position(self) -> usize;
}

mod private {
    /// Keeps [`Code`](super::Code) to the numbers of this file.
    pub trait Sealed {}
}

macro_rules! codes {
    ($($number:ty),*) => {$(
        impl private::Sealed for $number {}

        impl Code for $number {
            #[inline]
            fn position(self) -> usize {
                usize::try_from(self).unwrap_or(usize::MAX)
            }
        }
    )*};
}

codes!(u8, u16, u32);

/// Whether microseconds are an instant of the years 0001 to 9999.
#[inline]
pub(super) fn is_instant(micros: i64) -> bool {
    (Instant::MIN.micros()..=Instant::MAX.micros()).contains(&micros)
}
