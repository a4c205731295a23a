"""The shared vectors of service-level clocks, asked with Python's own objects."""

from __future__ import annotations

import json
import pickle
from collections import Counter
from collections.abc import Iterator
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

import pytest
from aftersales import SlaPolicy, TicketClocks, to_json
from test_vectors import instant, wire

FOLDER = Path(__file__).parents[2] / "tests" / "vectors" / "sla"
VECTORS: list[dict[str, Any]] = [
    vector for file in sorted(FOLDER.glob("*.json")) for vector in json.loads(file.read_bytes())["vectors"]
]
CLOCKS = ("first_response", "next_response", "resolution")
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
STARTED, CUSTOMER, AGENT = ({"type": word} for word in ("started", "customer_message", "agent_message"))
NEXT_RESPONSE: dict[str, dict[str, Any]] = {
    "customer_message": {"starts": [CUSTOMER], "stops": [AGENT]},
    "after_first_reply": {"starts": [CUSTOMER], "stops": [AGENT], "armed_by": AGENT},
    "any_contact": {"starts": [STARTED, CUSTOMER, AGENT], "stops": [CUSTOMER, AGENT]},
}


def test_no_vector_is_missing() -> None:
    assert len(VECTORS) == len({vector["id"] for vector in VECTORS}) == 130
    assert len(Counter(vector["family"] for vector in VECTORS)) == 11


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector["id"])
def test_vector(vector: dict[str, Any]) -> None:
    policy = vector["policy"]
    clocks = TicketClocks(SlaPolicy(document(policy)))
    for event, revised in timeline(policy, vector["events"]):
        clocks.apply(event, None if revised is None else SlaPolicy(document(revised)))
    check_log(clocks)
    facts = Facts(clocks, instant(vector["as_of"]))
    assert vector["expect"]
    for key, wanted in vector["expect"].items():
        assert plain(facts.answer(key, wanted)) == plain_wanted(wanted), key


def check_log(clocks: TicketClocks) -> None:
    """What comes back as Python's objects is, written again, what the core writes; pickle carries the core's own text."""
    _, (_, log) = clocks.__reduce__()
    assert [to_json(event) for event in clocks.events()] == [text for text, _ in log] != []
    assert pickle.loads(pickle.dumps(clocks)) == clocks


def plain(answer: Any) -> Any:
    """Answers in the vectors' words: instants as text, lengths in seconds."""
    match answer:
        case datetime():
            return wire(answer.astimezone(timezone.utc))
        case dict():
            return {key: plain(field) for key, field in answer.items()}
        case list():
            return [plain(item) for item in answer]
    return answer


def plain_wanted(wanted: Any) -> Any:
    """Instants as this library writes them."""
    if isinstance(wanted, str) and wanted[:1].isdigit():
        return plain(instant(wanted))
    if isinstance(wanted, list):
        return [{"name": level["name"], "at": plain_wanted(level["at"])} for level in wanted]
    return wanted


