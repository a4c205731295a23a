"""Figures of many tickets: aftersales, DuckDB, Polars and NumPy in one run. The README beside this file says more."""

import argparse
import json
import os
import pathlib
import statistics
import subprocess
import sys
import venv

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[2]
TARGET = pathlib.Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target"))
WORK = TARGET / "bench-kpi"


def inside_own_environment():
    """Makes an environment with the pinned peers, and goes on inside it."""
    python = WORK / "venv" / "bin" / "python"
    pins = (HERE / "requirements.txt").read_text()
    stamp = WORK / "venv" / "pins.txt"
    if not stamp.exists() or stamp.read_text() != pins:
        venv.create(WORK / "venv", with_pip=True, clear=True)
        subprocess.run([python, "-m", "pip", "install", "--quiet", "-r", HERE / "requirements.txt"], check=True)
        stamp.write_text(pins)
    if pathlib.Path(sys.prefix) != WORK / "venv":
        os.execv(python, [str(python), *sys.argv])


class Worker:
    """A process that holds the columns and answers each line with one timed run."""

    def __init__(self, command, threads):
        limits = {name: str(threads) for name in ("POLARS_MAX_THREADS", "OMP_NUM_THREADS")}
        self.process = subprocess.Popen(
            [str(word) for word in command], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
            env={**os.environ, **limits},
        )
        self.read()

    def read(self):
        line = self.process.stdout.readline()
        if not line:
            raise SystemExit("a contender stopped without an answer")
        return json.loads(line)

    def ask(self, question):
        self.process.stdin.write(question + "\n")
        self.process.stdin.flush()
        answer = self.read()
        if "error" in answer:
            raise SystemExit(answer["error"])
        return answer

    def close(self):
        self.process.stdin.close()
        self.process.wait()


def race(contenders, rounds):
    """Each contender once a round, so that a noisy neighbour slows all alike; the median of the rounds."""
    times, answers = {name: [] for name in contenders}, {}
    for _ in range(rounds):
        for name, (worker, question) in contenders.items():
            answers[name] = worker.ask(question)
            times[name].append(answers[name]["seconds"])
    return {name: statistics.median(seconds) for name, seconds in times.items()}, answers


def table_differences(own, other, quantile_error):
    """Where two tables do not say the same: counts exactly, means to 1e-9, quantiles as far as their methods promise."""
    key = lambda row: (row["month"], row["group"])
    own, other = ({key(row): row for row in table} for table in (own, other))
    differences = [f"rows {sorted(own.keys() ^ other.keys())[:3]}"] if own.keys() != other.keys() else []
    bounds = {"tickets": 0, "met": 0, "due": 0, "mean": 1e-9, "reopened": 1e-9, "satisfaction": 1e-9,
              "median": quantile_error, "p90": quantile_error}
    for place in own.keys() & other.keys():
        for name, bound in bounds.items():
            one, two = own[place][name], other[place][name]
            if abs(one - two) > bound * abs(two):
                differences.append(f"{place} {name}: {one} and {two}")
        if own[place]["costs"] != other[place]["costs"]:
            differences.append(f"{place} costs")
    return differences


