//! Keywords in a text: the same for upper and lower case, found inside other words too, so Chinese needs no spaces.

use std::collections::BTreeSet;

use super::PriorityError;
use super::input::{duplicate, limit, not_allowed, word};
use crate::vocabulary::Name;
use crate::wire::{KeywordListDocument, OrderDocument};

/// The sets of lists that a text can match are enumerated, at most 1024 of them.
const MOST_LISTS: usize = 10;
/// Most keywords of one text, in all lists together.
const MOST_WORDS: usize = 2_000;

/// The keyword lists of one text. What a text matches is a set of lists, one bit each.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Keywords(Vec<KeywordList>);

#[derive(Debug, PartialEq, Eq)]
pub(super) struct KeywordList {
    pub(super) name: Name,
    pub(super) words: Vec<Keyword>,
    pub(super) order: OrderDocument,
}

#[derive(Debug, PartialEq, Eq)]
pub(super) struct Keyword {
    pub(super) written: Name,
    folded: String,
}

/// A keyword that was found: the place of its list, and its own in the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Found {
    pub(super) list: usize,
    pub(super) word: usize,
}

impl Keywords {
    /// Longest text that is searched.
    pub(super) const MOST_TEXT_BYTES: usize = 64 * 1024;

    pub(super) fn compile(path: &str, documents: &[KeywordListDocument]) -> Result<Self, PriorityError> {
        limit(path, documents.len(), MOST_LISTS)?;
        limit(path, documents.iter().map(|list| list.words.len()).sum(), MOST_WORDS)?;
        let mut lists: Vec<KeywordList> = Vec::with_capacity(documents.len());
        for (position, document) in documents.iter().enumerate() {
            let path = format!("{path}[{position}]");
            let name: Name = word(&format!("{path}.name"), &document.name)?;
            if lists.iter().any(|known| known.name == name) {
                return Err(duplicate(&format!("{path}.name"), &document.name));
            }
            let path = format!("{path}.words");
            if document.words.is_empty() {
                return Err(not_allowed(&path, "[]", "name at least one keyword"));
            }
            let (mut words, mut seen) = (Vec::with_capacity(document.words.len()), BTreeSet::new());
            for (position, text) in document.words.iter().enumerate() {
                let path = format!("{path}[{position}]");
                let folded = fold(text);
                if !seen.insert(folded.clone()) {
                    return Err(duplicate(&path, text));
                }
                words.push(Keyword { written: word(&path, text)?, folded });
            }
            lists.push(KeywordList { name, words, order: document.order });
        }
        Ok(Self(lists))
    }

    pub(super) fn lists(&self) -> &[KeywordList] {
        &self.0
    }

    /// The lists of which a keyword stands in the text, with the first of each list that does.
    pub(super) fn find(&self, text: &str) -> (i64, Vec<Found>) {
        let text = fold(text);
        let mut found = Vec::new();
        for (list, each) in self.0.iter().enumerate() {
            let first = each.words.iter().position(|keyword| text.contains(&keyword.folded));
            found.extend(first.map(|word| Found { list, word }));
        }
        (found.iter().fold(0, |flags, found| flags | bit(found.list)), found)
    }

    /// The lists that a text with this keyword matches.
    pub(super) fn matched_by(&self, keyword: &Keyword) -> i64 {
        let lists = self
            .0
            .iter()
            .enumerate()
            .filter(|(_, list)| list.words.iter().any(|other| keyword.folded.contains(&other.folded)));
        lists.fold(0, |flags, (position, _)| flags | bit(position))
    }

    /// The lists whose keywords mean this.
    pub(super) fn lists_of(&self, order: OrderDocument) -> i64 {
        let lists = self.0.iter().enumerate().filter(|(_, list)| list.order == order);
        lists.fold(0, |flags, (position, _)| flags | bit(position))
    }

    pub(super) fn word(&self, found: Found) -> Option<(&KeywordList, &Keyword)> {
        let list = self.0.get(found.list)?;
        Some((list, list.words.get(found.word)?))
    }
}

/// The bit of a list.
pub(super) fn bit(list: usize) -> i64 {
    u32::try_from(list).ok().and_then(|list| 1_i64.checked_shl(list)).unwrap_or(0)
}

/// Character by character, so that no character changes the folding of its neighbours.
fn fold(text: &str) -> String {
    text.chars().flat_map(char::to_lowercase).collect()
}
