package clockservice

import aftersales.EffectDocument
import aftersales.EventDocument
import aftersales.Wire
import java.sql.Connection
import java.sql.DriverManager
import java.sql.PreparedStatement
import java.time.Instant
import java.time.temporal.ChronoUnit
import org.sqlite.SQLiteErrorCode
import org.sqlite.SQLiteException

/** Another writer was faster; read the ticket again and decide anew. */
class TicketMovedOn(ticket: String, cause: Exception) : Exception("`$ticket` has moved on", cause)

/** A message that is to go out. */
data class Message(val ticket: String, val effect: EffectDocument)

/**
 * What a desk keeps: events, when to look at a ticket again, and messages to send. Events are the truth; the other two
 * tables follow from them and are written in the same transaction.
 */
class Store(url: String) : AutoCloseable {
    private val connection: Connection = DriverManager.getConnection(url)

    init {
        connection.createStatement().use { statement ->
            statement.execute("PRAGMA busy_timeout = 5000")
            statement.execute(
                "CREATE TABLE IF NOT EXISTS event (ticket TEXT, sequence INTEGER, body TEXT NOT NULL, PRIMARY KEY (ticket, sequence))",
            )
            statement.execute("CREATE TABLE IF NOT EXISTS wakeup (ticket TEXT PRIMARY KEY, at INTEGER NOT NULL)")
            statement.execute(
                "CREATE TABLE IF NOT EXISTS effect (ticket TEXT, key TEXT, at INTEGER NOT NULL, body TEXT NOT NULL, " +
                    "revoked INTEGER NOT NULL, sent_at INTEGER, PRIMARY KEY (ticket, key))",
            )
        }
        connection.autoCommit = false
    }

    fun tickets(): List<String> = query("SELECT DISTINCT ticket FROM event ORDER BY ticket") { getString(1) }

    /** The log of a ticket, each event as it was stored. */
    fun log(ticket: String): List<String> =
        query("SELECT body FROM event WHERE ticket = ? ORDER BY sequence", ticket) { getString(1) }

    /**
     * Appends what was decided, with all that follows from it, or nothing.
     *
     * @throws TicketMovedOn where the log has an event of the same sequence already
     */
    fun append(ticket: String, events: List<EventDocument>, effects: List<EffectDocument>, wakeup: Instant?) {
        try {
            batch("INSERT INTO event VALUES (?, ?, ?)", events) { listOf(ticket, it.sequence, Wire.write(it)) }
            batch(
                "INSERT INTO effect VALUES (?, ?, ?, ?, ?, NULL) ON CONFLICT DO UPDATE SET body = excluded.body, revoked = excluded.revoked",
                effects,
            ) { listOf(ticket, Wire.write(it.key) + it.notify, it.at.micros(), Wire.write(it), if (it.revokedBy == null) 0 else 1) }
            update("DELETE FROM wakeup WHERE ticket = ?", ticket)
            wakeup?.let { update("INSERT INTO wakeup VALUES (?, ?)", ticket, it.micros()) }
            connection.commit()
        } catch (failure: SQLiteException) {
            connection.rollback()
            val isTaken = failure.resultCode == SQLiteErrorCode.SQLITE_CONSTRAINT_PRIMARYKEY
            throw if (isTaken) TicketMovedOn(ticket, failure) else failure
        }
    }

    /** Tickets at which something falls due by `now`, the earliest first. */
    fun due(now: Instant): List<String> =
        query("SELECT ticket FROM wakeup WHERE at <= ? ORDER BY at", now.micros()) { getString(1) }

    fun nextWakeup(): Instant? = query("SELECT at FROM wakeup ORDER BY at LIMIT 1") { instant(getLong(1)) }.firstOrNull()

    /** Messages that are due, not sent and not void. */
    fun unsent(now: Instant): List<Message> =
        query(
            "SELECT ticket, body FROM effect WHERE sent_at IS NULL AND revoked = 0 AND at <= ? ORDER BY at, ticket, key", now.micros(),
        ) { Message(getString(1), Wire.read(getString(2))) }

    fun markSent(message: Message, now: Instant) {
        val key = Wire.write(message.effect.key) + message.effect.notify
        update("UPDATE effect SET sent_at = ? WHERE ticket = ? AND key = ?", now.micros(), message.ticket, key)
        connection.commit()
    }

    override fun close() = connection.close()

    private fun <T> query(sql: String, vararg values: Any, read: java.sql.ResultSet.() -> T): List<T> =
        connection.prepareStatement(sql).use { statement ->
            statement.bind(values.asList())
            statement.executeQuery().use { rows -> generateSequence { if (rows.next()) rows.read() else null }.toList() }
        }.also { connection.commit() }

    private fun update(sql: String, vararg values: Any) {
        connection.prepareStatement(sql).use { it.bind(values.asList()); it.executeUpdate() }
    }

    private fun <T> batch(sql: String, rows: List<T>, values: (T) -> List<Any>) {
        connection.prepareStatement(sql).use { statement ->
            for (row in rows) {
                statement.bind(values(row))
                statement.executeUpdate()
            }
        }
    }
}

private fun PreparedStatement.bind(values: List<Any>) = values.forEachIndexed { place, value -> setObject(place + 1, value) }

private fun Instant.micros(): Long = ChronoUnit.MICROS.between(Instant.EPOCH, this)

private fun instant(micros: Long): Instant = Instant.EPOCH.plus(micros, ChronoUnit.MICROS)
