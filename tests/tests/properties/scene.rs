//! A case with the calendar under test and what the oracle saw.

use aftersales::calendar::WorkingCalendar;
use aftersales::time::{Instant, ZoneDatabase};
use aftersales_tests::oracle::{CalendarOracle, Scan};

use crate::generate::Case;

/// One scan of a stretch of time, and the calendar to compare it with.
pub(crate) struct Scene {
    pub(crate) calendar: WorkingCalendar,
    pub(crate) oracle: CalendarOracle,
    pub(crate) scan: Scan,
    /// Where to ask: random instants, and both sides of every edge.
    pub(crate) points: Vec<i64>,
}

impl Scene {
    pub(crate) fn new(case: &Case) -> Self {
        let calendar = WorkingCalendar::compile(&case.document, &ZoneDatabase::bundled()).unwrap();
        Self::with(case, calendar, CalendarOracle::new(&case.document))
    }

    pub(crate) fn with(case: &Case, calendar: WorkingCalendar, oracle: CalendarOracle) -> Self {
        let (from, to) = (case.from, case.to);
        let scan = oracle.scan(from..to);
        let mut points = case.within.clone();
        points.extend([from, to]);
        points.extend(scan.edges.iter().flat_map(|&(at, _)| [at - 1, at, at + 1]));
        points.retain(|&at| (from..=to).contains(&at));
        points.sort_unstable();
        points.dedup();
        Self { calendar, oracle, scan, points }
    }
}

pub(crate) fn instant(micros: i64) -> Instant {
    Instant::from_micros(micros).unwrap()
}
