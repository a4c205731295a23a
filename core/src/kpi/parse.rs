//! From a document to facts, with everything that is wrong with it.

use core::str::FromStr;
use std::collections::BTreeMap;

use super::facts::{Costs, Facts, Promise, Score};
use super::rejected::{RejectedBecause, Rejection};
use super::words::{Dimension, Flag, Outcome, Quantity, Stamp};
use crate::money::Money;
use crate::time::{Instant, Span};
use crate::vocabulary::{Channel, FunctionalLevel, Kind, Name, Priority, Tier};
use crate::wire::{MoneyDocument, PromiseDocument, TicketFactsDocument};

/// Most entries of one map of a document.
const MOST_ENTRIES: usize = 100;

impl TryFrom<&TicketFactsDocument> for Facts {
    type Error = Vec<Rejection>;

    /// Everything that is wrong at once; an absent field is no error.
    fn try_from(document: &TicketFactsDocument) -> Result<Self, Vec<Rejection>> {
        let mut reader =
            Reader { ticket: document.ticket.as_deref().unwrap_or_default(), reasons: Vec::new() };
        let facts = reader.facts(document);
        if reader.reasons.is_empty() { Ok(facts) } else { Err(reader.reasons) }
    }
}

struct Reader<'a> {
    ticket: &'a str,
    reasons: Vec<Rejection>,
}

impl Reader<'_> {
    fn facts(&mut self, document: &TicketFactsDocument) -> Facts {
        let mut facts = Facts {
            ticket: self.name("ticket", document.ticket.as_deref()),
            unit: self.name("unit", document.unit.as_deref()),
            problem: self.name("problem", document.problem.as_deref()),
            rework_of: self.name("rework_of", document.rework_of.as_deref()),
            ..Facts::default()
        };
        for (stamp, field, text) in stamps_of(document) {
            let at = self.instant(field, text);
            facts.set_stamp(stamp, at);
        }
        for (dimension, text) in words_of(document) {
            let word = self.word(dimension, text);
            facts.set_word(dimension, word);
        }
        facts.outcome = facts.word(Dimension::Outcome).and_then(|word| word.as_str().parse::<Outcome>().ok());
        for (flag, value) in flags_of(document) {
            if let Some(place) = facts.flags.get_mut(flag as usize) {
                *place = value;
            }
        }
        for (quantity, value) in quantities_of(document) {
            if let Some(place) = facts.quantities.get_mut(quantity as usize) {
                *place = value;
            }
        }
        if let Some((quantity, value)) = facts.impossible_quantity() {
            self.refuse(RejectedBecause::NumberOutOfRange, quantity.as_str(), &value.to_string());
        }
        facts.satisfaction = self.score("satisfaction", document.satisfaction);
        facts.aspects = self
            .map("aspects", &document.aspects, |reader, field, &points| reader.score(field, Some(points)));
        facts.estimated_cost = self.costs("estimated_cost", &document.estimated_cost);
        facts.actual_cost = self.costs("actual_cost", &document.actual_cost);
        facts.waits = self.map("waits_us", &document.waits_us, |reader, field, &micros| {
            let span = (micros >= 0).then(|| Span::from_micros(micros));
            span.or_else(|| {
                reader.refuse(RejectedBecause::NumberOutOfRange, field, &micros.to_string());
                None
            })
        });
        facts.promises = self.map("promises", &document.promises, |reader, field, promise| {
            Some(reader.promise(field, promise))
        });
        facts
    }

    fn promise(&mut self, field: &str, promise: &PromiseDocument) -> Promise {
        Promise {
            due: self.instant(&format!("{field}.due_at"), promise.due_at.as_deref()),
            stopped: self.instant(&format!("{field}.stopped_at"), promise.stopped_at.as_deref()),
            breached: self.instant(&format!("{field}.breached_at"), promise.breached_at.as_deref()),
            target: promise.target_us.map(Span::from_micros),
            consumed: promise.consumed_us.map(Span::from_micros),
        }
    }

    fn costs(&mut self, field: &str, costs: &BTreeMap<String, MoneyDocument>) -> Option<Costs> {
        let by_kind = self.map(field, costs, |reader, field, amount| {
            let money = Money::try_from(amount).ok();
            if money.is_none() {
                let shown = format!("{} {}", amount.amount, amount.currency);
                reader.refuse(RejectedBecause::MalformedAmount, field, &shown);
            }
            money
        });
        let currency = by_kind.values().next()?.currency();
        if let Some(other) = by_kind.values().find(|money| money.currency() != currency) {
            let shown = format!("{currency} and {}", other.currency());
            self.refuse(RejectedBecause::MixedCurrencies, field, &shown);
        }
        Some(Costs { currency, by_kind })
    }

    fn word(&mut self, dimension: Dimension, text: Option<&str>) -> Option<Name> {
        let field = dimension.as_str();
        let text = text?;
        if !has_vocabulary(dimension) {
            return self.name(field, Some(text));
        }
        let known = is_known(dimension, text);
        if !known {
            self.refuse(RejectedBecause::UnknownWord, field, text);
        }
        Name::from_str(text).ok()
    }

    fn name(&mut self, field: &str, text: Option<&str>) -> Option<Name> {
        let text = text?;
        let name = Name::from_str(text).ok();
        if name.is_none() {
            self.refuse(RejectedBecause::MalformedName, field, text);
        }
        name
    }

    fn instant(&mut self, field: &str, text: Option<&str>) -> Option<Instant> {
        let text = text?;
        let at = Instant::from_str(text).ok();
        if at.is_none() {
            self.refuse(RejectedBecause::MalformedInstant, field, text);
        }
        at
    }

    fn score(&mut self, field: &str, points: Option<f64>) -> Option<Score> {
        let points = points?;
        let score = Score::new(points);
        if score.is_none() {
            self.refuse(RejectedBecause::ScoreOutOfRange, field, &points.to_string());
        }
        score
    }

    fn check_length(&mut self, field: &str, length: usize) {
        if length > MOST_ENTRIES {
            self.refuse(RejectedBecause::NumberOutOfRange, field, &format!("{length} entries"));
        }
    }

    fn map<T, U>(
        &mut self,
        field: &str,
        map: &BTreeMap<String, T>,
        mut read: impl FnMut(&mut Self, &str, &T) -> Option<U>,
    ) -> BTreeMap<Name, U> {
        self.check_length(field, map.len());
        let mut read_entries = BTreeMap::new();
        for (key, value) in map.iter().take(MOST_ENTRIES) {
            let name = self.name(field, Some(key));
            let value = read(self, &format!("{field}.{key}"), value);
            read_entries.extend(name.zip(value));
        }
        read_entries
    }

    fn refuse(&mut self, reason: RejectedBecause, field: &str, value: &str) {
        self.reasons.push(Rejection::new(reason, self.ticket, field, value));
    }
}

