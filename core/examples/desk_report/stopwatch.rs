//! The only clock of the example, for its own speed.

use std::time::Instant;

/// Measures the laps of a run.
pub(crate) struct Stopwatch(Instant);

impl Stopwatch {
    pub(crate) fn start() -> Self {
        Self(now())
    }

    /// Seconds since the start or the last lap.
    pub(crate) fn lap(&mut self) -> f64 {
        let now = now();
        let lap = now.duration_since(self.0).as_secs_f64();
        self.0 = now;
        lap
    }
}

#[expect(clippy::disallowed_methods, reason = "the report states how fast it was computed")]
fn now() -> Instant {
    Instant::now()
}
