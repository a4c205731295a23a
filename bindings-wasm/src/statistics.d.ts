/** Ends of an interval. */
export interface Interval {
  readonly lower: number;
  readonly upper: number;
}

/** Ends of an interval of times; `null` where the curve does not reach it. */
export interface TimeInterval {
  readonly lower: number | null;
  readonly upper: number | null;
}

/** The statistic of a test, and how likely one as far off is by chance. */
export interface StatisticalTest {
  readonly statistic: number;
  readonly p: number;
}

/** A share with its intervals; `null` where there is no case. */
export interface ProportionAnswer {
  readonly rate: number | null;
  readonly wilson: Interval | null;
  readonly wilson_corrected: Interval | null;
  readonly clopper_pearson: Interval | null;
  readonly agresti_coull: Interval | null;
  readonly jeffreys: Interval | null;
  /** Why the share says little. */
  readonly cautions: readonly ("few_cases" | "wide_interval" | "wide_for_its_share" | "all_alike")[];
}

/** How far two shares lie apart. */
export interface ProportionDifferenceAnswer {
  readonly difference: number | null;
  readonly newcombe: Interval | null;
  readonly pooled_z: StatisticalTest | null;
  /** The two-sided p of Fisher's exact test. */
  readonly fisher: number | null;
}

/** A net promoter score, from -100 to 100 points. */
export interface NetPromoterAnswer {
  readonly n: number;
  readonly promoters: number;
  readonly passives: number;
  readonly detractors: number;
  readonly points: number | null;
  readonly variance: number | null;
  /** In points. */
  readonly standard_error: number | null;
  /** The mean answer. */
  readonly mean: number | null;
  /** In points. */
  readonly interval: Interval | null;
  readonly adjusted_interval: Interval | null;
}

/** A share of grades. */
export interface GradeShare {
  readonly rate: number | null;
  readonly wilson: Interval | null;
}

/** What customers answer on a scale from 1 to 5. */
export interface SatisfactionAnswer {
  readonly n: number;
  readonly mean: number | null;
  readonly mean_percent_of_range: number | null;
  readonly mean_interval: Interval | null;
  /** The shares of the one to five best grades. */
  readonly top: readonly GradeShare[];
  /** The shares of the one to five worst grades. */
  readonly bottom: readonly GradeShare[];
}

/** A mean of durations up to a limit. */
export interface RestrictedMean {
  readonly value: number;
  readonly standard_error: number;
}

/** A time at which cases ended. */
export interface SurvivalStep {
  readonly time: number;
  /** How many cases still ran. */
  readonly at_risk: number;
  readonly events: number;
  /** The share that runs longer. */
  readonly survival: number;
  readonly band: Interval | null;
}

/** Ranks counted from 1, and how surely the median lies between them. */
export interface MedianRanks {
  readonly lower: number;
  readonly upper: number;
  readonly coverage: number;
}

/** `linear` (type 7, as NumPy, R and spreadsheets have it; what holds where absent), `inverted_cdf` (type 1), `weibull` (type 6)
 * or `median_unbiased` (type 8). */
export type QuantileMethod = "linear" | "inverted_cdf" | "weibull" | "median_unbiased";

/** How long a run and a trend must be to stand in `run_ends` and `trend_ends`: 8 and 7 where absent. */
export interface XmrLengths {
  readonly run?: number;
  readonly trend?: number;
}

