use std::collections::BTreeSet;
use std::fmt::Write;

use serde_json::{Map, Value};

use crate::Outcome;
use crate::schemas::{Schemas, object, variants, words};
use crate::text::{camel, comment, pascal, quoted};
use crate::types::duration;

const HEAD: &str = "\
// Written from docs/schema by kotlin-documents. Changes go into the core's wire types.
@file:UseSerializers(DateSerializer::class, DecimalSerializer::class, InstantSerializer::class, \
WholeNumberSerializer::class)

package aftersales

import java.math.BigDecimal
import java.math.BigInteger
import java.time.Duration
import java.time.Instant
import java.time.LocalDate
import kotlinx.serialization.EncodeDefault
import kotlinx.serialization.KeepGeneratedSerializer
import kotlinx.serialization.SerialName
import kotlinx.serialization.Serializable
import kotlinx.serialization.UseSerializers
import kotlinx.serialization.json.JsonElement

";

/// A class that is to be written: a document, or a variant of one.
struct Class<'a> {
    name: String,
    /// The word that tells a variant from the others.
    tag: Option<&'a str>,
    description: Option<&'a str>,
    members: Vec<Member<'a>>,
    keeps_unknown: bool,
    /// What a variant belongs to.
    parent: Option<&'a str>,
    indent: &'static str,
}

struct Member<'a> {
    wire: &'a str,
    name: String,
    type_name: String,
    absent: Option<String>,
    serializer: Option<&'static str>,
    description: Option<&'a str>,
    /// The core writes it even where it stands at what absence means.
    is_always_written: bool,
    is_of_parent: bool,
}

/// The file of a document or of a part of one.
pub(crate) fn file(name: &str, schemas: &Schemas) -> Outcome<String> {
    let schema = schemas.definition(name)?;
    let class = if words(schema).is_some() {
        enumeration(name, schema)
    } else if variants(schema).is_empty() {
        let members = members(schema, schemas, &[])?;
        Class {
            name: name.to_owned(),
            tag: None,
            description: text_of(schema, "description"),
            members,
            keeps_unknown: schema.get("additionalProperties").is_some_and(|open| open == true),
            parent: None,
            indent: "",
        }
        .write()
    } else {
        sealed(name, schema, schemas)?
    };
    Ok(format!("{HEAD}{class}"))
}

fn enumeration(name: &str, schema: &Map<String, Value>) -> String {
    let mut text = comment(text_of(schema, "description"), "");
    let _ = writeln!(text, "@Serializable\nenum class {name} {{");
    let mut constant = |word: &str, description: Option<&str>| {
        text.push_str(&comment(description, "    "));
        let _ = writeln!(text, "    @SerialName(\"{word}\")\n    {},\n", word.to_uppercase());
    };
    let plain = schema.get("enum").and_then(Value::as_array).into_iter().flatten();
    let said = schema.get("enumDescriptions").and_then(Value::as_array).into_iter().flatten();
    let said = said.map(Value::as_str).chain(std::iter::repeat(None));
    plain.filter_map(Value::as_str).zip(said).for_each(|(word, said)| constant(word, said));
    for variant in variants(schema) {
        let description = variant.get("description").and_then(Value::as_str);
        let several = variant.get("enum").and_then(Value::as_array).into_iter().flatten();
        let words = variant.get("const").into_iter().chain(several).filter_map(Value::as_str);
        words.for_each(|word| constant(word, description));
    }
    format!("{}\n}}\n", text.trim_end())
}

fn sealed(name: &str, schema: &Map<String, Value>, schemas: &Schemas) -> Outcome<String> {
    let common = members(schema, schemas, &[])?;
    let mut text = comment(text_of(schema, "description"), "");
    let _ = writeln!(text, "@Serializable\nsealed interface {name} {{");
    for member in &common {
        text.push_str(&comment(member.description, "    "));
        let _ = writeln!(text, "    val {}: {}\n", quoted(&member.name), member.type_name);
    }
    let payloads = variants(schema)
        .iter()
        .map(|variant| schemas.payload(object(variant)?))
        .collect::<Outcome<Vec<_>>>()?;
    let tag = |variant: &'_ Value| {
        variant.get("properties")?.get("type")?.get("const")?.as_str().map(str::to_owned)
    };
    let tags: Vec<_> = variants(schema).iter().map(tag).collect();
    let nested: BTreeSet<String> = tags.iter().flatten().map(|tag| pascal(tag)).collect();
    for (payload, tag) in payloads.iter().zip(&tags) {
        let tag = tag.as_deref().ok_or_else(|| format!("a variant of `{name}` has no `type`"))?;
        let mut all = self::members(schema, schemas, &[])?;
        all.iter_mut().for_each(|member| member.is_of_parent = true);
        all.extend(members(payload, schemas, &["type"])?);
        for member in &mut all {
            member.type_name = qualified(&member.type_name, &nested);
        }
        all.sort_by_key(|member| member.absent.is_some());
        let class = Class {
            name: pascal(tag),
            tag: Some(tag),
            description: text_of(payload, "description"),
            members: all,
            keeps_unknown: false,
            parent: Some(name),
            indent: "    ",
        };
        text.push_str(&class.write());
        text.push('\n');
    }
    Ok(format!("{}\n}}\n", text.trim_end()))
}

