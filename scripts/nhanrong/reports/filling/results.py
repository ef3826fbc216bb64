"""What came of filling a file in: its bytes, and what whoever files it should know."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from nhanrong.problems import Place, Problem
from nhanrong.reports.result import Kind, Value
from nhanrong.reports.saying import MISSING

SIGNED = (
    "Tệp có chữ ký số. Điền vào thì nội dung đã khác, nên chữ ký số ấy không còn hiệu lực; gửi kèm tệp gốc, hoặc xin "
    "cấp trên bản chưa ký số."
)
RECKONS = (
    "Tệp có công thức. Mở bằng Excel rồi lưu lại trước khi gửi: bản xem nhanh trên điện thoại chưa tính lại các tổng."
)


@dataclass(frozen=True)
class LeftEmpty:
    """A place that got no value, and why."""

    where: str
    why: str


@dataclass(frozen=True)
class Replaced:
    """A place where something else stood before."""

    where: str
    before: str
    now: str


@dataclass(frozen=True)
class OnBlank:
    """A formula of the superior's that names blank cells, and which."""

    where: str
    blanks: str


@dataclass(frozen=True)
class Filled:
    """The file with its values. `warnings` are sentences about the file as a whole."""

    data: bytes
    left_empty: tuple[LeftEmpty, ...] = ()
    replaced: tuple[Replaced, ...] = ()
    warnings: tuple[str, ...] = ()
    on_blanks: tuple[OnBlank, ...] = ()


def why_empty(value: Value) -> str:
    """Why nothing can be written for a value; empty where something can."""
    if value.kind is Kind.TEXT:
        return "" if value.text else "không có gì để ghi"
    if value.number is None:
        return value.text or MISSING
    if value.kind is Kind.SHARE and not value.of:
        return "không có gì để chia: mẫu số là 0"
    return ""


def twice(named: Iterable[tuple[Place, str, object]]) -> Sequence[Problem]:
    """A problem for each place that is filled more than once: where it is, what it is called, what tells it apart."""
    seen: set[object] = set()
    found = []
    for place, called, key in named:
        if key in seen:
            hint = "Mỗi ô chỉ ghi một lần trong mẫu; bỏ bớt một dòng."
            found.append(Problem(place, "NR968", f"{called} được điền hai lần", hint))
        seen.add(key)
    return found
