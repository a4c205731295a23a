import type { ErrorCode } from "./bindings.js";

/** What every call of this package throws.
 *
 * ```ts
 * try {
 *   new WorkingCalendar(text);
 * } catch (error) {
 *   if (error instanceof AftersalesError) console.error(error.code, error.path, error.message);
 * }
 * ```
 */
export declare class AftersalesError extends Error {
  private constructor();
  readonly name: "AftersalesError";
  /** The stable code, the same in every language. */
  readonly code: ErrorCode;
  /** Where in the document, such as `weekly.mon[0]`, or the name of the argument; `undefined` for errors without a place. */
  readonly path: string | undefined;
}
