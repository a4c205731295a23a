use std::collections::BTreeMap;

use super::sample::check_length;
use crate::calendar::WorkingCalendar;
use crate::kpi::KpiError;
use crate::time::Instant;

/// What tickets went through: which state when (KP-17), or whose hands.
///
/// States and cases are numbers that the host gives its names. Where the state is a person or team, a step from one to another
/// is a hand-over.
///
/// ```
/// use aftersales::kpi::statistics::StageLog;
///
/// const MINUTE: i64 = 60_000_000;
/// let (new, working, done) = (0, 1, 2);
/// let at = [0, 30 * MINUTE, 90 * MINUTE];
/// let log = StageLog::new(&[7, 7, 7], &[new, working, done], &at)?;
/// assert_eq!(log.case_durations()[&7], 90 * MINUTE);
/// let stages = log.stages();
/// assert_eq!(stages[&working].total, i128::from(60 * MINUTE));
/// assert!(!stages.contains_key(&done), "the last state of a case has no end");
/// # Ok::<(), aftersales::kpi::KpiError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StageLog {
    /// By case, then time, then input order.
    entries: Vec<Entry>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Entry {
    case: u32,
    state: u32,
    at: Instant,
}

/// The time spent in a state, each stay until the next entry of its case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Stage {
    /// How often it was entered, with an entry after it.
    pub visits: u64,
    /// Microseconds in all.
    pub total: i128,
}

/// A way from one state to the next, and how long the first one lasted then; microseconds.
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub struct Passage {
    /// The state left.
    pub from: u32,
    /// The state entered, which may be the same.
    pub to: u32,
    /// How often.
    pub count: u64,
    /// The sum.
    pub total: i128,
    /// The shortest.
    pub least: i64,
    /// The longest.
    pub greatest: i64,
    /// The middle one, or the mean of the two in the middle.
    pub median: f64,
}

impl Stage {
    /// Microseconds a visit; none without one.
    #[must_use]
    pub fn mean(self) -> Option<f64> {
        (self.visits > 0).then(|| self.total as f64 / self.visits as f64)
    }
}

impl Passage {
    /// The mean in microseconds.
    #[must_use]
    pub fn mean(&self) -> f64 {
        self.total as f64 / self.count.max(1) as f64
    }
}

impl StageLog {
    /// Entries row by row: case, state entered, and when, in microseconds since 1970 in UTC. Rows of a case that come in order of
    /// time, or at one time, keep their order; others are sorted.
    ///
    /// # Errors
    ///
    /// [`KpiError::ColumnLength`]; [`KpiError::OutsideTime`] for an instant outside the years 0001 to 9999.
    pub fn new(cases: &[u32], states: &[u32], at: &[i64]) -> Result<Self, KpiError> {
        check_length("states", states.len(), cases.len())?;
        check_length("at", at.len(), cases.len())?;
        let rows = cases.iter().zip(states).zip(at).enumerate();
        let entry = |(row, ((&case, &state), &at))| match Instant::from_micros(at) {
            Ok(at) => Ok(Entry { case, state, at }),
            Err(_) => Err(KpiError::OutsideTime { column: "at", row, value: at }),
        };
        let mut entries = rows.map(entry).collect::<Result<Vec<_>, _>>()?;
        entries.sort_by_key(|entry| (entry.case, entry.at));
        Ok(Self { entries })
    }

    /// Microseconds from the first to the last entry of each case.
    #[must_use]
    pub fn case_durations(&self) -> BTreeMap<u32, i64> {
        self.durations_by(calendar_time)
    }

    /// The same in working time.
    #[must_use]
    pub fn working_case_durations(&self, calendar: &WorkingCalendar) -> BTreeMap<u32, i64> {
        self.durations_by(|from, to| calendar.elapsed(from, to).micros())
    }

    /// The time spent in each state.
    #[must_use]
    pub fn stages(&self) -> BTreeMap<u32, Stage> {
        stages_of(&self.passages())
    }

    /// The working time spent in each state.
    #[must_use]
    pub fn working_stages(&self, calendar: &WorkingCalendar) -> BTreeMap<u32, Stage> {
        stages_of(&self.working_passages(calendar))
    }

    /// Every way from a state to the next, by state left and state entered.
    #[must_use]
    pub fn passages(&self) -> Vec<Passage> {
        self.passages_by(calendar_time)
    }

    /// The same in working time.
    #[must_use]
    pub fn working_passages(&self, calendar: &WorkingCalendar) -> Vec<Passage> {
        self.passages_by(|from, to| calendar.elapsed(from, to).micros())
    }

