//! Instants, spans, local dates and the rules of time zones.
//!
//! An [`Instant`] is a point on the UTC time line with microsecond resolution, a [`Span`] the signed distance
//! between two of them. [`ZoneRules`] say which wall-clock time a place shows at an instant; they are a value with
//! a version, so that every language and every machine that is given the same rules gets the same answers.

mod bundled;
mod date;
mod error;
mod instant;
mod posix;
mod span;
mod tzif;
mod wall_clock;
mod zone;

pub use date::{Date, TimeOfDay};
pub use error::TimeError;
pub use instant::Instant;
pub use posix::PosixTail;
pub use span::Span;
pub use wall_clock::WallClock;
pub use zone::{FindRules, ZoneDatabase, ZoneRules, ZoneTransition};

pub(crate) const MICROS: i64 = 1_000_000;
pub(crate) const DAY_SECONDS: i64 = 86_400;
pub(crate) const DAY_MICROS: i64 = 86_400_000_000;

pub(crate) use date::weekday_of;
pub(crate) use error::{shown, shown_up_to};
pub(crate) use posix::days_from_civil;
pub(crate) use zone::year_of;
