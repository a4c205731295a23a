"""Holidays from where people have them, and what a calendar says beyond the last ones."""

import pickle
import warnings
from collections.abc import Callable
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest

import aftersales
from aftersales import AftersalesError, Bundle, HolidayPreset, HolidaysEndWarning, WorkingCalendar
from aftersales.holidays import from_ics

WEEK = {day: [["09:00", "17:00"]] for day in ("mon", "tue", "wed", "thu", "fri")}
DAYS = [date(2026, 7, 3), date(2026, 1, 1), date(2026, 12, 25)]


def office(holidays: Any, zone: str = "America/New_York") -> WorkingCalendar:
    return WorkingCalendar({"time_zone": zone, "weekly": WEEK, "holidays": holidays})


@pytest.mark.parametrize(
    "given",
    [set(DAYS), frozenset(DAYS), dict.fromkeys(DAYS, "off"), iter(sorted(DAYS)), (day for day in sorted(DAYS))],
)
def test_any_iterable_of_dates(given: Any) -> None:
    assert office(given) == office(sorted(DAYS))


def test_a_list_keeps_its_order_and_texts_are_dates_too() -> None:
    assert office(["2026-07-03", date(2026, 1, 1)]).to_json().count("2026") == 2
    with pytest.raises(AftersalesError) as refused:
        office(["3 July"])
    assert refused.value.path == "holidays[0]"
    with pytest.raises(TypeError, match=r"`holidays\[0\]` is a `object`"):
        office({object()})


def test_the_package_holidays() -> None:
    package = pytest.importorskip("holidays")
    calendar = office(package.US(years=2026))
    assert calendar.is_holiday(date(2026, 11, 26))
    assert not calendar.is_working_day(date(2026, 7, 3))
    with pytest.raises(ValueError, match="holds the years it was made with"):
        office(package.US())


def test_columns_of_numpy_and_pandas() -> None:
    numpy = pytest.importorskip("numpy")
    same = office(sorted(DAYS))
    assert office(numpy.array(sorted(DAYS), dtype="datetime64[D]")) == same
    assert office(numpy.array(sorted(DAYS), dtype="datetime64[ns]")) == same
    pandas = pytest.importorskip("pandas")
    assert office(pandas.DatetimeIndex(sorted(DAYS))) == same


def test_an_icalendar_file(tmp_path: Path) -> None:
    pytest.importorskip("recurring_ical_events")
    lines = [
        "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//example//EN",
        "BEGIN:VEVENT", "UID:a", "DTSTAMP:20250101T000000Z", "DTSTART;VALUE=DATE:20260703", "SUMMARY:Observed", "END:VEVENT",
        "BEGIN:VEVENT", "UID:b", "DTSTAMP:20250101T000000Z", "DTSTART;VALUE=DATE:20241225", "DTEND;VALUE=DATE:20241227",
        "RRULE:FREQ=YEARLY", "SUMMARY:Christmas", "END:VEVENT",
        "BEGIN:VEVENT", "UID:c", "DTSTAMP:20250101T000000Z", "DTSTART:20261231T120000", "DTEND:20270101T000000",
        "SUMMARY:Half a day", "END:VEVENT", "END:VCALENDAR", "",
    ]
    file = tmp_path / "plant.ics"
    file.write_text("\r\n".join(lines))
    expected = [date(2026, 7, 3), date(2026, 12, 25), date(2026, 12, 26), date(2026, 12, 31)]
    assert from_ics(file, [2026]) == expected
    assert from_ics(file.read_bytes(), [2026]) == expected
    with file.open("rb") as opened:
        assert from_ics(opened, years=range(2026, 2027)) == expected
    assert office(from_ics(file, [2026])).is_holiday(date(2026, 12, 26))
    with pytest.raises(ValueError, match="no event in 1999"):
        from_ics(file, [1999])
    with pytest.raises(ValueError, match="not an iCalendar file"):
        from_ics(b"ticket,created_at\n", [2026])


