use std::sync::Arc;

use super::analysis::{EscalationFact, facts};
use super::compile::compile;
use super::explain::{FiringExplanation, explain};
use super::rule::Rule;
use super::settle::settle;
use super::{EscalationError, EscalationView, FiredRules, Firing};
use crate::sla::SlaPolicy;
use crate::time::Instant;
use crate::vocabulary::Name;
use crate::wire::{EscalationDocument, revision};

/// Who hears of a ticket and which functional level holds it, compiled. Cloning is cheap.
///
/// ```
/// use aftersales::escalation::{Action, EscalationPolicy, EscalationView, FiredRules, LevelStay};
/// use aftersales::sla::{Event, EventKind, Inputs, SlaPolicy, TicketClocks};
/// use aftersales::time::{Instant, ZoneDatabase};
/// use aftersales::vocabulary::{FunctionalLevel, Role};
/// use aftersales::wire::{EscalationDocument, SlaDocument};
///
/// let sla = SlaPolicy::compile(&SlaDocument::from_json(r#"{
///     "calendars": {"office": {"time_zone": "Etc/UTC", "weekly": {"mon": [["09:00", "17:00"]]}}},
///     "default_calendar": "office",
///     "metrics": [{"name": "resolution", "starts": [{"type": "started"}]}],
///     "selector": [{"type": "set", "targets": {"resolution": {"type": "open_time", "duration": "PT4H"}}}]
/// }"#)?, &ZoneDatabase::bundled())?;
/// let policy = EscalationPolicy::compile(&EscalationDocument::from_json(r#"{
///     "rules": [{
///         "id": "half of it is gone",
///         "trigger": {"type": "metric", "metric": "resolution", "at": {"type": "share", "percent": 50}},
///         "steps": [{"actions": [{"type": "notify", "role": "engineer"}]}]
///     }]
/// }"#)?, &sla)?;
///
/// let started: Instant = "2026-03-02T09:00:00Z".parse()?;
/// let mut clocks = TicketClocks::new(sla);
/// clocks.apply(Event::new(started, EventKind::Started(Inputs::default())))?;
/// let view = EscalationView::new(&clocks, LevelStay { level: FunctionalLevel::L1, since: started, number: 1 });
///
/// let mut fired = FiredRules::default();
/// let wake_up = policy.next_change(&view, &fired, started).ok_or("something is to come")?;
/// assert_eq!(wake_up, "2026-03-02T11:00:00Z".parse()?);
/// let firings = policy.due(&view, &fired, wake_up);
/// assert_eq!(firings[0].actions, [Action::Notify(Role::ENGINEER)]);
/// fired.extend(firings);
/// assert!(policy.due(&view, &fired, wake_up).is_empty());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EscalationPolicy(Arc<Policy>);

#[derive(Debug, PartialEq, Eq)]
struct Policy {
    revision: String,
    rules: Vec<Rule>,
    sla: SlaPolicy,
}

impl EscalationPolicy {
    /// Compiles a document against the service-level policy whose metrics and calendars it names.
    ///
    /// # Errors
    ///
    /// [`EscalationError`] with the path of what is wrong: a metric, calendar or role that is not defined, two rules of one id, a
    /// number out of range, a step or action that can have no effect, more entries than allowed (200 rules, 32 steps of a
    /// rule, 16 actions of a step, 2,000 steps of all rules with their repetitions).
    pub fn compile(document: &EscalationDocument, sla: &SlaPolicy) -> Result<Self, EscalationError> {
        let rules = compile(document, sla)?;
        let revision = revision(document, sla.revision())?;
        Ok(Self(Arc::new(Policy { revision, rules, sla: sla.clone() })))
    }

    /// The content hash of the document with the revision of the service-level policy.
    #[must_use]
    pub fn revision(&self) -> &str {
        &self.0.revision
    }

    /// The rules' ids, in the order of the document.
    pub fn rules(&self) -> impl Iterator<Item = &Name> {
        self.0.rules.iter().map(|rule| &rule.id)
    }

    /// Every step that is due by `now` and has not been fired, in order of the instants at which they became due, then in the
    /// order of the rules. A firing that raises level or priority is taken into account by those after it; one that it sets
    /// off at the same instant comes after it.
    ///
    /// A host records them, applies their actions as of their instants, and can do so one by one: after each of them the rest
    /// is due, no more and no less.
    ///
    /// Takes time in proportion to rules × cycles, and to the steps that are due.
    #[must_use]
    pub fn due(&self, view: &EscalationView<'_>, fired: &FiredRules, now: Instant) -> Vec<Firing> {
        settle(&self.0.rules, view, fired, now).firings
    }

    /// The earliest instant after `now` at which a step becomes due, if no event comes before; `None` where none does. What is
    /// due by `now` is taken as fired.
    #[must_use]
    pub fn next_change(
        &self,
        view: &EscalationView<'_>,
        fired: &FiredRules,
        now: Instant,
    ) -> Option<Instant> {
        settle(&self.0.rules, view, fired, now).next_change
    }

