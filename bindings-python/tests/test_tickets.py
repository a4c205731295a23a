from __future__ import annotations

import json
from datetime import datetime
from typing import Any

import pytest
from aftersales import AftersalesError, Bundle, Refused, Ticket, error_codes, to_json
from desk import at, command, instants_as_text

BUNDLE = Bundle.preset("after-sales")
INTAKE = {"symptom": "it does not start", "contact": {"id": "contact-1", "given": ["customer_name", "phone"]}}
OPEN = command(0, at(2, 1), "open", number="TS20260302-0001", kind="enquiry", channel="chat", intake=INTAKE)


def answered() -> tuple[Ticket, list[dict[str, Any]]]:
    """An enquiry that was answered on the spot, with its log."""
    ticket, opened = Ticket.open(BUNDLE, OPEN, at(2, 1))
    answer = ticket.execute(command(1, at(2, 1, 5), "answer", summary="hold the button for five seconds"), at(2, 1, 6))
    return ticket, [*opened["events"], *answer["events"]]


def test_a_command_leads_to_events_with_datetimes() -> None:
    ticket, log = answered()
    assert [(event["sequence"], event["kind"]["type"]) for event in log] == [(1, "opened"), (2, "answered")]
    assert (log[1]["occurred_at"], log[1]["recorded_at"]) == (at(2, 1, 5), at(2, 1, 6))
    assert (ticket.number, ticket.phase, ticket.version) == ("TS20260302-0001", "verifying", 2)
    assert "verifying" in repr(ticket)


@pytest.mark.parametrize("stored", [lambda event: event, to_json, lambda event: json.loads(to_json(event))])
def test_a_log_replays_from_dicts_from_text_and_from_a_store(stored: Any) -> None:
    ticket, log = answered()
    assert Ticket.replay([BUNDLE], (stored(event) for event in log)) == ticket
    tail = Ticket.replay([BUNDLE], [stored(log[0])])
    assert tail != ticket
    tail.apply(stored(log[1]))
    assert tail == ticket


def test_a_snapshot_is_the_ticket() -> None:
    ticket, _ = answered()
    for stored in (ticket.snapshot(), to_json(ticket.snapshot())):
        assert Ticket.restore([BUNDLE], stored) == ticket
    with pytest.raises(AftersalesError) as raised:
        Ticket.restore([], ticket.snapshot())
    assert raised.value.code == "ticket.policy.unknown"


def test_answers_written_again_are_the_canonical_text_of_the_core() -> None:
    ticket, _ = answered()
    _, (_, written) = ticket.__reduce__()
    assert to_json(ticket.snapshot()) == written
    assert to_json(BUNDLE.sla and json.loads(BUNDLE.to_json())) == BUNDLE.to_json()


def test_a_refused_command_says_all_its_reasons_and_changes_nothing() -> None:
    ticket, log = answered()
    with pytest.raises(Refused) as raised:
        ticket.execute(command(7, at(4), "start_work"), at(3))
    codes = [reason.code for reason in raised.value.reasons]
    assert codes[:2] == ["ticket.version.conflict", "ticket.time.in_future"] and len(codes) > 2
    assert raised.value.code == codes[0] and set(codes) <= set(error_codes())
    assert raised.value.reasons[0].data == {"expected": 7, "actual": 2}
    assert raised.value.reasons[1].data == {"occurred_at": at(4), "now": at(3)}
    assert all(reason.message in str(raised.value) for reason in raised.value.reasons)
    assert Ticket.replay([BUNDLE], log) == ticket


def test_a_command_given_twice_is_carried_out_once() -> None:
    ticket, _ = answered()
    again = ticket.execute(command(1, at(2, 1, 5), "answer", summary="hold the button for five seconds"), at(2, 2))
    assert again == {"events": [], "first": 2, "last": 2, "standing": "repeated"}


def test_deciding_changes_nothing() -> None:
    ticket, _ = answered()
    before = ticket.version
    decision = ticket.decide(command(2, at(2, 2), "confirm"), at(2, 2))
    assert [event["kind"]["type"] for event in decision["events"]][:1] == ["confirmed"] and ticket.version == before
    for event in decision["events"]:
        ticket.apply(event)
    assert ticket.version == decision["last"]


