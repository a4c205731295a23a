use aftersales::kpi::statistics as core;

use crate::Tally;
use crate::error::Answer;

/// How a number of agents fares whose callers wait until somebody is free (Erlang C). All lengths of time are in one unit.
#[derive(Debug, Clone, uniffi::Record)]
pub struct Staffing {
    /// The load in erlangs: how many agents the calls keep busy on average.
    pub load: f64,
    /// The number of agents.
    pub agents: Tally,
    /// How many to schedule, for a part of whose time they are away.
    pub scheduled: Tally,
    /// The share of callers who wait.
    pub p_wait: f64,
    /// The share who would be lost if nobody could wait (Erlang B).
    pub erlang_b: f64,
    /// The share of callers who are answered within the time.
    pub service_level: f64,
    /// The share of time for which an agent is busy.
    pub occupancy: f64,
    /// The mean wait over all callers.
    pub mean_wait: f64,
}

/// How a number of agents fares whose callers give up after a while (Erlang A).
#[derive(Debug, Clone, uniffi::Record)]
pub struct Abandonment {
    /// The share of callers who wait.
    pub p_wait: f64,
    /// The share who give up.
    pub p_abandon: f64,
    /// The mean number of callers who wait.
    pub mean_queue: f64,
    /// The mean wait over all callers.
    pub mean_wait: f64,
    /// The share of time for which an agent is busy.
    pub occupancy: f64,
    /// The share of time for which nobody calls.
    pub p_empty: f64,
}

/// How so many agents fare with `calls` in an `interval`, each of a mean `handling` time; null where they are too few for the
/// load, so that the queue grows for ever. `away` is the share of their time that goes to breaks, training and sickness.
#[uniffi::export(default(away = 0.0))]
pub fn staffing(
    calls: f64,
    interval: f64,
    handling: f64,
    agents: Tally,
    within: f64,
    away: f64,
) -> Answer<Option<Staffing>> {
    let hotline = core::ErlangC::new(calls, interval, handling)?;
    hotline.with(agents.0).map(|found| Staffing::of(&hotline, &found, within, away)).transpose()
}

/// The least number of agents that answers the `share` of calls `within` a time and is busy for at most `most_busy` of its time.
#[uniffi::export(default(most_busy = 1.0, away = 0.0))]
pub fn required_staffing(
    calls: f64,
    interval: f64,
    handling: f64,
    share: f64,
    within: f64,
    most_busy: f64,
    away: f64,
) -> Answer<Staffing> {
    let hotline = core::ErlangC::new(calls, interval, handling)?;
    let found = hotline.required(&core::ServiceTarget::new(share, within, most_busy)?)?;
    Staffing::of(&hotline, &found, within, away)
}

/// How a number of agents fares whose callers give up: calls that come, calls that one agent handles, and waiting callers of one
/// who give up, each a unit of time.
#[uniffi::export]
pub fn erlang_a(agents: Tally, arrivals: f64, service: f64, abandon: f64) -> Answer<Abandonment> {
    let found = core::ErlangA::new(agents.0, arrivals, service, abandon)?;
    Ok(Abandonment {
        p_wait: found.p_wait,
        p_abandon: found.p_abandon,
        mean_queue: found.mean_queue,
        mean_wait: found.mean_wait,
        occupancy: found.occupancy,
        p_empty: found.p_empty,
    })
}

impl Staffing {
    fn of(hotline: &core::ErlangC, found: &core::Staffing, within: f64, away: f64) -> Answer<Self> {
        Ok(Self {
            load: hotline.load(),
            agents: Tally(found.agents),
            scheduled: Tally(found.scheduled(away)?),
            p_wait: found.p_wait,
            erlang_b: found.erlang_b,
            service_level: found.service_level(within),
            occupancy: found.occupancy,
            mean_wait: found.mean_wait,
        })
    }
}
