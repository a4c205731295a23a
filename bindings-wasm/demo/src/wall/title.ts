// What a ticket is about, in the language in use.
import { OWN_TITLE, type WallRows } from "../engine/protocol";
import { cases } from "../sample/cases";
import { currentLanguage } from "../words/words";

export function titleText(title: number | string): string {
  return typeof title === "string" ? title : (cases[title]?.[currentLanguage()] ?? "");
}

export function titleOf(rows: WallRows, ticket: number): string {
  const place = rows.names.cases[ticket] ?? OWN_TITLE;
  return titleText(place === OWN_TITLE ? (rows.names.titles[ticket] ?? "") : place);
}
