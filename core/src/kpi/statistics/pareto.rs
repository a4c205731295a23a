use std::cmp::Reverse;

use super::Proportion;

/// Causes by how often they occur: which few make up most of the whole (KP-14).
///
/// ```
/// use aftersales::kpi::statistics::Pareto;
///
/// let faults = Pareto::new([("hardware", 35), ("misuse", 15), ("software", 45)]);
/// let names: Vec<_> = faults.rows().iter().map(|row| row.name).collect();
/// assert_eq!(names, ["software", "hardware", "misuse"]);
/// assert_eq!(faults.vital_few(0.8).len(), 2);
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pareto<N> {
    rows: Vec<ParetoRow<N>>,
}

/// One cause.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct ParetoRow<N> {
    /// Its name.
    pub name: N,
    /// How often it occurs, of all.
    pub share: Proportion,
    /// How often it and all before it occur, of all.
    pub cumulative: Proportion,
}

impl<N: Ord> Pareto<N> {
    /// Causes with their counts, the most frequent first, equally frequent ones by name; counts of one name are added up, and
    /// causes that never occur are left out.
    #[must_use]
    pub fn new(counts: impl IntoIterator<Item = (N, u64)>) -> Self {
        let mut by_name: Vec<(N, u64)> = counts.into_iter().filter(|cause| cause.1 > 0).collect();
        crate::order::by(&mut by_name, |one, other| one.0.cmp(&other.0));
        by_name.dedup_by(|later, first| {
            let same = later.0 == first.0;
            if same {
                first.1 = first.1.saturating_add(later.1);
            }
            same
        });
        crate::order::by_key(&mut by_name, |cause| Reverse(cause.1));
        let n = by_name.iter().fold(0_u64, |sum, cause| sum.saturating_add(cause.1));
        let mut passed = 0_u64;
        let row = |(name, count): (N, u64)| {
            passed = passed.saturating_add(count);
            ParetoRow { name, share: Proportion::part(count, n), cumulative: Proportion::part(passed, n) }
        };
        Self { rows: by_name.into_iter().map(row).collect() }
    }

    /// All causes, the most frequent first.
    #[must_use]
    pub fn rows(&self) -> &[ParetoRow<N>] {
        &self.rows
    }

    /// The fewest causes that together make up at least this share, from 0 to 1.
    #[must_use]
    pub fn vital_few(&self, share: f64) -> &[ParetoRow<N>] {
        let short = |row: &ParetoRow<N>| row.cumulative.rate().is_some_and(|rate| rate < share - 1e-12);
        let few = self.rows.partition_point(short).saturating_add(1).min(self.rows.len());
        self.rows.get(..few).unwrap_or_default()
    }
}
