"""The statistics of a desk: shares with intervals, durations of cases that may still run, charts, staffing, stock, repairs.

Every function and class takes plain numbers, so it serves data that has nothing to do with tickets. Durations are in any
one unit of your choice. Whatever is not defined is ``None``.
"""

from __future__ import annotations

from datetime import timedelta
from typing import NamedTuple

from aftersales._core import (
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
    Staffing,
    StageLog,
    Weibull,
    XmrChart,
    erlang_a,
    laplace_trend,
    log_rank,
    mean_cumulative_repairs,
    median_ranks,
    newsvendor,
    pareto,
    quantiles,
    reorder_policy,
)

__all__ = [
    "Abandonment",
    "BaseStock",
    "CrowAmsaa",
    "CumulativeRepairs",
    "ErlangC",
    "Funnel",
    "Interval",
    "KaplanMeier",
    "MedianRanks",
    "NetPromoterScore",
    "Newsvendor",
    "NhsReading",
    "PChart",
    "ParetoRow",
    "Passage",
    "Planned",
    "Proportion",
    "ProportionDifference",
    "QuantileSketch",
    "ReorderPolicy",
    "RestrictedMean",
    "Satisfaction",
    "Signal",
    "Staffing",
    "Stage",
    "StageLog",
    "Step",
    "Test",
    "TimeInterval",
    "Weibull",
    "XmrChart",
    "erlang_a",
    "laplace_trend",
    "log_rank",
    "mean_cumulative_repairs",
    "median_ranks",
    "newsvendor",
    "pareto",
    "quantiles",
    "reorder_policy",
]


class Interval(NamedTuple):
    """Between which values something lies.

    Examples
    --------
    >>> lower, upper = Proportion(45, 50).clopper_pearson()
    >>> lower < 0.9 < upper
    True
    """

    lower: float
    upper: float


class TimeInterval(NamedTuple):
    """Between which times a quantile lies; ``None`` for an end that a curve does not reach.

    Examples
    --------
    >>> KaplanMeier([1, 2, 3], [True, True, True]).quantile_interval(0.5)
    TimeInterval(lower=1.0, upper=3.0)
    """

    lower: float | None
    upper: float | None


class Test(NamedTuple):
    """The ``statistic`` of a test, with the two-sided probability ``p`` of one at least as far from no difference.

    Examples
    --------
    >>> test = ProportionDifference(Proportion(45, 50), Proportion(35, 50)).pooled_z()
    >>> round(test.statistic, 4), round(test.p, 4)
    (2.5, 0.0124)
    """

    statistic: float
    p: float


class Step(NamedTuple):
    """A time at which cases ended: how many still ran, how many ended, the share that runs longer, and its band.

    Examples
    --------
    >>> KaplanMeier([4, 7], [True, True]).steps()[0][:4]
    (4.0, 2, 1, 0.5)
    """

    time: float
    at_risk: int
    events: int
    survival: float
    band: Interval | None


class RestrictedMean(NamedTuple):
    """A mean duration up to a limit, with its standard error.

    Examples
    --------
    >>> KaplanMeier([2, 4], [True, True]).restricted_mean(3).value
    2.5
    """

    value: float
    standard_error: float


class MedianRanks(NamedTuple):
    """The ranks between which a median lies, and how surely.

    Examples
    --------
    >>> median_ranks(8)
    MedianRanks(lower=1, upper=8, coverage=0.9921875)
    """

    lower: int
    upper: int
    coverage: float


class Signal(NamedTuple):
    """A ``point`` of a chart, from 0, and the ``rule`` by which it signals a change.

    Examples
    --------
    >>> XmrChart([4, 2, 4, 2, 4, 2, 4, 2, 4, 2, 14]).signals()
    [Signal(point=10, rule='outside')]
    """

    point: int
    rule: str


class NhsReading(NamedTuple):
    """A chart as the NHS reads it: limits without the ranges that are signals, and all points of every pattern.

    Examples
    --------
    >>> XmrChart([1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 9]).nhs().outside
    [10]
    """

    mean_range: float
    limits: Interval
    outside: list[int]
    runs: list[int]
    trends: list[int]
    two_in_three: list[int]


class ParetoRow(NamedTuple):
    """A cause by its name: how often it occurs of all, and how often it and all before it do.

    Examples
    --------
    >>> pareto([("misuse", 1), ("software", 3)])[0]
    ParetoRow(name='software', share=Proportion(successes=3, n=4), cumulative=Proportion(successes=3, n=4))
    """

    name: str
    share: Proportion
    cumulative: Proportion


class Abandonment(NamedTuple):
    """How agents fare whose callers give up: shares of callers, a mean queue, a mean wait, shares of time.

    Examples
    --------
    >>> round(erlang_a(12, arrivals=10, service=1, abandon=0.5).occupancy, 3)
    0.801
    """

    p_wait: float
    p_abandon: float
    mean_queue: float
    mean_wait: float
    occupancy: float
    p_empty: float


class Newsvendor(NamedTuple):
    """The share of periods in which the stock should suffice, the stock, and its mean cost.

    Examples
    --------
    >>> newsvendor(6, holding=1, lacking=4).critical_ratio
    0.8
    """

    critical_ratio: float
    stock: int
    cost: float


class ReorderPolicy(NamedTuple):
    """At which stock, less what is lacking and with what is on order, to order how many; and the mean cost a unit of time.

    Examples
    --------
    >>> reorder_policy(1.5, 2, order=100, holding=20, lacking=150)[:2]
    (3, 5)
    """

    reorder_point: int
    quantity: int
    cost: float


class Planned(NamedTuple):
    """An age at which to act, and what that costs a unit of time.

    Examples
    --------
    >>> Weibull(1000, 0.9).replacement(50, 500) is None
    True
    """

    time: float
    cost_rate: float


class CumulativeRepairs(NamedTuple):
    """A repair: the age, the units observed at it, and the mean number of repairs up to it with its variance.

    Examples
    --------
    >>> mean_cumulative_repairs([5], [10, 20])[0].mean
    0.5
    """

    time: float
    at_risk: int
    mean: float
    variance: float


class Stage(NamedTuple):
    """How often a state was visited, the time in it in all, and that of a visit on average.

    Examples
    --------
    >>> from datetime import datetime, timezone
    >>> at = lambda hour: datetime(2026, 3, 2, hour, tzinfo=timezone.utc)
    >>> StageLog(["A", "A"], ["new", "done"], [at(8), at(9)]).stages()
    {'new': Stage(visits=1, total=datetime.timedelta(seconds=3600), mean=datetime.timedelta(seconds=3600))}
    """

    visits: int
    total: timedelta
    mean: timedelta | None


class Passage(NamedTuple):
    """A way from a state to the next: how often, and how long the first lasted then.

    Examples
    --------
    >>> from datetime import datetime, timezone
    >>> at = lambda hour: datetime(2026, 3, 2, hour, tzinfo=timezone.utc)
    >>> StageLog(["A", "A"], ["new", "done"], [at(8), at(9)]).passages()[0][:3]
    ('new', 'done', 1)
    """

    from_: str
    to: str
    n: int
    total: timedelta
    mean: timedelta
    median: timedelta
    least: timedelta
    greatest: timedelta
