"""A desk for tests: commands in few words, in March 2026."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, timezone
from typing import Any

INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z")


def at(day: int, hour: int = 0, minute: int = 0) -> datetime:
    return datetime(2026, 3, day, hour, minute, tzinfo=timezone.utc)


def command(version: int, when: datetime, kind: str, /, *, role: str = "front_desk", **fields: Any) -> dict[str, Any]:
    return {
        "by": {"id": f"{role}-1", "roles": [role]},
        "occurred_at": when,
        "idempotency_key": f"{kind}-{version}",
        "expected_version": version,
        "kind": {"type": kind, **fields},
    }


def texts(answer: Any) -> Iterator[str]:
    """All text in an answer, keys left out."""
    match answer:
        case str():
            yield answer
        case dict():
            for field in answer.values():
                yield from texts(field)
        case list() | tuple():
            for item in answer:
                yield from texts(item)


def instants_as_text(answer: Any) -> list[str]:
    return [text for text in texts(answer) if INSTANT.fullmatch(text)]
