use std::collections::BTreeMap;
use std::sync::Arc;

use aftersales::kpi::statistics as core;
use aftersales::time::{Instant, Span as Duration};

use crate::error::Answer;
use crate::{Tally, WorkingCalendar};

/// A case enters a state.
#[derive(Debug, Clone, uniffi::Record)]
pub struct StageEntry {
    /// The case.
    pub case: String,
    /// The state.
    pub state: String,
    /// When.
    pub at: Instant,
}

/// How long cases stayed in states, what followed what, which came back. Everything is in the order of the words.
#[derive(Debug, Clone, uniffi::Record)]
pub struct StageTimes {
    /// The time from the first to the last entry of each case.
    pub cases: Vec<CaseDuration>,
    /// The time in each state. The last entry of a case has no end.
    pub stages: Vec<StageTime>,
    /// Every way from a state to the next.
    pub passages: Vec<Passage>,
    /// How many cases entered a state more than once.
    pub repeated: Vec<StateCount>,
    /// How many cases began in each state.
    pub starts: Vec<StateCount>,
    /// How many cases were last seen in each state.
    pub ends: Vec<StateCount>,
    /// How many cases took each way through the states.
    pub variants: Vec<Variant>,
}

/// How long a case took.
#[derive(Debug, Clone, uniffi::Record)]
pub struct CaseDuration {
    /// The case.
    pub case: String,
    /// From its first to its last entry.
    pub duration: Duration,
}

/// How long cases stayed in a state.
#[derive(Debug, Clone, uniffi::Record)]
pub struct StageTime {
    /// The state.
    pub state: String,
    /// How often it was visited.
    pub visits: Tally,
    /// The time in it in all.
    pub total: Duration,
    /// The mean of a visit; null where none has ended.
    pub mean: Option<Duration>,
}

/// A way from a state to the next, and how long the first lasted then.
#[derive(Debug, Clone, uniffi::Record)]
pub struct Passage {
    /// The state.
    pub from: String,
    /// The next one.
    pub to: String,
    /// How often.
    pub n: Tally,
    /// The time in all.
    pub total: Duration,
    /// The mean.
    pub mean: Duration,
    /// The median.
    pub median: Duration,
    /// The shortest.
    pub least: Duration,
    /// The longest.
    pub greatest: Duration,
}

/// How many cases, by state.
#[derive(Debug, Clone, uniffi::Record)]
pub struct StateCount {
    /// The state.
    pub state: String,
    /// How many cases.
    pub cases: Tally,
}

/// How many cases took a way.
#[derive(Debug, Clone, uniffi::Record)]
pub struct Variant {
    /// The states in order.
    pub states: Vec<String>,
    /// How many cases.
    pub cases: Tally,
}

/// How long cases stayed in the states that they went through, in the open time of a calendar if one is given.
#[uniffi::export(default(calendar = None))]
pub fn stage_times(entries: Vec<StageEntry>, calendar: Option<Arc<WorkingCalendar>>) -> Answer<StageTimes> {
    let cases = Words::of(entries.iter().map(|entry| entry.case.as_str()));
    let states = Words::of(entries.iter().map(|entry| entry.state.as_str()));
    let case_codes: Vec<u32> = entries.iter().map(|entry| cases.code(&entry.case)).collect();
    let state_codes: Vec<u32> = entries.iter().map(|entry| states.code(&entry.state)).collect();
    let at: Vec<i64> = entries.iter().map(|entry| entry.at.micros()).collect();
    let log = core::StageLog::new(&case_codes, &state_codes, &at)?;
    let calendar = calendar.as_deref().map(|calendar| &calendar.0);
    let durations = calendar.map_or_else(|| log.case_durations(), |open| log.working_case_durations(open));
    let stages = calendar.map_or_else(|| log.stages(), |open| log.working_stages(open));
    let passages = calendar.map_or_else(|| log.passages(), |open| log.working_passages(open));
    let counts = |counts: BTreeMap<u32, u64>| {
        let count = |(state, cases)| StateCount { state: states.word(state), cases: Tally(cases) };
        counts.into_iter().map(count).collect()
    };
    let case =
        |(case, micros)| CaseDuration { case: cases.word(case), duration: Duration::from_micros(micros) };
    let stage = |(state, stage): (u32, core::Stage)| StageTime {
        state: states.word(state),
        visits: Tally(stage.visits),
        total: sum(stage.total),
        mean: stage.mean().map(length),
    };
    let passage = |way: core::Passage| Passage {
        from: states.word(way.from),
        to: states.word(way.to),
        n: Tally(way.count),
        total: sum(way.total),
        mean: length(way.mean()),
        median: length(way.median),
        least: Duration::from_micros(way.least),
        greatest: Duration::from_micros(way.greatest),
    };
    let variant = |(way, cases): (Vec<u32>, u64)| Variant {
        states: way.into_iter().map(|state| states.word(state)).collect(),
        cases: Tally(cases),
    };
    Ok(StageTimes {
        cases: durations.into_iter().map(case).collect(),
        stages: stages.into_iter().map(stage).collect(),
        passages: passages.into_iter().map(passage).collect(),
        repeated: counts(log.repeated()),
        starts: counts(log.starts()),
        ends: counts(log.ends()),
        variants: log.variants().into_iter().map(variant).collect(),
    })
}

/// Words with a number each, in the order of the words.
struct Words<'a> {
    words: Vec<&'a str>,
    codes: BTreeMap<&'a str, u32>,
}

impl<'a> Words<'a> {
    fn of(texts: impl Iterator<Item = &'a str>) -> Self {
        let mut words: Vec<&str> = texts.collect();
        words.sort_unstable();
        words.dedup();
        let codes = words.iter().copied().zip(0..).collect();
        Self { words, codes }
    }

    fn code(&self, word: &str) -> u32 {
        self.codes.get(word).copied().unwrap_or_default()
    }

    fn word(&self, code: u32) -> String {
        let word = usize::try_from(code).ok().and_then(|code| self.words.get(code));
        word.map(|word| (*word).to_owned()).unwrap_or_default()
    }
}

/// A sum of microseconds; what 64 bits cannot hold, 292,000 years, stays at their ends.
fn sum(micros: i128) -> Duration {
    Duration::from_micros(i64::try_from(micros).unwrap_or(i64::MAX))
}

/// A mean of microseconds, to the nearest one.
#[expect(clippy::cast_possible_truncation, reason = "a mean of 64-bit numbers is within them")]
fn length(micros: f64) -> Duration {
    Duration::from_micros(micros.round() as i64)
}
