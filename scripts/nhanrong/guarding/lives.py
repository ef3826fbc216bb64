"""What only a person, a family or a very small group can have: birth dates, hardship, illness, debt, ethnicity."""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence

from nhanrong.guarding.reading import FOLDED, Found, Pattern, Reading, listed, phrases

BIRTH, LIFE, FEW = "NR706", "NR710", "NR711"

_TENS = "hai|ba|bốn|năm|sáu|bảy|tám|chín"
_BORN = Pattern(
    r"\b(?:sinh ngày|ngày sinh|năm sinh|sinh năm|sinh nhật|ngày tháng năm sinh|ntns|nsinh|ngsinh|dob|d\.o\.b"
    r"|date[_ ]of[_ ]birth|birthday|sinh tháng)\b[^\d\n]{0,25}?"
    r"(?:\d{1,2}\s*[/.\-]\s*\d{1,2}(?:\s*[/.\-]\s*\d{2,4})?(?!\d)|(?:19[2-9]\d|20[01]\d)(?!\d))"
    r"|\b(?:s\.?n\.?|ns)\s*[:.]?\s*(?:19[2-9]\d|20[01]\d)(?!\d)"
    r"|\bsinh\s*[:(]?\s*(?:[’'‘]\s?\d\d\b|(?:19[2-9]\d|20[01]\d)(?!\d)|\d{1,2}/\d{1,2}/\d{2,4})"
    rf"|\b(?:sinh ngày|sinh năm|năm sinh|ngày sinh)\b\s*:?\s*(?:mùng |ngày )?(?:{_TENS}|mười|một|giáp|ất|bính"
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
            "sn",
            "s.n",
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
_NOT_BIRTH = Pattern(r"\b(?:học|vi|sản|dịch|phát|nảy|ký|hy|tái|bán|đề án|qđ|tt|nđ|luật|phẩm)\s$")
_SINCE = Pattern(r"\btừ (?:năm )?$")
_AGED = Pattern(
    rf"\b(?:1[2-9]|[2-9]\d|10\d|(?:{_TENS})(?: mươi(?: \w+)?| lăm| mốt| hai| ba| bốn| tư| năm| sáu| bảy| tám"
    r"| chín)|mười \w+)\s+tuổi\b",
    on=["tuổi"],
)
_THINGS = Pattern(rf"(?<!chủ )(?<!nhận )\b(?:{phrases('things')})\s+(?:\w+\s+){{0,3}}$")
_RANGE = Pattern(
    r"\b(?:từ|trên|dưới|đến|tới|độ|trong|quá|ít nhất|không quá|bình quân|trung bình|nhóm"
    r"|khoảng)\s*(?:\d{1,3}\s*(?:-|đến|tới)\s*)?$"
)
_ONE = Pattern(rf"\b(?:{phrases('someone')})\b", on=listed("someone"))
_MANY = Pattern(
    rf"\b(?:{phrases('many')})\b|%|\b(?:[5-9]|\d{{2,}}|\d{{1,3}}(?:\.\d{{3}})+)\s+(?:hộ|người|lượt|hội viên"
    r"|học viên|gia đình|chị em|phụ nữ|lao động)\b"
)
_HARD = Pattern(
    rf"\b(?:{phrases('hardship')})\b|\bnợ\s+(?:\w+\s+){{0,4}}?\d[\d.,]*\s*(?:triệu|tỷ|tr|đồng|nghìn|chỉ|cây)\b"
    r"|\bthiếu\s+(?:\w+\s+){0,4}?\d[\d.,]*\s*(?:triệu|tỷ|tr)\b|\bvay\s+(?:\w+\s+){0,6}?(?:chưa trả|không trả"
    r"|quá hạn|nặng lãi)",
    on=(*listed("hardship"), "nợ", "thiếu", "vay"),
)
_AILING = Pattern(rf"\b(?:{phrases('ailments')})\b", on=listed("ailments"))
_PEOPLE = phrases("people")
_BEFORE_PEOPLES = (
    "người",
    "đồng bào",
    "bào",
    "hộ",
    "anh",
    "chị",
    "ông",
    "bà",
    "nông dân",
    "dân",
    "phụ nữ",
    "nữ",
    "viên",
)
_OF_PEOPLE = Pattern(
    rf"\b(?:là |thuộc |gốc )?(?:người|dân tộc|người dân tộc|dtts|đồng bào)\s*:?\s*(?:thiểu số|{_PEOPLE})\b"
    r"|\bngười thiểu số\b"
    rf"|\b(?:hộ|anh|chị|ông|bà|nông dân|phụ nữ|hội viên)\s+(?:{_PEOPLE})(?= (?:nghèo|này|ở|tên|đơn|làm|nọ|bị))"
    r"|\b(?:theo đạo|đạo tin lành|công giáo|tin lành|thiên chúa giáo|phật tử)\b",
    on=[
        *(f"{before} {people}" for people in listed("people") for before in _BEFORE_PEOPLES),
        *["dân tộc", "dtts", "thiểu số", "theo đạo", "đạo tin", "công giáo", "tin lành", "thiên chúa", "phật tử"],
    ],
)
_SMALL = (
    r"(?<![\d.,/\-])(?<!tháng )(?<!thôn )(?<!tổ )(?<!vụ )(?<!đợt )(?<!quý )(?<!lần )(?<!năm )(?<!ngày )"
    r"(?:0?[1-4]|một|hai|ba|bốn)"
)
_SENSITIVE = (
    r"(?:nghèo|cận nghèo|thoát nghèo|khuyết tật|tàn tật|dân tộc|dtts|thiểu số|hiv|mồ côi|neo đơn|đơn thân"
    r"|ung thư|nghiện|nữ|phụ nữ"
    rf"|gia đình chính sách|thương binh|góa|tâm thần|cai nghiện|mãn hạn tù|tin lành|công giáo|{_PEOPLE})"
)
_COUNTED = (
    "(?:hộ|người|chị|chị em|em|bà|phụ nữ|nữ|học viên|hội viên|thành viên|gia đình|nông dân|cháu|trẻ"
    "|trường hợp|ca|lao động|đại biểu|khẩu|nhân khẩu|tổ viên|đối tượng)"
)
_GROUP = (
    r"(?:số )?(?:nữ|phụ nữ|hộ nghèo|hộ cận nghèo|cận nghèo|thoát nghèo|hộ mới thoát nghèo|dtts"
    rf"|dân tộc thiểu số|người dân tộc|dân tộc|khuyết tật|người khuyết tật|người nghèo|người (?:{_PEOPLE})"
    rf"|(?:{_PEOPLE}))"
)
_FEW = (
    Pattern(
        rf"{_SMALL}\s+(?:{_COUNTED}\s+){{1,2}}(?:là |thuộc |diện |người |hộ |bị |đồng bào |gia đình |mới "
        rf"|đang )*{_SENSITIVE}\b"
    ),
    Pattern(
        r"\b(?:nữ|dtts|hộ nghèo|hộ cận nghèo|cận nghèo|khuyết tật|dân tộc thiểu số)\s+0?[1-4](?!\d|[.,/]\d|\s*(?:%"
        r"|tuổi|ha|xã|thôn|năm|tháng|lớp))"
    ),
    Pattern(rf"{_SMALL}\s+(?:nữ|phụ nữ|dtts|người dân tộc|hộ nghèo|hộ cận nghèo)\b(?!\s*(?:giới|thanh))"),
)
# A small number behind a colon or a verb, and before that, within a few words, the group that it counts.
_SMALL_BEHIND = Pattern(
    rf"(?:[:=(]|\blà\b|\bcó\b|\bgồm\b|-)\s*{_SMALL}"
    r"(?![\d.,%]|\s*(?:mươi|trăm|nghìn|%|phần|triệu|tỷ|ngày|tháng|năm|lớp|buổi|ha|xã|thôn|sào|con|tổ|mô hình"
    r"|lần|chi hội)\b)"
)
_GROUP_BEFORE = Pattern(rf"\b{_GROUP}\b(?:\s+\w+){{0,3}}?\s*(?:chỉ\s*)?$")


def lives(text: Reading, named: Sequence[Found]) -> Iterator[Found]:
    """All of it; `named` are the persons that the text names."""
    persons = [bisect_left(text.places, one.start) for one in named]

    def names_one(sentence: tuple[int, int]) -> bool:
        return any(sentence[0] <= at < sentence[1] for at in persons)

    for match in (*_BORN.finditer(text), *_YEAR_IN_BRACKETS.finditer(text)):
        before = max(0, match.start() - 12), match.start()
        ranged = re.match(r"\s*(?:-|–|den|toi|tro)\s*(?:\d{4}|lai|ve|len)", _folded_after(text, match.end()))
        if (
            not ranged
            and not _THINGS.search(text, max(0, match.start() - 25), match.start())
            and not _NOT_BIRTH.search(text, *before)
            and not _SINCE.search(text, max(0, match.start() - 8), match.start())
        ):
            yield text.found(match.start(), match.end(), BIRTH, "ngày, năm sinh của một người")
    for match in _AGED.finditer(text):
        before = max(text.bounds(match.start())[0], match.start() - 60), match.start()
        general = _RANGE.search(text, *before) or re.match(
            r"\s*(?:tro|den|-|–|va tre)", _folded_after(text, match.end())
        )
        sentence = text.bounds(match.start())
        one = names_one(sentence) or _ONE.search(text, *sentence)
        if one and not general and not _THINGS.search(text, *before):
            yield text.found(match.start(), match.end(), BIRTH, "tuổi của một người")
    yield from _few(text)
    yield from _hardship(text, names_one if named else None)


_FEW_SIGNS = Pattern(
    "",
    on=[
        *[
            "nghèo",
            "khuyết tật",
            "tàn tật",
            "dân tộc",
            "dtts",
            "thiểu số",
            "hiv",
            "mồ côi",
            "neo đơn",
            "đơn thân",
            "ung thư",
            "nghiện",
            "nữ",
            "gia đình chính",
            "thương binh",
            "góa",
            "tâm thần",
        ],
        *["mãn hạn", "tin lành", "công giáo"],
        *(
            f"{before} {people}"
            for people in listed("people")
            for before in ("người", "hộ", "viên", "dân", "em", "bào", "là", "nữ", "cháu", "trẻ")
        ),
    ],
)


def _folded_after(text: Reading, end: int) -> str:
    """The words behind a place, without marks."""
    return text.plain[end : end + 20].translate(FOLDED)


def _few(text: Reading) -> Iterator[Found]:
    lines = _FEW_SIGNS.lines(text)
    for pattern in _FEW:
        for match in pattern.finditer(text, lines):
            yield text.found(match.start(), match.end(), FEW, "nhóm nhạy cảm dưới 5 người hoặc hộ")
    for match in _SMALL_BEHIND.finditer(text, lines):
        if _GROUP_BEFORE.search(text, max(0, match.start() - 45), match.start()):
            yield text.found(match.start(), match.end(), FEW, "nhóm nhạy cảm dưới 5 người hoặc hộ")


def _hardship(text: Reading, names_one: Callable[[tuple[int, int]], bool] | None) -> Iterator[Found]:
    for pattern in (_HARD, _AILING, _OF_PEOPLE):
        for match in pattern.finditer(text):
            sentence = text.bounds(match.start())
            before = max(sentence[0], match.start() - 30), match.start()
            one = _ONE.search(text, *sentence)
            named = names_one is not None and names_one(sentence)
            if (named or (one and not _MANY.search(text, *sentence))) and not (
                pattern is _AILING and _THINGS.search(text, *before)
            ):
                yield text.found(match.start(), match.end(), LIFE, "hoàn cảnh riêng của một người, một hộ")
