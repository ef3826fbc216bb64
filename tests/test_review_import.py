"""Answered sheets come back: every fault is told at its cell, good ones become lines, what was there stays."""

import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from builders import SMALL
from filled_sheets import HEAD, fill, fill_file
from nhanrong.cli import main
from nhanrong.records.vocabulary import State
from nhanrong.review.choices import offered

DAY = ("--as-of", "2026-11-23")
TWO = "phieu-90002-thu-hai-moi.xlsx"
SIX = "phieu-90006-thu-sau-chin.xlsx"
ELEVEN = "phieu-90011-thu-muoi-mot.xlsx"


@pytest.fixture(scope="module")
def sheets(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The empty sheets of the miniature base, written by the command."""
    folder = tmp_path_factory.mktemp("phieu")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(SMALL)
        assert run("review-sheet", "export", str(folder), *DAY).exit_code == 0
    return folder


@pytest.fixture
def base(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the miniature base, the working directory."""
    shutil.copytree(SMALL / "models_data", tmp_path / "models_data")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments: str) -> Result:
    result = CliRunner().invoke(main, arguments)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    assert "Traceback" not in result.output
    return result


def taken_in(*paths: str, day: str = "2026-11-23") -> Result:
    return run("review-sheet", "import", *paths, "--as-of", day)


def state_of(base: Path) -> dict[str, bytes]:
    folder = base / "models_data"
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def ledger_of(base: Path, code: str) -> str:
    return (base / f"models_data/replications/2025-07-01/{code}.yml").read_text("utf-8")


def test_answers_become_lines_below_what_was_there(base: Path, sheets: Path) -> None:
    before = ledger_of(base, "90002")
    fill_file(
        sheets / TWO,
        base / "in" / TWO,
        {"B10": "Còn làm", "C10": 5, "B11": "Làm thử", "C11": "2", "G11": "19/11/2026", "H11": "2", "J11": "Có"},
    )
    result = taken_in("in")
    assert result.exit_code == 0, result.output
    assert ledger_of(base, "90002") == before + (
        '- id: "90002-thu-a-2026-11-20"\n'
        '  subject: "thu-a"\n'
        "  state: sustained\n"
        "  recorded_on: 2026-11-23\n"
        "  evidence: C\n"
        "  sources:\n"
        '    - "phieu-ra-soat-90002-ngay-2026-11-20"\n'
        "  date: 2026-11-20\n"
        "  households: 5\n"
        "  check:\n"
        "    level: 3\n"
        '    role: "Cán bộ Hội Nông dân xã (bịa)"\n'
        "    day: 2026-11-20\n"
        "    same_as_reporter: false\n"
        '- id: "90002-thu-b-2026-11-19"\n'
        '  subject: "thu-b"\n'
        "  state: trial\n"
        "  recorded_on: 2026-11-23\n"
        "  evidence: D\n"
        "  sources:\n"
        '    - "phieu-ra-soat-90002-ngay-2026-11-20"\n'
        "  date: 2026-11-19\n"
        "  households: 2\n"
        "  check:\n"
        "    level: 2\n"
        '    role: "Cán bộ Hội Nông dân xã (bịa)"\n'
        "    day: 2026-11-19\n"
        "    same_as_reporter: true\n"
    )
    assert (base / "models_data/sources/phieu-ra-soat-90002-ngay-2026-11-20.yml").read_text("utf-8") == (
        'id: "phieu-ra-soat-90002-ngay-2026-11-20"\n'
        "kind: minutes\n"
        'title: "Phiếu rà soát ngày 20/11/2026 của xã Thử Hai Mới"\n'
        "date: 2026-11-20\n"
        'kept_at: "Văn phòng Hội thử (bịa để kiểm thử)"\n'
        "evidence: C\n"
    )
    assert run("check").exit_code == 0
    written = ("replications/2025-07-01/90002.yml", "sources/phieu-ra-soat-90002-ngay-2026-11-20.yml")
    assert run("format", "--check", *(f"models_data/{name}" for name in written)).exit_code == 0


