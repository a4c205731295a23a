"""The shared vectors of rounding, ranges, consent and coverage; those of taxes are in ``test_costs``."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from aftersales import (
    Coverage,
    Distribution,
    Estimate,
    Money,
    PriceBook,
    Regime,
    Shrinkage,
)
from desk import at

FOLDER = Path(__file__).parents[2] / "tests" / "vectors" / "cost"
COUNTS = {
    "currency_rounding": 15, "reauthorisation": 9, "tax_rounding": 7, "uncertainty": 9, "warranty_betterment_minimums": 15,
}
VECTORS: dict[str, list[dict[str, Any]]] = {
    path.stem: json.loads(path.read_bytes())["vectors"] for path in sorted(FOLDER.glob("*.json"))
}
Vector = dict[str, Any]


def of(family: str) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("vector", VECTORS[family], ids=lambda vector: vector["id"])


def test_no_vector_is_missing() -> None:
    assert {family: len(vectors) for family, vectors in VECTORS.items()} == COUNTS
    assert sum(COUNTS.values()) == 55


@of("currency_rounding")
def test_rounding(vector: Vector) -> None:
    given, expected = vector["input"], vector["expect"]
    if "minor_units" in given:
        shares = Money(Decimal(given["minor_units"]) / 100, "EUR").allocate(given["ratios"])
        assert [share.minor_units for share in shares] == expected["shares"]
        return
    currency = {"iso4217-jpy": "JPY", "iso4217-kwd": "KWD"}.get(vector["id"], "EUR")
    rounded = Money.rounded(given["amount"], currency, mode=given["mode"], step=given["increment"]).amount
    assert rounded == Decimal(expected["amount"])
    assert rounded - Decimal(given["amount"]) == Decimal(expected["adjustment"])


@of("uncertainty")
def test_uncertainty(vector: Vector) -> None:
    answer = uncertainty(vector["input"])
    assert set(vector["expect"]) <= set(answer)
    for name, expected in vector["expect"].items():
        assert answer[name] == pytest.approx(expected, abs=vector["tolerance"])


def uncertainty(given: dict[str, Any]) -> dict[str, float]:
    if "mu_ln_hours" in given:
        hours = Distribution.log_normal_of_logarithm(given["mu_ln_hours"], given["sigma_ln"])
        if "t_hours" in given:
            return {"probability": hours.probability(given["t_hours"])}
        return {"hours": hours.quantile({"median": 0.5, "p95": 0.95}[given["want"]])}
    if "c" in given:
        return {"z": Shrinkage(given["grand_mean"], given["c"]).of(given["y"])}
    if "y" in given:
        values = given["y"]
        mean = sum(values) / len(values)
        shrinkage = Shrinkage.james_stein(values, mean * (1 - mean) / given["n_each"])
        return {"grand_mean": shrinkage.towards, "c": shrinkage.factor}
    points = given["o"], given["m"], given["p"]
    if given.get("dist") == "triangular":
        triangle = Distribution.triangular(*points)
        return {"mean": triangle.mean, "sd": triangle.deviation}
    pert = Distribution.three_point(*points)
    assert pert.classic_deviation is not None
    return {"mean": pert.mean, "sd": pert.classic_deviation}


LAWS = {
    "fl": ("us_fl_motor_vehicle_repair", "USD"), "on": ("ca_on_motor_vehicle_repair", "CAD"),
    "ca": ("us_ca_motor_vehicle_repair", "USD"), "nte": ("us_ca_motor_vehicle_repair", "USD"),
}


@of("reauthorisation")
def test_reauthorisation(vector: Vector) -> None:
    given, expected = vector["input"], vector["expect"]
    name, currency = LAWS[vector["id"].split("-")[0]]
    fields = {"authorised": "estimate", "not_to_exceed": "not_to_exceed", "revised": "revised"}
    request = {
        field: {"amount": given[field_of], "currency": currency} for field_of, field in fields.items() if field_of in given
    }
    check = Regime.preset(name).check_price(request)
    assert (check["outcome"] != "within_tolerance") == expected["reauthorise"]
    if "allowance" in expected:
        assert Decimal(check["allowance"]) == Decimal(expected["allowance"])
    if "record_on_oral_consent" in expected:
        assert check["record_on_oral_consent"] == expected["record_on_oral_consent"]


@of("warranty_betterment_minimums")
def test_rights(vector: Vector) -> None:
    answer = rights(vector["input"])
    assert set(vector["expect"]) <= set(answer)
    for name, expected in vector["expect"].items():
        if isinstance(expected, str) and isinstance(answer[name], Decimal):
            expected = Decimal(expected)
        assert answer[name] == expected, name


def rights(given: dict[str, Any]) -> dict[str, Any]:
    if "regime" in given:
        facts = {name: given[name] for name in ("days_since_sale", "failed_repairs", "repair_days", "delay_reason")}
        guarantee = "running" if given["within_validity"] else "ended"
        remedies = Regime.preset(given["regime"]).remedies(facts | {"guarantee": guarantee})
        return {"remedies": [remedy["remedy"] for remedy in remedies["remedies"]]}
    if "daily_rate" in given or "km" in given:
        return use_fee(given)
    if "pct_per_year" in given:
        cover = {"percent": "100", "betterment_percent_per_year": given["pct_per_year"]}
        line = {"id": "part", "kind": "part", "amount": money(given["part_price"]), "replaced_age_years": str(given["age_years"])}
        shares = claim("insurer", cover, [line])["lines"][0]["shares"]
        paid = {share["payer"]: Decimal(share["amount"]["amount"]) for share in shares}
        return {"customer": paid.get("customer", Decimal(0)), "covered": paid.get("insurer", Decimal(0))}
    if "minimum_minutes" in given:
        grade = {"per_hour": given["rate_per_hour"], "minimum_seconds": given["minimum_minutes"] * 60}
        charge = {"type": "labour", "grade": "engineer", "seconds": given["minutes"] * 60}
        estimate = estimated({"labour": {"grades": {"engineer": grade}}}, [{"id": "1", "charge": charge}])
        seconds = int(estimate.document()["lines"][0]["formula"]["quantity"])
        return {"billed_minutes": seconds // 60, "charge": total(estimate, "customer")}
    if "entitlement_discount_pct" in given:
        estimate = covered([(given["list"], "1")], "contract", given["entitlement_discount_pct"])
        return {"charge": total(estimate, "customer"), "contract_share": total(estimate, "contract")}
    if "under_warranty" in given:
        estimate = covered(given["lines"], "warranty", "100" if given["under_warranty"] else "0")
        return {"customer_total": total(estimate, "customer"), "warranty_total": total(estimate, "warranty")}
    regime = Regime.preset("eu_repair")
    if "issued" in given:
        last = regime.offer_binds_until(date.fromisoformat(given["issued"]))
        assert last is not None and regime.document()["offer"]["binding_days"] == given["validity_days"]
        return {"price_binding": date.fromisoformat(given["accepted"]) <= last}
    repair = {"from": given["guarantee_end"], "to": given["guarantee_end"]}
    repairs = [repair] * (given["repaired_under_guarantee"] + given["second_repair"])
    return {"new_end": regime.prolong({"guarantee_end": given["guarantee_end"], "repairs": repairs})["guarantee_end"]}


def use_fee(given: dict[str, Any]) -> dict[str, Any]:
    if "km" in given:
        fee = {"type": "per_thousand_kilometres", "most_rate": given["n"], "section": "1"}
        usage, rate = {"type": "kilometres", "kilometres": int(given["km"])}, {"rate": given["n"]}
    else:
        fee = {"type": "per_day", "rate": given["daily_rate"], "section": "1"}
        usage, rate = {"type": "days", "days": given["days"]}, {}
    regime = Regime({
        "name": "vector", "jurisdiction": "CN", "title": "a fee for the use", "scope": "goods", "as_of": date(2026, 11, 1),
        "source": {"statute": "vector", "section": "1"}, "notice": "not legal advice", "use_fee": fee,
    })
    refund = regime.refund({"price": money(given["price"], "CNY"), "usage": usage, **rate})
    return {name: Decimal(refund[name]["amount"]) for name in ("use_fee", "refund")}


def covered(lines: list[tuple[str, str]], payer: str, percent: str) -> Estimate:
    parts = {f"part-{row}": {"tiers": [{"from": "1", "price": price}]} for row, (price, _) in enumerate(lines)}
    claimed = [
        {"id": part, "kind": "part", "amount": money(str(Decimal(price) * Decimal(quantity)))}
        for part, (price, quantity) in zip(parts, lines, strict=True)
    ]
    answers = claim(payer, {"percent": percent}, claimed)["lines"]
    plan = []
    for part, (_, quantity), answer in zip(parts, lines, answers, strict=True):
        whole = Decimal(answer["amount"]["amount"])
        payers = [
            {"payer": share["payer"], "percent": Decimal(share["amount"]["amount"]) / whole * 100} for share in answer["shares"]
        ]
        plan.append({"id": part, "charge": {"type": "part", "part": part, "quantity": quantity}, "payers": payers})
    return estimated({"parts": parts}, plan)


def claim(payer: str, cover: dict[str, Any], lines: list[dict[str, Any]]) -> Any:
    agreement = {"name": "agreement", "payer": payer, "term": {"type": "always"}, "covers": [cover]}
    return Coverage({"agreements": [agreement]}).claim({"date": date(2026, 11, 2), "lines": lines})


def estimated(tariff: dict[str, Any], lines: list[dict[str, Any]]) -> Estimate:
    book = PriceBook({
        "currency": "EUR", "prices": "without_tax", "rounding": {"mode": "half_up", "scope": "per_line"},
        "default_taxes": [], "estimate_valid_seconds": 86400, **tariff,
    })
    payers = [{"payer": "customer", "percent": "100"}]
    return book.estimate({"version": 1, "issued_at": at(2, 9), "payers": payers, "lines": lines})


def total(estimate: Estimate, payer: str) -> Decimal:
    rows = [row for row in estimate.document()["payers"] if row["payer"] == payer]
    return sum((Decimal(row["total"]["amount"]) for row in rows), Decimal(0))


def money(amount: str, currency: str = "EUR") -> dict[str, str]:
    return {"amount": amount, "currency": currency}
