"""Writes what the compiled module says of itself into its stubs: `python stubs.py`; with `--check` it only compares.

Types are kept by hand, for the module does not know them; `mypy.stubtest` compares names, arguments and defaults.
"""

from __future__ import annotations

import argparse
import ast
import inspect
import sys
from pathlib import Path

from aftersales import _core

STUBS = Path(__file__).parent / "python" / "aftersales" / "_core.pyi"
Documented = ast.ClassDef | ast.FunctionDef


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="say whether the stubs are up to date, and write nothing")
    check = parser.parse_args().check
    found = STUBS.read_text(encoding="utf-8")
    wanted = with_docstrings(without_docstrings(found))
    if found == wanted:
        return 0
    if check:
        print(f"{STUBS.name} does not say what the module says; write it with `python stubs.py`", file=sys.stderr)
        return 1
    STUBS.write_text(wanted, encoding="utf-8")
    return 0


def nodes(text: str) -> list[tuple[Documented, object]]:
    """Every class and function with what it stands for, the last first; of overloads the first alone."""
    found: list[tuple[Documented, object]] = []
    for outer in ast.parse(text).body:
        if not isinstance(outer, Documented) or (stands_for := vars(_core).get(outer.name)) is None:
            continue
        found.append((outer, stands_for))
        seen = set()
        for inner in outer.body if isinstance(outer, ast.ClassDef) else []:
            if isinstance(inner, ast.FunctionDef) and not inner.name.startswith("__") and inner.name not in seen:
                seen.add(inner.name)
                found.append((inner, getattr(stands_for, inner.name)))
    return found[::-1]


def without_docstrings(text: str) -> str:
    lines = text.split("\n")
    for node, _ in nodes(text):
        first = node.body[0]
        if ast.get_docstring(node) is not None and first.end_lineno is not None:
            head, end = lines[first.lineno - 2], first.end_lineno
            if isinstance(node, ast.FunctionDef):
                lines[first.lineno - 2 : end] = [f"{head} ..."]
            else:
                lines[first.lineno - 1 : end + 1] = []
    return "\n".join(lines)


def with_docstrings(text: str) -> str:
    lines = text.split("\n")
    for node, stands_for in nodes(text):
        documented = inspect.getdoc(stands_for)
        if not documented:
            continue
        indent = " " * (node.col_offset + 4)
        mark = 'r"""' if "\\" in documented else '"""'
        written = [f"{indent}{line}".rstrip() for line in f'{mark}{documented}\n"""'.split("\n")]
        if "\n" not in documented:
            written = [f'{indent}{mark}{documented}"""']
        place = node.body[0].lineno - 1
        if isinstance(node, ast.FunctionDef):
            lines[place : place + 1] = [lines[place].removesuffix(" ..."), *written]
        else:
            first = node.body[0]
            decorators = [decorator.lineno for decorator in getattr(first, "decorator_list", [])]
            place = min([first.lineno, *decorators]) - 1
            lines[place:place] = [*written, ""]
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
