//! The life of tickets, told once more and explored.
//!
//! [`Model`] is a ticket as somebody without the core would write it: a list of what happened, and every question answered by
//! reading the list from the end. [`explore`] walks through every state that a small desk's tickets can come to, and holds the
//! core against the model at each.

mod desk;
mod evidence;
mod explore;
mod model;
mod report;
mod steps;
mod timers;
mod view;

pub use desk::{
    DESK, ENGINEER, MANAGER, PEOPLE, Person, SECOND, SUPERVISOR, Says, documents, opening, policy,
    policy_without_rules,
};
pub use explore::{Bounds, explore};
pub use model::{Fact, Model};
pub use report::Explored;
pub use steps::{ALPHABETS, Alphabet, Fit, OPENING, Step, everything, said};
pub use view::View;