def test_an_ending_has_its_reason_and_a_reduction_too(base: Path, sheets: Path) -> None:
    cells = {"B10": "ngừng", "D10": "b", "E10": "Giống đắt quá.\nNên đặt trước.", "B11": "Giảm", "D11": "Thiếu vốn"}
    fill_file(sheets / TWO, base / TWO, cells)
    assert taken_in(TWO).exit_code == 0
    text = ledger_of(base, "90002")
    assert "  reason: input_price\n  learnt: |-\n    Giống đắt quá.\n    Nên đặt trước.\n" in text
    assert "  state: reduced\n" in text
    assert "  reason: capital\n" in text


def test_absent_is_recorded_with_who_looked_and_unknown_is_not_recorded(base: Path, sheets: Path) -> None:
    fill_file(sheets / TWO, base / TWO, {"B10": "Chưa rõ", "B11": "Không có"}, HEAD | {"B6": "1 chi hội xác nhận"})
    result = taken_in(TWO)
    assert "đã ghi 1 dòng" in result.output
    assert "Còn 1 dòng chưa rõ: Mô hình thử A (bịa để kiểm thử)." in result.output
    new = ledger_of(base, "90002").split("- id: ")[-1]
    assert "state: absent" in new
    assert "level: 1" in new
    assert "evidence: D" in new


def test_a_sheet_of_nothing_but_unknown_records_nothing(base: Path, sheets: Path) -> None:
    before = state_of(base)
    fill_file(sheets / TWO, base / TWO, {"B10": "Chưa rõ"}, {})
    result = taken_in(TWO)
    assert result.exit_code == 0
    assert "Phiếu không có câu trả lời nào để ghi vào sổ." in result.output
    assert state_of(base) == before


def test_a_commune_that_was_asked_nothing_may_have_nothing_to_say(base: Path) -> None:
    day = ("--as-of", "2018-01-01")
    assert run("review-sheet", "export", "ra", "--list", "2025-06-30", "--communes", "90001", *day).exit_code == 0
    result = taken_in("ra/phieu-90001-thu-mot.xlsx")
    assert result.exit_code == 0
    assert result.stdout.endswith("1 phiếu: đã ghi 0 dòng vào sổ; 0 dòng đã nhập từ trước.\n")


def test_what_nobody_told_before_is_told_by_who_looked(base: Path, sheets: Path) -> None:
    cells = {
        "A12": "Cách làm thử A (bịa để kiểm thử) (cach-a)",
        "B12": "Đã áp dụng",
        "A13": "thu-c",
        "B13": "Làm thử",
        "F13": "Tổ mới\n(bịa)",
        "J13": "Không",
    }
    fill_file(sheets / TWO, base / TWO, cells)
    assert taken_in(TWO).exit_code == 0
    first, second = ledger_of(base, "90002").split("- id: ")[-2:]
    assert 'subject: "cach-a"' in first
    assert "state: applied" in first
    assert "same_as_reporter: true" in first
    assert 'group: "Tổ mới (bịa)"' in second
    assert "same_as_reporter: false" in second


def test_the_same_sheet_again_adds_nothing_whatever_the_day(base: Path, sheets: Path) -> None:
    fill_file(sheets / TWO, base / TWO, {"B10": "Còn làm", "B11": "Đã áp dụng"})
    assert taken_in(TWO).exit_code == 0
    once = state_of(base)
    result = taken_in(TWO, day="2026-12-24")
    assert result.exit_code == 0
    assert "Phiếu này đã nhập từ trước, không ghi thêm." in result.output
    assert "đã ghi 0 dòng vào sổ; 2 dòng đã nhập từ trước." in result.output
    assert state_of(base) == once


def test_a_sheet_that_is_answered_further_adds_only_what_is_new(base: Path, sheets: Path) -> None:
    fill_file(sheets / TWO, base / TWO, {"B10": "Còn làm", "B11": "Chưa rõ"})
    assert taken_in(TWO).exit_code == 0
    fill_file(sheets / TWO, base / TWO, {"B10": "Còn làm", "B11": "Không có"})
    assert "đã ghi 1 dòng vào sổ; 1 dòng đã nhập từ trước." in taken_in(TWO).output