def document(policy: dict[str, Any]) -> dict[str, Any]:
    """The policy of a vector as a document."""
    always = {"time_zone": policy["calendar"]["time_zone"], "weekly": dict.fromkeys(DAYS, [["00:00", "24:00"]])}
    everybody = targets(policy.get("targets", {}))
    metrics = [
        clock(policy, "first_response", {
            "starts": [CUSTOMER if policy.get("first_response_needs_customer_message") else STARTED], "stops": [AGENT],
        }),
        clock(policy, "next_response", {
            **NEXT_RESPONSE[policy.get("next_response_starts", "customer_message")], "cycles": "repeat",
        }),
        clock(policy, "resolution", {"starts": [STARTED]}),
    ]
    if (seconds := policy.get("keep_in_loop_s")) is not None:
        everybody["keep_in_loop"] = {"type": "open_time", "seconds": seconds}
        loop = {"starts": [AGENT], "stops": [AGENT, CUSTOMER], "cycles": "repeat"}
        metrics.append({**clock(policy, "next_response", loop), "name": "keep_in_loop"})
    if update := policy.get("periodic_update"):
        everybody["periodic"] = {"type": "open_time", "seconds": update["interval_s"]}
        anchor = {"independent": "event", "sequential": "previous_due"}[update["mode"]]
        metrics.append({
            "name": "periodic", "starts": [STARTED, AGENT], "stops": [AGENT], "cycles": "repeat", "anchor": anchor,
        })
    for metric in policy.get("metrics", []):
        hours = {"calendar": "always"} if metric.get("hours") == "calendar" else {}
        metrics.append({"name": metric["name"], "starts": [STARTED], "runs_in": metric["statuses"], **hours})
    selector: list[dict[str, Any]] = [{"type": "set", "targets": everybody}]
    for priority, by_clock in policy.get("targets_by_priority", {}).items():
        selector.append({"type": "set", "when": {"priority": [priority]}, "targets": targets(by_clock)})
    return {
        "calendars": {"desk": policy["calendar"], "always": always},
        "default_calendar": "desk", "metrics": metrics, "selector": selector,
    }


def clock(policy: dict[str, Any], name: str, rules: dict[str, Any]) -> dict[str, Any]:
    metric = {**rules, "name": name, "on_change": policy.get("on_target_change", "retroactive")}
    if name in policy.get("pause_clocks", CLOCKS):
        metric["pauses"] = {"states": policy.get("pause_statuses", []), "waits": policy.get("pause_waits", [])}
    metric["levels"] = [
        {"name": level["name"], "at": point(level)} for level in policy.get("levels", []) if level["clock"] == name
    ]
    return metric


def point(level: dict[str, Any]) -> dict[str, Any]:
    match level:
        case {"offset_s": offset} if offset < 0:
            return {"type": "before_due", "seconds": -offset}
        case {"offset_s": offset}:
            return {"type": "after_due", "seconds": offset}
        case {"offset_business_days": days}:
            return {"type": "working_days_from_due", "days": days}
        case {"at_elapsed_s": seconds}:
            return {"type": "elapsed", "seconds": seconds}
    return {"type": "share", "percent": level["at_percent"]}


def targets(by_clock: dict[str, Any]) -> dict[str, Any]:
    def target(written: Any) -> dict[str, Any]:
        if isinstance(written, int):
            return {"type": "open_time", "seconds": written}
        end = "last_close" if written.get("end_of_day") else "same_time"
        return {"type": "working_days", "days": written["business_days"], "end": end}

    return {name: target(written) for name, written in by_clock.items() if written is not None}


def timeline(
    policy: dict[str, Any], events: list[dict[str, Any]]
) -> Iterator[tuple[dict[str, Any], dict[str, Any] | None]]:
    """The events of a vector in the words of the timeline, each with the policy that it puts in force."""
    stopping, stopped = policy.get("stop_statuses", ["resolved", "closed"]), False
    for written in events:
        at = instant(written["at"])
        told: list[dict[str, Any]] = []
        match written:
            case {"type": "created"}:
                known = {"priority": written["priority"]} if written.get("priority") else {}
                told += [{"type": "started", "inputs": known}]
                told += [{"type": "state_entered", "state": written.get("status") or "open"}]
                told += [CUSTOMER] if written.get("customer_message") else []
            case {"type": "customer_reply"}:
                told = [CUSTOMER]
            case {"type": "agent_reply"}:
                told = [AGENT]
            case {"type": "wait_started" | "wait_ended" as kind, "wait": reason}:
                told = [{"type": kind, "reason": reason}]
            case {"type": "priority_changed", "to": priority}:
                told = [{"type": "inputs_changed", "inputs": {"priority": priority}}]
            case {"type": "policy_changed"}:
                policy = {**policy, "targets": {**policy.get("targets", {}), **written["targets"]}}
            case {"type": "calendar_changed"}:
                policy = {**policy, "calendar": written["calendar"]}
            case {"type": "resolved" | "closed"}:
                told, stopped = [] if stopped else [{"type": "stopped"}], True
            case {"type": "status" | "reopened" as kind}:
                state = written["to"] if kind == "status" else "open"
                told = [{"type": "state_entered", "state": state}]
                if (state in stopping) != stopped:
                    stopped = not stopped
                    told += [{"type": "stopped" if stopped else "reopened"}]
            case {"type": kind}:
                assert kind == "internal_note"
        for event in told:
            yield {"at": at, **event}, None
        if written["type"] in ("policy_changed", "calendar_changed"):
            yield {"at": at, "type": "policy_revised", "policy": "revised"}, policy


