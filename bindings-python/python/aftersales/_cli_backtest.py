"""``aftersales backtest``: a log of events under several policies."""

from __future__ import annotations

import argparse
import sys


def add_parser(parser: argparse.ArgumentParser) -> None:
    """The arguments of the command."""
    parser.description = (
        "A log with an event a row (columns `ticket`, `at`, `type`, and `state`, `reason`, `priority` and so on where an event "
        "needs them) under several policies."
    )
    add = parser.add_argument
    add("log", help="CSV, Parquet, Excel or JSON lines, or `-` for CSV from standard input")
    add("--policy", action="append", required=True, metavar="[NAME=]FILE", help="a policy or preset; give two or more")
    add("--as-of", metavar="INSTANT", help="the instant of looking (just after the latest event)")
    add("--ticket", default="ticket", metavar="COLUMN", help="the column of the ticket's number (ticket)")
    add("--format", choices=["markdown", "json"], default="markdown", help="what to print (markdown)")
    add("--language", choices=["en", "zh"], default="en", help="language of the text (en)")
    parser.set_defaults(run=run)


def run(asked: argparse.Namespace) -> int:
    """Replays, and gives the exit code."""
    from aftersales import _cli
    from aftersales._backtest import backtest
    from aftersales._files import read_table

    policies = {}
    for given in asked.policy:
        name, named, source = given.partition("=")
        policies[name] = _cli.read_policy(source if named else given)
    as_of = _cli._utc(_cli._instant(asked.as_of)) if asked.as_of else None
    replay = backtest(read_table(asked.log, sys.stdin.buffer), policies, as_of=as_of, ticket=asked.ticket)
    sys.stdout.write(f"{replay.to_json()}\n" if asked.format == "json" else replay.to_markdown(asked.language))
    return _cli.OK
