use super::outcome::opening;
use super::payload::record_problem;
use super::{
    AnsweredCommand, CauseDocument, Command, CommandKind, Event, EventKind, Reason, Refusal, Ticket,
    TicketError, TicketPolicy, import,
};
use crate::time::Instant;
use crate::vocabulary::{Actor, Name};

/// What a command leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Decision {
    /// The events, in order: what had fallen due before the command, what it asks, what follows from that at once. None where
    /// it was answered before.
    pub events: Vec<Event>,
    /// The sequence of the first event that the command itself led to.
    pub first: u64,
    /// The sequence of the last one.
    pub last: u64,
    /// Whether the command was carried out now or before.
    pub standing: Standing,
}

/// Whether a command was carried out now or before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Standing {
    /// Now: its events are to be stored and applied.
    New,
    /// Before: its events are in the log, and there is nothing to do.
    Repeated,
}

impl Ticket {
    /// Opens a ticket with a command to `open` it or to `import` it, recorded `now`.
    ///
    /// # Errors
    ///
    /// [`Refusal`] with everything that stands in the way.
    pub fn open(policy: &TicketPolicy, command: &Command, now: Instant) -> Result<(Self, Decision), Refusal> {
        let at = command.occurred_at;
        let mut reasons = envelope(policy, command, 0, now);
        let kinds = match &command.kind {
            CommandKind::Open(open) => {
                reasons.extend(opening_problems(policy, open, at));
                opening(policy, open, at)
            }
            CommandKind::Import(importing) => {
                reasons.extend(opening_problems(policy, &importing.opening, at));
                vec![EventKind::Imported(importing.clone())]
            }
            other => {
                reasons.push(Reason::NotAnOpening { command: other.name() });
                Vec::new()
            }
        };
        if !reasons.is_empty() {
            return Err(Refusal::new(reasons));
        }
        let mut events: Vec<Event> = Vec::with_capacity(kinds.len());
        let mut ticket: Option<Self> = None;
        for (sequence, kind) in (1..).zip(kinds) {
            let event = command_event(policy, &number(command), command, now, sequence, kind);
            ticket = Some(match ticket {
                None => Self::begin(core::slice::from_ref(policy), &event).map_err(unreadable)?,
                Some(mut ticket) => {
                    ticket.apply(&event).map_err(unreadable)?;
                    ticket
                }
            });
            events.push(event);
        }
        let Some(mut ticket) = ticket else {
            return Err(Reason::NotAnOpening { command: command.kind.name() }.into());
        };
        if let CommandKind::Import(importing) = &command.kind {
            let problems = import::problems(at, importing, &ticket.state, policy);
            if !problems.is_empty() {
                return Err(Refusal::new(problems));
            }
        }
        let last = ticket.version();
        events.extend(ticket.bring_to(at, now));
        Ok((ticket, Decision { events, first: 1, last, standing: Standing::New }))
    }

    /// What a command leads to, recorded `now`. Nothing is changed: the host stores the events and then
    /// [`apply`](Self::apply)s them.
    ///
    /// First everything that fell due up to the command's `occurred_at` is brought up, as [`advance`](Self::advance) does. A
    /// command that was carried out before is answered with the sequences of its events.
    ///
    /// # Errors
    ///
    /// [`Refusal`] with everything that stands in the way, at once.
    pub fn decide(&self, command: &Command, now: Instant) -> Result<Decision, Refusal> {
        if let Some(known) = self.state.answered.get(&command.idempotency_key) {
            return repeated(command, known);
        }
        let at = command.occurred_at;
        let mut reasons = envelope(&self.policy, command, self.version(), now);
        if at < self.state.opened_at {
            reasons.push(Reason::BeforeOpening { occurred_at: at, opened_at: self.state.opened_at });
        }
        let early = if reasons.is_empty() { self.due_events(at, now) } else { Vec::new() };
        if early.is_empty() {
            return self.decide_as_it_stands(command, now, reasons, early);
        }
        let mut brought = self.clone();
        for event in &early {
            brought.apply(event).map_err(unreadable)?;
        }
        brought.decide_as_it_stands(command, now, reasons, early)
    }

