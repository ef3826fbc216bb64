"""What the fields of all records are made of: strict scalars, dates, unit references, field marks."""

import datetime as dt
import re
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, Any, NamedTuple, Self
from urllib.parse import urlsplit

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainValidator,
    StrictBool,
    StrictInt,
    StringConstraints,
)
from pydantic.json_schema import WithJsonSchema
from pydantic_core import PydanticCustomError

from nhanrong import dates
from nhanrong.dates import PartialDate


class Piece(BaseModel):
    """A frozen part of a record; keys that it does not know are refused."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False, arbitrary_types_allowed=True)


class Term(StrEnum):
    """A word of a closed list: its value stands in the files, its label is what people read."""

    label: str

    def __new__(cls, value: str, label: str) -> Self:
        """A word of the list."""
        term = str.__new__(cls, value)
        term._value_ = value
        term.label = label
        return term

    @classmethod
    def of(cls, value: str) -> Self:
        """The word of the list with this value."""
        return cls._value2member_map_[value]  # type: ignore[return-value]  # the members are of this class


class UnitRef(NamedTuple):
    """A unit: a code of one dated list. The same code on another list is another unit."""

    list: str
    code: str

    def __str__(self) -> str:
        return f"{self.list}/{self.code}"


def required(title: str, description: str = "", **more: Any) -> Any:
    """A field without which the record does not exist."""
    return Field(title=title, description=description, **more)


def wanted(title: str, description: str = "", *, default: Any = None, **more: Any) -> Any:
    """A field whose absence is shown on the page as “còn thiếu”."""
    return Field(default=default, title=title, description=description, json_schema_extra={"wanted": True}, **more)


def optional(title: str, description: str = "", *, default: Any = None, **more: Any) -> Any:
    """A field that most records do without."""
    return Field(default=default, title=title, description=description, **more)


def wanted_fields(kind: type[BaseModel]) -> list[tuple[str, str]]:
    """Names and titles of the wanted fields of a record type, in the order of its definition."""
    return [
        (name, info.title or name)
        for name, info in kind.model_fields.items()
        if isinstance(info.json_schema_extra, dict) and info.json_schema_extra.get("wanted")
    ]


def _partial_date(value: object) -> PartialDate:
    if isinstance(value, PartialDate):
        return value
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    if not isinstance(value, str):
        raise PydanticCustomError("date", "không phải ngày tháng")
    try:
        return dates.parse(value)
    except dates.DateError as error:
        raise PydanticCustomError("date", "{why}", {"why": str(error)}) from None


def _day(value: object) -> dt.date:
    if isinstance(value, dt.date):
        return value
    date = _partial_date(value)
    if date.first != date.last:
        raise PydanticCustomError("day", "“{text}” chưa đủ ngày, tháng, năm", {"text": date.text})
    return date.first


def _unit_ref(value: object) -> UnitRef:
    if isinstance(value, UnitRef):
        return value
    if isinstance(value, str) and (match := re.fullmatch(r"([0-9]{4}-[0-9]{2}-[0-9]{2})/([0-9]{5})", value)):
        return UnitRef(*match.groups())
    raise PydanticCustomError("unit_ref", "“{text}” không phải đơn vị hành chính", {"text": str(value)})


def _url(value: object) -> str:
    if isinstance(value, str) and not re.search(r"[\s<>\"'`\\]", value):
        with suppress(ValueError):  # of an address such as http://[x
            parts = urlsplit(value)
            if parts.scheme in {"http", "https"} and parts.hostname and "." in parts.hostname and not parts.username:
                return value
    raise PydanticCustomError("url", "không phải địa chỉ http hoặc https")


def _one_line(value: object) -> object:
    if isinstance(value, str) and "\n" in value.strip():
        raise PydanticCustomError("one_line", "phải viết trên một dòng")
    return value.strip() if isinstance(value, str) else value


_MONTH, _DAY_OF_MONTH = "-(0[1-9]|1[0-2])", "-(0[1-9]|[12][0-9]|3[01])"
_DATE_PATTERN = f"(19[0-9]{{2}}|20[0-9]{{2}}|2100)({_MONTH}({_DAY_OF_MONTH})?)?"
_DATE_SCHEMA: dict[str, Any] = {
    "type": ["string", "integer"],
    "pattern": f"^{_DATE_PATTERN}(/{_DATE_PATTERN})?$",
    "minimum": dates.EARLIEST_YEAR,
    "maximum": dates.LATEST_YEAR,
}
_DAY_SCHEMA: dict[str, Any] = {"type": "string", "pattern": f"^{_DATE_PATTERN.replace('?', '')}$"}
_URL_SCHEMA: dict[str, Any] = {
    "type": "string",
    "pattern": r"""^[Hh][Tt]{2}[Pp][Ss]?://[^\s\[\]<>"'`\\/?#@]*\.[^\s<>"'`\\]*$""",
    "maxLength": 2000,
}

