"""The shared vectors of figures, asked of `aftersales.statistics`."""

from __future__ import annotations

import json
import math
import re
from collections import Counter
from collections.abc import Callable
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

import pytest
from aftersales import Distribution, Total, WorkingCalendar
from aftersales.statistics import (
    BaseStock,
    CrowAmsaa,
    ErlangC,
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
    quantiles,
    reorder_policy,
)
from tolerance import Tolerance

FOLDER = Path(__file__).parents[2] / "tests" / "vectors" / "kpi"
FILES: list[dict[str, Any]] = [json.loads(path.read_bytes()) for path in sorted(FOLDER.glob("*.json"))]
VECTORS = [(file, vector) for file in FILES for vector in file["vectors"]]
# What a package says that a vector was computed with: information, not what is expected of us.
PEERS = ("pyworkforce", "pyworkforce_agrees", "reliability_package_cost", "reliability_package_time")
DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]


def test_no_vector_is_missing() -> None:
    assert len(VECTORS) == len({vector["id"] for _, vector in VECTORS}) == 104
    assert dict(Counter(file["family"] for file, _ in VECTORS)) == {
        "kpi/crow_amsaa": 3, "kpi/csat": 4, "kpi/erlang_a": 5, "kpi/erlang_c": 7, "kpi/kaplan_meier": 6,
        "kpi/laplace_trend": 3, "kpi/logrank": 2, "kpi/mean_cumulative_repairs": 3, "kpi/median_order_interval": 5,
        "kpi/newsvendor_poisson": 4, "kpi/nps": 5, "kpi/p_chart": 2, "kpi/pert": 6, "kpi/poisson_base_stock": 7,
        "kpi/poisson_base_stock_target": 5, "kpi/proportion_difference": 5, "kpi/proportion_intervals": 9, "kpi/quantiles": 5,
        "kpi/r_q_poisson": 3, "kpi/replacement_age": 4, "kpi/stages": 3, "kpi/weibull_fit": 3, "kpi/xmr": 5,
    }


@pytest.mark.parametrize(("file", "vector"), VECTORS, ids=[vector["id"] for _, vector in VECTORS])
def test_vector(file: dict[str, Any], vector: dict[str, Any]) -> None:
    expected = {name: value for name, value in vector["expect"].items() if name not in PEERS}
    tolerance = Tolerance(file, vector)
    if file["family"] == "kpi/kaplan_meier":
        got = kaplan_meier(vector["input"], expected, tolerance)
    elif file["family"] == "kpi/erlang_c":
        got = erlang_c(vector["input"], expected)
    else:
        got = ANSWERS[file["family"]](vector["input"])
    assert expected and tolerance.differences("expect", expected, got) == []


def proportion_intervals(given: dict[str, Any]) -> dict[str, Any]:
    share, confidence = Proportion(given["successes"], given["n"]), 1 - given["alpha"]
    return {
        "rate": share.rate, "wilson": share.wilson(confidence), "wilson_cc": share.wilson_corrected(confidence),
        "clopper_pearson": share.clopper_pearson(confidence), "agresti_coull": share.agresti_coull(confidence),
        "jeffreys": share.jeffreys(confidence),
    }


def proportion_difference(given: dict[str, Any]) -> dict[str, Any]:
    pair = ProportionDifference(Proportion(given["k1"], given["n1"]), Proportion(given["k2"], given["n2"]))
    test = pair.pooled_z()
    return {
        "diff": pair.difference, "newcombe95": pair.newcombe(), "z_pooled": test and test.statistic,
        "p_two_sided": test and test.p, "fisher_two_sided": pair.fisher(),
    }


def nps(given: dict[str, Any]) -> dict[str, Any]:
    score = NetPromoterScore(given["counts_by_score_0_to_10"])
    return {
        "n": score.n, "promoters": score.promoters, "passives": score.passives, "detractors": score.detractors,
        "nps": score.points, "var": score.variance, "se_points": score.standard_error, "ci95_points": score.interval(),
        "mean": score.mean, "adj_wald_95_points": score.adjusted_interval(),
    }


