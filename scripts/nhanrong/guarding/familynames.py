"""Names of persons that begin with a family name: in capitals, without marks, in ids, behind whatever stands before."""

import re
from collections.abc import Iterator

from nhanrong.guarding.addressing import CLASSES, WARES, is_part
from nhanrong.guarding.naming import Names
from nhanrong.guarding.reading import Found, Reading, listed
from nhanrong.guarding.wordlists import (
    BARE_KIN,
    KIN,
    MIDDLE,
    NOBODY,
    PLAIN,
    ROLES,
    STRONG,
    UNMISTAKABLE,
    WORD,
    is_of_history,
    spellings,
)
from nhanrong.vietnamese import fold

_MIDDLES = frozenset(listed("middles"))
_OF_OTHER_PEOPLES = frozenset(listed("other-surnames"))
_NAMED_THINGS = frozenset((*listed("place-words"), *listed("namesakes"), *listed("owners"), "ngày", "hội"))
_UNITS = frozenset(["xã", "phường", "thị trấn", "huyện", "tỉnh"])  # their names are known, every one
# What somebody does today and what is told in numbers, but for years.
_TODAY = re.compile(
    r" (?:đã |đang |vừa |mới )*(?:trồng|nuôi|bán|thu|vay|mua|đầu tư|mở|nhận|góp|lãi|ghép|thuê|chuyển|làm|có)\b"
    r"[^.;\n]{0,30}?(?<![\d/])(?!1\d\d\d\b|20\d\d\b)\d"
)
_ID = re.compile(r"(?<![\w\-/.])[a-z0-9]+(?:-[a-z0-9]+){2,}(?![\w\-/])")
_FAMILY_NAMES_IN_IDS = frozenset(map(fold, STRONG))
# What is typed without marks: family names that are no other word, and words that look like a name.
_NO_OTHER_WORD = frozenset(["nguyen", "tran", "pham", "huynh", "trinh", "bui"])
_NOT_GIVEN = frozenset(listed("not-given"))
_ONE_WORD = frozenset(tuple(pair.split()) for pair in listed("one-word"))
_SCHOOLS = frozenset(["tieu", "thcs", "thpt", "dai", "cao", "mam", "trung", "chinh"])
_BARE_PLACES = frozenset(map(fold, (*listed("place-words"), "tượng", "trường")))


def in_ids(text: Reading) -> Iterator[Found]:
    """vuon-ong-nguyen-van-luat: a full name, read as words without marks."""
    for match in _ID.finditer(text.plain):
        names = Names(Reading(match[0].replace("-", " "), text.places[match.start() : match.end() + 1], unmarked=True))
        for at, token in enumerate(names.tokens):
            family_name = token.folded in _FAMILY_NAMES_IN_IDS and names.among(MIDDLE, at + 1)
            length = _family_name_and_more(names, at) if family_name else 0
            if length or (token.folded in BARE_KIN and _family_name_follows(names, at)):
                yield names.found(at, length or 4)
                break


def _family_name_follows(names: Names, at: int) -> bool:
    """anh-le-quoc-thang: behind a word of address a family name and two given names."""
    rest = range(at + 2, at + 4)
    return (
        names.joined(at, 4)
        and names.tokens[at + 1].folded in _FAMILY_NAMES_IN_IDS
        and all(names.has("given", one) for one in rest)
    )


def with_family_name(names: Names, at: int) -> int:
    """Nguyễn Văn A, Lê Hùng, NGUYEN VAN HUNG, nguyen van hung."""
    if at in names.covered or not names.has("surnames", at) or _is_a_word_before_a_place(names, at):
        return 0
    return _unless_of_a_body(names, at, _family_name_and_more(names, at))


def _is_a_word_before_a_place(names: Names, at: int) -> bool:
    """Whether a family name is another word here: Đoàn Gia Lai, Xa Le Loi without its marks."""
    folded = names.tokens[at].folded
    if (
        names.text.unmarked
        and folded == "truong"
        and any(one.folded in _SCHOOLS for one in names.tokens[at + 1 : at + 2])
    ):
        return True
    if not names.known.get(at + 1) or names.introduced(at):
        return False
    return folded == "doan" or (names.text.unmarked and folded in _BARE_PLACES)


def with_middle_name(names: Names, at: int) -> int:
    """Whatever stands before Văn or Thị with a capital, and whatever behind: Ka Văn Bích, Xồng Thị Ỷ."""
    if at in names.known or at in names.covered or names.shouted(at) or not names.tokens[at].cap:
        return 0
    if (
        names.among(_NAMED_THINGS, at)
        or names.among(CLASSES, at)
        or names.among(NOBODY, at)
        or names.among(KIN, at)
        or names.known.get(at + 1)
    ):
        return 0
    length = names.run(at)
    return _unless_of_a_body(names, at, length if length > 2 else 0)


def _unless_of_a_body(names: Names, at: int, length: int) -> int:
    if not length or not names.of_a_body(at):
        return length
    behind_a_comma = at > 0 and "," in names.text.plain[names.tokens[at - 1].end : names.tokens[at].start]
    if length > 2 and behind_a_comma and (names.among(MIDDLE, at + 1) or names.acts(at + length)):
        return length  # in the commune of that name, and then a person
    return length if names.led(at) and (length > 2 or names.called(_UNITS, at - 1)) else 0


def _family_name_and_more(names: Names, at: int) -> int:
    token = names.tokens[at]
    if length := _shortened(names, at):
        return length
    if at in names.known:
        return _longer_than_known(names, at) if token.cap else 0
    if token.cap and not names.shouted(at):
        return _in_capitals(names, at)
    if at and names.text.unmarked and (names.tokens[at - 1].folded, token.folded) in _ONE_WORD:
        return 0
    return next((length for length in (4, 3) if names.joined(at, length) and _is_whole(names, at, length)), 0)


