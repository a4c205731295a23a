//! What a ticket answers, in the words of the wire.

use aftersales::ticket::{Decision, Standing, Timer, TimerKind};
use pyo3::prelude::*;
use serde_json::json;

use crate::answer::to_python;

pub(crate) fn answer<'py>(py: Python<'py>, decision: &Decision) -> PyResult<Bound<'py, PyAny>> {
    let standing = if decision.standing == Standing::New { "new" } else { "repeated" };
    let Decision { events, first, last, .. } = decision;
    to_python(py, &json!({"events": events, "first": first, "last": last, "standing": standing}))
}

/// A timer by its word; none of a kind that this package does not know yet.
pub(crate) fn timer(timer: &Timer) -> Option<serde_json::Value> {
    let (kind, about) = match &timer.kind {
        TimerKind::WaitEnds(reason) => ("wait_ends", json!({ "reason": reason })),
        TimerKind::OverrideExpires => ("override_expires", json!({})),
        TimerKind::EstimateExpires(version) => ("estimate_expires", json!({ "version": version })),
        TimerKind::ObservationEnds(number) => ("observation_ends", json!({ "number": number })),
        TimerKind::ProgressReportDue(number) => ("progress_report_due", json!({ "number": number })),
        TimerKind::CallBackDue(number) => ("call_back_due", json!({ "number": number })),
        TimerKind::ConfirmationTimesOut => ("confirmation_times_out", json!({})),
        _ => return None,
    };
    Some(json!({"at": timer.at, "kind": kind, "about": about}))
}
