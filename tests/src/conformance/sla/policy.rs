//! The policy of a vector as a policy document.

use std::collections::BTreeMap;

use aftersales::sla::SlaPolicy;
use aftersales::time::ZoneDatabase;
use aftersales::wire::{CalendarDocument, SlaDocument};
use serde::Deserialize;
use serde_json::{Value, json};

use super::{Malformed, malformed};

/// The clocks that targets name.
pub(super) const CLOCKS: [&str; 3] = ["first_response", "next_response", "resolution"];
/// The clock that runs after an answer, while nobody waits.
pub(super) const KEEP_IN_LOOP: &str = "keep_in_loop";
/// The clock of updates at an interval.
pub(super) const PERIODIC: &str = "periodic";

/// The policy of a vector.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct VectorPolicy {
    pub(super) calendar: CalendarDocument,
    #[serde(default)]
    pub(super) targets: BTreeMap<String, Value>,
    #[serde(default)]
    targets_by_priority: BTreeMap<String, BTreeMap<String, Value>>,
    #[serde(default)]
    pause_statuses: Vec<String>,
    #[serde(default)]
    pause_waits: Vec<String>,
    pause_clocks: Option<Vec<String>>,
    stop_statuses: Option<Vec<String>>,
    #[serde(default)]
    next_response_starts: NextResponseStarts,
    #[serde(default)]
    first_response_needs_customer_message: bool,
    keep_in_loop_s: Option<i64>,
    periodic_update: Option<PeriodicUpdate>,
    #[serde(default)]
    on_target_change: Option<String>,
    #[serde(default)]
    levels: Vec<VectorLevel>,
    #[serde(default)]
    metrics: Vec<StatusMetric>,
}

#[derive(Debug, Clone, Copy, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
enum NextResponseStarts {
    #[default]
    CustomerMessage,
    AfterFirstReply,
    AnyContact,
}

#[derive(Debug, Clone, Deserialize)]
struct PeriodicUpdate {
    interval_s: i64,
    mode: PeriodicMode,
}

