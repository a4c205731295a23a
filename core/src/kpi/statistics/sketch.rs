use super::Sample;
use super::sample::check_finite;
use crate::kpi::KpiError;

/// Quantiles of any number of values in bounded memory, each within a relative error of the exact one.
///
/// Values are counted in buckets, a fixed number of them for each power of two, taken from the leading bits of the number:
/// no logarithm, so every platform counts alike. Counts are whole numbers, so merging is associative, commutative and
/// the same as counting everything in one sketch.
///
/// A value below 2.3e-308 counts as zero. For a relative error of 1 % a power of two takes 64 counters of 8 bytes: some 10 kB for
/// durations from a minute to a year, and at most 3.2 MB whatever comes.
///
/// The method is that of DDSketch (Masson, Rim and Lee 2019), with buckets as in an HDR histogram.
///
/// ```
/// use aftersales::kpi::statistics::QuantileSketch;
///
/// let mut monday = QuantileSketch::new(0.01)?;
/// monday.add_column(&[12.0, 45.0, 240.0])?;
/// let mut tuesday = QuantileSketch::new(0.01)?;
/// tuesday.add(95.0)?;
/// monday.merge(&tuesday)?;
/// assert_eq!(monday.n(), 4);
/// let median = monday.quantile(0.5)?.unwrap();
/// assert!((median - 45.0).abs() <= 0.01 * 45.0);
/// # Ok::<(), aftersales::kpi::KpiError>(())
/// ```
#[derive(Debug, Clone)]
pub struct QuantileSketch {
    /// How many leading bits of the fraction tell buckets apart.
    bits: u32,
    positive: Store,
    negative: Store,
    zeros: u64,
    least: f64,
    greatest: f64,
}

/// A bucket of a [`QuantileSketch`]: values from `lower` to below `upper` in magnitude, both negative for negative values.
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub struct Bucket {
    /// The end nearer to zero.
    pub lower: f64,
    /// The end farther from zero.
    pub upper: f64,
    /// The number of values.
    pub count: u64,
}

/// What a [`QuantileSketch`] holds, for its serialised form.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::kpi) struct SketchParts {
    /// How many leading bits of the fraction tell buckets apart.
    pub(in crate::kpi) bits: u32,
    pub(in crate::kpi) zeros: u64,
    /// The least and the greatest value; none without values.
    pub(in crate::kpi) ends: Option<(f64, f64)>,
    /// Indices of buckets and their counts.
    pub(in crate::kpi) positive: Vec<(usize, u64)>,
    pub(in crate::kpi) negative: Vec<(usize, u64)>,
}

impl QuantileSketch {
    /// The smallest relative error that can be asked for.
    pub const LEAST_ERROR: f64 = 1.0 / 8193.0;

    /// An empty sketch whose quantiles are within `relative_error` of the exact ones, such as 0.01.
    ///
    /// # Errors
    ///
    /// [`KpiError::OutOfRange`] where the error is not from [`QuantileSketch::LEAST_ERROR`] to below 1.
    pub fn new(relative_error: f64) -> Result<Self, KpiError> {
        let bits = (1..=12).find(|&bits| error_of(bits) <= relative_error);
        match bits {
            Some(bits) if relative_error < 1.0 => Ok(Self {
                bits,
                positive: Store::default(),
                negative: Store::default(),
                zeros: 0,
                least: f64::INFINITY,
                greatest: f64::NEG_INFINITY,
            }),
            _ => Err(KpiError::OutOfRange {
                field: "relative_error",
                value: relative_error.to_string(),
                allowed: "a number from 0.000123 to below 1",
            }),
        }
    }

    /// The bound that holds: at most what was asked for.
    #[must_use]
    pub fn relative_error(&self) -> f64 {
        error_of(self.bits)
    }

    /// Counts one value.
    ///
    /// # Errors
    ///
    /// [`KpiError::NotFinite`].
    pub fn add<T: Sample>(&mut self, value: T) -> Result<(), KpiError> {
        check_finite("value", &[value])?;
        self.count(value.value());
        Ok(())
    }