def _is_whole(names: Names, at: int, length: int) -> bool:
    """Whether so many words are a name though capitals say nothing: all small, or all in capitals."""
    if length == 3 and _is_said_plainly(names, at):
        return True
    rest = range(at + 1, at + length)
    if not (names.has("given", rest[-1]) or _is_rare_behind_middle(names, at, length)):
        return False
    if not names.tokens[at].cap and any(names.tokens[one].cap for one in rest):
        return False  # lê Đài Loan
    strong = names.among(STRONG, at)
    if names.among(MIDDLE, rest[0]) and (strong or not names.text.unmarked):
        return True
    given = all(names.has("given", one) for one in rest)
    if given and (names.among(UNMISTAKABLE, at) or (strong and names.shouted(at))):
        return True
    return _is_shouted(names, at) and all(names.has("given", one) for one in rest[1:])


def _is_rare_behind_middle(names: Names, at: int, length: int) -> bool:
    """Vàng thị dợ, with its marks."""
    sure = names.among(STRONG, at) or names.among(PLAIN, at) or names.among(_OF_OTHER_PEOPLES, at)
    return (
        length == len(("họ", "đệm", "tên"))
        and sure
        and not names.text.unmarked
        and names.among(MIDDLE, at + 1)
        and names.has("rarer-given", at + 2)
        and names.tokens[at + 2].folded not in _NOT_GIVEN
    )


def _is_shouted(names: Names, at: int) -> bool:
    """LA KHẮC QUÂN: a family name with its own marks, and a middle name."""
    token = names.tokens[at]
    return (
        names.shouted(at)
        and not names.text.unmarked
        and token.word.lower() in spellings("surnames")[token.folded]
        and names.among(_MIDDLES | MIDDLE, at + 1)
        and not names.known.get(at + 2)
    )


def _is_said_plainly(names: Names, at: int) -> bool:
    """Tran thi bo, nguyễn văn cọt: whatever the given name, unless those are two other words."""
    sure = names.among(UNMISTAKABLE, at) and (not names.text.unmarked or names.tokens[at].folded in _NO_OTHER_WORD)
    return sure and names.among(MIDDLE, at + 1) and names.tokens[at + 2].folded not in _NOT_GIVEN


def _longer_than_known(names: Names, at: int) -> int:
    """Lê Lai Hùng; Lê Văn Tám, if that one sells 20 cows; but a person of history and a place as such are nobody."""
    length = names.known[at]
    longer = 0 if names.shouted(at) and not names.among(UNMISTAKABLE, at) else names.capitals(at + length, most=2)
    sure = names.among(STRONG, at) or names.among(PLAIN, at)
    if not all(one.cap for one in names.tokens[at : at + length]):
        return 0
    if longer:
        told = sure or names.introduced(at) or names.acts(at + length + longer)
        return length + longer if told and names.given(at + length) else 0
    if not sure:
        return 0
    end = names.tokens[at + length - 1].end
    of_history = is_of_history(tuple(one.word for one in names.tokens[at : at + length]))
    return length if length > 2 and of_history and _TODAY.match(names.text.said, end) else 0


def _shortened(names: Names, at: int) -> int:
    """Nguyễn V. H., Hoàng T. Mai: a family name and at least one initial."""
    if not (names.among(STRONG, at) and names.tokens[at].cap and names.joined(at, 2)):
        return 0
    end = names.tokens[at].end
    match = re.match(r" [A-ZĐ]\.(?: ?[A-ZĐ]\.)*(?: ?[A-ZĐ]\w*)?", names.text.plain[end:])
    return 1 + len(WORD.findall(match[0])) if match else 0


def _in_capitals(names: Names, at: int) -> int:
    """The length of a name whose words all begin with a capital."""
    length = names.run(at)
    if (
        any(one.word.isupper() and len(one.word) > 1 for one in names.tokens[at + 1 : at + length])
        and not names.tokens[at].word.isupper()
    ):
        return 0
    if length == 1:
        return 0
    sure = names.among(STRONG, at) or names.among(PLAIN, at)
    told = names.introduced(at) or names.acts(at + length)
    if length == 2:
        whole = not names.known.get(at + 1) and not is_part(names, at)
        if not whole or names.among(NOBODY, at + 1):
            return 0
        likely = names.among(UNMISTAKABLE, at) or (sure and told) or names.called(ROLES, at - 1)
        return 2 if likely or (names.given(at + 1) and (sure or told)) else 0
    of_goods = names.called(WARES, at - 1) and not names.among(MIDDLE, at + 1)
    if of_goods and (names.known.get(at + 1, 0) == length - 1 or not names.among(STRONG, at)):
        return 0  # ổi Lê Đài Loan, dưa Kim Hoàng Hậu
    if not (sure or told or names.among(MIDDLE, at + 1)) and names.known.get(at + 1, 0) >= length - 1:
        return 0  # đào Nhật Tân
    strong = names.among(STRONG, at)
    middle = names.among(MIDDLE, at + 1) or (names.among(_MIDDLES, at + 1) and (strong or names.given(at + 2)))
    given = names.has("given", at + 1) and names.has("given", at + 2)
    if names.text.unmarked and not strong:
        sure = any(names.given(one) for one in range(at + 1, at + length))
    return length if middle or given or sure or told or names.among(_OF_OTHER_PEOPLES, at) else 0
