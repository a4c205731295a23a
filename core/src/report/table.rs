//! Tables and headings in plain text, in Markdown and in HTML.

/// How a text is laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Style {
    /// For a terminal.
    Text,
    /// GitHub's Markdown.
    Markdown,
    /// A fragment of HTML.
    Html,
}

/// Where a column's text stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Align {
    Left,
    Right,
}

/// A heading, of the first level or below.
pub(super) fn heading(text: &str, level: usize, style: Style) -> String {
    match style {
        Style::Markdown => format!("{} {text}\n\n", "#".repeat(level)),
        Style::Html => format!("<h{level}>{}</h{level}>\n", escaped(text, style)),
        Style::Text => {
            let line = if level == 1 { "=" } else { "-" };
            format!("{text}\n{}\n", line.repeat(width(text)))
        }
    }
}

/// A list of sentences.
pub(super) fn list(lines: &[String], style: Style) -> String {
    if style == Style::Html {
        let items: String = lines.iter().map(|line| format!("<li>{}</li>\n", escaped(line, style))).collect();
        return format!("<ul>\n{items}</ul>\n");
    }
    let sign = if style == Style::Markdown { "-" } else { " -" };
    let mut text: String = lines.iter().map(|line| format!("{sign} {}\n", escaped(line, style))).collect();
    text.push('\n');
    text
}

/// A table with a header.
pub(super) fn table(columns: &[(&str, Align)], rows: &[Vec<String>], style: Style) -> String {
    if style == Style::Html {
        return html_table(columns, rows);
    }
    let header: Vec<String> = columns.iter().map(|(title, _)| (*title).to_owned()).collect();
    let all: Vec<Vec<String>> = std::iter::once(&header)
        .chain(rows)
        .map(|row| row.iter().map(|cell| escaped(cell, style)).collect())
        .collect();
    let widest = |column: usize| all.iter().filter_map(|row| row.get(column)).map(|cell| width(cell)).max();
    let widths: Vec<usize> =
        (0..columns.len()).map(|column| widest(column).unwrap_or_default().max(3)).collect();
    let mut text = String::new();
    for (position, row) in all.iter().enumerate() {
        let cells = row.iter().zip(&widths).zip(columns).map(|((cell, &wide), (_, align))| {
            let space = " ".repeat(wide.saturating_sub(width(cell)));
            if *align == Align::Left { format!("{cell}{space}") } else { format!("{space}{cell}") }
        });
        let cells: Vec<String> = cells.collect();
        match style {
            Style::Markdown => text.push_str(&format!("| {} |", cells.join(" | "))),
            Style::Text | Style::Html => text.push_str(format!("  {}", cells.join("  ")).trim_end()),
        }
        text.push('\n');
        if position == 0 && style == Style::Markdown {
            let rules = widths.iter().zip(columns).map(|(&wide, (_, align))| {
                let dashes = "-".repeat(wide.saturating_sub(1));
                if *align == Align::Left { format!("{dashes}-") } else { format!("{dashes}:") }
            });
            text.push_str(&format!("| {} |\n", rules.collect::<Vec<_>>().join(" | ")));
        }
    }
    text.push('\n');
    text
}

fn html_table(columns: &[(&str, Align)], rows: &[Vec<String>]) -> String {
    let line = |tag: &str, cells: &[&str]| -> String {
        let cell = |(text, (_, align)): (&&str, &(&str, Align))| {
            let class = if *align == Align::Right { " class=\"number\"" } else { "" };
            format!("<{tag}{class}>{}</{tag}>", escaped(text, Style::Html))
        };
        cells.iter().zip(columns).map(cell).collect()
    };
    let titles: Vec<&str> = columns.iter().map(|(title, _)| *title).collect();
    let body = rows.iter().map(|row| {
        let cells: Vec<&str> = row.iter().map(String::as_str).collect();
        format!("<tr>{}</tr>\n", line("td", &cells))
    });
    let (head, body) = (line("th", &titles), body.collect::<String>());
    format!("<table>\n<thead>\n<tr>{head}</tr>\n</thead>\n<tbody>\n{body}</tbody>\n</table>\n")
}

/// Words of a host must not become table borders, markup or HTML of the page that shows the report.
fn escaped(text: &str, style: Style) -> String {
    if style == Style::Text {
        return text.to_owned();
    }
    let mut safe = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' if style == Style::Html => safe.push_str("&quot;"),
            '|' | '\\' | '`' | '*' | '_' | '[' | ']' | '#' if style == Style::Markdown => {
                safe.push('\\');
                safe.push(character);
            }
            other => safe.push(other),
        }
    }
    safe
}

/// Columns on a terminal: Chinese characters and their punctuation take two.
fn width(text: &str) -> usize {
    let wide = |character: char| matches!(character, '\u{1100}'..='\u{115F}' | '\u{2E80}'..='\u{A4CF}' | '\u{AC00}'..='\u{D7A3}' | '\u{F900}'..='\u{FAFF}' | '\u{FE30}'..='\u{FE6F}' | '\u{FF00}'..='\u{FF60}' | '\u{FFE0}'..='\u{FFE6}');
    text.chars().map(|character| if wide(character) { 2 } else { 1 }).fold(0, usize::saturating_add)
}
