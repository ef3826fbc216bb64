"""The bytes of a file become text, or the problems of its encoding and of characters that nobody sees."""

import unicodedata
from collections.abc import Iterator
from functools import cache

from nhanrong.problems import Place, Problem
from nhanrong.vietnamese import number

MAX_BYTES = 256 * 1024

_BLANK = "\u115f\u1160\u3164\ufe0e\ufe0f\uffa0\ufffd"  # drawn as nothing, or as a lost character
_HIDDEN = {"Cf", "Co", "Cn", "Cs"}  # format, private, unassigned, half of a pair
_ODD_SPACE = "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
_ODD_SAYS = {
    "tab": ("NR105", "có dấu Tab", "Thay bằng dấu cách; thụt đầu dòng là hai dấu cách."),
    "cr": ("NR104", "xuống dòng kiểu Windows (CRLF)", "Lưu tệp với kiểu xuống dòng LF."),
    "space": ("NR107", "có dấu cách lạ (khi chép từ Word, trang web)", "Xóa đi rồi gõ lại một dấu cách thường."),
    "hidden": ("NR108", "có ký tự ẩn không nhìn thấy", "Xóa cả từ này rồi gõ lại."),
    "control": ("NR108", "có ký tự điều khiển", "Xóa ký tự này."),
}


def decoded(path: str, data: bytes, most_bytes: int = MAX_BYTES) -> tuple[str, list[Problem]]:
    """The text of a file; with problems the text is not to be used."""
    start = Place(path)
    if len(data) > most_bytes:
        message = f"tệp dài {number(len(data))} byte, quá mức {number(most_bytes)} byte"
        return "", [Problem(start, "NR112", message, "Tách thành nhiều bản ghi.")]
    if data.startswith((b"\xff\xfe", b"\xfe\xff")) or data[:64].count(0) > len(data[:64]) // 4:
        return "", [Problem(start, "NR102", "tệp lưu bằng mã UTF-16", "Lưu lại với mã UTF-8 (không BOM).")]
    if data.startswith(b"\xef\xbb\xbf"):
        return "", [Problem(start, "NR103", "tệp có dấu BOM ở đầu", "Lưu lại với mã UTF-8 không BOM.")]
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        place = Place(path, line, error.start - data.rfind(b"\n", 0, error.start))
        message = "tệp không phải mã UTF-8 (có thể là TCVN3, VNI hoặc Windows-1258)"
        return "", [Problem(place, "NR101", message, "Chuyển mã sang UTF-8 bằng UniKey (Ctrl+Shift+F6) rồi lưu lại.")]
    if not text.strip():
        return "", [Problem(start, "NR114", "tệp trống", "Ghi nội dung, hoặc xóa tệp.")]
    if not has_odd_characters(text):
        return text, []
    return text, [
        problem for row, line in enumerate(text.split("\n"), 1) for problem in odd_characters(path, row, line)
    ]


def tidy(data: bytes) -> str | None:
    """The text of a file with all that `decoded` would refuse mended, or None when its letters cannot be told."""
    coding = "utf-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    try:
        text = data.decode(coding)
    except UnicodeDecodeError:
        return None
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", "  ")
    if has_odd_characters(text):
        kinds = {character: _kind(character) for character in set(text) - {"\n"}}
        text = text.translate(
            {ord(character): " " if kind == "space" else None for character, kind in kinds.items() if kind}
        )
    text = unicodedata.normalize("NFC", text)
    return text if text.endswith("\n") else f"{text}\n"


def has_odd_characters(text: str) -> bool:
    """Whether any line has something for `odd_characters` to say, asked of the whole text at once."""
    # what Python cannot print is every control, format, private and unassigned character and every space but one
    printable = text.replace("\n", "").isprintable()
    return not printable or any(blank in text for blank in _BLANK) or not unicodedata.is_normalized("NFC", text)


def odd_characters(path: str, row: int, line: str) -> Iterator[Problem]:
    """Characters of one line that look like others or like nothing, each kind once."""
    said: set[str] = set()
    for index, character in enumerate(line):
        kind = _kind(character)
        if kind is None or kind in said:
            continue
        said.add(kind)
        code, message, hint = _ODD_SAYS[kind]
        sign = "" if kind in {"tab", "cr"} else f" U+{ord(character):04X}"
        yield Problem(Place(path, row, index + 1), code, message + sign, hint)
    if not unicodedata.is_normalized("NFC", line):
        column = next(i for i in range(1, len(line) + 1) if not unicodedata.is_normalized("NFC", line[:i]))
        yield Problem(
            Place(path, row, column),
            "NR106",
            "dấu tiếng Việt viết rời (Unicode tổ hợp)",
            "Chuyển sang Unicode dựng sẵn trong UniKey rồi gõ lại từ này.",
        )


@cache
def _kind(character: str) -> str | None:
    """Why a character is odd, or None."""
    if character in "\t\r":
        return "tab" if character == "\t" else "cr"
    if character in _ODD_SPACE:
        return "space"
    category = unicodedata.category(character)
    if character in _BLANK or category in _HIDDEN:
        return "hidden"
    return "control" if category in {"Cc", "Zl", "Zp"} else None
