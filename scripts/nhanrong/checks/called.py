"""What an id or an address may say of a person, beside what is judged elsewhere with its marks."""

import re
from collections.abc import Iterable
from functools import cache, cached_property
from itertools import chain, pairwise

from nhanrong.anatomy import Part, parts_inside
from nhanrong.guarding import may_name
from nhanrong.guarding.reading import FOLDED
from nhanrong.records.fields import Piece
from nhanrong.records.ledger import LearntFrom
from nhanrong.records.registry import KINDS
from nhanrong.walking import ADDRESSES, Path

_ID = re.compile(r"(?=.*[a-z])[a-z0-9]+(?:-[a-z0-9]+)+")
_MEASURE = re.compile(r"[a-z0-9%/³²]{1,5}")  # kg, ha, m3: too little to tell of anybody
_NO_WORD = re.compile(r"[\W_]+")
_FEW_DIGITS = 8
_NAMED = ("name", "title", "other_names", "publisher", "subject")


class Called:
    """The ids and addresses of one record, held against what the record is called."""

    def __init__(self, record: Piece) -> None:
        self._record = record

    def to_judge(self, path: Path, text: str) -> str | None:
        """What of a text of the record is to be judged; None for nothing."""
        if " " in text:
            return text
        if _MEASURE.fullmatch(text):
            return None
        if path[-1] in ADDRESSES:
            words = self._beside_the_name(_NO_WORD.split(text.lower()))
        elif not _ID.fullmatch(text):
            return text
        elif (path[-1] if isinstance(path[-1], str) else path[-2]) in _references():
            return None
        else:
            words = self._beside_the_name(text.split("-"))
        return words if words and may_name(words) else None

    def _beside_the_name(self, words: list[str]) -> str:
        """The words of an id or address that are not those of what the record is called; none if that is too little."""
        called = self._words_of_it
        same = [f" {first} {second} " in called for first, second in pairwise(words)]
        more = [
            word for word, left, right in zip(words, (False, *same), (*same, False), strict=True) if not (left or right)
        ]
        is_little = sum(map(str.isalpha, more)) < 2 and sum(len(word) for word in more if word.isdigit()) < _FEW_DIGITS
        return "" if is_little else " ".join(more)

    @cached_property
    def _words_of_it(self) -> str:
        """The words of what the record is called, without marks."""
        values = self._record.__dict__
        texts = (text for key in _NAMED for text in _texts(values.get(key)))
        return "".join(f" {_NO_WORD.sub(' ', text.translate(FOLDED))} \n" for text in texts)


def _texts(value: object) -> Iterable[str]:
    return (value,) if isinstance(value, str) else value if isinstance(value, tuple) else ()


@cache
def _references() -> frozenset[str]:
    """The fields that hold ids of other records, where these are judged."""
    parts = dict.fromkeys(chain.from_iterable((Part(kind.type), *parts_inside(Part(kind.type))) for kind in KINDS))
    named = {field.key for part in parts for field in part.fields if field.form.refers}
    return frozenset({*named, *(field.key for field in Part(LearntFrom).fields if field.key == "ref")})
