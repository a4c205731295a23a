/// Declares an enum of payloads tagged by `type`, and the list of its words.
macro_rules! kinds {
    (
        $(#[$about:meta])* $kinds:ident,
        $(#[$names_about:meta])* $names:ident, $title:literal
        { $($(#[$doc:meta])* $kind:ident($payload:ty) = $text:literal,)+ }
    ) => {
        $crate::vocabulary::words! {
            $(#[$names_about])*
            $names, $title { $($(#[$doc])* $kind = $text,)+ }
        }

        $(#[$about])*
        #[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        #[serde(tag = "type")]
        #[non_exhaustive]
        pub enum $kinds {
            $($(#[$doc])* #[serde(rename = $text)] $kind($payload),)+
        }

        const _: () = {
            use $kinds as Kinds;

            /// The same with its word outside, which the reader finds inside.
            #[derive(serde::Deserialize)]
            #[serde(remote = "Kinds")]
            enum Tagged {
                $(#[serde(rename = $text)] $kind($payload),)+
            }

            impl<'de> serde::Deserialize<'de> for $kinds {
                fn deserialize<D: serde::Deserializer<'de>>(source: D) -> Result<Self, D::Error> {
                    if source.is_human_readable() {
                        $crate::wire::read::through_nodes(source, |reader| Tagged::deserialize(reader))
                    } else {
                        Tagged::deserialize(source)
                    }
                }
            }
        };

        impl $kinds {
            /// The word that names it.
            #[must_use]
            pub const fn name(&self) -> $names {
                match self {
                    $(Self::$kind(_) => $names::$kind,)+
                }
            }
        }
    };
}

pub(super) use kinds;
