//! Tests on inputs, compiled into forms that are checked without allocating.

use std::collections::BTreeMap;

use super::PriorityError;
use super::input::{Input, InputKind, Schema, limit, not_allowed, undefined};
use super::keywords::bit;
use crate::wire::{InputValue, OrderDocument, PresenceTestDocument, TestDocument};

const MOST_LISTED_VALUES: usize = 200;
/// Most tests of a document, and most intervals of numbers in them: what bounds the cost of compiling and of analysis.
const MOST_TESTS: usize = 3_000;

/// Tests that must all hold.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Condition {
    /// By the position of the input.
    pub(super) tests: Box<[(usize, Test)]>,
}

/// What one input must be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Test {
    /// One of these values of a choice, a bit each.
    Values(u64),
    /// In one of these closed intervals, which are sorted and apart.
    Within(Box<[(i64, i64)]>),
    /// Matching one of the lists of `any` (where that asks anything), and none of the lists of `none`.
    Lists { any: Option<i64>, none: i64 },
    /// Left out.
    Absent,
}

impl Condition {
    pub(super) fn compile(
        path: &str,
        documents: &BTreeMap<String, TestDocument>,
        schema: &Schema,
    ) -> Result<Self, PriorityError> {
        let mut tests = Vec::with_capacity(documents.len());
        for (name, document) in documents {
            let position = schema.position(path, name)?;
            if let Some(input) = schema.inputs.get(position) {
                let path = format!("{path}.{}", input.name);
                tests.extend(Test::compile(&path, document, input)?.map(|test| (position, test)));
            }
        }
        // In the order of the inputs, whatever the names are.
        crate::order::by_key(&mut tests, |(position, _)| *position);
        Ok(Self { tests: tests.into() })
    }

    /// Whether it holds for what is known, input by input.
    pub(super) fn holds(&self, slots: &[Option<i64>]) -> bool {
        self.tests.iter().all(|(position, test)| test.holds(slots.get(*position).copied().flatten()))
    }

    pub(super) fn test_of(&self, position: usize) -> Option<&Test> {
        self.tests.iter().find(|(known, _)| *known == position).map(|(_, test)| test)
    }
}

/// Refuses more tests than can be analysed.
pub(super) fn refuse_too_many(conditions: &[&Condition]) -> Result<(), PriorityError> {
    let tests = || conditions.iter().flat_map(|condition| &condition.tests);
    limit("all conditions together", tests().count(), MOST_TESTS)?;
    let intervals =
        tests().map(|(_, test)| if let Test::Within(intervals) = test { intervals.len() } else { 0 });
    limit("the numbers of all conditions together", intervals.sum(), MOST_TESTS)
}

impl Test {
    pub(super) fn holds(&self, slot: Option<i64>) -> bool {
        match (self, slot) {
            (Self::Absent, slot) => slot.is_none(),
            (_, None) => false,
            (Self::Values(bits), Some(place)) => u32::try_from(place)
                .ok()
                .and_then(|place| bits.checked_shr(place))
                .is_some_and(|bits| bits & 1 == 1),
            (Self::Within(intervals), Some(number)) => {
                intervals.iter().any(|(from, to)| (*from..=*to).contains(&number))
            }
            (Self::Lists { any, none }, Some(found)) => {
                any.is_none_or(|any| found & any != 0) && found & none == 0
            }
        }
    }

    /// `None` for a test that asks nothing.
    fn compile(path: &str, document: &TestDocument, input: &Input) -> Result<Option<Self>, PriorityError> {
        let reader = Reader { path, document, input };
        if document.presence.is_some() && !input.is_optional() {
            let allowed = "only an input with `\"presence\": \"optional\"` can be tested for it";
            return Err(not_allowed(&format!("{path}.presence"), input.name.as_str(), allowed));
        }
        let nothing_else = TestDocument { presence: document.presence, ..TestDocument::default() };
        if *document == nothing_else {
            match document.presence {
                None => return Ok(None),
                Some(PresenceTestDocument::Absent) => return Ok(Some(Self::Absent)),
                Some(PresenceTestDocument::Given) => {}
            }
        } else if document.presence == Some(PresenceTestDocument::Absent) {
            let allowed = "an input that is left out meets no other test";
            return Err(not_allowed(&format!("{path}.presence"), "absent", allowed));
        }
        match &input.kind {
            InputKind::Choice(_) | InputKind::YesNo => reader.values(),
            InputKind::Number { least, most, .. } => reader.within(*least, *most),
            InputKind::Text(_) => reader.lists(),
        }
        .map(Some)
    }
}

/// One test with where it stands.
struct Reader<'a> {
    path: &'a str,
    document: &'a TestDocument,
    input: &'a Input,
}