def test_available_says_what_each_command_lacks() -> None:
    ticket, _ = answered()
    lacks = {each["command"]: [reason["code"] for reason in each["lacks"]] for each in ticket.available(at(2, 2))}
    assert lacks["confirm"] == [] and "ticket.phase.not_allowed" in lacks["start_work"]
    for actor in ({"id": "guest-1"}, to_json({"id": "guest-1"})):
        assert len(ticket.available(at(2, 2), actor)) == len(lacks)


def test_what_fell_due_comes_however_late_it_is_asked_for() -> None:
    opened = Ticket.open(BUNDLE, OPEN, at(2, 1))
    ticket, effects = opened[0], opened[0].effects_since(0)
    assert [(effect["about"], effect["notify"]) for effect in effects] == [("opened", "front_desk")]
    wakeup = ticket.next_wakeup(at(2, 1))
    assert isinstance(wakeup, datetime) and wakeup > at(2, 1)
    fallen_due = ticket.advance(at(20))
    assert fallen_due and all(event["by"]["id"] == "system" for event in fallen_due)
    for event in fallen_due:
        ticket.apply(event)
    assert ticket.advance(at(20)) == []
    assert all(effect["at"] <= at(20) for effect in ticket.effects_since(1))


def test_clocks_breaches_facts_and_state() -> None:
    ticket, _ = answered()
    first, *_ = ticket.readings(at(2, 2))
    assert first["metric"] == "first_response" and first["stopped_at"] == at(2, 1, 5)
    explanation = ticket.explain("first_response", at(2, 2))
    assert explanation is not None and explanation["segments"][0]["from"] == at(2, 1)
    late = Ticket.open(BUNDLE, OPEN, at(2, 1))[0]
    breaches = late.breaches(at(20))
    assert breaches[0]["standing"] == "stands" and late.breaches(at(2, 1)) == []
    facts = ticket.facts(at(2, 2))
    assert (facts["created_at"], facts["completed_at"]) == (at(2, 1), at(2, 1, 5))
    state = ticket.state()
    assert state["phase"]["since"] == at(2, 1, 5)
    for answer in (ticket.readings(at(2, 2)), explanation, breaches, facts, state, ticket.snapshot(), late.advance(at(20))):
        assert answer and instants_as_text(answer) == []


def test_a_ticket_needs_service_levels_and_gates() -> None:
    with pytest.raises(AftersalesError, match="`ticket` needs `gates`") as raised:
        Ticket.open(Bundle.preset("clocks-only"), OPEN, at(2, 1))
    assert raised.value.code == "policy.part.missing"


def test_fields_are_named_where_a_command_or_an_event_cannot_be_read() -> None:
    with pytest.raises(AftersalesError, match="has no time zone") as raised:
        Ticket.open(BUNDLE, OPEN | {"occurred_at": datetime(2026, 3, 2)}, at(2, 1))
    assert raised.value.path == "occurred_at"
    with pytest.raises(TypeError, match=r"`kind\.wait\[1\]` is a `timedelta`"):
        Ticket.open(BUNDLE, OPEN | {"kind": {"wait": [1, at(2) - at(1)]}}, at(2, 1))
    with pytest.raises(AftersalesError) as raised:
        Ticket.replay([BUNDLE], [])
    assert raised.value.code == "ticket.log.empty"
    with pytest.raises(AftersalesError) as raised:
        answered()[0].apply({"sequence": 3})
    assert raised.value.code == "wire.document.malformed"


def test_a_policy_is_put_in_force_once_it_is_known() -> None:
    ticket, log = answered()
    changed = json.loads(BUNDLE.to_json())
    changed["gates"]["backdating_limit_seconds"] = 3600
    revised = Bundle(changed)
    assert ticket.revision == BUNDLE.ticket_revision != revised.ticket_revision
    revise = command(2, at(2, 2), "revise_policy", role="department_manager", revision=revised.ticket_revision)
    with pytest.raises(Refused) as raised:
        ticket.execute(revise, at(2, 2))
    assert [reason.code for reason in raised.value.reasons] == ["ticket.policy.not_handed_in"]
    ticket.learn(revised)
    log += ticket.execute(revise, at(2, 2))["events"]
    assert ticket.revision == revised.ticket_revision
    assert Ticket.replay([BUNDLE, revised], log) == ticket
