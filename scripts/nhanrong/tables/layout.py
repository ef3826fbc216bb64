"""Which tables and columns a kind of record has in a workbook, drawn from its type; writing and reading share it.

A table holds the records of a kind, one a row, the pieces of single parts beside each other; or it holds the pieces of
one list of theirs, each with the record's id and its number in the list. Whoever changes the meaning of a cell raises
`VERSION`: a workbook of another version is not read.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from nhanrong.anatomy import Field, Form, Part, Scalar
from nhanrong.records.registry import BY_NAME, Kind
from nhanrong.vietnamese import capitalised

VERSION = 1
MACHINE, BEFORE = "_bang", "_goc"  # hidden: what the workbook is; what its cells held when it was written
GUIDE = "Hướng dẫn"
HEADING_ROW, ADDRESS_ROW, FIRST_ROW = 1, 2, 3
KINDS = ("model", "practice", "session", "source", "line")
OWNER, NUMBER, UNIT = ("@id",), ("@at",), ("@unit",)  # columns that are no fields
DELETE = "(xóa)"

_LONGEST_TITLE = 31  # that Excel takes for a page

Keys = tuple[str, ...]


@dataclass(frozen=True)
class Column:
    """A column: the keys that lead to its field, its heading, what may stand in it and how much it is needed."""

    keys: Keys
    heading: str
    description: str
    need: str
    form: Form

    @property
    def required(self) -> bool:
        """Whether no row can do without it."""
        return self.need == "bắt buộc"


@dataclass(frozen=True, eq=False)
class Table:
    """One page of the workbook; `keys` lead to its list, none of them to the records themselves."""

    kind: Kind
    keys: Keys
    title: str
    part: Part
    columns: tuple[Column, ...]

    @property
    def name(self) -> str:
        """How the machine calls it: model, model.accounts.income."""
        return ".".join((self.kind.name, *self.keys))

    @property
    def listed(self) -> bool:
        """Whether its rows are pieces of a list of a record."""
        return bool(self.keys)

    @property
    def key_column(self) -> Keys:
        """The column that says which record a row is about."""
        return OWNER if self.listed else ("id",)

    @property
    def own(self) -> frozenset[Keys]:
        """The columns that say what a row is about; in a list of pieces with ids the id is a field."""
        return frozenset({OWNER, NUMBER, UNIT} if self.listed else {UNIT, ("id",)})

    def heading(self, keys: Keys) -> str:
        """The heading of a column."""
        return next(column.heading for column in self.columns if column.keys == keys)

    def address(self, column: Column) -> str:
        """What the hidden row says of a column."""
        return f"{self.name}:{'.'.join(column.keys)}"


@cache
def tables(kind_name: str) -> tuple[Table, ...]:
    """The table of a kind, then those of its lists."""
    kind = BY_NAME[kind_name]
    part, called = Part(kind.type), capitalised(kind.called)
    own = [_id_of(part, kind)] if not kind.listed else [_unit_column(), _id_of(part, kind)]
    rest = [column for column in _columns(part, (), "", "bắt buộc") if column.keys != ("id",)]
    result = [Table(kind, (), called, part, (*own, *rest))]
    titles = {called}
    for keys, field in _lists(part, ()):
        piece = field.form.part
        assert piece is not None  # a list of pieces
        owner = Column(OWNER, f"Mã {kind.called}", f"Mã của {kind.called} có mục này.", "bắt buộc", Form())
        said = "Mục thứ mấy trong danh sách; để trống thì thêm vào cuối."
        number = Column(NUMBER, "Thứ tự", said, "tùy chọn", Form(scalar=Scalar.WHOLE, least=1))
        title = _title(f"{called} – {field.title}", titles)
        titles.add(title)
        columns = (owner, number, *_columns(piece, (), "", "bắt buộc"))
        result.append(Table(kind, keys, title, piece, columns))
    return tuple(result)


def _id_of(part: Part, kind: Kind) -> Column:
    field = next(field for field in part.fields if field.key == "id")
    more = " Mã mới thì thành bản ghi mới." if not kind.listed else ""
    return Column(("id",), field.title, f"{field.description}{more}", field.need, field.form)


def _unit_column() -> Column:
    said = "Sổ của xã nào."
    return Column(UNIT, "Xã", said, "bắt buộc", Form(scalar=Scalar.UNIT))


def _columns(part: Part, keys: Keys, heading: str, outer: str) -> Iterator[Column]:
    """The columns of a part's fields but for lists of pieces; `outer` is how much the part itself is needed."""
    for field in part.fields:
        here = (*keys, field.key)
        called = field.title if heading in {"", field.title} else f"{heading} – {field.title}"
        if field.form.pieces and not field.form.many:
            assert field.form.part is not None  # as pieces have
            yield from _columns(field.form.part, here, called, field.need if outer == "bắt buộc" else outer)
        elif not field.form.pieces:
            yield Column(here, called, *_needed(field, part, heading, outer), field.form)


def _needed(field: Field, part: Part, heading: str, outer: str) -> tuple[str, str]:
    """What a column says of itself, and how much it is needed."""
    if not heading or (outer == "bắt buộc" and field.required):
        return field.description, field.need
    if field.required:
        return f"{field.description} Cần có khi ghi “{heading}”.".strip(), "tùy chọn"
    if outer == "bắt buộc" and not any(one.required for one in part.fields):
        return f"{field.description} “{heading}” cần ít nhất một ô.".strip(), "nên có"
    return field.description, "nên có" if outer == field.need == "nên có" else "tùy chọn"


def _lists(part: Part, keys: Keys) -> Iterator[tuple[Keys, Field]]:
    """The lists of pieces of a part and of its single parts, with the keys that lead to them."""
    for field in part.fields:
        here = (*keys, field.key)
        if field.form.pieces and field.form.many:
            yield here, field
        elif field.form.pieces and field.form.part:
            yield from _lists(field.form.part, here)


def _title(wanted: str, taken: set[str]) -> str:
    """The title as far as Excel takes it, whole words, that no other page has."""
    if len(wanted) > _LONGEST_TITLE:
        wanted = wanted[: _LONGEST_TITLE - 1].rsplit(" ", 1)[0].rstrip(",") + "…"
    assert wanted not in taken  # so it is, and a test says so
    return wanted