    /// Counts every value of a column, or none where one of them is not finite.
    ///
    /// # Errors
    ///
    /// [`KpiError::NotFinite`] with the first such row.
    pub fn add_column<T: Sample>(&mut self, values: &[T]) -> Result<(), KpiError> {
        check_finite("values", values)?;
        for value in values {
            self.count(value.value());
        }
        Ok(())
    }

    /// Takes in all that another sketch has counted.
    ///
    /// # Errors
    ///
    /// [`KpiError::SketchesDiffer`] where the other was made for another relative error.
    pub fn merge(&mut self, other: &Self) -> Result<(), KpiError> {
        if self.bits != other.bits {
            let [own, other] = [self, other].map(|sketch| sketch.relative_error().to_string());
            return Err(KpiError::SketchesDiffer { own, other });
        }
        self.positive.merge(&other.positive);
        self.negative.merge(&other.negative);
        self.zeros = self.zeros.saturating_add(other.zeros);
        self.least = self.least.min(other.least);
        self.greatest = self.greatest.max(other.greatest);
        Ok(())
    }

    /// The number of values.
    #[must_use]
    pub fn n(&self) -> u64 {
        self.zeros.saturating_add(self.positive.n()).saturating_add(self.negative.n())
    }

    /// The memory that the sketch takes, in bytes.
    #[must_use]
    pub fn bytes(&self) -> usize {
        let counters = self.positive.counts.capacity().saturating_add(self.negative.counts.capacity());
        size_of::<Self>().saturating_add(counters.saturating_mul(size_of::<u64>()))
    }

    /// The exact least value.
    #[must_use]
    pub fn least(&self) -> Option<f64> {
        self.least.is_finite().then_some(self.least)
    }

    /// The exact greatest value.
    #[must_use]
    pub fn greatest(&self) -> Option<f64> {
        self.greatest.is_finite().then_some(self.greatest)
    }

    /// The value of rank `p (n - 1)` from 0, rounded down, within [`QuantileSketch::relative_error`]; none without values. The
    /// first and the last rank are exact.
    ///
    /// # Errors
    ///
    /// [`KpiError::OutOfRange`] where `p` is not from 0 to 1.
    pub fn quantile(&self, p: f64) -> Result<Option<f64>, KpiError> {
        if !(0.0..=1.0).contains(&p) {
            let allowed = "a probability from 0 to 1";
            return Err(KpiError::OutOfRange { field: "p", value: p.to_string(), allowed });
        }
        let Some(last) = self.n().checked_sub(1) else { return Ok(None) };
        let rank = ((p * last as f64) as u64).min(last);
        if rank == 0 || rank == last {
            return Ok(if rank == 0 { self.least() } else { self.greatest() });
        }
        let mut passed = 0_u64;
        for bucket in self.buckets() {
            passed = passed.saturating_add(bucket.count);
            if passed > rank {
                let value = bucket.representative();
                return Ok(Some(value.clamp(self.least, self.greatest)));
            }
        }
        Ok(self.greatest())
    }

