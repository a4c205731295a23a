"""The command ``aftersales``: 0 is success, 1 says that something was found or rejected, 2 that the question was wrong."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

from aftersales import _cli_backtest, _cli_explain, _mapping
from aftersales._core import Bundle, SlaPolicy, __version__, presets

OK, FOUND, WRONG = 0, 1, 2


class UsageError(Exception):
    """A question that cannot be answered as it was asked."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the command and gives its exit code."""
    parser = _parser()
    asked = parser.parse_args(arguments)
    try:
        code: int = asked.run(asked)
        sys.stdout.flush()
        return code
    except BrokenPipeError:
        # A reader that has seen enough, such as `head`, is no error; nothing more may be written at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return OK
    except KeyboardInterrupt:
        return 130
    except _mapping.TableError as error:
        message = error.for_command()
    except OSError as error:
        message = f"{error.filename}: {error.strerror}" if error.filename else str(error)
    except (UsageError, ValueError, TypeError, KeyError, ModuleNotFoundError) as error:
        message = str(error.args[0]) if isinstance(error, KeyError) and error.args else str(error)
    print(f"aftersales: {message}", file=sys.stderr)
    return WRONG


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="aftersales", description="Service reports, policy checks and explanations from the command line.",
        epilog="`-` stands for standard input. Exit codes: 0 success, 1 something was found or rejected, 2 a wrong question.",
    )
    parser.add_argument("--version", action="version", version=f"aftersales {__version__}")
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")
    _report_parser(commands.add_parser("report", help="a report on a table of tickets"))
    _check_parser(commands.add_parser("check", help="what a check finds in a policy"))
    _cli_explain.add_parser(commands.add_parser("explain", help="why a ticket is due when it is, or has the priority it has"))
    _cli_backtest.add_parser(commands.add_parser("backtest", help="a log of events under several policies"))
    schema = commands.add_parser("schema", help="the JSON Schema of a document")
    schema.add_argument("name", nargs="?", help="such as `bundle`; without it the names are listed")
    schema.set_defaults(run=_schema)
    return parser


def _report_parser(parser: argparse.ArgumentParser) -> None:
    parser.description = "A report on a table of tickets, one a row: CSV (UTF-8, UTF-16 or GB18030), Parquet, Excel or JSON lines."
    add = parser.add_argument
    add("table", help="the file, or `-` for CSV from standard input")
    add("--policy", metavar="FILE", help=f"a bundle or service levels as JSON, or a preset: {', '.join(presets())}")
    add("--html", metavar="FILE", help="write one page with charts, `-` for standard output")
    add("--format", choices=["text", "markdown", "json"], help="what to print (text, or nothing with --html)")
    add("--language", choices=["en", "zh"], default="en", help="language of the report (en)")
    add("--title", help="title of the page")
    add("--no-charts", action="store_true", help="a page without charts")
    add("--rejected", metavar="FILE", help="write the rows that were not taken, with their reasons, as CSV")
    reading = parser.add_argument_group("how the table is read")
    add = reading.add_argument
    add("--column", action="append", default=[], metavar="FACT=COLUMN", help="the column of a fact, such as `created_at=Opened on`")
    add("--value", action="append", default=[], metavar="FACT:WORD=MEANING", help="what a word means, such as `priority:Gold=P1`")
    add("--naive", metavar="ZONE", help="the zone of stamps that name none, such as `UTC`")
    add("--datetime-format", metavar="FORMAT", help="how stamps are written, such as `%%d/%%m/%%Y %%H:%%M`")
    add("--currency", metavar="CODE", help="the currency of costs, such as `EUR`")
    add("--encoding", help="the encoding of CSV, where it is not UTF-8, UTF-16 or GB18030")
    add("--sheet", help="the sheet of an Excel file (the first)")
    looking = parser.add_argument_group("what is looked at")
    add = looking.add_argument
    add("--as-of", type=_instant, metavar="INSTANT", help="the instant of looking (just after the latest stamp)")
    add("--time-zone", metavar="ZONE", help="the zone of weeks and months")
    add("--period", type=_period, metavar="FROM/TO", help="only tickets of a period, such as `2026-01-01/2026-04-01`")
    add("--earlier", type=_period, metavar="FROM/TO", help="the period to compare with")
    add("--trend", choices=["week", "month", "none"], default="month", help="how trends are cut (month)")
    add("--group-by", default="priority", metavar="FACT", help="what figures are broken down by (priority)")
    add("--people", action="store_true", help="figures by person too")
    add("--working-time", metavar="CALENDAR", help="count durations in the open time of a calendar of the policy")
    parser.set_defaults(run=_report)


