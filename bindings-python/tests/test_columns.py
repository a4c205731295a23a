"""Columns of every frame library give what the same questions give one by one."""

import subprocess
import sys
from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from typing import Any
from zoneinfo import ZoneInfo

import numpy
import pandas
import polars
import pyarrow
import pytest

import aftersales.polars  # noqa: F401
from aftersales import AftersalesError, Bundle, Column, HolidaysEndWarning, TicketClocks, WorkingCalendar, board_table

BERLIN = ZoneInfo("Europe/Berlin")
CALENDAR = WorkingCalendar({
    "time_zone": "Europe/Berlin",
    "weekly": {day: [["09:00", "12:00"], ["13:00", "17:00"]] for day in ("mon", "tue", "wed", "thu", "fri")},
    "holidays": ["2026-04-03"],
})
# Over the change of the clocks, out of hours, the wrong way round, before 1970, and none.
OPENED = [
    datetime(2026, 3, 27, 15, 30, tzinfo=timezone.utc), datetime(2026, 4, 2, 9, 0, 0, 250_000, tzinfo=timezone.utc),
    None, datetime(1969, 7, 21, 2, 56, tzinfo=timezone.utc), datetime(2026, 3, 7, 12, tzinfo=timezone.utc),
]
SOLVED = [
    datetime(2026, 3, 30, 8, 30, tzinfo=timezone.utc), datetime(2026, 4, 7, 9, tzinfo=timezone.utc),
    datetime(2026, 3, 2, tzinfo=timezone.utc), datetime(1969, 7, 24, 16, 50, tzinfo=timezone.utc),
    datetime(2026, 3, 5, 12, tzinfo=timezone.utc),
]
BUDGET = timedelta(hours=9)


def expected(ask: Callable[..., Any], *columns: list[Any]) -> list[Any]:
    return [None if None in row else ask(*row) for row in zip(*columns, strict=True)]


ELAPSED = expected(CALENDAR.elapsed, OPENED, SOLVED)
DUE = expected(lambda at: CALENDAR.deadline(at, BUDGET), OPENED)
OPEN = expected(CALENDAR.is_open, OPENED)
MOVED = expected(lambda at: CALENDAR.add_working_days(at, 3), OPENED)


def arrow(unit: str, zone: str | None = "UTC") -> Callable[[list[Any]], Any]:
    return lambda rows: pyarrow.array(rows, pyarrow.timestamp(unit, zone))


def chunked(rows: list[Any]) -> Any:
    whole = arrow("us")(rows)
    return pyarrow.chunked_array([whole[:2], whole[2:2], whole[2:]])


class Foreign:
    """A column of a library that nobody knows."""

    def __init__(self, rows: list[Any]) -> None:
        self.__arrow_c_array__ = arrow("us")(rows).__arrow_c_array__


def numpy_column(unit: str) -> Callable[[list[Any]], Any]:
    return lambda rows: numpy.array([row and row.replace(tzinfo=None) for row in rows], f"datetime64[{unit}]")


def pandas_column(dtype: Any) -> Callable[[list[Any]], Any]:
    return lambda rows: pandas.Series(pandas.to_datetime(rows, utc=True)).astype(dtype)


def polars_column(unit: Any, zone: str | None = "UTC") -> Callable[[list[Any]], Any]:
    return lambda rows: polars.Series("opened", rows, polars.Datetime("us", "UTC")).cast(polars.Datetime(unit, zone))


def rows_of(column: Any) -> list[Any]:
    if isinstance(column, pandas.Series):
        kind = column.dt.tz_convert("UTC") if str(column.dtype).startswith(("datetime", "timestamp")) else column
        return [None if pandas.isna(row) else row.to_pydatetime() if hasattr(row, "to_pydatetime") else row
                for row in (row.to_pytimedelta() if isinstance(row, pandas.Timedelta) else row for row in kind)]
    if isinstance(column, numpy.ndarray):
        utc = [row.replace(tzinfo=timezone.utc) if isinstance(row, datetime) else row for row in column.tolist()]
        # NumPy has no truth that is missing.
        return [False if row is None and column.dtype == bool else row for row in utc]
    if isinstance(column, polars.Series):
        return [row.astimezone(timezone.utc) if isinstance(row, datetime) else row for row in column.to_list()]
    if isinstance(column, Column):
        return column.to_list()
    return [row.astimezone(timezone.utc) if isinstance(row, datetime) else row for row in column.to_pylist()]


