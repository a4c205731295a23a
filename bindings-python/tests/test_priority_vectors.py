"""The shared vectors of decision tables, grading and the timing of escalations, asked with Python's own objects."""

from __future__ import annotations

import json
import re
from collections import Counter
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from aftersales import AftersalesError, DecisionTable, EscalationPolicy, SlaPolicy, TicketClocks
from test_grading import POLICY as INCIDENT
from test_vectors import instant, wire

FOLDER = Path(__file__).parents[2] / "tests" / "vectors" / "priority"
FILES: list[dict[str, Any]] = [json.loads(path.read_bytes()) for path in sorted(FOLDER.glob("*.json"))]
VECTORS = [(file, vector) for file in FILES for vector in file["vectors"]]
# What stands for "no limit" in the numbers of the vectors.
FAR = 1_000_000
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
WORDS = {"P1": "Very high", "P2": "High", "P3": "Medium", "P4": "Low"}


def test_no_vector_is_missing() -> None:
    assert len(VECTORS) == len({vector["id"] for _, vector in VECTORS}) == 70
    assert dict(Counter(file["family"].removeprefix("priority/") for file, _ in VECTORS)) == {
        "dmn_0004": 3, "dmn_0006": 3, "dmn_0108": 3, "dmn_0110": 3, "dmn_0112": 3, "dmn_0114": 3, "dmn_0116": 3,
        "dmn_0118": 3, "escalation_timing": 3, "fail_closed": 3, "matrix_glpi_5x5": 13, "matrix_glpi_fallback": 3,
        "matrix_servicenow_3x3": 9, "table_analysis": 10, "zen_service_escalation": 5,
    }


@pytest.mark.parametrize(("file", "vector"), VECTORS, ids=[vector["id"] for _, vector in VECTORS])
def test_vector(file: dict[str, Any], vector: dict[str, Any]) -> None:
    given, expected = vector["input"], vector["expect"]
    got = answer(file, given, expected)
    assert expected
    if vector.get("contested"):
        # These ask for a guess where the matrix has no cell; ours does not compile.
        assert got == {"error": "priority.matrix.missing_cells"}
    else:
        assert {name: got.get(name, got.get("error")) for name in expected} == expected


def answer(file: dict[str, Any], given: dict[str, Any], expected: dict[str, Any]) -> dict[str, Any]:
    match file["family"].removeprefix("priority/"):
        case "matrix_servicenow_3x3":
            return matrix(("impact", "urgency"), "falling", SERVICENOW, given)
        case "matrix_glpi_5x5":
            return matrix(("urgency", "impact"), "rising", GLPI, given)
        case "matrix_glpi_fallback":
            return matrix(("urgency", "impact"), "rising", GLPI, given, without=(given["urgency"], given["impact"]))
        case "zen_service_escalation":
            hit = DecisionTable(SERVICE_ESCALATION).decide(given)
            assert isinstance(hit, dict)
            return {"row": hit["row"] + 1, **{name: literal(word) for name, word in hit["values"].items()}}
        case "fail_closed":
            return fail_closed(given)
        case "escalation_timing":
            return timing(given)
        case "table_analysis":
            return of_table(given["table"], expected) if "table" in given else of_rows(given)
    return {"out": of_hits(DecisionTable(dmn(file["table"])).decide(given))}


# Impact (rows) and urgency (columns), 1 is highest.
SERVICENOW = [[1, 2, 3], [2, 3, 4], [3, 4, 5]]
# Urgency (rows) and impact (columns), 5 is highest.
GLPI = [[1, 1, 2, 2, 2], [1, 2, 2, 3, 3], [2, 2, 3, 4, 4], [2, 3, 4, 4, 5], [2, 3, 4, 5, 5]]


def matrix(
    names: tuple[str, str], order: str, rows: list[list[int]], given: dict[str, int], without: tuple[int, int] | None = None
) -> dict[str, Any]:
    numbers = [str(number) for number in range(1, len(rows) + 1)]
    cells = {
        str(row): {str(column): str(cell) for column, cell in enumerate(cells, 1) if (row, column) != without}
        for row, cells in enumerate(rows, 1)
    }
    document = {
        "inputs": [{"type": "choice", "name": name, "values": numbers, "order": order} for name in names],
        "outputs": [{"name": "priority", "values": ["1", "2", "3", "4", "5"]}],
        "rules": {"type": "matrix", "rows": names[0], "columns": names[1], "cells": cells},
    }
    try:
        table = DecisionTable(document)
    except AftersalesError as error:
        return {"error": error.code}
    assert table.analysis() is None
    hit = table.decide({name: str(value) for name, value in given.items()})
    assert isinstance(hit, dict)
    return {"priority": literal(hit["values"]["priority"])}


def _when(tier: str, complexity: list[str], impact: dict[str, int]) -> dict[str, Any]:
    return {"tier": {"one_of": [tier]}, "complexity": {"one_of": complexity}, "impact": impact}


def _then(level: str, priority: str, minutes: str) -> dict[str, str]:
    return {"level": level, "priority": priority, "sla_minutes": minutes}


