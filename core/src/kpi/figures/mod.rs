//! The figures of the handbooks as definitions, KP-1 to KP-22 of `docs/domain.md`.
//!
//! Each is data: take it as it is, change its stamp or target, or leave it out.

mod faults;
mod people;
mod quality;
mod service;
mod times;

use super::definition::{Basis, Condition, FigureDefinition, Measure, Target};
use super::facts::Score;
use super::words::Dimension;
use crate::time::Span;
use crate::vocabulary::Name;

/// What the figures of the handbooks leave to the desk.
///
/// ```
/// use aftersales::kpi::figures::Handbook;
/// use aftersales::kpi::Basis;
///
/// let figures = Handbook::default().figures(Basis::Calendar);
/// let first = figures.iter().find(|figure| figure.name().as_str() == "first_response").unwrap();
/// assert_eq!(first.source_fact().unwrap().as_str(), "KP-1");
/// ```
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Handbook {
    /// The metric of the promise of a first response.
    pub response: Name,
    /// The metric of the promise of a resolution.
    pub resolution: Name,
    /// How long after completion a new report of the same problem is rework (CL-6).
    pub rework_window: Span,
    /// The lowest satisfaction that counts as satisfied (KP-7).
    pub satisfied_from: Score,
}

impl Default for Handbook {
    /// Metrics `first_response` and `resolution`, seven days, satisfied from 4 of 5.
    fn default() -> Self {
        Self {
            response: Name::known("first_response"),
            resolution: Name::known("resolution"),
            rework_window: Span::from_seconds(7 * 86_400),
            satisfied_from: Score::FOUR,
        }
    }
}

impl Handbook {
    /// All figures, their durations on one basis: the working-time version needs the desk's calendar.
    ///
    /// Group them by [`Grouping::ByMonth`](super::Grouping::ByMonth) for KP-20, by person and level for KP-21.
    #[must_use]
    pub fn figures(&self, basis: Basis) -> Vec<FigureDefinition> {
        [
            times::figures(basis),
            quality::figures(self),
            service::figures(self, basis),
            faults::figures(),
            people::figures(),
        ]
        .concat()
    }

    /// The figures by which people and levels are appraised (KP-21).
    #[must_use]
    pub fn appraisal(&self) -> Vec<FigureDefinition> {
        let of_people = people::figures();
        let mut shared = [quality::figures(self), service::figures(self, Basis::Calendar)].concat();
        shared.retain(|figure| people::APPRAISED.contains(&figure.name().as_str()));
        [shared, of_people].concat()
    }
}

fn figure(source: &'static str, name: &'static str, measure: Measure) -> FigureDefinition {
    FigureDefinition::new(Name::known(name), measure).source(Name::known(source))
}

fn share(
    source: &'static str,
    name: &'static str,
    condition: Condition,
    target: Option<f64>,
) -> FigureDefinition {
    let share = figure(source, name, Measure::Share(condition));
    match target {
        Some(least) => share.target(Target::AtLeast(least)),
        None => share,
    }
}

fn word(dimension: Dimension, words: &[&'static str]) -> Condition {
    Condition::Word { dimension, words: words.iter().map(|word| Name::known(word)).collect() }
}
