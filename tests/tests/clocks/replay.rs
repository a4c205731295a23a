//! The core says what the oracle says.

use aftersales::sla::{Reading, TicketClocks};
use aftersales::time::Instant;
use aftersales_tests::oracle::{ClockFacts, Moment};
use proptest::prelude::*;

use crate::share;
use crate::told::{Case, FIRST, cases};

proptest! {
    #![proptest_config(share(100))]

    #[test]
    fn readings_and_breaches_as_the_oracle_counts(case in cases()) {
        let (clocks, oracle, policies) = (case.told(), case.oracle(), case.compiled());
        for metric in case.metrics() {
            let name = metric.parse().unwrap();
            let Some(history) = oracle.history(&metric, FIRST, &case.events) else {
                prop_assert!(clocks.cycles(&name, case.last()).is_err());
                continue;
            };
            for &now in &case.nows {
                let cycles = clocks.cycles(&name, now).unwrap();
                let facts = history.facts(now);
                prop_assert_eq!(cycles.len(), facts.len(), "cycles of {}", metric);
                for (reading, facts) in cycles.iter().zip(&facts) {
                    let end = case.place.seen().1;
                    if let Err(difference) = compare(reading, facts, end) {
                        prop_assert!(false, "{} cycle {} at {}: {}", metric, facts.cycle, now, difference);
                    }
                }
                let told = clocks.breaches(now).unwrap();
                let told = told.iter().filter(|breach| breach.metric == name);
                let told: Vec<_> = told
                    .map(|each| (each.at.micros(), each.cycle, each.target.micros(), each.revision.clone()))
                    .collect();
                let expected = history.breaches(now).into_iter();
                let expected: Vec<_> = expected
                    .map(|each| (each.at, each.cycle, each.target, policies[&each.policy].revision().to_owned()))
                    .collect();
                prop_assert_eq!(told, expected, "breaches of {} at {}", metric, now);
            }
        }
        in_the_policys_order(&case, &clocks)?;
    }
}

/// Current readings are the last cycles of the metrics of the policy in force, in its order.
fn in_the_policys_order(case: &Case, clocks: &TicketClocks) -> Result<(), TestCaseError> {
    let now = case.nows[0];
    let readings = clocks.readings(now).unwrap();
    let begun = clocks.policy().metrics().iter().filter_map(|metric| {
        let cycles = clocks.cycles(metric.name(), now).unwrap();
        cycles.last().cloned()
    });
    prop_assert_eq!(readings, begun.collect::<Vec<_>>());
    Ok(())
}

/// What differs, if anything does.
fn compare(reading: &Reading, facts: &ClockFacts, end: Instant) -> Result<(), String> {
    same("cycle", &reading.cycle, &facts.cycle)?;
    same("state", &reading.state, &facts.state)?;
    same("started_at", &reading.started_at, &facts.started_at)?;
    same("stopped_at", &reading.stopped_at, &facts.stopped_at)?;
    same("target", &reading.target, &facts.target)?;
    same("consumed", &reading.consumed, &facts.consumed)?;
    same("remaining", &reading.remaining, &facts.remaining)?;
    same("used_percent", &reading.used_percent, &facts.used_percent)?;
    same("paused", &reading.paused, &facts.paused)?;
    same("breached_at", &reading.breached_at, &facts.breached_at)?;
    same("not_before", &reading.not_before, &facts.not_before)?;
    same("outcome", &reading.outcome, &facts.outcome)?;
    same("rate", &reading.rate, &facts.rate)?;
    let moment = |what: &str, got: Option<Instant>, expected: Moment| {
        let agrees = match expected {
            Moment::At(at) => got == Some(at),
            Moment::Never => got.is_none(),
            _ => got.is_none_or(|got| got >= end),
        };
        if agrees { Ok(()) } else { Err(format!("{what} is {got:?}, not {expected:?}")) }
    };
    moment("due", reading.due, facts.due)?;
    moment("due_if_resumed", reading.due_if_resumed, facts.due_if_resumed)?;
    moment("due_at_stop", reading.due_at_stop, facts.due_at_stop)?;
    moment("late_from", reading.late_from, facts.late_from)?;
    moment("next_change", reading.next_change, facts.next_change)?;
    moment("valid_until", reading.valid_until, facts.valid_until)?;
    same("levels", &reading.levels.len(), &facts.levels.len())?;
    for (level, (name, at)) in reading.levels.iter().zip(&facts.levels) {
        same("level", &level.name.as_str(), &name.as_str())?;
        moment(name, level.at, *at)?;
    }
    Ok(())
}

fn same<T: PartialEq + std::fmt::Debug>(what: &str, got: &T, expected: &T) -> Result<(), String> {
    if got == expected { Ok(()) } else { Err(format!("{what} is {got:?}, not {expected:?}")) }
}
