use super::selector::Inputs;
use super::{SlaError, SlaPolicy, Trigger};
use crate::time::Instant;
use crate::vocabulary::Name;
use crate::wire::{TimelineEventDocument, TimelineKindDocument};

/// One event of a ticket's history, as the clocks see it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// When it happened.
    pub at: Instant,
    /// What happened.
    pub kind: EventKind,
}

/// What happened.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum EventKind {
    /// The ticket began, with what is known of it. Always the first event.
    Started(Inputs),
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
    /// What is known of the ticket changed; these inputs replace the ones before.
    InputsChanged(Inputs),
    /// Another policy holds from now on.
    PolicyRevised(SlaPolicy),
    /// The work was completed.
    Stopped,
    /// The work turned out not to be complete.
    Reopened,
    /// The ticket ended without an outcome: cancelled, rejected, merged. No clock applies any more.
    Withdrawn,
}

impl Event {
    /// An event from its parts.
    #[must_use]
    pub const fn new(at: Instant, kind: EventKind) -> Self {
        Self { at, kind }
    }

    /// Reads an event from its wire form; `policies` finds the policy that a `policy_revised` event names.
    ///
    /// # Errors
    ///
    /// [`SlaError::Value`], [`SlaError::Word`] or [`SlaError::Undefined`].
    pub fn from_document(
        document: &TimelineEventDocument,
        policies: impl Fn(&str) -> Option<SlaPolicy>,
    ) -> Result<Self, SlaError> {
        let at = document.at.parse().map_err(|source| SlaError::Value { path: "at".to_owned(), source })?;
        let kind = match &document.kind {
            TimelineKindDocument::Started { inputs } => EventKind::Started(inputs.try_into()?),
            TimelineKindDocument::CustomerMessage => EventKind::CustomerMessage,
            TimelineKindDocument::AgentMessage => EventKind::AgentMessage,
            TimelineKindDocument::StateEntered { state } => EventKind::StateEntered(name("state", state)?),
            TimelineKindDocument::WaitStarted { reason } => EventKind::WaitStarted(name("reason", reason)?),
            TimelineKindDocument::WaitEnded { reason } => EventKind::WaitEnded(name("reason", reason)?),
            TimelineKindDocument::InputsChanged { inputs } => EventKind::InputsChanged(inputs.try_into()?),
            TimelineKindDocument::PolicyRevised { policy } => {
                EventKind::PolicyRevised(policies(policy).ok_or_else(|| SlaError::Undefined {
                    path: "policy".to_owned(),
                    value: policy.clone(),
                    known: "the policies that were handed in".to_owned(),
                })?)
            }
            TimelineKindDocument::Stopped => EventKind::Stopped,
            TimelineKindDocument::Reopened => EventKind::Reopened,
            TimelineKindDocument::Withdrawn => EventKind::Withdrawn,
        };
        Ok(Self { at, kind })
    }
}

impl EventKind {
    /// The event's type as it stands on the wire.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Started(_) => "started",
            Self::CustomerMessage => "customer_message",
            Self::AgentMessage => "agent_message",
            Self::StateEntered(_) => "state_entered",
            Self::WaitStarted(_) => "wait_started",
            Self::WaitEnded(_) => "wait_ended",
            Self::InputsChanged(_) => "inputs_changed",
            Self::PolicyRevised(_) => "policy_revised",
            Self::Stopped => "stopped",
            Self::Reopened => "reopened",
            Self::Withdrawn => "withdrawn",
        }
    }

    /// What the event sets off, if anything.
    pub(super) fn trigger(&self) -> Option<Trigger> {
        match self {
            Self::Started(_) => Some(Trigger::Started),
            Self::CustomerMessage => Some(Trigger::CustomerMessage),
            Self::AgentMessage => Some(Trigger::AgentMessage),
            Self::StateEntered(state) => Some(Trigger::StateEntered(state.clone())),
            Self::WaitStarted(reason) => Some(Trigger::WaitStarted(reason.clone())),
            Self::WaitEnded(reason) => Some(Trigger::WaitEnded(reason.clone())),
            Self::Stopped => Some(Trigger::Stopped),
            Self::Reopened => Some(Trigger::Reopened),
            Self::InputsChanged(_) | Self::PolicyRevised(_) | Self::Withdrawn => None,
        }
    }
}

fn name(path: &str, text: &str) -> Result<Name, SlaError> {
    text.parse().map_err(|source| SlaError::Word { path: path.to_owned(), source })
}
