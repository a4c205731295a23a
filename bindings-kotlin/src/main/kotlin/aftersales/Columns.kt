package aftersales

import java.nio.ByteBuffer
import java.nio.ByteOrder
import java.nio.LongBuffer
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

/** `elapsed` row by row, for arrays of microseconds since 1970. */
fun WorkingCalendar.elapsedColumns(from: LongArray, to: LongArray): LongArray =
    elapsedColumns(columnOf(from), columnOf(to)).toLongArray()
