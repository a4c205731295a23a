"""The examples of the README run as they stand."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

README = (Path(__file__).parents[1] / "README.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"```python\n(.*?)```", README, flags=re.DOTALL)


@pytest.mark.parametrize("package", [None, "tzdata", "numpy"])
def test_examples(package: str | None) -> None:
    ticket, calendar, with_tzdata, with_numpy = EXAMPLES
    names: dict[str, object] = {}
    exec(ticket, names)
    exec(calendar, names)
    if package is not None:
        pytest.importorskip(package)
        exec({"tzdata": with_tzdata, "numpy": with_numpy}[package], names)
