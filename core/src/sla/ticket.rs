use super::clock::{Clock, Context, Situation};
use super::compile::listed;
use super::cycle::{Cycle, StopCause};
use super::explain::{Explanation, explanation};
use super::metric::{Metric, OnChange};
use super::reading::{Breach, Reading};
use super::{ClockCycle, Event, EventKind, SlaError, SlaPolicy};
use crate::time::{Instant, Span};
use crate::vocabulary::Name;

/// All clocks of one ticket.
///
/// Events are applied in order; readings can be taken at any instant from the last event on, as often as wanted, and change
/// nothing. Applying events one by one gives the same readings as [`SlaPolicy::evaluate`] on the whole history.
///
/// ```
/// use aftersales::sla::{TicketClocks, Event, EventKind, Inputs, SlaPolicy};
/// use aftersales::time::{Instant, ZoneDatabase};
/// use aftersales::vocabulary::Priority;
/// use aftersales::wire::SlaDocument;
///
/// let document = SlaDocument::from_json(r#"{
///     "calendars": {"always": {"time_zone": "Etc/UTC", "weekly": {
///         "mon": [["00:00", "24:00"]], "tue": [["00:00", "24:00"]], "wed": [["00:00", "24:00"]],
///         "thu": [["00:00", "24:00"]], "fri": [["00:00", "24:00"]], "sat": [["00:00", "24:00"]],
///         "sun": [["00:00", "24:00"]]}}},
///     "default_calendar": "always",
///     "metrics": [{"name": "resolution", "starts": [{"type": "started"}], "pauses": {"waits": ["customer"]}}],
///     "selector": [{"type": "set", "when": {"priority": ["P1"]},
///                   "targets": {"resolution": {"type": "open_time", "duration": "PT4H"}}}]
/// }"#)?;
/// let mut clocks = TicketClocks::new(SlaPolicy::compile(&document, &ZoneDatabase::bundled())?);
/// let at = |text: &str| text.parse::<Instant>();
/// let inputs = Inputs { priority: Some(Priority::P1), ..Inputs::default() };
/// clocks.apply(Event::new(at("2026-03-02T09:00:00Z")?, EventKind::Started(inputs)))?;
/// clocks.apply(Event::new(at("2026-03-02T10:00:00Z")?, EventKind::WaitStarted("customer".parse()?)))?;
/// clocks.apply(Event::new(at("2026-03-02T10:30:00Z")?, EventKind::WaitEnded("customer".parse()?)))?;
///
/// let readings = clocks.readings(at("2026-03-02T11:00:00Z")?)?;
/// assert_eq!(readings[0].due, Some(at("2026-03-02T13:30:00Z")?));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone)]
pub struct TicketClocks {
    policy: SlaPolicy,
    situation: Situation,
    /// One clock a metric, in the order of the policy.
    clocks: Vec<Clock>,
    /// Clocks whose metric has left the policy.
    detached: Vec<(Metric, Clock)>,
    events: Vec<Event>,
    breaches: Vec<Breach>,
}

impl TicketClocks {
    /// Clocks of a ticket that has not begun.
    #[must_use]
    pub fn new(policy: SlaPolicy) -> Self {
        let clocks = policy.metrics().iter().map(|_| Clock::default()).collect();
        let (detached, events, breaches) = (Vec::new(), Vec::new(), Vec::new());
        Self { policy, situation: Situation::default(), clocks, detached, events, breaches }
    }

    /// The policy in force.
    #[must_use]
    pub const fn policy(&self) -> &SlaPolicy {
        &self.policy
    }

    /// The events that were applied.
    #[must_use]
    pub fn events(&self) -> &[Event] {
        &self.events
    }

    /// Takes the next event.
    ///
    /// # Errors
    ///
    /// [`SlaError::OutOfOrder`] for an event before the last one, [`SlaError::DoesNotFit`] for one that the ticket's state does not
    /// allow: anything before `started`, a second `started`, a wait that begins twice or ends without having begun, `stopped`
    /// when stopped, `reopened` when not. The clocks are then as they were.
    pub fn apply(&mut self, event: Event) -> Result<(), SlaError> {
        self.check(&event)?;
        let at = event.at;
        self.note_late(at);
        self.situation.take(&event.kind);
        match &event.kind {
            EventKind::PolicyRevised(policy) => {
                self.revise(at, policy.clone());
                self.note_late(at);
            }
            EventKind::InputsChanged(_) => {
                self.each(|clock, context| clock.change(at, context));
                self.note_late(at);
            }
            EventKind::Withdrawn => {
                for cycle in self.clocks.iter_mut().filter_map(Clock::live) {
                    cycle.stop(at, StopCause::Withdrawn);
                }
            }
            kind => {
                if let Some(trigger) = kind.trigger() {
                    self.each(|clock, context| clock.take(at, &trigger, context));
                }
                if matches!(kind, EventKind::Reopened) {
                    self.note_late(at);
                }
            }
        }
        self.events.push(event);
        Ok(())
    }

