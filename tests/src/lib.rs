//! What shows that `aftersales` is right: a runner for vectors, and slow, obvious oracles for property tests.

pub mod conformance;
pub mod lifecycle;
pub mod oracle;
