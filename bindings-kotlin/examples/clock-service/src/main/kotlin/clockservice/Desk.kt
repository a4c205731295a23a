package clockservice

import aftersales.Board
import aftersales.BoardDocument
import aftersales.Bundle
import aftersales.Command
import aftersales.Decision
import aftersales.Ticket
import aftersales.openTicket
import java.time.Instant

/** A desk over an event table. It keeps nothing in memory, so any number of processes can serve the same tickets. */
class Desk(private val store: Store, private val bundle: Bundle) {
    /** Opens a ticket and gives its number. */
    fun open(command: Command, now: Instant): String {
        val opened = openTicket(bundle, command, now)
        return opened.ticket.use { ticket ->
            val number = ticket.number()
            store.append(number, opened.decision.events, ticket.effectsSince(0), ticket.nextWakeup(now))
            number
        }
    }

    /** Decides a command and stores what follows. Where another process was faster, it is decided once more. */
    fun execute(number: String, command: Command, now: Instant): Decision =
        try {
            executeOnce(number, command, now)
        } catch (_: TicketMovedOn) {
            executeOnce(number, command, now)
        }

    private fun executeOnce(number: String, command: Command, now: Instant): Decision = replay(number).use { ticket ->
        val before = ticket.version()
        val decision = ticket.execute(command, now)
        store.append(number, decision.events, ticket.effectsSince(before), ticket.nextWakeup(now))
        decision
    }

    /** Brings up what has fallen due, however late; gives the tickets that it touched. */
    fun runTimers(now: Instant): List<String> = store.due(now).onEach { number ->
        try {
            runTimers(number, now)
        } catch (_: TicketMovedOn) {
            runTimers(number, now)
        }
    }

    private fun runTimers(number: String, now: Instant) = replay(number).use { ticket ->
        val before = ticket.version()
        val events = ticket.advance(now)
        ticket.apply(events)
        store.append(number, events, ticket.effectsSince(before), ticket.nextWakeup(now))
    }

    /** Sends what is to be sent. A message is marked after `send` came back, so a crash can send one twice, and loses none. */
    fun sendMessages(now: Instant, send: (Message) -> Unit): Int {
        val messages = store.unsent(now)
        for (message in messages) {
            send(message)
            store.markSent(message, now)
        }
        return messages.size
    }

    /** The clocks of all tickets, read in one call; row for row with [Store.tickets]. */
    fun board(now: Instant): BoardDocument = Board().use { board ->
        for (number in store.tickets()) replay(number).use { board.putTicket(number, it) }
        board.read(now)
    }

    private fun replay(number: String): Ticket = Ticket.replayJson(listOf(bundle), store.log(number))
}
