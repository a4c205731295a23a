"""From a table of tickets to a report."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from aftersales import _mapping
from aftersales._core import Accumulator, Bundle, Facts, Figures, KpiReport, SlaPolicy, WorkingCalendar, to_json
from aftersales._frame import columns_of, length_of, rows_of

if TYPE_CHECKING:
    from aftersales._types import _Language, _Period, _Policy, _Table

#: The earliest instant that there is.
_BEGINNING = datetime(1, 1, 1)


class RejectedRow(NamedTuple):
    """A row of a table that is not in the report: its position from 0, its values, and what is wrong with it.

    Examples
    --------
    >>> row = RejectedRow(3, {"opened": "30 February"}, [{"field": "created_at", "reason": "malformed_instant", "value": "30 February"}])
    >>> row.reasons[0]["field"]
    'created_at'
    """

    row: int
    values: dict[str, Any]
    reasons: list[dict[str, Any]]


@dataclass(frozen=True, repr=False)
class Report:
    """A report on a desk, made by ``report``: figures with their uncertainty, how they move, what stands out.

    It shows itself in a notebook. ``rejected`` are the rows that could not be taken, ``mapping`` says which column was read as
    which fact, ``unused`` names the columns that were not, ``notes`` says what was assumed.

    Examples
    --------
    >>> from datetime import datetime, timezone
    >>> rows = [{"id": "1", "created": "2026-03-02T09:00:00Z", "resolved": "2026-03-02T11:00:00Z"}, {"id": "2", "created": "soon"}]
    >>> desk = report(rows)
    >>> [(row["name"], row["value"]) for row in desk.rows("figures") if row["name"] == "resolution"]
    [('resolution', 7200.0)]
    >>> desk.rejected[0].values["created"]
    'soon'
    """

    _core: KpiReport
    groups: list[dict[str, Any]]
    facts: Facts
    rejected: list[RejectedRow]
    mapping: dict[str, str]
    unused: list[str]
    notes: list[str]
    _charted: list[Figures]

    @cached_property
    def document(self) -> dict[str, Any]:
        """The report as a dict: the wire's ``kpi_report``."""
        return self._core.document()

    def __hash__(self) -> int:
        return hash((self._core, len(self.rejected)))

    def rows(self, table: _Table = "figures") -> list[dict[str, Any]]:
        """One of the report's tables as rows.

        ``"figures"`` are those of all tickets, ``"groups"`` the same by group, ``"trends"`` the points of every trend,
        ``"parts"`` how wholes divide, ``"comparison"`` and ``"people"`` where they were asked for, ``"rejected"`` the reasons of
        every row that was not taken, ``"tickets"`` the facts with their promises.

        Parameters
        ----------
        table
            Which of them.

        Returns
        -------
        list of dict
            One for each row, with the columns as keys.

        Raises
        ------
        ValueError
            For a table that there is not.

        Examples
        --------
        >>> desk.rows("rejected")[0]["field"]
        'created_at'
        """
        if table not in _TABLES:
            raise ValueError(f"`{table}` is no table of the report; there are {', '.join(_TABLES)}")
        return list(_TABLES[table](self))

    def to_pandas(self, table: _Table = "figures") -> Any:
        """One of the report's tables as a frame of pandas (extra ``aftersales[pandas]``); see ``rows``.

        Returns
        -------
        pandas.DataFrame
            One row for each of ``rows``.

        Examples
        --------
        >>> len(desk.to_pandas("tickets"))
        1
        """
        from aftersales._optional import need

        return need("pandas", "pandas").DataFrame(self.rows(table), columns=_COLUMNS.get(table))

    def to_polars(self, table: _Table = "figures") -> Any:
        """One of the report's tables as a frame of Polars (extra ``aftersales[polars]``); see ``rows``.

        Parameters
        ----------
        table
            As for ``rows``.

        Returns
        -------
        polars.DataFrame
            One row for each of ``rows``.

        Examples
        --------
        >>> desk.to_polars("tickets").height
        1
        """
        from aftersales._optional import need

        return need("polars", "polars").DataFrame(self.rows(table) or {name: [] for name in _COLUMNS.get(table, ())}, infer_schema_length=None)

    def to_text(self, language: _Language = "en") -> str:
        """The report as plain text, in ``"en"`` or ``"zh"``.

        Examples
        --------
        >>> "Time to resolve" in desk.to_text()
        True
        """
        return self._core.text(language)

    def to_markdown(self, language: _Language = "en") -> str:
        """The report as Markdown.

        Examples
        --------
        >>> desk.to_markdown("zh").startswith("#")
        True
        """
        return self._core.markdown(language)

    def to_json(self) -> str:
        """The report as JSON text of the wire's shape.

        Returns
        -------
        str
            The wire's ``kpi_report``.

        Examples
        --------
        >>> '"tickets":1' in desk.to_json()
        True
        """
        return to_json(self.document)

    def to_html(self, language: _Language = "en", *, title: str | None = None, charts: bool = True) -> str:
        """The report as one HTML page without outside parts: figures, charts, what was read and what was rejected.

        Charts are SVG and need the extra ``aftersales[plot]``; ``charts=False`` does without.

        Parameters
        ----------
        language
            ``"en"`` or ``"zh"``.
        title
            Instead of the report's own.
        charts
            Whether to draw charts.

        Returns
        -------
        str
            A whole page.

        Examples
        --------
        >>> page = desk.to_html("zh", title="三月", charts=False)
        >>> "<title>三月</title>" in page and "http" not in page
        True
        """
        from aftersales import _html

        return _html.page(self, language, title, self.charts(language) if charts else {})

    def chart_documents(self, language: _Language = "en") -> dict[str, dict[str, Any]]:
        """What every chart draws, by name, such as ``"attainment-trend"`` or ``"resolution-survival"``: numbers and labels.

        There are trends with the limits of ordinary variation, curves of duration by group that count open tickets (Kaplan
        and Meier), Pareto charts, the age of open tickets, the composition of cost, and the time per stage.

        Parameters
        ----------
        language
            Of the labels, ``"en"`` or ``"zh"``.

        Returns
        -------
        dict of dict
            The wire's ``chart`` by name.

        Examples
        --------
        >>> isinstance(desk.chart_documents(), dict)
        True
        """
        documents: dict[str, dict[str, Any]] = {}
        for figures in self._charted:
            for document in figures.charts(language):
                if document["type"] == "trend":
                    trend = document["trend"]
                    words = [trend["name"], *trend.get("group", []), *([trend["part"]] if "part" in trend else [])]
                else:
                    words = [document["figure"], *document.get("group", [])]
                documents.setdefault("-".join([*words, document["type"]]), document)
        return documents

    def charts(self, language: _Language = "en") -> dict[str, str]:
        """The charts that a manager looks at, by name, as SVG text (extra ``aftersales[plot]``).

        They are those of ``chart_documents`` without the trends of single figures other than attainment.

        Parameters
        ----------
        language
            Of the labels, ``"en"`` or ``"zh"``.

        Returns
        -------
        dict of str
            SVG with the labels as text.

        Examples
        --------
        >>> all(drawn.startswith(("<?xml", "<svg")) for drawn in desk.charts("zh").values())
        True
        """
        from aftersales import _plot

        documents = self.chart_documents(language)
        return {name: _plot.svg(documents[name]) for name in documents if _is_shown(name, documents[name])}

    def plot(self, chart: str, language: _Language = "en") -> Any:
        """One chart as a figure of Matplotlib, to show or change (extra ``aftersales[plot]``).

        Parameters
        ----------
        chart
            A name of ``chart_documents``.
        language
            Of the labels, ``"en"`` or ``"zh"``.

        Returns
        -------
        matplotlib.figure.Figure
            Not shown yet.

        Raises
        ------
        KeyError
            For a chart that the report does not have.

        Examples
        --------
        >>> [type(desk.plot(name)).__name__ for name in list(desk.chart_documents())[:1]]
        ['Figure']
        """
        from aftersales import _plot

        return _plot.figure(self._chart(chart, language))

    def save_chart(self, chart: str, path: str | os.PathLike[str], language: _Language = "en") -> None:
        """Writes one chart as SVG or PNG, by the ending of ``path`` (extra ``aftersales[plot]``).

        An SVG keeps its labels as text. A PNG of Chinese labels needs a font with Chinese characters and raises
        ``LookupError`` where the machine has none, rather than draw boxes.

        Parameters
        ----------
        chart
            A name of ``chart_documents``.
        path
            Ends with ``.svg`` or ``.png``.
        language
            Of the labels, ``"en"`` or ``"zh"``.

        Examples
        --------
        >>> import tempfile, pathlib
        >>> folder = pathlib.Path(tempfile.mkdtemp())
        >>> name = list(desk.chart_documents())[0]
        >>> desk.save_chart(name, folder / "chart.svg")
        >>> "<svg" in (folder / "chart.svg").read_text(encoding="utf-8")
        True
        """
        from aftersales import _plot

        _plot.save(self._chart(chart, language), path)

    def _chart(self, name: str, language: _Language) -> dict[str, Any]:
        documents = self.chart_documents(language)
        if name not in documents:
            raise KeyError(f"there is no data for a chart `{name}`; there is for {', '.join(documents) or 'none'}")
        return documents[name]

    def _repr_html_(self) -> str:
        return self._core.html("en")

    def __repr__(self) -> str:
        return f"Report(tickets={self.document['tickets']}, rejected={len(self.rejected)})"


