"""Escalation for a desk with a lifecycle of its own."""

from __future__ import annotations

import json
import pickle
from typing import Any

import pytest
from aftersales import AftersalesError, Bundle, EscalationPolicy, SlaPolicy, Ticket, TicketClocks, to_json
from desk import at, command, instants_as_text

SLA = SlaPolicy({
    "calendars": {"office": {"time_zone": "Etc/UTC", "weekly": {"mon": [["09:00", "17:00"]]}}},
    "default_calendar": "office",
    "metrics": [{"name": "resolution", "starts": [{"type": "started"}]}],
    "selector": [{"type": "set", "targets": {"resolution": {"type": "open_time", "duration": "PT4H"}}}],
})
RULES: dict[str, Any] = {"rules": [
    {
        "id": "late", "trigger": {"type": "breach", "metric": "resolution"}, "when": {"level": ["L1"]},
        "steps": [
            {"actions": [{"type": "raise_level", "to": "L2"}, {"type": "notify", "role": "engineer"}]},
            {"after_seconds": 3600, "actions": [{"type": "request_hierarchic", "role": "service_supervisor"}]},
        ],
    },
    {
        "id": "unhappy", "trigger": {"type": "rated_below", "scale": "nps", "below": 7},
        "steps": [{"actions": [{"type": "notify", "role": "service_supervisor"}]}],
    },
    {
        "id": "silent", "trigger": {"type": "silence", "milestone": "progress_report", "within_seconds": 1800},
        "steps": [{"actions": [{"type": "notify", "role": "front_desk"}]}],
    },
]}
POLICY = EscalationPolicy(RULES, SLA)
LEVEL = {"level": "L1", "since": at(2, 9), "number": 1}


def clocks() -> TicketClocks:
    made = TicketClocks(SLA)
    made.apply({"at": at(2, 9), "type": "started"})
    return made


def rules(firings: list[dict[str, Any]]) -> list[str]:
    return [firing["rule"] for firing in firings]


def test_steps_come_due_in_order_of_time_and_only_once() -> None:
    view = {"level": LEVEL}
    assert POLICY.next_change(clocks(), view, at(2, 9)) == at(2, 9, 30)
    firings = POLICY.due(clocks(), view, at(2, 13, 1))
    assert rules(firings) == ["silent", "late"] and instants_as_text(firings) == []
    assert firings[1]["actions"][0] == {"type": "raise_level", "to": "L2"}
    moved = {"level": {"level": "L2", "since": firings[1]["at"], "number": 2}, "fired": firings}
    assert POLICY.due(clocks(), moved, at(2, 13, 1)) == []
    [second] = POLICY.due(clocks(), moved, at(2, 15))
    assert second["step"] == 1 and second["actions"] == [{"type": "request_hierarchic", "role": "service_supervisor"}]


def test_firings_are_handed_back_as_text_or_objects() -> None:
    [firing] = POLICY.due(clocks(), {"level": LEVEL}, at(2, 10))
    for view in ({"level": LEVEL, "fired": [firing]}, to_json({"level": LEVEL, "fired": [firing]})):
        assert POLICY.due(clocks(), view, at(2, 10)) == []


def test_all_that_the_host_knows_beside_the_clocks_counts() -> None:
    reported = {"level": LEVEL, "milestones": [{"name": "progress_report", "at": at(2, 9, 20)}]}
    assert POLICY.next_change(clocks(), reported, at(2, 9, 25)) == at(2, 9, 50)
    seen = {"level": LEVEL, "acknowledgements": [{"rule": "silent", "cycle": 1, "at": at(2, 9, 10)}]}
    assert rules(POLICY.due(clocks(), seen, at(2, 9, 40))) == ["silent"]
    rated = {"level": LEVEL, "ratings": [{"scale": "nps", "value": 3, "at": at(2, 9, 5)}]}
    assert rules(POLICY.due(clocks(), rated, at(2, 9, 6))) == ["unhappy"]
    assert POLICY.due(clocks(), {**rated, "standing": "ended"}, at(9, 9)) == []
    assert POLICY.due(clocks(), {**rated, "rules_since": at(2, 10)}, at(2, 9, 6)) == []


