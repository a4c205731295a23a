"""The columns that every contender gets: tickets of four years from a fixed seed."""

import pathlib

import numpy as np

SEED = 20_260_314
HOUR = 3_600_000_000
FIRST = 1_640_995_200_000_000  # 2022-01-01 in UTC
LAST = 1_767_225_600_000_000  # 2026-01-01 in UTC, the instant of looking


def bits(present):
    """Arrow's bitmap."""
    return np.packbits(present, bitorder="little")


def write(folder, rows):
    """Writes each column as raw little-endian values; does nothing where they are there already."""
    folder = pathlib.Path(folder)
    done = folder / "rows.txt"
    if done.exists() and done.read_text() == str(rows):
        return folder
    folder.mkdir(parents=True, exist_ok=True)
    random = np.random.default_rng(SEED)
    created = random.integers(FIRST, LAST, rows, dtype=np.int64)
    group = random.choice(4, rows, p=[0.05, 0.15, 0.5, 0.3]).astype(np.uint8)
    # Lengths of work are skewed; every priority has its own scale.
    scale = np.array([3.0, 10.0, 30.0, 60.0])[group] * HOUR
    lengths = (random.lognormal(0.0, 1.4, rows) * scale).astype(np.int64)
    completed = created + lengths
    completed_there = (completed < LAST) & (random.random(rows) > 0.03)
    due = created + (np.array([4, 24, 72, 120])[group] * HOUR).astype(np.int64)
    due_there = random.random(rows) > 0.1
    columns = {
        "created": created, "group": group,
        "completed": np.where(completed_there, completed, 0), "completed_bits": bits(completed_there),
        "due": np.where(due_there, due, 0), "due_bits": bits(due_there),
        "reopened": (random.random(rows) < 0.04).astype(np.uint32),
    }
    answered = random.random(rows) < 0.4
    columns["satisfaction"] = np.where(answered, random.integers(1, 6, rows), 0).astype(np.float64)
    columns["satisfaction_bits"] = bits(answered)
    for kind, typical in (("labour", 6_000), ("parts", 2_500), ("transport", 1_000), ("other", 500)):
        columns[kind] = random.integers(0, 2 * typical, rows, dtype=np.int64)
    durations = 1_000_000
    columns["hours"] = np.round(random.lognormal(2.0, 1.5, durations), 4)
    columns["observed"] = (random.random(durations) < 0.8).astype(np.uint8)
    # A log as long as the incident log of the tests: six states a case.
    cases = 141_712
    columns["cases"] = (np.arange(cases) // 6).astype(np.uint32)
    columns["states"] = random.integers(0, 9, cases).astype(np.uint32)
    columns["at"] = FIRST + np.cumsum(random.integers(0, 4 * HOUR, cases, dtype=np.int64))
    for name, values in columns.items():
        values.tofile(folder / name)
    done.write_text(str(rows))
    return folder
