//! Bodies for fuzzing: each takes any bytes at all and asserts what must hold of them.
//!
//! The targets in `tests/fuzz` hand them to libFuzzer; `tests/tests/fuzz.rs` replays the seeds and their mutations on every
//! run of the ordinary tests.

mod accumulator;
mod bundle;
mod calendar;
mod estimate;
mod grading;
mod mutation;
mod sla;
mod ticket;

use aftersales::wire::ErrorDocument;

pub use mutation::Mutations;

/// Something that reads what comes from outside.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub struct Body {
    /// The name of the target, and of the folder of its seeds.
    pub name: &'static str,
    /// Takes any bytes; panics where a promise of the library is broken.
    pub run: fn(&[u8]),
}

/// Every body there is.
pub const BODIES: &[Body] = &[
    Body { name: "accumulator", run: accumulator::run },
    Body { name: "bundle", run: bundle::run },
    Body { name: "calendar", run: calendar::run },
    Body { name: "command", run: ticket::command },
    Body { name: "decisions", run: estimate::decisions },
    Body { name: "event_log", run: ticket::event_log },
    Body { name: "grading", run: grading::run },
    Body { name: "prices", run: estimate::prices },
    Body { name: "sla", run: sla::policy },
    Body { name: "timeline", run: sla::timeline },
];

/// Runs one body by its name.
///
/// # Panics
///
/// Where there is no such body, or a promise is broken.
pub fn run(name: &str, bytes: &[u8]) {
    let body = BODIES.iter().find(|body| body.name == name);
    (body.unwrap_or_else(|| panic!("no body is called `{name}`")).run)(bytes);
}

/// What every refusal must be: a known code, and one short line.
fn well_refused(error: &ErrorDocument) {
    assert!(aftersales::error_codes().contains(&error.code.as_str()), "{error:?}");
    let lines = |text: &str| text.contains(char::is_control);
    assert!(!error.message.is_empty() && error.message.len() < 4_000, "{error:?}");
    assert!(!lines(&error.message) && !error.path.as_deref().is_some_and(lines), "{error:?}");
}
