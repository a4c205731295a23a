use serde_json::Value;

/// The path of the first field that was given and that is not known: it is missing in the same value written again.
///
/// What is given as absent (`null`, an empty list or object) may be left out when written.
pub(crate) fn unknown_field(given: &Value, known: &Value) -> Option<String> {
    match (given, known) {
        (Value::Object(given), Value::Object(known)) => given.iter().find_map(|(key, field)| {
            let Some(same) = known.get(key) else { return (!is_absent(field)).then(|| key.clone()) };
            unknown_field(field, same).map(|path| joined(key, &path))
        }),
        (Value::Array(given), Value::Array(known)) => {
            given.iter().zip(known).enumerate().find_map(|(position, (field, same))| {
                unknown_field(field, same).map(|path| joined(&format!("[{position}]"), &path))
            })
        }
        _ => None,
    }
}

fn is_absent(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::Array(items) => items.is_empty(),
        Value::Object(fields) => fields.is_empty(),
        _ => false,
    }
}

fn joined(key: &str, path: &str) -> String {
    if path.starts_with('[') { format!("{key}{path}") } else { format!("{key}.{path}") }
}