    /// Decides a command and applies its events.
    ///
    /// # Errors
    ///
    /// [`Refusal`]; the ticket is then as it was.
    pub fn execute(&mut self, command: &Command, now: Instant) -> Result<Decision, Refusal> {
        let decision = self.decide(command, now)?;
        let before = self.clone_if(decision.events.len() > 1);
        for event in &decision.events {
            if let Err(error) = self.apply(event) {
                if let Some(before) = before {
                    *self = before;
                }
                return Err(unreadable(error));
            }
        }
        Ok(decision)
    }

    fn decide_as_it_stands(
        &self,
        command: &Command,
        now: Instant,
        mut reasons: Vec<Reason>,
        mut events: Vec<Event>,
    ) -> Result<Decision, Refusal> {
        let at = command.occurred_at;
        reasons.extend(self.obstacles(command.kind.name(), Some(&command.by), at));
        reasons.extend(self.problems(&command.kind, at));
        reasons.extend(self.call_back_problem(&command.kind, at));
        if !reasons.is_empty() {
            // What grading does not take is missing too.
            if let CommandKind::Grade(_) = command.kind {
                reasons.extend(self.outcome(&command.kind).err().unwrap_or_default());
                reasons.dedup();
            }
            return Err(Refusal::new(reasons));
        }
        let kinds = self.outcome(&command.kind).map_err(Refusal::new)?;
        let first = self.version().saturating_add(1);
        let own = (first..).zip(kinds).map(|(sequence, kind)| {
            command_event(&self.policy, &self.state.number, command, now, sequence, kind)
        });
        let own: Vec<Event> = own.collect();
        let last = own.last().map_or(first, Event::sequence);
        let late = self.follow(&own, at, now)?;
        events.extend(own);
        events.extend(late);
        Ok(Decision { events, first, last, standing: Standing::New })
    }

    /// What follows from a command's events at once: rules that they set off, and breaches that they disprove.
    fn follow(&self, own: &[Event], at: Instant, now: Instant) -> Result<Vec<Event>, Refusal> {
        // A rule that fired since is no event of the clocks, and what set it off may turn out not to have been.
        let last = self.clocks.last_at().map_or(self.state.last_at, |last| last.max(self.state.last_at));
        let backdated = at < last || self.breached_between(at, now);
        if !backdated && !self.sets_off(own) {
            return Ok(Vec::new());
        }
        let mut after = self.clone();
        for event in own {
            after.apply(event).map_err(unreadable)?;
        }
        if let Err(error) = after.clocks() {
            let detail = error.to_string();
            return Err(Reason::HistoryDoesNotFit { occurred_at: at, detail }.into());
        }
        let mut late = Vec::new();
        if backdated {
            for event in self.disproved(&after, now) {
                after.apply(&event).map_err(unreadable)?;
                late.push(event);
            }
        }
        late.extend(after.due_events(at, now));
        Ok(late)
    }

    /// Whether events can set off rules at their own instant.
    fn sets_off(&self, own: &[Event]) -> bool {
        self.policy.escalation().is_some()
            && own.iter().any(|event| {
                matches!(
                    event.kind,
                    EventKind::Triaged(_)
                        | EventKind::Graded(_)
                        | EventKind::GradeOverridden(_)
                        | EventKind::OverrideWithdrawn(_)
                        | EventKind::DiagnosisConcluded(_)
                        | EventKind::LevelRaised(_)
                        | EventKind::LevelReturned(_)
                        | EventKind::NotSolved(_)
                        | EventKind::Reopened(_)
                        | EventKind::Rated(_)
                        | EventKind::PolicyRevised(_)
                )
            })
    }

