//! The inputs that a document declares, compiled.

use core::str::FromStr;
use std::collections::BTreeSet;

use super::PriorityError;
use super::keywords::{KeywordList, Keywords};
use crate::time::shown;
use crate::vocabulary::{Name, VocabularyError};
use crate::wire::{GradingInputDocument, InputValue, OrderDocument, PresenceDocument};

pub(super) const MOST_INPUTS: usize = 32;
/// The values of a choice are the bits of a word.
const MOST_VALUES: usize = 64;
/// Whole numbers up to this size are the same in every language.
const MOST_NUMBER: i64 = (1 << 53) - 1;

/// Every input of a document, in its order.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Schema {
    pub(super) inputs: Vec<Input>,
}

#[derive(Debug, PartialEq, Eq)]
pub(super) struct Input {
    pub(super) name: Name,
    pub(super) kind: InputKind,
    pub(super) order: OrderDocument,
    pub(super) presence: PresenceDocument,
}

#[derive(Debug, PartialEq, Eq)]
pub(super) enum InputKind {
    Choice(Vec<Name>),
    YesNo,
    Number { unit: Name, least: i64, most: i64 },
    Text(Keywords),
}

const NO_YES: [&str; 2] = ["no", "yes"];

impl Schema {
    pub(super) fn compile(documents: &[GradingInputDocument]) -> Result<Self, PriorityError> {
        limit("inputs", documents.len(), MOST_INPUTS)?;
        let mut inputs: Vec<Input> = Vec::with_capacity(documents.len());
        for (position, document) in documents.iter().enumerate() {
            let path = format!("inputs[{position}]");
            let input = Input::compile(&path, document)?;
            if inputs.iter().any(|known| known.name == input.name) {
                return Err(duplicate(&format!("{path}.name"), input.name.as_str()));
            }
            inputs.push(input);
        }
        Ok(Self { inputs })
    }

    pub(super) fn position(&self, path: &str, name: &str) -> Result<usize, PriorityError> {
        let found = self.inputs.iter().position(|input| input.name.as_str() == name);
        found.ok_or_else(|| undefined(path, name, self.names()))
    }

    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.inputs.iter().map(|input| input.name.as_str())
    }
}

impl Input {
    fn compile(path: &str, document: &GradingInputDocument) -> Result<Self, PriorityError> {
        let (name, kind, order, presence) = match document {
            GradingInputDocument::Choice { name, values, order, presence } => {
                let path = format!("{path}.values");
                if values.is_empty() {
                    return Err(not_allowed(&path, "[]", "name at least one value"));
                }
                limit(&path, values.len(), MOST_VALUES)?;
                (name, InputKind::Choice(distinct(&path, values)?), *order, *presence)
            }
            GradingInputDocument::YesNo { name, order, presence } => {
                (name, InputKind::YesNo, *order, *presence)
            }
            GradingInputDocument::Number { name, unit, least, most, order, presence } => {
                for (end, value) in [("least", least), ("most", most)] {
                    if !(-MOST_NUMBER..=MOST_NUMBER).contains(value) {
                        let allowed = "numbers reach from -9007199254740991 to 9007199254740991";
                        return Err(not_allowed(&format!("{path}.{end}"), &value.to_string(), allowed));
                    }
                }
                if least > most {
                    let allowed = format!("it is not below `least`, which is {least}");
                    return Err(not_allowed(&format!("{path}.most"), &most.to_string(), &allowed));
                }
                let unit = word(&format!("{path}.unit"), unit)?;
                (name, InputKind::Number { unit, least: *least, most: *most }, *order, *presence)
            }
            GradingInputDocument::Text { name, keywords, presence } => {
                let keywords = Keywords::compile(&format!("{path}.keywords"), keywords)?;
                (name, InputKind::Text(keywords), OrderDocument::None, *presence)
            }
        };
        Ok(Self { name: word(&format!("{path}.name"), name)?, kind, order, presence })
    }

    pub(super) fn is_optional(&self) -> bool {
        self.presence == PresenceDocument::Optional
    }

