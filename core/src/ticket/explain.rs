use super::Ticket;
use crate::escalation::{Firing, FiringExplanation};
use crate::wire::FiringDocument;

impl Ticket {
    /// Why a rule of escalation fired: the rule with its place in the document, when it began and by what, the conditions that
    /// held, the clock behind it. The firing is that of a `rule_fired` event.
    ///
    /// `None` for a firing that cannot be read, or of a rule that the policy in force does not have.
    ///
    /// ```
    /// use aftersales::presets::Preset;
    /// use aftersales::ticket::{Command, EventKind, Ticket};
    /// use aftersales::time::ZoneDatabase;
    ///
    /// let bundle = Preset::AfterSales.compile(&ZoneDatabase::bundled())?;
    /// let policy = bundle.ticket().ok_or("the preset has gates")?;
    /// let open = Command::from_json(r#"{
    ///     "by": {"id": "desk-1", "roles": ["front_desk"]}, "occurred_at": "2026-03-06T09:10:00+08:00",
    ///     "idempotency_key": "a", "expected_version": 0,
    ///     "kind": {"type": "open", "number": "TS20260306-0001", "kind": "repair", "channel": "hotline"}}"#)?;
    /// let (mut ticket, _) = Ticket::open(policy, &open, open.occurred_at)?;
    ///
    /// let now = "2026-03-06T10:25:00+08:00".parse()?;
    /// let events = ticket.bring_to(now, now);
    /// let Some(EventKind::RuleFired(firing)) = events.first().map(|event| event.kind()) else {
    ///     return Err("nothing fired".into());
    /// };
    /// let why = ticket.explain_firing(firing).ok_or("the rule is in force")?;
    /// assert_eq!((why.rule.as_str(), why.conditions[0].what), ("no first diagnosis", "level"));
    /// assert_eq!(why.at, "2026-03-06T10:10:00+08:00".parse()?);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn explain_firing(&self, firing: &FiringDocument) -> Option<FiringExplanation> {
        let firing = Firing::try_from(firing).ok()?;
        self.policy.escalation()?.explain(&self.view()?, &firing)
    }
}
