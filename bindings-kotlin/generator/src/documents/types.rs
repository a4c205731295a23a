use std::collections::BTreeSet;

use serde_json::{Map, Value};

use crate::Outcome;
use crate::schemas::{Schemas, name_of, object, variants, words};

/// Shapes of the wire that are types of the platform, or classes of `src/main/kotlin`.
const KNOWN: [(&str, &str); 9] = [
    ("Date", "LocalDate"),
    ("InputValue", "InputValue"),
    ("Instant", "Instant"),
    ("Name", "String"),
    ("Nothing", "Unit"),
    ("Role", "String"),
    ("ShiftDocument", "Shift"),
    ("Text", "String"),
    ("WholeNumberDocument", "BigInteger"),
];

/// The type of a member in Kotlin.
pub(crate) struct Type {
    pub(crate) name: String,
    /// What stands for a member that is absent; without one the member has to be given.
    pub(crate) absent: Option<String>,
}

/// A length of time by the unit at the end of its name on the wire.
const UNITS: [(&str, &str); 2] = [("_us", "MicrosecondsSerializer"), ("_seconds", "SecondsSerializer")];

pub(crate) fn is_written_by_hand(name: &str) -> bool {
    KNOWN.iter().any(|(known, _)| *known == name)
}

/// A length of time without its unit, with the serializer that writes it in that unit.
pub(crate) fn duration<'name>(name: &'name str, schema: &Value) -> Option<(&'name str, &'static str)> {
    let is_whole = schema.get("type").is_some_and(|found| match found {
        Value::Array(types) => types.iter().any(|each| each == "integer"),
        found => found == "integer",
    });
    let reference = schema.get("$ref").and_then(Value::as_str);
    if let (Some("WholeNumberDocument"), Some(plain)) = (reference.map(name_of), name.strip_suffix("_us")) {
        return Some((plain, "ManyMicrosecondsSerializer"));
    }
    if name == "seconds" {
        return Some(("duration", "SecondsSerializer")).filter(|_| is_whole);
    }
    let unit = UNITS.iter().find_map(|(unit, serializer)| Some((name.strip_suffix(unit)?, *serializer)));
    unit.filter(|_| is_whole)
}

impl Schemas {
    /// The type of a member of an object.
    pub(crate) fn member_type(&self, schema: &Value, is_required: bool) -> Outcome<Type> {
        let schema = object(schema)?;
        let name = self.type_of(schema)?;
        let absent = if is_nullable(schema) { Some("null".to_owned()) } else { self.absent(schema, &name)? };
        let absent = absent.filter(|_| !is_required);
        let is_null = !is_required && absent.as_deref().is_none_or(|absent| absent == "null");
        let name = if is_null || is_nullable(schema) { format!("{name}?") } else { name };
        let absent = if is_null { Some("null".to_owned()) } else { absent };
        Ok(Type { name, absent })
    }

    fn type_of(&self, schema: &Map<String, Value>) -> Outcome<String> {
        if let Some(reference) = schema.get("$ref").and_then(Value::as_str) {
            return Ok(self.class(name_of(reference)));
        }
        let kept = schema.get("anyOf").and_then(Value::as_array).and_then(|either| {
            let mut kept = either.iter().filter(|each| each.get("type").is_none_or(|found| found != "null"));
            kept.next().filter(|_| kept.next().is_none())
        });
        if let Some(kept) = kept {
            return self.type_of(object(kept)?);
        }
        let format = schema.get("format").and_then(Value::as_str).unwrap_or_default();
        match single_type(schema) {
            Some("string") => Ok(text(format).to_owned()),
            Some("integer") => Ok(if format.ends_with("64") { "Long" } else { "Int" }.to_owned()),
            Some("number") => Ok("Double".to_owned()),
            Some("boolean") => Ok("Boolean".to_owned()),
            Some("array") => self.list(schema),
            Some("object") => self.map(schema),
            _ if schema.keys().all(|key| key == "description") => Ok("JsonElement".to_owned()),
            _ => Err(format!("`{}` is of no type that Kotlin has", Value::Object(schema.clone()))),
        }
    }