def report(
    frame: Any,
    *,
    policy: _Policy | None = None,
    columns: Mapping[str, str] | None = None,
    values: Mapping[str, Mapping[str, str]] | None = None,
    missing: Sequence[str] = (),
    naive: str | None = None,
    datetime_format: str | None = None,
    currency: str | None = None,
    as_of: datetime | None = None,
    time_zone: str | None = None,
    calendar: WorkingCalendar | None = None,
    period: _Period | None = None,
    earlier: _Period | None = None,
    trend: Literal["week", "month"] | None = "month",
    group_by: str | None = "priority",
    people: bool = False,
    pareto: Sequence[str] = ("fault_class",),
    basis: Literal["calendar", "working"] = "calendar",
    progress: Callable[[int, int], None] | None = None,
) -> Report:
    """A report on the tickets of a table, one a row.

    All numbers come from the core; this maps columns to facts and rows to reasons. It holds the rows in memory: for tables of
    many millions of rows use ``Accumulator.add_table`` part by part.

    Parameters
    ----------
    frame
        A frame of pandas or Polars, a table of PyArrow, a relation of DuckDB, a dict of columns, or rows as dicts.
    policy
        A bundle, service levels, or a document of either; promises follow from the stamps of each row.
    columns
        The column of each fact, such as ``{"created_at": "Opened on"}``; facts that are not named are found by the usual names
        in English and Chinese. Costs are ``{"actual_cost.labour": "Labour"}`` with a ``currency``.
    values
        What words of a column mean, such as ``{"priority": {"Gold": "P1"}}``, besides the usual ones.
    missing
        Words that stand for nothing, besides the usual ones.
    naive
        The zone of stamps that name none, such as ``"UTC"``; without it they are refused.
    datetime_format
        How text stamps are written, as for ``strptime``; ISO 8601 and year-first forms are known.
    as_of
        The instant of looking; by default just after the latest stamp of the table.
    time_zone
        The zone of weeks and months; by default that of the calendar or of ``naive``, else UTC.
    period, earlier
        Only tickets of a period, and the period to compare with, each from an instant to before another.
    trend
        How the trends are cut; the last week or month is left out where it is not over.
    group_by
        What the figures are broken down by, such as ``"priority"``.
    people
        Whether to break the figures down by person too.
    pareto
        Facts whose words the report divides the tickets by, where the table has them.
    basis
        ``"working"`` counts durations in the open time of ``calendar``.
    progress
        Called with the rows done and all rows.

    Raises
    ------
    ValueError
        Where the table cannot be a table of tickets: a column is missing or could be two facts, or stamps name no zone. Single
        rows that cannot be are not raised but returned in ``Report.rejected``.

    Examples
    --------
    >>> rows = {"编号": ["1", "2"], "报修时间": ["2026-03-02 09:00", "2026-03-03 09:00"], "解决时间": ["2026-03-02 11:00", None]}
    >>> desk = report(rows, naive="Asia/Shanghai", policy=Bundle.preset("three-grade"))
    >>> desk
    Report(tickets=2, rejected=0)
    >>> desk.mapping["completed_at"]
    '解决时间'
    """
    table = columns_of(frame)
    notes: list[str] = []
    empty = frozenset(word.strip().casefold() for word in [*_mapping.known()["missing"], *missing])
    reading = _mapping.Reading(values or {}, empty, naive, datetime_format, currency)
    mapping = _mapping.mapping_of(table, columns or {})
    if "closed_at" not in mapping and "completed_at" in mapping:
        mapping["closed_at"] = mapping["completed_at"]
        notes.append("no column says when a ticket was closed, so it counts as closed when it was completed")
    read = _mapping.read(table, mapping, reading)
    if as_of is None:
        last = _mapping.latest(read)
        if last is None:
            raise ValueError(f"no row says when a ticket was reported: column `{mapping['created_at']}` has no stamp")
        as_of = last + timedelta(seconds=1)
        notes.append(f"as of the latest stamp of the table, {last.isoformat()}")
    sla = _sla(policy)
    zone = time_zone or (calendar.time_zone if calendar is not None else None) or naive or "UTC"
    facts = Facts(_counted(_mapping.facts_of(read), length_of(table), progress), as_of, sla)
    reasons = facts.rejected()
    rejected = [
        RejectedRow(each["row"], values_of_row, each["reasons"])
        for each, values_of_row in zip(reasons, rows_of(table, [each["row"] for each in reasons]))
    ]

    def figures(group: Sequence[str] = (), at: datetime = as_of, within: _Period | None = period) -> Figures:
        desk = Accumulator(
            at, zone, calendar=calendar, period=within, group_by=list(group), basis=basis,
            categories=[] if group else [fact for fact in pareto if fact in mapping],
        )
        desk.add_facts(facts)
        return desk.finish()

    trends = figures([trend], within=_whole(period, as_of, zone, trend)) if trend else None
    whole = figures()
    core = KpiReport(
        whole,
        trend=trends,
        earlier=figures(at=earlier[1], within=earlier) if earlier else None,
        people=figures(["person"]) if people else None,
    )
    grouped = figures([group_by]) if group_by else None
    groups = grouped.rows() if grouped is not None else []
    unused = [column for column in table if column not in mapping.values()]
    charted = [each for each in (trends, grouped, whole) if each is not None]
    return Report(core, groups, facts, rejected, mapping, unused, notes, charted)


