//! How another policy comes into force.

use super::Ticket;
use crate::sla::EventKind;
use crate::time::Instant;
use crate::vocabulary::Name;

impl Ticket {
    /// Puts a policy in force that was handed in; what it promises holds from `at`.
    pub(super) fn put_in_force(&mut self, revision: &Name, at: Instant) {
        let Some(policy) = self.known.iter().find(|known| known.revision() == revision).cloned() else {
            return;
        };
        if policy.sla().revision() != self.policy.sla().revision() {
            self.clocks.push(at, EventKind::PolicyRevised(policy.sla().clone()));
        }
        let rules =
            |policy: &super::TicketPolicy| policy.escalation().map(|rules| rules.revision().to_owned());
        if rules(&policy) != rules(&self.policy) {
            self.state.rules_since = Some(at);
        }
        self.policy = policy;
    }
}
