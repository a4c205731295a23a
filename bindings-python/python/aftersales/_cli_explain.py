"""``aftersales explain``: why a ticket is due when it is, from its log; why a case has the priority it has."""

from __future__ import annotations

import argparse
import json
from datetime import datetime, timezone
from typing import Any

from aftersales._core import Bundle, SlaPolicy, Ticket, TicketClocks, to_json

_WORDS = {
    "en": {
        "target": "target", "of": "of open time on calendar", "used": "used", "left": "left", "late": "late by", "due": "due",
        "stopped": "stopped", "from": "from", "to": "to", "activity": "activity", "counted": "counted", "total": "total",
        "none": "no target", "running": "running", "paused": "paused", "priority": "priority", "rule": "rule",
        "instead": "it would be", "facts": "facts", "unmet": "rule not met",
    },
    "zh": {
        "target": "目标", "of": "工作时间，日历", "used": "已用", "left": "剩余", "late": "超时", "due": "到期", "stopped": "停止",
        "from": "自", "to": "至", "activity": "状态", "counted": "计时", "total": "累计", "none": "无目标", "running": "计时中",
        "paused": "暂停", "priority": "优先级", "rule": "规则", "instead": "若改变则为", "facts": "依据",
        "unmet": "未满足的规则",
    },
}


def add_parser(parser: argparse.ArgumentParser) -> None:
    """The arguments of the command."""
    parser.description = (
        "A log (a JSON array or JSON lines) of a ticket's events, or of the events of its clocks, is explained clock by clock; "
        "a single JSON object is a case, of which the grade is explained."
    )
    parser.add_argument("source", help="the file, or `-` for standard input")
    parser.add_argument("--policy", required=True, metavar="FILE", help="a bundle or service levels as JSON, or a preset")
    parser.add_argument("--metric", help="only this clock, such as `resolution`")
    parser.add_argument("--now", metavar="INSTANT", help="the instant of asking (the present)")
    parser.add_argument("--language", choices=["en", "zh"], default="en", help="language of the text (en)")
    parser.add_argument("--json", action="store_true", help="as JSON")
    parser.set_defaults(run=run)


def run(asked: argparse.Namespace) -> int:
    """Explains, and gives the exit code."""
    from aftersales import _cli

    policy = _cli.read_policy(asked.policy)
    given = _read(_cli._text_of(asked.source), asked.source)
    if isinstance(given, dict):
        return _grade(policy, given, asked)
    now = _cli._utc(_cli._instant(asked.now)) if asked.now else datetime.now(timezone.utc)
    assert now is not None
    ticket = _ticket(policy, given)
    readings = {reading["metric"]: reading for reading in ticket.readings(now)}
    if asked.metric and asked.metric not in readings:
        raise _cli.UsageError(f"clock `{asked.metric}` has not begun; there are {', '.join(readings) or 'none'}")
    for metric, reading in readings.items():
        if asked.metric in (None, metric):
            explained = ticket.explain(metric, now)
            if asked.json:
                print(to_json({"reading": reading, "explanation": explained}))
            elif explained is not None:
                print("\n".join(_clock(reading, explained, _WORDS[asked.language])))
    return _cli.OK


def _read(text: str, source: str) -> Any:
    from aftersales import _cli

    try:
        read = json.loads(text)
    except ValueError:
        pass
    else:
        # A log of one event, written as a line, is still a log.
        is_event = isinstance(read, dict) and ("sequence" in read or {"at", "type"} <= read.keys())
        return [read] if is_event else read
    events = []
    for number, line in enumerate(text.splitlines(), start=1):
        if line.strip():
            try:
                events.append(json.loads(line))
            except ValueError as error:
                raise _cli.UsageError(f"{source}: line {number} is no JSON: {error}") from error
    return events


