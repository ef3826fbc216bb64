"""Registers come back: slips become self-told lines or requests, every fault is told at its cell, no person is read."""

import io
import re
import shutil
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from openpyxl import load_workbook

from builders import SMALL
from filled_registers import Row, given_up, register, register_file, slip
from nhanrong.cli import main

DAY = ("--as-of", "2026-11-23")
EXPECTED = SMALL / "expected" / "slip-import.txt"
NAME, PHONE = "Người Bịa Để Thử", "0900 000 000"


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The empty register of the miniature base, written by the command."""
    folder = tmp_path_factory.mktemp("so")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(SMALL)
        assert run("slip", "export", str(folder), *DAY).exit_code == 0
    return folder / "so-tiep-nhan.xlsx"


@pytest.fixture
def base(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the miniature base, the working directory; what is private lies beside it."""
    shutil.copytree(SMALL / "models_data", tmp_path / "kho" / "models_data")
    monkeypatch.chdir(tmp_path / "kho")
    return tmp_path / "kho"


def run(*arguments: str) -> Result:
    result = CliRunner().invoke(main, arguments)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    assert "Traceback" not in result.output
    return result


def taken_in(*more: str, day: str = "2026-11-23") -> Result:
    return run("slip", "import", "../so.xlsx", "--as-of", day, *more)


def put(base: Path, empty: Path, rows: Sequence[Row], cells: dict[str, Any] | None = None) -> None:
    register_file(empty, base.parent / "so.xlsx", rows, cells)


def state_of(base: Path) -> dict[str, bytes]:
    folder = base / "models_data"
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


ROWS = (
    slip("Muốn học", "thu-a", households=4),
    slip("Muốn học", "thu-a", "Thử Hai Mới", "21/11/2026"),
    slip("Muốn đến xem", "thu-b", "90004", "2/10/2026"),
    slip("Đang làm", day="5/10/2026", seen="Có"),
    slip("Tôi đang làm", day="9/10/2026", seen="Chưa"),
    slip("Đang làm", "thu-a"),
    given_up(subject="thu-a"),
    given_up(unit="Thử Sáu Chín", reason="Dịch bệnh", learnt="Mua giống có kiểm dịch.\nĐừng mua vội."),
    slip("Đang làm", "thu-a", "Thử Mười Một"),
)


def test_slips_become_lines_and_requests(base: Path, empty: Path, *, bless: bool) -> None:
    put(base, empty, ROWS, {"Liên hệ!B5": NAME, "Liên hệ!C5": PHONE})
    found = "".join(f"{result.stdout}\n" for result in (taken_in("--dry-run"), taken_in()))
    if bless:
        EXPECTED.write_text(found, "utf-8")
    assert found == EXPECTED.read_text("utf-8"), "if the new text is right: pytest --bless"
    assert run("check").exit_code == 0
    written = ("replications/2025-07-01/90006.yml", "sources/so-tiep-nhan-thang-2026-10.yml")
    assert run("format", "--check", *(f"models_data/{name}" for name in written)).exit_code == 0


def test_a_dry_run_writes_nothing(base: Path, empty: Path) -> None:
    before = state_of(base)
    put(base, empty, ROWS)
    assert taken_in("--dry-run", "--requests", "../yc").exit_code == 0
    assert state_of(base) == before
    assert not (base.parent / "yc").exists()


@pytest.mark.parametrize("day", ["2026-11-23", "2026-12-24", "2030-01-01"])
def test_the_same_register_again_adds_nothing(base: Path, empty: Path, day: str) -> None:
    put(base, empty, ROWS)
    assert taken_in().exit_code == 0
    once = state_of(base)
    result = taken_in(day=day)
    assert "9 phiếu: đã ghi 0 dòng vào sổ;" in result.stdout
    assert state_of(base) == once


