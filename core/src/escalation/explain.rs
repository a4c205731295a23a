use super::firing::{BeganBy, Firing};
use super::rule::{Conditions, Rule};
use super::run::History;
use super::view::EscalationView;
use crate::sla::Reading;
use crate::time::{Instant, Span};
use crate::vocabulary::Name;
use crate::wire::{ConditionMetDocument, FiringExplanationDocument, ReadingDocument};

/// Why a step was fired.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct FiringExplanation {
    /// The rule's id.
    pub rule: Name,
    /// Where the step stands in the document, such as `rules[2].steps[0]`.
    pub path: String,
    /// When what set the rule off came about.
    pub reached_at: Instant,
    /// When the rule began.
    pub began_at: Instant,
    /// What came last and so decided when the rule began.
    pub began_by: BeganBy,
    /// How long after that the step comes: in open time by the clock of the metric or by the calendar of the rule, in real time
    /// without one.
    pub wait: Span,
    /// When the step became due.
    pub at: Instant,
    /// The conditions that the rule asks, with what held when it began.
    pub conditions: Vec<ConditionMet>,
    /// The clock that set the rule off, as of the step or, if there were events since then, of the last of them.
    pub reading: Option<Reading>,
}

/// A condition of a rule and what held.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct ConditionMet {
    /// What it asks about: `priority`, `tier`, `kind`, `class` or `level`.
    pub what: &'static str,
    /// The values that fit.
    pub fitting: Vec<String>,
    /// The value that held when the rule began; `None` where the view does not know it any more.
    pub value: Option<String>,
}

impl From<&FiringExplanation> for FiringExplanationDocument {
    fn from(why: &FiringExplanation) -> Self {
        let condition = |met: &ConditionMet| ConditionMetDocument {
            what: met.what.to_owned(),
            fitting: met.fitting.clone(),
            value: met.value.clone(),
        };
        Self {
            rule: why.rule.to_string(),
            path: why.path.clone(),
            reached_at: why.reached_at,
            began_at: why.began_at,
            began_by: why.began_by.as_str().to_owned(),
            wait_us: why.wait.micros(),
            at: why.at,
            conditions: why.conditions.iter().map(condition).collect(),
            reading: why.reading.as_ref().map(ReadingDocument::from),
        }
    }
}

pub(super) fn explain(
    rules: &[Rule],
    view: &EscalationView<'_>,
    firing: &Firing,
) -> Option<FiringExplanation> {
    let key = &firing.key;
    let (position, rule) = rules.iter().enumerate().find(|(_, rule)| rule.id == key.rule)?;
    let mut schedule = rule.schedule();
    let due = schedule.find(|due| (due.position, due.repetition) == (key.step, key.repetition))?;
    let now = view.clocks.events().last()?.at.max(firing.at);
    let cycles = key.metric.as_ref().and_then(|metric| view.clocks.cycles(metric, now).ok());
    Some(FiringExplanation {
        rule: rule.id.clone(),
        path: format!("rules[{position}].steps[{}]", key.step),
        reached_at: firing.reached_at,
        began_at: firing.began_at,
        began_by: firing.began_by,
        wait: Span::from_micros(due.offset),
        at: firing.at,
        conditions: conditions(&rule.when, view, firing.began_at),
        reading: cycles.and_then(|cycles| cycles.into_iter().find(|reading| reading.cycle == key.cycle)),
    })
}

fn conditions(when: &Conditions, view: &EscalationView<'_>, at: Instant) -> Vec<ConditionMet> {
    let history = History::of(view.clocks);
    let inputs = history.as_ref().and_then(|history| history.inputs_at(at));
    // A step may have taken the ticket to another level at once.
    let known = Some(view.level).filter(|stay| stay.since <= at && when.fit_level(stay.level));
    let level = known.map(|stay| stay.level.to_string());
    let mut met = Vec::new();
    let mut add = |what, fitting: Vec<String>, value: Option<String>| {
        if !fitting.is_empty() {
            met.push(ConditionMet { what, fitting, value });
        }
    };
    add("priority", shown(&when.priority), inputs.and_then(|inputs| Some(inputs.priority?.to_string())));
    add("tier", shown(&when.tier), inputs.and_then(|inputs| Some(inputs.tier?.to_string())));
    add("kind", shown(&when.kind), inputs.and_then(|inputs| Some(inputs.kind?.to_string())));
    add("class", shown(&when.class), inputs.and_then(|inputs| Some(inputs.class.as_ref()?.to_string())));
    add("level", shown(&when.level), level);
    met
}

fn shown<T: ToString>(values: &[T]) -> Vec<String> {
    values.iter().map(ToString::to_string).collect()
}
