/// Declares an enum that stands on the wire as an object with its `type`, and reads it as such.
///
/// The derive of serde would read it by way of a buffer of its own, with a second copy of all that it holds.
macro_rules! tagged_by_type {
    (
        $(#[serde($($rule:ident),+)])?
        $(#[doc = $about:literal])*
        #[derive($($derived:ident),+)]
        $(#[cfg_attr($($condition:tt)+)])?
        pub enum $union:ident { $($body:tt)* }
    ) => {
        $(#[doc = $about])*
        #[derive($($derived,)+ serde::Serialize)]
        $(#[cfg_attr($($condition)+)])?
        #[serde(tag = "type", rename_all = "snake_case" $($(, $rule)+)?)]
        #[non_exhaustive]
        pub enum $union { $($body)* }

        const _: () = {
            use $union as Union;

            /// The same union with its word outside, which the reader finds inside. Its schema is never asked for: the fields
            /// bring attributes along that only the derive of schemas knows.
            #[derive(serde::Deserialize)]
            #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
            #[serde(remote = "Union", rename_all = "snake_case" $($(, $rule)+)?)]
            enum Tagged { $($body)* }

            impl<'de> serde::Deserialize<'de> for $union {
                fn deserialize<D: serde::Deserializer<'de>>(source: D) -> Result<Self, D::Error> {
                    if source.is_human_readable() {
                        $crate::wire::read::through_nodes(source, |reader| Tagged::deserialize(reader))
                    } else {
                        Tagged::deserialize(source)
                    }
                }
            }
        };
    };
}

pub(crate) use tagged_by_type;

/// Reads a document one of whose fields stands flat among the others: from the same object as the others.
macro_rules! with_flattened {
    ($document:ident { flat $flat:ident, $($(#[$rule:meta])? $field:ident: $type:ty),+ }) => {
        impl<'de> serde::Deserialize<'de> for $document {
            fn deserialize<D: serde::Deserializer<'de>>(source: D) -> Result<Self, D::Error> {
                #[derive(serde::Deserialize)]
                struct Others {
                    $($(#[$rule])? $field: $type,)+
                }

                $crate::wire::read::through_nodes(source, |reader| {
                    let Others { $($field),+ } = serde::Deserialize::deserialize(reader)?;
                    Ok(Self { $flat: serde::Deserialize::deserialize(reader)?, $($field),+ })
                })
            }
        }
    };
}

pub(crate) use with_flattened;
