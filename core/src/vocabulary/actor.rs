use serde::{Deserialize, Serialize};

use super::{Name, Role};

/// Who gives a command, and in what capacity. The host authenticates, the core compares.
///
/// ```
/// use aftersales::vocabulary::{Actor, Role};
///
/// let engineer = Actor::new("engineer-1".parse()?, [Role::ENGINEER]);
/// assert!(engineer.has(&Role::ENGINEER) && !engineer.has(&Role::CUSTOMER));
/// # Ok::<(), aftersales::vocabulary::VocabularyError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Actor {
    /// The person or machine, under the host's own id.
    pub id: Name,
    /// The capacities in which it acts.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub roles: Vec<Role>,
}

impl Actor {
    /// An actor from its parts.
    #[must_use]
    pub fn new(id: Name, roles: impl IntoIterator<Item = Role>) -> Self {
        Self { id, roles: roles.into_iter().collect() }
    }

    /// Whether the actor acts in a role.
    #[must_use]
    pub fn has(&self, role: &Role) -> bool {
        self.roles.contains(role)
    }
}