# The table of `gorules/zen`, `test-data/graphs/customer-service-escalation.json`.
SERVICE_ESCALATION: dict[str, Any] = {
    "inputs": [
        {"type": "choice", "name": "tier", "values": ["trial", "standard", "premium"], "order": "rising"},
        {"type": "choice", "name": "complexity", "values": ["low", "medium", "high"], "order": "rising"},
        {"type": "number", "name": "impact", "unit": "USD", "least": 0, "most": 10**9, "order": "rising"},
    ],
    "outputs": [
        {"name": "level", "values": ["immediate_executive", "senior_support", "standard_support"]},
        {"name": "priority", "values": ["1", "2", "3", "4"]},
        {"name": "sla_minutes", "values": ["30", "120", "180", "240", "480"]},
    ],
    "rules": {"type": "table", "hit_policy": "first", "rows": [
        {"when": _when("premium", ["high"], {"above": 5000}), "then": _then("immediate_executive", "1", "30")},
        {"when": _when("premium", ["high"], {"at_most": 5000}), "then": _then("senior_support", "2", "120")},
        {"when": _when("premium", ["medium", "low"], {"above": 1000}), "then": _then("senior_support", "2", "120")},
        {"when": _when("standard", ["high"], {"above": 2000}), "then": _then("senior_support", "2", "180")},
        {"when": _when("standard", ["medium"], {"above": 5000}), "then": _then("senior_support", "2", "180")},
        {"when": _when("trial", ["high"], {"above": 5000}), "then": _then("senior_support", "3", "240")},
        {"then": _then("standard_support", "4", "480")},
    ]},
}


def fail_closed(given: dict[str, Any]) -> dict[str, Any]:
    try:
        return {"error": False, "priority": INCIDENT.grade(given)["priority"]}
    except AftersalesError:
        return {"error": True}


