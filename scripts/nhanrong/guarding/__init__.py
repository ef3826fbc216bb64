"""What must never be in Git: personal data and marks of secrecy, found in one text at a time.

`judge` reads texts only; it knows no records and no files. A false alarm is answered by a reviewed exception.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import accumulate

from nhanrong.guarding.births import births
from nhanrong.guarding.contacts import contacts
from nhanrong.guarding.identifiers import identifiers
from nhanrong.guarding.lives import lives
from nhanrong.guarding.persons import persons
from nhanrong.guarding.places import places
from nhanrong.guarding.reading import APART, Found, is_plain, reading, without_marks
from nhanrong.guarding.secrecy import secrets
from nhanrong.guarding.suspecting import may_name as may_name

ADVICE = {
    "NR701": "Xóa số này; cần liên hệ thì ghi văn phòng Hội (offices trong area.yml).",
    "NR702": "Xóa số này; kho không giữ giấy tờ của ai.",
    "NR703": "Xóa số này; kho không giữ tài khoản, số thẻ của ai.",
    "NR704": "Xóa đi; thư điện tử của văn phòng Hội ghi ở offices trong area.yml.",
    "NR705": "Xóa biển số xe.",
    "NR706": "Xóa ngày sinh, tuổi; không cần cho mô hình.",
    "NR707": "Chỉ ghi mã xã; bản đồ không cần vị trí chính xác.",
    "NR708": "Chỉ ghi tên xã; muốn đến xem thì hẹn qua văn phòng Hội.",
    "NR709": "Thay tên bằng “một hộ”, “chủ vườn”, chức danh, hoặc tên tổ chức.",
    "NR710": "Bỏ phần này; chỉ giữ con số chung của nhiều hộ (từ 5 trở lên).",
    "NR711": "Bỏ con số này và phần còn lại của nó; chỉ giữ tổng số.",
    "NR712": "Tài liệu này không được đưa vào kho; báo người quản lý tài liệu của cơ quan.",
}
NAME, SECRET = "NR709", "NR712"


_APART = f"\n{APART}\n"  # the end of a sentence on both sides


def judge(text: str, allowed: Iterable[str] = ()) -> list[Found]:
    """Everything in a text that must not be public, in its order; `allowed` are texts that an office makes public."""
    return [found for _, found in judge_all([text], allowed)]


def judge_all(texts: Sequence[str], allowed: Iterable[str] = ()) -> list[tuple[int, Found]]:
    """The same of many texts at one go: each with the number of the text that it was found in."""
    hidden = list(texts)
    for words in allowed:
        hidden = [text.replace(words, " " * len(words)) for text in hidden]
    # what was typed without marks is read in its own way
    ways: tuple[list[int], list[int]] = ([], [])
    alone: list[tuple[int, list[int]]] = []
    for number, text in enumerate(hidden):
        unmarked = without_marks(text)
        if is_plain(text):
            ways[unmarked].append(number)
        else:
            alone.append((unmarked, [number]))
    readings = [(unmarked, way) for unmarked, way in (*enumerate(ways), *alone) if way]
    found = [one for unmarked, way in readings for one in _judged(hidden, way, unmarked=bool(unmarked))]
    return sorted(found, key=lambda one: (one[0], one[1].start, one[1].code, one[1].end))


def _judged(texts: Sequence[str], numbers_of: Sequence[int], *, unmarked: bool) -> Iterator[tuple[int, Found]]:
    """What is in these texts, read as one."""
    some = [texts[number] for number in numbers_of]
    read = reading(_APART.join(some), unmarked=unmarked)
    named = list(persons(read))
    starts = list(accumulate((len(text) + len(_APART) for text in some), initial=0))
    found = {
        *identifiers(read),
        *contacts(read),
        *places(read),
        *named,
        *births(read, named),
        *secrets(read),
        *lives(read, named),
    }
    for one in _widest(found):
        at = bisect_right(starts, one.start) - 1
        end = min(one.end - starts[at], len(some[at]))
        yield numbers_of[at], replace(one, start=one.start - starts[at], end=end)


def _widest(found: Iterable[Found]) -> Iterator[Found]:
    """Of findings of one code that lie in each other only the outermost."""
    ends: dict[str, int] = {}
    for one in sorted(found, key=lambda one: (one.start, -one.end)):
        if one.end > ends.get(one.code, 0):
            ends[one.code] = one.end
            yield one
