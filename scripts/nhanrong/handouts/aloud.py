"""Texts as a voice reads them out: no sign, no short form, units and dates in words.

Whole numbers keep their figures (“36 triệu đồng”), which a reader says faster than their words; how many syllables they
take is counted all the same.
"""

import re
import unicodedata
from collections.abc import Callable, Sequence
from functools import partial

from nhanrong.handouts.spoken_words import LETTERS, NEVER_WORDS, PER, ROMAN, SHORT, UNITS
from nhanrong.vietnamese import fold

_DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_SCALES = ("", "nghìn", "triệu", "tỷ")
_MOST_DIGITS = 3 * len(_SCALES)
_LONGEST_WORD = 30
_LONGEST_SPELT = 5

_NUMBER = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:,\d+)?")
_ADDRESS = re.compile(r"https?://|www\.|\S@\S", re.IGNORECASE)
_SYLLABLE = re.compile(r"(?:ngh?|[ckgpt]h|tr|gi|qu|[bcdghklmnpqrstvx])?[aeiouy]{1,3}(?:ch|nh|ng|[cmnpt])?")
_VOWELS = re.compile(r"[aeiouy]+")
_BREAK = re.compile(r"(?<=[.!?…])\s+")
_NO_END = re.compile(r"(?:^|\W)(?:TP|Tp|TX|Tx|TT|ThS|TS|KS|PGS|GS|số|[A-ZĐ])\.$")


def sentences(text: str) -> list[str]:
    """The sentences of a paragraph, each whole; after a short form or before a small letter none ends."""
    found: list[str] = []
    for part in _BREAK.split(" ".join(text.split())):
        if found and (_NO_END.search(found[-1]) or not (part[:1].isdigit() or part.lstrip('“"(')[:1].isupper())):
            found[-1] += f" {part}"
        elif part:
            found.append(part)
    return found


def aloud(text: str) -> str | None:
    """The text as it is read out, or None where it holds what no voice can read."""
    said = " ".join(unicodedata.normalize("NFC", text).replace("\u2060", "").split())
    if _ADDRESS.search(said):
        return None
    for rule in _RULES:
        said = rule(said)
    said = _tidied(said)
    return said if said and _readable(said) else None


def per_aloud(unit: str) -> str | None:
    """A unit, also of several parts: đồng/ha/năm is “đồng một héc-ta một năm”."""
    parts = [aloud(UNITS.get(part.strip(), part.strip())) for part in unit.replace("\u2060", "").split("/")]
    named = [part for part in parts if part]
    return " một ".join(named) if len(named) == len(parts) else None


def syllables(text: str) -> int:
    """How many syllables a text that is `aloud` takes; numbers count as they are read."""
    rest = _NUMBER.sub(" ", text)
    words = [word for word in re.split(r"[^\w]+", fold(rest)) if word]
    letters = sum(max(1, len(_VOWELS.findall(word))) for word in words)
    return letters + sum(len(_number_words(number[0]).split()) for number in _NUMBER.finditer(text))


