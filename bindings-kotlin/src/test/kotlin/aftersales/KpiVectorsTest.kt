package aftersales

import kotlin.math.ceil
import kotlin.math.exp
import kotlin.math.floor
import kotlin.test.Test
import kotlin.test.assertEquals
import kotlin.test.assertNotNull
import kotlin.test.assertTrue
import kotlinx.serialization.json.JsonElement
import kotlinx.serialization.json.JsonObject
import kotlinx.serialization.json.contentOrNull
import kotlinx.serialization.json.doubleOrNull
import kotlinx.serialization.json.jsonArray
import kotlinx.serialization.json.jsonObject
import kotlinx.serialization.json.jsonPrimitive

/** Asks every question of `tests/vectors/kpi`: shares, durations, charts, staffing, stock, repairs, stages. */
class KpiVectorsTest {
    @Test
    fun everyVectorHasItsAnswer() {
        val all = files("kpi").flatMap { file ->
            val written = parse(file.readText()).jsonObject
            vectors(file).map { written to it }
        }
        val wrong = all.flatMap { (file, vector) ->
            val expected = JsonObject(vector.getValue("expect").jsonObject - PEERS)
            val tolerance = Tolerance(file, vector)
            val got = answer(file.text("family").removePrefix("kpi/"), vector.getValue("input").jsonObject, expected, tolerance)
            assertTrue(expected.isNotEmpty())
            tolerance.differences(vector.text("id"), expected, got)
        }
        assertEquals(emptyList(), wrong)
        assertEquals(104, all.size)
        assertEquals(104, all.map { (_, vector) -> vector.text("id") }.toSet().size)
        assertEquals(23, all.map { (file, _) -> file.text("family") }.toSet().size)
    }

    private fun answer(family: String, given: JsonObject, expected: JsonObject, tolerance: Tolerance): Map<String, Any?> =
        when (family) {
            "proportion_intervals" -> intervals(given)
            "proportion_difference" -> difference(given)
            "nps" -> promoters(given)
            "csat" -> satisfied(given)
            "kaplan_meier" -> survival(given, expected, tolerance)
            "logrank" -> {
                val test = logRank(given.reals("t1"), given.flags("e1"), given.reals("t2"), given.flags("e2"))
                mapOf("chi2" to test?.statistic, "p" to test?.p)
            }
            "median_order_interval" -> {
                val ranks = medianRanks(given.long("n"), given.real("confidence"))
                mapOf("lower_rank" to ranks?.lower, "upper_rank" to ranks?.upper, "coverage" to ranks?.coverage)
            }
            "quantiles" -> quantile(given)
            "xmr" -> xmr(given)
            "p_chart" -> shares(given)
            "erlang_c" -> hotline(given, expected)
            "erlang_a" -> {
                val rates = listOf("arrivals_per_minute", "service_rate_per_minute", "abandon_rate_per_minute").map(given::real)
                val found = erlangA(given.long("agents"), rates[0], rates[1], rates[2])
                mapOf(
                    "p_wait" to found.pWait, "p_abandon" to found.pAbandon, "mean_queue" to found.meanQueue,
                    "mean_wait" to found.meanWait, "occupancy" to found.occupancy, "p_empty" to found.pEmpty,
                )
            }
            "pert" -> pert(given)
            "stages" -> stages(given)
            else -> partsAndRepairs(family, given)
        }

    private fun intervals(given: JsonObject): Map<String, Any?> {
        val share = shareIntervals(Share(given.long("successes"), given.long("n")), 1 - given.real("alpha"))
        return mapOf(
            "rate" to share.rate, "wilson" to ends(share.wilson), "wilson_cc" to ends(share.wilsonCorrected),
            "clopper_pearson" to ends(share.clopperPearson), "agresti_coull" to ends(share.agrestiCoull),
            "jeffreys" to ends(share.jeffreys),
        )
    }

