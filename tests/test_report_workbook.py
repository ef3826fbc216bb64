"""A report as an Excel file: real numbers, sums as formulas, and pages with what each number rests on."""

import io
import re
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from made_reports import MADE_UP, changed, count, missing, money, report, row, rows, share, table
from nhanrong.reports.result import Heading, Kind, Report, Row, Value
from nhanrong.reports.workbook import xlsx
from superior_files import parts

FIRST, SUM = 9, 15


def opened(made: Report, *, results: bool = False) -> Workbook:
    return load_workbook(io.BytesIO(xlsx(made)), data_only=results)


def lines(book: Workbook, page: str) -> list[list[Any]]:
    return [[cell.value for cell in row] for row in book[page].iter_rows(min_row=3)]


def test_the_head_is_that_of_a_vietnamese_document() -> None:
    page = opened(report())["Báo cáo"]
    said = [cell.value for row in page.iter_rows(max_row=7) for cell in row if cell.value]
    assert said == [
        "Hội Nông dân xã Thử (bịa để kiểm thử)",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Mẫu tham khảo",
        "Độc lập - Tự do - Hạnh phúc",
        "BÁO CÁO TIẾN ĐỘ NHÂN RỘNG MÔ HÌNH",
        "Từ 01/01/2026 đến 30/6/2026",
        "Danh mục xã: 19 xã, thị trấn đến 30/6/2025. Lũy kế đến 30/6/2026; lập ngày 23/11/2026.",
        "Tiến độ nhân rộng theo xã",
    ]
    assert [cell.value for cell in page[8]] == [
        "TT", "Tên", "Số mô hình", "Số hộ làm theo", "Vốn vay (đồng)", "Tỷ lệ thôn có mô hình (%)", "Tình trạng",
    ]  # fmt: skip


def test_numbers_are_numbers_and_what_is_missing_is_words() -> None:
    page = opened(report())["Báo cáo"]
    assert [cell.value for cell in page[FIRST]] == [
        1,
        "Xã Thử 1",
        1,
        7,
        36_000_000,
        pytest.approx(1 / 19),
        "đã kiểm tra thực tế",
    ]
    assert page["F9"].number_format == '0.0"\u00a0"%" (1/19)"_)'
    assert page["E9"].number_format == "#,##0_)"
    assert page["D11"].value == "chưa có số liệu"
    assert page["C12"].value == 0


def test_sums_are_formulas_that_know_what_they_come_to() -> None:
    page, read = opened(report())["Báo cáo"], opened(report(), results=True)["Báo cáo"]
    assert [page.cell(SUM, column).value for column in range(2, 8)] == [
        "Cộng", "=SUM(C9:C14)", "=SUM(D9:D14)", "=SUM(E9:E14)", pytest.approx(21 / 114), None,
    ]  # fmt: skip
    assert [read.cell(SUM, column).value for column in (3, 4, 5)] == [9, 126, 756_000_000]
    assert page.cell(SUM, 6).number_format == '0.0"\u00a0"%" (21/114)"_)'


def test_a_sum_without_a_row_is_marked_and_says_which() -> None:
    page = opened(report())["Báo cáo"]
    assert page.cell(SUM, 4).number_format == '#,##0"*"_)'
    assert page.cell(SUM, 3).number_format == "#,##0_)"
    notes = [page.cell(SUM + 1, 1).value, page.cell(SUM + 2, 1).value]
    assert notes == [
        "* Cột “Số hộ làm theo” chỉ cộng các ô đã có số, chưa gồm: Xã Thử 3 (chưa có số liệu).",
        "Một hộ làm hai mô hình được tính ở cả hai.",
    ]


def test_a_column_without_a_number_has_no_sum_of_zero() -> None:
    unknown = [row("Xã Thử", count(1), missing(), money(None, text="không nêu"), share(0, 0), Value(Kind.TEXT))]
    page = opened(report(table(made=unknown)))["Báo cáo"]
    assert [page.cell(10, column).value for column in range(3, 7)] == [
        "=SUM(C9:C9)", "chưa có số liệu", "chưa có số liệu", "không có gì để chia: mẫu số là 0",
    ]  # fmt: skip


def test_each_number_has_the_records_that_it_rests_on() -> None:
    book = opened(report())
    told = lines(book, "Căn cứ")
    assert told[0][:5] == ["Tên", "Mã", "Bản ghi, lần ghi nhận", "Vì sao tính", "Số mô hình"]
    why = "đã áp dụng, 12/3/2026, theo Báo Thử"
    assert told[3:6] == [
        ["Xã Thử 2", None, None, None, 2, 14, "72.000.000", "10,5\u00a0% (2/19)"],
        ["Xã Thử 2", "2026-001", "Trồng dâu nuôi tằm ở xã Thử 1", why, 1, 1, "72.000.000 đồng", None],
        ["Xã Thử 2", "2026-002", "Trồng dâu nuôi tằm ở xã Thử 2", why, 1, None, None, None],
    ]
    assert book["Căn cứ"]["B7"].hyperlink.target == "https://kho-thu.example/so/1/"


