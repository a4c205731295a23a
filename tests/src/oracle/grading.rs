//! A grade read off the document, rule by rule, with values as they are written.

use std::collections::{BTreeMap, BTreeSet};

use aftersales::wire::{
    GradingDocument, GradingInputDocument, HitPolicyDocument, InputValue, ModifierDocument, PresenceDocument,
    PresenceTestDocument, RulesDocument, TestDocument,
};

/// A case: values by input.
type Case = BTreeMap<String, InputValue>;

/// Grades by a document that compiles.
#[derive(Debug)]
pub struct GradingOracle(GradingDocument);

/// A grade with the rules that held.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct OracleGrade {
    /// 1 to 4.
    pub priority: u8,
    /// Whether a hazard stands.
    pub safety_hazard: bool,
    /// The paths of the rules that held.
    pub fired: Vec<String>,
}

impl GradingOracle {
    /// Grades by this document.
    #[must_use]
    pub fn new(document: GradingDocument) -> Self {
        Self(document)
    }

    /// The fields of a case that are wrong.
    #[must_use]
    pub fn wrong(&self, case: &Case) -> BTreeSet<String> {
        let mut wrong: BTreeSet<String> = case.keys().cloned().collect();
        for input in &self.0.inputs {
            let (name, presence) = declared(input);
            let right = match case.get(name) {
                None => presence == PresenceDocument::Optional,
                Some(value) => takes(input, value),
            };
            if right {
                wrong.remove(name);
            } else {
                wrong.insert(name.to_owned());
            }
        }
        wrong
    }

    /// The rows of the base that hold.
    #[must_use]
    pub fn rows(&self, case: &Case) -> Vec<usize> {
        let RulesDocument::Table { rows, .. } = &self.0.base else { return Vec::new() };
        let holding = rows.iter().enumerate().filter(|(_, row)| self.all_hold(&row.when, case));
        holding.map(|(position, _)| position).collect()
    }

    /// The grade of a case that is right; `None` where the base has no answer.
    #[must_use]
    pub fn grade(&self, case: &Case) -> Option<OracleGrade> {
        let (path, mut priority) = self.base(case)?;
        let mut fired = vec![path];
        for (position, modifier) in self.0.modifiers.iter().enumerate() {
            let (when_any, after) = match modifier {
                ModifierDocument::Raise { by, when_any, .. } => {
                    (when_any, priority.saturating_sub(*by).max(1))
                }
                ModifierDocument::AtLeast { priority: least, when_any, .. } => {
                    (when_any, priority.min(number(least)))
                }
                ModifierDocument::AtMost { priority: most, when_any, .. } => {
                    (when_any, priority.max(number(most)))
                }
                other => panic!("{other:?}"),
            };
            if when_any.iter().any(|condition| self.all_hold(condition, case)) {
                fired.push(format!("modifiers[{position}]"));
                priority = after;
            }
        }
        let hazards = self.0.hazards.iter().enumerate();
        let standing: Vec<String> = hazards
            .filter(|(_, condition)| self.all_hold(condition, case))
            .map(|(position, _)| format!("hazards[{position}]"))
            .collect();
        let safety_hazard = !standing.is_empty();
        fired.extend(standing);
        Some(OracleGrade { priority: if safety_hazard { 1 } else { priority }, safety_hazard, fired })
    }

    fn base(&self, case: &Case) -> Option<(String, u8)> {
        match &self.0.base {
            RulesDocument::Matrix { rows, columns, cells } => {
                let (row, column) = (case[rows].to_string(), case[columns].to_string());
                Some((format!("base.cells.{row}.{column}"), number(&cells[&row][&column])))
            }
            RulesDocument::Table { hit_policy, rows } => {
                let answer = |row: &usize| number(&rows[*row].then["priority"]);
                let holding = self.rows(case).into_iter();
                let row = match hit_policy {
                    HitPolicyDocument::CollectMax => holding.rev().max_by_key(answer),
                    HitPolicyDocument::Priority | HitPolicyDocument::CollectMin => holding.min_by_key(answer),
                    _ => holding.min(),
                }?;
                Some((format!("base.rows[{row}]"), answer(&row)))
            }
            other => panic!("{other:?}"),
        }
    }

    fn all_hold(&self, condition: &BTreeMap<String, TestDocument>, case: &Case) -> bool {
        condition.iter().all(|(name, test)| {
            let input = self.0.inputs.iter().find(|input| declared(input).0 == name);
            holds(input.expect("the document compiles"), test, case.get(name))
        })
    }
}

fn declared(input: &GradingInputDocument) -> (&str, PresenceDocument) {
    match input {
        GradingInputDocument::Choice { name, presence, .. }
        | GradingInputDocument::YesNo { name, presence, .. }
        | GradingInputDocument::Number { name, presence, .. }
        | GradingInputDocument::Text { name, presence, .. } => (name, *presence),
        other => panic!("{other:?}"),
    }
}

fn takes(input: &GradingInputDocument, value: &InputValue) -> bool {
    match (input, value) {
        (GradingInputDocument::Number { least, most, .. }, InputValue::Number(number)) => {
            least <= number && number <= most
        }
        (GradingInputDocument::Text { .. }, InputValue::Text(_)) => true,
        (GradingInputDocument::Choice { values, .. }, InputValue::Text(text)) => values.contains(text),
        (GradingInputDocument::YesNo { .. }, InputValue::Text(text)) => text == "yes" || text == "no",
        (GradingInputDocument::YesNo { .. }, InputValue::YesNo(_)) => true,
        _ => false,
    }
}

/// Where a value stands among those of its input.
fn place(input: &GradingInputDocument, value: &InputValue) -> i64 {
    match (input, value) {
        (_, InputValue::Number(number)) => *number,
        (GradingInputDocument::Choice { values, .. }, value) => {
            let place = values.iter().position(|known| *known == value.to_string());
            place.and_then(|place| i64::try_from(place).ok()).expect("the value is one of the choice")
        }
        (_, value) => i64::from(value.to_string() == "yes"),
    }
}

fn holds(input: &GradingInputDocument, test: &TestDocument, value: Option<&InputValue>) -> bool {
    if *test == TestDocument::default() {
        return true;
    }
    let Some(value) = value else { return test.presence == Some(PresenceTestDocument::Absent) };
    if test.presence == Some(PresenceTestDocument::Absent) {
        return false;
    }
    if let GradingInputDocument::Text { keywords, .. } = input {
        let text = value.to_string().to_lowercase();
        let found = |name: &String| {
            let list = keywords.iter().find(|list| list.name == *name).expect("the document compiles");
            list.words.iter().any(|word| text.contains(&word.to_lowercase()))
        };
        return test.matches.as_ref().is_none_or(|lists| lists.iter().any(found))
            && !test.matches_none.iter().any(found);
    }
    let at = |other: &InputValue| place(input, other);
    let here = at(value);
    test.one_of.as_ref().is_none_or(|values| values.iter().any(|each| at(each) == here))
        && test.none_of.iter().all(|each| at(each) != here)
        && test.at_least.as_ref().is_none_or(|each| here >= at(each))
        && test.at_most.as_ref().is_none_or(|each| here <= at(each))
        && test.above.as_ref().is_none_or(|each| here > at(each))
        && test.below.as_ref().is_none_or(|each| here < at(each))
}

fn number(priority: &str) -> u8 {
    priority.strip_prefix('P').and_then(|digit| digit.parse().ok()).expect("the document compiles")
}
