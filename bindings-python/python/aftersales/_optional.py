"""Packages that are only needed for some things, imported when they are."""

from __future__ import annotations

import importlib
from typing import Any


def need(module: str, extra: str) -> Any:
    """A module of an optional package, or an error that says how to get it."""
    try:
        return importlib.import_module(module)
    except ModuleNotFoundError as error:
        if error.name != module.partition(".")[0]:
            raise
        message = f"this needs `{module}`; install it with `pip install 'aftersales[{extra}]'`"
        raise ModuleNotFoundError(message, name=error.name) from error