def csat(given: dict[str, Any]) -> dict[str, Any]:
    asked = Satisfaction(given["counts_by_rating_1_to_5"])

    def percent(share: Proportion) -> float | None:
        return None if share.rate is None else 100 * share.rate

    return {
        "n": asked.n, "csat_top2_pct": percent(asked.share_of_top(2)), "csat_top1_pct": percent(asked.share_of_top(1)),
        "bottom2_pct": percent(asked.share_of_bottom(2)), "mean": asked.mean,
        "mean_pct_of_range": asked.mean_percent_of_range, "wilson_top2": asked.share_of_top(2).wilson(),
        "mean_t95": asked.mean_interval(),
    }


def kaplan_meier(given: dict[str, Any], expected: dict[str, Any], tolerance: Tolerance) -> dict[str, Any]:
    observed = [bool(flag) for flag in given["observed"]]
    curve = KaplanMeier(given["durations"], observed)
    steps, mean = curve.steps(), curve.restricted_mean(expected["rmst_tau"])
    ended = [duration for duration, end in zip(given["durations"], observed) if end]

    def reached(p: float, wanted: float | None) -> float | None:
        """The expected time, where the curve comes so close to the share that the tolerance does not tell the steps apart."""
        def first_at(level: float) -> int | None:
            return next((place for place, step in enumerate(steps) if step.survival <= level), None)

        first, last = first_at((1 - p) * (1 + tolerance.relative)), first_at((1 - p) * (1 - tolerance.relative))
        if first is not None and wanted in [step.time for step in steps[first:None if last is None else last + 1]]:
            return wanted
        return curve.quantile(p)

    return {
        "median": reached(0.5, expected["median"]), "p25_time": reached(0.25, expected["p25_time"]),
        "p90_time": reached(0.9, expected["p90_time"]), "times": [step.time for step in steps],
        "survival": [step.survival for step in steps], "lower95": [step.band and step.band.lower for step in steps],
        "upper95": [step.band and step.band.upper for step in steps], "rmst_tau": expected["rmst_tau"],
        "rmst": mean and mean.value, "naive_mean_of_events": sum(ended) / len(ended) if ended else None,
        "median_ci95": curve.quantile_interval(0.5),
    }


def logrank(given: dict[str, Any]) -> dict[str, Any]:
    test = log_rank(given["t1"], [bool(end) for end in given["e1"]], given["t2"], [bool(end) for end in given["e2"]])
    return {"chi2": test and test.statistic, "p": test and test.p}


def median_order_interval(given: dict[str, Any]) -> dict[str, Any]:
    ranks = median_ranks(given["n"], given["confidence"])
    lower, upper, coverage = ranks or (None, None, None)
    return {"lower_rank": lower, "upper_rank": upper, "coverage": coverage}


def quantile(given: dict[str, Any]) -> dict[str, Any]:
    values, p = generated(given) if "generator" in given else [float(value) for value in given["x"]], given["p"]
    if "generator" in given:
        check_sketches(values, p)
    linear, ends = quantiles(values, p), quantiles(values, [0, 1])
    type1 = quantiles(values, p, method="inverted_cdf")
    return {
        "type1": type1, "type1_inverted_cdf": type1, "type6_weibull": quantiles(values, p, method="weibull"),
        "type7": linear, "type7_linear": linear, "type8_median_unbiased": quantiles(values, p, method="median_unbiased"),
        "sum": sum(values), "min": ends and ends[0], "max": ends and ends[1],
    }


def generated(given: dict[str, Any]) -> list[float]:
    """The values of a vector that gives a seed: the high 53 bits of a linear congruential generator, transformed."""
    formula = re.sub(r"(\d)(?=[u(a-z])", r"\1*", given["transform"].replace("^", "**"))
    names = {"exp": math.exp, "ln": math.log, "log": math.log, "sqrt": math.sqrt, "floor": math.floor, "round": round}
    code, state, values = compile(formula, "transform", "eval"), given["seed"], []
    for _ in range(given["n"]):
        state = (state * 6_364_136_223_846_793_005 + 1_442_695_040_888_963_407) % 2**64
        values.append(float(eval(code, {"__builtins__": {}}, {**names, "u": (state >> 11) / 2**53})))
    return values


