"""What people type becomes a value: in a cell, an answer, an issue form, a file written by hand.

The strict reader takes one way of writing only; here every usual Vietnamese way is taken, as long as it can mean
one thing only.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from nhanrong import dates
from nhanrong.anatomy import Form, Scalar
from nhanrong.problems import nearest
from nhanrong.vietnamese import fold, slug

Value = str | int | float | bool


@dataclass(frozen=True)
class Misunderstood:
    """Why a text cannot be taken, and what to write."""

    message: str
    hint: str


_ODD = re.compile(r"[\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\u00ad]")
_SPACES = re.compile(r"[^\S\n]+")
_GROUPED = re.compile(r"\d{1,3}([. ]\d{3})+")
_DECIMAL = re.compile(r"\d+[.,]\d+")
_DONG = re.compile(r"(?P<number>[\d., ]+)(?P<size>nghin|ngan|k|trieu|tr|ty|ti)?(dong|d|vnd)?")
_SIZES = {"nghin": 10**3, "ngan": 10**3, "k": 10**3, "trieu": 10**6, "tr": 10**6, "ty": 10**9, "ti": 10**9}
_FLAGS = dict.fromkeys(("co", "dung", "true", "x", "yes", "1", "phai"), True)
_FLAGS |= dict.fromkeys(("khong", "sai", "false", "no", "0", "khong phai"), False)
_MONTH = re.compile(r"(?:thang )?(\d{1,2})[/.-](\d{4})")
_DAY = re.compile(r"(?:ngay )?(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
_YEAR = re.compile(r"(?:nam )?(\d{4})")
_SPAN = re.compile(r"(.+?)\s+(?:den|toi)\s+(.+)|(\d{4})\s*[-–]\s*(\d{4})|(.+?)\s*–\s*(.+)")


def tidied(text: str) -> str:
    """The text as one would have typed it: composed letters, plain spaces, nothing hidden, no space at its ends."""
    lines = _ODD.sub("", unicodedata.normalize("NFC", text)).replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join(_SPACES.sub(" ", line).strip() for line in lines).strip()


def taken(text: str, form: Form) -> Value | Misunderstood:
    """The one value that a text means where `form` asks for it."""
    text = tidied(text)
    if form.closed:
        return _word(text, form)
    assert form.scalar is not None  # a piece is asked for by its fields
    return _READERS.get(form.scalar, _as_it_is)(text)


def _word(text: str, form: Form) -> Value | Misunderstood:
    terms = form.part.terms if form.part else []
    spelt = {fold(spelling): str(term.value) for term in terms for spelling in (term.label, term.value)}
    # a label such as “A: đo đếm” is known by its first letter too
    exact = {str(term.value): str(term.value) for term in terms} | {term.label: str(term.value) for term in terms}
    found = exact.get(text) or spelt.get(fold(text))
    if found:
        return found
    listed = "Chọn một trong: " + "; ".join(term.label for term in terms) + "."
    return Misunderstood(f"“{text}” không có trong danh sách", f"{nearest(text, exact)} {listed}".strip())


def _as_it_is(text: str) -> Value | Misunderstood:
    return text


def _one_line(text: str) -> Value | Misunderstood:
    return " ".join(text.split("\n"))


def _id(text: str) -> Value | Misunderstood:
    if slug(text) == text:
        return text
    return Misunderstood(f"“{text}” không phải mã", f"Chữ thường không dấu và gạch nối: {slug(text) or 'ten-mo-hinh'}.")


def _code(text: str) -> Value | Misunderstood:
    if text.isdecimal() and text.isascii() and len(text) <= 5:
        return text.zfill(5)
    return Misunderstood(f"“{text}” không phải mã xã", "Năm chữ số, ví dụ 25021.")


def respelt(text: str) -> str | None:
    """The day or month that a text means, as records spell it, where it is spelt otherwise: 31/12/2025, 01/2022.

    None where it is no date, or is spelt so already.
    """
    meant = _iso(text)
    try:
        return dates.parse(meant).text if meant and meant != text.strip() else None
    except dates.DateError:
        return None


def _date(text: str) -> Value | Misunderstood:
    span = None if _iso(text) else _SPAN.fullmatch(_marks_off(text))
    ends = [part for part in span.groups() if part] if span else []
    parts = [_iso(part.strip()) for part in ends] if ends else [_iso(text)]
    if not all(parts):
        return Misunderstood(f"“{text}” không phải ngày tháng", "Viết 2022, 08/2022, 10/08/2022 hoặc 2019–2022.")
    try:
        return dates.parse("/".join(filter(None, parts))).text
    except dates.DateError as error:
        return Misunderstood(str(error), "Xem lại ngày, tháng, năm.")


def _day(text: str) -> Value | Misunderstood:
    date = _date(text)
    if isinstance(date, str) and len(date) == len("2022-08-10"):
        return date
    if isinstance(date, str):
        return Misunderstood(f"“{text}” chưa đủ ngày, tháng, năm", "Viết đủ, ví dụ 10/08/2022.")
    return date


def _iso(text: str) -> str | None:
    """A date of one part as 2022, 2022-08 or 2022-08-10; a span that is written so already stays."""
    plain = _marks_off(text)
    if re.fullmatch(r"\d{4}-\d\d(-\d\d)?|\d{4}(-\d\d)*/\d{4}(-\d\d)*", plain):
        return plain
    if match := _DAY.fullmatch(plain):
        return f"{match[3]}-{int(match[2]):02d}-{int(match[1]):02d}"
    if match := _MONTH.fullmatch(plain):
        return f"{match[2]}-{int(match[1]):02d}"
    return match[1] if (match := _YEAR.fullmatch(plain)) else None


def _marks_off(text: str) -> str:
    return fold(text).strip()


def _whole(text: str) -> Value | Misunderstood:
    number = _number(text)
    if isinstance(number, Misunderstood) or number != int(number):
        return Misunderstood(f"“{text}” không phải số nguyên", "Chỉ ghi chữ số, ví dụ 22000 hoặc 22.000.")
    return int(number)


def _money(text: str) -> Value | Misunderstood:
    match = _DONG.fullmatch(_marks_off(text).replace(" ", ""))
    size = _SIZES[match["size"]] if match and match["size"] else 1
    number = _number(match["number"]) if match else Misunderstood("", "")
    amount = number if isinstance(number, Misunderstood) else round(number * size, 6)
    if isinstance(amount, Misunderstood) or amount != int(amount):
        return Misunderstood(f"“{text}” không phải số tiền", "Ghi số đồng, ví dụ 36000000, 36.000.000 hoặc 36 triệu.")
    return int(amount)


def _plain_number(text: str) -> Value | Misunderstood:
    number = _number(text)
    return int(number) if isinstance(number, float) and number.is_integer() else number


def _number(text: str) -> float | Misunderstood:
    """A number in Vietnamese or plain spelling: 1.000,5; 22.000 are twenty-two thousand; 1,5; 1.5."""
    sign, digits = (-1, text[1:].strip()) if text.startswith(("-", "−")) else (1, text)
    whole, comma, rest = digits.partition(",")
    if _GROUPED.fullmatch(whole) and (not comma or rest.isdecimal()):
        digits = re.sub(r"[. ]", "", whole) + (f".{rest}" if comma else "")
    elif _DECIMAL.fullmatch(digits):
        digits = digits.replace(",", ".")
    if not re.fullmatch(r"[0-9]{1,18}(\.[0-9]+)?", digits):
        return Misunderstood(f"“{text}” không phải một số", "Ghi một số, ví dụ 1,5 hoặc 22.000.")
    return sign * float(digits)


def _flag(text: str) -> Value | Misunderstood:
    found = _FLAGS.get(fold(text))
    return Misunderstood(f"“{text}” không phải có hay không", "Ghi Có hoặc Không.") if found is None else found


_READERS: Mapping[Scalar, Callable[[str], Value | Misunderstood]] = {
    Scalar.ID: _id,
    Scalar.CODE: _code,
    Scalar.DATE: _date,
    Scalar.DAY: _day,
    Scalar.LINE: _one_line,
    Scalar.WHOLE: _whole,
    Scalar.MONEY: _money,
    Scalar.NUMBER: _plain_number,
    Scalar.FLAG: _flag,
}
