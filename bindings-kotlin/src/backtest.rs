use std::sync::Arc;

use aftersales::escalation::{Backtest as Core, Candidate};
use aftersales::time::Instant;
use aftersales::wire::BacktestDocument;

use crate::error::Answer;
use crate::handle::Shared;
use crate::values::Count;
use crate::{EscalationPolicy, SlaPolicy, Ticket, Timeline};

/// A replay of the same tickets under several policies in the making. Parts that were replayed apart can be merged.
#[derive(Debug, uniffi::Object)]
pub struct Backtest(Shared<Core>);

/// A policy that tickets are replayed under.
#[derive(Debug, uniffi::Record)]
pub struct BacktestCandidate {
    /// Its name, such as `four hours for P1`.
    pub name: String,
    /// The service levels.
    pub sla: Arc<SlaPolicy>,
    /// The rules of escalation whose firings by clocks are counted; null for none.
    #[uniffi(default)]
    pub escalation: Option<Arc<EscalationPolicy>>,
}

#[uniffi::export]
impl Backtest {
    /// A replay under these policies as of an instant, that shows at most so many tickets that turn out otherwise.
    #[uniffi::constructor]
    pub fn new(candidates: Vec<BacktestCandidate>, as_of: Instant, most_differences: Count) -> Answer<Self> {
        let candidates = candidates.into_iter().map(|given| {
            let candidate = Candidate::new(given.name.parse()?, given.sla.0.clone());
            Ok(match given.escalation {
                Some(escalation) => candidate.with_escalation(escalation.0.clone()),
                None => candidate,
            })
        });
        let core = Core::new(candidates.collect::<Answer<_>>()?, as_of)?;
        Ok(Self(Shared::new(core.with_most_differences(most_differences.get()))))
    }

    /// Replays a ticket: its events in order of time. One whose events contradict each other counts as rejected.
    pub fn add(&self, ticket: &str, events: Timeline) -> Answer<()> {
        self.0.update(|backtest| backtest.add_documents(ticket, &events.0));
        Ok(())
    }

    /// Replays a ticket from what its clocks have seen.
    pub fn add_ticket(&self, ticket: Arc<Ticket>) -> Answer<()> {
        let ticket = ticket.0.get();
        let events = ticket.clocks()?.events();
        self.0.update(|backtest| backtest.add(&ticket.state().number.to_string(), events));
        Ok(())
    }

    /// Takes in what another replay under the same policies as of the same instant holds; that one stays as it is.
    pub fn merge(&self, other: Arc<Self>) -> Answer<()> {
        let other = Core::clone(&other.0.get());
        Ok(self.0.change(|backtest| backtest.merge(other))?)
    }

    /// What became of the promises under each policy, and which tickets turn out otherwise.
    pub fn document(&self) -> BacktestDocument {
        Core::clone(&self.0.get()).finish()
    }
}