def _report(asked: argparse.Namespace) -> int:
    from aftersales._files import read_table
    from aftersales._report import report

    policy = read_policy(asked.policy) if asked.policy else None
    calendar = None
    if asked.working_time:
        calendar = policy.calendar(asked.working_time) if isinstance(policy, Bundle) else None
        if calendar is None:
            raise UsageError(f"the policy has no calendar `{asked.working_time}`")
    columns = dict(_pair(text, "--column FACT=COLUMN") for text in asked.column)
    values: dict[str, dict[str, str]] = {}
    for text in asked.value:
        place, meaning = _pair(text, "--value FACT:WORD=MEANING")
        fact, found, word = place.partition(":")
        if not found:
            raise UsageError(f"`{text}` is not of the form `--value FACT:WORD=MEANING`")
        values.setdefault(fact, {})[word] = meaning
    with _Progress() as progress:
        table = read_table(
            asked.table, sys.stdin.buffer, encoding=asked.encoding, sheet=asked.sheet, progress=progress.of("reading")
        )
        made = report(
            table, policy=policy, columns=columns, values=values, naive=asked.naive, datetime_format=asked.datetime_format,
            currency=asked.currency, as_of=_utc(asked.as_of), time_zone=asked.time_zone, calendar=calendar,
            period=_utc_period(asked.period), earlier=_utc_period(asked.earlier),
            trend=None if asked.trend == "none" else asked.trend, group_by=asked.group_by, people=asked.people,
            basis="working" if calendar is not None else "calendar", progress=progress.of("computing"),
        )
    for note in made.notes:
        print(f"aftersales: {note}", file=sys.stderr)
    if asked.html:
        page = made.to_html(asked.language, title=asked.title, charts=not asked.no_charts)
        _write(asked.html, page)
    if asked.format or not asked.html:
        if asked.format == "json":
            sys.stdout.write(f"{made.to_json()}\n")
        else:
            sys.stdout.write((made.to_markdown if asked.format == "markdown" else made.to_text)(asked.language))
    if asked.rejected:
        _write_rejected(asked.rejected, made)
    if made.rejected:
        first = made.rejected[0]
        reason = first.reasons[0]
        print(
            f"aftersales: {_counted(len(made.rejected), 'row')} not taken; the first is row {first.row + 1}: "
            f"`{made.mapping.get(reason['field'], reason['field'])}` is `{reason['value']}` ({reason['reason']})"
            + ("" if asked.rejected else "; `--rejected FILE` writes them"),
            file=sys.stderr,
        )
    return FOUND if made.document["tickets"] == 0 else OK


def _write_rejected(path: str, made: Any) -> None:
    import csv
    import io

    text = io.StringIO()
    writer = csv.writer(text)
    names = list(made.rejected[0].values) if made.rejected else []
    writer.writerow(["row", "reasons", *names])
    for row in made.rejected:
        reasons = "; ".join(f"{reason['field']}={reason['value']} ({reason['reason']})" for reason in row.reasons)
        writer.writerow([row.row + 1, reasons, *row.values.values()])
    _write(path, text.getvalue())


def _counted(count: int, thing: str) -> str:
    return f"{count} {thing}" if count == 1 else f"{count} {thing}s"


def _check_parser(parser: argparse.ArgumentParser) -> None:
    parser.description = "What a check finds in a policy; 1 where there is an error."
    parser.add_argument("policy", help="a bundle or service levels as JSON, `-` for standard input, or the name of a preset")
    parser.add_argument("--from", dest="from_", type=_date, metavar="DATE", help="the first date it is to hold for (today)")
    parser.add_argument("--until", type=_date, metavar="DATE", help="the last date (a year later)")
    parser.add_argument("--strict", action="store_true", help="1 where there is a warning too")
    parser.add_argument("--json", action="store_true", help="findings as JSON lines")
    parser.set_defaults(run=_check)


