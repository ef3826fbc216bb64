"""Names of persons: behind a word of address, with their family name, of every people, in capitals or without marks."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache

from nhanrong.guarding.highland import highland
from nhanrong.guarding.naming import NAME, Names
from nhanrong.guarding.reading import Found, Reading, listed, reading, without_marks
from nhanrong.guarding.suspecting import SPACED_LETTERS, suspect_lines
from nhanrong.guarding.wordlists import (
    BARE_KIN,
    BARE_ROLES,
    BARE_STOCK,
    BIRTH_ORDER,
    KIN,
    NOBODY,
    PLAIN,
    ROLES,
    STOCK,
    STRONG,
    UNMISTAKABLE,
    WORD,
    YOUNG_KIN,
    clans,
    is_of_history,
    spellings,
)
from nhanrong.vietnamese import fold

_MIDDLE = frozenset(["văn", "thị"])
_ADDRESSES = frozenset("ÔAC")  # ông, anh, chị; but A. and C. begin chapters, too
_HMONG_MIDDLE = frozenset(["A", "Seo", "Mí", "Láo", "Mẩy"])
_CLASSES = frozenset(
    ["nhóm", "lớp", "loại", "hạng", "vitamin", "khối", "phần", "bảng", "lô", "tổ", "điểm", "phụ", "mẫu", "án", "đội"]
)
_BARE_MIDDLE = frozenset(["van", "thi"])
_NAMED_THINGS = frozenset((*listed("place-words"), *listed("namesakes"), *listed("owners"), "ngày", "hội"))
_TODAY = re.compile(
    r" (?:đã |đang |vừa |mới )*(?:trồng|nuôi|bán|thu|vay|mua|đầu tư|mở|nhận|góp|lãi|ghép|thuê|chuyển|làm|có)\b"
    r"[^.;\n]{0,30}?(?<![\d/])(?!1\d\d\d\b|20\d\d\b)\d"
)
_UNITS = frozenset(["xã", "phường", "thị trấn", "huyện", "tỉnh"])  # their names are known, every one
_NO_OTHER_WORD = frozenset(["nguyen", "tran", "pham", "huynh", "trinh", "bui"])  # without their marks
_OTHER_WORDS = frozenset(  # behind văn or thị
    [
        "truong",
        "tran",
        "xa",
        "hoa",
        "ban",
        "chuyen",
        "de",
        "phong",
        "minh",
        "dong",
        "phan",
        "thanh",
        "diem",
        "bang",
        "nghe",
    ]
)
_CREDITS = frozenset(
    ["ảnh", "tác giả ảnh", "pv", "ctv", "phóng viên", "cộng tác viên", "nhà báo", "biên tập", "tác giả"]
)
_DUTIES = (
    frozenset(
        [
            "phụ trách",
            "thực hiện",
            "thành phần gồm",
            "thành phần",
            "người nhận giống",
            "tham gia",
            "có mặt",
            "tổ viên",
            "thành viên",
        ]
    )
    | ROLES
)
_LETTERS = frozenset("aceob")
_TITLES = frozenset(["mr", "mrs", "ms", "ks", "ths", "ts", "bs", "gs", "pgs", "ls", "lm"])
_BARE_COMMON_KIN = frozenset(["co", "chu", "bac", "cau", "em", "di"])
_WARES = frozenset(listed("wares"))
_SHORT_FAMILY_NAME = re.compile(r"(?:Ng|Tr|Ph|Th|Ngđ|H|L|N|P|T|V|Đ|B|D)\.\s?[A-ZĐ][a-z]?\.\s?[A-ZĐÂÁÀƯƠÊÔ]\w")
_ID = re.compile(r"(?<![\w\-/.])[a-z0-9]+(?:-[a-z0-9]+){2,}(?![\w\-/])")
_FAMILY_NAMES_IN_IDS = frozenset(map(fold, STRONG))
_ONE_WORD = frozenset(  # without its marks
    (before, last)
    for last, all_before in (
        ("tran", "thi"),
        ("pham", "phu san thuc duoc my che tac nong"),
        ("nguyen", "tay cao thai giu tai lang trung binh"),
        ("hoang", "kinh bo hung"),
        ("duong", "tinh nuoi dinh bo con an"),
    )
    for before in all_before.split()
)
_SCHOOLS = frozenset(["tieu", "thcs", "thpt", "dai", "cao", "mam", "trung", "chinh"])
_BARE_PLACES = frozenset(map(fold, (*listed("place-words"), "tượng", "trường")))
_BEFORE_THREE = frozenset(["nga", "thu", "thang"])  # ngã ba, without its marks
_SEVERAL = frozenset(["anh em", "chị em", "anh chị em"])
_LIVING_IN = frozenset(["thôn", "xóm", "tổ", "ấp", "buôn", "bon", "ở"])
_MIDDLES = frozenset(listed("middles"))
_OF_OTHER_PEOPLES = frozenset(listed("other-surnames"))


def persons(text: Reading) -> Iterator[Found]:
    """Every name of a person, each place of the text once; a name does not go on in the next line."""
    for number in sorted(set(suspect_lines(text))):
        start, end = text.lines[number]
        line = text.plain[start:end]
        yield from _in_line(Reading(line, text.places[start : end + 1], without_marks(line)))


def _in_line(line: Reading) -> Iterator[Found]:
    names = Names(line)
    after = 0
    for at, rules in _candidates(names):
        if at < after:
            continue
        for rule in rules:
            if length := rule(names, at):
                yield names.found(at, length)
                after = at + length
                break
    yield from _spelt_out(line)
    yield from _in_ids(line)


def _spelt_out(text: Reading) -> Iterator[Found]:
    """T r ư ơ n g  V ă n  Đ ạ t."""
    for match in SPACED_LETTERS.finditer(text.plain):
        squeezed = re.sub(r"(?<=\w) (?=\w(?:\W|$))", "", match[0]).replace("  ", " ")
        if next(persons(reading(squeezed)), None):
            yield text.found(match.start(), match.end(), NAME, "tên người")


def _in_ids(text: Reading) -> Iterator[Found]:
    """vuon-ong-nguyen-van-luat: a full name, read as words without marks."""
    for match in _ID.finditer(text.plain):
        names = Names(Reading(match[0].replace("-", " "), text.places[match.start() : match.end() + 1], unmarked=True))
        for at, token in enumerate(names.tokens):
            family_name = token.folded in _FAMILY_NAMES_IN_IDS and names.among(_MIDDLE, at + 1)
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


def _with_family_name(names: Names, at: int) -> int:
    """Nguyễn Văn A, Lê Hùng, NGUYEN VAN HUNG, nguyen van hung."""
    if at in names.covered or not names.has("surnames", at) or _is_a_word_before_a_place(names, at):
        return 0
    return _unless_of_a_body(names, at, _family_name_and_more(names, at))


def _is_a_word_before_a_place(names: Names, at: int) -> bool:
    """Whether a family name is another word here: Đoàn Gia Lai, Xa Le Loi without its marks."""
    folded = names.tokens[at].folded
    if names.text.unmarked and folded == "truong" and names.tokens[at + 1 : at + 2]:
        if names.tokens[at + 1].folded in _SCHOOLS:
            return True
    if not names.known.get(at + 1) or names.introduced(at):
        return False
    return folded == "doan" or (names.text.unmarked and folded in _BARE_PLACES)


def _with_middle_name(names: Names, at: int) -> int:
    """Whatever stands before Văn or Thị with a capital, and whatever behind: Ka Văn Bích, Xồng Thị Ỷ."""
    if at in names.known or at in names.covered or names.shouted(at) or not names.tokens[at].cap:
        return 0
    if (
        names.among(_NAMED_THINGS, at)
        or names.among(_CLASSES, at)
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
    if length > 2 and behind_a_comma and (names.among(_MIDDLE, at + 1) or names.acts(at + length)):
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
    strong = names.among(STRONG, at)
    if at and names.text.unmarked and (names.tokens[at - 1].folded, token.folded) in _ONE_WORD:
        return 0
    for length in (4, 3):
        rest = range(at + 1, at + length)
        if not names.joined(at, length):
            continue
        if length == 3 and _is_said_plainly(names, at):
            return length
        if not names.has("given", rest[-1]):
            continue
        if not token.cap and any(names.tokens[one].cap for one in rest):
            continue  # lê Đài Loan
        middle = names.among(_MIDDLE, rest[0])
        if middle and (strong or not names.text.unmarked):
            return length
        if all(names.has("given", one) for one in rest) and (
            names.among(UNMISTAKABLE, at) or (strong and names.shouted(at))
        ):
            return length
        if (
            names.shouted(at)
            and not names.text.unmarked
            and token.word.lower() in spellings("surnames")[token.folded]
            and (middle or names.among(_MIDDLES, rest[0]))
            and all(names.has("given", one) for one in rest[1:])
            and not names.known.get(at + 2)
        ):
            return length
    return 0


def _is_said_plainly(names: Names, at: int) -> bool:
    """Tran thi bo, nguyễn văn cọt: whatever the given name, unless those are two other words."""
    sure = names.among(UNMISTAKABLE, at) and (not names.text.unmarked or names.tokens[at].folded in _NO_OTHER_WORD)
    return sure and names.among(_MIDDLE, at + 1) and names.tokens[at + 2].folded not in _OTHER_WORDS


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
        whole = not names.known.get(at + 1) and not _is_part(names, at)
        if not whole or names.among(NOBODY, at + 1):
            return 0
        likely = names.among(UNMISTAKABLE, at) or (sure and told) or names.called(ROLES, at - 1)
        return 2 if likely or (names.given(at + 1) and (sure or told)) else 0
    if not (sure or told or names.among(_MIDDLE, at + 1)) and names.known.get(at + 1, 0) >= length - 1:
        return 0  # đào Nhật Tân
    strong = names.among(STRONG, at)
    middle = names.among(_MIDDLE, at + 1) or (names.among(_MIDDLES, at + 1) and (strong or names.given(at + 2)))
    given = names.has("given", at + 1) and names.has("given", at + 2)
    if names.text.unmarked and not strong:
        sure = any(names.given(one) for one in range(at + 1, at + length))
    return length if middle or given or sure or told or names.among(_OF_OTHER_PEOPLES, at) else 0


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
    named = longer and (names.among(_MIDDLE, at + 1) or names.tokens[at].folded in {"vien", "doan", "van"})
    return names.among(NOBODY, at) and not named


def _is_part(names: Names, at: int) -> bool:
    """Whether a longer name or the brand of a thing goes on here: sâm Bố Chính."""
    if at == 0 or names.introduced(at) or not names.joined(at - 1, 2):
        return False
    return names.tokens[at - 1].cap or names.called(_WARES, at - 1)


def _addressed(names: Names, at: int) -> int:
    """ông Ba Tài, chị Lan, anh H., chi lan, Ms. Trâm."""
    token = names.tokens[at]
    if at in names.covered or (token.folded == "ba" and at and names.tokens[at - 1].folded in _BEFORE_THREE):
        return 0
    kin = _addresses(names, at)
    dots = token.folded in _TITLES
    joined = names.joined(at, 2) or (dots and names.joined(at, 2, dots=True))
    if not kin or not joined or (names.among(KIN, at - 1) and not names.called(_SEVERAL, at - 1)):
        return 0
    if token.cap and at and names.tokens[at - 1].cap and names.joined(at - 1, 2) and not names.shouted(at):
        return 0  # the end of another name, as in Hoàng Anh
    after = names.tokens[at + 1]
    stock = BARE_STOCK if names.text.unmarked else STOCK
    if (token.word.lower(), after.word.lower()) in stock or _is_nobody(names, at + 1):
        return 0
    if after.cap and not names.shouted(at):
        if token.cap and (at in names.known or names.of_a_body(at) or _is_part(names, at)):
            return 0
        if token.folded == "em" and at + 1 in names.known:
            return 0
        return 1 + names.capitals(at + 1, most=4)
    if names.has("given", at + 1) and not (names.shouted(at) and at in names.known):
        return 3 if names.joined(at, 3) and names.has("given", at + 2) else 2
    return 0


def _by_role(names: Names, at: int) -> int:
    """chủ vườn Tâm, vợ chồng Hùng Thủy: the length counts from the name on, which stands at `at`."""
    token = names.tokens[at]
    if at == 0 or at in names.covered or not token.cap or names.shouted(at) or names.among(NOBODY, at) or not names.has("given", at):
        return 0
    gap = names.text.plain[names.tokens[at - 1].end : token.start]
    before = [one.word.lower() for one in names.tokens[max(0, at - 3) : at]]
    roles = BARE_ROLES if names.text.unmarked else ROLES
    if gap not in {" ", ": ", " : ", ":"} or not any(" ".join(before[-count:]) in roles for count in (1, 2, 3)):
        return 0
    if names.tokens[at - 1].cap and at > 1 and not names.tokens[at - 2].cap and len(before[-1]) < 5:
        return 0  # a name, as in sâm Bố Chính
    if at in names.known and " ".join(before[-2:]) not in {"vợ chồng", "gia đình", "chủ vườn", "chủ hộ"}:
        return 0
    more = names.joined(at, 2) and names.tokens[at + 1].cap
    if more and not (names.has("given", at + 1) or names.among(BIRTH_ORDER, at)):
        return 0
    return 2 if more else 1


def _credited(names: Names, at: int) -> int:
    """Ảnh: Quốc Dũng: a middle name and a given name behind a colon."""
    if at == 0 or names.run(at) != 2 or at in names.known or at in names.covered:
        return 0
    both = names.has("given", at) and names.has("given", at + 1)
    gap = names.text.plain[names.tokens[at - 1].end : names.tokens[at].start]
    credit = ":" in gap or (gap == " " and names.called(_CREDITS, at - 1) and not names.shouted(at))
    return 2 if both and credit and names.introduced(at) else 0


def _by_birth(names: Names, at: int) -> int:
    """Hai Lượm trồng rau: called after the order of birth, at the beginning of a sentence."""
    token = names.tokens[at]
    first = at == 0 or not names.joined(at - 1, 2)
    named = token.cap and first and names.run(at) == 2 and names.given(at + 1)
    return 2 if named and at not in names.known and names.acts(at + 2) else 0


def _by_letter(names: Names, at: int) -> int:
    """vườn c Hằng, a Tuấn báo: a word of address by its first letter."""
    token = names.tokens[at]
    if token.word not in _LETTERS or not names.joined(at, 2) or names.run(at + 1) != 1:
        return 0
    numbered = at > 0 and (names.among(_CLASSES, at - 1) or names.tokens[at - 1].cap)
    return 2 if not numbered and names.has("given", at + 1) else 0


def _several(names: Names, at: int) -> int:
    """Phụ trách: Toàn, Nhung: given names behind a role and a colon, nothing else between the commas."""
    if at == 0 or not names.has("given", at) or names.run(at) != 1:
        return 0
    gap = names.text.plain[names.tokens[at - 1].end : names.tokens[at].start]
    after = names.text.plain[names.tokens[at].end :]
    listed_so = ":" in gap and names.called(_DUTIES, at - 1)
    return 1 if listed_so and re.match(r"\s*(?:[,;.)/(\d+]|và |$|[-–] )", after) else 0


def _initials(names: Names, at: int) -> int:
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


def _candidates(names: Names) -> Iterator[tuple[int, tuple[Callable[[Names, int], int], ...]]]:
    """Where a name may begin, by its word alone, and the rules to ask there."""
    rules_of = _rules()
    for at, token in enumerate(names.tokens):
        rules = rules_of.get(token.folded)
        if (
            at
            and token.cap
            and names.joined(at - 1, 3)
            and (token.folded in _BARE_MIDDLE or token.word in _HMONG_MIDDLE)
        ):
            yield at - 1, (_with_middle_name,)
        if rules is not None:
            yield at, rules
        elif token.folded[1:2] == "'":
            yield at, (highland,)
        elif len(token.word) == 1 and token.cap:
            yield at, (_initials,)


@cache
def _rules() -> Mapping[str, tuple[Callable[[Names, int], int], ...]]:
    """For each word without marks with which a name may begin, the rules to ask."""
    found: dict[str, tuple[Callable[[Names, int], int], ...]] = {}
    starts: tuple[tuple[Iterable[str], Callable[[Names, int], int]], ...] = (
        ((*clans(), "k", "h", "a"), highland),
        (spellings("surnames"), _with_family_name),
        (map(fold, KIN | YOUNG_KIN), _addressed),
        (map(fold, BIRTH_ORDER), _by_birth),
        (spellings("given"), _by_role),
        (spellings("given"), _credited),
        (spellings("given"), _several),
        (_LETTERS, _by_letter),
        ((*"nvtlphdbkcqxmagsurieyo", "ng", "tr", "ph", "th"), _initials),
    )
    for words, rule in starts:
        for word in words:
            found[word] = (*found.get(word, ()), rule)
    return found
