"""Two executor processes give what one process gives."""

import os
import pathlib
import re
import sys
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from typing import Any

import pyarrow
import pytest

from aftersales import Accumulator, WorkingCalendar

pytest.importorskip("pyspark", reason="`cargo xtask test --deep` installs Spark")

ROWS = 20_000
START = datetime(2025, 1, 1, tzinfo=timezone.utc)
CALENDAR = WorkingCalendar({
    "time_zone": "Europe/Berlin",
    "weekly": {day: [["09:00", "12:00"], ["13:00", "17:00"]] for day in ("mon", "tue", "wed", "thu", "fri")},
})
TICKETS = pyarrow.table({
    "opened": pyarrow.array([START + timedelta(minutes=17 * row) for row in range(ROWS)], pyarrow.timestamp("us", "UTC")),
    "solved": pyarrow.array(
        [None if row % 9 == 0 else START + timedelta(minutes=17 * row + row % 9_000) for row in range(ROWS)],
        pyarrow.timestamp("us", "UTC"),
    ),
    "budget": pyarrow.array([timedelta(minutes=row % 5_000) for row in range(ROWS)], pyarrow.duration("us")),
    "days": pyarrow.array([row % 20 - 5 for row in range(ROWS)], pyarrow.int32()),
    "priority": [f"P{row % 4 + 1}" if row % 500 else "urgent" for row in range(ROWS)],
})
COLUMNS = {"created_at": "opened", "completed_at": "solved"}


@pytest.fixture(scope="module")
def spark() -> Iterator[Any]:
    from pyspark.sql import SparkSession

    os.environ["PYSPARK_PYTHON"] = sys.executable
    session = (
        SparkSession.builder.master("local-cluster[2,1,1024]")
        .config("spark.driver.bindAddress", "127.0.0.1").config("spark.driver.host", "127.0.0.1")
        .config("spark.ui.enabled", "false").config("spark.sql.session.timeZone", "UTC")
        .config("spark.sql.shuffle.partitions", "4")
        .getOrCreate()
    )  # fmt: skip
    yield session
    session.stop()


def test_questions_to_a_calendar(spark: Any) -> None:
    from aftersales.spark import functions

    ask = functions(CALENDAR)
    frame = spark.createDataFrame(TICKETS).repartition(4)
    asked = frame.select(
        "opened", "solved", "budget", "days", ask.elapsed("opened", "solved").alias("elapsed"),
        ask.deadline("opened", "budget").alias("due"), ask.is_open("opened").alias("open"),
        ask.add_working_days("opened", "days").alias("moved"),
    ).toArrow()
    assert asked.num_rows == ROWS
    opened = asked["opened"]
    assert asked["elapsed"].to_pylist() == CALENDAR.elapsed(opened, asked["solved"]).to_pylist()
    assert asked["due"].to_pylist() == CALENDAR.deadline(opened, asked["budget"]).to_pylist()
    assert asked["open"].to_pylist() == CALENDAR.is_open(opened).to_pylist()
    assert asked["moved"].to_pylist() == CALENDAR.add_working_days(opened, asked["days"]).to_pylist()


def test_figures(spark: Any) -> None:
    from aftersales.spark import accumulate

    def desk() -> Accumulator:
        return Accumulator(START + timedelta(days=300), "Europe/Berlin", calendar=CALENDAR, group_by=["month", "priority"])

    def worker(batches: Iterator[Any]) -> Iterator[Any]:
        # The parent of a process that runs Python is the daemon of its executor.
        for _ in batches:
            pass
        yield pyarrow.RecordBatch.from_pydict({"pid": [os.getppid()]})

    frame = spark.createDataFrame(TICKETS).repartition(8)
    executors = frame.mapInArrow(worker, "pid long").distinct().collect()
    assert len(executors) >= 2, "the rows are counted by two processes"
    one, many = desk(), desk()
    rejected = one.add_table(TICKETS, columns=COLUMNS)
    accumulate(frame, many, columns=COLUMNS)
    assert len(rejected) == ROWS // 500
    figures, expected = many.finish(), one.finish()
    assert figures.rows() == expected.rows()
    assert figures.tickets == expected.tickets == ROWS - ROWS // 500
    assert [kind["count"] for kind in figures.rejected()] == [kind["count"] for kind in expected.rejected()]


def test_daft_as_the_page_says(tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("daft")
    import pyarrow.parquet

    page = (pathlib.Path(__file__).parents[2] / "docs" / "python" / "on-many-machines.md").read_text(encoding="utf-8")
    [block] = [block for block in re.findall(r"```python\n(.*?)```", page, re.DOTALL) if "daft" in block]
    monkeypatch.chdir(tmp_path)
    pyarrow.parquet.write_table(TICKETS.select(["opened", "solved"]), "tickets.parquet")
    names: dict[str, Any] = {"calendar": CALENDAR}
    exec(block, names)
    assert names["hours"] == pytest.approx(sum(
        open_time.total_seconds() / 3_600
        for open_time in CALENDAR.elapsed(TICKETS["opened"], TICKETS["solved"]).to_pylist()
        if open_time is not None
    ))  # fmt: skip
