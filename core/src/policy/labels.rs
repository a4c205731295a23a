use std::collections::BTreeMap;
use std::sync::Arc;

use super::PolicyError;
use crate::time::shown;
use crate::wire::{LabelDocument, LabelsDocument, read_document};

/// Most labels of a document.
const MOST_LABELS: usize = 5_000;
/// Most characters of a label.
const MOST_CHARACTERS: usize = 200;

/// The labels that ship with the library.
const BUILT_IN: &str = include_str!("../../presets/labels.json");

/// What words are called in front of people. Cloning is cheap.
///
/// ```
/// use aftersales::policy::{Labels, Language};
///
/// let labels = Labels::built_in();
/// assert_eq!(labels.label("priority", "P1", Language::English), Some("Urgent"));
/// assert_eq!(labels.label("priority", "P1", Language::Chinese), Some("紧急"));
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Labels(Arc<BTreeMap<String, BTreeMap<String, LabelDocument>>>);

/// A language that labels are written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Language {
    /// English.
    English,
    /// Chinese, simplified.
    Chinese,
}

impl Labels {
    /// The labels that ship with the library: every word of its own lists in every language.
    #[must_use]
    pub fn built_in() -> Self {
        let document: LabelsDocument = read_document(BUILT_IN).unwrap_or_default();
        Self(Arc::new(document.lists))
    }

    /// The labels that ship with the library with those of a document above them.
    ///
    /// # Errors
    ///
    /// [`PolicyError`] with the path of a list that the library does not know, or of a label that is empty or too long.
    pub fn compile(document: &LabelsDocument) -> Result<Self, PolicyError> {
        let count = document.lists.values().fold(0_usize, |sum, list| sum.saturating_add(list.len()));
        if count > MOST_LABELS {
            return Err(PolicyError::TooMany { path: "labels.lists".to_owned(), count, most: MOST_LABELS });
        }
        let Self(built_in) = Self::built_in();
        let mut lists = (*built_in).clone();
        for (list, words) in &document.lists {
            let path = format!("lists.{}", shown(list));
            let known: Vec<_> = lists.keys().map(|each| format!("`{each}`")).collect();
            let unknown = || PolicyError::UnknownList { path: path.clone(), known: known.join(", ") };
            let known = lists.get_mut(list).ok_or_else(unknown)?;
            for (word, label) in words {
                for (language, text) in [("en", &label.en), ("zh", &label.zh)] {
                    if text.trim().is_empty() || text.chars().count() > MOST_CHARACTERS {
                        return Err(PolicyError::Label {
                            path: format!("{path}.{}.{language}", shown(word)),
                            value: shown(text),
                        });
                    }
                }
                known.insert(word.clone(), label.clone());
            }
        }
        Ok(Self(Arc::new(lists)))
    }

    /// What a word of a list is called; `None` where nobody has said.
    #[must_use]
    pub fn label(&self, list: &str, word: &str, language: Language) -> Option<&str> {
        let label = self.0.get(list)?.get(word)?;
        Some(match language {
            Language::English => &label.en,
            Language::Chinese => &label.zh,
        })
    }

    /// The names of all lists, in order.
    pub fn lists(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }

    /// The words of a list, in order.
    pub fn words(&self, list: &str) -> impl Iterator<Item = &str> {
        self.0.get(list).into_iter().flat_map(|words| words.keys().map(String::as_str))
    }
}

impl Language {
    /// All languages, in order.
    pub const ALL: &'static [Self] = &[Self::English, Self::Chinese];

    /// The language's tag (BCP 47).
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::Chinese => "zh",
        }
    }
}