AWARE: dict[str, Callable[[list[Any]], Any]] = {
    "pyarrow": arrow("us"), "pyarrow zone": arrow("us", "Asia/Kathmandu"), "pyarrow offset": arrow("ms", "+05:30"),
    "pyarrow ns": arrow("ns"), "chunked": chunked, "foreign": Foreign,
    "polars": polars_column("us"), "polars ns": polars_column("ns"), "polars zone": polars_column("ms", "America/New_York"),
    "pandas us": pandas_column("datetime64[us, UTC]"), "pandas ns": pandas_column("datetime64[ns, Europe/Berlin]"),
    "pandas arrow": pandas_column(pandas.ArrowDtype(pyarrow.timestamp("ms", "UTC"))),
}
NAIVE: dict[str, Callable[[list[Any]], Any]] = {
    "numpy us": numpy_column("us"), "numpy ns": numpy_column("ns"), "numpy ms": numpy_column("ms"),
    "numpy strided": lambda rows: numpy.repeat(numpy_column("us")(rows), 2)[::2],
    "pandas": lambda rows: AWARE["pandas us"](rows).dt.tz_localize(None),
    "polars": polars_column("us", None), "pyarrow": arrow("us", None),
}


@pytest.mark.parametrize("make", AWARE.values(), ids=AWARE)
def test_columns_with_a_zone(make: Callable[[list[Any]], Any]) -> None:
    opened, solved = make(OPENED), make(SOLVED)
    if not isinstance(opened, Foreign):
        assert type(CALENDAR.elapsed(opened, solved)).__module__ == type(opened).__module__
    assert rows_of(CALENDAR.elapsed(opened, solved)) == ELAPSED
    assert rows_of(CALENDAR.deadline(opened, BUDGET)) == DUE
    assert rows_of(CALENDAR.is_open(opened)) == OPEN
    assert rows_of(CALENDAR.add_working_days(opened, 3)) == MOVED


@pytest.mark.parametrize("make", NAIVE.values(), ids=NAIVE)
def test_columns_without_a_zone_are_those_of_the_argument(make: Callable[[list[Any]], Any]) -> None:
    opened, solved = make(OPENED), make(SOLVED)
    with pytest.raises(AftersalesError, match='naive="UTC"') as refused:
        CALENDAR.elapsed(opened, solved)
    assert refused.value.code == "time.instant.malformed"
    truth = [False if at is None and isinstance(opened, numpy.ndarray) else at for at in OPEN]
    assert rows_of(CALENDAR.elapsed(opened, solved, naive="UTC")) == ELAPSED
    assert rows_of(CALENDAR.deadline(opened, BUDGET, naive="UTC")) == DUE
    assert rows_of(CALENDAR.is_open(opened, naive=ZoneInfo("UTC"))) == truth
    assert rows_of(CALENDAR.add_working_days(opened, 3, naive="UTC")) == MOVED


def test_local_times_follow_the_clocks_of_their_zone() -> None:
    # 02:30 is skipped on one day and comes twice on the other.
    local = numpy.array(["2026-03-29T02:30", "2026-10-25T02:30", "2026-07-01T12:00:00.000001"], "datetime64[us]")
    always = WorkingCalendar.round_the_clock("Europe/Berlin")
    read = always.deadline(local, timedelta(0), naive="Europe/Berlin")
    assert rows_of(read) == [
        datetime(2026, 3, 29, 1, 30, tzinfo=timezone.utc), datetime(2026, 10, 25, 0, 30, tzinfo=timezone.utc),
        datetime(2026, 7, 1, 10, 0, 0, 1, tzinfo=timezone.utc),
    ]
    days = numpy.arange("2026-01-01T00:30", "2027-01-01T00:30", 3_600, dtype="datetime64[s]")
    assert rows_of(always.deadline(days, timedelta(0), naive=BERLIN)) == [
        always.local_to_instant(at.date(), at.time()) for at in days.tolist()
    ]


