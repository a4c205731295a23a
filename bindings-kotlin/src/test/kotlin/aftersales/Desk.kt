package aftersales

import java.time.Instant

/** An instant of March 2026. */
fun at(day: Int, hour: Int, minute: Int = 0): Instant =
    Instant.parse("2026-03-%02dT%02d:%02d:00Z".format(java.util.Locale.ROOT, day, hour, minute))

val ENGINEER = Actor("engineer-1", listOf("engineer"))

fun command(
    version: Long,
    occurredAt: Instant,
    kind: CommandKind,
    by: Actor = Actor("desk-1", listOf("front_desk")),
    key: String = "key-$version",
) = Command(by = by, expectedVersion = version, idempotencyKey = key, kind = kind, occurredAt = occurredAt)

fun opening(number: String = "TS20260302-0001") = CommandKind.Open(
    channel = Channel.CHAT,
    kind = Kind.ENQUIRY,
    number = number,
    intake = IntakeRecordDocument(
        symptom = "it does not start",
        contact = ContactReferenceDocument(id = "contact-1", given = listOf("customer_name", "phone")),
    ),
)

/** An enquiry that was answered on the spot, with its log. */
fun answered(bundle: Bundle): Pair<Ticket, List<EventDocument>> {
    val (ticket, opened) = Ticket.open(bundle, command(0, at(2, 1), opening()), at(2, 1))
    val answer = CommandKind.Answer(summary = "hold the button for five seconds")
    return ticket to opened.events + ticket.execute(command(1, at(2, 1, 5), answer), at(2, 1, 6)).events
}

/** A policy that grades incidents of a service desk. */
val INCIDENT: GradingPolicy by lazy {
    val levels = listOf("low", "medium", "high")
    GradingPolicy.compile(
        GradingDocument(
            inputs = listOf(
                GradingInputDocument.Choice("impact", OrderDocument.RISING, levels),
                GradingInputDocument.Choice("urgency", OrderDocument.RISING, levels),
                GradingInputDocument.Choice("tier", OrderDocument.RISING, listOf("basic", "standard", "vip")),
                GradingInputDocument.YesNo("safety", OrderDocument.RISING),
                Wire.read("""{"type": "number", "name": "ageHours", "unit": "hours", "least": 0, "most": 100000, "order": "rising"}"""),
            ),
            base = Wire.read(
                """{"type": "table", "hit_policy": "first", "rows": [
                    {"when": {"impact": {"one_of": ["high"]}, "urgency": {"one_of": ["high"]}}, "then": {"priority": "P1"}},
                    {"when": {"urgency": {"one_of": ["high"]}, "tier": {"one_of": ["vip"]}}, "then": {"priority": "P2"}},
                    {"when": {"impact": {"one_of": ["high"]}}, "then": {"priority": "P2"}},
                    {"when": {"ageHours": {"above": 72}}, "then": {"priority": "P3"}}, {"then": {"priority": "P4"}}]}""",
            ),
            hazards = Wire.read("""[{"safety": {"one_of": [true]}}]"""),
        ),
    )
}
