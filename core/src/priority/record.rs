use super::input::{not_allowed, word};
use super::{Grade, PriorityError};
use crate::time::Instant;
use crate::vocabulary::{Name, Priority};
use crate::wire::{GradeDocument, OverrideDocument};

/// A grade as a ticket keeps it: what rules gave, when, on whose word (domain facts PR-4 and PR-6).
///
/// ```
/// use std::collections::BTreeMap;
/// use aftersales::priority::{GradeRecord, GradeStage, GradingPolicy, Override};
/// use aftersales::vocabulary::Priority;
/// use aftersales::wire::{GradingDocument, OverrideDocument};
///
/// let policy = GradingPolicy::compile(&GradingDocument::from_json(r#"{
///     "inputs": [{"type": "yes_no", "name": "safety_hazard", "order": "rising"}],
///     "base": {"type": "table", "hit_policy": "unique", "rows": [{"then": {"priority": "P3"}}]},
///     "hazards": [{"safety_hazard": {"one_of": ["yes"]}}]
/// }"#)?)?;
/// let given = |hazard: bool| policy.read(&BTreeMap::from([("safety_hazard".to_owned(), hazard.into())]));
/// let (nine, ten, noon) =
///     ("2026-03-02T09:00:00Z".parse()?, "2026-03-02T10:00:00Z".parse()?, "2026-03-02T12:00:00Z".parse()?);
///
/// let first = GradeRecord::new(&policy.grade(&given(false)?)?, GradeStage::Preliminary, "front-desk".parse()?, nine);
/// let to = |priority: &str| OverrideDocument {
///     priority: priority.to_owned(),
///     author: "supervisor-1".to_owned(),
///     reason: "the line stands still".to_owned(),
///     from: nine,
///     expires_at: noon,
/// };
/// let urgent = Override::new(&first, &to("P2"))?;
/// assert_eq!(first.in_force(Some(&urgent), ten), Priority::P2);
/// assert_eq!(first.in_force(Some(&urgent), noon), Priority::P3);
///
/// // The engineer finds a hazard; nothing lowers it.
/// let second = GradeRecord::new(&policy.grade(&given(true)?)?, GradeStage::Diagnosed, "engineer-1".parse()?, ten);
/// assert_eq!(second.in_force(Some(&urgent), ten), Priority::P1);
/// let refused = Override::new(&second, &to("P4")).unwrap_err();
/// assert_eq!(refused.code(), "priority.override.safety");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct GradeRecord {
    priority: Priority,
    safety_hazard: bool,
    fired: Vec<String>,
    revision: String,
    stage: GradeStage,
    by: Name,
    at: Instant,
}

/// How well a case was known when it was graded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum GradeStage {
    /// As the customer told it to the front desk.
    Preliminary,
    /// As an engineer found it.
    Diagnosed,
}

/// A grade by a person against the rules, for a time.
///
/// It can raise a grade or lower it, but never that of a safety hazard, neither when it is given nor later.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Override {
    priority: Priority,
    author: Name,
    reason: String,
    from: Instant,
    expires_at: Instant,
}

impl GradeRecord {
    /// The record of a grade: who told the inputs, and when.
    #[must_use]
    pub fn new(grade: &Grade, stage: GradeStage, by: Name, at: Instant) -> Self {
        Self {
            priority: grade.priority(),
            safety_hazard: grade.is_safety_hazard(),
            fired: grade.fired().map(ToOwned::to_owned).collect(),
            revision: grade.revision().to_owned(),
            stage,
            by,
            at,
        }
    }

    /// The record of a stored grade, without the policy that gave it.
    ///
    /// # Errors
    ///
    /// [`PriorityError::Word`] for a priority that is none, [`PriorityError::NotAllowed`] for a safety hazard that is not P1.
    pub fn from_document(
        document: &GradeDocument,
        stage: GradeStage,
        by: Name,
        at: Instant,
    ) -> Result<Self, PriorityError> {
        let priority = word("priority", &document.priority)?;
        if document.safety_hazard && priority != Priority::P1 {
            return Err(not_allowed("priority", &document.priority, "a safety hazard is P1"));
        }
        let GradeDocument { safety_hazard, fired, revision, .. } = document.clone();
        Ok(Self { priority, safety_hazard, fired, revision, stage, by, at })
    }

