package fieldvisit

import aftersales.Actor
import aftersales.Availability
import aftersales.Bundle
import aftersales.Command
import aftersales.CommandKind
import aftersales.EventDocument
import aftersales.Priority
import aftersales.ReadingDocument
import aftersales.Reason
import aftersales.Ticket
import aftersales.Wire
import java.io.IOException
import java.nio.file.Files
import java.nio.file.Path
import java.nio.file.StandardOpenOption.APPEND
import java.nio.file.StandardOpenOption.CREATE
import java.time.Instant
import java.util.UUID

/** The link to the server. It throws [IOException] where there is no network. */
typealias Link = (Command) -> Reply

/** What came of sending the queue. */
data class Sync(
    /** The commands that the server has carried out. */
    val sent: List<Command>,
    /** What others had done meanwhile; to be shown to the engineer. */
    val unseen: List<EventDocument>,
    /** The command that the server refuses as things stand now, and why. It is the engineer's to settle. */
    val stuck: Pair<Command, List<Reason>>? = null,
    /** Why the rest of the queue waits for a better network. */
    val broken: IOException? = null,
)

/**
 * One ticket on an engineer's device. It works without a network: commands are decided here by the rules that the server
 * uses, and wait in a file until they are sent.
 *
 * Only the server's events are kept. What was decided here shows how things will stand, until the server's answer is there.
 */
class Device(
    private val bundle: Bundle,
    private val engineer: Actor,
    private val file: Path,
    log: List<EventDocument>,
) : AutoCloseable {
    private val confirmed = log.toMutableList()
    private val queue = if (Files.exists(file)) Files.readAllLines(file).map { Wire.read<Command>(it) }.toMutableList() else mutableListOf()
    private var ticket = replayed()

    /** Commands that the server has not seen, or has not answered. */
    val waiting: List<Command> get() = queue

    /** The device's last event of the server. */
    val seen: Long get() = confirmed.last().sequence

    /** How urgent an engineer found the ticket, last of all; null before that. */
    val graded: Priority? get() = ticket.state().grade.engineer?.priority

    /** What the engineer can do now, each with what it lacks. */
    fun buttons(now: Instant): List<Availability> = ticket.available(now, engineer)

    fun readings(now: Instant): List<ReadingDocument> = ticket.readings(now)

    /**
     * Decides a command that happens now and puts it into the queue.
     *
     * @throws aftersales.AftersalesException.Refused where the rules do not allow it; then nothing is kept
     */
    fun give(kind: CommandKind, now: Instant, by: Actor = engineer): Command {
        val command = Command(by, ticket.version(), UUID.randomUUID().toString(), kind, now)
        ticket.execute(command, now)
        Files.writeString(file, Wire.write(command) + "\n", CREATE, APPEND)
        queue += command
        return command
    }

    /** Sends the queue in order, as far as it goes. What was sent before and not answered is sent again; it counts once. */
    fun sync(link: Link): Sync {
        val (sent, unseen) = mutableListOf<Command>() to mutableListOf<EventDocument>()
        var stuck: Pair<Command, List<Reason>>? = null
        var broken: IOException? = null
        while (queue.isNotEmpty() && stuck == null && broken == null) {
            val command = queue.first().copy(expectedVersion = seen)
            val reply = try {
                link(command)
            } catch (failure: IOException) {
                broken = failure
                continue
            }
            when (reply) {
                is Reply.Accepted -> {
                    confirmed += reply.events
                    sent += queue.removeFirst()
                }
                is Reply.Conflict -> {
                    unseen += reply.unseen
                    confirmed += reply.unseen
                }
                is Reply.Refused -> stuck = command to reply.reasons
            }
            keep()
        }
        ticket.close()
        ticket = replayed()
        return Sync(sent, unseen, stuck, broken)
    }

    /** Gives a command up that the server refuses. */
    fun discard(command: Command) {
        queue.removeAll { it.idempotencyKey == command.idempotencyKey }
        keep()
        ticket.close()
        ticket = replayed()
    }

    override fun close() = ticket.close()

    private fun keep() {
        Files.write(file, queue.map { Wire.write(it) })
    }

    /** What the server has said, then what waits. A command that does not fit any more waits for the server's answer. */
    private fun replayed(): Ticket {
        val ticket = Ticket.replay(listOf(bundle), confirmed)
        for (command in queue) {
            runCatching { ticket.execute(command.copy(expectedVersion = ticket.version()), command.occurredAt) }
        }
        return ticket
    }
}