/// Whether a dimension takes only the words of a list.
const fn has_vocabulary(dimension: Dimension) -> bool {
    matches!(
        dimension,
        Dimension::Priority
            | Dimension::Tier
            | Dimension::Kind
            | Dimension::Channel
            | Dimension::Outcome
            | Dimension::HighestLevel
            | Dimension::SolvedAtLevel
    )
}

/// Whether a word may stand in a dimension: one of its list, or any where it has none.
pub(super) fn is_known(dimension: Dimension, text: &str) -> bool {
    match dimension {
        Dimension::Priority => text.parse::<Priority>().is_ok(),
        Dimension::Tier => text.parse::<Tier>().is_ok(),
        Dimension::Kind => text.parse::<Kind>().is_ok(),
        Dimension::Channel => text.parse::<Channel>().is_ok(),
        Dimension::Outcome => text.parse::<Outcome>().is_ok(),
        Dimension::HighestLevel | Dimension::SolvedAtLevel => text.parse::<FunctionalLevel>().is_ok(),
        _ => true,
    }
}

fn stamps_of(document: &TicketFactsDocument) -> [(Stamp, &'static str, Option<&str>); Stamp::ALL.len()] {
    [
        (Stamp::Created, "created_at", document.created_at.as_deref()),
        (Stamp::FirstResponse, "first_response_at", document.first_response_at.as_deref()),
        (Stamp::DiagnosisStarted, "diagnosis_started_at", document.diagnosis_started_at.as_deref()),
        (Stamp::Diagnosed, "diagnosed_at", document.diagnosed_at.as_deref()),
        (Stamp::Planned, "planned_at", document.planned_at.as_deref()),
        (Stamp::WorkStarted, "work_started_at", document.work_started_at.as_deref()),
        (Stamp::Completed, "completed_at", document.completed_at.as_deref()),
        (Stamp::Confirmed, "confirmed_at", document.confirmed_at.as_deref()),
        (Stamp::Closed, "closed_at", document.closed_at.as_deref()),
    ]
}

fn words_of(document: &TicketFactsDocument) -> [(Dimension, Option<&str>); Dimension::ALL.len()] {
    [
        (Dimension::Priority, document.priority.as_deref()),
        (Dimension::Tier, document.tier.as_deref()),
        (Dimension::Kind, document.kind.as_deref()),
        (Dimension::Channel, document.channel.as_deref()),
        (Dimension::Class, document.class.as_deref()),
        (Dimension::FaultClass, document.fault_class.as_deref()),
        (Dimension::Fault, document.fault.as_deref()),
        (Dimension::Model, document.model.as_deref()),
        (Dimension::Method, document.method.as_deref()),
        (Dimension::Difficulty, document.difficulty.as_deref()),
        (Dimension::ProductLine, document.product_line.as_deref()),
        (Dimension::Site, document.site.as_deref()),
        (Dimension::HighestLevel, document.highest_level.as_deref()),
        (Dimension::SolvedAtLevel, document.solved_at_level.as_deref()),
        (Dimension::Segment, document.segment.as_deref()),
        (Dimension::Person, document.person.as_deref()),
        (Dimension::Outcome, document.outcome.as_deref()),
    ]
}

fn flags_of(document: &TicketFactsDocument) -> [(Flag, Option<bool>); Flag::ALL.len()] {
    [
        (Flag::CommonProblem, document.common_problem),
        (Flag::Misdiagnosed, document.misdiagnosed),
        (Flag::IntakeComplete, document.intake_complete),
        (Flag::ArchiveComplete, document.archive_complete),
        (Flag::KnowledgeEntry, document.knowledge_entry),
        (Flag::MissedCall, document.missed_call),
    ]
}

fn quantities_of(document: &TicketFactsDocument) -> [(Quantity, Option<u32>); Quantity::ALL.len()] {
    [
        (Quantity::Reopened, document.reopened),
        (Quantity::Reassigned, document.reassigned),
        (Quantity::RepairAttempts, document.repair_attempts),
        (Quantity::PartsAsked, document.parts_asked),
        (Quantity::PartsInTime, document.parts_in_time),
        (Quantity::Recommendation, document.recommendation),
    ]
}
