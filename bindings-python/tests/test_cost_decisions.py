"""Ranges, completion, delays, coverage, regimes, options and the sheets of a repair."""

from __future__ import annotations

import pickle
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest
from aftersales import (
    AftersalesError,
    Coverage,
    Distribution,
    Estimate,
    OptionPolicy,
    PriceBook,
    Regime,
    Shrinkage,
    StandardHours,
    Total,
    WorkingCalendar,
    check_delay,
    promise_completion,
)
from desk import at, instants_as_text

BOOK = PriceBook({
    "currency": "EUR", "prices": "without_tax", "rounding": {"mode": "half_up", "scope": "per_document"},
    "taxes": [{"name": "vat", "percent": Decimal(19)}], "default_taxes": ["vat"], "estimate_valid_seconds": 86400,
    "labour": {"grades": {"engineer": {"per_hour": Decimal("96.00"), "step_seconds": 900}}},
    "parts": {"fan": {"tiers": [{"from": "1", "price": "24.50"}]}},
})
WEEK = {day: [["09:00", "17:00"]] for day in ("mon", "tue", "wed", "thu", "fri")}
ENGINEERS = WorkingCalendar({"time_zone": "Europe/Berlin", "weekly": WEEK})
WORK = {"type": "log_normal", "median_seconds": 7200, "sigma": "0.45"}


def euro(amount: str) -> dict[str, str | Decimal]:
    return {"amount": Decimal(amount), "currency": "EUR"}


def plan(version: int, fans: int) -> dict[str, Any]:
    return {
        "version": version, "issued_at": at(2, 9), "payers": [{"payer": "customer", "percent": "100"}],
        "lines": [
            {"id": "work", "charge": {"type": "labour", "grade": "engineer", "seconds": 7200}},
            {"id": "fan", "charge": {"type": "part", "part": "fan", "quantity": str(fans)}},
        ],
    }


def test_a_range_has_p10_p50_and_p90_of_effort_and_cost() -> None:
    answer = BOOK.estimate_range({"estimate": plan(1, 1), "efforts": {"work": WORK}})
    effort = answer["effort"]
    assert effort["p10_seconds"] < effort["p50_seconds"] == 7200 < effort["p90_seconds"] and effort["method"] == "exact"
    low, middle, high = (Decimal(answer["total"][share]["amount"]) for share in ("p10", "p50", "p90"))
    assert low < middle == Decimal("257.64") < high
    with pytest.raises(AftersalesError) as raised:
        BOOK.estimate_range({"estimate": plan(1, 1), "efforts": {"fan": WORK}})
    assert (raised.value.code, raised.value.path) == ("cost.document.undefined", "efforts")


def test_a_completion_waits_for_parts_and_opening() -> None:
    answer = promise_completion(ENGINEERS, {
        "start": at(2, 9), "effort": [WORK], "promised_percent": 80,
        "parts": [{"ordered_at": at(2, 9), "lead": {"type": "fixed", "seconds": 48 * 3600}}],
    })
    assert answer["p50"] == at(4, 11) and answer["p10"] < answer["p50"] < answer["promised"] < answer["p90"]
    assert instants_as_text(answer) == []


def test_a_delay_of_a_fifth_needs_a_reason_and_a_new_time() -> None:
    def ask(expected: datetime, **fields: Any) -> dict[str, Any]:
        return check_delay(ENGINEERS, {"started": at(2, 8), "promised": at(2, 13), "expected": expected, **fields})

    assert ask(at(2, 13, 59))["needs_notice"] is False
    late = ask(at(2, 14), reason="a part is missing")
    assert (late["delay_percent"], late["notice_from"], late["notice"]["new_completion"]) == (20, at(2, 14), at(2, 14))
    assert ask(at(2, 15), percent=50)["needs_notice"] is False
    with pytest.raises(AftersalesError) as raised:
        ask(at(2, 14), reason=" ")
    assert raised.value.code == "cost.document.missing"


def test_a_sheet_shows_range_completion_and_changes() -> None:
    first, second = BOOK.estimate(plan(1, 1)), BOOK.estimate(plan(2, 2))
    spread = BOOK.estimate_range({"estimate": plan(2, 2), "efforts": {"work": WORK}})
    completion = promise_completion(ENGINEERS, {"start": at(2, 9), "effort": [WORK], "promised_percent": 80})
    text = second.text("en", "Europe/Berlin", range=spread, completion=completion, earlier=first)
    assert "You pay: 286.79 EUR instead of 257.64 EUR" in text
    assert "Promised completion: 2026-03-02" in text and "High (P90)" in text
    shown = second.markdown("zh", "Europe/Berlin", range=spread, completion=completion, earlier=first)
    assert "## 变更说明" in shown and "## 变动范围" in shown and "承诺完成时间" in shown


