package fieldvisit

import aftersales.Actor
import aftersales.Bundle
import aftersales.Channel
import aftersales.ChargeDocument
import aftersales.Command
import aftersales.CommandKind
import aftersales.ContactReferenceDocument
import aftersales.EstimateRequestDocument
import aftersales.Evidence
import aftersales.GradeStage
import aftersales.GradeTariffDocument
import aftersales.IntakeRecordDocument
import aftersales.Kind
import aftersales.LabourTariffDocument
import aftersales.Method
import aftersales.MoneyDocument
import aftersales.Outcome
import aftersales.PartTariffDocument
import aftersales.PayerShareDocument
import aftersales.PlanLineDocument
import aftersales.PriceBook
import aftersales.PriceBookDocument
import aftersales.PricedEstimate
import aftersales.PricesDocument
import aftersales.RoundingDocument
import aftersales.RoundingScopeDocument
import aftersales.Tier
import aftersales.TierDocument
import aftersales.TravelTariffDocument
import aftersales.gradingInputs
import java.math.BigDecimal
import java.time.Duration
import java.time.Instant
import java.time.LocalDateTime
import java.time.ZoneId

val DESK = Actor("desk-1", listOf("front_desk"))
val ENGINEER = Actor("engineer-1", listOf("engineer"))
val COLLEAGUE = Actor("engineer-2", listOf("engineer"))
val SUPERVISOR = Actor("supervisor-1", listOf("technical_supervisor"))

private val SHANGHAI = ZoneId.of("Asia/Shanghai")

/** A time of Friday, 6 March 2026, in Shanghai. */
fun at(time: String): Instant = LocalDateTime.parse("2026-03-06T$time").atZone(SHANGHAI).toInstant()

private val INPUTS = gradingInputs("severity" to "severe", "scope" to "core_function", "safety_hazard" to false)

/** What the repair will cost, priced on the device: the book is a document like all others. */
fun quote(): PricedEstimate {
    val parts = mapOf("PM-40" to PartTariffDocument(tiers = listOf(TierDocument(BigDecimal.ONE, BigDecimal("2900.00")))))
    val book = PriceBookDocument(
        "CNY", emptyList(), PricesDocument.WITH_TAX, RoundingDocument("half_up", RoundingScopeDocument.PER_LINE),
        estimateValid = Duration.ofDays(7),
        labour = LabourTariffDocument(mapOf("engineer" to GradeTariffDocument(BigDecimal("280.00")))),
        parts = parts, travel = TravelTariffDocument(zones = mapOf("city" to BigDecimal("160.00"))),
    )
    val lines = listOf(
        PlanLineDocument(ChargeDocument.Part("PM-40", BigDecimal.ONE), "1"),
        PlanLineDocument(ChargeDocument.Labour("engineer", Duration.ofMinutes(90)), "2"),
        PlanLineDocument(ChargeDocument.TravelZone("city"), "3"),
    )
    val customer = listOf(PayerShareDocument("customer", percent = BigDecimal(100)))
    return PriceBook.compile(book).use { it.estimate(EstimateRequestDocument(at("09:42"), lines, customer, 1)) }
}

/** A repair that is planned, authorised and booked; the engineer is on the way. Everything so far happened with a network. */
fun bookedRepair(bundle: Bundle): Pair<Server, String> {
    val server = Server(bundle)
    val intake = IntakeRecordDocument(
        brand = "North", model = "Filler 4", serialNumber = "NF4-20871", symptom = "the line stops every few minutes",
        frequency = "every few minutes", scope = "one line", faultAt = at("08:55").toString(),
        contact = ContactReferenceDocument("contact-1", listOf("customer_name", "phone")),
    )
    val opening = CommandKind.Open(
        Channel.HOTLINE, Kind.REPAIR, "TS20260306-0001", intake = intake, problem = "stops by itself", tier = Tier.GROWTH,
    )
    val ticket = server.open(Command(DESK, 0, "desk-0", opening, at("09:10")), at("09:10"))
    val plan = CommandKind.ProposePlan(
        Method.ON_SITE, "discharge, then replace the power module", "the line stands still for an hour",
        risks = "residual charge: ten minutes of discharge, measured before work",
    )
    val sum = quote().use { it.document().totals.total }
    val told = Evidence("email", "mail-17")
    val steps = listOf(
        Triple(DESK, "09:12", CommandKind.Grade(INPUTS, GradeStage.PRELIMINARY)),
        Triple(DESK, "09:14", CommandKind.SendMessage(Channel.HOTLINE)),
        Triple(DESK, "09:16", CommandKind.Assign("engineer-1", "engineer")),
        Triple(ENGINEER, "09:20", CommandKind.StartDiagnosis()),
        Triple(ENGINEER, "09:30", CommandKind.Grade(INPUTS, GradeStage.ENGINEER)),
        Triple(ENGINEER, "09:32", CommandKind.ConcludeDiagnosis("the module is worn out", "hardware", fault = "power")),
        Triple(ENGINEER, "09:36", plan),
        Triple(SUPERVISOR, "09:40", CommandKind.ApprovePlan(1)),
        Triple(ENGINEER, "09:42", CommandKind.DraftEstimate(sum, notToExceed = MoneyDocument(BigDecimal("4000.00"), "CNY"))),
        Triple(DESK, "09:44", CommandKind.SendEstimate(1)),
        Triple(DESK, "09:58", CommandKind.Authorise(1, told)),
        Triple(ENGINEER, "10:00", CommandKind.BookVisit(at("10:15"), at("10:45"), "visit-1", "engineer-1")),
        Triple(ENGINEER, "10:02", CommandKind.SetOut("visit-1")),
    )
    for ((by, time, kind) in steps) server.give(ticket, by, kind, at(time))
    return server to ticket
}

/** What the engineers do at the machine, with the times on their watch. */
fun workOnSite(): List<Triple<Actor, String, CommandKind>> = listOf(
    Triple(ENGINEER, "10:22", CommandKind.Grade(INPUTS + gradingInputs("scope" to "several_functions"), GradeStage.ENGINEER)),
    Triple(
        ENGINEER, "10:30",
        CommandKind.PassStartGate("power module", "engineer-1, engineer-2", "locked off, discharged, 0 V measured", "multimeter"),
    ),
    Triple(ENGINEER, "10:35", CommandKind.StartWork()),
    Triple(ENGINEER, "11:05", CommandKind.PassSelfCheck()),
    Triple(COLLEAGUE, "11:10", CommandKind.PassSecondCheck()),
    Triple(
        ENGINEER, "11:20",
        CommandKind.FinishVisit("module replaced, the line watched", "visit-1", listOf("photo-1", "photo-2")),
    ),
    Triple(ENGINEER, "11:22", CommandKind.SignVisit(Evidence("signature", "sheet-9"), "visit-1")),
    Triple(ENGINEER, "11:25", CommandKind.Complete(Outcome.SOLVED, "power module replaced")),
)

/** A command that somebody with a network gives at once. */
fun Server.give(ticket: String, by: Actor, kind: CommandKind, now: Instant) {
    val seen = log(ticket).last().sequence
    val reply = submit(ticket, Command(by, seen, "${by.id}-$seen", kind, now), now)
    check(reply is Reply.Accepted) { "$kind: $reply" }
}