    private fun difference(given: JsonObject): Map<String, Any?> {
        val pair = compareShares(Share(given.long("k1"), given.long("n1")), Share(given.long("k2"), given.long("n2")))
        return mapOf(
            "diff" to pair.difference, "newcombe95" to ends(pair.newcombe), "z_pooled" to pair.pooledZ?.statistic,
            "p_two_sided" to pair.pooledZ?.p, "fisher_two_sided" to pair.fisher,
        )
    }

    private fun promoters(given: JsonObject): Map<String, Any?> {
        val score = netPromoterScore(given.counts("counts_by_score_0_to_10"))
        return mapOf(
            "n" to score.n, "promoters" to score.promoters, "passives" to score.passives, "detractors" to score.detractors,
            "nps" to score.points, "var" to score.variance, "se_points" to score.standardError, "mean" to score.mean,
            "ci95_points" to ends(score.interval), "adj_wald_95_points" to ends(score.adjustedInterval),
        )
    }

    private fun satisfied(given: JsonObject): Map<String, Any?> {
        val asked = satisfaction(given.counts("counts_by_rating_1_to_5"))
        fun percent(share: Share): Double? = shareIntervals(share).rate?.times(100)
        return mapOf(
            "n" to asked.n, "csat_top2_pct" to percent(asked.topTwo), "csat_top1_pct" to percent(asked.top),
            "bottom2_pct" to percent(asked.bottomTwo), "mean" to asked.mean, "mean_pct_of_range" to asked.meanPercentOfRange,
            "wilson_top2" to ends(shareIntervals(asked.topTwo).wilson), "mean_t95" to ends(asked.meanInterval),
        )
    }

    private fun survival(given: JsonObject, expected: JsonObject, tolerance: Tolerance): Map<String, Any?> {
        val durations = given.reals("durations")
        val observed = given.flags("observed")
        val limit = expected.real("rmst_tau")
        val curve = kaplanMeier(durations, observed, listOf(0.5, 0.25, 0.9), limit)
        val (median, quarter, most) = curve.quantiles
        val ended = durations.zip(observed).filter { it.second }.map { it.first }

        /** The expected time, where the curve comes so close to the share that the tolerance does not tell the steps apart. */
        fun reached(found: SurvivalQuantile, wanted: JsonElement): Double? {
            fun firstAt(level: Double) = curve.steps.indexOfFirst { it.survival <= level }
            val first = firstAt((1 - found.p) * (1 + tolerance.relative))
            val last = firstAt((1 - found.p) * (1 - tolerance.relative)).let { if (it < 0) curve.steps.lastIndex else it }
            val time = wanted.jsonPrimitive.doubleOrNull
            return if (first >= 0 && curve.steps.subList(first, last + 1).any { it.time == time }) time else found.time
        }
        return mapOf(
            "median" to reached(median, expected.getValue("median")), "p25_time" to reached(quarter, expected.getValue("p25_time")),
            "p90_time" to reached(most, expected.getValue("p90_time")), "times" to curve.steps.map { it.time },
            "survival" to curve.steps.map { it.survival }, "lower95" to curve.steps.map { it.band?.lower },
            "upper95" to curve.steps.map { it.band?.upper }, "rmst_tau" to limit, "rmst" to curve.restrictedMean?.value,
            "naive_mean_of_events" to if (ended.isEmpty()) null else ended.average(),
            "median_ci95" to listOf(median.lower, median.upper),
        )
    }

    private fun quantile(given: JsonObject): Map<String, Any?> {
        val values = if ("generator" in given) generated(given) else given.reals("x")
        val wanted = given.reals("p")
        if ("generator" in given) checkSketches(values, wanted)
        val linear = quantiles(values, wanted)
        val ends = quantiles(values, listOf(0.0, 1.0))
        val first = quantiles(values, wanted, QuantileMethod.INVERTED_CDF)
        return mapOf(
            "type1" to first, "type1_inverted_cdf" to first, "type6_weibull" to quantiles(values, wanted, QuantileMethod.WEIBULL),
            "type7" to linear, "type7_linear" to linear,
            "type8_median_unbiased" to quantiles(values, wanted, QuantileMethod.MEDIAN_UNBIASED),
            "sum" to values.sum(), "min" to ends?.get(0), "max" to ends?.get(1),
        )
    }

