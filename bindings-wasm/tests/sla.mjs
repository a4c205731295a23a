// The shared vectors of service-level clocks on the package's own API; runs in Node and in pages.

const CLOCKS = ["first_response", "next_response", "resolution"];

/** Asks every vector; returns how many there are, and what was answered wrongly. */
export function checkSla(aftersales, vectors) {
  const failures = [];
  for (const vector of vectors) {
    try {
      const facts = factsOf(aftersales, vector);
      for (const [key, wanted] of Object.entries(vector.expect)) {
        const [answer, expected] = [canonical(facts(key, wanted) ?? null), canonical(wanted)];
        if (answer !== expected) failures.push(`${vector.id} ${key}: ${answer}, expected ${expected}`);
      }
    } catch (error) {
      failures.push(`${vector.id}: ${error.name}: ${error.message}`);
    }
  }
  return { count: vectors.length, failures };
}

function factsOf({ SlaPolicy, TicketClocks }, { policy: written, events, as_of: now }) {
  const compile = (policy) => SlaPolicy.compile(document(policy));
  const clocks = new TicketClocks(compile(written));
  const revise = (policy) => {
    const revised = compile(policy);
    clocks.learn(revised);
    return revised.revision;
  };
  clocks.apply(timeline(written, events, revise));
  const readings = clocks.readings(now);
  const reading = (metric) => readings.find((each) => each.metric === metric);
  const live = (metric) => reading(metric) && !reading(metric).stopped_at;
  const due = (metric) => (live(metric) ? reading(metric).due : undefined);
  const promised = CLOCKS.map(reading).filter((each) => each?.target_us !== undefined);
  const waits = () => clocks.cycles("next_response", now).filter(({ state }) => state === "stopped");
  const longest = () => Math.max(...waits().map((wait) => wait.consumed_us));
  const asked = {
    next_due: () => CLOCKS.map(due).filter(Boolean).sort()[0],
    next_change: () => clocks.nextChange(now),
    periodic_due: () => due("periodic"),
    paused_s: () => seconds(Math.max(...promised.map((each) => each.paused_us))),
    next_response_longest_s: () => (waits().length ? seconds(longest()) : undefined),
    next_response_margin_s: () =>
      waits().length ? seconds(reading("next_response").target_us - longest()) : undefined,
    customer_wait_s: () => seconds(waits().reduce((sum, wait) => sum + wait.consumed_us, 0)),
    breached: (wanted) => each(wanted, (metric) => Boolean(reading(metric)?.breached_at)),
    metrics: (wanted) => each(wanted, (metric) => seconds(reading(metric)?.consumed_us)),
    levels: (wanted) => wanted.map(({ name }) => ({ name, at: levelOf(readings, name) ?? null })),
    state: () => {
      if (promised.some((each) => each.breached_at)) return "breached";
      if (reading("resolution") && !live("resolution")) return "met";
      if (promised.some(({ state }) => state === "paused")) return "paused";
      const target = (metric) => live(metric) && promised.includes(reading(metric));
      return target("first_response") ? "first_response_due" : target("resolution") ? "resolution_due" : "met";
    },
  };
  return (key, wanted) => {
    if (key in asked) return asked[key](wanted);
    const clock = CLOCKS.find((each) => key.startsWith(each));
    switch (key.slice(clock?.length)) {
      case "_due":
        return due(clock) ?? (clock === "next_response" ? due("keep_in_loop") : undefined);
      case "_due_if_resumed":
        return reading(clock)?.due_if_resumed;
      case "_elapsed_s":
        return seconds(reading(clock)?.consumed_us);
      case "_margin_s":
        return seconds(reading(clock)?.remaining_us);
      default:
        throw new Error(`${key} is not a fact`);
    }
  };
}

/** A vector's events in the words of the timeline. */
function timeline(written, events, revise) {
  let policy = written;
  let stopped = false;
  const stops = (status) => (policy.stop_statuses ?? ["resolved", "closed"]).includes(status);
  const stop = () => (stopped ? [] : ((stopped = true), [{ type: "stopped" }]));
  const status = (state) => {
    const entered = { type: "state_entered", state };
    if (stops(state)) return [entered, ...stop()];
    const reopened = stopped ? [{ type: "reopened" }] : [];
    stopped = false;
    return [entered, ...reopened];
  };
  const change = (part) => ((policy = { ...policy, ...part }), [{ type: "policy_revised", policy: revise(policy) }]);
  const tell = {
    created: ({ priority, status: state = "open", customer_message }) => [
      { type: "started", inputs: priority ? { priority } : {} },
      { type: "state_entered", state },
      ...(customer_message ? [{ type: "customer_message" }] : []),
    ],
    customer_reply: () => [{ type: "customer_message" }],
    agent_reply: () => [{ type: "agent_message" }],
    internal_note: () => [],
    status: ({ to }) => status(to),
    wait_started: ({ wait }) => [{ type: "wait_started", reason: wait }],
    wait_ended: ({ wait }) => [{ type: "wait_ended", reason: wait }],
    priority_changed: ({ to }) => [{ type: "inputs_changed", inputs: { priority: to } }],
    policy_changed: ({ targets }) => change({ targets: { ...policy.targets, ...targets } }),
    calendar_changed: ({ calendar }) => change({ calendar }),
    resolved: stop,
    closed: stop,
    reopened: () => status("open"),
  };
  return events.flatMap((event) => tell[event.type](event).map((told) => ({ at: event.at, ...told })));
}

