/** Somebody took note. */
export interface Acknowledgement {
  /** Of which cycle; absent: of all. */
  readonly cycle?: number;
  /** Of which rule or kind of event; absent: of all that was told so far. */
  readonly rule?: string;
}

/** Somebody took note of a rule's firing. */
export interface AcknowledgementState {
  /** When. */
  readonly at: string;
  /** The cycle. */
  readonly cycle: number;
  /** The rule. */
  readonly rule: string;
}

/** Who gives a command, and in what capacity. The host authenticates, the core compares. */
export interface Actor {
  /** The person or machine, under the host's own id. */
  readonly id: string;
  /** The capacities in which it acts. */
  readonly roles?: readonly string[];
}

/** An estimate beside what the repair cost the service side (domain fact CO-8). */
export interface ActualComparisonDocument {
  /** What all payers together are charged, without tax. */
  readonly charged: MoneyDocument;
  /** What it cost the service side. */
  readonly cost: MoneyDocument;
  /** What is left: charged less cost. */
  readonly margin: MoneyDocument;
  /** By share: labour, parts, transport, other. */
  readonly shares: readonly CostShareDocument[];
}

/** From which age to which; the lower end belongs to it. */
export interface AgeBucketDocument {
  /** The least age in seconds. */
  readonly from: number;
  /** What the bucket is called. */
  readonly label: string;
  /** The age in seconds that is too great; absent for the oldest. */
  readonly to?: number;
}

/** How old the open tickets of one group are. */
export interface AgeSeriesDocument {
  /** Open tickets in each bucket. */
  readonly counts: readonly number[];
  /** Which tickets it is of; empty for all. */
  readonly group?: readonly string[];
  /** What the series is called. */
  readonly label: string;
  /** Their median age in seconds. */
  readonly median_age?: number;
  /** All open tickets. */
  readonly open: number;
}

/** A promise to pay for repairs. */
export interface AgreementDocument {
  /** Components; none for all. */
  readonly components?: readonly string[];
  /** What it pays, by kind of line; the first entry that names a line's kind holds. */
  readonly covers: readonly CoverDocument[];
  /** Causes that it does not pay for, such as `misuse`. */
  readonly excluded_causes?: readonly string[];
  /** Components that it does not pay for. */
  readonly excluded_components?: readonly string[];
  /** The most that it pays in all. */
  readonly most?: MoneyDocument;
  /** Its name, shown as the reason. */
  readonly name: string;
  /** Who pays: `warranty`, `contract`, `goodwill`, `insurer` or `service_side`. */
  readonly payer: string;
  /** Serial numbers; none for all units. */
  readonly serials?: readonly string[];
  /** When it holds. */
  readonly term: TermDocument;
}

/** A change of one input that gives another grade. */
export interface AlternativeDocument {
  /** The input to change. */
  readonly input: string;
  /** The grade then. */
  readonly priority: Priority;
  /** Its nearest value with that grade; absent: leave it out. */
  readonly value?: InputValue;
}

/** Where a new cycle counts from. */
export type AnchorDocument =
  /** The event that begins it. */
  | "event"
  /** The instant at which the cycle before was due. */
  | "previous_due";

/** The problem is answered on the spot (domain fact ES-6). */
export interface Answer {
  /** The known solution that it follows. */
  readonly knowledge_reference?: string;
  /** What was answered. */
  readonly summary: string;
}

/** A command that was answered. */
export interface AnsweredCommand {
  /** Who gave it. */
  readonly by: string;
  /** What it asked. */
  readonly command: CommandName;
  /** The sequence of its first event. */
  readonly first: number;
  /** The sequence of its last event. */
  readonly last: number;
  /** When it happened. */
  readonly occurred_at: string;
}

/** The pieces of the archive of some tickets. */
export interface ArchiveDocument {
  /** The pieces. */
  readonly pieces: readonly ArchivePiece[];
  /** Of which tickets. */
  readonly when?: GateWhenDocument;
}

export type ArchivePiece = "problem" | "diagnosis" | "solution" | "work_log" | "feedback" | "hours" | "parts" | "costs" | "acceptance";

/** A piece of the archive is there. */
export interface Archiving {
  /** Which. */
  readonly piece: ArchivePiece;
  /** Where the host keeps it. */
  readonly reference: string;
}

/** Who answers for the ticket from now on. */
export interface Assignment {
  /** The person or group, under the host's own id. */
  readonly assignee: string;
  /** In what capacity. */
  readonly role?: string;
}

/** Who answers for a ticket. */
export interface AssignmentState {
  /** The person or group. */
  readonly assignee?: string;
  /** How often it changed hands. */
  readonly changes: number;
  /** In what capacity. */
  readonly role?: string;
  /** Since when. */
  readonly since?: string;
}

/** Something that belongs to a ticket and is kept by the host. */
export interface AttachmentDocument {
  /** `photo`, `screenshot`, `log`, `recording` or `document`. */
  readonly kind: string;
  /** Where the host keeps it. */
  readonly reference: string;
}

/** The customer consents (domain fact PL-3). */
export interface Authorisation {
  /** To which version of the estimate; absent where nothing is to be paid. */
  readonly estimate?: number;
  /** The record of it. */
  readonly evidence?: Evidence;
  /** Up to which sum, where the customer says so. */
  readonly not_to_exceed?: MoneyDocument;
}

/** The customer's consent. */
export interface AuthorisationState {
  /** When. */
  readonly at: string;
  /** Who took it down. */
  readonly by: string;
  /** To which version of the estimate; absent where nothing is to be paid. */
  readonly estimate?: number;
  /** The record of it. */
  readonly evidence?: Evidence;
  /** Up to which sum, where the customer says so. */
  readonly not_to_exceed?: MoneyDocument;
  /** The version of the plan that was shown. */
  readonly plan?: number;
}

/** The customer consented. */
export interface Authorised {
  /** To which version of the estimate; absent where nothing is to be paid. */
  readonly estimate?: number;
  /** The record of it. */
  readonly evidence?: Evidence;
  /** Up to which sum, where the customer says so. */
  readonly not_to_exceed?: MoneyDocument;
  /** The version of the plan that was shown. */
  readonly plan?: number;
}

/** One clock of a ticket that turned out otherwise. */
export interface BacktestDifferenceDocument {
  /** Its cycle, counted from 1. */
  readonly cycle: number;
  /** The metric. */
  readonly metric: string;
  /** How it turned out under each policy, in their order. */
  readonly outcomes: readonly BacktestOutcomeDocument[];
  /** The ticket's priority at the instant of looking. */
  readonly priority?: string;
  /** The ticket. */
  readonly ticket: string;
}

/** What the same tickets would have been under each of several policies. */
export interface BacktestDocument {
  /** The instant of looking; later events are not known yet. */
  readonly as_of: string;
  /** How tickets differ that turned out otherwise, in order of ticket and metric; the first ones where there are
   * very many. */
  readonly differences?: readonly BacktestDifferenceDocument[];
  /** Tickets of which a promise turned out otherwise: kept under one policy and broken under another, or made by one
   * only. */
  readonly differing_tickets: number;
  /** Tickets of which only due instants or targets differ. */
  readonly moved_tickets: number;
  /** What became of the promises under each policy, in the order in which they were given. */
  readonly policies: readonly BacktestPolicyDocument[];
  /** Some of them, with the reason. */
  readonly rejected?: readonly BacktestRejectionDocument[];
  /** Tickets whose events contradict each other. */
  readonly rejected_tickets: number;
  /** Tickets that had begun by then and could be replayed. */
  readonly tickets: number;
}

/** How often a rule fired. */
export interface BacktestFiringsDocument {
  /** Steps that became due. */
  readonly firings: number;
  /** The rule's id. */
  readonly rule: string;
}

/** How a clock turned out under one policy. */
export interface BacktestOutcomeDocument {
  /** When it fell or falls due, or would have fallen due when the clock was stopped in time. */
  readonly due?: string;
  /** `met`, `missed`, `overdue`, `early`, `pending`, or `nothing_promised`. */
  readonly outcome: string;
  /** Target less consumed in microseconds of open time; negative when late. */
  readonly remaining_us?: number;
  /** The promise in microseconds of open time. */
  readonly target_us?: number;
}

/** What became of the promises under one policy. */
export interface BacktestPolicyDocument {
  /** The revision of the escalation policy, if one was given. */
  readonly escalation_revision?: string;
  /** Steps of escalation rules that clocks set off. */
  readonly firings: number;
  /** The same by rule, in order of the rules' ids; rules without firings are left out. */
  readonly firings_by_rule?: readonly BacktestFiringsDocument[];
  /** The name under which it was given. */
  readonly policy: string;
  /** Promises by metric and priority, in the order of the metrics. */
  readonly promises: readonly BacktestPromisesDocument[];
  /** The revision of the service-level policy. */
  readonly revision: string;
}

/** What became of the promises of one metric to tickets of one priority. */
export interface BacktestPromisesDocument {
  /** Kept of those that were decided, from 0 to 1; absent without one. */
  readonly attainment?: number;
  /** Breaches in the history, those that a later change made good included. */
  readonly breaches: number;
  /** Open time that the clocks counted, in microseconds. */
  readonly consumed_us: WholeNumberDocument;
  /** Clocks that were stopped before their earliest time. */
  readonly early: number;
  /** Open time beyond the targets, in microseconds. */
  readonly late_us: WholeNumberDocument;
  /** Promises kept. */
  readonly met: number;
  /** The metric. */
  readonly metric: string;
  /** Promises broken by clocks that were stopped. */
  readonly missed: number;
  /** Promises broken by clocks that still run or wait. */
  readonly overdue: number;
  /** Promises that are not decided yet. */
  readonly pending: number;
  /** The priority at the instant of looking; absent for tickets that were not graded. */
  readonly priority?: string;
}

/** A ticket that could not be replayed. */
export interface BacktestRejectionDocument {
  /** The code of the error, such as `sla.event.out_of_order`. */
  readonly code: string;
  /** What is wrong. */
  readonly message: string;
  /** The ticket. */
  readonly ticket: string;
}

/** One bar of a Pareto chart. */
export interface BarDocument {
  /** How many. */
  readonly count: WholeNumberDocument;
  /** The share of this bar and all before it. */
  readonly cumulative: number;
  /** What the bar is called. */
  readonly label: string;
  /** Its share of the whole. */
  readonly share: number;
  /** The word that it stands for; `unknown` where it is not known. */
  readonly word: string;
}

/** The reason for a step. */
export interface Because {
  /** Why. */
  readonly reason: string;
}

/** The readings of many tickets at one instant. */
export interface BoardDocument {
  /** The earliest change of any of them, if no event comes before. */
  readonly next_change?: string;
  /** One row a ticket, in the order they were given. */
  readonly rows: readonly BoardRowDocument[];
  /** Until when all readings hold; absent: until the next event. */
  readonly valid_until?: string;
}

/** The readings of one ticket. */
export interface BoardRowDocument {
  /** The earliest due instant of the clocks that still run or wait. */
  readonly next_due?: string;
  /** The readings of the clocks that have begun. */
  readonly readings: readonly ReadingDocument[];
}

/** A promise that was broken. */
export interface BreachDocument {
  /** When it was broken. */
  readonly at: string;
  /** Its cycle. */
  readonly cycle: number;
  /** The metric's name. */
  readonly metric: string;
  /** The revision of the policy that held. */
  readonly revision: string;
  /** The target that was broken, in microseconds of open time. */
  readonly target_us: number;
}

/** A breach in the history turned out not to have been one, because something had happened before it. */
export interface BreachSuperseded {
  /** When it was thought broken. */
  readonly at: string;
  /** Its cycle. */
  readonly cycle: number;
  /** The clock. */
  readonly metric: string;
  /** The revision of the policy that held. */
  readonly revision: string;
  /** The target in microseconds. */
  readonly target_us: number;
}

/** All policy documents of a desk; each is optional and could be used alone. */
export interface BundleDocument {
  /** Calendars that all parts may name, beside those of the service levels. */
  readonly calendars?: { readonly [name: string]: CalendarDocument };
  /** Escalation, which needs the service levels whose metrics it watches. */
  readonly escalation?: EscalationDocument;
  /** What is asked before each step of a ticket; it needs the service levels, whose calendars it names. */
  readonly gates?: GatesDocument;
  /** Grading. */
  readonly grading?: GradingDocument;
  /** Intake. */
  readonly intake?: IntakeDocument;
  /** Labels. */
  readonly labels?: LabelsDocument;
  /** Its name. */
  readonly name: string;
  /** What people should know of it. */
  readonly note?: string;
  /** Ticket numbers. */
  readonly numbering?: NumberingDocument;
  /** Service levels. */
  readonly sla?: SlaDocument;
}

/** The desk asked whether all is well (domain fact CL-4). */
export interface CallBack {
  /** A remark. */
  readonly note?: string;
  /** What it brought. */
  readonly result: CallBackResult;
}

/** Whether and when some customers are called back (domain fact CL-4). */
export interface CallBackDocument {
  /** Whether the ticket closes before or after it. */
  readonly placement: CallBackPlacement;
  /** Of which tickets. */
  readonly when?: GateWhenDocument;
  /** When it is due, from completion on. */
  readonly within: PeriodDocument;
}

/** Where a call-back lies. */
export type CallBackPlacement =
  /** Closing requires it. */
  | "before_closing"
  /** It may follow closing; a problem then opens the ticket again. */
  | "after_closing";

export type CallBackResult = "well" | "problem" | "not_reached";

/** What comes after the work. */
export interface CareState {
  /** The pieces of the archive that are there. */
  readonly archive?: readonly ArchivePiece[];
  /** For which completion the desk was reminded of the call-back. */
  readonly call_back_reminded: number;
  /** When the customer was called back. */
  readonly called_back_at?: string;
  /** How often the work was completed. */
  readonly completions: number;
  /** When the customer confirmed. */
  readonly confirmed_at?: string;
  /** The new time that the customer was told. */
  readonly delay_until?: string;
  /** When progress was last reported. */
  readonly progress_at?: string;
  /** How often progress was reported. */
  readonly progress_cycle: number;
  /** For which of these the desk was reminded. */
  readonly progress_reminded: number;
  /** The customer's marks. */
  readonly ratings?: readonly Rating[];
}

/** How long an operation once took. */
export interface CaseDocument {
  /** Its difficulty. */
  readonly difficulty: string;
  /** The fault. */
  readonly fault: string;
  /** The grade of the engineer. */
  readonly grade: string;
  /** The unit's model. */
  readonly model: string;
  /** The procedure's name. */
  readonly procedure: string;
  /** How long it took, in seconds; at least 1. */
  readonly seconds: number;
}

/** How what is paid in cash is rounded. */
export interface CashRoundingDocument {
  /** The mode. */
  readonly mode: string;
  /** The smallest coin, such as `0.05`. */
  readonly step: string;
}

/** The command that an event comes from. */
export interface CauseDocument {
  /** What it asked. */
  readonly command: CommandName;
  /** What tells it from every other command to the ticket. */
  readonly idempotency_key: string;
}

export type Channel = "hotline" | "email" | "chat" | "in_app_chat" | "ticket_system" | "enterprise_messaging" | "fax" | "web_form" | "service_point" | "on_site";

/** What a planned line charges. */
export type ChargeDocument =
  /** Labour. */
  | {
    /** When, RFC 3339: the time is split into regular and other hours by the calendar of the price book. */
    readonly at?: string;
    /** The grade of the one who works. */
    readonly grade: string;
    /** In which hours, where no instant is given: `regular`, `after_hours`, `rest_day` or `holiday`; regular if
     * absent. */
    readonly hours?: string;
    /** The procedure of the standard hours, shown with the line. */
    readonly procedure?: string;
    /** How long, in seconds. */
    readonly seconds: number;
    readonly type: "labour";
  }
  /** A part. */
  | {
    /** Its number. */
    readonly part: string;
    /** Pieces. */
    readonly quantity: string;
    /** Whether the replaced piece is back. */
    readonly replaced?: ReplacedPartDocument;
    readonly type: "part";
  }
  /** Travel into a zone. */
  | {
    readonly type: "travel_zone";
    /** The zone. */
    readonly zone: string;
  }
  /** Travel by distance. */
  | {
    /** Kilometres there and back. */
    readonly kilometres: string;
    readonly type: "travel_distance";
  }
  /** Travel by time. */
  | {
    /** Seconds there and back. */
    readonly seconds: number;
    readonly type: "travel_time";
  }
  /** Freight. */
  | {
    /** The way of sending. */
    readonly freight: string;
    /** The weight, where the price book asks for it. */
    readonly kilograms?: string;
    readonly type: "freight";
  }
  /** Small material, as the price book has it. */
  | {
    readonly type: "consumables";
  }
  /** Work that is bought in. */
  | {
    /** What the supplier asks, in the currency of the book. */
    readonly cost: string;
    /** Who does it, shown with the line. */
    readonly supplier: string;
    readonly type: "outsourcing";
  }
  /** The diagnosis. */
  | {
    /** Whether the customer has the unit repaired, so that the fee is credited. */
    readonly repair: RepairDecisionDocument;
    readonly type: "diagnosis";
  }
  /** A fixed fee. */
  | {
    /** Its name. */
    readonly fee: string;
    /** How often. */
    readonly quantity: string;
    readonly type: "fee";
  }
  /** A discount on all charges of the estimate, core charges aside. */
  | {
    /** The discount. */
    readonly discount: DiscountDocument;
    readonly type: "discount";
  };

/** What a chart draws: numbers that are computed, in the order in which they are drawn, and texts for people in one
 * language. Whoever draws it decides nothing but colours and sizes. Times are in seconds, shares from 0 to 1. */
export type ChartDocument =
  /** How long it takes, open tickets counted for as long as they were seen (Kaplan and Meier): steps that fall. */
  | {
    /** One curve for each group. */
    readonly curves: readonly SurvivalCurveDocument[];
    /** The figure's name. */
    readonly figure: string;
    /** What stands above the chart. */
    readonly title: string;
    readonly type: "survival";
    /** What stands beside the axis of time. */
    readonly x_label: string;
    /** What stands beside the axis of shares. */
    readonly y_label: string;
  }
  /** A figure over weeks or months, with the limits of ordinary variation. */
  | {
    /** What stands above the chart. */
    readonly title: string;
    /** The series. */
    readonly trend: TrendDocument;
    readonly type: "trend";
  }
  /** How a whole divides, the largest part first, with the line of what the largest parts make up together. */
  | {
    /** The bars. */
    readonly bars: readonly BarDocument[];
    /** The figure's name. */
    readonly figure: string;
    /** Which tickets it is of; empty for all. */
    readonly group?: readonly string[];
    /** What stands above the chart. */
    readonly title: string;
    readonly type: "pareto";
  }
  /** How old the open tickets are. */
  | {
    /** The buckets of age, the youngest first. */
    readonly buckets: readonly AgeBucketDocument[];
    /** The figure's name. */
    readonly figure: string;
    /** One series for each group. */
    readonly series: readonly AgeSeriesDocument[];
    /** What stands above the chart. */
    readonly title: string;
    readonly type: "ageing";
  }
  /** How the actual cost divides between its kinds, beside what is typical. */
  | {
    /** The figure's name. */
    readonly figure: string;
    /** Which tickets it is of; empty for all. */
    readonly group?: readonly string[];
    /** The parts, those with a typical share first in its order. */
    readonly parts: readonly CostPartDocument[];
    /** What stands above the chart. */
    readonly title: string;
    readonly type: "composition";
  }
  /** Where the time goes, in the order of a ticket's life. */
  | {
    /** The figure's name. */
    readonly figure: string;
    /** Which tickets it is of; empty for all. */
    readonly group?: readonly string[];
    /** The stages. */
    readonly stages: readonly StageBarDocument[];
    /** What stands above the chart. */
    readonly title: string;
    readonly type: "stages";
  };

/** A check after work (domain fact WK-2). */
export interface Check {
  /** The list that was followed. */
  readonly list?: string;
  /** A remark. */
  readonly note?: string;
}

/** How check digits are made. */
export type CheckMethodDocument =
  /** One digit over the digits (ISO/IEC 7812-1, Luhn); letters do not count. */
  | "luhn"
  /** Two digits over letters and digits (ISO 7064, MOD 97-10). */
  | "mod97";

/** What is claimed. */
export interface ClaimDocument {
  /** The cause of the fault, such as `material` or `misuse`. */
  readonly cause?: string;
  /** The date of the fault, `YYYY-MM-DD`. */
  readonly date: string;
  /** The lines. */
  readonly lines: readonly ClaimLineDocument[];
  /** When the unit was bought, `YYYY-MM-DD`. */
  readonly purchased_on?: string;
  /** The unit's serial number. */
  readonly serial?: string;
}

/** One line of a claim. */
export interface ClaimLineDocument {
  /** What it comes to. */
  readonly amount: MoneyDocument;
  /** The cause, where it is another than the claim's. */
  readonly cause?: string;
  /** The component that it is for. */
  readonly component?: string;
  /** Its name. */
  readonly id: string;
  /** Its kind, such as `labour`. */
  readonly kind: string;
  /** `wrong_diagnosis` where the line is only there because of one (DG-3). */
  readonly loss_from?: string;
  /** The age in years of the part that is replaced, such as `3.5`. */
  readonly replaced_age_years?: string;
}

/** What a ticket is. */
export interface Classification {
  /** How it came in. */
  readonly channel: Channel;
  /** The class of the problem. */
  readonly class?: string;
  /** The entitlement it falls under. */
  readonly entitlement?: string;
  /** What it is about. */
  readonly kind: Kind;
  /** The model of the unit. */
  readonly model?: string;
  /** The problem. */
  readonly problem?: string;
  /** The product line. */
  readonly product_line?: string;
  /** The site. */
  readonly site?: string;
  /** The customer's tier. */
  readonly tier?: Tier;
  /** The unit, by its serial number. */
  readonly unit?: string;
}

