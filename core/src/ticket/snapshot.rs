use super::ahead::Ahead;
use super::apply::Watch;
use super::clocks::Clocks;
use super::machine::unknown_policy;
use super::{SnapshotDocument, Ticket, TicketError, TicketPolicy};
use crate::sla::{Event, SlaPolicy};
use crate::vocabulary::Name;

impl Ticket {
    /// The ticket as it stands. Restoring it and applying the events after it gives the same as replaying all.
    #[must_use]
    pub fn snapshot(&self) -> SnapshotDocument {
        let named = |policy: &SlaPolicy| {
            let found = self.known.iter().find(|known| known.sla() == policy);
            found.unwrap_or(&self.policy).revision().clone()
        };
        SnapshotDocument {
            clocks_from: named(self.clocks.initial()),
            state: self.state.clone(),
            timeline: self.clocks.to_documents(|policy| named(policy).to_string()),
        }
    }

    /// The ticket of a snapshot; `policies` are those under which it was decided.
    ///
    /// # Errors
    ///
    /// [`TicketError::UnknownPolicy`] for a policy that is not among them, [`TicketError::Sla`] for a timeline that cannot be
    /// read.
    pub fn restore(policies: &[TicketPolicy], snapshot: &SnapshotDocument) -> Result<Self, TicketError> {
        let find = |revision: &Name| {
            let found = policies.iter().find(|known| known.revision() == revision);
            found.ok_or_else(|| unknown_policy(policies, revision))
        };
        let sla = |revision: &str| {
            let found = policies.iter().find(|known| known.revision().as_str() == revision);
            found.map(|policy| policy.sla().clone())
        };
        let policy = find(&snapshot.state.revision)?.clone();
        let initial = find(&snapshot.clocks_from)?.sla().clone();
        let timeline = snapshot.timeline.iter().map(|event| Event::from_document(event, sla));
        let clocks = Clocks::with_timeline(initial, timeline.collect::<Result<_, _>>()?);
        clocks.clocks().map_err(|error| TicketError::Sla(error.clone()))?;
        let (watch, state) = (Watch::of(&snapshot.state), snapshot.state.clone());
        Ok(Self { policy, known: policies.to_vec(), clocks, watch, state, ahead: Ahead::default() })
    }
}
