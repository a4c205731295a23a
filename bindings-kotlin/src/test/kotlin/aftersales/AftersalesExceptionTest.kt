package aftersales

import java.time.Duration
import java.time.Instant
import java.time.LocalDate
import kotlin.test.Test
import kotlin.test.assertContains
import kotlin.test.assertEquals
import kotlin.test.assertFailsWith

class AftersalesExceptionTest {
    private val calendar = WorkingCalendar.roundTheClock("Etc/UTC")

    private fun refusal(call: () -> Unit): Pair<String, String?> {
        val refused = assertFailsWith<AftersalesException> { call() }
        assertContains(refused.message.orEmpty(), refused.detail)
        return refused.code to refused.path
    }

    private fun compile(weekly: WeeklyShifts = WeeklyShifts(), breaks: Map<LocalDate, List<Shift>> = mapOf()) =
        WorkingCalendar.compile(CalendarDocument("Etc/UTC", weekly = weekly, breaks = breaks)).close()

    @Test
    fun `a document that cannot be compiled says where and why`() {
        val late = WeeklyShifts(mon = listOf(Shift("09:00", "25:00")))
        assertEquals("time.time_of_day.malformed" to "weekly.mon[0].close", refusal { compile(late) })
        val reversed = mapOf(LocalDate.of(2026, 3, 2) to listOf(Shift("13:00", "12:00")))
        assertEquals("calendar.break.reversed" to "breaks.2026-03-02[0]", refusal { compile(breaks = reversed) })
        val nowhere = CalendarDocument("Mars/Olympus")
        assertEquals("time.zone.unknown" to "time_zone", refusal { WorkingCalendar.compile(nowhere) })
        assertEquals("time.zone.unknown" to null, refusal { WorkingCalendar.roundTheClock("Mars/Olympus") })
    }

    @Test
    fun `the detail names the value and what would be right`() {
        val refused = assertFailsWith<AftersalesException.Malformed> {
            compile(WeeklyShifts(mon = listOf(Shift("09:00", "25:00"))))
        }
        assertContains(refused.detail, "`25:00` is not a time of day from `00:00` to `24:00`")
        assertEquals("\"25:00\"", refused.value)
    }

    @Test
    fun `JSON of another shape is refused with its path`() {
        val number = """{"time_zone": "Etc/UTC", "weekly": {"mon": 9}}"""
        assertEquals("wire.document.malformed" to "weekly.mon", refusal { WorkingCalendar.fromJson(number) })
        assertEquals("9", assertFailsWith<AftersalesException> { WorkingCalendar.fromJson(number) }.value)
        assertEquals("wire.document.malformed" to ".", refusal { WorkingCalendar.fromJson("7") })
        assertEquals("wire.document.malformed", refusal { Wire.read<CalendarDocument>("7") }.first)
        val date = """{"time_zone": "Etc/UTC", "holidays": ["30 February"]}"""
        assertEquals("wire.document.malformed", refusal { Wire.read<CalendarDocument>(date) }.first)
    }

    @Test
    fun `what is wrong inside a list says which and what stands there`() {
        val sla = checkNotNull(Bundle.preset("clocks-only").sla())
        val early = InputsDocument(priority = "P7")
        val refused = assertFailsWith<AftersalesException> {
            TicketClocks(sla, listOf(TimelineEventDocument.Started(Instant.EPOCH, early)))
        }
        assertContains(refused.detail, "P7")
        val unknown = assertFailsWith<AftersalesException.Malformed> {
            GradingPolicy.fromJson("""{"inputs": [{"type": "choice", "name": "impact", "values": [7]}], "base": {}}""")
        }
        assertEquals("inputs[0].values[0]" to "7", unknown.path to unknown.value)
    }

    @Test
    fun `TZif bytes that are none are refused`() {
        val document = CalendarDocument("Europe/Berlin")
        val zone = ZoneFile("Europe/Berlin", "2026e", byteArrayOf(1, 2, 3))
        val call = { WorkingCalendar.compile(document, listOf(zone)).close() }
        assertEquals("time.zone.tzif_malformed" to null, refusal(call))
    }

    @Test
    fun `instants and dates beyond the supported years are refused`() {
        val unknown = "time.instant.out_of_range" to null
        assertEquals(unknown, refusal { calendar.isOpen(Instant.MAX) })
        assertEquals(unknown, refusal { calendar.isOpen(Instant.MIN) })
        assertEquals(unknown, refusal { calendar.isOpen(Instant.parse("+10000-01-01T00:00:00Z")) })
        assertEquals("time.date.malformed" to null, refusal { calendar.isHoliday(LocalDate.MAX) })
    }

    @Test
    fun `a budget beyond 64 bits of microseconds has no deadline`() {
        assertEquals(null, calendar.deadline(Instant.EPOCH, Duration.ofSeconds(Long.MAX_VALUE)))
        assertEquals(Instant.EPOCH, calendar.deadline(Instant.EPOCH, Duration.ofSeconds(Long.MIN_VALUE)))
    }

    @Test
    fun `columns are refused as a whole`() {
        val unequal = { calendar.elapsedColumns(longArrayOf(0, 1), longArrayOf(0)) }
        assertEquals("calendar.column.length" to null, refusal { unequal() })
        val beyond = { calendar.elapsedColumns(longArrayOf(0), longArrayOf(Long.MIN_VALUE)) }
        assertEquals("calendar.column.instant" to null, refusal { beyond() })
    }
}
