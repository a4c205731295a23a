use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::{Map, Value};

use super::{CauseDocument, EventDocument, EventKind, EventName, TicketError};
use crate::time::{Instant, Span};
use crate::vocabulary::{Actor, Name};
use crate::wire::read_document;
use crate::wire::ticket::unknown_field;

/// Something that happened to a ticket, with its outcome: the truth that state is made of.
///
/// An event keeps every field that this version of the library does not know, and writes it again.
///
/// ```
/// use aftersales::ticket::{Event, EventName};
///
/// let event = Event::from_json(r#"{"ticket":"TS20260314-0007","sequence":5,"recorded_at":"2026-03-14T10:00:00Z",
///     "occurred_at":"2026-03-14T09:00:00Z","by":{"id":"engineer-1"},"version":1,
///     "kind":{"type":"wait_started","reason":"parts","shelf":"B4"},"trace":"a1"}"#)?;
/// assert_eq!(event.kind().name(), EventName::WaitStarted);
/// assert_eq!(event.backdated_by().seconds(), 3600);
/// assert!(event.to_json().contains(r#""shelf":"B4""#) && event.to_json().contains(r#""trace":"a1""#));
/// # Ok::<(), aftersales::ticket::TicketError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    pub(super) ticket: Name,
    pub(super) sequence: u64,
    pub(super) recorded_at: Instant,
    pub(super) occurred_at: Instant,
    pub(super) by: Actor,
    pub(super) cause: Option<CauseDocument>,
    pub(super) revision: Option<Name>,
    pub(super) kind: EventKind,
    /// The kind as it was read, where it holds more than is known.
    pub(super) as_read: Option<Box<Map<String, Value>>>,
    pub(super) unknown: Map<String, Value>,
}

impl Event {
    /// The version of every kind that this version of the library writes and reads.
    pub const VERSION: u32 = 1;

    /// The number of the ticket.
    #[must_use]
    pub const fn ticket(&self) -> &Name {
        &self.ticket
    }

    /// The place in the ticket's log, counted from 1.
    #[must_use]
    pub const fn sequence(&self) -> u64 {
        self.sequence
    }

    /// When it was written down.
    #[must_use]
    pub const fn recorded_at(&self) -> Instant {
        self.recorded_at
    }

    /// When it happened, which is what clocks read.
    #[must_use]
    pub const fn occurred_at(&self) -> Instant {
        self.occurred_at
    }

    /// How long after it happened it was written down.
    #[must_use]
    pub const fn backdated_by(&self) -> Span {
        self.recorded_at.since(self.occurred_at)
    }

    /// Who gave the command; the engine itself where a rule or a timer acted.
    #[must_use]
    pub const fn by(&self) -> &Actor {
        &self.by
    }

    /// The command that it comes from; `None` where a rule or a timer acted.
    #[must_use]
    pub const fn cause(&self) -> Option<&CauseDocument> {
        self.cause.as_ref()
    }

    /// The revision of the policy that it was decided under.
    #[must_use]
    pub const fn revision(&self) -> Option<&Name> {
        self.revision.as_ref()
    }

    /// What happened.
    #[must_use]
    pub const fn kind(&self) -> &EventKind {
        &self.kind
    }

    /// Reads an event from JSON.
    ///
    /// # Errors
    ///
    /// [`TicketError::Wire`], [`TicketError::UnsupportedKind`] or [`TicketError::EventMalformed`].
    pub fn from_json(text: &str) -> Result<Self, TicketError> {
        Self::try_from(read_document::<EventDocument>(text)?)
    }

    /// The event as JSON, in one line.
    #[must_use]
    pub fn to_json(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }
}

impl TryFrom<EventDocument> for Event {
    type Error = TicketError;

    fn try_from(document: EventDocument) -> Result<Self, TicketError> {
        let sequence = document.sequence;
        let named = document.kind.get("type").and_then(Value::as_str).unwrap_or_default().to_owned();
        let known = EventName::ALL.iter().any(|name| name.as_str() == named);
        if !known || document.version != Self::VERSION {
            let kind = crate::time::shown(&named);
            return Err(TicketError::UnsupportedKind { sequence, kind, version: document.version });
        }
        let malformed =
            |detail: String| TicketError::EventMalformed { sequence, kind: named.clone(), detail };
        let given = Value::Object(document.kind);
        let read = EventKind::deserialize(&given);
        let kind = read.map_err(|error| malformed(crate::time::shown_up_to(&error.to_string(), 400)))?;
        let written = serde_json::to_value(&kind).map_err(|error| malformed(error.to_string()))?;
        let as_read = match given {
            Value::Object(fields) if unknown_field(&Value::Object(fields.clone()), &written).is_some() => {
                Some(Box::new(fields))
            }
            _ => None,
        };
        Ok(Self {
            ticket: document.ticket,
            sequence,
            recorded_at: document.recorded_at,
            occurred_at: document.occurred_at,
            by: document.by,
            cause: document.cause,
            revision: document.revision,
            kind,
            as_read,
            unknown: document.unknown,
        })
    }
}

impl From<&Event> for EventDocument {
    fn from(event: &Event) -> Self {
        let written = || match serde_json::to_value(&event.kind) {
            Ok(Value::Object(fields)) => fields,
            _ => Map::new(),
        };
        Self {
            ticket: event.ticket.clone(),
            sequence: event.sequence,
            recorded_at: event.recorded_at,
            occurred_at: event.occurred_at,
            by: event.by.clone(),
            cause: event.cause.clone(),
            revision: event.revision.clone(),
            version: Event::VERSION,
            kind: event.as_read.as_deref().cloned().unwrap_or_else(written),
            unknown: event.unknown.clone(),
        }
    }
}

impl Serialize for Event {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        EventDocument::from(self).serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Event {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::try_from(EventDocument::deserialize(deserializer)?).map_err(D::Error::custom)
    }
}
