// What a visitor chose, kept in the browser.
import type { Language } from "aftersales";

import { FIRST_MORNING } from "../engine/clock";
import type { StoredDesk, StoredTicket } from "../engine/protocol";

export const THEMES = ["auto", "light", "dark"] as const;
export type Theme = (typeof THEMES)[number];

const PREFIX = "aftersales-demo:";

/** A value under a name; what cannot be read counts as not there. */
export function load<Value>(name: string): Value | undefined {
  try {
    const text = localStorage.getItem(PREFIX + name);
    return text === null ? undefined : (JSON.parse(text) as Value);
  } catch {
    return undefined;
  }
}

/** Keeps a value; a browser without room or storage keeps nothing, and the page goes on. */
export function save(name: string, value: unknown): void {
  write(name, JSON.stringify(value));
}

export function forgetAll(): void {
  Object.keys(localStorage).filter((name) => name.startsWith(PREFIX)).forEach((name) => localStorage.removeItem(name));
}

export const settings = {
  language: load<Language>("language") ?? (navigator.language.startsWith("zh") ? "zh" : "en"),
  theme: load<Theme>("theme") ?? "auto",
  pace: load<number>("pace") ?? 1,
  deskTime: load<number>("desk-time") ?? FIRST_MORNING,
  role: load<string>("role") ?? "front_desk",
};

export function applyTheme(theme: Theme): void {
  document.documentElement.dataset["theme"] = theme;
}

/** The desk as the browser keeps it: one entry for the policies, one for each ticket. */
export const storedDesk = {
  load(): StoredDesk | undefined {
    const policies = load<string[]>("policies");
    const numbers = load<string[]>("tickets");
    if (!policies || !numbers) return undefined;
    const tickets = numbers.map((number) => load<StoredTicket>(`ticket:${number}`));
    return { policies, tickets: tickets.filter((ticket) => ticket !== undefined) };
  },
  save(number: string, stored: string): void {
    write(`ticket:${number}`, stored);
    const numbers = load<string[]>("tickets") ?? [];
    if (!numbers.includes(number)) save("tickets", [...numbers, number]);
  },
};

function write(name: string, text: string): void {
  try {
    localStorage.setItem(PREFIX + name, text);
  } catch {
    console.warn(`\`${name}\` could not be stored`);
  }
}
