use serde::{Deserialize, Serialize};

use super::read::{tagged_by_type, with_flattened};

/// One event of a ticket's history, as the clocks see it.
///
/// ```
/// use aftersales::wire::{TimelineEventDocument, read_document};
///
/// let event: TimelineEventDocument =
///     read_document(r#"{"at": "2026-03-02T09:00:00Z", "type": "wait_started", "reason": "parts"}"#)?;
/// assert_eq!(event.at, "2026-03-02T09:00:00Z");
/// # Ok::<(), aftersales::wire::WireError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct TimelineEventDocument {
    /// When it happened, RFC 3339.
    #[cfg_attr(feature = "schema", schemars(extend("format" = "date-time")))]
    pub at: String,
    /// What happened.
    #[serde(flatten)]
    pub kind: TimelineKindDocument,
}

with_flattened!(TimelineEventDocument { flat kind, at: String });

tagged_by_type! {
    /// What happened.
    #[derive(Debug, Clone, PartialEq, Eq)]
    #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
    pub enum TimelineKindDocument {
        /// The ticket began.
        Started {
            /// What is known of it then.
            #[serde(default, skip_serializing_if = "InputsDocument::is_empty")]
            inputs: InputsDocument,
        },
        /// The customer wrote or called.
        CustomerMessage,
        /// The desk answered the customer.
        AgentMessage,
        /// The ticket entered a state.
        StateEntered {
            /// The state's name.
            state: String,
        },
        /// A wait began.
        WaitStarted {
            /// The wait's reason.
            reason: String,
        },
        /// A wait ended.
        WaitEnded {
            /// The wait's reason.
            reason: String,
        },
        /// What is known of the ticket changed; these inputs replace the ones before.
        InputsChanged {
            /// All that is known from now on.
            inputs: InputsDocument,
        },
        /// Another policy holds from now on.
        PolicyRevised {
            /// The name under which the host keeps it.
            policy: String,
        },
        /// The work was completed.
        Stopped,
        /// The work turned out not to be complete.
        Reopened,
        /// The ticket ended without an outcome: cancelled, rejected, merged. No clock applies any more.
        Withdrawn,
    }
}

/// What the selector may ask of a ticket; absent is unknown.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct InputsDocument {
    /// `P1` to `P4`; absent before the first grade.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub priority: Option<String>,
    /// The customer's tier.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tier: Option<String>,
    /// The kind of ticket.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kind: Option<String>,
    /// The class of the problem.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub class: Option<String>,
    /// The channel it came by.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub channel: Option<String>,
    /// The entitlement it falls under.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub entitlement: Option<String>,
    /// The product line.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub product_line: Option<String>,
    /// The site.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub site: Option<String>,
}

impl InputsDocument {
    fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}
