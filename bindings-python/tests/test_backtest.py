"""The same log under several policies."""

from __future__ import annotations

import json
from datetime import datetime, timedelta, timezone
from typing import Any

import pytest

from aftersales import Backtest, BacktestReport, Bundle, Ticket, backtest

START = datetime(2026, 3, 2, 1, tzinfo=timezone.utc)
AS_IS = Bundle.preset("clocks-only")


def rows(count: int = 12) -> list[dict[str, Any]]:
    """P1 tickets that are resolved after 1, 2, … hours, each answered after ten minutes."""
    made: list[dict[str, Any]] = []
    for number in range(1, count + 1):
        ticket = {"ticket": f"TS-{number:02}", "priority": None}
        made.append({**ticket, "at": START, "type": "started", "priority": "P1"})
        made.append({**ticket, "at": START + timedelta(minutes=10), "type": "agent_message"})
        made.append({**ticket, "at": START + timedelta(hours=number), "type": "stopped"})
    return made


def resolution(replay: BacktestReport) -> dict[str, dict[str, Any]]:
    return {row["policy"]: row for row in replay.rows() if row["metric"] == "resolution"}


def stricter() -> dict[str, Any]:
    document: dict[str, Any] = json.loads(AS_IS.to_json())
    document["sla"]["selector"][0]["targets"]["resolution"] = {"type": "open_time", "duration": "PT2H"}
    return document


def test_attainment_breaches_and_workload_under_each() -> None:
    replay = backtest(rows(), {"as it is": AS_IS, "two hours": stricter()})
    of = resolution(replay)
    assert (of["as it is"]["met"], of["as it is"]["missed"], of["as it is"]["breaches"]) == (4, 8, 8)
    assert (of["two hours"]["met"], of["two hours"]["missed"]) == (2, 10)
    assert of["as it is"]["attainment"] == pytest.approx(4 / 12)
    # The work is the same under both: 1 + 2 + … + 12 hours.
    assert {each["consumed_us"] for each in of.values()} == {78 * 3_600_000_000}
    assert [row["ticket"] for row in replay.rows("differences")] == ["TS-03", "TS-04"]
    assert replay.rows("differences")[0]["as it is"] == "met" and replay.rows("differences")[0]["two hours"] == "missed"
    assert replay.document["differing_tickets"] == 2


def test_every_form_of_a_log_gives_the_same() -> None:
    policies: dict[str, Any] = {"as it is": AS_IS, "two hours": stricter()}
    expected = backtest(rows(), policies).to_json()
    logs: dict[str, list[dict[str, Any]]] = {}
    for row in rows():
        event = {"at": row["at"], "type": row["type"]} | ({"inputs": {"priority": "P1"}} if row["priority"] else {})
        logs.setdefault(row["ticket"], []).append(event)
    assert backtest(logs, policies).to_json() == expected
    columns = {name: [row[name] for row in rows()] for name in ("ticket", "at", "type", "priority")}
    assert backtest(columns, policies).to_json() == expected
    for library in ("pandas", "polars"):
        frame = pytest.importorskip(library).DataFrame(columns)
        assert backtest(frame, policies).to_json() == expected
        renamed = frame.rename(columns={"ticket": "number"}) if library == "pandas" else frame.rename({"ticket": "number"})
        assert backtest(renamed, policies, ticket="number").to_json() == expected
    assert backtest(rows(), [AS_IS, stricter()]).document["policies"][1]["policy"] == "clocks-only (2)"


def test_tickets_of_the_library_and_their_escalations() -> None:
    bundle = Bundle.preset("after-sales")
    command = {"by": {"id": "desk-1", "roles": ["front_desk"]}, "occurred_at": START, "idempotency_key": "a", "expected_version": 0}
    kind = {"type": "open", "number": "TS20260302-0001", "kind": "enquiry", "channel": "chat"}
    ticket, _ = Ticket.open(bundle, command | {"kind": kind}, START)
    later = START + timedelta(days=3)
    replay = backtest([ticket], [bundle], as_of=later)
    assert replay.document["tickets"] == 1
    [first] = [row for row in replay.rows() if row["metric"] == "first_response"]
    assert first["overdue"] == 1
    [policy] = replay.rows("policies")
    assert policy["firings"] > 0
    with pytest.raises(ValueError, match="needs `as_of`"):
        backtest([ticket], [bundle])


def test_contradictions_are_returned() -> None:
    broken = [*rows(2), {"ticket": "TS-99", "at": START, "type": "stopped", "priority": None}]
    replay = backtest(broken, [AS_IS])
    assert (replay.document["tickets"], replay.document["rejected_tickets"]) == (2, 1)
    assert replay.rows("rejected")[0]["ticket"] == "TS-99"


def test_parts_merge() -> None:
    as_of = START + timedelta(days=1)
    assert AS_IS.sla is not None
    whole, part, other = (Backtest([("as it is", AS_IS.sla, None)], as_of) for _ in range(3))
    for number, replay in enumerate((part, other)):
        events = [{"at": START, "type": "started", "inputs": {"priority": "P1"}}]
        replay.add(f"TS-{number}", events)
        whole.add(f"TS-{number}", events)
    part.merge(other)
    assert part.document() == whole.document()


def test_texts_and_frames() -> None:
    replay = backtest(rows(), {"as | is": AS_IS, "two hours": stricter()})
    english, chinese = replay.to_markdown(), replay.to_markdown("zh")
    assert english.startswith("# Replay under other policies") and "| two hours | resolution | P1 | 2 | 10 | 16.7% |" in english
    assert "as \\| is" in english and "# 不同方案下的回放" in chinese
    pandas, polars = pytest.importorskip("pandas"), pytest.importorskip("polars")
    assert isinstance(replay.to_pandas("differences"), pandas.DataFrame)
    assert isinstance(replay.to_polars(), polars.DataFrame)


@pytest.mark.parametrize(
    ("events", "policies", "said"),
    [
        ([], [AS_IS], "no event to replay|no column"),
        ([{"ticket": "1", "type": "started"}], [AS_IS], "no column `at`; the columns are `ticket`, `type`"),
        ([{"number": "1", "at": START, "type": "started"}], [AS_IS], "`ticket=` names the column"),
        (rows(1), [], "a policy at least"),
        (rows(1), [{"name": "empty"}], "policy `empty` has no service levels"),
    ],
)
def test_wrong_questions(events: Any, policies: Any, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        backtest(events, policies)