def test_a_register_that_goes_on_adds_only_what_is_new(base: Path, empty: Path) -> None:
    put(base, empty, ROWS)
    assert taken_in().exit_code == 0
    put(base, empty, [*ROWS, slip("Đang làm", "cach-b", "Thử Một"), slip("Đang làm")])
    result = taken_in()
    assert "11 phiếu: đã ghi 1 dòng vào sổ;" in result.stdout
    ledger = (base / "models_data/replications/2025-07-01/90001.yml").read_text("utf-8")
    assert 'sources:\n    - "so-tiep-nhan-thang-2026-11"\n' in ledger


def without_page_of_names(data: bytes) -> bytes:
    """The register with something in place of its page of names that no reader of workbooks can read."""
    book = load_workbook(io.BytesIO(data))
    number = book.sheetnames.index("Liên hệ") + 1
    result = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as parts, zipfile.ZipFile(result, "w") as changed:
        for name in parts.namelist():
            broken = name == f"xl/worksheets/sheet{number}.xml"
            changed.writestr(name, b"<worksheet><never closed" if broken else parts.read(name))
    return result.getvalue()


def test_the_page_of_names_is_never_looked_at(base: Path, empty: Path) -> None:
    """Whatever stands there, formulas, errors, private words, even what cannot be read: all is the same."""
    put(base, empty, ROWS)
    plain = taken_in("--dry-run")
    assert plain.exit_code == 0
    put(base, empty, ROWS, {"Liên hệ!B5": NAME, "Liên hệ!C5": PHONE, "Liên hệ!D5": "=1/0", "Liên hệ!A1": "#REF!"})
    assert taken_in("--dry-run").output == plain.output
    with pytest.raises(SyntaxError):
        load_workbook(io.BytesIO(without_page_of_names(empty.read_bytes())))
    (base.parent / "so.xlsx").write_bytes(without_page_of_names(register(empty.read_bytes(), ROWS)))
    assert taken_in("--dry-run").output == plain.output


def test_a_register_without_that_page_is_taken_too(base: Path, empty: Path) -> None:
    put(base, empty, ROWS)
    plain = taken_in("--dry-run")
    book = load_workbook(base.parent / "so.xlsx")
    del book["Liên hệ"]
    book.save(base.parent / "so.xlsx")
    assert taken_in("--dry-run").output == plain.output


def test_no_name_and_no_number_of_that_page_comes_out(base: Path, empty: Path) -> None:
    put(base, empty, ROWS, {"Liên hệ!B5": NAME, "Liên hệ!C5": PHONE})
    result = taken_in("--requests", "../yc")
    everything = result.output.encode() + b"".join(state_of(base).values())
    everything += b"".join(path.read_bytes() for path in (base.parent / "yc").iterdir())
    assert NAME.encode() not in everything
    assert PHONE.encode() not in everything


