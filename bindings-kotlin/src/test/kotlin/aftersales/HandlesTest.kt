package aftersales

import java.io.File
import java.util.concurrent.Callable
import java.util.concurrent.Executors
import kotlin.test.Test
import kotlin.test.assertEquals
import kotlin.test.assertFailsWith
import kotlin.test.assertNotNull
import kotlin.test.assertTrue
import org.junit.jupiter.api.condition.EnabledIfSystemProperty

/** Handles of the library in many threads, closed, interrupted, and by the million. */
class HandlesTest {
    private val bundle = Bundle.preset("after-sales")

    @Test
    fun `many threads write to one ticket, and every command is carried out once`() {
        val (ticket, _) = Ticket.open(bundle, command(0, at(2, 1), opening()), at(2, 1))
        val threads = Executors.newFixedThreadPool(8)
        val tasks = List(8) { thread ->
            Callable {
                var carriedOut = 0
                while (carriedOut < 25) {
                    val message = CommandKind.ReceiveMessage(Channel.CHAT)
                    val version = ticket.version()
                    val sent = command(version, at(2, 1), message, key = "thread-$thread-$carriedOut")
                    try {
                        ticket.execute(sent, at(2, 1))
                        carriedOut += 1
                    } catch (refused: AftersalesException.Refused) {
                        assertEquals(listOf("ticket.version.conflict"), refused.reasons.map { it.code })
                    }
                    ticket.readings(at(2, 1))
                }
            }
        }
        threads.invokeAll(tasks).forEach { it.get() }
        threads.shutdown()
        assertEquals(201L, ticket.version())
        assertEquals(200, ticket.state().answered.keys.count { it.startsWith("thread-") })
    }

    @Test
    fun `a closed handle says so, and closing twice does nothing`() {
        val calendar = WorkingCalendar.roundTheClock("Etc/UTC")
        calendar.close()
        calendar.close()
        assertFailsWith<IllegalStateException> { calendar.isOpen(at(2, 1)) }
        val sla = assertNotNull(bundle.sla())
        sla.close()
        assertFailsWith<IllegalStateException> { TicketClocks(sla) }
        assertNotNull(bundle.sla()).use { assertTrue(it.metricNames().isNotEmpty()) }
    }

    @Test
    fun `a part outlives the bundle that it came from`() {
        val short = Bundle.preset("clocks-only")
        val sla = assertNotNull(short.sla())
        short.close()
        assertTrue(sla.metricNames().isNotEmpty())
    }

    @Test
    fun `a handle closed by one thread stays whole for another that is in a call`() {
        repeat(50) {
            val sla = assertNotNull(bundle.sla())
            val reader = Thread { runCatching { repeat(20) { sla.metricNames() } } }
            reader.start()
            sla.close()
            reader.join()
        }
    }

    @Test
    fun `an interrupted thread gets its answer and stays interrupted`() {
        val (ticket, _) = answered(bundle)
        Thread.currentThread().interrupt()
        assertTrue(ticket.readings(at(2, 2)).isNotEmpty())
        assertFailsWith<AftersalesException.Refused> {
            ticket.execute(command(9, at(2, 2), CommandKind.Confirm()), at(2, 2))
        }
        assertTrue(Thread.interrupted())
    }

    /** Half of them are closed, the other half left to the collector. */
    @Test
    @EnabledIfSystemProperty(named = "deep", matches = "true")
    fun `a million handles leave no memory behind`() {
        fun take(handles: Int) = repeat(handles) { number ->
            val handle = assertNotNull(bundle.sla())
            if (number % 2 == 0) handle.close()
        }
        take(200_000)
        val before = settled()
        take(1_000_000)
        val grown = settled() - before
        assertTrue(grown < 64, "the process has grown by $grown MiB")
    }

    /** The memory of the process in MiB, once the collector has had its turns. */
    private fun settled(): Long {
        repeat(5) {
            System.gc()
            Thread.sleep(200)
        }
        val resident = File("/proc/self/status").readLines().first { it.startsWith("VmRSS:") }
        return resident.filter(Char::isDigit).toLong() / 1024
    }
}
