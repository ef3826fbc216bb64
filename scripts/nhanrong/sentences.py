"""What a wrong value is told, in Vietnamese: one sentence and what to write for every kind of fault."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any, get_args

from pydantic.fields import FieldInfo

from nhanrong.problems import nearest
from nhanrong.records.fields import Term
from nhanrong.records.measuring import Measure
from nhanrong.vietnamese import number

NOT_GIVEN = object()


@dataclass(frozen=True)
class Fault:
    """A value that its field refuses: the field as it is called, its definition, and what the validator knows.

    A schema says its sentences before there is a value: `given` is then NOT_GIVEN.
    """

    kind: str
    called: str
    info: FieldInfo | None
    given: object
    message: str
    context: Mapping[str, Any]

    @property
    def hint(self) -> str:
        """What the field says of itself."""
        return (self.info.description or "") if self.info else ""

    @property
    def shown(self) -> str:
        """The value behind a colon, if there is one."""
        return "" if self.given is NOT_GIVEN else f": “{self.given}”"


_MOST_LISTED = 40  # words that one can look through in a message
_SHORT = 6  # letters of a word in which a few shared ones mean little: “thang” is not meant to be “change”
_ALIKE, _SHORT_ALIKE = 0.6, 0.75

Sentence = tuple[str, str, str]  # code, message, hint

_PATTERNS = {
    r"^[a-z0-9]+(-[a-z0-9]+)*$": "Chỉ dùng chữ thường không dấu, chữ số và dấu gạch nối, ví dụ dau-tam-di-linh.",
    r"^[0-9]{5}$": 'Năm chữ số trong dấu nháy, ví dụ "25021".',
    r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$": 'Một ngày trong dấu nháy, ví dụ "2025-07-01".',
    r"^[a-z0-9]+(-[a-z0-9]+)*\.(webp|jpg|png)$": "Tên tệp không dấu, kết thúc bằng .webp, .jpg hoặc .png.",
    r"[0-9]([ .()-]{0,2}[0-9]){7}": 'Ghi số gọi được, đủ mã vùng, trong dấu nháy, ví dụ "0000 000 000".',
    r"^[^\s@]+@[^\s@]+$": "Ghi đủ cả tên và nơi, ví dụ van-phong@hoi-nong-dan.example.",
    r"[0-9A-Za-zÀ-ỹ]": "Ghi tên cây hoặc con bằng chữ.",
    r"^NR7(0[1-9]|1[0-35])$": "Một mã từ NR701 đến NR713, hoặc NR715, trong dấu nháy kép.",
    r"^[A-Za-z0-9._-]+(/[A-Za-z0-9._-]+)+$": "Chủ kho/tên kho, không dấu, ví dụ hoi-nong-dan/nhan-rong.",
    r"^[A-Za-z0-9._/-]+$": "Tên nhánh không dấu, ví dụ main.",
    r"^[a-z0-9]+(-[a-z0-9]+)*\.(xlsx|docx)$": "Tên tệp không dấu, kết thúc bằng .xlsx hoặc .docx.",
    r"^[a-z]{2,3}$": "Hai hoặc ba chữ thường: kpm (Kơ Ho), rad (Ê Đê), en (Anh).",
    r"^[A-Z]{1,3}[1-9][0-9]{0,6}$": "Chữ của cột rồi số của hàng, ví dụ D7.",
    r"^([A-Z]{1,3}|[1-9][0-9]?)$": "Tệp Excel: chữ của cột, ví dụ D. Tệp Word: số của cột, ví dụ 3.",
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


def called(key: str, title: str | None) -> str:
    """A field as messages call it: its key, and its title where it has one."""
    return f"“{key}”" + (f" ({title})" if title else "")


def missing(called: str, info: FieldInfo | None) -> Sentence:
    """What is said when a required field is absent."""
    return "NR201", f"thiếu trường {called}", (info.description or "") if info else ""


def unknown(key: str, known: Collection[str]) -> Sentence:
    """What is said of a key that is none of the known ones; without a key: of any such."""
    hint = nearest(key, known) if key else ""
    name = f"“{key}”" if key else "này"
    return "NR202", f"không có trường {name}", hint or "Các trường có thể dùng: " + ", ".join(known) + "."


def sentence(fault: Fault) -> Sentence:
    """Code, message and hint for a fault of a value."""
    return _SENTENCES.get(fault.kind, _unusable)(fault)


def _unusable(fault: Fault) -> Sentence:
    return "NR203", f"{fault.called}: không dùng được giá trị này", fault.hint


def _wrong_kind(fault: Fault) -> Sentence:
    must, how = _KINDS[fault.kind]
    return "NR203", f"{fault.called} {must}", how


def _not_listed(fault: Fault) -> Sentence:
    if fault.given is not NOT_GIVEN and not isinstance(fault.given, str):
        return "NR203", f"{fault.called} phải là một từ trong danh sách", fault.hint
    terms = _terms(fault.info)
    listed = "Chọn một trong: " + "; ".join(f"{t.value} ({t.label})" for t in terms) + "."
    if len(terms) > _MOST_LISTED:
        where = "xem models_data/README.md"
        if isinstance(terms[0], Measure):
            where = "xem hết bằng lệnh nhanrong report --measures"
        listed = f"Danh sách có {len(terms)} từ, {where}."
    spelt = {term.label.lower(): term.value for term in terms} | {term.value: term.value for term in terms}
    given = fault.given.lower() if isinstance(fault.given, str) else ""
    like = get_close_matches(given, spelt, n=1, cutoff=_ALIKE if len(given) > _SHORT else _SHORT_ALIKE)
    close = f"Có phải “{spelt[like[0]]}”? " if like else ""
    return "NR204", f"{fault.called}{fault.shown} không có trong danh sách", close + listed


def _not_a_date(fault: Fault) -> Sentence:
    form = "Viết 2022, 2022-08, 2022-08-10 hoặc 2019/2022; không rõ thì bỏ cả dòng."
    return "NR205", f"{fault.called}: {fault.message}", form


def _not_a_day(fault: Fault) -> Sentence:
    return "NR205", f"{fault.called}: {fault.message}", "Viết đủ năm-tháng-ngày: 2022-08-10."


def _wrong_form(fault: Fault) -> Sentence:
    form = _PATTERNS.get(fault.context["pattern"], fault.hint)
    return "NR206", f"{fault.called}{fault.shown} viết không đúng dạng", form


def _wrong_length(fault: Fault) -> Sentence:
    hint = "Rút ngắn lại." if "long" in fault.kind else fault.hint
    return "NR207", f"{fault.called} {_length(fault.kind, fault.context)}", hint


def _out_of_range(fault: Fault) -> Sentence:
    words, key = _LIMITS[fault.kind]
    return "NR208", f"{fault.called}: {words} {number(fault.context[key])}", fault.hint


def _not_a_url(fault: Fault) -> Sentence:
    return (
        "NR209",
        f"{fault.called} không phải địa chỉ web",
        "Bắt đầu bằng http:// hoặc https://, không có dấu cách.",
    )


def _not_a_unit(fault: Fault) -> Sentence:
    form = 'Viết “danh mục/mã xã” trong dấu nháy, ví dụ "2025-06-30/25021".'
    return "NR210", f"{fault.called}: {fault.message}", form


def _not_one_line(fault: Fault) -> Sentence:
    return "NR211", f"{fault.called} phải viết trên một dòng", "Nối các dòng lại, hoặc rút ngắn."


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


def _terms(info: FieldInfo | None) -> list[Term]:
    def search(annotation: object) -> list[Term]:
        if isinstance(annotation, type) and not get_args(annotation) and issubclass(annotation, Term):
            return list(annotation)
        return next(filter(None, (search(part) for part in get_args(annotation))), [])

    return search(info.annotation) if info else []


_SENTENCES: Mapping[str, Callable[[Fault], Sentence]] = {
    **dict.fromkeys(_KINDS, _wrong_kind),
    "enum": _not_listed,
    "date": _not_a_date,
    "day": _not_a_day,
    "string_pattern_mismatch": _wrong_form,
    **dict.fromkeys(("string_too_short", "too_short", "string_too_long", "too_long"), _wrong_length),
    **dict.fromkeys(_LIMITS, _out_of_range),
    "url": _not_a_url,
    "unit_ref": _not_a_unit,
    "one_line": _not_one_line,
}


def known_patterns() -> set[str]:
    """The patterns that have a sentence; a test compares them with those of the record types."""
    return set(_PATTERNS)
