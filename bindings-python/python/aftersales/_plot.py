"""Charts with Matplotlib. What is drawn is computed by the core; here are only colours, sizes and fonts."""

from __future__ import annotations

import io
import logging
import os
import re
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from html import escape
from pathlib import Path
from typing import Any

from aftersales._optional import need

#: Fonts with Chinese characters, by the names that systems give them.
CHINESE_FONTS = (
    "Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", "Source Han Sans CN", "PingFang SC", "Hiragino Sans GB",
    "Microsoft YaHei", "WenQuanYi Micro Hei", "WenQuanYi Zen Hei", "SimHei", "Droid Sans Fallback", "Arial Unicode MS",
)
#: What a reader's machine may have, the first one first: a chart as SVG keeps its labels as text.
_STACK = ("DejaVu Sans", *CHINESE_FONTS, "sans-serif")
#: Colours that people with any colour vision tell apart (Okabe and Ito 2008).
_COLOURS = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#000000", "#f0e442")
_SIZE = (8.0, 4.2)
_DAY = 86_400.0
#: The share of a curve from which on it is not drawn any further.
_TAIL = 0.05


def figure(document: dict[str, Any]) -> Any:
    """One chart as a figure of Matplotlib."""
    with _style(list(_STACK)):
        return _drawn(document)


def svg(document: dict[str, Any]) -> str:
    """One chart as SVG, its labels kept as text."""
    content = io.StringIO()
    with _style(list(_STACK)):
        _drawn(document).savefig(content, format="svg", metadata={"Date": None, "Creator": None})
    text = content.getvalue()
    text = text[text.index("<svg") :].strip()
    # The stack stands once on the whole in place of once on every text, and the page that holds it needs no metadata.
    text = re.sub(r"<metadata>.*?</metadata>", "", text, flags=re.DOTALL)
    text = re.sub(r"font-family: [^;\"]*;?", "", text)
    families = ", ".join(name if name == "sans-serif" else f"'{name}'" for name in _STACK)
    title = escape(document["title"], quote=True)
    return text.replace("<svg ", f'<svg role="img" aria-label="{title}" style="font-family: {families}" ', 1)


def save(document: dict[str, Any], path: str | os.PathLike[str]) -> None:
    """Writes one chart as SVG or PNG, by the ending of the path."""
    ending = Path(path).suffix.lower()
    if ending == ".svg":
        Path(path).write_text(f'<?xml version="1.0" encoding="utf-8"?>\n{svg(document)}\n', encoding="utf-8")
        return
    if ending != ".png":
        raise ValueError(f"a chart is written as `.svg` or `.png`, not `{ending}`")
    families = ["DejaVu Sans"]
    if not all(ord(sign) < 0x2E80 for sign in str(document)):
        families.append(_chinese_font())
    with _style(families):
        _drawn(document).savefig(path, format="png", dpi=150)


def _chinese_font() -> str:
    need("matplotlib", "plot")
    fonts = need("matplotlib.font_manager", "plot").fontManager
    installed = {font.name for font in fonts.ttflist}
    for name in CHINESE_FONTS:
        if name in installed:
            return name
    raise LookupError(
        "no font with Chinese characters is installed, so a PNG would show boxes; install one, such as Noto Sans CJK, or "
        "write the chart as `.svg`, which keeps its labels as text"
    )


@contextmanager
def _style(families: list[str]) -> Iterator[None]:
    matplotlib = need("matplotlib", "plot")
    settings = {
        "svg.fonttype": "none", "svg.hashsalt": "aftersales", "font.family": families, "axes.unicode_minus": False,
        "axes.spines.top": False, "axes.spines.right": False, "axes.grid": True, "axes.axisbelow": True,
        "grid.color": "#e4e4e4", "axes.titlelocation": "left", "font.size": 10.0,
    }
    # The families are for the reader's machine; this one need not have them.
    logger = logging.getLogger("matplotlib.font_manager")
    level = logger.level
    logger.setLevel(logging.ERROR)
    try:
        with warnings.catch_warnings(), matplotlib.rc_context(settings):
            if len(families) > 2:
                warnings.filterwarnings("ignore", message="Glyph .* missing from", category=UserWarning)
            yield
    finally:
        logger.setLevel(level)


def _drawn(document: dict[str, Any]) -> Any:
    canvas = need("matplotlib.figure", "plot").Figure(figsize=_SIZE, layout="constrained")
    axes = canvas.add_subplot()
    axes.set_title(document["title"])
    _DRAW[document["type"]](axes, document)
    return canvas