    /// The first instant at which a step is due that has not been fired, behind or ahead, if no event comes before.
    #[cfg(feature = "ticket")]
    pub(crate) fn first_due(&self, view: &EscalationView<'_>, fired: &FiredRules) -> Option<Instant> {
        // Nothing is due before time begins, so all of it is ahead.
        settle(&self.0.rules, view, fired, Instant::MIN).next_change
    }

    /// Why a step was fired: the rule with its place, the conditions that held and the clock behind it; `None` for a rule
    /// that is not in the policy.
    ///
    /// ```
    /// use aftersales::escalation::{BeganBy, EscalationPolicy, EscalationView, FiredRules, LevelStay};
    /// # use aftersales::sla::{Event, EventKind, Inputs, SlaPolicy, TicketClocks};
    /// # use aftersales::time::{Instant, ZoneDatabase};
    /// # use aftersales::vocabulary::FunctionalLevel;
    /// # use aftersales::wire::{EscalationDocument, SlaDocument};
    /// # let sla = SlaPolicy::compile(&SlaDocument::from_json(r#"{
    /// #     "calendars": {"office": {"time_zone": "Etc/UTC", "weekly": {"mon": [["09:00", "17:00"]]}}},
    /// #     "default_calendar": "office",
    /// #     "metrics": [{"name": "resolution", "starts": [{"type": "started"}]}],
    /// #     "selector": [{"type": "set", "targets": {"resolution": {"type": "open_time", "duration": "PT4H"}}}]
    /// # }"#)?, &ZoneDatabase::bundled())?;
    /// let document = EscalationDocument::from_json(r#"{"rules": [{
    ///     "id": "late", "trigger": {"type": "breach", "metric": "resolution"},
    ///     "steps": [{"after_seconds": 60, "actions": [{"type": "notify", "role": "service_supervisor"}]}]
    /// }]}"#)?;
    /// let policy = EscalationPolicy::compile(&document, &sla)?;
    /// # let started: Instant = "2026-03-02T09:00:00Z".parse()?;
    /// # let mut clocks = TicketClocks::new(sla);
    /// # clocks.apply(Event::new(started, EventKind::Started(Inputs::default())))?;
    /// # let view = EscalationView::new(&clocks, LevelStay { level: FunctionalLevel::L1, since: started, number: 1 });
    /// let firings = policy.due(&view, &FiredRules::default(), "2026-03-02T14:00:00Z".parse()?);
    /// let why = policy.explain(&view, &firings[0]).ok_or("the rule is in the policy")?;
    /// assert_eq!((why.path.as_str(), why.wait.seconds(), why.began_by), ("rules[0].steps[0]", 60, BeganBy::Trigger));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn explain(&self, view: &EscalationView<'_>, firing: &Firing) -> Option<FiringExplanation> {
        explain(&self.0.rules, view, firing)
    }

    /// What is remarkable about the rules: some that can never fire, some that others always pre-empt, some that set
    /// themselves off.
    ///
    /// ```
    /// use aftersales::escalation::{EscalationFact, EscalationPolicy};
    /// # use aftersales::sla::SlaPolicy;
    /// # use aftersales::time::ZoneDatabase;
    /// # use aftersales::wire::{EscalationDocument, SlaDocument};
    /// # let sla = SlaPolicy::compile(&SlaDocument::from_json(r#"{
    /// #     "calendars": {"office": {"time_zone": "Etc/UTC", "weekly": {"mon": [["09:00", "17:00"]]}}},
    /// #     "default_calendar": "office",
    /// #     "metrics": [{"name": "resolution", "starts": [{"type": "started"}]}],
    /// #     "selector": [{"type": "set", "targets": {"resolution": {"type": "open_time", "duration": "PT4H"}}}]
    /// # }"#)?, &ZoneDatabase::bundled())?;
    /// let document = EscalationDocument::from_json(r#"{"rules": [
    ///     {
    ///         "id": "late", "trigger": {"type": "breach", "metric": "resolution"},
    ///         "steps": [{"actions": [{"type": "raise_level", "to": "L2"}]}]
    ///     },
    ///     {
    ///         "id": "still late", "trigger": {"type": "breach", "metric": "resolution"}, "when": {"level": ["L1"]},
    ///         "steps": [{"actions": [{"type": "notify", "role": "front_desk"}]}]
    ///     }
    /// ]}"#)?;
    /// let facts = EscalationPolicy::compile(&document, &sla)?.facts();
    /// assert!(matches!(&facts[..], [EscalationFact::PreEmpted { path, .. }] if path == "rules[1]"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn facts(&self) -> Vec<EscalationFact> {
        facts(&self.0.rules, &self.0.sla)
    }
}
