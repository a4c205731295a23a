"""Other threads run while a batch is worked on."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta, timezone
from typing import Any

import numpy
import polars
import pytest
from aftersales import Accumulator, Bundle, Facts, GradingPolicy, TicketClocks, WorkingCalendar, board_table, read_board

NOW = datetime(2026, 3, 31, tzinfo=timezone.utc)
SLA = Bundle.preset("clocks-only").sla
assert SLA is not None
GRADING = GradingPolicy({
    "inputs": [{"type": "choice", "name": "severity", "values": ["minor", "severe"], "order": "rising"}],
    "base": {"type": "table", "hit_policy": "first", "rows": [
        {"when": {"severity": {"at_least": "severe"}}, "then": {"priority": "P2"}}, {"then": {"priority": "P3"}},
    ]},
})
CASES = polars.DataFrame({"severity": ["minor", "severe"] * 200_000})
OFFICE = WorkingCalendar({"time_zone": "Europe/Berlin", "weekly": {"mon": [["09:00", "17:00"]], "thu": [["09:00", "12:00"]]}})
OPENED = numpy.datetime64("2026-01-01T00:00", "us") + numpy.arange(400_000).astype("timedelta64[m]")
SOLVED = OPENED + numpy.timedelta64(9, "D")
ROWS = polars.DataFrame({
    "ticket": [f"TS-{row}" for row in range(20_000)], "at": [NOW - timedelta(minutes=row) for row in range(20_000)],
    "type": "started", "priority": "P2",
})
FACTS = Facts([{"created_at": "2026-03-02T09:00:00Z", "priority": "P1"} for _ in range(20_000)], NOW)
CLOCKS = [TicketClocks.replay(SLA, [{"at": NOW, "type": "started", "inputs": {"priority": "P1"}}])] * 20_000

def desk() -> Accumulator:
    return Accumulator(NOW, "Etc/UTC")


BATCHES: dict[str, Callable[[], Any]] = {
    "elapsed": lambda: OFFICE.elapsed(OPENED, SOLVED, naive="UTC"),
    "deadline": lambda: OFFICE.deadline(OPENED, timedelta(hours=90), naive="UTC"),
    "is_open": lambda: OFFICE.is_open(OPENED, naive="UTC"),
    "add_working_days": lambda: OFFICE.add_working_days(OPENED[:20_000], 9, naive="UTC"),
    "grade": lambda: GRADING.grade(CASES),
    "readings": lambda: SLA.readings(ROWS, NOW) if SLA else None,
    "add_table": lambda: desk().add_table(ROWS, columns={"created_at": "at"}),
    "add_facts": lambda: desk().add_facts(FACTS),
    "read_board": lambda: read_board(CLOCKS[:2_000], NOW),
    "board_table": lambda: board_table(CLOCKS, NOW),
}


@pytest.fixture()
def patient() -> Iterator[None]:
    """Python takes the turn from no thread that does not give it away."""
    interval = sys.getswitchinterval()
    sys.setswitchinterval(1_000)
    yield
    sys.setswitchinterval(interval)


@pytest.mark.parametrize("call", BATCHES.values(), ids=BATCHES)
def test_a_batch_lets_other_threads_run(call: Callable[[], Any], patient: None) -> None:
    begun, ended = threading.Event(), threading.Event()

    def work() -> None:
        begun.set()
        call()
        ended.set()

    thread = threading.Thread(target=work)
    thread.start()
    begun.wait()
    was_at_work = not ended.is_set()
    thread.join()
    assert was_at_work and ended.is_set()
