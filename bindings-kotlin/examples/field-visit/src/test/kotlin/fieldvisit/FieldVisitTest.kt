package fieldvisit

import aftersales.AftersalesException
import aftersales.Bundle
import aftersales.Channel
import aftersales.CommandKind
import aftersales.CommandName
import aftersales.EventKind
import aftersales.MoneyDocument
import aftersales.Phase
import aftersales.Priority
import aftersales.Ticket
import org.junit.jupiter.api.AfterEach
import org.junit.jupiter.api.io.TempDir
import java.io.IOException
import java.math.BigDecimal
import java.nio.file.Path
import kotlin.test.Test
import kotlin.test.assertContains
import kotlin.test.assertEquals
import kotlin.test.assertFailsWith
import kotlin.test.assertIs
import kotlin.test.assertNull
import kotlin.test.assertTrue

class FieldVisitTest {
    @TempDir
    lateinit var folder: Path

    private val bundle = Bundle.preset("after-sales")

    @AfterEach
    fun close() = bundle.close()

    private fun device(server: Server, ticket: String) =
        Device(bundle, ENGINEER, folder.resolve("queue.jsonl"), server.log(ticket))

    private fun Device.work() = workOnSite().forEach { (by, time, kind) -> give(kind, at(time), by) }

    @Test
    fun `the device prices what the customer is to sign`() {
        quote().use { estimate ->
            assertEquals(MoneyDocument(BigDecimal("3480.00"), "CNY"), estimate.document().totals.total)
            assertContains(estimate.text("zh", "Asia/Shanghai"), "3480.00 CNY")
        }
    }

    @Test
    fun `work without a network reaches the server with the times at which it was done`() {
        val (server, number) = bookedRepair(bundle)
        device(server, number).use { device ->
            assertEquals(Priority.P1, device.graded)
            device.work()
            assertEquals(Priority.P2, device.graded)
            val sync = device.sync { server.submit(number, it, at("11:45")) }
            assertEquals(workOnSite().size, sync.sent.size)
            assertNull(sync.stuck)
        }
        val done = server.log(number).single { it.kind is EventKind.Completed }
        assertEquals(at("11:25") to at("11:45"), done.occurredAt to done.recordedAt)
        Ticket.replay(listOf(bundle), server.log(number)).use {
            assertEquals(Phase.VERIFYING to Priority.P2, it.phase() to it.state().grade.engineer?.priority)
        }
    }

    @Test
    fun `the device refuses what the server would refuse`() {
        val (server, number) = bookedRepair(bundle)
        device(server, number).use { device ->
            val refused = assertFailsWith<AftersalesException.Refused> { device.give(CommandKind.StartWork(), at("10:15")) }
            val button = device.buttons(at("10:15")).single { it.command == CommandName.START_WORK }
            assertEquals(button.lacks.map { it.code }, refused.reasons.map { it.code })
            assertTrue(device.waiting.isEmpty())
        }
    }

    @Test
    fun `what the desk did meanwhile is shown, and the work still counts`() {
        val (server, number) = bookedRepair(bundle)
        device(server, number).use { device ->
            device.work()
            server.give(number, DESK, CommandKind.ReceiveMessage(Channel.EMAIL), at("10:50"))
            val sync = device.sync { server.submit(number, it, at("11:45")) }
            assertIs<EventKind.MessageReceived>(sync.unseen.single().kind)
            assertEquals(workOnSite().size, sync.sent.size)
            assertEquals(server.log(number).last().sequence, device.seen)
        }
    }

    @Test
    fun `a command whose answer was lost is carried out once`() {
        val (server, number) = bookedRepair(bundle)
        device(server, number).use { device ->
            device.work()
            val cut = device.sync { server.submit(number, it, at("11:45")).also { throw IOException("the answer was lost") } }
            assertEquals("the answer was lost", cut.broken?.message)
            assertEquals(workOnSite().size, device.waiting.size)
            device.sync { server.submit(number, it, at("11:50")) }
        }
        assertEquals(1, server.log(number).count { it.kind is EventKind.StartGatePassed })
    }

    @Test
    fun `the queue outlives the app`() {
        val (server, number) = bookedRepair(bundle)
        device(server, number).use { it.work() }
        device(server, number).use { restarted ->
            assertEquals(workOnSite().map { it.third }, restarted.waiting.map { it.kind })
            assertEquals(workOnSite().size, restarted.sync { server.submit(number, it, at("11:45")) }.sent.size)
        }
    }

    @Test
    fun `a command that does not fit any more stays with its reasons until somebody settles it`() {
        val (server, number) = bookedRepair(bundle)
        device(server, number).use { device ->
            device.work()
            server.give(number, DESK, CommandKind.CancelVisit("the customer is not in", "visit-1"), at("10:20"))
            val sync = device.sync { server.submit(number, it, at("11:45")) }
            val (command, reasons) = checkNotNull(sync.stuck)
            assertIs<CommandKind.FinishVisit>(command.kind)
            assertTrue(reasons.isNotEmpty() && device.waiting.first().idempotencyKey == command.idempotencyKey)
            device.discard(command)
            assertTrue(device.waiting.none { it.kind is CommandKind.FinishVisit })
        }
    }
}
