package aftersales

import kotlin.math.abs
import kotlinx.serialization.json.JsonArray
import kotlinx.serialization.json.JsonElement
import kotlinx.serialization.json.JsonNull
import kotlinx.serialization.json.JsonObject
import kotlinx.serialization.json.JsonPrimitive
import kotlinx.serialization.json.booleanOrNull
import kotlinx.serialization.json.doubleOrNull

/** How near a real number must come: the numbers after `relative` and `absolute` in the text of a vector or its file. */
class Tolerance(file: JsonObject, vector: JsonObject) {
    private val text = vector.textOrNull("tolerance") ?: file.textOrNull("tolerance")
    val relative = after("relative") ?: 0.0
    private val absolute = if (text == null) 0.0 else after("absolute") ?: 1e-12

    private fun after(word: String): Double? = text?.let { Regex("""$word ([-+.\de]+)""").find(it)?.groupValues?.get(1)?.toDouble() }

    /** Every place at which an answer differs; what is answered and not expected is no difference. */
    fun differences(path: String, expected: JsonElement, got: Any?): List<String> = when {
        expected is JsonObject && got is Map<*, *> ->
            expected.flatMap { (name, value) -> differences("$path.$name", value, got[name]) }
        expected is JsonArray && got is List<*> && expected.size == got.size ->
            expected.zip(got).flatMapIndexed { place, (value, found) -> differences("$path[$place]", value, found) }
        isSame(expected, got) -> emptyList()
        else -> listOf("`$path`: expected $expected, got $got")
    }

    private fun isSame(expected: JsonElement, got: Any?): Boolean = when {
        expected is JsonNull || got == null -> expected is JsonNull && got == null
        expected !is JsonPrimitive -> false
        expected.isString -> expected.content == got
        got is Boolean -> expected.booleanOrNull == got
        got is Number -> expected.doubleOrNull?.let { abs(it - got.toDouble()) <= absolute + relative * abs(it) } == true
        else -> false
    }
}
