package aftersales

import java.nio.ByteBuffer
import java.nio.ByteOrder
import java.time.Duration
import java.time.Instant
import java.time.LocalDate
import java.time.LocalDateTime
import java.time.LocalTime
import kotlin.test.Test
import kotlin.test.assertContentEquals
import kotlin.test.assertEquals
import kotlin.test.assertFailsWith
import kotlin.test.assertNull
import kotlin.test.assertTrue

class WorkingCalendarTest {
    private val day = listOf(Shift("09:00", "17:00"))
    private val document = CalendarDocument(
        timeZone = "Europe/Berlin",
        weekly = WeeklyShifts(mon = day, tue = day, wed = day, thu = day, fri = day),
        dateOverrides = mapOf(LocalDate.of(2026, 12, 24) to listOf(Shift("09:00", "12:00"))),
        breaks = mapOf(LocalDate.of(2026, 12, 23) to listOf(Shift("12:00", "13:00"))),
        holidays = listOf(LocalDate.of(2026, 12, 25)),
    )
    private val calendar = WorkingCalendar.compile(document)

    @Test
    fun `a deadline passes over the short day, the holiday and the weekend`() {
        val opened = Instant.parse("2026-12-24T09:00:00Z")
        assertEquals(Instant.parse("2026-12-28T09:00:00Z"), calendar.deadline(opened, Duration.ofHours(3)))
        assertEquals(opened, calendar.deadlineBackward(Instant.parse("2026-12-28T09:00:00Z"), Duration.ofHours(3)))
        assertTrue(calendar.isHoliday(LocalDate.of(2026, 12, 25)))
    }

    @Test
    fun `the example of the README answers what it says`() {
        val example = CalendarDocument(
            timeZone = "Europe/Berlin",
            weekly = WeeklyShifts(mon = day, tue = day, wed = day, thu = day, fri = day),
            holidays = listOf(LocalDate.of(2026, 12, 25)),
        )
        WorkingCalendar.compile(example).use { calendar ->
            val due = calendar.deadline(Instant.parse("2026-12-24T09:00:00Z"), Duration.ofHours(12))
            assertEquals("2026-12-28T13:00:00Z", due.toString())
        }
    }

    @Test
    fun `a break takes its hour off`() {
        val noon = Instant.parse("2026-12-23T11:00:00Z")
        assertEquals(Duration.ofHours(4), calendar.elapsed(noon, Instant.parse("2026-12-23T23:00:00Z")))
        assertEquals(Transition(noon, TransitionKind.CLOSE), calendar.lastTransition(noon))
    }

    @Test
    fun `data classes and JSON compile to the same calendar`() {
        val days = listOf("mon", "tue", "wed", "thu", "fri").joinToString { """"$it": [["09:00", "17:00"]]""" }
        val json = """{"time_zone": "Europe/Berlin", "weekly": {$days}, "holidays": ["2026-12-25"],
            "date_overrides": {"2026-12-24": [["09:00", "12:00"]]}, "breaks": {"2026-12-23": [["12:00", "13:00"]]}}"""
        assertEquals(document, Wire.read<CalendarDocument>(json))
        assertEquals(calendar.revision(), WorkingCalendar.fromJson(json).revision())
        assertEquals("Europe/Berlin", calendar.timeZone())
    }

    @Test
    fun `microseconds are kept and nanoseconds floored`() {
        val from = Instant.parse("2026-03-02T09:00:00.000001999Z")
        assertEquals(Duration.ofNanos(2_000), calendar.elapsed(from, from.plusNanos(2_000)))
        assertEquals(Instant.parse("2026-03-02T09:00:00.000003Z"), calendar.deadline(from, Duration.ofNanos(2_999)))
        val early = Instant.parse("1969-12-31T12:00:00.123456789Z")
        assertEquals(Instant.parse("1969-12-31T12:00:00.123456Z"), calendar.nextOpen(early))
        assertEquals(Duration.ofNanos(-1_000), calendar.elapsed(from, from.minusNanos(1_000)))
    }

