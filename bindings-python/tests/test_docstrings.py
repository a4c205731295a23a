"""The examples in the docstrings run as they stand; those of methods go on from that of their class."""

from __future__ import annotations

import doctest
import inspect
import warnings
from types import ModuleType
from typing import Any

import aftersales
import aftersales.duckdb
import aftersales.holidays
import aftersales.polars
import aftersales.statistics
import pytest

MODULES: list[ModuleType] = [aftersales, aftersales.statistics]
DOCUMENTED = [
    (module, name)
    for module in MODULES
    for name in module.__all__
    if inspect.getdoc(vars(module)[name]) and not isinstance(vars(module)[name], str)
]
METHODS = [
    (module, name, method)
    for module, name in DOCUMENTED
    if inspect.isclass(vars(module)[name])
    for method in vars(vars(module)[name])
    if not method.startswith("_") and callable(getattr(vars(module)[name], method))
]


def run(documented: object, name: str, known: dict[str, Any]) -> dict[str, Any]:
    """Runs the example of a docstring, and gives what it has defined."""
    example = doctest.DocTestParser().get_doctest(inspect.getdoc(documented) or "", known, name, None, None)
    assert example.examples, "an example is missing"
    result = doctest.DocTestRunner(verbose=False).run(example, clear_globs=False)
    assert result.failed == 0
    return example.globs


@pytest.mark.parametrize(("module", "name"), DOCUMENTED, ids=[name for _, name in DOCUMENTED])
def test_examples(module: ModuleType, name: str) -> None:
    run(vars(module)[name], name, vars(aftersales) | vars(module))


@pytest.mark.parametrize(("module", "name", "method"), METHODS, ids=[".".join(each[1:]) for each in METHODS])
def test_examples_of_methods(module: ModuleType, name: str, method: str) -> None:
    documented = vars(module)[name]
    known = run(documented, name, vars(aftersales) | vars(module))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)
        run(getattr(documented, method), f"{name}.{method}", known)


@pytest.mark.parametrize("module", [aftersales.duckdb, aftersales.polars], ids=lambda module: module.__name__)
def test_examples_of_libraries(module: ModuleType) -> None:
    for name in module.__all__:
        documented = vars(module)[name]
        methods = vars(documented) if inspect.isclass(documented) else ()
        for each in (documented, *(getattr(documented, method) for method in methods if not method.startswith("_"))):
            run(each, each.__qualname__, run(module, module.__name__, vars(aftersales) | {"__name__": "example"}))


def test_examples_of_holidays() -> None:
    run(aftersales.holidays.from_ics, "from_ics", dict(vars(aftersales.holidays)))


def test_everything_has_a_docstring() -> None:
    for module in MODULES:
        assert {name for each, name in DOCUMENTED if each is module} == set(module.__all__) - {"__version__"}
    for module, name in DOCUMENTED:
        documented = vars(module)[name]
        for member in vars(documented) if inspect.isclass(documented) else ():
            assert member.startswith("_") or inspect.getdoc(getattr(documented, member)), f"{name}.{member}"


def test_what_is_taken_is_described() -> None:
    for module, name in DOCUMENTED:
        documented = vars(module)[name]
        if inspect.isclass(documented) and issubclass(documented, (tuple, Exception)):
            continue
        text = inspect.getdoc(documented) or ""
        try:
            taken = {} if "made by ``" in text else dict(inspect.signature(documented).parameters)
        except ValueError:  # What only other calls make.
            continue
        assert not taken or "\nParameters\n----------\n" in text, name
