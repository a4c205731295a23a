use super::range::{below_one, not_negative, positive, within};
use crate::kpi::KpiError;

/// The greatest load and number of agents that are answered.
const MOST: f64 = 1e6;
/// What a target may be missed by, because of rounding.
const ROUNDING: f64 = 1e-12;

/// A hotline whose callers wait as long as it takes (Erlang C): how long they wait, and how many agents a promise needs.
///
/// Times are in one unit, whichever it is.
///
/// ```
/// use aftersales::kpi::statistics::{ErlangC, ServiceTarget};
///
/// // 100 calls of 3 minutes in half an hour; 80 % within 20 seconds, agents busy at most 85 % of the time.
/// let hotline = ErlangC::new(100.0, 30.0, 3.0)?;
/// let required = hotline.required(&ServiceTarget::new(0.8, 1.0 / 3.0, 0.85)?)?;
/// assert_eq!(required.agents, 14);
/// assert_eq!(required.scheduled(0.3)?, 20);
/// # Ok::<(), aftersales::kpi::KpiError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ErlangC {
    load: f64,
    handling: f64,
}

/// What is promised to callers.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ServiceTarget {
    share: f64,
    within: f64,
    most_busy: f64,
}

/// How a number of agents fares.
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub struct Staffing {
    /// The number of agents.
    pub agents: u64,
    /// The share of callers who wait.
    pub p_wait: f64,
    /// The share who would be lost if nobody could wait (Erlang B).
    pub erlang_b: f64,
    /// The share of time for which an agent is busy.
    pub occupancy: f64,
    /// The mean wait over all callers.
    pub mean_wait: f64,
    handling: f64,
    load: f64,
}

impl ErlangC {
    /// So many calls in an interval, each of a mean handling time.
    ///
    /// # Errors
    ///
    /// [`KpiError::OutOfRange`] where one is not above zero, or the load is above a million agents.
    pub fn new(calls: f64, interval: f64, handling: f64) -> Result<Self, KpiError> {
        let load =
            positive("calls", calls)? * positive("handling", handling)? / positive("interval", interval)?;
        within("load", load, load > 0.0 && load <= MOST, "a load of at most 1000000 agents")?;
        Ok(Self { load, handling })
    }

    /// The load: how many agents would be busy on average.
    #[must_use]
    pub fn load(self) -> f64 {
        self.load
    }

    /// How so many agents fare; none where they are too few for the load, and the queue would grow without end.
    #[must_use]
    pub fn with(self, agents: u64) -> Option<Staffing> {
        if agents as f64 <= self.load || agents as f64 > 2.0 * MOST {
            return None;
        }
        let blocked = (1..=agents).fold(1.0, |blocked, agent| self.next_blocked(blocked, agent as f64));
        Some(self.staffing(agents, blocked))
    }

    /// The fewest agents that keep the target.
    ///
    /// # Errors
    ///
    /// [`KpiError::OutOfRange`] where that takes more than two million.
    pub fn required(self, target: &ServiceTarget) -> Result<Staffing, KpiError> {
        let (mut blocked, mut agents) = (1.0, 0_u64);
        while (agents as f64) < 2.0 * MOST {
            agents = agents.saturating_add(1);
            blocked = self.next_blocked(blocked, agents as f64);
            if agents as f64 > self.load {
                let staffing = self.staffing(agents, blocked);
                let enough = staffing.service_level(target.within) >= target.share - ROUNDING;
                if enough && staffing.occupancy <= target.most_busy + ROUNDING {
                    return Ok(staffing);
                }
            }
        }
        let allowed = "a target that at most 2000000 agents keep";
        Err(KpiError::OutOfRange { field: "target", value: target.share.to_string(), allowed })
    }

    fn next_blocked(self, blocked: f64, agents: f64) -> f64 {
        let offered = self.load * blocked;
        offered / (agents + offered)
    }

    fn staffing(self, agents: u64, erlang_b: f64) -> Staffing {
        let n = agents as f64;
        let Self { load, handling } = self;
        let p_wait = n * erlang_b / (n - load * (1.0 - erlang_b));
        let mean_wait = p_wait * handling / (n - load);
        Staffing { agents, p_wait, erlang_b, occupancy: load / n, mean_wait, handling, load }
    }
}

impl ServiceTarget {
    /// A share of callers answered within a time, by agents who are busy for at most `most_busy` of theirs.
    ///
    /// # Errors
    ///
    /// [`KpiError::OutOfRange`] where the share is not from 0 to below 1, the time negative or `most_busy` not above 0 and at most 1.
    pub fn new(share: f64, answered_within: f64, most_busy: f64) -> Result<Self, KpiError> {
        Ok(Self {
            share: below_one("share", share)?,
            within: not_negative("answered_within", answered_within)?,
            most_busy: within(
                "most_busy",
                most_busy,
                most_busy > 0.0 && most_busy <= 1.0,
                "a share above 0, up to 1",
            )?,
        })
    }
}

