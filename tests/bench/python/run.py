"""The Python package beside its peers in one run. The README beside this file says more."""

import argparse
import json
import os
import pathlib
import statistics
import subprocess
import sys
import time
import venv
from datetime import datetime, timedelta, timezone
from datetime import time as time_of_day

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[2]
TARGET = pathlib.Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target"))
WORK = TARGET / "bench-python"
PYTHON = WORK / "venv" / "bin" / "python"

DAYS = ("mon", "tue", "wed", "thu", "fri")
HOURS = {"time_zone": "Etc/UTC", "weekly": {day: [["09:00", "17:00"]] for day in DAYS}}
AS_OF = datetime(2026, 1, 1, tzinfo=timezone.utc)


def inside_own_environment():
    """Makes an environment with the pinned peers and the release wheel, and goes on inside it."""
    pins = (HERE / "requirements.txt").read_text()
    stamp = WORK / "venv" / "pins.txt"
    if not stamp.exists() or stamp.read_text() != pins:
        venv.create(WORK / "venv", with_pip=True, clear=True)
        subprocess.run([PYTHON, "-m", "pip", "install", "--quiet", "-r", HERE / "requirements.txt"], check=True)
        stamp.write_text(pins)
    if pathlib.Path(sys.prefix) == WORK / "venv":
        return
    wheels = WORK / "wheels"
    for old in wheels.glob("*.whl"):
        old.unlink()
    subprocess.run(
        [PYTHON, "-m", "maturin", "build", "--profile", "wheel", "--locked", "--quiet", "--features", "bench",
         "--interpreter", PYTHON, "--manifest-path", ROOT / "bindings-python" / "Cargo.toml", "--out", wheels],
        check=True, env={**os.environ, "CARGO_TARGET_DIR": str(TARGET)},
    )  # fmt: skip
    [wheel] = wheels.glob("*.whl")
    install = [PYTHON, "-m", "pip", "install", "--quiet", "--no-deps", "--force-reinstall", wheel]
    subprocess.run(install, check=True)
    os.execv(PYTHON, [str(PYTHON), *sys.argv])


def seconds(work):
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def race(contenders, rounds):
    """Each contender once a round, so that a noisy neighbour slows all alike."""
    times = {name: [] for name in contenders}
    for _ in range(rounds):
        for name, work in contenders.items():
            times[name].append(seconds(work))
    return times


def tickets(rows):
    """Instants of two years in UTC from a fixed seed, and the ends of stays, ten days in the mean, as repairs take."""
    import numpy

    random = numpy.random.default_rng(20_260_314)
    first, last = (numpy.datetime64(day, "us").astype("int64") for day in ("2024-01-01", "2026-01-01"))
    opened = random.integers(first, last, rows, dtype="int64")
    solved = opened + (random.exponential(10.0, rows) * 86_400e6).astype("int64")
    return opened.view("datetime64[us]"), solved.view("datetime64[us]")


def peers(opened, solved):
    """What people use: each gives the open hours of every row."""
    import businesstimedelta
    import pandas
    import workclock

    hours = pandas.offsets.CustomBusinessHour(start="09:00", end="17:00")
    day = businesstimedelta.WorkDayRule(
        start_time=time_of_day(9), end_time=time_of_day(17), working_days=[0, 1, 2, 3, 4]
    )
    rules = businesstimedelta.Rules([day])
    stamps = list(zip(pandas.Series(opened), pandas.Series(solved), strict=True))
    naive = list(zip(opened.tolist(), solved.tolist(), strict=True))

    def counted():
        # The usual recipe: the whole open hours that begin in between.
        return [len(pandas.date_range(one, other, freq=hours)) for one, other in stamps]

    def measured():
        spans = (rules.difference(one, other) for one, other in naive)
        return [span.hours + span.seconds / 3_600 for span in spans]

    office = workclock.Schedule([workclock.WorkDay(time_of_day(9), time_of_day(17))], time_zone="UTC")
    aware = [[stamp.replace(tzinfo=timezone.utc) for stamp in column.tolist()] for column in (opened, solved)]

    def one_by_one():
        return [office.between(one, other).total_seconds() / 3_600 for one, other in zip(*aware, strict=True)]

    return {
        "pandas CustomBusinessHour": counted,
        "businesstimedelta": measured,
        "workclock, one by one": one_by_one,
        "workclock, arrays": lambda: office.between_many(opened, solved).astype("int64") / 3.6e9,
    }


