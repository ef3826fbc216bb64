"""Numbers that lead to a person: telephones, papers, accounts and cards, plates; in digits, look-alikes and words."""

import re
from collections.abc import Iterator
from itertools import pairwise

from nhanrong.guarding.reading import Found, Pattern, Reading, listed, phrases
from nhanrong.vietnamese import fold

PHONE, PAPER, ACCOUNT, PLATE = "NR701", "NR702", "NR703", "NR705"

_DIGITS_IN_WORDS = {
    **dict(zip(["không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"], "0123456789", strict=True)),
    "mốt": "1",
    "tư": "4",
    "lăm": "5",
    "bẩy": "7",
    "linh": "0",
}
_TENS = {"mười": "1", "mươi": ""}
_SPOKEN = "|".join((*_DIGITS_IN_WORDS, r"\d{1,4}"))
_SPOKEN_IN_TENS = "|".join((_SPOKEN, *_TENS))
_SPELT = Pattern(
    rf"\b(?:(?:{_SPOKEN})[\s,.\-…()/]+(?:(?:rồi|tiếp|xong)[\s,.]+)?){{7,}}(?:{_SPOKEN})\b",
    on=[f"{one} {other}" for one in _DIGITS_IN_WORDS for other in _DIGITS_IN_WORDS],
)
# 0977 một hai ba 456; 0977 123 45 sáu
_SPELT_IN_PART = Pattern(rf"(?<![\d.,/])0\d{{2,3}}(?:[\s,.\-…()/]+(?:{_SPOKEN})){{2,6}}\b")
_BEFORE_WORDS = re.compile(r"0\d[\d .\-,]{1,9}[ ,.\-][^\W\d_]")
_OF_A_HOUSE = Pattern(
    r"\b(?:máy|số|điện thoại|đt) (?:để )?bàn\b(?: nhà| là| số)*\W{0,3}\W{0,2}(?P<number>\d(?:[ .\-]?\d){5,7})(?!\d)",
    on=["máy bàn", "số bàn", "thoại bàn", "đt bàn", "để bàn"],
)
_SPELT_IN_TENS = Pattern(
    rf"\b(?:(?:{_SPOKEN_IN_TENS})[\s,.\-…()/]+){{6,}}(?:{_SPOKEN_IN_TENS})\b",
    on=[*_TENS, *(f"{ten} {one}" for ten in _TENS for one in _DIGITS_IN_WORDS)],
)
# Digits, or letters that look like them, in groups with short gaps.
_GROUP = r"[\doOlI|SB]+"
_LOOK = str.maketrans("oOlI|SB", "0011158")
# 0912 345 678, and SĐT0912345678, which some write in one.
_RUN = re.compile(
    rf"(?:(?<![^\W_])|(?<=[ĐđDdSs][TtĐđ])|(?<=[Tt]el)"
    rf"|(?<=TEL))[+(]?{_GROUP}(?:[\s.,\-/()_*·•…\\~=\[\]{{}}'’]{{1,4}}[(]?{_GROUP}){{0,11}}(?![^\W_])"
)
_NUMBER = re.compile(r"(?:0|0?0?84)?0?(?:[35789]\d{8}|1[2689]\d{8}|2\d{9}|[2-8]\d{8})")
_NUMBER_ALONE = re.compile(r"(?:0|0?0?840?)(?:[35789]\d{8}|1[2689]\d{8}|2\d{9}|6\d{8}|2\d{8})")
_CALLED = Pattern(rf"\b(?:{phrases('calling')})\b\W{{0,6}}(?:\w+\W{{1,3}}){{0,5}}$")
_IN_PARTS = Pattern(
    r"\b(?:đầu số|số đầu|số giữa|số cuối|đuôi|đuôi số|số đuôi|bốn số|ba số|hai số)\b[^\d\n]{0,12}\d{2,4}(?!\d"
    r"|%|\s*(?:ha|cây|con|hộ)\b)",
    on=["đầu số", "số đầu", "số giữa", "số cuối", "đuôi", "bốn số", "ba số", "hai số"],
)
_WITHOUT_ZERO = 9
_PARTS_APART = 60
_HARMLESS = Pattern(rf"\b(?:{phrases('numbered')})\b[^\d]{{0,25}}$")
_QUANTITY = re.compile(
    r"\s*(?:la ma\b|d\b|dong\b|vnd|trieu|ty\b|tr\b|kg\b|tan\b|ta\b|ha\b|m2|m3|con\b|cay\b|ho\b|nguoi\b|%"
    r"|/(?:qd|nq|nd|tt|kh|bc|cv|hd|hnd|ub|tb|ct)\b|[-/]\w*(?:qd|nq|tt|ubnd)\b)"
)
_PAPERS = Pattern(
    rf"\b(?:{phrases('papers')})\b[^\n]{{0,30}}?(?P<number>\b[a-z]{{0,3}}\s?\d[\doli\s.\-/]{{2,20}}\d"
    rf"|(?:(?:{_SPOKEN})[\s,.\-…()/]+){{5,}}(?:{_SPOKEN}))",
    on=listed("papers"),
)
_TAX = Pattern(
    r"\b(?:mst\w{0,4}|mã số thuế|mã thuế|số thuế|tax (?:code|id"
    r"|number))\b[^\d\n]{0,40}(?P<number>\d[\d .\-]{8,14}\d(?:\s?-\s?\d{3})?)",
    on=["mst", "mstcn", "msttncn", "mã số", "mã thuế", "số thuế", "tax"],
)
_DIGITS = re.compile(r"\d(?:[\s.,\-/()_*·•…\\~=\[\]{}'’]{0,4}[\doOlI|SB]){6}")
_BODY = Pattern(rf"\b(?:{phrases('bodies')})\b")
_CITIZEN = re.compile(r"(?<![\d.,/])0\d{2}(?P<gap>[ .\-]?)\d{3}(?P=gap)\d{3}(?P=gap)\d{3}(?![\d/])")
_PASSPORT = re.compile(r"(?<!\w)(?:[BCNK]\d{7,8}|(?:DN|GD|HC|HN|HT|TE|TN|CN|DT|DK|SV|HS|HX|CH|CB|KC|CC)\d{13})(?!\w)")
_ACCOUNT = Pattern(
    rf"\b(?:{phrases('accounts')})\b[^\d\n]{{0,40}}?(?P<number>\d[\d\s.\-]{{4,24}}\d"
    rf"|(?:(?:{_SPOKEN})[\s,.\-…()/]+){{5,}}(?:{_SPOKEN}))",
    on=listed("accounts"),
)
_BANK = Pattern(
    rf"\b(?:{phrases('banks')})\b[^\d\n]{{0,30}}?(?P<number>\d[\d\s.\-]{{6,22}}\d)"
    rf"|(?P<first>(?<![\d.,])\d[\d .\-]{{6,20}}\d)\W{{1,3}}(?:\w+\W{{1,3}}){{0,2}}(?:{phrases('banks')})\b",
    on=listed("banks"),
)
_CARD = re.compile(r"(?<!\d)(?:\d{4}[ \-.]?){3}\d{4}(?:[ \-.]?\d{3})?(?!\d)")
_PLATE = re.compile(
    r"[1-9](?<![\w/].)\d(?:\s?[-.]?\s?[A-ZĐ]{1,2}\d?\s?[-. ]\s?\d{3}[.\s]?\d{2}|[A-ZĐ]{1,2}\d?-\d{4,5}"
    r"|[A-ZĐ]\d? ?\d{3}\.\d{2}|[A-ZĐ]{1,2}\d?[- ]\d{2}\.\d{3})(?![\w/])"
)
_PLATE_NAMED = Pattern(
    r"\b(?:biển|biển số|biển số xe|biển kiểm soát|bks|bsx|biển xe|xe tải|xe máy|xe|xe bán tải|xe ben|xe con|ô tô)\b"
    r"\W{0,4}(?:\w+\W+){0,3}?(?P<number>\b\d\s?\d[\s\-._]*[a-zđ]\s?\d?[\s\-._]*\d(?:[\s.\-]*\d){3,4}\b)"
    rf"|\b(?:biển số|biển kiểm soát|bks|biển)\b\W{{0,4}}(?P<spoken>(?:(?:{_SPOKEN}|mươi|\w{{1,2}}|hát|bê|xê|đê"
    rf"|ca|cê)[\s,\-]+){{4,}}\w+)",
    on=["biển", "bks", "bsx", "xe", "ô tô"],
)


