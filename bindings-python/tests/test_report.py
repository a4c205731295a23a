"""From a table to a report: columns found, rows rejected, tables and pages."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest

import tickets
from aftersales import Bundle, Report, WorkingCalendar, report

COSTS = {"actual_cost.labour": "labour", "actual_cost.parts": "parts"}
POLICY = Bundle.preset("clocks-only")


@pytest.fixture(scope="module")
def desk() -> Report:
    return report(tickets.rows(), policy=POLICY, columns=COSTS, currency="CNY")


def value(desk: Report, name: str, table: Any = "figures", group: str = "") -> Any:
    [row] = [row for row in desk.rows(table) if row["name"] == name and row["group"] == group]
    return row["value"]


def test_columns_are_found_by_their_usual_names(desk: Report) -> None:
    assert desk.mapping["created_at"] == "报修时间" and desk.mapping["priority"] == "优先级"
    assert desk.mapping["actual_cost.labour"] == "labour"
    assert desk.unused == [] and desk.rejected == []
    assert desk.mapping["closed_at"] == "解决时间" and "counts as closed when" in desk.notes[0]
    assert "latest stamp" in desk.notes[1]


def test_the_numbers_are_those_of_the_desk(desk: Report) -> None:
    assert desk.document["tickets"] == 540
    assert value(desk, "first_response") == 1200.0
    # 520 tickets took 2, 4 and 6 hours in turn: 174 of 2, 173 each of 4 and 6.
    assert value(desk, "resolution") == pytest.approx((174 * 2 + 173 * 4 + 173 * 6) * 3600 / 520)
    assert value(desk, "backlog") == 20
    assert value(desk, "tickets", "groups", "P1") == 54
    assert value(desk, "satisfaction") == 4.5
    # P1 has four hours round the clock, so those that took six broke it.
    # Two of them are still open and overdue.
    p1 = range(0, 520, 10)
    assert value(desk, "attainment", "groups", "P1") == pytest.approx(sum(number % 3 < 2 for number in p1) / 54)


def test_frames_of_every_library_give_the_same_report(desk: Report) -> None:
    rows = tickets.rows()
    columns = {name: [row[name] for row in rows] for name in rows[0]}
    frames: list[Any] = [columns, iter(rows)]
    for library in ("pandas", "polars", "pyarrow", "duckdb"):
        try:
            package = __import__(library)
        except ModuleNotFoundError:
            continue
        if library == "pandas":
            frames += [package.DataFrame(columns), package.DataFrame(columns).convert_dtypes()]
        elif library == "polars":
            frames += [package.DataFrame(columns), package.DataFrame(columns).lazy()]
        elif library == "pyarrow":
            frames.append(package.table(columns))
        else:
            table = package.connect()
            pyarrow = pytest.importorskip("pyarrow")
            frames.append(table.from_arrow(pyarrow.table(columns)))
    for frame in frames:
        other = report(frame, policy=POLICY, columns=COSTS, currency="CNY")
        assert other.to_json() == desk.to_json(), type(frame)


def test_text_stamps_need_a_zone_and_may_have_a_format() -> None:
    with pytest.raises(ValueError, match=r'column `报修时间` .* row 1; .* such as `naive="UTC"`'):
        report(tickets.plain())
    in_utc = report(tickets.plain(), naive="UTC", policy=POLICY)
    assert value(in_utc, "resolution") == value(report(tickets.rows(), policy=POLICY), "resolution")
    in_shanghai = report(tickets.plain(), naive="Asia/Shanghai")
    first = in_shanghai.rows("tickets")[0]["created_at"]
    assert first == datetime(2026, 1, 5, 1, tzinfo=timezone.utc)
    day_first = [{"opened": "2/3/2026 09:00"}, {"opened": "31/3/2026 10:30"}]
    with pytest.raises(ValueError, match=r'no stamp of column `opened`.*datetime_format="%d/%m/%Y %H:%M"'):
        report(day_first, naive="UTC")
    read = report(day_first, naive="UTC", datetime_format="%d/%m/%Y %H:%M")
    assert read.rows("tickets")[0]["created_at"] == datetime(2026, 3, 2, 9, tzinfo=timezone.utc)
    dates = report([{"opened": date(2026, 3, 2)}], naive="UTC")
    assert dates.rows("tickets")[0]["created_at"] == datetime(2026, 3, 2, tzinfo=timezone.utc)


def test_rejected_rows_are_returned_with_their_reasons() -> None:
    rows = tickets.rows()[:5]
    rows[1]["报修时间"] = "30 February"
    rows[2]["优先级"] = "P9"
    rows[3]["满意度"] = "splendid"
    rows[4]["满意度"] = 11
    desk = report(rows)
    assert [row.row for row in desk.rejected] == [1, 2, 3, 4]
    assert desk.rejected[0].values == rows[1]
    reasons = [row.reasons[0] for row in desk.rejected]
    assert [reason["reason"] for reason in reasons] == [
        "malformed_instant", "unknown_word", "malformed_value", "score_out_of_range",
    ]
    assert [reason["value"] for reason in reasons] == ["30 February", "P9", "splendid", "11"]
    assert desk.document["tickets"] == 1 and desk.document["rejected_rows"] == 4
    assert [row["row"] for row in desk.rows("rejected")] == [1, 2, 3, 4]
    assert "30 February" in desk.to_html(charts=False)


def test_words_have_meanings() -> None:
    rows = [{"id": "1", "opened": tickets.START, "priority": "1 - Critical"}, {"id": "2", "opened": tickets.START, "priority": "Gold"}]
    assert [row.row for row in report(rows).rejected] == [1]
    desk = report(rows, values={"priority": {"Gold": "P2"}})
    assert [row["priority"] for row in desk.rows("tickets")] == ["P1", "P2"]
    assert "priority" not in report(rows, missing=["gold"]).rows("tickets")[1]


@pytest.mark.parametrize(
    ("rows", "options", "said"),
    [
        ([{"summary": "x"}], {}, r"no column says when a ticket was reported; the columns are `summary`"),
        ([{"creatd": "x"}], {"columns": {"created_at": "created"}}, "did you mean `creatd`"),
        ([{"opened": "x"}], {"columns": {"opend_at": "opened"}}, "`opend_at` is no fact of a ticket"),
        ([{"opened": 1, "created": 2}], {}, r'`created`, `opened` could all be `created_at`.*columns=\{"created_at": "created"\}'),
        ([{"opened": 5}], {}, r"column `opened` holds a `int` in row 1"),
        ([{"opened": None}], {}, "no row says when"),
        ([{"opened": "2026-01-01", "labour": 1}], {"columns": {"actual_cost.labour": "labour"}, "naive": "UTC"}, 'currency="EUR"'),
        ([["2026"]], {}, "row 1 is a `list`"),
        (5, {}, "not `int`"),
        ({"a": [1], "b": []}, {}, "`a` 1, `b` 0"),
    ],
)
def test_tables_that_are_none_say_why(rows: Any, options: dict[str, Any], said: str) -> None:
    with pytest.raises((ValueError, TypeError), match=said):
        report(rows, **options)


def test_trends_leave_out_the_month_that_is_not_over(desk: Report) -> None:
    months = [row["period"] for row in desk.rows("trends") if row["name"] == "tickets"]
    assert months == ["2026-01", "2026-02", "2026-03", "2026-04", "2026-05", "2026-06"]
    weeks = report(tickets.rows(), trend="week").rows("trends")
    shares = [row for row in weeks if row["name"] == "timely_response"]
    assert shares == [] and {row["period"] for row in weeks} >= {"2026-01-05", "2026-06-22"}


def test_periods_and_their_comparison() -> None:
    february, march, april = (datetime(2026, month, 1, tzinfo=timezone.utc) for month in (2, 3, 4))
    desk = report(tickets.rows(), period=(march, april), earlier=(february, march), people=True)
    assert value(desk, "tickets") == 93
    [line] = [line for line in desk.rows("comparison") if line["name"] == "tickets"]
    assert (line["before"], line["now"]) == (84, 93)


def test_working_time_needs_a_calendar() -> None:
    week = {day: [["09:00", "17:00"]] for day in ("mon", "tue", "wed", "thu", "fri")}
    office = WorkingCalendar({"time_zone": "Etc/UTC", "weekly": week})
    rows = [{"opened": tickets.START + timedelta(hours=7), "resolved": tickets.START + timedelta(hours=25)}]
    assert value(report(rows, basis="working", calendar=office), "resolution") == 2 * 3600.0


def test_tables_become_frames(desk: Report) -> None:
    pandas, polars = pytest.importorskip("pandas"), pytest.importorskip("polars")
    for table in ("figures", "groups", "trends", "parts", "rejected", "comparison", "people"):
        assert isinstance(desk.to_pandas(table), pandas.DataFrame)
        assert isinstance(desk.to_polars(table), polars.DataFrame)
    assert len(desk.to_pandas("tickets")) == 540
    figures = desk.to_polars()
    assert figures.filter(polars.col("name") == "resolution")["denominator"].to_list() == [520]
    with pytest.raises(ValueError, match="there are figures, groups"):
        desk.rows("nothing")  # type: ignore[arg-type]


def test_texts_and_pages(desk: Report) -> None:
    assert desk.to_text("zh").startswith("服务报告") and "| First response " in desk.to_markdown()
    assert desk._repr_html_().startswith("<h1>Service report</h1>")
    page = desk.to_html("zh", title="三月 <报告>", charts=False)
    assert page.startswith('<!DOCTYPE html>\n<html lang="zh-CN">') and "三月 &lt;报告&gt;" in page
    assert not re.search(r'(?:src|href)="http', page) and "<script" not in page
    for tag in ("table", "tr", "td", "th", "h2", "ul", "li", "p"):
        assert len(re.findall(rf"<{tag}[ >]", page)) == page.count(f"</{tag}>"), tag


def test_charts_keep_their_labels_as_text(desk: Report) -> None:
    pytest.importorskip("matplotlib")
    charts = desk.charts("zh")
    assert {"attainment-trend", "resolution-survival", "backlog-ageing", "cost_composition-composition"} <= set(charts)
    assert any(name.endswith("-pareto") for name in charts)
    for name, svg in charts.items():
        title = desk.chart_documents("zh")[name]["title"]
        assert f">{title}</text>" in svg and "Noto Sans CJK SC" in svg and "sans-serif" in svg, name
        # A label that was drawn as shapes would be a glyph in the definitions.
        assert "<use " not in svg or "DejaVuSans" not in svg, name
    survival = desk.chart_documents()["resolution-survival"]
    assert [curve["label"] for curve in survival["curves"]] == ["P1", "P3"]
    trend = desk.chart_documents()["attainment-trend"]["trend"]["points"]
    assert len(trend) == 6
    assert desk.charts("zh") == charts, "charts are the same each time"
    page = desk.to_html("zh")
    assert page.count("<svg ") == len(charts) and "<?xml" not in page


def test_charts_as_files(desk: Report, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("matplotlib")
    from aftersales import _plot

    desk.save_chart("resolution-survival", tmp_path / "a.svg", "zh")
    assert "问题解决时间" in (tmp_path / "a.svg").read_text(encoding="utf-8")
    desk.save_chart("resolution-survival", tmp_path / "a.png")
    assert (tmp_path / "a.png").read_bytes().startswith(b"\x89PNG")
    assert desk.plot("attainment-trend").axes[0].get_title(loc="left") == "Attainment of resolution"
    monkeypatch.setattr(_plot, "CHINESE_FONTS", ("No Such Font",))
    with pytest.raises(LookupError, match="no font with Chinese characters"):
        desk.save_chart("resolution-survival", tmp_path / "b.png", "zh")
    with pytest.raises(ValueError, match="`.svg` or `.png`"):
        desk.save_chart("resolution-survival", tmp_path / "b.gif")
    with pytest.raises(KeyError, match="there is for"):
        desk.plot("pie")


def test_progress_is_told() -> None:
    told: list[tuple[int, int]] = []
    report(tickets.rows(), progress=lambda done, all_: told.append((done, all_)))
    assert told[0] == (0, 540) and told[-1] == (540, 540)
