//! The tickets that a selector tells apart.

use std::collections::BTreeMap;

use crate::sla::Inputs;
use crate::vocabulary::{Name, Priority};
use crate::wire::{SelectorEntryDocument, SlaDocument, WhenDocument};

/// Most cases that are looked at.
const MOST_CASES: usize = 20_000;

/// One ticket for every combination of values that the selector names, and of none of them.
pub(super) struct Cases {
    values: [Vec<Option<String>>; 8],
    count: usize,
    truncated: bool,
}

impl Cases {
    pub(super) fn of(document: &SlaDocument) -> Self {
        let whens = || {
            document.selector.iter().map(|entry| match entry {
                SelectorEntryDocument::Set { when, .. } | SelectorEntryDocument::AtMost { when, .. } => when,
            })
        };
        let named = |list: fn(&WhenDocument) -> &Vec<String>| {
            let values = crate::order::set(whens().flat_map(list));
            let mut values: Vec<_> = values.into_iter().cloned().map(Some).collect();
            values.push(None);
            values
        };
        // A ticket without a priority is ungraded, which is no value like the others: all are looked at.
        let priorities = Priority::ALL.iter().map(|priority| Some(priority.to_string())).chain([None]);
        let values = [
            priorities.collect(),
            named(|when| &when.tier),
            named(|when| &when.kind),
            named(|when| &when.class),
            named(|when| &when.channel),
            named(|when| &when.entitlement),
            named(|when| &when.product_line),
            named(|when| &when.site),
        ];
        let all = values.iter().fold(1_usize, |product, each| product.saturating_mul(each.len()));
        Self { values, count: all.min(MOST_CASES), truncated: all > MOST_CASES }
    }

    pub(super) const fn count(&self) -> usize {
        self.count
    }

    /// Whether there are more than are looked at.
    pub(super) const fn is_truncated(&self) -> bool {
        self.truncated
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = Inputs> + '_ {
        (0..self.count).filter_map(|number| self.case(number))
    }

    /// The case of a number, whose digits in the mixed radix of the lists pick a value of each.
    fn case(&self, number: usize) -> Option<Inputs> {
        let mut rest = number;
        let mut picked = self.values.iter().map(|list| {
            let value = rest.checked_rem(list.len()).and_then(|place| list.get(place)).cloned().flatten();
            rest = rest.checked_div(list.len()).unwrap_or_default();
            value
        });
        let mut next = || picked.next().flatten();
        Some(Inputs {
            priority: word(next())?,
            tier: word(next())?,
            kind: word(next())?,
            class: word(next())?,
            channel: word(next())?,
            entitlement: word(next())?,
            product_line: word(next())?,
            site: word(next())?,
        })
    }
}

/// `None` for what is no word of its list; such a document does not compile.
fn word<T: core::str::FromStr>(text: Option<String>) -> Option<Option<T>> {
    text.map(|text| text.parse().ok()).map_or(Some(None), |read: Option<T>| read.map(Some))
}

/// What is known of a ticket, by name.
pub(super) fn named(inputs: &Inputs) -> BTreeMap<String, String> {
    let text = |name: &Option<Name>| name.as_ref().map(ToString::to_string);
    let all = [
        ("priority", inputs.priority.map(|each| each.to_string())),
        ("tier", inputs.tier.map(|each| each.to_string())),
        ("kind", inputs.kind.map(|each| each.to_string())),
        ("class", text(&inputs.class)),
        ("channel", inputs.channel.map(|each| each.to_string())),
        ("entitlement", text(&inputs.entitlement)),
        ("product_line", text(&inputs.product_line)),
        ("site", text(&inputs.site)),
    ];
    crate::order::map(all.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?))))
}
