//! The open intervals of one day, in seconds after its midnight.

use crate::time::{DAY_SECONDS, MICROS};

/// An interval `[open, close)` of one day, `0 ≤ open < close ≤ 86,400`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Slot {
    pub(super) open: i64,
    pub(super) close: i64,
}

/// The open intervals of a day in order, neither overlapping nor touching.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(super) struct DayPattern {
    slots: Vec<Slot>,
}

impl DayPattern {
    /// A day without open time.
    pub(super) const fn closed() -> Self {
        Self { slots: Vec::new() }
    }

    /// Unites intervals in any order, clipped to the day; empty ones vanish.
    pub(super) fn union(mut raw: Vec<Slot>) -> Self {
        crate::order::by(&mut raw, Ord::cmp);
        let mut slots: Vec<Slot> = Vec::with_capacity(raw.len());
        for slot in raw {
            let (open, close) = (slot.open.max(0), slot.close.min(DAY_SECONDS));
            if open >= close {
                continue;
            }
            match slots.last_mut() {
                Some(last) if open <= last.close => last.close = last.close.max(close),
                _ => slots.push(Slot { open, close }),
            }
        }
        slots.shrink_to_fit();
        Self { slots }
    }

    /// This day without the intervals of `holes`.
    pub(super) fn without(&self, holes: &Self) -> Self {
        let mut slots = Vec::with_capacity(self.slots.len());
        for slot in &self.slots {
            let mut open = slot.open;
            for hole in holes.slots.iter().filter(|hole| hole.close > slot.open && hole.open < slot.close) {
                slots.push(Slot { open, close: hole.open });
                open = hole.close;
            }
            slots.push(Slot { open, close: slot.close });
        }
        Self::union(slots)
    }

    pub(super) fn slots(&self) -> &[Slot] {
        &self.slots
    }

    /// Open seconds of the whole day.
    pub(super) fn total(&self) -> i64 {
        self.slots.iter().fold(0, |sum, slot| sum.saturating_add(slot.close.saturating_sub(slot.open)))
    }

    /// Open microseconds before the `tod`-th microsecond of the day.
    pub(super) fn open_before(&self, tod: i64) -> i64 {
        self.slots.iter().fold(0_i64, |sum, slot| sum.wrapping_add(overlap(tod, slot.open, slot.close)))
    }

    /// The first microsecond of the day by which `amount > 0` open microseconds have passed.
    pub(super) fn after_open(&self, amount: i64) -> Option<i64> {
        let mut left = amount;
        for slot in &self.slots {
            let (open, close) = (slot.open.wrapping_mul(MICROS), slot.close.wrapping_mul(MICROS));
            let length = close.wrapping_sub(open);
            if left <= length {
                return Some(open.wrapping_add(left));
            }
            left = left.wrapping_sub(length);
        }
        None
    }

    /// The first microsecond of the day by which `amount > 0` closed microseconds have passed.
    pub(super) fn after_closed(&self, amount: i64) -> Option<i64> {
        let mut left = amount;
        let mut start = 0_i64;
        let day_end = Slot { open: DAY_SECONDS, close: DAY_SECONDS };
        for slot in self.slots.iter().chain(core::iter::once(&day_end)) {
            let gap = slot.open.wrapping_sub(start).wrapping_mul(MICROS);
            if left <= gap {
                return Some(start.wrapping_mul(MICROS).wrapping_add(left));
            }
            left = left.wrapping_sub(gap);
            start = slot.close;
        }
        None
    }
}

fn overlap(tod: i64, open: i64, close: i64) -> i64 {
    let (open, close) = (open.wrapping_mul(MICROS), close.wrapping_mul(MICROS));
    tod.wrapping_sub(open).max(0).min(close.wrapping_sub(open))
}