    /// A call-back that finds a problem takes a closed ticket up again, within the same window as any reopening.
    fn call_back_problem(&self, kind: &CommandKind, at: Instant) -> Vec<Reason> {
        match kind {
            CommandKind::RecordCallBack(call) if call.result == super::CallBackResult::Problem => {
                self.reopening_problem(at)
            }
            _ => Vec::new(),
        }
    }

    fn clone_if(&self, needed: bool) -> Option<Self> {
        needed.then(|| self.clone())
    }
}

/// What does not depend on a ticket's regions.
fn envelope(policy: &TicketPolicy, command: &Command, actual: u64, now: Instant) -> Vec<Reason> {
    let mut reasons = Vec::new();
    let (occurred_at, expected) = (command.occurred_at, command.expected_version);
    if expected != actual {
        reasons.push(Reason::Version { expected, actual });
    }
    if occurred_at > now {
        reasons.push(Reason::InFuture { occurred_at, now });
    }
    let limit = policy.gates().backdating_limit;
    if let Some(limit) = limit.filter(|limit| now.since(occurred_at) > *limit) {
        reasons.push(Reason::TooFarBack { occurred_at, now, limit_seconds: limit.seconds() });
    }
    reasons
}

fn opening_problems(policy: &TicketPolicy, opening: &super::Opening, at: Instant) -> Vec<Reason> {
    let mut reasons: Vec<_> = record_problem(&opening.intake).into_iter().collect();
    if let Some(scheme) = policy.numbering()
        && let Err(error) = scheme.parse(opening.number.as_str())
    {
        reasons.push(Reason::NumberInvalid { number: opening.number.clone(), detail: error.to_string() });
    }
    if let Some(previous) = &opening.previous {
        let completed_at = previous.completed_at;
        if completed_at > at {
            reasons.push(Reason::ReworkOrder { completed_at });
        }
        if previous.ticket == opening.number {
            reasons.push(Reason::LinkSelf { ticket: previous.ticket.clone() });
        }
    }
    reasons
}

fn number(command: &Command) -> Name {
    match &command.kind {
        CommandKind::Import(importing) => importing.opening.number.clone(),
        CommandKind::Open(opening) => opening.number.clone(),
        _ => command.idempotency_key.clone(),
    }
}

fn command_event(
    policy: &TicketPolicy,
    ticket: &Name,
    command: &Command,
    now: Instant,
    sequence: u64,
    kind: EventKind,
) -> Event {
    let cause =
        CauseDocument { command: command.kind.name(), idempotency_key: command.idempotency_key.clone() };
    Event::decided(
        policy,
        ticket,
        sequence,
        (command.occurred_at, now),
        command.by.clone(),
        Some(cause),
        kind,
    )
}

impl Event {
    /// An event that was decided here; `times` are when it happened and when it was recorded.
    pub(super) fn decided(
        policy: &TicketPolicy,
        ticket: &Name,
        sequence: u64,
        times: (Instant, Instant),
        by: Actor,
        cause: Option<CauseDocument>,
        kind: EventKind,
    ) -> Self {
        Self {
            ticket: ticket.clone(),
            sequence,
            recorded_at: times.1,
            occurred_at: times.0,
            by,
            cause,
            revision: Some(policy.revision().clone()),
            kind,
            as_read: None,
            unknown: serde_json::Map::new(),
        }
    }
}

fn repeated(command: &Command, known: &AnsweredCommand) -> Result<Decision, Refusal> {
    let same = known.command == command.kind.name()
        && known.by == command.by.id
        && known.occurred_at == command.occurred_at;
    if !same {
        let key = command.idempotency_key.clone();
        return Err(Reason::KeyReused { key, command: known.command }.into());
    }
    let (first, last) = (known.first, known.last);
    Ok(Decision { events: Vec::new(), first, last, standing: Standing::Repeated })
}

/// An event that was decided here and does not fit: only times that contradict each other can do that.
fn unreadable(error: TicketError) -> Refusal {
    Reason::HistoryUnreadable { detail: error.to_string() }.into()
}
