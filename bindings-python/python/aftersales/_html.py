"""One HTML page that stands alone: no scripts, no fonts and no pictures from elsewhere."""

from __future__ import annotations

from html import escape
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from aftersales._report import Report
    from aftersales._types import _Language

#: Most rejected rows that a page lists.
_MOST_REJECTED = 50

_WORDS = {
    "en": {
        "charts": "Charts", "read": "What was read", "fact": "Fact", "column": "Column", "unused": "Columns not used",
        "rejected": "Rejected rows", "row": "Row", "reasons": "Reasons", "and_more": "and {count} more",
    },
    "zh": {
        "charts": "图表", "read": "读取的列", "fact": "字段", "column": "列", "unused": "未使用的列",
        "rejected": "拒收记录明细", "row": "行", "reasons": "原因", "and_more": "另有 {count} 行",
    },
}


def page(report: Report, language: _Language, title: str | None, charts: dict[str, str]) -> str:
    """The page of a report."""
    words = _WORDS[language]
    body = report._core.html(language)
    heading = body[body.index("<h1>") + 4 : body.index("</h1>")]
    if title is not None:
        body = body.replace(f"<h1>{heading}</h1>", f"<h1>{escape(title)}</h1>", 1)
    parts = [body]
    if charts:
        figures = "".join(f'<figure id="{name}">\n{svg}\n</figure>\n' for name, svg in charts.items())
        at = body.index("<h2>", body.index("<h2>") + 1) if body.count("<h2>") > 1 else len(body)
        parts = [body[:at], f"<h2>{words['charts']}</h2>\n{figures}", body[at:]]
    parts.append(_rejected(report, words))
    parts.append(_read(report, words))
    style = files("aftersales").joinpath("report.css").read_text(encoding="utf-8")
    return (
        f'<!DOCTYPE html>\n<html lang="{"zh-CN" if language == "zh" else "en"}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n<title>{escape(title) if title else heading}</title>\n'
        f"<style>\n{style}</style>\n</head>\n<body>\n{''.join(parts)}</body>\n</html>\n"
    )


def _rejected(report: Report, words: dict[str, str]) -> str:
    if not report.rejected:
        return ""
    lines = []
    for row in report.rejected[:_MOST_REJECTED]:
        reasons = "; ".join(f"{reason['field']} = {reason['value']} ({reason['reason']})" for reason in row.reasons)
        lines.append(f'<tr><td class="number">{row.row + 1}</td><td>{escape(reasons)}</td></tr>\n')
    more = len(report.rejected) - len(lines)
    rest = f"<p>{words['and_more'].format(count=more)}</p>\n" if more > 0 else ""
    head = f'<tr><th class="number">{words["row"]}</th><th>{words["reasons"]}</th></tr>'
    return f"<h2>{words['rejected']}</h2>\n<table>\n<thead>\n{head}\n</thead>\n<tbody>\n{''.join(lines)}</tbody>\n</table>\n{rest}"


def _read(report: Report, words: dict[str, str]) -> str:
    lines = "".join(
        f"<tr><td>{escape(field)}</td><td>{escape(column)}</td></tr>\n" for field, column in report.mapping.items()
    )
    unused = f"<p>{words['unused']}: {escape(', '.join(report.unused))}</p>\n" if report.unused else ""
    notes = "".join(f"<p>{escape(note)}</p>\n" for note in report.notes)
    head = f"<tr><th>{words['fact']}</th><th>{words['column']}</th></tr>"
    return f"<h2>{words['read']}</h2>\n<table>\n<thead>\n{head}\n</thead>\n<tbody>\n{lines}</tbody>\n</table>\n{unused}{notes}"
