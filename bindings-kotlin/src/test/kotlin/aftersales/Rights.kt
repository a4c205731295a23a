package aftersales

import java.math.BigDecimal
import java.math.RoundingMode
import java.time.Duration
import java.time.LocalDate
import kotlin.test.assertEquals
import kotlinx.serialization.json.JsonObject
import kotlinx.serialization.json.JsonPrimitive
import kotlinx.serialization.json.jsonArray
import kotlinx.serialization.json.jsonPrimitive

val BY_CUSTOMER = listOf(PayerShareDocument("customer", percent = BigDecimal(100)))

fun euro(amount: BigDecimal) = MoneyDocument(amount, "EUR")

fun euro(amount: String) = euro(amount.toBigDecimal())

fun JsonObject.decimal(field: String): BigDecimal = text(field).toBigDecimal()

/** Who has which right, and what it costs whom: the questions of `warranty_betterment_minimums`. */
fun rights(given: JsonObject): Map<String, Any?> = when {
    "regime" in given -> {
        val guarantee = if (given.getValue("within_validity") == JsonPrimitive(true)) "running" else "ended"
        val facts = UnitFactsDocument(
            given.int("days_since_sale"), given.int("failed_repairs"), guarantee, given.int("repair_days"),
            delayReason = given.textOrNull("delay_reason"),
        )
        Regime.preset(given.text("regime")).use { regime -> mapOf("remedies" to regime.remedies(facts).remedies.map { it.remedy }) }
    }
    "daily_rate" in given || "km" in given -> useFee(given)
    "pct_per_year" in given -> {
        val cover = CoverDocument(BigDecimal(100), bettermentPercentPerYear = given.decimal("pct_per_year"))
        val part = ClaimLineDocument(
            euro(given.decimal("part_price")), "part", "part", replacedAgeYears = given.decimal("age_years"),
        )
        val paid = claim("insurer", cover, listOf(part)).single().shares.associate { it.payer to it.amount.amount }
        mapOf("customer" to (paid["customer"] ?: BigDecimal.ZERO), "covered" to (paid["insurer"] ?: BigDecimal.ZERO))
    }
    "minimum_minutes" in given -> {
        val grade = GradeTariffDocument(given.decimal("rate_per_hour"), minimum = Duration.ofMinutes(given.long("minimum_minutes")))
        val line = PlanLineDocument(ChargeDocument.Labour("engineer", Duration.ofMinutes(given.long("minutes"))), "1")
        val estimate = estimated(listOf(line), labour = LabourTariffDocument(mapOf("engineer" to grade)))
        val seconds = (estimate.lines.first().formula as FormulaDocument.Rate).quantity
        mapOf("billed_minutes" to seconds.divide(BigDecimal(60)), "charge" to estimate.total("customer"))
    }
    "entitlement_discount_pct" in given -> {
        val estimate = covered(listOf(given.text("list") to "1"), "contract", given.decimal("entitlement_discount_pct"))
        mapOf("charge" to estimate.total("customer"), "contract_share" to estimate.total("contract"))
    }
    "under_warranty" in given -> {
        val lines = given.list("lines").map { line -> line.jsonArray.map { it.jsonPrimitive.content } }
        val percent = if (given.getValue("under_warranty") == JsonPrimitive(true)) BigDecimal(100) else BigDecimal.ZERO
        val estimate = covered(lines.map { (price, quantity) -> price to quantity }, "warranty", percent)
        mapOf("customer_total" to estimate.total("customer"), "warranty_total" to estimate.total("warranty"))
    }
    else -> Regime.preset("eu_repair").use { regime -> european(regime, given) }
}

private fun european(regime: Regime, given: JsonObject): Map<String, Any?> {
    if ("issued" in given) {
        assertEquals(given.int("validity_days"), regime.document().offer?.bindingDays)
        val last = checkNotNull(regime.offerBindsUntil(given.date("issued")))
        return mapOf("price_binding" to (given.date("accepted") <= last))
    }
    val end = given.date("guarantee_end")
    val repairs = listOf("repaired_under_guarantee", "second_repair").filter { given.getValue(it) == JsonPrimitive(true) }
    val request = ProlongationRequestDocument(end, repairs.map { RepairPeriodDocument(end, end) })
    return mapOf("new_end" to regime.prolong(request).guaranteeEnd)
}