def timing(given: dict[str, Any]) -> dict[str, Any]:
    """Questions about policies of escalation, asked of ours."""
    if "reminders" in given:
        start, seconds = datetime(2026, 3, 2, 9, tzinfo=timezone.utc), given["interval_minutes"] * 60
        firings = fired(start, 3600, {"id": "page", "trigger": {"type": "at_once"}, "steps": [
            {
                "repeat": {"every_seconds": seconds, "times": given["reminders"] + 1},
                "actions": [{"type": "notify", "role": "engineer"}],
            },
            {"after_seconds": seconds, "actions": [{"type": "request_hierarchic", "role": "service_supervisor"}]},
        ]})
        [at] = [each["at"] for each in firings if each["actions"][0]["type"] == "request_hierarchic"]
        return {"minutes_before_escalation": (at - start) // timedelta(minutes=1)}
    seconds = given["offset_hours"] * 3600
    target = 2 * abs(seconds)
    point = {"type": "before_due" if seconds < 0 else "after_due", "seconds": abs(seconds)}
    [firing] = fired(instant(given["due"]) - timedelta(seconds=target), target, {
        "id": "level", "trigger": {"type": "metric", "metric": "resolution", "at": point},
        "steps": [{"actions": [{"type": "raise_level", "to": "L2"}, {"type": "raise_priority", "at_least": "P2"}]}],
    })
    shown = {"raise_level": lambda to: f"assign {to}", "raise_priority": lambda to: f"priority {WORDS[to]}"}
    actions = [shown[action["type"]](action["to"]) for action in firing["actions"]]
    return {"fires_at": wire(firing["at"]), "actions": actions}


def fired(start: datetime, target: int, rule: dict[str, Any]) -> list[dict[str, Any]]:
    """The firings of one rule on a ticket of lowest priority, round the clock."""
    sla = SlaPolicy({
        "calendars": {"always": {"time_zone": "Etc/UTC", "weekly": dict.fromkeys(DAYS, [["00:00", "24:00"]])}},
        "default_calendar": "always", "metrics": [{"name": "resolution", "starts": [{"type": "started"}]}],
        "selector": [{"type": "set", "targets": {"resolution": {"type": "open_time", "seconds": target}}}],
    })
    clocks = TicketClocks(sla)
    clocks.apply({"at": start, "type": "started", "inputs": {"priority": "P4"}})
    view = {"level": {"level": "L1", "since": start, "number": 1}}
    return EscalationPolicy({"rules": [rule]}, sla).due(clocks, view, datetime.max.replace(tzinfo=timezone.utc))


def dmn(table: dict[str, Any]) -> dict[str, Any]:
    """A table in the notation of DMN, as far as the vectors use it, as a document."""
    rows, names, outputs = table["rules"], table["inputs"], table["outputs"]
    declared_inputs = table.get("input_values") or [None] * len(names)
    declared_outputs = table.get("output_values") or [None] * len(outputs)
    written: list[dict[str, Any]] = [
        {
            "when": {name: cell_test(cell) for name, cell in zip(names, row["when"]) if cell != "-"},
            "then": {name: plain(word) for name, word in zip(outputs, row["then"])},
        }
        for row in rows
    ]
    default = table.get("default") or []
    if default and isinstance(default[0], str):
        # What holds where no rule does is a last row without tests.
        written.append({"then": {name: plain(word) for name, word in zip(outputs, default)}})
    policy = {
        ("COLLECT", "MIN"): "collect_min", ("COLLECT", "MAX"): "collect_max", ("COLLECT", "COUNT"): "collect_count",
    }.get((table["hit_policy"], table.get("aggregation") or ""), table["hit_policy"].lower().replace(" ", "_"))
    return {
        "inputs": [
            column(name, values, [row["when"][place] for row in rows])
            for place, (name, values) in enumerate(zip(names, declared_inputs))
        ],
        "outputs": [
            {"name": name, "values": scale(values, [row["then"][place] for row in rows])}
            for place, (name, values) in enumerate(zip(outputs, declared_outputs))
        ],
        "rules": {"type": "table", "hit_policy": policy, "rows": written},
    }


def column(name: str, values: str | None, cells: list[str]) -> dict[str, Any]:
    """Declared values make a choice, `true` and `false` a yes or no, anything else a whole number."""
    if values:
        return {"type": "choice", "name": name, "values": words(values), "order": "none"}
    if {"true", "false"} & set(cells):
        return {"type": "yes_no", "name": name, "order": "none"}
    return {"type": "number", "name": name, "unit": "one", "least": -FAR, "most": FAR, "order": "none"}


def scale(declared: str | None, texts: list[str]) -> list[str]:
    """The declared order, or that of the numbers, or that in which the words appear."""
    if declared:
        return words(declared)
    found = list(dict.fromkeys(plain(text) for text in texts))
    numbers = [literal(word) for word in found]
    return sorted(found, key=float) if all(isinstance(number, (int, float)) for number in numbers) else found


def cell_test(cell: str) -> dict[str, Any]:
    """One cell: words or a comparison, an interval `a..b`, `true` or `false`."""
    if cell.startswith('"'):
        return {"one_of": words(cell)}
    if cell in ("true", "false"):
        return {"one_of": [cell == "true"]}
    if ".." in cell:
        least, most = cell.split("..")
        return {"at_least": int(least), "at_most": int(most)}
    found = re.fullmatch(r"(>=|<=|>|<)\s*(-?\d+)", cell)
    assert found, cell
    return {{">=": "at_least", "<=": "at_most", ">": "above", "<": "below"}[found[1]]: int(found[2])}


def of_hits(hits: Any) -> Any:
    match hits:
        case list():
            return [of_hits(hit) for hit in hits]
        case {"values": values}:
            found = {name: literal(word) for name, word in values.items()}
            return found if len(found) > 1 else next(iter(found.values()))
    return hits


def of_table(written: dict[str, Any], expected: dict[str, Any]) -> dict[str, Any]:
    table = DecisionTable(dmn(written))
    analysis = table.analysis()
    assert analysis is not None
    gap: Any = None
    if "gap" in analysis:
        # A gap has many witnesses: that of the vector is right if no row holds for it, and so is ours.
        theirs = {name: whole(value) for name, value in zip(written["inputs"], expected["gap_witness"])}
        gap = expected["gap_witness"] if table.decide(analysis["gap"]) is table.decide(theirs) is None else analysis["gap"]
    return {
        "has_gap": analysis["coverage"] != "complete", "gap_witness": gap,
        "overlapping_rule_pairs": [[each["first"] + 1, each["second"] + 1] for each in analysis["overlaps"]],
        "conflicting_rule_pairs": [
            [each["first"] + 1, each["second"] + 1] for each in analysis["overlaps"] if not each["agree"]
        ],
        "subsumed_rules": within(analysis), "never_first_hit": [each["row"] + 1 for each in analysis["never_first"]],
    }


def of_rows(given: dict[str, Any]) -> dict[str, Any]:
    name = given.get("column", "value")
    answers = given.get("outputs") or [f"row {place}" for place in range(1, len(given["rows"]) + 1)]
    rows = [
        {"when": {name: cell_test(cells[0])}, "then": {"out": answer}} for cells, answer in zip(given["rows"], answers)
    ]
    table = DecisionTable({
        "inputs": [column(name, None, [])], "outputs": [{"name": "out", "values": list(dict.fromkeys(answers))}],
        "rules": {"type": "table", "hit_policy": "collect", "rows": rows},
    })
    analysis = table.analysis()
    assert analysis is not None
    [overlap, *_] = analysis["overlaps"]
    least, greatest = overlap["least"][name], overlap["greatest"][name]
    return {"overlap": [least, greatest], "witness_printed": least, "subsumed": within(analysis)}


def within(analysis: dict[str, Any]) -> list[list[int]]:
    return [[row + 1, other + 1] for row, other in analysis["within"]]


def whole(value: Any) -> Any:
    """Numbers of the vectors are written with a fraction throughout; inputs are whole."""
    return int(value) if isinstance(value, float) else value


def words(text: str) -> list[str]:
    return [plain(word) for word in text.split(",")]


def plain(word: str) -> str:
    return word.strip().strip('"')


def literal(word: str) -> Any:
    """A word of a scale as the value that it stands for: a number where it is written like one."""
    try:
        return json.loads(word)
    except ValueError:
        return word