impl Reader<'_> {
    fn values(&self) -> Result<Test, PriorityError> {
        self.refuse_keywords()?;
        let count = self.input.values().len();
        // The places of a choice fit in a word.
        let all =
            u64::MAX.checked_shr(64_u32.saturating_sub(u32::try_from(count).unwrap_or(64))).unwrap_or(0);
        let from = |place: i64| u64::MAX.checked_shl(u32::try_from(place).unwrap_or(64)).unwrap_or(0);
        let one = |place: i64| 1_u64.checked_shl(u32::try_from(place).unwrap_or(64)).unwrap_or(0);
        let mut bits = all;
        if let Some(places) = self.listed("one_of", self.document.one_of.as_deref())? {
            bits &= places.into_iter().fold(0, |bits, place| bits | one(place));
        }
        for place in self.listed("none_of", Some(&self.document.none_of))?.unwrap_or_default() {
            bits &= !one(place);
        }
        if let Some(place) = self.bound("at_least", self.document.at_least.as_ref())? {
            bits &= from(place);
        }
        if let Some(place) = self.bound("at_most", self.document.at_most.as_ref())? {
            bits &= !from(place.saturating_add(1));
        }
        if let Some(place) = self.bound("above", self.document.above.as_ref())? {
            bits &= from(place.saturating_add(1));
        }
        if let Some(place) = self.bound("below", self.document.below.as_ref())? {
            bits &= !from(place);
        }
        Ok(Test::Values(bits))
    }

    fn within(&self, least: i64, most: i64) -> Result<Test, PriorityError> {
        self.refuse_keywords()?;
        let (mut from, mut to) = (least, most);
        if let Some(number) = self.bound("at_least", self.document.at_least.as_ref())? {
            from = from.max(number);
        }
        if let Some(number) = self.bound("above", self.document.above.as_ref())? {
            from = from.max(number.saturating_add(1));
        }
        if let Some(number) = self.bound("at_most", self.document.at_most.as_ref())? {
            to = to.min(number);
        }
        if let Some(number) = self.bound("below", self.document.below.as_ref())? {
            to = to.min(number.saturating_sub(1));
        }
        let mut intervals = vec![(from, to)];
        if let Some(mut numbers) = self.listed("one_of", self.document.one_of.as_deref())? {
            crate::order::by(&mut numbers, Ord::cmp);
            numbers.dedup();
            let inside = numbers.into_iter().filter(|number| (from..=to).contains(number));
            intervals = inside.map(|number| (number, number)).collect();
        }
        for number in self.listed("none_of", Some(&self.document.none_of))?.unwrap_or_default() {
            let halves = |(from, to): (i64, i64)| {
                if (from..=to).contains(&number) {
                    [(from, number.saturating_sub(1)), (number.saturating_add(1), to)]
                } else {
                    [(from, to), (1, 0)]
                }
            };
            intervals = intervals.into_iter().flat_map(halves).filter(|(from, to)| from <= to).collect();
        }
        intervals.retain(|(from, to)| from <= to);
        Ok(Test::Within(intervals.into()))
    }

    fn lists(&self) -> Result<Test, PriorityError> {
        let document = self.document;
        let comparisons = [&document.at_least, &document.at_most, &document.above, &document.below];
        let compared = comparisons.into_iter().flatten().next();
        let listed = document.one_of.iter().flatten().chain(&document.none_of).next();
        if let Some(value) = compared.or(listed) {
            let allowed = "a text is tested with `matches`, `matches_none` and `presence`";
            return Err(not_allowed(self.path, &value.to_string(), allowed));
        }
        let any = document.matches.as_deref().map(|names| self.flags("matches", names)).transpose()?;
        Ok(Test::Lists { any, none: self.flags("matches_none", &document.matches_none)? })
    }

    fn flags(&self, part: &str, names: &[String]) -> Result<i64, PriorityError> {
        let mut flags = 0;
        for (position, name) in names.iter().enumerate() {
            let lists = self.input.keyword_lists();
            let found = lists.iter().position(|list| list.name.as_str() == name);
            let path = || format!("{}.{part}[{position}]", self.path);
            let known = || lists.iter().map(|list| list.name.as_str());
            flags |= bit(found.ok_or_else(|| undefined(&path(), name, known()))?);
        }
        Ok(flags)
    }

    fn refuse_keywords(&self) -> Result<(), PriorityError> {
        let named = self.document.matches.iter().flatten().chain(&self.document.matches_none).next();
        if self.document.matches.is_none() && named.is_none() {
            return Ok(());
        }
        let allowed = "keywords are looked for in inputs of type `text`";
        Err(not_allowed(self.path, named.map_or("[]", String::as_str), allowed))
    }

    fn listed(&self, part: &str, values: Option<&[InputValue]>) -> Result<Option<Vec<i64>>, PriorityError> {
        let Some(values) = values else { return Ok(None) };
        limit(&format!("{}.{part}", self.path), values.len(), MOST_LISTED_VALUES)?;
        let read = values.iter().enumerate().map(|(position, value)| {
            self.input.slot(value).ok_or_else(|| self.unknown(&format!("{part}[{position}]"), value))
        });
        read.collect::<Result<_, _>>().map(Some)
    }

    fn bound(&self, part: &str, value: Option<&InputValue>) -> Result<Option<i64>, PriorityError> {
        let Some(value) = value else { return Ok(None) };
        let is_number = matches!(self.input.kind, InputKind::Number { .. });
        if !is_number && self.input.order == OrderDocument::None {
            let allowed = "a choice with `\"order\": \"none\"` is tested with `one_of` and `none_of`";
            return Err(not_allowed(&format!("{}.{part}", self.path), &value.to_string(), allowed));
        }
        self.input.slot(value).ok_or_else(|| self.unknown(part, value)).map(Some)
    }

    fn unknown(&self, part: &str, value: &InputValue) -> PriorityError {
        let allowed = format!("it takes {}", self.input.allowed());
        not_allowed(&format!("{}.{part}", self.path), &value.to_string(), &allowed)
    }
}
