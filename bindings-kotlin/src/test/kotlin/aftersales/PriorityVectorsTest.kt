package aftersales

import java.time.Duration
import java.time.Instant
import kotlin.test.Test
import kotlin.test.assertEquals
import kotlin.test.assertIs
import kotlin.test.assertNotNull
import kotlinx.serialization.json.JsonArray
import kotlinx.serialization.json.JsonElement
import kotlinx.serialization.json.JsonNull
import kotlinx.serialization.json.JsonObject
import kotlinx.serialization.json.JsonPrimitive
import kotlinx.serialization.json.double
import kotlinx.serialization.json.jsonArray
import kotlinx.serialization.json.jsonObject
import kotlinx.serialization.json.jsonPrimitive

/** Asks every question of `tests/vectors/priority`: decision tables, grading, the timing of escalations. */
class PriorityVectorsTest {
    @Test
    fun everyVectorHasItsAnswer() {
        val all = files("priority").flatMap { file ->
            val written = parse(file.readText()).jsonObject
            vectors(file).map { written to it }
        }
        val wrong = all.mapNotNull { (file, vector) ->
            val expected = vector.getValue("expect").jsonObject
            val got = answer(file, vector.getValue("input").jsonObject, expected)
            val isRight = if (vector["contested"] == JsonPrimitive(true)) {
                // These ask for a guess where the matrix has no cell; ours does not compile.
                got == mapOf("error" to JsonPrimitive("priority.matrix.missing_cells"))
            } else {
                expected.all { (name, wanted) -> same(wanted, got[name]) }
            }
            if (isRight) null else "${vector.text("id")}: $got, not $expected"
        }
        assertEquals(emptyList(), wrong)
        assertEquals(70, all.size)
        assertEquals(70, all.map { (_, vector) -> vector.text("id") }.toSet().size)
        assertEquals(15, all.map { (file, _) -> file.text("family") }.toSet().size)
    }

    private fun answer(file: JsonObject, given: JsonObject, expected: JsonObject): Map<String, JsonElement> =
        when (file.text("family").removePrefix("priority/")) {
            "matrix_servicenow_3x3" -> matrix("impact", "urgency", "falling", SERVICE_NOW, given)
            "matrix_glpi_5x5" -> matrix("urgency", "impact", "rising", GLPI, given)
            "matrix_glpi_fallback" -> matrix("urgency", "impact", "rising", GLPI, given, isWithoutCell = true)
            "zen_service_escalation" -> DecisionTable.fromJson(SERVICE_ESCALATION).use { table ->
                val hit = assertIs<TableAnswer.One>(table.decide(inputs(given))).hit
                hit.values.mapValues { literal(it.value) } + ("row" to JsonPrimitive(hit.row + 1))
            }
            "fail_closed" -> graded(given)
            "escalation_timing" -> timing(given)
            "table_analysis" -> if ("table" in given) ofTable(given.getValue("table").jsonObject, expected) else ofRows(given)
            else -> DecisionTable.compile(dmn(file.getValue("table").jsonObject)).use { table ->
                mapOf("out" to answered(table.decide(inputs(given))))
            }
        }

    /** Numbers are compared as numbers: the vectors write some of them with a fraction. */
    private fun same(wanted: JsonElement, got: JsonElement?): Boolean = when {
        wanted is JsonObject && got is JsonObject -> wanted.keys == got.keys && wanted.all { (key, value) -> same(value, got[key]) }
        wanted is JsonArray && got is JsonArray -> wanted.size == got.size && wanted.zip(got).all { (one, other) -> same(one, other) }
        wanted is JsonPrimitive && got is JsonPrimitive && !wanted.isString && !got.isString ->
            wanted == got || wanted.content.toDoubleOrNull().let { it != null && it == got.content.toDoubleOrNull() }
        else -> wanted == got
    }