Date = Annotated[PartialDate, BeforeValidator(_partial_date), WithJsonSchema(_DATE_SCHEMA)]
Day = Annotated[dt.date, BeforeValidator(_day), WithJsonSchema(_DAY_SCHEMA)]
Unit = Annotated[
    UnitRef,
    PlainValidator(_unit_ref),
    WithJsonSchema({"type": "string", "pattern": r"^[0-9]{4}-[0-9]{2}-[0-9]{2}/[0-9]{5}$"}),
]
Url = Annotated[str, StringConstraints(max_length=2000), BeforeValidator(_url), WithJsonSchema(_URL_SCHEMA)]


@dataclass(frozen=True)
class Refers:
    """The mark of an id that names another record: the kinds that it may be of, by their names."""

    to: tuple[str, ...]


_SLUG = StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", min_length=2, max_length=80)

Id = Annotated[str, _SLUG]
ModelId = Annotated[str, _SLUG, Refers(("model",))]
PracticeId = Annotated[str, _SLUG, Refers(("practice",))]
SubjectId = Annotated[str, _SLUG, Refers(("model", "practice"))]
SourceId = Annotated[str, _SLUG, Refers(("source",))]
LineId = Annotated[str, _SLUG, Refers(("line",))]
ListId = Annotated[str, StringConstraints(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$")]
Code = Annotated[str, StringConstraints(pattern=r"^[0-9]{5}$")]
PhotoFile = Annotated[
    str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*\.(webp|jpg|png)$", min_length=6, max_length=100)
]
Words = Annotated[str, StringConstraints(min_length=1, max_length=300), BeforeValidator(_one_line)]
OfficePhone = Annotated[
    str,
    StringConstraints(min_length=8, max_length=300, pattern=r"[0-9]([ .()-]{0,2}[0-9]){7}"),
    BeforeValidator(_one_line),
]
Email = Annotated[
    str,
    StringConstraints(min_length=5, max_length=300, pattern=r"^[^\s@]+@[^\s@]+$"),
    BeforeValidator(_one_line),
]
CropName = Annotated[
    str, StringConstraints(min_length=1, max_length=80, pattern=r"[0-9A-Za-zÀ-ỹ]"), BeforeValidator(_one_line)
]
LanguageCode = Annotated[
    str, StringConstraints(pattern=r"^[a-z]{2,3}$", min_length=2, max_length=3), BeforeValidator(_one_line)
]
CellName = Annotated[
    str,
    StringConstraints(min_length=2, max_length=10, pattern=r"^[A-Z]{1,3}[1-9][0-9]{0,6}$"),
    BeforeValidator(_one_line),
]
ColumnName = Annotated[
    str,
    StringConstraints(min_length=1, max_length=3, pattern=r"^([A-Z]{1,3}|[1-9][0-9]?)$"),
    BeforeValidator(_one_line),
]
OfficeFile = Annotated[
    str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*\.(xlsx|docx)$", min_length=6, max_length=100)
]
Prose = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=6000)]
Summary = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=1500)]
Whole = StrictInt  # for a field with limits of its own, which those of Count would override
Count = Annotated[StrictInt, Field(ge=0, le=10**9)]
Amount = Annotated[StrictInt, Field(ge=0, le=10**14)]
Number = Annotated[float, Field(strict=True, ge=0, le=10**12)]
Flag = StrictBool
