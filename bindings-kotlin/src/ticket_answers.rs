//! What a ticket answers.

use aftersales::ticket::{BreachStanding, Refusal, RefusalDocument};
use aftersales::time::{Instant, Span as Duration};
use aftersales::vocabulary::{Actor, Name};
use aftersales::wire::ticket::{CommandName, Phase, TicketState};
use aftersales::wire::{ExplanationDocument, ReadingDocument, TicketFactsDocument};

use crate::error::{Answer, reasons};
use crate::{Effects, Readings, Reason, Sequence, Ticket};

/// Whether a command is possible: a screen's button.
#[derive(Debug, Clone, uniffi::Record)]
pub struct Availability {
    /// The command.
    pub command: CommandName,
    /// Whether nothing stands in its way.
    pub is_possible: bool,
    /// Everything that stands in its way.
    pub lacks: Vec<Reason>,
}

/// A breach in the history of a ticket.
#[derive(Debug, Clone, uniffi::Record)]
pub struct TicketBreach {
    /// The metric.
    pub metric: String,
    /// Its cycle.
    pub cycle: i32,
    /// When the promise was broken.
    pub at: Instant,
    /// The target that was broken, in open time.
    pub target: Duration,
    /// The revision of the policy that held.
    pub revision: String,
    /// Whether it still stands: one is superseded where something turned out to have happened before it.
    pub stands: bool,
}

#[uniffi::export]
impl Ticket {
    /// Its number.
    pub fn number(&self) -> String {
        self.0.get().state().number.to_string()
    }

    /// Where it stands on its main way.
    pub fn phase(&self) -> Phase {
        self.0.get().phase()
    }

    /// The sequence of the last event: what a command names as the version it expects.
    pub fn version(&self) -> Sequence {
        Sequence(self.0.get().version())
    }

    /// The revision of the policy in force.
    pub fn revision(&self) -> String {
        self.0.get().policy().revision().to_string()
    }

    /// The state of every region.
    pub fn state(&self) -> TicketState {
        self.0.get().state().clone()
    }

    /// The ticket as it stands, as JSON text for `restore`.
    pub fn snapshot(&self) -> Answer<String> {
        Ok(aftersales::wire::canonical_json(&self.0.get().snapshot())?)
    }

    /// For every command whether it is possible `now`, for an actor or for whoever has the role it needs.
    #[uniffi::method(default(actor = None))]
    pub fn available(&self, now: Instant, actor: Option<Actor>) -> Answer<Vec<Availability>> {
        let available = self.0.get().available(now, actor.as_ref());
        let answer = |each: aftersales::ticket::Availability| Availability {
            command: each.command,
            is_possible: each.is_possible(),
            lacks: reasons(RefusalDocument::from(&Refusal::new(each.lacks))),
        };
        Ok(available.into_iter().map(answer).collect())
    }

    /// When to call `advance`; calling it late loses nothing. Null for never.
    pub fn next_wakeup(&self, now: Instant) -> Answer<Option<Instant>> {
        Ok(self.0.get().next_wakeup(now))
    }

    /// What the host is to do that followed from events after `sequence`, and what it need not do any more. It only depends
    /// on the stored events, so asking twice gives the same keys.
    pub fn effects_since(&self, sequence: Sequence) -> Effects {
        Effects(self.0.get().effects_since(sequence.0))
    }

    /// The reading of every clock that has begun.
    pub fn readings(&self, now: Instant) -> Answer<Readings> {
        let readings = self.0.get().readings(now)?;
        Ok(Readings(readings.iter().map(ReadingDocument::from).collect()))
    }

    /// How a clock came to its reading, stretch by stretch; null where it has not begun.
    pub fn explain(&self, metric: &str, now: Instant) -> Answer<Option<ExplanationDocument>> {
        let ticket = self.0.get();
        let explained = ticket.clocks()?.explain(&metric.parse::<Name>()?, now)?;
        Ok(explained.as_ref().map(ExplanationDocument::from))
    }

    /// Every breach up to `now`, in order of time, with whether it stands.
    pub fn breaches(&self, now: Instant) -> Answer<Vec<TicketBreach>> {
        let breach = |breach: aftersales::ticket::TicketBreach| TicketBreach {
            metric: breach.metric.to_string(),
            cycle: i32::try_from(breach.cycle).unwrap_or(i32::MAX),
            at: breach.at,
            target: breach.target,
            revision: breach.revision.to_string(),
            stands: breach.standing == BreachStanding::Stands,
        };
        Ok(self.0.get().breaches(now)?.into_iter().map(breach).collect())
    }

    /// What figures of the desk need to know of this ticket, as of `now`.
    pub fn facts(&self, now: Instant) -> Answer<TicketFactsDocument> {
        Ok(self.0.get().facts(now)?)
    }
}