    private fun matrix(
        rows: String,
        columns: String,
        order: String,
        cells: List<List<Int>>,
        given: JsonObject,
        isWithoutCell: Boolean = false,
    ): Map<String, JsonElement> {
        val numbers = List(cells.size) { (it + 1).toString() }
        val without = (given.int(rows) to given.int(columns)).takeIf { isWithoutCell }
        val written = numbers.indices.associate { row ->
            numbers[row] to numbers.indices.filter { without != (row + 1 to it + 1) }
                .associate { numbers[it] to cells[row][it].toString() }
        }
        val document = DecisionTableDocument(
            inputs = listOf(rows, columns).map { GradingInputDocument.Choice(it, OrderDocument.valueOf(order.uppercase()), numbers) },
            outputs = listOf(OutputDocument("priority", listOf("1", "2", "3", "4", "5"))),
            rules = Wire.read(
                """{"type": "matrix", "rows": "$rows", "columns": "$columns", "cells": ${Wire.write(written)}}""",
            ),
        )
        val table = try {
            DecisionTable.compile(document)
        } catch (refused: AftersalesException) {
            return mapOf("error" to JsonPrimitive(refused.code))
        }
        assertEquals(null, table.analysis())
        val hit = assertIs<TableAnswer.One>(table.decide(given.mapValues { InputValue.Text(it.value.jsonPrimitive.content) })).hit
        return mapOf("priority" to literal(hit.values.getValue("priority")))
    }

    private fun graded(given: JsonObject): Map<String, JsonElement> = try {
        mapOf("error" to JsonPrimitive(false), "priority" to JsonPrimitive(INCIDENT.grade(inputs(given)).priority))
    } catch (_: AftersalesException.Refused) {
        mapOf("error" to JsonPrimitive(true))
    }

    /** Questions about policies of escalation, asked of ours. */
    private fun timing(given: JsonObject): Map<String, JsonElement> {
        if ("reminders" in given) {
            val start = at(2, 9)
            val wait = Duration.ofMinutes(given.long("interval_minutes"))
            val firings = fired(
                start, 3_600,
                EscalationRuleDocument(
                    "page",
                    listOf(
                        EscalationStepDocument(
                            listOf(EscalationActionDocument.Notify("engineer")),
                            repeat = RepeatDocument(every = wait, times = given.int("reminders") + 1),
                        ),
                        EscalationStepDocument(listOf(EscalationActionDocument.RequestHierarchic("service_supervisor")), after = wait),
                    ),
                    EscalationTriggerDocument.AtOnce,
                ),
            )
            val raised = firings.single { it.actions.single() is FiredActionDocument.RequestHierarchic }
            return mapOf("minutes_before_escalation" to JsonPrimitive(Duration.between(start, raised.at).toMinutes()))
        }
        val seconds = given.long("offset_hours") * 3_600
        val target = 2 * kotlin.math.abs(seconds)
        val offset = Duration.ofSeconds(seconds)
        val point = if (offset.isNegative) LevelPointDocument.BeforeDue(offset.negated()) else LevelPointDocument.AfterDue(offset)
        val actions = listOf(EscalationActionDocument.RaiseLevel("L2"), EscalationActionDocument.RaisePriority("P2"))
        val firing = fired(
            given.instant("due").minusSeconds(target), target,
            EscalationRuleDocument(
                "level", listOf(EscalationStepDocument(actions)), EscalationTriggerDocument.Metric(point, "resolution"),
            ),
        ).single()
        val shown = firing.actions.map { action ->
            when (action) {
                is FiredActionDocument.RaiseLevel -> "assign ${action.to}"
                is FiredActionDocument.RaisePriority -> "priority ${WORDS.getValue(action.to)}"
                else -> action.toString()
            }
        }
        return mapOf("fires_at" to json(firing.at), "actions" to JsonArray(shown.map(::JsonPrimitive)))
    }

