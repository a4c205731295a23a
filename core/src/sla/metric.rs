use super::budget::{Calendars, Target};
use crate::vocabulary::Name;

/// The definition of one clock, compiled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Metric {
    pub(super) name: Name,
    pub(super) starts: Vec<Trigger>,
    pub(super) stops: Vec<Trigger>,
    pub(super) armed_by: Option<Trigger>,
    pub(super) pausing_states: Vec<Name>,
    pub(super) pausing_waits: Vec<Name>,
    pub(super) runs_in: Vec<Name>,
    pub(super) cycles: Cycles,
    pub(super) anchor: Anchor,
    pub(super) reopening: Reopening,
    pub(super) on_change: OnChange,
    pub(super) calendar: Option<Calendars>,
    pub(super) not_before: Option<Target>,
    pub(super) levels: Vec<Level>,
}

impl Metric {
    /// The metric's name.
    #[must_use]
    pub const fn name(&self) -> &Name {
        &self.name
    }

    /// Whether both turn a history into the same cycles, whatever they promise.
    pub(super) fn counts_as(&self, other: &Self) -> bool {
        self.starts == other.starts
            && self.stops == other.stops
            && self.armed_by == other.armed_by
            && self.pausing_states == other.pausing_states
            && self.pausing_waits == other.pausing_waits
            && self.runs_in == other.runs_in
            && self.cycles == other.cycles
            && self.anchor == other.anchor
            && self.reopening == other.reopening
    }

    /// Whether the clock belongs to the time after the ticket's end, such as a call-back: it starts there, and reopening the
    /// ticket withdraws it.
    pub(super) fn is_after_care(&self) -> bool {
        self.starts.contains(&Trigger::Stopped)
    }
}

/// Something in a ticket's history that starts, stops or arms a clock.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Trigger {
    /// The ticket began.
    Started,
    /// The customer wrote or called.
    CustomerMessage,
    /// The desk answered the customer.
    AgentMessage,
    /// The ticket entered a state.
    StateEntered(Name),
    /// A wait for a reason began.
    WaitStarted(Name),
    /// A wait for a reason ended.
    WaitEnded(Name),
    /// The work was completed.
    Stopped,
    /// The work turned out not to be complete.
    Reopened,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Cycles {
    Once,
    Repeat,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Anchor {
    Event,
    PreviousDue,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reopening {
    Resume,
    Restart,
    Ignore,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum OnChange {
    Retroactive,
    CarryOver,
    Restart,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Level {
    pub(super) name: Name,
    pub(super) point: LevelPoint,
}

/// Where a level lies on its clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum LevelPoint {
    /// Per cent of the target used up.
    Share(u32),
    /// Microseconds used up.
    Elapsed(i64),
    /// Microseconds of open time before the due instant.
    BeforeDue(i64),
    /// Microseconds of open time after the due instant.
    AfterDue(i64),
    /// Working days from the due instant, negative before it.
    WorkingDaysFromDue(i32),
}
