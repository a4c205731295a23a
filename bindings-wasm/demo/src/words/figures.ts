// Names of the figures of the handbooks, and how their values are written.
import type { FigureDocument, FigureTargetDocument } from "aftersales";

import { currentLanguage, number, percent, span, texts } from "./words";

const NAMES: { readonly [figure: string]: readonly [en: string, zh: string] | undefined } = {
  first_response: ["First response", "首次响应"],
  first_response_hotline: ["First response, hotline", "首次响应（热线）"],
  first_response_email: ["First response, e-mail", "首次响应（邮件）"],
  first_response_chat: ["First response, chat", "首次响应（在线客服）"],
  diagnosis: ["Diagnosis", "故障诊断"],
  resolution_p1: ["Resolution of P1, to confirmation", "紧急问题解决（至客户确认）"],
  stages: ["Time per stage", "各阶段耗时"],
  resolution: ["Time to resolve", "问题解决时间"],
  one_time_resolution: ["One-time resolution rate", "一次性解决率"],
  first_time_fix: ["First-time fix rate", "首次修复率"],
  rework: ["Rework rate", "返修率"],
  timely_response: ["Timely response", "响应及时率"],
  timely_response_p1: ["Timely response to P1", "紧急问题响应及时率"],
  fault_resolution: ["Fault resolution rate", "故障解决率"],
  intake_accuracy: ["Intake accuracy", "受理信息准确率"],
  archive_completeness: ["Archive completeness", "档案完整率"],
  knowledge_entries: ["Knowledge entries", "知识库贡献"],
  tickets: ["Tickets", "工单数"],
  faults: ["Faults", "故障分布"],
  kinds: ["Kinds of ticket", "问题类型"],
  misdiagnoses: ["Misdiagnoses", "误诊"],
  repeat_repairs: ["Repeat repairs", "重复维修"],
  recurrences: ["Recurrences", "问题复发"],
  attainment: ["Attainment of resolution", "解决时限达成率"],
  reopened: ["Reopened", "重新打开率"],
  escalated: ["Escalated", "升级率"],
  backlog: ["Backlog", "积压工单"],
  first_response_at: ["First response", "首次响应"],
  diagnosed_at: ["Diagnosis", "诊断"],
  planned_at: ["Plan", "方案"],
  work_started_at: ["Start of work", "开始实施"],
  completed_at: ["Completion", "完成"],
  confirmed_at: ["Confirmation", "确认"],
  closed_at: ["Closing", "关闭"],
  first_response_stage: ["First response", "首次响应"],
  completed: ["Completion", "完成"],
  closed: ["Closing", "关闭"],
  confirmed: ["Confirmation", "确认"],
  diagnosed: ["Diagnosis", "诊断"],
  planned: ["Plan", "方案"],
  work_started: ["Start of work", "开始实施"],
};

export function figureName(figure: string): string {
  const text = figure.replaceAll("_", " ");
  return NAMES[figure]?.[currentLanguage() === "zh" ? 1 : 0] ?? text.charAt(0).toUpperCase() + text.slice(1);
}

/** A value in its unit, such as `2.2 d` or `98.8 %`. */
export function valueText(value: number, unit: string): string {
  if (unit === "seconds") return lengthText(value);
  if (unit === "share") return percent(value);
  return number(value, unit === "points" ? 2 : Number.isInteger(value) ? 0 : 1);
}

export function lengthText(seconds: number): string {
  const { day } = texts().spans;
  return Math.abs(seconds) >= 2 * 86_400 ? `${number(seconds / 86_400, 1)} ${day}` : span(seconds * 1e6);
}

export function targetText(target: FigureTargetDocument, unit: string): string {
  return `${target.type === "at_most" ? "≤" : "≥"} ${valueText(target.value, unit)}`;
}

export function intervalText({ lower, upper, unit }: FigureDocument): string {
  return lower === undefined || upper === undefined ? "" : `${valueText(lower, unit)} – ${valueText(upper, unit)}`;
}
