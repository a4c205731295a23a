package aftersales

import java.time.Duration
import java.time.Instant
import kotlin.test.Test
import kotlin.test.assertEquals
import kotlinx.serialization.json.JsonArray
import kotlinx.serialization.json.JsonElement
import kotlinx.serialization.json.JsonNull
import kotlinx.serialization.json.JsonObject
import kotlinx.serialization.json.JsonPrimitive
import kotlinx.serialization.json.jsonArray
import kotlinx.serialization.json.jsonObject
import kotlinx.serialization.json.jsonPrimitive
import kotlinx.serialization.json.longOrNull

/** Asks every question of `tests/vectors/sla` with documents and timelines built in Kotlin. */
class SlaVectorsTest {
    @Test
    fun everyVectorHasItsAnswer() {
        val vectors = files("sla").flatMap(::vectors)
        val wrong = vectors.flatMap { vector ->
            val facts = vector.facts()
            val expected = vector.getValue("expect").jsonObject
            expected.mapNotNull { (key, wanted) ->
                val answer = facts.answer(key, wanted)
                if (answer == normal(wanted)) null else "${vector.text("id")}: $key is $answer, not $wanted"
            }
        }
        assertEquals(emptyList(), wrong)
        assertEquals(130, vectors.size)
        assertEquals(130, vectors.map { it.text("id") }.toSet().size)
    }

    private fun JsonObject.facts(): Facts {
        var written = getValue("policy").jsonObject
        SlaPolicy.compile(VectorPolicy(written).document()).use { policy ->
            val clocks = TicketClocks(policy)
            val teller = Teller(written)
            for (event in list("events").map { it.jsonObject }) {
                written = teller.tell(event, clocks) ?: written
            }
            return Facts(clocks, instant("as_of"))
        }
    }

    /** Instants as this library writes them. */
    private fun normal(wanted: JsonElement): JsonElement = when {
        wanted is JsonPrimitive && wanted.isString && wanted.content.first().isDigit() ->
            json(java.time.OffsetDateTime.parse(wanted.content).toInstant())
        wanted is JsonArray -> JsonArray(wanted.map(::normal))
        wanted is JsonObject -> JsonObject(wanted.mapValues { normal(it.value) })
        else -> wanted
    }
}

/** Retells a vector's events in the words of the timeline. */
private class Teller(private var policy: JsonObject) {
    private val stopping = policy["stop_statuses"]?.let { policy.texts("stop_statuses") } ?: listOf("resolved", "closed")
    private var stopped = false

    /** Applies what an event tells; the policy where it changes. */
    fun tell(event: JsonObject, clocks: TicketClocks): JsonObject? {
        val at = event.instant("at")
        val told: List<TimelineEventDocument> = when (val type = event.text("type")) {
            "created" -> listOfNotNull(
                TimelineEventDocument.Started(at, InputsDocument(priority = event.textOrNull("priority"))),
                TimelineEventDocument.StateEntered(at, event.textOrNull("status") ?: "open"),
                TimelineEventDocument.CustomerMessage(at).takeIf { event["customer_message"] == JsonPrimitive(true) },
            )
            "customer_reply" -> listOf(TimelineEventDocument.CustomerMessage(at))
            "agent_reply" -> listOf(TimelineEventDocument.AgentMessage(at))
            "internal_note" -> emptyList()
            "wait_started" -> listOf(TimelineEventDocument.WaitStarted(at, event.text("wait")))
            "wait_ended" -> listOf(TimelineEventDocument.WaitEnded(at, event.text("wait")))
            "priority_changed" ->
                listOf(TimelineEventDocument.InputsChanged(at, InputsDocument(priority = event.text("to"))))
            "resolved", "closed" -> if (stopped) emptyList() else listOf(TimelineEventDocument.Stopped(at)).also { stopped = true }
            "status" -> entered(at, event.text("to"))
            "reopened" -> entered(at, "open")
            "policy_changed" -> return revise(at, clocks, "targets", merged(event))
            "calendar_changed" -> return revise(at, clocks, "calendar", event.getValue("calendar"))
            else -> error("`$type` is no event that this test knows")
        }
        clocks.apply(told)
        return null
    }

    private fun merged(event: JsonObject): JsonElement =
        JsonObject(policy["targets"]?.jsonObject.orEmpty() + event.getValue("targets").jsonObject)

    private fun entered(at: Instant, state: String): List<TimelineEventDocument> {
        val entered = TimelineEventDocument.StateEntered(at, state)
        if (state in stopping == stopped) return listOf(entered)
        stopped = !stopped
        return listOf(entered, if (stopped) TimelineEventDocument.Stopped(at) else TimelineEventDocument.Reopened(at))
    }

