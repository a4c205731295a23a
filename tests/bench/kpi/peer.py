"""One peer: holds the columns in its own types, then answers each line of the standard input with one timed run."""

import json
import pathlib
import sys
import time

import numpy as np

GROUPS = ["P1", "P2", "P3", "P4"]
AS_OF = np.datetime64("2026-01-01", "us")
KINDS = ["labour", "parts", "transport", "other"]


def read(folder):
    """The columns as Arrow arrays: stamps as timestamps, missing values as nulls."""
    import pyarrow as pa

    folder = pathlib.Path(folder)
    raw = lambda name, kind: np.fromfile(folder / name, dtype=kind)
    there = lambda name: np.unpackbits(raw(name, np.uint8), bitorder="little")
    stamp = pa.timestamp("us")

    def column(name, kind, arrow, bits=None):
        values = raw(name, kind)
        missing = None if bits is None else there(bits)[: len(values)] == 0
        return pa.array(values, mask=missing).cast(arrow)

    columns = {
        "created": column("created", np.int64, stamp),
        "completed": column("completed", np.int64, stamp, "completed_bits"),
        "due": column("due", np.int64, stamp, "due_bits"),
        "priority": column("group", np.uint8, pa.uint8()),
        "reopened": column("reopened", np.uint32, pa.uint32()),
        "satisfaction": column("satisfaction", np.float64, pa.float64(), "satisfaction_bits"),
    }
    columns |= {kind: column(kind, np.int64, pa.int64()) for kind in KINDS}
    return pa.table(columns)


def shown(rows):
    names = ["month", "group", "tickets", "mean", "median", "p90", "met", "due", "reopened", "satisfaction"]
    table = []
    for row in rows:
        line = dict(zip(names, row))
        line["month"] = str(line["month"])[:10]
        table.append(line | {"costs": [int(cost) for cost in row[len(names):]]})
    return table


class DuckDb:
    def __init__(self, folder, threads):
        import duckdb

        self.connection = duckdb.connect()
        self.connection.execute(f"SET threads = {threads}")
        source = read(folder)
        self.connection.execute("CREATE TABLE tickets AS SELECT * FROM source")

    def ask(self, question):
        quantiles = "approx_quantile" if question == "approximate" else "quantile_cont"
        length = "(epoch_us(completed) - epoch_us(created))"
        statement = f"""
            SELECT month, priority, tickets, mean, q[1] / 1e6, q[2] / 1e6, met, due, reopened, satisfaction,
                   {", ".join(KINDS)}
            FROM (
                SELECT date_trunc('month', created) AS month, priority, count(*) AS tickets,
                       avg({length}) / 1e6 AS mean, {quantiles}({length}, [0.5, 0.9]) AS q,
                       count(*) FILTER (completed <= due) AS met,
                       count(*) FILTER (due IS NOT NULL AND (completed IS NOT NULL OR due < TIMESTAMP '2026-01-01')) AS due,
                       avg((reopened > 0)::INT) AS reopened, avg(satisfaction) AS satisfaction,
                       {", ".join(f"sum({kind})::BIGINT AS {kind}" for kind in KINDS)}
                FROM tickets GROUP BY ALL
            ) ORDER BY 1, 2"""
        started = time.perf_counter()
        rows = self.connection.execute(statement).fetchall()
        return {"seconds": time.perf_counter() - started, "table": shown(rows)}


class Polars:
    def __init__(self, folder, threads):
        import polars

        self.polars = polars
        assert polars.thread_pool_size() == threads
        self.frame = polars.from_arrow(read(folder)).rechunk()

    def ask(self, question):
        pl, col = self.polars, self.polars.col
        length = (col("completed") - col("created")).dt.total_microseconds()
        settled = col("due").is_not_null() & (col("completed").is_not_null() | (col("due") < pl.lit(AS_OF)))
        engine = "streaming" if question.endswith("streaming") else "in-memory"
        started = time.perf_counter()
        query = (
            self.frame.lazy()
            .with_columns(month=col("created").dt.truncate("1mo"), length=length)
            .group_by("month", "priority")
            .agg(
                tickets=pl.len(), mean=col("length").mean() / 1e6,
                median=col("length").quantile(0.5, "linear") / 1e6, p90=col("length").quantile(0.9, "linear") / 1e6,
                met=(col("completed") <= col("due")).sum(), due=settled.sum(),
                reopened=(col("reopened") > 0).mean(), satisfaction=col("satisfaction").mean(),
                **{kind: col(kind).sum() for kind in KINDS},
            )
            .sort("month", "priority")
        )
        rows = query.collect(engine=engine)
        seconds = time.perf_counter() - started
        return {"seconds": seconds, "table": shown(rows.rows())}


class NumPy:
    """The curve as one writes it in NumPy: sorted once, counted by distinct time, a product of the shares that go on."""

    def __init__(self, folder, _threads):
        folder = pathlib.Path(folder)
        self.hours = np.fromfile(folder / "hours", dtype=np.float64)
        self.observed = np.fromfile(folder / "observed", dtype=np.uint8)

    def ask(self, _question):
        started = time.perf_counter()
        order = np.argsort(self.hours)
        hours, observed = self.hours[order], self.observed[order]
        first = np.flatnonzero(np.concatenate(([True], hours[1:] != hours[:-1])))
        ended = np.add.reduceat(observed, first, dtype=np.int64)
        at_risk = len(hours) - first
        steps = ended > 0
        times, ended, at_risk = hours[first][steps], ended[steps], at_risk[steps]
        survival = np.cumprod(1.0 - ended / at_risk)
        with np.errstate(divide="ignore"):
            greenwood = np.cumsum(ended / (at_risk * (at_risk - ended)))
        median = times[np.argmax(survival <= 0.5)]
        seconds = time.perf_counter() - started
        return {"seconds": seconds, "median": float(median), "steps": len(times), "last": float(greenwood[0])}


def main():
    name, threads, folder = sys.argv[1], int(sys.argv[2]), sys.argv[3]
    peer = {"duckdb": DuckDb, "polars": Polars, "numpy": NumPy}[name](folder, threads)
    print(json.dumps({"ready": True}), flush=True)
    for line in sys.stdin:
        print(json.dumps(peer.ask(line.strip())), flush=True)


main()
