package aftersales

import kotlinx.serialization.KSerializer
import kotlinx.serialization.Serializable
import kotlinx.serialization.descriptors.SerialDescriptor
import kotlinx.serialization.encoding.Decoder
import kotlinx.serialization.encoding.Encoder
import kotlinx.serialization.json.JsonElement
import kotlinx.serialization.json.JsonPrimitive
import kotlinx.serialization.json.booleanOrNull
import kotlinx.serialization.json.longOrNull

/** What stands in an input: a text, a whole number, or yes or no. */
@Serializable(with = InputValueSerializer::class)
sealed interface InputValue {
    /** A text, or a value of a choice. */
    data class Text(val text: String) : InputValue

    /** A whole number. */
    data class Number(val number: Long) : InputValue

    /** Yes or no. */
    data class YesNo(val yes: Boolean) : InputValue

    /** JSON of another shape, which no input takes; it is refused together with all other bad inputs. */
    data class Other(val json: JsonElement) : InputValue
}

/** The facts of a case by input; each value is a `String`, a whole number, a `Boolean` or an [InputValue]. */
fun gradingInputs(vararg inputs: Pair<String, Any>): Map<String, InputValue> =
    inputs.associate { (name, value) -> name to inputValue(name, value) }

private fun inputValue(name: String, value: Any): InputValue = when (value) {
    is InputValue -> value
    is String -> InputValue.Text(value)
    is Boolean -> InputValue.YesNo(value)
    is Int, is Long, is Short, is Byte -> InputValue.Number((value as kotlin.Number).toLong())
    else -> throw IllegalArgumentException("`$name` is a `${value::class.simpleName}`; a text, whole number or boolean is expected")
}

internal object InputValueSerializer : KSerializer<InputValue> {
    private val json = JsonElement.serializer()

    override val descriptor: SerialDescriptor = SerialDescriptor("aftersales.InputValue", json.descriptor)

    override fun serialize(encoder: Encoder, value: InputValue) = json.serialize(
        encoder,
        when (value) {
            is InputValue.Text -> JsonPrimitive(value.text)
            is InputValue.Number -> JsonPrimitive(value.number)
            is InputValue.YesNo -> JsonPrimitive(value.yes)
            is InputValue.Other -> value.json
        },
    )

    override fun deserialize(decoder: Decoder): InputValue {
        val found = json.deserialize(decoder)
        val scalar = found as? JsonPrimitive ?: return InputValue.Other(found)
        if (scalar.isString) return InputValue.Text(scalar.content)
        return scalar.booleanOrNull?.let(InputValue::YesNo)
            ?: scalar.longOrNull?.let(InputValue::Number)
            ?: InputValue.Other(found)
    }
}
