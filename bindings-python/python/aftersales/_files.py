"""Tables from files: CSV in the encodings that offices write, Parquet, Excel, JSON lines."""

from __future__ import annotations

import codecs
import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from aftersales._frame import columns_of
from aftersales._mapping import TableError

if TYPE_CHECKING:
    from aftersales._types import _Columns

#: Encodings in the order in which they are tried. GB18030 takes nearly any bytes, so it comes last.
_ENCODINGS = ("utf-8-sig", "gb18030")
#: How much of a file decides what separates its values.
_SAMPLE = 64 * 1024

Progress = Callable[[int, int], None]


def read_table(
    path: str, stdin: BinaryIO, *, encoding: str | None = None, sheet: str | None = None, progress: Progress | None = None
) -> _Columns:
    """The columns of a file by its ending; ``-`` is CSV from standard input."""
    if path == "-":
        return _csv(stdin.read(), encoding, progress)
    ending = "".join(Path(path).suffixes[-2:]).lower()
    if ending.endswith((".csv.gz", ".tsv.gz")):
        import gzip

        return _csv(gzip.decompress(Path(path).read_bytes()), encoding, progress)
    if ending.endswith(".parquet"):
        return _parquet(path)
    if ending.endswith((".xlsx", ".xlsm")):
        return _excel(path, sheet)
    if ending.endswith((".jsonl", ".ndjson")):
        return _json_lines(Path(path).read_bytes())
    return _csv(Path(path).read_bytes(), encoding, progress)


def decoded(content: bytes, encoding: str | None = None) -> str:
    """Text in an encoding, or in the first of UTF-8 (with a byte order mark or without), UTF-16 with a mark, and GB18030."""
    if encoding is None and content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encoding = "utf-16"
    for name in [encoding] if encoding else _ENCODINGS:
        try:
            return content.decode(name)
        except LookupError as error:
            raise TableError(f"`{name}` is no encoding; such as `utf-8` or `gb18030`") from error
        except UnicodeDecodeError as error:
            line = content.count(b"\n", 0, error.start) + 1
    raise TableError(f"line {line} is not text in {encoding or 'UTF-8 or GB18030'}; `--encoding` names another")


def _csv(content: bytes, encoding: str | None, progress: Progress | None) -> _Columns:
    text = decoded(content, encoding)
    if not text.strip():
        raise TableError("the file is empty")
    try:
        dialect: Any = csv.Sniffer().sniff(text[:_SAMPLE].split("\n", 1)[0], delimiters=",;\t|")
        separator = dialect.delimiter
    except csv.Error:
        separator = ","
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        header = [name.strip() for name in next(reader)]
        twice = {name for name in header if header.count(name) > 1}
        if twice:
            raise TableError(f"line 1 names column `{sorted(twice)[0]}` more than once")
        values: list[list[str | None]] = [[] for _ in header]
        lines = max(text.count("\n"), 1)
        for row in reader:
            if not row:
                continue
            if len(row) != len(header):
                raise TableError(f"line {reader.line_num} has {len(row)} values, the header {len(header)} columns")
            for column, value in zip(values, row):
                column.append(value)
            if progress is not None and len(values[0]) % 5000 == 0:
                progress(reader.line_num, lines)
    except csv.Error as error:
        raise TableError(f"line {reader.line_num}: {error}") from error
    return dict(zip(header, values))


def _parquet(path: str) -> _Columns:
    from aftersales._optional import need

    try:
        return columns_of(need("pyarrow.parquet", "arrow").read_table(path))
    except ModuleNotFoundError:
        pass
    except OSError:
        raise
    except Exception as error:  # pyarrow has errors of its own, which need not be imported
        raise TableError(f"not a Parquet file: {error}") from error
    return columns_of(need("polars", "arrow").read_parquet(path))


def _excel(path: str, sheet: str | None) -> _Columns:
    from aftersales._optional import need

    openpyxl = need("openpyxl", "excel")
    try:
        book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    except OSError:
        raise
    except Exception as error:
        raise TableError(f"not an Excel file: {error}") from error
    if sheet is not None and sheet not in book.sheetnames:
        raise TableError(f"there is no sheet `{sheet}`; there are {', '.join(book.sheetnames)}")
    rows = (book[sheet] if sheet else book.worksheets[0]).iter_rows(values_only=True)
    header = next(rows, ())
    names = [str(name).strip() if name is not None else "" for name in header]
    if not any(names):
        raise TableError("the first row of the sheet names no columns")
    taken = [position for position, name in enumerate(names) if name]
    columns: _Columns = {names[position]: [] for position in taken}
    for row in rows:
        if all(value is None for value in row):
            continue
        for position in taken:
            columns[names[position]].append(row[position] if position < len(row) else None)
    book.close()
    return columns


def _json_lines(content: bytes) -> _Columns:
    rows = []
    for number, line in enumerate(decoded(content).splitlines(), start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except ValueError as error:
            raise TableError(f"line {number} is no JSON: {error}") from error
        if not isinstance(row, dict):
            raise TableError(f"line {number} is no JSON object")
        rows.append(row)
    return columns_of(rows)