    /** The values of a vector that gives a seed: the high 53 bits of a linear congruential generator, transformed. */
    private fun generated(given: JsonObject): List<Double> {
        val transform: (Double) -> Double = when (val written = given.text("transform")) {
            "exp(4u^2)" -> { u -> exp(4 * u * u) }
            "floor(10080u)" -> { u -> floor(10_080 * u) }
            else -> error("`$written` is no transform that this test knows")
        }
        var state = given.getValue("seed").jsonPrimitive.content.toULong()
        return List(given.int("n")) {
            state = state * 6_364_136_223_846_793_005u + 1_442_695_040_888_963_407u
            transform((state shr 11).toDouble() / (1L shl 53))
        }
    }

    /** One sketch of all and one merged of uneven parts keep to their bound. */
    private fun checkSketches(values: List<Double>, wanted: List<Double>) {
        val whole = QuantileSketch(0.01).also { it.add(values) }
        val merged = QuantileSketch(0.01)
        for (part in values.chunked(values.size / 7 + 1)) QuantileSketch(0.01).use { sketch ->
            sketch.add(part)
            merged.merge(sketch)
        }
        val ascending = values.sorted()
        for (sketch in listOf(whole, merged)) {
            assertEquals(values.size.toLong(), sketch.n())
            for ((share, found) in wanted.zip(sketch.quantiles(wanted))) {
                val rank = share * (values.size - 1)
                val (below, above) = ascending[floor(rank).toInt()] to ascending[ceil(rank).toInt()]
                assertTrue(assertNotNull(found) in below * 0.99..above * 1.01, "$share: $found")
            }
        }
    }

    private fun xmr(given: JsonObject): Map<String, Any?> {
        val chart = assertNotNull(xmrChart(given.reals("x"), 7, 7))
        val other = assertNotNull(xmrChart(given.reals("x"), 8, 6))
        return mapOf(
            "mean" to chart.mean, "mean_mr" to chart.meanRange, "unpl" to chart.limits.upper, "lnpl" to chart.limits.lower,
            "url_mr" to chart.rangeLimit, "sigma_mr_over_1_128" to chart.sigma, "median_mr" to chart.medianRange,
            "unpl_median_mr" to chart.limitsByMedianRange.upper, "lnpl_median_mr" to chart.limitsByMedianRange.lower,
            "outside" to chart.outside, "mr_outside" to chart.rangesOutside, "run7_ends" to chart.runEnds,
            "run8_ends" to other.runEnds, "trend7_ends" to chart.trendEnds, "trend6_ends" to other.trendEnds,
            "two_of_three_beyond_2sigma_ends" to chart.twoOfThree,
            "nhs" to (chart.nhs?.let { nhs ->
                mapOf(
                    "limits_defined" to true, "screened_mean_mr" to nhs.meanRange, "upl" to nhs.limits.upper,
                    "lpl" to nhs.limits.lower, "outside" to nhs.outside, "run7_members" to nhs.runs,
                    "trend7_members" to nhs.trends, "two_in_three_members" to nhs.twoInThree,
                )
            } ?: mapOf("limits_defined" to false)),
        )
    }

    private fun shares(given: JsonObject): Map<String, Any?> {
        val chart = assertNotNull(pChart(given.counts("k").zip(given.counts("n"), ::Share)))
        val laney = chart.periods.map { it.laneyLimits }.takeIf { limits -> limits.any { it != null } }
        return mapOf(
            "pbar" to chart.centre, "ucl" to chart.periods.map { it.limits?.upper }, "lcl" to chart.periods.map { it.limits?.lower },
            "z" to chart.periods.map { it.z }, "signals" to chart.signals, "laney_sigma_z" to chart.laneySigma,
            "laney_ucl" to laney?.map { it?.upper }, "laney_lcl" to laney?.map { it?.lower },
        )
    }

