package aftersales

import java.time.Duration
import java.time.Instant
import java.time.LocalDate
import kotlin.test.Test
import kotlin.test.assertContains
import kotlin.test.assertEquals
import kotlin.test.assertFailsWith
import kotlin.test.assertIs
import kotlin.test.assertNotNull
import kotlin.test.assertNull
import kotlin.test.assertTrue

/** Labels, intake, numbers, holidays, the lifecycle and backtests. */
class BundlePartsTest {
    private val bundle = Bundle.preset("after-sales")

    @Test
    fun `words have labels in two languages`() {
        val labels = Labels.builtIn()
        assertEquals("Urgent" to "紧急", labels.label("priority", "P1", "en") to labels.label("priority", "P1", "zh"))
        assertTrue("priority" in labels.lists() && "P4" in labels.words("priority"))
        assertNull(labels.label("priority", "P9", "en"))
        assertNotNull(bundle.labels().label("phase", "verifying", "zh"))
        assertFailsWith<AftersalesException> { labels.label("priority", "P1", "fr") }
        val own = Labels.fromJson("""{"lists": {"priority": {"P1": {"en": "Critical", "zh": "特急"}}}}""")
        assertEquals("Critical", own.label("priority", "P1", "en"))
        val empty = LabelsDocument(mapOf("priority" to mapOf("P1" to LabelDocument("", "特急"))))
        val refused = assertFailsWith<AftersalesException> { Labels.compile(empty) }
        assertEquals("labels.lists.priority.P1.en" to "\"\"", refused.path to refused.value)
    }

    @Test
    fun `intake says what a form must ask for`() {
        val intake = IntakePolicy.fromJson(
            """{"requirements": [{"fields": ["symptom"], "any_of": ["contact.phone", "contact.email"]}],
                "formats": {"serial_number": {"patterns": ["AA9{6}"]}, "contact.phone": {"patterns": ["+9{6,15}"]}}}""",
        )
        assertEquals(listOf("symptom"), intake.required(Kind.REPAIR, Channel.HOTLINE))
        val contact = ContactReferenceDocument(id = "contact-1", given = listOf("phone"))
        val record = IntakeRecordDocument(contact = contact, serialNumber = "7", symptom = "no power")
        val missing = intake.missing(record, Kind.REPAIR, Channel.HOTLINE)
        assertEquals(listOf("serial_number" to "intake.field.malformed"), missing.map { it.field to it.code })
        val complete = intake.completeness(IntakeRecordDocument(symptom = "no power"), Kind.REPAIR, Channel.HOTLINE)
        assertEquals(CompletenessDocument(given = 1, required = 2), complete)
        val malformed = intake.malformedIn(ContactRecordDocument(id = "contact-1", phone = "0351 123"))
        assertEquals(listOf("contact.phone"), malformed.map { it.field })
        assertEquals(
            bundle.missingFields(record, Kind.REPAIR, Channel.HOTLINE),
            assertNotNull(bundle.intake()).missing(record, Kind.REPAIR, Channel.HOTLINE),
        )
        val nowhere = """{"requirements": [{"fields": ["serial"]}]}"""
        val refused = assertFailsWith<AftersalesException.Malformed> { IntakePolicy.fromJson(nowhere) }
        assertEquals("requirements[0].fields[0]" to "\"serial\"", refused.path to refused.value)
    }

    @Test
    fun `tickets are numbered by their scheme`() {
        val scheme = NumberScheme.fromJson(
            """{"time_zone": "Europe/Berlin", "reset": "yearly",
                "parts": [{"type": "date", "form": "yyyy"}, {"type": "text", "text": "-"}, {"type": "serial", "width": 6}]}""",
        )
        val newYear = Instant.parse("2025-12-31T23:30:00Z")
        assertEquals("2026" to "2026-000007", scheme.periodKey(newYear) to scheme.format(7, newYear))
        assertEquals(7L, scheme.parse("2026-000007").serial)
        assertEquals(Instant.parse("2026-12-31T23:00:00Z"), scheme.nextPeriod(newYear))
        assertFailsWith<AftersalesException> { scheme.format(1_000_000, newYear) }
        assertFailsWith<AftersalesException> { scheme.parse("2026-7") }
        assertFailsWith<IllegalArgumentException> { scheme.format(-1, newYear) }
        assertNotNull(bundle.numbering()).use { assertTrue(it.format(1, at(2, 1)).isNotEmpty()) }
    }

