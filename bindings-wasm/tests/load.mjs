import { readFileSync, readdirSync } from "node:fs";

const folder = new URL("../../tests/vectors/", import.meta.url);

/** How many calendar vectors there are, so that a file left out fails. */
export const VECTORS = 437;
/** How many operations they ask. */
export const OPERATIONS = 17;

/** How many vectors of service-level clocks there are. */
export const SLA_VECTORS = 130;
/** How many vectors of decision tables, grading and the timing of escalations there are. */
export const PRIORITY_VECTORS = 70;
/** How many vectors of taxes, rounding, ranges, consent and coverage there are. */
export const COST_VECTORS = 55;
/** How many vectors of figures there are. */
export const KPI_VECTORS = 104;

/** The vectors of a room. */
export function loadVectors(room = "calendar") {
  return loadFiles(room).flatMap(({ vectors }) => vectors);
}

/** The files of a room, which say with what tolerance their vectors hold, and more. */
export function loadFiles(room) {
  const names = readdirSync(new URL(`${room}/`, folder)).filter((name) => name.endsWith(".json"));
  return names.map((name) => readFile(`${room}/${name}`));
}

/** The vectors of one file. */
export function loadFile(name) {
  return readFile(name).vectors;
}

function readFile(name) {
  return JSON.parse(readFileSync(new URL(name, folder), "utf8"));
}
