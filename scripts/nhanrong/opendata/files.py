"""The files of the open data, at addresses that stay, and the descriptor that says what is in each."""

import json
from collections.abc import Callable, Iterator, Mapping
from functools import cache, partial
from typing import Any

from nhanrong.opendata import ledger_tables, record_tables
from nhanrong.opendata.formats import as_csv, as_json, as_parquet
from nhanrong.opendata.states_map import geojson
from nhanrong.opendata.table import Column, Kind, Row, Table
from nhanrong.publication import Publication

FOLDER = "du-lieu/"
DESCRIPTOR = f"{FOLDER}datapackage.json"
FORMAT = 1
LICENCE = {
    "name": "CC-BY-4.0",
    "title": "Creative Commons Attribution 4.0",
    "path": "https://creativecommons.org/licenses/by/4.0/",
}
_MEDIA = {
    "csv": "text/csv",
    "geojson": "application/geo+json",
    "json": "application/json",
    "parquet": "application/vnd.apache.parquet",
}


@cache
def tables() -> tuple[Table, ...]:
    """All tables."""
    return (*record_tables.tables(), *ledger_tables.tables())


@cache
def _by_name() -> Mapping[str, Table]:
    return {table.name: table for table in tables()}


def pieces(publication: Publication) -> list[str]:
    """The pieces of all tables that come by pieces."""
    return [f"{table.name}/{name}" for table in tables() if table.pieces for name in table.pieces(publication)]


def piece(publication: Publication, name: str) -> list[Row]:
    """The rows of a piece, made now."""
    table, _, own = name.partition("/")
    return list(_by_name()[table].make(publication, own))


def files(publication: Publication) -> dict[str, Callable[[], bytes]]:
    """Every file by its address; none of it is made yet."""
    made: dict[str, Callable[[], bytes]] = {}
    for table in tables():
        made |= {address: partial(_made, publication, table, address) for address in addresses(table)}
        made[schema_address(table)] = partial(_schema, table)
    made |= {map_address(name): partial(geojson, publication, name) for name in sorted(publication.kb.lists)}
    return made | {DESCRIPTOR: partial(_descriptor, publication)}


def addresses(table: Table) -> list[str]:
    """The files of a table: what is counted is long, and JSON would be longer."""
    kinds = ("csv", "parquet") if table.name == "coverage" else ("csv", "json", "parquet")
    return [f"{FOLDER}{table.name}.{kind}" for kind in kinds]


def schema_address(table: Table) -> str:
    """Where it is said what the columns of a table mean."""
    return f"{FOLDER}schemas/{table.name}.json"


def map_address(list_id: str) -> str:
    """Where the state of the communes of a list is."""
    return f"{FOLDER}states-{list_id}.geojson"


def _made(publication: Publication, table: Table, address: str) -> bytes:
    rows = table.rows(publication)
    match address.rpartition(".")[2]:
        case "json":
            return as_json(rows)
        case "csv":
            return as_csv(table.columns, rows)
        case _:
            return as_parquet(table.columns, rows)


def _descriptor(publication: Publication) -> bytes:
    """What Frictionless Data calls a data package."""
    area = publication.kb.area
    about = publication.notice or "Kho mô hình, hoạt động chuyển giao và cách làm hay của Hội Nông dân."
    described = {
        "name": "nhan-rong",
        "title": f"Nhân Rộng · {area.name}",
        "description": about,
        "homepage": area.site_url,
        "version": publication.day.isoformat(),
        "format": FORMAT,
        "demonstration": area.demonstration,
        "licenses": [LICENCE],
        "resources": [*_resources(publication)],
    }
    return json.dumps(described, ensure_ascii=False, indent=1).encode()


def _resources(publication: Publication) -> Iterator[Mapping[str, Any]]:
    for table in tables():
        for address in addresses(table):
            yield _resource(address, table.title) | {"schema": schema_address(table).removeprefix(FOLDER)}
    for list_id in sorted(publication.kb.lists):
        yield _resource(map_address(list_id), f"Hiện trạng từng xã, danh mục {list_id}")


def _resource(address: str, title: str) -> dict[str, Any]:
    path = address.removeprefix(FOLDER)
    name, _, kind = path.rpartition(".")
    return {"name": f"{name}-{kind}", "path": path, "title": title, "format": kind, "mediatype": _MEDIA[kind]}


def _schema(table: Table) -> bytes:
    """What Frictionless Data calls a table schema."""
    told = {"fields": [_field(column) for column in table.columns], "primaryKey": list(table.key)}
    return json.dumps(told, ensure_ascii=False, indent=1).encode()


def _field(column: Column) -> dict[str, Any]:
    found: dict[str, Any] = {"name": column.key, "type": column.kind.called, "title": column.title}
    if column.about:
        found["description"] = column.about
    if column.kind is Kind.TEXTS:
        found["arrayItem"] = {"type": "string"}
    limits: dict[str, Any] = {"required": True} if column.required else {}
    if column.words and column.kind is Kind.TEXT:
        limits |= {"enum": list(column.words)}
    if limits:
        found["constraints"] = limits
    if column.words:
        found["words"] = dict(column.words)
    return found
