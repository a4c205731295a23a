use std::collections::BTreeMap;

use crate::kpi::KpiError;
use crate::kpi::definition::NegativeDuration;
use crate::kpi::statistics::QuantileMethod;

/// The time spent in one state over all cases, in microseconds.
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub struct StateTime {
    /// How often it was entered, with a later row of the same case.
    pub visits: u64,
    /// All the time.
    pub total: i128,
    /// The mean of a visit.
    pub mean: f64,
    /// The median of a visit.
    pub median: f64,
    /// Its share of the time in all states: the greatest is the bottleneck (KP-17).
    pub share: f64,
}

/// The time in each state from the columns of a log whose rows of one case stand together, in the order in which they
/// happened: each row lasts until the next one of its case, the last one does not count.
///
/// Where logs are not in order, [`StageLog`](crate::kpi::statistics::StageLog) sorts them; here the order of the rows is
/// believed, and a stamp that runs backwards is treated as the caller says: `Reject` leaves that row out.
/// About 30 ns a row.
///
/// ```
/// use aftersales::kpi::{NegativeDuration, state_times};
///
/// const HOUR: i64 = 3_600_000_000;
/// let (new, active, closed) = (0, 1, 2);
/// let times = state_times(
///     &[7, 7, 7, 8, 8],
///     &[new, active, closed, new, closed],
///     &[0, HOUR, 4 * HOUR, 0, 2 * HOUR],
///     NegativeDuration::Zero,
/// )?;
/// assert_eq!(times[&new].visits, 2);
/// assert_eq!(times[&active].share, 0.5);
/// assert!(!times.contains_key(&closed));
/// # Ok::<(), aftersales::kpi::KpiError>(())
/// ```
///
/// # Errors
///
/// [`KpiError::ColumnLength`].
pub fn state_times(
    cases: &[u32],
    states: &[u32],
    at: &[i64],
    negative: NegativeDuration,
) -> Result<BTreeMap<u32, StateTime>, KpiError> {
    for (column, count) in [("states", states.len()), ("at", at.len())] {
        if count != cases.len() {
            return Err(KpiError::ColumnLength { column, count, expected: cases.len() });
        }
    }
    let mut stays: BTreeMap<u32, Vec<i64>> = BTreeMap::new();
    let rows = cases.iter().zip(states).zip(at);
    for (((case, state), from), ((next_case, _), to)) in rows.clone().zip(rows.skip(1)) {
        if case != next_case {
            continue;
        }
        let stay = to.saturating_sub(*from);
        match negative {
            NegativeDuration::Reject if stay < 0 => {}
            NegativeDuration::Zero => stays.entry(*state).or_default().push(stay.max(0)),
            _ => stays.entry(*state).or_default().push(stay),
        }
    }
    let sum = |stays: &[i64]| stays.iter().fold(0_i128, |sum, &stay| sum.saturating_add(i128::from(stay)));
    let all = stays.values().fold(0_i128, |all, stays| all.saturating_add(sum(stays)));
    let mut times = BTreeMap::new();
    for (state, mut stays) in stays {
        let (visits, total) = (stays.len() as u64, sum(&stays));
        let Some(median) = QuantileMethod::Linear.quantile(&mut stays, 0.5)? else { continue };
        let mean = total as f64 / visits as f64;
        let share = if all == 0 { 0.0 } else { total as f64 / all as f64 };
        times.insert(state, StateTime { visits, total, mean, median, share });
    }
    Ok(times)
}
