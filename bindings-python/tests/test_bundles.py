from __future__ import annotations

import json
import pickle
from datetime import date
from pathlib import Path

import pytest
from aftersales import AftersalesError, Bundle, Refused, error_codes, presets, to_json

FOLDER = Path(__file__).parents[2] / "core" / "presets"


@pytest.mark.parametrize("name", presets())
def test_a_preset_is_the_document_that_ships(name: str) -> None:
    document = json.loads((FOLDER / f"{name}.json").read_bytes())
    bundle = Bundle.preset(name)
    assert bundle == Bundle(document) == Bundle(json.dumps(document))
    assert bundle.name == document["name"] and bundle.sla is not None
    canonical = bundle.to_json()
    assert to_json(json.loads(canonical)) == canonical
    assert canonical == json.dumps(json.loads(canonical), sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    again = pickle.loads(pickle.dumps(bundle))
    assert again == bundle and {bundle: 1}[again] == 1 and bundle.revision in repr(again)


def test_an_unknown_preset_is_answered_with_the_known_ones() -> None:
    with pytest.raises(KeyError, match="`after-sales`, `three-grade`, `clocks-only`"):
        Bundle.preset("aftersales")


BROKEN = {
    "name": "two mistakes",
    "calendars": {"office": {"time_zone": "Mars/Olympus"}},
    "intake": {"requirements": [{"fields": ["serial"]}]},
}


def test_everything_that_is_wrong_with_a_bundle_is_said_at_once() -> None:
    with pytest.raises(Refused) as raised:
        Bundle(BROKEN)
    assert [reason.data["path"] for reason in raised.value.reasons] == [
        "calendars.office.time_zone", "intake.requirements[0].fields[0]",
    ]
    assert (raised.value.code, raised.value.path) == ("time.zone.unknown", "calendars.office.time_zone")
    assert {reason.code for reason in raised.value.reasons} <= set(error_codes())


def test_a_check_finds_what_compiles_and_is_hardly_meant() -> None:
    findings = Bundle.check(
        {"name": "no shifts", "calendars": {"office": {"time_zone": "Europe/Berlin"}}}, date(2026, 3, 2), date(2026, 12, 31)
    )
    assert [(finding["code"], finding["path"]) for finding in findings[:1]] == [
        ("policy.calendar.never_opens", "calendars.office"),
    ]
    broken = Bundle.check(BROKEN, date(2026, 3, 2), date(2026, 3, 3))
    errors = [finding["path"] for finding in broken if finding["severity"] == "error"]
    assert errors == ["calendars.office.time_zone", "intake.requirements[0].fields[0]"]


def test_parts_are_there_as_far_as_the_document_has_them() -> None:
    shifts = {"time_zone": "Europe/Berlin", "weekly": {"mon": [["09:00", "17:00"]]}}
    small = Bundle({"name": "small", "calendars": {"office": shifts}})
    assert small.sla is None and small.grading is None and small.calendar("desk") is None
    office = small.calendar("office")
    assert office is not None and office.time_zone == "Europe/Berlin"
    desk = Bundle.preset("after-sales")
    of_sla = json.loads(desk.to_json())
    for name in {**of_sla.get("calendars", {}), **of_sla["sla"]["calendars"]}:
        assert desk.calendar(name) is not None


def test_unknown_fields_are_named() -> None:
    with pytest.raises(AftersalesError) as raised:
        Bundle({"name": "typo", "kalender": {}})
    assert raised.value.code == "wire.document.malformed" and "kalender" in str(raised.value)
