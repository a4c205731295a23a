//! Instants, events and explanations in a few words.

use aftersales::escalation::FiringExplanation;
use aftersales::ticket::{Event, EventKind, RefusalDocument};
use aftersales::time::{Instant, Span, ZoneRules};
use aftersales::wire::FiredActionDocument;
use serde_json::Value;

/// Local time as it is printed.
pub(crate) struct Clock(ZoneRules);

impl Clock {
    pub(crate) const fn new(zone: ZoneRules) -> Self {
        Self(zone)
    }

    /// Such as `03-06 09:10`.
    pub(crate) fn show(&self, at: Instant) -> String {
        let offset = Span::from_seconds(i64::from(self.0.offset_seconds(at)));
        let local = at.checked_add(offset).unwrap_or(at).to_string();
        let minutes = local.get(5..16).unwrap_or(&local);
        minutes.replace('T', " ")
    }

    /// Without the date where it is that of another instant.
    pub(crate) fn show_beside(&self, at: Instant, other: Instant) -> String {
        let (shown, other) = (self.show(at), self.show(other));
        match (shown.split_once(' '), other.split_once(' ')) {
            (Some((date, time)), Some((same, _))) if date == same => time.to_owned(),
            _ => shown,
        }
    }
}

/// What an event says, as far as the story needs it.
pub(crate) fn event(event: &Event) -> String {
    let name = event.kind().name();
    match event.kind() {
        EventKind::Graded(graded) => format!("{name} {}", graded.priority),
        EventKind::WaitStarted(wait) => format!("{name} {}", wait.reason),
        EventKind::WaitEnded(wait) => format!("{name} {}", wait.reason),
        EventKind::PlanProposed(plan) => format!("{name} {}", plan.version),
        EventKind::PlanApproved(plan) => format!("{name} {}", plan.version),
        EventKind::PlanRefused(plan) => format!("{name} {}", plan.version),
        EventKind::PieceArchived(piece) => format!("{name} {}", piece.piece),
        EventKind::BreachSuperseded(breach) => format!("{name} {}", breach.metric),
        EventKind::RuleFired(fired) => {
            let actions: Vec<String> = fired.actions.iter().map(action).collect();
            format!("{name} `{}`: {}", fired.rule, actions.join(", "))
        }
        _ => name.to_string(),
    }
}

fn action(action: &FiredActionDocument) -> String {
    match action {
        FiredActionDocument::Notify { role } => format!("tells {role}"),
        FiredActionDocument::RaiseLevel { to } => format!("raises the level to {to}"),
        FiredActionDocument::RaisePriority { to } => format!("raises the priority to {to}"),
        FiredActionDocument::RequestHierarchic { role } => format!("asks {role} in"),
        _ => "does something else".to_owned(),
    }
}

/// Every reason of a refusal, with what would put it right.
pub(crate) fn refusal(refusal: &RefusalDocument) -> Vec<String> {
    let reasons = refusal.reasons.iter().map(|reason| {
        let roles = listed(&reason.data, "roles");
        let details = listed(&reason.data, "details");
        let by = if roles.is_empty() { String::new() } else { format!(" by {roles}") };
        let which = if details.is_empty() { String::new() } else { format!(" ({details})") };
        format!("{}: {}{by}{which}", reason.code, reason.message)
    });
    reasons.collect()
}

fn listed(data: &Value, field: &str) -> String {
    let values = data.get(field).and_then(Value::as_array).into_iter().flatten();
    values.filter_map(Value::as_str).collect::<Vec<_>>().join(", ")
}

/// Why a rule fired.
pub(crate) fn firing(why: &FiringExplanation, clock: &Clock) -> Vec<String> {
    let mut lines = vec![
        format!("{} `{}`", why.path, why.rule),
        format!(
            "set off {}, began {} by its {}, step due {}",
            clock.show(why.reached_at),
            clock.show(why.began_at),
            why.began_by.as_str(),
            clock.show(why.at)
        ),
    ];
    lines.extend(why.conditions.iter().map(|condition| {
        let value = condition.value.as_ref().map(|value| format!(": {value}")).unwrap_or_default();
        format!("{} was one of {}{value}", condition.what, condition.fitting.join(", "))
    }));
    lines.extend(why.reading.iter().map(|reading| {
        let used = reading.used_percent.unwrap_or_default();
        format!("the clock `{}`, cycle {}, has used {used} % of its target", reading.metric, reading.cycle)
    }));
    lines
}
