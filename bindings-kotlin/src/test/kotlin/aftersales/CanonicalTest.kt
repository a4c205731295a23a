package aftersales

import java.io.File
import kotlin.test.Test
import kotlin.test.assertEquals
import kotlin.test.assertFailsWith
import kotlin.test.assertNotNull
import kotlin.test.assertTrue
import kotlinx.serialization.json.jsonObject

/** What Kotlin holds, written again, is what the core wrote: the same JSON, and so the same canonical text. */
class CanonicalTest {
    private val bundle = Bundle.preset("after-sales")
    private val now = at(20, 0)

    @Test
    fun `every kind of event that was ever stored comes back as it was`() {
        val log = File(System.getProperty("vectors.directory"), "../data/exemplar-log/version-1.jsonl").readLines()
        val kinds = log.map { line ->
            val event = Wire.read<EventDocument>(line)
            assertEquals(parse(line), parse(Wire.write(event)))
            event.kind::class
        }
        val known = EventKind::class.java.declaredClasses.filter { EventKind::class.java.isAssignableFrom(it) }
        assertEquals(known.map { it.kotlin }.toSet(), kinds.toSet())
    }

    @Test
    fun `documents of the presets compile to the revision of their text`() {
        for (name in presets()) {
            assertEquals(Bundle.preset(name).revision(), Bundle.compile(presetDocument(name)).revision())
        }
    }

    @Test
    fun `results are those of the core`() {
        val (ticket, log) = answered(bundle)
        val late = Ticket.open(bundle, command(0, at(2, 1), opening("TS20260302-0002")), at(2, 1)).ticket
        val instant = FfiConverterTypeInstant.lower(now)
        val lib = UniffiLib
        for (each in listOf(ticket, late)) {
            each.callWithHandle { handle ->
                same(each.readings(now)) { lib.uniffi_aftersales_kotlin_fn_method_ticket_readings(handle, instant, it) }
            }
            each.callWithHandle { handle ->
                same(each.advance(now)) { lib.uniffi_aftersales_kotlin_fn_method_ticket_advance(handle, instant, it) }
            }
            each.callWithHandle { handle ->
                same(each.facts(now)) { lib.uniffi_aftersales_kotlin_fn_method_ticket_facts(handle, instant, it) }
            }
            each.callWithHandle { handle ->
                same(each.effectsSince(0)) { lib.uniffi_aftersales_kotlin_fn_method_ticket_effects_since(handle, 0, it) }
            }
            assertEquals(parse(each.snapshot()).jsonObject["state"], parse(Wire.write(each.state())))
        }
        val sla = assertNotNull(bundle.sla())
        Board().use { board ->
            board.put(sla, mapOf("a" to listOf(TimelineEventDocument.Started(at(2, 1)))))
            board.putTicket("b", late)
            board.callWithHandle { handle ->
                same(board.read(now)) { lib.uniffi_aftersales_kotlin_fn_method_board_read(handle, instant, it) }
            }
        }
        assertTrue(log.isNotEmpty())
    }

    @Test
    fun `grades, clocks and escalations are those of the core`() {
        val lib = UniffiLib
        val case = gradingInputs("impact" to "high", "urgency" to "low", "tier" to "basic", "safety" to false, "ageHours" to 1)
        val inputs = FfiConverterTypeGradingInputs
        INCIDENT.callWithHandle { handle ->
            same(INCIDENT.grade(case)) { lib.uniffi_aftersales_kotlin_fn_method_gradingpolicy_grade(handle, inputs.lower(case), it) }
        }
        INCIDENT.callWithHandle { handle ->
            same(INCIDENT.explain(case)) {
                lib.uniffi_aftersales_kotlin_fn_method_gradingpolicy_explain(handle, inputs.lower(case), it)
            }
        }
        val started = listOf(TimelineEventDocument.Started(at(2, 1), InputsDocument(priority = "P1")))
        val clocks = TicketClocks(assertNotNull(bundle.sla()), started)
        val instant = FfiConverterTypeInstant.lower(now)
        val metric = clocks.readings(now).first().metric
        clocks.callWithHandle { handle ->
            same(clocks.breaches(now)) { lib.uniffi_aftersales_kotlin_fn_method_ticketclocks_breaches(handle, instant, it) }
        }
        clocks.callWithHandle { handle ->
            val name = FfiConverterString.lower(metric)
            same(clocks.cycles(metric, now)) { lib.uniffi_aftersales_kotlin_fn_method_ticketclocks_cycles(handle, name, instant, it) }
        }
        val escalation = assertNotNull(bundle.escalation())
        val view = EscalationView(FunctionalLevel.L1, at(2, 1))
        val due = escalation.due(clocks, view, now)
        assertTrue(due.isNotEmpty())
        escalation.callWithHandle { handle ->
            val lowered = FfiConverterTypeEscalationView.lower(view)
            val ticket = FfiConverterTypeTicketClocks.lower(clocks)
            same(due) { lib.uniffi_aftersales_kotlin_fn_method_escalationpolicy_due(handle, ticket, lowered, instant, it) }
        }
    }

    @Test
    fun `figures are those of the core`() {
        val (ticket, _) = answered(bundle)
        val desk = Accumulator(KpiScope(asOf = now, timeZone = "Europe/Berlin"))
        desk.add(listOf(ticket.facts(now)))
        val figures = desk.finish()
        figures.callWithHandle { handle ->
            sameNumbers(figures.rows()) { UniffiLib.uniffi_aftersales_kotlin_fn_method_figures_rows(handle, it) }
        }
        val report = KpiReport(figures)
        report.callWithHandle { handle ->
            sameNumbers(report.document()) { UniffiLib.uniffi_aftersales_kotlin_fn_method_kpireport_document(handle, it) }
        }
        assertFailsWith<AftersalesException.Malformed> { canonicalJson("""{"a": 0.5}""") }
        assertEquals("""{"a":["x",null],"b":1}""", canonicalJson("""{ "b": 1, "a": ["x", null] }"""))
    }
}
