//! How many engineers answer calls.

use aftersales::kpi::statistics::{ErlangA, ErlangC as Hotline, ServiceTarget, Staffing};
use serde_json::{Value, json};
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

use super::count;
use crate::error::Thrown;
use crate::result::object;

/// A hotline whose callers wait until they are answered (Erlang C). Times are in any one unit.
#[wasm_bindgen]
#[derive(Debug)]
pub struct ErlangC(Hotline);

#[wasm_bindgen]
impl ErlangC {
    /// So many calls within an interval, each of a mean handling time.
    ///
    /// @throws {AftersalesError} where one is not above zero.
    #[wasm_bindgen(constructor)]
    pub fn new(calls: f64, interval: f64, handling: f64) -> Result<Self, Thrown> {
        Ok(Self(Hotline::new(calls, interval, handling)?))
    }

    /// The load in erlangs.
    #[wasm_bindgen(getter)]
    #[must_use]
    pub fn load(&self) -> f64 {
        self.0.load()
    }

    /// How so many agents fare, and which share of calls they answer within `within`; `null` where they are too few to come
    /// after the load.
    #[wasm_bindgen(js_name = withAgents, unchecked_return_type = "Staffing | null")]
    pub fn with_agents(&self, agents: f64, within: f64) -> Result<JsValue, Thrown> {
        Ok(object(&self.0.with(count("agents", agents)?).map(|found| fares(found, within))))
    }

    /// The fewest agents that answer the share `share` of calls within `within`, and are busy for at most `mostBusy` of
    /// their time: 1 where it is absent.
    ///
    /// @throws {AftersalesError} where a share lies outside its range.
    #[wasm_bindgen(unchecked_return_type = "Staffing")]
    pub fn required(
        &self,
        share: f64,
        within: f64,
        #[wasm_bindgen(js_name = mostBusy)] most_busy: Option<f64>,
    ) -> Result<JsValue, Thrown> {
        let target = ServiceTarget::new(share, within, most_busy.unwrap_or(1.0))?;
        Ok(object(&fares(self.0.required(&target)?, within)))
    }

    /// How many agents must be scheduled for so many at work, where the share `away` of their time is spent elsewhere.
    ///
    /// @throws {AftersalesError} where so few cannot come after the load, or the share lies outside its range.
    pub fn scheduled(&self, agents: f64, away: f64) -> Result<f64, Thrown> {
        let found = self.0.with(count("agents", agents)?);
        let found = found.ok_or_else(|| {
            Thrown::argument(
                "agents",
                &format!("`{agents}`"),
                &format!("more than the load of {}", self.load()),
            )
        })?;
        Ok(found.scheduled(away)? as f64)
    }
}

fn fares(staffing: Staffing, within: f64) -> Value {
    json!({
        "agents": staffing.agents,
        "p_wait": staffing.p_wait,
        "erlang_b": staffing.erlang_b,
        "occupancy": staffing.occupancy,
        "mean_wait": staffing.mean_wait,
        "service_level": staffing.service_level(within),
    })
}

/// A hotline whose callers give up after a mean patience (Erlang A), from rates a unit of time.
///
/// @throws {AftersalesError} where a rate is not above zero.
#[wasm_bindgen(js_name = erlangA, unchecked_return_type = "Abandonment")]
pub fn erlang_a(agents: f64, arrivals: f64, service: f64, abandon: f64) -> Result<JsValue, Thrown> {
    let found = ErlangA::new(count("agents", agents)?, arrivals, service, abandon)?;
    Ok(object(&json!({
        "p_wait": found.p_wait,
        "p_abandon": found.p_abandon,
        "mean_queue": found.mean_queue,
        "mean_wait": found.mean_wait,
        "occupancy": found.occupancy,
        "p_empty": found.p_empty,
    })))
}
