package aftersales

import java.math.BigDecimal
import java.time.Instant
import kotlin.test.Test
import kotlin.test.assertContains
import kotlin.test.assertEquals
import kotlin.test.assertFailsWith

class PriceBookTest {
    private val book = PriceBook.fromJson(
        """{"currency": "EUR", "prices": "without_tax", "rounding": {"mode": "half_up", "scope": "per_document"},
            "taxes": [{"name": "vat", "percent": "19"}], "default_taxes": ["vat"], "estimate_valid_seconds": 2592000,
            "labour": {"grades": {"engineer": {"per_hour": "96.00", "step_seconds": 900}}},
            "parts": {"fan-80": {"tiers": [{"from": "1", "price": "24.50"}]}}}""",
    )

    private fun request(version: Int, quantity: String): EstimateRequestDocument = Wire.read(
        """{"version": $version, "issued_at": "2026-03-02T09:00:00Z", "payers": [{"payer": "customer", "percent": "100"}],
            "lines": [{"id": "1", "charge": {"type": "labour", "grade": "engineer", "seconds": 4000}},
                      {"id": "2", "charge": {"type": "part", "part": "fan-80", "quantity": "$quantity"},
                       "payers": [{"payer": "warranty", "percent": "100"}]}]}""",
    )

    @Test
    fun `an estimate is exact and split between its payers`() {
        val json = book.estimate(request(1, "1")).use { it.toJson() }
        assertContains(json, """"total":{"amount":"171.96","currency":"EUR"}""")
        assertContains(json, """"total":{"amount":"142.80","currency":"EUR"}""")
        assertContains(json, book.revision())
    }

    @Test
    fun `the sheet speaks English and Chinese`() {
        book.estimate(request(1, "1")).use { estimate ->
            assertContains(estimate.text("en", "Europe/Berlin"), "142.80 EUR")
            assertContains(estimate.markdown("zh", "Asia/Shanghai"), "142.80 EUR")
            val refused = assertFailsWith<AftersalesException> { estimate.text("fr", "Europe/Berlin") }
            assertEquals("vocabulary.word.unknown", refused.code)
        }
    }

    @Test
    fun `documents in and out are those of the core`() {
        book.estimate(request(1, "1")).use { estimate ->
            val document = rebuilt(estimate)
            assertEquals(MoneyDocument(BigDecimal("171.96"), "EUR"), document.totals.total)
            assertEquals(at(2, 9) to Instant.parse("2026-04-01T09:00:00Z"), document.issuedAt to document.validUntil)
            assertEquals(estimate.toJson(), PricedEstimate.restore(document).toJson())
            val changes = book.estimate(request(2, "2")).differenceFrom(estimate)
            assertEquals(listOf("2", "/tax/vat"), changes.changed.map { it.after.id })
            estimate.checkValid(document.validUntil.minusNanos(1_000))
            assertFailsWith<AftersalesException> { estimate.checkValid(document.validUntil) }
        }
    }

    @Test
    fun `what the book does not price is refused with its line`() {
        val refused = assertFailsWith<AftersalesException> { book.estimate(request(1, "-1")) }
        assertContains(refused.path.orEmpty(), "lines[1]")
        assertFailsWith<AftersalesException> { PriceBook.fromJson("{}") }
    }
}
