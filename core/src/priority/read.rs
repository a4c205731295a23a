use std::collections::BTreeMap;
use std::sync::Arc;

use super::input::{Input, InputKind, Schema, listed};
use super::keywords::{Found, Keywords};
use super::{InputProblem, InputProblemKind, PriorityError};
use crate::time::shown;
use crate::wire::InputValue;

/// What is known of a case, read and found good by a policy or table.
///
/// It holds no text: of a symptom only the keywords found are kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Inputs {
    pub(super) schema: Arc<Schema>,
    pub(super) slots: Box<[Option<i64>]>,
    /// The keywords found, with the position of the input.
    pub(super) found: Vec<(usize, Found)>,
}

impl Inputs {
    /// Reads what is known of a case.
    ///
    /// # Errors
    ///
    /// [`PriorityError::Inputs`] with everything that is wrong.
    pub(super) fn read(
        schema: &Arc<Schema>,
        values: &BTreeMap<String, InputValue>,
    ) -> Result<Self, PriorityError> {
        let mut problems = Vec::new();
        for (field, value) in
            values.iter().filter(|(field, _)| schema.names().all(|name| name != field.as_str()))
        {
            problems.push(InputProblem {
                field: shown(field),
                kind: InputProblemKind::UnknownField,
                value: Some(shown(&value.to_string())),
                allowed: listed(schema.names()),
            });
        }
        let mut slots = Vec::with_capacity(schema.inputs.len());
        let mut found = Vec::new();
        for (position, input) in schema.inputs.iter().enumerate() {
            match slot(input, values.get(input.name.as_str())) {
                Ok((slot, keywords)) => {
                    slots.push(slot);
                    found.extend(keywords.into_iter().map(|keyword| (position, keyword)));
                }
                Err(problem) => problems.push(problem),
            }
        }
        if problems.is_empty() {
            return Ok(Self { schema: schema.clone(), slots: slots.into(), found });
        }
        Err(PriorityError::Inputs { problems })
    }

    /// Refuses inputs that were read under other declarations.
    pub(super) fn refuse_other(&self, schema: &Arc<Schema>, revision: &str) -> Result<(), PriorityError> {
        if Arc::ptr_eq(schema, &self.schema) || *schema == self.schema {
            return Ok(());
        }
        Err(PriorityError::ForeignInputs { revision: revision.to_owned() })
    }

    /// What is known, as values; texts are left out, since only their keywords are kept.
    #[must_use]
    pub fn values(&self) -> BTreeMap<String, InputValue> {
        let each = self.schema.inputs.iter().zip(&self.slots);
        crate::order::map(
            each.filter_map(|(input, slot)| Some((input.name.to_string(), input.value((*slot)?)?))),
        )
    }
}

/// How a value is kept, and what was found in a text.
pub(super) fn slot(
    input: &Input,
    value: Option<&InputValue>,
) -> Result<(Option<i64>, Vec<Found>), InputProblem> {
    let problem = |kind, value: Option<&InputValue>| InputProblem {
        field: input.name.to_string(),
        kind,
        value: value.map(|value| shown(&value.to_string())),
        allowed: input.allowed(),
    };
    let Some(value) = value else {
        let fits = input.is_optional();
        return if fits { Ok((None, Vec::new())) } else { Err(problem(InputProblemKind::Missing, None)) };
    };
    match (&input.kind, value) {
        (InputKind::Text(keywords), InputValue::Text(text)) if text.len() <= Keywords::MOST_TEXT_BYTES => {
            let (flags, found) = keywords.find(text);
            Ok((Some(flags), found))
        }
        _ => match input.slot(value) {
            Some(slot) => Ok((Some(slot), Vec::new())),
            None => Err(problem(InputProblemKind::NotAllowed, Some(value))),
        },
    }
}
