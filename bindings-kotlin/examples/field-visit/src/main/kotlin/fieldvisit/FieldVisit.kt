package fieldvisit

import aftersales.AftersalesException
import aftersales.Bundle
import aftersales.CommandKind
import aftersales.EventDocument
import aftersales.ReadingDocument
import java.io.IOException
import java.nio.file.Files
import java.time.Instant
import java.time.ZoneId
import java.time.format.DateTimeFormatter
import java.util.Locale

private val CLOCK = DateTimeFormatter.ofPattern("EEE HH:mm", Locale.UK).withZone(ZoneId.of("Asia/Shanghai"))

/** A visit to a plant without a network: commands wait on the device and are sent from the road. */
fun main() {
    val queue = Files.createTempDirectory("field-visit").resolve("queue.jsonl")
    Bundle.preset("after-sales").use { bundle ->
        val (server, number) = bookedRepair(bundle)
        Device(bundle, ENGINEER, queue, server.log(number)).use { device ->
            println("$number at the plant's gate, 10:15, no network")
            println(device.readings(at("10:15")).filter { it.due != null }.joinToString("\n", transform = ::promise))
            println("\n" + quote().use { it.text("en", "Asia/Shanghai") } + "\n")
            refuseTooEarly(device)

            for ((by, time, kind) in workOnSite()) {
                device.give(kind, at(time), by)
                val graded = if (kind is CommandKind.Grade) " ${device.graded}" else ""
                println("$time  ${kind.name()}$graded: waits")
            }

            println("\nMeanwhile at the desk")
            server.give(number, DESK, CommandKind.ReceiveMessage(aftersales.Channel.EMAIL, "mail-18"), at("10:50"))
            server.tick(number, at("11:40"))
            println(server.log(number, after = device.seen).joinToString("\n", transform = ::event))

            println("\n11:45 on the road, a network that breaks off after the second answer")
            var answers = 0
            val link: Link = { command ->
                val reply = server.submit(number, command, at("11:45"))
                if (++answers == 3) throw IOException("the answer was lost")
                reply
            }
            for (attempt in 1..2) {
                val sync = device.sync(link)
                println("sent ${sync.sent.size}, ${device.waiting.size} wait" + (sync.broken?.let { ": ${it.message}" } ?: ""))
                if (sync.unseen.isNotEmpty()) println("not seen before:\n" + sync.unseen.joinToString("\n", transform = ::event))
            }

            println("\nThe log that device and server share")
            println(server.log(number).joinToString("\n", transform = ::event))
            check(device.waiting.isEmpty() && device.seen == server.log(number).last().sequence)
        }
    }
}

/** The screen of the device greys out what is not possible yet, and says why. */
private fun refuseTooEarly(device: Device) {
    val start = device.buttons(at("10:15")).single { it.command == aftersales.CommandName.START_WORK }
    println("start_work lacks: " + start.lacks.joinToString { it.message })
    try {
        device.give(CommandKind.StartWork(), at("10:15"))
    } catch (refused: AftersalesException.Refused) {
        println("refused: ${refused.reasons.joinToString { it.code }}")
    }
}

private fun promise(reading: ReadingDocument): String =
    "  ${reading.metric} due ${CLOCK.format(reading.due)}, ${reading.remaining?.toMinutes()} min left"

private fun event(event: EventDocument): String =
    "  ${event.sequence.toString().padStart(2)}  ${CLOCK.format(event.occurredAt)}  ${event.kind.name()}" + late(event.occurredAt, event.recordedAt)

private fun late(occurred: Instant, recorded: Instant): String =
    if (occurred == recorded) "" else "  (recorded ${CLOCK.format(recorded)})"

/** `StartWork` as `start_work`. */
private fun Any.name(): String =
    this::class.simpleName.orEmpty().replace(Regex("(?<=[a-z])(?=[A-Z])"), "_").lowercase()
