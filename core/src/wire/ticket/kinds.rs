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
        #[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        #[serde(tag = "type")]
        #[non_exhaustive]
        pub enum $kinds {
            $($(#[$doc])* #[serde(rename = $text)] $kind($payload),)+
        }

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
