package aftersales

import kotlinx.serialization.KSerializer
import kotlinx.serialization.Serializable
import kotlinx.serialization.SerializationException
import kotlinx.serialization.builtins.ListSerializer
import kotlinx.serialization.builtins.serializer
import kotlinx.serialization.descriptors.SerialDescriptor
import kotlinx.serialization.encoding.Decoder
import kotlinx.serialization.encoding.Encoder

/**
 * One shift: wall-clock times from `00:00` to `24:00`, the opening instant in, the closing instant out. A close at or before
 * its open reaches into the next day. Text, because no `LocalTime` is `24:00`.
 */
@Serializable(with = ShiftSerializer::class)
data class Shift(val open: String, val close: String)

/** A shift is a pair on the wire. */
internal object ShiftSerializer : KSerializer<Shift> {
    private val times = ListSerializer(String.serializer())

    override val descriptor: SerialDescriptor = SerialDescriptor("aftersales.Shift", times.descriptor)

    override fun serialize(encoder: Encoder, value: Shift) = times.serialize(encoder, listOf(value.open, value.close))

    override fun deserialize(decoder: Decoder): Shift {
        val times = times.deserialize(decoder)
        if (times.size != 2) throw SerializationException("a shift of ${times.size} times; open and close are expected")
        return Shift(times[0], times[1])
    }
}