def columns(calendar, opened, solved, rounds):
    """Nanoseconds a row of each library, and how many times the kernel on slices each takes."""
    import pandas
    import polars
    import pyarrow

    from aftersales import _core

    arrow = [pyarrow.array(column, pyarrow.timestamp("us", "UTC")) for column in (opened, solved)]
    frames = [pandas.Series(column).dt.tz_localize("UTC") for column in (opened, solved)]
    series = [polars.Series(column).dt.replace_time_zone("UTC") for column in (opened, solved)]
    lazy = polars.LazyFrame({"opened": series[0], "solved": series[1]})
    import aftersales.polars  # noqa: F401

    plan = lazy.select(polars.col("opened").aftersales.elapsed("solved", calendar))
    contenders = {
        "NumPy datetime64[us]": lambda: calendar.elapsed(opened, solved, naive="UTC"),
        "PyArrow": lambda: calendar.elapsed(*arrow),
        "Polars": lambda: calendar.elapsed(*series),
        "Polars, lazy": plan.collect,
        "pandas": lambda: calendar.elapsed(*frames),
    }
    times = {name: [] for name in contenders}
    slices, micros = [], [column.view("int64") for column in (opened, solved)]
    for _ in range(rounds):
        slices.append(_core.slice_seconds(calendar, *micros))
        for name, work in contenders.items():
            times[name].append(seconds(work))
    rows = len(opened)
    each = {name: statistics.median(taken) / rows * 1e9 for name, taken in times.items()}
    over = {
        name: statistics.median(one / two for one, two in zip(taken, slices, strict=True)) for name, taken in times.items()
    }
    return {"slice": statistics.median(slices) / rows * 1e9, "each": each, "times_the_slice": over}


def figures(rows, rounds):
    """The table of figures by month and priority: all of the handbook, and those of the peers' seven columns."""
    import duckdb
    import numpy
    import polars

    from aftersales import Accumulator, Handbook

    handbook = Handbook().figures()
    alike = [figure for figure in handbook if figure["name"] in ("tickets", "resolution", "reopened", "satisfaction")]
    opened, solved = tickets(rows)
    random = numpy.random.default_rng(7)
    frame = polars.DataFrame({
        "created_at": polars.Series(opened).dt.replace_time_zone("UTC"),
        "completed_at": polars.Series(solved).dt.replace_time_zone("UTC"),
        "priority": polars.Series(random.choice(["P1", "P2", "P3", "P4"], rows)).cast(polars.Categorical),
        "reopened": random.integers(0, 2, rows), "satisfaction": random.integers(1, 6, rows).astype("float64"),
    })
    connection = duckdb.connect()
    connection.execute("set threads = 1")
    connection.register("tickets", frame.to_arrow())

    def own(asked):
        desk = Accumulator(AS_OF, "Etc/UTC", group_by=["month", "priority"], figures=asked)
        desk.add_table(frame)
        return desk.finish()

    taken = polars.col("completed_at") - polars.col("created_at")
    grouped = lambda: frame.lazy().group_by(polars.col("created_at").dt.truncate("1mo"), "priority").agg(
        polars.len(), taken.mean().alias("mean"), taken.median().alias("median"), taken.quantile(0.9).alias("p90"),
        (polars.col("reopened") > 0).mean().alias("again"), polars.col("satisfaction").mean().alias("points"),
    ).collect()  # fmt: skip
    sql = """select date_trunc('month', created_at), priority, count(*), avg(t), quantile_cont(t, 0.5), quantile_cont(t, 0.9),
             avg((reopened > 0)::int), avg(satisfaction)
             from (select *, epoch_us(completed_at) - epoch_us(created_at) as t from tickets) group by all"""
    contenders = {
        f"aftersales, {len(handbook)} figures": lambda: own(handbook), f"aftersales, {len(alike)} figures": lambda: own(alike),
        "Polars": grouped, "DuckDB": lambda: connection.execute(sql).fetchall(),
    }  # fmt: skip
    times = race(contenders, rounds)
    return {name: statistics.median(taken) / rows * 1e9 for name, taken in times.items()}


