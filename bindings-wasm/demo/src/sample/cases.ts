// What customers of a made-up maker of filling lines, coolers and label printers report.
import type { GradingInputs, Kind } from "aftersales";

export interface SampleCase {
  readonly en: string;
  readonly zh: string;
  readonly kind: Kind;
  readonly class?: string;
  readonly inputs: GradingInputs;
}

const weigh = (severity: string, scope: string, safety_hazard = false) => ({ severity, scope, safety_hazard });

export const cases: readonly SampleCase[] = [
  { en: "Filling line stops every few minutes", zh: "灌装线每隔几分钟停机", kind: "repair", inputs: weigh("severe", "several_functions") },
  { en: "Cooler does not get below 8 °C", zh: "冷柜温度降不到 8 °C", kind: "repair", inputs: weigh("severe", "core_function") },
  { en: "Label printer skips every tenth label", zh: "标签打印机每十张漏打一张", kind: "repair", inputs: weigh("minor", "single_function") },
  { en: "Smoke from the power supply of the capper", zh: "旋盖机电源冒烟", kind: "repair", inputs: weigh("unusable", "core_function", true) },
  { en: "Display shows E-42 after the update", zh: "升级后显示 E-42", kind: "repair", inputs: weigh("minor", "several_functions") },
  { en: "Emergency stop releases too late", zh: "急停按钮响应过慢", kind: "repair", inputs: weigh("severe", "single_function", true) },
  { en: "How is the cleaning cycle set?", zh: "清洗周期如何设置？", kind: "enquiry", inputs: weigh("none", "single_function") },
  { en: "Second repair of the same pump in a month", zh: "同一台泵一个月内第二次报修", kind: "complaint", inputs: weigh("severe", "single_function") },
  { en: "Conveyor belt runs off to the left", zh: "输送带向左跑偏", kind: "repair", inputs: weigh("minor", "single_function") },
  { en: "Whole plant without network to the controllers", zh: "全厂控制器断网", kind: "repair", class: "outage", inputs: weigh("unusable", "core_function") },
  { en: "Scratches on the door of a new cooler", zh: "新冷柜门有划痕", kind: "complaint", inputs: weigh("blemish", "single_function") },
  { en: "Oil leaking under the compressor", zh: "压缩机下方漏油", kind: "repair", inputs: weigh("severe", "single_function") },
  { en: "Wish: export of the production log as CSV", zh: "建议：生产日志支持导出 CSV", kind: "suggestion", inputs: weigh("none", "single_function") },
  { en: "Weighing cell drifts by two grams", zh: "称重传感器漂移两克", kind: "repair", inputs: weigh("minor", "core_function") },
  { en: "Update of the controller to version 7", zh: "控制器升级到 7 版", kind: "upgrade", inputs: weigh("none", "several_functions") },
  { en: "Yearly inspection: worn bearing found", zh: "年检发现轴承磨损", kind: "inspection", inputs: weigh("minor", "single_function") },
  { en: "Barcode scanner reads nothing in sunlight", zh: "阳光下扫码枪无法读码", kind: "repair", inputs: weigh("minor", "single_function") },
  { en: "Invoice names the wrong unit", zh: "发票设备名称有误", kind: "complaint", inputs: weigh("blemish", "single_function") },
  { en: "Valve 3 closes with a delay", zh: "3 号阀关闭延迟", kind: "repair", inputs: weigh("severe", "several_functions") },
  { en: "Which spare filter fits model C-200?", zh: "C-200 用哪种备用滤芯？", kind: "enquiry", inputs: weigh("none", "single_function") },
  { en: "Touch screen does not react at the edges", zh: "触摸屏边缘无反应", kind: "repair", inputs: weigh("minor", "single_function") },
  { en: "Batch stopped, product spoils in two hours", zh: "批次中断，产品两小时内变质", kind: "repair", class: "outage", inputs: weigh("unusable", "several_functions") },
  { en: "Engineer came without the part", zh: "工程师上门未带备件", kind: "complaint", inputs: weigh("minor", "single_function") },
  { en: "Rattling noise from the fan", zh: "风扇异响", kind: "repair", inputs: weigh("blemish", "single_function") },
];
