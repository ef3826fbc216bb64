"""`nhanrong report` as an officer uses it: on the screen, into files, filed, into the superior's file."""

import io
import shutil
import tracemalloc
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner
from docx import Document as Word
from openpyxl import Workbook, load_workbook
from rich.console import Console

from builders import SMALL
from made_reports import money
from made_reports import table as made_up_table
from nhanrong import site
from nhanrong.cli import main
from nhanrong.cli.columns import grids
from nhanrong.problems import Problem
from nhanrong.records.measuring import Measure
from nhanrong.reports import into
from nhanrong.reports.filling.book import Book, opened_book
from nhanrong.starting import reference_forms

PERIOD = ("--from", "2025", "--list", "2025-06-30", "--as-of", "2026-01-10")
SUPERIOR = """id: "bieu-tinh"
title: "Biểu của tỉnh (bịa để kiểm thử)"
issuer: "Hội Nông dân tỉnh thử (bịa)"
document: "Công văn số 1 (bịa)"
"""
FILINGS = "models_data/filings"


@pytest.fixture
def base(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The miniature base with the forms that every base has."""
    root = tmp_path / "kho"
    shutil.copytree(SMALL / "models_data", root / "models_data")
    (root / "models_data/forms").mkdir(exist_ok=True)
    for path, text in reference_forms().items():
        (root / path).write_text(text, "utf-8", newline="\n")
    monkeypatch.chdir(root)
    return root


def run(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(main, ["report", *arguments], env={"COLUMNS": "200"})
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result.exit_code, result.output


def add(root: Path, name: str, text: str) -> None:
    (root / f"models_data/forms/{name}.yml").write_text(text, "utf-8", newline="\n")


# Listing and showing ----------------------------------------------------------------------------


def test_without_a_form_all_are_listed(base: Path) -> None:
    add(base, "bieu-tinh", SUPERIOR + 'cells:\n  - measure: classes\n    mark: "{{lop}}"\n')
    code, text = run()
    assert code == 0
    assert [line.split("  ")[0] for line in text.splitlines()[1:-1]] == sorted(
        [*(Path(path).stem for path in reference_forms()), "bieu-thu", "bieu-tinh"]
    )
    assert "Hội Nông dân tỉnh thử (bịa), Công văn số 1 (bịa)" in text
    assert text.count("mẫu tham khảo") == len(reference_forms())


def test_all_measures_are_listed_with_their_rules() -> None:
    code, text = run("--measures")
    assert code == 0
    assert [line for line in text.splitlines() if not line.startswith(" ")] == [one.value for one in Measure]
    assert "    Số nữ (người). Cộng số nữ đã ghi; dưới 5, hoặc phần còn lại dưới 5, thì không nêu.\n" in text


def test_a_report_is_readable_on_the_screen(base: Path) -> None:
    code, text = run("tap-huan-trong-ky", *PERIOD)
    assert code == 0
    lines = [" ".join(line.split()) for line in text.replace("\u00a0", " ").splitlines()]
    assert lines[:4] == [
        "Tập huấn, chuyển giao kỹ thuật trong kỳ",
        "Hội Nông dân huyện Thử (bịa để kiểm thử)",
        "Từ 01/01/2025 đến 31/12/2025",
        "Mẫu tham khảo",
    ]
    assert "Số lượt người (lượt) chưa giao 60 60 60 chưa so được" in lines
    assert any(line.startswith("Tập huấn thử (bịa để kiểm thử) 12/3/2025–14/3/2025 Tập huấn") for line in lines)
    assert "Cộng 1 60 15" in lines
    assert lines[-1] == "2 mục không tính được; thêm --grounds để xem mục nào, vì sao."


@pytest.mark.parametrize("width", [80, 100, 120])
def test_on_a_narrow_screen_no_column_is_lost_and_no_number_parted(width: int) -> None:
    screen = io.StringIO()
    console = Console(width=width, file=screen, highlight=False)
    given = made_up_table()
    first = replace(given.headings[0], title="Số mô hình được nhân rộng trong kỳ báo cáo này")
    more = tuple(replace(given.headings[2], title=f"Vốn nguồn {n}") for n in range(5))
    amounts = [146_700_000, 1_016_700_000, 9, 12_345_678_901, 36_000_000]
    made = replace(
        given,
        headings=(first, *given.headings[1:], *more),
        rows=tuple(replace(one, cells=(*one.cells, *map(money, amounts))) for one in given.rows),
    )
    for grid in grids(made, 4, width):
        console.print(grid)
    shown = screen.getvalue()
    lines = shown.splitlines()
    assert max(map(len, lines)) <= width
    for said in ("146.700.000", "1.016.700.000", "12.345.678.901", "5,3\u00a0%"):
        assert said in shown, said
    for heading in (first.title, "Vốn nguồn 0", "Vốn nguồn 4", "Tình trạng"):
        assert all(word in shown for word in heading.split()), heading
    parts = sum(line.startswith("Xã Thử 1 ") for line in lines)
    assert parts == len(list(grids(made, 4, width))) > 1
    assert sum(line.startswith("Cộng ") for line in lines) == 1  # no sum is asked of the columns of the other part
    assert not any(line.startswith("Xã Thử 5") for line in lines)


def test_grounds_are_told_when_they_are_wished(base: Path) -> None:
    text = run("tap-huan-trong-ky", *PERIOD, "--grounds")[1].replace("\u00a0", " ")
    assert "+ 60 lượt  Tập huấn thử (bịa để kiểm thử) [tap-huan-thu]: 12/3/2025–14/3/2025; tập huấn" in text
    assert "– không tính: Số gộp các lớp thử (bịa để kiểm thử) [so-gop-thu]: không rõ thời điểm" in text


# What cannot be asked ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("tap-huan", "--from", "2025"), "Lỗi: không có biểu mẫu “tap-huan”. Có phải “tap-huan-trong-ky”?"),
        (("tap-huan-trong-ky",), "Lỗi: thiếu --from, ví dụ --from 2026-01-01 --to 2026-06-30, hoặc --from 2026."),
        (
            ("tap-huan-trong-ky", "--from", "2025-13"),
            "Lỗi: không có tháng 13; viết 2026-01-01, 2026-01 hoặc 2026.",
        ),
        (("tap-huan-trong-ky", "--from", "01/2022"), "Lỗi: “01/2022” viết theo năm-tháng-ngày là 2022-01."),
        (
            ("tap-huan-trong-ky", "--from", "2025", "--to", "ngày 31/12/2025"),
            "Lỗi: “ngày 31/12/2025” viết theo năm-tháng-ngày là 2025-12-31.",
        ),
        (
            ("tap-huan-trong-ky", "--from", "2025-07", "--to", "2025-01"),
            "Lỗi: kỳ kết thúc (tháng 1/2025) trước khi bắt đầu (tháng 7/2025).",
        ),
        (
            ("tap-huan-trong-ky", "--from", "2025", "--list", "2024-01-01"),
            "Lỗi: không có danh mục “2024-01-01”. Các danh mục: 2025-06-30, 2025-07-01.",
        ),
        (
            ("tap-huan-trong-ky", "--from", "2025", "--list", "2025-06-30", "--unit", "Thử Một, Thử Hai"),
            "Lỗi: --unit nhận đúng một xã.",
        ),
        (("tap-huan-trong-ky", "--from", "2025", "--out", "a.pdff"), "Lỗi: “a.pdff” phải có đuôi .xlsx, .docx, .pdf."),
        (
            ("tap-huan-trong-ky", "--from", "2025", "--into", "m.xls", "--out", "l.xls"),
            "Lỗi: “m.xls” là Excel kiểu cũ (.xls): mở bằng Excel, lưu thành .xlsx rồi chạy lại với tệp ấy.",
        ),
        (
            ("tap-huan-trong-ky", "--from", "2025", "--into", "m.doc", "--out", "l.docx"),
            "Lỗi: “m.doc” là Word kiểu cũ (.doc): mở bằng Word, lưu thành .docx rồi chạy lại với tệp ấy.",
        ),
        (("tap-huan-trong-ky", "--from", "2025", "--again"), "Lỗi: --again chỉ dùng cùng --freeze."),
        (
            ("tap-huan-trong-ky", "--from", "2025", "--into", "a.xlsx", "--out", "b.xlsx"),
            "Lỗi: biểu mẫu “tap-huan-trong-ky” không có ô nào để điền (cells, fills).",
        ),
    ],
)
def test_what_cannot_be_asked_is_one_sentence(base: Path, arguments: tuple[str, ...], said: str) -> None:
    code, text = run(*arguments)
    assert (code, text.splitlines()[0]) == (2, said)
    assert list(base.iterdir()) == [base / "models_data"] or {one.name for one in base.iterdir()} == {
        "models_data",
        ".cache",
    }


def test_a_fault_of_a_form_is_told_as_that_of_any_record(base: Path) -> None:
    add(base, "bieu-tinh", SUPERIOR + 'cells:\n  - measure: target_verdict\n    mark: "{{dat}}"\n')
    code, text = run("tap-huan-trong-ky", *PERIOD)
    assert code == 1
    assert text.startswith(
        "models_data/forms/bieu-tinh.yml:6:14: NR420 “Đạt hay chưa” không tính được cho cả địa bàn\n"
    )


# Files ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("ending", [".xlsx", ".docx", ".pdf"])
def test_every_kind_of_file_is_written_once_and_the_same(base: Path, ending: str) -> None:
    code, text = run("tien-do-nhan-rong", *PERIOD, "--out", f"ra/bao-cao{ending}")
    assert code == 0
    assert text.startswith(f"ra/bao-cao{ending}: Tiến độ nhân rộng mô hình, cách làm hay theo xã, từ 01/01/2025")
    made = (base / f"ra/bao-cao{ending}").read_bytes()
    assert run("tien-do-nhan-rong", *PERIOD, "--out", f"ra/bao-cao{ending}")[0] == 0
    assert (base / f"ra/bao-cao{ending}").read_bytes() == made
    (base / f"ra/bao-cao{ending}").write_bytes(b"da sua")
    code, text = run("tien-do-nhan-rong", *PERIOD, "--out", f"ra/bao-cao{ending}")
    assert (code, text.split(": ")[1].split(" ")[0]) == (1, "NR857")
    assert (base / f"ra/bao-cao{ending}").read_bytes() == b"da sua"


def test_all_files_are_written_or_none(base: Path) -> None:
    (base / "b.pdf").write_bytes(b"da sua")
    code, text = run("tap-huan-trong-ky", *PERIOD, "--out", "ra/a.xlsx", "--out", "b.pdf")
    assert (code, text) == (
        1,
        (
            "b.pdf: NR857 đã có tệp này, nội dung khác\n"
            "    → Có thể đã có người sửa; đặt tên khác sau --out, hoặc dời tệp ấy đi.\n"
            "1 chỗ phải sửa; chưa ghi gì.\n"
        ),
    )
    assert not (base / "ra").exists()


def test_the_workbook_holds_the_numbers_of_the_screen(base: Path) -> None:
    run("tap-huan-trong-ky", *PERIOD, "--out", "a.xlsx")
    page = load_workbook(base / "a.xlsx").worksheets[0]
    values = [cell.value for row in page.iter_rows() for cell in row if cell.value is not None]
    assert 60 in values
    assert "Mẫu tham khảo" in values


# Filing -----------------------------------------------------------------------------------------


def test_filed_figures_stay_and_what_has_changed_is_told(base: Path) -> None:
    code, text = run("tien-do-nhan-rong", *PERIOD, "--freeze")
    filed = base / FILINGS / "tien-do-nhan-rong-tu-2025-01-01-den-2025-12-31.yml"
    assert code == 0
    assert text == (
        "models_data/filings/tien-do-nhan-rong-tu-2025-01-01-den-2025-12-31.yml: "
        "đã chốt Tiến độ nhân rộng mô hình, cách làm hay theo xã ngày 10/01/2026.\n"
    )
    assert site.read(base)[1] == []
    before = filed.read_bytes()
    assert run("tien-do-nhan-rong", *PERIOD)[1].endswith("Đã chốt ngày 10/01/2026; đến nay không số nào đổi.\n")

    ledger = base / "models_data/replications/2025-06-30/90007.yml"
    line = (
        '- id: "b-90007-1"\n  subject: "thu-b"\n  state: applied\n  recorded_on: 2026-02-01\n  evidence: D\n'
        '  sources:\n    - "loi-ke-thu"\n  date: 2025-03\n  households: 7\n'
    )
    ledger.write_text(ledger.read_text("utf-8") + line, "utf-8")
    text = run("tien-do-nhan-rong", *PERIOD)[1].replace("\u00a0", " ")
    told = [line.strip() for line in text.splitlines()]
    why = "(thêm b-90007-1 (ghi 01/02/2026 sau ngày chốt))"
    assert f"Cả địa bàn · Xã đã ghi nhận · Lũy kế: 8 → 9 {why}" in told
    assert f"Từng xã · Xã Thử Bảy · Hộ đã ghi nhận: — → 7 {why}" in told
    assert filed.read_bytes() == before


def test_a_filed_period_is_filed_again_only_as_a_new_record(base: Path) -> None:
    run("kinh-te-tap-the", *PERIOD, "--freeze")
    code, text = run("kinh-te-tap-the", *PERIOD, "--freeze")
    assert (code, text.splitlines()[0]) == (
        1,
        "models_data/filings/kinh-te-tap-the-tu-2025-01-01-den-2025-12-31.yml: NR950 kỳ này đã chốt ngày 10/01/2026",
    )
    code, text = run("kinh-te-tap-the", *PERIOD, "--freeze", "--again")
    assert (code, text.splitlines()[1]) == (
        0,
        "Thay cho kinh-te-tap-the-tu-2025-01-01-den-2025-12-31, vẫn còn trong kho.",
    )
    names = sorted(path.stem for path in (base / FILINGS).iterdir())
    assert names == [
        "kinh-te-tap-the-tu-2025-01-01-den-2025-12-31",
        "kinh-te-tap-the-tu-2025-01-01-den-2025-12-31-lan-2",
    ]
    assert site.read(base)[1] == []


def test_a_period_that_is_not_over_is_not_filed(base: Path) -> None:
    code, text = run("kinh-te-tap-the", "--from", "2026", "--as-of", "2026-03-01", "--freeze")
    assert code == 1
    assert "NR951 kỳ báo cáo đến 31/12/2026 mới hết, hôm nay là 01/3/2026" in text
    assert not (base / FILINGS).exists()


def test_days_that_have_not_come_are_not_reckoned_with(base: Path) -> None:
    day = ("--list", "2025-06-30", "--as-of", "2025-11-23", "--grounds")
    code, text = run("tien-do-nhan-rong", "--from", "2025", *day)
    assert code == 0
    said, made = text.split("\n", 1)
    assert said == "Kỳ đến 31/12/2025 chưa hết; số chỉ tính đến 23/11/2025."
    assert made == run("tien-do-nhan-rong", "--from", "2025-01-01", "--to", "2025-11-23", *day)[1]
    assert "Lũy kế đến 23/11/2025; lập ngày 23/11/2025." in made.replace("\u00a0", " ")


def test_a_period_that_has_not_begun_has_no_report(base: Path) -> None:
    code, text = run("kinh-te-tap-the", "--from", "2030", "--as-of", "2026-03-01")
    assert (code, text.splitlines()[0]) == (
        2, "Lỗi: kỳ bắt đầu 01/01/2030, sau ngày lập 01/3/2026; chưa có gì để tính.",
    )  # fmt: skip


# Into the superior's file -----------------------------------------------------------------------

IN_SHEET = """cells:
  - measure: attendances
    sheet: "Biểu 1"
    cell: "C3"
  - measure: capital_support_fund
    span: period
    sheet: "Biểu 1"
    cell: "C4"
fills:
  - sheet: "Biểu 1"
    first_row: 8
    last_row: 30
    names: "B"
    columns:
      - column: "C"
        measure: subjects_reported
      - column: "D"
        measure: households_reported
"""


def superior(root: Path) -> Path:
    book = Workbook()
    page = book.active
    assert page is not None
    page.title = "Biểu 1"
    page["A1"], page["C5"], page["C6"] = "BIỂU CỦA TỈNH (bịa)", "=C3*2", "=C4/C3"
    for row, name in enumerate(("Thử Một", "xã Thử Hai", "Cộng", "Thử Mười Hai"), start=8):
        page[f"B{row}"] = name
    page["C10"] = "=SUM(C8:C9)"
    path = root.parent / "bieu-tinh.xlsx"
    book.save(path)
    return path


def test_the_superiors_workbook_is_filled_in_and_stays_what_it_is(base: Path) -> None:
    add(base, "bieu-tinh", SUPERIOR + IN_SHEET)
    given = superior(base)
    before = given.read_bytes()
    code, text = run("bieu-tinh", *PERIOD, "--into", str(given), "--out", "../nop.xlsx")
    assert code == 0, text
    page = load_workbook(io.BytesIO((base.parent / "nop.xlsx").read_bytes()))["Biểu 1"]
    assert [page[name].value for name in ("C3", "C4", "C5", "C8", "D8", "C9", "C10")] == [
        60, None, "=C3*2", 1, 6, 1, "=SUM(C8:C9)",
    ]  # fmt: skip
    assert given.read_bytes() == before
    said = [line.strip() for line in text.splitlines()]
    assert said[0] == "../nop.xlsx: đã điền 5 ô; mọi chỗ khác giữ nguyên."
    assert "Biểu 1!C4: để trống, chưa có số liệu" in said
    assert "hàng 10 “Cộng”: không phải xã nào" in said
    assert any(line.startswith("chưa có hàng trong tệp: ") for line in said)
    told = [at for at, line in enumerate(said) if line.startswith("Các ô công thức này dựa vào ô trống, nên Excel")]
    assert [said[at + 1] for at in told] == ["Biểu 1!C6: dựa vào C4"]


def test_a_row_of_a_former_commune_is_left_empty_and_told_with_what_it_became(base: Path) -> None:
    add(base, "bieu-tinh", SUPERIOR + IN_SHEET)
    book = load_workbook(superior(base))
    for row, name in enumerate(("Thử Một", "TT. Thử Phố", "Xã Thử Phố", "THỬ CHÍN"), start=8):
        book["Biểu 1"][f"B{row}"] = name
    book.save(base.parent / "bieu-tinh.xlsx")
    today = ("--from", "2025", "--list", "2025-07-01", "--as-of", "2026-01-10")
    code, text = run("bieu-tinh", *today, "--into", "../bieu-tinh.xlsx", "--out", "../nop.xlsx")
    assert code == 0, text
    said = [line.strip() for line in text.splitlines() if line.startswith("  hàng")]
    assert said == [
        "hàng 9 “TT. Thử Phố”: xã cũ, nay thuộc phường Thử Phố; không điền",
        "hàng 10 “Xã Thử Phố”: không phải xã nào; có phải phường Thử Phố?",
        "hàng 11 “THỬ CHÍN”: xã cũ, nay thuộc xã Thử Sáu Chín; không điền",
    ]
    page = load_workbook(base.parent / "nop.xlsx")["Biểu 1"]
    assert [page[f"D{row}"].value for row in (9, 11)] == [None, None]


def test_the_superiors_file_is_opened_once_however_many_rows_it_has(
    base: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []

    def once(path: str, data: bytes) -> Book | Problem:
        opened.append(path)
        return opened_book(path, data)

    monkeypatch.setattr(into, "opened_book", once)
    rows = IN_SHEET.split("fills:\n")[1]
    add(base, "bieu-tinh", SUPERIOR + IN_SHEET + rows.replace('"C"', '"E"').replace('"D"', '"F"'))
    assert run("bieu-tinh", *PERIOD, "--into", str(superior(base)), "--out", "../nop.xlsx")[0] == 0
    assert opened == [str(base.parent / "bieu-tinh.xlsx")]
    page = load_workbook(base.parent / "nop.xlsx")["Biểu 1"]
    assert [page[name].value for name in ("D8", "F8")] == [6, 6]


def test_of_a_file_that_is_too_large_only_the_beginning_is_read(base: Path) -> None:
    add(base, "bieu-tinh", SUPERIOR + IN_SHEET)
    with (base.parent / "to.xlsx").open("wb") as file:
        file.truncate(200 * 2**20)
    tracemalloc.start()
    try:
        text = run("bieu-tinh", *PERIOD, "--into", "../to.xlsx", "--out", "../nop.xlsx")[1]
        assert tracemalloc.get_traced_memory()[1] < 100 * 2**20
    finally:
        tracemalloc.stop()
    assert "NR960 tệp lớn hơn 20 MB" in text


def test_amounts_go_into_the_superiors_file_in_its_unit(base: Path) -> None:
    money = """money:
  - kind: investment
    amount: 36500000
    unit: "đồng"
    price_date: 2025-03
    payer: state
    evidence: D
    sources:
      - "loi-ke-thu"
"""
    model = base / "models_data/models/thu-b.yml"
    here = 'units:\n    - "2025-06-30/90001"'
    model.write_text(model.read_text("utf-8").replace('text: "không nêu"', here) + money, "utf-8")
    cells = """cells:
  - measure: capital_state
    per: 1000000
    sheet: "Biểu 1"
    cell: "C3"
fills:
  - sheet: "Biểu 1"
    first_row: 8
    last_row: 30
    names: "B"
    columns:
      - column: "D"
        measure: capital_state
        per: 1000
"""
    add(base, "bieu-tinh", SUPERIOR + cells)
    code, text = run("bieu-tinh", *PERIOD, "--into", str(superior(base)), "--out", "../nop.xlsx")
    assert code == 0, text
    page = load_workbook(base.parent / "nop.xlsx")["Biểu 1"]
    assert [page[name].value for name in ("C3", "D8", "D9")] == [36.5, 36500, None]


def test_the_superiors_letter_is_filled_in(base: Path) -> None:
    cells = """cells:
  - measure: attendances
    mark: "{{luot}}"
  - measure: classes
    table: 1
    row: 1
    column: 2
"""
    add(base, "bieu-tinh", SUPERIOR + cells)
    word = Word()
    word.add_paragraph("Đã có {{luot}} lượt người dự.")
    word.add_table(1, 2).cell(0, 0).text = "Số lớp"
    word.save(str(base.parent / "bieu.docx"))
    assert run("bieu-tinh", *PERIOD, "--into", "../bieu.docx", "--out", "../nop.docx")[0] == 0
    made = Word(str(base.parent / "nop.docx"))
    assert made.paragraphs[0].text == "Đã có 60 lượt người dự."
    assert made.tables[0].cell(0, 1).text == "1"


def test_a_file_of_another_kind_or_no_file_is_said(base: Path) -> None:
    add(base, "bieu-tinh", SUPERIOR + IN_SHEET)
    for name, code in (("khong-co.xlsx", "NR953"), ("khong-co.docx", "NR952")):
        out = f"../nop{Path(name).suffix}"
        found, text = run("bieu-tinh", *PERIOD, "--into", f"../{name}", "--out", out)
        assert (found, f" {code} " in text) == (1, True)
    (base.parent / "hong.xlsx").write_bytes(b"PK hong")
    assert " NR960 " in run("bieu-tinh", *PERIOD, "--into", "../hong.xlsx", "--out", "../nop.xlsx")[1]
    assert not (base.parent / "nop.xlsx").exists()
    assert run("bieu-tinh", *PERIOD)[1].startswith("Lỗi: biểu mẫu “bieu-tinh” điền vào tệp của cấp trên")