def _check(asked: argparse.Namespace) -> int:
    from aftersales import AftersalesError

    text = _text_of(asked.policy)
    document = _json_of(text, asked.policy)
    if isinstance(document, dict) and "metrics" in document:
        document = {"name": "policy", "calendars": document.get("calendars", {}), "sla": document}
    first = asked.from_ or date.today()
    last = asked.until or first + timedelta(days=365)
    try:
        findings = Bundle.check(document, first, last)
    except AftersalesError as error:
        # A document that cannot even be read is a finding too.
        findings = [{"severity": "error", "path": error.path or ".", "message": str(error), "code": error.code}]
    for finding in findings:
        if asked.json:
            print(json.dumps(finding, ensure_ascii=False, default=str))
        else:
            print(f"{asked.policy}: {finding['severity']}: {finding['path']}: {finding['message']} [{finding['code']}]")
    counts = [sum(finding["severity"] == severity for finding in findings) for severity in ("error", "warning")]
    if not asked.json:
        print(", ".join(map(_counted, (*counts, len(findings) - sum(counts)), ("error", "warning", "notice"))), file=sys.stderr)
    return FOUND if counts[0] or (asked.strict and counts[1]) else OK


def _schema(asked: argparse.Namespace) -> int:
    from importlib.resources import files

    folder = files("aftersales").joinpath("schema")
    names = sorted(entry.name.removesuffix(".json") for entry in folder.iterdir() if entry.name.endswith(".json"))
    if asked.name is None:
        print("\n".join(names))
        return OK
    if asked.name not in names:
        close = _mapping.close_to(asked.name, names)
        hint = f"did you mean `{close[0]}`?" if close else f"there are {', '.join(names)}"
        raise UsageError(f"`{asked.name}` is no document; {hint}")
    sys.stdout.write(folder.joinpath(f"{asked.name}.json").read_text(encoding="utf-8"))
    return OK


def read_policy(source: str) -> Bundle | SlaPolicy:
    """A policy from a file, standard input, or a preset's name."""
    from aftersales import AftersalesError
    from aftersales._report import read_policy as compiled

    if source in presets() and not Path(source).exists():
        return Bundle.preset(source)
    text = _text_of(source)
    _json_of(text, source)
    try:
        return compiled(text)
    except AftersalesError as error:
        raise UsageError(f"{source}: {error} [{error.code}]") from error


def _text_of(source: str) -> str:
    from aftersales._files import decoded

    if source in presets() and not Path(source).exists():
        return Bundle.preset(source).to_json()
    return decoded(sys.stdin.buffer.read() if source == "-" else Path(source).read_bytes())


def _json_of(text: str, source: str) -> Any:
    try:
        return json.loads(text)
    except ValueError as error:
        raise UsageError(f"{source}: not JSON: {error}") from error


def _write(path: str, text: str) -> None:
    if path == "-":
        sys.stdout.write(text)
    else:
        Path(path).write_text(text, encoding="utf-8")


def _pair(text: str, form: str) -> tuple[str, str]:
    name, found, value = text.partition("=")
    if not found or not name:
        raise UsageError(f"`{text}` is not of the form `{form}`")
    return name.strip(), value.strip()


def _instant(text: str) -> datetime:
    try:
        return datetime.fromisoformat(text[:-1] + "+00:00" if text.endswith("Z") else text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"`{text}` is no instant, such as 2026-03-31T00:00:00Z") from error


def _period(text: str) -> tuple[datetime, datetime]:
    first, found, last = text.partition("/")
    if not found:
        raise argparse.ArgumentTypeError(f"`{text}` is no period, such as 2026-01-01/2026-04-01")
    return _instant(first), _instant(last)


def _date(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"`{text}` is no date, such as 2026-01-01") from error


def _utc(at: datetime | None) -> datetime | None:
    return at.replace(tzinfo=timezone.utc) if at is not None and at.tzinfo is None else at


def _utc_period(period: tuple[datetime, datetime] | None) -> tuple[datetime, datetime] | None:
    if period is None:
        return None
    first, last = (_utc(at) for at in period)
    assert first is not None and last is not None
    return first, last


class _Progress:
    """A bar on standard error, where that is a terminal."""

    _WIDTH = 30

    def __enter__(self) -> _Progress:
        self._shown = sys.stderr.isatty()
        return self

    def __exit__(self, *_: object) -> None:
        if self._shown:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()

    def of(self, what: str) -> Callable[[int, int], None] | None:
        if not self._shown:
            return None

        def show(done: int, all_: int) -> None:
            full = self._WIDTH * done // max(all_, 1)
            sys.stderr.write(f"\r{what:<10} [{'#' * full}{' ' * (self._WIDTH - full)}] {100 * done // max(all_, 1):3d} %")
            sys.stderr.flush()

        return show