def _is_shown(name: str, document: dict[str, Any]) -> bool:
    kind = document["type"]
    if kind == "trend":
        return name in ("attainment-trend", "timely_response-trend")
    if kind == "survival":
        return document["figure"] in ("first_response", "resolution")
    if kind == "ageing":
        return any(series["open"] for series in document["series"])
    return not document.get("group")


def _sla(policy: _Policy | None) -> SlaPolicy | None:
    if policy is None or isinstance(policy, SlaPolicy):
        return policy
    if not isinstance(policy, Bundle):
        policy = read_policy(policy)
    if isinstance(policy, SlaPolicy):
        return policy
    if policy.sla is None:
        raise ValueError(f"bundle `{policy.name}` has no service levels, so it promises nothing")
    return policy.sla


def read_policy(document: dict[str, Any] | str) -> Bundle | SlaPolicy:
    """A bundle, or service levels alone, which are told by their metrics."""
    if isinstance(document, str):
        import json

        written: Any = json.loads(document)
    else:
        written = document
    if isinstance(written, dict) and "metrics" in written:
        return SlaPolicy(document)
    return Bundle(document)


def _counted(
    rows: Iterator[dict[str, Any]], length: int, progress: Callable[[int, int], None] | None
) -> Iterator[dict[str, Any]]:
    if progress is None:
        yield from rows
        return
    for position, row in enumerate(rows):
        if position % 1000 == 0:
            progress(position, length)
        yield row
    progress(length, length)


