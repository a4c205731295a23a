import { readFileSync, readdirSync } from "node:fs";

const folder = new URL("../../tests/vectors/calendar/", import.meta.url);

/** How many calendar vectors there are, so that a file left out fails. */
export const VECTORS = 437;
/** How many operations they ask. */
export const OPERATIONS = 17;

export function loadVectors() {
  const files = readdirSync(folder).filter((name) => name.endsWith(".json"));
  return files.flatMap((name) => JSON.parse(readFileSync(new URL(name, folder), "utf8")).vectors);
}
