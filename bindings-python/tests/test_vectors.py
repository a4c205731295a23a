"""The shared calendar vectors, asked with Python's own objects; the answers are turned back into the wire's JSON."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from datetime import date, datetime, time, timedelta, timezone
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from aftersales import Transition, WorkingCalendar

FOLDER = Path(__file__).parents[2] / "tests" / "vectors" / "calendar"
VECTORS: list[dict[str, Any]] = [
    vector for file in sorted(FOLDER.glob("*.json")) for vector in json.loads(file.read_bytes())["vectors"]
]


def test_no_vector_is_missing() -> None:
    assert len(VECTORS) == len({vector["id"] for vector in VECTORS}) == 437
    assert Counter(vector.get("contested", False) for vector in VECTORS) == {False: 420, True: 17}
    assert {vector["op"] for vector in VECTORS} == OPERATIONS.keys()


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector["id"])
def test_vector(vector: dict[str, Any]) -> None:
    answer = OPERATIONS[vector["op"]](WorkingCalendar(vector["calendar"]), vector)
    assert wire(answer) == vector["expect"]


def wire(answer: object) -> object:
    match answer:
        case None | bool() | int():
            return answer
        case datetime():
            assert answer.tzinfo is timezone.utc
            text = answer.isoformat().removesuffix("+00:00")
            return (text.rstrip("0") if answer.microsecond else text) + "Z"
        case date():
            return answer.isoformat()
        case timedelta():
            assert not answer % timedelta(seconds=1)
            return answer // timedelta(seconds=1)
        case Transition():
            return {"at": wire(answer.at), "kind": answer.kind}
        case list() | tuple():
            return [wire(item) for item in answer]
    raise TypeError(f"{answer!r} has no place on the wire")


def instant(text: str) -> datetime:
    return datetime.fromisoformat(text.replace("Z", "+00:00"))


def day(vector: dict[str, Any]) -> date:
    if "at" in vector:
        return instant(vector["at"]).astimezone(ZoneInfo(vector["calendar"]["time_zone"])).date()
    return date.fromisoformat(vector["date"])


def periods_after(calendar: WorkingCalendar, vector: dict[str, Any]) -> list[tuple[datetime, datetime]]:
    if "count" in vector:
        return calendar.periods_after(instant(vector["at"]), vector["count"])
    until = instant(vector["until"])
    periods = calendar.periods_after(instant(vector["at"]), 100)
    return [(opened, min(closed, until)) for opened, closed in periods if opened < until]


def add_working_days(calendar: WorkingCalendar, vector: dict[str, Any]) -> date | None:
    if "from" in vector:
        return calendar.add_working_days(instant(vector["from"]), vector["days"])
    return calendar.add_working_dates(day(vector), vector["days"])


OPERATIONS: dict[str, Callable[[WorkingCalendar, dict[str, Any]], object]] = {
    "elapsed": lambda calendar, v: calendar.elapsed(instant(v["from"]), instant(v["to"])),
    "deadline": lambda calendar, v: calendar.deadline(instant(v["from"]), timedelta(seconds=v["seconds"])),
    "deadline_backward": lambda calendar, v: calendar.deadline_backward(instant(v["to"]), timedelta(seconds=v["seconds"])),
    "is_open": lambda calendar, v: calendar.is_open(instant(v["at"])),
    "next_open": lambda calendar, v: calendar.next_open(instant(v["at"])),
    "next_close": lambda calendar, v: calendar.next_close(instant(v["at"])),
    "prev_close": lambda calendar, v: calendar.previous_close(instant(v["at"])),
    "next_transition": lambda calendar, v: calendar.next_transition(instant(v["at"])),
    "last_transition": lambda calendar, v: calendar.last_transition(instant(v["at"])),
    "periods_after": periods_after,
    "periods_before": lambda calendar, v: calendar.periods_before(instant(v["at"]), v["count"]),
    "is_holiday": lambda calendar, v: calendar.is_holiday(day(v)),
    "is_working_day": lambda calendar, v: calendar.is_working_day(day(v)),
    "next_working_dates": lambda calendar, v: calendar.next_working_dates(day(v), v["count"]),
    "working_days_between": lambda calendar, v: calendar.working_days_between(
        date.fromisoformat(v["from_date"]), date.fromisoformat(v["to_date"])
    ),
    "add_working_days": add_working_days,
    "local_to_instant": lambda calendar, v: calendar.local_to_instant(day(v), time.fromisoformat(v["time"])),
}
