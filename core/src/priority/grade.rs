use std::sync::Arc;

use super::policy::Policy;
use crate::vocabulary::Priority;
use crate::wire::GradeDocument;

/// The priority that rules gave, with the rules that held. Cloning is cheap.
///
/// ```
/// use std::collections::BTreeMap;
/// use aftersales::priority::GradingPolicy;
/// use aftersales::vocabulary::Priority;
/// use aftersales::wire::GradingDocument;
///
/// let policy = GradingPolicy::compile(&GradingDocument::from_json(r#"{
///     "inputs": [
///         {"type": "yes_no", "name": "usable", "order": "falling"},
///         {"type": "yes_no", "name": "safety_hazard", "order": "rising"}
///     ],
///     "base": {"type": "table", "hit_policy": "unique", "rows": [
///         {"when": {"usable": {"one_of": ["yes"]}}, "then": {"priority": "P3"}},
///         {"when": {"usable": {"one_of": ["no"]}}, "then": {"priority": "P2"}}
///     ]},
///     "hazards": [{"safety_hazard": {"one_of": ["yes"]}}]
/// }"#)?)?;
/// let inputs = BTreeMap::from([("usable".to_owned(), true.into()), ("safety_hazard".to_owned(), true.into())]);
/// let grade = policy.grade(&policy.read(&inputs)?)?;
/// assert_eq!(grade.priority(), Priority::P1);
/// assert_eq!(grade.fired().collect::<Vec<_>>(), ["base.rows[0]", "hazards[0]"]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Grade {
    pub(super) policy: Arc<Policy>,
    pub(super) outcome: Outcome,
}

/// What came of the rules of one policy.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Outcome {
    pub(super) priority: Priority,
    /// The cell or row of the base.
    pub(super) entry: Option<usize>,
    /// The hazards that stand, a bit each.
    pub(super) hazards: u32,
    /// The modifiers that held, a bit each.
    pub(super) fired: u128,
    /// The modifiers that changed the priority, a bit each.
    pub(super) changed: u128,
}

impl Grade {
    /// The priority.
    #[must_use]
    pub fn priority(&self) -> Priority {
        self.outcome.priority
    }

    /// Whether a safety hazard stands; then the priority is P1 and nothing lowers it.
    #[must_use]
    pub fn is_safety_hazard(&self) -> bool {
        self.outcome.hazards != 0
    }

    /// The paths of the rules that held: the cell or row of the base, modifiers, hazards.
    pub fn fired(&self) -> impl Iterator<Item = &str> {
        let Policy { rules, modifiers, hazards, .. } = &*self.policy;
        let base = self.outcome.entry.and_then(|entry| rules.entries.get(entry));
        let modifiers = (0_u32..).zip(modifiers).filter(|(position, _)| bit(self.outcome.fired, *position));
        let hazards =
            (0_u32..).zip(hazards).filter(|(position, _)| bit(self.outcome.hazards.into(), *position));
        base.map(|entry| entry.path.as_str())
            .into_iter()
            .chain(modifiers.map(|(_, modifier)| modifier.path.as_str()))
            .chain(hazards.map(|(_, hazard)| hazard.path.as_str()))
    }

    /// The revision of the policy that gave it.
    #[must_use]
    pub fn revision(&self) -> &str {
        &self.policy.revision
    }
}

pub(super) fn bit(bits: u128, position: u32) -> bool {
    bits.checked_shr(position).is_some_and(|bits| bits & 1 == 1)
}

impl From<&Grade> for GradeDocument {
    fn from(grade: &Grade) -> Self {
        Self {
            priority: grade.priority().to_string(),
            safety_hazard: grade.is_safety_hazard(),
            fired: grade.fired().map(ToOwned::to_owned).collect(),
            revision: grade.revision().to_owned(),
        }
    }
}