def test_an_argument_of_its_own_for_each_row() -> None:
    budgets = [timedelta(hours=hours) for hours in (1, 20, 3, 4, -1)]
    due = CALENDAR.deadline(polars.Series(OPENED), polars.Series(budgets))
    assert due.to_list() == expected(CALENDAR.deadline, OPENED, budgets)
    days = [1, -2, 3, 0, 5]
    moved = CALENDAR.add_working_days(pandas.Series(OPENED), pandas.Series(days))
    assert rows_of(moved) == expected(CALENDAR.add_working_days, OPENED, days)


def test_one_instant_stands_for_every_row() -> None:
    now = datetime(2026, 4, 8, 12, tzinfo=BERLIN)
    assert CALENDAR.elapsed(polars.Series(OPENED), now).to_list() == expected(lambda at: CALENDAR.elapsed(at, now), OPENED)
    assert CALENDAR.elapsed(now, polars.Series(OPENED)).to_list() == expected(lambda at: CALENDAR.elapsed(now, at), OPENED)


def test_answers_keep_index_name_and_zone() -> None:
    opened = pandas.Series(pandas.to_datetime(OPENED, utc=True), index=list("vwxyz")).dt.tz_convert("Asia/Tokyo")
    due = CALENDAR.deadline(opened, BUDGET)
    assert list(due.index) == list("vwxyz")
    assert str(due.dtype) == "datetime64[us, Asia/Tokyo]"
    assert CALENDAR.deadline(polars.Series("opened", OPENED), BUDGET).name == "opened"


def test_no_rows() -> None:
    for empty in (arrow("us")([]), polars_column("us")([]), pandas_column("datetime64[us, UTC]")([])):
        assert rows_of(CALENDAR.elapsed(empty, empty)) == []
    assert rows_of(CALENDAR.elapsed(pyarrow.nulls(2), pyarrow.nulls(2))) == [None, None]


def test_a_polars_plan_asks_in_its_own_order() -> None:
    plan = polars.LazyFrame({"opened": OPENED, "solved": SOLVED}).with_columns(
        elapsed=polars.col("opened").aftersales.elapsed("solved", CALENDAR),  # type: ignore[attr-defined]
        due=polars.col("opened").aftersales.deadline(BUDGET, CALENDAR),  # type: ignore[attr-defined]
        open=polars.col("opened").aftersales.is_open(CALENDAR),  # type: ignore[attr-defined]
        moved=polars.col("opened").dt.replace_time_zone(None).aftersales.add_working_days(3, CALENDAR, naive="UTC"),  # type: ignore[attr-defined]
    )
    assert plan.collect_schema()["elapsed"] == polars.Duration("us")
    for engine in ("in-memory", "streaming"):
        frame = plan.collect(engine=engine)
        assert frame["elapsed"].to_list() == ELAPSED
        assert frame["due"].to_list() == DUE
        assert frame["open"].to_list() == OPEN
        assert frame["moved"].to_list() == MOVED


OBJECTS = pandas.Series([datetime(2026, 3, 2, tzinfo=timezone.utc), datetime(2026, 3, 2, tzinfo=BERLIN)], dtype=object, name="opened")


