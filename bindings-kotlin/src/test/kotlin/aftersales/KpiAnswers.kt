package aftersales

import java.time.DayOfWeek
import java.time.Duration
import java.time.LocalDateTime
import java.time.ZoneOffset
import kotlin.test.assertNotNull
import kotlinx.serialization.json.JsonObject
import kotlinx.serialization.json.double
import kotlinx.serialization.json.jsonArray
import kotlinx.serialization.json.jsonObject
import kotlinx.serialization.json.jsonPrimitive

/** Stock and repairs. */
fun partsAndRepairs(family: String, given: JsonObject): Map<String, Any?> = when (family) {
    "poisson_base_stock" -> {
        val part = baseStock(given.real("demand_per_day"), given.real("lead_time_days"), given.long("base_stock"))
        mapOf(
            "lead_time_demand" to part.leadTimeDemand, "fill_rate" to part.fillRate, "no_stockout_probability" to part.noStockout,
            "expected_backorders" to part.backorders, "expected_on_hand" to part.onHand, "mean_wait_days" to part.meanWait,
        )
    }
    "poisson_base_stock_target" -> {
        val (demand, lead) = given.real("demand_per_day") to given.real("lead_time_days")
        val stock = stockFor(demand, lead, given.real("fill_rate_target"))
        mapOf(
            "base_stock" to stock, "achieved" to baseStock(demand, lead, stock).fillRate,
            "one_less" to if (stock > 0) baseStock(demand, lead, stock - 1).fillRate else null,
        )
    }
    "newsvendor_poisson" -> {
        val best = newsvendor(given.real("demand_mean"), given.real("holding_cost"), given.real("stockout_cost"))
        mapOf("critical_ratio" to best.criticalRatio, "base_stock" to best.stock, "expected_cost" to best.cost)
    }
    "r_q_poisson" -> {
        val best = reorderPolicy(
            given.real("demand_per_day"), given.real("lead_time_days"), order = given.real("fixed_cost"),
            holding = given.real("holding_cost"), lacking = given.real("stockout_cost"),
        )
        mapOf("reorder_point" to best.reorderPoint, "order_quantity" to best.quantity, "expected_cost" to best.cost)
    }
    "crow_amsaa" -> growth(given)
    "laplace_trend" -> {
        val ages = given.reals("times_between_failures").runningReduce(Double::plus)
        val end = given["observation_end"]?.jsonPrimitive?.content?.toDoubleOrNull()
        val found = assertNotNull(laplaceTrend(ages, end))
        mapOf("U" to found.test.statistic, "trend_95" to found.trend.name.lowercase(), "p_two_sided" to found.test.p)
    }
    "mean_cumulative_repairs" -> {
        val systems = given.list("systems").map { system -> system.jsonArray.map { it.jsonPrimitive.double } }
        val steps = meanCumulativeRepairs(systems.flatMap { it.dropLast(1) }, systems.mapNotNull { it.lastOrNull() })
        mapOf("times" to steps.map { it.time }, "mcf" to steps.map { it.mean }, "variance" to steps.map { it.variance })
    }
    "weibull_fit" -> weibull(given)
    "replacement_age" -> {
        val life = Weibull(given.real("weibull_alpha"), given.real("weibull_beta"))
        val plan = maintenance(life, given.real("cost_planned"), given.real("cost_failure"))
        mapOf(
            "age_replacement_time" to plan.replacement?.time, "age_replacement_cost_rate" to plan.replacement?.costRate,
            "run_to_failure_cost_rate" to plan.runToFailure, "minimal_repair_overhaul_time" to plan.overhaul?.time,
            "minimal_repair_cost_rate" to plan.overhaul?.costRate,
        )
    }
    else -> error("`$family` is no family that this test knows")
}

private fun growth(given: JsonObject): Map<String, Any?> {
    val target = given["target_mtbf"]?.jsonPrimitive?.content?.toDoubleOrNull()
    val growth = assertNotNull(crowAmsaa(given.reals("failure_times"), target))
    return mapOf(
        "beta" to growth.beta, "lambda" to growth.lambda, "growth_rate" to growth.growthRate,
        "mtbf_cumulative" to growth.mtbfCumulative, "mtbf_instantaneous" to growth.mtbfInstantaneous,
        "beta_unbiased_time_truncated" to growth.betaUnbiased, "duane_alpha" to growth.duaneSlope, "duane_A" to growth.duaneScale,
        "time_to_target_mtbf" to growth.timeToTarget, "mil_hdbk_189_statistic" to growth.test.statistic,
        "mil_hdbk_189_df" to growth.degrees, "p_two_sided" to growth.test.p,
    )
}

