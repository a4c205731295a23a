//! What must hold at any instants, however far apart.

use aftersales::calendar::{CalendarError, NO_INSTANT, TransitionKind, WorkingCalendar};
use aftersales::time::{Instant, Span, ZoneDatabase};
use proptest::collection::vec;
use proptest::prelude::*;

use crate::generate::{DAY, calendars, instants};
use crate::scene::instant;
use crate::share;

/// The Gregorian calendar and the clock rules of the far future repeat after this many microseconds.
const CYCLE: i64 = 146_097 * DAY;
/// 2110-01-01: after every dated entry of these calendars and every transition that is written out.
const FAR: i64 = 4_417_977_600_000_000;

fn compile(document: &aftersales::wire::CalendarDocument) -> WorkingCalendar {
    WorkingCalendar::compile(document, &ZoneDatabase::bundled()).unwrap()
}

/// Budgets of all sizes, up to far more than ever passes.
fn budgets() -> impl Strategy<Value = i64> {
    prop_oneof![
        3 => 1_i64..200_000_000_000,
        2 => 1_i64..200_000_000_000_000,
        1 => 1_i64..=i64::MAX,
        1 => (1_i64..5000).prop_map(|hours| hours * 3_600_000_000),
    ]
}

proptest! {
    #![proptest_config(share(200))]

    #[test]
    fn elapsed_adds_up_over_any_split_and_turns_its_sign(
        (document, near) in calendars(), points in vec(instants(), 6)
    ) {
        let calendar = compile(&document);
        let mut points: Vec<Instant> = points.into_iter().chain([near]).map(instant).collect();
        let elapsed = |from, to| calendar.elapsed(from, to).micros();
        for triple in points.windows(3) {
            let [a, b, c] = [triple[0], triple[1], triple[2]];
            prop_assert_eq!(elapsed(a, b) + elapsed(b, c), elapsed(a, c));
            prop_assert_eq!(elapsed(a, b), -elapsed(b, a));
            prop_assert_eq!(elapsed(a, a), 0);
        }
        points.sort_unstable();
        for pair in points.windows(2) {
            prop_assert!((0..=pair[1].since(pair[0]).micros()).contains(&elapsed(pair[0], pair[1])));
        }
    }

    #[test]
    fn a_deadline_is_the_first_instant_by_which_the_budget_has_passed(
        (document, near) in calendars(), from in instants(), budget in budgets()
    ) {
        let calendar = compile(&document);
        for from in [instant(from), instant(near)] {
            let elapsed = |to| calendar.elapsed(from, to).micros();
            match calendar.deadline(from, Span::from_micros(budget)) {
                Some(due) => {
                    prop_assert!(due > from);
                    prop_assert_eq!(elapsed(due), budget);
                    prop_assert!(elapsed(instant(due.micros() - 1)) < budget);
                }
                None => prop_assert!(elapsed(Instant::MAX) < budget),
            }
            for nothing in [0, -budget] {
                prop_assert_eq!(calendar.deadline(from, Span::from_micros(nothing)), Some(from));
                prop_assert_eq!(calendar.deadline_backward(from, Span::from_micros(nothing)), Some(from));
            }
        }
    }

    #[test]
    fn a_backward_deadline_is_the_last_instant_from_which_the_budget_passes(
        (document, near) in calendars(), to in instants(), budget in budgets()
    ) {
        let calendar = compile(&document);
        for to in [instant(to), instant(near)] {
            let elapsed = |from| calendar.elapsed(from, to).micros();
            match calendar.deadline_backward(to, Span::from_micros(budget)) {
                Some(start) => {
                    prop_assert!(start < to);
                    prop_assert_eq!(elapsed(start), budget);
                    prop_assert!(elapsed(instant(start.micros() + 1)) < budget);
                }
                None => prop_assert!(elapsed(Instant::MIN) < budget),
            }
        }
    }

    #[test]
    fn transitions_lie_ahead_flip_the_state_and_have_none_between_them(
        (document, near) in calendars(), at in instants()
    ) {
        let calendar = compile(&document);
        for at in [instant(at), instant(near)] {
            let open = calendar.is_open(at);
            match calendar.next_transition(at) {
                Some(edge) => {
                    prop_assert!(edge.at > at);
                    prop_assert_eq!(edge.kind == TransitionKind::Open, !open);
                    prop_assert_eq!(calendar.is_open(edge.at), !open);
                    let length = if open { edge.at.since(at).micros() } else { 0 };
                    prop_assert_eq!(calendar.elapsed(at, edge.at).micros(), length);
                    prop_assert_eq!(calendar.last_transition(edge.at), Some(edge));
                }
                None => {
                    let length = if open { Instant::MAX.since(at).micros() } else { 0 };
                    prop_assert_eq!(calendar.elapsed(at, Instant::MAX).micros(), length);
                }
            }
            match calendar.last_transition(at) {
                Some(edge) => {
                    prop_assert!(edge.at <= at);
                    prop_assert_eq!(edge.kind == TransitionKind::Open, open);
                    prop_assert_eq!(calendar.is_open(edge.at), open);
                    prop_assert_eq!(calendar.is_open(instant(edge.at.micros() - 1)), !open);
                    let length = if open { at.since(edge.at).micros() } else { 0 };
                    prop_assert_eq!(calendar.elapsed(edge.at, at).micros(), length);
                }
                None => {
                    let length = if open { at.since(Instant::MIN).micros() } else { 0 };
                    prop_assert_eq!(calendar.elapsed(Instant::MIN, at).micros(), length);
                }
            }
        }
    }

    #[test]
    fn periods_lie_end_to_end_with_closed_time_between((document, near) in calendars(), at in instants()) {
        let calendar = compile(&document);
        for at in [instant(at), instant(near)] {
            let ahead: Vec<_> = calendar.periods_after(at).take(12).collect();
            let mut behind: Vec<_> = calendar.periods_before(at).take(12).collect();
            behind.reverse();
            for (list, from, to) in [
                (&ahead, at, ahead.last().map(|last| last.to)),
                (&behind, behind.first().map_or(at, |first| first.from), Some(at)),
            ] {
                for pair in list.windows(2) {
                    prop_assert!(pair[0].to < pair[1].from);
                }
                prop_assert!(list.iter().all(|period| period.from < period.to));
                let open: i64 = list.iter().map(|period| period.length().micros()).sum();
                prop_assert_eq!(open, to.map_or(0, |to| calendar.elapsed(from, to).micros()));
            }
        }
    }

    #[test]
    fn the_far_future_repeats_every_400_years(
        (document, _) in calendars(), from in FAR..FAR + CYCLE, length in 0_i64..40 * 365 * DAY, cycles in 1_i64..19
    ) {
        let calendar = compile(&document);
        let (from, to) = (instant(from), instant((from + length).min(FAR + CYCLE)));
        let later = |at: Instant| Instant::from_micros(at.micros() + cycles * CYCLE);
        let (Ok(late_from), Ok(late_to)) = (later(from), later(to)) else { return Ok(()) };
        prop_assert_eq!(calendar.elapsed(from, to), calendar.elapsed(late_from, late_to));
        prop_assert_eq!(calendar.is_open(from), calendar.is_open(late_from));
        let shifted = |at: Option<Instant>| at.and_then(|at| later(at).ok());
        prop_assert_eq!(shifted(calendar.next_open(from)), calendar.next_open(late_from));
        prop_assert_eq!(shifted(calendar.next_close(from)), calendar.next_close(late_from));
        let budget = calendar.elapsed(from, to);
        prop_assert_eq!(shifted(calendar.deadline(from, budget)), calendar.deadline(late_from, budget));
        let ((date, time), (late_date, late_time)) = (calendar.local(from), calendar.local(late_from));
        prop_assert_eq!((date.days() + cycles * 146_097, time), (late_date.days(), late_time));
    }

    #[test]
    fn columns_say_what_rows_say(
        (document, near) in calendars(), from in vec(instants(), 0..20), to in vec(instants(), 20), budget in budgets()
    ) {
        let calendar = compile(&document);
        let budget = Span::from_micros(budget);
        let from: Vec<i64> = from.into_iter().chain([near]).collect();
        let to = &to[..from.len().min(to.len())];
        let from = &from[..to.len()];
        let mut elapsed = vec![0; from.len()];
        calendar.elapsed_columns(from, to, &mut elapsed).unwrap();
        let mut due = vec![0; from.len()];
        calendar.deadline_columns(from, budget, &mut due).unwrap();
        let mut open = vec![false; from.len()];
        calendar.is_open_columns(from, &mut open).unwrap();
        for row in 0..from.len() {
            let (start, end) = (instant(from[row]), instant(to[row]));
            prop_assert_eq!(elapsed[row], calendar.elapsed(start, end).micros());
            prop_assert_eq!(due[row], calendar.deadline(start, budget).map_or(NO_INSTANT, Instant::micros));
            prop_assert_eq!(open[row], calendar.is_open(start));
        }
    }

    #[test]
    fn a_refused_column_leaves_its_output_untouched(
        (document, _) in calendars(), mut rows in vec(instants(), 1..20), place in any::<prop::sample::Index>(),
        wrong in prop_oneof![Just(Instant::MAX.micros() + 1), Just(Instant::MIN.micros() - 1), Just(i64::MIN), Just(i64::MAX)]
    ) {
        let calendar = compile(&document);
        let right = rows.clone();
        let row = place.index(rows.len());
        rows[row] = wrong;
        let refused = |column| Err(CalendarError::ColumnInstant { column, row, value: wrong });
        let (mut out, mut open) = (vec![7; rows.len()], vec![true; rows.len()]);
        prop_assert_eq!(calendar.elapsed_columns(&rows, &right, &mut out), refused("from"));
        prop_assert_eq!(calendar.elapsed_columns(&right, &rows, &mut out), refused("to"));
        prop_assert_eq!(calendar.deadline_columns(&rows, Span::from_seconds(60), &mut out), refused("from"));
        prop_assert_eq!(calendar.is_open_columns(&rows, &mut open), refused("at"));
        prop_assert!(calendar.elapsed_columns(&right, &right[1..], &mut out).is_err());
        prop_assert!(calendar.elapsed_columns(&right[1..], &right[1..], &mut out).is_err());
        prop_assert!(calendar.deadline_columns(&right[1..], Span::ZERO, &mut out).is_err());
        prop_assert!(calendar.is_open_columns(&right[1..], &mut open).is_err());
        prop_assert!(out.iter().all(|&value| value == 7) && open.iter().all(|&value| value));
    }
}