    /// The reading of every clock that has begun, in the order of the policy, each in its latest cycle.
    ///
    /// # Errors
    ///
    /// [`SlaError::NowBeforeLastEvent`].
    pub fn readings(&self, now: Instant) -> Result<Vec<Reading>, SlaError> {
        self.check_now(now)?;
        let begun = self.policy.metrics().iter().zip(&self.clocks);
        Ok(begun.filter_map(|(metric, clock)| Some(Reading::of(metric, clock.current()?, now))).collect())
    }

    /// The readings of all cycles of one clock, finished ones included, in order.
    ///
    /// # Errors
    ///
    /// [`SlaError::NowBeforeLastEvent`] or [`SlaError::UnknownMetric`].
    pub fn cycles(&self, metric: &Name, now: Instant) -> Result<Vec<Reading>, SlaError> {
        self.check_now(now)?;
        let (metric, clock) = self.find(metric)?;
        Ok(clock.cycles.iter().map(|cycle| Reading::of(metric, cycle, now)).collect())
    }

    /// Every breach up to `now`, in order of time.
    ///
    /// # Errors
    ///
    /// [`SlaError::NowBeforeLastEvent`].
    pub fn breaches(&self, now: Instant) -> Result<Vec<Breach>, SlaError> {
        self.check_now(now)?;
        let mut breaches = self.breaches.clone();
        for (metric, clock) in self.policy.metrics().iter().zip(&self.clocks) {
            let live = clock.current().filter(|cycle| cycle.is_live());
            if let Some(cycle) = live.filter(|cycle| !cycle.late && cycle.exceeds_target(now)) {
                breaches.extend(breach(metric, cycle, cycle.became_late()));
            }
        }
        crate::order::by_key(&mut breaches, |breach| breach.at);
        Ok(breaches)
    }

    /// The earliest level, due or late instant after `now` of any clock, if no event comes before; `None` while nothing runs.
    ///
    /// # Errors
    ///
    /// [`SlaError::NowBeforeLastEvent`].
    pub fn next_change(&self, now: Instant) -> Result<Option<Instant>, SlaError> {
        self.check_now(now)?;
        let begun = self.policy.metrics().iter().zip(&self.clocks);
        Ok(begun.filter_map(|(metric, clock)| clock.current()?.next_change(metric, now)).min())
    }

    /// How a clock came to its reading: the promise and the stretches of its latest cycle; `None` where it has not begun.
    ///
    /// # Errors
    ///
    /// [`SlaError::NowBeforeLastEvent`] or [`SlaError::UnknownMetric`].
    pub fn explain(&self, metric: &Name, now: Instant) -> Result<Option<Explanation>, SlaError> {
        self.check_now(now)?;
        let (metric, clock) = self.find(metric)?;
        Ok(clock.current().map(|cycle| explanation(metric, cycle, &self.events, now)))
    }