export type CloseCause = "command" | "time_out";

/** A ticket was archived. */
export interface Closing {
  /** Why. */
  readonly cause: CloseCause;
  /** A remark. */
  readonly note?: string;
}

/** A command as it stands on the wire. */
export interface Command {
  /** Who gives it. */
  readonly by: Actor;
  /** The sequence of the last event that its giver had seen; 0 before the first. */
  readonly expected_version: number;
  /** What tells it from every other command to the ticket: given twice, it is carried out once. */
  readonly idempotency_key: string;
  /** What it asks. */
  readonly kind: CommandKind;
  /** When it happened, which is what clocks read. */
  readonly occurred_at: string;
}

/** What a command asks, with what it needs for that. */
export type CommandKind =
  /** Takes a ticket in. */
  | Opening & {
    readonly type: "open";
  }
  /** Takes over a ticket of another system. */
  | Importing & {
    readonly type: "import";
  }
  /** Adds what was missing at intake. */
  | IntakeAmendment & {
    readonly type: "amend_intake";
  }
  /** Says what it is. */
  | Triage & {
    readonly type: "triage";
  }
  /** Grades it by the rules. */
  | Grading & {
    readonly type: "grade";
  }
  /** Grades it against the rules. */
  | GradeOverride & {
    readonly type: "override_grade";
  }
  /** Ends an override before its time. */
  | Because & {
    readonly type: "withdraw_override";
  }
  /** Hands it to somebody. */
  | Assignment & {
    readonly type: "assign";
  }
  /** Notes that the customer wrote or called. */
  | Message & {
    readonly type: "receive_message";
  }
  /** Notes that the desk wrote or called. */
  | Message & {
    readonly type: "send_message";
  }
  /** Answers it on the spot. */
  | Answer & {
    readonly type: "answer";
  }
  /** Begins or resumes the diagnosis. */
  | Remark & {
    readonly type: "start_diagnosis";
  }
  /** Notes a step of the diagnosis. */
  | DiagnosisStep & {
    readonly type: "log_step";
  }
  /** Says what the diagnosis is. */
  | Conclusion & {
    readonly type: "conclude_diagnosis";
  }
  /** Says whose diagnosis was wrong. */
  | Misdiagnosis & {
    readonly type: "attribute_misdiagnosis";
  }
  /** Asks for a survey of the site. */
  | Because & {
    readonly type: "request_survey";
  }
  /** Files the survey. */
  | Filed & {
    readonly type: "file_survey";
  }
  /** Puts a plan forward. */
  | Plan & {
    readonly type: "propose_plan";
  }
  /** Consents to a plan for the service side. */
  | PlanApproval & {
    readonly type: "approve_plan";
  }
  /** Sends a plan back. */
  | PlanRefusal & {
    readonly type: "refuse_plan";
  }
  /** Stops work for another plan. */
  | PlanChange & {
    readonly type: "change_plan";
  }
  /** Makes an estimate. */
  | Estimate & {
    readonly type: "draft_estimate";
  }
  /** Shows an estimate to the customer. */
  | EstimateVersion & {
    readonly type: "send_estimate";
  }
  /** Notes the customer's consent. */
  | Authorisation & {
    readonly type: "authorise";
  }
  /** Notes that the customer does not consent. */
  | Declination & {
    readonly type: "decline";
  }
  /** Notes that people, tools, parts and safety are in place. */
  | StartGate & {
    readonly type: "pass_start_gate";
  }
  /** Begins the work. */
  | Remark & {
    readonly type: "start_work";
  }
  /** Begins a wait. */
  | Wait & {
    readonly type: "wait";
  }
  /** Ends a wait. */
  | Resumption & {
    readonly type: "resume";
  }
  /** Puts a way round the problem in place. */
  | Workaround & {
    readonly type: "provide_workaround";
  }
  /** Agrees a visit. */
  | VisitBooking & {
    readonly type: "book_visit";
  }
  /** Sets out for a visit. */
  | VisitName & {
    readonly type: "set_out";
  }
  /** Reports a visit done. */
  | VisitReport & {
    readonly type: "finish_visit";
  }
  /** Notes the customer's signature. */
  | VisitSignature & {
    readonly type: "sign_visit";
  }
  /** Calls a visit off. */
  | VisitCancellation & {
    readonly type: "cancel_visit";
  }
  /** Asks for a part. */
  | PartOrder & {
    readonly type: "order_part";
  }
  /** Notes that a part is at hand. */
  | PartName & {
    readonly type: "receive_part";
  }
  /** Notes that a part is built in. */
  | PartName & {
    readonly type: "use_part";
  }
  /** Gives a part back. */
  | PartReturn & {
    readonly type: "return_part";
  }
  /** Notes that the worker checked the work. */
  | Check & {
    readonly type: "pass_self_check";
  }
  /** Notes that another person checked the work. */
  | Check & {
    readonly type: "pass_second_check";
  }
  /** Says that the work is done. */
  | Completion & {
    readonly type: "complete";
  }
  /** Begins to watch the unit. */
  | Observation & {
    readonly type: "start_observation";
  }
  /** Says what watching showed. */
  | Finding & {
    readonly type: "finish_observation";
  }
  /** Notes that the customer agrees. */
  | Confirmation & {
    readonly type: "confirm";
  }
  /** Notes that the customer does not agree. */
  | Because & {
    readonly type: "report_not_solved";
  }
  /** Notes the customer's mark. */
  | Rating & {
    readonly type: "rate";
  }
  /** Files a piece of the archive. */
  | Archiving & {
    readonly type: "archive_piece";
  }
  /** Archives the ticket. */
  | Remark & {
    readonly type: "close";
  }
  /** Notes a call-back. */
  | CallBack & {
    readonly type: "record_call_back";
  }
  /** Takes the ticket up again. */
  | Because & {
    readonly type: "reopen";
  }
  /** Names a ticket that follows this one up. */
  | Link & {
    readonly type: "link_follow_up";
  }
  /** Names the ticket whose rework this is. */
  | PreviousTicket & {
    readonly type: "link_rework";
  }
  /** Does not take it on. */
  | Because & {
    readonly type: "reject";
  }
  /** Withdraws it. */
  | Because & {
    readonly type: "cancel";
  }
  /** Lets it go on in another ticket. */
  | Merge & {
    readonly type: "merge";
  }
  /** Raises the functional level. */
  | LevelRaise & {
    readonly type: "escalate";
  }
  /** Lowers the functional level. */
  | LevelReturn & {
    readonly type: "return_level";
  }
  /** Asks somebody in charge in. */
  | EscalationRequest & {
    readonly type: "request_escalation";
  }
  /** Grants that. */
  | Remark & {
    readonly type: "approve_escalation";
  }
  /** Takes the escalation up. */
  | Remark & {
    readonly type: "take_up_escalation";
  }
  /** Ends the escalation. */
  | Justification & {
    readonly type: "close_escalation";
  }
  /** Takes note of what was told. */
  | Acknowledgement & {
    readonly type: "acknowledge";
  }
  /** Tells the customer how far it is. */
  | Progress & {
    readonly type: "report_progress";
  }
  /** Tells the customer of a delay. */
  | Delay & {
    readonly type: "announce_delay";
  }
  /** Says whether a complaint holds. */
  | ComplaintVerification & {
    readonly type: "verify_complaint";
  }
  /** Looks through a complaint. */
  | ComplaintReview & {
    readonly type: "review_complaint";
  }
  /** Says what is done against recurrence. */
  | Measure & {
    readonly type: "record_measure";
  }
  /** Notes that the contact record was erased. */
  | Record<never, never> & {
    readonly type: "erase_contact";
  }
  /** Puts another policy in force. */
  | PolicyRevision & {
    readonly type: "revise_policy";
  };

export type CommandName = "open" | "import" | "amend_intake" | "triage" | "grade" | "override_grade" | "withdraw_override" | "assign" | "receive_message" | "send_message" | "answer" | "start_diagnosis" | "log_step" | "conclude_diagnosis" | "attribute_misdiagnosis" | "request_survey" | "file_survey" | "propose_plan" | "approve_plan" | "refuse_plan" | "change_plan" | "draft_estimate" | "send_estimate" | "authorise" | "decline" | "pass_start_gate" | "start_work" | "wait" | "resume" | "provide_workaround" | "book_visit" | "set_out" | "finish_visit" | "sign_visit" | "cancel_visit" | "order_part" | "receive_part" | "use_part" | "return_part" | "pass_self_check" | "pass_second_check" | "complete" | "start_observation" | "finish_observation" | "confirm" | "report_not_solved" | "rate" | "archive_piece" | "close" | "record_call_back" | "reopen" | "link_follow_up" | "link_rework" | "reject" | "cancel" | "merge" | "escalate" | "return_level" | "request_escalation" | "approve_escalation" | "take_up_escalation" | "close_escalation" | "acknowledge" | "report_progress" | "announce_delay" | "verify_complaint" | "review_complaint" | "record_measure" | "erase_contact" | "revise_policy";

/** A figure beside that of an earlier period. */
export interface ComparisonDocument {
  /** The value of the earlier period. */
  readonly before: number;
  /** Whether that interval leaves zero out; absent where there is none. */
  readonly beyond_chance?: boolean;
  /** The 95 % interval of the difference of two shares (Newcombe). */
  readonly difference_interval?: readonly [number, number];
  /** The figure's name. */
  readonly name: string;
  /** The value of the period in question. */
  readonly now: number;
  /** What the values count. */
  readonly unit: string;
}

export type ComplaintFinding = "justified" | "partly_justified" | "not_justified";

/** A manager looked through a complaint. */
export interface ComplaintReview {
  /** What follows. */
  readonly conclusion: string;
}

/** The handling of a complaint (domain fact IN-9). */
export interface ComplaintState {
  /** Whether it holds. */
  readonly finding?: ComplaintFinding;
  /** What is done against recurrence. */
  readonly measure?: Measure;
  /** Who looked through it. */
  readonly reviewed_by?: string;
}

/** Whether a complaint holds. */
export interface ComplaintVerification {
  /** Whether it does. */
  readonly finding: ComplaintFinding;
  /** What was found. */
  readonly summary: string;
}

/** The work is done (domain fact CL-3). */
export interface Completion {
  /** How it ended. */
  readonly outcome: Outcome;
  /** Where it is not solved: why. */
  readonly reason?: string;
  /** What was done. */
  readonly summary: string;
}

/** When a job will be completed. */
export interface CompletionPromiseDocument {
  /** One such job in ten is completed by then. */
  readonly p10: string;
  /** Half of such jobs are completed by then. */
  readonly p50: string;
  /** Nine such jobs in ten are completed by then. */
  readonly p90: string;
  /** What the customer is told. */
  readonly promised: string;
  /** The share of such jobs that are completed by the promised instant, in per cent. */
  readonly promised_percent: number;
}

/** When a job starts, how long it takes and which parts it waits for. */
export interface CompletionRequestDocument {
  /** The efforts of the job, in seconds of work; they are summed. */
  readonly effort: readonly EffortDocument[];
  /** `convolution`, `fenton_wilkinson`, `normal` or `classic_normal`; convolution if absent. */
  readonly method?: string;
  /** The parts that are waited for. */
  readonly parts?: readonly PartArrivalDocument[];
  /** The share of such jobs that shall be completed by the promised instant, in per cent: 50 to 95. */
  readonly promised_percent: number;
  /** When work can start at the earliest. */
  readonly start: string;
}

/** What a repair costs the service side, by the four shares of domain fact CO-6. */
export interface CompositionDocument {
  /** Labour; typically 60 per cent. */
  readonly labour: MoneyDocument;
  /** The rest, such as outsourcing; typically 5 per cent. */
  readonly other: MoneyDocument;
  /** Parts; typically 25 per cent. */
  readonly parts: MoneyDocument;
  /** Transport; typically 10 per cent. */
  readonly transport: MoneyDocument;
}

/** What the diagnosis says. */
export interface Conclusion {
  /** What of it lies beyond the authority of those who hold the ticket. */
  readonly beyond_authority?: string;
  /** Where it comes from. */
  readonly cause: string;
  /** The class of the fault, such as `hardware` (domain fact DG-2). */
  readonly class: string;
  /** The fault within its class, such as `power`. */
  readonly fault?: string;
}

/** Something that holds of a ticket or does not, or cannot be told. */
export type ConditionDocument =
  /** It was reported; this can always be told. */
  | {
    readonly type: "any";
  }
  /** A flag is set, among tickets of which it is known. */
  | {
    /** The flag, such as `misdiagnosed`. */
    readonly flag: string;
    readonly type: "is";
  }
  /** A word is one of these, among tickets with a word there. */
  | {
    /** Where the word stands. */
    readonly dimension: string;
    readonly type: "word";
    /** The words. */
    readonly words: readonly string[];
  }
  /** A number is at least so much, among tickets with a number there. */
  | {
    /** The number, such as `reopened`. */
    readonly quantity: string;
    readonly type: "at_least";
    /** The limit, which is within. */
    readonly value: number;
  }
  /** A number is at most so much, among tickets with a number there. */
  | {
    /** The number, such as `reopened`. */
    readonly quantity: string;
    readonly type: "at_most";
    /** The limit, which is within. */
    readonly value: number;
  }
  /** It got from one stamp to the other in time, among those that got there or can no longer do so in time. */
  | {
    /** Which time counts: `calendar` or `working`. */
    readonly basis: string;
    /** Where it counts from. */
    readonly from: string;
    /** The limit in microseconds, which is within. */
    readonly most: number;
    /** The stop event. */
    readonly to: string;
    readonly type: "within";
  }
  /** It was reported again within the window after completion, among those followed that long. */
  | {
    readonly type: "reworked";
    /** The window in microseconds. */
    readonly window: number;
  }
  /** It was solved in the first repair attempt, among those completed and followed that long. */
  | {
    readonly type: "fixed_first_time";
    /** The window in microseconds. */
    readonly window: number;
  }
  /** The satisfaction is at least so much, among tickets with one. */
  | {
    /** The lowest score that counts, from 1 to 5. */
    readonly least: number;
    readonly type: "satisfied";
  }
  /** The stamp is there, among all. */
  | {
    /** The stamp, such as `completed`. */
    readonly stamp: string;
    readonly type: "reached";
  }
  /** All of these hold, among tickets of which each can be told. */
  | {
    /** The conditions. */
    readonly conditions: readonly ConditionDocument[];
    readonly type: "all";
  };

/** A condition of a rule and what held. */
export interface ConditionMetDocument {
  /** The values that fit. */
  readonly fitting: readonly string[];
  /** The value that held when the rule began; absent where it is not known any more. */
  readonly value?: string;
  /** What it asks about: `priority`, `tier`, `kind`, `class` or `level`. */
  readonly what: string;
}

/** The customer agrees that it is solved. */
export interface Confirmation {
  /** The record of it. */
  readonly evidence?: Evidence;
  /** A remark. */
  readonly note?: string;
}

/** Small material as a share of other lines. */
export interface ConsumablesTariffDocument {
  /** The most that it comes to. */
  readonly at_most?: string;
  /** The kinds of line that it is taken of. */
  readonly of: readonly string[];
  /** Per cent, 0 to 1000. */
  readonly percent: string;
}

/** The contact record was erased. */
export interface ContactErased {
  /** The id it had. */
  readonly contact: string;
}

/** The id of a contact record, and which of its fields are given: all that a ticket keeps of a person. */
export interface ContactReferenceDocument {
  /** The names of the fields that are given there, such as `phone`. */
  readonly given?: readonly string[];
  /** The id of the contact record. */
  readonly id: string;
}

/** Who spoke, and whose turn it is. */
export interface ConversationState {
  /** When the desk first answered. */
  readonly first_response_at?: string;
  /** When the customer last spoke. */
  readonly last_customer_at?: string;
  /** When the desk last spoke. */
  readonly last_desk_at?: string;
  /** Whose turn it is. */
  readonly turn: Turn;
}

/** What one group of cases did to the time by the book. */
export interface CorrectionDocument {
  /** How many cases there are. */
  readonly cases: number;
  /** What the cases have in common with the job: `procedure`, `model`, `fault` or `grade`, each with those before
   * it. */
  readonly group: string;
  /** Their typical time at the job's difficulty, in seconds. */
  readonly history_seconds: number;
  /** What is known with them, in seconds. */
  readonly seconds: number;
  /** Their weight against what was known before, in whole per cent. */
  readonly weight_percent: number;
}

/** One kind of cost. */
export interface CostPartDocument {
  /** How much in minor units. */
  readonly amount: WholeNumberDocument;
  /** The kind, such as `labour`. */
  readonly kind: string;
  /** What the kind is called. */
  readonly label: string;
  /** Its share of the whole. */
  readonly share: number;
  /** The typical share (domain fact CO-6); absent for a kind that has none. */
  readonly typical?: number;
}

/** One share of the cost. */
export interface CostShareDocument {
  /** What it cost. */
  readonly actual: MoneyDocument;
  /** The same in per cent of the cost, with one digit after the point; absent for a cost of zero. */
  readonly actual_percent?: string;
  /** By how many percentage points the actual one lies above the typical one, below zero where it lies below. */
  readonly beyond_typical?: string;
  /** What the charges for it come to, without taxes, discounts and rounding; prices with tax contain it here. */
  readonly estimated: MoneyDocument;
  /** `labour`, `parts`, `transport` or `other`. */
  readonly share: string;
  /** The typical per cent. */
  readonly typical_percent: string;
}

/** What an agreement pays of some kinds of line. */
export interface CoverDocument {
  /** What a part gained in value is not paid: per cent of its price for each year of age of the one replaced. */
  readonly betterment_percent_per_year?: string;
  /** Kinds of line, such as `labour` and `part`; none for all. */
  readonly kinds?: readonly string[];
  /** The share of the line that it pays, in per cent. */
  readonly percent: string;
}

/** Who pays what of a repair: warranties, contracts and goodwill in the order in which they are asked (CO-9). */
export interface CoverageDocument {
  /** The agreements. Each pays of what those before it left. */
  readonly agreements: readonly AgreementDocument[];
}

/** Why an agreement pays nothing of a line. */
export interface CoverageRefusalDocument {
  /** The agreement. */
  readonly agreement: string;
  /** `not_yet_running`, `ended`, `purchase_date_unknown`, `other_unit`, `component_not_covered`, `cause_excluded`,
   * `kind_not_covered` or `used_up`. */
  readonly reason: string;
}

/** Who pays what, line by line. */
export interface CoveredClaimDocument {
  /** The lines in the order of the claim. */
  readonly lines: readonly CoveredLineDocument[];
  /** The revision of the coverage. */
  readonly revision: string;
}

/** Who pays what of one line. The shares sum to its amount. */
export interface CoveredLineDocument {
  /** What it comes to. */
  readonly amount: MoneyDocument;
  /** Its name. */
  readonly id: string;
  /** Agreements that pay nothing of it, and why. */
  readonly refusals?: readonly CoverageRefusalDocument[];
  /** The shares in the order of the agreements, then the rest. */
  readonly shares: readonly CoveredShareDocument[];
}

/** What one payer pays of a line, and why. */
export interface CoveredShareDocument {
  /** The agreement behind it. */
  readonly agreement?: string;
  /** The share. */
  readonly amount: MoneyDocument;
  /** The payer. */
  readonly payer: string;
  /** `agreement`, `betterment`, `wrong_diagnosis` or `rest`. */
  readonly reason: string;
}

/** Whether a clock that was stopped can start again. */
export type CyclesDocument =
  /** One cycle a ticket. */
  | "once"
  /** Each start after a stop begins a new cycle. */
  | "repeat";

/** Which part of a date a number shows. */
export type DateFormDocument =
  /** `20260314`. */
  | "yyyymmdd"
  /** `260314`; two digits of a year mean 2000 to 2099. */
  | "yymmdd"
  /** `202603`. */
  | "yyyymm"
  /** `2603`. */
  | "yymm"
  /** `2026`. */
  | "yyyy"
  /** `26`. */
  | "yy"
  /** `03`, the month. */
  | "mm"
  /** `14`, the day of the month. */
  | "dd";

/** Where on its last day a target of working days ends. */
export type DayEndDocument =
  /** At the wall-clock time of the start, or the day's last closing where that comes first. */
  | "same_time"
  /** At the day's last closing. */
  | "last_close";

/** A table whose answers are words of scales of its own, for decisions other than the priority of a ticket. */
export interface DecisionTableDocument {
  /** What is asked, at most 32 inputs. */
  readonly inputs: readonly GradingInputDocument[];
  /** What is answered, at most 16 outputs. */
  readonly outputs: readonly OutputDocument[];
  /** How the answer is found. */
  readonly rules: RulesDocument;
}

/** The customer does not consent, and may ask for another plan. */
export interface Declination {
  /** Why. */
  readonly reason: string;
}

/** The customer was told of a delay (domain fact WK-3). */
export interface Delay {
  /** The new time. */
  readonly expected_at: string;
  /** Why. */
  readonly reason: string;
}

/** How late a job is, and what the customer must be told. */
export interface DelayDocument {
  /** The same in whole per cent of the estimated duration, rounded down. */
  readonly delay_percent: number;
  /** Open time from the promised to the expected instant, in seconds; negative when the job is early. */
  readonly delay_seconds: number;
  /** Whether the customer must be told. */
  readonly needs_notice: boolean;
  /** What the customer is told, where that is needed and the reason is given. */
  readonly notice?: DelayNoticeDocument;
  /** From when on an unfinished job is so late; absent where the calendar has too little open time left. */
  readonly notice_from?: string;
}

