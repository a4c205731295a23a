use super::ahead::Ahead;
use super::apply::{Watch, begins, state_entered};
use super::clocks::Clocks;
use super::region::contact;
use super::{
    AssignmentState, CareState, Classification, ComplaintState, ConversationState, DiagnosisState,
    EscalationState, EscalationStatus, Event, EventKind, GradeState, Importing, IntakeState, LevelState,
    LinkState, Opening, Phase, PhaseState, PlanState, TicketError, TicketPolicy, TicketState, Turn,
    WorkState,
};
use crate::sla::{Reading, TicketClocks};
use crate::time::Instant;
use crate::vocabulary::{FunctionalLevel, Name};

/// One ticket: the state that its events have made, under the policy in force.
///
/// ```
/// use aftersales::ticket::{Command, Phase, Ticket, TicketDocuments, TicketPolicy};
/// use aftersales::time::ZoneDatabase;
/// use aftersales::wire::{GatesDocument, SlaDocument};
///
/// let sla = SlaDocument::from_json(r#"{
///     "calendars": {"office": {"time_zone": "Europe/Berlin", "weekly": {"mon": [["09:00", "17:00"]]}}},
///     "default_calendar": "office", "metrics": []}"#)?;
/// let gates = GatesDocument::from_json(r#"{"gates": [{"before": ["close"], "requires": ["confirmation"]}]}"#)?;
/// let policy = TicketPolicy::compile(&TicketDocuments::new(&sla, &gates), &ZoneDatabase::bundled())?;
///
/// let command = |key: &str, version: u64, kind: &str| Command::from_json(&format!(r#"{{
///     "by": {{"id": "desk-1", "roles": ["front_desk"]}}, "occurred_at": "2026-03-02T09:00:00Z",
///     "idempotency_key": "{key}", "expected_version": {version}, "kind": {kind}}}"#));
/// let now = "2026-03-02T09:00:00Z".parse()?;
/// let open = command("a", 0, r#"{"type": "open", "number": "TS20260302-0001", "kind": "enquiry", "channel": "chat"}"#)?;
/// let (mut ticket, opened) = Ticket::open(&policy, &open, now)?;
///
/// let answer = command("b", 1, r#"{"type": "answer", "summary": "hold the button for five seconds"}"#)?;
/// ticket.execute(&answer, now)?;
/// assert_eq!(ticket.phase(), Phase::Verifying);
///
/// let refusal = ticket.execute(&command("c", 2, r#"{"type": "close"}"#)?, now).unwrap_err();
/// assert_eq!(refusal.codes(), ["ticket.gate.confirmation_missing"]);
/// assert_eq!(opened.events.len(), 1);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Ticket {
    pub(super) policy: TicketPolicy,
    /// Every policy that was handed in, the one in force among them.
    pub(super) known: Vec<TicketPolicy>,
    pub(super) clocks: Clocks,
    pub(super) watch: Watch,
    pub(super) state: TicketState,
    pub(super) ahead: Ahead,
}

impl Ticket {
    /// The same ticket from its log; `policies` are those under which it was decided.
    ///
    /// Takes time in proportion to the events; clocks are made when first asked for.
    ///
    /// # Errors
    ///
    /// [`TicketError`] for an empty log, one that does not begin with `opened` or `imported`, or an event that
    /// [`apply`](Self::apply) refuses.
    pub fn replay<'a>(
        policies: &[TicketPolicy],
        events: impl IntoIterator<Item = &'a Event>,
    ) -> Result<Self, TicketError> {
        let mut events = events.into_iter();
        let mut ticket = Self::begin(policies, events.next().ok_or(TicketError::EmptyLog)?)?;
        for event in events {
            ticket.apply(event)?;
        }
        Ok(ticket)
    }

    /// The state.
    #[must_use]
    pub const fn state(&self) -> &TicketState {
        &self.state
    }

    /// Where the ticket stands on its main way.
    #[must_use]
    pub const fn phase(&self) -> Phase {
        self.state.phase.phase
    }

    /// The sequence of the last event: what a command names as the version it expects.
    #[must_use]
    pub const fn version(&self) -> u64 {
        self.state.sequence
    }

    /// The policy in force.
    #[must_use]
    pub const fn policy(&self) -> &TicketPolicy {
        &self.policy
    }

    /// The clocks.
    ///
    /// # Errors
    ///
    /// [`TicketError::Sla`] for a log whose times contradict each other; no log that was decided here does.
    pub fn clocks(&self) -> Result<&TicketClocks, TicketError> {
        self.clocks.clocks().map_err(|error| TicketError::Sla(error.clone()))
    }

    /// The reading of every clock that has begun.
    ///
    /// # Errors
    ///
    /// [`TicketError::Sla`] where `now` lies before something that the clocks have read.
    pub fn readings(&self, now: Instant) -> Result<Vec<Reading>, TicketError> {
        Ok(self.clocks()?.readings(now)?)
    }

    /// Hands in a policy, so that `revise_policy` can put it in force.
    pub fn learn(&mut self, policy: &TicketPolicy) {
        if !self.knows(policy.revision()) {
            self.known.push(policy.clone());
        }
    }

    pub(super) fn knows(&self, revision: &Name) -> bool {
        self.known.iter().any(|known| known.revision() == revision)
    }

    pub(super) fn unknown_policy(&self, revision: &Name) -> TicketError {
        unknown_policy(&self.known, revision)
    }

    /// A ticket that has taken its first event.
    pub(super) fn begin(policies: &[TicketPolicy], event: &Event) -> Result<Self, TicketError> {
        let does_not_fit = |expected: &str| TicketError::DoesNotFit {
            sequence: event.sequence,
            kind: event.kind.name().as_str(),
            expected: expected.to_owned(),
        };
        if !begins(event.kind.name()) {
            return Err(does_not_fit("a log begins with `opened` or `imported`"));
        }
        if event.sequence != 1 {
            return Err(TicketError::OutOfSequence { found: event.sequence, last: 0, expected: 1 });
        }
        let revision = event.revision.as_ref().ok_or_else(|| does_not_fit("its policy is not named"))?;
        let policy = policies.iter().find(|known| known.revision() == revision);
        let policy = policy.ok_or_else(|| unknown_policy(policies, revision))?.clone();
        let (state, timeline) = match &event.kind {
            EventKind::Opened(opened) => {
                let state = opened_state(event, &opened.opening, &policy);
                let started = crate::sla::EventKind::Started(state.inputs());
                let at = event.occurred_at;
                let timeline = vec![
                    crate::sla::Event::new(at, started),
                    crate::sla::Event::new(at, state_entered(Phase::Received)),
                ];
                (TicketState { intake: intake(&opened.opening, &opened.missing), ..state }, timeline)
            }
            EventKind::Imported(importing) => {
                let state = imported_state(event, importing, &policy);
                let timeline = super::import::timeline(event.occurred_at, importing, &state)?;
                (state, timeline)
            }
            _ => return Err(does_not_fit("a log begins with `opened` or `imported`")),
        };
        let clocks = Clocks::with_timeline(policy.sla().clone(), timeline);
        let (known, watch, ahead) = (policies.to_vec(), Watch::default(), Ahead::default());
        let mut ticket = Self { policy, known, clocks, watch, state, ahead };
        if let Some(cause) = &event.cause {
            ticket.state.note_command(event, cause);
        }
        ticket.take_effects(event);
        Ok(ticket)
    }
}

