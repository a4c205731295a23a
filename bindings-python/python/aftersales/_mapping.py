"""Which column holds which fact, and the values of a table as values of facts. The words are data, in ``columns.json``."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from aftersales._core import WorkingCalendar
from aftersales._frame import length_of

if TYPE_CHECKING:
    from aftersales._types import _Columns

#: How many columns or words an error lists.
_MOST_SHOWN = 12


#: Facts of which a wrong column would make a wrong report; of others the first column whose name fits is taken.
_DECISIVE = ("ticket", "priority", "outcome")


class TableError(ValueError):
    """A table that cannot be read: what is wrong, and what to say in Python and on the command line."""

    def __init__(self, problem: str, python: str = "", command: str = "") -> None:
        super().__init__(f"{problem}, such as `{python}`" if python else problem)
        self.problem = problem
        self.command = command

    def for_command(self) -> str:
        """The message with the option of the command line."""
        return f"{self.problem}, such as `{self.command}`" if self.command else self.problem


class Reading(NamedTuple):
    """How the values of a table are read."""

    values: Mapping[str, Mapping[str, str]]
    missing: frozenset[str]
    naive: str | None
    datetime_format: str | None
    currency: str | None


_loaded: dict[str, Any] = {}


def known() -> dict[str, Any]:
    """The names of columns and values that are known."""
    if not _loaded:
        from importlib.resources import files

        _loaded.update(json.loads(files("aftersales").joinpath("columns.json").read_text(encoding="utf-8")))
    return _loaded


def mapping_of(columns: _Columns, given: Mapping[str, str]) -> dict[str, str]:
    """The column of every fact: those that are given, and of the rest those whose names are known."""
    mapping = {}
    for field, column in given.items():
        kind_of(field)
        if column not in columns:
            raise TableError(f"`{field}` is said to be column `{column}`, which the table does not have; {_listed(columns, column)}")
        mapping[field] = column
    names: dict[str, list[str]] = {}
    for column in columns:
        names.setdefault(_plain(column), []).append(column)
    for field, description in known()["fields"].items():
        if field in mapping:
            continue
        found = [column for alias in description["aliases"] for column in names.get(_plain(alias), [])]
        found = [column for column in found if column not in given.values()]
        if _plain(field) in names and found:
            mapping[field] = names[_plain(field)][0]
        elif len(found) > 1 and (description["kind"] == "stamp" or field in _DECISIVE):
            shown = ", ".join(f"`{column}`" for column in found)
            raise TableError(f"{shown} could all be `{field}`; say which", *_naming(field, found[0]))
        elif found:
            mapping[field] = found[0]
    for column in columns:
        field, _, inner = column.partition(".")
        if inner and field in known()["open_fields"] and column not in mapping:
            mapping[column] = column
    if "created_at" not in mapping:
        problem = f"no column says when a ticket was reported; {_listed(columns, 'created_at')}; name it"
        raise TableError(problem, *_naming("created_at", next(iter(columns), "opened")))
    return mapping


def kind_of(field: str) -> str:
    """What sort of value a field holds."""
    fields, open_fields = known()["fields"], known()["open_fields"]
    if field in fields:
        return str(fields[field]["kind"])
    outer, _, inner = field.partition(".")
    if inner and outer in open_fields:
        return str(open_fields[outer])
    close = close_to(field, list(fields), 1)
    hint = f"did you mean `{close[0]}`?" if close else f"there are {', '.join(fields)} and {', '.join(f'{one}.…' for one in open_fields)}"
    raise TableError(f"`{field}` is no fact of a ticket; {hint}")


def read(columns: _Columns, mapping: Mapping[str, str], reading: Reading) -> _Columns:
    """The values of every mapped field. One that cannot be read stays as it is, for the core to reject with its reason."""
    return {field: _column(field, column, columns[column], reading) for field, column in mapping.items()}


def facts_of(read_columns: _Columns) -> Iterator[dict[str, Any]]:
    """The facts row by row."""
    places = [(field.split("."), values) for field, values in read_columns.items()]
    for position in range(length_of(read_columns)):
        facts: dict[str, Any] = {}
        for (place, *inner), values in places:
            value = values[position]
            if value is None:
                continue
            if not inner:
                facts[place] = value
            elif place == "promises":
                facts.setdefault(place, {}).setdefault(inner[0], {})[".".join(inner[1:])] = value
            else:
                facts.setdefault(place, {})[".".join(inner)] = value
        yield facts


def latest(read_columns: _Columns) -> datetime | None:
    """The latest stamp of the table."""
    stamps = (value for values in read_columns.values() for value in values if isinstance(value, datetime))
    return max(stamps, default=None)


def _column(field: str, column: str, values: list[Any], reading: Reading) -> list[Any]:
    kind = kind_of(field)
    if kind == "promise":
        kind = "stamp" if field.endswith("_at") else "count"
    if kind == "stamp":
        return _stamps(column, values, reading)
    words = {**_words(field, kind), **{_word(word): meant for word, meant in reading.values.get(field, {}).items()}}
    convert: dict[str, Callable[[Any], Any]] = {
        "text": _text, "word": _text, "flag": lambda value: value, "count": _count, "number": _number,
        "amount": lambda value: {"amount": _text(value), "currency": reading.currency or ""},
    }
    if kind == "amount" and reading.currency is None:
        raise TableError(f"column `{column}` holds amounts; say of which currency", 'currency="EUR"', "--currency EUR")
    change = convert[kind]
    read: list[Any] = []
    for value in values:
        if is_missing(value, reading.missing):
            read.append(None)
            continue
        meant = words.get(_word(value)) if words else None
        if kind == "flag":
            read.append(value if isinstance(value, bool) else {"true": True, "false": False}.get(meant or "", _text(value)))
        else:
            read.append(change(value) if meant is None else meant)
    return read


def _words(field: str, kind: str) -> dict[str, str]:
    listed = known()["values"].get("flag" if kind == "flag" else field, {})
    return {_word(alias): meant for meant, aliases in listed.items() for alias in aliases}


def is_missing(value: Any, missing: frozenset[str]) -> bool:
    """Whether a value says that nothing is known: none, not a number, not a time, or a word for it."""
    if value is None:
        return True
    if isinstance(value, str):
        return value.strip().casefold() in missing
    if type(value).__name__ in ("NAType", "NaTType"):
        return True
    return isinstance(value, float) and value != value


def _stamps(column: str, values: list[Any], reading: Reading) -> list[Any]:
    formats = [reading.datetime_format] if reading.datetime_format else known()["datetime_formats"]
    zone = WorkingCalendar.round_the_clock(reading.naive) if reading.naive else None
    read: list[Any] = []
    unread: list[str] = []
    for position, value in enumerate(values):
        if is_missing(value, reading.missing):
            read.append(None)
            continue
        at = value
        if isinstance(value, str):
            at = _parsed(value.strip(), formats)
            if at is None:
                unread.append(value)
                read.append(value)
                continue
        elif isinstance(value, date) and not isinstance(value, datetime):
            at = datetime.combine(value, time())
        elif not isinstance(value, datetime):
            raise TypeError(
                f"column `{column}` holds a `{type(value).__name__}` in row {position + 1}; a stamp is a datetime, a date "
                f"or text, such as `2026-03-02 09:00`"
            )
        read.append(_aware(at, zone, column, position))
    if unread and not any(isinstance(value, datetime) for value in read):
        raise TableError(
            f"no stamp of column `{column}` can be read, the first is `{unread[0]}`; say how they are written",
            'datetime_format="%d/%m/%Y %H:%M"',
            "--datetime-format '%d/%m/%Y %H:%M'",
        )
    return read


def _aware(at: datetime, zone: WorkingCalendar | None, column: str, position: int) -> datetime:
    if at.tzinfo is not None:
        return at
    if zone is None:
        raise TableError(
            f"column `{column}` has stamps without a time zone, the first is `{at}` in row {position + 1}; say which zone they mean",
            'naive="UTC"` or `naive="Asia/Shanghai"',
            "--naive UTC` or `--naive Asia/Shanghai",
        )
    instant = zone.local_to_instant(at.date(), at.time().replace(microsecond=0))
    if instant is None:
        raise TableError(f"column `{column}` has `{at}` in row {position + 1}, which lies outside the years 1 to 9999")
    return instant + timedelta(microseconds=at.microsecond)


def _parsed(text: str, formats: Iterable[str]) -> datetime | None:
    try:
        return datetime.fromisoformat(text[:-1] + "+00:00" if text.endswith(("Z", "z")) else text)
    except ValueError:
        pass
    for written in formats:
        try:
            return datetime.strptime(text, written)
        except ValueError:
            continue
    return None


def _text(value: Any) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()


def _count(value: Any) -> Any:
    try:
        number = float(value)
    except (TypeError, ValueError):
        return _text(value)
    return int(number) if number.is_integer() and number >= 0 else _text(value)


def _number(value: Any) -> Any:
    try:
        return float(value)
    except (TypeError, ValueError):
        return _text(value)


def _word(value: Any) -> str:
    return _text(value).casefold()


def _naming(field: str, column: str) -> tuple[str, str]:
    return f'columns={{"{field}": "{column}"}}', f"--column '{field}={column}'"


def close_to(word: str, words: list[str], most: int = 1) -> list[str]:
    """The words that are most like another."""
    from difflib import get_close_matches

    return get_close_matches(word, words, most)


def _plain(name: str) -> str:
    return "_".join("".join(sign if sign.isalnum() else " " for sign in name.casefold()).split())


def _listed(columns: _Columns, wanted: str) -> str:
    close = close_to(wanted, list(columns), 1)
    if close:
        return f"did you mean `{close[0]}`?"
    shown = ", ".join(f"`{column}`" for column in list(columns)[:_MOST_SHOWN])
    return f"the columns are {shown}" + (" and others" if len(columns) > _MOST_SHOWN else "")