def greatest_error(table, exact):
    """The greatest relative error of a quantile."""
    pairs = zip(table, sorted(exact, key=lambda row: (row["month"], row["group"])))
    return max(abs(row[name] / right[name] - 1) for row, right in pairs for name in ("median", "p90"))


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=10_000_000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--quick", action="store_true", help="a smoke run: few rows, gates shown and not enforced")
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    if arguments.quick:
        arguments.rows, arguments.rounds = min(arguments.rows, 200_000), 2
    WORK.mkdir(parents=True, exist_ok=True)
    inside_own_environment()
    sys.path.insert(0, str(HERE))
    import workload

    columns = workload.write(WORK / "columns", arguments.rows)
    subprocess.run(["cargo", "build", "--release", "--quiet", "--package=aftersales-bench-kpi"], check=True, cwd=ROOT)
    binary = TARGET / "release" / "aftersales-bench-kpi"
    results, differences = {}, []
    for threads in (1, 2):
        own = Worker([binary, columns], threads)
        peers = {
            "duckdb": Worker([sys.executable, HERE / "peer.py", "duckdb", threads, columns], threads),
            "polars": Worker([sys.executable, HERE / "peer.py", "polars", threads, columns], threads),
        }
        exact = {
            "aftersales": (own, f"exact {threads}"), "duckdb": (peers["duckdb"], "exact"),
            "polars": (peers["polars"], "exact"), "polars streaming": (peers["polars"], "exact streaming"),
        }
        sketch = {"aftersales": (own, f"sketch {threads}"), "duckdb": (peers["duckdb"], "approximate")}
        for kind, contenders in (("exact", exact), ("sketch", sketch)):
            times, answers = race(contenders, arguments.rounds)
            results[f"{kind}, {threads} thread{'s' if threads > 1 else ''}"] = times
            mine = answers.pop("aftersales")["table"]
            if kind == "exact":
                whole = mine
                for name, answer in answers.items():
                    differences += [f"{name}: {text}" for text in table_differences(mine, answer["table"], 1e-9)]
            else:
                # Our bound is one per cent.
                differences += [f"sketch: {text}" for text in table_differences(mine, whole, 0.01)]
                errors = {"aftersales": greatest_error(mine, whole),
                          "duckdb": greatest_error(answers["duckdb"]["table"], whole)}
        if threads == 1:
            numpy = Worker([sys.executable, HERE / "peer.py", "numpy", 1, columns], 1)
            times, answers = race({"aftersales": (own, "survival"), "numpy": (numpy, "survival")}, arguments.rounds)
            results["Kaplan-Meier, 1 M durations"] = times
            if abs(answers["aftersales"]["median"] - answers["numpy"]["median"]) > 1e-9:
                differences.append("Kaplan-Meier: the medians differ")
            numpy.close()
            updates = statistics.median(own.ask("updates")["per_second"] for _ in range(arguments.rounds))
            stages = statistics.median(own.ask("stages")["seconds"] for _ in range(arguments.rounds))
            memory = [own.ask(f"memory {rows}")["bytes"] for rows in (arguments.rows // 10, arguments.rows)]
        own.close()
        for peer in peers.values():
            peer.close()

    def lead(name):
        times = dict(results[name])
        return min(seconds for peer, seconds in times.items() if peer != "aftersales") / times["aftersales"]

    wanted = {name: 2.0 if name.startswith("Kaplan") else 1.5 for name in results}
    gates = [(f"{name}: {lead(name):.2f} times as quick as the best peer, {least} wanted", lead(name) >= least)
             for name, least in wanted.items()]
    each = memory[1] / len(whole)
    gates.append((f"sketch mode holds {memory[0]:,} bytes after a tenth of the rows and {memory[1]:,} after all, "
                  f"{each:,.0f} for each of {len(whole)} groups; 32,768 wanted at most", each <= 32_768))
    own_time = lambda name: results[name]["aftersales"]
    aims = [
        ("exact, 1 thread", own_time("exact, 1 thread"), 0.6), ("exact, 2 threads", own_time("exact, 2 threads"), 0.36),
        ("Kaplan-Meier, 1 M durations", own_time("Kaplan-Meier, 1 M durations"), 0.06), ("stage times of the log", stages, 0.015),
    ]
    passed = all(holds for _, holds in gates) and not differences
    if arguments.json:
        print(json.dumps({"results": results, "gates": gates, "updates_per_second": updates, "stages": stages,
                          "memory": memory,
                          "sketch_errors": errors, "differences": differences}, indent=1))
    else:
        print(f"{arguments.rows:,} rows, medians of {arguments.rounds} rounds, seconds\n")
        for name, times in results.items():
            print(f"  {name:<30}" + "".join(f"  {peer} {seconds:.3f}" for peer, seconds in times.items()))
        print("\nGates\n")
        for text, holds in gates:
            print(f"  {'passed' if holds else 'FAILED'}  {text}")
        print("\nAims\n")
        for name, seconds, aim in aims:
            print(f"  {name:<30}  {seconds * 1000:.1f} ms, aim {aim * 1000:.0f} ms")
        print(f"  {'sketch updates':<30}  {updates / 1e6:.0f} M/s, aim 50 M/s")
        for name, error in errors.items():
            print(f"  {'sketch error, ' + name:<30}  at most {error * 100:.2f} %")
        for difference in differences[:20]:
            print(f"  the contenders differ: {difference}")
    sys.exit(0 if (passed or (arguments.quick and not differences)) else 1)


main()