def test_a_row_that_rests_on_nothing_says_so() -> None:
    empty = [row("Xã Thử", count(0), count(0), money(None), share(0, 19), Value(Kind.TEXT))]
    told = lines(opened(report(table(made=empty))), "Căn cứ")
    assert told[1] == ["Xã Thử", None, "không có bản ghi nào", None, 0, 0, None, "0,0\u00a0% (0/19)"]


def test_what_was_left_out_and_what_has_changed_have_their_pages() -> None:
    book = opened(report(changes=(changed(),), filed_on="10/7/2026"))
    assert book.sheetnames == ["Báo cáo", "Căn cứ", "Không tính", "Đã đổi", "Cách tính"]
    assert lines(book, "Không tính")[1] == [
        "Tiến độ nhân rộng theo xã", "Xã Thử 3", "Số hộ làm theo", "2022-009", "Xã Thử Chín, dâu tằm",
        "chỉ biết năm 2022, không rõ trong kỳ hay không",
    ]  # fmt: skip
    assert book["Đã đổi"]["A1"].value == "Số nay khác số đã chốt ngày 10/7/2026"
    assert lines(book, "Đã đổi")[1][3:] == [12, 14, "thêm lần ghi nhận 2026-014"]
    counted = lines(book, "Cách tính")
    assert counted[1] == [
        "Tiến độ nhân rộng theo xã",
        "Số mô hình",
        "mô hình",
        "Mỗi mô hình đang sống được tính một lần.",
    ]
    assert counted[-1] == ["Chung", None, None, "Lời tự kể không phải là đã kiểm tra."]
    assert opened(report(table(made=rows(2)))).sheetnames == ["Báo cáo", "Căn cứ", "Cách tính"]


def test_each_table_has_a_page_and_the_last_is_signed() -> None:
    book = opened(report(table(), table(title="Bảng hai", sums=frozenset())))
    assert book.sheetnames[:4] == ["Biểu 1", "Biểu 2", "Căn cứ 1", "Căn cứ 2"]
    said = ["\n".join(str(c.value) for r in book[name].iter_rows() for c in r) for name in book.sheetnames[:2]]
    assert ["CHỦ TỊCH" in one for one in said] == [False, True]
    assert "Cộng" not in said[1]
    assert "................, ngày\u00a023 tháng\u00a011 năm\u00a02026" in said[1]
    assert all("Mẫu tham khảo" in one for one in said)


def test_every_page_is_printed_on_a4_across_with_the_notice() -> None:
    for page in opened(report(changes=(changed(),))).worksheets:
        assert (page.page_setup.orientation, page.page_setup.paperSize, page.page_setup.fitToWidth) == (
            "landscape",
            9,
            1,
        )
        footer: Any = page.oddFooter
        assert footer.left.text == f"Mẫu tham khảo · {MADE_UP}"
        assert footer.right.text.endswith(" · trang &P/&N")
        assert page.print_title_rows is not None
        assert page.freeze_panes is not None
    assert opened(report())["Báo cáo"].print_area == "'Báo cáo'!$A$1:$G$25"


def test_a_table_a_little_longer_than_a_page_is_squeezed_into_it() -> None:
    def high(length: int) -> object:
        return opened(report(table(made=rows(length))))["Báo cáo"].page_setup.fitToHeight

    assert [high(length) for length in (3, 9, 60)] == [0, 1, 0]


@pytest.mark.parametrize("columns", [0, 1, 2, 14])
def test_the_head_fits_however_many_columns_there_are(columns: int) -> None:
    headings = tuple(Heading(f"Cột {number}", Kind.COUNT) for number in range(columns))
    narrow = table(headings=headings, made=[Row("Xã Thử", (count(1),) * columns)], sums=frozenset(range(columns)))
    page = opened(report(narrow))["Báo cáo"]
    said = [str(cell.value) for line in page.iter_rows(max_row=2) for cell in line if cell.value]
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in said


def test_the_same_report_gives_the_same_bytes() -> None:
    assert xlsx(report()) == xlsx(report())


def test_a_long_name_and_notice_leave_the_footer_short_enough() -> None:
    long = report(title="Báo cáo & tổng hợp " * 20, notice="Không phải số liệu của Hội; " * 20)
    footer = re.search(rb"<oddFooter>(.*)</oddFooter>", parts(xlsx(long))["xl/worksheets/sheet1.xml"])
    assert footer
    assert len(footer[1].decode().replace("&amp;", "&")) <= 255


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=40))
@settings(max_examples=25, deadline=None)
def test_a_text_is_never_a_formula(words: str) -> None:
    odd = [row(f"={words}", count(1), missing(f"={words}"), money(1), share(1, 2), Value(Kind.TEXT, text=f"={words}"))]
    made = table(made=odd, title=f"={words}", notes=(f"={words}",))
    read = load_workbook(io.BytesIO(xlsx(report(made, title=f"+{words}", organisation=f"@{words}"))))
    formulas = [c.value for p in read.worksheets for line in p.iter_rows() for c in line if c.data_type == "f"]
    assert formulas == ["=SUM(C9:C9)", "=SUM(E9:E9)"]
    assert read["Báo cáo"]["B9"].value == f"={words}"