    /** The firings of one rule on a ticket of lowest priority, round the clock. */
    private fun fired(start: Instant, target: Long, rule: EscalationRuleDocument): List<FiringDocument> {
        val day = listOf(Shift("00:00", "24:00"))
        val always = CalendarDocument("Etc/UTC", weekly = WeeklyShifts(day, day, day, day, day, day, day))
        val sla = SlaPolicy.compile(
            SlaDocument(
                calendars = mapOf("always" to always),
                defaultCalendar = "always",
                metrics = listOf(MetricDocument("resolution", listOf(TriggerDocument.Started))),
                selector = listOf(SelectorEntryDocument.Set(targets = mapOf("resolution" to TargetDocument.OpenTime(seconds = target)))),
            ),
        )
        val clocks = TicketClocks(sla, listOf(TimelineEventDocument.Started(start, InputsDocument(priority = "P4"))))
        val policy = EscalationPolicy.compile(EscalationDocument(listOf(rule)), sla)
        val view = EscalationView(FunctionalLevel.L1, start)
        val due = policy.due(clocks, view, Instant.parse("9999-12-31T23:59:59Z"))
        assertEquals(emptyList(), policy.due(clocks, view.copy(fired = due), Instant.parse("9999-12-31T23:59:59Z")))
        assertEquals(listOf(rule.id), policy.rules())
        assertEquals(rule.id, assertNotNull(policy.explain(clocks, view, due.first())).rule)
        assertEquals(due.first { it.at > start }.at, policy.nextChange(clocks, view, start))
        return due
    }

    private fun ofTable(written: JsonObject, expected: JsonObject): Map<String, JsonElement> {
        val table = DecisionTable.compile(dmn(written))
        val analysis = assertNotNull(table.analysis())
        // A gap has many witnesses: that of the vector is right if no row holds for it, and so is ours.
        val gap = analysis.gap?.let { ours ->
            val theirs = inputs(JsonObject(written.texts("inputs").zip(expected.getValue("gap_witness").jsonArray).toMap()))
            val isRight = listOf(ours, theirs).all { table.decide(it) is TableAnswer.NoRow }
            if (isRight) expected.getValue("gap_witness") else JsonPrimitive(ours.toString())
        }
        fun pairs(overlaps: List<TableOverlap>) = pairs(overlaps.map { it.first to it.second })
        return mapOf(
            "has_gap" to JsonPrimitive(analysis.coverage != TableCoverage.COMPLETE),
            "gap_witness" to (gap ?: JsonNull),
            "overlapping_rule_pairs" to pairs(analysis.overlaps),
            "conflicting_rule_pairs" to pairs(analysis.overlaps.filterNot { it.agree }),
            "subsumed_rules" to pairs(analysis.within.map { it.row to it.within }),
            "never_first_hit" to JsonArray(analysis.neverFirst.map { JsonPrimitive(it.row + 1) }),
        )
    }

    private fun ofRows(given: JsonObject): Map<String, JsonElement> {
        val name = given.textOrNull("column") ?: "value"
        val cells = given.list("rows").map { it.jsonArray.first().jsonPrimitive.content }
        val answers = if ("outputs" in given) given.texts("outputs") else cells.indices.map { "row ${it + 1}" }
        val table = DecisionTable.compile(
            DecisionTableDocument(
                inputs = listOf(column(name, null, emptyList())),
                outputs = listOf(OutputDocument("out", answers.distinct())),
                rules = Wire.read(
                    JsonObject(
                        mapOf(
                            "type" to JsonPrimitive("table"), "hit_policy" to JsonPrimitive("collect"),
                            "rows" to JsonArray(
                                cells.zip(answers).map { (cell, answer) ->
                                    row(mapOf(name to cellTest(cell)), mapOf("out" to JsonPrimitive(answer)))
                                },
                            ),
                        ),
                    ).toString(),
                ),
            ),
        )
        val analysis = assertNotNull(table.analysis())
        val overlap = analysis.overlaps.first()
        fun number(case: Map<String, InputValue>) = JsonPrimitive(assertIs<InputValue.Number>(case.getValue(name)).number)
        return mapOf(
            "overlap" to JsonArray(listOf(number(overlap.least), number(overlap.greatest))),
            "witness_printed" to number(overlap.least),
            "subsumed" to pairs(analysis.within.map { it.row to it.within }),
        )
    }

    private fun pairs(rows: List<Pair<Int, Int>>): JsonElement =
        JsonArray(rows.map { (one, other) -> JsonArray(listOf(JsonPrimitive(one + 1), JsonPrimitive(other + 1))) })

