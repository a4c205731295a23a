"""Intake, numbers and decision tables on their own."""

from __future__ import annotations

import pickle
from datetime import datetime, timezone
from typing import Any

import pytest
from aftersales import AftersalesError, Bundle, DecisionTable, IntakePolicy, NumberScheme, Refused
from desk import at

INTAKE = IntakePolicy({
    "requirements": [
        {"fields": ["symptom"], "any_of": ["contact.phone", "contact.email"]},
        {"when": {"kind": ["repair"]}, "fields": ["serial_number", "fault_at", "custom.line"]},
    ],
    "formats": {"serial_number": {"patterns": ["AA9{6}"]}, "custom.imei": {"patterns": ["9{15}"], "check": "luhn"}},
})
NUMBERS = NumberScheme({
    "time_zone": "Asia/Shanghai", "reset": "monthly",
    "parts": [
        {"type": "site", "codes": ["BJ", "SH"]}, {"type": "date", "form": "yyyymm"},
        {"type": "serial", "width": 4}, {"type": "check", "method": "mod97"},
    ],
})
TABLE: dict[str, Any] = {
    "inputs": [{"type": "number", "name": "age", "unit": "days", "least": 0, "most": 100, "order": "none"}],
    "outputs": [{"name": "out", "values": ["low", "high"]}],
    "rules": {"type": "table", "hit_policy": "collect", "rows": [
        {"when": {"age": {"at_least": 10}}, "then": {"out": "low"}},
        {"when": {"age": {"at_least": 20, "at_most": 30}}, "then": {"out": "high"}},
    ]},
}


def test_what_a_form_asks_for_and_what_a_record_lacks() -> None:
    assert INTAKE.required("enquiry", "chat") == ["symptom"]
    assert INTAKE.required("repair", "chat") == ["symptom", "serial_number", "fault_at", "custom.line"]
    record = {"fault_at": at(2, 9), "serial_number": "7", "custom": {"imei": "490154203237519"}}
    missing = INTAKE.missing(record, "repair", "hotline")
    assert [(each["field"], each["code"]) for each in missing] == [
        ("symptom", "intake.field.missing"), ("custom.line", "intake.field.missing"), ("contact.phone", "intake.field.missing"),
        ("serial_number", "intake.field.malformed"), ("custom.imei", "intake.field.check_wrong"),
    ]
    assert all(each["message"] for each in missing)
    assert INTAKE.completeness(record, "repair", "hotline") == {"required": 5, "given": 1}
    complete = {"symptom": "hums", "contact": {"id": "contact-1", "given": ["email"]}}
    assert INTAKE.missing(complete, "enquiry", "chat") == []


def test_words_that_are_none_are_refused() -> None:
    with pytest.raises(AftersalesError, match="`carrier_pigeon`"):
        INTAKE.required("repair", "carrier_pigeon")
    with pytest.raises(AftersalesError) as raised:
        IntakePolicy({"requirements": [{"fields": ["serial"]}]})
    assert raised.value.path == "requirements[0].fields[0]"


def test_numbers_are_written_read_and_counted_by_local_months() -> None:
    now = datetime(2026, 3, 31, 15, 59, tzinfo=timezone.utc)
    number = NUMBERS.format(42, now, "SH")
    assert number.startswith("SH2026030042") and NUMBERS.period_key(now) == "2026-03"
    assert NUMBERS.next_period(now) == datetime(2026, 3, 31, 16, tzinfo=timezone.utc)
    reading = NUMBERS.parse(number)
    assert (reading["serial"], reading["year"], reading["month"], reading["site"]) == (42, 2026, 3, "SH")
    with pytest.raises(AftersalesError) as raised:
        NUMBERS.parse(number.replace("42", "43", 1))
    assert raised.value.code == "number.check.wrong"
    with pytest.raises(AftersalesError):
        NUMBERS.format(1, now, "GZ")


def test_a_table_decides_and_says_what_is_doubtful_about_it() -> None:
    table = DecisionTable(TABLE)
    assert table.decide({"age": 5}) is None
    assert table.decide({"age": 25}) == [
        {"row": 0, "path": "rules.rows[0]", "values": {"out": "low"}},
        {"row": 1, "path": "rules.rows[1]", "values": {"out": "high"}},
    ]
    assert table.analysis() == {
        "coverage": "gap", "gap": {"age": 0}, "overlaps_left_off": 0, "within": [[1, 0]],
        "overlaps": [{"first": 0, "second": 1, "agree": False, "least": {"age": 20}, "greatest": {"age": 30}}],
        "never_first": [{"row": 1, "case": {"age": 20}, "by": 0}], "not_proved": [],
    }
    with pytest.raises(Refused):
        table.decide({"age": 101})
    counting = DecisionTable({**TABLE, "rules": {**TABLE["rules"], "hit_policy": "collect_count"}})
    assert counting.decide({"age": 25}) == 2
    with pytest.raises(AftersalesError):
        DecisionTable({**TABLE, "rules": {**TABLE["rules"], "hit_policy": "unique"}})


def test_documents_compare_hash_and_pickle_alone_and_as_part_of_a_bundle() -> None:
    bundle = Bundle.preset("after-sales")
    assert bundle.intake is not None and bundle.numbering is not None
    for policy in (INTAKE, NUMBERS, DecisionTable(TABLE), bundle.intake, bundle.numbering):
        again = pickle.loads(pickle.dumps(policy))
        assert again == policy and {policy: 1}[again] == 1 and policy.revision in repr(again)
        assert type(policy)(policy.to_json()) == policy
    assert bundle.intake != INTAKE and bundle.numbering != NUMBERS
