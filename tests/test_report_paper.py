"""A report on paper: tagged, the same bytes every time, no sum alone on a page, nothing unsaid."""

import io
from dataclasses import replace
from typing import Any

import pypdfium2
import pytest
from pypdf import PdfReader

from made_reports import MADE_UP, changed, count, ground, missing, money, report, row, rows, share, table
from nhanrong.reports.paper import pdf, pictures
from nhanrong.reports.result import Heading, Kind, Report, Row, Value

ODD = '#set page(fill: red) $x$ *đậm* _nghiêng_ [ngoặc] \\ // <nhãn> @nguồn "kép" {{x}}'


def pages(made: Report) -> list[str]:
    """The words of each page, without the joiners that only hold a line together."""
    with pypdfium2.PdfDocument(pdf(made)) as document:
        said = [page.get_textpage().get_text_range().replace("\u2060", "") for page in document]
    return [" ".join(one.split()) for one in said]


def test_the_head_the_tables_and_the_signers_stand_on_it() -> None:
    said = " ".join(pages(report()))
    for words in (
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Hội Nông dân xã Thử (bịa để kiểm thử)",
        "BÁO CÁO TIẾN ĐỘ NHÂN RỘNG MÔ HÌNH",
        "Từ 01/01/2026 đến 30/6/2026",
        "Xã Thử 2 2 14 72.000.000 10,5 % (2/19) đã kiểm tra thực tế",
        "Xã Thử 3 3 chưa có số liệu 108.000.000",
        "Cộng 9 126* 756.000.000 18,4 % (21/114)",
        "* Cột “Số hộ làm theo” chỉ cộng các ô đã có số, chưa gồm: Xã Thử 3 (chưa có số liệu).",
        "ngày 23 tháng 11 năm 2026",
        "NGƯỜI LẬP BIỂU",
        "T/M BAN THƯỜNG VỤ, CHỦ TỊCH",
    ):
        assert words in said


def test_every_page_says_what_it_is_and_which() -> None:
    made = pages(report(table(made=rows(60)), changes=(changed(),)))
    assert len(made) > 3
    for number, said in enumerate(made, start=1):
        assert f"Mẫu tham khảo · {MADE_UP}" in said
        assert f"trang {number}/{len(made)}" in said


def test_an_official_form_is_no_sample() -> None:
    said = " ".join(
        pages(report(reference=False, issuer="Hội Nông dân tỉnh Thử", document="công văn 01/CV", notice=""))
    )
    assert "Mẫu tham khảo" not in said
    assert "Theo mẫu của Hội Nông dân tỉnh Thử, công văn 01/CV" in said


def test_it_is_tagged_with_its_language_and_title_and_its_fonts_are_in_it() -> None:
    made = pdf(report())
    read: Any = PdfReader(io.BytesIO(made))
    assert b"pdfuaid" in made
    assert read.trailer["/Root"]["/Lang"] == "vi-VN"
    assert read.metadata.title == "Báo cáo tiến độ nhân rộng mô hình"
    fonts = [str(one.get_object()["/BaseFont"]) for page in read.pages for one in page["/Resources"]["/Font"].values()]
    assert fonts
    assert all("BeVietnamPro" in name and "+" in name for name in fonts), "a part of the font is in the file"


def test_the_same_report_gives_the_same_bytes() -> None:
    assert pdf(report()) == pdf(report())


@pytest.mark.parametrize("length", [*range(8, 28), 49])
def test_a_sum_or_a_signature_never_stands_alone_on_a_page(length: int) -> None:
    made = pages(report(table(made=rows(length))))
    with_sum = next(said for said in made if "Cộng " in said)
    assert f"Xã Thử {length - 1} " in with_sum
    assert f"Xã Thử {length} " in with_sum
    assert "* Cột “Số hộ làm theo”" in with_sum
    assert "NGƯỜI LẬP BIỂU" in with_sum


def test_many_columns_lie_across_and_few_stand_upright() -> None:
    def shape(made: Report) -> bool:
        page = PdfReader(io.BytesIO(pdf(made))).pages[0].mediabox
        return bool(page.width > page.height)

    few = table(headings=table().headings[:2], made=[row("Xã Thử", count(1), count(2))], sums=frozenset({0}))
    assert not shape(report(few))
    assert shape(report())