/// The members of an object in the order of its constructor: what has to be given comes first.
fn members<'a>(
    schema: &'a Map<String, Value>,
    schemas: &Schemas,
    without: &[&str],
) -> Outcome<Vec<Member<'a>>> {
    let required: BTreeSet<&str> = match schema.get("required") {
        Some(Value::Array(names)) => names.iter().filter_map(Value::as_str).collect(),
        _ => BTreeSet::new(),
    };
    let Some(Value::Object(properties)) = schema.get("properties") else { return Ok(Vec::new()) };
    let mut members = Vec::new();
    for (wire, property) in properties.iter().filter(|(wire, _)| !without.contains(&wire.as_str())) {
        let mut found = schemas
            .member_type(property, required.contains(wire.as_str()))
            .map_err(|error| format!("`{wire}`: {error}"))?;
        let mut name = camel(wire);
        let mut unit = None;
        let length = duration(wire, property);
        // Where a text says the same, the number stays one.
        let length = length.filter(|(stripped, _)| wire != "seconds" || !properties.contains_key(*stripped));
        if let Some((stripped, serializer)) = length {
            if !properties.contains_key(stripped) {
                name = camel(stripped);
            }
            found.name = if found.name.ends_with('?') { "Duration?" } else { "Duration" }.to_owned();
            found.absent = found.absent.map(|absent| absent.replace('0', "Duration.ZERO"));
            unit = Some(serializer);
        }
        if wire == "kind" && found.name == "Map<String, JsonElement>" {
            found.name = "EventKind".to_owned();
        }
        members.push(Member {
            wire,
            name,
            type_name: found.name,
            is_always_written: property.get("default").is_some(),
            absent: found.absent,
            serializer: unit,
            description: property.get("description").and_then(Value::as_str),
            is_of_parent: false,
        });
    }
    members.sort_by_key(|member| member.absent.is_some());
    Ok(members)
}

impl Class<'_> {
    fn write(&self) -> String {
        let Self { name, indent, .. } = self;
        let mut text = comment(self.description, indent);
        if self.keeps_unknown {
            let _ = writeln!(
                text,
                "{indent}@KeepGeneratedSerializer\n{indent}@Serializable(with = {name}Serializer::class)"
            );
        } else {
            let _ = writeln!(text, "{indent}@Serializable");
        }
        if let Some(tag) = self.tag {
            let _ = writeln!(text, "{indent}@SerialName(\"{tag}\")");
        }
        let parent = self.parent.map(|parent| format!(" : {parent}")).unwrap_or_default();
        if self.members.is_empty() && !self.keeps_unknown {
            let _ = writeln!(text, "{indent}data object {name}{parent}");
            return text;
        }
        let _ = writeln!(text, "{indent}data class {name}(");
        for member in &self.members {
            text.push_str(&member.write(&format!("{indent}    ")));
        }
        if self.keeps_unknown {
            let _ =
                writeln!(text, "{indent}    /** Fields that this version does not know. They are kept. */");
            let _ = writeln!(text, "{indent}    val unknown: Map<String, JsonElement> = emptyMap(),");
        }
        let _ = writeln!(text, "{indent}){parent}");
        if self.keeps_unknown {
            let _ = writeln!(
                text,
                "\ninternal object {name}Serializer : UnknownFields<{name}>({name}.generatedSerializer())"
            );
        }
        text
    }
}

impl Member<'_> {
    fn write(&self, indent: &str) -> String {
        let mut text = if self.is_of_parent { String::new() } else { comment(self.description, indent) };
        if self.name != self.wire {
            let _ = writeln!(text, "{indent}@SerialName(\"{}\")", self.wire);
        }
        if let Some(serializer) = self.serializer {
            let _ = writeln!(text, "{indent}@Serializable(with = {serializer}::class)");
        }
        if self.is_always_written {
            let _ = writeln!(text, "{indent}@EncodeDefault");
        }
        let absent = self.absent.as_ref().map(|absent| format!(" = {absent}")).unwrap_or_default();
        let owner = if self.is_of_parent { "override " } else { "" };
        let _ = writeln!(text, "{indent}{owner}val {}: {}{absent},", quoted(&self.name), self.type_name);
        text
    }
}

/// A type that has the name of a variant, told from it.
fn qualified(name: &str, nested: &BTreeSet<String>) -> String {
    let pieces = name.split_inclusive(['<', '>', ',', ' ', '?']);
    let known = |piece: &str| nested.contains(piece.trim_end_matches(['<', '>', ',', ' ', '?']));
    let kotlin = |piece: &str| match piece.trim_end_matches('<') {
        "List" | "Map" | "Set" => format!("kotlin.collections.{piece}"),
        _ => format!("aftersales.{piece}"),
    };
    pieces.map(|piece| if known(piece) { kotlin(piece) } else { piece.to_owned() }).collect()
}

fn text_of<'a>(schema: &'a Map<String, Value>, key: &str) -> Option<&'a str> {
    schema.get(key).and_then(Value::as_str)
}
