// Writes `src/sample/incidents.json`: every twelfth incident of the event log in `tests/data/uci-incidents`, 2,000 in all,
// with its history as the clocks take it. The same reading of the log as the core's example `desk_report`.
import { readFileSync, writeFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";

const STEP = 12;
const COUNT = 2_000;
const log = new URL("../../../tests/data/uci-incidents/incident_event_log.csv.gz", import.meta.url);
const sample = new URL("../src/sample/incidents.json", import.meta.url);

/** The log has no quoted fields. */
function rows() {
  const [header, ...lines] = gunzipSync(readFileSync(log)).toString("utf8").trim().split(/\r?\n/);
  const names = header.split(",");
  return lines.map((line) => Object.fromEntries(line.split(",").map((value, column) => [names[column], value])));
}

/** Minutes since 1970 of `29/2/2016 01:16`, a wall clock without a zone, read as UTC. */
function minutes(stamp) {
  if (stamp === "?") return null;
  const [, day, month, year, hour, minute] = /^(\d+)\/(\d+)\/(\d+) (\d+):(\d+)$/.exec(stamp).map(Number);
  return Date.UTC(year, month - 1, day, hour, minute) / 60_000;
}

const states = [];
const channels = [];
const code = (list, word) => (list.includes(word) ? list.indexOf(word) : list.push(word) - 1);
const count = (text) => Number(/\d+/.exec(text)?.[0] ?? -1);
const start = minutes("29/2/2016 00:00");

/** One incident: its stamps, and its events as `[minute, kind, priority or state]`. */
function incident(history) {
  const first = history[0];
  const last = history[history.length - 1];
  const opened = minutes(first.opened_at);
  const events = [];
  let at = opened;
  let priority = first.priority[0];
  let state = "";
  let responded = false;
  let done = false;
  events.push([opened - start, "started", Number(priority)]);
  for (const row of history) {
    // The log has an order: a stamp before it is taken at the last instant.
    at = Math.max(at, minutes(row.sys_updated_at));
    const push = (kind, value) => events.push(value === undefined ? [at - start, kind] : [at - start, kind, value]);
    if (row.priority[0] !== priority) {
      priority = row.priority[0];
      push("inputs_changed", Number(priority));
    }
    if (!responded && row.incident_state !== "New") {
      push("agent_message");
      responded = true;
    }
    if (row.incident_state !== state) {
      state = row.incident_state;
      push("state_entered", code(states, state));
    }
    const ends = state === "Resolved" || state === "Closed";
    if (ends !== done) push(ends ? "stopped" : "reopened");
    done = ends;
  }
  const relative = (stamp) => (minutes(stamp) === null ? null : minutes(stamp) - start);
  const response = history.find((row) => row.incident_state !== "New");
  return [
    first.number,
    opened - start,
    response ? relative(response.sys_updated_at) : null,
    relative(last.resolved_at),
    relative(last.closed_at),
    code(channels, last.contact_type),
    count(last.category),
    count(last.subcategory),
    count(last.caller_id),
    count(last.assignment_group),
    count(last.resolved_by),
    Number(last.reopen_count),
    Number(last.reassignment_count),
    events,
  ];
}

const histories = new Map();
for (const row of rows()) {
  const known = histories.get(row.number);
  if (known) known.push(row);
  else histories.set(row.number, [row]);
}
const chosen = [...histories.values()].filter((_, place) => place % STEP === 0).slice(0, COUNT);
const incidents = chosen.map(incident);
const kinds = ["started", "inputs_changed", "agent_message", "state_entered", "stopped", "reopened"];
for (const each of incidents) each[13] = each[13].map(([at, kind, value]) => [at, kinds.indexOf(kind), ...(value === undefined ? [] : [value])]);

const written = {
  source: "Incident management process enriched event log, C. Amaral, M. Fantinato, S. Peres (2018), UCI Machine Learning Repository, doi 10.24432/C57S4H",
  licence: "CC BY 4.0",
  changes: `every twelfth incident, ${incidents.length} in all; the columns that a board needs; stamps as minutes after \`start\``,
  start: new Date(start * 60_000).toISOString(),
  fields: [
    "number", "opened", "first_response", "resolved", "closed", "channel", "category", "subcategory", "caller", "group",
    "resolver", "reopened", "reassigned", "events",
  ],
  kinds,
  states,
  channels,
};
const head = JSON.stringify(written, null, 1).slice(0, -2);
const body = incidents.map((each) => JSON.stringify(each)).join(",\n");
writeFileSync(sample, `${head},\n "incidents": [\n${body}\n]}\n`);
console.log(`${incidents.length} incidents, ${incidents.reduce((sum, each) => sum + each[13].length, 0)} events`);
