use core::fmt;
use std::collections::BTreeMap;

use crate::time::shown;
use crate::wire::InputValue;

/// A case that shows something, as [`GradingPolicy::read`](super::GradingPolicy::read) takes it.
///
/// ```
/// use aftersales::priority::{GradingPolicy, PriorityError};
/// # use aftersales::wire::GradingDocument;
/// # let document = GradingDocument::from_json(r#"{
/// #     "inputs": [{"type": "yes_no", "name": "outage", "order": "rising"}],
/// #     "base": {"type": "table", "hit_policy": "first", "rows": [
/// #         {"when": {"outage": {"one_of": ["yes"]}}, "then": {"priority": "P1"}}
/// #     ]}
/// # }"#)?;
///
/// // The document has no row for `"outage": "no"`.
/// let Err(PriorityError::Gap { witness, .. }) = GradingPolicy::compile(&document) else { panic!() };
/// assert_eq!(witness.to_string(), "`outage` = `no`");
/// # Ok::<(), aftersales::wire::WireError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Witness(BTreeMap<String, InputValue>);

impl Witness {
    pub(super) fn new(values: impl Iterator<Item = (String, InputValue)>) -> Self {
        Self(crate::order::map(values))
    }

    /// The values by input; an input that is not there is left out.
    #[must_use]
    pub fn values(&self) -> &BTreeMap<String, InputValue> {
        &self.0
    }
}

impl fmt::Display for Witness {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0.is_empty() {
            return f.write_str("a case without inputs");
        }
        for (position, (input, value)) in self.0.iter().enumerate() {
            let comma = if position > 0 { ", " } else { "" };
            write!(f, "{comma}`{input}` = `{}`", shown(&value.to_string()))?;
        }
        Ok(())
    }
}
