use jiff::civil::time;
use jiff::{SignedDuration, Timestamp};
use workclock::{Holidays, Schedule, Weekdays, WorkDay};

use super::Contender;
use crate::workload::{SHIFTS, ZONE, holidays};

/// The crate `workclock`. Two shifts are quicker there than one shift and a break.
pub(crate) struct Workclock(Schedule);

impl Contender for Workclock {
    const NAME: &'static str = "workclock";
    type At = Timestamp;
    type Budget = SignedDuration;

    fn new() -> Self {
        let mut builder = Schedule::builder().time_zone(ZONE).rule(Holidays::new(holidays()));
        for (open, close) in SHIFTS {
            builder =
                builder.rule(WorkDay::new(time(open, 0, 0, 0), time(close, 0, 0, 0), Weekdays::MON_TO_FRI));
        }
        Self(builder.build().expect("the zone and the rules are valid"))
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
