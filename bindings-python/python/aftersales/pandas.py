"""pandas: how its Series are read, and how answers become Series. Nothing here needs to be imported by hand."""

from __future__ import annotations

from datetime import tzinfo
from typing import TYPE_CHECKING, Any

import numpy
import pandas

if TYPE_CHECKING:
    from aftersales import Column, Table


def given(series: Any, label: str) -> tuple[Any, str | None]:
    """The values of a Series as an object that speaks Arrow or as a NumPy array, and the zone of its times."""
    if not isinstance(series, pandas.Series):
        kind = type(series).__name__
        raise TypeError(f"{label} is a pandas `{kind}`; expected a Series, such as `frame[\"opened\"]`")
    dtype = series.dtype
    if isinstance(dtype, pandas.DatetimeTZDtype):
        return series.to_numpy(f"datetime64[{dtype.unit}]"), zone_name(dtype.tz)
    if isinstance(dtype, numpy.dtype):
        if dtype.kind == "O":
            raise TypeError(_object_advice(series, label))
        return series.to_numpy(), None
    # Before pandas 3 a Series speaks Arrow only through its values.
    return (series if hasattr(series, "__arrow_c_stream__") else series.array.__arrow_array__()), None


def zone_name(zone: tzinfo) -> str:
    """The name of a zone as Arrow writes it; a fixed distance from UTC as ``+05:30``."""
    name = getattr(zone, "key", None) or getattr(zone, "zone", None)
    if isinstance(name, str):
        return name
    offset = zone.utcoffset(None)
    if offset is None or offset.total_seconds() % 60:
        return "UTC"
    minutes = int(offset.total_seconds()) // 60
    return f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}" if minutes else "UTC"


def _object_advice(series: Any, label: str) -> str:
    """What is in a column of Python objects, and what to do about it."""
    advice = "`pandas.to_datetime(column, utc=True)` makes instants of it"
    zones: dict[str, int] = {}
    for row, value in enumerate(series):
        if not isinstance(value, pandas.Timestamp) and not hasattr(value, "tzinfo"):
            if not pandas.api.types.is_scalar(value) or pandas.isna(value):
                continue
            return f"{label} is `object`: row {row} holds a `{type(value).__name__}`; {advice}"
        if value is pandas.NaT:
            continue
        zones.setdefault(str(value.tzinfo), row)
        if len(zones) > 1:
            (one, _), (other, row) = zones.items()
            if other == "None":
                return f"{label} is `object` with mixed zones: row {row} has none and rows before it have `{one}`; give it one"
            return f"{label} is `object` with mixed zones: `{one}`, and `{other}` from row {row} on; {advice}"
    return f"{label} is `object`; {advice}"


def words(series: Any, label: str) -> tuple[Any, list[str]] | None:
    """The words of a Series as codes of a list, -1 for none; ``None`` where Arrow gives them."""
    dtype = series.dtype
    if isinstance(dtype, pandas.CategoricalDtype):
        codes, listed = series.cat.codes, series.cat.categories
    elif dtype == "object" or isinstance(dtype, pandas.StringDtype):
        codes, listed = pandas.factorize(series)
    elif isinstance(dtype, pandas.ArrowDtype):
        return None
    else:
        raise TypeError(f"{label} is `{dtype}`; expected words: a column of text or categories")
    for code, word in enumerate(listed):
        if not isinstance(word, str):
            row = list(codes).index(code)
            raise TypeError(f"{label} holds a `{type(word).__name__}` in row {row}; expected words: `.astype(\"str\")`")
    return numpy.ascontiguousarray(codes, "int64"), list(listed)


def check_index(one: Any, other: Any) -> None:
    """Refuses Series whose rows are labelled differently: they are taken row by row, whatever their labels."""
    if one.index is not other.index and not one.index.equals(other.index):
        raise ValueError(
            "the two Series have different indexes, and rows are taken in order; "
            "align them first, with `one.align(other)` or `reset_index(drop=True)`"
        )


def series(column: Column, like: Any) -> Any:
    """The column as a Series with the index of ``like``, Arrow-backed if that is."""
    if isinstance(like.dtype, pandas.ArrowDtype):
        import pyarrow

        array = pyarrow.array(column)
        return pandas.Series(array, index=like.index, dtype=pandas.ArrowDtype(array.type))
    return numpy_series(column, like.index)


def numpy_series(column: Column, index: Any = None) -> Any:
    """The column as a NumPy-backed Series."""
    values = column.to_numpy()
    if values.dtype.kind == "M":
        instants = pandas.Series(values, index=index, copy=False).dt.tz_localize("UTC")
        return instants if column.time_zone in (None, "UTC") else instants.dt.tz_convert(column.time_zone)
    if column.null_count and values.dtype.kind == "b":
        return pandas.Series(pandas.array(column.to_list(), dtype="boolean"), index=index)
    if values.dtype.kind == "O":
        return pandas.Series(values, index=index, dtype="str")
    return pandas.Series(values, index=index, copy=False)


def frame(table: Table) -> Any:
    """The table as a DataFrame of NumPy-backed columns."""
    return pandas.DataFrame({name: numpy_series(table[name]) for name in table.column_names})
