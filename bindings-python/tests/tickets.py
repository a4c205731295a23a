"""A desk of half a year, made up by rule: every number of a report on it can be told by hand."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from typing import Any

START = datetime(2026, 1, 5, 9, tzinfo=timezone.utc)


def rows() -> list[dict[str, Any]]:
    """Three tickets a day for 180 days; every tenth is P1; each takes as many hours as its place in the day; the last stay open."""
    made = []
    for number in range(540):
        opened = START + timedelta(hours=8 * number)
        hours = 2 * (number % 3 + 1)
        done = opened + timedelta(hours=hours) if number < 520 else None
        made.append({
            "工单号": f"TS-{number:04}", "报修时间": opened, "首次响应时间": opened + timedelta(minutes=20), "解决时间": done,
            "优先级": "P1" if number % 10 == 0 else "P3", "故障分类": ["硬件", "软件", "网络"][number % 7 % 3],
            "型号": f"M-{number % 2}", "满意度": 4.5 if number % 4 == 0 else None, "labour": 100 + number % 5, "parts": 50,
        })
    return made


def plain() -> list[dict[str, Any]]:
    """The same with stamps as text, as a CSV file has them."""
    return [
        {name: value.strftime("%Y-%m-%d %H:%M") if isinstance(value, datetime) else value for name, value in row.items()}
        for row in rows()
    ]
