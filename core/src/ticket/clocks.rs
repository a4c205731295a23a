//! The clocks of a ticket: what of its log they read, and in which order.
//!
//! A ticket maps onto the generic timeline of the clocks: phases are its states, waits its waits. What else a clock may want to
//! start or stop at is a *mark*: a wait that begins and ends at one instant (`diagnosis`, `workaround`, `confirmation`,
//! `call_back`, `progress_report`), so that a metric can name `wait_ended` with the mark as its reason.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use crate::sla::{Event, EventKind, Inputs, SlaError, SlaPolicy, TicketClocks};
use crate::time::Instant;
use crate::vocabulary::Name;
use crate::wire::{InputsDocument, TimelineEventDocument, TimelineKindDocument};

/// The names that no wait can have.
pub(super) const MARKS: &[&str] =
    &["diagnosis", "workaround", "confirmation", "call_back", "progress_report"];

/// The timeline of a ticket, with the clocks that read it. They are made when first asked for.
#[derive(Debug, Clone)]
pub(super) struct Clocks {
    initial: SlaPolicy,
    timeline: Vec<Event>,
    made: OnceLock<Result<TicketClocks, SlaError>>,
}

impl Clocks {
    /// Clocks that have read a timeline, which is in order of time.
    pub(super) const fn with_timeline(initial: SlaPolicy, timeline: Vec<Event>) -> Self {
        Self { initial, timeline, made: OnceLock::new() }
    }

    /// Takes what happened at an instant, after all that happened up to then.
    pub(super) fn push(&mut self, at: Instant, kind: EventKind) {
        let event = Event::new(at, kind);
        if self.last_at().is_none_or(|last| at >= last) {
            if let Some(made) = self.made.get_mut()
                && let Ok(clocks) = made
                && let Err(error) = clocks.apply(event.clone())
            {
                *made = Err(error);
            }
            self.timeline.push(event);
        } else {
            let position = self.timeline.partition_point(|known| known.at <= at);
            self.timeline.insert(position, event);
            self.made = OnceLock::new();
        }
    }

    /// The clocks.
    ///
    /// # Errors
    ///
    /// [`SlaError`] for a timeline that contradicts itself.
    pub(super) fn clocks(&self) -> Result<&TicketClocks, &SlaError> {
        let made = self.made.get_or_init(|| {
            let mut clocks = TicketClocks::new(self.initial.clone());
            for event in &self.timeline {
                clocks.apply(event.clone())?;
            }
            Ok(clocks)
        });
        made.as_ref()
    }

    pub(super) fn last_at(&self) -> Option<Instant> {
        self.timeline.last().map(|event| event.at)
    }

    pub(super) const fn initial(&self) -> &SlaPolicy {
        &self.initial
    }

    /// The real time spent in each wait up to `now`, in microseconds by reason, marks aside.
    pub(super) fn waits(&self, now: Instant) -> BTreeMap<String, i64> {
        let mut open: Vec<(&Name, Instant)> = Vec::new();
        let mut spent = BTreeMap::new();
        let mut add = |reason: &Name, from: Instant, to: Instant| {
            let micros: &mut i64 = spent.entry(reason.to_string()).or_default();
            *micros = micros.saturating_add(to.since(from).micros().max(0));
        };
        for event in self.timeline.iter().filter(|event| event.at <= now) {
            match &event.kind {
                EventKind::WaitStarted(reason) if !MARKS.contains(&reason.as_str()) => {
                    open.push((reason, event.at))
                }
                EventKind::WaitEnded(reason) => {
                    if let Some(position) = open.iter().position(|(known, _)| *known == reason) {
                        let (reason, from) = open.remove(position);
                        add(reason, from, event.at);
                    }
                }
                EventKind::Withdrawn => open.drain(..).for_each(|(reason, from)| add(reason, from, event.at)),
                _ => {}
            }
        }
        open.into_iter().for_each(|(reason, from)| add(reason, from, now));
        spent
    }

    /// The timeline as it stands on the wire; `name` gives the revision under which the host keeps a policy.
    pub(super) fn to_documents(&self, name: impl Fn(&SlaPolicy) -> String) -> Vec<TimelineEventDocument> {
        let document = |event: &Event| TimelineEventDocument {
            at: event.at.to_string(),
            kind: match &event.kind {
                EventKind::Started(inputs) => {
                    TimelineKindDocument::Started { inputs: inputs_document(inputs) }
                }
                EventKind::InputsChanged(inputs) => {
                    TimelineKindDocument::InputsChanged { inputs: inputs_document(inputs) }
                }
                EventKind::CustomerMessage => TimelineKindDocument::CustomerMessage,
                EventKind::AgentMessage => TimelineKindDocument::AgentMessage,
                EventKind::StateEntered(state) => {
                    TimelineKindDocument::StateEntered { state: state.to_string() }
                }
                EventKind::WaitStarted(reason) => {
                    TimelineKindDocument::WaitStarted { reason: reason.to_string() }
                }
                EventKind::WaitEnded(reason) => {
                    TimelineKindDocument::WaitEnded { reason: reason.to_string() }
                }
                EventKind::PolicyRevised(policy) => {
                    TimelineKindDocument::PolicyRevised { policy: name(policy) }
                }
                EventKind::Stopped => TimelineKindDocument::Stopped,
                EventKind::Reopened => TimelineKindDocument::Reopened,
                EventKind::Withdrawn => TimelineKindDocument::Withdrawn,
            },
        };
        self.timeline.iter().map(document).collect()
    }
}

/// Clocks are the same when they have read the same.
impl PartialEq for Clocks {
    fn eq(&self, other: &Self) -> bool {
        self.initial == other.initial && self.timeline == other.timeline
    }
}

fn inputs_document(inputs: &Inputs) -> InputsDocument {
    let word = |word: Option<&str>| word.map(ToOwned::to_owned);
    InputsDocument {
        priority: word(inputs.priority.map(crate::vocabulary::Priority::as_str)),
        tier: word(inputs.tier.map(crate::vocabulary::Tier::as_str)),
        kind: word(inputs.kind.map(crate::vocabulary::Kind::as_str)),
        class: inputs.class.as_ref().map(ToString::to_string),
        channel: word(inputs.channel.map(crate::vocabulary::Channel::as_str)),
        entitlement: inputs.entitlement.as_ref().map(ToString::to_string),
        product_line: inputs.product_line.as_ref().map(ToString::to_string),
        site: inputs.site.as_ref().map(ToString::to_string),
    }
}
