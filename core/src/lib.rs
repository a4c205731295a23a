//! The embeddable engine for after-sales service.
//!
//! Pure computation: no I/O, no clock, no randomness, no threads. Every call that depends on the present takes `now`, so
//! the same inputs give the same answer for ever, on every platform. The host owns storage, identity, timers and messages.
//!
//! | Room | Answers |
//! |---|---|
//! | [`time`] | which wall-clock time a place shows at an instant |
//! | [`calendar`] | how much working time lies between two instants, and when a budget of it is used up |
//! | [`sla`] | what was promised, what of it is used up, when it falls due (feature `sla`) |
//! | [`priority`] | how urgent a ticket is, which rules fired, and why |
//! | [`escalation`] | who must hear of it, and which functional level holds it (feature `sla`) |
//! | [`money`] | exact amounts, rounding, allocation (features `cost`, `kpi`) |
//! | [`cost`] | what the repair will cost, by line and payer, with its range (feature `cost`) |
//! | [`ticket`] | what a ticket may do next, and its life as a log of events (feature `ticket`) |
//! | [`policy`] | the bundle of all documents, and what a check finds in it (feature `ticket`) |
//! | [`presets`] | bundles to start from (feature `presets`) |
//! | [`kpi`] | how well the desk is doing (feature `kpi`) |
//! | [`report`] | all of that as text in English and Chinese (feature `report`) |
//! | [`vocabulary`] | priorities, tiers, kinds and channels |
//! | [`wire`] | the one JSON shape of documents, events and results in every language |
//!
//! `now` enters at [`sla::TicketClocks::readings`] and its companions, and at [`sla::read_board`]; nothing else asks for it.
#![forbid(unsafe_code)]

pub mod calendar;
#[cfg(feature = "cost")]
pub mod cost;
#[cfg(feature = "sla")]
pub mod escalation;
#[cfg(feature = "kpi")]
pub mod kpi;
#[cfg(any(feature = "cost", feature = "kpi"))]
pub mod money;
mod order;
#[cfg(feature = "ticket")]
pub mod policy;
#[cfg(feature = "presets")]
pub mod presets;
pub mod priority;
#[cfg(feature = "report")]
pub mod report;
#[cfg(feature = "sla")]
pub mod sla;
#[cfg(feature = "ticket")]
pub mod ticket;
pub mod time;
pub mod vocabulary;
pub mod wire;

/// Every code that an error of this library can have, sorted; a room that is not compiled in has none.
///
/// ```
/// assert!(aftersales::error_codes().contains(&"time.zone.unknown"));
/// ```
#[must_use]
pub fn error_codes() -> Vec<&'static str> {
    let mut codes = [
        time::TimeError::CODES,
        vocabulary::VocabularyError::CODES,
        wire::WireError::CODES,
        calendar::CalendarError::CODES,
        priority::PriorityError::CODES,
        #[cfg(any(feature = "cost", feature = "kpi"))]
        money::MoneyError::CODES,
        #[cfg(feature = "cost")]
        cost::CostError::CODES,
        #[cfg(feature = "kpi")]
        kpi::KpiError::CODES,
        #[cfg(feature = "sla")]
        sla::SlaError::CODES,
        #[cfg(feature = "ticket")]
        policy::PolicyError::CODES,
        #[cfg(feature = "sla")]
        escalation::EscalationError::CODES,
        #[cfg(feature = "ticket")]
        ticket::IntakeError::CODES,
        #[cfg(feature = "ticket")]
        ticket::NumberError::CODES,
        #[cfg(feature = "ticket")]
        ticket::TicketError::CODES,
        #[cfg(feature = "ticket")]
        ticket::Reason::CODES,
    ]
    .concat();
    codes.sort_unstable();
    codes
}

#[cfg(doctest)]
#[doc = include_str!("../../README.md")]
struct ReadmeExamples;
