"""What a Python user sees of a working calendar."""

from __future__ import annotations

import copy
import multiprocessing
import pickle
from array import array
from datetime import date, datetime, time, timedelta, timezone
from typing import Any, Callable
from zoneinfo import ZoneInfo

import pytest

from aftersales import AftersalesError, Transition, WorkingCalendar

UTC = timezone.utc
BERLIN = ZoneInfo("Europe/Berlin")
DOCUMENT: dict[str, Any] = {
    "time_zone": "Europe/Berlin",
    "weekly": {day: [["09:00", "17:00"]] for day in ("mon", "tue", "wed", "thu", "fri")},
    "holidays": ["2026-04-06"],
}
CALENDAR = WorkingCalendar(DOCUMENT)
FRIDAY = datetime(2026, 3, 27, 16, tzinfo=BERLIN)
MONDAY = datetime(2026, 3, 30, 10, tzinfo=BERLIN)


def tzif_of_fixed_offset(hours: int) -> bytes:
    """TZif bytes (RFC 9636) of a zone that has had one offset east of UTC for ever."""
    header = b"TZif2" + bytes(15) + b"".join(count.to_bytes(4, "big") for count in (0, 0, 0, 0, 1, 4))
    block = (hours * 3600).to_bytes(4, "big") + bytes([0, 0]) + b"OWN\0"
    return header + block + header + block + f"\nOWN{-hours}\n".encode()


def test_an_instant_may_be_in_any_zone_and_comes_back_in_utc() -> None:
    assert CALENDAR.elapsed(FRIDAY, MONDAY) == timedelta(hours=2)
    assert CALENDAR.elapsed(FRIDAY.astimezone(UTC), MONDAY.astimezone(ZoneInfo("Asia/Tokyo"))) == timedelta(hours=2)
    due = CALENDAR.deadline(FRIDAY, timedelta(hours=1, microseconds=1))
    assert due == datetime(2026, 3, 30, 9, 0, 0, 1, tzinfo=BERLIN)
    assert due is not None and due.tzinfo is UTC


def test_the_fold_of_a_repeated_hour_is_read() -> None:
    always = WorkingCalendar.round_the_clock("Europe/Berlin")
    first = datetime(2026, 10, 25, 2, 30, tzinfo=BERLIN)
    assert always.elapsed(first.astimezone(UTC), first.replace(fold=1)) == timedelta(hours=1)
    assert always.local_to_instant(date(2026, 10, 25), time(2, 30)) == first.astimezone(UTC)


class Nowhere(ZoneInfo):
    """A `tzinfo` that does not know its offset: such a datetime is naive, too."""

    def utcoffset(self, when: datetime | None, /) -> None:
        return None


@pytest.mark.parametrize("zone", [None, Nowhere.no_cache("UTC")])
def test_a_naive_datetime_is_refused_with_advice(zone: ZoneInfo | None) -> None:
    with pytest.raises(AftersalesError, match=r"has no time zone; give it one.*replace\(tzinfo=") as raised:
        CALENDAR.is_open(datetime(2026, 3, 27, 16, tzinfo=zone))
    assert raised.value.code == "time.instant.malformed"


def test_a_datetime_is_not_taken_for_a_date() -> None:
    with pytest.raises(TypeError, match="expected a date"):
        CALENDAR.is_holiday(FRIDAY)


def test_what_does_not_exist_is_none() -> None:
    never = WorkingCalendar({"time_zone": "Etc/UTC"})
    assert never.deadline(FRIDAY, timedelta(hours=1)) is None
    assert never.next_transition(FRIDAY) is None
    assert never.periods_after(FRIDAY, 3) == []
    assert never.add_working_dates(date(2026, 3, 27), 1) is None


def test_edges_are_named_tuples_and_periods_pairs() -> None:
    closing = CALENDAR.next_transition(FRIDAY)
    assert closing == Transition(datetime(2026, 3, 27, 17, tzinfo=BERLIN), "close")
    assert closing is not None and closing.kind == "close"
    [(opened, closed)] = CALENDAR.periods_before(FRIDAY, 1)
    assert (opened, closed) == (FRIDAY.replace(hour=9), FRIDAY)


def test_dates_and_times_of_python_may_stand_in_a_document() -> None:
    document = DOCUMENT | {
        "weekly": {day: [[time(9), time(17)]] for day in DOCUMENT["weekly"]},
        "holidays": [date(2026, 4, 6)],
    }
    assert CALENDAR.is_holiday(date(2026, 4, 6)) and WorkingCalendar(document).is_holiday(date(2026, 4, 6))
    assert WorkingCalendar(document).elapsed(FRIDAY, MONDAY) == timedelta(hours=2)


