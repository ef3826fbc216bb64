"""A table of the open data: its columns, what each means, and its rows."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any

from nhanrong.anatomy import Field, Form, Part, Scalar
from nhanrong.publication import Publication

ROWS = "rows"  # what the engine calls pieces of tables
Row = Mapping[str, Any]  # what is not known is not in it; dates are text as ISO 8601 writes them


class Kind(Enum):
    """What a column holds: how Frictionless Data calls it, and how DuckDB does."""

    TEXT = "string", "VARCHAR"
    WHOLE = "integer", "BIGINT"
    NUMBER = "number", "DOUBLE"
    FLAG = "boolean", "BOOLEAN"
    DAY = "date", "DATE"
    TEXTS = "array", "VARCHAR[]"
    PARTS = "any", "JSON"

    def __init__(self, name: str, sql: str) -> None:
        self.called = name
        self.sql = sql


@dataclass(frozen=True)
class Column:
    """A column; `title` and `about` are for readers, `words` are those of its closed list with what people read."""

    key: str
    kind: Kind
    title: str
    about: str = ""
    words: Mapping[str, str] | None = None
    required: bool = False


@dataclass(frozen=True)
class Table:
    """A table by its name, which is also that of its files; `key` are the columns that tell its rows apart.

    Its rows come by pieces, each of one file of records; a table without `pieces` is made whole.
    """

    name: str
    title: str
    english: str
    columns: Sequence[Column]
    key: Sequence[str]
    make: Callable[[Publication, str], Iterable[Row]]
    pieces: Callable[[Publication], Sequence[str]] | None = None

    def rows(self, publication: Publication) -> Iterator[Row]:
        """All rows, those of pieces as they were made already, if they were."""
        for piece in self.pieces(publication) if self.pieces else [""]:
            made = publication.made(ROWS, f"{self.name}/{piece}") if self.pieces else None
            yield from self.make(publication, piece) if made is None else made


_KINDS = {
    Scalar.WHOLE: Kind.WHOLE,
    Scalar.MONEY: Kind.WHOLE,
    Scalar.NUMBER: Kind.NUMBER,
    Scalar.FLAG: Kind.FLAG,
    Scalar.DAY: Kind.DAY,
}


def columns_of(part: Part, without: frozenset[str] = frozenset()) -> list[Column]:
    """The columns of a record type, a field each; a date that may be imprecise has its first and last day beside it."""
    found: list[Column] = []
    for field in part.fields:
        if field.key not in without:
            found.append(_column(field))
            if field.form.scalar is Scalar.DATE and not field.form.many:
                found += [
                    Column(f"{field.key}_first", Kind.DAY, f"{field.title}: ngày đầu"),
                    Column(f"{field.key}_last", Kind.DAY, f"{field.title}: ngày cuối"),
                ]
    return found


def _column(field: Field) -> Column:
    form = field.form
    words = {str(term.value): term.label for term in form.part.terms} if form.closed and form.part else None
    return Column(field.key, _kind(form), field.title, field.description, words, field.required)


def _kind(form: Form) -> Kind:
    if form.pieces:
        return Kind.PARTS
    if form.many:
        return Kind.TEXTS
    return _KINDS.get(form.scalar, Kind.TEXT) if form.scalar else Kind.TEXT
