//! What shows that `aftersales` is right: a runner for vectors, slow and obvious oracles for property tests, bodies for
//! fuzzing.

pub mod conformance;
pub mod fuzz;
pub mod lifecycle;
pub mod oracle;
