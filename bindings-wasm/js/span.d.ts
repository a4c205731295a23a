/** A second in microseconds, the unit of all spans: `90n * SECOND`. */
export declare const SECOND: 1_000_000n;
/** A minute in microseconds: `calendar.deadline(opened, 30n * MINUTE)`. */
export declare const MINUTE: 60_000_000n;
/** An hour in microseconds: `Number(calendar.elapsed(opened, closed)) / Number(HOUR)` is in hours. */
export declare const HOUR: 3_600_000_000n;
