//! What changes the base of a grade.

use std::collections::BTreeMap;

use super::PriorityError;
use super::condition::Condition;
use super::input::{Schema, limit, not_allowed, word};
use super::rules::note;
use crate::vocabulary::Priority;
use crate::wire::{ModifierDocument, TestDocument};

/// The modifiers that fired are the bits of a word.
const MOST_MODIFIERS: usize = 128;
const MOST_HAZARDS: usize = 32;
const MOST_CONDITIONS: usize = 32;

/// A safety hazard.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Hazard {
    pub(super) path: String,
    pub(super) condition: Condition,
}

#[derive(Debug, PartialEq, Eq)]
pub(super) struct Modifier {
    pub(super) path: String,
    pub(super) change: Change,
    pub(super) any: Vec<Condition>,
    pub(super) note: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Change {
    Raise(u8),
    AtLeast(Priority),
    AtMost(Priority),
}

impl Modifier {
    pub(super) fn holds(&self, slots: &[Option<i64>]) -> bool {
        self.any.iter().any(|condition| condition.holds(slots))
    }
}

impl Change {
    pub(super) fn apply(self, priority: Priority) -> Priority {
        // P1 is the least in order.
        match self {
            Self::Raise(by) => (0..by).fold(priority, |priority, _| one_more_urgent(priority)),
            Self::AtLeast(least) => priority.min(least),
            Self::AtMost(most) => priority.max(most),
        }
    }
}

const fn one_more_urgent(priority: Priority) -> Priority {
    match priority {
        Priority::P1 | Priority::P2 => Priority::P1,
        Priority::P3 => Priority::P2,
        Priority::P4 => Priority::P3,
    }
}

pub(super) fn hazards(
    documents: &[BTreeMap<String, TestDocument>],
    schema: &Schema,
) -> Result<Vec<Hazard>, PriorityError> {
    limit("hazards", documents.len(), MOST_HAZARDS)?;
    let each = documents.iter().enumerate().map(|(position, document)| {
        let path = format!("hazards[{position}]");
        let condition = Condition::compile(&path, document, schema)?;
        let unasked = condition.tests.iter().find_map(|(input, _)| {
            let input = schema.inputs.get(*input)?;
            (input.is_optional() && input.keyword_lists().is_empty()).then(|| input.name.to_string())
        });
        if let Some(name) = unasked {
            // What nobody has to answer would pass for "no hazard".
            let allowed = "a hazard is told by required inputs and by keywords";
            return Err(not_allowed(&path, &name, allowed));
        }
        Ok(Hazard { path, condition })
    });
    each.collect()
}

pub(super) fn modifiers(
    documents: &[ModifierDocument],
    schema: &Schema,
) -> Result<Vec<Modifier>, PriorityError> {
    limit("modifiers", documents.len(), MOST_MODIFIERS)?;
    let each = documents.iter().enumerate().map(|(position, document)| {
        let path = format!("modifiers[{position}]");
        let (change, when_any, written_note) = match document {
            ModifierDocument::Raise { by, when_any, note } => {
                if !(1..=3).contains(by) {
                    return Err(not_allowed(&format!("{path}.by"), &by.to_string(), "1 to 3 grades are"));
                }
                (Change::Raise(*by), when_any, note)
            }
            ModifierDocument::AtLeast { priority, when_any, note } => {
                (Change::AtLeast(word(&format!("{path}.priority"), priority)?), when_any, note)
            }
            ModifierDocument::AtMost { priority, when_any, note } => {
                (Change::AtMost(word(&format!("{path}.priority"), priority)?), when_any, note)
            }
        };
        let note = note(&path, written_note.as_deref())?;
        Ok(Modifier { any: conditions(&format!("{path}.when_any"), when_any, schema)?, path, change, note })
    });
    each.collect()
}

fn conditions(
    path: &str,
    documents: &[BTreeMap<String, TestDocument>],
    schema: &Schema,
) -> Result<Vec<Condition>, PriorityError> {
    limit(path, documents.len(), MOST_CONDITIONS)?;
    if documents.is_empty() {
        return Err(not_allowed(path, "[]", "name at least one condition; `{}` always holds"));
    }
    let each = documents.iter().enumerate();
    each.map(|(position, document)| Condition::compile(&format!("{path}[{position}]"), document, schema))
        .collect()
}
