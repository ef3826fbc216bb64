"""Names of persons of the peoples of the Central Highlands."""

import re

from nhanrong.guarding.naming import Names
from nhanrong.guarding.reading import listed
from nhanrong.guarding.wordlists import BARE_ROLES, NOBODY, ROLES, clans, compatible

_PEOPLES = frozenset(listed("own-peoples"))
_BARE = frozenset("KH")  # K' and H' without their sign
_HIGHLAND = re.compile(r"[kh]'\w{2,}")


def highland(names: Names, at: int) -> int:
    """K'Brếp, Ka Thị, Y Bhăm Niê, H'Linh, Lơ Mu Ha Pót; già làng K Brếp."""
    token = names.tokens[at]
    own = token.folded[1:2] == "'" and _HIGHLAND.fullmatch(token.folded)
    if at in names.known or at in names.covered:
        return 0
    if token.folded == "thi" and at and names.tokens[at - 1].cap and names.joined(at - 1, 2):
        return 0  # the middle of another name
    if token.word in _BARE and names.called(ROLES | BARE_ROLES, at - 1):
        return 1 + names.capitals(at + 1) if names.capitals(at + 1) else 0
    if token.word == "A":
        told = names.introduced(at) or (names.acts(at + 2) and not (at and names.joined(at - 1, 2)))
        return 2 if told and names.run(at) == 2 and len(names.tokens[at + 1].word) > 1 else 0
    if not (own or token.folded in clans()):
        return 0
    length = _highland_name(names, at, own=bool(own))
    return 0 if length and names.of_a_body(at) else length


def _highland_name(names: Names, at: int, *, own: bool) -> int:
    token = names.tokens[at]
    if own:
        preceded = names.tokens[at - 1].folded if at else ""
        if token.folded in _PEOPLES or preceded in {"ea", "krong", "cu", "dak", "ia", "da", "buon", "bon", "chu"}:
            return 0
        return 1 + names.capitals(at + 1)
    for clan in clans()[token.folded]:
        length = len(clan)
        some = names.tokens[at : at + length + 1]
        if not names.joined(at, length + 1) or names.shouted(at) or not all(one.cap for one in some):
            continue
        if all(compatible(one.word, part) for one, part in zip(some, clan, strict=False)):
            return 0 if names.among(NOBODY, at + length) else length + max(1, names.capitals(at + length))
    return 0
