"""What the guard refuses and lets pass: whole files of sentences, and what was once mistaken."""

import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import SMALL, TESTS
from nhanrong import site
from nhanrong.guarding import judge, judge_all

# How many of a file's sentences are judged wrongly today: refused ones that pass, harmless ones that do not.
WRONG = {
    "sentences.tsv": (4, 0),
    "more-sentences.tsv": (0, 0),
    "further-sentences.tsv": (0, 0),
    "outside-sentences.tsv": (1, 0),
    "fresh-sentences.tsv": (2, 0),
}
_ROWS = [
    line.split("\t") for path in sorted(TESTS.glob("guard/*.tsv")) for line in path.read_text("utf-8").splitlines()
]


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
        ("ba ba gai đẻ trên cát", []),
        ("nuoi ba ba trong ao", []),
        ("Đánh dấu mật cây giống, ghi sổ mật mỗi tuần", []),
        ("Báo cáo số 7/BC-HU (mật)", [("NR712", "Báo cáo số 7/BC-HU (mật)")]),
        ("Các bác lớn tuổi vay vốn trồng rừng, đã trả hết nợ năm 2017", []),
        ("Chị em trong tổ vay vốn 2 triệu mỗi người", []),
        ("Hộ thoát nghèo kéo nhau vào tổ vay vốn, hộ ở thôn 3 làm theo", []),
        ("Năm 2020, đường lô được rải đá; lô 1, đường Hậu Giang còn đất", []),
        ("125, đường Hùng Vương", [("NR708", "125, đường Hùng")]),
        ("Hộ ở 12 Lê Lợi", [("NR708", "12 Lê Lợi")]),
        ("Bằng vốn nhà đầu vụ; ruộng cạnh nhà sát đồi", []),
        ("Sau lũ An Sinh năm 2021", []),
        ("Xã Ba Lế khi mưa, lưới Hồ Đá", []),
        ("Ở thôn 4, Ngạc Mạnh Đăng mở xưởng", [("NR709", "Ngạc Mạnh Đăng")]),
        ("Ở thôn Lê Lợi, 12 hộ nuôi bò", []),
        ("Bí thư Đảng ủy xã Doãn Xuân Khởi cho biết", [("NR709", "Doãn Xuân Khởi")]),
        ("Xã Doãn Xuân Khởi", []),
        ("Xồng Thị Ỷ dệt vải", [("NR709", "Xồng Thị Ỷ")]),
        ("Chợ Văn Thánh, cầu Thị Nghè", []),
        ("Hai Lượm trồng rau muống", [("NR709", "Hai Lượm")]),
        ("vườn c Hằng", [("NR709", "c Hằng")]),
        ("Phụ trách: Toàn, Nhung", [("NR709", "Toàn")]),
        ("Phụ trách: Toàn bộ tổ", []),
        ("ho-ong-nguyen-van-luat-nuoi-ba-ba", [("NR709", "ong-nguyen-van-luat")]),
        ("gao-o-thi-tran-van-gia-nam-2020", []),
        ("Lê Văn Tám bán 20 con bò", [("NR709", "Lê Văn Tám")]),
        ("Lê Văn Tám là tên trường", []),
        ("so_tai_khoan: 5400205123456", [("NR703", "5400205123456")]),
        ("dan_toc: Mạ", [("NR710", "dan_toc: Mạ")]),
        ("0977 một hai ba 456", [("NR701", "0977 một hai ba 456")]),
        ("Lô giống 0905-2024-01", []),
        ("Chị được hỗ trợ vì là hộ nghèo", [("NR710", "nghèo")]),
        ("Chị hỗ trợ hộ nghèo", []),
        ("Anh tập trung ghép, chị học cách ủ, ông thường thăm vườn", []),
        ("anh đào nở, anh thắng trồng dâu", [("NR709", "anh thắng")]),
        ("anh hoc cach ghep", []),
        ("vàng thị dợ bán rau", [("NR709", "vàng thị dợ")]),
        ("ổi Lê Đài Loan", []),
    ],
)
def test_what_was_once_mistaken(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text) == expected


def test_many_texts_together_are_judged_as_each_alone() -> None:
    texts = [text for _, _, text in _ROWS]
    together: list[list[object]] = [[] for _ in texts]
    for number, one in judge_all(texts):
        together[number].append(one)
    assert together == [judge(text) for text in texts]


@given(st.lists(st.one_of(st.sampled_from([text for _, _, text in _ROWS]), st.text(max_size=30)), max_size=6))
def test_any_texts_together_are_judged_as_each_alone(texts: list[str]) -> None:
    assert judge_all(texts) == [(number, one) for number, text in enumerate(texts) for one in judge(text)]


@pytest.mark.parametrize("before", ["¶ ", "¶", "¶" * 8, "¶" * 8 + "\n", "Một câu lành.\n¶ ", "\n\n", "\t", "\u2028"])
def test_no_sign_before_a_line_hides_it(before: str) -> None:
    for text, code in (("Gọi ông Nguyễn Văn Hùng", "NR709"), ("SĐT 0912 345 678", "NR701"), ("TỐI MẬT", "NR712")):
        assert code in {one.code for one in judge(before + text)}, text


def test_a_line_that_is_no_record_is_looked_at_too(tmp_path: Path) -> None:
    shutil.copytree(SMALL / "models_data", tmp_path / "models_data")
    ledger = tmp_path / "models_data/replications/2025-07-01/90011.yml"
    line = '- id: "dong-hong"\n  subject: "thu-a"\n  note: "Gọi ông Nguyễn Văn Hùng, 0912 345 678."\n'
    ledger.write_text(ledger.read_text("utf-8") + line, "utf-8")
    codes = {problem.code for problem in site.read(tmp_path)[1]}
    assert {"NR201", "NR701", "NR709"} <= codes
