"""The same tickets under several policies."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from html import escape
from itertools import chain
from typing import TYPE_CHECKING, Any

from aftersales._core import Backtest, Bundle, EscalationPolicy, SlaPolicy, Ticket, to_json
from aftersales._frame import columns_of, length_of
from aftersales._mapping import TableError, is_missing
from aftersales._report import read_policy

if TYPE_CHECKING:
    from aftersales._types import _BacktestTable, _Language, _Policy

#: The fields of what is known of a ticket, which a table may have as columns.
_INPUTS = ("priority", "tier", "kind", "class", "channel", "entitlement", "product_line", "site")
_NO_WORDS = frozenset({""})

_WORDS = {
    "en": {
        "title": "Replay under other policies", "tickets": "Tickets", "differ": "turn out otherwise", "moved": "only due times move",
        "policy": "Policy", "metric": "Metric", "priority": "Priority", "met": "Met", "broken": "Broken", "attainment": "Attainment",
        "breaches": "Breaches", "worked": "Open hours counted", "late": "Open hours late", "firings": "Escalations",
        "differences": "Tickets that differ", "ticket": "Ticket", "rejected": "Rejected tickets",
    },
    "zh": {
        "title": "不同方案下的回放", "tickets": "工单", "differ": "结果不同", "moved": "仅到期时间变化", "policy": "方案", "metric": "指标",
        "priority": "优先级", "met": "达成", "broken": "超时", "attainment": "达成率", "breaches": "违约次数", "worked": "计时工时",
        "late": "超时工时", "firings": "升级次数", "differences": "结果不同的工单", "ticket": "工单号", "rejected": "拒收工单",
    },
}
#: Most differing tickets that a text lists.
_MOST_SHOWN = 20
_HOUR = 3_600_000_000


@dataclass(frozen=True, repr=False)
class BacktestReport:
    """What the same tickets would have been under each of several policies; made by ``backtest``.

    Examples
    --------
    >>> from datetime import datetime, timezone
    >>> at = lambda hour: datetime(2026, 3, 2, hour, tzinfo=timezone.utc)
    >>> log = {"TS-1": [{"at": at(1), "type": "started", "inputs": {"priority": "P2"}}, {"at": at(5), "type": "agent_message"}]}
    >>> replay = backtest(log, [Bundle.preset("clocks-only"), Bundle.preset("three-grade")])
    >>> [row["met"] for row in replay.rows() if row["metric"] == "first_response"]
    [1, 1]
    >>> replay.to_markdown().splitlines()[0]
    '# Replay under other policies'
    """

    document: dict[str, Any]

    def __hash__(self) -> int:
        return hash(self.to_json())

    def rows(self, table: _BacktestTable = "promises") -> list[dict[str, Any]]:
        """One of the tables as rows: ``"promises"`` by policy, metric and priority; ``"policies"`` as a whole with the firings of
        rules; ``"differences"``, the tickets that turn out otherwise, with a column of outcomes for each policy; ``"rejected"``.

        Parameters
        ----------
        table
            Which of the four.

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
        >>> [row["policy"] for row in replay.rows("policies")]
        ['clocks-only', 'three-grade']
        """
        if table not in _TABLES:
            raise ValueError(f"`{table}` is no table of a replay; there are {', '.join(_TABLES)}")
        return list(_TABLES[table](self.document))

    def to_pandas(self, table: _BacktestTable = "promises") -> Any:
        """One of the tables as a frame of pandas (extra ``aftersales[pandas]``); see ``rows``.

        Parameters
        ----------
        table
            As for ``rows``.

        Returns
        -------
        pandas.DataFrame
            One row for each of ``rows``.

        Examples
        --------
        >>> len(replay.to_pandas("policies"))
        2
        """
        from aftersales._optional import need

        return need("pandas", "pandas").DataFrame(self.rows(table))

    def to_polars(self, table: _BacktestTable = "promises") -> Any:
        """One of the tables as a frame of Polars (extra ``aftersales[polars]``); see ``rows``.

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
        >>> replay.to_polars("policies").height
        2
        """
        from aftersales._optional import need

        return need("polars", "polars").DataFrame(self.rows(table), infer_schema_length=None)

    def to_markdown(self, language: _Language = "en") -> str:
        """The replay as Markdown, in ``"en"`` or ``"zh"``.

        Parameters
        ----------
        language
            ``"en"`` or ``"zh"``.

        Returns
        -------
        str
            A heading and a table for each of ``rows``.

        Examples
        --------
        >>> replay.to_markdown("zh").splitlines()[0]
        '# 不同方案下的回放'
        """
        words, document = _WORDS[language], self.document
        head = [
            f"# {words['title']}", "",
            f"- {words['tickets']}: {document['tickets']}",
            f"- {words['differ']}: {document['differing_tickets']}",
            f"- {words['moved']}: {document['moved_tickets']}",
        ]
        if document["rejected_tickets"]:
            head.append(f"- {words['rejected']}: {document['rejected_tickets']}")
        keys = ("policy", "metric", "priority", "met", "broken", "attainment", "breaches", "worked", "late")
        promises = [
            [
                row["policy"], row["metric"], row["priority"] or "–", row["met"], row["missed"] + row["overdue"],
                f"{row['attainment']:.1%}" if row["attainment"] is not None else "–", row["breaches"],
                f"{row['consumed_us'] / _HOUR:,.1f}", f"{row['late_us'] / _HOUR:,.1f}",
            ]
            for row in self.rows("promises")
        ]
        text = [*head, "", *_markdown([words[key] for key in keys], promises)]
        firings = [[row["policy"], row["firings"]] for row in self.rows("policies")]
        if any(count for _, count in firings):
            text += ["", *_markdown([words["policy"], words["firings"]], firings)]
        differences = self.rows("differences")
        if differences:
            names = [policy["policy"] for policy in document["policies"]]
            shown = [
                [row["ticket"], row["metric"], row["priority"] or "–", *(row[name] for name in names)]
                for row in differences[:_MOST_SHOWN]
            ]
            text += ["", f"## {words['differences']}", ""]
            text += _markdown([words["ticket"], words["metric"], words["priority"], *names], shown)
        return "\n".join([*text, ""])

    def to_json(self) -> str:
        """The replay as JSON text of the wire's shape.

        Returns
        -------
        str
            The document of ``Backtest.document``.

        Examples
        --------
        >>> '"tickets":1' in replay.to_json()
        True
        """
        return to_json(self.document)

    def _repr_markdown_(self) -> str:
        return self.to_markdown()

    def _repr_html_(self) -> str:
        rows = self.rows()
        cells = [[str(name) for name in (rows[0] if rows else {})], *([str(cell) for cell in row.values()] for row in rows)]
        lines = ("".join(f"<td>{escape(cell)}</td>" for cell in row) for row in cells)
        return f"<table>{''.join(f'<tr>{line}</tr>' for line in lines)}</table>"

    def __repr__(self) -> str:
        names = [policy["policy"] for policy in self.document["policies"]]
        return f"BacktestReport(tickets={self.document['tickets']}, policies={names}, differing={self.document['differing_tickets']})"


def backtest(
    events: Any,
    policies: Sequence[_Policy] | Mapping[str, _Policy],
    *,
    as_of: datetime | None = None,
    ticket: str = "ticket",
    most_differences: int = 1_000,
) -> BacktestReport:
    """The same tickets under several policies: attainment, breaches and workload under each, and the tickets that differ.

    What people did is taken as it was: nobody is assumed to work faster under a shorter promise.

    Parameters
    ----------
    events
        The events of every ticket by its number, as ``TicketClocks`` take them; or tickets of this library; or a table with an
        event a row: the columns ``ticket``, ``at``, ``type`` and those that the type needs (``state``, ``reason``, and of what
        is known of a ticket ``priority``, ``tier`` and so on). The rows of a ticket stand in order of time.
    policies
        Bundles, service levels or documents of either, by name or in a row. Escalation rules of a bundle are counted too.
    as_of
        The instant of looking, which later events do not reach; by default just after the latest event.
    ticket
        The column that holds the number of the ticket.
    most_differences
        How many differing tickets are told one by one; all are counted.

    Raises
    ------
    ValueError
        Where there is nothing to replay, or the table lacks a column. Single tickets whose events contradict each other are not
        raised but returned as rejected.

    Examples
    --------
    >>> rows = [
    ...     {"ticket": "TS-1", "at": "2026-03-02T01:00:00Z", "type": "started", "priority": "P1"},
    ...     {"ticket": "TS-1", "at": "2026-03-02T07:00:00Z", "type": "stopped"},
    ... ]
    >>> slow = Bundle.preset("clocks-only").to_json().replace("PT4H", "PT8H")
    >>> replay = backtest(rows, {"as it is": Bundle.preset("clocks-only"), "eight hours": slow})
    >>> [(row["metric"], row["as it is"], row["eight hours"]) for row in replay.rows("differences")]
    [('resolution', 'missed', 'met')]
    """
    named = policies.items() if isinstance(policies, Mapping) else _named(policies)
    candidates = [(name, *_parts(name, policy)) for name, policy in named]
    if not candidates:
        raise ValueError("a replay needs a policy at least")
    if not isinstance(events, Mapping) and not hasattr(events, "columns"):
        listed = list(events)
        if listed and all(isinstance(one, Ticket) for one in listed):
            return _of_tickets(listed, candidates, as_of, most_differences)
        events = listed
    logs = events if isinstance(events, Mapping) and not _is_columns(events) else _of_table(events, ticket)
    if as_of is None:
        as_of = _after(event["at"] for log in logs.values() for event in log)
    replay = Backtest(candidates, as_of, most_differences)
    for number, log in logs.items():
        replay.add(str(number), log)
    return BacktestReport(replay.document())


def _of_tickets(
    tickets: list[Ticket], candidates: list[Any], as_of: datetime | None, most_differences: int
) -> BacktestReport:
    if as_of is None:
        raise ValueError("a replay of tickets needs `as_of`, the instant of looking")
    replay = Backtest(candidates, as_of, most_differences)
    for one in tickets:
        replay.add_ticket(one)
    return BacktestReport(replay.document())


def _named(policies: Iterable[_Policy]) -> Iterator[tuple[str, _Policy]]:
    seen: dict[str, int] = {}
    for number, policy in enumerate(policies, start=1):
        compiled = policy if isinstance(policy, (Bundle, SlaPolicy)) else read_policy(policy)
        name = compiled.name if isinstance(compiled, Bundle) else f"policy {number}"
        seen[name] = seen.get(name, 0) + 1
        yield (name if seen[name] == 1 else f"{name} ({seen[name]})"), compiled


def _parts(name: str, policy: _Policy) -> tuple[SlaPolicy, EscalationPolicy | None]:
    compiled = policy if isinstance(policy, (Bundle, SlaPolicy)) else read_policy(policy)
    if isinstance(compiled, SlaPolicy):
        return compiled, None
    if compiled.sla is None:
        raise ValueError(f"policy `{name}` has no service levels, so there is nothing to replay")
    return compiled.sla, compiled.escalation


def _is_columns(events: Mapping[Any, Any]) -> bool:
    """Whether a mapping is a table, and not the log of every ticket."""
    return "at" in events and "type" in events


def _of_table(frame: Any, ticket: str) -> dict[str, list[dict[str, Any]]]:
    columns = columns_of(frame)
    for name in (ticket, "at", "type"):
        if name not in columns:
            shown = ", ".join(f"`{column}`" for column in columns)
            hint = "`ticket=` names the column of the ticket's number" if name == ticket else "rename one"
            raise TableError(f"the table of events has no column `{name}`; the columns are {shown}; {hint}")
    logs: dict[str, list[dict[str, Any]]] = {}
    inputs = [name for name in _INPUTS if name in columns]
    details = [name for name in ("state", "reason", "policy") if name in columns]
    for position in range(length_of(columns)):
        event = {"at": columns["at"][position], "type": columns["type"][position]}
        for name in details:
            if not is_missing(columns[name][position], _NO_WORDS):
                event[name] = columns[name][position]
        if event["type"] in ("started", "inputs_changed"):
            known = {name: columns[name][position] for name in inputs}
            event["inputs"] = {name: str(value) for name, value in known.items() if not is_missing(value, _NO_WORDS)}
        logs.setdefault(str(columns[ticket][position]), []).append(event)
    return logs


def _after(stamps: Iterable[Any]) -> datetime:
    read = (datetime.fromisoformat(at.replace("Z", "+00:00")) if isinstance(at, str) else at for at in stamps)
    latest = max(read, default=None)
    if latest is None:
        raise ValueError("there is no event to replay")
    after: datetime = latest + timedelta(seconds=1)
    return after


def _promises(document: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for policy in document["policies"]:
        for promise in policy["promises"]:
            whole = {name: int(promise[name]) for name in ("consumed_us", "late_us")}
            yield {"policy": policy["policy"], "priority": None, "attainment": None, **promise, **whole}


def _policies(document: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for policy in document["policies"]:
        by_rule = {f"firings: {each['rule']}": each["firings"] for each in policy.get("firings_by_rule", [])}
        yield {"policy": policy["policy"], "revision": policy["revision"], "firings": policy["firings"], **by_rule}


def _differences(document: dict[str, Any]) -> Iterator[dict[str, Any]]:
    names = [policy["policy"] for policy in document["policies"]]
    for difference in document.get("differences", []):
        outcomes = dict(zip(names, difference["outcomes"]))
        yield {
            "ticket": difference["ticket"], "metric": difference["metric"], "cycle": difference["cycle"],
            "priority": difference.get("priority"), **{name: outcome["outcome"] for name, outcome in outcomes.items()},
            **{f"due: {name}": outcome.get("due") for name, outcome in outcomes.items()},
        }


_TABLES: dict[str, Callable[[dict[str, Any]], Iterable[dict[str, Any]]]] = {
    "promises": _promises,
    "policies": _policies,
    "differences": _differences,
    "rejected": lambda document: document.get("rejected", []),
}


def _markdown(header: Sequence[str], rows: Sequence[Sequence[Any]]) -> list[str]:
    lines = [[_cell(cell) for cell in row] for row in chain([header], rows)]
    lines.insert(1, ["---"] * len(header))
    return [f"| {' | '.join(line)} |" for line in lines]


def _cell(value: Any) -> str:
    text = str(value).replace("&", "&amp;").replace("<", "&lt;")
    return "".join(f"\\{sign}" if sign in "|\\`*_[]#" else sign for sign in text)