#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
enum PeriodicMode {
    Independent,
    Sequential,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct VectorLevel {
    name: String,
    clock: String,
    offset_s: Option<i64>,
    offset_business_days: Option<i32>,
    at_elapsed_s: Option<i64>,
    at_percent: Option<u32>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct StatusMetric {
    name: String,
    statuses: Vec<String>,
    hours: Option<String>,
}

impl VectorPolicy {
    /// Whether a status ends every clock.
    pub(super) fn stops(&self, status: &str) -> bool {
        match &self.stop_statuses {
            Some(statuses) => statuses.iter().any(|each| each == status),
            None => ["resolved", "closed"].contains(&status),
        }
    }

    pub(super) fn compile(&self, zones: &ZoneDatabase) -> Result<SlaPolicy, Malformed> {
        let document: SlaDocument = serde_json::from_value(self.document()?).map_err(malformed("policy"))?;
        SlaPolicy::compile(&document, zones).map_err(malformed("policy"))
    }

    fn document(&self) -> Result<Value, Malformed> {
        let always = CalendarDocument::round_the_clock(&self.calendar.time_zone);
        let mut targets = targets(&self.targets)?;
        if let Some(seconds) = self.keep_in_loop_s {
            targets.insert(KEEP_IN_LOOP.to_owned(), json!({"type": "open_time", "seconds": seconds}));
        }
        if let Some(update) = &self.periodic_update {
            let seconds = update.interval_s;
            targets.insert(PERIODIC.to_owned(), json!({"type": "open_time", "seconds": seconds}));
        }
        let mut selector = vec![json!({"type": "set", "targets": targets})];
        for (priority, by_clock) in &self.targets_by_priority {
            let when = json!({"priority": [priority]});
            selector.push(json!({"type": "set", "when": when, "targets": self::targets(by_clock)?}));
        }
        Ok(json!({
            "calendars": {"desk": self.calendar, "always": always},
            "default_calendar": "desk",
            "metrics": self.metrics()?,
            "selector": selector,
        }))
    }

    fn metrics(&self) -> Result<Vec<Value>, Malformed> {
        let [started, customer, agent] =
            ["started", "customer_message", "agent_message"].map(|trigger| json!({"type": trigger}));
        let first_start = if self.first_response_needs_customer_message { &customer } else { &started };
        let next = match self.next_response_starts {
            NextResponseStarts::CustomerMessage => json!({"starts": [customer], "stops": [agent]}),
            NextResponseStarts::AfterFirstReply => {
                json!({"starts": [customer], "stops": [agent], "armed_by": agent})
            }
            NextResponseStarts::AnyContact => {
                json!({"starts": [started, customer, agent], "stops": [customer, agent]})
            }
        };
        let mut metrics = vec![
            self.clock("first_response", json!({"starts": [first_start], "stops": [agent]}))?,
            self.clock("next_response", merge(next, &json!({"cycles": "repeat"})))?,
            self.clock("resolution", json!({"starts": [started]}))?,
        ];
        if self.keep_in_loop_s.is_some() {
            let rules = json!({"starts": [agent], "stops": [agent, customer], "cycles": "repeat"});
            metrics.push(merge(self.clock("next_response", rules)?, &json!({"name": KEEP_IN_LOOP})));
        }
        if let Some(update) = &self.periodic_update {
            let anchor = match update.mode {
                PeriodicMode::Independent => "event",
                PeriodicMode::Sequential => "previous_due",
            };
            let rules = json!({"name": PERIODIC, "starts": [started, agent], "stops": [agent]});
            metrics.push(merge(rules, &json!({"cycles": "repeat", "anchor": anchor})));
        }
        for metric in &self.metrics {
            let mut rules = json!({"name": metric.name, "starts": [started], "runs_in": metric.statuses});
            if metric.hours.as_deref() == Some("calendar") {
                rules["calendar"] = json!("always");
            }
            metrics.push(rules);
        }
        Ok(metrics)
    }

    fn clock(&self, name: &str, rules: Value) -> Result<Value, Malformed> {
        let on_change = self.on_target_change.as_deref().unwrap_or("retroactive");
        let mut metric = merge(rules, &json!({"name": name, "on_change": on_change}));
        let pausing = self.pause_clocks.as_ref().is_none_or(|clocks| clocks.iter().any(|each| each == name));
        if pausing {
            metric["pauses"] = json!({"states": self.pause_statuses, "waits": self.pause_waits});
        }
        let own = self.levels.iter().filter(|level| level.clock == name);
        metric["levels"] = own.map(level).collect::<Result<_, _>>()?;
        Ok(metric)
    }
}

fn level(level: &VectorLevel) -> Result<Value, Malformed> {
    let at = match (level.offset_s, level.offset_business_days, level.at_elapsed_s, level.at_percent) {
        (Some(offset), None, None, None) if offset < 0 => json!({"type": "before_due", "seconds": -offset}),
        (Some(offset), None, None, None) => json!({"type": "after_due", "seconds": offset}),
        (None, Some(days), None, None) => json!({"type": "working_days_from_due", "days": days}),
        (None, None, Some(seconds), None) => json!({"type": "elapsed", "seconds": seconds}),
        (None, None, None, Some(percent)) => json!({"type": "share", "percent": percent}),
        _ => return Err(Malformed::new(format!("level `{}` needs exactly one place", level.name))),
    };
    Ok(json!({"name": level.name, "at": at}))
}

fn targets(by_clock: &BTreeMap<String, Value>) -> Result<serde_json::Map<String, Value>, Malformed> {
    let mut read = serde_json::Map::new();
    for (clock, target) in by_clock {
        let target = match target {
            Value::Null => continue,
            Value::Number(seconds) => json!({"type": "open_time", "seconds": seconds}),
            Value::Object(days) => {
                let end =
                    if days.get("end_of_day") == Some(&json!(true)) { "last_close" } else { "same_time" };
                json!({"type": "working_days", "days": days["business_days"], "end": end})
            }
            other => return Err(Malformed::new(format!("target of `{clock}` is `{other}`"))),
        };
        read.insert(clock.clone(), target);
    }
    Ok(read)
}

fn merge(mut left: Value, right: &Value) -> Value {
    for (key, field) in right.as_object().into_iter().flatten() {
        left[key] = field.clone();
    }
    left
}
