// The shared vectors of decision tables, grading and the timing of escalations on the package's own API; runs in Node and in
// pages.

// What stands for "no limit" in the numbers of the vectors.
const FAR = 1_000_000;
// Impact (rows) and urgency (columns), 1 is highest.
const SERVICENOW = [[1, 2, 3], [2, 3, 4], [3, 4, 5]];
// Urgency (rows) and impact (columns), 5 is highest.
const GLPI = [[1, 1, 2, 2, 2], [1, 2, 2, 3, 3], [2, 2, 3, 4, 4], [2, 3, 4, 4, 5], [2, 3, 4, 5, 5]];
const WORDS = { P1: "Very high", P2: "High", P3: "Medium", P4: "Low" };
const LEVELS = ["low", "medium", "high"];
const DAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/** Asks every vector of files; returns how many there are, and what was answered wrongly. */
export function checkPriority(aftersales, files) {
  const failures = [];
  let count = 0;
  for (const file of files) {
    for (const { id, input, expect, contested } of file.vectors) {
      count += 1;
      try {
        const got = answer(aftersales, file, input, expect);
        // A contested vector asks for a guess where the matrix has no cell; ours does not compile.
        const expected = contested ? { error: "priority.matrix.missing_cells" } : expect;
        for (const [name, wanted] of Object.entries(expected)) {
          const [answered, right] = [canonical(got[name] ?? null), canonical(wanted)];
          if (answered !== right) failures.push(`${id} ${name}: ${answered}, expected ${right}`);
        }
      } catch (error) {
        failures.push(`${id}: ${error.name}: ${error.message}`);
      }
    }
  }
  return { count, failures };
}

function answer(aftersales, file, input, expect) {
  const { DecisionTable } = aftersales;
  switch (file.family.replace("priority/", "")) {
    case "matrix_servicenow_3x3":
      return matrix(DecisionTable, ["impact", "urgency"], "falling", SERVICENOW, input);
    case "matrix_glpi_5x5":
      return matrix(DecisionTable, ["urgency", "impact"], "rising", GLPI, input);
    case "matrix_glpi_fallback":
      return matrix(DecisionTable, ["urgency", "impact"], "rising", GLPI, input, [input.urgency, input.impact]);
    case "zen_service_escalation": {
      const { row, values } = DecisionTable.compile(serviceEscalation()).decide(input);
      return { row: row + 1, ...literals(values) };
    }
    case "fail_closed":
      return failClosed(aftersales, input);
    case "escalation_timing":
      return timing(aftersales, input);
    case "table_analysis":
      return input.table ? ofTable(DecisionTable, input.table, expect) : ofRows(DecisionTable, input);
    default:
      return { out: ofHits(DecisionTable.compile(dmn(file.table)).decide(input)) };
  }
}

function matrix(DecisionTable, [rowName, columnName], order, rows, input, without = []) {
  const numbers = rows.map((_, place) => String(place + 1));
  const kept = (row, column) => row + 1 !== without[0] || column + 1 !== without[1];
  const cells = rows.map((cells, row) => [
    String(row + 1),
    Object.fromEntries(cells.map((cell, column) => [String(column + 1), String(cell)]).filter((_, column) => kept(row, column))),
  ]);
  const document = {
    inputs: [rowName, columnName].map((name) => ({ type: "choice", name, values: numbers, order })),
    outputs: [{ name: "priority", values: ["1", "2", "3", "4", "5"] }],
    rules: { type: "matrix", rows: rowName, columns: columnName, cells: Object.fromEntries(cells) },
  };
  const asked = Object.fromEntries(Object.entries(input).map(([name, value]) => [name, String(value)]));
  try {
    const table = DecisionTable.compile(document);
    if (table.analysis() !== undefined) throw new TypeError("a matrix has an analysis");
    return literals(table.decide(asked).values);
  } catch (error) {
    return { error: error.code ?? error.message };
  }
}

/** The table of `gorules/zen`, `test-data/graphs/customer-service-escalation.json`. */
function serviceEscalation() {
  const when = (tier, complexity, impact) => ({
    tier: { one_of: [tier] }, complexity: { one_of: complexity }, impact,
  });
  const then = (level, priority, sla_minutes) => ({ level, priority, sla_minutes });
  return {
    inputs: [
      { type: "choice", name: "tier", values: ["trial", "standard", "premium"], order: "rising" },
      { type: "choice", name: "complexity", values: LEVELS, order: "rising" },
      { type: "number", name: "impact", unit: "USD", least: 0, most: 1_000_000_000, order: "rising" },
    ],
    outputs: [
      { name: "level", values: ["immediate_executive", "senior_support", "standard_support"] },
      { name: "priority", values: ["1", "2", "3", "4"] },
      { name: "sla_minutes", values: ["30", "120", "180", "240", "480"] },
    ],
    rules: {
      type: "table",
      hit_policy: "first",
      rows: [
        { when: when("premium", ["high"], { above: 5000 }), then: then("immediate_executive", "1", "30") },
        { when: when("premium", ["high"], { at_most: 5000 }), then: then("senior_support", "2", "120") },
        { when: when("premium", ["medium", "low"], { above: 1000 }), then: then("senior_support", "2", "120") },
        { when: when("standard", ["high"], { above: 2000 }), then: then("senior_support", "2", "180") },
        { when: when("standard", ["medium"], { above: 5000 }), then: then("senior_support", "2", "180") },
        { when: when("trial", ["high"], { above: 5000 }), then: then("senior_support", "3", "240") },
        { then: then("standard_support", "4", "480") },
      ],
    },
  };
}

