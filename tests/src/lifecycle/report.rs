use core::fmt;
use core::time::Duration;
use std::collections::BTreeSet;

use aftersales::ticket::{CommandName, Phase};

/// What a walk came to.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Explored {
    /// What it was about.
    pub name: &'static str,
    /// States.
    pub states: usize,
    /// Steps from state to state, those that change nothing aside.
    pub edges: usize,
    /// Commands that were tried.
    pub tried: usize,
    /// Commands that were refused.
    pub refused: usize,
    /// Open states.
    pub open: usize,
    /// Those of them from which no step was found to lead to closed in the end; of a walk that was cut short, none counts.
    pub stuck: Vec<String>,
    /// Whether every state was left by every step.
    pub complete: bool,
    /// The most steps from the opening.
    pub depth: usize,
    /// The commands that were carried out.
    pub carried_out: BTreeSet<CommandName>,
    /// The phases that were seen.
    pub phases: BTreeSet<Phase>,
    /// How long it took.
    pub took: Duration,
}

impl fmt::Display for Explored {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{}: {} states ({} open), {} edges, {} steps deep, {} commands tried, {} refused, {:.1} s{}",
            self.name,
            self.states,
            self.open,
            self.edges,
            self.depth,
            self.tried,
            self.refused,
            self.took.as_secs_f64(),
            if self.complete { "" } else { ", cut short" }
        )
    }
}
