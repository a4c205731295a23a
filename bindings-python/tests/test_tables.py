"""Tables of tickets: figures, grades, and the rows that are not taken."""

import pickle
from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from typing import Any

import duckdb
import pandas
import polars
import pyarrow
import pytest

import aftersales.duckdb
import aftersales.polars
from aftersales import Accumulator, AftersalesError, Bundle, GradingPolicy, Handbook, Table, TicketClocks, WorkingCalendar

START = datetime(2026, 3, 2, 9, tzinfo=timezone.utc)
AS_OF = datetime(2026, 4, 1, tzinfo=timezone.utc)
COLUMNS = {"created_at": "opened", "completed_at": "solved", "satisfaction": "stars"}
FRAME = polars.DataFrame({
    "opened": [START + timedelta(hours=5 * number) for number in range(40)],
    "solved": [None if number % 7 == 0 else START + timedelta(hours=5 * number + number % 11) for number in range(40)],
    "first_response_at": [START + timedelta(hours=5 * number, minutes=number) for number in range(40)],
    "priority": [f"P{number % 4 + 1}" for number in range(40)],
    "segment": ["north" if number % 3 else None for number in range(40)],
    "reopened": [None if number % 5 == 0 else number % 2 for number in range(40)],
    "knowledge_entry": [number % 6 == 0 for number in range(40)],
    "stars": [None if number % 4 else 1.0 + number % 5 for number in range(40)],
    "promises.resolution.due_at": [START + timedelta(hours=5 * number + 6) for number in range(40)],
    "promises.resolution.stopped_at": [START + timedelta(hours=5 * number + number % 11) for number in range(40)],
    "unrelated": [object.__name__] * 40,
})


def desk() -> Accumulator:
    return Accumulator(AS_OF, "Europe/Berlin", group_by=["priority"])


def one_by_one() -> Accumulator:
    figures = desk()
    for row in FRAME.to_dicts():
        facts: dict[str, Any] = {}
        for field, column in (COLUMNS | {name: name for name in FRAME.columns}).items():
            if row.get(column) is not None and column not in ("unrelated", *COLUMNS.values()) or field in COLUMNS:
                facts[field] = row[column]
        promise = {side: facts.pop(f"promises.resolution.{side}") for side in ("due_at", "stopped_at")}
        figures.add({field: value for field, value in facts.items() if value is not None} | {"promises": {"resolution": promise}})
    return figures


class Foreign:
    """A table of a library that nobody knows, in batches."""

    def __init__(self, frame: polars.DataFrame) -> None:
        batches = pyarrow.table(frame).to_batches(max_chunksize=7)
        self.__arrow_c_stream__ = pyarrow.Table.from_batches(batches).__arrow_c_stream__


def numpy_backed(frame: polars.DataFrame) -> Any:
    return pandas.DataFrame({name: frame[name].to_list() for name in frame.columns})


TABLES: dict[str, Callable[[polars.DataFrame], Any]] = {
    "polars": lambda frame: frame,
    "categories": lambda frame: frame.with_columns(polars.col("priority", "segment").cast(polars.Categorical)),
    "pyarrow": pyarrow.table, "foreign": Foreign, "pandas": numpy_backed,
    "pandas categories": lambda frame: numpy_backed(frame).astype({"priority": "category", "segment": object}),
    "pandas arrow": lambda frame: frame.to_pandas(use_pyarrow_extension_array=True),
    "dict": lambda frame: {name: frame[name] for name in frame.columns},
    "duckdb": lambda frame: duckdb.sql("select * from frame"),
}


@pytest.mark.parametrize("make", TABLES.values(), ids=TABLES)
def test_a_table_counts_as_its_rows_do(make: Callable[[polars.DataFrame], Any]) -> None:
    figures = desk()
    rejected = figures.add_table(make(FRAME), columns=COLUMNS)
    assert len(rejected) == 0
    assert figures == one_by_one()
    assert figures.finish().tickets == 40


