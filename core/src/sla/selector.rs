use core::cmp::Ordering;
use std::sync::Arc;

use super::SlaError;
use super::budget::{Calendars, Target};
use crate::vocabulary::{Channel, Kind, Name, Priority, Tier, VocabularyError};
use crate::wire::InputsDocument;

/// What the selector may ask of a ticket; `None` is unknown.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Inputs {
    /// The priority; `None` before the first grade.
    pub priority: Option<Priority>,
    /// The customer's tier.
    pub tier: Option<Tier>,
    /// The kind of ticket.
    pub kind: Option<Kind>,
    /// The class of the problem.
    pub class: Option<Name>,
    /// The channel it came by.
    pub channel: Option<Channel>,
    /// The entitlement it falls under.
    pub entitlement: Option<Name>,
    /// The product line.
    pub product_line: Option<Name>,
    /// The site.
    pub site: Option<Name>,
}

impl TryFrom<&InputsDocument> for Inputs {
    type Error = SlaError;

    fn try_from(document: &InputsDocument) -> Result<Self, SlaError> {
        Ok(Self {
            priority: read("inputs.priority", document.priority.as_deref())?,
            tier: read("inputs.tier", document.tier.as_deref())?,
            kind: read("inputs.kind", document.kind.as_deref())?,
            class: read("inputs.class", document.class.as_deref())?,
            channel: read("inputs.channel", document.channel.as_deref())?,
            entitlement: read("inputs.entitlement", document.entitlement.as_deref())?,
            product_line: read("inputs.product_line", document.product_line.as_deref())?,
            site: read("inputs.site", document.site.as_deref())?,
        })
    }
}

fn read<T>(path: &str, value: Option<&str>) -> Result<Option<T>, SlaError>
where
    T: core::str::FromStr<Err = VocabularyError>,
{
    let parsed = value.map(str::parse).transpose();
    parsed.map_err(|source| SlaError::Word { path: path.to_owned(), source })
}

/// Which tickets an entry is for, in sorted lists; an empty one asks nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct When {
    pub(super) priority: Vec<Priority>,
    pub(super) tier: Vec<Tier>,
    pub(super) kind: Vec<Kind>,
    pub(super) class: Vec<Name>,
    pub(super) channel: Vec<Channel>,
    pub(super) entitlement: Vec<Name>,
    pub(super) product_line: Vec<Name>,
    pub(super) site: Vec<Name>,
}

/// One entry of the selector, compiled; `targets` by the position of their metric.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Entry {
    pub(super) path: Arc<str>,
    pub(super) mode: Mode,
    pub(super) when: When,
    pub(super) calendar: Option<Calendars>,
    pub(super) targets: Vec<(usize, Target)>,
}

/// A target with the path of the entry that it comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Promised {
    pub(super) target: Target,
    pub(super) source: Arc<str>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mode {
    Set,
    AtMost,
}

impl Entry {
    pub(super) fn target_of(&self, metric: usize) -> Option<Promised> {
        let found = self.targets.iter().find(|(position, _)| *position == metric);
        found.map(|(_, target)| Promised { target: *target, source: self.path.clone() })
    }
}

impl When {
    /// Whether a ticket fits. What is unknown of it fits only an entry that does not ask.
    pub(super) fn fits(&self, inputs: &Inputs) -> bool {
        holds(&self.priority, inputs.priority.as_ref())
            && holds(&self.tier, inputs.tier.as_ref())
            && holds(&self.kind, inputs.kind.as_ref())
            && holds(&self.class, inputs.class.as_ref())
            && holds(&self.channel, inputs.channel.as_ref())
            && holds(&self.entitlement, inputs.entitlement.as_ref())
            && holds(&self.product_line, inputs.product_line.as_ref())
            && holds(&self.site, inputs.site.as_ref())
    }

    /// How many dimensions the entry asks about.
    pub(super) fn specificity(&self) -> usize {
        self.asked().into_iter().filter(|asked| *asked).count()
    }

    /// Whether some ticket fits both.
    pub(super) fn overlaps(&self, other: &Self) -> bool {
        common(&self.priority, &other.priority)
            && common(&self.tier, &other.tier)
            && common(&self.kind, &other.kind)
            && common(&self.class, &other.class)
            && common(&self.channel, &other.channel)
            && common(&self.entitlement, &other.entitlement)
            && common(&self.product_line, &other.product_line)
            && common(&self.site, &other.site)
    }

    fn asked(&self) -> [bool; 8] {
        [
            !self.priority.is_empty(),
            !self.tier.is_empty(),
            !self.kind.is_empty(),
            !self.class.is_empty(),
            !self.channel.is_empty(),
            !self.entitlement.is_empty(),
            !self.product_line.is_empty(),
            !self.site.is_empty(),
        ]
    }
}

fn holds<T: Ord>(allowed: &[T], value: Option<&T>) -> bool {
    allowed.is_empty() || value.is_some_and(|value| allowed.binary_search(value).is_ok())
}

/// Whether two sorted lists share a value; an empty one holds all.
fn common<T: Ord>(left: &[T], right: &[T]) -> bool {
    if left.is_empty() || right.is_empty() {
        return true;
    }
    let (mut left, mut right) = (left.iter().peekable(), right.iter().peekable());
    while let (Some(&one), Some(&other)) = (left.peek(), right.peek()) {
        match one.cmp(other) {
            Ordering::Less => left.next(),
            Ordering::Greater => right.next(),
            Ordering::Equal => return true,
        };
    }
    false
}

/// The closest of the `set` entries that fit a ticket; ties were refused when the policy was compiled.
pub(super) fn closest<'a, T>(
    entries: &'a [Entry],
    inputs: &Inputs,
    pick: impl Fn(&'a Entry) -> Option<T>,
) -> Option<T> {
    let fitting = entries.iter().filter(|entry| entry.mode == Mode::Set && entry.when.fits(inputs));
    let picked = fitting.filter_map(|entry| Some((entry.when.specificity(), pick(entry)?)));
    picked.max_by_key(|(specificity, _)| *specificity).map(|(_, value)| value)
}
