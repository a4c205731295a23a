//! One file of vectors.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use serde_json::Value;

use super::{Evaluator, Failure, Malformed, Report, SCHEMAS};

pub(super) fn check_file(path: &Path, evaluators: &[Box<dyn Evaluator>], report: &mut Report) {
    let text = match fs::read_to_string(path) {
        Ok(text) => text,
        Err(error) => return report.problem(Some(path), error),
    };
    let file: Value = match serde_json::from_str(&text) {
        Ok(file) => file,
        Err(error) => return report.problem(Some(path), error),
    };
    let schema = file.get("schema").and_then(Value::as_str);
    let known = SCHEMAS.iter().find(|known| Some(known.0) == schema);
    let vectors = match (file.get("vectors"), known) {
        (None, None) => return report.facts(path),
        (None, Some(_)) => return report.problem(Some(path), "the file has no `vectors`"),
        (Some(vectors), _) => vectors,
    };
    let Some(&(schema, prefix)) = known else {
        return report.problem(Some(path), format!("unknown schema {}", shown(file.get("schema"))));
    };
    let (Some(family), Some(vectors)) = (file.get("family").and_then(Value::as_str), vectors.as_array())
    else {
        return report.problem(Some(path), "`family` must be a text and `vectors` a list");
    };
    if vectors.is_empty() {
        return report.problem(Some(path), "`vectors` is empty");
    }
    let evaluator = evaluators.iter().find(|each| each.schema() == schema && each.covers(family));
    let mut checked = Checked { path, family: format!("{prefix}{family}"), ids: BTreeSet::new(), report };
    for (position, vector) in vectors.iter().enumerate() {
        checked.vector(position, vector, &file, evaluator.map(AsRef::as_ref));
    }
}

struct Checked<'a> {
    path: &'a Path,
    family: String,
    ids: BTreeSet<String>,
    report: &'a mut Report,
}

impl Checked<'_> {
    fn vector(&mut self, position: usize, vector: &Value, file: &Value, evaluator: Option<&dyn Evaluator>) {
        let id = vector.get("id").and_then(Value::as_str).map(str::to_owned);
        let id = id.unwrap_or_else(|| format!("vectors[{position}]"));
        let differences = match self.well_formed(vector, file) {
            Err(malformed) => Err(malformed),
            Ok(()) => match evaluator {
                Some(evaluator) => evaluator.check(file, vector),
                None => return self.report.tally(&self.family).waiting += 1,
            },
        };
        let contested = vector.get("contested") == Some(&Value::Bool(true));
        let tally = self.report.tally(&self.family);
        let reasons: Vec<String> = match differences {
            Ok(differences) if differences.is_empty() => {
                *(if contested { &mut tally.agree } else { &mut tally.passed }) += 1;
                return;
            }
            Ok(differences) => differences.iter().map(ToString::to_string).collect(),
            Err(malformed) => {
                tally.failed += 1;
                let failure =
                    Failure { path: self.path.to_owned(), id, reasons: vec![malformed.to_string()] };
                return self.report.failures.push(failure);
            }
        };
        let failure = Failure { path: self.path.to_owned(), id, reasons };
        if contested {
            tally.differ += 1;
            self.report.contested.push(failure);
        } else {
            tally.failed += 1;
            self.report.failures.push(failure);
        }
    }

    /// What holds for vectors of every schema, so that a slip is seen while its family still waits.
    fn well_formed(&mut self, vector: &Value, file: &Value) -> Result<(), Malformed> {
        if !vector.is_object() {
            return Err(Malformed::new("a vector must be an object"));
        }
        let id =
            vector.get("id").and_then(Value::as_str).ok_or_else(|| Malformed::new("`id` must be a text"))?;
        if !self.ids.insert(id.to_owned()) {
            return Err(Malformed::new("`id` stands in the file twice"));
        }
        if vector.get("family").is_some_and(|family| Some(family) != file.get("family")) {
            let family = shown(vector.get("family"));
            return Err(Malformed::new(format!("`family` is {family}, unlike that of the file")));
        }
        if vector.get("contested").is_some_and(|contested| !contested.is_boolean()) {
            return Err(Malformed::new("`contested` must be true or false"));
        }
        if vector.get("expect").is_none() && vector.get("expect_not").is_none() {
            return Err(Malformed::new("neither `expect` nor `expect_not` is there"));
        }
        Ok(())
    }
}

fn shown(value: Option<&Value>) -> String {
    value.map_or_else(|| "(none)".to_owned(), |value| format!("`{value}`"))
}