def test_a_file_that_is_indented_or_ends_with_a_comment_keeps_its_bytes(base: Path, sheets: Path) -> None:
    path = base / "models_data/replications/2025-07-01/90002.yml"
    indented = "".join(f"  {line}\n" for line in path.read_text("utf-8").splitlines()) + "# Hết.\n"
    path.write_text(indented, "utf-8")
    fill_file(sheets / TWO, base / TWO, {"B10": "Còn làm"})
    assert taken_in(TWO).exit_code == 0
    assert path.read_text("utf-8").startswith(indented + '  - id: "90002-thu-a-2026-11-20"\n    subject: "thu-a"\n')


def test_many_communes_at_once_each_with_its_own_result(base: Path, sheets: Path) -> None:
    fill_file(sheets / TWO, base / "in" / TWO, {"B10": "Còn làm", "C10": 4})
    fill_file(sheets / ELEVEN, base / "in" / ELEVEN, {"B10": "Đã áp dụng", "C10": 3}, HEAD | {"B7": "Có"})
    result = run("review-sheet", "import", "in", *DAY, "--results", "ra")
    assert result.exit_code == 0, result.output
    files = sorted(path.name for path in (base / "ra").iterdir())
    assert files == ["ket-qua-90002-thu-hai-moi.txt", "ket-qua-90011-thu-muoi-mot.txt"]
    two, eleven = ((base / "ra" / name).read_text("utf-8") for name in files)
    assert "- Mô hình thử A (bịa để kiểm thử): duy trì sau hỗ trợ, 4 hộ (trước ghi 2)\n" in two
    assert "  Người xem không phải người báo.\n" in two
    assert "Mô hình thử A (bịa để kiểm thử): làm thử, trình diễn → đang làm\n" in eleven
    assert "nên chưa tính là đã kiểm tra thực tế" in eleven
    # the second commune is new, the first was counted before
    assert "đã ghi nhận 1/7 → 2/7; đang làm 1/7 → 2/7" in eleven
    assert "Trang của xã: https://kho-thu.example/nhan-rong/xa/2025-07-01/90011/" in eleven
    assert eleven.endswith("Chỗ nào ghi sai xin nhắn lại.\n")
    again = run("review-sheet", "import", "in", *DAY, "--results", "ra")
    assert again.exit_code == 0
    assert (base / "ra" / files[0]).read_text("utf-8") == two, "a result is never written over"
    assert (base / "ra" / "ket-qua-90002-thu-hai-moi-2.txt").exists()


def test_a_dry_run_shows_the_lines_and_writes_nothing(base: Path, sheets: Path) -> None:
    before = state_of(base)
    fill_file(sheets / TWO, base / TWO, {"B10": "Còn làm"})
    result = run("review-sheet", "import", TWO, *DAY, "--dry-run", "--results", "ra")
    assert result.exit_code == 0
    assert '+ - id: "90002-thu-a-2026-11-20"' in result.output
    assert "sẽ ghi 1 dòng" in result.output
    assert "\nSẽ ghi 1 dòng vào sổ:\n" in result.output
    assert "đã ghi" not in result.output.lower()
    assert state_of(base) == before
    assert not (base / "ra").exists()


def test_an_answer_saved_as_another_kind_of_file_is_not_passed_over(base: Path, sheets: Path) -> None:
    before = state_of(base)
    fill_file(sheets / TWO, base / "in" / TWO, {"B10": "Còn làm"})
    (base / "in" / "phieu-90011.XLS").write_bytes(b"\xd0\xcf\x11\xe0")
    (base / "in" / "anh-chup.jpg").write_bytes(b"")
    result = taken_in("in")
    assert result.exit_code == 1
    assert "in/phieu-90011.XLS: NR841 tệp có mật khẩu, hoặc là Excel kiểu cũ (.xls)" in result.output
    assert "anh-chup" not in result.output
    assert state_of(base) == before