def _whole(period: _Period | None, as_of: datetime, zone: str, trend: str) -> _Period:
    """The period of a trend up to the beginning of the week or month that is not over at ``as_of``."""
    wall = WorkingCalendar.round_the_clock(zone)
    begins, ends = period or (None, as_of)
    day = _local_date(wall, min(ends, as_of))
    first = day.replace(day=1) if trend == "month" else day - timedelta(days=day.weekday())
    start = wall.local_to_instant(first, time())
    first_instant = begins or wall.local_to_instant(_BEGINNING.date() + timedelta(days=1), time())
    assert start is not None and first_instant is not None
    return first_instant, start if start > first_instant else min(ends, as_of)


def _local_date(wall: WorkingCalendar, at: datetime) -> date:
    """The date that wall clocks show: the last one whose midnight is not after ``at``."""
    guess = at.astimezone(None if at.tzinfo is None else at.tzinfo).date() + timedelta(days=2)
    for days in range(5):
        midnight = wall.local_to_instant(guess - timedelta(days=days), time())
        if midnight is not None and midnight <= at:
            return guess - timedelta(days=days)
    return guess


def _flat(figure: dict[str, Any]) -> dict[str, Any]:
    target, detail = figure.get("target", {}), figure.get("detail", {})
    return {
        "name": figure["name"], "group": " · ".join(figure.get("group", [])), "unit": figure["unit"],
        "value": figure["value"], "lower": figure.get("lower"), "upper": figure.get("upper"),
        "numerator": float(figure["numerator"]), "denominator": figure["denominator"],
        "target": target.get("value"), "target_type": target.get("type"), "met": figure.get("met"),
        "median": detail.get("median"), "p90": detail.get("p90"), "censored_median": detail.get("censored_median"),
        "running": detail.get("running"), "source": figure.get("source"), "period_stamp": figure["period_stamp"],
        "stop": figure.get("stop"), "metric": figure.get("metric"), "basis": figure.get("basis"),
        "warnings": ", ".join(figure.get("warnings", [])),
    }


