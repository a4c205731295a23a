"""Tables of every kind as columns of Python values."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from aftersales._types import _Columns


def columns_of(frame: Any) -> _Columns:
    """The columns of a table.

    Takes frames of pandas and Polars, eager or lazy, tables of PyArrow, relations of DuckDB, anything with the Arrow
    PyCapsule interface (by way of PyArrow), mappings of columns, and iterables of mappings, a row each.
    """
    if isinstance(frame, Mapping):
        return _same_length({str(name): list(values) for name, values in frame.items()})
    library = type(frame).__module__.partition(".")[0]
    if library == "polars":
        frame = frame.collect() if hasattr(frame, "collect") else frame
        return {name: frame[name].to_list() for name in frame.columns}
    if library == "pandas":
        names = _once([str(name) for name in frame.columns])
        return {name: frame.iloc[:, position].tolist() for position, name in enumerate(names)}
    if library in ("duckdb", "_duckdb") and hasattr(frame, "fetchall"):
        names = _once(list(frame.columns))
        rows = frame.fetchall()
        return {name: [row[position] for row in rows] for position, name in enumerate(names)}
    if hasattr(frame, "__arrow_c_stream__") or hasattr(frame, "__arrow_c_array__"):
        from aftersales._optional import need

        table = need("pyarrow", "arrow").table(frame)
        return {name: table.column(position).to_pylist() for position, name in enumerate(_once(table.column_names))}
    if isinstance(frame, Iterable) and not isinstance(frame, (str, bytes)):
        return _of_rows(frame)
    raise TypeError(
        f"a table is a frame of pandas or Polars, a table of PyArrow, a relation of DuckDB, a dict of columns or rows as "
        f"dicts, not `{type(frame).__name__}`"
    )


def rows_of(columns: _Columns, positions: Iterable[int]) -> list[dict[str, Any]]:
    """Some rows as dicts."""
    return [{name: values[position] for name, values in columns.items()} for position in positions]


def length_of(columns: _Columns) -> int:
    """The number of rows."""
    return len(next(iter(columns.values()), []))


def _of_rows(rows: Iterable[Any]) -> _Columns:
    columns: _Columns = {}
    count = 0
    for count, row in enumerate(rows, start=1):
        if not isinstance(row, Mapping):
            raise TypeError(f"row {count} is a `{type(row).__name__}`; a row is a mapping of column names to values")
        for name in row:
            if name not in columns:
                columns[str(name)] = [None] * (count - 1)
        for name, values in columns.items():
            values.append(row.get(name))
    return columns


def _same_length(columns: _Columns) -> _Columns:
    lengths = {name: len(values) for name, values in columns.items()}
    if len(set(lengths.values())) > 1:
        shown = ", ".join(f"`{name}` {length}" for name, length in islice(lengths.items(), 8))
        raise ValueError(f"the columns of a table have one length; these differ: {shown}")
    return columns


def _once(names: Sequence[str]) -> Sequence[str]:
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise ValueError(f"the table has more than one column `{twice[0]}`; rename one of them")
    return names