def test_parts_of_a_table_merge_to_the_whole() -> None:
    whole, parts = desk(), desk()
    whole.add_table(FRAME, columns=COLUMNS)
    for part in FRAME.iter_slices(13):
        counted = pickle.loads(pickle.dumps(desk()))
        counted.add_table(part, columns=COLUMNS)
        parts.merge_bytes(counted.to_bytes())
    assert parts == whole
    with pytest.raises(AftersalesError):
        parts.merge_bytes(whole.to_bytes()[:-1])


def test_rows_that_are_not_taken_come_back() -> None:
    broken = polars.DataFrame({
        "created_at": [START] * 5, "priority": ["P1", "urgent", "P2", "P3", "P4"], "satisfaction": [5.0, 9.0, 3.0, None, 1.0],
        "reopened": [0, 1, -1, 2, 0],
    })
    figures = desk()
    rejected = figures.add_table(broken)
    assert isinstance(rejected, Table)
    assert rejected.to_polars().rows() == [
        (1, "priority", "urgent", "unknown_word"), (1, "satisfaction", "9", "score_out_of_range"),
        (2, "reopened", "-1", "number_out_of_range"),
    ]
    assert figures.finish().tickets == 3
    assert broken[rejected["row"].to_list()]["priority"].to_list() == ["urgent", "urgent", "P2"]


def test_columns_that_are_wrong_are_named() -> None:
    figures, naive = desk(), FRAME.with_columns(polars.col("opened").dt.replace_time_zone(None))
    for table, columns, said in (
        (FRAME, {"created": "opened"}, "`columns`: `created` is no field"),
        (FRAME, {"created_at": "open"}, "`columns.created_at`: the table has no column `open`; it has `opened`"),
        (FRAME, None, 'name it with `columns={"created_at": "…"}`'),
        (naive, COLUMNS, 'column `opened` (argument `created_at`) is `Datetime(time_unit=\'us\', time_zone=None)`'),
        (FRAME, COLUMNS | {"reopened": "stars"}, ""),
        (FRAME, COLUMNS | {"priority": "stars"}, "column `stars` (argument `priority`) is `Float64`; expected words"),
        (FRAME, COLUMNS | {"knowledge_entry": "priority"}, "expected a column of true and false"),
        (FRAME, COLUMNS | {"completed_at": "priority"}, "column `priority` (argument `completed_at`) is `String`"),
        ({"created_at": FRAME["opened"], "priority": FRAME["priority"][:3]}, None, "3 rows"),
    ):
        before = figures.to_bytes()
        if said:
            with pytest.raises((AftersalesError, TypeError)) as refused:
                figures.add_table(table, columns=columns)
            assert said in str(refused.value)
            assert figures.to_bytes() == before
    left_out = desk()
    left_out.add_table(naive, columns=COLUMNS | {"priority": None}, naive="UTC")
    assert {row["group"][0] for row in left_out.finish().rows()} == {"unknown"}


POLICY = GradingPolicy({
    "inputs": [
        {"type": "choice", "name": "severity", "values": ["minor", "severe"], "order": "rising"},
        {"type": "number", "name": "units_down", "unit": "units", "least": 0, "most": 1000, "order": "rising"},
    ],
    "base": {"type": "table", "hit_policy": "first", "rows": [
        {"when": {"units_down": {"at_least": 10}}, "then": {"priority": "P1"}},
        {"when": {"severity": {"at_least": "severe"}}, "then": {"priority": "P2"}},
        {"then": {"priority": "P3"}},
    ]},
})
CASES = polars.DataFrame({"how_bad": ["minor", "severe", "minor"], "units_down": [0, 3, 12]})


@pytest.mark.parametrize("make", TABLES.values(), ids=TABLES)
def test_a_table_of_cases_is_graded(make: Callable[[polars.DataFrame], Any]) -> None:
    named = CASES.rename({"how_bad": "severity"}).with_columns(priority=polars.lit("P4"), segment=polars.lit("x"))
    graded = POLICY.grade(make(named))
    rows = graded.to_pylist() if hasattr(graded, "to_pylist") else graded.to_list()
    assert rows == [POLICY.grade(case)["priority"] for case in named.select("severity", "units_down").to_dicts()]