    @Test
    fun `a calendar takes holidays that ship with the library`() {
        val china = HolidaysDocument.preset("cn")
        assertTrue("cn" in HolidaysDocument.presets && LocalDate.of(2026, 2, 16) in china.years.flatMap { it.holidays })
        val day = listOf(Shift("09:00", "18:00"))
        val week = CalendarDocument("Asia/Shanghai", weekly = WeeklyShifts(mon = day, tue = day, wed = day, thu = day, fri = day))
        WorkingCalendar.compile(week.withHolidays(china)).use { office ->
            val (madeUp, off) = LocalDate.of(2026, 2, 14) to LocalDate.of(2026, 2, 16)
            assertEquals(true to false, office.isWorkingDay(madeUp) to office.isWorkingDay(off))
            assertEquals(2026, office.lastHolidayYear())
        }
        val short = week.withHolidays(china, makeUpShifts = listOf(Shift("09:00", "12:00")))
        assertEquals(listOf(Shift("09:00", "12:00")), short.dateOverrides[LocalDate.of(2026, 2, 14)])
        assertEquals("name", assertFailsWith<AftersalesException> { HolidaysDocument.preset("mars") }.path)
    }

    @Test
    fun `the lifecycle is there to be drawn`() {
        val answered = lifecycle().filter { it.from == Phase.RECEIVED && it.command == CommandName.ANSWER }
        assertEquals(listOf(Phase.VERIFYING), answered.map { it.to })
        assertContains(lifecycleDiagram(), "received --> verifying: answer")
        assertEquals(errorCodes().sorted(), errorCodes())
        assertTrue("ticket.log.out_of_sequence" in errorCodes())
        val required = bundle.required(CommandName.START_WORK, Kind.REPAIR, Priority.P2, FunctionalLevel.L1)
        assertTrue(Requirement.PLAN in required)
        assertEquals(listOf("technical_supervisor"), bundle.roles(CommandName.APPROVE_PLAN))
    }

    @Test
    fun `an override holds for its time`() {
        val grade = GradeDocument(fired = emptyList(), priority = "P3", revision = "r", safetyHazard = false)
        val urgent = OverrideDocument("supervisor-1", at(2, 12), at(2, 9), "P2", "the line stands still")
        fun held(hour: Int) = priorityInForce(grade, urgent, at(2, hour))
        assertEquals(listOf(Priority.P3, Priority.P2, Priority.P3), listOf(held(8), held(10), held(12)))
        val hazard = grade.copy(priority = "P1", safetyHazard = true)
        val refused = assertFailsWith<AftersalesException> { priorityInForce(hazard, urgent, at(2, 10)) }
        assertEquals("priority.override.safety", refused.code)
    }

    @Test
    fun `a ticket says what will happen by itself`() {
        val (ticket, _) = answered(bundle)
        assertIs<TicketTimerKind.ConfirmationTimesOut>(ticket.timers().single().what)
        assertEquals("resolved", ticket.tmfStatus())
        val (open, _) = Ticket.open(bundle, command(0, at(2, 1), opening()), at(2, 1))
        val due = open.advance(at(20, 0))
        open.apply(due)
        val fired = due.map { it.kind }.filterIsInstance<EventKind.RuleFired>().first()
        val why = assertNotNull(open.explainFiring(fired.firing))
        assertEquals(fired.rule to fired.at, why.rule to why.at)
        assertTrue(why.path.startsWith("rules["), why.path)
        assertNull(open.explainFiring(fired.firing.copy(rule = "no such rule")))
    }

    @Test
    fun `the same tickets are replayed under two policies`() {
        val sla = assertNotNull(Bundle.preset("clocks-only").sla())
        val candidates = listOf(BacktestCandidate("as it is", sla), BacktestCandidate("again", sla))
        val replay = Backtest(candidates, at(2, 20), mostDifferences = 10)
        val started = TimelineEventDocument.Started(at(2, 1), InputsDocument(priority = "P1"))
        replay.add("TS-1", listOf(started, TimelineEventDocument.Stopped(at(2, 2))))
        val other = Backtest(candidates, at(2, 20), mostDifferences = 10)
        other.add("TS-2", listOf(started))
        replay.merge(other)
        val result = replay.document()
        assertEquals(listOf("as it is", "again"), result.policies.map { it.policy })
        val resolution = result.policies.first().promises.filter { it.metric == "resolution" }
        assertEquals(1L, resolution.sumOf { it.met })
        assertEquals(Duration.ofHours(20), resolution.map { it.consumed }.reduce(Duration::plus))
        val many = resolution.first().copy(consumed = Duration.ofSeconds(Long.MAX_VALUE, 5_000))
        assertContains(Wire.write(many), "\"consumed_us\":\"9223372036854775807000005\"")
        assertEquals(many, Wire.read<BacktestPromisesDocument>(Wire.write(many)))
        assertEquals(emptyList(), result.differences)
        assertFailsWith<AftersalesException> { Backtest(emptyList(), at(2, 20), mostDifferences = 10) }
    }
}
