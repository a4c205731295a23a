use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use serde_json::{Map, Value};

use crate::Outcome;
use crate::types::is_written_by_hand;

/// The definitions of all schemas by name.
pub(crate) struct Schemas {
    definitions: BTreeMap<String, Map<String, Value>>,
    /// The documents themselves: what is not part of another.
    roots: BTreeSet<String>,
}

impl Schemas {
    pub(crate) fn read(folder: &Path) -> Outcome<Self> {
        let mut schemas = Self { definitions: BTreeMap::new(), roots: BTreeSet::new() };
        let shown = |error: &dyn ToString| format!("`{}`: {}", folder.display(), error.to_string());
        for entry in fs::read_dir(folder).map_err(|error| shown(&error))? {
            let file = entry.map_err(|error| shown(&error))?.path();
            let text = fs::read_to_string(&file).map_err(|error| shown(&error))?;
            let mut root: Map<String, Value> = serde_json::from_str(&text).map_err(|error| shown(&error))?;
            root.remove("$schema");
            let title = root.remove("title");
            let title = title.as_ref().and_then(Value::as_str).ok_or_else(|| shown(&"no title"))?;
            if let Some(Value::Object(parts)) = root.remove("$defs") {
                for (name, part) in parts {
                    schemas.define(&name, object(&part)?.clone())?;
                }
            }
            schemas.define(title, root)?;
            schemas.roots.insert(title.to_owned());
        }
        Ok(schemas)
    }

    pub(crate) fn definition(&self, name: &str) -> Outcome<&Map<String, Value>> {
        self.definitions.get(name).ok_or_else(|| format!("`{name}` is not defined"))
    }

    /// The enum whose words are these.
    pub(crate) fn enum_of(&self, words: &BTreeSet<&str>) -> Option<&str> {
        let is_it =
            |schema: &Map<String, Value>| self::words(schema).is_some_and(|found| found.is_superset(words));
        self.definitions.iter().find_map(|(name, schema)| is_it(schema).then_some(name.as_str()))
    }

    /// The names of the classes to be written: the documents, and what they refer to.
    pub(crate) fn needed(&self) -> Outcome<BTreeSet<String>> {
        let mut needed = BTreeSet::new();
        let mut open: Vec<String> = self.roots.iter().cloned().collect();
        while let Some(name) = open.pop() {
            if is_written_by_hand(&name) || !needed.insert(name.clone()) {
                continue;
            }
            let schema = self.definition(&name)?;
            references(&Value::Object(schema.clone()), &mut open);
            for variant in variants(schema) {
                self.members_of(object(variant)?)?.iter().for_each(|member| references(member, &mut open));
            }
            if name == "EventDocument" {
                open.push("EventKind".to_owned());
            }
        }
        Ok(needed)
    }

    /// The members of a variant, those of the payload that it refers to among them.
    fn members_of(&self, variant: &Map<String, Value>) -> Outcome<Vec<Value>> {
        let payload = self.payload(variant)?;
        let members = payload.get("properties").and_then(Value::as_object);
        Ok(members.map(|members| members.values().cloned().collect()).unwrap_or_default())
    }

    /// A variant with the members of the payload that it refers to as its own.
    pub(crate) fn payload(&self, variant: &Map<String, Value>) -> Outcome<Map<String, Value>> {
        let Some(reference) = variant.get("$ref").and_then(Value::as_str) else { return Ok(variant.clone()) };
        let mut payload = self.definition(name_of(reference))?.clone();
        if !variants(&payload).is_empty() {
            return Err(format!("`{reference}` has variants of its own and cannot be one"));
        }
        if let Some(description) = variant.get("description") {
            payload.insert("description".to_owned(), description.clone());
        }
        Ok(payload)
    }

    fn define(&mut self, name: &str, schema: Map<String, Value>) -> Outcome<()> {
        match self.definitions.insert(name.to_owned(), schema.clone()) {
            Some(known) if known != schema => Err(format!("`{name}` has two shapes")),
            _ => Ok(()),
        }
    }
}

/// The name at the end of `#/$defs/Name`.
pub(crate) fn name_of(reference: &str) -> &str {
    reference.rsplit('/').next().unwrap_or(reference)
}

pub(crate) fn variants(schema: &Map<String, Value>) -> &[Value] {
    schema.get("oneOf").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default()
}

/// The words of an enum; `None` for anything else.
pub(crate) fn words(schema: &Map<String, Value>) -> Option<BTreeSet<&str>> {
    if let Some(words) = schema.get("enum").and_then(Value::as_array) {
        return words.iter().map(Value::as_str).collect();
    }
    let variants = variants(schema);
    if variants.is_empty() {
        return None;
    }
    let mut found = BTreeSet::new();
    for variant in variants {
        match variant.get("const") {
            Some(word) => _ = found.insert(word.as_str()?),
            None => found.extend(variant.get("enum")?.as_array()?.iter().filter_map(Value::as_str)),
        }
    }
    Some(found)
}

pub(crate) fn object(schema: &Value) -> Outcome<&Map<String, Value>> {
    schema.as_object().ok_or_else(|| format!("`{schema}` is no schema of an object"))
}

/// Every definition that a schema refers to; a payload that becomes a part of its variant is none.
fn references(schema: &Value, found: &mut Vec<String>) {
    match schema {
        Value::Object(fields) => {
            for (key, field) in fields {
                match (key.as_str(), field) {
                    ("$ref", Value::String(reference)) => found.push(name_of(reference).to_owned()),
                    ("oneOf", Value::Array(variants)) => variants.iter().for_each(|variant| {
                        if variant.get("$ref").is_none() {
                            references(variant, found);
                        }
                    }),
                    _ => references(field, found),
                }
            }
        }
        Value::Array(items) => items.iter().for_each(|item| references(item, found)),
        _ => {}
    }
}