/** What a customer is told of a delay (domain fact WK-3). */
export interface DelayNoticeDocument {
  /** The same in whole per cent of the estimated duration. */
  readonly delay_percent: number;
  /** Open time between the two, in seconds. */
  readonly delay_seconds: number;
  /** The new time. */
  readonly new_completion: string;
  /** What was promised. */
  readonly promised: string;
  /** Why the repair takes longer. */
  readonly reason: string;
}

/** A job that may be late against what was promised (domain fact WK-3). */
export interface DelayRequestDocument {
  /** When it is expected to be completed now. */
  readonly expected: string;
  /** The share of the estimated duration from which on the customer must be told, in per cent; 20 if absent. */
  readonly percent?: number;
  /** What was promised. */
  readonly promised: string;
  /** Why it takes longer. */
  readonly reason?: string;
  /** When the job started. */
  readonly started: string;
}

/** How a unit loses its value: evenly over its life, down to a share that stays. */
export interface DepreciationDocument {
  /** The share of the price that stays, in per cent. */
  readonly least_percent: string;
  /** Months of its life, at least 1. */
  readonly life_months: number;
}

/** The diagnosis. */
export interface DiagnosisState {
  /** When it said so. */
  readonly concluded_at?: string;
  /** Who said so. */
  readonly concluded_by?: string;
  /** What it says; absent again when it turned out wrong or not enough. */
  readonly conclusion?: Conclusion;
  /** Diagnoses that were wrong. */
  readonly misdiagnoses?: readonly Misdiagnosis[];
  /** When it began, for the first time. */
  readonly started_at?: string;
  /** The steps. */
  readonly steps?: readonly DiagnosisStep[];
  /** Where the host keeps the survey. */
  readonly survey?: string;
  /** When a survey was asked for. */
  readonly survey_requested_at?: string;
}

/** One step of a diagnosis (domain fact DG-1). */
export interface DiagnosisStep {
  /** What was done. */
  readonly action: string;
  /** What was measured. */
  readonly measurements?: readonly Measurement[];
  /** What was seen. */
  readonly observation?: string;
  /** What follows. */
  readonly result?: string;
  /** The solution that was tried, if one was. */
  readonly solution?: string;
  /** With which tool. */
  readonly tool?: string;
}

/** The fee for a diagnosis. */
export interface DiagnosisTariffDocument {
  /** Per cent of it that are credited when the repair is accepted, 0 to 100. */
  readonly credited_percent?: string;
  /** The fee. */
  readonly fee: string;
}

/** A discount. */
export type DiscountDocument =
  /** A share. */
  | {
    /** Per cent, 0 to 100. */
    readonly percent: string;
    readonly type: "percent";
  }
  /** An amount in the currency of the book. */
  | {
    /** The amount, not negative. */
    readonly amount: string;
    readonly type: "amount";
  }
  /** A discount of the price book; not inside the book itself. */
  | {
    /** Its name there. */
    readonly name: string;
    readonly type: "named";
  };

/** Something for the host to do: a pure function of the stored events. */
export interface EffectDocument {
  /** Of what: the kind of event. */
  readonly about: string;
  /** When it was due. */
  readonly at: string;
  /** What tells it from all others of the ticket. */
  readonly key: EffectKey;
  /** Who is to be told. */
  readonly notify: string;
  /** The sequence of the event that made it void, if one did. */
  readonly revoked_by?: number;
  /** The sequence of the event that it follows from. */
  readonly sequence: number;
}

/** What tells one effect of a ticket from all others. */
export interface EffectKey {
  /** How often the rule had been armed anew. */
  readonly arming?: number;
  /** The cycle of the clock, or the count of the thing it is about. */
  readonly cycle: number;
  /** The repetition of the step, counted from 0. */
  readonly repetition?: number;
  /** The rule, or the kind of event. */
  readonly rule: string;
  /** The step of the rule, counted from 0. */
  readonly step: number;
}

/** How long something takes. */
export type EffortDocument =
  /** The same in every case: a flat rate, which recorded cases do not correct. */
  | {
    /** Seconds. */
    readonly seconds: number;
    readonly type: "fixed";
  }
  /** Least, most likely, most, as PERT has it. */
  | {
    /** Seconds. */
    readonly high_seconds: number;
    /** Seconds. */
    readonly low_seconds: number;
    /** Seconds. */
    readonly mode_seconds: number;
    readonly type: "three_point";
  }
  /** Least, most likely, most, as a triangle. */
  | {
    /** Seconds. */
    readonly high_seconds: number;
    /** Seconds. */
    readonly low_seconds: number;
    /** Seconds. */
    readonly mode_seconds: number;
    readonly type: "triangular";
  }
  /** Log-normal, as repair times are. */
  | {
    /** Seconds. */
    readonly median_seconds: number;
    /** The standard deviation of the natural logarithm, as a decimal number such as `0.45`. */
    readonly sigma: string;
    readonly type: "log_normal";
  };

/** What an effort is spread over. */
export interface EffortRangeDocument {
  /** The mean, in seconds. */
  readonly mean_seconds: number;
  /** `exact`, `convolution`, `fenton_wilkinson`, `normal` or `classic_normal`. */
  readonly method: string;
  /** One case in ten stays below this, in seconds. */
  readonly p10_seconds: number;
  /** Half of the cases stay below this, in seconds. */
  readonly p50_seconds: number;
  /** Nine cases in ten stay below this, in seconds. */
  readonly p90_seconds: number;
}

/** A job whose effort is asked for, with the recorded cases that correct the book. */
export interface EffortRequestDocument {
  /** How long operations once took. */
  readonly cases?: readonly CaseDocument[];
  /** What is to be done. */
  readonly job: JobDocument;
  /** `convolution`, `fenton_wilkinson`, `normal` or `classic_normal`; convolution if absent. */
  readonly method?: string;
}

/** An error as every language shows it. */
export interface ErrorDocument {
  /** The stable code, such as `calendar.date.malformed`. */
  readonly code: string;
  /** One sentence with the value in question and what would be right. */
  readonly message: string;
  /** Where in the document or call, if the error has a place. */
  readonly path?: string;
}

/** What a step does. */
export type EscalationActionDocument =
  /** Tells a role. */
  | {
    /** The role. */
    readonly role: string;
    readonly type: "notify";
  }
  /** Moves the ticket to a functional level, if that is higher than its own. */
  | {
    /** `L2` or `L3`. */
    readonly to: string;
    readonly type: "raise_level";
  }
  /** Raises the priority; a rule does so once a ticket. Either `by` or `at_least`. */
  | {
    /** To this priority, `P1` to `P3`, if the ticket has a lower one or none. */
    readonly at_least?: string;
    /** By so many steps, 1 to 3; an ungraded ticket stays ungraded. */
    readonly by?: number;
    readonly type: "raise_priority";
  }
  /** Asks for a hierarchic escalation to a role. */
  | {
    /** The role. */
    readonly role: string;
    readonly type: "request_hierarchic";
  };

/** Who hears of a ticket and which functional level holds it: ordered rules (domain facts ES-1 to ES-11). */
export interface EscalationDocument {
  /** Roles of this desk beside the well-known ones; a rule may name no other. */
  readonly roles?: readonly string[];
  /** The rules; of those that begin at one instant, the first comes first. */
  readonly rules: readonly EscalationRuleDocument[];
}

/** Somebody in charge is asked in. */
export interface EscalationRequest {
  /** Why. */
  readonly justification: string;
  /** Who. */
  readonly to: string;
}

/** One rule: what sets it off, for which tickets, and what follows. */
export interface EscalationRuleDocument {
  /** The calendar in whose open time it waits; absent: real time. A rule on a metric waits by the clock of the
   * metric. */
  readonly calendar?: string;
  /** Its name, unique in the document. */
  readonly id: string;
  /** What another priority does to it. */
  readonly on_regrade?: OnRegradeDocument;
  /** What follows, one step after the other; at least one. */
  readonly steps: readonly EscalationStepDocument[];
  /** What sets it off. */
  readonly trigger: EscalationTriggerDocument;
  /** For which tickets. Asked until the first step is fired; from then on the rule goes on whatever changes. */
  readonly when?: EscalationWhenDocument;
}

/** The hierarchic escalation. */
export interface EscalationState {
  /** Why, and at the end how it ended. */
  readonly justification?: string;
  /** Who asked. */
  readonly requested_by?: string;
  /** Since when it stands there. */
  readonly since?: string;
  /** How far it has come. */
  readonly status: EscalationStatus;
  /** Who was asked in. */
  readonly to?: string;
}

export type EscalationStatus = "none" | "requested" | "approved" | "active" | "closed";

/** One step of a rule. */
export interface EscalationStepDocument {
  /** What is done; at least one. */
  readonly actions: readonly EscalationActionDocument[];
  /** Seconds after the last repetition of the step before; of the first step, after the rule began. */
  readonly after_seconds?: number;
  /** How often it repeats; a step that repeats only notifies. */
  readonly repeat?: RepeatDocument;
}

/** What sets a rule off. */
export type EscalationTriggerDocument =
  /** A clock comes to a point: a share of its target, or an offset from its start or due instant. Once a cycle. */
  | {
    /** The point. */
    readonly at: LevelPointDocument;
    /** The metric. */
    readonly metric: string;
    readonly type: "metric";
  }
  /** A clock exceeds its target. Once a cycle. */
  | {
    /** The metric. */
    readonly metric: string;
    readonly type: "breach";
  }
  /** The ticket has been on its functional level for a time. Once a stay. */
  | {
    readonly type: "time_at_level";
    /** Seconds, at least 1. */
    readonly within_seconds: number;
    /** A milestone that ends it, such as `diagnosis`. */
    readonly without?: string;
  }
  /** A milestone has not been met for a time since the last one, or since the work began. Once a silence. */
  | {
    /** The milestone, such as `progress_report`. */
    readonly milestone: string;
    readonly type: "silence";
    /** Seconds, at least 1. */
    readonly within_seconds: number;
  }
  /** The conditions hold. Once a ticket. */
  | {
    readonly type: "at_once";
  }
  /** What has to be done exceeds the authority of the level. Once a stay. */
  | {
    readonly type: "authority_exceeded";
  }
  /** The work has turned out not to be complete so many times. Once a ticket. */
  | {
    /** Times, at least 1. */
    readonly times: number;
    readonly type: "reopened";
  }
  /** The customer gave a mark below a threshold. Once a mark. */
  | {
    /** The lowest mark that is well. */
    readonly below: number;
    /** The scale, such as `nps` or `satisfaction`. */
    readonly scale: string;
    readonly type: "rated_below";
  };

/** For which tickets a rule is: every dimension that names values must hold one of them. */
export interface EscalationWhenDocument {
  /** Classes of problem. */
  readonly class?: readonly string[];
  /** Kinds of ticket. */
  readonly kind?: readonly string[];
  /** Functional levels, `L1` to `L3`. */
  readonly level?: readonly string[];
  /** Priorities, `P1` to `P4`. */
  readonly priority?: readonly string[];
  /** Customer tiers. */
  readonly tier?: readonly string[];
}

/** What it will cost, as the customer is told. */
export interface Estimate {
  /** The high end of its range. */
  readonly high?: MoneyDocument;
  /** The low end of its range. */
  readonly low?: MoneyDocument;
  /** The same without taxes, for rules about consent that compare it. */
  readonly net?: MoneyDocument;
  /** The sum that may not be passed without a new authorisation. */
  readonly not_to_exceed?: MoneyDocument;
  /** The revision of the price book. */
  readonly price_book?: string;
  /** Where the host keeps the lines. */
  readonly reference?: string;
  /** The sum that the customer pays. */
  readonly total: MoneyDocument;
  /** Until when it can be accepted. */
  readonly valid_until?: string;
}

/** What is different between two versions of an estimate. */
export interface EstimateDifferenceDocument {
  /** Lines that only the later version has. */
  readonly added: readonly EstimateLineDocument[];
  /** Lines that both have and that differ. */
  readonly changed: readonly LineChangeDocument[];
  /** What the customer pays under the later version. */
  readonly customer_after: MoneyDocument;
  /** What the customer pays under the earlier version. */
  readonly customer_before: MoneyDocument;
  /** The earlier version. */
  readonly from_version: number;
  /** Lines that only the earlier version has. */
  readonly removed: readonly EstimateLineDocument[];
  /** The later version. */
  readonly to_version: number;
  /** The total of the later version. */
  readonly total_after: MoneyDocument;
  /** The total of the earlier version. */
  readonly total_before: MoneyDocument;
  /** How many lines both have alike. */
  readonly unchanged: number;
}

/** An estimate: lines with their payers, totals, validity and the revision of its price book. The amounts of all
 * lines whose `effect` is `added` sum to `totals.total`, and so do the totals of the payers. */
export interface EstimateDocument {
  /** When it was made, RFC 3339. */
  readonly issued_at: string;
  /** The sums by kind of line. */
  readonly kinds: readonly KindTotalDocument[];
  /** The lines in the order of the plan, then taxes and rounding. */
  readonly lines: readonly EstimateLineDocument[];
  /** What the customer may not be charged beyond without a new authorisation. */
  readonly not_to_exceed?: MoneyDocument;
  /** The sums by payer. */
  readonly payers: readonly PayerTotalsDocument[];
  /** The revision of the price book. */
  readonly price_book: string;
  /** Whether the prices contain the taxes. */
  readonly prices: PricesDocument;
  /** The sums of all. */
  readonly totals: EstimateTotalsDocument;
  /** The first instant at which it can no longer be accepted. */
  readonly valid_until: string;
  /** Its version, from 1 on. */
  readonly version: number;
}

/** An estimate was made. */
export interface EstimateDrafted {
  /** The estimate. */
  readonly estimate: Estimate;
  /** Its version, counted from 1. */
  readonly version: number;
}

/** One line of an estimate. */
export interface EstimateLineDocument {
  /** The amount. */
  readonly amount: MoneyDocument;
  /** Whether its amount is added, or contained in other lines. */
  readonly effect: LineEffectDocument;
  /** Where the amount comes from. */
  readonly formula: FormulaDocument;
  /** The hours of labour, such as `after_hours`. */
  readonly hours?: string;
  /** Its name in this and other versions: that of the planned line, with a word behind it where that has several. */
  readonly id: string;
  /** What it is: the grade, part, zone, fee, supplier or tax. */
  readonly item?: string;
  /** Its kind, such as `labour`. */
  readonly kind: string;
  /** The procedure of labour. */
  readonly procedure?: string;
  /** Who pays what of it. */
  readonly shares: readonly LineShareDocument[];
  /** The entry of the price book, such as `labour.grades.engineer`. */
  readonly source?: string;
}

/** What an estimate is spread over, where the time of its labour is uncertain. */
export interface EstimateRangeDocument {
  /** The uncertain effort of all lines of labour, with the method. */
  readonly effort: EffortRangeDocument;
  /** What each payer pays. */
  readonly payers: readonly RangeTotalsDocument[];
  /** What all payers pay together. */
  readonly total: RangeTotalsDocument;
}

/** Planned work whose time is uncertain, to be estimated at P10, P50 and P90. */
export interface EstimateRangeRequestDocument {
  /** The time of lines of labour by their names; other lines take the time of the plan. */
  readonly efforts: { readonly [name: string]: EffortDocument };
  /** The planned work. */
  readonly estimate: EstimateRequestDocument;
  /** `convolution`, `fenton_wilkinson`, `normal` or `classic_normal`; convolution if absent. */
  readonly method?: string;
}

/** What is to be estimated: the planned work with who pays for it (domain facts PL-6, CO-3). */
export interface EstimateRequestDocument {
  /** When it is made, RFC 3339. */
  readonly issued_at: string;
  /** The planned work. */
  readonly lines: readonly PlanLineDocument[];
  /** What the customer may not be charged beyond without a new authorisation. */
  readonly not_to_exceed?: MoneyDocument;
  /** Who pays the lines that do not say so themselves. */
  readonly payers: readonly PayerShareDocument[];
  /** How the customer pays. */
  readonly settlement?: SettlementDocument;
  /** The first instant at which it can no longer be accepted, if the price book is not to say so. */
  readonly valid_until?: string;
  /** The version of the estimate, from 1 on. */
  readonly version: number;
}

/** An estimate and what became of it. */
export interface EstimateState {
  /** Since when it stands there. */
  readonly at: string;
  /** The estimate. */
  readonly estimate: Estimate;
  /** What became of it. */
  readonly status: EstimateStatus;
  /** Its version. */
  readonly version: number;
}

export type EstimateStatus = "draft" | "sent" | "authorised" | "declined" | "expired" | "superseded";

/** The sums of an estimate. */
export interface EstimateTotalsDocument {
  /** The rounding of cash. */
  readonly cash_rounding: MoneyDocument;
  /** Without taxes and cash rounding. */
  readonly net: MoneyDocument;
  /** All taxes. */
  readonly tax: MoneyDocument;
  /** What is paid. */
  readonly total: MoneyDocument;
}

/** An estimate by its version. */
export interface EstimateVersion {
  /** The version. */
  readonly version: number;
}

/** An event as it stands on the wire. What this version of the library does not know is kept. */
export interface EventDocument {
  /** Who gave the command; the engine itself where a rule or a timer acted. */
  readonly by: Actor;
  /** The command that it comes from; absent where a rule or a timer acted. */
  readonly cause?: CauseDocument;
  /** What happened: `type` and its fields. */
  readonly kind: EventKind;
  /** When it happened, which is what clocks read. */
  readonly occurred_at: string;
  /** When it was written down. */
  readonly recorded_at: string;
  /** The revision of the policy that it was decided under. */
  readonly revision?: string;
  /** The place in the ticket's log, counted from 1. */
  readonly sequence: number;
  /** The number of the ticket. */
  readonly ticket: string;
  /** The version of the kind. */
  readonly version: number;
}

/** What an event says, with the outcome. */
export type EventKind =
  /** It was taken in. */
  | Opened & {
    readonly type: "opened";
  }
  /** It was taken over from another system. */
  | Importing & {
    readonly type: "imported";
  }
  /** What was missing at intake was added. */
  | IntakeAmended & {
    readonly type: "intake_amended";
  }
  /** It was said what it is. */
  | Triage & {
    readonly type: "triaged";
  }
  /** The rules gave it a priority. */
  | Graded & {
    readonly type: "graded";
  }
  /** A person gave it a priority. */
  | GradeOverride & {
    readonly type: "grade_overridden";
  }
  /** An override was ended. */
  | Because & {
    readonly type: "override_withdrawn";
  }
  /** An override ran out. */
  | Record<never, never> & {
    readonly type: "override_expired";
  }
  /** It was handed to somebody. */
  | Assignment & {
    readonly type: "assigned";
  }
  /** The customer wrote or called. */
  | Message & {
    readonly type: "message_received";
  }
  /** The desk wrote or called. */
  | Message & {
    readonly type: "message_sent";
  }
  /** It was answered on the spot. */
  | Answer & {
    readonly type: "answered";
  }
  /** The diagnosis began or was resumed. */
  | Remark & {
    readonly type: "diagnosis_started";
  }
  /** A step of the diagnosis was made. */
  | DiagnosisStep & {
    readonly type: "step_logged";
  }
  /** The diagnosis is there. */
  | Conclusion & {
    readonly type: "diagnosis_concluded";
  }
  /** A diagnosis was wrong. */
  | Misdiagnosis & {
    readonly type: "misdiagnosis_attributed";
  }
  /** A survey was asked for. */
  | Because & {
    readonly type: "survey_requested";
  }
  /** The survey is there. */
  | Filed & {
    readonly type: "survey_filed";
  }
  /** A plan was put forward. */
  | PlanProposed & {
    readonly type: "plan_proposed";
  }
  /** The service side consented to it. */
  | PlanApproval & {
    readonly type: "plan_approved";
  }
  /** The service side sent it back. */
  | PlanRefusal & {
    readonly type: "plan_refused";
  }
  /** Work stopped for another plan. */
  | PlanChanged & {
    readonly type: "plan_changed";
  }
  /** An estimate was made. */
  | EstimateDrafted & {
    readonly type: "estimate_drafted";
  }
  /** The customer was shown it. */
  | EstimateVersion & {
    readonly type: "estimate_sent";
  }
  /** Its validity ran out. */
  | EstimateVersion & {
    readonly type: "estimate_expired";
  }
  /** The customer consented. */
  | Authorised & {
    readonly type: "authorised";
  }
  /** The customer did not consent. */
  | Declination & {
    readonly type: "declined";
  }
  /** All that work needs was in place. */
  | StartGate & {
    readonly type: "start_gate_passed";
  }
  /** Work began. */
  | Remark & {
    readonly type: "work_started";
  }
  /** A wait began. */
  | Wait & {
    readonly type: "wait_started";
  }
  /** A wait ended. */
  | WaitEnded & {
    readonly type: "wait_ended";
  }
  /** A way round the problem was in place. */
  | Workaround & {
    readonly type: "workaround_provided";
  }
  /** A visit was agreed. */
  | VisitBooking & {
    readonly type: "visit_booked";
  }
  /** Somebody set out. */
  | VisitName & {
    readonly type: "visit_set_out";
  }
  /** A visit was done. */
  | VisitReport & {
    readonly type: "visit_finished";
  }
  /** The customer's responsible person signed. */
  | VisitSignature & {
    readonly type: "visit_signed";
  }
  /** A visit was called off. */
  | VisitCancellation & {
    readonly type: "visit_cancelled";
  }
  /** A part was asked for. */
  | PartOrder & {
    readonly type: "part_ordered";
  }
  /** A part was at hand. */
  | PartName & {
    readonly type: "part_received";
  }
  /** A part was built in. */
  | PartName & {
    readonly type: "part_used";
  }
  /** A part was given back. */
  | PartReturn & {
    readonly type: "part_returned";
  }
  /** The worker checked the work. */
  | Check & {
    readonly type: "self_check_passed";
  }
  /** Another person checked it. */
  | Check & {
    readonly type: "second_check_passed";
  }
  /** The work was done. */
  | Completion & {
    readonly type: "completed";
  }
  /** The unit was watched. */
  | Observation & {
    readonly type: "observation_started";
  }
  /** Watching ended. */
  | Finding & {
    readonly type: "observation_finished";
  }
  /** The customer agreed. */
  | Confirmation & {
    readonly type: "confirmed";
  }
  /** The customer did not agree. */
  | Because & {
    readonly type: "not_solved";
  }
  /** The customer gave a mark. */
  | Rating & {
    readonly type: "rated";
  }
  /** A piece of the archive was filed. */
  | Archiving & {
    readonly type: "piece_archived";
  }
  /** It was archived. */
  | Closing & {
    readonly type: "closed";
  }
  /** The customer was called back. */
  | CallBack & {
    readonly type: "called_back";
  }
  /** It was taken up again. */
  | Because & {
    readonly type: "reopened";
  }
  /** A ticket follows this one up. */
  | Link & {
    readonly type: "follow_up_linked";
  }
  /** This one follows up another ticket. */
  | Link & {
    readonly type: "follows_up";
  }
  /** It is the rework of another ticket. */
  | PreviousTicket & {
    readonly type: "rework_linked";
  }
  /** It was not taken on. */
  | Because & {
    readonly type: "rejected";
  }
  /** It was withdrawn. */
  | Because & {
    readonly type: "cancelled";
  }
  /** It went on in another ticket. */
  | Merge & {
    readonly type: "merged";
  }
  /** The functional level was raised. */
  | LevelRaise & {
    readonly type: "level_raised";
  }
  /** The functional level was lowered. */
  | LevelReturn & {
    readonly type: "level_returned";
  }
  /** Somebody in charge was asked in. */
  | EscalationRequest & {
    readonly type: "escalation_requested";
  }
  /** That was granted. */
  | Remark & {
    readonly type: "escalation_approved";
  }
  /** Somebody in charge took it up. */
  | Remark & {
    readonly type: "escalation_taken_up";
  }
  /** The escalation ended. */
  | Justification & {
    readonly type: "escalation_closed";
  }
  /** Somebody took note. */
  | Acknowledgement & {
    readonly type: "acknowledged";
  }
  /** The customer was told how far it is. */
  | Progress & {
    readonly type: "progress_reported";
  }
  /** The customer was told of a delay. */
  | Delay & {
    readonly type: "delay_announced";
  }
  /** It was said whether a complaint holds. */
  | ComplaintVerification & {
    readonly type: "complaint_verified";
  }
  /** A manager looked through it. */
  | ComplaintReview & {
    readonly type: "complaint_reviewed";
  }
  /** It was said what is done against recurrence. */
  | Measure & {
    readonly type: "measure_recorded";
  }
  /** The contact record was erased. */
  | ContactErased & {
    readonly type: "contact_erased";
  }
  /** Another policy came into force. */
  | PolicyRevision & {
    readonly type: "policy_revised";
  }
  /** An escalation rule fired. */
  | FiringDocument & {
    readonly type: "rule_fired";
  }
  /** The time for something came. */
  | Reminded & {
    readonly type: "reminded";
  }
  /** A breach turned out not to have been one. */
  | BreachSuperseded & {
    readonly type: "breach_superseded";
  };