def test_results_that_cannot_be_written_are_told_before_anything_is_recorded(base: Path, sheets: Path) -> None:
    before = state_of(base)
    fill_file(sheets / TWO, base / TWO, {"B10": "Còn làm"})
    result = run("review-sheet", "import", TWO, *DAY, "--results", f"{TWO}/ra")
    assert result.exit_code == 1
    assert f"không ghi được vào {TWO}/ra." in result.output
    assert state_of(base) == before


@pytest.mark.parametrize(
    ("cells", "said", "hint"),
    [
        ({}, "B10: NR855 phiếu chưa trả lời hàng nào", "Ở cột “Nay thế nào”, mỗi hàng chọn một câu trả lời."),
        (
            {"B10": "Còn làm, Giảm"},
            "B10: NR847 có hai câu trả lời: “Còn làm, Giảm”",
            "Chọn một trong: Còn làm; Giảm; Ngừng; Không có; Chưa rõ.",
        ),
        (
            {"B10": "Vẫn làm thử"},
            "B10: NR847 hàng này không có câu trả lời “Vẫn làm thử”",
            "Chọn một trong: Còn làm; Giảm; Ngừng; Không có; Chưa rõ.",
        ),
        ({"C10": 4}, "B10: NR847 hàng có ghi mà chưa chọn “Nay thế nào”", "Chọn một câu trả lời."),
        (
            {"B10": "Giảm"},
            "D10: NR848 giảm, ngừng, tạm dừng mà chưa ghi lý do",
            "Chọn một lý do; không rõ thì chọn “Lý do khác”.",
        ),
        (
            {"B10": "Ngừng", "D10": "A"},
            "E10: NR848 ngừng mà chưa ghi rút ra điều gì",
            "Một câu cho người làm sau, ví dụ vì sao ngừng, nên tránh gì.",
        ),
        (
            {"B10": "Còn làm", "D10": "A"},
            "D10: NR849 có lý do mà không giảm, không ngừng",
            "Xóa lý do, hoặc chọn “Giảm”, “Ngừng”.",
        ),
        (
            {"B10": "Còn làm", "B4": None},
            "B4: NR848 thiếu ai xem",
            "Trả lời ở đầu phiếu; hàng nào khác thì ghi ở các cột cuối.",
        ),
        (
            {"B10": "Còn làm", "B5": None},
            "B5: NR848 thiếu ngày xem",
            "Trả lời ở đầu phiếu; hàng nào khác thì ghi ở các cột cuối.",
        ),
        (
            {"B10": "Không có", "B6": None},
            "B6: NR848 thiếu xem bằng cách nào",
            "Trả lời ở đầu phiếu; hàng nào khác thì ghi ở các cột cuối.",
        ),
        (
            {"B10": "Còn làm", "B7": None},
            "B7: NR848 thiếu câu 4",
            "Trả lời ở đầu phiếu; hàng nào khác thì ghi ở các cột cuối.",
        ),
        (
            {"B10": "Còn làm", "B6": "đi ngang"},
            "B6: NR850 “đi ngang” không có trong danh sách",
            "Chọn một trong: 1 chi hội xác nhận; 2 Hội Nông dân xã; 3 thực địa; 4 độc lập.",
        ),
        (
            {"B10": "Còn làm", "B5": "tuần trước"},
            "B5: NR850 “tuần trước” không phải ngày tháng",
            "Viết 2022, 08/2022, 10/08/2022 hoặc 2019–2022.",
        ),
        (
            {"B10": "Còn làm", "B5": "11/2026"},
            "B5: NR850 “11/2026” chưa đủ ngày, tháng, năm",
            "Viết đủ, ví dụ 10/08/2022.",
        ),
        (
            {"B10": "Còn làm", "B5": "24/11/2026"},
            "B5: NR850 ngày xem 24/11/2026 chưa tới; hôm nay là 23/11/2026",
            "Xem lại ngày xem.",
        ),
        (
            {"B10": "Còn làm", "G10": "30/3/2026"},
            "G10: NR850 ngày xem 30/3/2026 không sau lần ghi nhận đang có (tháng 3/2026)",
            "Xem lại ngày xem.",
        ),
        (
            {"B11": "Không có", "B5": "30/6/2025"},
            "B5: NR850 ngày xem 30/6/2025 trước khi danh mục 2025-07-01 có hiệu lực (01/7/2025)",
            "Xem lại ngày xem.",
        ),
        ({"B10": "Còn làm", "C10": -3}, "C10: NR851 số hộ âm: -3", "Không biết thì để trống."),
        (
            {"B10": "Còn làm", "C10": "vài"},
            "C10: NR851 “vài” không phải số hộ",
            "Chỉ ghi chữ số, ví dụ 22000 hoặc 22.000.",
        ),
        (
            {"B10": "Còn làm", "C10": 1.234},  # a decimal, however it looks
            "C10: NR851 “1,234” không phải số hộ",
            "Chỉ ghi chữ số, ví dụ 22000 hoặc 22.000.",
        ),
        (
            {"B10": "Còn làm", "C10": 2.5},
            "C10: NR851 “2,5” không phải số hộ",
            "Chỉ ghi chữ số, ví dụ 22000 hoặc 22.000.",
        ),
        ({"B10": "Còn làm", "C10": 10**12}, "C10: NR851 số hộ quá lớn: 1000000000000", "Chỉ ghi số hộ của xã này."),
        ({"B10": "Còn làm", "C10": 0}, "C10: NR851 còn làm mà ghi 0 hộ", "Không biết số hộ thì để trống."),
        (
            {"B10": "Không có", "C10": 3},
            "C10: NR851 câu trả lời này không đi với 3 hộ",
            "Còn hộ làm thì chọn “Giảm”; không thì để trống số hộ.",
        ),
        ({"B10": '=IF(1,"Còn làm","")', "C10": 3}, "B10: NR846 ô có công thức", "Gõ giá trị, không dùng công thức."),
        ({"B10": "Còn làm", "B4": "=A1"}, "B4: NR846 ô có công thức", "Gõ giá trị, không dùng công thức."),
        ({"B10": "#REF!"}, "B10: NR846 ô có lỗi Excel #REF!", "Gõ lại giá trị."),
        ({"B12": "Làm thử"}, "A12: NR852 có câu trả lời mà chưa chọn mô hình, cách làm", "Chọn trong danh sách."),
        (
            {"A12": "Mô hình trên trời", "B12": "Làm thử"},
            "A12: NR852 kho không có mô hình, cách làm “Mô hình trên trời”",
            "Chưa có trong kho thì gửi mô hình mới trước.",
        ),
        (
            {"A12": "thu-a", "B12": "Làm thử"},
            "A12: NR852 sổ của xã đã có “Mô hình thử A (bịa để kiểm thử)”",
            "Trả lời ở hàng của nó; phiếu không có hàng ấy thì xuất lại phiếu. Nhóm khác thì ghi tên nhóm.",
        ),
        (
            {"A12": "cach-a", "B12": "Làm thử", "A13": "cach-a", "B13": "Giảm", "D13": "A"},
            "A13: NR852 mô hình này đã trả lời ở hàng 12",
            "Mỗi mô hình một hàng; nhiều nhóm thì ghi tên từng nhóm ở cột Nhóm.",
        ),
        (
            {"B10": "Còn làm", "K10": "khong-co"},
            "A10: NR852 kho không có mô hình, cách làm “khong-co”",
            "Xuất lại phiếu.",
        ),
        (
            {"B10": "Còn làm", "N10": "a-lac"},
            "A10: NR853 sổ không có lần ghi nhận “a-lac” mà phiếu hỏi",
            "Phiếu của kho khác hoặc đã bị sửa; xuất lại phiếu.",
        ),
        (
            {"B10": "Còn làm", "M10": "applied"},
            (
                "B10: NR853 sổ đã đổi từ khi in phiếu: nay sổ ghi duy trì sau hỗ trợ tháng 3/2026, 2 hộ"
                ", theo Hội Nông dân xã Thử Bốn, cán bộ kỹ thuật thử (không phải người báo) xem 15/3/2026"
            ),
            "Xuất lại phiếu của xã rồi hỏi lại hàng này.",
        ),
        (
            {"B10": "Còn làm", "A1": "Phiếu rà soát xã Thử Một"},
            "A1: NR844 phiếu của xã Thử Hai Mới (2025-07-01/90002) mà đầu phiếu ghi “Phiếu rà soát xã Thử Một”",
            "Mỗi xã điền phiếu của mình; đừng sửa tên xã trên phiếu của xã khác.",
        ),
        ({"B10": "Còn làm", "I10": "x" * 301}, "I10: NR847 dài 301 ký tự, tối đa 300", "Viết gọn lại."),
    ],
)
def test_a_fault_is_told_at_its_cell_and_nothing_is_written(
    base: Path, sheets: Path, cells: Mapping[str, Any], said: str, hint: str
) -> None:
    before = state_of(base)
    fill_file(sheets / TWO, base / TWO, HEAD | dict(cells))
    result = taken_in(TWO)
    assert (result.exit_code, result.stderr) == (
        1,
        f"{TWO} – Phiếu!{said}\n    → {hint}\n1 chỗ phải sửa; chưa ghi gì.\n",
    )
    assert state_of(base) == before


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ({"_phieu!B1": "7"}, "NR843 phiếu theo mẫu 7, nay dùng mẫu 1"),
        ({"_phieu!B4": "99999"}, "NR844 kho này không có đơn vị 2025-07-01/99999"),
        ({"_phieu!B2": "gì đó"}, "NR842 phần máy đọc của phiếu đã hỏng"),
        ({"_phieu!B5": "hôm nay"}, "NR842 phần máy đọc của phiếu đã hỏng"),
    ],
)
def test_a_sheet_that_is_not_ours_is_told_as_a_file(base: Path, sheets: Path, cells: dict[str, str], said: str) -> None:
    fill_file(sheets / TWO, base / TWO, cells)
    result = taken_in(TWO)
    assert result.exit_code == 1
    assert result.stderr.startswith(f"{TWO}: {said}\n    → ")


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "không đọc được như một tệp Excel"),
        (b"PK\x03\x04 not really", "không đọc được như một tệp Excel"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "tệp có mật khẩu, hoặc là Excel kiểu cũ (.xls)"),
        (b"%PDF-1.7", "không đọc được như một tệp Excel"),
        (b"x" * (5 * 2**20 + 1), "tệp lớn hơn 5 MB"),
    ],
)
def test_a_file_that_is_no_workbook_is_refused(base: Path, data: bytes, said: str) -> None:
    (base / "a.xlsx").write_bytes(data)
    result = taken_in("a.xlsx")
    assert result.exit_code == 1
    assert result.stderr.startswith(f"a.xlsx: NR841 {said}\n    → ")


