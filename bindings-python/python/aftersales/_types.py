"""Names of types, which only a type checker reads."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime
    from typing import Any, Literal, TypeAlias

    from aftersales._core import Bundle, SlaPolicy

    #: Columns by name, all of one length, in the order of the table.
    _Columns: TypeAlias = dict[str, list[Any]]
    _Language: TypeAlias = Literal["en", "zh"]
    _Period: TypeAlias = tuple[datetime, datetime]
    _Policy: TypeAlias = Bundle | SlaPolicy | dict[str, Any] | str
    _Table: TypeAlias = Literal["figures", "groups", "trends", "parts", "comparison", "people", "rejected", "tickets"]
    _BacktestTable: TypeAlias = Literal["promises", "policies", "differences", "rejected"]
