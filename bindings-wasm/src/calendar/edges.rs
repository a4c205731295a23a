//! Openings and closings: the edges of open time and the periods between them.

use wasm_bindgen::prelude::wasm_bindgen;

use super::WorkingCalendar;
use crate::argument::{self, instant};
use crate::error::Thrown;
use crate::types::{InstantInput, PeriodArray, TransitionObject, periods, transition};

#[wasm_bindgen]
impl WorkingCalendar {
    /// Whether the instant is open. An opening instant is, a closing instant is not.
    #[wasm_bindgen(js_name = isOpen)]
    pub fn is_open(&self, at: &InstantInput) -> Result<bool, Thrown> {
        Ok(self.0.is_open(instant("at", at)?))
    }

    /// The first open instant at or after `at`, or `undefined` where the calendar never opens again.
    #[wasm_bindgen(js_name = nextOpen)]
    pub fn next_open(&self, at: &InstantInput) -> Result<Option<String>, Thrown> {
        Ok(self.0.next_open(instant("at", at)?).map(|at| at.to_string()))
    }

    /// The first closing after `at`: of the period that is open at `at`, else of the next one. `undefined` where there is
    /// none.
    #[wasm_bindgen(js_name = nextClose)]
    pub fn next_close(&self, at: &InstantInput) -> Result<Option<String>, Thrown> {
        Ok(self.0.next_close(instant("at", at)?).map(|at| at.to_string()))
    }

    /// The last closing: `at` itself where the time just before it is open, else the closing before. `undefined` where there
    /// is none.
    #[wasm_bindgen(js_name = previousClose)]
    pub fn previous_close(&self, at: &InstantInput) -> Result<Option<String>, Thrown> {
        Ok(self.0.previous_close(instant("at", at)?).map(|at| at.to_string()))
    }

    /// The next edge after `at`, or `undefined` where the state never changes again.
    #[wasm_bindgen(js_name = nextTransition)]
    pub fn next_transition(&self, at: &InstantInput) -> Result<Option<TransitionObject>, Thrown> {
        Ok(transition(self.0.next_transition(instant("at", at)?)))
    }

    /// The last edge at or before `at`, or `undefined` where the state never changed before.
    #[wasm_bindgen(js_name = lastTransition)]
    pub fn last_transition(&self, at: &InstantInput) -> Result<Option<TransitionObject>, Thrown> {
        Ok(transition(self.0.last_transition(instant("at", at)?)))
    }

    /// The next `count` open periods from `at` on, the first one clipped at `at`; fewer where the calendar has no more.
    #[wasm_bindgen(js_name = periodsAfter)]
    pub fn periods_after(&self, at: &InstantInput, count: f64) -> Result<PeriodArray, Thrown> {
        let after = self.0.periods_after(instant("at", at)?);
        Ok(periods(&after.take(argument::count("count", count)?).collect::<Vec<_>>()))
    }

    /// The last `count` open periods before `at`, latest first, the first one clipped at `at`; fewer where there are no more.
    #[wasm_bindgen(js_name = periodsBefore)]
    pub fn periods_before(&self, at: &InstantInput, count: f64) -> Result<PeriodArray, Thrown> {
        let before = self.0.periods_before(instant("at", at)?);
        Ok(periods(&before.take(argument::count("count", count)?).collect::<Vec<_>>()))
    }
}