    /// The buckets that hold values, the least values first.
    pub fn buckets(&self) -> impl Iterator<Item = Bucket> + '_ {
        let ends = |index: usize| {
            let end = |index: usize| f64::from_bits((index as u64).wrapping_shl(self.shift()));
            (end(index), end(index.saturating_add(1)).min(f64::MAX))
        };
        let negative = self.negative.filled().rev().map(move |(index, count)| {
            let (lower, upper) = ends(index);
            Bucket { lower: -lower, upper: -upper, count }
        });
        let zeros = Bucket { lower: 0.0, upper: 0.0, count: self.zeros };
        let zeros = (self.zeros > 0).then_some(zeros);
        let positive = self.positive.filled().map(move |(index, count)| {
            let (lower, upper) = ends(index);
            Bucket { lower, upper, count }
        });
        negative.chain(zeros).chain(positive)
    }

    /// What is held, in the order of the buckets.
    pub(in crate::kpi) fn parts(&self) -> SketchParts {
        SketchParts {
            bits: self.bits,
            zeros: self.zeros,
            // A negative zero becomes a plain one: which of them came first is not told.
            ends: self.least().zip(self.greatest()).map(|(least, greatest)| (least + 0.0, greatest + 0.0)),
            positive: self.positive.filled().collect(),
            negative: self.negative.filled().collect(),
        }
    }

    /// A sketch of parts that some sketch can have; `None` where none can.
    pub(in crate::kpi) fn from_parts(parts: &SketchParts) -> Option<Self> {
        let mut sketch = Self::new(error_of(parts.bits)).ok().filter(|sketch| sketch.bits == parts.bits)?;
        let shift = sketch.shift();
        let possible = (f64::MIN_POSITIVE.to_bits() >> shift)..=(f64::MAX.to_bits() >> shift);
        for buckets in [&parts.positive, &parts.negative] {
            let ascends = buckets.is_sorted_by(|one, other| one.0 < other.0);
            let exist =
                buckets.iter().all(|(index, count)| possible.contains(&(*index as u64)) && *count > 0);
            (ascends && exist).then_some(())?;
        }
        let counts = parts.positive.iter().chain(&parts.negative).map(|(_, count)| *count);
        let n = counts.chain([parts.zeros]).try_fold(0_u64, u64::checked_add)?;
        sketch.zeros = parts.zeros;
        sketch.positive = Store::of(&parts.positive);
        sketch.negative = Store::of(&parts.negative);
        if let Some((least, greatest)) = parts.ends {
            let place = |value: f64| {
                let index = (value.abs().to_bits() >> shift) as usize;
                if value.abs() < f64::MIN_POSITIVE { (0, 0) } else { (value.signum() as i8, index) }
            };
            let zero = (parts.zeros > 0).then_some((0, 0));
            let negative = |bucket: Option<&(usize, u64)>| bucket.map(|bucket| (-1, bucket.0));
            let positive = |bucket: Option<&(usize, u64)>| bucket.map(|bucket| (1, bucket.0));
            let first = negative(parts.negative.last()).or(zero).or(positive(parts.positive.first()));
            let last = positive(parts.positive.last()).or(zero).or(negative(parts.negative.first()));
            let fits = Some(place(least)) == first && Some(place(greatest)) == last && least <= greatest;
            let is_plain = |end: f64| end.is_finite() && end.to_bits() == (end + 0.0).to_bits();
            (fits && is_plain(least) && is_plain(greatest)).then_some(())?;
            (sketch.least, sketch.greatest) = (least, greatest);
        }
        (parts.ends.is_some() == (n > 0)).then_some(sketch)
    }

    /// Counts a finite value.
    fn count(&mut self, value: f64) {
        if value < self.least {
            self.least = value;
        }
        if value > self.greatest {
            self.greatest = value;
        }
        let magnitude = value.abs();
        // The bits of positive numbers ascend as the numbers do: without the last bits of the fraction they are a bucket's index.
        let index = (magnitude.to_bits() >> self.shift()) as usize;
        if value >= f64::MIN_POSITIVE {
            self.positive.count(index);
        } else if magnitude < f64::MIN_POSITIVE {
            self.zeros = self.zeros.saturating_add(1);
        } else {
            self.negative.count(index);
        }
    }

    /// The bits of a float that do not tell its bucket.
    fn shift(&self) -> u32 {
        (f64::MANTISSA_DIGITS.saturating_sub(1)).saturating_sub(self.bits)
    }
}

/// Sketches are equal that have counted the same, in whatever order and parts.
impl PartialEq for QuantileSketch {
    fn eq(&self, other: &Self) -> bool {
        self.bits == other.bits
            && self.zeros == other.zeros
            && self.least() == other.least()
            && self.greatest() == other.greatest()
            && self.positive.filled().eq(other.positive.filled())
            && self.negative.filled().eq(other.negative.filled())
    }
}

