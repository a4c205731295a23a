package aftersales

import kotlinx.serialization.ExperimentalSerializationApi
import kotlinx.serialization.KSerializer
import kotlinx.serialization.SerializationException
import kotlinx.serialization.json.Json
import kotlinx.serialization.serializer

/** Documents as the JSON that they are in every language, to store them or send them. */
object Wire {
    /** What is absent is left out, and fields that this version does not know are passed over. */
    @OptIn(ExperimentalSerializationApi::class)
    val json: Json = Json {
        ignoreUnknownKeys = true
        explicitNulls = false
        encodeDefaults = false
    }

    /** A document as JSON text. */
    inline fun <reified T> write(document: T): String = json.encodeToString(serializer<T>(), document)

    /**
     * A document as canonical JSON (RFC 8785): the text that is the same in every language, to compare or to hash.
     *
     * @throws AftersalesException.Malformed where the document holds a fraction, as figures do
     */
    inline fun <reified T> canonical(document: T): String = canonicalJson(write(document))

    /**
     * A document from JSON text.
     *
     * @throws AftersalesException.Malformed where the text is not JSON of that shape
     */
    inline fun <reified T> read(text: String): T = read(serializer<T>(), text)

    @PublishedApi
    internal fun <T> read(serializer: KSerializer<T>, text: String): T = try {
        json.decodeFromString(serializer, text)
    } catch (cause: SerializationException) {
        val (path, detail) = cause.message.orEmpty().placed()
        throw AftersalesException.Malformed("wire.document.malformed", detail, path, null).initCause(cause)
    }

    /** The message of the JSON library names the place as `path: $.a[0].b`. */
    private fun String.placed(): Pair<String?, String> {
        val first = lineSequence().first()
        val found = Regex("""path:? \$\.?(\S*)""").find(this)?.groupValues?.get(1)
        return found?.trim('\'', '.', ',') to first
    }
}

/** Reads what the engine wrote. */
internal inline fun <reified T> decode(text: String): T = Wire.json.decodeFromString(serializer<T>(), text)

/** Writes what the engine reads. */
internal inline fun <reified T> encode(document: T): String = Wire.json.encodeToString(serializer<T>(), document)
