//! How long things take: KP-1 to KP-4, KP-17, KP-20.

use super::figure;
use crate::kpi::definition::{Basis, FigureDefinition, Measure, PeriodStamp, Target};
use crate::kpi::words::{Dimension, Stamp};
use crate::vocabulary::Name;

const MINUTE: f64 = 60.0;
const HOUR: f64 = 3_600.0;

pub(super) fn figures(basis: Basis) -> Vec<FigureDefinition> {
    let from_to = |source, name, from, to, most: f64| {
        figure(source, name, Measure::Duration { from, to, basis }).target(Target::AtMost(most))
    };
    let (created, response) = (Stamp::Created, Stamp::FirstResponse);
    let first = |name, most| from_to("KP-1", name, created, response, most);
    let by_channel =
        |name, channel, most| first(name, most).selecting(Dimension::Channel, vec![Name::known(channel)]);
    let diagnosis = |name, most| from_to("KP-2", name, Stamp::DiagnosisStarted, Stamp::Diagnosed, most);
    let by_method =
        |name, method, most| diagnosis(name, most).selecting(Dimension::Method, vec![Name::known(method)]);
    // From the plan on, so that waiting for parts counts.
    let completion = |name, difficulty, most| {
        from_to("KP-3", name, Stamp::Planned, Stamp::Completed, most)
            .selecting(Dimension::Difficulty, vec![Name::known(difficulty)])
    };
    let two_days = match basis {
        // Two working days of eight hours.
        Basis::Working => 16.0 * HOUR,
        Basis::Calendar => 48.0 * HOUR,
    };
    vec![
        first("first_response", 30.0 * MINUTE),
        by_channel("first_response_hotline", "hotline", 15.0 * MINUTE),
        by_channel("first_response_email", "email", 30.0 * MINUTE),
        // At once, which a minute still is.
        by_channel("first_response_chat", "chat", MINUTE),
        diagnosis("diagnosis", 2.0 * HOUR),
        by_method("diagnosis_remote", "remote", 30.0 * MINUTE),
        by_method("diagnosis_on_site", "on_site", 1.5 * HOUR),
        completion("completion_standard", "standard", 4.0 * HOUR),
        completion("completion_complex", "complex", two_days),
        from_to("KP-4", "resolution_p1", created, Stamp::Confirmed, 4.0 * HOUR)
            .selecting(Dimension::Priority, vec![Name::known("P1")])
            .period(PeriodStamp::Closed),
        figure("KP-17", "stages", Measure::Stages { basis }),
        figure("KP-20", "resolution", Measure::Duration { from: created, to: Stamp::Completed, basis }),
    ]
}
