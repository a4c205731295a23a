// Where the visitor is: a page, and what it shows, in the address after `#`.

export const PAGES = ["board", "intake", "estimate", "figures", "replay", "policy"] as const;
export type PageName = (typeof PAGES)[number];

export interface Route {
  readonly page: PageName;
  readonly query: URLSearchParams;
}

export function route(): Route {
  const [path = "", query = ""] = location.hash.replace(/^#\/?/, "").split("?");
  const page = PAGES.find((name) => name === path) ?? "board";
  return { page, query: new URLSearchParams(query) };
}

export function address(page: PageName, query: { readonly [name: string]: string | undefined } = {}): string {
  const given = Object.entries(query).filter((entry): entry is [string, string] => Boolean(entry[1]));
  const text = new URLSearchParams(given).toString();
  return `#/${page}${text ? `?${text}` : ""}`;
}

/** Changes what the page shows without leaving it, and without a step in the browser's history. */
export function replaceQuery(changes: { readonly [name: string]: string | undefined }): void {
  const { page, query } = route();
  const next = address(page, { ...Object.fromEntries(query), ...changes });
  if (next !== location.hash) history.replaceState(null, "", next);
}