def _ticket(policy: Bundle | SlaPolicy, events: list[Any]) -> Ticket | TicketClocks:
    from aftersales import AftersalesError, _cli

    if not events:
        raise _cli.UsageError("the log has no events")
    if isinstance(events[0], dict) and "sequence" in events[0]:
        if not isinstance(policy, Bundle):
            raise _cli.UsageError("a log of a ticket needs a bundle as its policy")
        return Ticket.replay([policy], events)
    sla = policy.sla if isinstance(policy, Bundle) else policy
    if sla is None:
        raise _cli.UsageError("the bundle has no service levels")
    clocks = TicketClocks(sla)
    for number, event in enumerate(events, start=1):
        try:
            clocks.apply(event)
        except AftersalesError as error:
            raise _cli.UsageError(f"event {number}: {error} [{error.code}]") from error
    return clocks


def _clock(reading: dict[str, Any], explained: dict[str, Any], words: dict[str, str]) -> list[str]:
    state = words.get(reading["state"], reading["state"])
    lines = [f"{reading['metric']}: {state}"]
    if "target_us" in explained:
        source = f" ({explained['target_source']})" if "target_source" in explained else ""
        lines.append(f"  {words['target']} {_length(explained['target_us'])} {words['of']} `{explained['calendar']}`{source}")
        left = reading.get("remaining_us", 0)
        rest = f"{words['left']} {_length(left)}" if left >= 0 else f"{words['late']} {_length(-left)}"
        lines.append(f"  {words['used']} {_length(reading['consumed_us'])}, {rest}")
    else:
        lines.append(f"  {words['none']}")
    for name, field in (("due", "due"), ("stopped", "stopped_at")):
        if field in reading:
            lines.append(f"  {words[name]} {_at(reading[field])}")
    rows = [[words[name] for name in ("from", "to", "activity", "counted", "total")]]
    for segment in explained["segments"]:
        activity = words.get(segment["activity"], segment["activity"])
        reasons = f" ({', '.join(segment['reasons'])})" if segment.get("reasons") else ""
        rows.append([
            _at(segment["from"]), _at(segment["to"]), f"{activity}{reasons}", _length(segment["counted_us"]),
            _length(segment["total_us"]),
        ])
    return [*lines, *_table(rows)]


def _grade(policy: Bundle | SlaPolicy, case: dict[str, Any], asked: argparse.Namespace) -> int:
    from aftersales import Refused, _cli

    grading = policy.grading if isinstance(policy, Bundle) else None
    if grading is None:
        raise _cli.UsageError("the policy has no grading, which a case needs")
    try:
        explained = grading.explain(case)
    except Refused as refused:
        reasons = "; ".join(reason.message for reason in refused.reasons) or str(refused)
        raise _cli.UsageError(f"{asked.source}: {reasons}") from refused
    print(to_json(explained) if asked.json else "\n".join(_graded(explained, _WORDS[asked.language])))
    return _cli.OK


def _graded(explained: dict[str, Any], words: dict[str, str]) -> list[str]:
    grade = explained["grade"]
    lines = [f"{words['priority']}: {grade['priority']}"]
    lines += [f"  {words['rule']}: {rule}" for rule in grade["fired"]]
    facts = [f"{fact['input']} = {_fact(fact['value'])}" for fact in explained["facts"] if "value" in fact]
    lines.append(f"  {words['facts']}: {', '.join(facts)}")
    for rule in explained["rules"]:
        if rule.get("unmet"):
            lines.append(f"  {words['unmet']}: {rule['path']} ({', '.join(rule['unmet'])})")
    for other in explained.get("alternatives", []):
        lines.append(f"  {words['instead']}: {other['priority']} ({other['input']} = {_fact(other.get('value'))})")
    return lines


def _fact(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _table(rows: list[list[str]]) -> list[str]:
    widths = [max(_width(row[column]) for row in rows) for column in range(len(rows[0]))]
    return ["  " + "  ".join(f"{cell}{' ' * (width - _width(cell))}" for cell, width in zip(row, widths)).rstrip() for row in rows]


def _width(text: str) -> int:
    import unicodedata

    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text)


def _at(at: datetime) -> str:
    return at.isoformat(sep=" ").replace("+00:00", "Z")


def _length(micros: int) -> str:
    minutes, seconds = divmod(micros // 1_000_000, 60)
    hours, minutes = divmod(minutes, 60)
    parts = [f"{hours} h" if hours else "", f"{minutes} min" if minutes else "", f"{seconds} s" if seconds else ""]
    return " ".join(part for part in parts if part) or "0 s"