_DIGITS_SPOKEN = frozenset({*_DIGITS_IN_WORDS, *map(fold, _DIGITS_IN_WORDS)})
_FEWEST_DIGITS = 4  # of a plate


def identifiers(text: Reading) -> Iterator[Found]:
    """Every such number, each place once."""
    taken: list[tuple[int, int]] = []
    named = (*_papers(text), *_accounts(text), *_plates_named(text), *_phones_in_words(text))
    numbered = [text.lines[line] for line in sorted(text.lines_of(_DIGITS.finditer(text.plain)))]
    bare = (found for line in numbered for some in (_bare_papers, _cards, _phones) for found in some(text, *line))
    for found in (*named, *_plates(text), *bare):
        if not any(start < found.end and found.start < end for start, end in taken):
            taken.append((found.start, found.end))
            yield found


def _papers(text: Reading) -> Iterator[Found]:
    for match in _PAPERS.finditer(text):
        if sum(map(str.isdigit, match["number"])) >= 5 or match["number"].count(" ") >= 5:
            yield text.found(match.start("number"), match.end("number"), PAPER, "số giấy tờ của một người")
    for match in _TAX.finditer(text):
        if not _BODY.search(text, *text.bounds(match.start())):
            yield text.found(match.start("number"), match.end("number"), PAPER, "mã số thuế của một người")