/** The record that proves a customer's word (domain fact PL-3). */
export interface Evidence {
  /** What it is, such as `email`, `signature` or `code`. */
  readonly form: string;
  /** Where the host keeps it. */
  readonly reference: string;
}

/** Causes for which there is no remedy. */
export interface ExclusionsDocument {
  /** The causes. */
  readonly causes: readonly string[];
  /** The section that says so. */
  readonly section: string;
}

/** How a clock came to its reading. */
export interface ExplanationDocument {
  /** `open_time` or `calendar_time`. */
  readonly basis: string;
  /** The calendar's name in the policy. */
  readonly calendar: string;
  /** The revision of that calendar. */
  readonly calendar_revision: string;
  /** The cycle that is explained. */
  readonly cycle: number;
  /** The metric's name. */
  readonly metric: string;
  /** The revision of the policy. */
  readonly policy_revision: string;
  /** When this promise came into force. */
  readonly promised_at: string;
  /** The stretches of the cycle, one after the other. */
  readonly segments: readonly SegmentDocument[];
  /** The path of the policy entry that gives the target. */
  readonly target_source?: string;
  /** The promise in microseconds of open time. */
  readonly target_us?: number;
  /** The version of the time zone database behind it. */
  readonly tzdb_version: string;
}

/** One input of a case. */
export interface FactDocument {
  /** The input's name. */
  readonly input: string;
  /** The keywords found in a text. */
  readonly keywords?: readonly FoundKeywordDocument[];
  /** Its value; absent where it was left out, and of a text, which stays with the host. */
  readonly value?: InputValue;
}

/** A fixed fee. */
export interface FeeTariffDocument {
  /** The fee. */
  readonly amount: string;
  /** The names of its taxes, in place of those of its kind. */
  readonly taxes?: readonly string[];
}

/** What a figure is: everything that somebody needs who wants to compute the same number again. `unit`, `stop`,
 * `numerator` and `denominator` follow from the measure: the library writes them for the reader, and refuses a
 * document in which they say something else. */
export interface FigureDefinitionDocument {
  /** The conditions that must hold besides; where one cannot be told, a ticket is left out. */
  readonly among?: readonly ConditionDocument[];
  /** What that is divided by, such as `promises_due`. */
  readonly denominator?: string;
  /** What is measured. */
  readonly measure: MeasureDocument;
  /** Its name, such as `first_response`. */
  readonly name: string;
  /** What becomes of an end before its beginning: `reject` (the default), `keep` or `zero`. */
  readonly negative_duration?: string;
  /** What is added up, such as `kept_promises`. */
  readonly numerator?: string;
  /** Which stamp decides to which period a ticket belongs: `opened` (the default), `due` or `closed`. */
  readonly period_stamp?: string;
  /** Which tickets it is of: every dimension that is named must hold one of its words; empty for all. */
  readonly selection?: readonly WordSelectionDocument[];
  /** The fact or rule that it comes from, such as `KP-1`. */
  readonly source?: string;
  /** The stop event, where there is one. */
  readonly stop?: string;
  /** What it should be, in its own unit. */
  readonly target?: FigureTargetDocument;
  /** What the value counts: `seconds`, `share`, `points` or `count`. */
  readonly unit?: string;
}

/** What stands behind the headline of a figure. */
export type FigureDetailDocument =
  /** How lengths are distributed, in seconds. */
  | {
    /** The median with those that still run counted for as long as they were seen; absent where it is not reached. */
    readonly censored_median?: number;
    /** Lengths that ended. */
    readonly ended: number;
    /** The median of those that ended. */
    readonly median: number;
    /** The ends of its 95 % interval. */
    readonly median_interval?: readonly [number, number];
    /** The length that nine in ten of them do not exceed. */
    readonly p90: number;
    /** Lengths that still run. */
    readonly running: number;
    readonly type: "distribution";
  }
  /** The three readings of an attainment, as kept and of how many. */
  | {
    /** Promises that stand as kept or open, though the history says that they were broken once. */
    readonly breached_once: number;
    /** Kept and all promises. */
    readonly of_all: readonly [number, number];
    /** Kept and all of those whose clock was stopped. */
    readonly of_closed: readonly [number, number];
    /** Kept and all of those that were decided. */
    readonly of_due: readonly [number, number];
    readonly type: "readings";
  }
  /** How a whole divides, the largest part first. */
  | {
    /** The parts. */
    readonly parts: readonly PartDocument[];
    readonly type: "parts";
  }
  /** Where the time goes. */
  | {
    /** The stages in the order of a ticket's life. */
    readonly stages: readonly StageTimeDocument[];
    readonly type: "stages";
  }
  /** What is open and how old it is. */
  | {
    /** Open tickets under 1 day, 1 to 3, 3 to 7, 7 to 30, 30 days and older. */
    readonly by_age: readonly number[];
    /** Their median age in seconds. */
    readonly median_age?: number;
    /** Tickets still open. */
    readonly open: number;
    /** Tickets reported. */
    readonly opened: number;
    readonly type: "ageing";
  };

/** One figure with all that makes it hold up. */
export interface FigureDocument {
  /** Which time a duration counts: `calendar` or `working`. */
  readonly basis?: string;
  /** What it is divided by. */
  readonly denominator: number;
  /** What stands behind the headline. */
  readonly detail?: FigureDetailDocument;
  /** Which tickets it is of: one word for each grouping; empty for all. */
  readonly group?: readonly string[];
  /** The lower end of the 95 % interval. */
  readonly lower?: number;
  /** Whether the target is met. */
  readonly met?: boolean;
  /** The clock of an attainment. */
  readonly metric?: string;
  /** Its name, such as `first_response`. */
  readonly name: string;
  /** What becomes of an end before its beginning: `reject`, `keep` or `zero`. */
  readonly negative_duration: string;
  /** What was added up: hits, microseconds, millionths of a point, or minor units of money. */
  readonly numerator: WholeNumberDocument;
  /** Which stamp decides to which period a ticket belongs: `opened`, `due` or `closed`. */
  readonly period_stamp: string;
  /** The fact or rule that it comes from, such as `KP-1`. */
  readonly source?: string;
  /** The stop event, where there is one. */
  readonly stop?: string;
  /** What it should be. */
  readonly target?: FigureTargetDocument;
  /** What `value` counts: `seconds`, `share`, `points` or `count`. */
  readonly unit: string;
  /** The upper end. */
  readonly upper?: number;
  /** The headline number. */
  readonly value: number;
  /** What a reader should know: `small_number`, `censored`, `other_currencies`. */
  readonly warnings?: readonly string[];
}

/** What a figure should be, in its own unit. */
export type FigureTargetDocument =
  /** No more than this. */
  | {
    readonly type: "at_most";
    /** The limit, which is within. */
    readonly value: number;
  }
  /** No less than this. */
  | {
    readonly type: "at_least";
    /** The limit, which is within. */
    readonly value: number;
  };

/** Something was put down in a document. */
export interface Filed {
  /** Where the host keeps it. */
  readonly reference: string;
  /** What it says. */
  readonly summary?: string;
}

/** What watching showed. */
export interface Finding {
  /** What. */
  readonly finding: string;
}

/** Something that the check of a bundle found. */
export interface FindingDocument {
  /** The stable code, such as `policy.calendar.never_opens`; that of an error where a part does not compile. */
  readonly code: string;
  /** One sentence. */
  readonly message: string;
  /** Where in the bundle. */
  readonly path: string;
  /** How bad it is. */
  readonly severity: SeverityDocument;
  /** An example that shows it. */
  readonly witness?: WitnessDocument;
}

/** What a step that has become due does to a ticket as it stands. */
export type FiredActionDocument =
  /** A role is told. */
  | {
    /** The role. */
    readonly role: string;
    readonly type: "notify";
  }
  /** The ticket moves to a higher functional level. */
  | {
    /** The new level. */
    readonly to: string;
    readonly type: "raise_level";
  }
  /** The ticket gets a higher priority. */
  | {
    /** The new priority. */
    readonly to: string;
    readonly type: "raise_priority";
  }
  /** A hierarchic escalation to a role is asked for. */
  | {
    /** The role. */
    readonly role: string;
    readonly type: "request_hierarchic";
  };

/** A step of a rule that has become due. */
export interface FiringDocument {
  /** What is to be done. */
  readonly actions: readonly FiredActionDocument[];
  /** How often the rule had been armed anew. */
  readonly arming?: number;
  /** When it became due, however late it was asked for. */
  readonly at: string;
  /** When the rule began: no earlier than its promise, its conditions and the rule itself held. */
  readonly began_at: string;
  /** What came last and so decided when the rule began: `trigger`, `promise`, `conditions`, `policy`, `regrade` or
   * `resumption`. */
  readonly began_by: string;
  /** The cycle of what set it off, counted from 1. */
  readonly cycle: number;
  /** The metric that set it off, if one did. */
  readonly metric?: string;
  /** When what set the rule off came about. */
  readonly reached_at: string;
  /** The repetition, counted from 0. */
  readonly repetition?: number;
  /** The rule's id. */
  readonly rule: string;
  /** The step, counted from 0. */
  readonly step: number;
}

/** Why a step of a rule was fired. */
export interface FiringExplanationDocument {
  /** When the step became due. */
  readonly at: string;
  /** When the rule began. */
  readonly began_at: string;
  /** What came last and so decided when the rule began: `trigger`, `promise`, `conditions`, `policy`, `regrade` or
   * `resumption`. */
  readonly began_by: string;
  /** The conditions that the rule asks, with what held when it began. */
  readonly conditions: readonly ConditionMetDocument[];
  /** Where the step stands in the document, such as `rules[2].steps[0]`. */
  readonly path: string;
  /** When what set the rule off came about. */
  readonly reached_at: string;
  /** The clock that set the rule off, as of the step or, if there were events since then, of the last of them. */
  readonly reading?: ReadingDocument;
  /** The rule's id. */
  readonly rule: string;
  /** How long after that the step comes, in microseconds: in open time by the clock of the metric or by the calendar
   * of the rule, in real time without one. */
  readonly wait_us: number;
}

/** What a field may look like. */
export interface FormatDocument {
  /** Check digits at the end of the value. */
  readonly check?: CheckMethodDocument;
  /** Patterns of which the whole value fits one: `9` a digit, `A` a capital letter, `a` a small letter, `X` a
   * capital letter or digit, `{4}` or `{4,8}` times the one before, `\` before a character that means itself; all
   * others mean themselves. */
  readonly patterns?: readonly string[];
}

/** Where an amount comes from. */
export type FormulaDocument =
  /** Quantity × rate × multiplier. */
  | {
    /** What the price is multiplied by. */
    readonly multiplier: string;
    /** The unit that the price is for. */
    readonly per: string;
    /** The quantity that is charged. */
    readonly quantity: string;
    /** The price. */
    readonly rate: string;
    readonly type: "rate";
    /** Its unit. */
    readonly unit: string;
  }
  /** A share of something. */
  | {
    /** Of what, as an amount. */
    readonly of: string;
    /** Per cent. */
    readonly percent: string;
    readonly type: "percent";
  }
  /** An amount as it was given. */
  | {
    /** The amount. */
    readonly amount: string;
    readonly type: "flat";
  }
  /** What makes up the difference between two amounts. */
  | {
    /** What it was. */
    readonly from: string;
    /** What it becomes. */
    readonly to: string;
    readonly type: "difference";
  };

/** A keyword that was found. */
export interface FoundKeywordDocument {
  /** The list it is of. */
  readonly list: string;
  /** The keyword as the policy writes it. */
  readonly word: string;
}

/** What sending something costs. */
export interface FreightTariffDocument {
  /** Price of a consignment. */
  readonly amount: string;
  /** Price of a kilogram on top. */
  readonly per_kilogram?: string;
}

export type FunctionalLevel = "L1" | "L2" | "L3";

/** What is required before some commands. */
export interface GateDocument {
  /** The commands. */
  readonly before: readonly CommandName[];
  /** What is required. */
  readonly requires: readonly Requirement[];
  /** Of which tickets. */
  readonly when?: GateWhenDocument;
}

/** Which tickets an entry is for: every list that names values must hold the ticket's. */
export interface GateWhenDocument {
  /** Kinds of ticket. */
  readonly kind?: readonly Kind[];
  /** Functional levels. */
  readonly level?: readonly FunctionalLevel[];
  /** Priorities; a ticket without one fits only where none is named. */
  readonly priority?: readonly Priority[];
}

/** What a desk asks before each step of a ticket, by kind, priority and level, and the times that its life keeps to. */
export interface GatesDocument {
  /** The pieces of an archive; all entries that fit add up. */
  readonly archive?: readonly ArchiveDocument[];
  /** How long ago a command may have happened, in seconds of real time; absent: no limit. */
  readonly backdating_limit_seconds?: number;
  /** Who is called back; the first entry that fits holds. */
  readonly call_backs?: readonly CallBackDocument[];
  /** How long the customer's word is awaited after completion before the ticket closes by itself; absent: for ever. */
  readonly confirmation_time_out?: PeriodDocument;
  /** What is required before commands; all entries that fit add up. */
  readonly gates?: readonly GateDocument[];
  /** Reasons of waits that a message of the customer ends, such as `customer`. */
  readonly message_ends_waits?: readonly string[];
  /** How often progress is reported while a ticket is open; the first entry that fits holds. */
  readonly progress_reports?: readonly ProgressReportDocument[];
  /** How far a later estimate may pass what the customer has consented to without asking again (domain fact PL-4);
   * absent: not at all. */
  readonly reauthorisation?: ReauthorisationDocument;
  /** How long after closing a ticket can be taken up again; absent: never, a follow-up takes its place. */
  readonly reopening_window?: PeriodDocument;
  /** How long after completion a new report of the same problem counts as rework (domain fact CL-6). */
  readonly rework_window?: PeriodDocument;
  /** The roles that may give a command, of which an actor needs one; a command that is not named is open to all. */
  readonly roles?: {
    readonly acknowledge?: readonly string[];
    readonly amend_intake?: readonly string[];
    readonly announce_delay?: readonly string[];
    readonly answer?: readonly string[];
    readonly approve_escalation?: readonly string[];
    readonly approve_plan?: readonly string[];
    readonly archive_piece?: readonly string[];
    readonly assign?: readonly string[];
    readonly attribute_misdiagnosis?: readonly string[];
    readonly authorise?: readonly string[];
    readonly book_visit?: readonly string[];
    readonly cancel?: readonly string[];
    readonly cancel_visit?: readonly string[];
    readonly change_plan?: readonly string[];
    readonly close?: readonly string[];
    readonly close_escalation?: readonly string[];
    readonly complete?: readonly string[];
    readonly conclude_diagnosis?: readonly string[];
    readonly confirm?: readonly string[];
    readonly decline?: readonly string[];
    readonly draft_estimate?: readonly string[];
    readonly erase_contact?: readonly string[];
    readonly escalate?: readonly string[];
    readonly file_survey?: readonly string[];
    readonly finish_observation?: readonly string[];
    readonly finish_visit?: readonly string[];
    readonly grade?: readonly string[];
    readonly import?: readonly string[];
    readonly link_follow_up?: readonly string[];
    readonly link_rework?: readonly string[];
    readonly log_step?: readonly string[];
    readonly merge?: readonly string[];
    readonly open?: readonly string[];
    readonly order_part?: readonly string[];
    readonly override_grade?: readonly string[];
    readonly pass_second_check?: readonly string[];
    readonly pass_self_check?: readonly string[];
    readonly pass_start_gate?: readonly string[];
    readonly propose_plan?: readonly string[];
    readonly provide_workaround?: readonly string[];
    readonly rate?: readonly string[];
    readonly receive_message?: readonly string[];
    readonly receive_part?: readonly string[];
    readonly record_call_back?: readonly string[];
    readonly record_measure?: readonly string[];
    readonly refuse_plan?: readonly string[];
    readonly reject?: readonly string[];
    readonly reopen?: readonly string[];
    readonly report_not_solved?: readonly string[];
    readonly report_progress?: readonly string[];
    readonly request_escalation?: readonly string[];
    readonly request_survey?: readonly string[];
    readonly resume?: readonly string[];
    readonly return_level?: readonly string[];
    readonly return_part?: readonly string[];
    readonly review_complaint?: readonly string[];
    readonly revise_policy?: readonly string[];
    readonly send_estimate?: readonly string[];
    readonly send_message?: readonly string[];
    readonly set_out?: readonly string[];
    readonly sign_visit?: readonly string[];
    readonly start_diagnosis?: readonly string[];
    readonly start_observation?: readonly string[];
    readonly start_work?: readonly string[];
    readonly take_up_escalation?: readonly string[];
    readonly triage?: readonly string[];
    readonly use_part?: readonly string[];
    readonly verify_complaint?: readonly string[];
    readonly wait?: readonly string[];
    readonly withdraw_override?: readonly string[];
  };
}

/** A grade that rules gave. */
export interface GradeDocument {
  /** The paths of the rules that held, in the order in which they are applied. */
  readonly fired: readonly string[];
  /** `P1` to `P4`. */
  readonly priority: string;
  /** The revision of the policy. */
  readonly revision: string;
  /** Whether a safety hazard stands, which nothing can lower. */
  readonly safety_hazard: boolean;
}

/** A grade by the rules. */
export interface GradeEntry {
  /** When. */
  readonly at: string;
  /** By whose judgement. */
  readonly by: string;
  /** The priority. */
  readonly priority: Priority;
  /** Whether a safety hazard stands. */
  readonly safety: Safety;
}

/** How a grade came about. */
export interface GradeExplanationDocument {
  /** What other grade the nearest change of one input would give. */
  readonly alternatives: readonly AlternativeDocument[];
  /** What was known of the case. */
  readonly facts: readonly FactDocument[];
  /** The grade. */
  readonly grade: GradeDocument;
  /** Every rule, in the order in which they are applied. */
  readonly rules: readonly RuleReadingDocument[];
}

/** A grade by a person against the rules (domain fact PR-6). */
export interface GradeOverride {
  /** Until when it holds. */
  readonly expires_at: string;
  /** The priority. */
  readonly priority: Priority;
  /** Why. */
  readonly reason: string;
}

export type GradeStage = "preliminary" | "engineer";

/** How urgent a ticket is, and who says so. */
export interface GradeState {
  /** How often a grade was given. */
  readonly count: number;
  /** The engineer's grade. */
  readonly engineer?: GradeEntry;
  /** The priority that came with an import. */
  readonly imported?: Priority;
  /** The override in force. */
  readonly overridden?: OverrideState;
  /** The front desk's grade. */
  readonly preliminary?: GradeEntry;
  /** The priority that a rule raised the ticket to. */
  readonly raised?: Priority;
}

