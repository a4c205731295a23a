package bench

import aftersales.Board
import aftersales.CalendarDocument
import aftersales.InputsDocument
import aftersales.MetricDocument
import aftersales.SelectorEntryDocument
import aftersales.Shift
import aftersales.SlaDocument
import aftersales.SlaPolicy
import aftersales.TargetDocument
import aftersales.TimelineEventDocument
import aftersales.TriggerDocument
import aftersales.WeeklyShifts
import aftersales.WorkingCalendar
import aftersales.elapsedColumns
import aftersales.isOpenColumns
import java.nio.ByteBuffer
import java.nio.ByteOrder
import java.time.Duration
import java.time.Instant
import kotlin.random.Random
import kotlin.system.exitProcess

private const val ROWS = 1_000_000
private const val PEER_ROWS = 10_000
private const val TICKETS = 10_000
private const val GATE = 100.0
private const val MINUTE = 60_000_000L

/** The Kotlin module beside libraries of the JVM, in one run. Fails where the gate does not hold. */
fun main(arguments: Array<String>) {
    val rounds = arguments.firstOrNull()?.toInt() ?: 15
    val random = Random(20_260_306)
    val starts = LongArray(ROWS) { Instant.parse("2024-01-01T00:00:00Z").epochSecond * 1_000_000 + random.nextLong(1_000_000) * MINUTE }
    val ends = LongArray(ROWS) { starts[it] + random.nextLong(30 * 1_440) * MINUTE }
    val (from, to) = buffer(starts) to buffer(ends)
    val (mpxj, dhatim) = Mpxj() to Dhatim()
    val document = office()
    val (calendar, policy) = WorkingCalendar.compile(document) to SlaPolicy.compile(promises(document))
    val board = Board().apply { put(policy, histories(starts)) }
    val now = Instant.parse("2026-06-01T12:00:00Z")
    agree(calendar, mpxj, dhatim, starts, ends)

    val day = Duration.ofHours(8)
    val slices = generateSequence(0) { (it + PEER_ROWS) % ROWS }.iterator()
    val contenders = listOf(
        Contender("aftersales elapsedColumns", ROWS) { calendar.elapsedColumns(from, to) },
        Contender("mpxj getWork", PEER_ROWS) { mpxjMinutes(starts, ends, slices.next()) },
        Contender("aftersales isOpenColumns", ROWS) { calendar.isOpenColumns(from) },
        Contender("business-hours isOpen", PEER_ROWS) { (0 until PEER_ROWS).count { dhatim.isOpen(localTime(starts[it])) } },
        Contender("aftersales one elapsed call", 100) { (0 until 100).sumOf { calendar.elapsed(now, now.plus(day)).seconds } },
        Contender("aftersales readings as columns", TICKETS) { board.readColumns(now) },
        Contender("aftersales readings as documents", TICKETS) { board.read(now) },
    )
    val times = Race(contenders, rounds).run()
    for ((name, nanos) in times) println("%-34s %12.1f ns a row".format(name, nanos))
    val held = listOf(
        gate("elapsed", times.getValue("mpxj getWork") / times.getValue("aftersales elapsedColumns")),
        gate("isOpen", times.getValue("business-hours isOpen") / times.getValue("aftersales isOpenColumns")),
    )
    aim("elapsed through buffers, a row", times.getValue("aftersales elapsedColumns"), 40.0, "ns")
    aim("readings of $TICKETS tickets", times.getValue("aftersales readings as columns") * TICKETS / 1e6, 50.0, "ms")
    exitProcess(if (held.all { it }) 0 else 1)
}

/** MPXJ remembers the answer to each span: every row is asked once, of a calendar that has not seen it. */
private fun mpxjMinutes(starts: LongArray, ends: LongArray, from: Int): Double {
    val mpxj = Mpxj()
    return (from until from + PEER_ROWS).sumOf { mpxj.minutes(localTime(starts[it]), localTime(ends[it])) }
}

private fun gate(name: String, ratio: Double): Boolean {
    println("gate %-8s %8.0f times the peer a row, at least %.0f: %s".format(name, ratio, GATE, if (ratio >= GATE) "holds" else "FAILS"))
    return ratio >= GATE
}

private fun aim(name: String, seen: Double, aim: Double, unit: String) =
    println("aim  %s: %.1f %s, aim %.0f %s".format(name, seen, unit, aim, unit))

/** A race between libraries that disagree would say nothing. */
private fun agree(calendar: WorkingCalendar, mpxj: Mpxj, dhatim: Dhatim, starts: LongArray, ends: LongArray) {
    val rows = PEER_ROWS
    val (from, to) = buffer(starts.copyOf(rows)) to buffer(ends.copyOf(rows))
    val elapsed = calendar.elapsedColumns(from, to)
    val open = calendar.isOpenColumns(from)
    for (row in 0 until rows) {
        val minutes = mpxj.minutes(localTime(starts[row]), localTime(ends[row]))
        check(elapsed.get(row) == (minutes * MINUTE).toLong()) { "row $row: ${elapsed.get(row)} and $minutes min" }
        check((open[row].toInt() == 1) == dhatim.isOpen(localTime(starts[row]))) { "row $row: ${localTime(starts[row])}" }
    }
}

private fun buffer(column: LongArray): ByteBuffer =
    ByteBuffer.allocateDirect(column.size * Long.SIZE_BYTES).order(ByteOrder.nativeOrder()).apply { asLongBuffer().put(column) }

private fun office(): CalendarDocument {
    val day = listOf(Shift("09:00", "17:00"))
    return CalendarDocument("Etc/UTC", weekly = WeeklyShifts(mon = day, tue = day, wed = day, thu = day, fri = day))
}

private fun promises(office: CalendarDocument) = SlaDocument(
    calendars = mapOf("office" to office),
    defaultCalendar = "office",
    metrics = listOf(MetricDocument("resolution", starts = listOf(TriggerDocument.Started))),
    selector = listOf(SelectorEntryDocument.Set(targets = mapOf("resolution" to TargetDocument.OpenTime("PT40H")))),
)

/** Tickets that were opened, waited for the customer and were taken up again. */
private fun histories(starts: LongArray): Map<String, List<TimelineEventDocument>> = (0 until TICKETS).associate { row ->
    val opened = Instant.ofEpochSecond(starts[row] / 1_000_000)
    "TS-%05d".format(row) to listOf(
        TimelineEventDocument.Started(opened, InputsDocument(priority = "P2")),
        TimelineEventDocument.WaitStarted(opened.plusSeconds(7_200), "customer"),
        TimelineEventDocument.WaitEnded(opened.plusSeconds(90_000), "customer"),
    )
}