    /// The cycles of one clock, finished ones included, to be asked when they come to a point; none for a metric that the policy
    /// in force does not define.
    ///
    /// ```
    /// use aftersales::sla::{Event, EventKind, Inputs, LevelPoint, SlaPolicy, TicketClocks};
    /// use aftersales::time::{Instant, ZoneDatabase};
    /// use aftersales::wire::SlaDocument;
    ///
    /// let document = SlaDocument::from_json(r#"{
    ///     "calendars": {"office": {"time_zone": "Etc/UTC", "weekly": {"mon": [["09:00", "17:00"]]}}},
    ///     "default_calendar": "office",
    ///     "metrics": [{"name": "resolution", "starts": [{"type": "started"}]}],
    ///     "selector": [{"type": "set", "targets": {"resolution": {"type": "open_time", "duration": "PT4H"}}}]
    /// }"#)?;
    /// let mut clocks = TicketClocks::new(SlaPolicy::compile(&document, &ZoneDatabase::bundled())?);
    /// let started: Instant = "2026-03-02T09:00:00Z".parse()?;
    /// clocks.apply(Event::new(started, EventKind::Started(Inputs::default())))?;
    ///
    /// let cycle = clocks.cycles_of(&"resolution".parse()?).next().ok_or("the clock has begun")?;
    /// assert_eq!(cycle.reaches(LevelPoint::Share(75)), Some("2026-03-02T12:00:00Z".parse()?));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn cycles_of<'a>(&'a self, metric: &Name) -> impl Iterator<Item = ClockCycle<'a>> + use<'a> {
        let position = self.policy.metrics().iter().position(|known| known.name == *metric);
        let clock = position.and_then(|position| self.clocks.get(position));
        clock.into_iter().flat_map(|clock| &clock.cycles).map(ClockCycle::new)
    }

    fn find(&self, name: &Name) -> Result<(&Metric, &Clock), SlaError> {
        let current = self.policy.metrics().iter().zip(&self.clocks);
        let detached = self.detached.iter().map(|(metric, clock)| (metric, clock));
        let mut all = current.chain(detached);
        let found = all.find(|(metric, _)| metric.name == *name);
        found.ok_or_else(|| {
            let known = listed(self.policy.metrics().iter().map(|metric| metric.name.as_str()));
            SlaError::UnknownMetric { metric: name.clone(), known }
        })
    }

    fn check_now(&self, now: Instant) -> Result<(), SlaError> {
        match self.events.last() {
            Some(last) if now < last.at => Err(SlaError::NowBeforeLastEvent { now, last: last.at }),
            _ => Ok(()),
        }
    }

    fn check(&self, event: &Event) -> Result<(), SlaError> {
        if let Some(last) = self.events.last().filter(|last| event.at < last.at) {
            return Err(SlaError::OutOfOrder { at: event.at, last: last.at });
        }
        let begun = !self.events.is_empty();
        let waits = &self.situation.waits;
        let expected = match &event.kind {
            EventKind::Started(_) if begun => "the ticket has begun already".to_owned(),
            EventKind::Started(_) => return Ok(()),
            _ if !begun => "`started` comes first".to_owned(),
            EventKind::WaitStarted(reason) if waits.contains(reason) => {
                format!("wait `{reason}` has begun already")
            }
            EventKind::WaitEnded(reason) if !waits.contains(reason) => {
                format!("wait `{reason}` has not begun")
            }
            EventKind::Stopped if self.situation.stopped => "the ticket is stopped already".to_owned(),
            EventKind::Reopened if !self.situation.stopped => "the ticket is not stopped".to_owned(),
            _ => return Ok(()),
        };
        Err(SlaError::DoesNotFit { event: event.kind.name(), at: event.at, expected })
    }

    fn each(&mut self, act: impl Fn(&mut Clock, &Context<'_>)) {
        let (policy, situation) = (&self.policy, &self.situation);
        for (position, (metric, clock)) in policy.metrics().iter().zip(&mut self.clocks).enumerate() {
            act(clock, &Context { policy, position, metric, situation });
        }
    }

    fn note_late(&mut self, at: Instant) {
        for (metric, clock) in self.policy.metrics().iter().zip(&mut self.clocks) {
            if let Some(cycle) = clock.live()
                && cycle.note_late(at)
            {
                self.breaches.extend(breach(metric, cycle, cycle.breached_at));
            }
        }
    }

    fn revise(&mut self, at: Instant, policy: SlaPolicy) {
        let old_policy = core::mem::replace(&mut self.policy, policy);
        let mut old: Vec<_> = old_policy.metrics().iter().zip(core::mem::take(&mut self.clocks)).collect();
        let mut clocks = Vec::with_capacity(self.policy.metrics().len());
        for (position, metric) in self.policy.metrics().iter().enumerate() {
            let context = Context { policy: &self.policy, position, metric, situation: &self.situation };
            let retroactive = metric.on_change == OnChange::Retroactive;
            let known = old.iter().position(|(known, _)| known.name == metric.name);
            let clock = if let Some((known, mut clock)) = known.map(|known| old.remove(known)) {
                if retroactive && !metric.counts_as(known) {
                    self.read_again(at, &context, &clock)
                } else {
                    clock.change(at, &context);
                    clock
                }
            } else {
                let left = self.detached.iter().position(|(left, _)| left.name == metric.name);
                let before = left.map(|left| self.detached.remove(left).1).unwrap_or_default();
                if retroactive {
                    self.read_again(at, &context, &before)
                } else {
                    self.rejoin(&context, before)
                }
            };
            clocks.push(clock);
        }
        self.clocks = clocks;
        for (metric, mut clock) in old {
            if let Some(cycle) = clock.live() {
                cycle.stop(at, StopCause::Withdrawn);
            }
            self.detached.push((metric.clone(), clock));
        }
    }

    /// A clock read from the whole history under the definition and inputs of now. What it promises is in force from `at`.
    fn read_again(&self, at: Instant, context: &Context<'_>, before: &Clock) -> Clock {
        let mut situation = Situation { inputs: context.situation.inputs.clone(), ..Situation::default() };
        let mut clock = Clock::default();
        for event in &self.events {
            situation.take_but_inputs(&event.kind);
            if let Some(trigger) = event.kind.trigger() {
                clock.take(event.at, &trigger, &Context { situation: &situation, ..*context });
            }
        }
        for cycle in &mut clock.cycles {
            cycle.promise.changed_at = at;
            // A breach that stands in the history already is not noted a second time.
            let known = before.cycles.iter().find(|known| known.late && known.number == cycle.number);
            if let Some(known) = known.filter(|_| cycle.exceeds_target(at)) {
                (cycle.late, cycle.breached_at) = (true, known.breached_at);
            }
        }
        clock
    }

    /// A clock whose metric joins the policy and waits for its next start; it may have been there before.
    fn rejoin(&self, context: &Context<'_>, before: Clock) -> Clock {
        let mut clock = before;
        for trigger in self.events.iter().filter_map(|event| event.kind.trigger()) {
            clock.arm(&trigger, context.metric);
        }
        clock
    }
}

fn breach(metric: &Metric, cycle: &Cycle, at: Option<Instant>) -> Option<Breach> {
    Some(Breach {
        metric: metric.name.clone(),
        cycle: cycle.number,
        at: at?,
        target: Span::from_micros(cycle.promise.budget.as_ref()?.amount),
        revision: cycle.promise.policy.revision().to_owned(),
    })
}
