package aftersales

import java.math.BigDecimal
import java.time.Duration
import java.time.LocalDate
import kotlin.test.Test
import kotlin.test.assertContains
import kotlin.test.assertEquals
import kotlin.test.assertFailsWith
import kotlin.test.assertNotNull
import kotlin.test.assertTrue

/** Ranges, promises, delays, standard hours, coverage, regimes and options; each answer written again is what the core wrote. */
class CostRoomsTest {
    private val day = listOf(Shift("09:00", "17:00"))
    private val engineers = WorkingCalendar.compile(
        CalendarDocument("Etc/UTC", weekly = WeeklyShifts(mon = day, tue = day, wed = day, thu = day, fri = day)),
    )
    private val repair = EffortDocument.LogNormal(Duration.ofHours(2), BigDecimal("0.45"))

    @Test
    fun `an estimate has a range where its time is uncertain`() {
        val book = PriceBook.compile(
            PriceBookDocument(
                "EUR", emptyList(), PricesDocument.WITHOUT_TAX, RoundingDocument("half_up", RoundingScopeDocument.PER_LINE),
                estimateValid = Duration.ofDays(7),
                labour = LabourTariffDocument(mapOf("engineer" to GradeTariffDocument(BigDecimal("96.00")))),
            ),
        )
        val line = PlanLineDocument(ChargeDocument.Labour("engineer", Duration.ofHours(2)), "1")
        val request = EstimateRequestDocument(at(2, 9), listOf(line), BY_CUSTOMER, 1)
        val asked = EstimateRangeRequestDocument(mapOf("1" to repair), request)
        val range = book.estimateRange(asked)
        book.callWithHandle { handle ->
            val lowered = FfiConverterTypeEstimateRangeRequestDocument.lower(asked)
            same(range) { UniffiLib.uniffi_aftersales_kotlin_fn_method_pricebook_estimate_range(handle, lowered, it) }
        }
        val promise = engineers.promiseCompletion(CompletionRequestDocument(listOf(repair), 80, at(2, 9)))
        val sheet = book.estimate(request).text("en", "Europe/Berlin", range = range, completion = promise)
        assertContains(sheet, "192.00 EUR")
        assertTrue(sheet.length > book.estimate(request).text("en", "Europe/Berlin").length)
        val unknown = asked.copy(efforts = mapOf("2" to repair))
        assertTrue(assertFailsWith<AftersalesException> { book.estimateRange(unknown) }.code.startsWith("cost."))
    }

    @Test
    fun `a completion is promised, and a delay is told`() {
        val promise = engineers.promiseCompletion(CompletionRequestDocument(listOf(repair), 80, at(2, 9)))
        assertTrue(promise.p50 < promise.promised && promise.promised < promise.p90)
        assertEquals(at(2, 11), promise.p50)
        val asked = DelayRequestDocument(at(2, 15), at(2, 14), at(2, 9), reason = "the display that was delivered is faulty")
        val delay = engineers.checkDelay(asked)
        assertEquals(20L to true, delay.delayPercent to delay.needsNotice)
        assertEquals(at(2, 15), assertNotNull(delay.notice).newCompletion)
        engineers.callWithHandle { handle ->
            val lowered = FfiConverterTypeDelayRequestDocument.lower(asked)
            same(delay) { UniffiLib.uniffi_aftersales_kotlin_fn_method_workingcalendar_check_delay(handle, lowered, it) }
        }
    }

    @Test
    fun `standard hours are corrected by recorded cases`() {
        val book = StandardHours.compile(
            StandardHoursDocument(8, listOf(ProcedureDocument(mapOf("standard" to repair), "replace_display"))),
        )
        val job = JobDocument(listOf(OperationDocument("standard", "replace_display", 1)), model = "X1")
        val cases = List(12) { CaseDocument("standard", "display", "senior", "X1", "replace_display", Duration.ofHours(3)) }
        val before = book.effort(EffortRequestDocument(job))
        val asked = EffortRequestDocument(job, cases)
        val after = book.effort(asked)
        assertEquals("model" to 12, after.operations.single().corrections.single().let { it.group to it.cases.toInt() })
        assertTrue(after.total.p50 > before.total.p50)
        book.callWithHandle { handle ->
            val lowered = FfiConverterTypeEffortRequestDocument.lower(asked)
            same(after) { UniffiLib.uniffi_aftersales_kotlin_fn_method_standardhours_effort(handle, lowered, it) }
        }
        assertFailsWith<AftersalesException> { book.effort(EffortRequestDocument(job.copy(operations = emptyList()))) }
    }

