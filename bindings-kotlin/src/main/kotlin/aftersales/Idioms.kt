package aftersales

import java.time.Instant
import java.time.LocalDate

// What reads as Kotlin does. Nothing here decides anything.

/** Opens a ticket with a command to open or import it, recorded `now`. */
fun Ticket.Companion.open(bundle: Bundle, command: Command, now: Instant): OpenedTicket = openTicket(bundle, command, now)

/** The same ticket from a log that one bundle decided. */
fun Ticket.Companion.replay(bundle: Bundle, events: List<EventDocument>): Ticket = replay(listOf(bundle), events)

/** Takes the next event of the log. */
fun Ticket.apply(event: EventDocument) = apply(listOf(event))

/** The firing of a rule of escalation that an event holds, as `explainFiring` takes it. */
val EventKind.RuleFired.firing: FiringDocument
    get() = FiringDocument(
        actions, at, beganAt, beganBy, cycle, reachedAt, rule, step, arming = arming, metric = metric, repetition = repetition,
    )

/** Takes the next event. */
fun TicketClocks.apply(event: TimelineEventDocument) = apply(listOf(event))

/** What is wrong with a bundle or hardly meant, for some dates: errors first, then warnings and notices. */
fun Bundle.Companion.check(document: BundleDocument, dates: ClosedRange<LocalDate>): List<FindingDocument> =
    checkBundle(document, dates.start, dates.endInclusive)

/** The document of a bundle that ships with the library. */
fun Bundle.Companion.presetDocument(name: String): BundleDocument = aftersales.presetDocument(name)

/** The names of the public holidays that ship with the library. */
val HolidaysDocument.Companion.presets: List<String> get() = holidayPresets()

/** Public holidays that ship with the library; `HolidaysDocument.presets` names them. */
fun HolidaysDocument.Companion.preset(name: String): HolidaysDocument = holidays(name)

/**
 * The calendar with these holidays besides its own, and with the make-up days worked: in `makeUpShifts`, or else as on the first
 * day of the week that has shifts. Dates of which the calendar says something of its own stay.
 */
fun CalendarDocument.withHolidays(holidays: HolidaysDocument, makeUpShifts: List<Shift>? = null): CalendarDocument =
    applyHolidays(holidays, this, makeUpShifts)

/** The facts of a case by input; each value is a text, a whole number, a boolean or an [InputValue]. */
fun GradingPolicy.grade(vararg inputs: Pair<String, Any>): GradeDocument = grade(gradingInputs(*inputs))

/** What the table says of a case; each value is a text, a whole number, a boolean or an [InputValue]. */
fun DecisionTable.decide(vararg inputs: Pair<String, Any>): TableAnswer = decide(gradingInputs(*inputs))

/** The options for the customer as plain text, in `en` or `zh`, with the dates of a zone's wall clocks. */
fun OptionSheetDocument.text(language: String, timeZone: String): String = optionsText(this, language, timeZone)

/** The same as Markdown with tables. */
fun OptionSheetDocument.markdown(language: String, timeZone: String): String = optionsMarkdown(this, language, timeZone)
