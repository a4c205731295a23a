"""How vectors with real numbers are compared: as their files say."""

from __future__ import annotations

import re
from typing import Any


class Tolerance:
    """The numbers after `relative` and `absolute` in the text of a vector or its file; exact without a text."""

    def __init__(self, file: dict[str, Any], vector: dict[str, Any]) -> None:
        text = vector.get("tolerance", file.get("tolerance"))

        def after(word: str, otherwise: float) -> float:
            found = re.search(rf"{word} ([-+.\de]+)", text or "")
            return float(found[1]) if found else otherwise

        self.relative = after("relative", 0.0)
        self.absolute = after("absolute", 1e-12) if text else 0.0

    def differences(self, path: str, expected: Any, got: Any) -> list[str]:
        """Every place at which an answer differs; what is answered and not expected is no difference."""
        if isinstance(expected, dict) and isinstance(got, dict):
            return [line for name in expected for line in self.differences(f"{path}.{name}", expected[name], got.get(name))]
        if isinstance(expected, list) and isinstance(got, (list, tuple)) and len(expected) == len(got):
            pairs = enumerate(zip(expected, got))
            return [line for place, pair in pairs for line in self.differences(f"{path}[{place}]", *pair)]
        if self.close(expected, got) or expected == got:
            return []
        return [f"`{path}`: expected {expected!r}, got {got!r}"]

    def close(self, expected: Any, got: Any) -> bool:
        if not all(isinstance(number, (int, float)) and not isinstance(number, bool) for number in (expected, got)):
            return False
        return bool(abs(expected - got) <= self.absolute + self.relative * abs(expected))
