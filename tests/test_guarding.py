"""What the guard refuses and lets pass: whole files of sentences, and what was once mistaken."""

from pathlib import Path

import pytest

from builders import TESTS
from nhanrong.guarding import judge

# How many of a file's sentences are judged wrongly today: refused ones that pass, harmless ones that do not.
WRONG = {
    "sentences.tsv": (6, 4),
    "more-sentences.tsv": (0, 0),
    "further-sentences.tsv": (2, 0),
}


def found(text: str) -> list[tuple[str, str]]:
    """What is refused in a text: codes and the words."""
    return [(one.code, text[one.start : one.end]) for one in judge(text)]


@pytest.mark.parametrize("path", sorted(TESTS.glob("guard/*.tsv")), ids=lambda path: path.stem)
def test_of_each_file_no_more_sentences_are_judged_wrongly_than_known(path: Path) -> None:
    rows = [line.split("\t") for line in path.read_text("utf-8").splitlines()]
    wrong = [(verdict, text) for verdict, _, text in rows if bool(judge(text)) != (verdict == "refused")]
    missed = [text for verdict, text in wrong if verdict == "refused"]
    alarms = [text for verdict, text in wrong if verdict == "passed"]
    assert (len(missed), len(alarms)) == WRONG[path.name], (missed, alarms)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("máy bàn 0901234567/0987654321", [("NR701", "0901234567"), ("NR701", "0987654321")]),
        ("Theo Quyết định 0901234567/2021", []),
        ("sđt 09l2 34S 67B", [("NR701", "09l2 34S 67B")]),
        ("Số máy 09 mười hai, ba bốn năm, sáu bảy tám", [("NR701", "09 mười hai, ba bốn năm, sáu bảy tám")]),
        ("Bác Hòa nuôi bò", [("NR709", "Bác Hòa")]),
        ("Giống đem từ Bắc Hòa", []),
        ("Lý Thanh Tùng, thôn 3", [("NR709", "Lý Thanh Tùng")]),
        ("Xã Lý Thành và xã Thanh Tùng", []),
        ("Chi hội trưởng Phan Thị Hà", [("NR709", "Phan Thị Hà")]),
        ("Chi hội Phan Thị Hà", []),
        ("Nhận giống: Đặng Văn Hùng", [("NR709", "Đặng Văn Hùng")]),
        ("Nguyễn V. H. tham gia", [("NR709", "Nguyễn V. H")]),
        ("già làng K Tèo", [("NR709", "K Tèo")]),
        ("Bón thêm phân K Nga", []),
        ("Đoàn Thanh niên Cộng sản Hồ Chí Minh", []),
        ("Chủ vườn thu tiền bán kén mỗi lứa một lần.", []),
        ("chủ vườn vay Ngân hàng Chính sách 50 triệu đồng", [("NR710", "chủ vườn vay Ngân hàng Chính sách 50 triệu")]),
        ("Chủ hộ vay tối đa 100 triệu đồng", []),
        ("dân tộc: Tày", [("NR710", "dân tộc: Tày")]),
        ("Dân tộc: Kinh, Tày, Mạ", []),
        ("nữ: 2, nam: 20", [("NR711", ": 2")]),
        ("1/4 hộ là hộ nghèo", []),
    ],
)
def test_what_was_once_mistaken(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text) == expected
