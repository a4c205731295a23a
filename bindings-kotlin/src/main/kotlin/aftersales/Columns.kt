package aftersales

import java.nio.ByteBuffer
import java.nio.ByteOrder
import java.nio.LongBuffer
import java.time.Duration
import java.time.Instant

// Columns are direct buffers of 64-bit integers in the machine's byte order; instants are microseconds since 1970.

/** What stands for no instant and no length of time in a column. */
const val NOTHING_IN_COLUMN: Long = Long.MIN_VALUE

/** An empty column for so many rows. */
fun column(rows: Int): ByteBuffer = ByteBuffer.allocateDirect(rows * Long.SIZE_BYTES).order(ByteOrder.nativeOrder())

/** A column of these integers. */
fun columnOf(values: LongArray): ByteBuffer = column(values.size).also { it.asLongBuffer().put(values) }

/** A column of these instants, each floored to the microsecond. */
fun columnOf(instants: List<Instant>): ByteBuffer = columnOf(LongArray(instants.size) { instants[it].toMicros() })

/** The integers of a column as an array. */
fun LongBuffer.toLongArray(): LongArray = LongArray(remaining()).also { duplicate().get(it) }

/**
 * `elapsed` row by row: open microseconds from each `from` to each `to`, which are instants. Where a row is refused, there is no
 * answer at all. A column is read from its position to its limit.
 *
 * @throws IllegalArgumentException for a buffer that is not direct, or not in the machine's byte order
 */
fun WorkingCalendar.elapsedColumns(from: ByteBuffer, to: ByteBuffer): LongBuffer =
    elapsedBytes(from.asColumn("from"), to.asColumn("to"))

/** `deadline` row by row for one budget: microseconds since 1970, [NOTHING_IN_COLUMN] for none. */
fun WorkingCalendar.deadlineColumns(from: ByteBuffer, budget: Duration): LongBuffer = deadlineBytes(from.asColumn("from"), budget)

/** `isOpen` row by row: a byte each, 1 for open and 0 for closed. */
fun WorkingCalendar.isOpenColumns(at: ByteBuffer): ByteArray = isOpenBytes(at.asColumn("at"))

/** `addWorkingDays` row by row: microseconds since 1970, [NOTHING_IN_COLUMN] for none. */
fun WorkingCalendar.addWorkingDaysColumns(from: ByteBuffer, days: Int): LongBuffer =
    addWorkingDaysBytes(from.asColumn("from"), days)

/** What `asLongBuffer` reads of it: the engine begins at the first byte and takes the machine's order. */
private fun ByteBuffer.asColumn(name: String): ByteBuffer {
    require(isDirect) { "`$name` is a buffer on the heap; a direct one is expected, as `column` makes it" }
    require(order() == ByteOrder.nativeOrder()) { "`$name` is in the order ${order()}; ${ByteOrder.nativeOrder()} is expected" }
    return slice()
}

/** `elapsed` row by row, for arrays of microseconds since 1970. */
fun WorkingCalendar.elapsedColumns(from: LongArray, to: LongArray): LongArray =
    elapsedColumns(columnOf(from), columnOf(to)).toLongArray()