    /// How often the state changed from one entry to the next, case by case: hand-overs where states are persons or teams.
    #[must_use]
    pub fn changes(&self) -> BTreeMap<u32, u64> {
        let changes = |case: &[Entry]| {
            case.iter().zip(case.iter().skip(1)).filter(|(from, to)| from.state != to.state).count() as u64
        };
        self.cases().map(|(case, entries)| (case, changes(entries))).collect()
    }

    /// In how many cases each state was entered more than once; states without such a case are left out.
    #[must_use]
    pub fn repeated(&self) -> BTreeMap<u32, u64> {
        let mut repeated = BTreeMap::new();
        let mut states: Vec<u32> = Vec::new();
        for (_, case) in self.cases() {
            states.clear();
            states.extend(case.iter().map(|entry| entry.state));
            states.sort_unstable();
            for same in states.chunk_by(u32::eq).filter(|same| same.len() > 1) {
                count(&mut repeated, same.first().copied());
            }
        }
        repeated
    }

    /// How many cases took each way through the states, whole.
    #[must_use]
    pub fn variants(&self) -> BTreeMap<Vec<u32>, u64> {
        let mut variants = BTreeMap::new();
        let mut way: Vec<u32> = Vec::new();
        for (_, case) in self.cases() {
            way.clear();
            way.extend(case.iter().map(|entry| entry.state));
            match variants.get_mut(&way) {
                Some(count) => *count = u64::saturating_add(*count, 1),
                None => drop(variants.insert(way.clone(), 1)),
            }
        }
        variants
    }

    /// How many cases start in each state.
    #[must_use]
    pub fn starts(&self) -> BTreeMap<u32, u64> {
        let mut starts = BTreeMap::new();
        self.cases().for_each(|(_, case)| count(&mut starts, case.first().map(|entry| entry.state)));
        starts
    }

    /// How many cases end in each state, or have come so far.
    #[must_use]
    pub fn ends(&self) -> BTreeMap<u32, u64> {
        let mut ends = BTreeMap::new();
        self.cases().for_each(|(_, case)| count(&mut ends, case.last().map(|entry| entry.state)));
        ends
    }

    fn cases(&self) -> impl Iterator<Item = (u32, &[Entry])> {
        let cases = self.entries.chunk_by(|one, next| one.case == next.case);
        cases.filter_map(|case| Some((case.first()?.case, case)))
    }

    fn durations_by(&self, measure: impl Fn(Instant, Instant) -> i64) -> BTreeMap<u32, i64> {
        let duration =
            |(case, entries): (u32, &[Entry])| Some((case, measure(entries.first()?.at, entries.last()?.at)));
        self.cases().filter_map(duration).collect()
    }

    fn passages_by(&self, measure: impl Fn(Instant, Instant) -> i64) -> Vec<Passage> {
        let pairs = self.entries.iter().zip(self.entries.iter().skip(1));
        let within = pairs.filter(|(from, to)| from.case == to.case);
        let mut steps: Vec<((u32, u32), i64)> =
            within.map(|(from, to)| ((from.state, to.state), measure(from.at, to.at))).collect();
        steps.sort_unstable();
        steps.chunk_by(|one, next| one.0 == next.0).filter_map(passage).collect()
    }
}

fn calendar_time(from: Instant, to: Instant) -> i64 {
    to.since(from).micros()
}

/// A passage from all its durations in order.
fn passage(steps: &[((u32, u32), i64)]) -> Option<Passage> {
    let &((from, to), least) = steps.first()?;
    let &(_, greatest) = steps.last()?;
    let total = steps.iter().fold(0_i128, |sum, step| sum.saturating_add(i128::from(step.1)));
    let middle = |position: usize| steps.get(position).map(|step| step.1 as f64);
    let median = (middle(steps.len().saturating_sub(1) / 2)? + middle(steps.len() / 2)?) / 2.0;
    Some(Passage { from, to, count: steps.len() as u64, total, least, greatest, median })
}

fn stages_of(passages: &[Passage]) -> BTreeMap<u32, Stage> {
    let mut stages: BTreeMap<u32, Stage> = BTreeMap::new();
    for passage in passages {
        let stage = stages.entry(passage.from).or_insert(Stage { visits: 0, total: 0 });
        stage.visits = stage.visits.saturating_add(passage.count);
        stage.total = stage.total.saturating_add(passage.total);
    }
    stages
}

fn count(counts: &mut BTreeMap<u32, u64>, state: Option<u32>) {
    if let Some(state) = state {
        let count = counts.entry(state).or_default();
        *count = count.saturating_add(1);
    }
}
