//! Order, in little code: what the standard library makes of every `sort` and `collect` is kilobytes for each type, which add
//! up in a browser. What sorts columns of data uses the standard library.

use core::cmp::Ordering;
use std::collections::BTreeMap;
#[cfg(feature = "sla")]
use std::collections::BTreeSet;

/// Sorts items; those that compare equal keep their order.
pub(crate) fn by<T>(items: &mut [T], compare: impl Fn(&T, &T) -> Ordering) {
    if items.len() < 2 {
        return;
    }
    let mut destinations = destinations(items.len(), &|left, right| {
        items.get(left).zip(items.get(right)).map_or(Ordering::Equal, |(left, right)| compare(left, right))
    });
    for position in 0..items.len() {
        while let Some(destination) = destinations.get(position).copied().filter(|place| *place != position) {
            items.swap(position, destination);
            destinations.swap(position, destination);
        }
    }
}

/// Sorts items by a key; those of the same key keep their order.
pub(crate) fn by_key<T, K: Ord>(items: &mut [T], key: impl Fn(&T) -> K) {
    by(items, |left, right| key(left).cmp(&key(right)));
}

/// A set of items.
#[cfg(feature = "sla")]
pub(crate) fn set<T: Ord>(items: impl IntoIterator<Item = T>) -> BTreeSet<T> {
    let mut set = BTreeSet::new();
    for item in items {
        set.insert(item);
    }
    set
}

/// A map of entries, of those with the same key the last.
pub(crate) fn map<K: Ord, V>(entries: impl IntoIterator<Item = (K, V)>) -> BTreeMap<K, V> {
    let mut map = BTreeMap::new();
    for (key, value) in entries {
        map.insert(key, value);
    }
    map
}

/// Where the item at each place goes.
fn destinations(items: usize, compare: &dyn Fn(usize, usize) -> Ordering) -> Vec<usize> {
    let mut sorted: Vec<usize> = (0..items).collect();
    sorted.sort_by(|left, right| compare(*left, *right));
    let mut destinations = vec![0; items];
    for (destination, place) in sorted.into_iter().enumerate() {
        if let Some(own) = destinations.get_mut(place) {
            *own = destination;
        }
    }
    destinations
}
