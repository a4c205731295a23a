/// Declares a closed list of words with their wire form.
macro_rules! words {
    ($(#[$about:meta])* $list:ident, $title:literal { $($(#[$doc:meta])* $word:ident = $text:literal,)+ }) => {
        $(#[$about])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum $list {
            $($(#[$doc])* $word,)+
        }

        impl $list {
            /// All words of the list, in order.
            pub const ALL: &'static [Self] = &[$(Self::$word,)+];

            /// The word as it stands in documents.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$word => $text,)+
                }
            }
        }

        impl core::str::FromStr for $list {
            type Err = $crate::vocabulary::VocabularyError;

            fn from_str(text: &str) -> Result<Self, $crate::vocabulary::VocabularyError> {
                Self::ALL.iter().copied().find(|word| word.as_str() == text).ok_or_else(|| {
                    let words: Vec<_> = Self::ALL.iter().map(|word| format!("`{}`", word.as_str())).collect();
                    $crate::vocabulary::VocabularyError::Unknown { list: $title, value: text.to_owned(), allowed: words.join(", ") }
                })
            }
        }

        impl core::fmt::Display for $list {
            fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                f.write_str(self.as_str())
            }
        }

        $crate::vocabulary::as_text!($list);

        #[cfg(feature = "schema")]
        impl schemars::JsonSchema for $list {
            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($list).into()
            }

            fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
                $(#[$about])*
                #[derive(schemars::JsonSchema)]
                #[expect(dead_code, reason = "only what is said of the words is asked of it")]
                enum Documented {
                    $($(#[$doc])* #[schemars(rename = $text)] $word,)+
                }
                let words: Vec<&str> = Self::ALL.iter().map(|word| word.as_str()).collect();
                $crate::vocabulary::schema_of_words(&words, &Documented::json_schema(generator))
            }
        }
    };
}

#[cfg(any(feature = "kpi", feature = "ticket"))]
pub(crate) use words;

words! {
    /// How urgent a case is (domain fact PR-1). The order is that of urgency: `P1` comes first.
    ///
    /// ```
    /// use aftersales::vocabulary::Priority;
    ///
    /// assert_eq!("P1".parse(), Ok(Priority::P1));
    /// assert_eq!("High".parse::<Priority>().unwrap_err().code(), "vocabulary.word.unknown");
    /// ```
    Priority, "priority" {
        /// Urgent: unusable, a safety hazard, or a core function down.
        P1 = "P1",
        /// High: severely limited.
        P2 = "P2",
        /// Medium: some functions abnormal, main use unaffected.
        P3 = "P3",
        /// Low: a blemish or an enquiry.
        P4 = "P4",
    }
}

words! {
    /// The customer's tier (domain fact CU-1).
    Tier, "tier" {
        /// High value and potential.
        Strategic = "strategic",
        /// Medium value, growing fast.
        Growth = "growth",
        /// Standard needs.
        Basic = "basic",
    }
}

words! {
    /// What a ticket is about (domain fact IN-5).
    Kind, "kind" {
        /// Something is broken.
        Repair = "repair",
        /// A question.
        Enquiry = "enquiry",
        /// Dissatisfaction.
        Complaint = "complaint",
        /// An idea.
        Suggestion = "suggestion",
        /// An upgrade or optimisation.
        Upgrade = "upgrade",
        /// Found on an inspection round.
        Inspection = "inspection",
    }
}

words! {
    /// How a ticket came in (domain fact IN-1).
    Channel, "channel" {
        /// The hot line.
        Hotline = "hotline",
        /// E-mail.
        Email = "email",
        /// Online chat on a web page.
        Chat = "chat",
        /// Chat inside an app.
        InAppChat = "in_app_chat",
        /// The customer's own ticket system.
        TicketSystem = "ticket_system",
        /// Enterprise messaging.
        EnterpriseMessaging = "enterprise_messaging",
        /// Fax.
        Fax = "fax",
        /// A web form.
        WebForm = "web_form",
        /// A service point or partner.
        ServicePoint = "service_point",
        /// On site.
        OnSite = "on_site",
    }
}

words! {
    /// The functional level that holds a ticket (domain fact ES-1). The order is that of the ladder: `L1` comes first.
    ///
    /// ```
    /// use aftersales::vocabulary::FunctionalLevel;
    ///
    /// assert!(FunctionalLevel::L1 < FunctionalLevel::L3);
    /// assert_eq!("L2".parse(), Ok(FunctionalLevel::L2));
    /// ```
    FunctionalLevel, "functional level" {
        /// The front desk: intake, first check, guidance.
        L1 = "L1",
        /// Engineers: deep diagnosis, plan, work.
        L2 = "L2",
        /// Experts and research: core defects, customisation.
        L3 = "L3",
    }
}
