/** What a desk charges: the source of a `PriceBook` (domain facts CO-1 to CO-3). Prices, quantities and per cents
 * are decimal numbers as text. Prices are in the one currency of the book and may be finer than its minor unit.
 * What a book does not price cannot be estimated with it. */
export interface PriceBookDocument {
  /** The ISO 4217 code of all prices. */
  readonly currency: string;
  /** Whether the prices contain the taxes. */
  readonly prices: PricesDocument;
  /** Where and how amounts are rounded. */
  readonly rounding: RoundingDocument;
  /** The taxes there are, in the order in which they are applied. */
  readonly taxes?: readonly TaxDocument[];
  /** The names of the taxes on everything that has none of its own; an empty list says that there are none. */
  readonly default_taxes: readonly string[];
  /** The names of the taxes by kind of line. */
  readonly taxes_by_kind?: { readonly [name: string]: readonly string[] };
  /** The instant from which the book is in force, RFC 3339. */
  readonly valid_from?: string;
  /** The first instant at which it is no longer in force. */
  readonly valid_until?: string;
  /** How long an estimate can be accepted, in seconds, where the request does not say. */
  readonly estimate_valid_seconds?: number;
  /** Labour by grade and time of day. */
  readonly labour?: LabourTariffDocument;
  /** Travel by zone, distance and time. */
  readonly travel?: TravelTariffDocument;
  /** Parts by their number. */
  readonly parts?: { readonly [name: string]: PartTariffDocument };
  /** Ways to send something, such as `standard` and `expedite`. */
  readonly freight?: { readonly [name: string]: FreightTariffDocument };
  /** Small material as a share of other lines. */
  readonly consumables?: ConsumablesTariffDocument;
  /** Work that is bought in. */
  readonly outsourcing?: OutsourcingTariffDocument;
  /** The fee for a diagnosis. */
  readonly diagnosis?: DiagnosisTariffDocument;
  /** Fixed fees by name. */
  readonly fees?: { readonly [name: string]: FeeTariffDocument };
  /** The least that some kinds of line come to together. */
  readonly minimum_charge?: MinimumChargeDocument;
  /** Discounts by name. */
  readonly discounts?: { readonly [name: string]: DiscountDocument };
}

/** Whether prices contain the taxes. */
export type PricesDocument =
  /** Taxes come on top. */
  | "without_tax"
  /** Taxes are contained, and the total is that of the prices. */
  | "with_tax";

/** Where and how amounts are rounded. */
export interface RoundingDocument {
  /** `half_up`, `half_even`, `half_odd`, `half_down`, `up`, `down`, `ceiling` or `floor`. */
  readonly mode: string;
  /** Whether each line is rounded, or the sums of the document. */
  readonly scope: RoundingScopeDocument;
  /** Multiples of what amounts are, if not of the minor unit. */
  readonly step?: string;
  /** How what the customer pays in cash is rounded. */
  readonly cash?: CashRoundingDocument;
}

/** What is rounded. */
export type RoundingScopeDocument =
  /** Each line and the taxes on it. */
  | "per_line"
  /** The net sum and each tax of the document. */
  | "per_document";

/** How what is paid in cash is rounded. */
export interface CashRoundingDocument {
  /** The mode. */
  readonly mode: string;
  /** The smallest coin, such as `0.05`. */
  readonly step: string;
}

/** One tax. */
export interface TaxDocument {
  /** Its name. */
  readonly name: string;
  /** Per cent, 0 to 1000. */
  readonly percent: string;
  /** What it is taken of. */
  readonly on?: TaxBaseDocument;
  /** The payers that pay it, if not all; only where prices are without tax. */
  readonly payers?: readonly string[];
}

/** What a tax is taken of. */
export type TaxBaseDocument =
  /** The amount without taxes. */
  | "net"
  /** The amount with the taxes of the line that come before it. */
  | "net_and_taxes_before";

