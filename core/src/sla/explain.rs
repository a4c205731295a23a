use core::iter::Peekable;
use core::slice;

use super::Event;
use super::clock::Situation;
use super::cycle::Cycle;
use super::metric::{Metric, OnChange};
use crate::calendar::WorkingCalendar;
use crate::time::{Instant, Span};
use crate::vocabulary::Name;
use crate::wire::{ExplanationDocument, SegmentDocument};

/// How a clock came to its reading.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Explanation {
    /// The metric.
    pub metric: Name,
    /// The cycle that is explained: the latest.
    pub cycle: u32,
    /// The promise in open time.
    pub target: Option<Span>,
    /// The path of the policy entry that gives the target, such as `selector[2]`.
    pub target_source: Option<String>,
    /// The calendar's name in the policy.
    pub calendar: Name,
    /// The revision of that calendar.
    pub calendar_revision: String,
    /// Which time of that calendar counts.
    pub basis: TimeBasis,
    /// The version of the time zone database behind it.
    pub tzdb_version: String,
    /// The revision of the policy.
    pub policy_revision: String,
    /// When this promise came into force.
    pub promised_at: Instant,
    /// The stretches of the cycle, one after the other.
    pub segments: Vec<Segment>,
}

/// A stretch of a clock's life, with what it added to the time used up.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Segment {
    /// Its start.
    pub from: Instant,
    /// Its end; `now` where it still lasts.
    pub to: Instant,
    /// What the clock did.
    pub activity: Activity,
    /// The states and waits that held a paused clock.
    pub reasons: Vec<Name>,
    /// Its open time, counted or not: what a pause cost.
    pub open: Span,
    /// Open time that it added.
    pub counted: Span,
    /// Open time used up at its end.
    pub total: Span,
}

/// What a clock did during a segment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Activity {
    /// It ran; only open time counts.
    Running,
    /// It stood still; see the reasons.
    Paused,
    /// The ticket was closed in between.
    Stopped,
    /// It ran under an earlier promise, whose time was carried over.
    Carried,
    /// It ran under an earlier promise, whose time no longer counts.
    Dropped,
}

/// Which time counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum TimeBasis {
    /// The open time of the calendar.
    OpenTime,
    /// All time, because the target is one of calendar days.
    CalendarTime,
}

impl TimeBasis {
    /// The basis as it stands on the wire.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::OpenTime => "open_time",
            Self::CalendarTime => "calendar_time",
        }
    }
}

impl Activity {
    /// The activity as it stands on the wire.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Running => "running",
            Self::Paused => "paused",
            Self::Stopped => "stopped",
            Self::Carried => "carried",
            Self::Dropped => "dropped",
        }
    }
}

pub(super) fn explanation(metric: &Metric, cycle: &Cycle, events: &[Event], now: Instant) -> Explanation {
    let promise = &cycle.promise;
    Explanation {
        metric: metric.name.clone(),
        cycle: cycle.number,
        target: promise.budget.as_ref().map(|budget| Span::from_micros(budget.amount)),
        target_source: promise.source.as_ref().map(ToString::to_string),
        calendar: promise.selected.calendars.name.clone(),
        calendar_revision: promise.selected.calendars.working.revision().to_owned(),
        basis: if promise.calendar == promise.selected.calendars.working {
            TimeBasis::OpenTime
        } else {
            TimeBasis::CalendarTime
        },
        tzdb_version: promise.calendar.zone().tzdb_version().to_owned(),
        policy_revision: promise.policy.revision().to_owned(),
        promised_at: promise.changed_at,
        segments: segments(metric, cycle, events, now),
    }
}

/// The segments of a cycle up to `now`.
fn segments(metric: &Metric, cycle: &Cycle, events: &[Event], now: Instant) -> Vec<Segment> {
    let (situation, events) = (Situation::default(), events.iter().peekable());
    let promise = &cycle.promise;
    let calendar = &promise.calendar;
    let mut draft = Draft { metric, calendar, situation, events, total: 0, segments: Vec::new() };
    if promise.since > cycle.anchor {
        let activity = match promise.on_change {
            OnChange::CarryOver => Activity::Carried,
            _ => Activity::Dropped,
        };
        draft.push(cycle.anchor, promise.since, activity, Vec::new(), promise.carried);
    }
    let mut last_end = cycle.anchor.max(promise.since);
    for stretch in &cycle.stretches {
        let from = stretch.from.max(promise.since);
        let to = stretch.to.unwrap_or_else(|| now.max(stretch.from)).max(from);
        draft.push(last_end, from, Activity::Stopped, Vec::new(), 0);
        if stretch.running {
            let counted = promise.calendar.elapsed(from, to).micros();
            draft.push(from, to, Activity::Running, Vec::new(), counted);
        } else {
            draft.pauses(from, to);
        }
        last_end = to;
    }
    draft.segments
}

struct Draft<'a> {
    metric: &'a Metric,
    calendar: &'a WorkingCalendar,
    /// The ticket after the events that were read.
    situation: Situation,
    events: Peekable<slice::Iter<'a, Event>>,
    total: i64,
    segments: Vec<Segment>,
}

impl Draft<'_> {
    fn push(&mut self, from: Instant, to: Instant, activity: Activity, reasons: Vec<Name>, counted: i64) {
        if from >= to {
            return;
        }
        self.total = self.total.saturating_add(counted);
        self.segments.push(Segment {
            from,
            to,
            activity,
            reasons,
            open: self.calendar.elapsed(from, to),
            counted: Span::from_micros(counted),
            total: Span::from_micros(self.total),
        });
    }

    /// A paused stretch, divided where the reasons change. Stretches come in order of time.
    fn pauses(&mut self, from: Instant, to: Instant) {
        let mut start = from;
        while start < to {
            while let Some(event) = self.events.next_if(|event| event.at <= start) {
                self.situation.take(&event.kind);
            }
            let reasons = self.situation.pausing_reasons(self.metric);
            let mut end = to;
            while let Some(event) = self.events.next_if(|event| event.at < to) {
                self.situation.take(&event.kind);
                // Events of one instant count together.
                if self.events.peek().is_none_or(|next| next.at > event.at)
                    && self.situation.pausing_reasons(self.metric) != reasons
                {
                    end = event.at;
                    break;
                }
            }
            self.push(start, end, Activity::Paused, reasons, 0);
            start = end;
        }
    }
}

impl From<&Explanation> for ExplanationDocument {
    fn from(explanation: &Explanation) -> Self {
        let segment = |segment: &Segment| SegmentDocument {
            from: segment.from,
            to: segment.to,
            activity: segment.activity.as_str().to_owned(),
            reasons: segment.reasons.iter().map(ToString::to_string).collect(),
            open_us: segment.open.micros(),
            counted_us: segment.counted.micros(),
            total_us: segment.total.micros(),
        };
        Self {
            metric: explanation.metric.to_string(),
            cycle: explanation.cycle,
            target_us: explanation.target.map(Span::micros),
            target_source: explanation.target_source.clone(),
            calendar: explanation.calendar.to_string(),
            calendar_revision: explanation.calendar_revision.clone(),
            basis: explanation.basis.as_str().to_owned(),
            tzdb_version: explanation.tzdb_version.clone(),
            policy_revision: explanation.policy_revision.clone(),
            promised_at: explanation.promised_at,
            segments: explanation.segments.iter().map(segment).collect(),
        }
    }
}
