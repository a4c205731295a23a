package aftersales

import java.math.BigDecimal
import java.math.RoundingMode
import kotlin.math.abs
import kotlin.test.Test
import kotlin.test.assertEquals
import kotlin.test.assertNotNull
import kotlinx.serialization.json.JsonArray
import kotlinx.serialization.json.JsonElement
import kotlinx.serialization.json.JsonObject
import kotlinx.serialization.json.JsonPrimitive
import kotlinx.serialization.json.double
import kotlinx.serialization.json.jsonObject
import kotlinx.serialization.json.jsonPrimitive

/** Asks every question of `tests/vectors/cost`: rounding, taxes, uncertainty, consent, coverage. */
class CostVectorsTest {
    @Test
    fun everyVectorHasItsAnswer() {
        val all = files("cost").flatMap { file -> vectors(file).map { file.name.removeSuffix(".json") to it } }
        val wrong = all.mapNotNull { (family, vector) ->
            val got = answer(family, vector, vector.getValue("input").jsonObject)
            val tolerance = vector["tolerance"]?.jsonPrimitive?.double ?: 0.0
            val right = vector.fields("expect").all { (name, wanted) -> same(wanted, got[name], tolerance) }
            val others = vector.fields("expect_not").none { (name, refused) -> same(refused, got[name], tolerance) }
            if (right && others && (vector.keys.any { it.startsWith("expect") })) null else "${vector.text("id")}: $got"
        }
        assertEquals(emptyList(), wrong)
        assertEquals(COUNTS, all.groupingBy { it.first }.eachCount())
        assertEquals(55, all.map { (_, vector) -> vector.text("id") }.toSet().size)
    }

    private fun JsonObject.fields(name: String): Map<String, JsonElement> = this[name]?.jsonObject.orEmpty()

    /** Decimal numbers of the vectors are texts; how many zeros end them says nothing. */
    private fun same(wanted: JsonElement, got: Any?, tolerance: Double): Boolean = when {
        got is BigDecimal -> got.compareTo(wanted.jsonPrimitive.content.toBigDecimal()) == 0
        got is Double -> abs(got - wanted.jsonPrimitive.double) <= tolerance
        wanted is JsonArray -> wanted.map { it.jsonPrimitive.content } == (got as? List<*>)?.map { it.toString() }
        else -> wanted.jsonPrimitive.content == got?.toString()
    }

    private fun answer(family: String, vector: JsonObject, given: JsonObject): Map<String, Any?> = when (family) {
        "currency_rounding" -> rounding(vector.text("id"), given)
        "tax_rounding" -> taxes(given)
        "uncertainty" -> uncertainty(given)
        "reauthorisation" -> consent(vector.text("id"), given)
        "warranty_betterment_minimums" -> rights(given)
        else -> error("`$family` is no family that this test knows")
    }

    private fun rounding(id: String, given: JsonObject): Map<String, Any?> {
        if ("minor_units" in given) {
            val shares = allocateMoney(euro(given.decimal("minor_units").movePointLeft(2)), given.texts("ratios").map(String::toLong))
            return mapOf("shares" to shares.map { it.amount.movePointRight(2).longValueExact() })
        }
        val currency = mapOf("iso4217-jpy" to "JPY", "iso4217-kwd" to "KWD")[id] ?: "EUR"
        val amount = given.decimal("amount")
        val rounded = roundMoney(amount, currency, given.text("mode"), given.decimal("increment")).amount
        return mapOf("amount" to rounded, "adjustment" to rounded - amount)
    }

    private fun taxes(given: JsonObject): Map<String, Any?> {
        val totals = if ("nets" in given) {
            val factor = BigDecimal.ONE + given.decimal("tax_rate_pct").movePointLeft(2)
            val gross = given.texts("nets").map { (it.toBigDecimal() * factor).setScale(2, RoundingMode.HALF_UP) }
            val lines = gross.map { mapOf("unit_price" to it.toString(), "qty" to "1", "tax_rate_pct" to given.text("tax_rate_pct")) }
            priced(lines, PricesDocument.WITH_TAX, RoundingDocument("half_up", RoundingScopeDocument.PER_LINE))
        } else {
            val scope = RoundingScopeDocument.valueOf(given.text("rounding_policy").uppercase())
            val isIncluded = given.getValue("prices_include_tax") == JsonPrimitive(true)
            priced(
                given.list("lines").map { line -> line.jsonObject.mapValues { it.value.jsonPrimitive.content } },
                if (isIncluded) PricesDocument.WITH_TAX else PricesDocument.WITHOUT_TAX,
                RoundingDocument(given.text("rounding_mode"), scope, step = given.decimal("currency_increment")),
            )
        }
        return mapOf("net" to totals.net.amount, "tax" to totals.tax.amount, "total" to totals.total.amount)
    }

