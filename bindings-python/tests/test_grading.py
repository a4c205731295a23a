"""Grading, with the shared vectors of what must be refused."""

from __future__ import annotations

import json
import pickle
from pathlib import Path
from typing import Any

import pytest
from aftersales import AftersalesError, Bundle, GradingPolicy, Refused

LEVELS = ["low", "medium", "high"]
DOCUMENT: dict[str, Any] = {
    "inputs": [
        {"type": "choice", "name": "impact", "values": LEVELS, "order": "rising"},
        {"type": "choice", "name": "urgency", "values": LEVELS, "order": "rising"},
        {"type": "choice", "name": "tier", "values": ["basic", "standard", "vip"], "order": "rising"},
        {"type": "yes_no", "name": "safety", "order": "rising"},
        {"type": "number", "name": "ageHours", "unit": "hours", "least": 0, "most": 100_000, "order": "rising"},
    ],
    "base": {"type": "table", "hit_policy": "first", "rows": [
        {"when": {"impact": {"one_of": ["high"]}, "urgency": {"one_of": ["high"]}}, "then": {"priority": "P1"}},
        {"when": {"urgency": {"one_of": ["high"]}, "tier": {"one_of": ["vip"]}}, "then": {"priority": "P2"}},
        {"when": {"impact": {"one_of": ["high"]}}, "then": {"priority": "P2"}},
        {"when": {"ageHours": {"above": 72}}, "then": {"priority": "P3"}},
        {"then": {"priority": "P4"}},
    ]},
    "hazards": [{"safety": {"one_of": [True]}}],
}
POLICY = GradingPolicy(DOCUMENT)
FILE = Path(__file__).parents[2] / "tests" / "vectors" / "priority" / "fail_closed.json"
VECTORS: list[dict[str, Any]] = json.loads(FILE.read_bytes())["vectors"]
CASE = {"impact": "high", "urgency": "low", "tier": "basic", "safety": False, "ageHours": 1}


def test_no_vector_is_missing() -> None:
    assert len(VECTORS) == len({vector["id"] for vector in VECTORS}) == 3


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector["id"])
def test_vector(vector: dict[str, Any]) -> None:
    expected = vector["expect"]
    if expected["error"]:
        with pytest.raises(Refused) as raised:
            POLICY.grade(vector["input"])
        assert raised.value.code == "priority.inputs.refused" and raised.value.reasons
    else:
        assert POLICY.grade(vector["input"])["priority"] == expected["priority"]


def test_a_grade_says_which_rules_held_and_an_explanation_why() -> None:
    grade = POLICY.grade(CASE)
    assert grade == {"priority": "P2", "safety_hazard": False, "fired": ["base.rows[2]"], "revision": POLICY.revision}
    explanation = POLICY.explain(CASE)
    assert explanation["grade"] == grade
    assert {fact["input"]: fact["value"] for fact in explanation["facts"]} == CASE
    assert POLICY.grade(CASE | {"safety": True})["priority"] == "P1"


def test_everything_that_is_wrong_with_a_case_is_said_at_once() -> None:
    with pytest.raises(Refused) as raised:
        POLICY.grade({"impact": "High", "urgency": "low", "tier": "vip", "ageHours": 1, "colour": "red"})
    reasons = raised.value.reasons
    assert [(reason.code, reason.data["field"]) for reason in reasons] == [
        ("priority.input.unknown", "colour"),
        ("priority.input.not_allowed", "impact"),
        ("priority.input.missing", "safety"),
    ]
    assert reasons[1].data["value"] == "High" and "`low`" in reasons[1].data["allowed"]
    again = pickle.loads(pickle.dumps(raised.value))
    assert (again.code, again.path, str(again), again.reasons) == (
        "priority.inputs.refused", "colour", str(raised.value), reasons,
    )


def test_a_document_that_leaves_a_case_without_a_grade_does_not_compile() -> None:
    gap = json.loads(json.dumps(DOCUMENT))
    gap["base"]["rows"].pop()
    with pytest.raises(AftersalesError) as raised:
        GradingPolicy(gap)
    assert raised.value.code == "priority.table.gap" and raised.value.path == "base.rows"


def test_policies_compare_hash_and_pickle() -> None:
    part = Bundle.preset("after-sales").grading
    assert part is not None
    for policy in (POLICY, part):
        again = pickle.loads(pickle.dumps(policy))
        assert again == policy and hash(again) == hash(policy) and policy.revision in repr(again)
    assert POLICY != part