/** What labour costs. */
export interface LabourTariffDocument {
  /** Rates by grade. */
  readonly grades: { readonly [name: string]: GradeTariffDocument };
  /** What the rate is multiplied by outside regular hours. */
  readonly multipliers?: MultipliersDocument;
  /** The calendar whose open time is regular hours. */
  readonly calendar?: CalendarDocument;
}

/** The rate of one grade. */
export interface GradeTariffDocument {
  /** Price of an hour. */
  readonly per_hour: string;
  /** The shortest time that is charged, in seconds. */
  readonly minimum_seconds?: number;
  /** Time is charged in multiples of so many seconds, rounded up. */
  readonly step_seconds?: number;
}

/** What the labour rate is multiplied by; hours that have no multiplier cannot be estimated. */
export interface MultipliersDocument {
  /** On a working day outside open time. */
  readonly after_hours?: string;
  /** On a day on which no shift starts. */
  readonly rest_day?: string;
  /** On a holiday. */
  readonly holiday?: string;
}

/** What travel costs. */
export interface TravelTariffDocument {
  /** Flat prices by zone. */
  readonly zones?: { readonly [name: string]: string };
  /** Price of a kilometre. */
  readonly per_kilometre?: string;
  /** Price of an hour under way. */
  readonly per_hour?: string;
}

/** What a part costs. */
export interface PartTariffDocument {
  /** Prices of a piece by quantity, ascending; the last one that the quantity reaches holds for all pieces. */
  readonly tiers?: readonly TierDocument[];
  /** Price of procuring a piece. */
  readonly procurement?: string;
  /** Deposit for a piece until the replaced one comes back. */
  readonly core_charge?: string;
  /** The names of its taxes, in place of those of its kind. */
  readonly taxes?: readonly string[];
}

/** The price of a piece from a quantity on. */
export interface TierDocument {
  /** The least quantity for which it holds. */
  readonly from: string;
  /** The price of a piece. */
  readonly price: string;
}

/** What sending something costs. */
export interface FreightTariffDocument {
  /** Price of a consignment. */
  readonly amount: string;
  /** Price of a kilogram on top. */
  readonly per_kilogram?: string;
}

/** Small material as a share of other lines. */
export interface ConsumablesTariffDocument {
  /** Per cent, 0 to 1000. */
  readonly percent: string;
  /** The kinds of line that it is taken of. */
  readonly of: readonly string[];
  /** The most that it comes to. */
  readonly at_most?: string;
}

/** Work that is bought in. */
export interface OutsourcingTariffDocument {
  /** Per cent that are added to what the supplier asks, 0 to 1000. */
  readonly markup_percent: string;
}

/** The fee for a diagnosis. */
export interface DiagnosisTariffDocument {
  /** The fee. */
  readonly fee: string;
  /** Per cent of it that are credited when the repair is accepted, 0 to 100. */
  readonly credited_percent?: string;
}

/** A fixed fee. */
export interface FeeTariffDocument {
  /** The fee. */
  readonly amount: string;
  /** The names of its taxes, in place of those of its kind. */
  readonly taxes?: readonly string[];
}

/** The least that some kinds of line come to together; a fee makes up what is missing. */
export interface MinimumChargeDocument {
  /** The amount. */
  readonly amount: string;
  /** The kinds of line that count; without any of them there is no minimum. */
  readonly of: readonly string[];
}

/** A discount. */
export type DiscountDocument =
  /** A share. */
  | {
      readonly type: "percent";
      /** Per cent, 0 to 100. */
      readonly percent: string;
    }
  /** An amount in the currency of the book. */
  | {
      readonly type: "amount";
      /** The amount, not negative. */
      readonly amount: string;
    }
  /** A discount of the price book; not inside the book itself. */
  | {
      readonly type: "named";
      /** Its name there. */
      readonly name: string;
    };

