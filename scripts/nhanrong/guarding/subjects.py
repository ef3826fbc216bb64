"""Whom or what a sentence is about: one person or household, many of them, or plants, animals and things."""

from bisect import bisect_left
from collections.abc import Callable, Sequence

from nhanrong.guarding.reading import Found, Pattern, Reading, listed, phrases

_ADDRESSED = "bà|chị|cô|dì|em|cụ"
_SO = (
    "bị|mắc|mang|vay|nợ|còn|sống|ở|thuộc|là|có|đã|đang|vẫn|từng|phải|theo|không|nghèo|mù|câm|điếc|liệt|nằm"
    "|một mình|góa|nuôi"
    "|mới|được|vốn|đau|ốm|yếu|vừa|lại|cũng|trước đây|hiện|ly hôn|đi|mất|khuyết tật|tàn tật|neo đơn|thất học"
    "|nghiện|ung thư"
    "|người|dân tộc|suy|trầm cảm|bỏ|cầm|thế chấp|cắm|chạy|chịu|gánh|ôm|mổ|phẫu thuật|nhập viện|nhiễm|dương tính"
    "|sinh|thiếu|vỡ|hay|thường|chuyển|trồng|nuôi|bán|làm|giao|nghỉ|thuê|mua|mở|nhờ|nên|thôi|trả|cho|lo|nhận"
)
# Several of them are nobody in particular: các bác, chị em.
SUBJECT = rf"(?:{phrases('someone')}|{_ADDRESSED})(?! (?:em|chị|bà|con)\b)"
ONE = Pattern(
    rf"(?<!các )(?<!những )(?<!mấy )(?<!nhiều )(?<!chúng )(?<!số )\b(?:(?:{phrases('someone')})"
    r"|(?:người|hộ) (?:\w+ ){1,3}(?:này|ấy|nọ)"
    rf"|(?:{_ADDRESSED}) \(?(?:{_SO}))\b(?! (?:em|chị|bà|xã)\b)(?!(?<=bà) con\b)",
    on=(
        *listed("someone"),
        "này",
        "ấy",
        "nọ",
        *(f"{who} {so.split()[0]}" for who in _ADDRESSED.split("|") for so in _SO.split("|")),
    ),
)
MANY = Pattern(
    rf"(?<!thuộc )(?<!diện )(?<!gia đình )\b(?:{phrases('many')})\b|%|\b(?:[5-9]|\d{{2,}}"
    rf"|\d{{1,3}}(?:\.\d{{3}})+)\s+(?:hộ|người|lượt|hội viên"
    r"|học viên|gia đình|chị em|phụ nữ|lao động)\b"
)
_THINGS = Pattern(rf"(?<!chủ )(?<!nhận )\b(?:{phrases('things')})(?! ông| bà)\s+(?:\w+\s+){{0,3}}$")
# Without marks, lá is là, bò is bỏ, chó is cho.
_BARE_THINGS = Pattern(
    r"(?<!chu )\b(?:cay|vuon|heo|lon|trau|tam|tom|dan|rung|goc|giong|nghe|ruong|chuong|lua|ca phe"
    r"|sau rieng)\s+(?:\w+\s+){0,3}$"
)


def of_things(text: Reading, start: int, end: int) -> bool:
    """Whether what follows these words is said of a plant, an animal or a thing."""
    return (_BARE_THINGS if text.unmarked else _THINGS).search(text, start, end)


def naming_one(text: Reading, named: Sequence[Found]) -> Callable[[tuple[int, int]], bool]:
    """Whether a sentence, given by its bounds, names one of these persons."""
    persons = [bisect_left(text.places, one.start) for one in named]
    return lambda sentence: any(sentence[0] <= at < sentence[1] for at in persons)
