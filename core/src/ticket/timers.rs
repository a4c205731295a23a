use super::{
    CloseCause, Closing, EstimateStatus, EstimateVersion, EventKind, Nothing, Phase, Reminded, Reminder,
    Requirement, Ticket, WaitEnd, WaitEnded,
};
use crate::time::{Instant, Span};
use crate::vocabulary::Name;

/// Something that happens to a ticket by itself when its time comes.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Timer {
    /// When.
    pub at: Instant,
    /// What.
    pub kind: TimerKind,
}

/// What happens by itself.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum TimerKind {
    /// A wait ends.
    WaitEnds(Name),
    /// The override of the grade ends.
    OverrideExpires,
    /// The estimate is no longer valid.
    EstimateExpires(u32),
    /// Watching is over: the desk is to say what it showed.
    ObservationEnds(u32),
    /// Progress is to be reported.
    ProgressReportDue(u32),
    /// The customer is to be called back.
    CallBackDue(u32),
    /// The customer's word did not come: the ticket is archived.
    ConfirmationTimesOut,
}

impl Ticket {
    /// Everything that will happen by itself if nothing else does, escalation rules and clocks aside, in order of time.
    ///
    /// ```no_run
    /// # fn f(ticket: &aftersales::ticket::Ticket) {
    /// for timer in ticket.timers() {
    ///     println!("{} {:?}", timer.at, timer.kind);
    /// }
    /// # }
    /// ```
    #[must_use]
    pub fn timers(&self) -> Vec<Timer> {
        let mut timers = Vec::new();
        self.collect_timers(|at, kind| timers.push(Timer { at, kind }));
        crate::order::by(&mut timers, |left, right| (left.at, &left.kind).cmp(&(right.at, &right.kind)));
        timers
    }

    /// The earliest timer, found by going through all.
    pub(super) fn first_timer(&self) -> Option<Timer> {
        let mut first: Option<Timer> = None;
        self.collect_timers(|at, kind| {
            if first.as_ref().is_none_or(|known| (at, &kind) < (known.at, &known.kind)) {
                first = Some(Timer { at, kind });
            }
        });
        first
    }

    /// What a timer does when its time comes.
    pub(super) fn timer_event(kind: TimerKind) -> EventKind {
        let reminded = |reminder, cycle| EventKind::Reminded(Reminded { reminder, cycle });
        match kind {
            TimerKind::WaitEnds(reason) => EventKind::WaitEnded(WaitEnded { reason, end: WaitEnd::Elapsed }),
            TimerKind::OverrideExpires => EventKind::OverrideExpired(Nothing {}),
            TimerKind::EstimateExpires(version) => EventKind::EstimateExpired(EstimateVersion { version }),
            TimerKind::ObservationEnds(cycle) => reminded(Reminder::Observation, cycle),
            TimerKind::ProgressReportDue(cycle) => reminded(Reminder::ProgressReport, cycle),
            TimerKind::CallBackDue(cycle) => reminded(Reminder::CallBack, cycle),
            TimerKind::ConfirmationTimesOut => {
                EventKind::Closed(Closing { cause: CloseCause::TimeOut, note: None })
            }
        }
    }

    fn collect_timers(&self, mut timer: impl FnMut(Instant, TimerKind)) {
        let state = &self.state;
        let phase = state.phase.phase;
        if phase == Phase::Closed {
            self.call_back_timer(&mut timer);
            return;
        }
        if phase.is_terminal() {
            return;
        }
        for wait in &state.waits {
            if let Some(until) = wait.until {
                timer(until, TimerKind::WaitEnds(wait.reason.clone()));
            }
        }
        if let Some(overridden) = &state.grade.overridden {
            timer(overridden.expires_at, TimerKind::OverrideExpires);
        }
        if let Some(estimate) = state.estimate()
            && matches!(estimate.status, EstimateStatus::Draft | EstimateStatus::Sent)
            && let Some(until) = estimate.estimate.valid_until
        {
            timer(just_after(until), TimerKind::EstimateExpires(estimate.version));
        }
        if let Some(until) = state.work.observed_until
            && state.work.observation_reminded < state.work.observations
        {
            timer(until, TimerKind::ObservationEnds(state.work.observations));
        }
        if phase.is_under_way() {
            self.progress_timer(&mut timer);
        } else {
            self.call_back_timer(&mut timer);
            self.confirmation_timer(&mut timer);
        }
    }

    fn progress_timer(&self, timer: &mut impl FnMut(Instant, TimerKind)) {
        let care = &self.state.care;
        let cycle = care.progress_cycle.saturating_add(1);
        if care.progress_reminded < cycle
            && let Some(every) = self.policy.gates().progress_report(self.state.sort())
            && let Some(due) = every.end(care.progress_at.unwrap_or(self.state.opened_at))
        {
            timer(due, TimerKind::ProgressReportDue(cycle));
        }
    }

    fn call_back_timer(&self, timer: &mut impl FnMut(Instant, TimerKind)) {
        let care = &self.state.care;
        if care.called_back_at.is_none()
            && care.call_back_reminded < care.completions
            && let Some(completed_at) = self.state.phase.completed_at
            && let Some(rule) = self.policy.gates().call_back(self.state.sort())
            && let Some(due) = rule.within.end(completed_at)
        {
            timer(due, TimerKind::CallBackDue(care.completions));
        }
    }

    /// The time-out stands in for the customer's word, and for nothing else: while anything but confirmation and rating is
    /// missing the ticket stays open, and closes when that is there.
    fn confirmation_timer(&self, timer: &mut impl FnMut(Instant, TimerKind)) {
        let (state, gates) = (&self.state, self.policy.gates());
        let Some(window) = &gates.confirmation_time_out else { return };
        let Some(until) = state.phase.completed_at.and_then(|completed| window.end(completed)) else {
            return;
        };
        let spoken = |requirement: &Requirement| {
            matches!(requirement, Requirement::Confirmation | Requirement::Rating)
        };
        let mut required = gates.requires(super::CommandName::Close, state.sort()).into_iter();
        let lacking = required.any(|one| !spoken(&one) && one.missing(state, gates).is_some());
        if !lacking {
            timer(just_after(until).max(state.last_at), TimerKind::ConfirmationTimesOut);
        }
    }
}

/// Who acts at the last instant of a time still acts within it.
fn just_after(until: Instant) -> Instant {
    until.checked_add(Span::from_micros(1)).unwrap_or(until)
}