    private fun revise(at: Instant, clocks: TicketClocks, part: String, value: JsonElement): JsonObject {
        policy = JsonObject(policy + (part to value))
        SlaPolicy.compile(VectorPolicy(policy).document()).use { revised ->
            clocks.learn(revised)
            clocks.apply(TimelineEventDocument.PolicyRevised(at, revised.revision()))
        }
        return policy
    }
}

/** The facts that a vector asks for, from the readings of the clocks. */
private class Facts(private val clocks: TicketClocks, private val now: Instant) {
    private val readings = clocks.readings(now).associateBy { it.metric }
    private val promised = CLOCKS.mapNotNull(readings::get).filter { it.target != null }

    fun answer(key: String, wanted: JsonElement): JsonElement = when (key) {
        "next_due" -> json(CLOCKS.mapNotNull(::due).minOrNull())
        "next_change" -> json(clocks.nextChange(now))
        "periodic_due" -> json(due("periodic"))
        "paused_s" -> json(promised.maxOfOrNull { it.paused })
        "next_response_longest_s" -> json(waits().maxOrNull())
        "next_response_margin_s" -> json(waits().maxOrNull()?.let { readings["next_response"]?.target?.minus(it) })
        "customer_wait_s" -> json(waits().fold(Duration.ZERO, Duration::plus))
        "breached" -> JsonObject(wanted.jsonObject.mapValues { JsonPrimitive(readings[it.key]?.breachedAt != null) })
        "state" -> JsonPrimitive(state())
        "levels" -> json(wanted.jsonArray.map { level(it.jsonObject.text("name")) })
        "metrics" -> JsonObject(wanted.jsonObject.mapValues { json(readings.getValue(it.key).consumed) })
        else -> ofClock(key)
    }

    private fun ofClock(key: String): JsonElement {
        val clock = CLOCKS.single(key::startsWith)
        val reading = readings[clock]
        return when (key.removePrefix(clock)) {
            "_due" -> json(due(clock) ?: due("keep_in_loop").takeIf { clock == "next_response" })
            "_due_if_resumed" -> json(reading?.dueIfResumed)
            "_elapsed_s" -> json(reading?.consumed)
            "_margin_s" -> json(reading?.remaining)
            else -> error("`$key` is no fact that this test knows")
        }
    }

    private fun due(clock: String): Instant? = readings[clock]?.takeIf { it.stoppedAt == null }?.due

    private fun waits(): List<Duration> =
        clocks.cycles("next_response", now).filter { it.state == "stopped" }.map { it.consumed }

    private fun level(name: String): JsonElement {
        val reading = readings.values.firstOrNull { reading -> reading.levels.any { it.name == name } }
        val level = reading?.takeIf { it.state == "running" }?.levels?.first { it.name == name }
        return JsonObject(mapOf("name" to JsonPrimitive(name), "at" to json(level?.at)))
    }

    private fun state(): String {
        val live = promised.filter { it.stoppedAt == null }.map { it.metric }
        return when {
            promised.any { it.breachedAt != null } -> "breached"
            readings["resolution"]?.stoppedAt != null -> "met"
            promised.any { it.state == "paused" } -> "paused"
            "first_response" in live -> "first_response_due"
            "resolution" in live -> "resolution_due"
            else -> "met"
        }
    }
}

private val CLOCKS = listOf("first_response", "next_response", "resolution")

