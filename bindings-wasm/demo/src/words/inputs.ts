// Labels of grading inputs and their values, which each desk names for itself: those of the bundles that ship with the library.
import { currentLanguage } from "./words";

const LABELS: { readonly [word: string]: readonly [en: string, zh: string] | undefined } = {
  severity: ["Severity", "严重程度"],
  "severity.none": ["none", "无"],
  "severity.blemish": ["blemish", "外观瑕疵"],
  "severity.minor": ["minor", "轻微"],
  "severity.severe": ["severe", "严重"],
  "severity.unusable": ["unusable", "无法使用"],
  scope: ["Scope", "影响范围"],
  "scope.single_function": ["a single function", "单一功能"],
  "scope.several_functions": ["several functions", "多个功能"],
  "scope.core_function": ["the core function", "核心功能"],
  safety_hazard: ["Safety hazard", "安全隐患"],
  industry: ["Industry", "所属行业"],
  "industry.ordinary": ["ordinary", "一般"],
  "industry.critical": ["critical", "关键"],
  symptom: ["Symptom", "故障现象"],
  hazard: ["hazard", "安全隐患"],
  true: ["yes", "是"],
  false: ["no", "否"],
};

export function inputLabel(input: string): string {
  return of(input) ?? words(input);
}

export function valueLabel(input: string, value: string | number | boolean): string {
  return of(`${input}.${value}`) ?? of(String(value)) ?? words(String(value));
}

function of(word: string): string | undefined {
  return LABELS[word]?.[currentLanguage() === "zh" ? 1 : 0];
}

function words(name: string): string {
  const text = name.replaceAll("_", " ");
  return text.charAt(0).toUpperCase() + text.slice(1);
}