def check_sketches(values: list[float], p: list[float]) -> None:
    """One sketch of all and one merged of uneven parts keep to their bound."""
    whole, merged, ascending = QuantileSketch(0.01), QuantileSketch(0.01), sorted(values)
    whole.add(values)
    for start in range(0, len(values), len(values) // 7 + 1):
        part = QuantileSketch(0.01)
        part.add(values[start:start + len(values) // 7 + 1])
        merged.merge(part)
    for sketch in (whole, merged):
        for share in p:
            rank, answer = share * (len(values) - 1), sketch.quantile(share)
            assert answer is not None
            assert ascending[math.floor(rank)] * 0.99 <= answer <= ascending[math.ceil(rank)] * 1.01


def xmr(given: dict[str, Any]) -> dict[str, Any]:
    chart = XmrChart(given["x"])
    limits, by_median, nhs = chart.limits(), chart.limits_by_median_range(), chart.nhs()
    return {
        "mean": chart.mean, "mean_mr": chart.mean_range, "unpl": limits.upper, "lnpl": limits.lower,
        "url_mr": chart.range_limit, "sigma_mr_over_1_128": chart.sigma, "median_mr": chart.median_range,
        "unpl_median_mr": by_median.upper, "lnpl_median_mr": by_median.lower, "outside": chart.outside(),
        "mr_outside": chart.ranges_outside(), "run7_ends": chart.run_ends(7), "run8_ends": chart.run_ends(8),
        "trend7_ends": chart.trend_ends(7), "trend6_ends": chart.trend_ends(6),
        "two_of_three_beyond_2sigma_ends": chart.two_of_three(),
        "nhs": {"limits_defined": False} if nhs is None else {
            "limits_defined": True, "screened_mean_mr": nhs.mean_range, "upl": nhs.limits.upper, "lpl": nhs.limits.lower,
            "outside": nhs.outside, "run7_members": nhs.runs, "trend7_members": nhs.trends,
            "two_in_three_members": nhs.two_in_three,
        },
    }


def p_chart(given: dict[str, Any]) -> dict[str, Any]:
    chart = PChart([Proportion(successes, n) for successes, n in zip(given["k"], given["n"])])
    limits, laney = chart.limits(), chart.laney_limits()
    return {
        "pbar": chart.centre, "ucl": [each and each.upper for each in limits], "lcl": [each and each.lower for each in limits],
        "z": chart.z(), "signals": chart.signals(), "laney_sigma_z": chart.laney_sigma,
        "laney_ucl": laney and [each and each.upper for each in laney],
        "laney_lcl": laney and [each and each.lower for each in laney],
    }


def erlang_c(given: dict[str, Any], expected: dict[str, Any]) -> dict[str, Any]:
    hotline = ErlangC(given["transactions"], given["interval_minutes"], given["aht_minutes"])
    wait = given["target_wait_minutes"]

    def fares(staffing: Staffing | None) -> dict[str, Any] | None:
        return staffing and {
            "agents": staffing.agents, "p_wait": staffing.p_wait, "erlang_b": staffing.erlang_b,
            "service_level": staffing.service_level(wait), "occupancy": staffing.occupancy,
            "asa_minutes": staffing.mean_wait,
        }

    required = hotline.required(given["service_level_target"], wait, given["max_occupancy"])
    return {
        "intensity_erlangs": hotline.load,
        "grid": [fares(hotline.with_agents(row["agents"])) for row in expected["grid"]],
        "required": {**(fares(required) or {}), "scheduled": required.scheduled(given["shrinkage"])},
    }


def abandonment(given: dict[str, Any]) -> dict[str, Any]:
    rates = (given["arrivals_per_minute"], given["service_rate_per_minute"], given["abandon_rate_per_minute"])
    return erlang_a(given["agents"], *rates)._asdict()


def base_stock(given: dict[str, Any]) -> dict[str, Any]:
    part, stock = BaseStock(given["demand_per_day"], given["lead_time_days"]), given["base_stock"]
    return {
        "lead_time_demand": part.lead_time_demand, "fill_rate": part.fill_rate(stock),
        "no_stockout_probability": part.no_stockout(stock), "expected_backorders": part.backorders(stock),
        "expected_on_hand": part.on_hand(stock), "mean_wait_days": part.mean_wait(stock),
    }


def base_stock_target(given: dict[str, Any]) -> dict[str, Any]:
    part = BaseStock(given["demand_per_day"], given["lead_time_days"])
    stock = part.stock_for(given["fill_rate_target"])
    less = part.fill_rate(stock - 1) if stock else None
    return {"base_stock": stock, "achieved": part.fill_rate(stock), "one_less": less}


def vendor(given: dict[str, Any]) -> dict[str, Any]:
    best = newsvendor(given["demand_mean"], given["holding_cost"], given["stockout_cost"])
    return {"critical_ratio": best.critical_ratio, "base_stock": best.stock, "expected_cost": best.cost}


def reorder(given: dict[str, Any]) -> dict[str, Any]:
    costs = {"order": given["fixed_cost"], "holding": given["holding_cost"], "lacking": given["stockout_cost"]}
    best = reorder_policy(given["demand_per_day"], given["lead_time_days"], **costs)
    return {"reorder_point": best.reorder_point, "order_quantity": best.quantity, "expected_cost": best.cost}


def pert(given: dict[str, Any]) -> dict[str, Any]:
    if "tasks" in given:
        parts = [Distribution.three_point(*points) for points in given["tasks"]]
        classic, normal = Total(parts, "classic_normal"), Total(parts, "normal")
        return {
            "sum_mean": normal.mean, "sum_sd_classic": classic.deviation, "sum_sd_beta": normal.deviation,
            "p80_normal_classic": classic.quantile(0.8), "p80_normal_beta": normal.quantile(0.8),
            "p90_normal_beta": normal.quantile(0.9),
        }
    points = (given["low"], given["mode"], given["high"])
    beta, corner = Distribution.three_point(*points), Distribution.triangular(*points)
    assert beta.shapes is not None
    return {
        "mean": beta.mean, "sd_classic": beta.classic_deviation, "alpha": beta.shapes[0], "beta": beta.shapes[1],
        "var_beta": beta.deviation**2, "p50": beta.quantile(0.5), "p80": beta.quantile(0.8), "p90": beta.quantile(0.9),
        "p95": beta.quantile(0.95), "cdf_at_mean": beta.probability(beta.mean),
        "triangular": {
            "mean": corner.mean, "var": corner.deviation**2, "p50": corner.quantile(0.5), "p90": corner.quantile(0.9),
        },
    }


def crow_amsaa(given: dict[str, Any]) -> dict[str, Any]:
    growth, target = CrowAmsaa(given["failure_times"]), given.get("target_mtbf")
    return {
        "beta": growth.beta, "lambda": growth.lambda_, "growth_rate": growth.growth_rate,
        "mtbf_cumulative": growth.mtbf_cumulative, "mtbf_instantaneous": growth.mtbf_instantaneous,
        "beta_unbiased_time_truncated": growth.beta_unbiased, "duane_alpha": growth.duane_slope,
        "duane_A": growth.duane_scale, "time_to_target_mtbf": target and growth.time_to(target),
        "mil_hdbk_189_statistic": growth.test.statistic, "mil_hdbk_189_df": growth.degrees, "p_two_sided": growth.test.p,
    }


def laplace(given: dict[str, Any]) -> dict[str, Any]:
    ages, age = [], 0.0
    for time in given["times_between_failures"]:
        age += time
        ages.append(age)
    found = laplace_trend(ages, given["observation_end"])
    assert found is not None
    test, trend = found
    return {"U": test.statistic, "trend_95": trend, "p_two_sided": test.p}


def cumulative_repairs(given: dict[str, Any]) -> dict[str, Any]:
    repairs = [age for system in given["systems"] for age in system[:-1]]
    steps = mean_cumulative_repairs(repairs, [system[-1] for system in given["systems"] if system])
    return {
        "times": [step.time for step in steps], "mcf": [step.mean for step in steps],
        "variance": [step.variance for step in steps],
    }


def weibull_fit(given: dict[str, Any]) -> dict[str, Any]:
    failures, working = given["failures"], given["right_censored"]
    life = Weibull.fit(failures, working)
    assert life is not None
    # Without wear every age is alike: the exponential distribution is the one of shape 1.
    exponential = Weibull((sum(failures) + sum(working)) / len(failures), 1)
    return {
        "scale_alpha": life.scale, "shape_beta": life.shape, "loglik": life.log_likelihood(failures, working),
        "mean_life": life.mean, "b10": life.quantile(0.1), "exponential_mtbf": exponential.mean,
        "exponential_loglik": exponential.log_likelihood(failures, working),
    }


def replacement_age(given: dict[str, Any]) -> dict[str, Any]:
    life = Weibull(given["weibull_alpha"], given["weibull_beta"])
    planned, failure = given["cost_planned"], given["cost_failure"]
    replacement, overhaul = life.replacement(planned, failure), life.overhaul(planned, failure)
    return {
        "age_replacement_time": replacement and replacement.time,
        "age_replacement_cost_rate": replacement and replacement.cost_rate,
        "run_to_failure_cost_rate": life.run_to_failure(failure),
        "minimal_repair_overhaul_time": overhaul and overhaul.time, "minimal_repair_cost_rate": overhaul and overhaul.cost_rate,
    }


def stages(given: dict[str, Any]) -> dict[str, Any]:
    rows = [(case, state, at) for case, history in given["cases"].items() for state, at in history]
    at = [datetime.fromisoformat(text).replace(tzinfo=timezone.utc) for *_, text in rows]
    log = StageLog([case for case, *_ in rows], [state for _, state, _ in rows], at)
    days, hours, _ = given["business_slots"].split()
    first, _, last = days.partition("-")
    week = DAYS[DAYS.index(first):DAYS.index(last or first) + 1]
    office = WorkingCalendar({"time_zone": "Etc/UTC", "weekly": {day[:3].lower(): [hours.split("-")] for day in week}})
    passages = log.passages()
    return {
        "case_seconds": {case: length.total_seconds() for case, length in log.case_durations().items()},
        "pm4py_case_durations_sorted": sorted(length.total_seconds() for length in log.case_durations().values()),
        "pm4py_business_durations_sorted": sorted(length.total_seconds() for length in log.case_durations(office).values()),
        "rework_cases_per_activity": log.repeated(),
        "variants": [[list(way), count] for way, count in log.variants().items()],
        "directly_follows": [[way.from_, way.to, way.n] for way in passages],
        "start": log.starts(), "end": log.ends(),
        "edge_seconds": [[way.from_, way.to, {
            "mean": way.mean.total_seconds(), "median": way.median.total_seconds(), "max": way.greatest.total_seconds(),
            "min": way.least.total_seconds(), "sum": way.total.total_seconds(),
        }] for way in passages],
        "edge_business_seconds_mean": [[way.from_, way.to, way.mean.total_seconds()] for way in log.passages(office)],
        "dwell": {state: {
            "visits": stage.visits, "total": stage.total.total_seconds(), "mean": None if stage.mean is None else stage.mean.total_seconds(),
        } for state, stage in log.stages().items()},
    }


ANSWERS: dict[str, Callable[[dict[str, Any]], dict[str, Any]]] = {
    "kpi/crow_amsaa": crow_amsaa, "kpi/csat": csat, "kpi/erlang_a": abandonment, "kpi/laplace_trend": laplace,
    "kpi/logrank": logrank, "kpi/mean_cumulative_repairs": cumulative_repairs,
    "kpi/median_order_interval": median_order_interval, "kpi/newsvendor_poisson": vendor, "kpi/nps": nps,
    "kpi/p_chart": p_chart, "kpi/pert": pert, "kpi/poisson_base_stock": base_stock, "kpi/poisson_base_stock_target": base_stock_target,
    "kpi/proportion_difference": proportion_difference, "kpi/proportion_intervals": proportion_intervals,
    "kpi/quantiles": quantile, "kpi/r_q_poisson": reorder, "kpi/replacement_age": replacement_age, "kpi/stages": stages,
    "kpi/weibull_fit": weibull_fit, "kpi/xmr": xmr,
}
