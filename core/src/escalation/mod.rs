//! Escalation: who must hear of a ticket, and which functional level holds it (domain facts ES-1 to ES-11).
//!
//! An [`EscalationDocument`](crate::wire::EscalationDocument) is compiled against an
//! [`SlaPolicy`](crate::sla::SlaPolicy) into an [`EscalationPolicy`]. A host shows it a ticket as an [`EscalationView`] and
//! what has been fired as [`FiredRules`]; [`EscalationPolicy::due`] gives every [`Firing`] up to `now`, in order, however late
//! it is asked, and [`EscalationPolicy::next_change`] the instant at which to ask again.
//!
//! The answer is a pure function of policy, view, fired rules and `now`. A host that asks before it takes each event, as of
//! that event, gets the same firings whenever else it asks.
//!
//! A [`Backtest`] replays logs of clocks under several policies and says what each would have kept, broken and fired.

mod analysis;
mod backtest;
mod backtest_outcome;
mod cascade;
mod compile;
mod error;
mod explain;
mod firing;
mod policy;
mod rule;
mod run;
mod settle;
mod view;

pub use analysis::{CutOffWitness, EscalationFact, NeverReason};
pub use backtest::{Backtest, Candidate};
pub use cascade::RaiseStep;
pub use error::EscalationError;
pub use explain::{ConditionMet, FiringExplanation};
pub use firing::{Action, BeganBy, FiredRules, Firing, FiringKey};
pub use policy::EscalationPolicy;
pub use view::{Acknowledgement, EscalationView, LevelStay, Milestone, Rating, Standing};
