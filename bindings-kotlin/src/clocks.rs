use std::sync::Arc;

use aftersales::sla::{Event, SlaPolicy as Policy, TicketClocks as Clocks};
use aftersales::time::Instant;
use aftersales::vocabulary::Name;
use aftersales::wire::{BreachDocument, ExplanationDocument, ReadingDocument, TimelineEventDocument};

use crate::error::Answer;
use crate::handle::Shared;
use crate::{AftersalesError, Breaches, Readings, SlaPolicy, Timeline};

/// The clocks of one ticket: takes its events in order, gives the reading of every clock at any later instant.
#[derive(Debug, uniffi::Object)]
pub struct TicketClocks(pub(crate) Shared<Known>);

/// Clocks, with the policies that an event may name.
#[derive(Debug, Clone)]
pub(crate) struct Known {
    pub(crate) clocks: Clocks,
    policies: Vec<Policy>,
}

#[uniffi::export]
impl TicketClocks {
    /// The clocks of a ticket with the events so far.
    #[uniffi::constructor(default(events = None))]
    pub fn new(policy: Arc<SlaPolicy>, events: Option<Timeline>) -> Answer<Self> {
        let policies = vec![policy.0.clone()];
        let mut clocks = Clocks::new(policy.0.clone());
        take(&mut clocks, &events.map(|events| events.0).unwrap_or_default(), &policies)?;
        Ok(Self(Shared::new(Known { clocks, policies })))
    }

    /// Hands in a policy, so that an event `policy_revised` with its revision can put it in force.
    pub fn learn(&self, policy: Arc<SlaPolicy>) {
        self.0.update(|known| known.policies.push(policy.0.clone()));
    }

    /// Takes events in order. Where one is refused, none is taken.
    pub fn apply(&self, events: Timeline) -> Answer<()> {
        self.0.change(|known| take(&mut known.clocks, &events.0, &known.policies))
    }

    /// The reading of every clock that has begun, each in its latest cycle; `now` does not lie before the last event.
    pub fn readings(&self, now: Instant) -> Answer<Readings> {
        let readings = self.0.get().clocks.readings(now)?;
        Ok(Readings(readings.iter().map(ReadingDocument::from).collect()))
    }

    /// The readings of every cycle of one metric, the earliest first.
    pub fn cycles(&self, metric: &str, now: Instant) -> Answer<Readings> {
        let readings = self.0.get().clocks.cycles(&metric.parse::<Name>()?, now)?;
        Ok(Readings(readings.iter().map(ReadingDocument::from).collect()))
    }

    /// Every promise that was broken, with the target and policy that held.
    pub fn breaches(&self, now: Instant) -> Answer<Breaches> {
        let breaches = self.0.get().clocks.breaches(now)?;
        Ok(Breaches(breaches.iter().map(BreachDocument::from).collect()))
    }

    /// When to look again: the earliest level, due or late instant ahead, if no event comes before; null for none.
    pub fn next_change(&self, now: Instant) -> Answer<Option<Instant>> {
        Ok(self.0.get().clocks.next_change(now)?)
    }

    /// How a clock came to its reading, stretch by stretch; null where it has not begun.
    pub fn explain(&self, metric: &str, now: Instant) -> Answer<Option<ExplanationDocument>> {
        let explained = self.0.get().clocks.explain(&metric.parse::<Name>()?, now)?;
        Ok(explained.as_ref().map(ExplanationDocument::from))
    }
}

/// Takes events in order, up to the first that is refused.
pub(crate) fn take(clocks: &mut Clocks, events: &[TimelineEventDocument], policies: &[Policy]) -> Answer<()> {
    let find = |revision: &str| policies.iter().find(|policy| policy.revision() == revision).cloned();
    for (place, document) in events.iter().enumerate() {
        let taken = Event::from_document(document, find).and_then(|event| clocks.apply(event));
        taken.map_err(|error| {
            AftersalesError::from(error).in_document(document).within(&format!("events[{place}]"))
        })?;
    }
    Ok(())
}
