"""Writes the stubs of the compiled module: `python stubs.py`; with `--check` it only compares.

PyO3 says what it knows of every class and function, with the types that the Rust code names in `#[pyo3(signature = …)]`.
`stubs.pyi` has what PyO3 cannot say. `mypy.stubtest` compares the whole with the module.
"""

from __future__ import annotations

import argparse
import ast
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

PACKAGE = Path(__file__).parent
STUBS = PACKAGE / "python" / "aftersales" / "_core.pyi"
ADDITIONS = PACKAGE / "stubs.pyi"
WIDTH = 120
# What a type holds that is named alone.
PARAMETERS = {"dict": "dict[str, Any]", "list": "list[Any]", "tuple": "tuple[Any, ...]"}
Item = ast.ClassDef | ast.FunctionDef | ast.AnnAssign


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="say whether the stubs are up to date, and write nothing")
    check = parser.parse_args().check
    written = Written(known_to_pyo3(), ast.parse(ADDITIONS.read_text(encoding="utf-8"))).text()
    if check and STUBS.read_text(encoding="utf-8") != written:
        print(f"{STUBS.name} does not say what the module says; write it with `python stubs.py`", file=sys.stderr)
        return 1
    STUBS.write_text(written, encoding="utf-8")
    return 0


def known_to_pyo3() -> ast.Module:
    """The stubs that PyO3 makes of a build for inspection."""
    with tempfile.TemporaryDirectory() as folder:
        command = ["maturin", "generate-stubs", "--quiet", "--locked", "--profile", "dev", "--features", "inspect"]
        command += ["--interpreter", sys.executable, "--out", folder]
        made = subprocess.run([sys.executable, "-m", *command], cwd=PACKAGE, capture_output=True, text=True)
        if made.returncode:
            raise SystemExit(made.stderr)
        return ast.parse((Path(folder) / "aftersales" / STUBS.name).read_text(encoding="utf-8"))


class Written:
    """The stubs as text, of what PyO3 knows and what it cannot."""

    def __init__(self, known: ast.Module, additions: ast.Module) -> None:
        self.known = known
        self.additions = additions
        self.added = {each.name: each for each in additions.body if isinstance(each, ast.ClassDef)}

    def text(self) -> str:
        known = {each.name for each in self.known.body if isinstance(each, ast.ClassDef)}
        helpers = [
            each
            for each in self.additions.body
            if isinstance(each, Item) and not (isinstance(each, ast.ClassDef) and each.name in known)
        ]
        lines = list(self.names_of_the_module())
        items = [*helpers, *(each for each in self.known.body if isinstance(each, Item))]
        for each in items:
            if isinstance(each, ast.AnnAssign):
                lines += self.item(each, "")
        for each in items:
            if not isinstance(each, ast.AnnAssign):
                lines += ["", *self.item(each, "")]
        body = "\n".join(lines).rstrip() + "\n"
        if "Incomplete" in body:
            unknown = next(line for line in lines if "Incomplete" in line)
            raise SystemExit(f"a type is unknown: annotate it in its `#[pyo3(signature = …)]`, or in stubs.pyi: {unknown.strip()}")
        return "\n".join(self.imports(body)) + "\n\n" + body

    def imports(self, body: str) -> Iterator[str]:
        """Those that the body needs, by module."""
        used = {node.id for node in ast.walk(ast.parse(body)) if isinstance(node, ast.Name)}
        modules: dict[str, str] = {}
        # The additions come last: PyO3 takes `Buffer` from where the interpreter of the day has it.
        for tree in (self.known, self.additions):
            for each in tree.body:
                if isinstance(each, ast.ImportFrom) and each.module is not None:
                    modules.update((name.name, each.module) for name in each.names if name.name in used)
        for module in sorted(set(modules.values())):
            names = sorted(name for name, source in modules.items() if source == module)
            yield from wrapped(f"from {module} import ", ", ".join(names), "", "")

    def names_of_the_module(self) -> Iterator[str]:
        for each in self.known.body:
            if isinstance(each, ast.Assign) and isinstance(each.value, ast.List):
                yield "__all__ = ["
                yield from (f"    {shown(name)}," for name in each.value.elts)
                yield from ("]", "")

    def item(self, node: Item, indent: str) -> Iterator[str]:
        if isinstance(node, ast.ClassDef):
            yield from self.of_class(node, indent)
        elif isinstance(node, ast.FunctionDef):
            yield from self.of_function(node, indent, ast.get_docstring(node))
        else:
            yield f"{indent}{shown(node)}"

    def of_class(self, node: ast.ClassDef, indent: str) -> Iterator[str]:
        yield from (f"{indent}@{shown(decorator)}" for decorator in node.decorator_list)
        bases = ", ".join(shown(base) for base in node.bases)
        yield f"{indent}class {node.name}({bases}):" if bases else f"{indent}class {node.name}:"
        inner = indent + "    "
        documented = ast.get_docstring(node)
        if documented:
            yield from (*docstring(documented, inner), "")
        added = self.added.get(node.name)
        own = list(functions(added)) if added else []
        replaced = {each.name for each in own}
        explained = {each.name: ast.get_docstring(each) for each in functions(node)}
        for each in node.body:
            if isinstance(each, ast.FunctionDef) and each.name not in replaced:
                yield from self.item(each, inner)
            elif isinstance(each, ast.AnnAssign):
                yield from self.item(each, inner)
        for each in own:
            yield from self.of_function(each, inner, explained.pop(each.name, None))

    def of_function(self, node: ast.FunctionDef, indent: str, documented: str | None) -> Iterator[str]:
        node = Completed().visit(node)
        yield from (f"{indent}@{shown(decorator)}" for decorator in node.decorator_list)
        returns = f" -> {shown(node.returns)}" if node.returns else ""
        end = ":" if documented else ": ..."
        yield from wrapped(f"{indent}def {node.name}(", arguments(node), f"){returns}{end}", indent)
        if documented:
            yield from docstring(documented, indent + "    ")


