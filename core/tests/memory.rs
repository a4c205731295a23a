//! A compiled calendar stays below the size that its documentation promises.
//!
//! A test binary of its own, because it counts every allocation of the process.
#![cfg(feature = "tzdb-bundled")]
#![expect(clippy::unwrap_used, reason = "a test may panic")]

use std::alloc::{GlobalAlloc, Layout, System};
use std::sync::atomic::{AtomicUsize, Ordering};

use aftersales::calendar::WorkingCalendar;
use aftersales::time::{Date, ZoneDatabase};
use aftersales::wire::{CalendarDocument, ShiftDocument};

/// The system's allocator with a count of the bytes in use.
struct Counting;

static IN_USE: AtomicUsize = AtomicUsize::new(0);

#[expect(unsafe_code, reason = "the trait of allocators is unsafe; everything goes to the system's own")]
// SAFETY: every call is handed to the system's allocator as it came; only a counter is kept beside it.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        IN_USE.fetch_add(layout.size(), Ordering::Relaxed);
        // SAFETY: the caller keeps the contract of `alloc`, which is the same here.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        IN_USE.fetch_sub(layout.size(), Ordering::Relaxed);
        // SAFETY: the pointer came from `alloc` above, and so from the system's allocator, with this layout.
        unsafe { System.dealloc(pointer, layout) }
    }
}

#[global_allocator]
static ALLOCATOR: Counting = Counting;

const MEBIBYTE: usize = 1 << 20;

/// The bytes that a compiled calendar keeps.
fn kept(document: &CalendarDocument) -> usize {
    let zones = ZoneDatabase::bundled();
    let before = IN_USE.load(Ordering::Relaxed);
    let calendar = WorkingCalendar::compile(document, &zones).unwrap();
    let kept = IN_USE.load(Ordering::Relaxed).saturating_sub(before);
    drop(calendar);
    kept
}

#[test]
fn a_compiled_calendar_takes_no_more_than_documented() {
    let split = [ShiftDocument::new("08:30", "12:00"), ShiftDocument::new("13:15", "17:45")];
    let night = [ShiftDocument::new("22:00", "06:00"), ShiftDocument::new("14:00", "22:00")];
    // As many dated entries as a document may have, each unlike all others.
    let dates =
        |first: i64, count: i64| (first..first + count).map(|day| Date::new(day).unwrap().to_string());
    let minutes = |number: usize| format!("{:02}:{:02}:{:02}", number % 5, number / 5 % 60, number / 300);
    let unlike = |first, count| {
        let shift = |number: usize| {
            vec![ShiftDocument::new(&minutes(number), "05:00"), ShiftDocument::new("20:00", "03:00")]
        };
        dates(first, count).enumerate().map(|(number, date)| (date, shift(number))).collect()
    };
    let breaks = |first, count| {
        let hole = |number: usize| vec![ShiftDocument::new(&minutes(number), "06:00")];
        dates(first, count).enumerate().map(|(number, date)| (date, hole(number))).collect()
    };
    let mut documents = Vec::new();
    for zone in ["Etc/UTC", "Europe/Berlin", "America/New_York", "Africa/Casablanca", "Australia/Lord_Howe"] {
        for shifts in [&split, &night] {
            let mut document = CalendarDocument::weekdays(zone, shifts);
            document.holidays = dates(11_000, 2_000).collect();
            documents.push(document.clone());
            document.holidays.truncate(100);
            document.date_overrides = unlike(11_000, 1_900);
            documents.push(document.clone());
            document.date_overrides = unlike(11_000, 950);
            document.breaks = breaks(13_000, 950);
            documents.push(document);
        }
        documents.push(CalendarDocument::round_the_clock(zone));
    }
    for document in documents {
        let kept = kept(&document);
        assert!(kept > 0, "the count works");
        assert!(kept < MEBIBYTE, "{} takes {kept} bytes", document.time_zone);
    }
}
