package fieldvisit

import aftersales.AftersalesException
import aftersales.Bundle
import aftersales.Command
import aftersales.EventDocument
import aftersales.Reason
import aftersales.Ticket
import aftersales.openTicket
import java.time.Instant

/** What the server says to a command that a device sends. */
sealed interface Reply {
    /** It was carried out, now or before; these events have followed what the device had seen. */
    data class Accepted(val events: List<EventDocument>) : Reply

    /** The ticket has moved on; these events the device had not seen when it gave the command. */
    data class Conflict(val unseen: List<EventDocument>) : Reply

    /** The command is not possible. */
    data class Refused(val reasons: List<Reason>) : Reply
}

/** The desk's side: one log of events a ticket, and the same rules as on the device. */
class Server(private val bundle: Bundle) {
    private val logs = mutableMapOf<String, List<EventDocument>>()

    fun open(command: Command, now: Instant): String {
        val opened = openTicket(bundle, command, now)
        val number = opened.ticket.use { it.number() }
        logs[number] = opened.decision.events
        return number
    }

    /** The events of a ticket after one of them; all where the device has none. */
    fun log(ticket: String, after: Long = 0): List<EventDocument> =
        logs.getValue(ticket).filter { it.sequence > after }

    /** Brings up what has fallen due, as the host's timer does. */
    fun tick(ticket: String, now: Instant) {
        replay(ticket).use { logs[ticket] = logs.getValue(ticket) + it.advance(now) }
    }

    fun submit(ticket: String, command: Command, now: Instant): Reply = replay(ticket).use {
        try {
            logs[ticket] = logs.getValue(ticket) + it.execute(command, now).events
            Reply.Accepted(log(ticket, command.expectedVersion))
        } catch (refused: AftersalesException.Refused) {
            val hasMovedOn = refused.reasons.any { reason -> reason.code == "ticket.version.conflict" }
            if (hasMovedOn) Reply.Conflict(log(ticket, command.expectedVersion)) else Reply.Refused(refused.reasons)
        }
    }

    private fun replay(ticket: String): Ticket = Ticket.replay(listOf(bundle), logs.getValue(ticket))
}