class Completed(ast.NodeTransformer):
    """Annotations as they are read: out of their quotes, with parameters."""

    def visit_arg(self, node: ast.arg) -> ast.arg:
        node.annotation = complete(node.annotation)
        return node

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.FunctionDef:
        self.generic_visit(node)
        node.returns = complete(node.returns)
        return node


def complete(annotation: ast.expr | None) -> ast.expr | None:
    if isinstance(annotation, ast.Constant) and isinstance(annotation.value, str):
        annotation = ast.parse(annotation.value, mode="eval").body
    return Parameters().visit(annotation) if annotation is not None else None


class Parameters(ast.NodeTransformer):
    """Gives parameters to the generic types that are named without."""

    def visit_Subscript(self, node: ast.Subscript) -> ast.Subscript:
        node.slice = self.visit(node.slice)
        return node

    def visit_Name(self, node: ast.Name) -> ast.expr:
        return ast.parse(PARAMETERS.get(node.id, node.id), mode="eval").body


def functions(node: ast.ClassDef) -> Iterator[ast.FunctionDef]:
    yield from (each for each in node.body if isinstance(each, ast.FunctionDef))


def arguments(node: ast.FunctionDef) -> str:
    """The arguments with spaces around defaults of annotated ones, and `self` as it is usually written."""
    given = node.args
    first = given.posonlyargs[:1]
    if first and first[0].arg in ("self", "cls") and not given.posonlyargs[1:]:
        given = ast.arguments([], first + given.args, given.vararg, given.kwonlyargs, given.kw_defaults, given.kwarg, given.defaults)
    shown = []
    places = given.posonlyargs + given.args
    defaults: list[ast.expr | None] = [None] * (len(places) - len(given.defaults)) + list(given.defaults)
    for position, (each, default) in enumerate(zip(places, defaults)):
        shown.append(argument(each, default))
        if position + 1 == len(given.posonlyargs):
            shown.append("/")
    if given.vararg:
        shown.append("*" + argument(given.vararg, None))
    elif given.kwonlyargs:
        shown.append("*")
    shown += [argument(each, default) for each, default in zip(given.kwonlyargs, given.kw_defaults)]
    if given.kwarg:
        shown.append("**" + argument(given.kwarg, None))
    return ", ".join(shown)


def shown(node: ast.AST) -> str:
    """Code in double quotes, as PyO3's has none of its own inside."""
    return ast.unparse(node).replace("'", '"')


def argument(node: ast.arg, default: ast.expr | None) -> str:
    return shown(node) + (f" = {shown(default)}" if default is not None else "")


def wrapped(head: str, listed: str, tail: str, indent: str) -> list[str]:
    """One line, or as many as the width asks for."""
    if len(head + listed + tail) <= WIDTH:
        return [head + listed + tail]
    if not head.endswith("("):
        head, tail = head + "(", tail + ")"
    if len(indent) + 4 + len(listed) <= WIDTH:
        return [head, f"{indent}    {listed}", f"{indent}{tail}"]
    items, depth, start = [], 0, 0
    for position, sign in enumerate(listed):
        depth += (sign in "[(") - (sign in "])")
        if sign == "," and not depth:
            items.append(listed[start:position])
            start = position + 1
    items.append(listed[start:])
    return [head, *(f"{indent}    {item.strip()}," for item in items), f"{indent}{tail}"]


def docstring(documented: str, indent: str) -> list[str]:
    mark = 'r"""' if "\\" in documented else '"""'
    if "\n" not in documented:
        return [f'{indent}{mark}{documented}"""']
    return [f"{indent}{line}".rstrip() for line in f'{mark}{documented}\n"""'.split("\n")]


if __name__ == "__main__":
    sys.exit(main())
