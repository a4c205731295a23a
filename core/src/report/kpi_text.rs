//! The report as text.

use super::Language;
use super::kpi_labels::{figure as figure_label, word};
use super::table::{Align, Style, heading, list, table};
use crate::wire::{
    FigureDetailDocument, FigureDocument, FigureTargetDocument, KpiFindingDocument, KpiReportDocument,
    PartDocument, WholeNumberDocument,
};

/// Most parts of a whole that are shown; the rest is summed up.
const MOST_PARTS: usize = 12;
/// Most points of a trend that are shown, the latest ones.
const MOST_POINTS: usize = 18;
/// Most signals of one figure that are told one by one, the latest ones.
const MOST_FINDINGS: usize = 20;

pub(super) fn write(report: &KpiReportDocument, language: Language, style: Style) -> String {
    let writer = Writer { language, style };
    let parts = [
        writer.head(report),
        writer.summary(&report.summary),
        writer.findings(&report.findings),
        writer.attainment(&report.summary),
        writer.durations(&report.summary),
        writer.details(&report.summary),
        writer.trends(report),
        writer.comparison(report),
        writer.people(&report.people),
        writer.rejected(report),
    ];
    let text = parts.concat();
    format!("{}\n", text.trim_end())
}

struct Writer {
    language: Language,
    style: Style,
}