/** What is to be estimated: the planned work with who pays for it (domain facts PL-6, CO-3). */
export interface EstimateRequestDocument {
  /** The version of the estimate, from 1 on. */
  readonly version: number;
  /** When it is made, RFC 3339. */
  readonly issued_at: string;
  /** The first instant at which it can no longer be accepted, if the price book is not to say so. */
  readonly valid_until?: string;
  /** How the customer pays. */
  readonly settlement?: SettlementDocument;
  /** Who pays the lines that do not say so themselves. */
  readonly payers: readonly PayerShareDocument[];
  /** The planned work. */
  readonly lines: readonly PlanLineDocument[];
  /** What the customer may not be charged beyond without a new authorisation. */
  readonly not_to_exceed?: MoneyDocument;
}

/** How the customer pays. */
export type SettlementDocument =
  /** To the minor unit. */
  | "account"
  /** In coins, as the price book rounds cash. */
  | "cash";

/** The share of one payer: per cent, or an amount of each line; the per cents share what the amounts leave. */
export interface PayerShareDocument {
  /** `customer`, `warranty`, `contract`, `goodwill`, `insurer` or `service_side`. */
  readonly payer: string;
  /** Per cent; all of a list come to exactly 100. */
  readonly percent?: string;
  /** An amount in the currency of the price book. */
  readonly amount?: string;
}

/** One planned line. */
export interface PlanLineDocument {
  /** Its name in this and later versions. */
  readonly id: string;
  /** What is charged. */
  readonly charge: ChargeDocument;
  /** A discount on this line. */
  readonly discount?: DiscountDocument;
  /** Who pays, if not as the whole. */
  readonly payers?: readonly PayerShareDocument[];
}

/** What a planned line charges. */
export type ChargeDocument =
  /** Labour. */
  | {
      readonly type: "labour";
      /** The procedure of the standard hours, shown with the line. */
      readonly procedure?: string;
      /** The grade of the one who works. */
      readonly grade: string;
      /** How long, in seconds. */
      readonly seconds: number;
      /** When, RFC 3339: the time is split into regular and other hours by the calendar of the price book. */
      readonly at?: string;
      /** In which hours, where no instant is given: `regular`, `after_hours`, `rest_day` or `holiday`; regular if
       * absent. */
      readonly hours?: string;
    }
  /** A part. */
  | {
      readonly type: "part";
      /** Its number. */
      readonly part: string;
      /** Pieces. */
      readonly quantity: string;
      /** Whether the replaced piece is back. */
      readonly replaced?: ReplacedPartDocument;
    }
  /** Travel into a zone. */
  | {
      readonly type: "travel_zone";
      /** The zone. */
      readonly zone: string;
    }
  /** Travel by distance. */
  | {
      readonly type: "travel_distance";
      /** Kilometres there and back. */
      readonly kilometres: string;
    }
  /** Travel by time. */
  | {
      readonly type: "travel_time";
      /** Seconds there and back. */
      readonly seconds: number;
    }
  /** Freight. */
  | {
      readonly type: "freight";
      /** The way of sending. */
      readonly freight: string;
      /** The weight, where the price book asks for it. */
      readonly kilograms?: string;
    }
  /** Small material, as the price book has it. */
  | { readonly type: "consumables" }
  /** Work that is bought in. */
  | {
      readonly type: "outsourcing";
      /** Who does it, shown with the line. */
      readonly supplier: string;
      /** What the supplier asks, in the currency of the book. */
      readonly cost: string;
    }
  /** The diagnosis. */
  | {
      readonly type: "diagnosis";
      /** Whether the customer has the unit repaired, so that the fee is credited. */
      readonly repair: RepairDecisionDocument;
    }
  /** A fixed fee. */
  | {
      readonly type: "fee";
      /** Its name. */
      readonly fee: string;
      /** How often. */
      readonly quantity: string;
    }
  /** A discount on all charges of the estimate, core charges aside. */
  | {
      readonly type: "discount";
      /** The discount. */
      readonly discount: DiscountDocument;
    };

/** Whether the piece that a part replaces is back. */
export type ReplacedPartDocument =
  /** It is not, so that the core charge is due. */
  | "outstanding"
  /** It is. */
  | "returned";

/** What the customer decides after the diagnosis. */
export type RepairDecisionDocument =
  /** The unit is repaired; an estimate that offers the repair says this too. */
  | "accepted"
  /** It is not. */
  | "declined";

