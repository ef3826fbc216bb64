"""Names of persons behind a word of address: chị Lan, chú Bảy, c Hằng, ThS. Hoa, and Hai Lượm without any."""

from nhanrong.guarding.naming import Names
from nhanrong.guarding.reading import listed
from nhanrong.guarding.wordlists import (
    BARE_KIN,
    BARE_STOCK,
    KIN,
    MIDDLE,
    NOBODY,
    STOCK,
    YOUNG_KIN,
)
from nhanrong.vietnamese import fold

CLASSES = frozenset(listed("classes"))
WARES = frozenset(listed("wares"))
_VERBS = frozenset(listed("verbs"))
_SELDOM = frozenset(listed("seldom-given"))
_BARE_SELDOM = frozenset(map(fold, _VERBS | _SELDOM))
_LETTERS = frozenset("aceobô")
_TITLES = frozenset(["mr", "mrs", "ms", "ks", "ths", "ts", "bs", "gs", "pgs", "ls", "lm"])
_BARE_COMMON_KIN = frozenset(["co", "chu", "bac", "cau", "em", "di"])
_BEFORE_THREE = frozenset(["nga", "thu", "thang"])  # ngã ba, without its marks
_SEVERAL = frozenset(["anh em", "chị em", "anh chị em"])


def addressed(names: Names, at: int) -> int:
    """Of ông Ba Tài, chị Lan, anh H., chi lan, Ms. Trâm, the words of address and of the name."""
    token = names.tokens[at]
    if not _may_address(names, at):
        return 0
    after = names.tokens[at + 1]
    stock = BARE_STOCK if names.text.unmarked else STOCK
    if (token.word.lower(), after.word.lower()) in stock or _is_nobody(names, at + 1):
        return 0
    if after.cap and not names.shouted(at):
        named_so = token.cap and (
            (at in names.known and not _goes_on(names, at)) or names.of_a_body(at) or is_part(names, at)
        )
        of_place = token.folded == "em" and at + 1 in names.known
        return 0 if named_so or of_place else 1 + names.capitals(at + 1, most=4)
    of_place = names.shouted(at) and at in names.known
    if names.has("given", at + 1) and not of_place and not _is_a_verb(names, at + 1):
        return 3 if names.joined(at, 3) and names.has("given", at + 2) else 2
    return 0


def _is_a_verb(names: Names, at: int) -> bool:
    """Whether a given name in small letters is another word here: anh học nghề, anh đào nở."""
    word = names.tokens[at].word
    if not word.islower():
        return False
    if names.text.unmarked:
        return word in _BARE_SELDOM and names.joined(at, 2) and not names.acts(at + 1)
    return word in _VERBS or (word in _SELDOM and names.joined(at, 2) and not names.acts(at + 1))


def _goes_on(names: Names, at: int) -> bool:
    """Whether a name goes on where that of a place ends: Cô Giang Mỹ Lệ; but Bà Rịa Vũng Tàu are two places."""
    length = names.known[at]
    return names.run(at) > length and at + length not in names.known and names.given(at + length)


def _may_address(names: Names, at: int) -> bool:
    """Whether a word is one of address before another word, and no part of a name itself."""
    token = names.tokens[at]
    if at in names.covered or (token.folded == "ba" and at and names.tokens[at - 1].folded in _BEFORE_THREE):
        return False
    joined = names.joined(at, 2) or (token.folded in _TITLES and names.joined(at, 2, dots=True))
    if not joined or not _addresses(names, at) or (names.among(KIN, at - 1) and not names.called(_SEVERAL, at - 1)):
        return False
    # the end of another name, as in Hoàng Anh
    ends = token.cap and at and names.tokens[at - 1].cap and names.joined(at - 1, 2) and not names.shouted(at)
    return not ends


def _addresses(names: Names, at: int) -> bool:
    """Whether a word is one of address, or one that is when a name with a capital follows."""
    word = names.tokens[at].word.lower()
    if word in KIN or (names.text.unmarked and word in BARE_KIN):
        return True
    followed = at + 1 < len(names.tokens) and names.tokens[at + 1].cap and not names.shouted(at)
    if word in YOUNG_KIN:
        return followed and (names.given(at + 1) or names.has("surnames", at + 1))
    given = followed and names.run(at + 1) == 1 and names.has("given", at + 1) and at + 1 not in names.known
    return names.text.unmarked and given and word in _BARE_COMMON_KIN


def _is_nobody(names: Names, at: int) -> bool:
    """Whether a word is no name though it follows a word of address, as in bà chủ; but chị Viên Thị Hương."""
    longer = names.joined(at, 2) and names.tokens[at].cap and names.tokens[at + 1].cap
    named = longer and (names.among(MIDDLE, at + 1) or names.tokens[at].folded in {"vien", "doan", "van"})
    return names.among(NOBODY, at) and not named


def is_part(names: Names, at: int) -> bool:
    """Whether a longer name or the brand of a thing goes on here: sâm Bố Chính."""
    if at == 0 or names.introduced(at) or not names.joined(at - 1, 2):
        return False
    return names.tokens[at - 1].cap or names.called(WARES, at - 1)


def by_birth(names: Names, at: int) -> int:
    """Hai Lượm trồng rau: called after the order of birth, at the beginning of a sentence."""
    token = names.tokens[at]
    first = at == 0 or not names.joined(at - 1, 2)
    named = token.cap and first and names.run(at) == 2 and names.given(at + 1)
    return 2 if named and at not in names.known and names.acts(at + 2) else 0


_COUNTING = frozenset(["một", "hai", "ba", "bốn", "năm", "mỗi", "từng", "mấy", "nhiều"])


def by_letter(names: Names, at: int) -> int:
    """vườn c Hằng, a Tuấn báo: a word of address by its first letter."""
    token = names.tokens[at]
    dots = token.word == "ô" or at > 0
    if token.word not in _LETTERS or not names.joined(at, 2, dots=dots) or names.run(at + 1) != 1:
        return 0
    # 12 ô. Hợp tác xã …, lãi lỗ một ô. Hợp tác xã …
    counted = names.text.plain[: token.start].rstrip()[-1:].isdigit() or names.among(_COUNTING, at - 1)
    numbered = counted or (at > 0 and (names.among(CLASSES, at - 1) or names.tokens[at - 1].cap))
    return 2 if not numbered and names.has("given", at + 1) else 0
