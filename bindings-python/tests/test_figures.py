from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from aftersales import Accumulator, AftersalesError, KpiReport, WorkingCalendar, to_json
from desk import at, instants_as_text

OFFICE = WorkingCalendar({
    "time_zone": "Etc/UTC", "weekly": {day: [["09:00", "17:00"]] for day in ("mon", "tue", "wed", "thu", "fri")},
})


def ticket(number: int) -> dict[str, Any]:
    opened = at(1) + timedelta(hours=7 * number)
    return {
        "ticket": f"TS-{number}", "priority": f"P{number % 4 + 1}", "created_at": opened,
        "first_response_at": opened + timedelta(minutes=number), "completed_at": opened + timedelta(hours=number),
        "satisfaction": 3.5 + number % 3 / 2,
    }


TICKETS = [ticket(number) for number in range(60)]


def counted(*parts: list[dict[str, Any]], **settings: Any) -> Accumulator:
    whole = Accumulator(at(31), "Europe/Berlin", **settings)
    for part in parts:
        one = whole.empty_like()
        for facts in part:
            one.add(facts)
        whole.merge(one)
    return whole


def figure(desk: Accumulator, name: str, group: list[str] | None = None) -> Any:
    [row] = [row for row in desk.finish().rows() if row["name"] == name and row.get("group") == group]
    return row


def test_any_split_gives_the_same_figures_to_the_last_digit() -> None:
    whole, split = counted(TICKETS), counted(TICKETS[40:], TICKETS[:13], TICKETS[13:40])
    assert to_json(whole.finish().rows()) == to_json(split.finish().rows())
    assert whole.finish().tickets == 60 and "tickets=60" in repr(whole.finish())
    response = figure(whole, "first_response")
    assert (response["value"], response["denominator"]) == (29.5 * 60, 60)


def test_taking_more_tickets_in_leaves_finished_figures_as_they_were() -> None:
    desk = counted(TICKETS[:2])
    finished = desk.finish()
    desk.add(to_json(TICKETS[2]))
    assert (finished.tickets, desk.finish().tickets) == (2, 3)


def test_groups_periods_and_working_time() -> None:
    by_priority = counted(TICKETS, group_by=["priority", "month"])
    groups = [row["group"] for row in by_priority.finish().rows() if row["name"] == "first_response"]
    assert groups == [[f"P{grade}", "2026-03"] for grade in range(1, 5)]
    early = counted(TICKETS, period=(at(1), at(2)))
    assert figure(early, "first_response")["denominator"] == 4
    working = counted(TICKETS, basis="working", calendar=OFFICE)
    wanted = sum((OFFICE.elapsed(row["created_at"], row["completed_at"]) for row in TICKETS), timedelta())
    assert figure(working, "resolution")["numerator"] == wanted // timedelta(microseconds=1)


def test_rows_that_cannot_be_are_returned_with_their_reasons() -> None:
    desk = counted([{"ticket": "TS-1", "created_at": "30 February"}, {"ticket": "TS-2", "satisfaction": 11}])
    assert [(row["reason"], row["count"], row["examples"]) for row in desk.finish().rejected()] == [
        ("malformed_instant", 1, [["TS-1", "created_at", "30 February"]]),
        ("score_out_of_range", 1, [["TS-2", "satisfaction", "11"]]),
    ]


def test_a_report_is_data_and_text() -> None:
    desk, weeks = counted(TICKETS), counted(TICKETS, group_by=["week"])
    report = KpiReport(desk.finish(), trend=weeks.finish(), earlier=counted(TICKETS[:5]).finish(), people=desk.finish())
    document = report.document()
    assert document["as_of"] == at(31) and document["trends"] and document["people"] and document["comparison"]
    assert instants_as_text(document) == []
    assert "First response" in report.text("en") and "首次响应" in report.markdown("zh")


def make(**settings: Any) -> Accumulator:
    return Accumulator(at(31), **({"time_zone": "Etc/UTC"} | settings))


REFUSED: list[tuple[Any, str]] = [
    (lambda: make(time_zone="Berlin"), "time.zone.unknown"),
    (lambda: make(basis="working"), "kpi.scope.calendar_missing"),
    (lambda: make(group_by=["week", "priority", "site"]), "kpi.statistics.out_of_range"),
    (lambda: make(group_by=["colour"]), "vocabulary.word.unknown"),
    (lambda: make(relative_error=2.0), "kpi.statistics.out_of_range"),
    (lambda: make().merge(make(group_by=["week"])), "kpi.accumulator.differs"),
    (lambda: make().add({"colour": "red"}), "wire.document.malformed"),
    (lambda: make().add({"created_at": datetime(2026, 3, 2)}), "time.instant.malformed"),
]


@pytest.mark.parametrize(("call", "code"), REFUSED, ids=[row[1] for row in REFUSED])
def test_refusals(call: Any, code: str) -> None:
    with pytest.raises(AftersalesError) as raised:
        call()
    assert raised.value.code == code


def test_an_accumulator_takes_itself_in_without_waiting_for_itself() -> None:
    desk = counted(TICKETS[:2])
    desk.merge(desk)
    assert desk.finish().tickets == 4