impl Staffing {
    /// The share of callers answered within a time.
    #[must_use]
    pub fn service_level(self, time: f64) -> f64 {
        1.0 - self.p_wait * libm::exp(-(self.agents as f64 - self.load) * time / self.handling)
    }

    /// How many have to be on the roster for so many to be at the desk, when a share is away.
    ///
    /// # Errors
    ///
    /// [`KpiError::OutOfRange`] where the share is not from 0 to below 1.
    pub fn scheduled(self, away: f64) -> Result<u64, KpiError> {
        let present = 1.0 - below_one("away", away)?;
        let scheduled = self.agents as f64 / present;
        Ok((scheduled * (1.0 - ROUNDING)).ceil() as u64)
    }
}

/// A hotline whose callers give up after a while (Erlang A, M/M/n+M): the missed calls of KP-15.
///
/// ```
/// use aftersales::kpi::statistics::ErlangA;
///
/// // Ten calls a minute of one minute each, twelve agents, patience of two minutes.
/// let hotline = ErlangA::new(12, 10.0, 1.0, 0.5)?;
/// assert!(hotline.p_abandon > 0.039 && hotline.p_abandon < 0.04);
/// # Ok::<(), aftersales::kpi::KpiError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub struct ErlangA {
    /// The share of callers who find all agents busy.
    pub p_wait: f64,
    /// The share of callers who give up.
    pub p_abandon: f64,
    /// The mean number of callers who wait.
    pub mean_queue: f64,
    /// The mean wait over all callers, those who give up included.
    pub mean_wait: f64,
    /// The share of time for which an agent is busy.
    pub occupancy: f64,
    /// The share of time for which nobody calls.
    pub p_empty: f64,
}

impl ErlangA {
    /// So many agents, with calls, calls handled by one agent, and waiting callers who give up, each a unit of time.
    ///
    /// # Errors
    ///
    /// [`KpiError::OutOfRange`] where a rate is not above zero, there is no agent, or more than a million.
    pub fn new(agents: u64, arrivals: f64, service: f64, abandon: f64) -> Result<Self, KpiError> {
        let n =
            within("agents", agents as f64, (1.0..=MOST).contains(&(agents as f64)), "1 to 1000000 agents")?;
        let (arrivals, service) = (positive("arrivals", arrivals)?, positive("service", service)?);
        let abandon = positive("abandon", abandon)?;
        // With patience beyond that there are more states than can be summed; callers who hardly ever give up are Erlang C's.
        let patient = arrivals / abandon;
        within(
            "abandon",
            abandon,
            patient <= MOST * MOST,
            "at least a millionth of a millionth of the arrivals",
        )?;
        // The likeliest number of callers; from there outwards nothing overflows.
        let load = arrivals / service;
        let likeliest = if load < n { load } else { n + (arrivals - n * service) / abandon };
        within("load", likeliest, likeliest <= MOST, "a load of at most 1000000 callers")?;
        let leaving = |callers: f64| callers.min(n) * service + (callers - n).max(0.0) * abandon;
        let likeliest = likeliest.floor();
        let mut sums = Sums::default();
        let (mut callers, mut weight) = (likeliest, 1.0);
        while weight > sums.all * 1e-18 {
            sums.add(callers, n, weight);
            callers += 1.0;
            weight *= arrivals / leaving(callers);
        }
        (callers, weight) = (likeliest, 1.0);
        while callers > 0.0 {
            weight *= leaving(callers) / arrivals;
            callers -= 1.0;
            sums.add(callers, n, weight);
        }
        let mean_queue = sums.queue / sums.all;
        Ok(Self {
            p_wait: sums.waiting / sums.all,
            p_abandon: abandon * mean_queue / arrivals,
            mean_queue,
            mean_wait: mean_queue / arrivals,
            occupancy: sums.busy / sums.all / n,
            p_empty: weight_of_none(likeliest, weight) / sums.all,
        })
    }
}

/// The weight of no callers, which the walk down ends with, or starts with where none is likeliest.
fn weight_of_none(likeliest: f64, weight: f64) -> f64 {
    if likeliest > 0.0 { weight } else { 1.0 }
}

/// Sums over numbers of callers, by weight.
#[derive(Debug, Default)]
struct Sums {
    all: f64,
    waiting: f64,
    queue: f64,
    busy: f64,
}

impl Sums {
    fn add(&mut self, callers: f64, agents: f64, weight: f64) {
        self.all += weight;
        self.busy += callers.min(agents) * weight;
        if callers >= agents {
            self.waiting += weight;
            self.queue += (callers - agents) * weight;
        }
    }
}
