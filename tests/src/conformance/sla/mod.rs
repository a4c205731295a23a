//! Vectors of service-level clocks (`tests/vectors/sla/README.md`).

mod facts;
mod history;
mod policy;

use aftersales::sla::TicketClocks;
use aftersales::time::{Instant, ZoneDatabase};
use serde_json::Value;

use super::answer::normal;
use super::{Difference, Evaluator, Malformed};
use facts::Facts;
use history::History;
use policy::VectorPolicy;

/// The evaluator of `aftersales-sla-vectors/1`.
pub(super) struct Sla {
    zones: ZoneDatabase,
}

impl Sla {
    pub(super) fn new() -> Self {
        Self { zones: ZoneDatabase::bundled() }
    }
}

impl Evaluator for Sla {
    fn schema(&self) -> &'static str {
        "aftersales-sla-vectors/1"
    }

    fn covers(&self, _family: &str) -> bool {
        true
    }

    fn check(&self, _file: &Value, vector: &Value) -> Result<Vec<Difference>, Malformed> {
        let written: VectorPolicy = read(vector, "policy")?;
        let now: Instant = read(vector, "as_of")?;
        let history = History::of(&written, &vector["events"], &self.zones)?;
        let mut clocks = TicketClocks::new(history.policy);
        for event in history.events {
            clocks.apply(event).map_err(malformed("events"))?;
        }
        let facts = Facts::of(&clocks, now)?;
        let expected = vector["expect"].as_object().ok_or_else(|| Malformed::new("`expect` is missing"))?;
        let mut differences = Vec::new();
        for (key, wanted) in expected {
            let got = facts.answer(key, wanted)?;
            if normal(wanted) != normal(&got) {
                differences.push(Difference::new(&format!("expect.{key}"), wanted, &got));
            }
        }
        Ok(differences)
    }
}

fn read<T: serde::de::DeserializeOwned>(vector: &Value, field: &str) -> Result<T, Malformed> {
    serde_json::from_value(vector[field].clone()).map_err(malformed(field))
}

fn malformed<E: std::fmt::Display>(field: &str) -> impl Fn(E) -> Malformed {
    move |error| Malformed::new(format!("`{field}`: {error}"))
}
