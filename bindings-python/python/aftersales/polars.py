"""Polars: ``import aftersales.polars`` gives expressions a namespace ``aftersales``, for eager and lazy frames.

Examples
--------
>>> from datetime import datetime, timedelta, timezone
>>> import polars
>>> import aftersales.polars
>>> from aftersales import WorkingCalendar
>>> calendar = WorkingCalendar({"time_zone": "Europe/Berlin", "weekly": {"mon": [["09:00", "17:00"]]}})
>>> tickets = polars.LazyFrame({
...     "opened": [datetime(2026, 3, 2, 9, tzinfo=timezone.utc)], "solved": [datetime(2026, 3, 2, 11, tzinfo=timezone.utc)],
... })
>>> open_time = polars.col("opened").aftersales.elapsed(polars.col("solved"), calendar)
>>> tickets.select(open_time).collect().item()
datetime.timedelta(seconds=7200)
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import polars

from aftersales import GradingPolicy, WorkingCalendar

__all__ = ["Aftersales"]

_INSTANT = polars.Datetime("us", "UTC")


@polars.api.register_expr_namespace("aftersales")
class Aftersales:
    """Questions to a calendar or a policy, asked of expressions.

    Parameters
    ----------
    expression
        Instants, or for ``grade`` structs. ``naive`` of every question is the zone of a column that has none.

    Examples
    --------
    >>> tickets.select(polars.col("opened").aftersales.is_open(calendar)).collect().item()
    True
    """

    def __init__(self, expression: polars.Expr) -> None:
        self._expression = expression

    def elapsed(
        self, to: polars.Expr | str | datetime, calendar: WorkingCalendar, *, naive: str | None = None
    ) -> polars.Expr:
        """The open time until ``to``, as a duration of microseconds.

        Parameters
        ----------
        to
            An expression, the name of a column, or one instant for every row.
        calendar
            When the desk works.
        naive
            The zone of columns without one.

        Examples
        --------
        >>> one = datetime(2026, 3, 2, 10, tzinfo=timezone.utc)
        >>> tickets.select(polars.col("opened").aftersales.elapsed(one, calendar)).collect().item()
        datetime.timedelta(seconds=3600)
        """
        if isinstance(to, datetime):
            return self._each(polars.Duration("us"), lambda column: calendar.elapsed(column, to, naive=naive))
        return self._pair(to, polars.Duration("us"), lambda one, other: calendar.elapsed(one, other, naive=naive))

    def deadline(
        self, budget: polars.Expr | str | timedelta, calendar: WorkingCalendar, *, naive: str | None = None
    ) -> polars.Expr:
        """When ``budget`` of open time is used up, as an instant in UTC.

        Parameters
        ----------
        budget
            An expression or the name of a column of durations, or one ``timedelta`` for every row.
        calendar
            When the desk works.
        naive
            The zone of a column without one.

        Examples
        --------
        >>> tickets.select(polars.col("opened").aftersales.deadline(timedelta(hours=2), calendar)).collect().item().hour
        11
        """
        if isinstance(budget, timedelta):
            return self._each(_INSTANT, lambda column: calendar.deadline(column, budget, naive=naive))
        return self._pair(budget, _INSTANT, lambda one, other: calendar.deadline(one, other, naive=naive))

    def is_open(self, calendar: WorkingCalendar, *, naive: str | None = None) -> polars.Expr:
        """Whether the instants are open.

        Parameters
        ----------
        calendar
            When the desk works.
        naive
            The zone of a column without one.

        Examples
        --------
        >>> tickets.select(polars.col("solved").aftersales.is_open(calendar)).collect().item()
        True
        """
        return self._each(polars.Boolean(), lambda column: calendar.is_open(column, naive=naive))

    def add_working_days(
        self, days: polars.Expr | str | int, calendar: WorkingCalendar, *, naive: str | None = None
    ) -> polars.Expr:
        """The same wall-clock time so many working days later, as an instant in UTC.

        Parameters
        ----------
        days
            An expression or the name of a column of whole numbers, or one number for every row.
        calendar
            When the desk works.
        naive
            The zone of a column without one.

        Examples
        --------
        >>> tickets.select(polars.col("opened").aftersales.add_working_days(1, calendar)).collect().item().day
        9
        """
        if isinstance(days, int):
            return self._each(_INSTANT, lambda column: calendar.add_working_days(column, days, naive=naive))
        return self._pair(days, _INSTANT, lambda one, other: calendar.add_working_days(one, other, naive=naive))

    def grade(self, policy: GradingPolicy) -> polars.Expr:
        """The priority of each row of a struct whose fields are the inputs of the policy.

        Parameters
        ----------
        policy
            How urgent cases are.

        Examples
        --------
        >>> policy = GradingPolicy({
        ...     "inputs": [{"type": "choice", "name": "impact", "values": ["one", "many"], "order": "rising"}],
        ...     "base": {"type": "table", "hit_policy": "first", "rows": [
        ...         {"when": {"impact": {"at_least": "many"}}, "then": {"priority": "P2"}}, {"then": {"priority": "P4"}},
        ...     ]},
        ... })
        >>> cases = polars.LazyFrame({"impact": ["many", "one"]})
        >>> cases.select(polars.struct("impact").aftersales.grade(policy)).collect().to_series().to_list()
        ['P2', 'P4']
        """
        return self._expression.map_batches(
            lambda cases: policy.grade(cases.struct.unnest()), return_dtype=polars.Categorical(), is_elementwise=True
        )

    def _each(self, answer: polars.DataType, ask: Callable[[Any], Any]) -> polars.Expr:
        return self._expression.map_batches(
            lambda column: _cast(ask(column), answer), return_dtype=answer, is_elementwise=True
        )

    def _pair(self, other: polars.Expr | str, answer: polars.DataType, ask: Callable[[Any, Any], Any]) -> polars.Expr:
        other = polars.col(other) if isinstance(other, str) else other
        return polars.map_batches(
            [self._expression, other],
            lambda columns: _cast(ask(columns[0], columns[1]), answer),
            return_dtype=answer,
            is_elementwise=True,
        )


def _cast(column: Any, answer: polars.DataType) -> Any:
    """The zone of instants in a plan does not depend on that of the column."""
    return column.cast(answer) if column.dtype != answer else column