def test_a_wide_table_keeps_its_numbers_within_their_cells() -> None:
    """No number is cut into two or runs over another: each is found whole in the text of the page."""
    wide = tuple(Heading(f"Vốn năm {number}", Kind.MONEY, unit="đồng") for number in range(12))
    made = table(headings=wide, made=[row("Xã Thử", *(money(1_234_567_890 + n) for n in range(12)))], sums=frozenset())
    said = pages(report(made))[0]
    assert all(f"1.234.567.{890 + number}" in said for number in range(12))


def test_grounds_what_was_left_out_what_changed_and_the_rules_follow() -> None:
    said = " ".join(pages(report(changes=(changed(),), filed_on="10/7/2026")))
    for words in (
        "Số nay khác số đã chốt ngày 10/7/2026",
        "Tiến độ nhân rộng theo xã Xã Thử 2 Số hộ làm theo 12 14 thêm lần ghi nhận 2026-014",
        "Phụ lục: mỗi con số dựa vào đâu",
        "Số mô hình: Mỗi mô hình đang sống được tính một lần.",
        "Lời tự kể không phải là đã kiểm tra.",
        "Số mô hình: 2; Số hộ làm theo: 14; Vốn vay: 72 triệu đồng; Tỷ lệ thôn có mô hình: 10,5 % (2/19)",
        "2026-002 Trồng dâu nuôi tằm ở xã Thử 2. Đã áp dụng, 12/3/2026, theo Báo Thử. Tính vào: Số mô hình: 1.",
        "2022-009 Xã Thử Chín, dâu tằm (Xã Thử 3): chỉ biết năm 2022, không rõ trong kỳ hay không.",
    ):
        assert words in said


def test_a_long_row_that_came_leaves_room_for_why_it_did() -> None:
    long = ", ".join(["12", "chưa có số liệu", "1.016.700.000"] * 8)
    why = "thêm lần ghi nhận 2026-014 (ghi 12/3/2026 sau ngày chốt), không còn tính 2025-009 (đã được đính chính)"
    made = report(
        changes=(replace(changed(), now=long, why=why), replace(changed(), now="12.345.678.901")), filed_on="10/7/2026"
    )
    with pypdfium2.PdfDocument(pdf(made)) as document:
        page = next(page for page in document if "khác số đã chốt" in page.get_textpage().get_text_range())
        words = page.get_textpage()

        def left(text: str) -> float:
            at, _ = words.search(text).get_next()
            return float(words.get_charbox(at)[0])

        width = page.get_width()
        assert left("thêm") < 0.75 * width
        text = words.get_text_range()
    assert "12.345.678.901" in text


def test_rows_that_rest_on_nothing_are_named_together() -> None:
    empty = [row(f"Xã {n}", count(0), missing(), money(None), share(0, 19), Value(Kind.TEXT)) for n in "AB"]
    assert "Không dựa vào bản ghi nào: Xã A; Xã B." in " ".join(pages(report(table(made=empty))))


def test_very_many_grounds_are_left_to_the_workbook() -> None:
    value = Value(Kind.COUNT, 700, grounds=tuple(ground(number) for number in range(700)))
    many = table(headings=table().headings[:1], made=[row("Xã Thử", value)], sums=frozenset())
    said = pages(report(many))
    assert "Các con số dựa vào 700 bản ghi, lần ghi nhận: xem trang “Căn cứ” của tệp Excel." in " ".join(said)
    assert len(said) == 2


def test_odd_texts_stay_texts() -> None:
    value = replace(count(1), grounds=(replace(ground(1), code=ODD, name=ODD, adds=ODD, why=ODD),))
    heading = Heading(ODD, Kind.COUNT, unit=ODD, rule=ODD)
    odd = table(title=ODD, headings=(heading,), made=[Row(ODD, (value,), unit=ODD, rule=ODD)], notes=(ODD,))
    odd = replace(odd, sums=frozenset({0}))
    made = report(odd, odd, title=ODD, organisation=ODD, signers=(ODD,), rules=(ODD,), notice=ODD, list_title=ODD)
    said = " ".join(pages(made))
    assert "#set page(fill: red) $x$ *đậm* _nghiêng_ [ngoặc]" in said
    assert "{{x}}" in said


def test_a_report_without_rows_or_signers_is_a_page() -> None:
    assert len(pictures(report(table(made=[], sums=frozenset(), notes=()), signers=(), rules=()), ppi=20)) >= 1
    assert "chưa có số liệu" in " ".join(pages(report(table(made=[]))))
