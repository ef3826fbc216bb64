"""A document becomes a record, or the problems that say in Vietnamese why it does not."""

import re
from collections.abc import Mapping
from difflib import get_close_matches
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from nhanrong.document import Document
from nhanrong.problems import Problem, nearest
from nhanrong.records.fields import Term
from nhanrong.vietnamese import number

Record = TypeVar("Record", bound=BaseModel)
Path = tuple[str | int, ...]

_PATTERNS = {
    r"^[a-z0-9]+(-[a-z0-9]+)*$": "Chỉ dùng chữ thường không dấu, chữ số và dấu gạch nối, ví dụ dau-tam-di-linh.",
    r"^\d{5}$": 'Năm chữ số trong dấu nháy, ví dụ "25021".',
    r"^\d{4}-\d\d-\d\d$": 'Một ngày trong dấu nháy, ví dụ "2025-07-01".',
    r"^đồng(/\S.*)?$": "Bắt đầu bằng “đồng”: đồng, đồng/ha/năm, đồng/hộ/tháng.",
}
_KINDS = {
    "string_type": ("phải là chữ", "Đặt trong dấu nháy kép."),
    "int_type": ("phải là số nguyên", "Viết liền, không dấu nháy, không dấu chấm: 22000."),
    "float_type": ("phải là một số", "Viết liền, dùng dấu chấm cho phần lẻ: 1.5."),
    "bool_type": ("phải là true hoặc false", "Viết true hoặc false, không dấu nháy."),
    "tuple_type": ("phải là danh sách", "Mỗi mục một dòng, bắt đầu bằng “- ”."),
    "model_type": ("phải có các trường con", "Viết xuống dòng, thụt vào, mỗi dòng “trường: giá trị”."),
}
_LIMITS = {
    "greater_than_equal": ("nhỏ nhất là", "ge"),
    "less_than_equal": ("lớn nhất là", "le"),
}


def shaped(kind: type[Record], document: Document, path: Path = ()) -> tuple[Record | None, list[Problem]]:
    """The record at `path` of the document, or None and every fault of its shape."""
    value: Any = document.value
    for step in path:
        value = value[step]
    try:
        return kind.model_validate(value), []
    except ValidationError as error:
        return None, [_problem(kind, document, path, detail) for detail in error.errors(include_url=False)]


def _problem(kind: type[BaseModel], document: Document, base: Path, detail: ErrorDetails) -> Problem:
    inner: Path = detail["loc"]
    path = base + inner
    what = detail["type"]
    context: Mapping[str, Any] = detail.get("ctx", {})
    owner, info = _field(kind, inner)
    name = next((str(step) for step in reversed(inner) if isinstance(step, str)), "")
    called = f"“{name}”" + (f" ({info.title})" if info and info.title else "")
    hint = (info.description or "") if info else ""

    if what == "missing":
        return Problem(document.place(path[:-1], key=True), "NR201", f"thiếu trường {called}", hint)
    if what == "extra_forbidden":
        known = owner.model_fields if owner else {}
        say = nearest(name, known) or "Các trường có thể dùng: " + ", ".join(known) + "."
        return Problem(document.place(path, key=True), "NR202", f"không có trường “{name}”", say)
    place = document.place(path)
    if what in _KINDS:
        must, how = _KINDS[what]
        return Problem(place, "NR203", f"{called} {must}", how)
    if what == "enum":
        terms = _terms(info)
        given = detail["input"]
        if not isinstance(given, str):
            return Problem(place, "NR203", f"{called} phải là một từ trong danh sách", hint)
        listed = "Chọn một trong: " + "; ".join(f"{t.value} ({t.label})" for t in terms) + "."
        spelt = {term.label.lower(): term.value for term in terms} | {term.value: term.value for term in terms}
        like = get_close_matches(given.lower(), spelt, n=1)
        close = f"Có phải “{spelt[like[0]]}”?" if like else ""
        return Problem(
            place, "NR204", f"{called}: “{given}” không có trong danh sách", " ".join(filter(None, (close, listed)))
        )
    if what in {"date", "day"}:
        form = (
            "Viết đủ năm-tháng-ngày: 2022-08-10."
            if what == "day"
            else "Viết 2022, 2022-08, 2022-08-10 hoặc 2019/2022; không rõ thì bỏ cả dòng."
        )
        return Problem(place, "NR205", f"{called}: {detail['msg']}", form)
    if what == "string_pattern_mismatch":
        return Problem(
            place,
            "NR206",
            f"{called}: “{detail['input']}” viết không đúng dạng",
            _PATTERNS.get(context["pattern"], hint),
        )
    if what in {"string_too_short", "too_short", "string_too_long", "too_long"}:
        return Problem(
            place, "NR207", f"{called} {_length(what, context)}", "Rút ngắn lại." if "long" in what else hint
        )
    if what in _LIMITS:
        words, key = _LIMITS[what]
        return Problem(place, "NR208", f"{called}: {words} {number(context[key])}", hint)
    if what == "url":
        return Problem(
            place, "NR209", f"{called} không phải địa chỉ web", "Bắt đầu bằng http:// hoặc https://, không có dấu cách."
        )
    if what == "unit_ref":
        return Problem(
            place,
            "NR210",
            f"{called}: {detail['msg']}",
            'Viết “danh mục/mã xã” trong dấu nháy, ví dụ "2025-06-30/25021".',
        )
    if what == "one_line":
        return Problem(place, "NR211", f"{called} phải viết trên một dòng", "Nối các dòng lại, hoặc rút ngắn.")
    raise AssertionError(f"no sentence for the fault {what!r}")


def _length(what: str, context: Mapping[str, Any]) -> str:
    match what:
        case "string_too_short":
            return f"ngắn hơn {context['min_length']} ký tự"
        case "string_too_long":
            return f"dài hơn {number(context['max_length'])} ký tự"
        case "too_short":
            return f"cần ít nhất {context['min_length']} mục"
        case _:
            return f"có hơn {context['max_length']} mục"


def _field(kind: type[BaseModel], path: Path) -> tuple[type[BaseModel] | None, FieldInfo | None]:
    """The record type that owns the last named step of `path`, and that field if it is known."""
    owner: type[BaseModel] | None = kind
    at: type[BaseModel] | None = kind
    info: FieldInfo | None = None
    for step in path:
        if not isinstance(step, str):
            continue
        owner, info = at, at.model_fields.get(step) if at else None
        at = _inside(info.annotation) if info else None
    return owner, info


def _inside(annotation: object) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next(filter(None, (_inside(part) for part in get_args(annotation))), None)


def _terms(info: FieldInfo | None) -> list[Term]:
    def search(annotation: object) -> list[Term]:
        if isinstance(annotation, type) and not get_args(annotation) and issubclass(annotation, Term):
            return list(annotation)
        return next(filter(None, (search(part) for part in get_args(annotation))), [])

    return search(info.annotation) if info else []


def known_patterns() -> set[str]:
    """The patterns that have a sentence; a test compares them with those of the record types."""
    return {re.compile(pattern).pattern for pattern in _PATTERNS}