    /** Numbers of the vectors are written with a fraction throughout; inputs are whole. */
    private fun inputs(given: JsonObject): Map<String, InputValue> = given.mapValues { (_, value) ->
        val scalar = value.jsonPrimitive
        val isNumber = !scalar.isString && scalar.content.toDoubleOrNull() != null
        if (isNumber) InputValue.Number(scalar.double.toLong()) else Wire.read(scalar.toString())
    }

    private fun answered(answer: TableAnswer): JsonElement = when (answer) {
        is TableAnswer.NoRow -> JsonNull
        is TableAnswer.One -> out(answer.hit)
        is TableAnswer.Many -> JsonArray(answer.hits.map(::out))
        is TableAnswer.Count -> JsonPrimitive(answer.count)
    }

    private fun out(hit: DecisionHit): JsonElement =
        if (hit.values.size > 1) JsonObject(hit.values.mapValues { literal(it.value) }) else literal(hit.values.values.single())

    private companion object {
        /** Impact (rows) and urgency (columns), 1 is highest. */
        val SERVICE_NOW = listOf(listOf(1, 2, 3), listOf(2, 3, 4), listOf(3, 4, 5))

        /** Urgency (rows) and impact (columns), 5 is highest. */
        val GLPI = listOf(
            listOf(1, 1, 2, 2, 2), listOf(1, 2, 2, 3, 3), listOf(2, 2, 3, 4, 4), listOf(2, 3, 4, 4, 5), listOf(2, 3, 4, 5, 5),
        )

        val WORDS = mapOf("P1" to "Very high", "P2" to "High", "P3" to "Medium", "P4" to "Low")

        /** The table of `gorules/zen`, `test-data/graphs/customer-service-escalation.json`. */
        const val SERVICE_ESCALATION = """{
            "inputs": [
                {"type": "choice", "name": "tier", "values": ["trial", "standard", "premium"], "order": "rising"},
                {"type": "choice", "name": "complexity", "values": ["low", "medium", "high"], "order": "rising"},
                {"type": "number", "name": "impact", "unit": "USD", "least": 0, "most": 1000000000, "order": "rising"}],
            "outputs": [
                {"name": "level", "values": ["immediate_executive", "senior_support", "standard_support"]},
                {"name": "priority", "values": ["1", "2", "3", "4"]},
                {"name": "sla_minutes", "values": ["30", "120", "180", "240", "480"]}],
            "rules": {"type": "table", "hit_policy": "first", "rows": [
                {"when": {"tier": {"one_of": ["premium"]}, "complexity": {"one_of": ["high"]}, "impact": {"above": 5000}},
                 "then": {"level": "immediate_executive", "priority": "1", "sla_minutes": "30"}},
                {"when": {"tier": {"one_of": ["premium"]}, "complexity": {"one_of": ["high"]}, "impact": {"at_most": 5000}},
                 "then": {"level": "senior_support", "priority": "2", "sla_minutes": "120"}},
                {"when": {"tier": {"one_of": ["premium"]}, "complexity": {"one_of": ["medium", "low"]}, "impact": {"above": 1000}},
                 "then": {"level": "senior_support", "priority": "2", "sla_minutes": "120"}},
                {"when": {"tier": {"one_of": ["standard"]}, "complexity": {"one_of": ["high"]}, "impact": {"above": 2000}},
                 "then": {"level": "senior_support", "priority": "2", "sla_minutes": "180"}},
                {"when": {"tier": {"one_of": ["standard"]}, "complexity": {"one_of": ["medium"]}, "impact": {"above": 5000}},
                 "then": {"level": "senior_support", "priority": "2", "sla_minutes": "180"}},
                {"when": {"tier": {"one_of": ["trial"]}, "complexity": {"one_of": ["high"]}, "impact": {"above": 5000}},
                 "then": {"level": "senior_support", "priority": "3", "sla_minutes": "240"}},
                {"then": {"level": "standard_support", "priority": "4", "sla_minutes": "480"}}]}}"""
    }
}
