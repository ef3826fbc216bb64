"""The open data: what its files say, that they are the same on every run, and that DuckDB reads them from hosts."""

import csv
import datetime as dt
import http.server
import json
import re
from collections.abc import Iterator
from functools import partial
from io import BytesIO, StringIO
from pathlib import Path
from threading import Thread
from typing import Any

import duckdb
import duckdb_extension_httpfs
import pytest

from builders import model, small
from nhanrong.anatomy import Part
from nhanrong.coverage import cover
from nhanrong.opendata import files
from nhanrong.opendata.formats import as_csv, as_parquet
from nhanrong.opendata.record_tables import NOT_PASSED_ON, as_row
from nhanrong.opendata.table import Column, Kind
from nhanrong.publication import Publication
from nhanrong.records.model import Model

DAY = dt.date(2026, 11, 23)
TABLES = {table.name: table for table in files.tables()}


@pytest.fixture(scope="module")
def publication() -> Publication:
    """The small base on a day."""
    return Publication(small(), DAY)


@pytest.fixture(scope="module")
def made(publication: Publication) -> dict[str, bytes]:
    """All files by address."""
    return {address: make() for address, make in files.files(publication).items()}


def test_the_same_bytes_on_every_run(publication: Publication, made: dict[str, bytes]) -> None:
    assert {address: make() for address, make in files.files(publication).items()} == made


@pytest.mark.parametrize("name", TABLES)
def test_rows_have_the_columns_that_are_described_and_are_told_apart_by_their_key(
    publication: Publication, name: str
) -> None:
    table = TABLES[name]
    rows = list(table.rows(publication))
    keys = [column.key for column in table.columns]

    assert rows
    assert len(set(keys)) == len(keys)
    assert {key for row in rows for key in row} <= set(keys)
    assert all(column.key in row for row in rows for column in table.columns if column.required)
    assert len({tuple(row[key] for key in table.key) for row in rows}) == len(rows)
    assert all(column.title for column in table.columns)


@pytest.mark.parametrize("name", TABLES)
def test_csv_and_parquet_say_the_same(made: dict[str, bytes], tmp_path: Path, name: str) -> None:
    (tmp_path / "a.parquet").write_bytes(made[f"du-lieu/{name}.parquet"])
    reader = csv.DictReader(StringIO(made[f"du-lieu/{name}.csv"].decode("utf-8-sig")))
    found = duckdb.sql(f"FROM '{tmp_path}/a.parquet'")

    assert found.columns == reader.fieldnames
    for told, row in zip(found.fetchall(), reader, strict=True):
        for column, value in zip(TABLES[name].columns, told, strict=True):
            if column.kind in {Kind.TEXT, Kind.WHOLE, Kind.DAY, Kind.PARTS}:
                assert row[column.key].removeprefix("'") == ("" if value is None else str(value))
            elif column.kind is Kind.TEXTS:
                assert row[column.key] == "; ".join(value or [])


def test_numbers_and_days_have_their_types(made: dict[str, bytes], tmp_path: Path) -> None:
    (tmp_path / "a.parquet").write_bytes(made["du-lieu/ledger.parquet"])
    types = {name: str(kind) for name, kind, *_ in duckdb.sql(f"DESCRIBE FROM '{tmp_path}/a.parquet'").fetchall()}

    assert types["households"] == "BIGINT"
    assert types["counts_from"] == types["recorded_on"] == "DATE"
    assert types["superseded"] == "BOOLEAN"
    assert types["sources"] == "VARCHAR[]"
    assert types["code"] == "VARCHAR"


def test_coverage_is_that_of_the_definition(publication: Publication, made: dict[str, bytes]) -> None:
    rows = list(csv.DictReader(StringIO(made["du-lieu/coverage.csv"].decode("utf-8-sig"))))
    last = [row for row in rows if row["day"] == DAY.isoformat()]

    assert {row["subject"] for row in last} == {
        name for name in publication.kb.subjects if publication.has_spread(name)
    }
    for row in last:
        whole = cover(publication.ledger, row["subject"], row["list"])
        assert (int(row["reported"]), int(row["units"])) == (whole.reported.numerator, whole.reported.denominator)
        assert int(row["verified"]) == whole.verified.numerator
        assert int(row["units_origin_excluded"]) == whole.reported_origin_excluded.denominator


def test_every_month_since_the_first_line_has_its_row(publication: Publication) -> None:
    days: dict[tuple[str, str], list[str]] = {}
    for row in TABLES["coverage"].rows(publication):
        days.setdefault((row["subject"], row["list"]), []).append(row["day"])

    for (subject, _), some in days.items():
        assert some == sorted(set(some))
        assert some[-1] == DAY.isoformat()
        months = {day[:7] for day in some}
        lines = publication.kb.lines_by_subject[subject]
        first = min(publication.kb.moment(lines[0]).last, DAY) if lines else DAY
        assert len(months) == (DAY.year - first.year) * 12 + DAY.month - first.month + 1


def test_a_corrected_line_stays_and_says_so(publication: Publication) -> None:
    told = {row["id"]: row["superseded"] for row in TABLES["ledger"].rows(publication)}

    assert set(told.values()) == {True, False}
    assert {name for name, gone in told.items() if gone} == set(publication.kb.index.names("superseded"))


