use std::sync::Arc;

use aftersales::ticket::{self, Event, SnapshotDocument, Ticket as Machine, TicketPolicy};
use aftersales::time::Instant;
use aftersales::wire::read_document;
use aftersales::wire::ticket::Command;

use crate::error::Answer;
use crate::handle::Shared;
use crate::{AftersalesError, Bundle, EventLog, Sequence};

/// One ticket: commands are decided against its state and yield events; only events change it.
///
/// The host stores the events and does what the effects say; `replay` makes the same ticket of its events again.
#[derive(Debug, uniffi::Object)]
pub struct Ticket(pub(crate) Shared<Machine>);

/// What a command led to.
#[derive(Debug, Clone, uniffi::Record)]
pub struct Decision {
    /// The events, in order: what had fallen due before, what the command asks, what follows at once. They are to be stored.
    pub events: EventLog,
    /// The sequence of the first event that the command itself led to.
    pub first: Sequence,
    /// The sequence of the last one.
    pub last: Sequence,
    /// Whether the command was carried out now or before.
    pub standing: Standing,
}

/// Whether a command was carried out now or before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Enum)]
#[non_exhaustive]
pub enum Standing {
    /// Now.
    New,
    /// Before: its events are in the log, and there is nothing to do.
    Repeated,
}

/// A ticket that was opened, with the events that are to be stored.
#[derive(Debug, uniffi::Record)]
pub struct OpenedTicket {
    /// The ticket.
    pub ticket: Arc<Ticket>,
    /// What the command led to.
    pub decision: Decision,
}

/// Opens a ticket with a command to open or import it, recorded `now`.
#[uniffi::export]
pub fn open_ticket(bundle: Arc<Bundle>, command: Command, now: Instant) -> Answer<OpenedTicket> {
    let (ticket, decision) = Machine::open(bundle.ticket()?, &command, now)?;
    Ok(OpenedTicket { ticket: Arc::new(Ticket(Shared::new(ticket))), decision: decision.into() })
}

#[uniffi::export]
impl Ticket {
    /// The ticket of a whole log, oldest event first; `bundles` are those under which it was decided.
    #[uniffi::constructor]
    pub fn replay(bundles: Vec<Arc<Bundle>>, events: EventLog) -> Answer<Self> {
        Ok(Self(Shared::new(Machine::replay(&policies(&bundles)?, &events.0)?)))
    }

    /// The same from the JSON text of each event as it was stored, so that fields of later versions are kept too.
    #[uniffi::constructor]
    pub fn replay_json(bundles: Vec<Arc<Bundle>>, events: Vec<String>) -> Answer<Self> {
        let events = events.iter().enumerate().map(|(place, event)| {
            Event::from_json(event)
                .map_err(|error| AftersalesError::from(error).within(&format!("events[{place}]")))
        });
        Ok(Self(Shared::new(Machine::replay(&policies(&bundles)?, &events.collect::<Answer<Vec<_>>>()?)?)))
    }

    /// The ticket of a `snapshot`; it takes the events after it by `apply`.
    #[uniffi::constructor]
    pub fn restore(bundles: Vec<Arc<Bundle>>, snapshot: &str) -> Answer<Self> {
        let snapshot: SnapshotDocument = read_document(snapshot)?;
        Ok(Self(Shared::new(Machine::restore(&policies(&bundles)?, &snapshot)?)))
    }

    /// Decides a command, recorded `now`, and applies its events, which are to be stored. One that is refused changes nothing.
    pub fn execute(&self, command: Command, now: Instant) -> Answer<Decision> {
        Ok(self.0.change(|ticket| ticket.execute(&command, now))?.into())
    }

    /// What a command leads to, recorded `now`. Nothing changes: the host stores the events and then applies them.
    pub fn decide(&self, command: Command, now: Instant) -> Answer<Decision> {
        Ok(self.0.get().decide(&command, now)?.into())
    }

    /// Takes the next events of the log. Where one is refused, none is taken.
    pub fn apply(&self, events: EventLog) -> Answer<()> {
        Ok(self.0.change(|ticket| events.0.iter().try_for_each(|event| ticket.apply(event)))?)
    }

    /// The events that have fallen due by `now`. Nothing changes: the host stores them and then applies them.
    pub fn advance(&self, now: Instant) -> Answer<EventLog> {
        Ok(EventLog(self.0.get().advance(now)))
    }

    /// Hands in a bundle, so that the command `revise_policy` can put it in force.
    pub fn learn(&self, bundle: Arc<Bundle>) -> Answer<()> {
        let policy = bundle.ticket()?;
        self.0.update(|ticket| ticket.learn(policy));
        Ok(())
    }
}

impl From<ticket::Decision> for Decision {
    fn from(decision: ticket::Decision) -> Self {
        let standing = match decision.standing {
            ticket::Standing::Repeated => Standing::Repeated,
            _ => Standing::New,
        };
        let (first, last) = (Sequence(decision.first), Sequence(decision.last));
        Self { events: EventLog(decision.events), first, last, standing }
    }
}

fn policies(bundles: &[Arc<Bundle>]) -> Answer<Vec<TicketPolicy>> {
    bundles.iter().map(|bundle| bundle.ticket().cloned()).collect()
}