def test_grades_name_the_row() -> None:
    assert POLICY.grade(CASES, columns={"severity": "how_bad"}).to_list() == ["P3", "P2", "P1"]
    with pytest.raises(AftersalesError, match="row 1"):
        POLICY.grade({"severity": polars.Series(["minor", "awful"]), "units_down": polars.Series([1, 2])})


def test_a_plan_of_polars_grades() -> None:
    cases = CASES.rename({"how_bad": "severity"})
    plan = cases.lazy().select(priority=polars.struct("severity", "units_down").aftersales.grade(POLICY))  # type: ignore[attr-defined]
    assert plan.collect()["priority"].to_list() == POLICY.grade(cases).to_list()
    assert POLICY.grade(cases.lazy()).to_list() == POLICY.grade(cases).to_list()


SLA = Bundle.preset("clocks-only").sla
NOW = START + timedelta(hours=12)
#: A column of a state that not every event needs, one event after the instant of looking, and three rows that cannot be.
EVENTS = polars.DataFrame({
    "number": ["A", "B", "A", "C", "B", "A", None, "D", "E"],
    "at": [START + timedelta(hours=hour) for hour in (0, 1, 2, 3, 4, 13, 5, 6, 0)],
    "type": ["started", "started", "agent_message", "stopped", "stopped", "stopped", "started", "begun", "started"],
    "priority": ["P1", "P2", None, None, None, None, "P1", "P1", "P3"],
    "state": ["new", "new", "work", "done", "done", "done", "new", "new", "new"],
    "segment": ["north"] * 9,
})


@pytest.mark.parametrize("make", TABLES.values(), ids=TABLES)
def test_a_table_of_events_is_read_as_its_clocks_are(make: Callable[[polars.DataFrame], Any]) -> None:
    assert SLA is not None
    readings, refused = SLA.readings(make(EVENTS), NOW, columns={"ticket": "number"}, naive="UTC")
    logs: dict[str, list[dict[str, Any]]] = {"A": [], "B": [], "E": []}
    for row in EVENTS.filter(polars.col("at") <= NOW).to_dicts():
        if row["number"] in logs:
            event = {"at": row["at"], "type": row["type"]}
            logs[row["number"]].append(event | ({"inputs": {"priority": row["priority"]}} if row["type"] == "started" else {}))
    alone = aftersales.board_table([TicketClocks.replay(SLA, log) for log in logs.values()], NOW)
    names = [list(logs)[place] for place in alone["ticket"].to_list()]
    assert readings["ticket"].to_list() == names
    for name in alone.column_names[1:]:
        assert readings[name].to_list() == alone[name].to_list(), name
    assert refused["row"].to_list() == [3, 6, 7]
    assert refused["ticket"].to_list() == ["C", None, "D"]
    assert [word in said for word, said in zip(("started", "ticket", "begun"), refused["message"].to_list())] == [True] * 3
    assert readings == SLA.readings(make(EVENTS), NOW, columns={"ticket": "number"}, naive="UTC")[0]
    assert readings._repr_html_().count("<tr>") == len(readings) + 1


def test_events_without_a_ticket_are_refused_by_name() -> None:
    assert SLA is not None
    with pytest.raises(AftersalesError, match='no column is the `ticket` of events; name it with `columns={"ticket": "…"}`'):
        SLA.readings(EVENTS, NOW)


def test_figures_of_a_table_at_once() -> None:
    figures, rejected = aftersales.kpi(FRAME, AS_OF, "Europe/Berlin", columns=COLUMNS, group_by=["priority"])
    whole = desk()
    whole.add_table(FRAME, columns=COLUMNS)
    assert figures == whole.finish() and len(rejected) == 0


