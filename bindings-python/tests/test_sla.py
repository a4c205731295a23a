from __future__ import annotations

import json
import pickle
import threading
from datetime import datetime
from typing import Any

import pytest
from aftersales import AftersalesError, Bundle, SlaPolicy, TicketClocks, read_board, to_json
from desk import at, instants_as_text

DAY = [["00:00", "24:00"]]
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
DOCUMENT: dict[str, Any] = {
    "calendars": {"always": {"time_zone": "Etc/UTC", "weekly": dict.fromkeys(DAYS, DAY)}},
    "default_calendar": "always",
    "metrics": [{"name": "resolution", "starts": [{"type": "started"}], "pauses": {"waits": ["customer"]}}],
    "selector": [{"type": "set", "targets": {"resolution": {"type": "open_time", "duration": "PT4H"}}}],
}
POLICY = SlaPolicy(DOCUMENT)


def clocks(*events: dict[str, Any]) -> TicketClocks:
    made = TicketClocks(POLICY)
    for event in ({"at": at(2, 9), "type": "started"}, *events):
        made.apply(event)
    return made


WAITED = (
    {"at": at(2, 10), "type": "wait_started", "reason": "customer"},
    {"at": at(2, 10, 30), "type": "wait_ended", "reason": "customer"},
)


def test_a_reading_has_datetimes_for_instants_and_microseconds_for_lengths() -> None:
    [reading] = clocks(*WAITED).readings(at(2, 11))
    assert reading["due"] == at(2, 13, 30)
    assert reading["consumed_us"] == 90 * 60 * 1_000_000 and reading["paused_us"] == 30 * 60 * 1_000_000
    assert reading["state"] == "running" and reading["rate"] == 1


def test_to_json_gives_the_canonical_text() -> None:
    [reading] = clocks().readings(at(2, 11))
    text = to_json(reading)
    assert text == json.dumps(json.loads(text), sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    assert '"due":"2026-03-02T13:00:00Z"' in text and '"started_at":"2026-03-02T09:00:00Z"' in text


def test_json_text_is_taken_wherever_a_dict_is() -> None:
    made = TicketClocks(SlaPolicy(to_json(DOCUMENT)))
    made.apply(to_json({"at": at(2, 9), "type": "started"}))
    assert made.readings(at(2, 10)) == clocks().readings(at(2, 10))


def test_breaches_cycles_and_explanations() -> None:
    late = clocks(*WAITED)
    [breach] = late.breaches(at(3))
    assert (breach["metric"], breach["revision"]) == ("resolution", POLICY.revision)
    assert breach["at"] == at(2, 13, 30).replace(microsecond=1)
    assert late.breaches(at(2, 13, 30)) == []
    assert late.cycles("resolution", at(2, 11)) == late.readings(at(2, 11))
    explanation = late.explain("resolution", at(2, 11))
    assert explanation is not None and instants_as_text(explanation) == []
    assert [(part["activity"], part["from"], part["to"]) for part in explanation["segments"]] == [
        ("running", at(2, 9), at(2, 10)),
        ("paused", at(2, 10), at(2, 10, 30)),
        ("running", at(2, 10, 30), at(2, 11)),
    ]
    assert TicketClocks(POLICY).explain("resolution", at(2)) is None


def test_a_board_is_one_call() -> None:
    tickets = [clocks(), clocks(*WAITED)]
    board = read_board(tickets, at(2, 12))
    assert [row["next_due"] for row in board["rows"]] == [at(2, 13), at(2, 13, 30)]
    assert board["next_change"] == min(ticket.next_change(at(2, 12)) or datetime.max for ticket in tickets)
    assert instants_as_text(board) == []


def test_a_revised_policy_is_handed_in_with_its_event() -> None:
    longer = json.loads(to_json(DOCUMENT))
    longer["selector"][0]["targets"]["resolution"]["duration"] = "PT8H"
    made = clocks()
    made.apply({"at": at(2, 10), "type": "policy_revised", "policy": "longer"}, SlaPolicy(longer))
    assert made.readings(at(2, 11))[0]["target_us"] == 8 * 3600 * 1_000_000


REFUSED: list[tuple[dict[str, Any], str, str | None]] = [
    ({"at": at(2, 8), "type": "stopped"}, "sla.timeline.out_of_order", None),
    ({"at": at(2, 10), "type": "reopened"}, "sla.timeline.does_not_fit", None),
    ({"at": datetime(2026, 3, 2, 10), "type": "stopped"}, "time.instant.malformed", "at"),
    ({"at": at(2, 10), "type": "inputs_changed", "inputs": {"priority": "High"}}, "vocabulary.word.unknown", "inputs.priority"),
    ({"at": at(2, 10), "type": "policy_revised", "policy": "longer"}, "sla.document.undefined", "policy"),
]


@pytest.mark.parametrize(("event", "code", "path"), REFUSED, ids=[row[1] for row in REFUSED])
def test_what_is_refused_changes_nothing(event: dict[str, Any], code: str, path: str | None) -> None:
    made = clocks()
    before = made.readings(at(2, 12))
    with pytest.raises(AftersalesError) as raised:
        made.apply(event)
    assert (raised.value.code, raised.value.path) == (code, path)
    assert made.readings(at(2, 12)) == before


def test_a_naive_datetime_in_a_document_is_named_with_advice() -> None:
    with pytest.raises(AftersalesError, match=r"`at`: .*has no time zone; give it one"):
        clocks({"at": datetime(2026, 3, 2, 10), "type": "stopped"})
    with pytest.raises(AftersalesError, match="has no time zone"):
        clocks().readings(datetime(2026, 3, 2, 10))


def test_policies_compare_hash_and_pickle_alone_and_as_part_of_a_bundle() -> None:
    bundle = Bundle.preset("clocks-only")
    assert bundle.sla is not None
    for policy in (POLICY, bundle.sla):
        again = pickle.loads(pickle.dumps(policy))
        assert again == policy and {policy: 1}[again] == 1 and policy.revision in repr(again)
    assert POLICY != bundle.sla


def test_threads_may_read_while_one_writes() -> None:
    made = clocks()
    failures: list[BaseException] = []

    def read() -> None:
        try:
            for _ in range(300):
                assert len(made.readings(at(20))) == 1
        except BaseException as failure:
            failures.append(failure)

    readers = [threading.Thread(target=read) for _ in range(3)]
    for reader in readers:
        reader.start()
    for minute in range(300):
        made.apply({"at": at(3, minute // 60, minute % 60), "type": "customer_message"})
    for reader in readers:
        reader.join()
    assert failures == []