    private fun hotline(given: JsonObject, expected: JsonObject): Map<String, Any?> {
        val (calls, interval, handling) = listOf("transactions", "interval_minutes", "aht_minutes").map(given::real)
        val wait = given.real("target_wait_minutes")
        fun fares(staffing: Staffing?) = staffing?.let {
            mapOf(
                "agents" to it.agents, "p_wait" to it.pWait, "erlang_b" to it.erlangB, "service_level" to it.serviceLevel,
                "occupancy" to it.occupancy, "asa_minutes" to it.meanWait,
            )
        }
        val required = requiredStaffing(
            calls, interval, handling, given.real("service_level_target"), wait, given.real("max_occupancy"), given.real("shrinkage"),
        )
        return mapOf(
            "intensity_erlangs" to required.load,
            "grid" to expected.list("grid").map { fares(staffing(calls, interval, handling, it.jsonObject.long("agents"), wait)) },
            "required" to fares(required).orEmpty() + ("scheduled" to required.scheduled),
        )
    }

    private fun pert(given: JsonObject): Map<String, Any?> {
        if ("tasks" in given) {
            val parts = given.list("tasks").map { task ->
                val (low, mode, high) = task.jsonArray.map { it.jsonPrimitive.content.toDouble() }
                Distribution.ThreePoint(low, mode, high)
            }
            val classic = totalDistribution(parts, listOf(0.8), method = "classic_normal")
            val normal = totalDistribution(parts, listOf(0.8, 0.9), method = "normal")
            return mapOf(
                "sum_mean" to normal.mean, "sum_sd_classic" to classic.deviation, "sum_sd_beta" to normal.deviation,
                "p80_normal_classic" to classic.quantiles[0], "p80_normal_beta" to normal.quantiles[0],
                "p90_normal_beta" to normal.quantiles[1],
            )
        }
        val (low, mode, high) = listOf("low", "mode", "high").map(given::real)
        val beta = describeDistribution(Distribution.ThreePoint(low, mode, high), listOf(0.5, 0.8, 0.9, 0.95))
        val atMean = describeDistribution(Distribution.ThreePoint(low, mode, high), values = listOf(beta.mean)).probabilities
        val corner = describeDistribution(Distribution.Triangular(low, mode, high), listOf(0.5, 0.9))
        return mapOf(
            "mean" to beta.mean, "sd_classic" to beta.classicDeviation, "alpha" to beta.alpha, "beta" to beta.beta,
            "var_beta" to beta.deviation * beta.deviation, "p50" to beta.quantiles[0], "p80" to beta.quantiles[1],
            "p90" to beta.quantiles[2], "p95" to beta.quantiles[3], "cdf_at_mean" to atMean.single(),
            "triangular" to mapOf(
                "mean" to corner.mean, "var" to corner.deviation * corner.deviation, "p50" to corner.quantiles[0],
                "p90" to corner.quantiles[1],
            ),
        )
    }

    private fun ends(interval: Interval?): List<Double>? = interval?.let { listOf(it.lower, it.upper) }

    private fun JsonObject.counts(field: String): List<Long> = texts(field).map(String::toLong)

    private fun JsonObject.flags(field: String): List<Boolean> =
        list(field).map { it.jsonPrimitive.contentOrNull.let { flag -> flag == "1" || flag == "true" } }

    private companion object {
        /** What a package says that a vector was computed with: information, not what is expected of us. */
        val PEERS = setOf("pyworkforce", "pyworkforce_agrees", "reliability_package_cost", "reliability_package_time")
    }
}