def test_a_stray_cell_far_below_is_told_as_that(base: Path, sheets: Path) -> None:
    fill_file(sheets / TWO, base / "a.xlsx", {"B10": "Còn làm", "A900000": "x"})
    assert taken_in("a.xlsx").stderr.startswith("a.xlsx: NR842 phiếu có hơn 2000 hàng\n    → Xóa các hàng thừa")


def test_a_table_in_another_workbook_is_refused(base: Path, sheets: Path) -> None:
    from openpyxl import load_workbook

    book = load_workbook(sheets / TWO)
    del book["_phieu"]
    book.save(base / "a.xlsx")
    assert taken_in("a.xlsx").stderr.startswith("a.xlsx: NR842 không phải phiếu do kho này xuất ra\n")


def test_a_missing_file_and_an_empty_folder_are_told(base: Path) -> None:
    (base / "in").mkdir()
    assert taken_in("in", "b.xlsx").stderr == (
        "b.xlsx: NR841 không mở được tệp\n    → Xem lại tên tệp và quyền đọc.\n"
        "in: NR841 thư mục không có tệp .xlsx nào\n    → Xem lại thư mục.\n"
        "2 chỗ phải sửa; chưa ghi gì.\n"
    )


def test_the_same_commune_twice_is_refused(base: Path, sheets: Path) -> None:
    for name in ("mot.xlsx", "hai.xlsx"):
        fill_file(sheets / TWO, base / "in" / name, {"B10": "Còn làm"})
    assert taken_in("in").stderr.startswith("in/mot.xlsx: NR845 xã này đã có phiếu in/hai.xlsx\n")