function failClosed({ AftersalesError, GradingPolicy }, input) {
  const policy = GradingPolicy.compile({
    inputs: [
      { type: "choice", name: "impact", values: LEVELS, order: "rising" },
      { type: "choice", name: "urgency", values: LEVELS, order: "rising" },
      { type: "choice", name: "tier", values: ["basic", "standard", "vip"], order: "rising" },
      { type: "yes_no", name: "safety", order: "rising" },
      { type: "number", name: "ageHours", unit: "hours", least: 0, most: 100_000, order: "rising" },
    ],
    base: {
      type: "table",
      hit_policy: "first",
      rows: [
        { when: { impact: { one_of: ["high"] }, urgency: { one_of: ["high"] } }, then: { priority: "P1" } },
        { when: { urgency: { one_of: ["high"] }, tier: { one_of: ["vip"] } }, then: { priority: "P2" } },
        { when: { impact: { one_of: ["high"] } }, then: { priority: "P2" } },
        { when: { ageHours: { above: 72 } }, then: { priority: "P3" } },
        { then: { priority: "P4" } },
      ],
    },
    hazards: [{ safety: { one_of: [true] } }],
  });
  try {
    return { error: false, priority: policy.grade(input).priority };
  } catch (error) {
    return { error: error instanceof AftersalesError && error.code === "priority.inputs.refused" };
  }
}

/** Questions about policies of escalation, asked of ours. */
function timing(aftersales, input) {
  if (input.reminders !== undefined) {
    const [start, seconds] = [Date.parse("2026-03-02T09:00:00Z"), input.interval_minutes * 60];
    const firings = fired(aftersales, start, 3600, {
      id: "page",
      trigger: { type: "at_once" },
      steps: [
        {
          repeat: { every_seconds: seconds, times: input.reminders + 1 },
          actions: [{ type: "notify", role: "engineer" }],
        },
        { after_seconds: seconds, actions: [{ type: "request_hierarchic", role: "service_supervisor" }] },
      ],
    });
    const escalated = firings.filter(({ actions }) => actions[0].type === "request_hierarchic");
    return { minutes_before_escalation: (Date.parse(escalated[0].at) - start) / 60_000 };
  }
  const seconds = input.offset_hours * 3600;
  const target = 2 * Math.abs(seconds);
  const point = { type: seconds < 0 ? "before_due" : "after_due", seconds: Math.abs(seconds) };
  const [firing] = fired(aftersales, Date.parse(input.due) - target * 1000, target, {
    id: "level",
    trigger: { type: "metric", metric: "resolution", at: point },
    steps: [{ actions: [{ type: "raise_level", to: "L2" }, { type: "raise_priority", at_least: "P2" }] }],
  });
  const shown = { raise_level: (to) => `assign ${to}`, raise_priority: (to) => `priority ${WORDS[to]}` };
  return { fires_at: firing.at, actions: firing.actions.map(({ type, to }) => shown[type](to)) };
}

/** The firings of one rule on a ticket of lowest priority, round the clock. */
function fired({ EscalationPolicy, SlaPolicy, TicketClocks }, start, seconds, rule) {
  const sla = SlaPolicy.compile({
    calendars: {
      always: { time_zone: "Etc/UTC", weekly: Object.fromEntries(DAYS.map((day) => [day, [["00:00", "24:00"]]])) },
    },
    default_calendar: "always",
    metrics: [{ name: "resolution", starts: [{ type: "started" }] }],
    selector: [{ type: "set", targets: { resolution: { type: "open_time", seconds } } }],
  });
  const since = new Date(start).toISOString();
  const clocks = new TicketClocks(sla);
  clocks.apply({ at: since, type: "started", inputs: { priority: "P4" } });
  const policy = EscalationPolicy.compile({ rules: [rule] }, sla);
  const [view, end] = [{ level: { level: "L1", since, number: 1 } }, "9999-12-31T00:00:00Z"];
  const firings = policy.due(clocks, view, end);
  const first = policy.nextChange(clocks, view, new Date(start - 1));
  if (first !== firings[0].at) throw new TypeError(`the next change is ${first}, the first firing ${firings[0].at}`);
  if (policy.due(clocks, { ...view, fired: firings }, end).length > 0) throw new TypeError("a step was fired twice");
  if (policy.explain(clocks, view, firings[0]) === undefined) throw new TypeError("a firing has no explanation");
  return firings;
}

