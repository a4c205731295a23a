import type { ZoneRulesDocument } from "./full/bindings.js";

/** For which time the rules are taken: `from` in, `until` out. After the last change its offset stays, so let `until` lie
 * after every deadline that is asked for. */
export interface HostRulesRange {
  readonly from: string | Date;
  readonly until: string | Date;
  /** What `tzdb_version` says; `host` by default. Where the host states its version, as `process.versions.tz` in Node, say
   * that. */
  readonly version?: string;
}

/** The rules of a zone as the host knows them, to hand in where the package's own database is left out:
 *
 * ```ts
 * const rules = zoneRulesFromHost("Europe/Berlin", { from: "2020-01-01T00:00:00Z", until: "2040-01-01T00:00:00Z" });
 * const desk = new WorkingCalendar(document, rules);
 * ```
 *
 * By `Temporal` where there is one, else by bisection with `Intl`, about 50 ms for 20 years. That looks once a week: two
 * changes within a week that cancel each other are not seen.
 *
 * @throws {RangeError} for a zone that the host does not know, or no instants in their order. */
export declare function zoneRulesFromHost(zone: string, range: HostRulesRange): ZoneRulesDocument;

/** The same by `Intl`, also where there is a `Temporal`. */
export declare function zoneRulesFromIntl(zone: string, range: HostRulesRange): ZoneRulesDocument;
