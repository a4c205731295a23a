"""Amounts, zone rules that are handed in, and what notebooks show."""

from __future__ import annotations

import json
import pickle
from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from aftersales import (
    Accumulator,
    AftersalesError,
    Bundle,
    Figures,
    KpiReport,
    Money,
    NumberScheme,
    Refused,
    SlaPolicy,
    Ticket,
    WorkingCalendar,
    ZoneDatabase,
)
from desk import at, command
from test_calendar import tzif_of_fixed_offset

OWN = ZoneDatabase("own", {"Own/Zone": tzif_of_fixed_offset(2)})
SHIFTS = {"time_zone": "Own/Zone", "weekly": {"mon": [["09:00", "17:00"]]}}
SLA: dict[str, Any] = {
    "calendars": {"office": SHIFTS}, "default_calendar": "office",
    "metrics": [{"name": "resolution", "starts": [{"type": "started"}]}],
    "selector": [{"type": "set", "targets": {"resolution": {"type": "open_time", "duration": "PT1H"}}}],
}


def test_amounts_are_exact_and_currencies_never_mix() -> None:
    total = sum([Money("0.10", "EUR")] * 3, Money(0, "EUR"))
    assert (total.amount, total.currency, total.minor_units, str(total)) == (Decimal("0.30"), "EUR", 30, "0.30 EUR")
    assert total == Money(Decimal("0.3"), "EUR") != Money("0.30", "USD") and total != "0.30 EUR"
    assert -total < Money(0, "EUR") < total and bool(total) and not Money(0, "JPY")
    assert (total - total).amount == 0 and sorted([total, Money("0.1", "EUR")])[0].minor_units == 10
    assert sum(share.minor_units for share in Money(1, "EUR").allocate([1, 1, 1])) == 100
    again = pickle.loads(pickle.dumps(total))
    assert again == total and {total: 1}[again] == 1 and repr(again) == "Money('0.30', 'EUR')".replace("'", '"')


def test_rounding_is_named() -> None:
    assert Money.rounded("2.345", "EUR") == Money("2.35", "EUR")
    assert Money.rounded(Decimal("2.345"), "EUR", mode="half_even") == Money("2.34", "EUR")
    assert Money.rounded("12.23", "CHF", step="0.05") == Money("12.25", "CHF")
    assert Money.rounded("1234.5", "JPY", mode="down") == Money(1234, "JPY") == Money(Decimal("1.234E+3"), "JPY")


REFUSED: list[tuple[Callable[[], object], str]] = [
    (lambda: Money("1", "EURO"), "money.currency.unknown"),
    (lambda: Money("1.005", "EUR"), "money.amount.too_fine"),
    (lambda: Money("1", "EUR") + Money("1", "USD"), "money.currency.mixed"),
    (lambda: Money("1", "EUR") < Money("1", "USD"), "money.currency.mixed"),
    (lambda: Money("1", "EUR").allocate([0]), "money.allocation.no_weights"),
    (lambda: Money.rounded("1", "EUR", mode="nearest"), "money.rounding.mode"),
    (lambda: ZoneDatabase("own", {"Own/Zone": b"TZif"}), "time.zone.tzif_malformed"),
    (lambda: OWN.utc_offset("Europe/Berlin", at(2)), "time.zone.unknown"),
    (lambda: SlaPolicy(SLA), "time.zone.unknown"),
]


@pytest.mark.parametrize(("call", "code"), REFUSED)
def test_what_cannot_be_is_refused_with_the_code_of_the_core(call: Callable[[], object], code: str) -> None:
    with pytest.raises(AftersalesError) as raised:
        call()
    assert raised.value.code == code


def test_a_float_is_no_amount() -> None:
    with pytest.raises(TypeError, match="write it as text"):
        Money(0.1, "EUR")  # type: ignore[arg-type]


