package aftersales

import java.nio.ByteBuffer
import java.nio.ByteOrder
import java.time.Duration
import java.time.Instant
import java.time.temporal.ChronoUnit

// How values cross the border to the engine; uniffi.toml names these functions.

private const val MICROS_PER_SECOND = 1_000_000L

private const val MOST_SECONDS = Long.MAX_VALUE / MICROS_PER_SECOND - 1

internal fun Instant.toMicros(): Long = micros(epochSecond, nano)

internal fun Duration.toMicros(): Long = micros(seconds, nano)

internal fun instantOfMicros(micros: Long): Instant = Instant.EPOCH.plus(micros, ChronoUnit.MICROS)

internal fun durationOfMicros(micros: Long): Duration = Duration.of(micros, ChronoUnit.MICROS)

internal fun Int.toCount(): UInt {
    require(this >= 0) { "a count of $this; zero or more is expected" }
    return toUInt()
}

internal fun bytesOf(column: LongArray): ByteArray {
    val bytes = ByteBuffer.allocate(column.size * Long.SIZE_BYTES).order(ByteOrder.LITTLE_ENDIAN)
    bytes.asLongBuffer().put(column)
    return bytes.array()
}

internal fun longsOf(bytes: ByteArray): LongArray {
    val column = LongArray(bytes.size / Long.SIZE_BYTES)
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asLongBuffer().get(column)
    return column
}

/** Floored to the microsecond; what 64 bits cannot hold stays at their ends, which are instants that the engine refuses. */
private fun micros(seconds: Long, nano: Int): Long = when {
    seconds > MOST_SECONDS -> Long.MAX_VALUE
    seconds < -MOST_SECONDS -> Long.MIN_VALUE
    else -> seconds * MICROS_PER_SECOND + nano / 1_000
}
