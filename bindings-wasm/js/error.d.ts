import type { ErrorCode, ErrorData } from "./full/bindings.js";

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
  /** Everything that is wrong, where it can be more than one thing: the reasons of a refusal, the errors of a bundle, the
   * problems of inputs. `code` and `path` are those of the first. */
  readonly data: ErrorData | undefined;
}