def _parts(figures: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for figure in figures:
        for part in figure.get("detail", {}).get("parts", []):
            yield {
                "name": figure["name"], "part": " · ".join(part["words"]), "count": float(part["count"]),
                "share": part["share"], "cumulative": part["cumulative"],
            }


def _points(trends: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for trend in trends:
        for point in trend["points"]:
            of_trend = {"name": trend["name"], "group": " · ".join(trend.get("group", [])), "part": trend.get("part", "")}
            yield {**of_trend, "unit": trend["unit"], "lower": None, "upper": None, **point}


def _compared(line: dict[str, Any]) -> dict[str, Any]:
    lower, upper = line.get("difference_interval", (None, None))
    return {
        "name": line["name"], "unit": line["unit"], "before": line["before"], "now": line["now"],
        "difference_lower": lower, "difference_upper": upper, "beyond_chance": line.get("beyond_chance"),
    }


#: The columns of tables, which stand also where there are no rows.
_FIGURE_COLUMNS = list(_flat({"name": "", "unit": "", "value": 0.0, "numerator": 0, "denominator": 0, "period_stamp": ""}))
_COLUMNS: dict[str, list[str]] = {
    "figures": _FIGURE_COLUMNS,
    "groups": _FIGURE_COLUMNS,
    "people": _FIGURE_COLUMNS,
    "trends": ["name", "group", "part", "unit", "period", "value", "denominator", "lower", "upper", "signal"],
    "parts": ["name", "part", "count", "share", "cumulative"],
    "comparison": ["name", "unit", "before", "now", "difference_lower", "difference_upper", "beyond_chance"],
    "rejected": ["row", "reason", "field", "value"],
}

_TABLES: dict[str, Callable[[Report], Any]] = {
    "figures": lambda report: map(_flat, report.document["summary"]),
    "groups": lambda report: map(_flat, report.groups),
    "trends": lambda report: _points(report.document.get("trends", [])),
    "parts": lambda report: _parts(report.document["summary"]),
    "comparison": lambda report: map(_compared, report.document.get("comparison", [])),
    "people": lambda report: map(_flat, report.document.get("people", [])),
    "rejected": lambda report: (
        {"row": rejected.row, **reason} for rejected in report.rejected for reason in rejected.reasons
    ),
    "tickets": lambda report: report.facts.documents(),
}