private fun weibull(given: JsonObject): Map<String, Any?> {
    val (failures, working) = given.reals("failures") to given.reals("right_censored")
    val life = assertNotNull(weibullFit(failures, working))
    // Without wear every age is alike: the exponential distribution is the one of shape 1.
    val exponential = Weibull((failures.sum() + working.sum()) / failures.size, 1.0)
    return mapOf(
        "scale_alpha" to life.scale, "shape_beta" to life.shape, "loglik" to weibullLogLikelihood(life, failures, working),
        "mean_life" to weibullMean(life), "b10" to weibullQuantiles(life, listOf(0.1)).single(),
        "exponential_mtbf" to weibullMean(exponential),
        "exponential_loglik" to weibullLogLikelihood(exponential, failures, working),
    )
}

/** What cases went through. */
fun stages(given: JsonObject): Map<String, Any?> {
    val entries = given.getValue("cases").jsonObject.flatMap { (case, history) ->
        history.jsonArray.map { entry ->
            val (state, at) = entry.jsonArray.map { it.jsonPrimitive.content }
            StageEntry(case, state, LocalDateTime.parse(at.replace(' ', 'T')).toInstant(ZoneOffset.UTC))
        }
    }
    val times = stageTimes(entries)
    val open = office(given.text("business_slots")).use { stageTimes(entries, it) }
    fun seconds(cases: List<CaseDuration>) = cases.map { it.duration.inSeconds() }.sorted()
    return mapOf(
        "case_seconds" to times.cases.associate { it.case to it.duration.inSeconds() },
        "pm4py_case_durations_sorted" to seconds(times.cases), "pm4py_business_durations_sorted" to seconds(open.cases),
        "rework_cases_per_activity" to counts(times.repeated), "start" to counts(times.starts), "end" to counts(times.ends),
        "variants" to times.variants.map { listOf(it.states, it.cases) },
        "directly_follows" to times.passages.map { listOf(it.from, it.to, it.n) },
        "edge_seconds" to times.passages.map { way ->
            val lengths = mapOf(
                "mean" to way.mean, "median" to way.median, "max" to way.greatest, "min" to way.least, "sum" to way.total,
            )
            listOf(way.from, way.to, lengths.mapValues { it.value.inSeconds() })
        },
        "edge_business_seconds_mean" to open.passages.map { listOf(it.from, it.to, it.mean.inSeconds()) },
        "dwell" to times.stages.associate { stage ->
            stage.state to mapOf(
                "visits" to stage.visits, "total" to stage.total.inSeconds(), "mean" to stage.mean?.inSeconds(),
            )
        },
    )
}

/** A calendar as the vectors write it, such as `Monday-Friday 09:00-17:00 UTC`. */
private fun office(slots: String): WorkingCalendar {
    val (days, hours) = slots.split(' ')
    val (first, last) = days.split('-').map { DayOfWeek.valueOf(it.uppercase()) }.let { it.first() to it.last() }
    val shift = hours.split('-').let { (open, close) -> listOf(Shift(open, close)) }
    fun on(day: DayOfWeek) = if (day in first..last) shift else emptyList()
    val weekly = WeeklyShifts(
        mon = on(DayOfWeek.MONDAY), tue = on(DayOfWeek.TUESDAY), wed = on(DayOfWeek.WEDNESDAY), thu = on(DayOfWeek.THURSDAY),
        fri = on(DayOfWeek.FRIDAY), sat = on(DayOfWeek.SATURDAY), sun = on(DayOfWeek.SUNDAY),
    )
    return WorkingCalendar.compile(CalendarDocument("Etc/UTC", weekly = weekly))
}

private fun counts(states: List<StateCount>): Map<String, Long> = states.associate { it.state to it.cases }

private fun Duration.inSeconds(): Double = seconds + nano / 1e9