/** A vector's policy as a document. */
function document(policy) {
  const targets = targetsOf(policy.targets ?? {});
  if (policy.keep_in_loop_s) targets.keep_in_loop = openTime(policy.keep_in_loop_s);
  if (policy.periodic_update) targets.periodic = openTime(policy.periodic_update.interval_s);
  const byPriority = Object.entries(policy.targets_by_priority ?? {});
  const day = [["00:00", "24:00"]];
  const weekly = { mon: day, tue: day, wed: day, thu: day, fri: day, sat: day, sun: day };
  return {
    calendars: { desk: policy.calendar, always: { time_zone: policy.calendar.time_zone, weekly } },
    default_calendar: "desk",
    metrics: metrics(policy),
    selector: [
      { type: "set", targets },
      ...byPriority.map(([priority, own]) => ({
        type: "set",
        when: { priority: [priority] },
        targets: targetsOf(own),
      })),
    ],
  };
}

function metrics(policy) {
  const [started, customer, agent] = ["started", "customer_message", "agent_message"].map((type) => ({ type }));
  const clock = (name, rules) => {
    const pausing = policy.pause_clocks?.includes(name) ?? true;
    const pauses = { states: policy.pause_statuses ?? [], waits: policy.pause_waits ?? [] };
    const levels = (policy.levels ?? []).filter((level) => level.clock === name).map(levelDocument);
    const on_change = policy.on_target_change ?? "retroactive";
    return { name, on_change, levels, ...(pausing ? { pauses } : {}), ...rules };
  };
  const next = {
    customer_message: { starts: [customer], stops: [agent] },
    after_first_reply: { starts: [customer], stops: [agent], armed_by: agent },
    any_contact: { starts: [started, customer, agent], stops: [customer, agent] },
  }[policy.next_response_starts ?? "customer_message"];
  const first = policy.first_response_needs_customer_message ? customer : started;
  const all = [
    clock("first_response", { starts: [first], stops: [agent] }),
    clock("next_response", { ...next, cycles: "repeat" }),
    clock("resolution", { starts: [started] }),
  ];
  if (policy.keep_in_loop_s) {
    const rules = { starts: [agent], stops: [agent, customer], cycles: "repeat" };
    all.push({ ...clock("next_response", rules), name: "keep_in_loop" });
  }
  if (policy.periodic_update) {
    const anchor = policy.periodic_update.mode === "sequential" ? "previous_due" : "event";
    all.push({ name: "periodic", starts: [started, agent], stops: [agent], cycles: "repeat", anchor });
  }
  for (const { name, statuses, hours } of policy.metrics ?? []) {
    const calendar = hours === "calendar" ? { calendar: "always" } : {};
    all.push({ name, starts: [started], runs_in: statuses, ...calendar });
  }
  return all;
}

function levelDocument({ name, offset_s, offset_business_days, at_elapsed_s, at_percent }) {
  if (at_percent !== undefined) return { name, at: { type: "share", percent: at_percent } };
  if (at_elapsed_s !== undefined) return { name, at: { type: "elapsed", seconds: at_elapsed_s } };
  if (offset_s === undefined) return { name, at: { type: "working_days_from_due", days: offset_business_days } };
  return { name, at: { type: offset_s < 0 ? "before_due" : "after_due", seconds: Math.abs(offset_s) } };
}

function targetsOf(byClock) {
  const given = Object.entries(byClock).filter(([, target]) => target !== null);
  const target = (written) => {
    if (typeof written === "number") return openTime(written);
    return { type: "working_days", days: written.business_days, end: written.end_of_day ? "last_close" : "same_time" };
  };
  return Object.fromEntries(given.map(([clock, written]) => [clock, target(written)]));
}

function openTime(seconds) {
  return { type: "open_time", seconds };
}

function levelOf(readings, name) {
  const holds = readings.find(({ levels }) => levels?.some((level) => level.name === name));
  return holds?.state === "running" ? holds.levels.find((level) => level.name === name).at : undefined;
}

function each(wanted, answer) {
  return Object.fromEntries(Object.keys(wanted).map((key) => [key, answer(key)]));
}

function seconds(micros) {
  return micros === undefined || !Number.isFinite(micros) ? undefined : micros / 1_000_000;
}

/** Instants of the vectors may be written with an offset or without a fraction. */
function canonical(value) {
  const field = (_, each) => {
    if (typeof each === "string" && /^\d{4}-\d\d-\d\dT/.test(each)) return new Date(each).toISOString();
    return each?.constructor === Object ? Object.fromEntries(Object.entries(each).sort()) : each;
  };
  return JSON.stringify(value, field);
}
