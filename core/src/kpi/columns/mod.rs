//! Figures straight from columns.

mod stages;

pub use stages::{StateTime, state_times};