def test_all_faults_of_all_sheets_are_told_at_once_and_the_good_sheet_waits(base: Path, sheets: Path) -> None:
    before = state_of(base)
    fill_file(sheets / TWO, base / "in" / TWO, {"B10": "Còn làm", "C10": 0, "B11": "Giảm"})
    fill_file(sheets / SIX, base / "in" / SIX, {"B10": "lạ"})
    fill_file(sheets / ELEVEN, base / "in" / ELEVEN, {"B10": "Vẫn làm thử"})
    lines = [line for line in taken_in("in").stderr.splitlines() if not line.startswith(" ")]
    assert [line.split(" ")[0] + line.split("!")[1][:10] for line in lines[:-1]] == [
        f"in/{TWO}C10: NR851",
        f"in/{TWO}D11: NR848",
        f"in/{SIX}B10: NR847",
    ]
    assert state_of(base) == before


def test_a_sheet_that_was_entered_and_then_changed_is_refused(base: Path, sheets: Path) -> None:
    fill_file(sheets / TWO, base / TWO, {"B10": "Còn làm"})
    assert taken_in(TWO).exit_code == 0
    before = state_of(base)
    fill_file(sheets / TWO, base / TWO, {"B10": "Còn làm", "C10": 9})
    assert taken_in(TWO).stderr.startswith(
        f"{TWO} – Phiếu!B10: NR854 phiếu này đã nhập, nay hàng này trả lời khác\n"
        "    → Sửa bằng một dòng đính chính (supersedes) trong sổ của xã.\n"
    )
    assert state_of(base) == before


