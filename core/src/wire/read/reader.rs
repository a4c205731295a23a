use serde::de::{
    DeserializeSeed, Deserializer, EnumAccess, Error, MapAccess, SeqAccess, VariantAccess, Visitor,
};

use super::error::Step;
use super::{Node, ReadError};

/// The field that names what a union holds.
const TAG: &str = "type";

/// Reads types from a node. An enum is read from its word, or from an object whose `type` is the word.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Reader<'t, 'de> {
    node: &'t Node<'de>,
    /// Whether the object's `type` was read already and is none of its fields.
    tagged: bool,
}

impl<'t, 'de> Reader<'t, 'de> {
    pub(crate) const fn new(node: &'t Node<'de>) -> Self {
        Self { node, tagged: false }
    }

    fn list<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ReadError> {
        let Node::List(items) = self.node else { return Err(self.unexpected(&visitor)) };
        let mut items = Items { items: items.iter(), position: 0 };
        let value = visitor.visit_seq(&mut items)?;
        items.finish()?;
        Ok(value)
    }

    fn object<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ReadError> {
        let Node::Object(fields) = self.node else { return Err(self.unexpected(&visitor)) };
        visitor.visit_map(Fields { fields, position: 0, tagged: self.tagged })
    }

    /// An error of the object's `type`, seen from the object; of a plain word, as it is.
    #[cold]
    fn at_tag(self, error: ReadError) -> ReadError {
        let Node::Object(fields) = self.node else { return error };
        let position = fields.iter().rposition(|(key, _)| key.as_text() == Some(TAG));
        error.inside(Step::Field(TAG.to_owned(), position.unwrap_or_default()))
    }

    #[cold]
    fn unexpected(self, expected: &dyn serde::de::Expected) -> ReadError {
        ReadError::invalid_type(self.node.unexpected(), expected)
    }
}

/// Numbers of every width are given as the widest of their sign.
macro_rules! numbers {
    ($($number:ident),+) => {$(
        fn $number<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ReadError> {
            match self.node {
                Node::Whole(number) => visitor.visit_u64(*number),
                Node::Negative(number) => visitor.visit_i64(*number),
                _ => Err(self.unexpected(&visitor)),
            }
        }
    )+};
}

impl<'de> Deserializer<'de> for Reader<'_, 'de> {
    type Error = ReadError;

