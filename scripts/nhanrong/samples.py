"""The README of `models_data/`: fields, closed lists and commented samples, drawn from the record types."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from inspect import cleandoc, get_annotations
from types import NoneType
from typing import get_args, get_origin

from pydantic import BaseModel, StringConstraints

from nhanrong.document import Document, Path
from nhanrong.rawtext import MAX_BYTES
from nhanrong.records import fields as kinds_of_value
from nhanrong.records.area import Area, Rules
from nhanrong.records.consent import Consent
from nhanrong.records.fields import Term, UnitRef, wanted_fields
from nhanrong.records.ledger import Line
from nhanrong.records.model import Model
from nhanrong.records.practice import Practice
from nhanrong.records.session import Session
from nhanrong.records.source import Source
from nhanrong.records.units import UnitList
from nhanrong.render.templating import filled
from nhanrong.strictyaml import read
from nhanrong.vietnamese import capitalised, number
from nhanrong.yamlguards import MAX_DEPTH, MAX_NODES

# No list has this code, so whoever forgets to replace it is told.
SOMEWHERE = UnitRef("2025-07-01", "00000")

# Record type, where its files go inside `models_data/`, name of its sample.
KINDS: tuple[tuple[type[BaseModel], str, str], ...] = (
    (Area, "area.yml", "area"),
    (Rules, "rules.yml", "rules"),
    (Model, "models/<mã>.yml", "model"),
    (Practice, "practices/<mã>.yml", "practice"),
    (Session, "sessions/<năm>/<mã>.yml", "session"),
    (Source, "sources/<mã>.yml", "source"),
    (Consent, "consents/<mã>.yml", "consent"),
    (UnitList, "units/<danh mục>.yml", "unit-list"),
    (Line, "replications/<danh mục>/<mã xã>.yml", "line"),
)

_WORDS: Sequence[tuple[object, str]] = (
    (kinds_of_value.Id, "mã"),
    (kinds_of_value.ListId, "mã danh mục là một ngày, trong dấu nháy kép"),
    (kinds_of_value.Code, "năm chữ số, trong dấu nháy kép"),
    (kinds_of_value.Unit, "“danh mục/mã xã”, trong dấu nháy kép"),
    (kinds_of_value.Url, "địa chỉ http hoặc https"),
    (kinds_of_value.Date, "năm, tháng, ngày, hoặc khoảng"),
    (kinds_of_value.Day, "đủ năm-tháng-ngày"),
    (kinds_of_value.Words, "chữ, một dòng"),
    (kinds_of_value.CropName, "chữ, một dòng"),
    (kinds_of_value.Prose, "chữ, nhiều đoạn được"),
    (kinds_of_value.Summary, "chữ, nhiều đoạn được"),
    (kinds_of_value.Whole, "số nguyên"),
    (kinds_of_value.Count, "số nguyên"),
    (kinds_of_value.Amount, "số nguyên, đồng"),
    (kinds_of_value.Number, "một số"),
    (kinds_of_value.Flag, "true hoặc false"),
)
_LIMITED_BY_KIND = (kinds_of_value.Count, kinds_of_value.Amount, kinds_of_value.Number)
_COMMENTED_OUT = re.compile(r"^# ", re.MULTILINE)


@dataclass(frozen=True)
class Part:
    """A record type, a piece of one, or a closed list, as a section of the README."""

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
    def fields(self) -> "list[Field]":
        """The fields of a record type or piece, none of a closed list."""
        return _fields(self.kind) if issubclass(self.kind, BaseModel) else []

    @property
    def terms(self) -> list[Term]:
        """The words of a closed list, none of a record type or piece."""
        return list(self.kind) if issubclass(self.kind, Term) else []

    @property
    def _said(self) -> list[str]:
        return re.split("[:;]", cleandoc(self.kind.__doc__ or ""), maxsplit=1)


@dataclass(frozen=True)
class Form:
    """How a value is written: `many` of it or one; in words, or as another part says."""

    many: bool
    words: str = ""
    part: Part | None = None

    @property
    def closed(self) -> bool:
        """Whether it is chosen from a closed list."""
        return self.part is not None and issubclass(self.part.kind, Term)


@dataclass(frozen=True)
class Field:
    """A field as people read of it; `default` is empty where absence says nothing."""

    key: str
    title: str
    description: str
    need: str
    default: str
    form: Form


@dataclass(frozen=True)
class RecordKind(Part):
    """A kind of record: where its files go, and a sample of it."""

    where: str
    sample: str


def data_readme(what_was_left_out: str, example: UnitRef = SOMEWHERE) -> str:
    """The README of a knowledge base: a part written by hand (Markdown, or nothing), then what the record types say.

    `example` is the unit that the samples name.
    """
    kinds = [RecordKind(kind, where, sample(kind, example)) for kind, where, _ in KINDS]
    inside = list(dict.fromkeys(part for kind in kinds for part in parts_inside(kind)))
    text = filled(
        "data-readme.md.j2",
        what_was_left_out=what_was_left_out.strip(),
        example=example,
        kinds=kinds,
        pieces=[part for part in inside if part.fields],
        lists=[part for part in inside if part.terms],
        max_bytes=MAX_BYTES,
        max_nodes=MAX_NODES,
        max_depth=MAX_DEPTH,
    )
    return str(text).rstrip() + "\n"


def sample(kind: type[BaseModel], example: UnitRef = SOMEWHERE) -> str:
    """A record with placeholders, each field told in a line above it; fields one may do without are commented out."""
    name = next(name for one, _, name in KINDS if one is kind)
    text = str(filled(f"samples/{name}.yml.j2", example=example))
    document, problems = read(name, uncommented(text).encode(), top=list if kind is Line else dict)
    assert not problems, problems  # a sample of this package
    notes = dict(_notes(Part(kind), document, (0,) if kind is Line else (), set()))
    lines: list[str] = []
    for row, line in enumerate(text.rstrip().split("\n"), 1):
        lines += [*notes.get(row, ()), line]
    return "\n".join(lines) + "\n"


def uncommented(text: str) -> str:
    """A sample with the fields one may do without, line for line the same."""
    return _COMMENTED_OUT.sub("", text)


def _notes(part: Part, document: Document, base: Path, told: set[Part]) -> Iterator[tuple[int, list[str]]]:
    """For each line of the document where a field begins, what to say above it; each closed list is told once."""
    for field in part.fields:
        path = (*base, field.key)
        if path not in document.keys:
            continue
        line, column = document.keys[path]
        start = "## " + " " * (column - 1)
        inner = field.form.part
        says = [f"{start}{field.title} ({field.need}). {field.description}".rstrip()]
        if inner and inner.terms and inner not in told:
            told.add(inner)
            says[0] += " Mỗi mục là một trong:" if field.form.many else " Chọn một:"
            says += [f"{start}  {term.value}: {term.label.removeprefix(f'{term.value}: ')}" for term in inner.terms]
        yield line, says
        if inner:
            yield from _notes(inner, document, (*path, 0) if field.form.many else path, told)


def _fields(kind: type[BaseModel]) -> list[Field]:
    wanted = {name for name, _ in wanted_fields(kind)}
    result: list[Field] = []
    hints = {name: hint for base in reversed(kind.__mro__) for name, hint in get_annotations(base).items()}
    for name in kind.model_fields:
        hint = hints[name]
        info = kind.model_fields[name]
        need = "bắt buộc" if info.is_required() else "nên có" if name in wanted else "tùy chọn"
        default = "" if info.is_required() or info.default in (None, ()) else str(info.default)
        if isinstance(info.default, bool):
            default = default.lower()  # as YAML writes it
        form = _form(hint, [] if hint in _LIMITED_BY_KIND else info.metadata)
        result.append(Field(name, info.title or name, info.description or "", need, default, form))
    return result


def _form(hint: object, limits: Sequence[object]) -> Form:
    """How a value of the annotated type is written, within the limits of its field."""
    inner = [part for part in get_args(hint) if part is not NoneType]
    if NoneType in get_args(hint):
        return _form(inner[0], limits)
    if get_origin(hint) is tuple:
        one = _form(inner[0], ())
        return Form(many=True, words=one.words, part=one.part)
    if isinstance(hint, type) and issubclass(hint, BaseModel | Term):
        return Form(many=False, part=Part(hint))
    words = next(words for known, words in _WORDS if known == hint)
    longest = next((one.max_length for one in inner if isinstance(one, StringConstraints) and one.max_length), None)
    if longest:
        words += f", tối đa {number(longest)} ký tự"
    bounds = [getattr(limit, key) for key in ("ge", "le") for limit in limits if hasattr(limit, key)]
    if len(bounds) == 2:
        words += f", từ {number(bounds[0])} đến {number(bounds[1])}"
    elif bounds:
        words += f", nhỏ nhất {number(bounds[0])}"
    return Form(many=False, words=words)


def parts_inside(part: Part) -> Iterator[Part]:
    """Every piece and closed list inside a part, however deep, in the order of the fields."""
    for field in part.fields:
        if field.form.part:
            yield field.form.part
            yield from parts_inside(field.form.part)
