//! Tables for notebooks. Whatever comes from documents or data is escaped.

use std::fmt::Write;

use pyo3::prelude::*;
use serde_json::Value;

/// A table with a heading for each column.
pub(crate) fn table(headings: &[&str], rows: impl Iterator<Item = Vec<String>>) -> String {
    let mut html = String::from("<table><thead><tr>");
    for heading in headings {
        // Writing to a string cannot fail, here and below.
        let _ = write!(html, "<th>{}</th>", escaped(heading));
    }
    html.push_str("</tr></thead><tbody>");
    for row in rows {
        html.push_str("<tr>");
        for cell in row {
            let _ = write!(html, "<td>{}</td>", escaped(&cell));
        }
        html.push_str("</tr>");
    }
    html.push_str("</tbody></table>");
    html
}

/// A value by its attributes, a row each.
pub(crate) fn attributes(value: &Bound<'_, PyAny>) -> PyResult<String> {
    let class = value.get_type();
    let mut rows = Vec::new();
    for name in class.dir()? {
        let name: String = name.extract()?;
        if !name.starts_with('_') && !class.getattr(&name)?.is_callable() {
            let shown: String = value.getattr(&name)?.str()?.extract()?;
            rows.push(vec![name, shown]);
        }
    }
    Ok(table(&[&class.name()?.to_string(), ""], rows.into_iter()))
}

/// A document: its fields as rows, what is within them as tables within.
pub(crate) fn document(json: &str) -> String {
    let mut html = String::new();
    if let Ok(value) = serde_json::from_str(json) {
        write_value(&mut html, &value);
    }
    html
}

fn write_value(html: &mut String, value: &Value) {
    match value {
        Value::Object(fields) => {
            html.push_str("<table><tbody>");
            for (name, value) in fields {
                let _ = write!(html, "<tr><th>{}</th><td>", escaped(name));
                write_value(html, value);
                html.push_str("</td></tr>");
            }
            html.push_str("</tbody></table>");
        }
        Value::Array(items) => {
            let in_a_line = items.iter().all(|item| !item.is_object() && !item.is_array());
            for (position, item) in items.iter().enumerate() {
                html.push_str(if position == 0 {
                    ""
                } else if in_a_line {
                    ", "
                } else {
                    "<br>"
                });
                write_value(html, item);
            }
        }
        Value::String(text) => html.push_str(&escaped(text)),
        Value::Null => {}
        other => html.push_str(&escaped(&other.to_string())),
    }
}

fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for sign in text.chars() {
        match sign {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            other => safe.push(other),
        }
    }
    safe
}
