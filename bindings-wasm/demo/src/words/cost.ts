// Words of estimates that are no labels of the library: kinds of line, payers, and the made-up maker's own parts and zones.
import { currentLanguage } from "./words";

const WORDS: { readonly [word: string]: readonly [en: string, zh: string] | undefined } = {
  labour: ["Labour", "工时"],
  part: ["Part", "备件"],
  travel_zone: ["Travel", "上门"],
  travel: ["Travel", "上门"],
  freight: ["Freight", "运费"],
  consumables: ["Consumables", "耗材"],
  diagnosis: ["Diagnosis", "诊断"],
  outsourcing: ["Bought-in work", "外协"],
  discount: ["Discount", "折扣"],
  tax: ["Tax", "税"],
  rounding: ["Rounding", "舍入"],
  fee: ["Fee", "费用"],
  credit: ["Credit", "抵扣"],
  core_charge: ["Core charge", "旧件押金"],
  engineer: ["engineer", "工程师"],
  expert: ["expert", "专家"],
  "power-module": ["power module", "电源模块"],
  "fan-80": ["fan 80 mm", "80 毫米风扇"],
  "pump-2": ["pump", "水泵"],
  city: ["in the city", "市内"],
  region: ["in the region", "周边"],
  standard: ["standard", "普通"],
  expedite: ["expedite", "加急"],
  customer: ["Customer", "客户"],
  warranty: ["Warranty", "保修"],
  contract: ["Contract", "合同"],
  goodwill: ["Goodwill", "商誉"],
  insurer: ["Insurer", "保险"],
  service_side: ["Service side", "服务方"],
  regular: ["regular hours", "正常时段"],
  after_hours: ["after hours", "加班"],
  rest_day: ["rest day", "休息日"],
  holiday: ["holiday", "节假日"],
};

export function costWord(word: string): string {
  return WORDS[word]?.[currentLanguage() === "zh" ? 1 : 0] ?? word.replaceAll("_", " ");
}
