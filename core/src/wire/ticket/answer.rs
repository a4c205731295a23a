//! What a ticket answers.

use serde::{Deserialize, Serialize};

use super::EffectKey;
use crate::time::Instant;
use crate::vocabulary::{Name, Role};

/// Something for the host to do: a pure function of the stored events.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct EffectDocument {
    /// What tells it from all others of the ticket.
    pub key: EffectKey,
    /// The sequence of the event that it follows from.
    pub sequence: u64,
    /// When it was due.
    pub at: Instant,
    /// Who is to be told.
    pub notify: Role,
    /// Of what: the kind of event.
    pub about: Name,
    /// The sequence of the event that made it void, if one did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub revoked_by: Option<u64>,
}
