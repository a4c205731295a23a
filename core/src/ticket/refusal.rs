use core::fmt;

use serde::{Deserialize, Serialize, Serializer};
use serde_json::Value;

use super::Reason;

/// Why a command was refused: everything that stands in its way, at once. A refused command has changed nothing.
///
/// ```
/// use aftersales::ticket::{Reason, Refusal, RefusalDocument};
///
/// let refusal = Refusal::new(vec![Reason::NoWait {}]);
/// assert_eq!(refusal.codes(), ["ticket.wait.none"]);
/// assert_eq!(RefusalDocument::from(&refusal).reasons[0].message, "it waits for nothing");
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    reasons: Vec<Reason>,
}

impl Refusal {
    /// A refusal for these reasons.
    #[must_use]
    pub const fn new(reasons: Vec<Reason>) -> Self {
        Self { reasons }
    }

    /// The reasons, in the order in which a command is checked.
    #[must_use]
    pub fn reasons(&self) -> &[Reason] {
        &self.reasons
    }

    /// The codes of the reasons.
    #[must_use]
    pub fn codes(&self) -> Vec<&'static str> {
        self.reasons.iter().map(Reason::code).collect()
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (position, reason) in self.reasons.iter().enumerate() {
            if position > 0 {
                f.write_str("; ")?;
            }
            reason.fmt(f)?;
        }
        Ok(())
    }
}

impl core::error::Error for Refusal {}

impl From<Reason> for Refusal {
    fn from(reason: Reason) -> Self {
        Self { reasons: vec![reason] }
    }
}

/// A refusal as every language shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RefusalDocument {
    /// The reasons, in the order in which a command is checked.
    pub reasons: Vec<ReasonDocument>,
}

/// One reason as every language shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReasonDocument {
    /// The stable code, such as `ticket.gate.approval_missing`.
    pub code: String,
    /// One sentence.
    pub message: String,
    /// What the sentence is made of, by name.
    pub data: Value,
}

impl From<&Reason> for ReasonDocument {
    fn from(reason: &Reason) -> Self {
        let data = serde_json::to_value(reason).unwrap_or_default();
        Self { code: reason.code().to_owned(), message: reason.to_string(), data }
    }
}

impl From<&Refusal> for RefusalDocument {
    fn from(refusal: &Refusal) -> Self {
        Self { reasons: refusal.reasons.iter().map(ReasonDocument::from).collect() }
    }
}

/// Words that a message lists.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed<T>(pub Vec<T>);

impl<T: fmt::Display> fmt::Display for Listed<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (position, word) in self.0.iter().enumerate() {
            if position > 0 {
                f.write_str(", ")?;
            }
            write!(f, "`{word}`")?;
        }
        Ok(())
    }
}

impl<T: Serialize> Serialize for Listed<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}
