//! What figures are called in each language.

use super::Language;

/// English and Chinese.
type Label = (&'static str, &'static str, &'static str);

const FIGURES: &[Label] = &[
    ("first_response", "First response", "首次响应"),
    ("first_response_hotline", "First response, hotline", "首次响应（热线）"),
    ("first_response_email", "First response, e-mail", "首次响应（邮件）"),
    ("first_response_chat", "First response, chat", "首次响应（在线客服）"),
    ("diagnosis", "Diagnosis", "故障诊断"),
    ("diagnosis_remote", "Diagnosis, remote", "远程诊断"),
    ("diagnosis_on_site", "Diagnosis, on site", "现场诊断"),
    ("completion_standard", "Completion, standard repair", "标准维修完成"),
    ("completion_complex", "Completion, complex repair", "复杂维修完成"),
    ("resolution_p1", "Resolution of P1, to confirmation", "紧急问题解决（至客户确认）"),
    ("stages", "Time per stage", "各阶段耗时"),
    ("resolution", "Time to resolve", "问题解决时间"),
    ("first_time_fix", "First-time fix rate", "首次修复率"),
    ("one_time_resolution", "One-time resolution rate", "一次性解决率"),
    ("rework", "Rework rate", "返修率"),
    ("satisfaction", "Satisfaction", "客户满意度"),
    ("satisfied", "Satisfied customers", "满意客户占比"),
    ("net_promoter_score", "Net promoter score", "净推荐值（NPS）"),
    ("satisfaction_speed", "Satisfaction with speed", "满意度：速度"),
    ("satisfaction_clarity", "Satisfaction with clarity", "满意度：讲解清晰"),
    ("satisfaction_effect", "Satisfaction with the result", "满意度：效果"),
    ("satisfaction_process", "Satisfaction with the process", "满意度：流程"),
    ("satisfaction_efficiency", "Satisfaction with efficiency", "满意度：效率"),
    ("satisfaction_attitude", "Satisfaction with the attitude", "满意度：态度"),
    ("parts_fill_rate", "Parts fill rate", "备件满足率"),
    ("timely_response", "Timely response", "响应及时率"),
    ("timely_response_p1", "Timely response to P1", "紧急问题响应及时率"),
    ("timely_resolution_p1_l2", "Timely resolution of P1 at L2", "二线紧急问题及时处理率"),
    ("fault_resolution", "Fault resolution rate", "故障解决率"),
    ("repair_success_l2", "Repair success at L2", "二线维修成功率"),
    ("intake_accuracy", "Intake accuracy", "受理信息准确率"),
    ("archive_completeness", "Archive completeness", "档案完整率"),
    ("knowledge_entries", "Knowledge entries", "知识库贡献"),
    ("tickets", "Tickets", "工单数"),
    ("cost_composition", "Cost composition", "费用构成"),
    ("faults", "Faults", "故障分布"),
    ("faults_by_model", "Faults by model", "机型故障分布"),
    ("missed_calls", "Missed calls", "未接来电"),
    ("common_problems_at_l1", "Common problems solved at L1", "一线解决常见问题占比"),
    ("kinds", "Kinds of ticket", "问题类型"),
    ("misdiagnoses", "Misdiagnoses", "误诊"),
    ("repeat_repairs", "Repeat repairs", "重复维修"),
    ("recurrences", "Recurrences", "问题复发"),
    ("attainment", "Attainment of resolution", "解决时限达成率"),
    ("reopened", "Reopened", "重新打开率"),
    ("escalated", "Escalated", "升级率"),
    ("backlog", "Backlog", "积压工单"),
];

const WORDS: &[Label] = &[
    ("report", "Service report", "服务报告"),
    ("as_of", "As of", "截至"),
    ("period", "Period", "统计期间"),
    ("tickets_known", "Tickets", "工单"),
    ("left_out", "left out (withdrawn, merged, duplicate …)", "不计入（撤回、合并、重复等）"),
    ("rejected_rows", "Rejected rows", "拒收记录"),
    ("summary", "Figures against targets", "指标与目标"),
    ("figure", "Figure", "指标"),
    ("value", "Value", "数值"),
    ("interval", "95 % interval", "95% 区间"),
    ("n", "n", "样本数"),
    ("target", "Target", "目标"),
    ("met", "Met", "达成"),
    ("yes", "yes", "是"),
    ("no", "no", "否"),
    ("note", "Note", "备注"),
    ("attainment_readings", "Attainment, three readings", "达成率的三种口径"),
    ("of_closed", "of closed", "占已关闭"),
    ("of_due", "of due", "占已到期"),
    ("of_all", "of all", "占全部"),
    ("durations", "Durations", "时长"),
    ("mean", "Mean", "平均"),
    ("median", "Median", "中位数"),
    ("with_open", "with open ones", "含未结"),
    ("running", "Open", "未结"),
    ("trend", "Trend", "趋势"),
    ("by_period", "Period", "期间"),
    ("findings", "What stands out", "值得关注"),
    ("nothing", "Nothing.", "无。"),
    ("comparison", "Beside the earlier period", "与上期比较"),
    ("before", "Before", "上期"),
    ("now", "Now", "本期"),
    ("change", "Change", "变化"),
    ("beyond_chance", "Beyond chance", "超出偶然"),
    ("people", "By person and level", "按人员与级别"),
    ("group", "Group", "分组"),
    ("part", "Part", "项目"),
    ("share", "Share", "占比"),
    ("cumulative", "Cumulative", "累计"),
    ("count", "Count", "数量"),
    ("stage", "Until", "阶段至"),
    ("reason", "Reason", "原因"),
    ("examples", "Examples", "示例"),
    ("unknown", "unknown", "未知"),
    ("others", "others", "其他"),
    ("ages", "Age of open tickets", "未结工单时长"),
    ("stop", "stop", "停止点"),
    ("small_number", "few cases", "样本少"),
    ("censored", "open tickets not in the mean", "平均值不含未结工单"),
    ("other_currencies", "one currency only", "仅一种货币"),
    ("created", "report", "报修"),
    ("diagnosis_started", "start of diagnosis", "开始诊断"),
    ("diagnosed", "diagnosis", "诊断完成"),
    ("planned", "plan", "方案确定"),
    ("work_started", "start of work", "开始维修"),
    ("completed", "completion", "完成"),
    ("confirmed", "confirmation", "客户确认"),
    ("closed", "closing", "归档"),
    ("all_tickets", "all tickets", "全部工单"),
    ("time", "Time", "时间"),
    ("share_still_open", "Share still open", "仍未结占比"),
    ("labour", "labour", "人工"),
    ("parts", "parts", "备件"),
    ("transport", "transport", "运输"),
    ("other", "other", "其他"),
];

/// What a figure is called; its own name where it is not one of the handbooks'.
pub(super) fn figure(name: &str, language: Language) -> &str {
    find(FIGURES, name, language).unwrap_or(name)
}

/// A word of the report; the key itself where it is none.
pub(super) fn word(key: &str, language: Language) -> &str {
    find(WORDS, key, language).unwrap_or_else(|| figure(key, language))
}

fn find(labels: &[Label], key: &str, language: Language) -> Option<&'static str> {
    let (_, english, chinese) = labels.iter().find(|label| label.0 == key)?;
    Some(if language == Language::Chinese { chinese } else { english })
}
