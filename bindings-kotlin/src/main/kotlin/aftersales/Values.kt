package aftersales

import java.nio.ByteBuffer
import java.nio.ByteOrder
import java.nio.LongBuffer
import java.time.Duration
import java.time.Instant
import java.time.LocalDate
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

internal fun Long.toTally(): Long {
    require(this >= 0) { "a number of $this; zero or more is expected" }
    return this
}

internal fun longsOf(bytes: ByteArray): LongBuffer = ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder()).asLongBuffer()

internal fun bytesOf(column: LongBuffer): ByteArray {
    val bytes = ByteBuffer.allocate(column.remaining() * Long.SIZE_BYTES).order(ByteOrder.nativeOrder())
    bytes.asLongBuffer().put(column.duplicate())
    return bytes.array()
}

/** Floored to the microsecond; what 64 bits cannot hold stays at their ends, which are instants that the engine refuses. */
private fun micros(seconds: Long, nano: Int): Long = when {
    seconds > MOST_SECONDS -> Long.MAX_VALUE
    seconds < -MOST_SECONDS -> Long.MIN_VALUE
    else -> seconds * MICROS_PER_SECOND + nano / 1_000
}

/** RFC 3339 in UTC with as few digits after the second as will do, floored to the microsecond. */
internal fun Instant.toText(): String {
    val micros = nano / 1_000
    val whole = truncatedTo(ChronoUnit.SECONDS).toString()
    if (micros == 0) return whole
    return "${whole.dropLast(1)}.${micros.toString().padStart(6, '0').trimEnd('0')}Z"
}

/** The instant of a text such as the engine writes; null for any other, which takes longer to read. */
internal fun instantOf(text: String): Instant? {
    if (text.length < WHOLE_SECONDS || text[text.length - 1] != 'Z') return null
    val year = text.digits(0, 4)
    val month = text.digits(5, 7)
    val day = text.digits(8, 10)
    val second = text.digits(11, 13) * 3_600 + text.digits(14, 16) * 60 + text.digits(17, 19)
    val isPlain = text[4] == '-' && text[7] == '-' && text[10] == 'T' && text[13] == ':' && text[16] == ':'
    if (!isPlain || year < 0 || month !in 1..12 || day !in 1..28 || second !in 0 until 86_400) return null
    val nano = if (text.length == WHOLE_SECONDS) 0 else text.nanos() ?: return null
    return Instant.ofEpochSecond(LocalDate.of(year, month, day).toEpochDay() * 86_400 + second, nano.toLong())
}

private const val WHOLE_SECONDS = "2026-03-02T09:00:00Z".length

/** The number that stands in a text from one place to another; a very negative one where that is none. */
private fun String.digits(from: Int, to: Int): Int {
    var number = 0
    for (place in from until to) {
        val digit = this[place] - '0'
        if (digit !in 0..9) return -1_000_000
        number = number * 10 + digit
    }
    return number
}

private fun String.nanos(): Int? {
    val count = length - WHOLE_SECONDS - 1
    if (this[WHOLE_SECONDS - 1] != '.' || count !in 1..9) return null
    var nanos = digits(WHOLE_SECONDS, length - 1)
    repeat(9 - count) { nanos *= 10 }
    return nanos.takeIf { it >= 0 }
}
