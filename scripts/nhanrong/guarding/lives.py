"""What only a person, a family or a very small group can have: hardship, illness, debt, ethnicity."""

import re
from collections.abc import Callable, Iterator, Sequence

from nhanrong.guarding.reading import Found, Pattern, Reading, listed, phrases
from nhanrong.guarding.subjects import MANY, ONE, SUBJECT, naming_one, of_things

LIFE, FEW = "NR710", "NR711"

_HARD = Pattern(
    rf"\b(?:{phrases('hardship')})\b|\bnợ\s+(?:\w+\s+){{0,4}}?\d[\d.,]*\s*(?:triệu|tỷ|tr|đồng|nghìn|chỉ|cây)\b"
    r"|\bthiếu\s+(?:\w+\s+){0,4}?\d[\d.,]*\s*(?:triệu|tỷ|tr)\b|\bvay\s+(?:\w+\s+){0,6}?(?:chưa trả|không trả"
    r"|quá hạn|nặng lãi)|\b(?:hoàn cảnh|gia cảnh)\s+(?:\w+\s+){0,4}?khó khăn\b",
    on=(*listed("hardship"), "nợ", "thiếu", "vay", "hoàn cảnh", "gia cảnh"),
)
# What one borrows is private whoever lends it; what all may borrow is a rule of the lender.
_BORROWS = Pattern(
    rf"(?<!các )(?<!những )(?<!chị )(?<!anh )\b{SUBJECT}\s+(?:\w+\s+){{0,2}}?(?:(?:đã|đang|còn|phải|từng|mới|có"
    rf"|đi|cũng|vẫn|lại|được|vừa|thế chấp \w+|cầm \w+)\s+)*(?:vay|mượn|nợ)\s+"
    r"(?!(?:\w+\s+){0,4}?(?:tối đa|không quá))(?:[^\W\d]+\s+){0,9}?\d[\d.,]*\s*(?:triệu|tỷ|tr|chỉ|cây vàng)\b",
    on=["vay", "mượn", "nợ"],
)
_AILING = Pattern(rf"\b(?:{phrases('ailments')})\b", on=listed("ailments"))
_PEOPLE = phrases("people")
# The value of a field: tình trạng: hộ nghèo.
_OWN_STATE = Pattern(
    r"(?m:^)[^\w\n]*(?:tình trạng|loại hộ|diện|hoàn cảnh|phân loại|xếp loại|gia cảnh"
    r"|hộ)\s*[:=]\s*[\"“]?(?:hộ )?(?:mới )?"
    r"(?:thoát |cận )?nghèo\b(?=[^\w\n]*(?m:$)|, (?:chồng|vợ|con|bệnh|bố|mẹ))"
    r"|(?m:^)[^\w\n]*(?:hộ nghèo|hộ cận nghèo|khuyết tật)\s*[:=]\s*[\"“']?(?:true|có|đúng|yes|x)[\"”']?[^\w\n]*(?m:$)"
    rf"|(?m:^)[^\w\n]*(?:bệnh|bệnh tật|sức khỏe|tình trạng sức khỏe)\s*[:=]\s*[\"“']?(?:yếu|kém"
    rf"|{phrases('hardship', 'ailments')})\b",
    on=["nghèo", "khuyết tật", "bệnh", "sức khỏe"],
)
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
    "gốc",
    "niên",
    "gái",
    "trai",
)
_OF_PEOPLE = Pattern(
    rf"\b(?:là |thuộc |gốc )?(?:người|dân tộc|người dân tộc|dtts|đồng bào)\s*:?\s*(?:thiểu số|{_PEOPLE})\b"
    r"|\bngười thiểu số\b"
    rf"|\b(?:là|một) (?:phụ nữ|nông dân|thanh niên|hội viên|đàn ông|cô gái|chàng trai) (?:{_PEOPLE})\b"
    rf"|\b(?:anh|chị|ông|bà|cô|chú|chủ hộ|chủ vườn) gốc (?:{_PEOPLE})\b"
    rf"|\b(?:hộ|anh|chị|ông|bà|nông dân|phụ nữ|hội viên)\s+(?:{_PEOPLE})(?= (?:nghèo|này|ở|tên|đơn|làm|nọ|bị))"
    r"|\b(?:theo đạo|đạo tin lành|công giáo|tin lành|thiên chúa giáo|phật tử)\b",
    on=[
        *(f"{before} {people}" for people in listed("people") for before in _BEFORE_PEOPLES),
        *["dân tộc", "dtts", "thiểu số", "theo đạo", "đạo tin", "công giáo", "tin lành", "thiên chúa", "phật tử"],
    ],
)
# The value of a field: one people, where a group would be counted or several be named.
_OWN_PEOPLE = Pattern(
    r"(?m:^)[^\w\n]*(?:tôn giáo|religion)\s*[:=]\s*[\"“']?(?:công giáo|tin lành|phật|cao đài|hòa hảo|hồi"
    r"|thiên chúa|bà la môn|bà ni)"
    rf"|(?m:^)[^\w\n]*(?:ethnicity|ethnic group)\s*[:=]\s*[\"“']?(?:{_PEOPLE})[\"”']?[^\w\n]*(?m:$)"
    rf"|(?m:^)[^\w\n]*dân tộc (?:{_PEOPLE}), (?:nam|nữ|\d)"
    rf"|\bdân tộc(?: của [^\W\d]+(?: [^\W\d]+){{0,2}})?\s*[:=]\s*[\"“']?(?:{_PEOPLE})[\"”']?[ .;]*(?:\n|$)"
    rf"|\b(?:hộ|gia đình|anh|chị|ông|bà)\s+(?:người |dân tộc |đồng bào )?(?:{_PEOPLE})\s+(?:này|nọ|ấy|đó)\b",
    on=["dân tộc", "tôn giáo", "religion", "ethnicity", "ethnic", *listed("people")],
)
_SMALL = (
    r"(?<![\d.,/\-])(?<!giảm )(?<!thêm )(?<!cứ )(?<!tháng )(?<!thôn )(?<!tổ )(?<!vụ )"
    r"(?<!đợt )(?<!quý )(?<!lần )(?<!năm )(?<!ngày )"
    r"(?:0?[1-4]|một|hai|ba|bốn)"
)
_SENSITIVE = (
    r"(?:nghèo|cận nghèo|thoát nghèo|khuyết tật|tàn tật|dân tộc|dtts|thiểu số|hiv|mồ côi|neo đơn|đơn thân"
    r"|ung thư|nghiện|nữ|phụ nữ|mù|câm|điếc|bại liệt|bị liệt|khiếm thị|đơn chiếc|nhiễm"
    rf"|gia đình chính sách|thương binh|góa|tâm thần|cai nghiện|mãn hạn tù|tin lành|công giáo|{_PEOPLE})"
)
_COUNTED = (
    "(?:hộ|người|chị|chị em|em|bà|phụ nữ|nữ|học viên|hội viên|thành viên|gia đình|nông dân|cháu|trẻ"
    "|trường hợp|ca|lao động|đại biểu|khẩu|nhân khẩu|tổ viên|đối tượng)"
)
_GROUP = (
    r"(?:số )?(?:nữ|phụ nữ|hộ nghèo|hộ cận nghèo|cận nghèo|thoát nghèo|hộ mới thoát nghèo|dtts"
    rf"|dân tộc thiểu số|người dân tộc|dân tộc|khuyết tật|người khuyết tật|người nghèo|neo đơn|mồ côi|đơn thân"
    rf"|tàn tật|người mù|women|female|poor[_ ]households|disabled|người (?:{_PEOPLE})"
    rf"|(?:{_PEOPLE}))"
)
_FEW = (
    Pattern(
        # 2/30, but a quarter is a share
        rf"{_SMALL}(?:\s*/\s*(?:[5-9]|\d\d+))?\s+(?:{_COUNTED}\s+){{1,2}}"
        rf"(?:là |thuộc |diện |người |hộ |bị |đồng bào |gia đình |mới |đang )*{_SENSITIVE}\b"
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
    r"(?!\d|[.,]\d|%|\s*(?:mươi|trăm|nghìn|%|phần|triệu|tỷ|ngày|tháng|năm|lớp|buổi|ha|xã|thôn|sào|con|tổ|mô hình"
    r"|lần|chi hội)\b)"
)
_GROUP_BEFORE = Pattern(rf"\b{_GROUP}\b(?:\s+\w+){{0,3}}?\s*(?:chỉ\s*)?$")
# Whoever helps poor households is not poor; and "hộ nghèo" by itself is a kind of household.
_GIVEN = Pattern(
    r"\b(?:giúp|giúp đỡ|hỗ trợ|tặng|ủng hộ|cho|dành cho|thăm|trao|nhường|dạy|dạy nghề|nhận|tuyển|thuê"
    r"|chia sẻ với|vận động|bán cho)"
    r"\s+(?:cho\s+)?(?:\d+\s+)?(?:(?:các|những|nhiều|mấy|một|số|hộ|người|gia đình|trẻ|bà con|hội viên|phụ nữ|đối tượng"
    r"|lao động|em|cháu|nông dân|mới)\s+)*$"
)
_OF_A_KIND = Pattern(r"(?<!là )(?<!thuộc )(?<!diện )(?<!xét )(?<!khỏi )\bhộ\s+(?:mới\s+|vừa\s+)?$")
_SOME = re.compile(
    r"(?:hộ|gia đình|nhà|ho|gia dinh|nha) (?:có|thuộc|bị|vay|đang|còn|mới|tại|ở|đã|vẫn|người|co|con|thuoc|bi)\b.*"
)
_CLAUSE = 70


def lives(text: Reading, named: Sequence[Found]) -> Iterator[Found]:
    """All of it; `named` are the persons that the text names."""
    yield from _few(text)
    for pattern in (_BORROWS, _OWN_PEOPLE, _OWN_STATE):
        for match in pattern.finditer(text):
            yield text.found(match.start(), match.end(), LIFE, "hoàn cảnh riêng của một người, một hộ")
    yield from _hardship(text, naming_one(text, named) if named else None)


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
            "mù",
            "câm",
            "điếc",
            "liệt",
            "khiếm thị",
            "đơn chiếc",
            "nhiễm",
        ],
        *["mãn hạn", "tin lành", "công giáo", "women", "female", "poor_households", "disabled"],
        *(
            f"{before} {people}"
            for people in listed("people")
            for before in ("người", "hộ", "viên", "dân", "em", "bào", "là", "nữ", "cháu", "trẻ")
        ),
    ],
)


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
            if (pattern is _AILING and of_things(text, *before)) or _GIVEN.search(text, *before):
                continue
            named = names_one is not None and names_one(sentence)
            of_one = ONE.search(text, *sentence) and not MANY.search(text, *sentence)
            if named or _said_of_one(text, sentence[0], match) or (of_one and not _OF_A_KIND.search(text, *before)):
                yield text.found(match.start(), match.end(), LIFE, "hoàn cảnh riêng của một người, một hộ")


def _said_of_one(text: Reading, start: int, match: re.Match[str]) -> bool:
    """Whether somebody stands before this, with nothing about many and no comma between."""
    one = ONE.last(text, max(start, match.start() - _CLAUSE), match.start())
    return (
        one is not None
        and not _SOME.fullmatch(one[0])
        and not MANY.search(text, one.start(), match.end())
        and not any(mark in text.plain[one.end() : match.start()] for mark in ",;:")
    )