@pytest.mark.parametrize(("column", "said"), [
    (OBJECTS, "column `opened` (argument `at`) is `object` with mixed zones: `UTC`, and `Europe/Berlin` from row 1 on"),
    (pandas.Series([None, "2026-03-02"], dtype=object), "column `at` is `object`: row 1 holds a `str`"),
    (pandas.Series([1, 2], name="opened"), "column `opened` (argument `at`) is `int64`; expected instants"),
    (pandas.Series(["2026-03-02"], name="opened"), "`pandas.to_datetime(column, utc=True)`"),
    (pandas.DataFrame({"opened": OPENED}), "column `at` is a pandas `DataFrame`"),
    (polars.Series("opened", ["2026-03-02"]), "column `opened` (argument `at`) is `String`"),
    (polars.Series("opened", OPENED).cast(polars.Date), "column `opened` (argument `at`) is `Date`"),
    (polars.Series("opened", [object()], dtype=polars.Object), "column `opened` (argument `at`) is `Object`"),
    (numpy.array(["2026-03-02"], "datetime64[D]"), "`.astype(\"datetime64[us]\")`"),
    (numpy.zeros((1, 2), "datetime64[us]"), "expected one dimension"),
    (pyarrow.array([1.5]), "column `at` is `double`"),
    (OPENED, "column `at` is `list`; expected a column"),
], ids=lambda value: None)
def test_a_column_of_the_wrong_type_names_itself(column: Any, said: str) -> None:
    with pytest.raises(TypeError) as refused:
        CALENDAR.is_open(column)
    assert said in str(refused.value)


def test_rows_that_cannot_be() -> None:
    with pytest.raises(AftersalesError, match="row 1 of column `at`") as outside:
        CALENDAR.is_open(pyarrow.array([0, 10**14], pyarrow.timestamp("s", "UTC")))
    assert outside.value.code == "calendar.column.instant"
    with pytest.raises(AftersalesError, match="`to` has 1 rows; 5 are expected"):
        CALENDAR.elapsed(polars.Series(OPENED), polars.Series(SOLVED[:1]))
    with pytest.raises(ValueError, match="different indexes"):
        CALENDAR.elapsed(pandas.Series(OPENED), pandas.Series(SOLVED).iloc[::-1])
    with pytest.raises(AftersalesError, match="`Mars`"):
        CALENDAR.is_open(polars.Series(OPENED), naive="Mars")


def test_a_board_becomes_a_table() -> None:
    clocks = [TicketClocks(Bundle.preset("clocks-only").sla) for _ in range(3)]  # type: ignore[arg-type]
    start = datetime(2026, 3, 2, 9, tzinfo=timezone.utc)
    for each, priority in zip(clocks, ("P1", "P3", "P2"), strict=True):
        each.apply({"at": start, "type": "started", "inputs": {"priority": priority}})
    clocks[1].apply({"at": start + timedelta(minutes=5), "type": "agent_message"})
    now = start + timedelta(hours=30)
    table = board_table(clocks, now)
    readings = [(number, reading) for number, each in enumerate(clocks) for reading in each.readings(now)]
    assert table["ticket"].to_list() == [number for number, _ in readings]
    assert len(table) == len(readings)
    for name in ("metric", "cycle", "state", "started_at", "stopped_at", "due", "late_from", "used_percent"):
        assert table[name].to_list() == [reading.get(name) for _, reading in readings], name
    consumed = [timedelta(microseconds=reading["consumed_us"]) for _, reading in readings]
    assert table.to_pandas()["consumed"].tolist() == table.to_polars()["consumed"].to_list() == consumed
    assert pyarrow.table(table).num_rows == len(readings)
    outcomes = [reading.get("outcome", {}).get("type") for _, reading in readings]
    assert table["outcome"].to_list() == outcomes


def test_frame_libraries_are_imported_only_when_asked() -> None:
    code = "import sys, aftersales; print([name for name in ('numpy', 'pandas', 'polars', 'pyarrow') if name in sys.modules])"
    assert subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout == "[]\n"


def test_a_column_beyond_the_last_holiday_warns() -> None:
    with pytest.warns(HolidaysEndWarning, match="2026"):
        CALENDAR.elapsed(polars.Series(OPENED), datetime(2027, 3, 2, tzinfo=timezone.utc))
