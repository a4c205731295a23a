//! Vectors of the timing of escalations (`tests/vectors/priority/README.md`): questions about policies, asked of ours.

use aftersales::escalation::{Action, EscalationPolicy, EscalationView, FiredRules, Firing, LevelStay};
use aftersales::sla::{Event, EventKind, Inputs, SlaPolicy, TicketClocks};
use aftersales::time::{Instant, Span, ZoneDatabase};
use aftersales::vocabulary::{FunctionalLevel, Priority};
use aftersales::wire::{CalendarDocument, EscalationDocument, SlaDocument};
use serde::Deserialize;
use serde_json::{Value, json};

use super::answer::normal;
use super::{Difference, Evaluator, Malformed};

/// The evaluator of `priority/escalation_timing`.
pub(super) struct EscalationTiming {
    zones: ZoneDatabase,
}

/// What a vector asks.
#[derive(Deserialize)]
#[serde(untagged)]
enum Question {
    /// A paging step that is repeated before the next step takes over.
    Reminders { reminders: u32, interval_minutes: i64 },
    /// A level at an offset from the due date.
    Offset { due: Instant, offset_hours: i64 },
}

impl EscalationTiming {
    pub(super) fn new() -> Self {
        Self { zones: ZoneDatabase::bundled() }
    }

    fn answer(&self, question: &Question) -> Result<Value, Malformed> {
        match *question {
            Question::Reminders { reminders, interval_minutes } => {
                let start: Instant = "2026-03-02T09:00:00Z".parse().map_err(malformed)?;
                let seconds = interval_minutes * 60;
                let steps = json!([
                    {
                        "repeat": {"every_seconds": seconds, "times": reminders + 1},
                        "actions": [{"type": "notify", "role": "engineer"}]
                    },
                    {"after_seconds": seconds, "actions": [{"type": "request_hierarchic", "role": "service_supervisor"}]}
                ]);
                let rule = json!({"id": "page", "trigger": {"type": "at_once"}, "steps": steps});
                let firings = self.firings(&rule, start, Span::from_seconds(3600))?;
                let escalated = |firing: &&Firing| {
                    firing.actions.iter().any(|action| matches!(action, Action::RequestHierarchic(_)))
                };
                let at = firings.iter().find(escalated).map(|firing| firing.at.since(start).seconds() / 60);
                Ok(json!({"minutes_before_escalation": at}))
            }
            Question::Offset { due, offset_hours } => {
                let offset = Span::from_seconds(offset_hours * 3600);
                let target = offset.micros().abs() * 2;
                let start = due.checked_add(Span::from_micros(-target));
                let start = start.ok_or_else(|| Malformed::new("`due` is too early"))?;
                let kind = if offset_hours < 0 { "before_due" } else { "after_due" };
                let seconds = offset_hours.abs() * 3600;
                let at = json!({"type": kind, "seconds": seconds});
                let actions = json!([{"type": "raise_level", "to": "L2"}, {"type": "raise_priority", "at_least": "P2"}]);
                let rule = json!({
                    "id": "level", "trigger": {"type": "metric", "metric": "resolution", "at": at},
                    "steps": [{"actions": actions}]
                });
                let firings = self.firings(&rule, start, Span::from_micros(target))?;
                let firing = firings.first().ok_or_else(|| Malformed::new("nothing is fired"))?;
                let actions: Vec<String> = firing.actions.iter().map(shown).collect();
                Ok(json!({"fires_at": firing.at, "actions": actions}))
            }
        }
    }

    /// The firings of one rule on a ticket of lowest priority, round the clock.
    fn firings(&self, rule: &Value, start: Instant, target: Span) -> Result<Vec<Firing>, Malformed> {
        let every_ticket = json!([{
            "type": "set", "targets": {"resolution": {"type": "open_time", "seconds": target.seconds()}}
        }]);
        let sla = SlaDocument {
            calendars: [("always".to_owned(), CalendarDocument::round_the_clock("Etc/UTC"))].into(),
            default_calendar: "always".to_owned(),
            metrics: read(&json!([{"name": "resolution", "starts": [{"type": "started"}]}]))?,
            selector: read(&every_ticket)?,
            ungraded: None,
        };
        let sla = SlaPolicy::compile(&sla, &self.zones).map_err(malformed)?;
        let document: EscalationDocument = read(&json!({"rules": [rule]}))?;
        let policy = EscalationPolicy::compile(&document, &sla).map_err(malformed)?;
        let mut clocks = TicketClocks::new(sla);
        let inputs = Inputs { priority: Some(Priority::P4), ..Inputs::default() };
        clocks.apply(Event::new(start, EventKind::Started(inputs))).map_err(malformed)?;
        let level = LevelStay { level: FunctionalLevel::L1, since: start, number: 1 };
        Ok(policy.due(&EscalationView::new(&clocks, level), &FiredRules::default(), Instant::MAX))
    }
}

impl Evaluator for EscalationTiming {
    fn schema(&self) -> &'static str {
        "aftersales-vector/1"
    }

    fn covers(&self, family: &str) -> bool {
        family == "priority/escalation_timing"
    }

    fn check(&self, _file: &Value, vector: &Value) -> Result<Vec<Difference>, Malformed> {
        let question: Question = read(&vector["input"])?;
        let got = self.answer(&question)?;
        let expected = &vector["expect"];
        let same = normal(expected) == normal(&got);
        Ok(if same { Vec::new() } else { vec![Difference::new("expect", expected, &got)] })
    }
}

/// An action in the words of the vectors, whose priorities are Low to Very high.
fn shown(action: &Action) -> String {
    match action {
        Action::RaiseLevel(level) => format!("assign {level}"),
        Action::RaisePriority(Priority::P1) => "priority Very high".to_owned(),
        Action::RaisePriority(Priority::P2) => "priority High".to_owned(),
        Action::RaisePriority(Priority::P3) => "priority Medium".to_owned(),
        other => format!("{other:?}"),
    }
}

fn read<T: serde::de::DeserializeOwned>(value: &Value) -> Result<T, Malformed> {
    serde_json::from_value(value.clone()).map_err(malformed)
}

fn malformed(error: impl std::fmt::Display) -> Malformed {
    Malformed::new(error)
}
