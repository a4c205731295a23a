use super::difference::Test;
use super::kaplan_meier::{Group, Sorted};
use super::{Sample, special};
use crate::kpi::KpiError;

/// Whether two groups end at different rates: the log-rank test with hypergeometric variance (Mantel 1966).
///
/// The statistic is chi-square with one degree of freedom. None where nothing ended while both groups still ran.
///
/// ```
/// use aftersales::kpi::statistics::log_rank;
///
/// let (urgent, other) = ([1.0, 2.0, 2.0, 4.0, 8.0, 16.0], [3.0, 8.0, 9.0, 24.0, 30.0, 48.0]);
/// let test = log_rank(
///     (&urgent, &[true, true, true, true, true, false]),
///     (&other, &[true, true, false, true, true, true]),
/// )?
/// .unwrap();
/// assert!((test.statistic - 3.5776).abs() < 1e-4);
/// assert!(test.p > 0.05);
/// # Ok::<(), aftersales::kpi::KpiError>(())
/// ```
///
/// # Errors
///
/// As [`KaplanMeier::new`](super::KaplanMeier::new), for either group of durations and whether each was observed to its end.
pub fn log_rank<T: Sample>(
    first: (&[T], &[bool]),
    second: (&[T], &[bool]),
) -> Result<Option<Test>, KpiError> {
    let first = Sorted::new("first durations", first.0, first.1)?;
    let second = Sorted::new("second durations", second.0, second.1)?;
    let (mut groups1, mut groups2) = (first.groups().peekable(), second.groups().peekable());
    let (mut at_risk1, mut at_risk2) = (first.n() as f64, second.n() as f64);
    let (mut surplus, mut variance) = (0.0, 0.0);
    loop {
        let times =
            [groups1.peek(), groups2.peek()].map(|group| group.map_or(f64::INFINITY, |group| group.time));
        let time = times.into_iter().fold(f64::INFINITY, f64::min);
        if time == f64::INFINITY {
            break;
        }
        let here = |group: &Group| group.time == time;
        let (ended1, left1) = groups1.next_if(here).map_or((0.0, 0.0), Group::counts);
        let (ended2, left2) = groups2.next_if(here).map_or((0.0, 0.0), Group::counts);
        let (ended, at_risk) = (ended1 + ended2, at_risk1 + at_risk2);
        surplus += ended1 - ended * at_risk1 / at_risk;
        if at_risk > 1.0 {
            let share = at_risk1 / at_risk;
            variance += ended * share * (1.0 - share) * (at_risk - ended) / (at_risk - 1.0);
        }
        at_risk1 -= ended1 + left1;
        at_risk2 -= ended2 + left2;
    }
    Ok((variance > 0.0).then(|| {
        let statistic = surplus * surplus / variance;
        Test::new(statistic, special::chi_square_one_above(statistic))
    }))
}

impl Group {
    fn counts(self) -> (f64, f64) {
        (self.ended as f64, self.censored as f64)
    }
}
