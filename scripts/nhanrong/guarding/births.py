"""When a person was born: dates and years of birth, and ages."""

import re
from collections.abc import Iterator, Sequence

from nhanrong.guarding.reading import FOLDED, Found, Pattern, Reading
from nhanrong.guarding.subjects import ONE, naming_one, of_things

BIRTH = "NR706"

_TENS = "hai|ba|bốn|năm|sáu|bảy|tám|chín"
_BORN = Pattern(
    r"\b(?:sinh ngày|ngày sinh|năm sinh|sinh năm|sinh nhật|ngày tháng năm sinh|ntns|nsinh|ngsinh|dob|d\.o\.b"
    r"|date[_ ]of[_ ]birth|birth[_ ]year|year[_ ]of[_ ]birth|born|birthday|sinh tháng)\b[^\d\n]{0,25}?"
    r"(?:\d{1,2}\s*[/.\-]\s*\d{1,2}(?:\s*[/.\-]\s*\d{2,4})?(?!\d)|(?:19[2-9]\d|20[01]\d)(?!\d))"
    r"|\b(?:s\.?n\.?|s/n|n/s|ns)\s*[:.]?\s*(?:\d{1,2}\s*[/.\-]\s*\d{1,2}\s*[/.\-]\s*)?(?:19[2-9]\d|20[01]\d)(?!\d)"
    r"|\bsinh\s*[:(]?\s*(?:[’'‘]\s?\d\d\b|(?:19[2-9]\d|20[01]\d)(?!\d)|\d{1,2}/\d{1,2}/\d{2,4})"
    r"|\bs\.\s?(?:19[2-9]\d|20[01]\d)(?!\d)|\b(?:sn|s\.n\.?|n/s|ns)[\s:.]{0,2}[’'‘]?[3-9]\d(?!\d)"
    r"|\b(?:ở|bước sang|sang|quá) tuổi [3-9]\d\b(?!\s*(?:-|đến|tới|trở))"
    r"|\bsinh ra (?:vào )?(?:năm )?(?:19[2-9]\d|20[01]\d)(?!\d)"
    r"|\bchào đời\b[^\d\n]{0,10}(?:19[2-9]\d|20[01]\d)(?!\d)"
    r"|\b(?:ngày sinh|sinh)\b[^\d\n]{0,25}?\d{1,2} tháng \d{1,2}\b|\bsinh tháng \d{1,2}\W{1,3}(?:năm )?(?:19|20)\d\d\b"
    r"|\btuổi (?:của )?(?:chủ hộ|chủ vườn|chủ trại|người \w+|anh|chị|ông|bà)\b\s*(?:là|:|=)?\s*[1-9]\d\b"
    r"|(?<!ông )(?<!các )(?<!những )\b(?:bà|chị|cô|dì|cụ|ông|anh|chú|bác)\W{1,3}(?:năm nay |đã |mới |gần "
    r"|ngoài )*[2-9]\d tuổi\b"
    r"|\b(?:bà|chị|cô|dì|ông|anh|chú|bác) (?:đẻ|sinh) (?:năm )?(?:19[2-9]\d|20[01]\d|[’'][3-9]\d)\b"
    r"|(?m:^)[^\w\n]*tuổi\s*[:=]\s*[\"“]?[1-9]\d[\"”]?[^\w\n]*(?m:$)"
    rf"|\b(?:sinh ngày|sinh năm|năm sinh|ngày sinh)\b\s*:?\s*(?:mùng |mồng |ngày )*(?:{_TENS}|mười|một|giáp|ất|bính"
    r"|đinh|mậu|kỷ|canh|tân|nhâm|quý|\d)"
    r"|\btuổi (?:giáp|ất|bính|đinh|mậu|kỷ|canh|tân|nhâm|quý|con)? ?(?:tý|sửu|dần|mão|mẹo|thìn|tỵ|ngọ|mùi|thân"
    r"|dậu|tuất|hợi)\b",
    on=[
        *[
            "sinh",
            "ngày sinh",
            "năm sinh",
            "ngày tháng",
            "ntns",
            "nsinh",
            "ngsinh",
            "dob",
            "d.o.b",
            "date of",
            "birthday",
            "born",
            "birth_year",
            "birth",
            "year of",
            "sn",
            "s.n",
            "s n",
            "n s",
            "tuổi",
            "đẻ",
            "s",
            "chào đời",
            "ở tuổi",
            "sang tuổi",
            "quá tuổi",
            "ns",
        ],
        *(
            f"tuổi {one}"
            for one in [
                "giáp",
                "ất",
                "bính",
                "đinh",
                "mậu",
                "kỷ",
                "canh",
                "tân",
                "nhâm",
                "quý",
                "con",
                "tý",
                "sửu",
                "dần",
                "mão",
                "mẹo",
                "thìn",
                "tỵ",
                "ngọ",
                "mùi",
                "thân",
                "dậu",
                "tuất",
                "hợi",
            ]
        ),
    ],
)
_YEAR_IN_BRACKETS = Pattern(r"\((?:19[3-9]\d|200\d)(?:\)|,)")
_NOT_BIRTH = Pattern(
    r"\b(?:học|vi|sản|dịch|phát|nảy|ký|hy|tái|bán|vệ|thí|tuyển|(?<!nông )dân|an|môn|giáo|kháng|đề án|qđ|tt|nđ"
    r"|luật|phẩm)\s$"
)
# An Sinh, Chiềng Sinh: the end of a name.
_NAME_BEFORE = re.compile(r"[A-ZĐ]\w* $")
_SINCE = Pattern(r"\btừ (?:năm )?$")
_AGED = Pattern(
    rf"\b(?:1[2-9]|[2-9]\d|10\d|(?:{_TENS})(?: mươi(?: \w+)?| lăm| mốt| hai| ba| bốn| tư| năm| sáu| bảy| tám"
    r"| chín)|mười \w+)\s+tuổi\b",
    on=["tuổi"],
)
_RANGE = Pattern(
    r"\b(?:từ|trên|dưới|đến|tới|độ|trong|quá|ít nhất|không quá|bình quân|trung bình|nhóm"
    r"|khoảng)\s*(?:\d{1,3}\s*(?:-|đến|tới)\s*)?$"
)