REFUSED: list[tuple[Callable[[], object], str, str | None]] = [
    (lambda: WorkingCalendar({"time_zone": "Mars/Olympus"}), "time.zone.unknown", "time_zone"),
    (lambda: WorkingCalendar(DOCUMENT | {"holidays": ["soon"]}), "time.date.malformed", "holidays[0]"),
    (lambda: WorkingCalendar(DOCUMENT | {"holidays": [{}, 1]}), "wire.document.malformed", "holidays[0]"),
    (lambda: WorkingCalendar('{"time_zone": 1}'), "wire.document.malformed", "time_zone"),
    (lambda: WorkingCalendar.round_the_clock("Berlin"), "time.zone.unknown", "time_zone"),
    (lambda: WorkingCalendar(DOCUMENT, tzif=b"TZif", tzdb_version="2026a"), "time.zone.tzif_malformed", None),
    (lambda: CALENDAR.deadline(FRIDAY, timedelta.max), "time.span.out_of_range", None),
    (lambda: CALENDAR.is_open(datetime.min.replace(tzinfo=BERLIN)), "time.instant.out_of_range", None),
    (lambda: CALENDAR.local_to_instant(date.min, time(9, tzinfo=UTC)), "time.time_of_day.malformed", None),
    (lambda: CALENDAR.elapsed_columns(array("q", [0]), array("q")), "calendar.column.length", None),
    (lambda: CALENDAR.elapsed_columns(array("q", [0]), array("q", [1 << 62])), "calendar.column.instant", None),
]


@pytest.mark.parametrize(("call", "code", "path"), REFUSED, ids=[f"{row[1]}-{row[2]}" for row in REFUSED])
def test_errors_carry_the_code_and_path_of_the_core(call: Callable[[], object], code: str, path: str | None) -> None:
    with pytest.raises(ValueError) as raised:
        call()
    error = raised.value
    assert isinstance(error, AftersalesError)
    assert (error.code, error.path, str(error)) == (code, path, error.message)
    again = pickle.loads(pickle.dumps(error))
    assert (str(again), again.code, again.path) == (error.message, code, path)


def test_calendars_compare_hash_pickle_and_show_themselves() -> None:
    same, other = WorkingCalendar(CALENDAR.to_json()), WorkingCalendar(DOCUMENT | {"holidays": []})
    assert same == CALENDAR != other
    assert {CALENDAR: "desk"}[same] == "desk"
    assert copy.deepcopy(CALENDAR) == CALENDAR
    assert CALENDAR.time_zone in repr(CALENDAR) and CALENDAR.revision in repr(CALENDAR)
    assert CALENDAR.revision != other.revision


def test_another_process_gives_the_same_answer() -> None:
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        assert pool.apply(CALENDAR.elapsed, (FRIDAY, MONDAY)) == timedelta(hours=2)


def test_zone_rules_may_be_handed_in_and_travel_with_the_calendar() -> None:
    rules = tzif_of_fixed_offset(14)
    calendar = WorkingCalendar(DOCUMENT, tzif=rules, tzdb_version="own")
    for each in (calendar, pickle.loads(pickle.dumps(calendar))):
        assert each.tzdb_version == "own" and each == calendar != CALENDAR
        assert each.next_open(FRIDAY) == datetime(2026, 3, 29, 19, tzinfo=UTC)
    assert WorkingCalendar.round_the_clock("Own/Zone", tzif=rules, tzdb_version="own").time_zone == "Own/Zone"
    with pytest.raises(TypeError, match="together"):
        WorkingCalendar(DOCUMENT, tzif=rules)


def micros(instant: datetime) -> int:
    return (instant - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(microseconds=1)


def test_a_column_gives_what_single_calls_give() -> None:
    starts = [FRIDAY + timedelta(minutes=37 * row) for row in range(500)]
    ends = [start + timedelta(hours=row - 100, microseconds=1) for row, start in enumerate(starts)]
    from_, to = array("q", map(micros, starts)), array("q", map(micros, ends))
    expected = [CALENDAR.elapsed(*pair) // timedelta(microseconds=1) for pair in zip(starts, ends)]
    answer = CALENDAR.elapsed_columns(from_, to)
    assert answer.tolist() == expected and any(expected) and answer.typecode == "q"
    every_second = CALENDAR.elapsed_columns(memoryview(from_)[::2], memoryview(to.tobytes()).cast("q")[::2])
    assert every_second.tolist() == expected[::2]
    assert CALENDAR.elapsed_columns(array("q"), array("q")) == array("q")


@pytest.mark.parametrize("column", [[0], array("d", [0]), array("Q", [0]), b"12345678", array("d")])
def test_a_column_of_anything_else_is_refused(column: Any) -> None:
    with pytest.raises(TypeError, match="column `to` is .*64-bit integers"):
        CALENDAR.elapsed_columns(array("q", [0]), column)
