//! Everyone who is asked, each behind the same two questions in its own types.

mod aftersales;
mod opening_hours;
mod prefix_sums;
mod ule_hours;
mod workclock;

pub(crate) use self::aftersales::Aftersales;
pub(crate) use self::opening_hours::OpeningHoursCrate;
pub(crate) use self::prefix_sums::PrefixSums;
pub(crate) use self::ule_hours::UleHours;
pub(crate) use self::workclock::Workclock;

/// One way to answer. Inputs are converted to its own types before the clock starts.
pub(crate) trait Contender: 'static {
    /// Its name in tables and in JSON.
    const NAME: &'static str;
    /// An instant in its own type.
    type At: Clone + 'static;
    /// A budget of working time in its own type.
    type Budget: Copy + 'static;

    /// The calendar of the workload.
    fn new() -> Self;
    /// Converts microseconds since 1970-01-01T00:00:00Z.
    fn at(&self, micros: i64) -> Self::At;
    /// Converts microseconds of working time.
    fn budget(&self, micros: i64) -> Self::Budget;
    /// Working time between two instants, in microseconds.
    fn elapsed(&self, from: &Self::At, to: &Self::At) -> i64;
    /// When a budget is used up, in microseconds since 1970-01-01T00:00:00Z.
    fn deadline(&self, from: &Self::At, budget: Self::Budget) -> Option<i64>;
}
