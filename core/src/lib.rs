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
//! | [`vocabulary`] | priorities, tiers, kinds and channels |
//! | [`wire`] | the one JSON shape of documents, events and results in every language |
//!
//! `now` enters at [`sla::TicketClocks::readings`] and its companions, and at [`sla::read_board`]; nothing else asks for it.
#![forbid(unsafe_code)]

pub mod calendar;
#[cfg(feature = "sla")]
pub mod sla;
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
        #[cfg(feature = "sla")]
        sla::SlaError::CODES,
    ]
    .concat();
    codes.sort_unstable();
    codes
}

#[cfg(doctest)]
#[doc = include_str!("../../README.md")]
struct ReadmeExamples;