/** An estimate: lines with their payers, totals, validity and the revision of its price book. The amounts of all
 * lines whose `effect` is `added` sum to `totals.total`, and so do the totals of the payers. */
export interface EstimateDocument {
  /** Its version, from 1 on. */
  readonly version: number;
  /** The revision of the price book. */
  readonly price_book: string;
  /** When it was made, RFC 3339. */
  readonly issued_at: string;
  /** The first instant at which it can no longer be accepted. */
  readonly valid_until: string;
  /** Whether the prices contain the taxes. */
  readonly prices: PricesDocument;
  /** The lines in the order of the plan, then taxes and rounding. */
  readonly lines: readonly EstimateLineDocument[];
  /** The sums of all. */
  readonly totals: EstimateTotalsDocument;
  /** The sums by payer. */
  readonly payers: readonly PayerTotalsDocument[];
  /** The sums by kind of line. */
  readonly kinds: readonly KindTotalDocument[];
  /** What the customer may not be charged beyond without a new authorisation. */
  readonly not_to_exceed?: MoneyDocument;
}

/** One line of an estimate. */
export interface EstimateLineDocument {
  /** Its name in this and other versions: that of the planned line, with a word behind it where that has several. */
  readonly id: string;
  /** Its kind, such as `labour`. */
  readonly kind: string;
  /** What it is: the grade, part, zone, fee, supplier or tax. */
  readonly item?: string;
  /** The hours of labour, such as `after_hours`. */
  readonly hours?: string;
  /** The procedure of labour. */
  readonly procedure?: string;
  /** Whether its amount is added, or contained in other lines. */
  readonly effect: LineEffectDocument;
  /** The amount. */
  readonly amount: MoneyDocument;
  /** Who pays what of it. */
  readonly shares: readonly LineShareDocument[];
  /** Where the amount comes from. */
  readonly formula: FormulaDocument;
  /** The entry of the price book, such as `labour.grades.engineer`. */
  readonly source?: string;
}

/** Whether a line's amount is added to the total. */
export type LineEffectDocument =
  /** It is. */
  | "added"
  /** It is contained in other lines: a tax where prices are with tax. */
  | "contained";

/** What one payer pays of a line. */
export interface LineShareDocument {
  /** The payer. */
  readonly payer: string;
  /** The share. */
  readonly amount: MoneyDocument;
}

/** Where an amount comes from. */
export type FormulaDocument =
  /** Quantity × rate × multiplier. */
  | {
      readonly type: "rate";
      /** The quantity that is charged. */
      readonly quantity: string;
      /** Its unit. */
      readonly unit: string;
      /** The price. */
      readonly rate: string;
      /** The unit that the price is for. */
      readonly per: string;
      /** What the price is multiplied by. */
      readonly multiplier: string;
    }
  /** A share of something. */
  | {
      readonly type: "percent";
      /** Per cent. */
      readonly percent: string;
      /** Of what, as an amount. */
      readonly of: string;
    }
  /** An amount as it was given. */
  | {
      readonly type: "flat";
      /** The amount. */
      readonly amount: string;
    }
  /** What makes up the difference between two amounts. */
  | {
      readonly type: "difference";
      /** What it was. */
      readonly from: string;
      /** What it becomes. */
      readonly to: string;
    };

/** The sums of an estimate. */
export interface EstimateTotalsDocument {
  /** Without taxes and cash rounding. */
  readonly net: MoneyDocument;
  /** All taxes. */
  readonly tax: MoneyDocument;
  /** The rounding of cash. */
  readonly cash_rounding: MoneyDocument;
  /** What is paid. */
  readonly total: MoneyDocument;
}

/** The sums of one payer. */
export interface PayerTotalsDocument extends EstimateTotalsDocument {
  /** The payer. */
  readonly payer: string;
}

/** The sum of one kind of line. */
export interface KindTotalDocument {
  /** The kind. */
  readonly kind: string;
  /** The sum of its lines. */
  readonly amount: MoneyDocument;
}