def test_a_fault_that_the_checks_find_is_told_at_its_cell(base: Path, sheets: Path) -> None:
    before = state_of(base)
    fill_file(sheets / TWO, base / TWO, {"B11": "Làm thử", "I11": "Cán bộ xã, nhà 0912 345 678"})
    result = taken_in(TWO)
    assert result.exit_code == 1
    assert result.stderr.startswith(f"{TWO} – Phiếu!I11: NR701")
    assert state_of(base) == before


def test_a_name_in_the_head_is_told_there_once(base: Path, sheets: Path) -> None:
    fill_file(
        sheets / TWO,
        base / TWO,
        {"B4": "Bà Nguyễn Thị Bịa", "B10": "Ngừng", "D10": "Thiếu vốn", "E10": "Hỏi số 0912 345 678."},
    )
    said = [line for line in taken_in(TWO).stderr.splitlines() if ": NR" in line]
    assert [line.partition("!")[2][:9] for line in said] == ["B4: NR709", "E10: NR70"]


def test_the_list_that_has_ended_takes_only_looks_of_its_time(base: Path) -> None:
    result = run("review-sheet", "export", "cu", "--list", "2025-06-30", "--communes", "thu bon", *DAY)
    assert result.stderr == "Danh mục 2025-06-30 đã hết hiệu lực: phiếu chỉ nhận việc đã xem đến 30/6/2025.\n"
    name = "cu/phieu-90004-thu-bon.xlsx"
    fill_file(base / name, base / name, {"B10": "Còn làm"})
    assert "sau khi danh mục 2025-06-30 hết hiệu lực (30/6/2025)" in taken_in(name).stderr
    fill_file(base / name, base / name, {"B10": "Còn làm", "B5": "30/6/2025"})
    assert taken_in(name).exit_code == 0