def _bare_papers(text: Reading, start: int, end: int) -> Iterator[Found]:
    for match in _CITIZEN.finditer(text.plain, start, end):
        if "001" <= match[0][:3] <= "096" and not _harmless(text, match.start(), match.end()):
            yield text.found(match.start(), match.end(), PAPER, "số căn cước")
    for match in _PASSPORT.finditer(text.plain, start, end):
        if not _harmless(text, match.start(), match.end()):
            yield text.found(match.start(), match.end(), PAPER, "số hộ chiếu, thẻ bảo hiểm")


def _accounts(text: Reading) -> Iterator[Found]:
    for pattern in (_ACCOUNT, _BANK):
        for match in pattern.finditer(text):
            group = "number" if match["number"] else "first"
            number = match[group].strip()
            grouped = re.fullmatch(r"\d{1,3}(\.\d{3})+", number) and not number.startswith("0")
            long = len(re.sub(r"\D", "", number)) >= 6 or not any(map(str.isdigit, number))
            if long and not grouped and not _counts(text, match.end(group)):
                yield text.found(match.start(group), match.end(group), ACCOUNT, "số tài khoản, số thẻ")


def _cards(text: Reading, start: int, end: int) -> Iterator[Found]:
    for match in _CARD.finditer(text.plain, start, end):
        digits = re.sub(r"\D", "", match[0])
        if (digits.startswith("9704") or (digits[0] in "3456" and _luhn(digits))) and not _numbered(
            text, match.start()
        ):
            yield text.found(match.start(), match.end(), ACCOUNT, "số thẻ ngân hàng")


def _luhn(digits: str) -> bool:
    doubled = [int(digit) * (2 if index % 2 else 1) for index, digit in enumerate(reversed(digits))]
    return sum(value - 9 if value > 9 else value for value in doubled) % 10 == 0


def _plates(text: Reading) -> Iterator[Found]:
    for match in _PLATE.finditer(text.plain):
        yield text.found(match.start(), match.end(), PLATE, "biển số xe")


def _plates_named(text: Reading) -> Iterator[Found]:
    for match in _PLATE_NAMED.finditer(text):
        group = "number" if match["number"] else "spoken"
        digits = sum(word in _DIGITS_SPOKEN or word.isdigit() for word in re.split(r"[\s,\-]+", match[group].lower()))
        if group == "spoken" and digits < _FEWEST_DIGITS:
            continue  # Biển Hồ dễ hư, do lá dâu không đủ
        yield text.found(match.start(group), match.end(group), PLATE, "biển số xe")


def _phones(text: Reading, start: int, end: int) -> Iterator[Found]:
    for match in _RUN.finditer(text.plain, start, end):
        at = match.start()
        while sum(map(str.isdigit, text.plain[at : match.end()])) >= 4:
            place = _phone_in(text, at, match.end())
            if not place:
                break
            yield text.found(*place, PHONE, "số điện thoại")
            at = place[1]