    private fun priced(lines: List<Map<String, String>>, prices: PricesDocument, rounding: RoundingDocument): EstimateTotalsDocument {
        val parts = HashMap<String, PartTariffDocument>()
        val plan = lines.mapIndexed { place, line ->
            val price = line.getValue("unit_price").toBigDecimal()
            val charge = if (price.signum() < 0) {
                ChargeDocument.Discount(DiscountDocument.Amount(price.negate()))
            } else {
                parts["part-$place"] = PartTariffDocument(
                    taxes = listOf(line.getValue("tax_rate_pct")), tiers = listOf(TierDocument(BigDecimal.ZERO, price)),
                )
                ChargeDocument.Part("part-$place", line.getValue("qty").toBigDecimal())
            }
            val discount = line["discount_pct"]?.let { DiscountDocument.Percent(it.toBigDecimal()) }
            PlanLineDocument(charge, "line-$place", discount = discount)
        }
        val rates = lines.filterNot { it.getValue("unit_price").startsWith("-") }.map { it.getValue("tax_rate_pct") }.distinct()
        val book = PriceBookDocument(
            "EUR", emptyList(), prices, rounding, parts = parts, taxes = rates.map { TaxDocument(it, it.toBigDecimal()) },
        )
        val request = EstimateRequestDocument(at(2, 0), plan, BY_CUSTOMER, 1, validUntil = at(9, 0))
        return PriceBook.compile(book).use { compiled -> compiled.estimate(request).use(::rebuilt).totals }
    }

    private fun uncertainty(given: JsonObject): Map<String, Any?> {
        if ("mu_ln_hours" in given) {
            val hours = Distribution.LogNormalOfLogarithm(given.real("mu_ln_hours"), given.real("sigma_ln"))
            if ("t_hours" in given) {
                return mapOf("probability" to describeDistribution(hours, values = listOf(given.real("t_hours"))).probabilities.single())
            }
            val share = mapOf("median" to 0.5, "p95" to 0.95).getValue(given.text("want"))
            return mapOf("hours" to describeDistribution(hours, listOf(share)).quantiles.single())
        }
        if ("c" in given) return mapOf("z" to shrink(Shrinkage(given.real("grand_mean"), given.real("c")), listOf(given.real("y"))).single())
        if ("y" in given) {
            val values = given.reals("y")
            val mean = values.average()
            val found = jamesStein(values, mean * (1 - mean) / given.real("n_each"))
            return mapOf("grand_mean" to found.towards, "c" to found.factor)
        }
        val (low, mode, high) = listOf("o", "m", "p").map(given::real)
        if (given.textOrNull("dist") == "triangular") {
            val triangle = describeDistribution(Distribution.Triangular(low, mode, high))
            return mapOf("mean" to triangle.mean, "sd" to triangle.deviation)
        }
        val pert = describeDistribution(Distribution.ThreePoint(low, mode, high))
        return mapOf("mean" to pert.mean, "sd" to assertNotNull(pert.classicDeviation))
    }

    private fun consent(id: String, given: JsonObject): Map<String, Any?> {
        val (law, currency) = LAWS.getValue(id.substringBefore('-'))
        fun money(field: String) = if (field in given) MoneyDocument(given.decimal(field), currency) else null
        val request = ReauthorisationRequestDocument(assertNotNull(money("revised")), money("authorised"), money("not_to_exceed"))
        val check = Regime.preset(law).use { it.checkPrice(request) }
        return mapOf(
            "reauthorise" to (check.outcome != "within_tolerance"), "allowance" to check.allowance,
            "record_on_oral_consent" to check.recordOnOralConsent,
        )
    }

    private companion object {
        val COUNTS = mapOf(
            "currency_rounding" to 15, "reauthorisation" to 9, "tax_rounding" to 7, "uncertainty" to 9,
            "warranty_betterment_minimums" to 15,
        )

        val LAWS = mapOf(
            "fl" to ("us_fl_motor_vehicle_repair" to "USD"), "on" to ("ca_on_motor_vehicle_repair" to "CAD"),
            "ca" to ("us_ca_motor_vehicle_repair" to "USD"), "nte" to ("us_ca_motor_vehicle_repair" to "USD"),
        )
    }
}
