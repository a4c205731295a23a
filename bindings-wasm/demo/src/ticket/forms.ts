// What each command asks of the person who gives it. Whether it is possible is for the engine to say.
import type { CommandKind, CommandName } from "aftersales";

export type Field =
  | { readonly name: string; readonly type: "text" | "instant" | "number"; readonly optional?: true; readonly sample?: string }
  | { readonly name: string; readonly type: "choice"; readonly list: string; readonly words: readonly string[] }
  | { readonly name: "evidence" | "waits" | "inputs" | "total"; readonly type: "special" };

const text = (name: string, sample = ""): Field => ({ name, type: "text", sample });
const remark: Field = { name: "note", type: "text", optional: true };
const choice = (name: string, list: string, ...words: readonly string[]): Field => ({ name, type: "choice", list, words });

const CHANNELS = ["hotline", "email", "chat", "enterprise_messaging"];
const ROLES = ["engineer", "expert", "technical_supervisor", "service_supervisor", "department_manager"];
const PRIORITIES = ["P1", "P2", "P3", "P4"];

/** The commands that the demo has forms for, in the order of a ticket's life. */
export const FORMS: { readonly [command in CommandName]?: readonly Field[] } = {
  send_message: [choice("channel", "channel", ...CHANNELS)],
  receive_message: [choice("channel", "channel", ...CHANNELS)],
  grade: [choice("stage", "grade_stage", "preliminary", "engineer"), { name: "inputs", type: "special" }],
  override_grade: [choice("priority", "priority", ...PRIORITIES), text("reason"), { name: "expires_at", type: "instant" }],
  withdraw_override: [text("reason")],
  assign: [text("assignee", "engineer-1"), choice("role", "role", ...ROLES)],
  answer: [text("summary")],
  start_diagnosis: [remark],
  log_step: [text("action"), { name: "result", type: "text", optional: true }],
  conclude_diagnosis: [choice("class", "class", "hardware", "software", "network", "misuse", "other"), text("cause")],
  propose_plan: [choice("method", "method", "remote_fix", "on_site", "send_in", "part_replacement", "exchange"), text("summary")],
  approve_plan: [{ name: "version", type: "number", sample: "1" }, remark],
  refuse_plan: [{ name: "version", type: "number", sample: "1" }, text("reason")],
  draft_estimate: [{ name: "total", type: "special" }],
  send_estimate: [{ name: "version", type: "number", sample: "1" }],
  authorise: [{ name: "evidence", type: "special" }],
  decline: [text("reason")],
  pass_start_gate: [text("people", "engineer-1"), text("tools"), text("parts"), text("safety")],
  start_work: [remark],
  wait: [choice("reason", "wait_reason", "customer", "parts", "approval", "third_party", "visit"), remark],
  resume: [{ name: "waits", type: "special" }],
  provide_workaround: [text("summary")],
  pass_self_check: [remark],
  pass_second_check: [remark],
  complete: [choice("outcome", "outcome", "solved", "partly_solved", "not_solvable"), text("summary"), { name: "reason", type: "text", optional: true }],
  confirm: [remark],
  report_not_solved: [text("reason")],
  rate: [choice("scale", "rating_scale", "five", "recommendation"), { name: "score", type: "number", sample: "5" }],
  archive_piece: [choice("piece", "archive_piece", "problem", "diagnosis", "solution", "work_log", "feedback", "hours", "parts", "costs", "acceptance"), text("reference", "file-1")],
  close: [remark],
  record_call_back: [choice("result", "call_back_result", "well", "problem", "not_reached"), remark],
  reopen: [text("reason")],
  report_progress: [text("summary")],
  announce_delay: [{ name: "expected_at", type: "instant" }, text("reason")],
  escalate: [choice("to", "functional_level", "L2", "L3"), text("reason")],
  return_level: [choice("to", "functional_level", "L1", "L2"), text("reason")],
  request_escalation: [choice("to", "role", "service_supervisor", "department_manager"), text("justification")],
  approve_escalation: [remark],
  take_up_escalation: [remark],
  close_escalation: [text("justification")],
  acknowledge: [],
  verify_complaint: [choice("finding", "complaint_finding", "justified", "partly_justified", "not_justified"), text("summary")],
  review_complaint: [text("conclusion")],
  record_measure: [text("measure"), text("root_cause")],
  cancel: [text("reason")],
  reject: [text("reason")],
};

/** The command that a filled-in form asks for. */
export function commandOf(command: CommandName, form: FormData, inputs: Readonly<Record<string, unknown>>): CommandKind {
  const fields: Record<string, unknown> = { type: command };
  for (const field of FORMS[command] ?? []) {
    const value = String(form.get(field.name) ?? "").trim();
    if (field.type === "special") Object.assign(fields, special(field.name, value, inputs));
    else if (value === "") continue;
    else if (field.type === "number") fields[field.name] = Number(value);
    else if (field.type === "instant") fields[field.name] = new Date(`${value}:00+08:00`).toISOString();
    else fields[field.name] = value;
  }
  // The engine reads every command strictly; a form that is not right comes back with the reason.
  return fields as unknown as CommandKind;
}

function special(name: string, value: string, inputs: Readonly<Record<string, unknown>>): Record<string, unknown> {
  if (name === "inputs") return { inputs };
  if (name === "waits") return { reason: value };
  if (name === "total") return { total: { amount: value, currency: "CNY" } };
  return { evidence: { form: "email", reference: value || "mail-1" } };
}
