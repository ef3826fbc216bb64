"""The rows of a table as the bytes of a file: JSON, CSV, Parquet."""

import csv
import json
import tempfile
from collections.abc import Iterable, Sequence
from io import StringIO
from pathlib import Path
from typing import Any

from nhanrong.opendata.table import Column, Kind, Row

_BOM = "\N{ZERO WIDTH NO-BREAK SPACE}"  # by which Excel knows that the text is UTF-8
_LIKE_FORMULAS = ("=", "+", "-", "@", "\t", "\r")


def as_json(rows: Iterable[Row]) -> bytes:
    """A list of all rows, a line each, with whatever they have inside."""
    return b"[\n" + b",\n".join(_line(row) for row in rows) + b"\n]\n"


def as_csv(columns: Sequence[Column], rows: Iterable[Row]) -> bytes:
    """A line each; lists with semicolons between, what has parts as JSON; no text is one that Excel would compute."""
    out = StringIO(newline="")
    out.write(_BOM)
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([column.key for column in columns])
    writer.writerows([_cell(column, row.get(column.key)) for column in columns] for row in rows)
    return out.getvalue().encode()


def as_parquet(columns: Sequence[Column], rows: Iterable[Row]) -> bytes:
    """A table with a type for every column; what has parts is JSON text."""
    import duckdb  # takes a while, and is needed for this alone

    with tempfile.TemporaryDirectory() as folder, duckdb.connect(config={"threads": 1}) as connection:
        lines, made = Path(folder, "rows.ndjson"), Path(folder, "rows.parquet")
        lines.write_bytes(b"".join(_line(row) + b"\n" for row in rows))
        types = ", ".join(f"'{column.key}': '{column.kind.sql}'" for column in columns)
        texts = ", ".join(f'"{column.key}"::{_stored(column.kind)} AS "{column.key}"' for column in columns)
        connection.execute(
            f"COPY (SELECT {texts} FROM read_json('{lines}', format = 'newline_delimited', columns = {{{types}}}))"  # noqa: S608  # our own names
            f" TO '{made}' (FORMAT parquet, COMPRESSION zstd)"
        )
        return made.read_bytes()


def _stored(kind: Kind) -> str:
    return "VARCHAR" if kind is Kind.PARTS else kind.sql


def _line(row: Row) -> bytes:
    return json.dumps(row, ensure_ascii=False, separators=(",", ":")).encode()


def _cell(column: Column, value: Any) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case int() | float():
            return str(value)
        case list() if column.kind is Kind.TEXTS:
            text = "; ".join(map(str, value))
        case list() | dict():
            text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
        case _:
            text = str(value)
    return f"'{text}" if text.startswith(_LIKE_FORMULAS) else text
