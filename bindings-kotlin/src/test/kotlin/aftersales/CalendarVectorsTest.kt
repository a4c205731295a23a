package aftersales

import java.time.Duration
import java.time.LocalDate
import java.time.LocalTime
import kotlin.test.Test
import kotlin.test.assertEquals
import kotlinx.serialization.json.JsonElement
import kotlinx.serialization.json.JsonNull
import kotlinx.serialization.json.JsonObject
import kotlinx.serialization.json.JsonPrimitive

/** Asks every question of `tests/vectors/calendar` and builds the answer's JSON from what Kotlin gets. */
class CalendarVectorsTest {
    private val calendars = HashMap<String, WorkingCalendar>()

    @Test
    fun everyVectorHasItsAnswer() {
        val vectors = files("calendar").flatMap(::vectors)
        val wrong = vectors.mapNotNull { vector ->
            val answer = vector.answer()
            if (answer == vector["expect"]) null else "${vector.text("id")}: $answer, not ${vector["expect"]}"
        }
        calendars.values.forEach(WorkingCalendar::close)
        assertEquals(emptyList(), wrong)
        assertEquals(437, vectors.size)
    }

    private fun JsonObject.answer(): JsonElement {
        val calendar = calendars.getOrPut(this["calendar"].toString()) {
            WorkingCalendar.compile(Wire.read<CalendarDocument>(this["calendar"].toString()))
        }
        return when (text("op")) {
            "elapsed" -> json(calendar.elapsed(instant("from"), instant("to")))
            "deadline" -> json(calendar.deadline(instant("from"), seconds()))
            "deadline_backward" -> json(calendar.deadlineBackward(instant("to"), seconds()))
            "is_open" -> JsonPrimitive(calendar.isOpen(instant("at")))
            "next_open" -> json(calendar.nextOpen(instant("at")))
            "next_close" -> json(calendar.nextClose(instant("at")))
            "prev_close" -> json(calendar.previousClose(instant("at")))
            "next_transition" -> edge(calendar.nextTransition(instant("at")))
            "last_transition" -> edge(calendar.lastTransition(instant("at")))
            "periods_after" -> periods(periodsAfter(calendar))
            "periods_before" -> periods(calendar.periodsBefore(instant("at"), count()))
            "is_holiday" -> JsonPrimitive(calendar.isHoliday(dateIn(calendar)))
            "is_working_day" -> JsonPrimitive(calendar.isWorkingDay(dateIn(calendar)))
            "next_working_dates" -> json(calendar.nextWorkingDates(date("date"), count()).map { json(it) })
            "working_days_between" ->
                JsonPrimitive(calendar.workingDaysBetween(date("from_date"), date("to_date")))
            "add_working_days" ->
                if ("date" in this) json(calendar.addWorkingDates(date("date"), int("days")))
                else json(calendar.addWorkingDays(instant("from"), int("days")))
            "local_to_instant" -> json(calendar.localToInstant(date("date"), LocalTime.parse(text("time"))))
            else -> error("${text("id")} asks `${text("op")}`, which no test here knows")
        }
    }

    /** A vector bounds the periods by their number or by an instant. */
    private fun JsonObject.periodsAfter(calendar: WorkingCalendar): List<Period> {
        if ("count" in this) return calendar.periodsAfter(instant("at"), count())
        val until = instant("until")
        return calendar.periodsAfter(instant("at"), 100).filter { it.from < until }
            .map { Period(it.from, minOf(it.to, until)) }
    }

    private fun JsonObject.seconds(): Duration = Duration.ofSeconds(long("seconds"))

    private fun JsonObject.count(): Int = int("count")

    private fun JsonObject.dateIn(calendar: WorkingCalendar): LocalDate =
        if ("date" in this) date("date") else calendar.local(instant("at")).toLocalDate()

    private fun periods(periods: List<Period>): JsonElement =
        json(periods.map { json(listOf(json(it.from), json(it.to))) })

    private fun edge(transition: Transition?): JsonElement = transition?.let {
        JsonObject(mapOf("at" to json(it.at), "kind" to JsonPrimitive(it.kind.name.lowercase())))
    } ?: JsonNull
}