/** The rate of one grade. */
export interface GradeTariffDocument {
  /** The shortest time that is charged, in seconds. */
  readonly minimum_seconds?: number;
  /** Price of an hour. */
  readonly per_hour: string;
  /** Time is charged in multiples of so many seconds, rounded up. */
  readonly step_seconds?: number;
}

/** What the rules made of the facts. */
export interface Graded {
  /** The facts, free texts aside: these stay with the host. */
  readonly inputs?: { readonly [name: string]: InputValue };
  /** The priority. */
  readonly priority: Priority;
  /** The rules that fired, by their paths in the grading document. */
  readonly rules?: readonly string[];
  /** Whether a safety hazard stands, while which no override can lower the priority. */
  readonly safety: Safety;
  /** Whose judgement it is. */
  readonly stage: GradeStage;
}

/** The facts of a case, to be graded by the rules. */
export interface Grading {
  /** The facts by name, as the grading document declares them. */
  readonly inputs: { readonly [name: string]: InputValue };
  /** Whose judgement it is. */
  readonly stage: GradeStage;
}

/** How urgent a case is: typed inputs, a base, safety hazards and ordered modifiers (domain facts PR-1 to PR-6). */
export interface GradingDocument {
  /** The grade before hazards and modifiers; the one output is the priority, `P1` to `P4`. */
  readonly base: RulesDocument;
  /** Each of these conditions (tests by input) alone is a safety hazard: `P1`, whatever the rest says. */
  readonly hazards?: readonly ({ readonly [name: string]: TestDocument })[];
  /** What is asked of a case, at most 32 inputs. */
  readonly inputs: readonly GradingInputDocument[];
  /** What changes the base, one after the other, at most 128. */
  readonly modifiers?: readonly ModifierDocument[];
}

/** One input with what may stand there. */
export type GradingInputDocument =
  /** One of a list of values. */
  | {
    /** Its name. */
    readonly name: string;
    /** What a later value means. */
    readonly order: OrderDocument;
    /** Whether it may be left out. */
    readonly presence?: PresenceDocument;
    readonly type: "choice";
    /** The values, at most 64. */
    readonly values: readonly string[];
  }
  /** A choice of `no` and `yes`, in this order. */
  | {
    /** Its name. */
    readonly name: string;
    /** What `yes` means. */
    readonly order: OrderDocument;
    /** Whether it may be left out. */
    readonly presence?: PresenceDocument;
    readonly type: "yes_no";
  }
  /** A whole number. */
  | {
    /** The least that is allowed. */
    readonly least: number;
    /** The most that is allowed. */
    readonly most: number;
    /** Its name. */
    readonly name: string;
    /** What a greater number means. */
    readonly order: OrderDocument;
    /** Whether it may be left out. */
    readonly presence?: PresenceDocument;
    readonly type: "number";
    /** What is counted, such as `hours`. */
    readonly unit: string;
  }
  /** A text in which keywords are looked for. */
  | {
    /** The lists of keywords, at most 10. */
    readonly keywords: readonly KeywordListDocument[];
    /** Its name. */
    readonly name: string;
    /** Whether it may be left out. */
    readonly presence?: PresenceDocument;
    readonly type: "text";
  };

export type History = "known" | "unknown";

/** Which of the rows that hold gives the answer (the hit policies of DMN 1.5, clause 8.2.8). */
export type HitPolicyDocument =
  /** At most one row can hold; rows that overlap are refused. */
  | "unique"
  /** All rows that hold say the same; overlapping rows that disagree are refused. */
  | "any"
  /** The first row that holds. */
  | "first"
  /** The row whose answer comes first on the scales. */
  | "priority"
  /** All rows that hold, as they stand. */
  | "rule_order"
  /** All rows that hold, in the order of the scales. */
  | "output_order"
  /** All rows that hold, as they stand. */
  | "collect"
  /** The answer that comes first on the one scale. */
  | "collect_min"
  /** The answer that comes last on the one scale. */
  | "collect_max"
  /** How many rows hold. */
  | "collect_count";

/** Where dates come from. */
export interface HolidaySourceDocument {
  /** Its number or citation. */
  readonly number?: string;
  /** The title of the notice, list or law. */
  readonly title: string;
  /** Where it is published. */
  readonly url?: string;
}

/** The holidays of one year of the calendar. */
export interface HolidayYearDocument {
  /** Dates off. */
  readonly holidays?: readonly string[];
  /** Dates of a weekend that are worked in return for a shifted day off (调休). */
  readonly make_up_days?: readonly string[];
  /** The notices of the year, where it has its own. */
  readonly sources?: readonly HolidaySourceDocument[];
  /** The year. */
  readonly year: number;
}

/** The public holidays of a place, year by year, with the source of every year. */
export interface HolidaysDocument {
  /** The date on which the source was read. */
  readonly as_of: string;
  /** Its name, such as `cn`. */
  readonly name: string;
  /** What a reader should know of the choice of dates. */
  readonly note?: string;
  /** Where the dates come from. */
  readonly source: HolidaySourceDocument;
  /** What people call it. */
  readonly title: LabelDocument;
  /** The years that are covered, in order. */
  readonly years: readonly HolidayYearDocument[];
}

/** A ticket of another system, taken over in the middle of its life. */
export interface Importing {
  /** Who answers for it. */
  readonly assignee?: string;
  /** When its work was completed; needed from verifying on. */
  readonly completed_at?: string;
  /** What is known of its life before. */
  readonly history: History;
  /** Which functional level holds it. */
  readonly level: FunctionalLevel;
  /** When it was opened there. */
  readonly opened_at: string;
  /** What was taken in. */
  readonly opening: Opening;
  /** Where it stands. */
  readonly phase: Phase;
  /** Its priority. */
  readonly priority?: Priority;
  /** Where the history is known: all that clocks read, from `started` on. */
  readonly timeline?: readonly TimelineEventDocument[];
  /** The requirements that the other system vouches for. */
  readonly vouched?: readonly Requirement[];
  /** What it waits for. */
  readonly waits?: readonly Wait[];
}

export type InputValue = string | number | boolean;

/** What the selector may ask of a ticket; absent is unknown. */
export interface InputsDocument {
  /** The channel it came by. */
  readonly channel?: string;
  /** The class of the problem. */
  readonly class?: string;
  /** The entitlement it falls under. */
  readonly entitlement?: string;
  /** The kind of ticket. */
  readonly kind?: string;
  /** `P1` to `P4`; absent before the first grade. */
  readonly priority?: string;
  /** The product line. */
  readonly product_line?: string;
  /** The site. */
  readonly site?: string;
  /** The customer's tier. */
  readonly tier?: string;
}

/** The record was brought up to date. */
export interface IntakeAmended {
  /** The whole record as it is now. */
  readonly intake: IntakeRecordDocument;
  /** The fields that the intake policy still asks for. */
  readonly missing?: readonly MissingFieldDocument[];
}

/** What was missing at intake, asked for again. */
export interface IntakeAmendment {
  /** The whole record as it is now. */
  readonly intake: IntakeRecordDocument;
}

/** What a desk asks for before a ticket may move on: the source of an `IntakePolicy` (domain facts IN-3, IN-4,
 * IN-6). */
export interface IntakeDocument {
  /** What a field may look like, required or not. */
  readonly formats?: { readonly [name: string]: FormatDocument };
  /** What is required of which ticket; all entries that fit add up. */
  readonly requirements?: readonly RequirementDocument[];
}

/** What was recorded at intake (domain facts IN-3, IN-6). It holds no contact data, only the id of the record that
 * does. Every field is optional and a blank text counts as none: the policy says what must be there. */
export interface IntakeRecordDocument {
  /** What shows itself with it. */
  readonly accompanying_signs?: string;
  /** Photos, screenshots, logs: where the host keeps them. */
  readonly attachments?: readonly AttachmentDocument[];
  /** The brand. */
  readonly brand?: string;
  /** Whose ticket it is. */
  readonly contact?: ContactReferenceDocument;
  /** Fields of the desk's own, by name. */
  readonly custom?: { readonly [name: string]: string };
  /** Versions, temperature, humidity, network, magnetic fields and the like, by name. */
  readonly environment?: { readonly [name: string]: string };
  /** The code that the unit shows. */
  readonly error_code?: string;
  /** The message that the unit shows. */
  readonly error_message?: string;
  /** When the fault showed itself. */
  readonly fault_at?: string;
  /** How urgent the customer says it is. */
  readonly first_urgency?: string;
  /** How often it happens. */
  readonly frequency?: string;
  /** The model. */
  readonly model?: string;
  /** The date of the purchase, `2026-03-14`. */
  readonly purchased_on?: string;
  /** The number of the purchase receipt. */
  readonly receipt_number?: string;
  /** Who and what is affected. */
  readonly scope?: string;
  /** The unit's serial number. */
  readonly serial_number?: string;
  /** How to make it happen. */
  readonly steps_to_reproduce?: string;
  /** What the customer observes or asks for. */
  readonly symptom?: string;
  /** What sets it off. */
  readonly trigger?: string;
  /** What the customer wants. */
  readonly wanted_outcome?: string;
}

/** What was taken in. */
export interface IntakeState {
  /** The id of the contact record; absent once it was erased. */
  readonly contact?: string;
  /** When the contact record was erased. */
  readonly erased_at?: string;
  /** The fields that are still missing. */
  readonly missing?: readonly MissingFieldDocument[];
  /** The latest record; without the contact once that was erased. */
  readonly record?: IntakeRecordDocument;
}

/** Which tickets something is required of: every list that names values must hold the ticket's. */
export interface IntakeWhenDocument {
  /** Channels. */
  readonly channel?: readonly string[];
  /** Kinds of ticket. */
  readonly kind?: readonly string[];
}

/** What is to be done to one unit. */
export interface JobDocument {
  /** The fault that was diagnosed. */
  readonly fault?: string;
  /** The grade of the engineer. */
  readonly grade?: string;
  /** The unit's model. */
  readonly model?: string;
  /** The operations, in the order of the work. */
  readonly operations: readonly OperationDocument[];
}

/** How long a job takes, operation by operation. */
export interface JobEffortDocument {
  /** The operations, as they were given. */
  readonly operations: readonly OperationEffortDocument[];
  /** The revision of the standard hours. */
  readonly revision: string;
  /** The whole job. */
  readonly total: EffortRangeDocument;
}

/** The end of an escalation is justified. */
export interface Justification {
  /** How it ended and why. */
  readonly justification: string;
}

/** Words of which one is enough. Upper and lower case are the same; a word is found inside others too. */
export interface KeywordListDocument {
  /** Its name. */
  readonly name: string;
  /** What finding one means. */
  readonly order: OrderDocument;
  /** The keywords. */
  readonly words: readonly string[];
}

export type Kind = "repair" | "enquiry" | "complaint" | "suggestion" | "upgrade" | "inspection";

/** The sum of one kind of line. */
export interface KindTotalDocument {
  /** The sum of its lines. */
  readonly amount: MoneyDocument;
  /** The kind. */
  readonly kind: string;
}

/** Something that stands out. */
export type KpiFindingDocument =
  /** A week or month outside ordinary variation. */
  | {
    /** The figure's name. */
    readonly figure: string;
    /** Which tickets it is of; empty for all. */
    readonly group?: readonly string[];
    /** The limits of ordinary variation. */
    readonly limits: readonly [number, number];
    /** The part of a whole whose share it is. */
    readonly part?: string;
    /** The week or month. */
    readonly period: string;
    readonly type: "signal";
    /** What the values count. */
    readonly unit: string;
    /** The value. */
    readonly value: number;
  }
  /** The stage that takes the most time. */
  | {
    /** Its mean in seconds. */
    readonly mean: number;
    /** Its share of the time of all stages. */
    readonly share: number;
    readonly type: "bottleneck";
    /** The stamp that ends it. */
    readonly until: string;
  }
  /** More is open than before. */
  | {
    /** What was open at the end of the earlier period. */
    readonly before: number;
    /** What is open now. */
    readonly now: number;
    readonly type: "growing_backlog";
  }
  /** Attainment among closed tickets looks much better than among all that were due. */
  | {
    /** The figure's name. */
    readonly figure: string;
    /** The share among closed tickets. */
    readonly of_closed: number;
    /** The share among those that were due. */
    readonly of_due: number;
    readonly type: "flattering_attainment";
  }
  /** Open tickets make a duration look shorter than it is. */
  | {
    /** The median with the open ones; absent where it is not reached. */
    readonly censored_median?: number;
    /** The figure's name. */
    readonly figure: string;
    /** The median of those that ended, in seconds. */
    readonly median: number;
    /** How many are open. */
    readonly running: number;
    readonly type: "open_tickets_count";
  };

/** A report on a desk: figures against their targets, how they move, what stands out. */
export interface KpiReportDocument {
  /** The instant of looking. */
  readonly as_of: string;
  /** Figures beside those of an earlier period. */
  readonly comparison?: readonly ComparisonDocument[];
  /** What each figure is. */
  readonly definitions?: readonly FigureDefinitionDocument[];
  /** Of these, tickets that figures leave out. */
  readonly excluded: number;
  /** What stands out. */
  readonly findings?: readonly KpiFindingDocument[];
  /** Figures by person and level, where asked. */
  readonly people?: readonly FigureDocument[];
  /** The period in question; absent for all time. */
  readonly period?: readonly [string, string];
  /** Why, and how often. */
  readonly rejected?: readonly RejectedDocument[];
  /** Rows that could not be read. */
  readonly rejected_rows: number;
  /** All figures of the period. */
  readonly summary: readonly FigureDocument[];
  /** Tickets known then. */
  readonly tickets: number;
  /** The zone of weeks and months. */
  readonly time_zone: string;
  /** Figures over weeks or months. */
  readonly trends?: readonly TrendDocument[];
}

/** What one word is called. */
export interface LabelDocument {
  /** In English. */
  readonly en: string;
  /** In Chinese. */
  readonly zh: string;
}

/** What words are called in front of people, beside and above the labels that ship with the library. */
export interface LabelsDocument {
  /** Labels by list and word, such as `priority` and `P1`. */
  readonly lists: { readonly [name: string]: { readonly [name: string]: LabelDocument } };
}

/** What labour costs. */
export interface LabourTariffDocument {
  /** The calendar whose open time is regular hours. */
  readonly calendar?: CalendarDocument;
  /** Rates by grade. */
  readonly grades: { readonly [name: string]: GradeTariffDocument };
  /** What the rate is multiplied by outside regular hours. */
  readonly multipliers?: MultipliersDocument;
}

/** A point of a clock at which somebody should be told. */
export interface LevelDocument {
  /** Where it lies. */
  readonly at: LevelPointDocument;
  /** Its name. */
  readonly name: string;
}

/** Where a level lies. */
export type LevelPointDocument =
  /** A share of the target. */
  | {
    /** Per cent, at least 1. */
    readonly percent: number;
    readonly type: "share";
  }
  /** Open time used up. */
  | {
    /** Seconds, at least 1. */
    readonly seconds: number;
    readonly type: "elapsed";
  }
  /** Open time before the due instant: the latest instant that leaves it. */
  | {
    /** Seconds, at least 1. */
    readonly seconds: number;
    readonly type: "before_due";
  }
  /** Open time after the due instant. */
  | {
    /** Seconds, at least 1. */
    readonly seconds: number;
    readonly type: "after_due";
  }
  /** Working days after the due instant (before it, where negative), at its time of day. */
  | {
    /** Days, not 0. */
    readonly days: number;
    readonly type: "working_days_from_due";
  };

/** A ticket climbs (domain facts ES-2 to ES-4). */
export interface LevelRaise {
  /** Why. */
  readonly reason: string;
  /** The functional level that is to hold it. */
  readonly to: FunctionalLevel;
}

/** A level and its instant. */
export interface LevelReadingDocument {
  /** When it was or will be reached; absent where that is not known. */
  readonly at?: string;
  /** The level's name. */
  readonly name: string;
}

/** A ticket comes down again. */
export interface LevelReturn {
  /** Why. */
  readonly reason: string;
  /** The functional level that is to hold it. */
  readonly to: FunctionalLevel;
}

/** Which functional level holds a ticket. */
export interface LevelState {
  /** When the case was found to lie beyond the authority of the level. */
  readonly beyond_authority_at?: string;
  /** The highest so far. */
  readonly highest: FunctionalLevel;
  /** The level. */
  readonly level: FunctionalLevel;
  /** Since when. */
  readonly since: string;
  /** How many stays on a level there have been. */
  readonly stays: number;
}

/** A line that differs between two versions. */
export interface LineChangeDocument {
  /** As it is. */
  readonly after: EstimateLineDocument;
  /** As it was. */
  readonly before: EstimateLineDocument;
  /** What of it differs: `item`, `quantity`, `rate`, `multiplier`, `percent`, `amount`, `payers`. */
  readonly reasons: readonly string[];
}

/** Whether a line's amount is added to the total. */
export type LineEffectDocument =
  /** It is. */
  | "added"
  /** It is contained in other lines: a tax where prices are with tax. */
  | "contained";

/** What one payer pays of a line. */
export interface LineShareDocument {
  /** The share. */
  readonly amount: MoneyDocument;
  /** The payer. */
  readonly payer: string;
}

/** Another ticket. */
export interface Link {
  /** Its number. */
  readonly ticket: string;
}

/** Other tickets. */
export interface LinkState {
  /** The ticket that this one follows up. */
  readonly follow_up_of?: string;
  /** Tickets that follow this one up. */
  readonly follow_ups?: readonly string[];
  /** The ticket in which this one goes on. */
  readonly merged_into?: string;
  /** The ticket whose rework this is. */
  readonly rework_of?: string;
}

/** A mark of the customer, for the rules that look at it. */
export interface MarkState {
  /** When. */
  readonly at: string;
  /** The scale. */
  readonly scale: string;
  /** The mark. */
  readonly value: number;
}

/** What is done against recurrence. */
export interface Measure {
  /** What is done. */
  readonly measure: string;
  /** Where it came from. */
  readonly root_cause: string;
}

/** What is measured. */
export type MeasureDocument =
  /** How long it took from one stamp to another; tickets that did not get there count as censored. */
  | {
    /** Which time counts: `calendar` or `working`. */
    readonly basis: string;
    /** Where it counts from, such as `created`. */
    readonly from: string;
    /** The stop event, such as `completed`. */
    readonly to: string;
    readonly type: "duration";
  }
  /** The share of tickets of which something holds, among those of which it can be told. */
  | {
    /** What holds. */
    readonly condition: ConditionDocument;
    readonly type: "share";
  }
  /** The mean satisfaction from 1 to 5. */
  | {
    readonly type: "satisfaction";
  }
  /** The mean satisfaction with one aspect. */
  | {
    /** The aspect, such as `speed`. */
    readonly aspect: string;
    readonly type: "aspect";
  }
  /** Promoters (9 and 10) less detractors (0 to 6), in points from −100 to 100. */
  | {
    readonly type: "net_promoter_score";
  }
  /** The share of promises that were kept, in three readings. */
  | {
    /** The clock: the metric of the promise. */
    readonly metric: string;
    /** What stops it, for the reader. */
    readonly stop: string;
    readonly type: "attainment";
  }
  /** The share of parts that were there in time out of those that were asked for. */
  | {
    readonly type: "parts_fill_rate";
  }
  /** How the actual cost divides between its kinds. */
  | {
    readonly type: "cost_composition";
  }
  /** How tickets divide between the words of a dimension, the most frequent first. */
  | {
    /** The dimension, such as `kind`. */
    readonly dimension: string;
    readonly type: "categories";
  }
  /** How tickets divide between the words of a dimension and, within each, those of another. */
  | {
    /** The inner one, such as `fault`. */
    readonly inner: string;
    /** The outer dimension, such as `fault_class`. */
    readonly outer: string;
    readonly type: "nested_categories";
  }
  /** Where the time goes: the stretch before each stamp, and the one that takes the most. */
  | {
    /** Which time counts: `calendar` or `working`. */
    readonly basis: string;
    readonly type: "stages";
  }
  /** How many tickets something holds of. */
  | {
    /** What holds. */
    readonly condition: ConditionDocument;
    readonly type: "count";
  }
  /** Calls that nobody took although the desk was open. */
  | {
    readonly type: "missed_calls";
  }
  /** What is open at the instant of looking, and how old it is. */
  | {
    readonly type: "backlog";
  };

/** A measured value. */
export interface Measurement {
  /** What was measured. */
  readonly quantity: string;
  /** The value with its unit. */
  readonly value: string;
}

/** The ticket goes on in another one. */
export interface Merge {
  /** The tickets that the other one was merged into, and these in turn, in order. */
  readonly chain?: readonly string[];
  /** The number of that ticket. */
  readonly into: string;
  /** Why. */
  readonly reason?: string;
}

/** Something was said. What it says stays with the host. */
export interface Message {
  /** How. */
  readonly channel: Channel;
  /** Where the host keeps it. */
  readonly reference?: string;
}

export type Method = "remote_fix" | "on_site" | "send_in" | "mail_in" | "part_replacement" | "refund" | "exchange" | "knowledge_answer" | "workaround";