@pytest.mark.parametrize(
    ("row", "said", "hint"),
    [
        (slip(""), "E5: NR880 chưa ghi người gửi muốn gì", "Chọn một trong: Muốn học; Muốn đến xem; Đang làm; Đã bỏ."),
        (
            slip("Muốn học, Đang làm"),
            "E5: NR880 không hiểu “Muốn học, Đang làm”",
            "Chọn một trong: Muốn học; Muốn đến xem; Đang làm; Đã bỏ.",
        ),
        (slip("Đang làm", ""), "C5: NR878 chưa ghi mô hình, cách làm", "Chọn trong danh sách, hoặc gõ mã trên phiếu."),
        (
            slip("Đang làm", "trên trời"),
            "C5: NR878 kho không có mô hình, cách làm “trên trời”",
            "Chưa có trong kho thì gửi mô hình trước.",
        ),
        (slip("Đang làm", unit=None), "D5: NR879 chưa ghi xã", "Chọn trong danh sách, hoặc gõ tên xã."),
        (slip("Đang làm", unit="xa lắc"), "D5: NR879 không rõ “xa lắc” là xã nào", "Chọn trong danh sách."),
        (
            slip("Đang làm", unit="90010 – Xã Thử Mười (2025-06-30)"),
            "D5: NR879 không rõ “90010 – Xã Thử Mười (2025-06-30)” là xã nào",
            "Có phải 90010 – Xã Thử Mười (2025-07-01); 90011 – Xã Thử Mười Một (2025-07-01)?",
        ),
        (slip("Đang làm", day=None), "B5: NR881 chưa ghi ngày nhận", "Viết đủ, ví dụ 24/11/2026."),
        (slip("Đang làm", day="11/2026"), "B5: NR881 “11/2026” chưa đủ ngày, tháng, năm", "Viết đủ, ví dụ 10/08/2022."),
        (
            slip("Muốn học", day="24/11/2026"),
            "B5: NR881 ngày nhận 24/11/2026 chưa tới; hôm nay là 23/11/2026",
            "Xem lại ngày nhận.",
        ),
        (
            slip("Đang làm", day="30/6/2025"),
            "B5: NR881 ngày nhận 30/6/2025 trước khi danh mục 2025-07-01 có hiệu lực (01/7/2025)",
            "Xem lại ngày nhận.",
        ),
        (
            slip("Đang làm", households="vài"),
            "F5: NR882 “vài” không phải số hộ",
            "Chỉ ghi chữ số, ví dụ 22000 hoặc 22.000.",
        ),
        (
            slip("Muốn học", households=0),
            "F5: NR882 phiếu nào cũng có ít nhất một hộ gửi",
            "Không biết số hộ thì để trống.",
        ),
        (slip("Đang làm", households=-2), "F5: NR882 số hộ âm: -2", "Không biết thì để trống."),
        (
            given_up(reason=None),
            "H5: NR883 đã bỏ mà chưa ghi lý do",
            "Chọn một lý do; không rõ thì chọn “Lý do khác”.",
        ),
        (
            given_up(learnt=None),
            "I5: NR883 đã bỏ mà chưa ghi rút ra điều gì",
            "Hỏi người gửi một câu cho người làm sau, ví dụ nên tránh gì.",
        ),
        (
            slip("Đang làm", learnt="Tốt."),
            "I5: NR884 ô này chỉ dùng cho “Đã bỏ”",
            "Xóa ô này, hoặc chọn “Đã bỏ”.",
        ),
        (slip("Muốn học", reason="A"), "H5: NR884 ô này chỉ dùng cho “Đã bỏ”", "Xóa ô này, hoặc chọn “Đã bỏ”."),
        (slip("Đang làm", seen="hình như"), "J5: NR885 “hình như” không phải có hay không", "Ghi Có hoặc Không."),
        (slip("Đang làm", group="x" * 301), "G5: NR887 dài 301 ký tự, tối đa 300", "Viết gọn lại."),
        (slip('=IF(1,"Đang làm","")'), "E5: NR846 ô có công thức", "Gõ giá trị, không dùng công thức."),
        (given_up(learnt="=A1"), "I5: NR846 ô có công thức", "Gõ giá trị, không dùng công thức."),
        (given_up(reason="#REF!"), "H5: NR846 ô có lỗi Excel #REF!", "Gõ lại giá trị."),
    ],
)
def test_a_fault_is_told_at_its_cell_and_nothing_is_written(
    base: Path, empty: Path, row: Row, said: str, hint: str
) -> None:
    before = state_of(base)
    put(base, empty, [row, slip("Đang làm", "cach-b")])
    result = taken_in()
    assert (result.exit_code, result.stderr) == (
        1,
        f"../so.xlsx – Sổ tiếp nhận!{said}\n    → {hint}\n1 chỗ phải sửa; chưa ghi gì.\n",
    )
    assert state_of(base) == before


def test_a_reason_that_is_none_is_told_with_the_reasons(base: Path, empty: Path) -> None:
    put(base, empty, [given_up(reason="Chán")])
    said = taken_in().stderr
    assert said.startswith("../so.xlsx – Sổ tiếp nhận!H5: NR883 không có lý do “Chán”\n    → Chọn một trong: Đầu ra")