    fn list(&self, schema: &Map<String, Value>) -> Outcome<String> {
        if let Some(places) = schema.get("prefixItems").and_then(Value::as_array) {
            let types =
                places.iter().map(|place| self.type_of(object(place)?)).collect::<Outcome<Vec<_>>>()?;
            return match types.len() {
                2 => Ok(format!("@Serializable(with = PairSerializer::class) Pair<{}>", types.join(", "))),
                _ => Ok("List<String>".to_owned()),
            };
        }
        let is_set = schema.get("uniqueItems").is_some_and(|unique| unique == true);
        let item = schema.get("items").ok_or("a list without a type of its items")?;
        let item = self.type_of(object(item)?)?;
        Ok(if is_set { format!("Set<{item}>") } else { format!("List<{item}>") })
    }

    /// A map; one by the words of an enum names them all.
    fn map(&self, schema: &Map<String, Value>) -> Outcome<String> {
        if let Some(named) = schema.get("properties").and_then(Value::as_object) {
            let words: BTreeSet<&str> = named.keys().map(String::as_str).collect();
            let key = self.enum_of(&words).ok_or("an object inside another that is no map")?;
            let value = named.values().next().ok_or("a map without a value")?;
            return Ok(format!("Map<{key}, {}>", self.type_of(object(value)?)?));
        }
        let key = schema.get("propertyNames").and_then(|names| names.get("format")).and_then(Value::as_str);
        match schema.get("additionalProperties") {
            Some(Value::Object(value)) => {
                Ok(format!("Map<{}, {}>", text(key.unwrap_or_default()), self.type_of(value)?))
            }
            _ => Ok("Map<String, JsonElement>".to_owned()),
        }
    }

    fn class(&self, name: &str) -> String {
        let known = KNOWN.iter().find(|(known, _)| *known == name);
        known.map_or(name, |(_, kotlin)| kotlin).to_owned()
    }

    /// What a member stands at that is left out, as far as its schema or its type says so.
    fn absent(&self, schema: &Map<String, Value>, name: &str) -> Outcome<Option<String>> {
        let class = schema.get("$ref").and_then(Value::as_str).map(name_of);
        if let Some(Value::String(word)) = schema.get("default")
            && class.is_some()
        {
            return Ok(Some(format!("{name}.{}", word.to_uppercase())));
        }
        if let Some(class) = class.filter(|class| !is_written_by_hand(class)) {
            let schema = self.definition(class)?;
            let is_open =
                schema.get("required").is_none() && variants(schema).is_empty() && words(schema).is_none();
            return Ok(is_open.then(|| format!("{name}()")));
        }
        let kotlin = name.split('<').next().unwrap_or(name);
        let absent = match kotlin {
            "List" => "emptyList()",
            "Set" => "emptySet()",
            "Map" => "emptyMap()",
            "Int" | "Long" => "0",
            "Boolean" => "false",
            _ => return Ok(None),
        };
        Ok(Some(absent.to_owned()))
    }
}

/// The type of a text with a form of its own.
fn text(format: &str) -> &'static str {
    match format {
        "date" => "LocalDate",
        "date-time" => "Instant",
        "decimal" => "BigDecimal",
        _ => "String",
    }
}

fn types(schema: &Map<String, Value>) -> Vec<&str> {
    match schema.get("type") {
        Some(Value::Array(types)) => types.iter().filter_map(Value::as_str).collect(),
        Some(Value::String(only)) => vec![only],
        _ => Vec::new(),
    }
}

fn single_type(schema: &Map<String, Value>) -> Option<&str> {
    let mut kept = types(schema).into_iter().filter(|each| *each != "null");
    kept.next().filter(|_| kept.next().is_none())
}

fn is_nullable(schema: &Map<String, Value>) -> bool {
    let either = schema.get("anyOf").and_then(Value::as_array);
    let is_null = |each: &Value| each.get("type").is_some_and(|found| found == "null");
    types(schema).contains(&"null") || either.is_some_and(|either| either.iter().any(is_null))
}
