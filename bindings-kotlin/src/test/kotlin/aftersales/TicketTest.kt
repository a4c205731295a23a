package aftersales

import kotlin.test.Test
import kotlin.test.assertEquals
import kotlin.test.assertFailsWith
import kotlin.test.assertIs
import kotlin.test.assertNotNull
import kotlin.test.assertNull
import kotlin.test.assertTrue
import kotlinx.serialization.json.JsonPrimitive
import kotlinx.serialization.json.jsonObject

class TicketTest {
    private val bundle = Bundle.preset("after-sales")

    @Test
    fun `a command leads to events`() {
        val (ticket, log) = answered(bundle)
        val opened = assertIs<EventKind.Opened>(log[0].kind)
        assertEquals("it does not start", opened.intake.symptom)
        assertIs<EventKind.Answered>(log[1].kind)
        assertEquals(at(2, 1, 5) to at(2, 1, 6), log[1].occurredAt to log[1].recordedAt)
        assertEquals(Triple("TS20260302-0001", Phase.VERIFYING, 2L), Triple(ticket.number(), ticket.phase(), ticket.version()))
        assertEquals(at(2, 1, 5), ticket.state().phase.since)
    }

    @Test
    fun `a log replays from objects and from text, and a snapshot is the ticket`() {
        val (ticket, log) = answered(bundle)
        val state = ticket.state()
        assertEquals(state, Ticket.replay(bundle, log).state())
        assertEquals(state, Ticket.replayJson(listOf(bundle), log.map { Wire.write(it) }).state())
        assertEquals(ticket.snapshot(), Ticket.restore(listOf(bundle), ticket.snapshot()).snapshot())
        val tail = Ticket.replay(bundle, log.take(1))
        tail.apply(log[1])
        assertEquals(state, tail.state())
    }

    @Test
    fun `a refused command says all its reasons and changes nothing`() {
        val (ticket, log) = answered(bundle)
        val refused = assertFailsWith<AftersalesException.Refused> {
            ticket.execute(command(7, at(4, 0), CommandKind.StartWork()), at(3, 0))
        }
        assertEquals(listOf("ticket.version.conflict", "ticket.time.in_future"), refused.reasons.take(2).map { it.code })
        assertEquals(refused.reasons[0].code, refused.code)
        assertEquals(mapOf("expected" to JsonPrimitive(7), "actual" to JsonPrimitive(2)), refused.reasons[0].data)
        assertTrue(refused.reasons.all { it.message in refused.detail })
        assertEquals(ticket.snapshot(), Ticket.replay(bundle, log).snapshot())
    }

    @Test
    fun `deciding changes nothing, and a command given twice is carried out once`() {
        val (ticket, _) = answered(bundle)
        val confirm = command(2, at(2, 2), CommandKind.Confirm())
        val decision = ticket.decide(confirm, at(2, 2))
        assertEquals(2L to Standing.NEW, ticket.version() to decision.standing)
        ticket.apply(decision.events)
        assertEquals(decision.last, ticket.version())
        assertEquals(Standing.REPEATED, ticket.execute(confirm, at(2, 3)).standing)
    }

    @Test
    fun `buttons say what they lack`() {
        val (ticket, _) = answered(bundle)
        val buttons = ticket.available(at(2, 2)).associateBy { it.command }
        assertTrue(buttons.getValue(CommandName.CONFIRM).isPossible)
        assertTrue("ticket.phase.not_allowed" in buttons.getValue(CommandName.START_WORK).lacks.map { it.code })
        assertEquals(buttons.keys, ticket.available(at(2, 2), Actor("guest-1")).map { it.command }.toSet())
    }

    @Test
    fun `what fell due comes however late it is asked for`() {
        val (ticket, _) = Ticket.open(bundle, command(0, at(2, 1), opening()), at(2, 1))
        assertEquals(listOf("opened" to "front_desk"), ticket.effectsSince(0).map { it.about to it.notify })
        assertTrue(assertNotNull(ticket.nextWakeup(at(2, 1))) > at(2, 1))
        val due = ticket.advance(at(20, 0))
        assertTrue(due.isNotEmpty() && due.all { it.by.id == "system" })
        ticket.apply(due)
        assertEquals(emptyList(), ticket.advance(at(20, 0)))
        assertTrue(ticket.breaches(at(20, 0)).first().stands)
    }

    @Test
    fun `clocks explain themselves`() {
        val (ticket, _) = answered(bundle)
        val first = ticket.readings(at(2, 2)).first { it.metric == "first_response" }
        assertEquals("stopped" to at(2, 1, 5), first.state to first.stoppedAt)
        assertIs<OutcomeDocument.Met>(first.outcome)
        assertEquals(at(2, 1), assertNotNull(ticket.explain("first_response", at(2, 2))).segments.first().from)
        assertEquals("2026-03-02T01:05:00Z", ticket.facts(at(2, 2)).completedAt)
    }

    @Test
    fun `a broken log is refused with the event that breaks it`() {
        val (_, log) = answered(bundle)
        fun code(events: List<EventDocument>) =
            assertFailsWith<AftersalesException.BrokenLog> { Ticket.replay(bundle, events) }.code
        assertEquals("ticket.log.empty", code(emptyList()))
        assertEquals("ticket.log.out_of_sequence", code(listOf(log[0], log[1].copy(sequence = 5))))
        assertEquals("ticket.log.out_of_sequence", code(listOf(log[0], log[0])))
        assertEquals("ticket.log.other_ticket", code(listOf(log[0], log[1].copy(ticket = "TS-2"))))
        assertEquals("event.unsupported_kind", code(listOf(log[0], log[1].copy(version = 9))))

        val cut = assertFailsWith<AftersalesException.Malformed> {
            Ticket.replayJson(listOf(bundle), listOf(Wire.write(log[0]), Wire.write(log[1]).dropLast(9)))
        }
        assertEquals("wire.document.malformed" to "events[1]", cut.code to cut.path?.take(9))
        val later = Wire.write(log[1]).replace("\"answered\"", "\"teleported\"")
        val unknown = assertFailsWith<AftersalesException.BrokenLog> {
            Ticket.replayJson(listOf(bundle), listOf(Wire.write(log[0]), later))
        }
        assertEquals("event.unsupported_kind", unknown.code)
        assertFailsWith<AftersalesException.Malformed> { Ticket.restore(listOf(bundle), "{}") }
        assertFailsWith<AftersalesException.Invalid> { Ticket.replay(emptyList(), log) }
    }

    @Test
    fun `an event keeps fields of later versions`() {
        val (_, log) = answered(bundle)
        val later = parse(Wire.write(log[0])).jsonObject + ("trace" to JsonPrimitive("a1"))
        val event = Wire.read<EventDocument>(later.toString().let { Wire.json.encodeToString(later) })
        assertEquals(mapOf("trace" to JsonPrimitive("a1")), event.unknown)
        assertEquals(later, parse(Wire.write(event)).jsonObject.toMap())
    }

    @Test
    fun `a bundle without gates opens no ticket`() {
        val clocksOnly = Bundle.preset("clocks-only")
        assertNull(clocksOnly.ticketRevision())
        val invalid = assertFailsWith<AftersalesException.Invalid> {
            Ticket.open(clocksOnly, command(0, at(2, 1), opening()), at(2, 1))
        }
        assertTrue("gates" in invalid.detail)
    }
}
