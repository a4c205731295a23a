use schemars::{Schema, json_schema};
use serde_json::Value;

/// The schema of words with what is said of them: a plain `enum`, which the keys of maps need, with a description for each word
/// as editors know it.
pub(crate) fn schema_of_words(words: &[&str], documented: &Schema) -> Schema {
    let variants = documented.get("oneOf").and_then(Value::as_array);
    let said = |word: &&str| {
        let mut variants = variants.into_iter().flatten();
        let found = variants.find(|variant| variant.get("const").and_then(Value::as_str) == Some(word));
        found.and_then(|variant| variant.get("description")?.as_str()).unwrap_or_default().to_owned()
    };
    let descriptions: Vec<String> = words.iter().map(said).collect();
    let mut schema = json_schema!({"type": "string", "enum": words, "enumDescriptions": descriptions});
    if let Some(description) = documented.get("description") {
        schema.insert("description".to_owned(), description.clone());
    }
    schema
}
