package clockservice

import aftersales.Actor
import aftersales.Bundle
import aftersales.Channel
import aftersales.Command
import aftersales.CommandKind
import aftersales.ContactReferenceDocument
import aftersales.GradeStage
import aftersales.IntakeRecordDocument
import aftersales.Kind
import aftersales.gradingInputs
import java.nio.file.Files
import java.nio.file.Path
import java.time.Instant
import java.time.LocalDateTime
import java.time.ZoneId
import java.time.format.DateTimeFormatter
import java.util.Locale

private val SHANGHAI = ZoneId.of("Asia/Shanghai")
private val CLOCK = DateTimeFormatter.ofPattern("EEE HH:mm", Locale.UK).withZone(SHANGHAI)
private val DESK = Actor("desk-1", listOf("front_desk"))

/** A time of Friday, 6 March 2026, in Shanghai. */
fun at(time: String): Instant = LocalDateTime.parse("2026-03-06T$time").atZone(SHANGHAI).toInstant()

/** A morning at a desk. The service looks at its tickets only when one of them says so, and is started anew at eleven. */
fun main(arguments: Array<String>) {
    val file = arguments.firstOrNull()?.let(Path::of) ?: Files.createTempDirectory("clock-service").resolve("desk.sqlite")
    Bundle.preset("after-sales").use { bundle ->
        Store("jdbc:sqlite:$file").use { store ->
            val desk = Desk(store, bundle)
            for ((number, time, severity) in listOf(
                Triple("TS20260306-0001", "09:10", "severe"),
                Triple("TS20260306-0002", "09:20", "minor"),
            )) {
                desk.open(command(0, at(time), opening(number)), at(time))
                desk.execute(number, command(1, at(time), grade(severity)), at(time))
            }
            serve(desk, store, until = at("11:00"))
        }
        println("11:00  started anew")
        Store("jdbc:sqlite:$file").use { store ->
            val desk = Desk(store, bundle)
            serve(desk, store, until = at("12:00"))
            println("12:00  the board")
            store.tickets().zip(desk.board(at("12:00")).rows).forEach { (number, row) ->
                row.readings.filter { it.due != null }.forEach {
                    println("       $number  ${it.metric}: due ${CLOCK.format(it.due)}, ${it.remaining?.toMinutes()} min left")
                }
            }
        }
    }
}

/** Sleeps until the next wake-up, as a scheduler would, and then does all that has fallen due. */
private fun serve(desk: Desk, store: Store, until: Instant) {
    while (true) {
        val now = store.nextWakeup()?.takeIf { it < until } ?: break
        desk.runTimers(now)
        desk.sendMessages(now) { println("${CLOCK.format(now)}  ${it.ticket}: ${it.effect.about} to ${it.effect.notify}") }
        check(store.nextWakeup()?.let { it > now } != false) { "the wake-up at $now has passed" }
    }
}

fun command(version: Long, at: Instant, kind: CommandKind): Command = Command(DESK, version, "desk-1-$at-$version", kind, at)

fun opening(number: String): CommandKind = CommandKind.Open(
    Channel.HOTLINE, Kind.REPAIR, number,
    intake = IntakeRecordDocument(
        brand = "North", model = "Filler 4", serialNumber = "NF4-$number", symptom = "the line stops every few minutes",
        frequency = "every few minutes", scope = "one line", faultAt = at("08:55").toString(),
        contact = ContactReferenceDocument("contact-1", listOf("customer_name", "phone")),
    ),
)

fun grade(severity: String): CommandKind = CommandKind.Grade(
    gradingInputs("severity" to severity, "scope" to "several_functions", "safety_hazard" to false), GradeStage.PRELIMINARY,
)
