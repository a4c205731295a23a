"""What every object of the package can: be shown, compared, hashed and sent to another process."""

from __future__ import annotations

import inspect
import pickle
from datetime import datetime, timedelta, timezone
from html.parser import HTMLParser
from typing import Any

import aftersales
import aftersales.statistics
import polars
import pyarrow
import pytest
from aftersales import (
    Accumulator,
    Bundle,
    Column,
    Facts,
    Labels,
    Money,
    TicketClocks,
    WorkingCalendar,
    backtest,
    board_table,
    kpi,
    report,
)

#: What changes while it is used, which has no hash, and what lives only while it counts.
IN_THE_MAKING = {"Accumulator", "Backtest", "QuantileSketch", "Ticket", "TicketClocks"}
CLASSES = [
    value
    for module in (aftersales, aftersales.statistics)
    for name in module.__all__
    if inspect.isclass(value := vars(module)[name]) and not issubclass(value, (tuple, Exception))
]
NOW = datetime(2026, 3, 31, tzinfo=timezone.utc)


@pytest.mark.parametrize("value", CLASSES, ids=lambda value: value.__name__)
def test_every_class_shows_itself_and_compares(value: type) -> None:
    assert vars(value)["__repr__"]
    if value.__name__ == "Backtest":
        return
    assert vars(value)["_repr_html_"] and vars(value)["__eq__"]
    assert (value.__hash__ is None) == (value.__name__ in IN_THE_MAKING)


def foreign(column: Any) -> Any:
    """A column of a library that nobody knows."""
    return type("Foreign", (), {"__arrow_c_array__": column.__arrow_c_array__})()


ALWAYS = WorkingCalendar.round_the_clock("Asia/Shanghai")
STAMPS = pyarrow.array([NOW, None, NOW + timedelta(hours=1)], pyarrow.timestamp("us", "Asia/Shanghai"))
SLA = Bundle.preset("clocks-only").sla
assert SLA is not None
CLOCKS = TicketClocks.replay(SLA, [{"at": NOW, "type": "started", "inputs": {"priority": "P1"}}])
ROWS = [
    {"id": "1", "created": "2026-03-02T09:00:00Z", "resolved": "2026-03-02T11:00:00Z", "priority": "P1"},
    {"id": "2", "created": "soon", "resolved": None, "priority": "P1"},
]
LOG = {"TS-1": [{"at": NOW, "type": "started", "inputs": {"priority": "P1"}}]}
SENT: list[Any] = [
    ALWAYS.deadline(foreign(STAMPS), timedelta(hours=1)),
    ALWAYS.elapsed(foreign(STAMPS), NOW),
    ALWAYS.is_open(foreign(STAMPS.slice(1))),
    board_table([CLOCKS, CLOCKS], NOW + timedelta(hours=1)),
    board_table([], NOW),
    kpi(polars.DataFrame({"created_at": [NOW], "priority": ["urgent"]}), NOW, "Etc/UTC").rejected,
    Facts([{"ticket": "TS-1", "created_at": "2026-03-02T09:00:00Z"}, {"created_at": "soon"}], NOW, SLA),
    report(ROWS),
    backtest(LOG, [Bundle.preset("clocks-only"), Bundle.preset("three-grade")]),
    Money("1.00", "EUR"),
    Labels(),
]


@pytest.mark.parametrize("value", SENT, ids=lambda value: type(value).__name__)
def test_values_go_to_another_process(value: Any) -> None:
    again = pickle.loads(pickle.dumps(value))
    assert again == value and hash(again) == hash(value) and repr(again) == repr(value)
    assert again._repr_html_() == value._repr_html_()
    with pytest.raises(AttributeError):
        value.added_later = 1
    if isinstance(value, Column):
        assert again.to_list() == value.to_list() and again.time_zone == value.time_zone


def test_a_pickle_that_was_tampered_with_is_refused() -> None:
    [column] = SENT[0].__reduce__()[1]
    kind, rows, first, there, buffers, within = column
    broken: list[tuple[Any, ...]] = [
        ("Nothing", rows, first, there, buffers, within), (kind, rows + 999, first, None, buffers, within),
        (kind, rows, first, (b"", 0), buffers, within), (kind, rows, first, there, [], within),
        (kind, rows, 2**63, there, buffers, within),
    ]
    for state in broken:
        with pytest.raises(ValueError):
            Column._restore(state)


class Balanced(HTMLParser):
    """The elements that are open."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        if tag != "br":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_notebooks_show_attributes_and_rows() -> None:
    desk = Accumulator(NOW, "Etc/UTC")
    desk.add({"created_at": NOW - timedelta(days=1)})
    for value in (*SENT, desk, aftersales.statistics.Proportion(3, 4)):
        page = Balanced()
        page.feed(value._repr_html_())
        assert page.open == []
    assert "<tr><td>amount</td><td>1.00</td></tr>" in Money("1.00", "EUR")._repr_html_()
    assert "<td>rate</td><td>0.75</td>" in aftersales.statistics.Proportion(3, 4)._repr_html_()
    assert "<td>priority</td><td>P1</td><td>Urgent</td><td>紧急</td>" in Labels()._repr_html_()
    assert desk._repr_html_() == desk.finish()._repr_html_()