def in_words(number: int) -> str:
    """A whole number below 10¹² as it is read: 5013 is “năm nghìn không trăm mười ba”."""
    if number < 10:
        return _DIGITS[number]
    groups = [number // 1000**place % 1000 for place in range(len(_SCALES))]
    top = max(place for place, group in enumerate(groups) if group)
    said = [
        f"{_hundreds(groups[place], whole=place < top)} {_SCALES[place]}".strip()
        for place in range(top, -1, -1)
        if groups[place]
    ]
    return " ".join(said)


def _hundreds(group: int, *, whole: bool) -> str:
    """Three figures; where others stand before them (`whole`) the hundreds are said even when there are none."""
    hundreds, tens, ones = group // 100, group // 10 % 10, group % 10
    said = [f"{_DIGITS[hundreds]} trăm"] if hundreds or whole else []
    if tens > 1:
        said.append(f"{_DIGITS[tens]} mươi")
    elif tens:
        said.append("mười")
    elif ones and said:
        said.append("linh")
    if ones:
        after_tens = {1: "mốt", 4: "tư", 5: "lăm"} if tens > 1 else {5: "lăm"} if tens else {}
        said.append(after_tens.get(ones, _DIGITS[ones]))
    return " ".join(said)


def _number_words(text: str) -> str:
    """A number as it stands in a text; one that begins with 0 or is very long is read figure by figure."""
    whole, _, decimals = text.replace(".", "").partition(",")
    by_figure = len(whole) > _MOST_DIGITS or (whole.startswith("0") and len(whole) > 1)
    said = " ".join(_DIGITS[int(one)] for one in whole) if by_figure else in_words(int(whole))
    return said + (" phẩy " + " ".join(_DIGITS[int(one)] for one in decimals) if decimals else "")


def _month(number: int) -> str:
    return "tư" if number == 4 else in_words(number)


def _day_month_year(match: re.Match[str]) -> str:
    day, month = int(match["day"]), int(match["month"])
    if not (1 <= day <= 31 and 1 <= month <= 12):
        return match[0]
    year = f" năm {match['year']}" if match["year"] else ""
    return f"ngày {in_words(day)} tháng {_month(month)}{year}"


def _month_year(match: re.Match[str]) -> str:
    month = int(match["month"])
    return f"tháng {_month(month)} năm {match['year']}" if 1 <= month <= 12 else match[0]


def _fraction(match: re.Match[str]) -> str:
    return f"{match[1]} {'phần' if int(match[2]) <= 10 else 'trên'} {match[2]}"


def _capitals(match: re.Match[str]) -> str:
    """A short form by its letters, unless it can be said as a word."""
    word = match[0]
    if len(word) > _LONGEST_SPELT or fold(word) != word.lower().replace("đ", "d") or _SYLLABLE.fullmatch(fold(word)):
        return word
    return "-".join(LETTERS[letter] for letter in word)


def _substituted(pattern: str, by: str | Callable[[re.Match[str]], str]) -> Callable[[str], str]:
    return partial(re.compile(pattern).sub, by)


def _any(words: Sequence[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


_RULES: tuple[Callable[[str], str], ...] = (
    _substituted(rf"(?<!\w)(?:{_any(list(SHORT))})(?!\w)\.?(?=\s|[,;:.)]|$)", lambda m: SHORT[m[0].rstrip(".")]),
    _substituted(r"\b[Vv]\.\s?v\.*", "vân vân"),
    _substituted(
        r"(?:\bngày )?(?<![\d/.,])(?P<day>\d{1,2})[/-](?P<month>\d{1,2})[/-](?P<year>\d{4})(?![\d/])", _day_month_year
    ),
    _substituted(r"\bngày (?P<day>\d{1,2})[/-](?P<month>\d{1,2})(?P<year>)(?![\d/])", _day_month_year),
    _substituted(r"\b((?i:quý|đợt|kỳ|vụ|khóa) (?:\d{1,2}|[IVX]+))/(\d{4})(?![\d/])", r"\1 năm \2"),
    _substituted(r"(?:\btháng )?(?<![\d/.,])(?P<month>\d{1,2})/(?P<year>\d{4})(?![\d/])", _month_year),
    _substituted(r"(?<![\d/])(\d{1,3})/(\d{1,3})(?![\d/])", _fraction),
    _substituted(r"(?<=\d)(?:-\d+){2,}", lambda m: m[0].replace("-", " ")),
    _substituted(r"(?<=[\d%])\s*[–—-]\s*(?=\d)", " đến "),
    _substituted(r"(?<=\d)\s*[x×]\s*(?=\d)|(?<=\d[ \u00a0]m)\s[x×]\s(?=\d)|(?<=\dm)\s?[x×]\s?(?=\d)", " nhân "),
    _substituted(r"\s[–—-]\s|–|—", ", "),
    _substituted(r"~\s*(?=\d)", "khoảng "),
    _substituted(rf"(?<=[^\W\d_]|[²³%])\s?/\s?(?P<per>{_any(PER)})(?!\w)", lambda m: f" một {m['per']}"),
    _substituted(rf"(?<=\d)\s?(?P<unit>{_any(list(UNITS))})(?!\w)", lambda m: f" {UNITS[m['unit']]}"),
    _substituted(rf"(?<![\w/])(?P<unit>{_any(NEVER_WORDS)})(?!\w)", lambda m: UNITS[m["unit"]]),
    _substituted(
        r"\b((?i:loại|cấp|hạng|khóa|thế kỷ|thứ|quý|giai đoạn|đợt|lần)) ([IVX]+)\b",
        lambda m: f"{m[1]} {ROMAN.get(m[2], m[2])}",
    ),
    _substituted(r"\bvà/hoặc\b", "và hoặc"),
    _substituted(r"\s&\s", " và "),
    _substituted(r"(?<=[^\W\d_])(?=\d)|(?<=\d)(?=[^\W\d_])", " "),
    _substituted(r"(?<![^\W\d_])[A-ZĐ]{2,}(?![^\W\d_])", _capitals),
)


def _tidied(said: str) -> str:
    """Brackets and quotation marks become pauses or go, which no voice says."""
    said = said.replace("(cũ)", "cũ")
    said = re.sub(r"\s*[(\[]\s*", ", ", re.sub(r"[“”\"«»…]", "", said))
    said = re.sub(r"\s*[)\]]\s*", ", ", said)
    said = re.sub(r"\s+([,.;:!?])", r"\1", said)
    said = re.sub(r"[,;:](?:\s*[,;:])+", ",", said)
    said = re.sub(r"[,;:]\s*(?=[.!?])", "", said)
    return " ".join(said.strip(" ,;:-").split())


def _readable(said: str) -> bool:
    words = re.split(r"[\s-]+", said)
    return (
        all(one in " .,;:!?-’'" or one in "0123456789" or _is_latin(one) for one in said)
        and all(len(word) <= _LONGEST_WORD for word in words)
        and any(one.isalnum() for one in said)
    )


def _is_latin(one: str) -> bool:
    return one.isalpha() and unicodedata.name(one, "").startswith("LATIN")
