"""The tutorial runs as it stands: on one in forty incidents of the log, or with AFTERSALES_DEEP on all, where it prints what it says.

The notebook runs with AFTERSALES_DEEP alone.
"""

from __future__ import annotations

import contextlib
import gzip
import io
import os
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TUTORIAL = ROOT / "docs" / "python" / "from-a-csv-to-a-report.md"
LOG = Path("tests") / "data" / "uci-incidents" / "incident_event_log.csv.gz"
POLICY = Path("core") / "examples" / "desk_report" / "incidents" / "policy.json"
DEEP = bool(os.environ.get("AFTERSALES_DEEP"))
#: One in so many incidents, over the whole time of the log, and among them the one that the tutorial names.
EVERY = 40
NAMED = 104


def blocks() -> list[tuple[str, str | None]]:
    """The code of every block, with the text that it says it prints."""
    text = TUTORIAL.read_text(encoding="utf-8")
    return re.findall(r"```python\n(.*?)```(?:\n\n```text\n(.*?)```)?", text, flags=re.DOTALL)


@pytest.fixture()
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder like the root of the repository, with the log or its beginning."""
    for path in (LOG, POLICY):
        (tmp_path / path).parent.mkdir(parents=True)
    (tmp_path / POLICY).write_bytes((ROOT / POLICY).read_bytes())
    if DEEP:
        (tmp_path / LOG).write_bytes((ROOT / LOG).read_bytes())
    else:
        with gzip.open(ROOT / LOG, "rt", encoding="utf-8") as whole, gzip.open(tmp_path / LOG, "wt", encoding="utf-8") as part:
            part.write(next(whole))
            part.writelines(line for line in whole if int(line[3:10]) % EVERY == NAMED % EVERY)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_tutorial(folder: Path) -> None:
    pytest.importorskip("pandas")
    pytest.importorskip("matplotlib")
    names: dict[str, object] = {}
    printed = 0
    for code, said in blocks():
        out = io.StringIO()
        with contextlib.redirect_stdout(out):
            exec(compile(code, str(TUTORIAL), "exec"), names)
        printed += bool(out.getvalue())
        if DEEP:
            assert out.getvalue() == (said or ""), code
    assert printed >= 8 and (folder / "report.html").stat().st_size > 50_000


@pytest.mark.skipif(not DEEP, reason="the notebook takes the whole log")
def test_the_notebook(folder: Path) -> None:
    nbformat, nbclient = pytest.importorskip("nbformat"), pytest.importorskip("nbclient")
    for path in sorted((ROOT / "docs" / "notebooks").glob("*.ipynb")):
        notebook = nbformat.read(path, as_version=4)
        nbformat.validate(notebook)
        assert not any(cell.get("outputs") for cell in notebook.cells), "a notebook is kept without its results"
        nbclient.NotebookClient(notebook, timeout=1200, resources={"metadata": {"path": str(folder)}}).execute()
        shown = [output for cell in notebook.cells for output in cell.get("outputs", [])]
        assert any("text/html" in output.get("data", {}) for output in shown)
        assert any("image/svg+xml" in output.get("data", {}) for output in shown)