def test_a_sheet_that_may_be_filled_in_is_not_written_over(base: Path) -> None:
    assert run("review-sheet", "export", "ra", "--one-file", *DAY).exit_code == 0
    assert (base / "ra/phieu-2025-07-01.pdf").exists()
    assert run("review-sheet", "export", "ra", "--one-file", *DAY).exit_code == 0, "the same bytes are no loss"
    filled = fill_file(base / "ra" / TWO, base / "ra" / TWO, {"B10": "Còn làm"}).read_bytes()
    result = run("review-sheet", "export", "ra", "--one-file", *DAY)
    assert result.exit_code == 1
    assert f"ra/{TWO}: NR857 đã có tệp này, nội dung khác\n" in result.stderr
    assert (base / "ra" / TWO).read_bytes() == filled


@pytest.mark.usefixtures("base")
@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--list", "2020-01-01"), "không có danh mục “2020-01-01”. Các danh mục: 2025-06-30, 2025-07-01."),
        (("--communes", "nơi khác"), "danh mục 2025-07-01: không rõ “nơi khác” là xã nào. Ghi mã hoặc tên xã."),
        (("--subjects", "thu-aa"), "không có mô hình hay cách làm “thu-aa”. Có phải “thu-a”?"),
    ],
)
def test_wrong_use_is_told(arguments: tuple[str, ...], said: str) -> None:
    result = run("review-sheet", "export", "ra", *DAY, *arguments)
    assert result.exit_code == 2
    assert result.stderr.startswith(f"Lỗi: {said}\n")


@pytest.mark.parametrize("moves", range(4))
def test_an_import_that_is_stopped_half_way_leaves_all_as_it_was(
    base: Path, sheets: Path, monkeypatch: pytest.MonkeyPatch, moves: int
) -> None:
    before = state_of(base)
    fill_file(sheets / TWO, base / "in" / TWO, {"B10": "Còn làm"})
    fill_file(sheets / ELEVEN, base / "in" / ELEVEN, {"B10": "Đã áp dụng"})
    real, left = Path.replace, [moves]

    def replace(self: Path, target: Path) -> Path:
        if self.suffix == ".after":
            left[0] -= 1
            if left[0] < 0:
                raise OSError(28, "No space left on device")
        return real(self, target)

    monkeypatch.setattr(Path, "replace", replace)
    result = taken_in("in")
    assert result.exit_code == 1
    assert "NR922" in result.stderr
    monkeypatch.undo()
    assert state_of(base) == before


def _rows() -> st.SearchStrategy[dict[str, Any]]:
    answers = st.sampled_from([answer.value for answer in {*offered(State.SUSTAINED), *offered(State.REGISTERED)}])
    return st.fixed_dictionaries(
        {},
        optional={
            "B10": answers,
            "B11": answers,
            "C10": st.integers(-1, 30),
            "C11": st.sampled_from(["3", "1.000", "hai", ""]),
            "D10": st.sampled_from(["A", "M Lý do khác", "Z"]),
            "D11": st.sampled_from(["C", ""]),
            "E10": st.text(max_size=40).filter(str.isprintable),
            "E11": st.just("Bịa: rút ra điều này."),
            "G11": st.sampled_from(["1/11/2026", "2/2/2020", "x"]),
            "A12": st.sampled_from(["thu-c", "thu-a", "cach-b"]),
            "B12": st.sampled_from(["Làm thử", "Ngừng"]),
        },
    )


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(cells=_rows())
def test_whatever_is_answered_no_line_that_was_there_changes(
    tmp_path_factory: pytest.TempPathFactory, sheets: Path, cells: dict[str, Any]
) -> None:
    base = tmp_path_factory.mktemp("kho")
    shutil.copytree(SMALL / "models_data", base / "models_data")
    before = state_of(base)
    (base / TWO).write_bytes(fill((sheets / TWO).read_bytes(), cells))
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(base)
        result = taken_in(TWO)
    after = state_of(base)
    assert all(after[path].startswith(data) for path, data in before.items())
    if result.exit_code:
        assert after == before
