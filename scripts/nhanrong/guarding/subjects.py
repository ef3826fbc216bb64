"""Whom or what a sentence is about: one person or household, many of them, or plants, animals and things."""

from bisect import bisect_left
from collections.abc import Callable, Sequence

from nhanrong.guarding.reading import Found, Pattern, Reading, listed, phrases

ONE = Pattern(rf"\b(?:{phrases('someone')})\b", on=listed("someone"))
MANY = Pattern(
    rf"\b(?:{phrases('many')})\b|%|\b(?:[5-9]|\d{{2,}}|\d{{1,3}}(?:\.\d{{3}})+)\s+(?:hộ|người|lượt|hội viên"
    r"|học viên|gia đình|chị em|phụ nữ|lao động)\b"
)
THINGS = Pattern(rf"(?<!chủ )(?<!nhận )\b(?:{phrases('things')})\s+(?:\w+\s+){{0,3}}$")


def naming_one(text: Reading, named: Sequence[Found]) -> Callable[[tuple[int, int]], bool]:
    """Whether a sentence, given by its bounds, names one of these persons."""
    persons = [bisect_left(text.places, one.start) for one in named]
    return lambda sentence: any(sentence[0] <= at < sentence[1] for at in persons)
