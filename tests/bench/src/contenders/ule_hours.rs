use jiff::{SignedDuration, Timestamp};
use ule_hours::Schedule;

use super::Contender;
use crate::workload::{SHIFTS, ZONE, holidays};

/// The crate `ule-hours`. Holidays are given as closed dates, which it looks up; its rules it would try one by one.
pub(crate) struct UleHours(Schedule);

impl Contender for UleHours {
    const NAME: &'static str = "ule-hours";
    type At = Timestamp;
    type Budget = SignedDuration;

    fn new() -> Self {
        let windows = SHIFTS.map(|(open, close)| format!("{open:02}:00-{close:02}:00")).join(", ");
        let weekly = Schedule::builder(ZONE).and_then(|builder| builder.mon_fri(&windows));
        let weekly = weekly.expect("the zone and the windows are valid");
        Self(holidays().into_iter().fold(weekly, |builder, date| builder.closed_on(date)).build())
    }

    fn at(&self, micros: i64) -> Timestamp {
        Timestamp::from_microsecond(micros).expect("the workload stays in the supported years")
    }

    fn budget(&self, micros: i64) -> SignedDuration {
        SignedDuration::from_micros(micros)
    }

    fn elapsed(&self, from: &Timestamp, to: &Timestamp) -> i64 {
        i64::try_from(self.0.between(*from, *to).as_micros()).expect("the spans are short")
    }

    fn deadline(&self, from: &Timestamp, budget: SignedDuration) -> Option<i64> {
        self.0.add(*from, budget).ok().map(Timestamp::as_microsecond)
    }
}
