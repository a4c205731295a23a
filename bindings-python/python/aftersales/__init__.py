"""The embeddable engine for after-sales service: pure computation, without I/O and without a clock.

The examples of methods go on from that of their class.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any, Literal, NamedTuple

from aftersales._core import (
    Accumulator,
    Backtest,
    Bundle,
    Column,
    Coverage,
    DecisionTable,
    Distribution,
    EscalationPolicy,
    Estimate,
    Facts,
    Figures,
    GradingPolicy,
    Handbook,
    HolidayPreset,
    IntakePolicy,
    KpiReport,
    Labels,
    Money,
    NumberScheme,
    OptionPolicy,
    PriceBook,
    Regime,
    Shrinkage,
    SlaPolicy,
    StandardHours,
    Table,
    Ticket,
    TicketClocks,
    Total,
    WorkingCalendar,
    ZoneDatabase,
    __version__,
    board_table,
    check_delay,
    error_codes,
    lifecycle_diagram,
    presets,
    priority_in_force,
    promise_completion,
    read_board,
    to_json,
    transitions,
)

__all__ = [
    "Accumulator",
    "AftersalesError",
    "Backtest",
    "BacktestReport",
    "Bundle",
    "Column",
    "Coverage",
    "DecisionTable",
    "Distribution",
    "EscalationPolicy",
    "Estimate",
    "Facts",
    "Figures",
    "GradingPolicy",
    "Handbook",
    "HolidayPreset",
    "HolidaysEndWarning",
    "IntakePolicy",
    "Kpi",
    "KpiReport",
    "Labels",
    "Money",
    "NumberScheme",
    "OptionPolicy",
    "PriceBook",
    "Reason",
    "Refused",
    "Regime",
    "RejectedRow",
    "Report",
    "Shrinkage",
    "SlaPolicy",
    "StandardHours",
    "Table",
    "Ticket",
    "TicketClocks",
    "Total",
    "Transition",
    "WorkingCalendar",
    "ZoneDatabase",
    "__version__",
    "backtest",
    "board_table",
    "check_delay",
    "error_codes",
    "kpi",
    "lifecycle_diagram",
    "presets",
    "priority_in_force",
    "promise_completion",
    "read_board",
    "report",
    "to_json",
    "transitions",
]


class Transition(NamedTuple):
    """An edge of open time: from the instant ``at`` on the calendar is open (``"open"``) or closed (``"close"``).

    Examples
    --------
    >>> from datetime import datetime, timezone
    >>> always = WorkingCalendar.round_the_clock("Etc/UTC")
    >>> always.next_transition(datetime(2026, 3, 2, tzinfo=timezone.utc)) is None
    True
    """

    at: datetime
    kind: Literal["open", "close"]


class HolidaysEndWarning(UserWarning):
    """A calendar was asked beyond the year of its last holiday, where it knows of none.

    Examples
    --------
    >>> import warnings
    >>> from datetime import date
    >>> office = WorkingCalendar({"time_zone": "Etc/UTC", "weekly": {"mon": [["09:00", "17:00"]]}, "holidays": [date(2026, 1, 5)]})
    >>> with warnings.catch_warnings(record=True) as caught:
    ...     warnings.simplefilter("always")
    ...     office.is_working_day(date(2027, 1, 4))
    True
    >>> caught[0].category is HolidaysEndWarning
    True
    """


class Reason(NamedTuple):
    """One thing that stands in the way: a stable code, one sentence, and what the sentence is made of, by name.

    Examples
    --------
    >>> Reason("ticket.wait.none", "it waits for nothing", {}).code in error_codes()
    True
    """

    code: str
    message: str
    data: dict[str, Any]


class AftersalesError(ValueError):
    """A document or a value that the engine refuses.

    ``code`` is stable and the same in every language, such as ``time.zone.unknown``. ``path`` names the place in the
    document, such as ``weekly.mon[0].open``, or is ``None``. ``data`` has what the sentence is made of, by name: the path, and
    whatever the first reason of a ``Refused`` has. ``str(error)`` is one sentence that says what would be right.

    Examples
    --------
    >>> try:
    ...     WorkingCalendar({"time_zone": "Mars/Olympus"})
    ... except AftersalesError as error:
    ...     (error.code, error.path)
    ('time.zone.unknown', 'time_zone')
    """

    message: str
    code: str
    path: str | None

    def __init__(self, message: str, code: str, path: str | None = None) -> None:
        super().__init__(message, code, path)
        self.message = message
        self.code = code
        self.path = path

    def __str__(self) -> str:
        return self.message

    @property
    def data(self) -> dict[str, Any]:
        """What the sentence is made of, by name."""
        return {} if self.path is None else {"path": self.path}


class Refused(AftersalesError):
    """A command, a case or a bundle that is refused for one reason or several; ``reasons`` has them all.

    ``code`` and ``path`` are those of the first, or say that a case as a whole is refused.

    Examples
    --------
    >>> try:
    ...     Bundle({"name": "desk", "calendars": {"a": {"time_zone": "Mars"}, "b": {"time_zone": "Venus"}}})
    ... except Refused as refused:
    ...     [reason.data["path"] for reason in refused.reasons]
    ['calendars.a.time_zone', 'calendars.b.time_zone']
    """

    reasons: tuple[Reason, ...]

    def __init__(
        self,
        message: str,
        code: str,
        path: str | None = None,
        reasons: Iterable[tuple[str, str, dict[str, Any]]] = (),
    ) -> None:
        super().__init__(message, code, path)
        self.reasons = tuple(Reason(*reason) for reason in reasons)
        self.args = (message, code, path, self.reasons)

    @property
    def data(self) -> dict[str, Any]:
        """What the sentence of the first reason is made of, by name."""
        return super().data | (self.reasons[0].data if self.reasons else {})

from aftersales._backtest import BacktestReport, backtest  # noqa: E402  the core imports the errors above from here
from aftersales._kpi import Kpi, kpi  # noqa: E402
from aftersales._report import RejectedRow, Report, report  # noqa: E402
