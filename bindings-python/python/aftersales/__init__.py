"""The embeddable engine for after-sales service: pure computation, without I/O and without a clock."""

from __future__ import annotations

from datetime import datetime
from typing import Literal, NamedTuple

from aftersales._core import WorkingCalendar, __version__

__all__ = ["AftersalesError", "Transition", "WorkingCalendar", "__version__"]


class Transition(NamedTuple):
    """An edge of open time: from the instant ``at`` on the calendar is open (``"open"``) or closed (``"close"``)."""

    at: datetime
    kind: Literal["open", "close"]


class AftersalesError(ValueError):
    """A document or a value that the engine refuses.

    ``code`` is stable and the same in every language, such as ``time.zone.unknown``. ``path`` names the place in the
    document, such as ``weekly.mon[0].open``, or is ``None``. ``str(error)`` is one sentence that says what would be right.
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