    /// No: so a union knows that it is read from nodes already.
    fn is_human_readable(&self) -> bool {
        false
    }

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ReadError> {
        match self.node {
            Node::Null => visitor.visit_unit(),
            Node::YesNo(yes) => visitor.visit_bool(*yes),
            Node::Whole(number) => visitor.visit_u64(*number),
            Node::Negative(number) => visitor.visit_i64(*number),
            Node::Fraction(number) => visitor.visit_f64(*number),
            Node::Text(std::borrow::Cow::Borrowed(text)) => visitor.visit_borrowed_str(text),
            Node::Text(text) => visitor.visit_str(text),
            Node::List(_) => self.list(visitor),
            Node::Object(_) => self.object(visitor),
        }
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ReadError> {
        let Node::YesNo(yes) = self.node else { return Err(self.unexpected(&visitor)) };
        visitor.visit_bool(*yes)
    }

    numbers!(
        deserialize_i8,
        deserialize_i16,
        deserialize_i32,
        deserialize_i64,
        deserialize_u8,
        deserialize_u16,
        deserialize_u32,
        deserialize_u64
    );

    fn deserialize_f32<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ReadError> {
        self.deserialize_f64(visitor)
    }

    fn deserialize_f64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ReadError> {
        match self.node {
            Node::Whole(number) => visitor.visit_u64(*number),
            Node::Negative(number) => visitor.visit_i64(*number),
            Node::Fraction(number) => visitor.visit_f64(*number),
            _ => Err(self.unexpected(&visitor)),
        }
    }

    fn deserialize_char<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ReadError> {
        self.deserialize_str(visitor)
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ReadError> {
        let Node::Text(text) = self.node else { return Err(self.unexpected(&visitor)) };
        visitor.visit_str(text)
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ReadError> {
        self.deserialize_str(visitor)
    }

    fn deserialize_identifier<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ReadError> {
        self.deserialize_str(visitor)
    }

    fn deserialize_bytes<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ReadError> {
        self.deserialize_str(visitor)
    }

    fn deserialize_byte_buf<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ReadError> {
        self.deserialize_str(visitor)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ReadError> {
        match self.node {
            Node::Null => visitor.visit_none(),
            _ => visitor.visit_some(self),
        }
    }

    fn deserialize_unit<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ReadError> {
        match self.node {
            Node::Null => visitor.visit_unit(),
            _ => Err(self.unexpected(&visitor)),
        }
    }

    fn deserialize_unit_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, ReadError> {
        self.deserialize_unit(visitor)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, ReadError> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ReadError> {
        self.list(visitor)
    }

    fn deserialize_tuple<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, ReadError> {
        self.list(visitor)
    }

    fn deserialize_tuple_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: usize,
        visitor: V,
    ) -> Result<V::Value, ReadError> {
        self.list(visitor)
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ReadError> {
        self.object(visitor)
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, ReadError> {
        self.object(visitor)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, ReadError> {
        let word = match self.node {
            Node::Text(_) => self.node,
            Node::Object(_) => self.node.field(TAG).ok_or_else(|| ReadError::missing_field(TAG))?,
            _ => return Err(self.unexpected(&visitor)),
        };
        let holds = Self { node: self.node, tagged: true };
        visitor.visit_enum(Union { word, holds })
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ReadError> {
        visitor.visit_unit()
    }
}

/// The items of a list.
struct Items<'t, 'de> {
    items: core::slice::Iter<'t, Node<'de>>,
    position: usize,
}

impl Items<'_, '_> {
    fn finish(&self) -> Result<(), ReadError> {
        let more = self.items.len();
        if more == 0 {
            return Ok(());
        }
        let expected = format!("{} items", self.position);
        Err(ReadError::invalid_length(self.position.saturating_add(more), &expected.as_str()))
    }
}

impl<'de> SeqAccess<'de> for &mut Items<'_, 'de> {
    type Error = ReadError;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, ReadError> {
        let Some(node) = self.items.next() else { return Ok(None) };
        let position = self.position;
        self.position = position.saturating_add(1);
        seed.deserialize(Reader::new(node)).map(Some).map_err(|error| error.inside(Step::Item(position)))
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.items.len())
    }
}

/// The fields of an object.
struct Fields<'t, 'de> {
    fields: &'t [(Node<'de>, Node<'de>)],
    /// The next field.
    position: usize,
    tagged: bool,
}

impl<'t, 'de> Fields<'t, 'de> {
    /// The field that stands next, past the tag.
    fn next(&mut self) -> Option<&'t Node<'de>> {
        loop {
            let (key, _) = self.fields.get(self.position)?;
            self.position = self.position.saturating_add(1);
            if !(self.tagged && key.as_text() == Some(TAG)) {
                return Some(key);
            }
        }
    }

    /// The field that was named last, with the step to it.
    fn last(&self) -> Option<(&'t (Node<'de>, Node<'de>), usize)> {
        let position = self.position.checked_sub(1)?;
        Some((self.fields.get(position)?, position))
    }

    #[cold]
    fn step(&self) -> Step {
        let (name, position) = self.last().map(|((key, _), at)| (key.as_text(), at)).unwrap_or_default();
        Step::Field(name.unwrap_or_default().to_owned(), position)
    }
}

impl<'de> MapAccess<'de> for Fields<'_, 'de> {
    type Error = ReadError;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, ReadError> {
        let Some(key) = self.next() else { return Ok(None) };
        seed.deserialize(Reader::new(key)).map(Some).map_err(|error| error.at_key(self.step()))
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, ReadError> {
        let ((_, field), _) = self.last().ok_or_else(|| ReadError::custom("a value without a key"))?;
        seed.deserialize(Reader::new(field)).map_err(|error| error.inside(self.step()))
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.fields.len().saturating_sub(self.position))
    }
}

/// A word, and the object that it stands for.
struct Union<'t, 'de> {
    word: &'t Node<'de>,
    holds: Reader<'t, 'de>,
}

impl<'t, 'de> EnumAccess<'de> for Union<'t, 'de> {
    type Error = ReadError;
    type Variant = Held<'t, 'de>;

    fn variant_seed<V: DeserializeSeed<'de>>(self, seed: V) -> Result<(V::Value, Held<'t, 'de>), ReadError> {
        let kind = seed.deserialize(Reader::new(self.word)).map_err(|error| self.holds.at_tag(error))?;
        Ok((kind, Held(self.holds)))
    }
}

/// What a union holds, once its word is known.
struct Held<'t, 'de>(Reader<'t, 'de>);

impl<'de> VariantAccess<'de> for Held<'_, 'de> {
    type Error = ReadError;

    fn unit_variant(self) -> Result<(), ReadError> {
        Ok(())
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<T::Value, ReadError> {
        seed.deserialize(self.0)
    }

    fn tuple_variant<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, ReadError> {
        self.0.list(visitor)
    }

    fn struct_variant<V: Visitor<'de>>(
        self,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, ReadError> {
        self.0.object(visitor)
    }
}
