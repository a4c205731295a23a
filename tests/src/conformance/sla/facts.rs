//! The facts that a vector asks for, from the readings of the clocks.

use aftersales::sla::{Reading, ReadingState, TicketClocks};
use aftersales::time::{Instant, Span};
use serde_json::{Value, json};

use super::policy::{CLOCKS, KEEP_IN_LOOP, PERIODIC};
use super::{Malformed, malformed};

/// The readings at one instant, with all cycles behind them.
pub(super) struct Facts<'a> {
    clocks: &'a TicketClocks,
    now: Instant,
    readings: Vec<Reading>,
}

impl<'a> Facts<'a> {
    pub(super) fn of(clocks: &'a TicketClocks, now: Instant) -> Result<Self, Malformed> {
        Ok(Self { clocks, now, readings: clocks.readings(now).map_err(malformed("as_of"))? })
    }

    /// The fact of that key; `wanted` says which of a set are asked for.
    pub(super) fn answer(&self, key: &str, wanted: &Value) -> Result<Value, Malformed> {
        Ok(match key {
            "next_due" => json!(CLOCKS.iter().filter_map(|clock| self.due(clock)).min()),
            "next_change" => json!(self.clocks.next_change(self.now).map_err(malformed(key))?),
            "periodic_due" => json!(self.due(PERIODIC)),
            "paused_s" => json!(self.promised().map(|reading| seconds(reading.paused)).max()),
            "next_response_longest_s" => json!(self.longest_wait()?.map(seconds)),
            "next_response_margin_s" => {
                let target = self.reading("next_response").and_then(|reading| reading.target);
                let margin =
                    target.zip(self.longest_wait()?).map(|(target, wait)| target.saturating_sub(wait));
                json!(margin.map(seconds))
            }
            "customer_wait_s" => json!(self.waits()?.into_iter().map(seconds).sum::<i64>()),
            "breached" => self.breached(wanted)?,
            "state" => json!(self.state()),
            "levels" => self.levels(wanted)?,
            "metrics" => self.metrics(wanted)?,
            _ => self.of_clock(key)?,
        })
    }

    fn of_clock(&self, key: &str) -> Result<Value, Malformed> {
        for clock in CLOCKS {
            let Some(fact) = key.strip_prefix(clock) else { continue };
            let reading = self.reading(clock);
            return Ok(match fact {
                "_due" => json!(self.due(clock).or_else(|| self.due_of_loop(clock))),
                "_due_if_resumed" => json!(reading.and_then(|reading| reading.due_if_resumed)),
                "_elapsed_s" => json!(reading.map(|reading| seconds(reading.consumed))),
                "_margin_s" => json!(reading.and_then(|reading| reading.remaining).map(seconds)),
                _ => break,
            });
        }
        Err(Malformed::new(format!("`expect.{key}` is not a fact")))
    }

    fn reading(&self, metric: &str) -> Option<&Reading> {
        self.readings.iter().find(|reading| reading.metric.as_str() == metric)
    }

    /// The due instant of a clock that is not stopped.
    fn due(&self, metric: &str) -> Option<Instant> {
        self.reading(metric).filter(|reading| reading.stopped_at.is_none())?.due
    }

    fn due_of_loop(&self, clock: &str) -> Option<Instant> {
        if clock == "next_response" { self.due(KEEP_IN_LOOP) } else { None }
    }

    /// The readings of the clocks that have a target.
    fn promised(&self) -> impl Iterator<Item = &Reading> {
        let readings = CLOCKS.iter().filter_map(|clock| self.reading(clock));
        readings.filter(|reading| reading.target.is_some())
    }

    /// The finished waits of the customer.
    fn waits(&self) -> Result<Vec<Span>, Malformed> {
        let name = "next_response".parse().map_err(malformed("metric"))?;
        let cycles = self.clocks.cycles(&name, self.now).map_err(malformed("metric"))?;
        let finished = cycles.iter().filter(|cycle| cycle.state == ReadingState::Stopped);
        Ok(finished.map(|cycle| cycle.consumed).collect())
    }

    fn longest_wait(&self) -> Result<Option<Span>, Malformed> {
        Ok(self.waits()?.into_iter().max())
    }

    fn breached(&self, wanted: &Value) -> Result<Value, Malformed> {
        let clocks = wanted.as_object().ok_or_else(|| Malformed::new("`breached` holds clocks"))?;
        let late = |clock: &String| self.reading(clock).is_some_and(|reading| reading.breached_at.is_some());
        Ok(clocks.keys().map(|clock| (clock.clone(), json!(late(clock)))).collect())
    }

    fn state(&self) -> &'static str {
        let live = |metric: &str| self.reading(metric).is_some_and(|reading| reading.stopped_at.is_none());
        let ended = self.reading("resolution").is_some_and(|reading| reading.stopped_at.is_some());
        let due =
            |clock: &str| live(clock) && self.promised().any(|reading| reading.metric.as_str() == clock);
        if self.promised().any(|reading| reading.breached_at.is_some()) {
            "breached"
        } else if ended {
            "met"
        } else if self.promised().any(|reading| reading.state == ReadingState::Paused) {
            "paused"
        } else if due("first_response") {
            "first_response_due"
        } else if due("resolution") {
            "resolution_due"
        } else {
            "met"
        }
    }

    fn levels(&self, wanted: &Value) -> Result<Value, Malformed> {
        let asked = wanted.as_array().ok_or_else(|| Malformed::new("`levels` is a list"))?;
        let at = |name: &str| {
            let holds = |reading: &&Reading| reading.levels.iter().any(|level| level.name.as_str() == name);
            let reading = self.readings.iter().find(holds)?;
            let level = reading.levels.iter().find(|level| level.name.as_str() == name)?;
            level.at.filter(|_| reading.state == ReadingState::Running)
        };
        let named = asked.iter().map(|level| {
            let name = level["name"].as_str().ok_or_else(|| Malformed::new("a level has no name"))?;
            Ok(json!({"name": name, "at": at(name)}))
        });
        named.collect()
    }

    fn metrics(&self, wanted: &Value) -> Result<Value, Malformed> {
        let asked = wanted.as_object().ok_or_else(|| Malformed::new("`metrics` holds metrics"))?;
        let consumed = |metric: &str| self.reading(metric).map(|reading| seconds(reading.consumed));
        Ok(asked.keys().map(|metric| (metric.clone(), json!(consumed(metric)))).collect())
    }
}

/// Whole seconds; a fraction would be an answer that no vector expects, so it stays visible.
fn seconds(span: Span) -> i64 {
    if span.micros() % 1_000_000 == 0 { span.seconds() } else { span.micros() }
}