def test_presets_name_their_source_and_last_year() -> None:
    assert HolidayPreset.names() == ["cn", "us_federal"]
    china, us = HolidayPreset("cn"), HolidayPreset("us_federal")
    assert (china.first_year, china.last_year) == (2018, 2026)
    assert china.sources(2026)[0]["number"] == "国办发明电〔2025〕7号"
    assert date(2026, 2, 14) in china.make_up_days and date(2026, 2, 17) in china.holidays
    assert "5 U.S.C. 6103" in us.sources()[0]["number"] and us.make_up_days == []
    assert us.as_of.year >= 2026
    assert pickle.loads(pickle.dumps(china)) == china != us
    with pytest.raises(KeyError, match="cn, us_federal"):
        HolidayPreset("de")


def test_presets_agree_with_the_packages() -> None:
    package = pytest.importorskip("holidays")
    us = HolidayPreset("us_federal")
    years = range(us.first_year or 0, (us.last_year or 0) + 2)
    observed = {day for day in package.US(years=years) if day.weekday() < 5 and day.year < years[-1]}
    assert set(us.holidays) == observed
    china = HolidayPreset("cn")
    theirs = package.CN(years=range(china.first_year or 0, (china.last_year or 0) + 1))
    assert set(china.make_up_days) == {day for day in theirs.weekend_workdays if day.year >= 2018}
    assert {day for day in china.holidays if day.weekday() < 5} == {day for day in theirs if day.weekday() < 5}


def test_a_preset_gives_make_up_days_their_shifts() -> None:
    document = {"time_zone": "Asia/Shanghai", "weekly": WEEK, "date_overrides": {"2026-02-28": [["10:00", "11:00"]]}}
    china = HolidayPreset("cn")
    applied = china.applied_to(document)
    assert applied["date_overrides"]["2026-02-14"] == [["09:00", "17:00"]]
    assert applied["date_overrides"]["2026-02-28"] == [["10:00", "11:00"]]
    short = china.applied_to(document, [("09:00", "12:00")])
    assert short["date_overrides"]["2026-02-14"] == [["09:00", "12:00"]]
    calendar = WorkingCalendar(applied)
    friday = datetime(2026, 2, 13, 8, tzinfo=timezone.utc)
    assert calendar.deadline(friday, timedelta(hours=2)) == datetime(2026, 2, 14, 2, tzinfo=timezone.utc)


def test_a_calendar_warns_beyond_its_last_holiday() -> None:
    calendar = office(DAYS)
    assert calendar.last_holiday_year == 2026
    in_2026 = datetime(2026, 12, 30, 15, tzinfo=timezone.utc)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert calendar.deadline(in_2026, timedelta(hours=2)) is not None
        assert office([]).is_working_day(date(2030, 1, 2))
    beyond: list[Callable[[], object]] = [
        lambda: calendar.deadline(in_2026, timedelta(hours=40)),
        lambda: calendar.elapsed(in_2026, datetime(2027, 1, 2, tzinfo=timezone.utc)),
        lambda: calendar.is_open(datetime(2027, 1, 4, 15, tzinfo=timezone.utc)),
        lambda: calendar.add_working_days(in_2026, 5),
        lambda: calendar.add_working_dates(date(2026, 12, 31), 2),
        lambda: calendar.next_working_dates(date(2026, 12, 30), 3),
        lambda: calendar.working_days_between(date(2026, 12, 30), date(2027, 1, 4)),
        lambda: calendar.next_open(datetime(2027, 1, 4, tzinfo=timezone.utc)),
        lambda: calendar.is_working_day(date(2027, 1, 1)),
    ]
    for question in beyond:
        with pytest.warns(HolidaysEndWarning, match="no holiday after 2026"):
            question()


def test_the_check_warns_beyond_a_preset() -> None:
    calendar = HolidayPreset("us_federal").applied_to({"time_zone": "America/New_York", "weekly": WEEK})
    bundle = {"name": "desk", "calendars": {"office": calendar}}
    findings = Bundle.check(bundle, date(2030, 1, 1), date(2031, 12, 31))
    assert [finding["code"] for finding in findings] == ["policy.calendar.holidays_end"]
    assert "2031" in findings[0]["message"]


def test_the_preset_bundle_has_the_holidays_of_the_preset() -> None:
    bundle = Bundle.preset("after-sales")
    office = bundle.calendar("office")
    assert office is not None
    listed = {day for day in HolidayPreset("cn").holidays if day.year == 2026}
    assert all(office.is_holiday(day) for day in listed)
    assert all(office.is_working_day(day) for day in HolidayPreset("cn").make_up_days if day.year == 2026)
    assert "HolidaysEndWarning" in aftersales.__all__