impl Bucket {
    /// The value that is off by the same share from both ends.
    fn representative(self) -> f64 {
        if self.upper == 0.0 {
            return 0.0;
        }
        // 2 ab / (a + b) without a sum that overflows.
        self.lower * (2.0 / (1.0 + self.lower / self.upper))
    }
}

/// The relative error of buckets that `bits` leading bits tell apart: a bucket reaches from `a` to at most `a (1 + 2^-bits)`, and
/// its representative is off by the same share from both ends.
fn error_of(bits: u32) -> f64 {
    let buckets = 1_u64.wrapping_shl(bits) as f64;
    1.0 / (2.0 * buckets + 1.0)
}

/// Counters of buckets from `first` on.
#[derive(Debug, Clone, Default)]
struct Store {
    first: usize,
    counts: Vec<u64>,
}

impl SketchParts {
    /// How many counters the buckets reach over.
    pub(in crate::kpi) fn counters(&self) -> usize {
        let reach = |buckets: &[(usize, u64)]| {
            let ends = buckets.first().zip(buckets.last());
            ends.map_or(0, |(first, last)| last.0.saturating_sub(first.0).saturating_add(Store::STEP))
        };
        reach(&self.positive).saturating_add(reach(&self.negative))
    }
}

impl Store {
    /// Counters are made so many at a time.
    const STEP: usize = 64;

    /// The counters of buckets in their order.
    fn of(buckets: &[(usize, u64)]) -> Self {
        let mut store = Self::default();
        if let Some(((first, _), (last, _))) = buckets.first().zip(buckets.last()) {
            store.first = first & !(Self::STEP - 1);
            let length = last.saturating_sub(store.first).saturating_add(1);
            store.counts = vec![0; length.next_multiple_of(Self::STEP)];
        }
        for (index, count) in buckets {
            if let Some(place) = store.counts.get_mut(index.wrapping_sub(store.first)) {
                *place = *count;
            }
        }
        store
    }

    fn count(&mut self, index: usize) {
        match self.counts.get_mut(index.wrapping_sub(self.first)) {
            Some(count) => *count = count.saturating_add(1),
            None => self.count_outside(index, 1),
        }
    }

    #[cold]
    fn count_outside(&mut self, index: usize, added: u64) {
        self.reach(index);
        if let Some(count) = self.counts.get_mut(index.wrapping_sub(self.first)) {
            *count = count.saturating_add(added);
        }
    }

    /// Makes room for a bucket, and for half as many again as there are, so that growing stays cheap.
    fn reach(&mut self, index: usize) {
        let low = index & !(Self::STEP - 1);
        let length = self.counts.len();
        if length == 0 {
            self.first = low;
            self.counts = vec![0; Self::STEP];
        } else if index < self.first {
            let first = low.min(self.first.saturating_sub(length / 2));
            let added = self.first.saturating_sub(first);
            let mut counts = Vec::with_capacity(added.saturating_add(length));
            counts.resize(added, 0);
            counts.append(&mut self.counts);
            *self = Self { first, counts };
        } else {
            let needed = low.saturating_add(Self::STEP).saturating_sub(self.first);
            let needed = needed.max(length.saturating_add(length / 2));
            self.counts.reserve_exact(needed.saturating_sub(length));
            self.counts.resize(needed, 0);
        }
    }

    fn merge(&mut self, other: &Self) {
        for (index, count) in other.filled() {
            match self.counts.get_mut(index.wrapping_sub(self.first)) {
                Some(own) => *own = own.saturating_add(count),
                None => self.count_outside(index, count),
            }
        }
    }

    fn filled(&self) -> impl DoubleEndedIterator<Item = (usize, u64)> + '_ {
        let counted = self.counts.iter().enumerate().filter(|(_, count)| **count > 0);
        counted.map(|(position, &count)| (self.first.wrapping_add(position), count))
    }

    fn n(&self) -> u64 {
        self.counts.iter().fold(0, |sum, &count| sum.saturating_add(count))
    }
}
