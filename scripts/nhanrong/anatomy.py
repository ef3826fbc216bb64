"""What record types are made of, as people read of it: forms, sheets, schemas and the README are drawn from here."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cache, cached_property
from inspect import cleandoc, get_annotations
from types import NoneType
from typing import get_args, get_origin

from pydantic import BaseModel, StringConstraints

from nhanrong.records import fields as written
from nhanrong.records.fields import Refers, Term, wanted_fields
from nhanrong.vietnamese import capitalised, number


class Scalar(Enum):
    """How one value is written; the value says it to people."""

    ID = "mã"
    LIST_ID = "mã danh mục là một ngày, trong dấu nháy kép"
    CODE = "năm chữ số, trong dấu nháy kép"
    UNIT = "“danh mục/mã xã”, trong dấu nháy kép"
    URL = "địa chỉ http hoặc https"
    DATE = "năm, tháng, ngày, hoặc khoảng"
    DAY = "đủ năm-tháng-ngày"
    PHOTO = "tên tệp ảnh"
    LINE = "chữ, một dòng"
    PROSE = "chữ, nhiều đoạn được"
    WHOLE = "số nguyên"
    MONEY = "số nguyên, đồng"
    NUMBER = "một số"
    FLAG = "true hoặc false"


_SCALARS: Sequence[tuple[object, Scalar]] = (
    (written.Id, Scalar.ID),
    (written.ModelId, Scalar.ID),
    (written.PracticeId, Scalar.ID),
    (written.SubjectId, Scalar.ID),
    (written.SourceId, Scalar.ID),
    (written.LineId, Scalar.ID),
    (written.ListId, Scalar.LIST_ID),
    (written.Code, Scalar.CODE),
    (written.Unit, Scalar.UNIT),
    (written.Url, Scalar.URL),
    (written.Date, Scalar.DATE),
    (written.Day, Scalar.DAY),
    (written.PhotoFile, Scalar.PHOTO),
    (written.Words, Scalar.LINE),
    (written.CropName, Scalar.LINE),
    (written.CellName, Scalar.LINE),
    (written.ColumnName, Scalar.LINE),
    (written.OfficeFile, Scalar.LINE),
    (written.LanguageCode, Scalar.LINE),
    (written.OfficePhone, Scalar.LINE),
    (written.Email, Scalar.LINE),
    (written.Prose, Scalar.PROSE),
    (written.Summary, Scalar.PROSE),
    (written.Whole, Scalar.WHOLE),
    (written.Count, Scalar.WHOLE),
    (written.Amount, Scalar.MONEY),
    (written.Number, Scalar.NUMBER),
    (written.Flag, Scalar.FLAG),
)
_LIMITED_BY_KIND = (written.Count, written.Amount, written.Number)


@dataclass(frozen=True)
class Part:
    """A record type, a piece of one, or a closed list."""

    kind: type[BaseModel] | type[Term]

    @property
    def name(self) -> str:
        """What it is, to the first colon or semicolon of its docstring."""
        return self._said[0].rstrip(".")

    @property
    def heading(self) -> str:
        """Its name, told apart from a piece of the same name."""
        return f"Danh sách: {self.name}" if self.terms else self.name

    @property
    def more(self) -> str:
        """The rest of its docstring, or an empty text."""
        return capitalised("".join(self._said[1:]).strip())

    @property
    def anchor(self) -> str:
        """The address that Markdown readers give to the heading."""
        return re.sub(r"[^\w -]", "", self.heading.lower()).replace(" ", "-")

    @cached_property
    def fields(self) -> "tuple[Field, ...]":
        """The fields of a record type or piece, none of a closed list."""
        return _fields(self.kind) if issubclass(self.kind, BaseModel) else ()

    @property
    def terms(self) -> list[Term]:
        """The words of a closed list, none of a record type or piece."""
        return list(self.kind) if issubclass(self.kind, Term) else []

    @property
    def _said(self) -> list[str]:
        return re.split("[:;]", cleandoc(self.kind.__doc__ or ""), maxsplit=1)


@dataclass(frozen=True)
class Form:
    """How a value is written: `many` of it or one; a scalar within limits, or as another part says.

    `refers` are the kinds of record that an id may name.
    """

    many: bool = False
    scalar: Scalar | None = None
    part: Part | None = None
    refers: tuple[str, ...] = ()
    longest: int | None = None
    least: int | None = None
    most: int | None = None

    @property
    def closed(self) -> bool:
        """Whether it is chosen from a closed list."""
        return self.part is not None and issubclass(self.part.kind, Term)

    @property
    def pieces(self) -> bool:
        """Whether it has fields of its own."""
        return self.part is not None and not self.closed

    @property
    def words(self) -> str:
        """How a scalar is written, in words."""
        if self.scalar is None:
            return ""
        said = self.scalar.value
        if self.longest:
            said += f", tối đa {number(self.longest)} ký tự"
        if self.least is not None and self.most is not None:
            said += f", từ {number(self.least)} đến {number(self.most)}"
        elif self.least is not None:
            said += f", nhỏ nhất {number(self.least)}"
        return str(said)


@dataclass(frozen=True)
class Field:
    """A field as people read of it; `default` is empty where absence says nothing."""

    key: str
    title: str
    description: str
    need: str
    default: str
    form: Form

    @property
    def required(self) -> bool:
        """Whether the record cannot exist without it."""
        return self.need == "bắt buộc"


def parts_inside(part: Part) -> Iterator[Part]:
    """Every piece and closed list inside a part, however deep, in the order of the fields."""
    for field in part.fields:
        if field.form.part:
            yield field.form.part
            yield from parts_inside(field.form.part)


@cache
def _fields(kind: type[BaseModel]) -> tuple[Field, ...]:
    wanted = {name for name, _ in wanted_fields(kind)}
    hints = {name: hint for base in reversed(kind.__mro__) for name, hint in get_annotations(base).items()}
    result: list[Field] = []
    for name, info in kind.model_fields.items():
        need = "bắt buộc" if info.is_required() else "nên có" if name in wanted else "tùy chọn"
        default = "" if info.is_required() or info.default in (None, ()) else str(info.default)
        if isinstance(info.default, bool):
            default = default.lower()  # as YAML writes it
        form = _form(hints[name], [] if hints[name] in _LIMITED_BY_KIND else info.metadata)
        result.append(Field(name, info.title or name, info.description or "", need, default, form))
    return tuple(result)


def _form(hint: object, limits: Sequence[object]) -> Form:
    """How a value of the annotated type is written, within the limits of its field."""
    inner = [part for part in get_args(hint) if part is not NoneType]
    if NoneType in get_args(hint):
        return _form(inner[0], limits)
    if get_origin(hint) is tuple:
        one = _form(inner[0], ())
        return Form(many=True, scalar=one.scalar, part=one.part, refers=one.refers, longest=one.longest)
    if isinstance(hint, type) and issubclass(hint, BaseModel | Term):
        return Form(part=Part(hint))
    return Form(
        scalar=next(scalar for known, scalar in _SCALARS if known == hint),
        refers=next((mark.to for mark in inner if isinstance(mark, Refers)), ()),
        longest=next((one.max_length for one in inner if isinstance(one, StringConstraints) and one.max_length), None),
        least=next((limit.ge for limit in limits if hasattr(limit, "ge")), None),
        most=next((limit.le for limit in limits if hasattr(limit, "le")), None),
    )