def scalars(calendar):
    """Nanoseconds of a call."""
    opened, solved = datetime(2026, 3, 6, 15, tzinfo=timezone.utc), datetime(2026, 3, 9, 15, tzinfo=timezone.utc)
    budget = timedelta(hours=4)
    calls = {
        "elapsed": lambda: [calendar.elapsed(opened, solved) for _ in range(100_000)],
        "deadline": lambda: [calendar.deadline(opened, budget) for _ in range(100_000)],
        "is_open": lambda: [calendar.is_open(opened) for _ in range(100_000)],
        "add_working_days": lambda: [calendar.add_working_days(opened, 3) for _ in range(100_000)],
    }
    return {name: min(taken) / 100_000 * 1e9 for name, taken in race(calls, 5).items()}


def import_seconds():
    code = "import time; begun = time.perf_counter(); import aftersales; print(time.perf_counter() - begun)"
    runs = (subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True) for _ in range(11))
    return statistics.median(float(run.stdout) for run in runs)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="fewer rows and rounds; the gates hold all the same")
    parser.add_argument("--json", action="store_true", help="figures as JSON")
    arguments = parser.parse_args()
    inside_own_environment()
    from aftersales import WorkingCalendar

    calendar = WorkingCalendar(HOURS)
    few, many, rounds = (2_000, 1_000_000, 5) if arguments.quick else (10_000, 10_000_000, 7)
    opened, solved = tickets(few)
    work = peers(opened, solved)
    found = {"rows": {"peers": few, "own": [few, many]}}
    open_hours = calendar.elapsed(opened, solved, naive="UTC").astype("int64") / 3.6e9
    answers, found["peers"] = {}, {}
    for name, ask in work.items():
        begun = time.perf_counter()
        answers[name] = ask()
        found["peers"][name] = (time.perf_counter() - begun) / few * 1e9
    # The recipe of pandas counts whole hours.
    for name, allowed in {name: 1.0 if name.startswith("pandas") else 1 / 3_600 for name in work}.items():
        off = max(abs(own - other) for own, other in zip(open_hours, answers[name], strict=True))
        if off > allowed:
            raise SystemExit(f"{name} differs by {off} hours")
    quick = race({"own": lambda: calendar.elapsed(opened, solved, naive="UTC")}, 51)["own"]
    found["own_on_few"] = statistics.median(quick) / few * 1e9
    found["columns"] = columns(calendar, *tickets(many), rounds)
    found["figures"] = figures(200_000 if arguments.quick else 1_000_000, 3)
    found["scalars"] = scalars(calendar)
    found["import_ms"] = import_seconds() * 1e3
    [wheel] = (WORK / "wheels").glob("*.whl")
    found["wheel_mb"] = wheel.stat().st_size / 1e6
    gates = []
    for name in ("pandas CustomBusinessHour", "businesstimedelta"):
        each = found["peers"][name]
        gates.append((f"{name}: at least 500 times ours a row", each / found["own_on_few"], each / found["own_on_few"] >= 500))
    for name in ("NumPy datetime64[us]", "PyArrow", "Polars", "pandas"):
        over = found["columns"]["times_the_slice"][name]
        gates.append((f"{name}: at most 1.5 times the slice", over, over <= 1.5))
    print(json.dumps(found, indent=2) if arguments.json else text(found))
    for gate, measured, holds in gates:
        print(f"{'holds' if holds else 'BROKEN'}  {gate}: {measured:,.2f}", file=sys.stderr)
    return 0 if all(holds for *_, holds in gates) else 1


def text(found):
    lines = [f"elapsed, ns a row (peers and ours on {found['rows']['peers']:,} rows)"]
    lines += [f"  {name:<28}{each:>12,.0f}" for name, each in found["peers"].items()]
    lines += [f"  {'aftersales, NumPy':<28}{found['own_on_few']:>12,.1f}"]
    lines += [f"elapsed, ns a row and times the slice ({found['rows']['own'][1]:,} rows)"]
    lines += [f"  {'slice in Rust':<28}{found['columns']['slice']:>12,.1f}"]
    over = found["columns"]["times_the_slice"]
    lines += [f"  {name:<28}{each:>12,.1f}{over[name]:>8.2f}" for name, each in found["columns"]["each"].items()]
    lines += ["figures by month and priority, ns a row"]
    lines += [f"  {name:<28}{each:>12,.1f}" for name, each in found["figures"].items()]
    lines += ["single calls, ns"]
    lines += [f"  {name:<28}{each:>12,.0f}" for name, each in found["scalars"].items()]
    lines += [f"import {found['import_ms']:.1f} ms, wheel {found['wheel_mb']:.2f} MB"]
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
