package aftersales

import com.google.gson.JsonArray
import com.google.gson.JsonElement
import com.google.gson.JsonNull
import com.google.gson.JsonObject
import com.google.gson.JsonParser
import com.google.gson.JsonPrimitive
import java.io.File
import java.time.Duration
import java.time.Instant
import java.time.LocalDate
import java.time.LocalTime
import java.time.OffsetDateTime
import kotlin.test.Test
import kotlin.test.assertEquals

/** Asks every question of `tests/vectors/calendar` and builds the answer's JSON from what Kotlin gets. */
class CalendarVectorsTest {
    private val calendars = HashMap<String, WorkingCalendar>()

    @Test
    fun everyVectorHasItsAnswer() {
        val folder = File(System.getProperty("vectors.directory"), "calendar")
        val files = folder.listFiles { file -> file.extension == "json" }.orEmpty().sorted()
        val vectors = files.flatMap { file ->
            JsonParser.parseString(file.readText()).asJsonObject["vectors"].asJsonArray.map { it.asJsonObject }
        }
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
            WorkingCalendar.compile(calendarDocumentFromJson(this["calendar"].toString()))
        }
        return when (text("op")) {
            "elapsed" -> json(calendar.elapsed(instant("from"), instant("to")))
            "deadline" -> json(calendar.deadline(instant("from"), seconds()))
            "deadline_backward" -> json(calendar.deadlineBackward(instant("to"), seconds()))
            "is_open" -> JsonPrimitive(calendar.isOpen(instant("at")))
            "next_open" -> json(calendar.nextOpen(instant("at")))
            "next_close" -> json(calendar.nextClose(instant("at")))
            "prev_close" -> json(calendar.previousClose(instant("at")))
            "next_transition" -> json(calendar.nextTransition(instant("at")))
            "last_transition" -> json(calendar.lastTransition(instant("at")))
            "periods_after" -> json(periodsAfter(calendar))
            "periods_before" -> json(calendar.periodsBefore(instant("at"), count()))
            "is_holiday" -> JsonPrimitive(calendar.isHoliday(dateIn(calendar)))
            "is_working_day" -> JsonPrimitive(calendar.isWorkingDay(dateIn(calendar)))
            "next_working_dates" -> array(calendar.nextWorkingDates(date("date"), count()).map(::json))
            "working_days_between" ->
                JsonPrimitive(calendar.workingDaysBetween(date("from_date"), date("to_date")))
            "add_working_days" ->
                if (has("date")) json(calendar.addWorkingDates(date("date"), this["days"].asInt))
                else json(calendar.addWorkingDays(instant("from"), this["days"].asInt))
            "local_to_instant" -> json(calendar.localToInstant(date("date"), LocalTime.parse(text("time"))))
            else -> error("${text("id")} asks `${text("op")}`, which no test here knows")
        }
    }

    /** A vector bounds the periods by their number or by an instant. */
    private fun JsonObject.periodsAfter(calendar: WorkingCalendar): List<Period> {
        if (has("count")) return calendar.periodsAfter(instant("at"), count())
        val until = instant("until")
        return calendar.periodsAfter(instant("at"), 100).filter { it.from < until }
            .map { Period(it.from, minOf(it.to, until)) }
    }

    private fun JsonObject.text(field: String): String = this[field].asString
    private fun JsonObject.instant(field: String): Instant = OffsetDateTime.parse(text(field)).toInstant()
    private fun JsonObject.date(field: String): LocalDate = LocalDate.parse(text(field))
    private fun JsonObject.seconds(): Duration = Duration.ofSeconds(this["seconds"].asLong)
    private fun JsonObject.count(): Int = this["count"].asInt
    private fun JsonObject.dateIn(calendar: WorkingCalendar): LocalDate =
        if (has("date")) date("date") else calendar.local(instant("at")).toLocalDate()

    /** On the wire a fraction has no zeros at its end; `Instant.toString` pads it to groups of three digits. */
    private fun json(instant: Instant?): JsonElement =
        instant?.let { JsonPrimitive(it.toString().replace(Regex("(\\.\\d*[1-9])0+Z"), "$1Z")) } ?: JsonNull.INSTANCE
    private fun json(date: LocalDate?): JsonElement = date?.let { JsonPrimitive(it.toString()) } ?: JsonNull.INSTANCE
    private fun json(duration: Duration): JsonElement =
        if (duration.nano == 0) JsonPrimitive(duration.seconds) else JsonPrimitive(duration.toString())
    private fun json(periods: List<Period>): JsonElement =
        array(periods.map { array(listOf(json(it.from), json(it.to))) })
    private fun json(transition: Transition?): JsonElement = transition?.let {
        JsonObject().apply {
            add("at", json(it.at))
            addProperty("kind", it.kind.name.lowercase())
        }
    } ?: JsonNull.INSTANCE
    private fun array(elements: List<JsonElement>): JsonElement = JsonArray().apply { elements.forEach(::add) }
}
