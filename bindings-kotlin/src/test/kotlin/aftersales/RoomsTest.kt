package aftersales

import java.time.Duration
import java.time.LocalDate
import kotlin.test.Test
import kotlin.test.assertContains
import kotlin.test.assertEquals
import kotlin.test.assertFailsWith
import kotlin.test.assertNotNull
import kotlin.test.assertTrue

/** Bundles, grading, boards and figures. */
class RoomsTest {
    private val policy = GradingPolicy.fromJson(
        """{"inputs": [{"type": "choice", "name": "severity", "values": ["minor", "severe"], "order": "rising"},
                       {"type": "choice", "name": "impact", "values": ["one", "many"], "order": "rising"}],
            "base": {"type": "matrix", "rows": "severity", "columns": "impact", "cells": {
                "minor": {"one": "P4", "many": "P3"}, "severe": {"one": "P3", "many": "P2"}}}}""",
    )

    @Test
    fun `a case is graded, and refused with everything that is wrong with it`() {
        assertEquals("P2", policy.grade("severity" to "severe", "impact" to "many").priority)
        val refused = assertFailsWith<AftersalesException.Refused> { policy.grade("severity" to "High") }
        assertEquals(listOf("priority.input.not_allowed", "priority.input.missing"), refused.reasons.map { it.code })
        assertEquals(refused.reasons, policy.problems(gradingInputs("severity" to "High")))
        val explained = policy.explain(gradingInputs("severity" to "minor", "impact" to "one"))
        assertTrue(explained.alternatives.any { it.input == "severity" && it.value == InputValue.Text("severe") })
    }

    @Test
    fun `a bundle is checked, and what does not compile says where`() {
        for (name in presets()) {
            val findings = Bundle.check(presetDocument(name), LocalDate.of(2026, 1, 1)..LocalDate.of(2026, 12, 31))
            assertEquals(emptyList(), findings.filter { it.severity == SeverityDocument.ERROR }, name)
        }
        val document = presetDocument("clocks-only")
        val sla = assertNotNull(document.sla).copy(defaultCalendar = "nowhere")
        val invalid = assertFailsWith<AftersalesException.Invalid> { Bundle.compile(document.copy(sla = sla)) }
        assertEquals("sla.document.undefined" to "sla.default_calendar", invalid.code to invalid.path)
        assertEquals("\"nowhere\"", invalid.value)
        assertEquals(1, invalid.reasons.size)
        assertEquals("name", assertFailsWith<AftersalesException> { Bundle.preset("no such") }.path)
    }

    @Test
    fun `a form asks for what an intake lacks`() {
        val missing = Bundle.preset("after-sales").missingFields(IntakeRecordDocument(), Kind.REPAIR, Channel.HOTLINE)
        assertTrue(missing.isNotEmpty())
    }

    @Test
    fun `a board is read whole, in rows and in columns`() {
        val sla = assertNotNull(Bundle.preset("clocks-only").sla())
        val histories = (1..20).associate { number ->
            "TS-%02d".format(java.util.Locale.ROOT, number) to listOf<TimelineEventDocument>(
                TimelineEventDocument.Started(at(2, 0, number), InputsDocument(priority = "P2")),
            )
        }
        Board().use { board ->
            board.put(sla, histories)
            val now = at(2, 9)
            val rows = board.read(now).rows
            assertEquals(20, rows.size)
            assertEquals(TicketClocks(sla, histories.getValue("TS-07")).readings(now), rows[6].readings)

            val columns = board.readColumns(now)
            val readings = rows.flatMapIndexed { place, row -> row.readings.map { place to it } }
            assertEquals(readings.map { it.first.toLong() }, columns.ticket.toLongArray().toList())
            assertEquals(readings.map { it.second.metric }, columns.metric.toLongArray().map { columns.metrics[it.toInt()] })
            assertEquals(readings.map { it.second.due?.toMicros() ?: NOTHING_IN_COLUMN }, columns.due.toLongArray().toList())
            assertEquals(readings.map { it.second.consumed.toMicros() }, columns.consumed.toLongArray().toList())

            board.apply("TS-01", listOf(TimelineEventDocument.AgentMessage(at(2, 8))))
            assertTrue(board.remove("TS-02") && !board.remove("TS-02"))
            assertEquals(19, board.keys().size)
            assertNotNull(board.nextChange(now))
            assertFailsWith<AftersalesException> { board.apply("TS-02", emptyList()) }
            val early = assertFailsWith<AftersalesException> { board.readColumns(at(1, 0)) }
            assertEquals("TS-01", early.path)
        }
    }

    @Test
    fun `figures do not depend on how the tickets were split`() {
        val facts = (1..40).map { number ->
            TicketFactsDocument(
                createdAt = json(at(2, 9)).toString().trim('"'),
                firstResponseAt = at(2, 10, number).toString(),
            )
        }
        val scope = KpiScope(asOf = at(31, 0), timeZone = "Europe/Berlin")
        val whole = Accumulator(scope).also { it.add(facts) }
        val parts = Accumulator(scope).also { it.add(facts.take(15)) }
        val other = parts.emptyLike().also { it.add(facts.drop(15)) }
        parts.merge(other)
        assertEquals(whole.finish().rows(), parts.finish().rows())
        assertEquals(40L, whole.finish().tickets())
        val elsewhere = whole.emptyLike().also { it.mergeBytes(parts.toBytes()) }
        assertEquals(whole.finish().rows(), elsewhere.finish().rows())
        assertFailsWith<AftersalesException> { elsewhere.mergeBytes(byteArrayOf(1, 2, 3)) }
        val response = whole.finish().rows().first { it.name == "first_response" }
        assertEquals(Duration.ofMinutes(80).seconds + 30.0, response.value)
        assertContains(KpiReport(whole.finish()).text("en"), "First response")
        assertEquals("40", KpiReport(whole.finish()).document().tickets.toString())
        assertContains(KpiReport(whole.finish()).html("zh"), "<table")
        assertTrue(whole.finish().charts("en").isNotEmpty())
        assertFailsWith<AftersalesException> { KpiReport(whole.finish()).text("fr") }
    }

    @Test
    fun `facts that cannot be are counted with their reasons`() {
        val desk = Accumulator(KpiScope(asOf = at(31, 0), timeZone = "Europe/Berlin"))
        desk.add(listOf(TicketFactsDocument(createdAt = "30 February", ticket = "TS-1")))
        val rejected = desk.finish().rejected().single()
        assertEquals("malformed_instant" to listOf(listOf("TS-1", "created_at", "30 February")), rejected.reason to rejected.examples)
    }

    @Test
    fun `a grading policy says what its rules never do`() {
        val finding = policy.findings().single { it.code == "priority.finding.no_hazard" }
        assertEquals("hazards" to null, finding.path to finding.case)
        val rows = """[{"when": {"severity": {"one_of": ["severe"]}}, "then": {"priority": "P2"}},
                       {"when": {"impact": {"one_of": ["many"]}}, "then": {"priority": "P3"}}, {"then": {"priority": "P4"}}]"""
        val table = GradingPolicy.fromJson(
            """{"inputs": [{"type": "choice", "name": "severity", "values": ["minor", "severe"], "order": "rising"},
                           {"type": "choice", "name": "impact", "values": ["one", "many"], "order": "rising"}],
                "base": {"type": "table", "hit_policy": "first", "rows": $rows}}""",
        )
        val crossing = table.findings().first { it.code == "priority.finding.crossing" }
        assertEquals(InputValue.Text("severe"), crossing.case?.get("severity"))
    }
}
