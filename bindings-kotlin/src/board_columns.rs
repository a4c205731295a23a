use std::collections::BTreeMap;

use aftersales::calendar::NO_INSTANT;
use aftersales::sla::{Reading, ReadingState, TicketClocks as Clocks};
use aftersales::time::{Instant, Span};

use crate::error::Answer;
use crate::{AftersalesError, Longs};

/// The readings of a board as columns, a row for each clock of each ticket.
///
/// Instants are microseconds since 1970, lengths of time microseconds; the least 64-bit integer stands for none.
#[derive(Debug, Clone, uniffi::Record)]
pub struct BoardColumns {
    /// The metrics by their number in `metric`.
    pub metrics: Vec<String>,
    /// The ticket's place in the keys of the board.
    pub ticket: Longs,
    /// The metric's number.
    pub metric: Longs,
    /// The cycle, counted from 1.
    pub cycle: Longs,
    /// 0 running, 1 paused, 2 stopped, 3 withdrawn.
    pub state: Longs,
    /// 1 while the clock runs in open time, else 0.
    pub rate: Longs,
    /// Where the cycle counts from.
    pub started_at: Longs,
    /// When the target is used up.
    pub due: Longs,
    /// When the current reading became late.
    pub breached_at: Longs,
    /// The promise in open time.
    pub target: Longs,
    /// Open time used up.
    pub consumed: Longs,
    /// Target less consumed; negative when late.
    pub remaining: Longs,
    /// Open time spent paused.
    pub paused: Longs,
    /// The earliest level, due or late instant ahead.
    pub next_change: Longs,
    /// Until when the reading holds.
    pub valid_until: Longs,
}

impl BoardColumns {
    pub(crate) fn read(tickets: &BTreeMap<String, Clocks>, now: Instant) -> Answer<Self> {
        let mut rows: Vec<(i64, Reading)> = Vec::with_capacity(tickets.len());
        for ((key, clocks), place) in tickets.iter().zip(0..) {
            let readings = clocks.readings(now).map_err(|error| AftersalesError::from(error).within(key))?;
            rows.extend(readings.into_iter().map(|reading| (place, reading)));
        }
        let mut metrics: Vec<String> = Vec::new();
        let metric = rows.iter().map(|(_, reading)| number(&mut metrics, reading.metric.as_str())).collect();
        let column =
            |value: fn(&Reading) -> i64| rows.iter().map(|(_, reading)| value(reading)).collect::<Longs>();
        Ok(Self {
            metric,
            metrics,
            ticket: rows.iter().map(|(place, _)| *place).collect(),
            cycle: column(|reading| i64::from(reading.cycle)),
            state: column(|reading| match reading.state {
                ReadingState::Running => 0,
                ReadingState::Paused => 1,
                ReadingState::Stopped => 2,
                _ => 3,
            }),
            rate: column(|reading| i64::from(reading.rate)),
            started_at: column(|reading| reading.started_at.micros()),
            due: column(|reading| instant(reading.due)),
            breached_at: column(|reading| instant(reading.breached_at)),
            target: column(|reading| span(reading.target)),
            consumed: column(|reading| reading.consumed.micros()),
            remaining: column(|reading| span(reading.remaining)),
            paused: column(|reading| reading.paused.micros()),
            next_change: column(|reading| instant(reading.next_change)),
            valid_until: column(|reading| instant(reading.valid_until)),
        })
    }
}

fn instant(at: Option<Instant>) -> i64 {
    at.map_or(NO_INSTANT, Instant::micros)
}

fn span(span: Option<Span>) -> i64 {
    span.map_or(NO_INSTANT, Span::micros)
}

/// The place of a metric among those met so far.
fn number(metrics: &mut Vec<String>, metric: &str) -> i64 {
    let place = metrics.iter().position(|known| known == metric).unwrap_or_else(|| {
        metrics.push(metric.to_owned());
        metrics.len().saturating_sub(1)
    });
    i64::try_from(place).unwrap_or(i64::MAX)
}