def _survival(axes: Any, document: dict[str, Any]) -> None:
    longest = max((curve["points"][-1]["time"] for curve in document["curves"]), default=0.0)
    unit, sign = (_DAY, "d") if longest > 2 * _DAY else (3_600.0, "h")
    for curve, colour in zip(document["curves"], _cycle()):
        points = curve["points"]
        times = [point["time"] / unit for point in points]
        label = f"{curve['label']} (n = {curve['cases']})"
        axes.step(times, [point["share"] for point in points], where="post", color=colour, label=label)
        band = [(time, point["lower"], point["upper"]) for time, point in zip(times, points) if "lower" in point]
        if band:
            low, high = [each[1] for each in band], [each[2] for each in band]
            axes.fill_between([each[0] for each in band], low, high, step="post", color=colour, alpha=0.15, linewidth=0)
    axes.set_xlabel(f"{document['x_label']} ({sign})")
    axes.set_ylabel(document["y_label"])
    axes.set_ylim(0, 1.02)
    # The long tail of the last few would press all others against the axis.
    ends = [next((point["time"] for point in curve["points"] if point["share"] <= _TAIL), longest) for curve in document["curves"]]
    axes.set_xlim(0, 1.15 * max(ends, default=longest) / unit or None)
    _percent(axes)
    axes.legend(frameon=False)


def _trend(axes: Any, document: dict[str, Any]) -> None:
    points = document["trend"]["points"]
    scale = _DAY if document["trend"]["unit"] == "seconds" else 1.0
    places = list(range(len(points)))
    values = [point["value"] / scale for point in points]
    axes.plot(places, values, color=_COLOURS[0], marker="o", markersize=4)
    limited = [place for place in places if "lower" in points[place] and "upper" in points[place]]
    for end in ("lower", "upper"):
        axes.step(limited, [points[place][end] / scale for place in limited], where="mid", color="#777777", linestyle="--")
    for value, look in ((document["trend"].get("centre"), "-"), (document["trend"].get("target", {}).get("value"), ":")):
        if value is not None:
            axes.axhline(value / scale, color="#777777", linewidth=0.8, linestyle=look)
    signals = [place for place in places if points[place]["signal"]]
    axes.plot(signals, [values[place] for place in signals], "o", color=_COLOURS[1], markersize=9, fillstyle="none")
    every = max(1, len(points) // 12)
    axes.set_xticks(places[::every], [point["period"] for point in points[::every]], rotation=45, ha="right")
    if document["trend"]["unit"] == "share":
        _percent(axes)
    elif document["trend"]["unit"] == "seconds":
        axes.set_ylabel("d")


def _pareto(axes: Any, document: dict[str, Any]) -> None:
    bars = document["bars"][:15]
    places = list(range(len(bars)))
    axes.bar(places, [bar["share"] for bar in bars], color=_COLOURS[0])
    axes.plot(places, [bar["cumulative"] for bar in bars], color=_COLOURS[1], marker="o", markersize=4)
    axes.set_xticks(places, [_short(bar["label"]) for bar in bars], rotation=45, ha="right")
    axes.set_ylim(0, 1.02)
    _percent(axes)


def _ageing(axes: Any, document: dict[str, Any]) -> None:
    places = list(range(len(document["buckets"])))
    beneath = [0] * len(places)
    for series, colour in zip(document["series"], _cycle()):
        axes.bar(places, series["counts"], bottom=beneath, color=colour, label=f"{series['label']} (n = {series['open']})")
        beneath = [low + count for low, count in zip(beneath, series["counts"])]
    axes.set_xticks(places, [bucket["label"] for bucket in document["buckets"]])
    axes.legend(frameon=False)


def _composition(axes: Any, document: dict[str, Any]) -> None:
    parts = document["parts"]
    places = list(range(len(parts)))
    axes.barh(places, [part["share"] for part in parts], color=_COLOURS[0], height=0.6)
    typical = [(place, part["typical"]) for place, part in zip(places, parts) if "typical" in part]
    axes.plot([share for _, share in typical], [place for place, _ in typical], "|", color=_COLOURS[1], markersize=18, mew=2)
    axes.set_yticks(places, [part["label"] for part in parts])
    axes.invert_yaxis()
    _percent(axes.xaxis)


def _stages(axes: Any, document: dict[str, Any]) -> None:
    stages = document["stages"]
    places = list(range(len(stages)))
    axes.barh(places, [stage["mean"] / _DAY for stage in stages], color=_COLOURS[0], height=0.6)
    axes.set_yticks(places, [stage["label"] for stage in stages])
    axes.invert_yaxis()
    axes.set_xlabel("d")


_DRAW: dict[str, Callable[[Any, dict[str, Any]], None]] = {
    "ageing": _ageing, "composition": _composition, "pareto": _pareto, "stages": _stages, "survival": _survival,
    "trend": _trend,
}


def _cycle() -> Iterator[str]:
    while True:
        yield from _COLOURS


def _percent(axis: Any) -> None:
    formatter = need("matplotlib.ticker", "plot").PercentFormatter(xmax=1.0, symbol=" %")
    getattr(axis, "yaxis", axis).set_major_formatter(formatter)


def _short(label: str) -> str:
    return label if len(label) <= 24 else f"{label[:23]}…"
