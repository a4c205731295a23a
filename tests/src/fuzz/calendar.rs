//! Any text as a calendar document.

use aftersales::calendar::WorkingCalendar;
use aftersales::time::{Instant, Span, ZoneDatabase};
use aftersales::wire::{CalendarDocument, ErrorDocument};

use super::well_refused;

pub(super) fn run(bytes: &[u8]) {
    let Ok(text) = str::from_utf8(bytes) else { return };
    let document = match CalendarDocument::from_json(text) {
        Ok(document) => document,
        Err(error) => return well_refused(&ErrorDocument::from(&error)),
    };
    match WorkingCalendar::compile(&document, &ZoneDatabase::bundled()) {
        Ok(calendar) => laws(&calendar),
        Err(error) => well_refused(&ErrorDocument::from(&error)),
    }
}

/// What holds of every calendar, asked around the ends of time, of the table, and of a year in use.
pub(super) fn laws(calendar: &WorkingCalendar) {
    let day = 86_400_000_000;
    let asked =
        [Instant::MIN.micros(), -day, 0, 1_772_442_000_000_000, 3_155_760_000_000_000, Instant::MAX.micros()];
    let instants = asked.map(|at| Instant::from_micros(at).unwrap());
    for pair in instants.windows(2) {
        let (from, to) = (pair[0], pair[1]);
        let middle = Instant::from_micros(from.micros().midpoint(to.micros())).unwrap();
        let whole = calendar.elapsed(from, to);
        let split = calendar.elapsed(from, middle).micros() + calendar.elapsed(middle, to).micros();
        assert_eq!(whole.micros(), split);
        assert!(whole.micros() >= 0 && whole <= to.since(from));
        if let Some(due) = calendar.deadline(from, Span::from_micros(day)) {
            assert_eq!(calendar.elapsed(from, due).micros(), day);
        }
        if let Some(open) = calendar.next_open(middle) {
            assert!(calendar.is_open(open) && open >= middle);
            assert_eq!(calendar.elapsed(middle, open), Span::ZERO);
        }
        if let Some(change) = calendar.next_transition(middle) {
            let before = Instant::from_micros(change.at.micros() - 1).unwrap();
            assert_ne!(calendar.is_open(change.at), calendar.is_open(before));
        }
        if let Some(later) = calendar.add_working_days(middle, 3) {
            assert!(later >= middle);
        }
    }
}
