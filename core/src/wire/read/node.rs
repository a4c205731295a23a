use core::fmt;
use std::borrow::Cow;

use serde::de::{
    Deserialize, DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Unexpected, Visitor,
};
use serde::ser::{Serialize, SerializeMap, Serializer};

use super::error::{Step, path_of};

/// JSON as it was read, with the fields in the order of the text.
#[derive(Debug, Clone)]
pub(crate) enum Node<'de> {
    Null,
    YesNo(bool),
    Whole(u64),
    Negative(i64),
    Fraction(f64),
    Text(Cow<'de, str>),
    List(Vec<Self>),
    Object(Vec<(Self, Self)>),
}

impl<'de> Node<'de> {
    /// Reads a whole text.
    ///
    /// # Errors
    ///
    /// The path up to which it could be read, and what comes after.
    pub(crate) fn parse(text: &'de str) -> Result<Self, (String, serde_json::Error)> {
        let mut reader = serde_json::Deserializer::from_str(text);
        let mut path = Vec::new();
        let read = Tracked { path: Some(&mut path) }.deserialize(&mut reader);
        let node = read.map_err(|error| (path_of(path.iter()), error))?;
        reader.end().map_err(|error| (".".to_owned(), error))?;
        Ok(node)
    }

    /// The field of an object; the last one where there are several.
    pub(crate) fn field(&self, name: &str) -> Option<&Self> {
        let Self::Object(fields) = self else { return None };
        fields.iter().rev().find(|(key, _)| key.as_text() == Some(name)).map(|(_, field)| field)
    }

    pub(crate) fn as_text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    pub(super) fn unexpected(&self) -> Unexpected<'_> {
        match self {
            Self::Null => Unexpected::Unit,
            Self::YesNo(yes) => Unexpected::Bool(*yes),
            Self::Whole(number) => Unexpected::Unsigned(*number),
            Self::Negative(number) => Unexpected::Signed(*number),
            Self::Fraction(number) => Unexpected::Float(*number),
            Self::Text(text) => Unexpected::Str(text),
            Self::List(_) => Unexpected::Seq,
            Self::Object(_) => Unexpected::Map,
        }
    }
}

impl<'de> Deserialize<'de> for Node<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Tracked { path: None }.deserialize(deserializer)
    }
}

impl Serialize for Node<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Null => serializer.serialize_unit(),
            Self::YesNo(yes) => serializer.serialize_bool(*yes),
            Self::Whole(number) => serializer.serialize_u64(*number),
            Self::Negative(number) => serializer.serialize_i64(*number),
            Self::Fraction(number) => serializer.serialize_f64(*number),
            Self::Text(text) => serializer.serialize_str(text),
            Self::List(items) => serializer.collect_seq(items),
            Self::Object(fields) => {
                let mut map = serializer.serialize_map(Some(fields.len()))?;
                for (key, field) in fields {
                    map.serialize_entry(key, field)?;
                }
                map.end()
            }
        }
    }
}

/// Reads a node; where it fails, the path that was taken is left.
struct Tracked<'a> {
    path: Option<&'a mut Vec<Step>>,
}

impl Tracked<'_> {
    fn inner(&mut self) -> Tracked<'_> {
        Tracked { path: self.path.as_deref_mut() }
    }

    fn enter(&mut self, step: impl FnOnce() -> Step) {
        if let Some(path) = &mut self.path {
            path.push(step());
        }
    }

    fn leave(&mut self) {
        if let Some(path) = &mut self.path {
            path.pop();
        }
    }
}

impl<'de> DeserializeSeed<'de> for Tracked<'_> {
    type Value = Node<'de>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Node<'de>, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Tracked<'_> {
    type Value = Node<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_unit<E: Error>(self) -> Result<Node<'de>, E> {
        Ok(Node::Null)
    }

    fn visit_none<E: Error>(self) -> Result<Node<'de>, E> {
        Ok(Node::Null)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Node<'de>, D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_bool<E: Error>(self, yes: bool) -> Result<Node<'de>, E> {
        Ok(Node::YesNo(yes))
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<Node<'de>, E> {
        Ok(Node::Whole(number))
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<Node<'de>, E> {
        Ok(u64::try_from(number).map_or(Node::Negative(number), Node::Whole))
    }

    fn visit_f64<E: Error>(self, number: f64) -> Result<Node<'de>, E> {
        Ok(Node::Fraction(number))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Node<'de>, E> {
        Ok(Node::Text(Cow::Owned(text.to_owned())))
    }

    fn visit_borrowed_str<E: Error>(self, text: &'de str) -> Result<Node<'de>, E> {
        Ok(Node::Text(Cow::Borrowed(text)))
    }

    fn visit_string<E: Error>(self, text: String) -> Result<Node<'de>, E> {
        Ok(Node::Text(Cow::Owned(text)))
    }

    fn visit_seq<A: SeqAccess<'de>>(mut self, mut access: A) -> Result<Node<'de>, A::Error> {
        let mut items = Vec::new();
        loop {
            self.enter(|| Step::Item(items.len()));
            let item = access.next_element_seed(self.inner())?;
            self.leave();
            let Some(item) = item else { return Ok(Node::List(items)) };
            items.push(item);
        }
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut access: A) -> Result<Node<'de>, A::Error> {
        let mut fields = Vec::new();
        while let Some(key) = access.next_key_seed(Tracked { path: None })? {
            self.enter(|| Step::Field(key.as_text().unwrap_or_default().to_owned(), fields.len()));
            let field = access.next_value_seed(self.inner())?;
            self.leave();
            fields.push((key, field));
        }
        Ok(Node::Object(fields))
    }
}