/** A table in the notation of DMN, as far as the vectors use it, as a document. */
function dmn(table) {
  const { inputs, outputs } = table;
  const rows = table.rules.map((row) => ({
    when: Object.fromEntries(inputs.map((name, place) => [name, row.when[place]]).filter(([, cell]) => cell !== "-")
      .map(([name, cell]) => [name, cellTest(cell)])),
    then: Object.fromEntries(outputs.map((name, place) => [name, plain(row.then[place])])),
  }));
  if (typeof table.default?.[0] === "string") {
    // What holds where no rule does is a last row without tests.
    rows.push({ then: Object.fromEntries(outputs.map((name, place) => [name, plain(table.default[place])])) });
  }
  const aggregations = ["MIN", "MAX", "COUNT"];
  const policy = table.hit_policy === "COLLECT" && aggregations.includes(table.aggregation)
    ? `collect_${table.aggregation.toLowerCase()}`
    : table.hit_policy.toLowerCase().replaceAll(" ", "_");
  return {
    inputs: inputs.map((name, place) => column(name, table.input_values?.[place], table.rules.map(({ when }) => when[place]))),
    outputs: outputs.map((name, place) => ({
      name,
      values: scale(table.output_values?.[place], table.rules.map(({ then }) => then[place])),
    })),
    rules: { type: "table", hit_policy: policy, rows },
  };
}

/** Declared values make a choice, `true` and `false` a yes or no, anything else a whole number. */
function column(name, values, cells) {
  if (values) return { type: "choice", name, values: words(values), order: "none" };
  if (cells.includes("true") || cells.includes("false")) return { type: "yes_no", name, order: "none" };
  return { type: "number", name, unit: "one", least: -FAR, most: FAR, order: "none" };
}

/** The declared order, or that of the numbers, or that in which the words appear. */
function scale(declared, texts) {
  if (declared) return words(declared);
  const found = [...new Set(texts.map(plain))];
  return found.every((word) => typeof literal(word) === "number") ? found.sort((left, right) => left - right) : found;
}

/** One cell: words or a comparison, an interval `a..b`, `true` or `false`. */
function cellTest(cell) {
  if (cell.startsWith('"')) return { one_of: words(cell) };
  if (cell === "true" || cell === "false") return { one_of: [cell === "true"] };
  if (cell.includes("..")) {
    const [least, most] = cell.split("..").map(Number);
    return { at_least: least, at_most: most };
  }
  const [, sign, number] = /^(>=|<=|>|<)\s*(-?\d+)$/.exec(cell);
  return { [{ ">=": "at_least", "<=": "at_most", ">": "above", "<": "below" }[sign]]: Number(number) };
}

function ofHits(hits) {
  if (Array.isArray(hits)) return hits.map(ofHits);
  if (!hits?.values) return hits;
  const found = literals(hits.values);
  const names = Object.keys(found);
  return names.length > 1 ? found : found[names[0]];
}

function ofTable(DecisionTable, written, expect) {
  const table = DecisionTable.compile(dmn(written));
  const { coverage, gap, overlaps, never_first, within } = table.analysis();
  // A gap has many witnesses: that of the vector is right if no row holds for it, and so is ours.
  const theirs = () => Object.fromEntries(written.inputs.map((name, place) => [name, expect.gap_witness[place]]));
  const right = gap && table.decide(gap) === null && table.decide(theirs()) === null;
  const pairs = (overlaps) => overlaps.map(({ first, second }) => [first + 1, second + 1]);
  return {
    has_gap: coverage !== "complete",
    gap_witness: right ? expect.gap_witness : (gap ?? null),
    overlapping_rule_pairs: pairs(overlaps),
    conflicting_rule_pairs: pairs(overlaps.filter(({ agree }) => !agree)),
    subsumed_rules: counted(within),
    never_first_hit: never_first.map(({ row }) => row + 1),
  };
}

function ofRows(DecisionTable, input) {
  const name = input.column ?? "value";
  const outputs = input.outputs ?? input.rows.map((_, place) => `row ${place + 1}`);
  const { overlaps, within } = DecisionTable.compile({
    inputs: [column(name, undefined, [])],
    outputs: [{ name: "out", values: [...new Set(outputs)] }],
    rules: {
      type: "table",
      hit_policy: "collect",
      rows: input.rows.map(([cell], place) => ({ when: { [name]: cellTest(cell) }, then: { out: outputs[place] } })),
    },
  }).analysis();
  const [least, greatest] = [overlaps[0].least[name], overlaps[0].greatest[name]];
  return { overlap: [least, greatest], witness_printed: least, subsumed: counted(within) };
}

function counted(pairs) {
  return pairs.map(([row, other]) => [row + 1, other + 1]);
}

function words(text) {
  return text.split(",").map(plain);
}

function plain(word) {
  return word.trim().replaceAll('"', "");
}

function literals(values) {
  return Object.fromEntries(Object.entries(values).map(([name, word]) => [name, literal(word)]));
}

/** A word of a scale as the value that it stands for: a number where it is written like one. */
function literal(word) {
  try {
    return JSON.parse(word);
  } catch {
    return word;
  }
}

function canonical(value) {
  const sorted = (_, field) =>
    field?.constructor === Object ? Object.fromEntries(Object.entries(field).sort()) : field;
  return JSON.stringify(value, sorted);
}
