"""A report in Word: under the heading of state documents, its numbers as they are written, its grounds in an annex."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from made_reports import HEADINGS, MADE_UP, changed, count, ground, missing, money, report, row, rows, share, table
from nhanrong.reports.letter import docx
from nhanrong.reports.result import Heading, Kind, Report, Row, Value
from nhanrong.word.xml import clean
from reading_documents import above, below, everything, opened, papers, told, xml_parts
from test_word import misplaced

HEAD = (
    "| HỘI NÔNG DÂN XÃ THỬ (BỊA ĐỂ KIỂM THỬ) / \u00a0 / Số:\u00a0........../.......... | "
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM / Độc lập - Tự do - Hạnh phúc / \u00a0 / "
    "................, ngày\u00a023 tháng\u00a011 năm\u00a02026 |"
)
SAID = Value(Kind.TEXT, text="đã kiểm tra")


def small(**more: object) -> Report:
    """Two rows, one of which has no number of households."""
    two = (
        row("Xã Thử 1", count(2), count(14, grounds=1), money(36_000_000), share(7, 19), SAID),
        row("Xã Thử 2", count(0), missing(), money(None, text="chưa có số liệu"), share(3, 19), SAID),
    )
    return replace(report(table(made=two)), **more)  # type: ignore[arg-type]


def test_the_whole_letter_in_order() -> None:
    line = "Trồng dâu nuôi tằm ở xã Thử"
    why = "đã áp dụng, 12/3/2026, theo Báo Thử"
    assert told(docx(small(changes=(changed(),), filed_on="05/7/2026"))) == [
        HEAD,
        "Title: Báo cáo tiến độ nhân rộng mô hình",
        "Subtitle: Mẫu tham khảo",
        "Subtitle: Từ 01/01/2026 đến 30/6/2026",
        "Subtitle: Danh mục xã: 19 xã, thị trấn đến 30/6/2025. Lũy kế đến 30/6/2026; lập ngày 23/11/2026.",
        "Subtitle: Có 1 con số khác với số đã chốt ngày 05/7/2026; xem phụ lục.",
        "Caption: Tiến độ nhân rộng theo xã",
        "| TT | Tên | Số mô hình | Số hộ làm theo | Vốn vay (đồng) | Tỷ lệ thôn có mô hình (%) | Tình trạng |",
        "| 1 | Xã Thử 1 | 2 | 14 | 36.000.000 | 36,8\u00a0% (7/19) | đã kiểm tra |",
        "| 2 | Xã Thử 2 | 0 | chưa có số liệu | chưa có số liệu | 15,8\u00a0% (3/19) | đã kiểm tra |",
        "|  | Cộng | 2 | 14* | 36.000.000* | 26,3\u00a0% (10/38) |  |",
        "Small: * Cột “Số hộ làm theo” chỉ cộng các ô đã có số, chưa gồm: Xã Thử 2 (chưa có số liệu).",
        "Small: * Cột “Vốn vay” chỉ cộng các ô đã có số, chưa gồm: Xã Thử 2 (chưa có số liệu).",
        "Small: Một hộ làm hai mô hình được tính ở cả hai.",
        "| NGƯỜI LẬP BIỂU / (Ký, ghi rõ họ tên) | T/M BAN THƯỜNG VỤ, CHỦ TỊCH / (Ký, ghi rõ họ tên) |",
        "Heading1: Phụ lục: căn cứ của từng con số",
        "Heading2: Quy tắc đếm",
        "ListBullet: Một xã được tính khi có ít nhất một nhóm đang làm.",
        "ListBullet: Lời tự kể không phải là đã kiểm tra.",
        "Heading2: Khác với số đã chốt ngày 05/7/2026",
        "| Bảng, hàng, cột | Đã chốt | Nay | Vì sao đổi |",
        "| Tiến độ nhân rộng theo xã · Xã Thử 2 · Số hộ làm theo | 12 | 14 | thêm lần ghi nhận 2026-014 |",
        "Heading2: Căn cứ: Tiến độ nhân rộng theo xã",
        "ListBullet: Số mô hình: Mỗi mô hình đang sống được tính một lần.",
        "ListBullet: Số hộ làm theo: Hộ của lần ghi nhận sau cùng mỗi nhóm.",
        "ListBullet: Vốn vay: Tổng vốn vay của mô hình bắt đầu trong kỳ.",
        "ListBullet: Tỷ lệ thôn có mô hình: Thôn có mô hình trên tổng số thôn.",
        "Heading3: Đã tính",
        "| Mã | Bản ghi, lần ghi nhận | Vì sao tính | Tính vào cột |",
        "| Xã Thử 1 |",
        f"| 2026-001 | {line} 1 | {why} | Số mô hình; Số hộ làm theo; Vốn vay (đồng): 36.000.000 đồng |",
        f"| 2026-002 | {line} 2 | {why} | Số mô hình |",
        "Heading3: Không tính",
        "| Tên | Mã | Bản ghi, lần ghi nhận | Vì sao không tính |",
        "| Xã Thử 2 | 2022-009 | Xã Thử Chín, dâu tằm | chỉ biết năm 2022, không rõ trong kỳ hay không |",
    ]


def test_numbers_stand_to_the_right_and_words_to_the_left() -> None:
    first = opened(docx(small())).tables[1].rows[1].cells
    assert [cell.paragraphs[0].alignment for cell in first] == [1, None, 2, 2, 2, 2, None]


def test_every_page_says_that_the_form_is_no_official_one_and_whose_figures_these_are() -> None:
    data = docx(small())
    assert above(data) == [["Mẫu tham khảo"]] * 2
    assert below(data) == [[MADE_UP, "1/1"]] * 2


def test_an_official_form_says_by_whom_and_not_that_it_is_a_reference() -> None:
    data = docx(small(reference=False, issuer="Hội Nông dân tỉnh (bịa)", document="Công văn 1 (bịa)"))
    assert "Subtitle: Theo mẫu của Hội Nông dân tỉnh (bịa), Công văn 1 (bịa)" in told(data)
    assert "Mẫu tham khảo" not in everything(data)


def test_a_wide_table_is_printed_across_and_its_annex_upright() -> None:
    def sizes(headings: tuple[Heading, ...]) -> list[tuple[int, int]]:
        cells = (count(1), *[SAID] * (len(headings) - 1))
        data = docx(report(table(headings=headings, made=[Row("Xã", cells)], sums=frozenset())))
        return papers(opened(data))

    assert sizes(HEADINGS) == [(210, 297), (210, 297)], "six columns with that of the names"
    assert sizes((*HEADINGS, HEADINGS[4])) == [(297, 210), (210, 297)]


def test_its_font_is_that_of_state_documents() -> None:
    styles = opened(docx(small())).styles.element
    assert styles.xpath("./w:docDefaults//w:rFonts/@w:ascii") == ["Times New Roman"]
    assert styles.xpath("./w:docDefaults//w:sz/@w:val") == ["26"]


def test_a_report_without_tables_signers_or_grounds_is_still_one() -> None:
    data = docx(replace(report(), tables=(), signers=(), rules=(), notice=""))
    assert told(data)[-1] == "Heading1: Phụ lục: căn cứ của từng con số"
    assert below(data) == [["1/1"]] * 2


def test_a_row_that_is_a_measure_tells_its_own_unit_and_rule() -> None:
    one = Row("Số lớp tập huấn", (count(3),), "classes", "lớp", "Mỗi lớp được tính một lần.")
    data = told(docx(report(table(headings=(Heading("Trong kỳ", Kind.COUNT),), made=[one], sums=frozenset()))))
    assert "| 1 | Số lớp tập huấn (lớp) | 3 |" in data
    assert "ListBullet: Số lớp tập huấn: Mỗi lớp được tính một lần." in data


@given(st.text(max_size=60))
def test_odd_texts_stay_texts_wherever_they_stand(text: str) -> None:
    value = Value(Kind.TEXT, text=text, grounds=(replace(ground(1), code=text, name=text, adds=text, why=text),))
    one = table(
        title=text,
        headings=(Heading(text, Kind.TEXT, rule=text),),
        made=[row(text, value)],
        sums=frozenset(),
        notes=(text,),
    )
    odd = report(one, title=text, organisation=text, list_title=text, signers=(text,), rules=(text,), notice=text)
    data = docx(replace(odd, issuer=text, document=text, reference=False))
    shown = clean(text).replace("\r\n", "\n").replace("\r", "\n")
    assert everything(data).count(shown) >= 14
    for part in xml_parts(data):
        assert misplaced(part) == []
        asked = part.xpath("//w:instrText/text()", namespaces=part.nsmap)
        assert set(asked) <= {" PAGE ", " NUMPAGES "}


def test_the_same_report_gives_the_same_bytes() -> None:
    many = report(table(made=rows(40)))
    assert docx(many) == docx(many)


def test_an_annex_that_nobody_would_print_names_the_workbook_instead() -> None:
    many = Value(Kind.COUNT, 601, grounds=tuple(ground(number) for number in range(601)))
    lines = told(docx(report(table(headings=HEADINGS[:1], made=[row("Xã Thử 1", many)], sums=frozenset()))))
    assert lines[-1] == "Normal: Dựa vào 601 bản ghi, lần ghi nhận: xem trang “Căn cứ” của tệp Excel."
    assert not any("2026-001" in line for line in lines)


def test_signatures_stand_on_the_page_of_the_last_rows() -> None:
    body = opened(docx(report(table(made=rows(30))))).element.body
    kept = [bool(row.xpath(".//w:keepNext")) for row in body.xpath("./w:tbl[2]/w:tr")]
    assert [at for at, one in enumerate(kept) if one] == [0, 1, 30, 31], "heading and first row, last row and the sums"
    between = body.xpath(
        "./w:p[preceding-sibling::w:tbl[2] and following-sibling::w:tbl[.//w:pStyle[@w:val='SignHere']]]"
    )
    assert len(between) == 3, "two notes and the room above the signatures"
    assert all(one.xpath("./w:pPr/w:keepNext") for one in between)