/** The definition of one clock. */
export interface MetricDocument {
  /** Where a new cycle counts from. */
  readonly anchor?: AnchorDocument;
  /** Starts count only after this has happened once. */
  readonly armed_by?: TriggerDocument;
  /** A calendar of its own, whatever the selector says. */
  readonly calendar?: string;
  /** Whether a later start begins a new cycle. */
  readonly cycles?: CyclesDocument;
  /** Instants at which somebody should be told. */
  readonly levels?: readonly LevelDocument[];
  /** Its name, such as `resolution`. */
  readonly name: string;
  /** The earliest time at which it may be stopped, counted from the start of the cycle. */
  readonly not_before?: TargetDocument;
  /** How it is read again when inputs, policy or calendar change. */
  readonly on_change?: OnChangeDocument;
  /** When it stands still. */
  readonly pauses?: PausesDocument;
  /** What happens when a ticket is reopened. */
  readonly reopening?: ReopeningDocument;
  /** If any are named, it runs only in these states. */
  readonly runs_in?: readonly string[];
  /** What starts it. */
  readonly starts: readonly TriggerDocument[];
  /** What stops it. The end of the ticket stops every clock that does not start there. */
  readonly stops?: readonly TriggerDocument[];
}

/** Something that the work has come to, for the rules that look at it. */
export interface MilestoneState {
  /** When. */
  readonly at: string;
  /** What it is. */
  readonly name: string;
}

/** The least that some kinds of line come to together; a fee makes up what is missing. */
export interface MinimumChargeDocument {
  /** The amount. */
  readonly amount: string;
  /** The kinds of line that count; without any of them there is no minimum. */
  readonly of: readonly string[];
}

/** A diagnosis was wrong (domain fact DG-3). */
export interface Misdiagnosis {
  /** Who had judged. */
  readonly judged_by: string;
  /** What was wrong. */
  readonly reason: string;
}

/** One thing that intake lacks. */
export interface MissingFieldDocument {
  /** The stable code, such as `intake.field.missing`. */
  readonly code: string;
  /** The field, such as `serial_number`. */
  readonly field: string;
  /** One sentence with what would be right. */
  readonly message: string;
}

/** What changes a grade; `when_any` holds when one of its conditions does. */
export type ModifierDocument =
  /** More urgent by some grades, as far as `P1`. */
  | {
    /** How many, 1 to 3. */
    readonly by: number;
    /** What people should know of it. */
    readonly note?: string;
    readonly type: "raise";
    /** When. */
    readonly when_any: readonly ({ readonly [name: string]: TestDocument })[];
  }
  /** At least as urgent as this. */
  | {
    /** What people should know of it. */
    readonly note?: string;
    /** The priority. */
    readonly priority: string;
    readonly type: "at_least";
    /** When. */
    readonly when_any: readonly ({ readonly [name: string]: TestDocument })[];
  }
  /** At most as urgent as this. */
  | {
    /** What people should know of it. */
    readonly note?: string;
    /** The priority. */
    readonly priority: string;
    readonly type: "at_most";
    /** When. */
    readonly when_any: readonly ({ readonly [name: string]: TestDocument })[];
  };

/** An amount of money, such as `{"amount": "12.30", "currency": "EUR"}`. */
export interface MoneyDocument {
  /** A decimal number with at most as many digits after the point as the currency has. */
  readonly amount: string;
  /** The ISO 4217 code of the currency. */
  readonly currency: string;
}

/** What the labour rate is multiplied by; hours that have no multiplier cannot be estimated. */
export interface MultipliersDocument {
  /** On a working day outside open time. */
  readonly after_hours?: string;
  /** On a holiday. */
  readonly holiday?: string;
  /** On a day on which no shift starts. */
  readonly rest_day?: string;
}

/** One part of a number. */
export type NumberPartDocument =
  /** The same characters in every number. */
  | {
    /** 1 to 20 characters. */
    readonly text: string;
    readonly type: "text";
  }
  /** The local date on which the number was given, or a part of it. */
  | {
    /** Which part. */
    readonly form: DateFormDocument;
    readonly type: "date";
  }
  /** The code of the site that gave the number. */
  | {
    /** All sites, of one length and made of capital letters and digits. */
    readonly codes: readonly string[];
    readonly type: "site";
  }
  /** The serial, filled with zeros on the left. */
  | {
    /** What happens when the digits do not suffice. */
    readonly overflow?: SerialOverflowDocument;
    readonly type: "serial";
    /** Digits, 1 to 12. */
    readonly width: number;
  }
  /** Check digits over the letters and digits before them. */
  | {
    /** How they are made. */
    readonly method: CheckMethodDocument;
    readonly type: "check";
  };

/** A number taken apart. */
export interface NumberReadingDocument {
  /** The day of the month it shows. */
  readonly day?: number;
  /** The month it shows, 1 to 12. */
  readonly month?: number;
  /** The number as it was written. */
  readonly number: string;
  /** Its serial. */
  readonly serial: number;
  /** The site it names. */
  readonly site?: string;
  /** The year it shows. */
  readonly year?: number;
}

/** How a desk numbers its tickets: the source of a `NumberScheme` (domain fact IN-2). */
export interface NumberingDocument {
  /** What a number is made of, from left to right; exactly one of them is the serial. */
  readonly parts: readonly NumberPartDocument[];
  /** When serials count from one again. */
  readonly reset?: SerialResetDocument;
  /** The IANA name of the zone whose dates the numbers show, such as `Asia/Shanghai`. */
  readonly time_zone: string;
}

/** The unit is watched (domain fact CL-5). */
export interface Observation {
  /** Until when. */
  readonly until: string;
}

/** How long an offer binds the repairer. */
export interface OfferDocument {
  /** Calendar days after the day on which it was given; at least 1. */
  readonly binding_days: number;
  /** The section that says so. */
  readonly section: string;
}

/** A repair or an exchange that is offered. */
export interface OfferedOptionDocument {
  /** When it will be completed. */
  readonly completion?: string;
  /** What the customer pays of that. */
  readonly customer: MoneyDocument;
  /** The guarantee on it, in months from the decision on. */
  readonly guarantee_months: number;
  /** What all payers pay together. */
  readonly total: MoneyDocument;
}

/** The money back. */
export interface OfferedRefundDocument {
  /** What the customer gets. */
  readonly amount: MoneyDocument;
  /** What was kept for the use. */
  readonly use_fee?: MoneyDocument;
}

/** How a running clock is read again after a change. */
export type OnChangeDocument =
  /** The whole cycle under the new target and calendar. */
  | "retroactive"
  /** What is used up stays, the rest runs under the new target and calendar. */
  | "carry_over"
  /** The new target counts from the change. */
  | "restart";

/** What another priority does to a rule that has begun. */
export type OnRegradeDocument =
  /** It goes on to its last step and does not begin again. */
  | "keep"
  /** What is still to come is withdrawn, and it may begin again. */
  | "rearm";

/** A wait that lasts. */
export interface OpenWait {
  /** For what. */
  readonly reason: string;
  /** Since when. */
  readonly since: string;
  /** When it ends by itself. */
  readonly until?: string;
}

/** A ticket was opened. */
export interface Opened {
  /** How it came in. */
  readonly channel: Channel;
  /** The class of the problem, where it is known. */
  readonly class?: string;
  /** The entitlement it falls under. */
  readonly entitlement?: string;
  /** What was recorded: the unit, the symptom, the id of the contact record. */
  readonly intake?: IntakeRecordDocument;
  /** What it is about. */
  readonly kind: Kind;
  /** The fields that the intake policy still asks for. */
  readonly missing?: readonly MissingFieldDocument[];
  /** The ticket's number. */
  readonly number: string;
  /** An earlier ticket of the same problem, if there is one. */
  readonly previous?: PreviousTicket;
  /** The problem, in words that are the same for the same problem. */
  readonly problem?: string;
  /** The product line. */
  readonly product_line?: string;
  /** The site. */
  readonly site?: string;
  /** The customer's tier. */
  readonly tier?: Tier;
}

/** A new ticket (domain facts IN-3, IN-5). The contact stands in a record of its own, which can be erased. */
export interface Opening {
  /** How it came in. */
  readonly channel: Channel;
  /** The class of the problem, where it is known. */
  readonly class?: string;
  /** The entitlement it falls under. */
  readonly entitlement?: string;
  /** What was recorded: the unit, the symptom, the id of the contact record. */
  readonly intake?: IntakeRecordDocument;
  /** What it is about. */
  readonly kind: Kind;
  /** The ticket's number. */
  readonly number: string;
  /** An earlier ticket of the same problem, if there is one. */
  readonly previous?: PreviousTicket;
  /** The problem, in words that are the same for the same problem. */
  readonly problem?: string;
  /** The product line. */
  readonly product_line?: string;
  /** The site. */
  readonly site?: string;
  /** The customer's tier. */
  readonly tier?: Tier;
}

/** One procedure of a job. */
export interface OperationDocument {
  /** Its difficulty. */
  readonly difficulty: string;
  /** The procedure's name. */
  readonly procedure: string;
  /** How often it is done, each time anew; at least 1. */
  readonly quantity: number;
}

/** How long one operation takes, and why. */
export interface OperationEffortDocument {
  /** Half of the cases stay below this by the book, in seconds. */
  readonly book_seconds: number;
  /** What recorded cases did to the book, from the widest group to the narrowest; groups without cases are left out. */
  readonly corrections?: readonly CorrectionDocument[];
  /** Its difficulty. */
  readonly difficulty: string;
  /** One time of it, corrected and less the overlap. */
  readonly each: EffortRangeDocument;
  /** What other procedures of the job have done already, in seconds. */
  readonly overlap_seconds?: number;
  /** The procedure's name. */
  readonly procedure: string;
  /** How often it is done. */
  readonly quantity: number;
}

/** One option. */
export interface OptionDocument {
  /** `by_law` where the customer has a right to it, else `by_choice`. */
  readonly basis: string;
  /** When it will be completed. */
  readonly completion?: string;
  /** What the customer gets. */
  readonly customer_gets?: MoneyDocument;
  /** What the customer pays. */
  readonly customer_pays: MoneyDocument;
  /** The last day of the guarantee that the customer then has; absent for none. */
  readonly guarantee_until?: string;
  /** `repair`, `exchange` or `refund`. */
  readonly option: string;
  /** What all payers pay together. */
  readonly total: MoneyDocument;
  /** What was kept for the use. */
  readonly use_fee?: MoneyDocument;
}

/** When a repair is still worth it (domain facts PL-1, CO-7). */
export interface OptionPolicyDocument {
  /** How the unit loses its value. */
  readonly depreciation: DepreciationDocument;
  /** Of what the share is. */
  readonly of: ThresholdBaseDocument;
  /** A repair is worth it while all of it comes to at most this share, in per cent. */
  readonly repair_up_to_percent: string;
}

/** The options side by side, and which one the policy recommends. */
export interface OptionSheetDocument {
  /** The options that there are: repair, exchange, refund. */
  readonly options: readonly OptionDocument[];
  /** The recommendation. */
  readonly recommendation: RecommendationDocument;
  /** What the unit is worth on the date. */
  readonly residual_value: MoneyDocument;
  /** The revision of the policy. */
  readonly revision: string;
}

/** What can be done for a customer. */
export interface OptionsRequestDocument {
  /** The date of the decision, `YYYY-MM-DD`. */
  readonly date: string;
  /** Another unit, if there is one. */
  readonly exchange?: OfferedOptionDocument;
  /** The last day of its guarantee, if it has one. */
  readonly guarantee_until?: string;
  /** What it cost. */
  readonly purchase_price: MoneyDocument;
  /** When the unit was bought, `YYYY-MM-DD`. */
  readonly purchased_on: string;
  /** The money back, if that is offered. */
  readonly refund?: OfferedRefundDocument;
  /** The remedies that the law gives the customer: `repair`, `exchange`, `refund`, `refund_less_use_fee`. */
  readonly remedies?: readonly string[];
  /** The repair, if there is one. */
  readonly repair?: OfferedOptionDocument;
}

/** What more of an input means. */
export type OrderDocument =
  /** A later value, a greater number or a found keyword never gives a less urgent grade. */
  | "rising"
  /** It never gives a more urgent grade. */
  | "falling"
  /** It may give either. */
  | "none";

export type Outcome = "solved" | "partly_solved" | "not_solvable" | "refunded" | "exchanged";

/** How a stopped clock ended. */
export type OutcomeDocument =
  /** Within the target. */
  | {
    /** Open time that was left, in microseconds. */
    readonly by_us: number;
    readonly type: "met";
  }
  /** After the target. */
  | {
    /** Open time beyond it, in microseconds. */
    readonly by_us: number;
    readonly type: "missed";
  }
  /** Before its earliest time. */
  | {
    /** Real time that was left until then, in microseconds. */
    readonly by_us: number;
    readonly type: "early";
  };

/** One output with its scale. */
export interface OutputDocument {
  /** Its name. */
  readonly name: string;
  /** The scale in order; for `priority` and `output_order` the first value comes first. */
  readonly values: readonly string[];
}

/** Work that is bought in. */
export interface OutsourcingTariffDocument {
  /** Per cent that are added to what the supplier asks, 0 to 1000. */
  readonly markup_percent: string;
}

/** Work that two procedures share, such as opening the housing: done beside the other, one of them takes less. */
export interface OverlapDocument {
  /** The procedure beside which it does. */
  readonly beside: string;
  /** By how much, in seconds; less than the procedure takes. */
  readonly deduct_seconds: number;
  /** The procedure that takes less. */
  readonly procedure: string;
}

/** A grade by a person. */
export interface OverrideState {
  /** By whom. */
  readonly by: string;
  /** Until when. */
  readonly expires_at: string;
  /** The priority. */
  readonly priority: Priority;
  /** Why. */
  readonly reason: string;
}

/** A part that is waited for. */
export interface PartArrivalDocument {
  /** How long it takes from then on, in seconds of real time. */
  readonly lead: EffortDocument;
  /** When it was ordered. */
  readonly ordered_at: string;
}

/** One part of a whole. */
export interface PartDocument {
  /** How many, or how much in minor units. */
  readonly count: WholeNumberDocument;
  /** The share of this part and all larger ones. */
  readonly cumulative: number;
  /** Its share of the whole. */
  readonly share: number;
  /** The word, or the outer and the inner one; `unknown` where it is not known. */
  readonly words: readonly string[];
}

/** A part by the id of its order line. */
export interface PartName {
  /** The id. */
  readonly part: string;
}

/** A part is asked for. */
export interface PartOrder {
  /** When it should be there. */
  readonly expected_at?: string;
  /** What it is. */
  readonly item: string;
  /** The id of the order line. */
  readonly part: string;
  /** How many; at least 1. */
  readonly quantity: number;
}

/** A part goes back to the store (domain fact WK-4). */
export interface PartReturn {
  /** In what state. */
  readonly condition: string;
  /** The id of the order line. */
  readonly part: string;
}

/** A part. */
export interface PartState {
  /** When it should be there. */
  readonly expected_at?: string;
  /** What it is. */
  readonly item: string;
  /** When it was asked for. */
  readonly ordered_at: string;
  /** The id of the order line. */
  readonly part: string;
  /** How many. */
  readonly quantity: number;
  /** When it was there. */
  readonly received_at?: string;
  /** How far it has come. */
  readonly status: PartStatus;
  /** When it was built in. */
  readonly used?: string;
}

export type PartStatus = "ordered" | "received" | "used" | "returned";

/** What a part costs. */
export interface PartTariffDocument {
  /** Deposit for a piece until the replaced one comes back. */
  readonly core_charge?: string;
  /** Price of procuring a piece. */
  readonly procurement?: string;
  /** The names of its taxes, in place of those of its kind. */
  readonly taxes?: readonly string[];
  /** Prices of a piece by quantity, ascending; the last one that the quantity reaches holds for all pieces. */
  readonly tiers?: readonly TierDocument[];
}

/** The states and waits in which a clock stands still. */
export interface PausesDocument {
  /** States. */
  readonly states?: readonly string[];
  /** Reasons of waits; a clock runs again when its last pausing wait ends. */
  readonly waits?: readonly string[];
}

/** The share of one payer: per cent, or an amount of each line; the per cents share what the amounts leave. */
export interface PayerShareDocument {
  /** An amount in the currency of the price book. */
  readonly amount?: string;
  /** `customer`, `warranty`, `contract`, `goodwill`, `insurer` or `service_side`. */
  readonly payer: string;
  /** Per cent; all of a list come to exactly 100. */
  readonly percent?: string;
}

/** The sums of one payer. */
export interface PayerTotalsDocument {
  /** The rounding of cash. */
  readonly cash_rounding: MoneyDocument;
  /** Without taxes and cash rounding. */
  readonly net: MoneyDocument;
  /** The payer. */
  readonly payer: string;
  /** All taxes. */
  readonly tax: MoneyDocument;
  /** What is paid. */
  readonly total: MoneyDocument;
}

/** A length of time. The calendar is one of the service-level document's; absent: its default calendar. */
export type PeriodDocument =
  /** Open time. */
  | {
    /** The calendar. */
    readonly calendar?: string;
    /** Seconds, at least 1. */
    readonly seconds: number;
    readonly type: "open_time";
  }
  /** Working days, ending at the same time of day. */
  | {
    /** The calendar. */
    readonly calendar?: string;
    /** Days, at least 1. */
    readonly days: number;
    readonly type: "working_days";
  }
  /** Days of any kind, at the same wall-clock time. */
  | {
    /** The calendar, for its time zone. */
    readonly calendar?: string;
    /** Days, at least 1. */
    readonly days: number;
    readonly type: "calendar_days";
  };

export type Phase = "received" | "diagnosing" | "planning" | "working" | "verifying" | "closed" | "rejected" | "cancelled" | "merged";

/** Where a ticket stands on its main way. */
export interface PhaseState {
  /** When it was archived. */
  readonly closed_at?: string;
  /** When the work was completed, for the last time. */
  readonly completed_at?: string;
  /** Why it was rejected, cancelled or merged. */
  readonly ended_because?: string;
  /** The phase. */
  readonly phase: Phase;
  /** How often it was taken up again. */
  readonly reopened: number;
  /** Since when. */
  readonly since: string;
}

/** How the problem is to be solved (domain facts PL-1, PL-6). */
export interface Plan {
  /** What the customer must do or bear, such as a backup or a stop of work. */
  readonly customer_part?: string;
  /** How long the work will take, in seconds of real time. */
  readonly duration_seconds?: number;
  /** The known solution that it follows. */
  readonly knowledge_reference?: string;
  /** By which way. */
  readonly method: Method;
  /** What can go wrong. */
  readonly risks?: string;
  /** What is to be done. */
  readonly summary: string;
}

/** The service side consents. */
export interface PlanApproval {
  /** A remark. */
  readonly note?: string;
  /** To which version. */
  readonly version: number;
}

/** Another plan, during work (domain fact PL-4). */
export interface PlanChange {
  /** The plan. */
  readonly plan: Plan;
  /** Why. */
  readonly reason: string;
}

/** Work stopped for another plan. */
export interface PlanChanged {
  /** The plan. */
  readonly plan: Plan;
  /** Why. */
  readonly reason: string;
  /** Its version. */
  readonly version: number;
}

/** A plan with what was said to it. */
export interface PlanEntry {
  /** Who approved it. */
  readonly approved_by?: string;
  /** Who made it. */
  readonly author: string;
  /** When it was approved or refused. */
  readonly decided_at?: string;
  /** The plan. */
  readonly plan: Plan;
  /** When. */
  readonly proposed_at: string;
  /** Why it was refused. */
  readonly refused_because?: string;
  /** Its version. */
  readonly version: number;
}

/** One planned line. */
export interface PlanLineDocument {
  /** What is charged. */
  readonly charge: ChargeDocument;
  /** A discount on this line. */
  readonly discount?: DiscountDocument;
  /** Its name in this and later versions. */
  readonly id: string;
  /** Who pays, if not as the whole. */
  readonly payers?: readonly PayerShareDocument[];
}

/** A plan was put forward. */
export interface PlanProposed {
  /** The plan. */
  readonly plan: Plan;
  /** Its version, counted from 1. */
  readonly version: number;
}

/** The service side does not consent. */
export interface PlanRefusal {
  /** Why. */
  readonly reason: string;
  /** To which version. */
  readonly version: number;
}

/** The plans of a ticket. */
export interface PlanState {
  /** The first version that an earlier authorisation does not cover. */
  readonly authorised_from: number;
  /** Versions up to this one belong to an earlier attempt. */
  readonly past: number;
  /** The plans, by version. */
  readonly versions?: readonly PlanEntry[];
}

/** Another policy holds from now on. */
export interface PolicyRevision {
  /** Why. */
  readonly reason?: string;
  /** Its revision. */
  readonly revision: string;
}

/** Whether an input may be left out. */
export type PresenceDocument =
  /** It must be given. */
  | "required"
  /** It may be left out; then it meets no test but `"presence": "absent"`. */
  | "optional";

/** Whether an optional input is there. */
export type PresenceTestDocument =
  /** It was given. */
  | "given"
  /** It was left out. */
  | "absent";

/** An earlier ticket of the same problem on the same unit. */
export interface PreviousTicket {
  /** When its work was completed. */
  readonly completed_at: string;
  /** Its number. */
  readonly ticket: string;
}

/** What a desk charges: the source of a `PriceBook` (domain facts CO-1 to CO-3). Prices, quantities and per cents
 * are decimal numbers as text. Prices are in the one currency of the book and may be finer than its minor unit.
 * What a book does not price cannot be estimated with it. */