def test_zone_rules_reach_every_policy_and_travel_with_it() -> None:
    policy = SlaPolicy(SLA, OWN)
    [promise] = policy.promises({}, at(2, 7))
    assert promise["due"] == at(2, 8)
    bundle = Bundle({"name": "own", "sla": SLA}, zones=OWN)
    office = bundle.calendar("office")
    assert office == WorkingCalendar(SHIFTS, tzif_of_fixed_offset(2), "own")
    scheme = NumberScheme({"time_zone": "Own/Zone", "parts": [{"type": "serial", "width": 6}]}, OWN)
    for value in (policy, bundle, bundle.sla, scheme, OWN):
        assert pickle.loads(pickle.dumps(value)) == value
    assert OWN.utc_offset("Own/Zone", at(2)) == timedelta(hours=2) and hash(OWN) == hash(pickle.loads(pickle.dumps(OWN)))
    assert OWN != ZoneDatabase("own", {}) and OWN.zones == ["Own/Zone"]
    findings = Bundle.check({"name": "own", "sla": SLA}, at(2).date(), at(31).date(), zones=OWN)
    assert "time.zone.unknown" not in [finding["code"] for finding in findings]


def test_zone_rules_may_come_from_tzdata() -> None:
    tzdata = pytest.importorskip("tzdata")
    zones = ZoneDatabase.from_tzdata("Europe/Berlin", "UTC")
    assert zones.version == tzdata.IANA_VERSION and zones.zones == ["Europe/Berlin", "UTC"]
    assert zones.utc_offset("Europe/Berlin", at(30)) == timedelta(hours=2)
    with pytest.raises(AftersalesError, match="`Mars/Olympus`"):
        ZoneDatabase.from_tzdata("Mars/Olympus")


def desk(name: str = "TS-1") -> Accumulator:
    made = Accumulator(at(31), "Europe/Berlin", group_by=["priority"], period=(at(1), at(31)))
    made.add({"ticket": name, "priority": "P1", "created_at": at(2, 9), "first_response_at": at(2, 10), "satisfaction": 4})
    made.add({"ticket": name, "created_at": "soon"})
    return made


def test_what_was_counted_travels_between_processes() -> None:
    counted = desk()
    figures, report = counted.finish(), KpiReport(counted.finish(), trend=counted.finish())
    for value in (counted, figures, report):
        again = pickle.loads(pickle.dumps(value))
        assert again == value and repr(again) == repr(value)
    again = pickle.loads(pickle.dumps(counted))
    again.merge(desk("TS-2"))
    assert again != counted and again.finish() != figures and again.finish().tickets == 2
    assert {figures: 1}[counted.finish()] == 1
    assert KpiReport(again.finish()) != report and pickle.loads(pickle.dumps(figures)).rows() == figures.rows()


def test_notebooks_show_tables_in_which_nothing_is_html_of_the_data() -> None:
    opened = command(0, at(2, 1), "open", number="TS20260302-0001", kind="enquiry", channel="chat")
    ticket = Ticket.open(Bundle.preset("after-sales"), opened, at(2, 1))[0]
    figures: Figures = desk().finish()
    for value in (ticket, figures, KpiReport(figures)):
        html = value._repr_html_()
        assert "<table>" in html and html.count("<td") == html.count("</td>") > 5
    assert "TS20260302-0001" in ticket._repr_html_() and "<td>P1</td>" in figures._repr_html_()


def test_timers_and_the_status_for_other_systems() -> None:
    opened = command(0, at(2, 1), "open", number="TS20260302-0001", kind="enquiry", channel="chat")
    ticket = Ticket.open(Bundle.preset("after-sales"), opened, at(2, 1))[0]
    assert ticket.tmf_status == "acknowledged"
    ticket.execute(command(1, at(2, 2), "wait", reason="customer", until=at(3, 9)), at(2, 2))
    waits = [timer for timer in ticket.timers() if timer["kind"] == "wait_ends"]
    assert ticket.tmf_status == "pending"
    assert waits == [{"at": at(3, 9), "kind": "wait_ends", "about": {"reason": "customer"}}]


def test_errors_carry_data() -> None:
    with pytest.raises(AftersalesError) as raised:
        WorkingCalendar({"time_zone": "Mars/Olympus"})
    assert raised.value.data == {"path": "time_zone"}
    with pytest.raises(Refused) as refused:
        Bundle.preset("after-sales").grading.grade({})  # type: ignore[union-attr]
    assert refused.value.data["field"] == refused.value.reasons[0].data["field"]
    assert json.loads(json.dumps(refused.value.data))