def test_an_estimate_is_kept_as_a_document() -> None:
    estimate = BOOK.estimate(plan(1, 1))
    kept = estimate.document()
    assert Estimate(kept) == estimate == pickle.loads(pickle.dumps(estimate))
    estimate.check_valid(at(3, 8))
    with pytest.raises(AftersalesError) as raised:
        estimate.check_valid(at(3, 9))
    assert raised.value.code == "cost.estimate.expired"
    kept["totals"]["tax"]["amount"] = "0.00"
    with pytest.raises(AftersalesError) as raised:
        Estimate(kept)
    assert raised.value.path == "totals"


def test_the_actual_cost_stands_beside_the_estimate() -> None:
    actual = {"labour": euro("90.00"), "parts": euro("20.00"), "transport": euro("5.00"), "other": euro("5.00")}
    answer = BOOK.estimate(plan(1, 1)).compare_cost(actual)
    assert (answer["charged"], answer["margin"]) == (euro("216.50"), euro("96.50"))
    labour = answer["shares"][0]
    assert (labour["share"], labour["actual_percent"], labour["beyond_typical"]) == ("labour", Decimal("75.0"), Decimal("15.0"))


def test_options_stand_side_by_side() -> None:
    policy = OptionPolicy({
        "repair_up_to_percent": "60", "of": "residual_value", "depreciation": {"life_months": 60, "least_percent": "10"},
    })
    sheet = policy.sheet({
        "date": date(2026, 11, 2), "purchased_on": date(2024, 5, 2), "purchase_price": euro("900.00"), "remedies": ["repair"],
        "repair": {"total": euro("280.00"), "customer": euro("0.00"), "guarantee_months": 6, "completion": at(4, 16)},
        "refund": {"amount": euro("450.00"), "use_fee": euro("450.00")},
    })
    assert [option["option"] for option in sheet["options"]] == ["repair", "refund"]
    assert sheet["recommendation"]["repair_up_to"] == euro("270.00")
    text = policy.text(sheet, "en", "Europe/Berlin")
    assert "Recommended: Refund, for the repair is above the limit" in text and "2026-03-04 17:00 (Europe/Berlin)" in text
    assert "| 维修 | 法定权利 |" in " ".join(policy.markdown(sheet, "zh", "Europe/Berlin").split())


def test_handles_compare_hash_and_pickle() -> None:
    coverage = Coverage({"agreements": []})
    hours = StandardHours({"prior_cases": 8, "procedures": [{"name": "fan", "efforts": {"standard": WORK}}]})
    policy = OptionPolicy({"repair_up_to_percent": "60", "of": "residual_value", "depreciation": {"life_months": 60, "least_percent": "0"}})
    for handle in (coverage, hours, policy, Regime.preset("eu_repair")):
        again = pickle.loads(pickle.dumps(handle))
        assert again == handle and {handle: 1}[again] == 1 and handle.revision in repr(handle)


def test_regimes_name_their_place_source_and_date() -> None:
    assert len(Regime.presets()) == 8
    for name in Regime.presets():
        document = Regime.preset(name).document()
        assert document["jurisdiction"] and document["source"]["rests_on"] and document["notice"] == "not legal advice"
        assert date.fromisoformat(document["as_of"])
    with pytest.raises(AftersalesError) as raised:
        Regime.preset("atlantis")
    assert raised.value.code == "cost.document.undefined" and "eu_repair" in str(raised.value)


def test_sums_of_parts_name_their_method() -> None:
    parts = [Distribution.log_normal(30.0, 1.2), Distribution.three_point(5.0, 10.0, 30.0), Distribution.fixed(5.0)]
    exact, fast = Total(parts), Total(parts, "fenton_wilkinson")
    assert (exact.method, fast.method) == ("convolution", "fenton_wilkinson")
    assert exact.mean == pytest.approx(fast.mean, rel=1e-6) and exact.quantile(0.5) > 20.0
    for call in (lambda: Total(parts, "guess"), lambda: exact.quantile(1.0), lambda: Distribution.fixed(-1.0)):
        with pytest.raises(AftersalesError):
            call()


@pytest.mark.parametrize("value", [
    Distribution.fixed(5.0), Distribution.three_point(5.0, 10.0, 30.0), Distribution.triangular(5.0, 10.0, 30.0),
    Distribution.log_normal(30.0, 0.6), Distribution.log_normal_of_logarithm(3.4, 0.6), Shrinkage(0.265, 0.21),
    Total([Distribution.log_normal(30.0, 0.6), Distribution.fixed(5.0)], "normal"),
], ids=repr)  # fmt: skip
def test_uncertain_values_pickle_and_hash(value: object) -> None:
    again = pickle.loads(pickle.dumps(value))
    assert again == value and repr(again) == repr(value) and {value, again} == {value}
