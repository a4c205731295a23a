package aftersales

import java.math.BigDecimal
import java.math.BigInteger
import java.time.DateTimeException
import java.time.Duration
import java.time.Instant
import java.time.LocalDate
import java.time.OffsetDateTime
import kotlinx.serialization.KSerializer
import kotlinx.serialization.SerializationException
import kotlinx.serialization.descriptors.PrimitiveKind
import kotlinx.serialization.descriptors.PrimitiveSerialDescriptor
import kotlinx.serialization.descriptors.SerialDescriptor
import kotlinx.serialization.encoding.Decoder
import kotlinx.serialization.encoding.Encoder
import kotlinx.serialization.json.JsonArray
import kotlinx.serialization.json.JsonDecoder
import kotlinx.serialization.json.JsonElement
import kotlinx.serialization.json.JsonEncoder
import kotlinx.serialization.json.JsonObject
import kotlinx.serialization.json.JsonTransformingSerializer
import kotlinx.serialization.json.jsonPrimitive

// How types of the platform stand on the wire.

/** A type that stands on the wire as a text. */
internal abstract class TextSerializer<T>(name: String) : KSerializer<T> {
    final override val descriptor: SerialDescriptor = PrimitiveSerialDescriptor("aftersales.$name", PrimitiveKind.STRING)

    abstract fun read(text: String): T

    abstract fun write(value: T): String

    final override fun serialize(encoder: Encoder, value: T) = encoder.encodeString(write(value))

    final override fun deserialize(decoder: Decoder): T {
        val text = decoder.decodeString()
        return try {
            read(text)
        } catch (cause: DateTimeException) {
            throw SerializationException("`$text` is no ${descriptor.serialName.substringAfterLast('.')}", cause)
        } catch (cause: NumberFormatException) {
            throw SerializationException("`$text` is no ${descriptor.serialName.substringAfterLast('.')}", cause)
        }
    }
}

internal object InstantSerializer : TextSerializer<Instant>("Instant") {
    override fun read(text: String): Instant =
        instantOf(text) ?: if (text.endsWith('Z')) Instant.parse(text) else OffsetDateTime.parse(text).toInstant()

    override fun write(value: Instant): String = value.toText()
}

internal object DateSerializer : TextSerializer<LocalDate>("LocalDate") {
    override fun read(text: String): LocalDate = LocalDate.parse(text)

    override fun write(value: LocalDate): String = value.toString()
}

internal object DecimalSerializer : TextSerializer<BigDecimal>("BigDecimal") {
    override fun read(text: String): BigDecimal = BigDecimal(text)

    override fun write(value: BigDecimal): String = value.toPlainString()
}

/** A length of time as a whole number of a unit, which its name on the wire tells. */
internal abstract class DurationSerializer(unit: String) : KSerializer<Duration> {
    final override val descriptor: SerialDescriptor = PrimitiveSerialDescriptor("aftersales.$unit", PrimitiveKind.LONG)
}

internal object MicrosecondsSerializer : DurationSerializer("Microseconds") {
    override fun serialize(encoder: Encoder, value: Duration) = encoder.encodeLong(value.toMicros())

    override fun deserialize(decoder: Decoder): Duration = durationOfMicros(decoder.decodeLong())
}

internal object SecondsSerializer : DurationSerializer("Seconds") {
    override fun serialize(encoder: Encoder, value: Duration) = encoder.encodeLong(value.seconds)

    override fun deserialize(decoder: Decoder): Duration = Duration.ofSeconds(decoder.decodeLong())
}

/** Whole numbers beyond 2⁵³ are texts on the wire. */
internal object WholeNumberSerializer : KSerializer<BigInteger> {
    private val greatest = BigInteger.ONE.shiftLeft(53)

    override val descriptor: SerialDescriptor = PrimitiveSerialDescriptor("aftersales.WholeNumber", PrimitiveKind.STRING)

    override fun serialize(encoder: Encoder, value: BigInteger) =
        if (value.abs() <= greatest) encoder.encodeLong(value.toLong()) else encoder.encodeString(value.toString())

    override fun deserialize(decoder: Decoder): BigInteger =
        BigInteger((decoder as JsonDecoder).decodeJsonElement().jsonPrimitive.content)
}

/** Microseconds of many tickets together, which may be more than 64 bits hold. */
internal object ManyMicrosecondsSerializer : DurationSerializer("ManyMicroseconds") {
    private val second = BigInteger.valueOf(1_000_000)

    override fun serialize(encoder: Encoder, value: Duration) {
        val micros = BigInteger.valueOf(value.seconds) * second + BigInteger.valueOf(value.nano / 1_000L)
        WholeNumberSerializer.serialize(encoder, micros)
    }

    override fun deserialize(decoder: Decoder): Duration {
        val (seconds, micros) = WholeNumberSerializer.deserialize(decoder).divideAndRemainder(second)
        if (seconds.bitLength() > 63) throw SerializationException("$seconds s is more than a Duration holds")
        return Duration.ofSeconds(seconds.toLong(), micros.toLong() * 1_000)
    }
}

/** A pair is a list of two on the wire. */
internal class PairSerializer<A, B>(
    private val first: KSerializer<A>,
    private val second: KSerializer<B>,
) : KSerializer<Pair<A, B>> {
    private val list = JsonArray.serializer()

    override val descriptor: SerialDescriptor = SerialDescriptor("aftersales.Pair", list.descriptor)

    override fun serialize(encoder: Encoder, value: Pair<A, B>) {
        val json = (encoder as JsonEncoder).json
        val both = listOf(json.encodeToJsonElement(first, value.first), json.encodeToJsonElement(second, value.second))
        list.serialize(encoder, JsonArray(both))
    }

    override fun deserialize(decoder: Decoder): Pair<A, B> {
        val json = (decoder as JsonDecoder).json
        val both = list.deserialize(decoder)
        if (both.size != 2) throw SerializationException("a list of ${both.size}; two are expected")
        return json.decodeFromJsonElement(first, both[0]) to json.decodeFromJsonElement(second, both[1])
    }
}

/** A class that keeps the fields that it does not know in `unknown`. */
internal abstract class UnknownFields<T : Any>(known: KSerializer<T>) : JsonTransformingSerializer<T>(known) {
    private val names = List(known.descriptor.elementsCount, known.descriptor::getElementName).toSet() - UNKNOWN

    final override fun transformDeserialize(element: JsonElement): JsonElement {
        val (known, unknown) = (element as JsonObject).entries.partition { it.key in names }
        if (unknown.isEmpty()) return element
        return JsonObject(known.associate { it.toPair() } + (UNKNOWN to JsonObject(unknown.associate { it.toPair() })))
    }

    final override fun transformSerialize(element: JsonElement): JsonElement {
        val unknown = (element as JsonObject)[UNKNOWN] as JsonObject? ?: return element
        return JsonObject(element - UNKNOWN + unknown)
    }

    private companion object {
        const val UNKNOWN = "unknown"
    }
}