/** The policy of a vector as a document. */
private class VectorPolicy(private val written: JsonObject) {
    fun document(): SlaDocument {
        val everybody = targets(written["targets"]?.jsonObject).toMutableMap()
        val metrics = mutableListOf(firstResponse(), nextResponse(), clock("resolution", listOf(STARTED), emptyList()))
        written["keep_in_loop_s"]?.jsonPrimitive?.longOrNull?.let { seconds ->
            everybody["keep_in_loop"] = TargetDocument.OpenTime(seconds = seconds)
            val loop = clock("next_response", listOf(AGENT), listOf(AGENT, CUSTOMER), CyclesDocument.REPEAT)
            metrics += loop.copy(name = "keep_in_loop")
        }
        (written["periodic_update"] as? JsonObject)?.let { update ->
            everybody["periodic"] = TargetDocument.OpenTime(seconds = update.long("interval_s"))
            val isSequential = update.text("mode") == "sequential"
            val anchor = if (isSequential) AnchorDocument.PREVIOUS_DUE else AnchorDocument.EVENT
            metrics += MetricDocument(
                "periodic", listOf(STARTED, AGENT), stops = listOf(AGENT), cycles = CyclesDocument.REPEAT, anchor = anchor,
            )
        }
        for (metric in written.list("metrics").map { it.jsonObject }) {
            val calendar = "always".takeIf { metric.textOrNull("hours") == "calendar" }
            metrics += MetricDocument(
                metric.text("name"), listOf(STARTED), runsIn = metric.texts("statuses"), calendar = calendar,
            )
        }
        val byPriority = written["targets_by_priority"]?.jsonObject.orEmpty().map { (priority, targets) ->
            SelectorEntryDocument.Set(
                `when` = WhenDocument(priority = listOf(priority)), targets = targets(targets.jsonObject),
            )
        }
        val desk = Wire.read<CalendarDocument>(written.getValue("calendar").toString())
        val day = listOf(Shift("00:00", "24:00"))
        val always = CalendarDocument(desk.timeZone, weekly = WeeklyShifts(day, day, day, day, day, day, day))
        return SlaDocument(
            calendars = mapOf("desk" to desk, "always" to always),
            defaultCalendar = "desk",
            metrics = metrics,
            selector = listOf(SelectorEntryDocument.Set(targets = everybody)) + byPriority,
        )
    }

    private fun firstResponse(): MetricDocument {
        val byCustomer = written["first_response_needs_customer_message"] == JsonPrimitive(true)
        return clock("first_response", listOf(if (byCustomer) CUSTOMER else STARTED), listOf(AGENT))
    }

    private fun nextResponse(): MetricDocument {
        val repeat = CyclesDocument.REPEAT
        return when (val starts = written.textOrNull("next_response_starts") ?: "customer_message") {
            "customer_message" -> clock("next_response", listOf(CUSTOMER), listOf(AGENT), repeat)
            "after_first_reply" ->
                clock("next_response", listOf(CUSTOMER), listOf(AGENT), repeat).copy(armedBy = AGENT)
            "any_contact" ->
                clock("next_response", listOf(STARTED, CUSTOMER, AGENT), listOf(CUSTOMER, AGENT), repeat)
            else -> error("`$starts` starts no clock that this test knows")
        }
    }

    private fun clock(
        name: String,
        starts: List<TriggerDocument>,
        stops: List<TriggerDocument>,
        cycles: CyclesDocument? = null,
    ): MetricDocument {
        val pausing = if ("pause_clocks" in written) written.texts("pause_clocks") else CLOCKS
        val pauses = PausesDocument(written.texts("pause_statuses"), written.texts("pause_waits"))
        val levels = written.list("levels").map { it.jsonObject }.filter { it.text("clock") == name }
        val onChange = written.textOrNull("on_target_change") ?: "retroactive"
        return MetricDocument(
            name, starts, stops = stops, cycles = cycles, onChange = OnChangeDocument.valueOf(onChange.uppercase()),
            pauses = if (name in pausing) pauses else PausesDocument(),
            levels = levels.map { LevelDocument(point(it), it.text("name")) },
        )
    }

    private fun point(level: JsonObject): LevelPointDocument = when {
        "offset_s" in level && level.long("offset_s") < 0 -> LevelPointDocument.BeforeDue(Duration.ofSeconds(-level.long("offset_s")))
        "offset_s" in level -> LevelPointDocument.AfterDue(Duration.ofSeconds(level.long("offset_s")))
        "offset_business_days" in level -> LevelPointDocument.WorkingDaysFromDue(level.int("offset_business_days"))
        "at_elapsed_s" in level -> LevelPointDocument.Elapsed(Duration.ofSeconds(level.long("at_elapsed_s")))
        else -> LevelPointDocument.Share(level.int("at_percent"))
    }

    private fun targets(byClock: JsonObject?): Map<String, TargetDocument> =
        byClock.orEmpty().filterValues { it !is JsonNull }.mapValues { (_, target) -> target(target) }

    private fun target(written: JsonElement): TargetDocument {
        if (written is JsonPrimitive) return TargetDocument.OpenTime(seconds = written.longOrNull)
        val days = written.jsonObject
        val end = if (days["end_of_day"] == JsonPrimitive(true)) DayEndDocument.LAST_CLOSE else DayEndDocument.SAME_TIME
        return TargetDocument.WorkingDays(days.int("business_days"), end)
    }

    private companion object {
        val STARTED = TriggerDocument.Started
        val CUSTOMER = TriggerDocument.CustomerMessage
        val AGENT = TriggerDocument.AgentMessage
    }
}