    /// The priority that the rules gave.
    #[must_use]
    pub fn priority(&self) -> Priority {
        self.priority
    }

    /// Whether a safety hazard stood.
    #[must_use]
    pub fn is_safety_hazard(&self) -> bool {
        self.safety_hazard
    }

    /// The paths of the rules that held.
    #[must_use]
    pub fn fired(&self) -> &[String] {
        &self.fired
    }

    /// The revision of the policy that gave it.
    #[must_use]
    pub fn revision(&self) -> &str {
        &self.revision
    }

    /// How well the case was known.
    #[must_use]
    pub fn stage(&self) -> GradeStage {
        self.stage
    }

    /// Who told the inputs.
    #[must_use]
    pub fn by(&self) -> &Name {
        &self.by
    }

    /// When it was graded.
    #[must_use]
    pub fn at(&self) -> Instant {
        self.at
    }

    /// The priority that holds at an instant.
    #[must_use]
    pub fn in_force(&self, overriding: Option<&Override>, now: Instant) -> Priority {
        if self.safety_hazard {
            return Priority::P1;
        }
        overriding.filter(|each| each.holds_at(now)).map_or(self.priority, Override::priority)
    }
}

impl Override {
    /// Most characters of a reason.
    pub const MOST_REASON_CHARACTERS: usize = 2_000;

    /// An override of a grade from one instant up to, not including, another.
    ///
    /// # Errors
    ///
    /// [`PriorityError::OverrideSafety`] for anything but P1 while a safety hazard stands, else as `TryFrom`.
    pub fn new(graded: &GradeRecord, document: &OverrideDocument) -> Result<Self, PriorityError> {
        let read = Self::try_from(document)?;
        if graded.safety_hazard && read.priority != Priority::P1 {
            return Err(PriorityError::OverrideSafety { priority: read.priority });
        }
        Ok(read)
    }

    /// The priority that it gives.
    #[must_use]
    pub fn priority(&self) -> Priority {
        self.priority
    }

    /// Who gave it.
    #[must_use]
    pub fn author(&self) -> &Name {
        &self.author
    }

    /// Why.
    #[must_use]
    pub fn reason(&self) -> &str {
        &self.reason
    }

    /// From when it holds.
    #[must_use]
    pub fn from(&self) -> Instant {
        self.from
    }

    /// When it ends: the first instant at which it does not hold any more.
    #[must_use]
    pub fn expires_at(&self) -> Instant {
        self.expires_at
    }

    /// Whether it holds at an instant.
    #[must_use]
    pub fn holds_at(&self, now: Instant) -> bool {
        (self.from..self.expires_at).contains(&now)
    }
}

/// Reads a stored override. That it does not lower a safety hazard is for [`Override::new`] to say, and
/// [`GradeRecord::in_force`] keeps it in any case.
///
/// # Errors
///
/// [`PriorityError::OverrideBlank`] without an author or a reason, [`PriorityError::OverrideExpiry`] if it ends before it
/// begins, [`PriorityError::Word`] for a priority or an author that is none, [`PriorityError::NotAllowed`] for a reason
/// that is too long.
impl TryFrom<&OverrideDocument> for Override {
    type Error = PriorityError;

    fn try_from(document: &OverrideDocument) -> Result<Self, PriorityError> {
        let OverrideDocument { priority, author, reason, from, expires_at } = document;
        for (field, text) in [("author", author), ("reason", reason)] {
            if text.trim().is_empty() {
                return Err(PriorityError::OverrideBlank { field });
            }
        }
        if reason.chars().count() > Self::MOST_REASON_CHARACTERS {
            return Err(not_allowed("reason", reason, "a reason has at most 2000 characters"));
        }
        if expires_at <= from {
            return Err(PriorityError::OverrideExpiry { from: *from, expires_at: *expires_at });
        }
        Ok(Self {
            priority: word("priority", priority)?,
            author: word("author", author)?,
            reason: reason.clone(),
            from: *from,
            expires_at: *expires_at,
        })
    }
}

impl From<&Override> for OverrideDocument {
    fn from(each: &Override) -> Self {
        Self {
            priority: each.priority.to_string(),
            author: each.author.to_string(),
            reason: each.reason.clone(),
            from: each.from,
            expires_at: each.expires_at,
        }
    }
}
