"""What a data scientist sees of the statistics beside their numbers, which the vectors check."""

from __future__ import annotations

import pickle
from array import array
from collections.abc import Callable

import pytest
from aftersales import AftersalesError
from aftersales.statistics import (
    BaseStock,
    CrowAmsaa,
    ErlangC,
    Funnel,
    KaplanMeier,
    NetPromoterScore,
    PChart,
    Proportion,
    ProportionDifference,
    QuantileSketch,
    Satisfaction,
    StageLog,
    Weibull,
    XmrChart,
    log_rank,
    quantiles,
)
from desk import at

SHARES = [Proportion(80, 100), Proportion(0, 0), Proportion(50, 100)]
VALUES: list[tuple[object, object]] = [
    (Proportion(3, 4), Proportion(3, 5)),
    (ProportionDifference(Proportion(3, 4), Proportion(1, 4)), ProportionDifference(Proportion(3, 4), Proportion(2, 4))),
    (NetPromoterScore([1] * 11), NetPromoterScore([2] * 11)),
    (Satisfaction([1] * 5), Satisfaction([2] * 5)),
    (ErlangC(100, 30, 3), ErlangC(100, 30, 4)),
    (ErlangC(100, 30, 3).with_agents(12), ErlangC(100, 30, 3).with_agents(13)),
    (BaseStock(0.5, 2), BaseStock(0.5, 3)),
    (Weibull(1000, 2.5), Weibull(1000, 3)),
    (Funnel(SHARES), Funnel(SHARES[:1])),
    (PChart(SHARES), PChart(SHARES[:1])),
    (KaplanMeier([1, 2], [True, False]), KaplanMeier([1, 2], [True, True])),
    (XmrChart([1, 2, 4]), XmrChart([1, 2, 5])),
    (CrowAmsaa([1, 3, 9]), CrowAmsaa([1, 3, 10])),
    (StageLog(["A", "A"], ["x", "y"], [at(2), at(3)]), StageLog(["A", "A"], ["x", "z"], [at(2), at(3)])),
]


@pytest.mark.parametrize(("value", "other"), VALUES, ids=lambda value: type(value).__name__)
def test_values_compare_pickle_and_show_themselves(value: object, other: object) -> None:
    again = pickle.loads(pickle.dumps(value))
    assert again == value != other and repr(again) == repr(value) != repr(object())
    assert repr(value).startswith(type(value).__name__)


@pytest.mark.parametrize(("value", "other"), VALUES, ids=lambda value: type(value).__name__)
def test_values_hash(value: object, other: object) -> None:
    assert {value: 1, other: 2}[pickle.loads(pickle.dumps(value))] == 1


def test_a_sketch_goes_to_another_process() -> None:
    sketch = QuantileSketch(0.01)
    sketch.add([1.0, 2.0, 5.0])
    again = pickle.loads(pickle.dumps(sketch))
    assert again == sketch == QuantileSketch.from_bytes(sketch.to_bytes())
    again.add([9.0])
    assert (again != sketch, sketch.n, again.n) == (True, 3, 4)
    with pytest.raises(AftersalesError) as raised:
        QuantileSketch.from_bytes(b"nothing")
    assert raised.value.code == "kpi.bytes.malformed"


REFUSED: list[tuple[Callable[[], object], str]] = [
    (lambda: Proportion(5, 4), "kpi.statistics.count_above_whole"),
    (lambda: Proportion(3, 4).wilson(1), "kpi.statistics.out_of_range"),
    (lambda: KaplanMeier([1, -2], [True, True]), "kpi.column.negative"),
    (lambda: KaplanMeier([1], [True, True]), "kpi.column.length"),
    (lambda: log_rank([1], [True], [float("nan")], [True]), "kpi.column.not_finite"),
    (lambda: quantiles([1, 2], [1.5]), "kpi.statistics.out_of_range"),
    (lambda: XmrChart([1, float("inf")]), "kpi.column.not_finite"),
    (lambda: ErlangC(0, 30, 3), "kpi.statistics.out_of_range"),
    (lambda: Weibull(1000, 0), "kpi.statistics.out_of_range"),
    (lambda: QuantileSketch(0.01).merge(QuantileSketch(0.02)), "kpi.sketch.differs"),
]


@pytest.mark.parametrize(("call", "code"), REFUSED)
def test_what_cannot_be_is_refused_with_the_code_of_the_core(call: Callable[[], object], code: str) -> None:
    with pytest.raises(AftersalesError) as raised:
        call()
    assert raised.value.code == code


def test_what_makes_no_chart_says_why() -> None:
    with pytest.raises(ValueError, match="fewer than two values"):
        XmrChart([1])
    with pytest.raises(ValueError, match="no period"):
        PChart([Proportion(0, 0)])
    with pytest.raises(ValueError, match="`linear`, `inverted_cdf`"):
        quantiles([1], [0.5], method="nearest")  # type: ignore[arg-type]


def test_columns_may_be_lists_arrays_or_numpy() -> None:
    expected = quantiles([3, 1, 2], [0.5])
    assert expected == [2.0] == quantiles(array("d", [3, 1, 2]), [0.5]) == quantiles((3.0, 1, 2), [0.5])
    assert quantiles([], [0.5]) is None and quantiles(array("d"), [0.5]) is None
    numpy = pytest.importorskip("numpy")
    for dtype in ("float64", "float32", "int64"):
        assert quantiles(numpy.array([3, 1, 2], dtype=dtype), [0.5]) == expected
    ended = KaplanMeier(numpy.array([1.0, 2.0]), numpy.array([True, False]))
    assert ended == KaplanMeier([1, 2], [True, False])


def test_nothing_is_none() -> None:
    nothing = Proportion(0, 0)
    assert nothing.rate is None and nothing.wilson() is None and nothing.cautions() == []
    assert Funnel([nothing]).centre is None
    assert ErlangC(100, 30, 3).with_agents(10) is None
    assert Weibull.fit([5]) is None
    assert KaplanMeier([1, 2], [False, False]).median is None
