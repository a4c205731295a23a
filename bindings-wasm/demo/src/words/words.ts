// The language in use: texts of the pages, labels of the field, numbers and times.
import type { Language, MoneyDocument } from "aftersales";

import written from "../../../../core/presets/labels.json";
import { en, type Texts } from "./en";
import { zh } from "./zh";

type Lists = { readonly [list: string]: { readonly [word: string]: { readonly en: string; readonly zh: string } | undefined } | undefined };

const TEXTS: { readonly [language in Language]: Texts } = { en, zh };
const LOCALES: { readonly [language in Language]: string } = { en: "en-GB", zh: "zh-CN" };
/** Words of the field in both languages, as they ship with the library. */
const lists = written.lists as Lists;

let language: Language = "en";
let formats = new Map<string, Intl.DateTimeFormat>();
let numbers = new Map<string, Intl.NumberFormat>();

/** The zone whose wall clocks the pages show. */
export const DESK_ZONE = "Asia/Shanghai";

export function useLanguage(chosen: Language): void {
  language = chosen;
  formats = new Map();
  numbers = new Map();
  document.documentElement.lang = LOCALES[chosen];
}

export const currentLanguage = (): Language => language;

/** The texts of the pages. */
export const texts = (): Texts => TEXTS[language];

/** A text with `{0}`, `{1}` … filled in. */
export function fill(text: string, ...values: readonly (string | number)[]): string {
  return text.replace(/\{(\d)\}/g, (_, place: string) => String(values[Number(place)] ?? ""));
}

/** What people call a word of one of the library's lists; the word itself where it has no label. */
export function label(list: string, word: string): string {
  return lists[list]?.[word]?.[language] ?? word.replaceAll("_", " ");
}

/** The words of a list. */
export const wordsOf = (list: string): string[] => Object.keys(lists[list] ?? {});

export function number(value: number, digits = 0): string {
  const key = String(digits);
  const format = numbers.get(key) ?? new Intl.NumberFormat(LOCALES[language], { maximumFractionDigits: digits, minimumFractionDigits: digits });
  numbers.set(key, format);
  return format.format(value);
}

/** An amount of money as the language writes it. */
export function money({ amount, currency }: MoneyDocument): string {
  return new Intl.NumberFormat(LOCALES[language], { style: "currency", currency, currencyDisplay: "code" }).format(Number(amount));
}

export const percent = (share: number, digits = 1): string => `${number(share * 100, digits)} %`;

/** Ways to write an instant. */
const WAYS = {
  time: { hour: "2-digit", minute: "2-digit" },
  week: { weekday: "short", hour: "2-digit", minute: "2-digit" },
  clock: { weekday: "short", day: "numeric", month: "short", hour: "2-digit", minute: "2-digit", second: "2-digit" },
  short: { weekday: "short", day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" },
  monthDay: { month: "numeric", day: "numeric" },
  date: { year: "numeric", month: "short", day: "numeric" },
  day: { weekday: "short", day: "numeric", month: "short" },
  full: { year: "numeric", month: "short", day: "numeric", hour: "2-digit", minute: "2-digit" },
} as const satisfies { readonly [way: string]: Intl.DateTimeFormatOptions };

export function when(at: number | string, way: keyof typeof WAYS = "short", timeZone = DESK_ZONE): string {
  const key = `${way} ${timeZone}`;
  const format = formats.get(key) ?? new Intl.DateTimeFormat(LOCALES[language], { ...WAYS[way], hourCycle: "h23", timeZone });
  formats.set(key, format);
  return format.format(typeof at === "string" ? Date.parse(at) : at);
}

/** A countdown such as `3:07:12`, or `128:40` in hours and minutes where seconds no longer matter. */
export function countdown(millis: number): string {
  const seconds = Math.floor(Math.abs(millis) / 1000);
  const [hours, minutes, rest] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const two = (part: number) => (part < 10 ? `0${part}` : String(part));
  const text = hours > 0 ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`;
  return millis < 0 ? `−${text}` : text;
}

/** A length of time in words, such as `1 h 30 min`. */
export function span(micros: number): string {
  const { hour, minute, second } = texts().spans;
  const seconds = Math.round(Math.abs(micros) / 1e6);
  const parts: [number, string][] = [[Math.floor(seconds / 3600), hour], [Math.floor(seconds / 60) % 60, minute], [seconds % 60, second]];
  const said = parts.filter(([count]) => count > 0).slice(0, 2);
  const text = said.length > 0 ? said.map(([count, unit]) => `${number(count)} ${unit}`).join(" ") : `0 ${minute}`;
  return micros < 0 ? `−${text}` : text;
}