private fun useFee(given: JsonObject): Map<String, Any?> {
    val isCar = "km" in given
    val fee = when {
        isCar -> UseFeeDocument.PerThousandKilometres(given.decimal("n"), "1")
        else -> UseFeeDocument.PerDay(given.decimal("daily_rate"), "1")
    }
    val usage = if (isCar) UsageDocument.Kilometres(given.int("km")) else UsageDocument.Days(given.int("days"))
    val document = RegimeDocument(
        asOf = LocalDate.of(2026, 11, 1), jurisdiction = "CN", name = "vector", notice = "not legal advice", scope = "goods",
        source = SourceDocument("1", "vector"), title = "a fee for the use", useFee = fee,
    )
    val request = RefundRequestDocument(
        MoneyDocument(given.decimal("price"), "CNY"), usage, rate = if (isCar) given.decimal("n") else null,
    )
    val refund = Regime.compile(document).use { it.refund(request) }
    return mapOf("use_fee" to refund.useFee.amount, "refund" to refund.refund.amount)
}

/** An estimate of parts that a coverage pays a share of. */
private fun covered(lines: List<Pair<String, String>>, payer: String, percent: BigDecimal): EstimateDocument {
    val names = lines.indices.map { "part-$it" }
    val parts = names.zip(lines).associate { (name, line) ->
        name to PartTariffDocument(tiers = listOf(TierDocument(BigDecimal.ONE, line.first.toBigDecimal())))
    }
    val claimed = names.zip(lines) { name, (price, quantity) ->
        ClaimLineDocument(euro(price.toBigDecimal() * quantity.toBigDecimal()), name, "part")
    }
    val plan = claim(payer, CoverDocument(percent), claimed).zip(lines) { answer, (_, quantity) ->
        val payers = answer.shares.map { share ->
            val ofWhole = (share.amount.amount * BigDecimal(100)).divide(answer.amount.amount, 6, RoundingMode.UNNECESSARY)
            PayerShareDocument(share.payer, percent = ofWhole)
        }
        PlanLineDocument(ChargeDocument.Part(answer.id, quantity.toBigDecimal()), answer.id, payers = payers)
    }
    return estimated(plan, parts = parts)
}

private fun claim(payer: String, cover: CoverDocument, lines: List<ClaimLineDocument>): List<CoveredLineDocument> {
    val agreement = AgreementDocument(listOf(cover), "agreement", payer, TermDocument.Always)
    return Coverage.compile(CoverageDocument(listOf(agreement))).use { it.claim(ClaimDocument(LocalDate.of(2026, 11, 2), lines)).lines }
}

private fun estimated(
    lines: List<PlanLineDocument>,
    labour: LabourTariffDocument? = null,
    parts: Map<String, PartTariffDocument> = emptyMap(),
): EstimateDocument {
    val book = PriceBookDocument(
        "EUR", emptyList(), PricesDocument.WITHOUT_TAX, RoundingDocument("half_up", RoundingScopeDocument.PER_LINE),
        estimateValid = Duration.ofDays(1), labour = labour, parts = parts,
    )
    val request = EstimateRequestDocument(at(2, 9), lines, BY_CUSTOMER, 1)
    return PriceBook.compile(book).use { compiled -> compiled.estimate(request).use(::rebuilt) }
}

/** The document of an estimate; written again it is the canonical JSON of the core. */
fun rebuilt(estimate: PricedEstimate): EstimateDocument =
    estimate.document().also { assertEquals(estimate.toJson(), Wire.canonical(it)) }

private fun EstimateDocument.total(payer: String): BigDecimal =
    payers.filter { it.payer == payer }.fold(BigDecimal.ZERO) { sum, row -> sum + row.total.amount }
