"""The command, as a shell sees it: what it prints where, and its exit codes."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import aftersales
import tickets
from aftersales._cli import main

POLICY = Path(__file__).parents[2] / "core" / "presets" / "clocks-only.json"


def table(rows: list[dict[str, Any]], separator: str = ",") -> str:
    text = io.StringIO()
    writer = csv.DictWriter(text, list(rows[0]), delimiter=separator)
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


@pytest.fixture()
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    try:
        code = main(arguments)
    except SystemExit as exit_:
        code = int(exit_.code or 0)
    out, err = capsys.readouterr()
    return code, out, err


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_csv_in_the_encodings_of_offices(
    folder: Path, capsys: pytest.CaptureFixture[str], encoding: str, separator: str
) -> None:
    (folder / "tickets.csv").write_bytes(table(tickets.plain()[:60], separator).encode(encoding))
    code, out, err = run(capsys, "report", "tickets.csv", "--naive", "UTC", "--language", "zh", "--policy", str(POLICY))
    assert code == 0 and out.startswith("服务报告"), err
    assert "工单：60" in out and "as of the latest stamp" in err


def test_parquet_excel_and_json_lines_give_the_same(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = tickets.rows()[:60]
    texts = [{**row, "报修时间": str(row["报修时间"]), "首次响应时间": str(row["首次响应时间"]), "解决时间": str(row["解决时间"])} for row in rows]
    (folder / "tickets.jsonl").write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in texts))
    code, expected, err = run(capsys, "report", "tickets.jsonl", "--format", "json")
    assert code == 0 and json.loads(expected)["tickets"] == 60, err
    pyarrow = pytest.importorskip("pyarrow")
    parquet = pytest.importorskip("pyarrow.parquet")
    parquet.write_table(pyarrow.Table.from_pylist(rows), folder / "tickets.parquet")
    assert run(capsys, "report", "tickets.parquet", "--format", "json")[1] == expected
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    book.active.append(list(rows[0]))
    for row in rows:
        naive = [value.replace(tzinfo=None) if hasattr(value, "tzinfo") else value for value in row.values()]
        book.active.append(naive)
    book.create_sheet("empty")
    book.save(folder / "tickets.xlsx")
    assert run(capsys, "report", "tickets.xlsx", "--format", "json", "--naive", "UTC")[1] == expected
    code, _, err = run(capsys, "report", "tickets.xlsx", "--sheet", "March", "--naive", "UTC")
    assert code == 2 and "there are Sheet, empty" in err


def test_a_page_with_charts(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pytest.importorskip("matplotlib")
    (folder / "tickets.csv").write_text(table(tickets.plain()), encoding="utf-8")
    arguments = ["report", "tickets.csv", "--naive", "UTC", "--policy", "clocks-only", "--html", "report.html"]
    arguments += ["--column", "actual_cost.labour=labour", "--currency", "CNY", "--title", "Desk & co", "--people"]
    code, out, err = run(capsys, *arguments)
    assert (code, out) == (0, ""), err
    page = (folder / "report.html").read_text(encoding="utf-8")
    assert page.count("<svg ") >= 5 and "<title>Desk &amp; co</title>" in page
    code, out, _ = run(capsys, *arguments[:6], "--html", "-", "--no-charts", "--language", "zh")
    assert code == 0 and '<html lang="zh-CN">' in out and "<svg" not in out


def test_rejected_rows_are_told_and_written(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = tickets.plain()[:10]
    rows[4]["报修时间"] = "30 February"
    (folder / "tickets.csv").write_text(table(rows), encoding="utf-8")
    code, _, err = run(capsys, "report", "tickets.csv", "--naive", "UTC", "--rejected", "rejected.csv")
    assert code == 0
    assert "1 row not taken; the first is row 5: `报修时间` is `30 February` (malformed_instant)" in err
    [row] = csv.DictReader((folder / "rejected.csv").read_text(encoding="utf-8").splitlines())
    assert (row["row"], row["工单号"], row["reasons"]) == ("5", "TS-0004", "created_at=30 February (malformed_instant)")
    (folder / "none.csv").write_text("id,opened,priority\n1,2026-01-01,P7\n")
    assert run(capsys, "report", "none.csv", "--naive", "UTC")[0] == 1


@pytest.mark.parametrize(
    ("content", "arguments", "said"),
    [
        ("id,opened\n1,2026-01-01 09:00\n", [], "such as `--naive UTC`"),
        ("id,summary\n1,x\n", [], "such as `--column 'created_at=id'`"),
        ("id,opened\n1,2/3/2026\n", ["--naive", "UTC"], "--datetime-format '%d/%m/%Y %H:%M'"),
        ("id,opened\n1,2026-01-01,x\n", [], "line 2 has 3 values, the header 2 columns"),
        ("id,id\n1,2\n", [], "line 1 names column `id` more than once"),
        ("", [], "the file is empty"),
        ("id,opened\n1,2026-01-01\n", ["--naive", "Mars"], "Mars"),
        ("id,opened\n1,2026-01-01\n", ["--naive", "UTC", "--group-by", "colour"], "colour"),
        ("id,opened\n1,2026-01-01\n", ["--column", "created_at"], "--column FACT=COLUMN"),
        ("id,opened\n1,2026-01-01\n", ["--policy", "no.json"], "no.json: No such file"),
        ("id,opened\n1,2026-01-01\n", ["--encoding", "klingon"], "`klingon` is no encoding"),
        ("id,opened\n1,2026-01-01\n", ["--as-of", "soon"], "`soon` is no instant"),
    ],
)
def test_wrong_questions(
    folder: Path, capsys: pytest.CaptureFixture[str], content: str, arguments: list[str], said: str
) -> None:
    (folder / "tickets.csv").write_text(content, encoding="utf-8")
    code, out, err = run(capsys, "report", "tickets.csv", *arguments)
    assert (code, out) == (2, "") and said in err, err
    assert "Traceback" not in err


def test_bytes_that_are_no_text_name_their_line(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "tickets.csv").write_bytes(b"id,opened\n1,2026-01-01\n2,\xff\xff\n")
    code, _, err = run(capsys, "report", "tickets.csv")
    assert code == 2 and "line 3 is not text in UTF-8 or GB18030" in err


def test_check(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(capsys, "check", str(POLICY), "--from", "2026-01-01", "--until", "2026-12-31")
    assert (code, out) == (0, "") and "0 errors" in err
    code, out, _ = run(capsys, "check", "after-sales", "--from", "2027-01-01", "--strict")
    assert code == 1 and "after-sales: warning: calendars.office: the calendar has no holiday in 2027" in out
    broken = json.loads(POLICY.read_text(encoding="utf-8"))
    broken["sla"]["metrics"][0]["stops"] = [{"type": "agent_mesage"}]
    (folder / "broken.json").write_text(json.dumps(broken))
    code, out, _ = run(capsys, "check", "broken.json", "--json")
    assert code == 1 and json.loads(out.splitlines()[0])["severity"] == "error"
    (folder / "sla.json").write_text(json.dumps({**json.loads(POLICY.read_text(encoding="utf-8"))["sla"], "calendars": {}}))
    assert run(capsys, "check", "sla.json")[0] == 1
    (folder / "text.json").write_text("{not json")
    code, _, err = run(capsys, "check", "text.json")
    assert code == 2 and "text.json: not JSON: Expecting property name" in err
    assert run(capsys, "check", "missing.json")[0] == 2


LOG: list[dict[str, Any]] = [
    {"at": "2026-03-02T01:00:00Z", "type": "started", "inputs": {"priority": "P2"}},
    {"at": "2026-03-02T02:00:00Z", "type": "agent_message"},
    {"at": "2026-03-02T03:00:00Z", "type": "wait_started", "reason": "customer"},
    {"at": "2026-03-03T03:00:00Z", "type": "wait_ended", "reason": "customer"},
]


def test_explain_a_log_of_clocks(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "log.jsonl").write_text("\n".join(map(json.dumps, LOG)))
    (folder / "log.json").write_text(json.dumps(LOG))
    now = ["--policy", "clocks-only", "--now", "2026-03-05T00:00:00Z"]
    code, out, err = run(capsys, "explain", "log.jsonl", *now, "--metric", "resolution")
    assert code == 0, err
    assert out.splitlines()[:4] == [
        "resolution: running",
        "  target 24 h of open time on calendar `office` (selector[1])",
        "  used 23 h, left 1 h",
        "  due 2026-03-05 01:00:00Z",
    ]
    assert "paused (customer)  0 s      2 h" in out
    assert "计时中" in run(capsys, "explain", "log.json", *now, "--language", "zh")[1]
    code, out, _ = run(capsys, "explain", "log.json", *now, "--json")
    assert [json.loads(line)["reading"]["metric"] for line in out.splitlines()] == ["first_response", "resolution"]
    code, _, err = run(capsys, "explain", "log.json", *now, "--metric", "solution")
    assert code == 2 and "there are first_response, resolution" in err
    (folder / "log.json").write_text(json.dumps(LOG[1:]))
    code, _, err = run(capsys, "explain", "log.json", *now)
    assert code == 2 and "event 1:" in err


def test_explain_a_log_of_a_ticket_and_a_case(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from datetime import datetime, timezone

    now = datetime(2026, 3, 2, 9, tzinfo=timezone.utc)
    kind = {"type": "open", "number": "TS20260302-0001", "kind": "enquiry", "channel": "chat"}
    command = {"by": {"id": "desk-1", "roles": ["front_desk"]}, "occurred_at": now, "idempotency_key": "a", "expected_version": 0}
    _, decision = aftersales.Ticket.open(aftersales.Bundle.preset("after-sales"), command | {"kind": kind}, now)
    (folder / "ticket.jsonl").write_text("\n".join(map(aftersales.to_json, decision["events"])))
    code, out, err = run(capsys, "explain", "ticket.jsonl", "--policy", "after-sales", "--now", "2026-03-02T10:00:00Z")
    assert code == 0 and "first_response: running" in out, err
    case = {"severity": "severe", "scope": "core_function", "safety_hazard": False}
    (folder / "case.json").write_text(json.dumps(case))
    code, out, _ = run(capsys, "explain", "case.json", "--policy", "after-sales")
    assert code == 0 and out.startswith("priority: P1\n  rule: base.cells.severe.core_function")
    assert json.loads(run(capsys, "explain", "case.json", "--policy", "after-sales", "--json")[1])["grade"]["priority"] == "P1"
    (folder / "case.json").write_text(json.dumps({**case, "scope": "all"}))
    code, _, err = run(capsys, "explain", "case.json", "--policy", "after-sales")
    assert code == 2 and "`scope` is `all`; it takes" in err


def test_backtest(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = [
        {"ticket": "TS-1", "at": event["at"], "type": event["type"], "priority": "P2", "reason": event.get("reason", "")}
        for event in LOG
    ]
    (folder / "log.csv").write_text(table(rows), encoding="utf-8")
    code, out, err = run(capsys, "backtest", "log.csv", "--policy", f"now={POLICY}", "--policy", "three-grade")
    assert code == 0 and "| now | first\\_response | P2 | 1 | 0 | 100.0% |" in out, err
    code, out, _ = run(capsys, "backtest", "log.csv", "--policy", "clocks-only", "--format", "json", "--as-of", "2026-03-05")
    assert code == 0 and json.loads(out)["tickets"] == 1
    code, _, err = run(capsys, "backtest", "log.csv", "--policy", "clocks-only", "--ticket", "number")
    assert code == 2 and "no column `number`" in err


def test_schemas_are_those_of_the_documentation(capsys: pytest.CaptureFixture[str]) -> None:
    published = {path.stem: path for path in (Path(__file__).parents[2] / "docs" / "schema").glob("*.json")}
    assert run(capsys, "schema")[1].split() == sorted(published)
    for name, path in published.items():
        assert run(capsys, "schema", name)[1] == path.read_text(encoding="utf-8"), f"copy {path} to the package"
    code, _, err = run(capsys, "schema", "bundel")
    assert code == 2 and "did you mean `bundle`?" in err


def shell(*arguments: str, **options: Any) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([sys.executable, "-m", "aftersales", *arguments], capture_output=True, check=False, **options)


def test_as_a_process(folder: Path) -> None:
    version = shell("--version")
    assert (version.returncode, version.stdout.decode()) == (0, f"aftersales {aftersales.__version__}\n")
    assert shell().returncode == 2
    content = table(tickets.plain()).encode("gb18030")
    read = shell("report", "-", "--naive", "UTC", "--format", "markdown", input=content)
    assert read.returncode == 0 and read.stdout.startswith(b"# Service report"), read.stderr
    # No bar where there is no terminal, and no complaint where the reader goes away.
    assert b"\r" not in read.stderr
    command = f"{sys.executable} -m aftersales schema bundle | head -c 1"
    piped = subprocess.run(["sh", "-c", command], capture_output=True, check=False)
    assert (piped.stdout, piped.stderr) == (b"{", b"")


@pytest.mark.skipif(sys.platform == "win32", reason="a pseudo-terminal is Unix's")
def test_a_terminal_has_a_progress_bar(folder: Path) -> None:
    import os
    import pty

    (folder / "tickets.csv").write_text(table(tickets.plain()), encoding="utf-8")
    reader, terminal = pty.openpty()
    command = [sys.executable, "-m", "aftersales", "report", "tickets.csv", "--naive", "UTC"]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=terminal) as process:
        os.close(terminal)
        shown = b""
        while True:
            try:
                part = os.read(reader, 4096)
            except OSError:
                break
            if not part:
                break
            shown += part
    os.close(reader)
    assert process.returncode == 0 and b"computing  [" in shown and b"100 %" in shown
