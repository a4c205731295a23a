"""Holidays from iCalendar files. Any other source is given to a calendar document as it is: an iterable of dates."""

from __future__ import annotations

import os
from collections.abc import Iterable
from datetime import date, datetime
from typing import TYPE_CHECKING

from aftersales._optional import need

if TYPE_CHECKING:
    from typing import IO

__all__ = ["from_ics"]


def from_ics(source: str | bytes | os.PathLike[str] | IO[bytes], years: Iterable[int]) -> list[date]:
    """The dates of an iCalendar file, for the ``holidays`` of a calendar document.

    An event of several days gives each of them; the end of an all-day event is the day after its last, as RFC 5545 says. An
    event that repeats gives the dates of every repetition. Needs the extra ``aftersales[ics]``.

    Parameters
    ----------
    source
        A path, the text or bytes of a file, or a binary file object. Text is content if it holds ``BEGIN:VCALENDAR``.
    years
        The years to take dates from: repetitions have no end of their own.

    Raises
    ------
    ValueError
        Where the source is no iCalendar file, or has no event in these years.

    Examples
    --------
    >>> text = '''BEGIN:VCALENDAR
    ... VERSION:2.0
    ... PRODID:-//example//holidays//EN
    ... BEGIN:VEVENT
    ... UID:1
    ... DTSTAMP:20250101T000000Z
    ... DTSTART;VALUE=DATE:20251225
    ... DTEND;VALUE=DATE:20251227
    ... RRULE:FREQ=YEARLY
    ... SUMMARY:Christmas
    ... END:VEVENT
    ... END:VCALENDAR'''
    >>> [day.isoformat() for day in from_ics(text, years=[2026, 2027])]
    ['2026-12-25', '2026-12-26', '2027-12-25', '2027-12-26']
    """
    icalendar = need("icalendar", "ics")
    recurring = need("recurring_ical_events", "ics")
    try:
        calendar = icalendar.Calendar.from_ical(_content(source))
    except (ValueError, IndexError) as error:
        raise ValueError(f"not an iCalendar file: {error}") from error
    wanted = sorted(set(years))
    found: set[date] = set()
    for year in wanted:
        for event in recurring.of(calendar).between(date(year, 1, 1), date(year + 1, 1, 1)):
            found.update(day for day in _days(event) if day.year == year)
    if not found:
        shown = ", ".join(str(year) for year in wanted)
        raise ValueError(f"the iCalendar file has no event in {shown or 'no year at all'}; `years` names those to take")
    return sorted(found)


def _content(source: str | bytes | os.PathLike[str] | IO[bytes]) -> str | bytes:
    if isinstance(source, bytes):
        return source
    if isinstance(source, str) and "BEGIN:VCALENDAR" in source:
        return source
    if isinstance(source, (str, os.PathLike)):
        with open(source, "rb") as file:
            return file.read()
    return source.read()


def _days(event: object) -> Iterable[date]:
    start, end = event.start, event.end  # type: ignore[attr-defined]
    first = start.date() if isinstance(start, datetime) else start
    if isinstance(end, datetime):
        # An event with times touches every date on which it lasts.
        after = end.date().toordinal() + (1 if end.time().isoformat() != "00:00:00" else 0)
    else:
        after = end.toordinal()
    return [date.fromordinal(day) for day in range(first.toordinal(), max(after, first.toordinal() + 1))]
