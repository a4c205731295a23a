//! What the lines of an estimate are called in each language.

use super::Language;

/// English and Chinese.
type Label = (&'static str, &'static str, &'static str);

const WORDS: &[Label] = &[
    ("estimate", "Repair estimate", "维修费用估算"),
    ("version", "Version", "版本"),
    ("issued_at", "Made", "编制时间"),
    ("valid_until", "Can be accepted before", "有效期至"),
    ("price_book", "Price book", "价目表修订号"),
    ("currency", "Currency", "币种"),
    ("without_tax", "prices without tax", "价格不含税"),
    ("with_tax", "prices with tax", "价格含税"),
    ("lines", "Lines", "费用明细"),
    ("what", "What", "项目"),
    ("quantity", "Quantity", "数量"),
    ("price", "Price", "单价"),
    ("amount", "Amount", "金额"),
    ("paid_by", "Paid by", "付款方"),
    ("contained", "contained", "已含"),
    ("totals", "Totals", "合计"),
    ("payer", "Payer", "付款方"),
    ("net", "Without tax", "不含税"),
    ("tax_sum", "Tax", "税费"),
    ("cash_rounding", "Cash rounding", "现金取整"),
    ("total", "Total", "总计"),
    ("all", "All", "全部"),
    ("you_pay", "You pay", "您需支付"),
    ("not_to_exceed", "Not more without your consent than", "未经您同意不超过"),
    ("range", "Range", "变动范围"),
    ("low", "Low (P10)", "较低（P10）"),
    ("middle", "Middle (P50)", "中间（P50）"),
    ("high", "High (P90)", "较高（P90）"),
    ("effort", "Work", "工时"),
    ("completed", "Completed", "完成时间"),
    ("method", "Method", "计算方法"),
    ("promised", "Promised completion", "承诺完成时间"),
    ("changes", "What has changed", "变更说明"),
    ("no_change", "Nothing has changed", "无变更"),
    ("as_in_version", "Compared with version", "对比版本"),
    ("new", "New", "新增"),
    ("gone", "No longer needed", "取消"),
    ("instead_of", "instead of", "原为"),
    ("because", "because of", "原因"),
    // Kinds of line.
    ("diagnosis", "Diagnosis", "诊断费"),
    ("labour", "Labour", "工时费"),
    ("travel", "Travel", "差旅费"),
    ("part", "Part", "备件费"),
    ("core_charge", "Deposit for the old part", "旧件押金"),
    ("procurement", "Procurement", "采购费"),
    ("freight", "Freight", "运费"),
    ("consumables", "Small material", "耗材费"),
    ("outsourcing", "Outside work", "外协费"),
    ("fee", "Fee", "服务费"),
    ("discount", "Discount", "折扣"),
    ("tax", "Tax", "税费"),
    ("rounding", "Rounding", "尾差调整"),
    ("minimum_charge", "Minimum charge", "最低收费补差"),
    ("credit", "Diagnosis credited", "诊断费抵扣"),
    ("rounding_cash", "Rounding to coins", "现金取整"),
    // Hours.
    ("regular", "regular hours", "正常工作时间"),
    ("after_hours", "after hours", "非工作时间"),
    ("rest_day", "rest day", "休息日"),
    ("holiday", "holiday", "节假日"),
    // Payers.
    ("customer", "customer", "客户"),
    ("warranty", "warranty", "保修"),
    ("contract", "contract", "合同"),
    ("goodwill", "goodwill", "善意减免"),
    ("insurer", "insurer", "保险"),
    ("service_side", "service side", "服务方"),
    // Units.
    ("hour", "h", "小时"),
    ("minute", "min", "分钟"),
    ("second", "s", "秒"),
    ("piece", "pc", "件"),
    ("kilometre", "km", "公里"),
    ("kilogram", "kg", "公斤"),
    ("journey", "journey", "次"),
    ("consignment", "consignment", "票"),
    ("of", "of", "×"),
    // Reasons of a change.
    ("reason_item", "what is charged", "收费项目"),
    ("reason_quantity", "the quantity", "数量"),
    ("reason_rate", "the price", "单价"),
    ("reason_multiplier", "the hours", "工作时段"),
    ("reason_percent", "the per cent", "比例"),
    ("reason_amount", "other lines", "其他费用项"),
    ("reason_payers", "who pays", "付款方"),
    // Methods of a range.
    ("convolution", "convolution of the parts", "分项卷积"),
    ("exact", "exact", "精确计算"),
    ("normal", "normal approximation", "正态近似"),
    ("classic_normal", "three-point estimate, normal", "三点估算（正态）"),
    ("fenton_wilkinson", "Fenton–Wilkinson", "Fenton–Wilkinson 近似"),
];

/// A word of the sheet; the key itself where it is none.
pub(super) fn word(key: &str, language: Language) -> &str {
    let label = WORDS.iter().find(|label| label.0 == key);
    label.map_or(key, |label| if language == Language::Chinese { label.2 } else { label.1 })
}