impl Writer {
    fn word<'a>(&self, key: &'a str) -> &'a str {
        word(key, self.language)
    }

    fn title(&self, key: &str) -> String {
        heading(self.word(key), 2, self.style)
    }

    fn head(&self, report: &KpiReportDocument) -> String {
        let zone = &report.time_zone;
        let colon = if self.language == Language::Chinese { "：" } else { ": " };
        let mut lines = vec![format!("{}{colon}{} ({zone})", self.word("as_of"), report.as_of)];
        if let Some((from, to)) = &report.period {
            lines.push(format!("{}{colon}{from} – {to}", self.word("period")));
        }
        let known = format!("{}{colon}{}", self.word("tickets_known"), whole(report.tickets));
        lines.push(if report.excluded == 0 {
            known
        } else {
            format!("{known}; {} {}", whole(report.excluded), self.word("left_out"))
        });
        if report.rejected_rows > 0 {
            lines.push(format!("{}{colon}{}", self.word("rejected_rows"), whole(report.rejected_rows)));
        }
        heading(self.word("report"), 1, self.style) + &list(&lines, self.style)
    }

    fn summary(&self, figures: &[FigureDocument]) -> String {
        let columns = [
            (self.word("figure"), Align::Left),
            (self.word("value"), Align::Right),
            (self.word("interval"), Align::Right),
            (self.word("n"), Align::Right),
            (self.word("target"), Align::Right),
            (self.word("met"), Align::Left),
            (self.word("note"), Align::Left),
        ];
        let rows: Vec<_> =
            figures.iter().filter(|figure| is_a_line(figure)).map(|figure| self.line(figure)).collect();
        self.title("summary") + &table(&columns, &rows, self.style)
    }

    fn line(&self, figure: &FigureDocument) -> Vec<String> {
        let number = |value: f64| self.number(value, &figure.unit);
        let interval = figure.lower.zip(figure.upper);
        let interval = interval
            .map_or_else(String::new, |(lower, upper)| format!("{} – {}", number(lower), number(upper)));
        let target = match figure.target {
            Some(FigureTargetDocument::AtMost { value }) => format!("≤ {}", number(value)),
            Some(FigureTargetDocument::AtLeast { value }) => format!("≥ {}", number(value)),
            None => String::new(),
        };
        let met = figure.met.map_or("", |met| self.word(if met { "yes" } else { "no" }));
        let notes: Vec<&str> = figure.warnings.iter().map(|warning| self.word(warning)).collect();
        vec![
            figure_label(&figure.name, self.language).to_owned(),
            number(figure.value),
            interval,
            whole(figure.denominator),
            target,
            met.to_owned(),
            notes.join("; "),
        ]
    }

    fn attainment(&self, figures: &[FigureDocument]) -> String {
        let share = |(kept, of): (u64, u64)| {
            if of == 0 {
                "–".to_owned()
            } else {
                format!("{} / {}", percent(kept as f64 / of as f64), whole(of))
            }
        };
        let row = |figure: &FigureDocument| match figure.detail {
            Some(FigureDetailDocument::Readings { of_closed, of_due, of_all, .. }) => {
                let stop = self.word(figure.stop.as_deref().unwrap_or_default());
                Some(vec![
                    figure_label(&figure.name, self.language).to_owned(),
                    stop.to_owned(),
                    share(of_closed),
                    share(of_due),
                    share(of_all),
                ])
            }
            _ => None,
        };
        let rows: Vec<_> = figures.iter().filter_map(row).collect();
        let columns = [
            (self.word("figure"), Align::Left),
            (self.word("stop"), Align::Left),
            (self.word("of_closed"), Align::Right),
            (self.word("of_due"), Align::Right),
            (self.word("of_all"), Align::Right),
        ];
        self.section("attainment_readings", &columns, &rows)
    }

    fn durations(&self, figures: &[FigureDocument]) -> String {
        let row = |figure: &FigureDocument| match figure.detail {
            Some(FigureDetailDocument::Distribution {
                ended, running, median, p90, censored_median, ..
            }) => Some(vec![
                figure_label(&figure.name, self.language).to_owned(),
                whole(ended),
                self.length(figure.value),
                self.length(median),
                self.length(p90),
                whole(running),
                censored_median.map_or_else(|| "–".to_owned(), |median| self.length(median)),
            ]),
            _ => None,
        };
        let rows: Vec<_> = figures.iter().filter_map(row).collect();
        let with_open = format!("{} ({})", self.word("median"), self.word("with_open"));
        let columns = [
            (self.word("figure"), Align::Left),
            (self.word("n"), Align::Right),
            (self.word("mean"), Align::Right),
            (self.word("median"), Align::Right),
            ("P90", Align::Right),
            (self.word("running"), Align::Right),
            (with_open.as_str(), Align::Right),
        ];
        self.section("durations", &columns, &rows)
    }

    fn details(&self, figures: &[FigureDocument]) -> String {
        figures.iter().map(|figure| self.detail(figure)).collect()
    }

    fn detail(&self, figure: &FigureDocument) -> String {
        match &figure.detail {
            Some(FigureDetailDocument::Parts { parts }) => {
                let money = figure.name == "cost_composition";
                let columns = [
                    (self.word("part"), Align::Left),
                    (if money { "" } else { self.word("count") }, Align::Right),
                    (self.word("share"), Align::Right),
                    (self.word("cumulative"), Align::Right),
                ];
                let rows: Vec<_> = parts.iter().take(MOST_PARTS).map(|part| self.part(part, money)).collect();
                self.section(&figure.name, &columns, &rows)
            }
            Some(FigureDetailDocument::Stages { stages }) => {
                let columns = [
                    (self.word("stage"), Align::Left),
                    (self.word("n"), Align::Right),
                    (self.word("mean"), Align::Right),
                    (self.word("median"), Align::Right),
                    (self.word("share"), Align::Right),
                ];
                let row = |stage: &crate::wire::StageTimeDocument| {
                    let [mean, median] = [stage.mean, stage.median].map(|seconds| self.length(seconds));
                    let until = self.word(&stage.until).to_owned();
                    vec![until, whole(stage.visits), mean, median, percent(stage.share)]
                };
                let rows: Vec<_> = stages.iter().map(row).collect();
                self.section(&figure.name, &columns, &rows)
            }
            Some(FigureDetailDocument::Ageing { by_age, .. }) => {
                const AGES: [&str; 5] = ["< 1 d", "1–3 d", "3–7 d", "7–30 d", "≥ 30 d"];
                let columns = AGES.map(|age| (age, Align::Right));
                let row = by_age.iter().map(|&count| whole(count)).collect();
                self.section("ages", &columns, &[row])
            }
            _ => String::new(),
        }
    }

    fn part(&self, part: &PartDocument, money: bool) -> Vec<String> {
        let inner = "  ".repeat(part.words.len().saturating_sub(1));
        let own = part.words.last().map_or("", |word| self.word(word));
        let count = match &part.count {
            _ if money => String::new(),
            WholeNumberDocument::Number(count) => whole(count.unsigned_abs()),
            WholeNumberDocument::Text(count) => count.clone(),
        };
        vec![format!("{inner}{own}"), count, percent(part.share), percent(part.cumulative)]
    }

    fn trends(&self, report: &KpiReportDocument) -> String {
        let mut text = String::new();
        for trend in &report.trends {
            let columns = [
                (self.word("by_period"), Align::Left),
                (self.word("value"), Align::Right),
                (self.word("n"), Align::Right),
                ("", Align::Left),
            ];
            let skipped = trend.points.len().saturating_sub(MOST_POINTS);
            let row = |point: &crate::wire::TrendPointDocument| {
                let sign = if point.signal { "!" } else { "" };
                let value = self.number(point.value, &trend.unit);
                vec![point.period.clone(), value, whole(point.denominator), sign.to_owned()]
            };
            let rows: Vec<_> = trend.points.iter().skip(skipped).map(row).collect();
            let title =
                format!("{}: {}", self.word("trend"), self.series(&trend.name, &trend.group, &trend.part));
            text += &heading(&title, 2, self.style);
            text += &table(&columns, &rows, self.style);
        }
        text
    }

    /// A figure with the words of its group and part.
    fn series(&self, name: &str, group: &[String], part: &Option<String>) -> String {
        let label = figure_label(name, self.language).to_owned();
        group.iter().chain(part).fold(label, |label, word| format!("{label} · {}", self.word(word)))
    }

    fn findings(&self, findings: &[KpiFindingDocument]) -> String {
        let signal = |finding: &&KpiFindingDocument| matches!(finding, KpiFindingDocument::Signal { .. });
        let signals: Vec<&KpiFindingDocument> = findings.iter().filter(signal).collect();
        let skipped = signals.len().saturating_sub(MOST_FINDINGS);
        let others = findings.iter().filter(|finding| !signal(finding));
        let told = others.chain(signals.into_iter().skip(skipped));
        let mut lines: Vec<String> = told.map(|finding| self.finding(finding)).collect();
        if lines.is_empty() {
            lines.push(self.word("nothing").to_owned());
        }
        self.title("findings") + &list(&lines, self.style)
    }

    fn finding(&self, finding: &KpiFindingDocument) -> String {
        let chinese = self.language == Language::Chinese;
        let label = |name| figure_label(name, self.language);
        match finding {
            KpiFindingDocument::Signal { figure, group, part, unit, period, value, limits } => {
                let (figure, value) = (self.series(figure, group, part), self.number(*value, unit));
                let (lower, upper) = (self.number(limits.0, unit), self.number(limits.1, unit));
                if chinese {
                    format!("{figure}：{period} 为 {value}，超出正常波动范围（{lower} 至 {upper}）")
                } else {
                    format!("{figure}: {value} in {period} is beyond ordinary variation ({lower} to {upper})")
                }
            }
            KpiFindingDocument::Bottleneck { until, share, mean } => {
                let (until, share, mean) = (self.word(until), percent(*share), self.length(*mean));
                if chinese {
                    format!("瓶颈：“{until}”之前的阶段占总耗时的 {share}，平均 {mean}")
                } else {
                    format!(
                        "Bottleneck: the stage before {until} takes {share} of all time, {mean} on average"
                    )
                }
            }
            KpiFindingDocument::GrowingBacklog { before, now } => {
                let (before, now) = (whole(*before), whole(*now));
                if chinese {
                    format!("未结工单增加：上期末 {before}，目前 {now}")
                } else {
                    format!("The backlog grows: {now} open, {before} at the end of the earlier period")
                }
            }
            KpiFindingDocument::FlatteringAttainment { figure, of_closed, of_due } => {
                let (figure, of_closed, of_due) = (label(figure), percent(*of_closed), percent(*of_due));
                if chinese {
                    format!("{figure}：已关闭工单中为 {of_closed}，全部已到期工单中仅为 {of_due}")
                } else {
                    format!("{figure}: {of_closed} of closed tickets, but only {of_due} of all that were due")
                }
            }
            KpiFindingDocument::OpenTicketsCount { figure, median, censored_median, running } => {
                let (figure, median, running) = (label(figure), self.length(*median), whole(*running));
                let full = censored_median.map(|median| self.length(median));
                match (chinese, full) {
                    (true, Some(full)) => {
                        format!(
                            "{figure}：已完成工单的中位数为 {median}，计入 {running} 个未结工单后为 {full}"
                        )
                    }
                    (true, None) => {
                        format!(
                            "{figure}：已完成工单的中位数为 {median}，计入 {running} 个未结工单后尚未达到一半"
                        )
                    }
                    (false, Some(full)) => {
                        format!(
                            "{figure}: the median is {median} without the {running} open tickets, {full} with them"
                        )
                    }
                    (false, None) => format!(
                        "{figure}: the median is {median} without the {running} open tickets; with them fewer than half have ended"
                    ),
                }
            }
        }
    }

    fn comparison(&self, report: &KpiReportDocument) -> String {
        let columns = [
            (self.word("figure"), Align::Left),
            (self.word("before"), Align::Right),
            (self.word("now"), Align::Right),
            (self.word("change"), Align::Right),
            (self.word("beyond_chance"), Align::Left),
        ];
        let row = |line: &crate::wire::ComparisonDocument| {
            let number = |value| self.number(value, &line.unit);
            let change = line.now - line.before;
            let sign = if change > 0.0 { "+" } else { "" };
            let beyond = line.beyond_chance.map_or("", |beyond| self.word(if beyond { "yes" } else { "no" }));
            vec![
                figure_label(&line.name, self.language).to_owned(),
                number(line.before),
                number(line.now),
                format!("{sign}{}", number(change)),
                beyond.to_owned(),
            ]
        };
        let rows: Vec<_> = report.comparison.iter().map(row).collect();
        self.section("comparison", &columns, &rows)
    }

    fn people(&self, figures: &[FigureDocument]) -> String {
        let columns = [
            (self.word("group"), Align::Left),
            (self.word("figure"), Align::Left),
            (self.word("value"), Align::Right),
            (self.word("interval"), Align::Right),
            (self.word("n"), Align::Right),
            (self.word("target"), Align::Right),
            (self.word("met"), Align::Left),
            (self.word("note"), Align::Left),
        ];
        let row = |figure: &FigureDocument| {
            let words: Vec<&str> = figure.group.iter().map(|word| self.word(word)).collect();
            std::iter::once(words.join(" · ")).chain(self.line(figure)).collect()
        };
        let rows: Vec<Vec<String>> = figures.iter().filter(|figure| is_a_line(figure)).map(row).collect();
        self.section("people", &columns, &rows)
    }

    fn rejected(&self, report: &KpiReportDocument) -> String {
        let columns = [
            (self.word("figure"), Align::Left),
            (self.word("reason"), Align::Left),
            (self.word("count"), Align::Right),
            (self.word("examples"), Align::Left),
        ];
        let row = |rejected: &crate::wire::RejectedDocument| {
            let shown = rejected
                .examples
                .iter()
                .take(2)
                .map(|(ticket, field, value)| format!("{ticket}: {field} = {value}"));
            let figure = rejected.figure.as_deref().map_or("", |name| figure_label(name, self.language));
            let examples = shown.collect::<Vec<_>>().join("; ");
            vec![figure.to_owned(), rejected.reason.clone(), whole(rejected.count), examples]
        };
        let rows: Vec<_> = report.rejected.iter().map(row).collect();
        self.section("rejected_rows", &columns, &rows)
    }

    /// A titled table; nothing where it has no rows.
    fn section(&self, title: &str, columns: &[(&str, Align)], rows: &[Vec<String>]) -> String {
        if rows.is_empty() { String::new() } else { self.title(title) + &table(columns, rows, self.style) }
    }

    fn number(&self, value: f64, unit: &str) -> String {
        match unit {
            "seconds" => self.length(value),
            "share" => percent(value),
            "points" => decimals(value, 2),
            _ => decimals(value, if value.fract() == 0.0 { 0 } else { 1 }),
        }
    }

    /// A length in the unit that a person would choose.
    fn length(&self, seconds: f64) -> String {
        let chinese = self.language == Language::Chinese;
        let (number, english, word) = match seconds.abs() {
            short if short < 90.0 => (seconds, "s", "秒"),
            short if short < 5_400.0 => (seconds / 60.0, "min", "分钟"),
            short if short < 172_800.0 => (seconds / 3_600.0, "h", "小时"),
            _ => (seconds / 86_400.0, "d", "天"),
        };
        format!("{} {}", decimals(number, 1), if chinese { word } else { english })
    }
}

/// What has a number worth a line; the others have tables of their own.
fn is_a_line(figure: &FigureDocument) -> bool {
    !matches!(figure.detail, Some(FigureDetailDocument::Parts { .. } | FigureDetailDocument::Stages { .. }))
}

fn percent(share: f64) -> String {
    format!("{} %", decimals(share * 100.0, 1))
}

fn whole(number: u64) -> String {
    grouped(&number.to_string())
}

/// A number with thousands set apart, such as `1,230.5`.
fn decimals(number: f64, digits: usize) -> String {
    let text = format!("{:.digits$}", number.abs());
    let (whole, rest) = text.split_at(text.find('.').unwrap_or(text.len()));
    let zero = text.chars().all(|character| matches!(character, '0' | '.'));
    let sign = if number < 0.0 && !zero { "−" } else { "" };
    format!("{sign}{}{rest}", grouped(whole))
}

fn grouped(digits: &str) -> String {
    let mut text = String::with_capacity(digits.len().saturating_mul(2));
    for (position, digit) in digits.chars().enumerate() {
        let left = digits.len().saturating_sub(position);
        if position > 0 && left.is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}