/** A process behaviour chart of single values. Points count from 0. */
export interface XmrChart {
  /** The centre line. */
  readonly mean: number;
  /** The mean and the median of the ranges from each value to the next, and their upper limit. */
  readonly mean_range: number;
  readonly median_range: number;
  readonly range_limit: number;
  /** The standard deviation that the mean range stands for. */
  readonly sigma: number;
  readonly limits: Interval;
  readonly limits_by_median_range: Interval;
  readonly signals: readonly {
    readonly point: number;
    readonly rule: "outside" | "run" | "trend" | "two_of_three";
  }[];
  readonly outside: readonly number[];
  readonly ranges_outside: readonly number[];
  readonly run_ends: readonly number[];
  readonly trend_ends: readonly number[];
  readonly two_of_three: readonly number[];
  /** The chart as the NHS reads it in Making Data Count; `null` where no range is left to make limits of. */
  readonly nhs: {
    readonly mean_range: number;
    readonly limits: Interval;
    readonly outside: readonly number[];
    readonly runs: readonly number[];
    readonly trends: readonly number[];
    readonly two_in_three: readonly number[];
  } | null;
}

/** A control chart of shares; `null` for a period without cases. */
export interface PChart {
  readonly centre: number;
  readonly limits: readonly (Interval | null)[];
  /** How many standard errors each period lies from the centre. */
  readonly z: readonly (number | null)[];
  /** Periods outside the limits. */
  readonly signals: readonly number[];
  /** How many times as much the periods differ as chance alone would have them. */
  readonly laney_sigma: number | null;
  readonly laney_limits: readonly (Interval | null)[] | null;
  readonly laney_signals: readonly number[];
}

/** How so many agents fare. */
export interface Staffing {
  readonly agents: number;
  /** The share of callers that wait. */
  readonly p_wait: number;
  readonly erlang_b: number;
  readonly occupancy: number;
  readonly mean_wait: number;
  /** The share of callers that are answered in time. */
  readonly service_level: number;
}

/** How a hotline fares whose callers give up. */
export interface Abandonment {
  readonly p_wait: number;
  readonly p_abandon: number;
  readonly mean_queue: number;
  readonly mean_wait: number;
  readonly occupancy: number;
  readonly p_empty: number;
}

/** What a stock comes to. */
export interface StockAnswer {
  /** The share of demands met at once. */
  readonly fill_rate: number;
  /** The share of time for which no demand waits. */
  readonly no_stockout: number;
  readonly backorders: number;
  readonly on_hand: number;
  /** Of all demands, those met at once included. */
  readonly mean_wait: number;
}

/** The best stock for one period. */
export interface NewsvendorAnswer {
  readonly critical_ratio: number;
  readonly stock: number;
  readonly cost: number;
}

/** When to order how many. */
export interface ReorderAnswer {
  readonly reorder_point: number;
  readonly quantity: number;
  readonly cost: number;
}

/** The best age for planned work, and what it then costs a unit of time. */
export interface PlannedWork {
  readonly time: number;
  readonly cost_rate: number;
}

/** How failures grow rarer or more frequent. */
export interface GrowthAnswer {
  readonly beta: number;
  readonly lambda: number;
  readonly beta_unbiased: number;
  readonly growth_rate: number;
  readonly mtbf_cumulative: number;
  readonly mtbf_instantaneous: number;
  readonly duane_slope: number;
  readonly duane_scale: number;
  readonly test: StatisticalTest;
  readonly degrees: number;
}

/** Whether failures grow rarer or more frequent. */
export interface TrendAnswer extends StatisticalTest {
  readonly trend: "improving" | "constant" | "worsening";
}

/** The mean number of repairs of a unit up to an age. */
export interface CumulativeRepairs {
  readonly time: number;
  readonly at_risk: number;
  readonly mean: number;
  readonly variance: number;
}

/** A case enters a state. */
export interface StageEntry {
  readonly case: string;
  readonly state: string;
  readonly at: string;
}

/** How long cases stayed in a state; the mean is `null` where no stay has an end. */
export interface StageAnswer {
  readonly visits: number;
  readonly total_us: number;
  readonly mean_us: number | null;
}

/** A way from a state to the next. */
export interface PassageAnswer {
  readonly from: string;
  readonly to: string;
  readonly cases: number;
  readonly total_us: number;
  readonly mean_us: number;
  readonly median_us: number;
  readonly least_us: number;
  readonly greatest_us: number;
}