    @Test
    fun `laws are data with their source`() {
        for (name in regimes()) {
            Regime.preset(name).use { regime ->
                val document = regime.document()
                assertEquals(regime.revision(), Regime.compile(document).revision())
                assertEquals("not legal advice", document.notice)
            }
        }
        Regime.preset("cn_three_guarantees_general").use { regime ->
            val facts = UnitFactsDocument(200, 2, "running", 0)
            val remedies = regime.remedies(facts)
            regime.callWithHandle { handle ->
                val lowered = FfiConverterTypeUnitFactsDocument.lower(facts)
                same(remedies) { UniffiLib.uniffi_aftersales_kotlin_fn_method_regime_remedies(handle, lowered, it) }
            }
            assertFailsWith<AftersalesException> { regime.remedies(facts.copy(guarantee = "perhaps")) }
        }
    }

    @Test
    fun `a claim is split, with the agreement behind each share`() {
        val agreement = AgreementDocument(
            listOf(CoverDocument(BigDecimal(100))), "two years", "warranty", TermDocument.SincePurchase(24),
            excludedCauses = listOf("misuse"),
        )
        Coverage.compile(CoverageDocument(listOf(agreement))).use { coverage ->
            val line = ClaimLineDocument(euro("145.00"), "display", "part")
            val claim = ClaimDocument(LocalDate.of(2026, 11, 2), listOf(line), "material", LocalDate.of(2025, 3, 1))
            val covered = coverage.claim(claim)
            val share = covered.lines.single().shares.single()
            assertEquals(listOf("warranty", "145.00", "two years"), listOf(share.payer, "${share.amount.amount}", share.agreement))
            val refused = coverage.claim(claim.copy(cause = "misuse")).lines.single()
            assertEquals("customer" to "cause_excluded", refused.shares.single().payer to refused.refusals.single().reason)
            coverage.callWithHandle { handle ->
                val lowered = FfiConverterTypeClaimDocument.lower(claim)
                same(covered) { UniffiLib.uniffi_aftersales_kotlin_fn_method_coverage_claim(handle, lowered, it) }
            }
        }
    }

    @Test
    fun `options stand side by side`() {
        val policy = OptionPolicy.compile(
            OptionPolicyDocument(DepreciationDocument(BigDecimal(10), 60), ThresholdBaseDocument.RESIDUAL_VALUE, BigDecimal(60)),
        )
        val asked = OptionsRequestDocument(
            LocalDate.of(2026, 11, 2), euro("900.00"), LocalDate.of(2024, 5, 2),
            exchange = OfferedOptionDocument(euro("850.00"), 24, euro("850.00")),
            repair = OfferedOptionDocument(euro("280.00"), 6, euro("280.00")),
        )
        val sheet = policy.sheet(asked)
        assertEquals("exchange" to "repair_above_threshold", sheet.recommendation.option to sheet.recommendation.reason)
        assertContains(sheet.text("en", "Etc/UTC"), "Recommended: Exchange")
        assertContains(sheet.markdown("zh", "Asia/Shanghai"), "850.00 EUR")
        policy.callWithHandle { handle ->
            val lowered = FfiConverterTypeOptionsRequestDocument.lower(asked)
            same(sheet) { UniffiLib.uniffi_aftersales_kotlin_fn_method_optionpolicy_sheet(handle, lowered, it) }
        }
    }

    @Test
    fun `what a repair did cost is compared with what is typical`() {
        val book = PriceBook.fromJson(
            """{"currency": "EUR", "prices": "without_tax", "rounding": {"mode": "half_up", "scope": "per_line"}, "default_taxes": [],
                "estimate_valid_seconds": 86400, "labour": {"grades": {"engineer": {"per_hour": "96.00"}}}}""",
        )
        val line = PlanLineDocument(ChargeDocument.Labour("engineer", Duration.ofHours(1)), "1")
        val estimate = book.estimate(EstimateRequestDocument(at(2, 9), listOf(line), BY_CUSTOMER, 1))
        val actual = CompositionDocument(labour = euro("60.00"), other = euro("0.00"), parts = euro("40.00"), transport = euro("0.00"))
        val comparison = estimate.compareCost(actual)
        estimate.callWithHandle { handle ->
            val lowered = FfiConverterTypeCompositionDocument.lower(actual)
            same(comparison) { UniffiLib.uniffi_aftersales_kotlin_fn_method_pricedestimate_compare_cost(handle, lowered, it) }
        }
    }
}