@pytest.mark.parametrize(
    ("row", "cell", "code"),
    [
        (given_up(learnt="Hỏi ông Nguyễn Văn Thử ở xóm trên, số 0912 345 678."), "I5", "NR701"),
        (given_up(learnt="Hỏi ông Nguyễn Văn Thử ở xóm trên, số 0912 345 678."), "I5", "NR709"),
        (slip("Đang làm", group="Nhóm của anh Trần Văn Bịa"), "G5", "NR709"),
    ],
)
def test_what_is_private_is_refused_at_the_cell_it_was_typed_in(
    base: Path, empty: Path, row: Row, cell: str, code: str
) -> None:
    before = state_of(base)
    put(base, empty, [row])
    result = taken_in()
    assert result.exit_code == 1
    assert f"../so.xlsx – Sổ tiếp nhận!{cell}: {code} " in result.stderr
    assert set(re.findall(r"!([A-Z]+\d+):", result.stderr)) == {cell}
    assert "345 678" not in result.output
    assert state_of(base) == before


def test_all_faults_of_all_registers_are_told_at_once(base: Path, empty: Path) -> None:
    register_file(empty, base.parent / "in" / "a.xlsx", [slip("lạ"), given_up(reason=None)])
    register_file(empty, base.parent / "in" / "b.xlsx", [slip("Đang làm", day=None)])
    (base.parent / "in" / "c.xlsx").write_bytes(b"%PDF-1.7")
    result = run("slip", "import", "../in", *DAY)
    assert [line.split(" ")[0] for line in result.stderr.splitlines() if "NR" in line] == [
        "../in/a.xlsx",
        "../in/a.xlsx",
        "../in/b.xlsx",
        "../in/c.xlsx:",
    ]
    assert "NR841 không đọc được như một tệp Excel" in result.stderr
    assert result.stderr.endswith("4 chỗ phải sửa; chưa ghi gì.\n")


def test_a_copy_of_a_register_beside_it_is_refused(base: Path, empty: Path) -> None:
    for name in ("a.xlsx", "b.xlsx"):
        register_file(empty, base.parent / "in" / name, [slip("Muốn học")])
    assert run("slip", "import", "../in", *DAY).stderr == (
        "../in/b.xlsx – Sổ tiếp nhận!E5: NR886 phiếu này cũng có ở ../in/a.xlsx – Sổ tiếp nhận!E5\n"
        "    → Giữ một sổ. Nếu là hai phiếu khác nhau thì nhập từng tệp một.\n"
        "1 chỗ phải sửa; chưa ghi gì.\n"
    )


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ({"_so!B1": "7"}, "NR876 sổ theo mẫu 7, nay dùng mẫu 1"),
        ({"_so!B2": "1999-01-01"}, "NR875 sổ theo danh mục xã “1999-01-01” mà kho này không có"),
    ],
)
def test_a_register_that_is_not_ours_is_told_as_a_file(
    base: Path, empty: Path, cells: dict[str, str], said: str
) -> None:
    put(base, empty, [slip("Muốn học")], cells)
    assert taken_in().stderr == (
        f"../so.xlsx: {said}\n    → Xuất sổ mới bằng nhanrong slip export rồi chép các hàng sang.\n"
        "1 chỗ phải sửa; chưa ghi gì.\n"
    )


def test_another_workbook_is_no_register(base: Path, empty: Path) -> None:
    book = load_workbook(empty)
    book["Sổ tiếp nhận"].title = "Trang tính 1"
    book.save(base.parent / "so.xlsx")
    assert taken_in().stderr.startswith("../so.xlsx: NR875 không phải sổ tiếp nhận do kho này xuất ra\n")


def test_a_stray_cell_far_below_is_told_as_that(base: Path, empty: Path) -> None:
    put(base, empty, [slip("Muốn học")], {"Sổ tiếp nhận!A900000": "x"})
    assert taken_in().stderr.startswith("../so.xlsx: NR875 sổ có hơn 5000 hàng\n    → Xóa các hàng thừa ở cuối trang")