pub(super) fn unknown_policy(policies: &[TicketPolicy], revision: &Name) -> TicketError {
    let known: Vec<_> = policies.iter().map(|policy| format!("`{}`", policy.revision())).collect();
    TicketError::UnknownPolicy { revision: revision.to_string(), known: known.join(", ") }
}

fn intake(opening: &Opening, missing: &[crate::wire::MissingFieldDocument]) -> IntakeState {
    let record = opening.intake.clone();
    IntakeState { contact: contact(&record), record, missing: missing.to_vec(), erased_at: None }
}

fn opened_state(event: &Event, opening: &Opening, policy: &TicketPolicy) -> TicketState {
    let at = event.occurred_at;
    let mut classification = Classification {
        kind: opening.kind,
        channel: opening.channel,
        tier: opening.tier,
        class: opening.class.clone(),
        entitlement: opening.entitlement.clone(),
        product_line: opening.product_line.clone(),
        site: opening.site.clone(),
        unit: None,
        model: None,
        problem: opening.problem.clone(),
    };
    classification.name_unit(&opening.intake);
    let level = LevelState {
        level: FunctionalLevel::L1,
        since: at,
        highest: FunctionalLevel::L1,
        stays: 1,
        beyond_authority_at: None,
    };
    TicketState {
        number: opening.number.clone(),
        sequence: event.sequence,
        revision: policy.revision().clone(),
        opened_at: at,
        last_at: at,
        phase: PhaseState {
            phase: Phase::Received,
            since: at,
            reopened: 0,
            completed_at: None,
            closed_at: None,
            ended_because: None,
        },
        classification,
        intake: intake(opening, &[]),
        grade: GradeState::default(),
        level,
        escalation: EscalationState {
            status: EscalationStatus::None,
            to: None,
            requested_by: None,
            justification: None,
            since: None,
        },
        assignment: AssignmentState::default(),
        conversation: ConversationState {
            turn: Turn::Desk,
            first_response_at: None,
            last_customer_at: Some(at),
            last_desk_at: None,
        },
        waits: Vec::new(),
        diagnosis: DiagnosisState::default(),
        plan: PlanState::default(),
        estimates: Vec::new(),
        authorisation: None,
        work: WorkState::default(),
        visits: Vec::new(),
        parts: Vec::new(),
        care: CareState::default(),
        complaint: ComplaintState::default(),
        links: LinkState::default(),
        vouched: std::collections::BTreeSet::new(),
        rules_since: None,
        firings: Vec::new(),
        milestones: Vec::new(),
        marks: Vec::new(),
        acknowledgements: Vec::new(),
        effects: Vec::new(),
        superseded: Vec::new(),
        answered: std::collections::BTreeMap::new(),
    }
}

fn imported_state(event: &Event, importing: &Importing, policy: &TicketPolicy) -> TicketState {
    let at = event.occurred_at;
    let mut state = opened_state(event, &importing.opening, policy);
    state.opened_at = importing.opened_at;
    state.phase.phase = importing.phase;
    state.phase.completed_at = importing.completed_at;
    state.phase.closed_at = (importing.phase == Phase::Closed).then_some(at);
    state.level.level = importing.level;
    state.level.highest = importing.level;
    state.grade.imported = importing.priority;
    if importing.assignee.is_some() {
        state.assignment.assignee.clone_from(&importing.assignee);
        state.assignment.since = Some(at);
    }
    state.waits = importing
        .waits
        .iter()
        .map(|wait| super::OpenWait { reason: wait.reason.clone(), since: at, until: wait.until })
        .collect();
    state.care.completions = u32::from(importing.completed_at.is_some());
    state.vouched.clone_from(&importing.vouched);
    // What happened there before is none of these rules' business.
    state.rules_since = Some(at);
    state
}