export interface PriceBookDocument {
  /** Small material as a share of other lines. */
  readonly consumables?: ConsumablesTariffDocument;
  /** The ISO 4217 code of all prices. */
  readonly currency: string;
  /** The names of the taxes on everything that has none of its own; an empty list says that there are none. */
  readonly default_taxes: readonly string[];
  /** The fee for a diagnosis. */
  readonly diagnosis?: DiagnosisTariffDocument;
  /** Discounts by name. */
  readonly discounts?: { readonly [name: string]: DiscountDocument };
  /** How long an estimate can be accepted, in seconds, where the request does not say. */
  readonly estimate_valid_seconds?: number;
  /** Fixed fees by name. */
  readonly fees?: { readonly [name: string]: FeeTariffDocument };
  /** Ways to send something, such as `standard` and `expedite`. */
  readonly freight?: { readonly [name: string]: FreightTariffDocument };
  /** Labour by grade and time of day. */
  readonly labour?: LabourTariffDocument;
  /** The least that some kinds of line come to together. */
  readonly minimum_charge?: MinimumChargeDocument;
  /** Work that is bought in. */
  readonly outsourcing?: OutsourcingTariffDocument;
  /** Parts by their number. */
  readonly parts?: { readonly [name: string]: PartTariffDocument };
  /** Whether the prices contain the taxes. */
  readonly prices: PricesDocument;
  /** Where and how amounts are rounded. */
  readonly rounding: RoundingDocument;
  /** The taxes there are, in the order in which they are applied. */
  readonly taxes?: readonly TaxDocument[];
  /** The names of the taxes by kind of line. */
  readonly taxes_by_kind?: { readonly [name: string]: readonly string[] };
  /** Travel by zone, distance and time. */
  readonly travel?: TravelTariffDocument;
  /** The instant from which the book is in force, RFC 3339. */
  readonly valid_from?: string;
  /** The first instant at which it is no longer in force. */
  readonly valid_until?: string;
}

/** Whether prices contain the taxes. */
export type PricesDocument =
  /** Taxes come on top. */
  | "without_tax"
  /** Taxes are contained, and the total is that of the prices. */
  | "with_tax";

export type Priority = "P1" | "P2" | "P3" | "P4";

/** A procedure with its effort by difficulty. */
export interface ProcedureDocument {
  /** Its effort by difficulty, such as `standard` and `corroded`. */
  readonly efforts: { readonly [name: string]: EffortDocument };
  /** Its name, such as `replace_display`. */
  readonly name: string;
}

/** The customer was told how far the work has come (domain fact WK-5). */
export interface Progress {
  /** What. */
  readonly summary: string;
}

/** How often the customers of some tickets are told how far the work has come (domain fact WK-5). */
export interface ProgressReportDocument {
  /** How long after the last report, or the ticket's beginning, the next is due. */
  readonly every: PeriodDocument;
  /** Of which tickets. */
  readonly when?: GateWhenDocument;
}

/** What a repair does to the end of the guarantee. */
export type ProlongationDocument =
  /** The time in repair does not count: the end moves by it. */
  | {
    /** The section that says so. */
    readonly section: string;
    readonly type: "time_in_repair";
  }
  /** So many months more, once. */
  | {
    /** Months. */
    readonly months: number;
    /** The section that says so. */
    readonly section: string;
    readonly type: "months_once";
  };

/** A guarantee and the repairs under it. */
export interface ProlongationRequestDocument {
  /** The last day of the guarantee without repairs, `YYYY-MM-DD`. */
  readonly guarantee_end: string;
  /** The repairs, in any order. */
  readonly repairs?: readonly RepairPeriodDocument[];
}

/** The end of a guarantee after its repairs. No legal advice. */
export interface ProlongedGuaranteeDocument {
  /** The last day, `YYYY-MM-DD`. */
  readonly guarantee_end: string;
  /** The section that says so. */
  readonly section: string;
}

/** One promise of a ticket and what became of it. */
export interface PromiseDocument {
  /** When the history first says it was broken, whatever the current reading says. */
  readonly breached_at?: string;
  /** What of it was used up, in microseconds of the same time. */
  readonly consumed_us?: number;
  /** When it falls due; absent while its clock is paused. */
  readonly due_at?: string;
  /** When its clock was stopped; absent while it is open. */
  readonly stopped_at?: string;
  /** The promise in microseconds of the policy's own time. */
  readonly target_us?: number;
}

/** Totals with tax at three shares. */
export interface RangeTotalsDocument {
  /** One such job in ten stays below this. */
  readonly p10: MoneyDocument;
  /** Half of such jobs stay below this. */
  readonly p50: MoneyDocument;
  /** Nine such jobs in ten stay below this. */
  readonly p90: MoneyDocument;
  /** The payer; absent for all of them. */
  readonly payer?: string;
}

/** The customer's mark (domain fact CL-1). */
export interface Rating {
  /** Marks by aspect on the same scale, such as `speed`. */
  readonly aspects?: { readonly [name: string]: number };
  /** On which scale. */
  readonly scale: RatingScale;
  /** The mark. */
  readonly score: number;
}

export type RatingScale = "five" | "four" | "recommendation";

/** The state of one clock at an instant. */
export interface ReadingDocument {
  /** When the current reading became late. */
  readonly breached_at?: string;
  /** Open time used up, in microseconds. */
  readonly consumed_us: number;
  /** The cycle, counted from 1. */
  readonly cycle: number;
  /** When the target is used up. */
  readonly due?: string;
  /** Of a clock stopped within its target: when it would have been due, had it run on from there. */
  readonly due_at_stop?: string;
  /** When it would be, if a paused clock ran again now. */
  readonly due_if_resumed?: string;
  /** The first microsecond at which more than the target is used up. */
  readonly late_from?: string;
  /** The levels with their instants. */
  readonly levels?: readonly LevelReadingDocument[];
  /** The metric's name. */
  readonly metric: string;
  /** The earliest level, due or late instant ahead. */
  readonly next_change?: string;
  /** The earliest time at which it may be stopped. */
  readonly not_before?: string;
  /** How a stopped clock ended. */
  readonly outcome?: OutcomeDocument;
  /** Open time spent paused, in microseconds. */
  readonly paused_us: number;
  /** 1 while the clock runs in open time, else 0. */
  readonly rate: 0 | 1;
  /** Target less consumed; negative when late. */
  readonly remaining_us?: number;
  /** Where the cycle counts from. */
  readonly started_at: string;
  /** `running`, `paused`, `stopped` or `withdrawn`. */
  readonly state: "running" | "paused" | "stopped" | "withdrawn";
  /** When it was stopped. */
  readonly stopped_at?: string;
  /** The promise in microseconds of open time. */
  readonly target_us?: number;
  /** Consumed in whole per cent of the target. */
  readonly used_percent?: number;
  /** Until when `consumed_us` grows by `rate` and nothing else changes; absent: until the next event. While paused,
   * `paused_us` and `due_if_resumed` move with time all the same. */
  readonly valid_until?: string;
}

/** Whether a changed price needs the customer's consent, and why. */
export interface ReauthorisationCheckDocument {
  /** How much of that is tolerance, exactly. */
  readonly allowance?: string;
  /** What may be charged without a new consent. */
  readonly most: MoneyDocument;
  /** `within_tolerance`, `above_tolerance` or `above_not_to_exceed`. */
  readonly outcome: string;
  /** What must be noted of an oral consent, where one is needed. */
  readonly record_on_oral_consent?: readonly string[];
}

/** When a changed price needs the customer's consent. */
export interface ReauthorisationDocument {
  /** Which amounts are compared: `with_tax` or `without_tax`. */
  readonly amounts: TaxBasisDocument;
  /** What must be noted of an oral consent. */
  readonly record_on_oral_consent?: readonly string[];
  /** The section that says so. */
  readonly section: string;
  /** How much more may be charged without. */
  readonly tolerance: ToleranceDocument;
}

/** A changed price beside what the customer has consented to: an estimate, a limit, or both. */
export interface ReauthorisationRequestDocument {
  /** The estimate that was authorised. */
  readonly estimate?: MoneyDocument;
  /** The limit that was agreed. */
  readonly not_to_exceed?: MoneyDocument;
  /** The changed price, with tax or without as the rule compares amounts. */
  readonly revised: MoneyDocument;
}

/** Which option the policy recommends, with the threshold behind it. */
export interface RecommendationDocument {
  /** Of what the share is. */
  readonly of: ThresholdBaseDocument;
  /** `repair`, `exchange` or `refund`. */
  readonly option: string;
  /** Its share, in per cent. */
  readonly percent: string;
  /** `repair_within_threshold`, `repair_above_threshold`, `no_repair` or `nothing_else`. */
  readonly reason: string;
  /** The threshold: what a repair may come to. */
  readonly repair_up_to: MoneyDocument;
}

/** A refund and what it is reduced by. The two sum to the price. No legal advice. */
export interface RefundDocument {
  /** What the customer gets back. */
  readonly refund: MoneyDocument;
  /** The section that says so. */
  readonly section: string;
  /** What is kept for the use, rounded half up to the minor unit; never more than the price. */
  readonly use_fee: MoneyDocument;
}

/** A price that is to be given back less a fee for the use. */
export interface RefundRequestDocument {
  /** The price of the unit. */
  readonly price: MoneyDocument;
  /** The share for each unit of use that the maker has set, such as `0.005`, where the regime only sets the largest. */
  readonly rate?: string;
  /** How much it was used. */
  readonly usage: UsageDocument;
}

/** What the law of one place says about one kind of goods or repair: data with its source, and no legal advice
 * (CO-9). Each part is optional, for few laws have all. */
export interface RegimeDocument {
  /** The date as of which it was read, `YYYY-MM-DD`. */
  readonly as_of: string;
  /** Causes for which there is no remedy, such as `misuse`. */
  readonly exclusions?: ExclusionsDocument;
  /** Where it holds: an ISO 3166 code such as `CN` or `US-FL`, or `EU`. */
  readonly jurisdiction: string;
  /** Its name, such as `cn_three_guarantees_general`. */
  readonly name: string;
  /** What every reader must know: `not legal advice`. */
  readonly notice: string;
  /** How long an offer binds. */
  readonly offer?: OfferDocument;
  /** What a repair does to the guarantee. */
  readonly prolongation?: ProlongationDocument;
  /** When a changed price needs the customer's consent. */
  readonly reauthorisation?: ReauthorisationDocument;
  /** What the customer may choose, and when. */
  readonly remedies?: readonly RemedyRuleDocument[];
  /** What it is for. */
  readonly scope: string;
  /** Where it stands. */
  readonly source: SourceDocument;
  /** Its title. */
  readonly title: string;
  /** What a refund is reduced by for the use. */
  readonly use_fee?: UseFeeDocument;
}

/** Something that was not taken. */
export interface RejectedDocument {
  /** How often. */
  readonly count: number;
  /** Some examples, each as ticket, field and value. */
  readonly examples: readonly (readonly [string, string, string])[];
  /** The figure that could not use it; absent for whole rows. */
  readonly figure?: string;
  /** Why, such as `malformed_instant`. */
  readonly reason: string;
}

/** A remark, if there is one. */
export interface Remark {
  /** The remark. */
  readonly note?: string;
}

/** What a customer may choose, with the sections that say so. No legal advice. */
export interface RemediesDocument {
  /** The date as of which it was read. */
  readonly as_of: string;
  /** Where it holds. */
  readonly jurisdiction: string;
  /** What every reader must know. */
  readonly notice: string;
  /** The regime. */
  readonly regime: string;
  /** The remedies in the order in which they are shown. */
  readonly remedies: readonly RemedyDocument[];
  /** Its revision. */
  readonly revision: string;
}

/** A condition of a remedy. */
export type RemedyConditionDocument =
  /** At most so many days after the sale; the day of the sale is day 0. */
  | {
    /** Days. */
    readonly days: number;
    readonly type: "within_days_of_sale";
  }
  /** So many repairs did not help, or more. */
  | {
    /** Repairs. */
    readonly at_least: number;
    readonly type: "failed_repairs";
  }
  /** The repair took more than so many days, for a reason. */
  | {
    /** Days; more than that. */
    readonly more_than: number;
    /** `repairer` or `no_parts`. */
    readonly reason: string;
    readonly type: "repair_days";
  }
  /** How an exchange stands: `unavailable` where the seller has none of the model, `declined` by the customer. */
  | {
    /** `unavailable` or `declined`. */
    readonly is: string;
    readonly type: "exchange";
  };

/** One remedy. */
export interface RemedyDocument {
  /** `refund`, `refund_less_use_fee`, `exchange` or `repair`. */
  readonly remedy: string;
  /** The sections that give it. */
  readonly sections: readonly string[];
}

/** Remedies that the customer has when all conditions hold. */
export interface RemedyRuleDocument {
  /** `refund`, `refund_less_use_fee`, `exchange`, `repair`. */
  readonly remedies: readonly string[];
  /** The section that says so. */
  readonly section: string;
  /** All of these; none for always, while the guarantee runs. */
  readonly when?: readonly RemedyConditionDocument[];
}

/** The time for something came. */
export interface Reminded {
  /** For the how manieth time. */
  readonly cycle: number;
  /** For what. */
  readonly reminder: Reminder;
}

export type Reminder = "call_back" | "progress_report" | "observation";

/** What a reopened ticket does to a clock that the ticket's end had stopped. */
export type ReopeningDocument =
  /** It goes on where it stood; the time between does not count. */
  | "resume"
  /** A new cycle begins. */
  | "restart"
  /** It stays stopped. */
  | "ignore";

/** What the customer decides after the diagnosis. */
export type RepairDecisionDocument =
  /** The unit is repaired; an estimate that offers the repair says this too. */
  | "accepted"
  /** It is not. */
  | "declined";

/** A repair under the guarantee. */
export interface RepairPeriodDocument {
  /** The day on which the unit was handed in, `YYYY-MM-DD`. */
  readonly from: string;
  /** The day on which it came back. */
  readonly to: string;
}

/** How often a step repeats. */
export interface RepeatDocument {
  /** Seconds from one to the next, at least 1. */
  readonly every_seconds: number;
  /** Times in all, 2 to 100. */
  readonly times: number;
}

/** Whether the piece that a part replaces is back. */
export type ReplacedPartDocument =
  /** It is not, so that the core charge is due. */
  | "outstanding"
  /** It is. */
  | "returned";

export type Requirement = "intake" | "class" | "grade" | "engineer_grade" | "assignment" | "response" | "diagnosis_step" | "diagnosis" | "survey" | "plan" | "approval" | "knowledge_reference" | "estimate" | "authorisation" | "authorisation_evidence" | "start_gate" | "visit" | "visit_signature" | "parts" | "parts_return" | "end_of_waits" | "workaround" | "self_check" | "second_check" | "observation" | "confirmation" | "rating" | "archive" | "call_back" | "complaint_finding" | "complaint_review" | "measure" | "escalation_end";

/** What is required of some tickets. */
export interface RequirementDocument {
  /** Fields of which one must be given. */
  readonly any_of?: readonly string[];
  /** Fields that must be given, such as `serial_number`, `contact.phone`, `environment.temperature` or
   * `custom.line`. */
  readonly fields?: readonly string[];
  /** Which tickets. */
  readonly when?: IntakeWhenDocument;
}

/** A wait is over. */
export interface Resumption {
  /** For what it was. */
  readonly reason: string;
}

/** Where and how amounts are rounded. */
export interface RoundingDocument {
  /** How what the customer pays in cash is rounded. */
  readonly cash?: CashRoundingDocument;
  /** `half_up`, `half_even`, `half_odd`, `half_down`, `up`, `down`, `ceiling` or `floor`. */
  readonly mode: string;
  /** Whether each line is rounded, or the sums of the document. */
  readonly scope: RoundingScopeDocument;
  /** Multiples of what amounts are, if not of the minor unit. */
  readonly step?: string;
}

/** What is rounded. */
export type RoundingScopeDocument =
  /** Each line and the taxes on it. */
  | "per_line"
  /** The net sum and each tax of the document. */
  | "per_document";

/** One row of a table. */
export interface RowDocument {
  /** What people should know of it. */
  readonly note?: string;
  /** The answer, a word for each output. */
  readonly then: { readonly [name: string]: string };
  /** Tests by input, which must all hold; an input that is not named may be anything. */
  readonly when?: { readonly [name: string]: TestDocument };
}

/** What became of one rule. */
export interface RuleReadingDocument {
  /** What the document says of it. */
  readonly note?: string;
  /** Where it stands in the document. */
  readonly path: string;
  /** The priority after it, where it changed or set it. */
  readonly priority?: Priority;
  /** `decided`, `fired`, `without_effect`, `pre_empted` or `not_met`. */
  readonly state: "decided" | "fired" | "without_effect" | "pre_empted" | "not_met";
  /** The inputs that did not meet its tests. */
  readonly unmet?: readonly string[];
}

/** How an answer is found. */
export type RulesDocument =
  /** One answer for each pair of values of two choices. A cell that is not there is refused. */
  | {
    /** The answers by row and column. */
    readonly cells: { readonly [name: string]: { readonly [name: string]: string } };
    /** The choice whose values name the columns. */
    readonly columns: string;
    /** The choice whose values name the rows. */
    readonly rows: string;
    readonly type: "matrix";
  }
  /** Rows with conditions. */
  | {
    /** Which of the rows that hold gives the answer. */
    readonly hit_policy: HitPolicyDocument;
    /** The rows, at most 500. */
    readonly rows: readonly RowDocument[];
    readonly type: "table";
  };

export type Safety = "clear" | "hazard";

/** A stretch of a clock's life. */
export interface SegmentDocument {
  /** `running`, `paused`, `stopped`, `carried` or `dropped`. */
  readonly activity: string;
  /** Open time that it added, in microseconds. */
  readonly counted_us: number;
  /** Its start. */
  readonly from: string;
  /** Its open time in microseconds, counted or not. */
  readonly open_us: number;
  /** The states and waits that held a paused clock. */
  readonly reasons?: readonly string[];
  /** Its end. */
  readonly to: string;
  /** Open time used up at its end, in microseconds. */
  readonly total_us: number;
}

/** One entry of the selector. */
export type SelectorEntryDocument =
  /** The most specific matching entry gives the target; two that match the same ticket equally closely are refused. */
  | {
    /** The calendar, if it says so. */
    readonly calendar?: string;
    /** Targets by metric. */
    readonly targets?: { readonly [name: string]: TargetDocument };
    readonly type: "set";
    /** Which tickets it is for. */
    readonly when?: WhenDocument;
  }
  /** Every matching entry caps the target. */
  | {
    /** Targets by metric. */
    readonly targets: { readonly [name: string]: TargetDocument };
    readonly type: "at_most";
    /** Which tickets it is for. */
    readonly when?: WhenDocument;
  };

/** What happens to a serial that has more digits than its width. */
export type SerialOverflowDocument =
  /** It is refused. */
  | "refuse"
  /** The number grows by as many digits as it needs. */
  | "widen";

/** When serials count from one again. */
export type SerialResetDocument =
  /** On every local date. */
  | "daily"
  /** On the first date of every month. */
  | "monthly"
  /** On the first date of every year. */
  | "yearly"
  /** Never. */
  | "never";

/** How the customer pays. */
export type SettlementDocument =
  /** To the minor unit. */
  | "account"
  /** In coins, as the price book rounds cash. */
  | "cash";

/** How bad a finding is. */
export type SeverityDocument =
  /** The bundle cannot do what it says. */
  | "error"
  /** It can, but hardly as it was meant. */
  | "warning"
  /** Worth knowing. */
  | "notice";

/** What a desk promises: metrics, and a selector that gives each ticket its targets and calendar (domain facts SL-1
 * to SL-10). */
export interface SlaDocument {
  /** The calendars by name. */
  readonly calendars: { readonly [name: string]: CalendarDocument };
  /** The calendar that holds where the selector names none. */
  readonly default_calendar: string;
  /** The clocks. */
  readonly metrics: readonly MetricDocument[];
  /** Which ticket has which targets, and on which calendar. */
  readonly selector?: readonly SelectorEntryDocument[];
  /** What holds until a ticket has a priority. */
  readonly ungraded?: UngradedDocument;
}

/** Where a rule stands. */
export interface SourceDocument {
  /** What the document was read from: the text itself, or what others write about it. */
  readonly rests_on?: string;
  /** The section or article. */
  readonly section: string;
  /** The statute's name. */
  readonly statute: string;
  /** Where it can be read. */
  readonly url?: string;
}

/** The time before one stamp. */
export interface StageBarDocument {
  /** What the stage is called. */
  readonly label: string;
  /** The mean in seconds. */
  readonly mean: number;
  /** The median in seconds. */
  readonly median: number;
  /** Its share of the time of all stages. */
  readonly share: number;
  /** The stamp that ends the stage. */
  readonly until: string;
  /** How many tickets went through it. */
  readonly visits: number;
}

/** The time before one stamp. */
export interface StageTimeDocument {
  /** The mean in seconds. */
  readonly mean: number;
  /** The median in seconds. */
  readonly median: number;
  /** Its share of the time of all stages. */
  readonly share: number;
  /** The stamp that ends the stage. */
  readonly until: string;
  /** How many tickets went through it. */
  readonly visits: number;
}

/** How long each procedure takes by the book (domain fact CO-1), and which work two procedures share. */
export interface StandardHoursDocument {
  /** Work that need not be done twice. */
  readonly overlaps?: readonly OverlapDocument[];
  /** How many cases the book counts as, when recorded cases correct it; at least 1. */
  readonly prior_cases: number;
  /** The procedures. */
  readonly procedures: readonly ProcedureDocument[];
}

/** What was checked before work (domain fact WK-1). */
export interface StartGate {
  /** Which parts are there, or that none are needed. */
  readonly parts: string;
  /** Who is there. */
  readonly people: string;
  /** How safety is seen to: power off, discharge. */
  readonly safety: string;
  /** Which tools are there. */
  readonly tools: string;
}

/** The curve of one group. */
export interface SurvivalCurveDocument {
  /** Tickets. */
  readonly cases: number;
  /** Which tickets it is of; empty for all. */
  readonly group?: readonly string[];
  /** What the curve is called. */
  readonly label: string;
  /** The time by which half of them have ended; absent where that is not reached. */
  readonly median?: number;
  /** Where the curve falls, from time 0 on. Of a curve with very many steps those are left out that lower it by less
   * than a quarter of a per cent. */
  readonly points: readonly SurvivalPointDocument[];
  /** Of these, tickets that have not ended. */
  readonly running: number;
}