class Facts:
    """The facts that a vector asks for, from the readings of the clocks."""

    def __init__(self, clocks: TicketClocks, now: datetime) -> None:
        self.clocks, self.now = clocks, now
        self.readings = {reading["metric"]: reading for reading in clocks.readings(now)}
        self.promised = [reading for name in CLOCKS if "target_us" in (reading := self.readings.get(name, {}))]

    def answer(self, key: str, wanted: Any) -> Any:
        target = self.readings.get("next_response", {}).get("target_us")
        match key:
            case "next_due":
                return min((due for name in CLOCKS if (due := self.due(name))), default=None)
            case "next_change":
                return self.clocks.next_change(self.now)
            case "periodic_due":
                return self.due("periodic")
            case "paused_s":
                return max((seconds(reading["paused_us"]) for reading in self.promised), default=None)
            case "next_response_longest_s":
                return max(self.waits(), default=None)
            case "next_response_margin_s":
                return seconds(target) - max(self.waits()) if target is not None and self.waits() else None
            case "customer_wait_s":
                return sum(self.waits())
            case "breached":
                return {name: "breached_at" in self.readings.get(name, {}) for name in wanted}
            case "state":
                return self.state()
            case "levels":
                return [{"name": level["name"], "at": self.level(level["name"])} for level in wanted]
            case "metrics":
                return {name: seconds(self.readings[name]["consumed_us"]) for name in wanted}
        return self.of_clock(key)

    def of_clock(self, key: str) -> Any:
        [name] = [name for name in CLOCKS if key.startswith(name)]
        reading = self.readings.get(name, {})
        match key.removeprefix(name):
            case "_due":
                return self.due(name) or (self.due("keep_in_loop") if name == "next_response" else None)
            case "_due_if_resumed":
                return reading.get("due_if_resumed")
            case "_elapsed_s":
                return seconds(reading.get("consumed_us"))
            case "_margin_s":
                return seconds(reading.get("remaining_us"))
        raise KeyError(key)

    def due(self, name: str) -> datetime | None:
        reading = self.readings.get(name, {})
        due: datetime | None = None if "stopped_at" in reading else reading.get("due")
        return due

    def waits(self) -> list[int]:
        cycles = self.clocks.cycles("next_response", self.now)
        return [cycle["consumed_us"] // 1_000_000 for cycle in cycles if cycle["state"] == "stopped"]

    def level(self, name: str) -> Any:
        for reading in self.readings.values():
            for level in reading.get("levels", []):
                if level["name"] == name:
                    return level.get("at") if reading["state"] == "running" else None
        return None

    def state(self) -> str:
        if any("breached_at" in reading for reading in self.promised):
            return "breached"
        if "stopped_at" in self.readings.get("resolution", {}):
            return "met"
        if any(reading["state"] == "paused" for reading in self.promised):
            return "paused"
        live = {reading["metric"] for reading in self.promised if "stopped_at" not in reading}
        return next((f"{name}_due" for name in ("first_response", "resolution") if name in live), "met")


def seconds(micros: int | None) -> Any:
    return micros if micros is None or micros % 1_000_000 else micros // 1_000_000
