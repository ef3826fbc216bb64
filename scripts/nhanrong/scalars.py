"""What a value without quotes means: a number, true or false, or text; what YAML would misread is refused."""

import re
from dataclasses import dataclass

Value = str | int | float | bool


@dataclass(frozen=True)
class Misread:
    """Why a value is refused: code, Vietnamese sentence, what to write."""

    code: str
    message: str
    hint: str


LONGEST_NUMBER = 18

NOTHING = {"", "~", "null", "Null", "NULL"}
_YES_NO = {"y", "n", "yes", "no", "on", "off", "true", "false"}
LONGEST_WORD = 5  # of those that are no text
_NUMBER_START = re.compile(r"[-+.\d]")  # nothing below matches a text that begins otherwise
_THOUSANDS = re.compile(r"-?\d{1,3}([.,_ ]\d{3})+")
_INTEGER = re.compile(r"-?(0|[1-9]\d*)")
_DECIMAL = re.compile(r"-?(0|[1-9]\d*)\.\d+")
_CLOCK = re.compile(r"[-+]?\d+(:[0-5]?\d)+(\.\d+)?")
_NUMBER_TRAPS = re.compile(
    r"[-+]?0\d[\d_]*|[-+]?\d[\d_]*_[\d_]*|[-+]?(\d[\d_]*)?\.?\d+[eE][-+]?\d+|0[xXoObB][\da-fA-F_]+"
    r"|[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)|\+\d[\d.]*|\.\d+|\d+\."
)


def plain(text: str) -> Value | Misread:
    """The meaning of a value written without quotes."""
    if text in NOTHING:
        return Misread("NR119", "giá trị trống", "Không có số liệu thì bỏ cả dòng này; không ghi 0.")
    if text in {"true", "false"}:
        return text == "true"
    if len(text) <= LONGEST_WORD and text.lower() in _YES_NO:
        hint = "Viết true hoặc false; là chữ thì đặt trong dấu nháy."
        return Misread("NR118", f"“{text}” bị YAML hiểu là đúng/sai", hint)
    return _number(text) if _NUMBER_START.match(text) else text


def quoted(text: str) -> Value | Misread:
    """The meaning of a value in quotes or of several lines: its text, which may not be empty."""
    if not text or text.isspace():
        return Misread("NR119", "giá trị trống", "Không có số liệu thì bỏ cả dòng này.")
    return text


def _number(text: str) -> Value | Misread:
    if _THOUSANDS.fullmatch(text):
        joined = re.sub(r"[.,_ ]", "", text)
        hint = f"Viết liền {joined}; là số lẻ thì dùng dấu chấm và bớt hoặc thêm số 0."
        return Misread("NR117", f"“{text}” dễ bị hiểu sai", hint)
    if _INTEGER.fullmatch(text):
        return int(text) if len(text) <= LONGEST_NUMBER else _too_long()
    if _DECIMAL.fullmatch(text):
        return float(text) if len(text.split(".", 1)[0]) <= LONGEST_NUMBER else _too_long()
    if _CLOCK.fullmatch(text):
        return Misread("NR117", f"“{text}” bị YAML hiểu là một số", "Đặt trong dấu nháy kép.")
    if _NUMBER_TRAPS.fullmatch(text):
        hint = "Là mã thì đặt trong dấu nháy kép; là số thì viết thường, ví dụ 1000."
        return Misread("NR117", f"“{text}” bị YAML hiểu là số khác", hint)
    return text


def _too_long() -> Misread:
    hint = f"Số có tối đa {LONGEST_NUMBER} chữ số; là mã thì đặt trong dấu nháy kép."
    return Misread("NR117", "con số quá dài", hint)
