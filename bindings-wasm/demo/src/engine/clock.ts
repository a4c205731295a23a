// The desk's own time: it begins on a working morning, passes as fast as one likes, and stands still while the page is shut.

/** Desk time as a line over the computer's time. */
export interface DeskClock {
  /** Desk time in milliseconds at `real`. */
  readonly base: number;
  /** The computer's time, as `Date.now()` counts it. */
  readonly real: number;
  /** Desk seconds a second. */
  readonly speed: number;
}

/** A Wednesday, 10:24 in Shanghai. */
export const FIRST_MORNING = Date.parse("2026-03-11T10:24:00+08:00");

export const SPEEDS = [0, 1, 60, 600] as const;

export function deskNow(clock: DeskClock, real = Date.now()): number {
  return clock.base + (real - clock.real) * clock.speed;
}

/** The same instant, from now on at another pace. */
export function atSpeed(clock: DeskClock, speed: number): DeskClock {
  const real = Date.now();
  return { base: deskNow(clock, real), real, speed };
}