def test_an_explanation_names_the_place_and_the_conditions() -> None:
    view = {"level": LEVEL}
    [late] = [firing for firing in POLICY.due(clocks(), view, at(2, 14)) if firing["rule"] == "late"]
    why = POLICY.explain(clocks(), view, late)
    assert why is not None and instants_as_text(why) == []
    assert (why["path"], why["began_by"], why["wait_us"]) == ("rules[0].steps[0]", "trigger", 0)
    assert why["conditions"] == [{"what": "level", "fitting": ["L1"], "value": "L1"}]
    assert why["reading"]["metric"] == "resolution"
    other = EscalationPolicy({"rules": RULES["rules"][1:]}, SLA)
    assert other.explain(clocks(), view, late) is None


REFUSED: list[tuple[dict[str, Any], str, str | None]] = [
    ({}, "wire.document.malformed", "."),
    ({"level": LEVEL | {"level": "L9"}}, "wire.document.malformed", "level.level"),
    ({"level": LEVEL, "firings": []}, "wire.document.malformed", "firings"),
    ({"level": LEVEL, "fired": [{"rule": "late"}]}, "wire.document.malformed", "fired[0]"),
]


@pytest.mark.parametrize(("view", "code", "path"), REFUSED)
def test_a_view_that_cannot_be_read_is_refused_with_its_path(view: dict[str, Any], code: str, path: str | None) -> None:
    with pytest.raises(AftersalesError) as raised:
        POLICY.due(clocks(), view, at(2, 10))
    assert (raised.value.code, raised.value.path) == (code, path)


def test_a_document_is_compiled_against_its_service_levels() -> None:
    with pytest.raises(AftersalesError) as raised:
        EscalationPolicy({"rules": [{**RULES["rules"][0], "trigger": {"type": "breach", "metric": "repair"}}]}, SLA)
    assert (raised.value.code, raised.value.path) == ("escalation.document.undefined", "rules[0].trigger.metric")


def test_policies_compare_hash_and_pickle_alone_and_as_part_of_a_bundle() -> None:
    part = Bundle.preset("after-sales").escalation
    assert part is not None and Bundle.preset("clocks-only").escalation is None
    for policy in (POLICY, part):
        again = pickle.loads(pickle.dumps(policy))
        assert again == policy and {policy: 1}[again] == 1 and policy.revision in repr(again)
        assert json.loads(policy.to_json())["rules"][0]["id"] == policy.rules[0]
    assert POLICY != part


def test_clocks_replay_compare_and_pickle_by_their_log() -> None:
    longer = SlaPolicy({
        "calendars": {"office": {"time_zone": "Etc/UTC", "weekly": {"tue": [["09:00", "17:00"]]}}},
        "default_calendar": "office", "metrics": [{"name": "resolution", "starts": [{"type": "started"}]}],
        "selector": [{"type": "set", "targets": {"resolution": {"type": "open_time", "duration": "PT6H"}}}],
    })
    made = clocks()
    made.apply({"at": at(2, 10), "type": "policy_revised", "policy": "longer"}, longer)
    log = made.events()
    assert [event["type"] for event in log] == ["started", "policy_revised"] and log[0]["at"] == at(2, 9)
    stored = [to_json(event) for event in log]
    for again in (pickle.loads(pickle.dumps(made)), TicketClocks.replay(SLA, stored, {"longer": longer})):
        assert again == made and again.readings(at(3, 12)) == made.readings(at(3, 12))
    assert clocks() != made and clocks() == clocks()
    with pytest.raises(AftersalesError) as raised:
        TicketClocks.replay(SLA, stored)
    assert raised.value.path == "policy"
    with pytest.raises(TypeError):
        hash(made)


def test_a_ticket_pickles_with_its_bundles_and_explains_what_fired() -> None:
    bundle = Bundle.preset("after-sales")
    opened = command(0, at(2, 1), "open", number="TS20260302-0001", kind="repair", channel="hotline")
    ticket, _ = Ticket.open(bundle, opened, at(2, 1))
    fired = [event["kind"] for event in ticket.advance(at(20)) if event["kind"]["type"] == "rule_fired"]
    why = ticket.explain_firing({key: value for key, value in fired[0].items() if key != "type"})
    assert why is not None and why["path"].startswith("rules[") and why["at"] == fired[0]["at"]
    again = pickle.loads(pickle.dumps(ticket))
    assert again == ticket
    again.execute(command(1, at(2, 2), "cancel", reason="sold"), at(2, 2))
    assert again != ticket
