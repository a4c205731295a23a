package aftersales

import java.io.File
import kotlin.test.Test
import kotlin.test.assertEquals
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
}
