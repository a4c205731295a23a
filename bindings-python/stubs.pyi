"""What the stubs of the compiled module need besides what PyO3 knows: the names that annotations in the Rust code use,
overloads, and the types of attributes and operators, which cannot be annotated. `stubs.py` puts all this into `_core.pyi`."""

from collections.abc import Iterable, Mapping, Sequence
from array import array
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any, Literal, Protocol, TypeAlias, overload, type_check_only
from zoneinfo import ZoneInfo

from typing_extensions import Buffer

from aftersales import Transition
from aftersales.statistics import (
    Abandonment,
    CumulativeRepairs,
    Interval,
    MedianRanks,
    Newsvendor,
    NhsReading,
    ParetoRow,
    Passage,
    Planned,
    ReorderPolicy,
    RestrictedMean,
    Signal,
    Stage,
    Step,
    Test,
    TimeInterval,
)

_Given: TypeAlias = dict[str, Any] | str
_Answer: TypeAlias = dict[str, Any]
_Language: TypeAlias = Literal["en", "zh"]
_Numbers: TypeAlias = Sequence[float] | Buffer

@type_check_only
class _ArrowArray(Protocol):
    def __arrow_c_array__(self, requested_schema: object | None = None) -> tuple[object, object]: ...

@type_check_only
class _ArrowStream(Protocol):
    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object: ...

@type_check_only
class _LazyFrame(Protocol):
    def collect_schema(self) -> Any: ...
    def collect(self) -> Any: ...

@type_check_only
class _NumPyArray(Protocol):
    def __array__(self) -> Any: ...
    @property
    def dtype(self) -> Any: ...

# What is answered is a column of the library of what was asked: pandas, Polars, PyArrow, NumPy, else a `Column`.
_Column: TypeAlias = _ArrowArray | _ArrowStream | _NumPyArray
_Frame: TypeAlias = _ArrowStream | _LazyFrame | dict[str, Any]
_Zone: TypeAlias = str | ZoneInfo

class Column:
    @property
    def __array_interface__(self) -> dict[str, Any]: ...
    def __arrow_c_array__(self, requested_schema: object | None = None) -> tuple[object, object]: ...
    def __arrow_c_schema__(self) -> object: ...

class Table:
    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object: ...
    def __arrow_c_schema__(self) -> object: ...

class GradingPolicy:
    @overload
    def grade(self, case: dict[str, str | int] | str) -> _Answer: ...
    @overload
    def grade(self, case: _Frame, *, columns: Mapping[str, str | None] | None = None) -> Any: ...

class Handbook:
    def __getnewargs_ex__(self) -> tuple[tuple[()], dict[str, Any]]: ...

class KpiReport:
    def __getnewargs_ex__(self) -> tuple[tuple[Figures], dict[str, Figures | None]]: ...

class WorkingCalendar:
    @overload
    def elapsed(self, from_: datetime, to: datetime) -> timedelta: ...
    @overload
    def elapsed(self, from_: _Column, to: _Column | datetime, *, naive: _Zone | None = None) -> Any: ...
    @overload
    def elapsed(self, from_: datetime, to: _Column, *, naive: _Zone | None = None) -> Any: ...
    @overload
    def deadline(self, from_: datetime, budget: timedelta) -> datetime | None: ...
    @overload
    def deadline(self, from_: _Column, budget: timedelta | _Column, *, naive: _Zone | None = None) -> Any: ...
    @overload
    def is_open(self, at: datetime) -> bool: ...
    @overload
    def is_open(self, at: _Column, *, naive: _Zone | None = None) -> Any: ...
    @overload
    def add_working_days(self, from_: datetime, days: int) -> datetime | None: ...
    @overload
    def add_working_days(self, from_: _Column, days: int | _Column, *, naive: _Zone | None = None) -> Any: ...

class CrowAmsaa:
    @property
    def test(self) -> Test: ...

class Money:
    @property
    def amount(self) -> Decimal: ...
    def __add__(self, other: Money, /) -> Money: ...
    def __radd__(self, other: Money, /) -> Money: ...
    def __sub__(self, other: Money, /) -> Money: ...
    def __rsub__(self, other: Money, /) -> Money: ...
    def __lt__(self, other: Money, /) -> bool: ...
    def __le__(self, other: Money, /) -> bool: ...
    def __gt__(self, other: Money, /) -> bool: ...
    def __ge__(self, other: Money, /) -> bool: ...