/** Where a curve falls: its share holds from this time to that of the next point. */
export interface SurvivalPointDocument {
  /** Tickets that still ran just before. */
  readonly at_risk: number;
  /** The lower end of its 95 % band; absent where there is none. */
  readonly lower?: number;
  /** The share of tickets that take longer. */
  readonly share: number;
  /** The time in seconds. */
  readonly time: number;
  /** The upper end. */
  readonly upper?: number;
}

/** How long a promise runs. */
export type TargetDocument =
  /** Open time; either `seconds` or an ISO 8601 `duration` of hours, minutes and seconds such as `PT4H30M`. */
  | {
    /** The same as a duration. */
    readonly duration?: string;
    /** Seconds, at least 1. */
    readonly seconds?: number;
    readonly type: "open_time";
  }
  /** Working days after the start, which first moves into open time. */
  | {
    /** Days, at least 1. */
    readonly days: number;
    /** Where on the last day it ends. */
    readonly end?: DayEndDocument;
    readonly type: "working_days";
  }
  /** Days of the calendar, open or not, at the same wall-clock time. */
  | {
    /** Days, at least 1. */
    readonly days: number;
    readonly type: "calendar_days";
  };

/** What a tax is taken of. */
export type TaxBaseDocument =
  /** The amount without taxes. */
  | "net"
  /** The amount with the taxes of the line that come before it. */
  | "net_and_taxes_before";

/** Which amounts are compared. */
export type TaxBasisDocument =
  /** With all taxes. */
  | "with_tax"
  /** Without taxes. */
  | "without_tax";

/** One tax. */
export interface TaxDocument {
  /** Its name. */
  readonly name: string;
  /** What it is taken of. */
  readonly on?: TaxBaseDocument;
  /** The payers that pay it, if not all; only where prices are without tax. */
  readonly payers?: readonly string[];
  /** Per cent, 0 to 1000. */
  readonly percent: string;
}

/** When an agreement holds; both ends are included. */
export type TermDocument =
  /** Always. */
  | {
    readonly type: "always";
  }
  /** So many months from the purchase on. */
  | {
    /** Months, at least 1. */
    readonly months: number;
    readonly type: "since_purchase";
  }
  /** Between two dates. */
  | {
    /** The first, `YYYY-MM-DD`. */
    readonly from: string;
    readonly type: "dates";
    /** The last, `YYYY-MM-DD`. */
    readonly until: string;
  };

/** What one input must be; all that is said must hold. Numbers are compared as numbers, values of a choice by their
 * place in its list. */
export interface TestDocument {
  /** More than this. */
  readonly above?: InputValue;
  /** This or more. */
  readonly at_least?: InputValue;
  /** This or less. */
  readonly at_most?: InputValue;
  /** Less than this. */
  readonly below?: InputValue;
  /** A keyword of one of these lists is found. */
  readonly matches?: readonly string[];
  /** No keyword of any of these lists is found. */
  readonly matches_none?: readonly string[];
  /** None of these. */
  readonly none_of?: readonly InputValue[];
  /** One of these. */
  readonly one_of?: readonly InputValue[];
  /** Whether it is there at all. */
  readonly presence?: PresenceTestDocument;
}

/** What the price of a repair is compared with. */
export type ThresholdBaseDocument =
  /** What the unit is worth now. */
  | "residual_value"
  /** What another one costs. */
  | "replacement_price";

/** What is known of one ticket for the figures of its desk: one flat record, everything optional. It comes from a
 * ticket of this library or from a row of somebody else's system. Instants are texts here, so that one impossible
 * date is a rejected row with its reason and not a batch that cannot be read: `Facts` is the way in. */
export interface TicketFactsDocument {
  /** What it did cost, by kind of cost. */
  readonly actual_cost?: { readonly [name: string]: MoneyDocument };
  /** Whether the archive holds all that it must. */
  readonly archive_complete?: boolean;
  /** Satisfaction from 1 to 5 by aspect, such as `speed`. */
  readonly aspects?: { readonly [name: string]: number };
  /** The channel it came by. */
  readonly channel?: string;
  /** The class of the problem, as the policy names it. */
  readonly class?: string;
  /** When it was archived. */
  readonly closed_at?: string;
  /** Whether the problem is one of the common ones, which the first level should solve. */
  readonly common_problem?: boolean;
  /** When the work was done, for the last time if it was reopened. */
  readonly completed_at?: string;
  /** When the customer confirmed it. */
  readonly confirmed_at?: string;
  /** When it was reported. */
  readonly created_at?: string;
  /** When the diagnosis was there. */
  readonly diagnosed_at?: string;
  /** When the diagnosis began. */
  readonly diagnosis_started_at?: string;
  /** The difficulty, such as `standard` or `complex`. */
  readonly difficulty?: string;
  /** What it was estimated to cost, by kind of cost such as `labour`. */
  readonly estimated_cost?: { readonly [name: string]: MoneyDocument };
  /** The fault within its class, such as `power`. */
  readonly fault?: string;
  /** The fault's class, such as `hardware`. */
  readonly fault_class?: string;
  /** When a person first answered. */
  readonly first_response_at?: string;
  /** The highest functional level that worked on it, `L1` to `L3`. */
  readonly highest_level?: string;
  /** Whether the intake named what it had to, and named it right. */
  readonly intake_complete?: boolean;
  /** The kind of ticket. */
  readonly kind?: string;
  /** Whether it became a knowledge entry. */
  readonly knowledge_entry?: boolean;
  /** How it was diagnosed or repaired, such as `remote` or `on_site`. */
  readonly method?: string;
  /** Whether a diagnosis turned out to be wrong. */
  readonly misdiagnosed?: boolean;
  /** Whether this is the record of a call that nobody took. */
  readonly missed_call?: boolean;
  /** The model of the unit. */
  readonly model?: string;
  /** How it ended: `solved`, `partly_solved`, `not_solvable`, `refunded`, `exchanged`, `rejected`, `withdrawn`,
   * `cancelled`, `merged` or `duplicate`; absent while open. */
  readonly outcome?: string;
  /** Parts that were asked for. */
  readonly parts_asked?: number;
  /** Of these, parts that were there in time. */
  readonly parts_in_time?: number;
  /** Who answers for it. */
  readonly person?: string;
  /** When the plan was there. */
  readonly planned_at?: string;
  /** `P1` to `P4`. */
  readonly priority?: string;
  /** The problem, in words that are the same for the same problem. */
  readonly problem?: string;
  /** The product line. */
  readonly product_line?: string;
  /** What was promised, by metric. */
  readonly promises?: { readonly [name: string]: PromiseDocument };
  /** How often it changed hands between groups. */
  readonly reassigned?: number;
  /** How likely the customer is to recommend, 0 to 10. */
  readonly recommendation?: number;
  /** How often it was reopened. */
  readonly reopened?: number;
  /** How many attempts the repair took. */
  readonly repair_attempts?: number;
  /** The number of the ticket whose rework this is. */
  readonly rework_of?: string;
  /** Satisfaction from 1 to 5. */
  readonly satisfaction?: number;
  /** A word of the host's own to group by, where no other field fits. */
  readonly segment?: string;
  /** The site. */
  readonly site?: string;
  /** The functional level that solved it, `L1` to `L3`. */
  readonly solved_at_level?: string;
  /** The ticket's number. */
  readonly ticket?: string;
  /** The customer's tier. */
  readonly tier?: string;
  /** The unit it is about, such as a serial number: what rework is looked for on. */
  readonly unit?: string;
  /** Time spent waiting by reason, in microseconds. */
  readonly waits_us?: { readonly [name: string]: number };
  /** When work began. */
  readonly work_started_at?: string;
}

/** The state of a ticket: what a snapshot holds beside the clocks. */
export interface TicketState {
  /** What somebody took note of. */
  readonly acknowledgements?: readonly AcknowledgementState[];
  /** The commands that were answered, by idempotency key. */
  readonly answered?: { readonly [name: string]: AnsweredCommand };
  /** Who answers for it. */
  readonly assignment: AssignmentState;
  /** The customer's consent. */
  readonly authorisation?: AuthorisationState;
  /** What comes after the work. */
  readonly care: CareState;
  /** What it is. */
  readonly classification: Classification;
  /** The handling of a complaint. */
  readonly complaint: ComplaintState;
  /** Who spoke, and whose turn it is. */
  readonly conversation: ConversationState;
  /** The diagnosis. */
  readonly diagnosis: DiagnosisState;
  /** What followed from events. */
  readonly effects?: readonly EffectDocument[];
  /** The hierarchic escalation. */
  readonly escalation: EscalationState;
  /** The estimates, by version. */
  readonly estimates?: readonly EstimateState[];
  /** The escalation rules that fired. */
  readonly firings?: readonly FiringDocument[];
  /** How urgent it is. */
  readonly grade: GradeState;
  /** What was taken in. */
  readonly intake: IntakeState;
  /** The latest instant at which something occurred. */
  readonly last_at: string;
  /** Which functional level holds it. */
  readonly level: LevelState;
  /** Other tickets. */
  readonly links: LinkState;
  /** The customer's marks. */
  readonly marks?: readonly MarkState[];
  /** What the work has come to. */
  readonly milestones?: readonly MilestoneState[];
  /** Its number. */
  readonly number: string;
  /** When it began. */
  readonly opened_at: string;
  /** The parts. */
  readonly parts?: readonly PartState[];
  /** Where it stands on its main way. */
  readonly phase: PhaseState;
  /** The plans. */
  readonly plan: PlanState;
  /** The revision of the policy in force. */
  readonly revision: string;
  /** Since when the escalation rules in force apply; absent: from the beginning. */
  readonly rules_since?: string;
  /** The sequence of the last event. */
  readonly sequence: number;
  /** Breaches that turned out not to have been any. */
  readonly superseded?: readonly BreachSuperseded[];
  /** The visits. */
  readonly visits?: readonly VisitState[];
  /** What another system vouches for. */
  readonly vouched?: readonly Requirement[];
  /** What it waits for. */
  readonly waits?: readonly OpenWait[];
  /** The work. */
  readonly work: WorkState;
}

export type Tier = "strategic" | "growth" | "basic";

/** The price of a piece from a quantity on. */
export interface TierDocument {
  /** The least quantity for which it holds. */
  readonly from: string;
  /** The price of a piece. */
  readonly price: string;
}

/** One event of a ticket's history, as the clocks see it. */
export type TimelineEventDocument = {
  /** When it happened, RFC 3339. */
  readonly at: string;
} & (
  /** The ticket began. */
  | {
    /** What is known of it then. */
    readonly inputs?: InputsDocument;
    readonly type: "started";
  }
  /** The customer wrote or called. */
  | {
    readonly type: "customer_message";
  }
  /** The desk answered the customer. */
  | {
    readonly type: "agent_message";
  }
  /** The ticket entered a state. */
  | {
    /** The state's name. */
    readonly state: string;
    readonly type: "state_entered";
  }
  /** A wait began. */
  | {
    /** The wait's reason. */
    readonly reason: string;
    readonly type: "wait_started";
  }
  /** A wait ended. */
  | {
    /** The wait's reason. */
    readonly reason: string;
    readonly type: "wait_ended";
  }
  /** What is known of the ticket changed; these inputs replace the ones before. */
  | {
    /** All that is known from now on. */
    readonly inputs: InputsDocument;
    readonly type: "inputs_changed";
  }
  /** Another policy holds from now on. */
  | {
    /** The name under which the host keeps it. */
    readonly policy: string;
    readonly type: "policy_revised";
  }
  /** The work was completed. */
  | {
    readonly type: "stopped";
  }
  /** The work turned out not to be complete. */
  | {
    readonly type: "reopened";
  }
  /** The ticket ended without an outcome: cancelled, rejected, merged. No clock applies any more. */
  | {
    readonly type: "withdrawn";
  }
);

/** How much more than authorised may be charged without a new consent. */
export type ToleranceDocument =
  /** Nothing. */
  | {
    readonly type: "none";
  }
  /** A share of what was authorised. */
  | {
    /** Per cent, as a decimal number. */
    readonly percent: string;
    readonly type: "percent";
  }
  /** A share of what was authorised or an amount, whichever is greater, up to a limit. */
  | {
    /** The amount. */
    readonly amount: MoneyDocument;
    /** The limit. */
    readonly most: MoneyDocument;
    /** Per cent, as a decimal number. */
    readonly percent: string;
    readonly type: "greater_of_capped";
  };

/** What travel costs. */
export interface TravelTariffDocument {
  /** Price of an hour under way. */
  readonly per_hour?: string;
  /** Price of a kilometre. */
  readonly per_kilometre?: string;
  /** Flat prices by zone. */
  readonly zones?: { readonly [name: string]: string };
}

/** One figure over weeks or months. */
export interface TrendDocument {
  /** The centre line: the share of all periods together, or the mean of the values. */
  readonly centre?: number;
  /** Which tickets it is of: one word for each grouping beside the week or month; empty for all. */
  readonly group?: readonly string[];
  /** How the limits are found: `laney` for shares of cases (a p-chart with Laney's correction), `xmr` for all
   * others. */
  readonly limits?: string;
  /** The figure's name. */
  readonly name: string;
  /** The part of a whole whose share it is, such as one class of faults; absent for a figure of its own. */
  readonly part?: string;
  /** The points in order of time. */
  readonly points: readonly TrendPointDocument[];
  /** What they should be. */
  readonly target?: FigureTargetDocument;
  /** What the values count. */
  readonly unit: string;
}

/** One week or month of a trend. */
export interface TrendPointDocument {
  /** What it is divided by. */
  readonly denominator: number;
  /** The lower limit of ordinary variation; absent where there are too few points. */
  readonly lower?: number;
  /** The period, such as `2026-03`, or the Monday of a week. */
  readonly period: string;
  /** Whether it lies outside them. */
  readonly signal: boolean;
  /** The upper limit. */
  readonly upper?: number;
  /** The value. */
  readonly value: number;
}

/** What a ticket is, as far as it is to be changed; what is absent stays. */
export interface Triage {
  /** The class of the problem. */
  readonly class?: string;
  /** The entitlement it falls under. */
  readonly entitlement?: string;
  /** What it is about. */
  readonly kind?: Kind;
  /** The problem, in words that are the same for the same problem. */
  readonly problem?: string;
  /** The product line. */
  readonly product_line?: string;
  /** The site. */
  readonly site?: string;
  /** The customer's tier. */
  readonly tier?: Tier;
}

/** Something in a ticket's history that starts, stops or arms a clock. */
export type TriggerDocument =
  /** The ticket began. */
  | {
    readonly type: "started";
  }
  /** The customer wrote or called. */
  | {
    readonly type: "customer_message";
  }
  /** The desk answered the customer. */
  | {
    readonly type: "agent_message";
  }
  /** The ticket entered a state. */
  | {
    /** The state's name. */
    readonly state: string;
    readonly type: "state_entered";
  }
  /** A wait began. */
  | {
    /** The wait's reason. */
    readonly reason: string;
    readonly type: "wait_started";
  }
  /** A wait ended. */
  | {
    /** The wait's reason. */
    readonly reason: string;
    readonly type: "wait_ended";
  }
  /** The work was completed. */
  | {
    readonly type: "stopped";
  }
  /** The work turned out not to be complete. */
  | {
    readonly type: "reopened";
  };

export type Turn = "desk" | "customer";

/** What holds until a ticket has a priority. */
export interface UngradedDocument {
  /** The calendar, if it says so. */
  readonly calendar?: string;
  /** Targets by metric. */
  readonly targets: { readonly [name: string]: TargetDocument };
}

/** What is known of a unit when its remedies are asked for. */
export interface UnitFactsDocument {
  /** The cause of the defect, such as `misuse`, where it is known. */
  readonly cause?: string;
  /** Whole days since the day of the sale, which is day 0. */
  readonly days_since_sale: number;
  /** Why it has taken them: `repairer` or `no_parts`. */
  readonly delay_reason?: string;
  /** How an exchange stands: `unavailable` or `declined`; absent where nothing is known against it. */
  readonly exchange?: string;
  /** Repairs of the same defect that did not help. */
  readonly failed_repairs: number;
  /** `running` or `ended`. */
  readonly guarantee: string;
  /** Days that the present repair has taken. */
  readonly repair_days: number;
}

/** How much a unit was used. */
export type UsageDocument =
  /** Days from the sale to the refund, less those in repair and those waiting for it. */
  | {
    /** The days. */
    readonly days: number;
    readonly type: "days";
  }
  /** The distance that it was driven. */
  | {
    /** The kilometres. */
    readonly kilometres: number;
    readonly type: "kilometres";
  };

/** What a refund is reduced by for the use, as shares of the price. */
export type UseFeeDocument =
  /** For each day of use, less the days in repair. */
  | {
    /** The share, such as `0.005`. */
    readonly rate: string;
    /** The section that says so. */
    readonly section: string;
    readonly type: "per_day";
  }
  /** For each thousand kilometres. */
  | {
    /** The largest share that the maker may set, such as `0.005`. */
    readonly most_rate: string;
    /** The section that says so. */
    readonly section: string;
    readonly type: "per_thousand_kilometres";
  };

/** A visit is agreed with the customer. */
export interface VisitBooking {
  /** Who comes. */
  readonly engineer?: string;
  /** The earliest arrival. */
  readonly from: string;
  /** The latest arrival. */
  readonly to: string;
  /** Its id. */
  readonly visit: string;
}

/** A visit does not take place. */
export interface VisitCancellation {
  /** Why. */
  readonly reason: string;
  /** Its id. */
  readonly visit: string;
}

/** A visit by its id. */
export interface VisitName {
  /** The id. */
  readonly visit: string;
}

/** A visit is done. */
export interface VisitReport {
  /** Where the host keeps photos of before and after. */
  readonly photos?: readonly string[];
  /** What was done, found and explained. */
  readonly summary: string;
  /** Its id. */
  readonly visit: string;
}

/** The customer's responsible person signed. */
export interface VisitSignature {
  /** The signature. */
  readonly evidence: Evidence;
  /** The visit's id. */
  readonly visit: string;
}

/** A visit. */
export interface VisitState {
  /** Who comes. */
  readonly engineer?: string;
  /** The earliest arrival. */
  readonly from: string;
  /** How far it has come. */
  readonly status: VisitStatus;
  /** The latest arrival. */
  readonly to: string;
  /** Its id. */
  readonly visit: string;
}

export type VisitStatus = "booked" | "on_route" | "done" | "signed" | "cancelled";

/** A wait begins (domain fact WK-6). */
export interface Wait {
  /** A remark. */
  readonly note?: string;
  /** For what. */
  readonly reason: string;
  /** When it ends by itself. */
  readonly until?: string;
}

export type WaitEnd = "resumed" | "elapsed" | "message";

/** A wait ended. */
export interface WaitEnded {
  /** How. */
  readonly end: WaitEnd;
  /** For what it was. */
  readonly reason: string;
}

/** Which tickets an entry is for: every dimension that names values must hold one of them. */
export interface WhenDocument {
  /** Channels. */
  readonly channel?: readonly string[];
  /** Classes of problem. */
  readonly class?: readonly string[];
  /** Entitlements. */
  readonly entitlement?: readonly string[];
  /** Kinds of ticket. */
  readonly kind?: readonly string[];
  /** Priorities, `P1` to `P4`. */
  readonly priority?: readonly string[];
  /** Product lines. */
  readonly product_line?: readonly string[];
  /** Sites. */
  readonly site?: readonly string[];
  /** Customer tiers. */
  readonly tier?: readonly string[];
}

/** A whole number; text beyond 2⁵³, where not every language keeps it. */
export type WholeNumberDocument =
  /** At most 2⁵³ from zero. */
  | number
  /** Beyond. */
  | string;

/** An example that shows a finding. */
export type WitnessDocument =
  /** A ticket. */
  | {
    /** When it begins, where that matters. */
    readonly at?: string;
    /** What is known of it, by name; what is not named may be anything or unknown. */
    readonly inputs: { readonly [name: string]: string };
    readonly type: "case";
  }
  /** Places in the bundle that lead to one another, or stand in one another's way. */
  | {
    /** Their paths, in order. */
    readonly paths: readonly string[];
    readonly type: "places";
  }
  /** A date. */
  | {
    /** The date. */
    readonly date: string;
    readonly type: "date";
  };

/** Tickets whose word of a dimension is one of these. */
export interface WordSelectionDocument {
  /** Where the word stands, such as `priority`. */
  readonly dimension: string;
  /** The words. */
  readonly words: readonly string[];
}

/** The work on a ticket. */
export interface WorkState {
  /** How often work began. */
  readonly attempts: number;
  /** What was completed. */
  readonly completion?: Completion;
  /** What watching showed. */
  readonly finding?: string;
  /** When work began, for the first time. */
  readonly first_started_at?: string;
  /** The known solution that an answer followed. */
  readonly knowledge_reference?: string;
  /** How many observations were seen to end. */
  readonly observation_reminded: number;
  /** How many observations began. */
  readonly observations: number;
  /** Until when the unit is watched. */
  readonly observed_until?: string;
  /** Who checked it a second time. */
  readonly second_check_by?: string;
  /** Who checked the work. */
  readonly self_check_by?: string;
  /** The functional level that completed it. */
  readonly solved_at_level?: FunctionalLevel;
  /** What was checked before. */
  readonly start_gate?: StartGate;
  /** When work began, for the last time. */
  readonly started_at?: string;
  /** When a way round the problem was in place. */
  readonly workaround_at?: string;
  /** Who works. */
  readonly worker?: string;
}

/** A way round the problem is in place. */
export interface Workaround {
  /** Which. */
  readonly summary: string;
}
