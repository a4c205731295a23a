"""Price books and estimates, with the shared vectors of rounding and taxes."""

from __future__ import annotations

import json
import pickle
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from aftersales import AftersalesError, Estimate, PriceBook, to_json
from desk import at, instants_as_text

FILE = Path(__file__).parents[2] / "tests" / "vectors" / "cost" / "tax_rounding.json"
VECTORS: list[dict[str, Any]] = json.loads(FILE.read_bytes())["vectors"]
CUSTOMER = [{"payer": "customer", "percent": "100"}]
CENT = Decimal("0.01")


def test_no_vector_is_missing() -> None:
    assert len(VECTORS) == len({vector["id"] for vector in VECTORS}) == 7


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector["id"])
def test_vector(vector: dict[str, Any]) -> None:
    given = vector["input"]
    if "nets" in given:
        factor = 1 + Decimal(given["tax_rate_pct"]) / 100
        gross = [(Decimal(net) * factor).quantize(CENT, "ROUND_HALF_UP") for net in given["nets"]]
        lines = [{"unit_price": str(price), "qty": "1", "tax_rate_pct": given["tax_rate_pct"]} for price in gross]
        totals = estimated(lines, "with_tax", {"mode": "half_up", "scope": "per_line"})
    else:
        rounding = {
            "mode": given["rounding_mode"], "scope": given["rounding_policy"], "step": Decimal(given["currency_increment"]),
        }
        totals = estimated(given["lines"], "with_tax" if given["prices_include_tax"] else "without_tax", rounding)
    got = {name: str(totals[name]["amount"]) for name in ("net", "tax", "total")}
    assert {name: got[name] for name in vector.get("expect", {})} == vector.get("expect", {})
    assert all(got[name] != amount for name, amount in vector.get("expect_not", {}).items())
    assert vector.get("expect") or vector.get("expect_not")


def estimated(written: list[dict[str, Any]], prices: str, rounding: dict[str, Any]) -> Any:
    parts: dict[str, Any] = {}
    lines: list[dict[str, Any]] = []
    for line in written:
        price, name = Decimal(line["unit_price"]), f"part-{len(lines)}"
        if price < 0:
            assert line["qty"] == "1"
            charge: dict[str, Any] = {"type": "discount", "discount": {"type": "amount", "amount": -price}}
        else:
            parts[name] = {"tiers": [{"from": "0", "price": price}], "taxes": [line["tax_rate_pct"]]}
            charge = {"type": "part", "part": name, "quantity": line["qty"]}
        off = {"discount": {"type": "percent", "percent": line["discount_pct"]}} if "discount_pct" in line else {}
        lines.append({"id": f"line-{len(lines)}", "charge": charge, **off})
    rates = dict.fromkeys(line["tax_rate_pct"] for line in written if not line["unit_price"].startswith("-"))
    book = PriceBook({
        "currency": "EUR", "prices": prices, "rounding": rounding, "default_taxes": [], "parts": parts,
        "taxes": [{"name": rate, "percent": rate} for rate in rates],
    })
    estimate = book.estimate({
        "version": 1, "issued_at": at(2), "valid_until": at(9), "payers": CUSTOMER, "lines": lines,
    })
    return estimate.document()["totals"]


BOOK: dict[str, Any] = {
    "currency": "CNY", "prices": "with_tax", "rounding": {"mode": "half_up", "scope": "per_line"},
    "taxes": [{"name": "增值税", "percent": "6"}], "default_taxes": ["增值税"], "estimate_valid_seconds": 604800,
    "labour": {"grades": {"工程师": {"per_hour": Decimal("180.00")}}},
}


def request(version: int, seconds: int) -> dict[str, Any]:
    charge = {"type": "labour", "grade": "工程师", "seconds": seconds}
    return {"version": version, "issued_at": at(2, 1), "payers": CUSTOMER, "lines": [{"id": "1", "charge": charge}]}


def test_an_estimate_as_a_dict_and_as_a_sheet() -> None:
    estimate = PriceBook(BOOK).estimate(request(1, 5400))
    document = estimate.document()
    assert document["totals"]["total"] == {"amount": Decimal("270.00"), "currency": "CNY"}
    assert (document["issued_at"], document["valid_until"]) == (at(2, 1), at(9, 1))
    assert instants_as_text(document) == []
    assert "您需支付：270.00 CNY" in estimate.text("zh", "Asia/Shanghai")
    assert "| Labour, 工程师 (regular hours) |" in estimate.markdown("en", "Asia/Shanghai")
    assert "270.00" in repr(estimate) and estimate == PriceBook(BOOK).estimate(request(1, 5400))


def test_estimates_hash_pickle_and_show_themselves() -> None:
    estimate = PriceBook(BOOK).estimate(request(1, 5400))
    again = pickle.loads(pickle.dumps(estimate))
    assert again == estimate and {estimate, again} == {estimate}
    assert Estimate(estimate.document()) == estimate
    _, (written,) = estimate.__reduce__()
    assert to_json(estimate.document()) == written
    shown = estimate._repr_html_()
    assert shown.count("<tr>") == len(estimate.document()["lines"]) + 2 and "<td>270.00 CNY</td>" in shown
    [line] = [line for line in estimate.document()["lines"] if line["kind"] == "labour"]
    assert (line["formula"]["quantity"], line["formula"]["rate"]) == (Decimal(5400), Decimal("180.00"))
    assert isinstance(line["formula"]["quantity"], Decimal)


def test_versions_have_a_difference() -> None:
    book = PriceBook(BOOK)
    difference = book.estimate(request(2, 7200)).difference_from(book.estimate(request(1, 5400)))
    assert (difference["total_before"]["amount"], difference["total_after"]["amount"]) == (Decimal("270.00"), Decimal("360.00"))
    assert [line["after"]["id"] for line in difference["changed"]] == ["1", "/tax/增值税"]


def test_price_books_compare_hash_and_pickle() -> None:
    book = PriceBook(BOOK)
    again = pickle.loads(pickle.dumps(book))
    assert again == book == PriceBook(book.to_json()) and {book: 1}[again] == 1 and book.revision in repr(again)
    assert book != PriceBook(BOOK | {"estimate_valid_seconds": 1})


REFUSED: list[tuple[dict[str, Any], str, str]] = [
    (
        {"lines": [{"id": "1", "charge": {"type": "labour", "grade": "chief", "seconds": 60}}]},
        "cost.document.undefined",
        "lines[0].charge.grade",
    ),
    ({"payers": [{"payer": "customer", "percent": Decimal(90)}]}, "cost.payers.not_whole", "payers"),
    ({"issued_at": at(2).replace(tzinfo=None)}, "time.instant.malformed", "issued_at"),
    ({"version": float("nan")}, "wire.document.malformed", "version"),
]


@pytest.mark.parametrize(("change", "code", "path"), REFUSED, ids=[row[1] for row in REFUSED])
def test_errors_name_line_and_field(change: dict[str, Any], code: str, path: str) -> None:
    with pytest.raises(AftersalesError) as raised:
        PriceBook(BOOK).estimate(request(1, 5400) | change)
    assert (raised.value.code, raised.value.path) == (code, path)


def test_language_and_zone_are_known_words() -> None:
    estimate: Any = PriceBook(BOOK).estimate(request(1, 5400))
    for language, zone, code in (("de", "Etc/UTC", "vocabulary.word.unknown"), ("en", "Berlin", "time.zone.unknown")):
        with pytest.raises(AftersalesError) as raised:
            estimate.text(language, zone)
        assert raised.value.code == code
