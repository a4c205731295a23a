package aftersales

import java.io.File
import java.time.Duration
import java.time.Instant
import java.time.LocalDate
import java.time.OffsetDateTime
import kotlin.test.assertEquals
import kotlinx.serialization.json.Json
import kotlinx.serialization.json.JsonArray
import kotlinx.serialization.json.JsonElement
import kotlinx.serialization.json.JsonNull
import kotlinx.serialization.json.JsonObject
import kotlinx.serialization.json.JsonPrimitive
import kotlinx.serialization.json.contentOrNull
import kotlinx.serialization.json.double
import kotlinx.serialization.json.int
import kotlinx.serialization.json.jsonArray
import kotlinx.serialization.json.jsonObject
import kotlinx.serialization.json.jsonPrimitive
import kotlinx.serialization.json.long

// Reading the shared vectors, and writing answers as they do.

fun files(folder: String): List<File> =
    File(System.getProperty("vectors.directory"), folder).listFiles { file -> file.extension == "json" }.orEmpty().sorted()

fun parse(text: String): JsonElement = Json.parseToJsonElement(text)

fun vectors(file: File): List<JsonObject> = parse(file.readText()).jsonObject.getValue("vectors").jsonArray.map { it.jsonObject }

fun JsonObject.text(field: String): String = getValue(field).jsonPrimitive.content

fun JsonObject.textOrNull(field: String): String? = this[field]?.jsonPrimitive?.contentOrNull

fun JsonObject.long(field: String): Long = getValue(field).jsonPrimitive.long

fun JsonObject.int(field: String): Int = getValue(field).jsonPrimitive.int

fun JsonObject.instant(field: String): Instant = OffsetDateTime.parse(text(field)).toInstant()

fun JsonObject.date(field: String): LocalDate = LocalDate.parse(text(field))

fun JsonObject.list(field: String): List<JsonElement> = this[field]?.jsonArray.orEmpty()

fun JsonObject.texts(field: String): List<String> = list(field).map { it.jsonPrimitive.content }

/** On the wire a fraction has no zeros at its end; `Instant.toString` pads it to groups of three digits. */
fun json(instant: Instant?): JsonElement =
    instant?.let { JsonPrimitive(it.toString().replace(Regex("(\\.\\d*[1-9])0+Z"), "$1Z")) } ?: JsonNull

fun json(date: LocalDate?): JsonElement = date?.let { JsonPrimitive(it.toString()) } ?: JsonNull

/** Whole seconds; a fraction would be an answer that no vector expects, so it stays visible. */
fun json(duration: Duration?): JsonElement = when {
    duration == null -> JsonNull
    duration.nano == 0 -> JsonPrimitive(duration.seconds)
    else -> JsonPrimitive(duration.toString())
}

fun json(elements: List<JsonElement>): JsonElement = JsonArray(elements)

fun JsonObject.real(field: String): Double = getValue(field).jsonPrimitive.double

fun JsonObject.reals(field: String): List<Double> = list(field).map { it.jsonPrimitive.double }

/** A result written again is the canonical JSON that the core has when it is asked once more. */
internal inline fun <reified T> same(result: T, call: (UniffiRustCallStatus) -> RustBuffer.ByValue) {
    assertEquals(canonicalJson(FfiConverterString.lift(call(UniffiRustCallStatus()))), Wire.canonical(result))
}

/** The same of figures, whose numbers have fractions and so no canonical form: each is the same number. */
internal inline fun <reified T> sameNumbers(result: T, call: (UniffiRustCallStatus) -> RustBuffer.ByValue) {
    val theirs = parse(FfiConverterString.lift(call(UniffiRustCallStatus())))
    assertEquals(theirs.withPlainNumbers(), parse(Wire.write(result)).withPlainNumbers())
}

internal fun JsonElement.withPlainNumbers(): JsonElement = when (this) {
    is JsonObject -> JsonObject(mapValues { it.value.withPlainNumbers() })
    is JsonArray -> JsonArray(map { it.withPlainNumbers() })
    is JsonPrimitive -> if (isString) this else contentOrNull?.toDoubleOrNull()?.let { JsonPrimitive(it) } ?: this
}