def test_names_in_honours_are_in_no_file() -> None:
    honour = {"title": "Danh hiệu bịa", "level": "tỉnh", "name": "Người Không Có Thật"}
    fields = Part(Model).fields
    assert {field.key for field in fields} >= NOT_PASSED_ON
    record = model().model_copy(update={"honours": (honour,)})

    assert "honours" not in as_row(record)
    assert "honours" not in {column.key for column in TABLES["models"].columns}


@pytest.mark.parametrize("text", ["=1+1", "+84", "-2", "@SUM(A1)", "\tx"])
def test_no_text_is_computed_by_excel(text: str) -> None:
    column = Column("a", Kind.TEXT, "A")

    (_, row) = csv.reader(StringIO(as_csv([column], [{"a": text}]).decode("utf-8-sig")))
    assert row == [f"'{text}"]


def test_numbers_below_zero_stay_numbers() -> None:
    column = Column("a", Kind.NUMBER, "A")

    assert as_csv([column], [{"a": -2.5}]).decode("utf-8-sig").splitlines()[1] == "-2.5"


def test_odd_texts_come_through(tmp_path: Path) -> None:
    text = 'Ghép "cà phê"; 5 × 5\ndòng hai, ’ \\ \N{SNOWMAN}'
    columns = [Column("a", Kind.TEXT, "A"), Column("b", Kind.PARTS, "B"), Column("c", Kind.TEXTS, "C")]
    rows = [{"a": text, "b": {"x": [text]}, "c": [text, "null"]}, {}]
    (tmp_path / "a.parquet").write_bytes(as_parquet(columns, rows))
    (_, row, _) = csv.reader(StringIO(as_csv(columns, rows).decode("utf-8-sig")))

    (told, nothing) = duckdb.sql(f"FROM '{tmp_path}/a.parquet'").fetchall()
    assert (told[0], json.loads(told[1]), told[2]) == (text, {"x": [text]}, [text, "null"])
    assert nothing == (None, None, None)
    assert row[0] == text


def test_the_map_has_every_commune_with_a_point_and_what_stands_there(
    publication: Publication, made: dict[str, bytes]
) -> None:
    states = {(row["list"], row["code"], row["subject"]): row["mark"] for row in TABLES["states"].rows(publication)}
    found: dict[tuple[str, str, str], str] = {}
    for name in publication.lists:
        features = json.loads(made[f"du-lieu/states-{name}.geojson"])["features"]
        points = publication.kb.points_of(name)
        assert [feature["properties"]["code"] for feature in features] == [
            ref.code for ref, point in points.items() if point
        ]
        for feature in features:
            about = feature["properties"]
            found |= {(name, about["code"], subject): mark for subject, mark in about.get("states", {}).items()}
    assert found == states


def test_the_descriptor_names_every_file_and_column(made: dict[str, bytes]) -> None:
    described = json.loads(made[files.DESCRIPTOR])

    schemas = {files.FOLDER + one["schema"] for one in described["resources"] if "schema" in one}
    assert {files.FOLDER + one["path"] for one in described["resources"]} == made.keys() - {files.DESCRIPTOR} - schemas
    assert described["version"] == DAY.isoformat()
    for one in described["resources"]:
        if one["format"] == "csv":
            header = made[files.FOLDER + one["path"]].decode("utf-8-sig").splitlines()[0]
            fields = json.loads(made[files.FOLDER + one["schema"]])["fields"]
            assert header == ",".join(field["name"] for field in fields)


@pytest.fixture
def host(made: dict[str, bytes], tmp_path: Path) -> Iterator[str]:
    """Two sites on a host of this machine."""
    for site in ("tinh-a", "tinh-b"):
        for address, data in made.items():
            path = tmp_path / "host" / site / address
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
    handler = partial(_Parts, directory=str(tmp_path / "host"))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


class _Parts(http.server.SimpleHTTPRequestHandler):
    """Gives the parts of files that are asked for, as hosts do."""

    def send_head(self) -> Any:
        path = Path(self.translate_path(self.path))
        wished = re.fullmatch(r"bytes=(\d+)-(\d*)", self.headers.get("Range", ""))
        if not (wished and path.is_file()):
            return super().send_head()
        data = path.read_bytes()
        begin, end = int(wished[1]), int(wished[2] or len(data) - 1)
        part = data[begin : end + 1]
        self.send_response(http.HTTPStatus.PARTIAL_CONTENT)
        self.send_header("Content-Range", f"bytes {begin}-{begin + len(part) - 1}/{len(data)}")
        self.send_header("Content-Length", str(len(part)))
        self.end_headers()
        return BytesIO(part)

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


def test_duckdb_asks_two_sites_at_once_from_their_host(host: str, publication: Publication) -> None:
    with duckdb.connect() as connection:
        (extension,) = Path(duckdb_extension_httpfs.__file__).parent.rglob("httpfs.duckdb_extension")
        connection.execute(f"LOAD '{extension}'")
        sites = [f"{host}/{site}/du-lieu/ledger.parquet" for site in ("tinh-a", "tinh-b")]
        count = connection.execute(
            "SELECT filename, count(*) FROM read_parquet(?, filename = true) GROUP BY ALL ORDER BY 1", [sites]
        ).fetchall()

    lines = len(list(TABLES["ledger"].rows(publication)))
    assert count == [(sites[0], lines), (sites[1], lines)]
