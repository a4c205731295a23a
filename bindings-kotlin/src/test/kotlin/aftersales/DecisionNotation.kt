package aftersales

import kotlinx.serialization.json.JsonArray
import kotlinx.serialization.json.JsonElement
import kotlinx.serialization.json.JsonObject
import kotlinx.serialization.json.JsonPrimitive
import kotlinx.serialization.json.contentOrNull
import kotlinx.serialization.json.jsonPrimitive

// Tables in the notation of DMN, as far as the vectors use it, as documents.

/** What stands for "no limit" in the numbers of the vectors. */
private const val FAR = 1_000_000L

private val COMPARISON = Regex("""(>=|<=|>|<)\s*(-?\d+)""")

private val COMPARISONS = mapOf(">=" to "at_least", "<=" to "at_most", ">" to "above", "<" to "below")

private val AGGREGATIONS = mapOf("MIN" to "collect_min", "MAX" to "collect_max", "COUNT" to "collect_count")

fun dmn(table: JsonObject): DecisionTableDocument {
    val rows = table.list("rules").map { it as JsonObject }
    val names = table.texts("inputs")
    val outputs = table.texts("outputs")
    val written = rows.map { row ->
        val tests = names.zip(row.texts("when")).filter { it.second != "-" }
        row(tests.associate { (name, cell) -> name to cellTest(cell) }, words(outputs, row.texts("then")))
    }
    // What holds where no rule does is a last row without tests.
    val default = table.declared("default")?.takeIf { it.firstOrNull() != null }?.map { it.orEmpty() }
    val last = default?.let { row(emptyMap(), words(outputs, it)) }
    val policy = AGGREGATIONS[table.textOrNull("aggregation")].takeIf { table.text("hit_policy") == "COLLECT" }
        ?: table.text("hit_policy").lowercase().replace(' ', '_')
    val inputValues = table.declared("input_values")
    val outputValues = table.declared("output_values")
    return DecisionTableDocument(
        inputs = names.mapIndexed { place, name -> column(name, inputValues?.get(place), rows.map { it.texts("when")[place] }) },
        outputs = outputs.mapIndexed { place, name ->
            OutputDocument(name, scale(outputValues?.get(place), rows.map { it.texts("then")[place] }))
        },
        rules = Wire.read(
            JsonObject(
                mapOf(
                    "type" to JsonPrimitive("table"), "hit_policy" to JsonPrimitive(policy),
                    "rows" to JsonArray(written + listOfNotNull(last)),
                ),
            ).toString(),
        ),
    )
}

fun row(tests: Map<String, JsonElement>, answers: Map<String, JsonElement>): JsonObject =
    JsonObject(mapOf("when" to JsonObject(tests), "then" to JsonObject(answers)))

/** Declared values make a choice, `true` and `false` a yes or no, anything else a whole number. */
fun column(name: String, declared: String?, cells: List<String>): GradingInputDocument {
    if (declared != null) return GradingInputDocument.Choice(name, OrderDocument.NONE, words(declared))
    if (cells.any { it == "true" || it == "false" }) return GradingInputDocument.YesNo(name, OrderDocument.NONE)
    return Wire.read("""{"type": "number", "name": "$name", "unit": "one", "least": -$FAR, "most": $FAR, "order": "none"}""")
}

/** One cell: words or a comparison, an interval `a..b`, `true` or `false`. */
fun cellTest(cell: String): JsonElement {
    if (cell.startsWith('"')) return JsonObject(mapOf("one_of" to JsonArray(words(cell).map(::JsonPrimitive))))
    if (cell == "true" || cell == "false") return JsonObject(mapOf("one_of" to JsonArray(listOf(JsonPrimitive(cell == "true")))))
    if (".." in cell) {
        val (least, most) = cell.split("..").map { JsonPrimitive(it.toLong()) }
        return JsonObject(mapOf("at_least" to least, "at_most" to most))
    }
    val (sign, number) = requireNotNull(COMPARISON.matchEntire(cell)) { "`$cell` is no cell that this test knows" }.destructured
    return JsonObject(mapOf(COMPARISONS.getValue(sign) to JsonPrimitive(number.toLong())))
}

/** A word of a scale as the value that it stands for: a number where it is written like one. */
fun literal(word: String): JsonElement = word.toLongOrNull()?.let { JsonPrimitive(it) }
    ?: word.toDoubleOrNull()?.let { JsonPrimitive(it) }
    ?: JsonPrimitive(word)

/** The declared order, or that of the numbers, or that in which the words appear. */
private fun scale(declared: String?, texts: List<String>): List<String> {
    if (declared != null) return words(declared)
    val found = texts.map(::plain).distinct()
    return if (found.all { it.toDoubleOrNull() != null }) found.sortedBy { it.toDouble() } else found
}

private fun words(outputs: List<String>, cells: List<String>): Map<String, JsonElement> =
    outputs.zip(cells).associate { (name, word) -> name to JsonPrimitive(plain(word)) }

private fun words(text: String): List<String> = text.split(',').map(::plain)

private fun plain(word: String): String = word.trim().trim('"')

/** What is declared of each column; null where nothing is. */
private fun JsonObject.declared(field: String): List<String?>? =
    (this[field] as? JsonArray)?.map { (it as? JsonPrimitive)?.jsonPrimitive?.contentOrNull }