    @Test
    fun `columns answer as single calls do`() {
        val start = Instant.parse("2026-12-20T00:00:00.5Z")
        val rows = List(1_000) { start.plusSeconds(it * 3_601L) to start.plusSeconds(it * 977L) }
        val expected = rows.map { (from, to) -> calendar.elapsed(from, to).toMicros() }.toLongArray()
        val from = rows.map { it.first.toMicros() }.toLongArray()
        val to = rows.map { it.second.toMicros() }.toLongArray()
        assertContentEquals(expected, calendar.elapsedColumns(from, to))
        assertEquals(0, calendar.elapsedColumns(LongArray(0), LongArray(0)).size)

        val instants = rows.map { it.first }
        val budget = Duration.ofHours(9)
        val due = calendar.deadlineColumns(columnOf(instants), budget).toLongArray()
        assertContentEquals(instants.map { calendar.deadline(it, budget)!!.toMicros() }.toLongArray(), due)
        val moved = calendar.addWorkingDaysColumns(columnOf(instants), -2).toLongArray()
        assertContentEquals(instants.map { calendar.addWorkingDays(it, -2)!!.toMicros() }.toLongArray(), moved)
        val open = calendar.isOpenColumns(columnOf(instants))
        assertEquals(instants.map(calendar::isOpen), open.map { it == 1.toByte() })
    }

    @Test
    fun `a column is what its long buffer reads`() {
        val instants = List(100) { Instant.parse("2026-03-02T00:00:00Z").plusSeconds(it * 3_601L) }
        val whole = calendar.isOpenColumns(columnOf(instants)).toList()
        val part = columnOf(instants).position(30 * Long.SIZE_BYTES).limit(70 * Long.SIZE_BYTES)
        assertEquals(whole.subList(30, 70), calendar.isOpenColumns(part).toList())
        assertEquals(30 * Long.SIZE_BYTES, part.position())
        assertEquals(0, calendar.isOpenColumns(column(0)).size)
        assertFailsWith<IllegalArgumentException> { calendar.isOpenColumns(ByteBuffer.allocate(8).order(ByteOrder.nativeOrder())) }
        val turned = if (ByteOrder.nativeOrder() == ByteOrder.BIG_ENDIAN) ByteOrder.LITTLE_ENDIAN else ByteOrder.BIG_ENDIAN
        assertFailsWith<IllegalArgumentException> { calendar.isOpenColumns(columnOf(instants).order(turned)) }
        val cut = assertFailsWith<AftersalesException.Malformed> { calendar.isOpenColumns(columnOf(instants).limit(7)) }
        assertEquals("at", cut.path)
    }

    @Test
    fun `an hour that the clocks skip is read later by the gap`() {
        val skipped = calendar.localToInstant(LocalDate.of(2026, 3, 29), LocalTime.of(2, 30))
        assertEquals(Instant.parse("2026-03-29T01:30:00Z"), skipped)
        assertEquals(LocalDateTime.of(2026, 3, 29, 3, 30), calendar.local(Instant.parse("2026-03-29T01:30:00Z")))
    }

    @Test
    fun `round the clock is real time`() {
        WorkingCalendar.roundTheClock("America/New_York").use { always ->
            val from = Instant.parse("2026-03-08T00:00:00Z")
            assertEquals(Duration.ofDays(2), always.elapsed(from, Instant.parse("2026-03-10T00:00:00Z")))
            assertNull(always.nextClose(from))
        }
    }

    @Test
    fun `zone rules that the host hands in go before the bundled ones`() {
        val tzif = fixedZone(type = byteArrayOf(0, 0, 0x2A, 0x30, 0, 0), footer = "<+03>-3")
        WorkingCalendar.compile(document, listOf(ZoneFile("Europe/Berlin", "2099a", tzif))).use { moved ->
            assertEquals(Instant.parse("2026-07-06T06:00:00Z"), moved.nextOpen(Instant.parse("2026-07-06T00:00:00Z")))
            assertEquals("2099a", moved.tzdbVersion())
        }
    }

    @Test
    fun `threads share one calendar`() {
        val from = Instant.parse("2026-12-21T00:00:00Z")
        val answers = (1..400).toList().parallelStream()
            .map { calendar.elapsed(from, from.plus(Duration.ofDays(7L * (it % 2 + 1)))) }.toList().toSet()
        assertEquals(setOf(Duration.ofHours(8 * 2 + 7 + 3), Duration.ofHours(8 * 2 + 7 + 3 + 40)), answers)
    }

    @Test
    fun `a negative count is no count`() {
        assertFailsWith<IllegalArgumentException> { calendar.periodsAfter(Instant.EPOCH, -1) }
    }

    /** A TZif file of version 2 with one type of local time. */
    private fun fixedZone(type: ByteArray, footer: String): ByteArray {
        val counts = byteArrayOf(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 4)
        val block = "TZif2".toByteArray() + ByteArray(15) + counts + type + "+03\u0000".toByteArray()
        return block + block + "\n$footer\n".toByteArray()
    }
}
