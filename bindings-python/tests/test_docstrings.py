"""The examples in the docstrings run as they stand."""

from __future__ import annotations

import doctest
import inspect

import aftersales
import pytest

NAMES = vars(aftersales)
DOCUMENTED = [name for name in aftersales.__all__ if inspect.getdoc(NAMES[name]) and not isinstance(NAMES[name], str)]


@pytest.mark.parametrize("name", DOCUMENTED)
def test_examples(name: str) -> None:
    [example] = doctest.DocTestFinder(recurse=False).find(NAMES[name], name, module=False, globs=dict(NAMES))
    assert example.examples, "an example is missing"
    result = doctest.DocTestRunner(verbose=False).run(example)
    assert result.failed == 0


def test_everything_has_a_docstring() -> None:
    assert set(DOCUMENTED) == set(aftersales.__all__) - {"__version__"}
    for name in DOCUMENTED:
        for member, value in vars(NAMES[name]).items() if inspect.isclass(NAMES[name]) else ():
            assert member.startswith("_") or inspect.getdoc(value), f"{name}.{member}"
