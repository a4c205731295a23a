use aftersales::calendar::WorkingCalendar;
use aftersales::time::{Instant, Span, ZoneDatabase};

use super::Contender;
use crate::workload;

/// Ours.
pub(crate) struct Aftersales(pub(crate) WorkingCalendar);

impl Contender for Aftersales {
    const NAME: &'static str = "aftersales";
    type At = Instant;
    type Budget = Span;

    fn new() -> Self {
        let calendar = WorkingCalendar::compile(&workload::document(), &ZoneDatabase::bundled());
        Self(calendar.expect("the document of the workload is valid"))
    }

    fn at(&self, micros: i64) -> Instant {
        Instant::from_micros(micros).expect("the workload stays in the supported years")
    }

    fn budget(&self, micros: i64) -> Span {
        Span::from_micros(micros)
    }

    fn elapsed(&self, from: &Instant, to: &Instant) -> i64 {
        self.0.elapsed(*from, *to).micros()
    }

    fn deadline(&self, from: &Instant, budget: Span) -> Option<i64> {
        self.0.deadline(*from, budget).map(Instant::micros)
    }
}
