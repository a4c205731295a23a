"""DuckDB: the questions to a calendar, and a grading policy, as functions of SQL.

Examples
--------
>>> import duckdb
>>> import aftersales.duckdb
>>> from aftersales import WorkingCalendar
>>> calendar = WorkingCalendar({"time_zone": "Europe/Berlin", "weekly": {"mon": [["09:00", "17:00"]]}})
>>> connection = duckdb.connect()
>>> aftersales.duckdb.register(connection, calendar)
>>> connection.sql("select elapsed(timestamptz '2026-03-02 09:00:00+00', timestamptz '2026-03-02 11:00:00+00')").fetchall()
[(datetime.timedelta(seconds=7200),)]
"""

from __future__ import annotations

from collections.abc import Mapping
from inspect import Parameter, Signature
from typing import Any

import duckdb
import numpy
import pyarrow

from aftersales import GradingPolicy, WorkingCalendar

__all__ = ["register", "register_grade"]


def register(connection: Any, calendar: WorkingCalendar, *, prefix: str = "") -> None:
    """Gives a connection the functions ``elapsed``, ``deadline``, ``is_open`` and ``add_working_days`` of a calendar.

    They take ``TIMESTAMPTZ``. ``elapsed`` is an ``INTERVAL``, and so is the budget of ``deadline``, in hours, minutes and
    seconds.

    Parameters
    ----------
    connection
        A connection of DuckDB.
    calendar
        When the desk works.
    prefix
        What the names of the functions begin with, where one connection has several calendars.

    Examples
    --------
    >>> aftersales.duckdb.register(connection, calendar, prefix="office_")
    >>> connection.sql("select office_is_open(timestamptz '2026-03-02 09:00:00+00')").fetchall()
    [(True,)]
    """

    def deadline(opened: Any, budget: Any) -> Any:
        return calendar.deadline(opened, _lengths(budget))

    functions: list[tuple[str, Any, list[str], str]] = [
        ("elapsed", calendar.elapsed, ["TIMESTAMPTZ", "TIMESTAMPTZ"], "INTERVAL"),
        ("deadline", deadline, ["TIMESTAMPTZ", "INTERVAL"], "TIMESTAMPTZ"),
        ("is_open", calendar.is_open, ["TIMESTAMPTZ"], "BOOLEAN"),
        ("add_working_days", calendar.add_working_days, ["TIMESTAMPTZ", "INTEGER"], "TIMESTAMPTZ"),
    ]
    for name, ask, given, answer in functions:
        connection.create_function(
            prefix + name, _columns(ask, len(given)), [duckdb.type(kind) for kind in given], duckdb.type(answer),
            type="arrow", null_handling="special",
        )  # fmt: skip


def register_grade(connection: Any, policy: GradingPolicy, types: Mapping[str, str] | None = None, *, name: str = "grade") -> None:
    """Gives a connection a function that answers with the priority of a case.

    Parameters
    ----------
    connection
        A connection of DuckDB.
    policy
        The function takes its ``inputs``, in their order.
    types
        The types of inputs that are not ``VARCHAR``, such as ``{"units_down": "BIGINT"}``.
    name
        The name of the function.

    Examples
    --------
    >>> from aftersales import GradingPolicy
    >>> policy = GradingPolicy({
    ...     "inputs": [{"type": "number", "name": "units_down", "unit": "units", "least": 0, "most": 1000, "order": "rising"}],
    ...     "base": {"type": "table", "hit_policy": "first", "rows": [
    ...         {"when": {"units_down": {"at_least": 10}}, "then": {"priority": "P1"}}, {"then": {"priority": "P3"}},
    ...     ]},
    ... })
    >>> aftersales.duckdb.register_grade(connection, policy, {"units_down": "BIGINT"})
    >>> connection.sql("select grade(12::bigint)").fetchall()
    [('P1',)]
    """
    inputs, known = policy.inputs, types or {}

    def grade(*columns: Any) -> Any:
        return pyarrow.array(policy.grade(dict(zip(inputs, columns, strict=True)))).cast("string")

    # DuckDB counts the arguments.
    counted = [Parameter(f"_{position}", Parameter.POSITIONAL_ONLY) for position in range(len(inputs))]
    setattr(grade, "__signature__", Signature(counted))
    connection.create_function(
        name, grade, [duckdb.type(known.get(each, "VARCHAR")) for each in inputs], duckdb.type("VARCHAR"),
        type="arrow", null_handling="special",
    )  # fmt: skip


def _columns(ask: Any, count: int) -> Any:
    """A function of so many columns, which DuckDB counts."""
    if count == 1:
        return lambda one: ask(one)
    return lambda one, other: ask(one, other)


def _lengths(intervals: Any) -> Any:
    """Intervals as durations. A month has no length, and a day of open time none that all desks share."""
    chunks = intervals.chunks if isinstance(intervals, pyarrow.ChunkedArray) else [intervals]
    return pyarrow.chunked_array([_durations(chunk) for chunk in chunks], pyarrow.duration("us"))


def _durations(chunk: Any) -> Any:
    layout = numpy.dtype([("months", "i4"), ("days", "i4"), ("nanoseconds", "i8")])
    parts = numpy.frombuffer(chunk.buffers()[1], layout, count=len(chunk), offset=chunk.offset * layout.itemsize)
    known = ~numpy.asarray(chunk.is_null().to_numpy(zero_copy_only=False))
    whole = known & ((parts["months"] != 0) | (parts["days"] != 0))
    if whole.any():
        row = int(whole.argmax())
        raise ValueError(f"row {row} of `budget` is `{chunk[row]}`; expected hours, minutes and seconds, not days or months")
    return pyarrow.array(parts["nanoseconds"] // 1_000, pyarrow.duration("us"), mask=~known)
