"""Names of persons behind a role, in the credits of a text, in lists behind a colon, and in initials."""

import re

from nhanrong.guarding.naming import Names
from nhanrong.guarding.reading import listed
from nhanrong.guarding.wordlists import BARE_ROLES, BIRTH_ORDER, KIN, NOBODY, ROLES

_ADDRESSES = frozenset("ÔAC")  # ông, anh, chị; but A. and C. begin chapters, too
_LIVING_IN = frozenset(["thôn", "xóm", "tổ", "ấp", "buôn", "bon", "ở"])
_CREDITS = frozenset(listed("credits"))
_DUTIES = frozenset(listed("duties")) | ROLES
_OF_A_HOUSEHOLD = frozenset(["vợ chồng", "gia đình", "chủ vườn", "chủ hộ"])
_SHORT_FAMILY_NAME = re.compile(r"(?:Ng|Tr|Ph|Th|Ngđ|H|L|N|P|T|V|Đ|B|D)\.\s?[A-ZĐ][a-z]?\.\s?[A-ZĐÂÁÀƯƠÊÔ]\w")


def by_role(names: Names, at: int) -> int:
    """chủ vườn Tâm, vợ chồng Hùng Thủy: the length counts from the name on, which stands at `at`."""
    token = names.tokens[at]
    if (
        at == 0
        or at in names.covered
        or not token.cap
        or names.shouted(at)
        or names.among(NOBODY, at)
        or not names.has("given", at)
    ):
        return 0
    gap = names.text.plain[names.tokens[at - 1].end : token.start]
    before = [one.word.lower() for one in names.tokens[max(0, at - 3) : at]]
    roles = BARE_ROLES if names.text.unmarked else ROLES
    if gap not in {" ", ": ", " : ", ":"} or not any(" ".join(before[-count:]) in roles for count in (1, 2, 3)):
        return 0
    if names.tokens[at - 1].cap and at > 1 and not names.tokens[at - 2].cap and len(before[-1]) < 5:
        return 0  # a name, as in sâm Bố Chính
    if at in names.known and " ".join(before[-2:]) not in _OF_A_HOUSEHOLD:
        return 0
    more = names.joined(at, 2) and names.tokens[at + 1].cap
    if more and not (names.has("given", at + 1) or names.among(BIRTH_ORDER, at)):
        return 0
    return 2 if more else 1


def credited(names: Names, at: int) -> int:
    """Ảnh: Quốc Dũng: a middle name and a given name behind a colon."""
    if at == 0 or names.run(at) != 2 or at in names.known or at in names.covered:
        return 0
    both = names.has("given", at) and names.has("given", at + 1)
    gap = names.text.plain[names.tokens[at - 1].end : names.tokens[at].start]
    credit = ":" in gap or (gap == " " and names.called(_CREDITS, at - 1) and not names.shouted(at))
    return 2 if both and credit and names.introduced(at) else 0


def several(names: Names, at: int) -> int:
    """Phụ trách: Toàn, Nhung: given names behind a role and a colon, nothing else between the commas."""
    if at == 0 or not names.has("given", at) or names.run(at) != 1:
        return 0
    gap = names.text.plain[names.tokens[at - 1].end : names.tokens[at].start]
    after = names.text.plain[names.tokens[at].end :]
    listed_so = ":" in gap and names.called(_DUTIES, at - 1)
    return 1 if listed_so and re.match(r"\s*(?:[,;.)/(\d+]|và |$|[-–] )", after) else 0


def initials(names: Names, at: int) -> int:
    """N.V.A., anh H., Đ. V. Sơn, Ô. Bảy."""
    token = names.tokens[at]
    if not token.cap:
        return 0
    if _SHORT_FAMILY_NAME.match(names.text.plain, token.start) and at + 2 < len(names.tokens) and names.given(at + 2):
        return 3
    if len(token.word) != 1:
        return 0
    after = names.text.plain[token.end : token.end + 1]
    if after == "." and names.among(KIN, at - 1) and names.joined(at - 1, 2):
        return 1
    if token.word in _ADDRESSES and names.joined(at, 2, dots=True) and names.has("given", at + 1):
        named = names.tokens[at + 1].cap and after == "."
        return 2 if named and (token.word == "Ô" or names.among(_LIVING_IN, at + 2)) else 0
    some = names.tokens[at : at + 3]
    written = names.text.plain[token.start : some[-1].end]
    if len(some) == 3 and re.fullmatch(r"[NTLPHVDBĐKC]\.\s?[VTHĐNMQX]\.\s?[A-ZĐ]", written):
        return 3
    if (
        len(some) == 3
        and re.fullmatch(r"[A-ZĐ]\.\s?[A-ZĐ]\.\s?[A-ZĐ][^\W\d_]+", written)
        and names.has("given", at + 2)
    ):
        return 3
    return 0
