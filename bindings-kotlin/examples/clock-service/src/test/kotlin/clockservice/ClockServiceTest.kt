package clockservice

import aftersales.AftersalesException
import aftersales.Bundle
import aftersales.Channel
import aftersales.CommandKind
import aftersales.Standing
import org.junit.jupiter.api.AfterEach
import org.junit.jupiter.api.io.TempDir
import java.nio.file.Path
import kotlin.test.Test
import kotlin.test.assertEquals
import kotlin.test.assertFailsWith
import kotlin.test.assertNotNull
import kotlin.test.assertTrue

class ClockServiceTest {
    @TempDir
    lateinit var folder: Path

    private val bundle = Bundle.preset("after-sales")
    private val number = "TS20260306-0001"

    @AfterEach
    fun close() = bundle.close()

    private fun <T> desk(use: (Desk, Store) -> T): T =
        Store("jdbc:sqlite:${folder.resolve("desk.sqlite")}").use { use(Desk(it, bundle), it) }

    private fun opened(desk: Desk) {
        desk.open(command(0, at("09:10"), opening(number)), at("09:10"))
        desk.execute(number, command(1, at("09:12"), grade("severe")), at("09:12"))
    }

    @Test
    fun `a restart loses neither clocks nor timers nor messages`() {
        val before = desk { desk, store ->
            opened(desk)
            desk.board(at("09:30")) to assertNotNull(store.nextWakeup())
        }
        desk { desk, store ->
            assertEquals(before, desk.board(at("09:30")) to store.nextWakeup())
            assertTrue(desk.sendMessages(at("09:30")) {} > 0)
        }
        desk { desk, _ -> assertEquals(0, desk.sendMessages(at("09:30")) {}) }
    }

    @Test
    fun `a timer that comes late brings up the same events as one in time`() {
        val inTime = desk { desk, store ->
            opened(desk)
            generateSequence { store.nextWakeup()?.takeIf { it <= at("17:00") } }.forEach { desk.runTimers(it) }
            store.log(number).map { it.substringBefore("\"recorded_at\"") }
        }
        folder.resolve("desk.sqlite").toFile().delete()
        val late = desk { desk, store ->
            opened(desk)
            desk.runTimers(at("17:00"))
            store.log(number).map { it.substringBefore("\"recorded_at\"") }
        }
        assertTrue(inTime.size > 2)
        assertEquals(inTime, late)
    }

    @Test
    fun `of two processes that decide at once, the slower one decides again`() {
        desk { desk, store ->
            opened(desk)
            val message = command(2, at("09:20"), CommandKind.SendMessage(Channel.HOTLINE))
            desk { other, _ -> other.execute(number, message, at("09:20")) }
            assertFailsWith<TicketMovedOn> { store.append(number, listOf(event(store, 3)), emptyList(), null) }
            val stale = command(2, at("09:21"), CommandKind.Assign("engineer-1", "engineer"))
            val refused = assertFailsWith<AftersalesException.Refused> { desk.execute(number, stale, at("09:21")) }
            assertEquals("ticket.version.conflict", refused.reasons.first().code)
            assertEquals(Standing.REPEATED, desk.execute(number, message, at("09:22")).standing)
        }
    }

    @Test
    fun `two processes that run the timers bring up everything once`() {
        desk { desk, store ->
            opened(desk)
            val second = Thread { desk { other, _ -> other.runTimers(at("17:00")) } }
            second.start()
            desk.runTimers(at("17:00"))
            second.join()
            val sequences = store.log(number).map { aftersales.Wire.read<aftersales.EventDocument>(it).sequence }
            assertEquals((1L..sequences.size).toList(), sequences)
            assertEquals(emptyList(), store.due(at("17:00")))
        }
    }

    @Test
    fun `a message that became void before it went out is not sent`() {
        desk { desk, store ->
            opened(desk)
            desk.runTimers(at("10:30"))
            val fired = store.unsent(at("10:30")).first { it.effect.about == "rule_fired" }
            val taken = CommandKind.Acknowledge(fired.effect.key.cycle, fired.effect.key.rule)
            desk.execute(number, command(store.log(number).size.toLong(), at("10:31"), taken), at("10:31"))
            assertTrue(store.unsent(at("10:31")).none { it.effect.key == fired.effect.key })
        }
    }

    private fun event(store: Store, sequence: Int) = aftersales.Wire.read<aftersales.EventDocument>(store.log(number)[sequence - 1])
}