def test_a_desk_has_figures_of_its_own() -> None:
    own = Handbook(resolution="repair", rework_window=timedelta(days=30), satisfied_from=3.5)
    assert pickle.loads(pickle.dumps(own)) == own and hash(own) == hash(pickle.loads(pickle.dumps(own)))
    assert eval(repr(own), {"Handbook": Handbook, "datetime": __import__("datetime")}) == own
    metrics = {figure["measure"].get("metric") for figure in own.figures("working")}
    assert {"first_response", "repair"} <= metrics and "resolution" not in metrics
    urgent = {
        "name": "repair of P1", "measure": {"type": "duration", "from": "created", "to": "completed", "basis": "calendar"},
        "selection": [{"dimension": "priority", "words": ["P1"]}], "target": {"type": "at_most", "value": 7200.0},
    }
    figures, _ = aftersales.kpi(FRAME, AS_OF, "Europe/Berlin", columns=COLUMNS, figures=[urgent, *own.appraisal()[:1]])
    assert {row["name"] for row in figures.rows()} >= {"repair of P1"}
    assert pickle.loads(pickle.dumps(figures)) == figures
    [row] = [row for row in figures.rows() if row["name"] == "repair of P1"]
    taken = FRAME.filter((polars.col("priority") == "P1") & polars.col("solved").is_not_null())
    assert row["denominator"] == len(taken) and row["target"] == {"type": "at_most", "value": 7200.0}
    with pytest.raises(AftersalesError, match=r"figures\[1\].measure.basis"):
        Accumulator(AS_OF, "Etc/UTC", figures=[urgent, urgent | {"measure": urgent["measure"] | {"basis": "moon"}}])  # type: ignore[operator]


def test_duckdb_asks_a_calendar() -> None:
    calendar = WorkingCalendar({"time_zone": "Europe/Berlin", "weekly": {"mon": [["09:00", "17:00"]], "tue": [["09:00", "17:00"]]}})
    connection = duckdb.connect()
    connection.execute("set TimeZone = 'UTC'")
    aftersales.duckdb.register(connection, calendar, prefix="office_")
    connection.register("tickets", FRAME.to_arrow())
    asked = connection.sql("""
        select office_elapsed(opened, solved), epoch_us(office_deadline(opened, interval 9 hours)), office_is_open(opened),
               epoch_us(office_add_working_days(opened, 2))
        from tickets
    """).fetchall()
    due = calendar.deadline(FRAME["opened"], timedelta(hours=9)).dt.epoch("us")
    moved = calendar.add_working_days(FRAME["opened"], 2).dt.epoch("us")
    rows = zip(calendar.elapsed(FRAME["opened"], FRAME["solved"]), due, calendar.is_open(FRAME["opened"]), moved, strict=True)
    assert asked == list(rows)
    relation = connection.table("tickets").project("office_elapsed(opened, solved)")
    assert [row[0] for row in relation.fetchall()] == [row[0] for row in asked]
    tickets = connection.table("tickets")
    assert calendar.elapsed(tickets["opened"], tickets["solved"]).to_list() == [row[0] for row in asked]
    with pytest.raises(TypeError, match=r"column `priority` \(argument `at`\) is `Utf8`; expected instants"):
        calendar.is_open(connection.sql("select 'P1' as priority"))
    with pytest.raises(duckdb.Error, match="row 0 of `budget`"):
        connection.sql("select office_deadline(opened, interval 1 day) from tickets").fetchall()


def test_duckdb_grades() -> None:
    connection = duckdb.connect()
    connection.register("cases", CASES.rename({"how_bad": "severity"}).to_arrow())
    aftersales.duckdb.register_grade(connection, POLICY, {"units_down": "BIGINT"})
    asked = connection.table("cases").project("grade(severity, units_down)").fetchall()
    assert asked == [("P3",), ("P2",), ("P1",)]
    with pytest.raises(duckdb.Error, match="awful"):
        connection.sql("select grade('awful', 1::bigint)").fetchall()
