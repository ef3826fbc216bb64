"""The tables of records: models, practices, activities and sources, a row each with every field of the record type."""

from collections.abc import Iterator
from functools import partial

from nhanrong.addresses import canonical, record_address
from nhanrong.anatomy import Part
from nhanrong.canonical import plain
from nhanrong.dates import PartialDate
from nhanrong.opendata.table import Column, Kind, Row, Table, columns_of
from nhanrong.publication import Publication
from nhanrong.records.fields import Piece
from nhanrong.records.model import Model
from nhanrong.records.practice import Practice
from nhanrong.records.session import Session
from nhanrong.records.source import Source

# A name in a list of honours is public by its decision, and has to go when its bearer asks: no copy may stay behind.
NOT_PASSED_ON = frozenset({"honours"})

_ADDRESS = Column("url", Kind.TEXT, "Trang của bản ghi", "Địa chỉ không đổi.")


def tables() -> tuple[Table, ...]:
    """The tables, those whose records have pages with the address of the page."""
    return (
        _table("models", Model, "Mô hình", "Model farms"),
        _table("practices", Practice, "Cách làm hay", "Good practices"),
        _table("sessions", Session, "Hoạt động chuyển giao", "Technology-transfer sessions"),
        _table("sources", Source, "Nguồn", "Sources"),
    )


def as_row(record: Piece) -> dict[str, object]:
    """A record as a row: its fields as they are written in its file, and the days of its dates."""
    written = plain(record)
    assert isinstance(written, dict)
    row = {key: value for key, value in written.items() if key not in NOT_PASSED_ON}
    for key, value in record.__dict__.items():
        if isinstance(value, PartialDate):
            row |= {f"{key}_first": value.first.isoformat(), f"{key}_last": value.last.isoformat()}
    return row


def _table(name: str, kind: type[Piece], title: str, english: str) -> Table:
    columns = columns_of(Part(kind), NOT_PASSED_ON)
    paged = kind is not Source
    return Table(
        name,
        title,
        english,
        [*columns, *[_ADDRESS] * paged],
        ["id"],
        partial(_rows, name, paged=paged),
        lambda publication: sorted(publication.kb.shelf(name)),
    )


def _rows(name: str, publication: Publication, record_id: str, *, paged: bool) -> Iterator[Row]:
    row = as_row(publication.kb.shelf(name)[record_id].record)
    if paged:
        row["url"] = canonical(publication.kb.area.site_url, record_address(name, record_id))
    yield row