def test_nothing_private_may_lie_in_the_base(base: Path, empty: Path) -> None:
    register_file(empty, base / "so.xlsx", [slip("Muốn học")])
    assert run("slip", "import", "so.xlsx", *DAY).stderr == (
        "so.xlsx: NR877 sổ tiếp nhận nằm trong kho\n"
        "    → Dời tệp ra ngoài thư mục của kho rồi nhập: tên người trong sổ không được vào kho.\n"
        "1 chỗ phải sửa; chưa ghi gì.\n"
    )
    put(base, empty, [slip("Muốn học")])
    for arguments in (("export", "ra"), ("export", "models_data/ra"), ("import", "../so.xlsx", "--requests", ".")):
        result = run("slip", *arguments, *DAY)
        assert result.exit_code == 2
        assert "nằm trong kho; chọn thư mục ở ngoài" in result.stderr
    assert not (base / "ra").exists()


def test_requests_are_written_without_anybody(base: Path, empty: Path) -> None:
    put(base, empty, ROWS, {"Liên hệ!B5": NAME})
    assert taken_in("--requests", "../yc").exit_code == 0
    text = (base.parent / "yc" / "yeu-cau.txt").read_text("utf-8")
    assert "- Xã Thử Hai Mới, Mô hình thử A (bịa để kiểm thử): muốn học 5 hộ\n" in text
    assert text.index("Tháng 11/2026") < text.index("Tháng 10/2026"), "the newest month first"
    page = load_workbook(base.parent / "yc" / "yeu-cau.xlsx")["Yêu cầu"]
    assert [cell.value for cell in page[4]] == [
        "11/2026",
        "Xã Thử Hai Mới",
        "Mô hình thử A (bịa để kiểm thử)",
        "thu-a",
        5,
        0,
    ]
    assert page.max_row == 5
    assert taken_in("--requests", "../yc").exit_code == 0
    assert len(list((base.parent / "yc").iterdir())) == 2, "the same list is no other file"


def test_an_old_name_stands_for_the_commune_that_it_went_into(base: Path, empty: Path) -> None:
    put(base, empty, [slip("Muốn học", unit="Thử Bảy")])
    assert "- Xã Thử Sáu Chín, Mô hình thử C (bịa để kiểm thử): muốn học 1 hộ\n" in taken_in().stdout


def test_what_still_waits_in_a_former_commune_is_said_in_one_sentence(base: Path, empty: Path) -> None:
    put(base, empty, [given_up(subject="thu-a", unit=unit) for unit in ("90002", "90004", "90006", "90008", "90010")])
    said = taken_in().stdout
    assert "Xã cũ còn chờ xác nhận: " in said
    assert ".." not in said.replace("../", "")


def test_an_empty_register_says_so(base: Path, empty: Path) -> None:
    before = state_of(base)
    put(base, empty, [])
    result = taken_in()
    assert result.exit_code == 0
    assert result.stdout == (
        "0 phiếu: đã ghi 0 dòng vào sổ; sổ đã biết 0 phiếu; cần xem lại 0 phiếu; muốn học, muốn đến xem 0 phiếu.\n"
    )
    assert state_of(base) == before


def test_a_register_that_may_be_filled_in_is_not_written_over(base: Path) -> None:
    assert run("slip", "export", "../ra", *DAY).exit_code == 0
    assert run("slip", "export", "../ra", *DAY).exit_code == 0, "the same bytes are no loss"
    path = base.parent / "ra" / "so-tiep-nhan.xlsx"
    filled = register_file(path, path, [slip("Muốn học")]).read_bytes()
    result = run("slip", "export", "../ra", *DAY)
    assert result.exit_code == 1
    assert "so-tiep-nhan.xlsx: NR857 đã có tệp này, nội dung khác\n" in result.stderr
    assert path.read_bytes() == filled
