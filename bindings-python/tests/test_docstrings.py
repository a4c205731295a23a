"""The examples in the docstrings run as they stand."""

from __future__ import annotations

import doctest
import inspect
from types import ModuleType

import aftersales
import aftersales.statistics
import pytest

MODULES: list[ModuleType] = [aftersales, aftersales.statistics]
DOCUMENTED = [
    (module, name)
    for module in MODULES
    for name in module.__all__
    if inspect.getdoc(vars(module)[name]) and not isinstance(vars(module)[name], str)
]


@pytest.mark.parametrize(("module", "name"), DOCUMENTED, ids=[name for _, name in DOCUMENTED])
def test_examples(module: ModuleType, name: str) -> None:
    names = vars(module)
    [example] = doctest.DocTestFinder(recurse=False).find(names[name], name, module=False, globs=dict(names))
    assert example.examples, "an example is missing"
    result = doctest.DocTestRunner(verbose=False).run(example)
    assert result.failed == 0


def test_everything_has_a_docstring() -> None:
    for module in MODULES:
        assert {name for each, name in DOCUMENTED if each is module} == set(module.__all__) - {"__version__"}
    for module, name in DOCUMENTED:
        documented = vars(module)[name]
        for member, value in vars(documented).items() if inspect.isclass(documented) else ():
            assert member.startswith("_") or inspect.getdoc(value), f"{name}.{member}"
