"""The life of a ticket as a whole: its ways, what is asked before a step, what its words are called."""

from __future__ import annotations

import json
import pickle
from pathlib import Path
from typing import Any

import pytest
from aftersales import (
    AftersalesError,
    Bundle,
    GradingPolicy,
    IntakePolicy,
    Labels,
    SlaPolicy,
    TicketClocks,
    lifecycle_diagram,
    priority_in_force,
    transitions,
)
from desk import at
from test_sla import DOCUMENT as SLA

BUNDLE = Bundle.preset("after-sales")
GRADE = {"priority": "P3", "safety_hazard": False, "fired": ["base.rows[0]"], "revision": "r"}


def override(priority: str) -> dict[str, Any]:
    return {"priority": priority, "author": "supervisor-1", "reason": "it stands still", "from": at(2, 9), "expires_at": at(2, 12)}


def test_the_ways_of_a_ticket_are_those_of_the_drawing() -> None:
    drawing = lifecycle_diagram()
    assert drawing in (Path(__file__).parents[2] / "docs" / "lifecycle.md").read_text(encoding="utf-8")
    ways = transitions()
    assert all(f"{way['from']} --> {way['to']}" in drawing for way in ways)
    assert {way["command"] for way in ways} >= {"answer", "start_work", "complete", "close", "reopen"}


def test_a_bundle_says_what_a_step_requires_and_who_may_take_it() -> None:
    document = json.loads(BUNDLE.to_json())["gates"]
    assert "intake" in BUNDLE.required("start_diagnosis", "repair")
    assert set(BUNDLE.required("start_work", "repair", "P1", "L2")) >= set(BUNDLE.required("start_work", "repair"))
    command, roles = next(iter(document["roles"].items()))
    assert BUNDLE.roles(command) == roles
    with pytest.raises(ValueError, match="`fly` is not a command"):
        BUNDLE.roles("fly")
    with pytest.raises(AftersalesError) as raised:
        BUNDLE.required("close", "party")
    assert raised.value.code == "vocabulary.word.unknown"


def test_a_priority_is_overridden_for_a_while_and_never_a_hazard() -> None:
    assert [priority_in_force(GRADE, override("P1"), at(2, hour)) for hour in (8, 9, 12)] == ["P3", "P1", "P3"]
    assert priority_in_force(GRADE, None, at(2)) == "P3"
    hazard = GRADE | {"priority": "P1", "safety_hazard": True}
    with pytest.raises(AftersalesError) as raised:
        priority_in_force(hazard, override("P4"), at(2, 10))
    assert raised.value.code == "priority.override.safety"


def test_words_have_labels_in_two_languages() -> None:
    labels = Labels()
    assert "priority" in labels.lists and labels.words("priority") == ["P1", "P2", "P3", "P4"] and labels.words("pets") == []
    assert labels.label("priority", "P9") is None
    own = Labels({"lists": {"custom_field": {"imei": {"en": "IMEI", "zh": "国际移动设备识别码"}}}})
    assert own.label("custom_field", "imei", "zh") == "国际移动设备识别码" and own.label("priority", "P1") == "Urgent"
    for value in (labels, own, BUNDLE.labels):
        again = pickle.loads(pickle.dumps(value))
        assert again == value and {value: 1}[again] == 1
    assert labels != own
    with pytest.raises(AftersalesError, match=r"`lists\.pets` is not a list"):
        Labels({"lists": {"pets": {}}})


def test_findings_of_a_grading_policy_have_a_case_that_shows_them() -> None:
    policy = GradingPolicy({
        "inputs": [{"type": "number", "name": "age", "unit": "days", "least": 0, "most": 100, "order": "none"}],
        "base": {"type": "table", "hit_policy": "first", "rows": [
            {"when": {"age": {"at_least": 10}}, "then": {"priority": "P2"}},
            {"when": {"age": {"at_least": 20}}, "then": {"priority": "P3"}},
            {"then": {"priority": "P4"}},
        ]},
    })
    findings = {finding["code"]: finding for finding in policy.findings()}
    assert findings["priority.finding.pre_empted"] == {
        "code": "priority.finding.pre_empted", "path": "base.rows[1]", "case": {"age": 20},
    }
    assert "priority.finding.no_hazard" in findings


def test_the_data_of_a_contact_is_checked_by_its_formats() -> None:
    intake = IntakePolicy({"requirements": [], "formats": {"contact.phone": {"patterns": ["9{11}"]}}})
    [malformed] = intake.malformed_in({"id": "contact-1", "phone": "0049"})
    assert (malformed["field"], malformed["code"]) == ("contact.phone", "intake.field.malformed")
    assert intake.malformed_in({"id": "contact-1", "phone": "13800138000"}) == []


def test_clocks_show_as_a_table_as_of_their_last_event() -> None:
    clocks = TicketClocks(SlaPolicy(SLA))
    assert clocks._repr_html_().endswith("<tbody></tbody></table>")
    clocks.apply({"at": at(2, 9), "type": "started"})
    clocks.apply({"at": at(2, 15), "type": "customer_message"})
    html = clocks._repr_html_()
    assert "<td>resolution</td><td>running</td><td>150 %</td><td>2026-03-02T13:00:00Z</td>" in html
