"""How wide the columns of a table are in Word, which breaks a word that does not fit in its column."""

import unicodedata
from collections.abc import Iterable, Iterator

from nhanrong.handouts.blocks import Table
from nhanrong.word.xml import clean

_EM = 3.53  # mm: letters of ten points
_SIDES = 3.6  # mm of room beside a word
_SHORT = 8  # letters
_MOST, _MOST_READ = 30.0, 70.0  # mm that a single word may ask for, and a text
_NARROW, _WIDE = set("iljtfrI.,:;'|!()[]-–/ "), set("mwMW%@")


def column_widths(told: Table, width: float, scale: float) -> list[float]:
    """How wide each column is, in millimetres: no word is broken, and what is left goes where there is more to read."""
    rows = (*told.rows, *told.total)
    texts = [[column.title, *(clean(row[at]) for row in rows)] for at, column in enumerate(told.columns)]
    fewest = [(min(_longest(_words(one)), _MOST) + _SIDES) * scale for one in texts]
    wished = [(min(_longest(one), _MOST_READ) + _SIDES) * scale for one in texts]
    left = width - sum(fewest)
    if left <= 0:
        return [width * one / sum(fewest) for one in fewest]
    weights = [
        max(wish - few, 0.1) * max(column.share, 0.05)
        for wish, few, column in zip(wished, fewest, told.columns, strict=True)
    ]
    return [few + left * weight / sum(weights) for few, weight in zip(fewest, weights, strict=True)]


def _words(texts: Iterable[str]) -> Iterator[str]:
    """What is not to be broken: short texts, and the words of long ones."""
    return (word for text in texts for word in ([text] if len(text) <= _SHORT else text.split(" ")))


def _longest(texts: Iterable[str]) -> float:
    return max(map(_length, texts), default=0.0)


def _length(word: str) -> float:
    """About how long a word is in bold letters, in millimetres."""
    plain = [one for one in unicodedata.normalize("NFD", word) if not unicodedata.combining(one)]
    return (
        sum(0.34 if one in _NARROW else 0.9 if one in _WIDE else 0.72 if one.isupper() else 0.6 for one in plain) * _EM
    )