def _phones_in_words(text: Reading) -> Iterator[Found]:
    for match in _SPELT.finditer(text):
        digits = _digits_said(text.plain[match.start() : match.end()])
        named = _called(text, match.start()) or (
            len(digits) == _WITHOUT_ZERO and text.said[: match.start()].endswith(("số ", "so "))
        )
        if (_NUMBER if named else _NUMBER_ALONE).search(digits):
            yield text.found(match.start(), match.end(), PHONE, "số điện thoại viết bằng chữ")
    for match in _SPELT_IN_TENS.finditer(text):
        digits = _digits_said(text.plain[match.start() : match.end()])
        said_so = _called(text, match.start()) or text.said[: match.start()].endswith(("số ", "so "))
        if said_so and _NUMBER.fullmatch(digits):
            yield text.found(match.start(), match.end(), PHONE, "số điện thoại viết bằng chữ")
    lines = text.lines_of(_BEFORE_WORDS.finditer(text.plain))
    for match in _SPELT_IN_PART.finditer(text, lines):
        said = not re.fullmatch(r"[\W\d_]+", match[0])
        if said and _NUMBER_ALONE.fullmatch(_digits_said(match[0])):
            yield text.found(match.start(), match.end(), PHONE, "số điện thoại viết bằng chữ")
    for match in _OF_A_HOUSE.finditer(text):
        yield text.found(match.start("number"), match.end("number"), PHONE, "số điện thoại")
    for first, last in pairwise(_IN_PARTS.finditer(text)):
        if last.start() - first.end() < _PARTS_APART:
            yield text.found(first.start(), last.end(), PHONE, "số điện thoại nói từng phần")


def _digits_said(words: str) -> str:
    """The digits of a number in words; mười hai are 12, ba mươi ba are 33."""
    said = {**_DIGITS_IN_WORDS, **_TENS}
    plain = {**{fold(word): digit for word, digit in said.items()}, **said}
    return "".join(
        plain.get(word, "" if word.isalpha() else word) for word in re.split(r"[\s,.\-…()/]+", words.lower())
    )


def _phone_in(text: Reading, start: int, end: int) -> tuple[int, int] | None:
    """The longest stretch of whole groups that is a telephone number, in a run of groups of digits."""
    groups = [(start + match.start(), start + match.end()) for match in re.finditer(_GROUP, text.plain[start:end])]
    for length in range(len(groups), 0, -1):
        for first in range(len(groups) - length + 1):
            place = groups[first][0], groups[first + length - 1][1]
            written = text.plain[place[0] : place[1]]
            digits = re.sub(r"\D", "", written.translate(_LOOK))
            apart = _stands_apart(text.plain, *place)
            if not (_NUMBER.fullmatch(digits) and (apart or re.fullmatch(r"0\d{9,10}", written))):
                continue
            plain = apart and not ("S" in written or "B" in written)
            if _called(text, place[0]) or (plain and _NUMBER_ALONE.fullmatch(digits) and not _harmless(text, *place)):
                return place
    return None


def _stands_apart(text: str, start: int, end: int) -> bool:
    """Whether a number is no part of a longer one: what joins them would be a point or a dash."""
    before = re.search(r"\d[.,\-_/*·•]$", text[max(0, start - 2) : start])
    after = re.match(r"[.,\-_/*·•]\d", text[end : end + 2])
    return not before and not after


def _counts(text: Reading, end: int) -> bool:
    return _QUANTITY.match(fold(text.plain[end : end + 16])) is not None


def _called(text: Reading, start: int) -> bool:
    return _CALLED.search(text, max(text.bounds(start)[0], start - 60), start)


def _numbered(text: Reading, start: int) -> bool:
    return _HARMLESS.search(text, max(text.bounds(start)[0], start - 40), start)


def _harmless(text: Reading, start: int, end: int) -> bool:
    """Whether the words around a number say that it counts, measures or numbers something else."""
    number = text.plain[start:end]
    thousands = re.fullmatch(r"\d{1,3}(\.\d{3}){2,}", number) and not number.startswith("0")
    return bool(thousands or _numbered(text, start) or _counts(text, end))
