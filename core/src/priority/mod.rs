//! How urgent a ticket is: facts of a case in, P1 to P4 out, with what fired and why (domain facts PR-1 to PR-6).
//!
//! A [`GradingDocument`](crate::wire::GradingDocument) is compiled into a [`GradingPolicy`]. [`GradingPolicy::read`]
//! turns what is known of a case into [`Inputs`], or says everything that is wrong with it; [`GradingPolicy::grade`] gives
//! the [`Grade`] of inputs, and [`GradingPolicy::explain`] how it came about. Nothing is guessed: what the document does
//! not know is refused, and a document that leaves a case without a grade does not compile.
//!
//! A safety hazard is P1. No rule and no [`Override`] lowers it while it stands.
//!
//! [`DecisionTable`] is the same evaluator with scales of its own, for other decisions than the priority.

mod analysis;
mod classes;
mod columns;
mod compile;
mod condition;
mod decision;
mod error;
mod explain;
mod findings;
mod grade;
mod input;
mod keywords;
mod modifier;
mod policy;
mod proof;
mod read;
mod record;
mod rules;
mod witness;

pub use analysis::{Coverage, NeverFirst, Overlap, TableAnalysis};
pub use columns::{Column, NO_INDEX, NO_NUMBER};
pub use decision::{Decision, DecisionTable, Hit};
pub use error::{InputProblem, InputProblemKind, PriorityError};
pub use explain::{Alternative, Fact, FoundKeyword, GradeExplanation, RuleReading, RuleState};
pub use findings::{GradingFinding, GradingFindingKind};
pub use grade::Grade;
pub use policy::GradingPolicy;
pub use read::Inputs;
pub use record::{GradeRecord, GradeStage, Override};
pub use witness::Witness;
