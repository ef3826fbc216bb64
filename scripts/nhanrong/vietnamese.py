"""Vietnamese text: folding for search and addresses, numbers and money as people say them."""

import math
import re
import unicodedata
from fractions import Fraction

NBSP = "\u00a0"

_PLAIN_D = str.maketrans("đĐ", "dD")
_NOT_SLUG = re.compile(r"[^a-z0-9]+")


def fold(text: str) -> str:
    """The text in lower case without any mark; đ becomes d. Equal for NFC and NFD input."""
    decomposed = unicodedata.normalize("NFD", text).translate(_PLAIN_D)
    return "".join(c for c in decomposed if not unicodedata.combining(c)).lower()


def slug(text: str) -> str:
    """An ASCII name for addresses and ids: lower-case words joined by hyphens."""
    return _NOT_SLUG.sub("-", fold(text)).strip("-")


_TELEX_TONES = {"\u0300": "f", "\u0301": "s", "\u0303": "x", "\u0309": "r", "\u0323": "j"}
_TELEX_VOWELS = {"\u0306": "w", "\u031b": "w"}


def telex(syllable: str) -> str:
    """A syllable as the Telex keyboard types it: bơ is bow, bò is bof; so no two syllables are alike."""
    letters, tone = "", ""
    for character in unicodedata.normalize("NFD", syllable.lower()):
        if character == "đ":
            letters += "dd"
        elif character == "\u0302":
            letters += letters[-1:]
        elif character in _TELEX_TONES:
            tone = _TELEX_TONES[character]
        else:
            letters += _TELEX_VOWELS.get(character, character)
    return letters + tone


def reading_order(text: str) -> tuple[str, str]:
    """A key that sorts names as a reader expects, marks decided last."""
    return fold(text), text


def number(value: float) -> str:
    """A number in Vietnamese spelling: 1.234,5."""
    text = f"{value:,.4f}".rstrip("0").rstrip(".") if isinstance(value, float) else f"{value:,}"
    return text.translate(str.maketrans(",.", ".,"))


def percent(numerator: int, denominator: int) -> str:
    """A share with one decimal, rounded to the nearest, a half up: 7 of 16 is 43,8 %.

    Rounding keeps order, so a share that is not more than a whole percentage is never shown as more.
    """
    tenths = math.floor(Fraction(1000 * numerator, denominator) + Fraction(1, 2))
    return f"{tenths // 10},{tenths % 10}{NBSP}%"


def spoken_money(dong: int) -> str:
    """An amount of đồng as people say it, to the last đồng: 36 triệu đồng, 1,7 tỷ đồng, 950.000 đồng."""
    for size, word in ((10**9, "tỷ"), (10**6, "triệu")):
        if dong >= size and dong % (size // 1000) == 0:
            return f"{number(dong / size) if dong % size else number(dong // size)}{NBSP}{word}{NBSP}đồng"
    return f"{number(dong)}{NBSP}đồng"


def about_money(dong: int) -> str:
    """An amount as people would say it, short: 36,1 triệu đồng for 36.123.400, but 123,1 triệu đồng as it is."""
    size = next((size for size in (10**9, 10**6) if dong >= size), 0)
    is_short = not size or dong % (size // 10) == 0
    return spoken_money(dong if is_short else _to_three_figures(dong, size))


def _to_three_figures(dong: int, size: int) -> int:
    step = max(size // 100, int(10 ** (len(str(dong)) - 3)))
    return (2 * dong + step) // (2 * step) * step


def spoken_area(metres: float) -> str:
    """An area as people say it: 3.000 m², 1,5 ha."""
    return f"{number(metres)}{NBSP}m²" if metres < 10_000 else f"{number(metres / 10_000)}{NBSP}ha"


def file_size(size: int) -> str:
    """How large a file of so many bytes is: 95 KB, 1,2 MB; a thousand bytes a KB, as telephones count."""
    if size < 10**6:
        return f"{number(max(1, round(size / 1000)))}{NBSP}KB"
    return f"{number(round(size / 10**6, 1))}{NBSP}MB"


def uncapitalised(text: str) -> str:
    """The text with its first letter in lower case, to stand inside a sentence."""
    return text[:1].lower() + text[1:]


def capitalised(text: str) -> str:
    """The text with its first letter in upper case, the rest as it was."""
    return text[:1].upper() + text[1:]