    /// The values of a choice.
    pub(super) fn values(&self) -> Vec<&str> {
        match &self.kind {
            InputKind::Choice(values) => values.iter().map(Name::as_str).collect(),
            InputKind::YesNo => NO_YES.to_vec(),
            InputKind::Number { .. } | InputKind::Text(_) => Vec::new(),
        }
    }

    pub(super) fn keyword_lists(&self) -> &[KeywordList] {
        match &self.kind {
            InputKind::Text(keywords) => keywords.lists(),
            _ => &[],
        }
    }

    /// How a value is kept: the place in a choice, the number itself; `None` where the input does not take it.
    pub(super) fn slot(&self, value: &InputValue) -> Option<i64> {
        match (&self.kind, value) {
            (InputKind::Choice(values), InputValue::Text(text)) => values
                .iter()
                .position(|known| known.as_str() == text)
                .and_then(|place| i64::try_from(place).ok()),
            (InputKind::YesNo, InputValue::YesNo(yes)) => Some(i64::from(*yes)),
            (InputKind::YesNo, InputValue::Text(text)) => {
                NO_YES.iter().position(|known| known == text).and_then(|place| i64::try_from(place).ok())
            }
            (InputKind::Number { least, most, .. }, InputValue::Number(number)) => {
                (least..=most).contains(&number).then_some(*number)
            }
            _ => None,
        }
    }

    /// The value that is kept so; of a text there is none.
    pub(super) fn value(&self, slot: i64) -> Option<InputValue> {
        let place = usize::try_from(slot).ok();
        match &self.kind {
            InputKind::Choice(values) => {
                place.and_then(|place| values.get(place)).map(|name| name.as_str().into())
            }
            InputKind::YesNo => Some((slot == 1).into()),
            InputKind::Number { .. } => Some(slot.into()),
            InputKind::Text(_) => None,
        }
    }

    /// What the input takes, as an error shows it.
    pub(super) fn allowed(&self) -> String {
        match &self.kind {
            InputKind::Choice(_) | InputKind::YesNo => listed(self.values().into_iter()),
            InputKind::Number { unit, least, most } => {
                format!("whole numbers of {unit} from {least} to {most}")
            }
            InputKind::Text(_) => format!("a text of at most {} bytes", Keywords::MOST_TEXT_BYTES),
        }
    }
}

/// Names as an error shows them.
pub(super) fn listed<'a>(known: impl Iterator<Item = &'a str>) -> String {
    let known: Vec<_> = known.map(|each| format!("`{each}`")).collect();
    if known.is_empty() { "none".to_owned() } else { known.join(", ") }
}

pub(super) fn undefined<'a>(path: &str, value: &str, known: impl Iterator<Item = &'a str>) -> PriorityError {
    PriorityError::Undefined { path: path.to_owned(), value: shown(value), known: listed(known) }
}

pub(super) fn duplicate(path: &str, value: &str) -> PriorityError {
    PriorityError::Duplicate { path: path.to_owned(), value: shown(value) }
}

pub(super) fn not_allowed(path: &str, value: &str, allowed: &str) -> PriorityError {
    PriorityError::NotAllowed { path: path.to_owned(), value: shown(value), allowed: allowed.to_owned() }
}

pub(super) fn limit(path: &str, count: usize, most: usize) -> Result<(), PriorityError> {
    if count > most {
        return Err(PriorityError::TooMany { path: path.to_owned(), count, most });
    }
    Ok(())
}

pub(super) fn word<T: FromStr<Err = VocabularyError>>(path: &str, text: &str) -> Result<T, PriorityError> {
    text.parse().map_err(|source| PriorityError::Word { path: path.to_owned(), source })
}

/// Names that all differ.
pub(super) fn distinct(path: &str, texts: &[String]) -> Result<Vec<Name>, PriorityError> {
    let mut seen = BTreeSet::new();
    let mut names = Vec::with_capacity(texts.len());
    for (position, text) in texts.iter().enumerate() {
        let path = format!("{path}[{position}]");
        if !seen.insert(text) {
            return Err(duplicate(&path, text));
        }
        names.push(word(&path, text)?);
    }
    Ok(names)
}
