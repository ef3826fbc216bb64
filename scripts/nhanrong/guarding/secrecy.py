"""Marks of secrecy: MẬT, TỐI MẬT, TUYỆT MẬT, lưu hành nội bộ; in capitals, spaced, split, or without marks."""

import re
from collections.abc import Collection, Iterator
from functools import cache

from nhanrong.guarding.reading import Found, Pattern, Reading
from nhanrong.vietnamese import fold

MARK = "NR712"
_MARKS = ("tối mật", "tuyệt mật", "lưu hành nội bộ")
_PAPERS = (
    "tài liệu|văn bản|công văn|hồ sơ|báo cáo|thông tin|quyết định|kế hoạch|đóng dấu|đóng mộc|bản|danh sách"
    "|chỉ thị|thông báo|văn thư|tờ trình|nghị quyết|biên bản|chuyên đề|công điện|thư|phong bì|nghị định|hợp đồng"
)
_PHRASES = Pattern(
    r"\b(?:(?:độ|(?<!đánh )dấu|mức độ|mức|chế độ|loại) ?:? ?mật\b(?! (?:độ|ong|mía|khẩu|hoa|nào|nhạt|đậm))"
    r"|(?<!ghi )sổ mật\b(?=[^\w\n]*(?m:$)| (?:số|cơ quan|văn thư|công văn))"
    rf"|\b(?:{_PAPERS})\b[^\n]{{0,60}}\(\s*mật\s*\)"
    rf"|(?:{_PAPERS}) mật\b(?! (?:độ|ong|mía|khẩu|ngọt|hoa|rừng|thiết|mất|mùa|gia|nhiều|tiền|công|đất|trắng|nước|thời))"
    r"|(?:tài liệu|văn bản|bản) nội bộ|(?:chỉ|để) (?:dùng|sử dụng) (?:trong )?nội bộ"
    r"|nội bộ,? cấm (?:phổ biến|sao chép|sao chụp)"
    r"|bí mật nhà nước|bí mật công tác|chỉ lưu hành trong nội bộ|nội bộ,? không (?:phổ biến|phát tán|sao chép)"
    r"|không (?:phổ biến|phát tán|sao chép) ra ngoài)"
)
_SWEET = frozenset(
    [
        "ong",
        "mia",
        "do",
        "ri",
        "khau",
        "ngot",
        "hoa",
        "rung",
        "thiet",
        "dua",
        "nhan",
        "vai",
        "ca",
        "tho",
        "bao",
        "ngon",
        "dich",
        "gau",
        "tui",
        "danh",
        "hieu",
        "vu",
    ]
)
_ALONE = re.compile(r"(?<!\w)(?:MẬT|Mật|MAT|MẶT TRẬN)(?!\w)")
_WORD = re.compile(r"\w+")


_SIGNS = Pattern(
    "",
    on=[
        *[
            "mật",
            "mat",
            "nội bộ",
            "noi bo",
            "lưu hành",
            "luu hanh",
            "tối mật",
            "toi mat",
            "tuyệt",
            "tuyet",
            "ra ngoài",
            "luuhanhnoibo",
            "tuyetmat",
            "toimat",
            "tuyệtmật",
            "tốimật",
        ],
        *["m ậ", "m a", "ậ t", "a t", "l ư", "l u", "n ộ", "n o", "b ộ", "b o", "t ố", "t u"],
    ],
)


def secrets(text: Reading) -> Iterator[Found]:
    """Every such mark, each place once."""
    lines = _SIGNS.lines(text)
    end = 0
    for start, stop in sorted({*_phrases(text, lines), *_alone(text, lines), *_spaced(text, lines)}):
        if start >= end:
            end = stop
            yield text.found(start, stop, MARK, "dấu mật hoặc tài liệu nội bộ")


def _phrases(text: Reading, lines: Collection[int]) -> Iterator[tuple[int, int]]:
    return ((match.start(), match.end()) for match in _PHRASES.finditer(text, lines))


def _alone(text: Reading, lines: Collection[int]) -> Iterator[tuple[int, int]]:
    """MẬT by itself: in brackets, at the head of a line, in capitals among small letters."""
    for match in _in(_ALONE, text, lines):
        if match[0] not in {"MẬT", "MAT", "Mật"}:
            continue
        after = re.match(r"\s+(\w+)", text.plain[match.end() : match.end() + 12])
        words = [fold(after[1])] if after else []
        before = [fold(word) for word in _WORD.findall(text.plain[max(0, match.start() - 12) : match.start()])[-1:]]
        if set(words) & _SWEET or set(before) & {
            "bao",
            "bi",
            "ri",
            "vi",
            "tui",
            "an",
            "ong",
            "duong",
            "dat",
            "tren",
            "be",
            "nuoc",
            "tieu",
        }:
            continue
        line = text.plain[text.plain.rfind("\n", 0, match.start()) + 1 :].split("\n", 1)[0]
        whole = re.fullmatch(r"\W*(?:MẬT|MAT|Mật)\W*", line) is not None
        bracketed = re.search(r"[(\[{“\"]\s*$", text.plain[: match.start()]) and re.match(
            r"\s*[)\]}”\"]", text.plain[match.end() :]
        )
        if whole or bracketed or match[0] == "MẬT" or (match[0] == "MAT" and not line.isupper()):
            yield match.start(), match.end()


def _spaced(text: Reading, lines: Collection[int]) -> Iterator[tuple[int, int]]:
    """TỐI MẬT, t-o-i m-a-t, T.U.Y.Ệ.T M.Ậ.T, LƯU HÀNH NỘI BỘ; M Ậ T, but not a mật between words."""
    for mark in _MARKS:
        for match in _in(_letters(mark, 0), text, lines):
            after = [fold(word) for word in _WORD.findall(text.plain[match.end() : match.end() + 8])[:1]]
            if not set(after) & _SWEET:
                yield match.start(), match.end()
    for match in _in(_letters("mật", 1), text, lines):
        yield match.start(), match.end()


def _in(pattern: re.Pattern[str], text: Reading, lines: Collection[int]) -> Iterator[re.Match[str]]:
    """Every place that fits in these lines."""
    return (match for number in sorted(lines) for match in pattern.finditer(text.plain, *text.lines[number]))


@cache
def _letters(mark: str, least: int) -> re.Pattern[str]:
    """The letters of a mark, with or without theirs, and between any two at least so many signs and at most four."""
    ways = [f"[{letter}{letter.upper()}{fold(letter)}{fold(letter).upper()}]" for letter in mark.replace(" ", "")]
    gap = rf"[\W_]{{{least},4}}"
    return re.compile(rf"{ways[0]}(?<!\w.){gap}{gap.join(ways[1:])}(?!\w)")
