"""From a table of facts to figures."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from aftersales._core import Accumulator, Figures, Table

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo


class Kpi(NamedTuple):
    """The figures of a table, and the rows that were not taken: ``row``, ``field``, ``value`` and ``reason`` of each thing that
    is wrong.

    Examples
    --------
    >>> import polars
    >>> from datetime import datetime, timezone
    >>> now = datetime(2026, 3, 31, tzinfo=timezone.utc)
    >>> kpi(polars.DataFrame({"created_at": [now], "priority": ["urgent"]}), now, "Europe/Berlin").rejected["value"].to_list()
    ['urgent']
    """

    figures: Figures
    rejected: Table


def kpi(
    table: Any,
    as_of: datetime,
    time_zone: str,
    *,
    columns: Mapping[str, str | None] | None = None,
    naive: str | ZoneInfo | None = None,
    **options: Any,
) -> Kpi:
    """The figures of a table with a ticket a row, all at once; ``Accumulator`` counts parts apart and merges them.

    Parameters
    ----------
    table
        A frame of pandas or Polars, a PyArrow table, a relation of DuckDB, a dict of columns, or anything with
        ``__arrow_c_stream__``. Its columns are fields of facts, such as ``created_at`` and ``priority``.
    as_of
        The instant of looking, to which open tickets are counted.
    time_zone
        The zone of weeks and months.
    columns
        Columns of other names, by field; ``None`` leaves a field out.
    naive
        The zone of times that have none.
    options
        ``calendar``, ``period``, ``group_by``, ``basis``, ``figures``, ``relative_error`` and ``categories`` of ``Accumulator``.

    Raises
    ------
    AftersalesError
        Where no column says when tickets were created, or a column has the wrong type. Single rows are not raised but returned.

    Examples
    --------
    >>> import polars
    >>> from datetime import datetime, timezone
    >>> at = lambda day: datetime(2026, 3, day, tzinfo=timezone.utc)
    >>> tickets = polars.DataFrame({"opened": [at(2), at(3)], "completed_at": [at(4), None], "priority": ["P1", "P2"]})
    >>> desk = kpi(tickets, at(31), "Europe/Berlin", columns={"created_at": "opened"}, group_by=["priority"])
    >>> [(row["group"], row["value"]) for row in desk.figures.rows() if row["name"] == "resolution"]
    [(['P1'], 172800.0)]
    """
    desk = Accumulator(as_of, time_zone, **options)
    rejected = desk.add_table(table, columns=columns, naive=naive)
    return Kpi(desk.finish(), rejected)