def births(text: Reading, named: Sequence[Found]) -> Iterator[Found]:
    """All of them; `named` are the persons that the text names."""
    names_one = naming_one(text, named)
    for match in (*_BORN.finditer(text), *_YEAR_IN_BRACKETS.finditer(text)):
        before = max(0, match.start() - 12), match.start()
        ranged = re.match(r"\s*(?:-|–|den|toi|tro)\s*(?:\d{4}|lai|ve|len)", _folded_after(text, match.end()))
        if (
            not ranged
            and not of_things(text, max(0, match.start() - 25), match.start())
            and not _NOT_BIRTH.search(text, *before)
            and not (text.plain[match.start()] == "S" and _NAME_BEFORE.search(text.plain[before[0] : before[1]]))
            and not _SINCE.search(text, max(0, match.start() - 8), match.start())
        ):
            yield text.found(match.start(), match.end(), BIRTH, "ngày, năm sinh của một người")
    for match in _AGED.finditer(text):
        before = max(text.bounds(match.start())[0], match.start() - 60), match.start()
        general = _RANGE.search(text, *before) or re.match(
            r"\s*(?:tro|den|-|–|va tre)", _folded_after(text, match.end())
        )
        sentence = text.bounds(match.start())
        one = names_one(sentence) or ONE.search(text, *sentence)
        if one and not general and not of_things(text, *before):
            yield text.found(match.start(), match.end(), BIRTH, "tuổi của một người")


def _folded_after(text: Reading, end: int) -> str:
    """The words behind a place, without marks."""
    return text.plain[end : end + 20].translate(FOLDED)
