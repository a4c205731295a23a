"""What may stand in a document that is a dict, and what comes back from an answer."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta, timezone
from decimal import Decimal
from enum import Enum
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from aftersales import AftersalesError, WorkingCalendar, to_json

TOKYO = ZoneInfo("Asia/Tokyo")


class Word(str, Enum):
    """Words of a host's own."""

    CHAT = "chat"


WRITTEN: list[tuple[Any, str]] = [
    (datetime(2026, 3, 2, 9, tzinfo=TOKYO), '"2026-03-02T00:00:00Z"'),
    (datetime(2026, 3, 2, 9, 0, 0, 1500, tzinfo=timezone.utc), '"2026-03-02T09:00:00.0015Z"'),
    (date(2026, 3, 2), '"2026-03-02"'),
    (time(9, 30), '"09:30:00"'),
    (Decimal("12.50"), '"12.50"'),
    (TOKYO, '"Asia/Tokyo"'),
    (Word.CHAT, '"chat"'),
    ((1, [True, None], {}), "[1,[true,null],{}]"),
    ({date(2026, 3, 2): 1, 7: 2}, '{"2026-03-02":1,"7":2}'),
    (2**64 - 1, "18446744073709551615"),
    (1.5, "1.5"),
    ("日本", '"日本"'),
]


@pytest.mark.parametrize(("value", "text"), WRITTEN, ids=[row[1] for row in WRITTEN])
def test_python_objects_as_the_wire_writes_them(value: Any, text: str) -> None:
    assert to_json(value) == text


REFUSED: list[tuple[Any, type[Exception], str]] = [
    ({"at": [datetime(2026, 3, 2)]}, AftersalesError, r"`at\[0\]`: datetime `2026-03-02 00:00:00` has no time zone; give it one"),
    ({"target": timedelta(1)}, TypeError, "`target` is a `timedelta`.*by their unit"),
    ([{"x": object()}], TypeError, r"`\[0\]\.x` is a `object`"),
    ({"x": {1, 2}}, TypeError, "`x` is a `set`"),
    ({"x": b"1"}, TypeError, "`x` is a `bytes`"),
    ({"x": float("inf")}, AftersalesError, "`x`: `nan` and infinity"),
    ({"x": 2**64}, AftersalesError, "`x`: the number is beyond 64 bits"),
    ({(1, 2): 1}, TypeError, "a key of `.` is"),
]


@pytest.mark.parametrize(("value", "error", "message"), REFUSED, ids=[row[2] for row in REFUSED])
def test_what_is_no_document_is_refused_with_its_path(value: Any, error: type[Exception], message: str) -> None:
    with pytest.raises(error, match=message):
        to_json(value)


def test_a_document_that_holds_itself_is_refused() -> None:
    endless: list[Any] = []
    endless.append(endless)
    with pytest.raises(AftersalesError, match="nested too deeply"):
        to_json(endless)


def test_a_document_is_a_dict_or_text() -> None:
    untyped: Any = WorkingCalendar
    values: list[Any] = [[], None, 7, b"{}"]
    for value in values:
        with pytest.raises(TypeError, match="a dict or JSON text"):
            untyped(value)
    assert untyped({"time_zone": TOKYO}).time_zone == "Asia/Tokyo"


def test_every_instant_of_the_wire_comes_back_as_a_datetime() -> None:
    """The package knows instants by the names of their fields: no field of that type may be missing."""
    root = Path(__file__).parents[2]
    wire = "".join(file.read_text(encoding="utf-8") for file in (root / "core" / "src" / "wire").rglob("*.rs"))
    fields = set(re.findall(r"^\s*(?:pub )?(\w+): (?:Option<|Vec<)?\(?Instant\b", wire, flags=re.MULTILINE))
    rule = (root / "bindings-python" / "src" / "answer.rs").read_text(encoding="utf-8").partition("fn is_of_an_instant")[2]
    names = set(re.findall(r'"([a-z0-9_]+)"', rule))
    endings = tuple(name for name in names if name.startswith("_"))
    assert len(fields) > 40 and endings
    assert {field for field in fields if field not in names and not field.endswith(endings)} == set()
