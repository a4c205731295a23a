import { readFileSync, readdirSync } from "node:fs";

const folder = new URL("../../tests/vectors/", import.meta.url);

/** How many calendar vectors there are, so that a file left out fails. */
export const VECTORS = 437;
/** How many operations they ask. */
export const OPERATIONS = 17;

/** How many vectors of service-level clocks there are. */
export const SLA_VECTORS = 130;
/** How many vectors of taxes and rounding have lines. */
export const TAX_VECTORS = 6;

export function loadVectors(room = "calendar") {
  const files = readdirSync(new URL(`${room}/`, folder)).filter((name) => name.endsWith(".json"));
  return files.flatMap((name) => loadFile(`${room}/${name}`));
}

export function loadFile(name) {
  return JSON.parse(readFileSync(new URL(name, folder), "utf8")).vectors;
}
