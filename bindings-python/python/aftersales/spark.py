"""Spark: the questions to a calendar as functions of columns, and figures counted on many machines.

Executors need the package: in their image, or as a packed environment in ``spark.archives``. Spark 4.1 or later.
"""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

import pyarrow

from aftersales import Accumulator, WorkingCalendar

__all__ = ["Functions", "accumulate", "functions"]


class Functions(NamedTuple):
    """The questions to a calendar, each a function of columns, which ``spark.udf.register`` gives to SQL too."""

    elapsed: Any
    """Open time from one column of timestamps to another, as ``interval day to second``."""
    deadline: Any
    """When a column of ``interval day to second`` is used up, as a timestamp."""
    is_open: Any
    """Whether the timestamps of a column are open."""
    add_working_days: Any
    """The same wall-clock time a column of working days later, as a timestamp."""


def functions(calendar: WorkingCalendar) -> Functions:
    """The questions to a calendar for Spark's columns; the calendar travels with them."""
    from pyspark.sql.functions import arrow_udf

    @arrow_udf("interval day to second")
    def elapsed(opened: pyarrow.Array, solved: pyarrow.Array) -> pyarrow.Array:
        return calendar.elapsed(opened, solved)

    @arrow_udf("timestamp")
    def deadline(opened: pyarrow.Array, budget: pyarrow.Array) -> pyarrow.Array:
        return calendar.deadline(opened, budget)

    @arrow_udf("boolean")
    def is_open(at: pyarrow.Array) -> pyarrow.Array:
        return calendar.is_open(at)

    @arrow_udf("timestamp")
    def add_working_days(opened: pyarrow.Array, days: pyarrow.Array) -> pyarrow.Array:
        return calendar.add_working_days(opened, days)

    return Functions(elapsed, deadline, is_open, add_working_days)


def accumulate(
    frame: Any, desk: Accumulator, *, columns: Mapping[str, str | None] | None = None, naive: str | None = None
) -> None:
    """Counts the tickets of a Spark frame into an accumulator.

    Every task counts its part of the rows apart, and only what was counted travels: the figures are those of one process.
    ``columns`` and ``naive`` are those of ``Accumulator.add_table``.
    """
    empty, mapping = desk.empty_like(), None if columns is None else dict(columns)

    def count(batches: Iterator[pyarrow.RecordBatch]) -> Iterator[pyarrow.RecordBatch]:
        part = empty.empty_like()
        for batch in batches:
            part.add_table(pyarrow.Table.from_batches([batch]), columns=mapping, naive=naive)
        yield pyarrow.RecordBatch.from_pydict({"counted": [part.to_bytes()]})

    for row in frame.mapInArrow(count, "counted binary").toLocalIterator():
        desk.merge_bytes(bytes(row.counted))
