"""The sheets themselves: what stands in the workbook, how many pages the paper has, the same bytes every time."""

import io
import zipfile
from dataclasses import replace

import pytest
from openpyxl import load_workbook

from builders import DAY, NEW, OLD, SMALL, ledger, line, new, small
from nhanrong.records.fields import UnitRef
from nhanrong.review.paper import pdf, pictures
from nhanrong.review.questions import Sheet, recheck_sheet, review_sheet
from nhanrong.review.workbook import xlsx
from nhanrong.standing import Ledger
from reading_pages import told

EXPECTED = SMALL / "expected" / "review-sheet.txt"


def sheet_of(code: str = "90002", list_id: str = NEW) -> Sheet:
    return review_sheet(Ledger(small(), DAY), UnitRef(list_id, code))


def test_the_workbook_holds_what_is_expected(*, bless: bool) -> None:
    found = told(xlsx(sheet_of()))
    if bless:
        EXPECTED.write_text(found, "utf-8")
    assert found == EXPECTED.read_text("utf-8"), "if the new workbook is right: pytest --bless"


def test_the_same_sheet_gives_the_same_bytes() -> None:
    sheet = sheet_of()
    assert xlsx(sheet) == xlsx(sheet)
    assert pdf([sheet]) == pdf([sheet])
    with zipfile.ZipFile(io.BytesIO(xlsx(sheet))) as parts:
        assert {part.date_time[:3] for part in parts.infolist()} == {(DAY.year, DAY.month, DAY.day)}


def test_the_workbook_is_small_and_no_text_of_a_record_is_a_formula() -> None:
    question = sheet_of().questions[0]
    book = xlsx(replace(sheet_of(), questions=(replace(question, name="=1+1", group="=A1"),)))
    page = load_workbook(io.BytesIO(book))["Phiếu"]
    assert len(book) < 30_000
    assert {page[name].data_type for name in ("A10", "F10", "L10")} == {"s"}


@pytest.mark.parametrize("list_id", [OLD, NEW])
def test_each_commune_has_one_page(list_id: str) -> None:
    base = Ledger(small(), DAY)
    sheets = [review_sheet(base, ref) for ref in base.kb.units_of(list_id)]
    assert len(pictures(sheets, ppi=20)) == len(sheets)
    made = pdf(sheets)
    assert made.startswith(b"%PDF-")
    assert b"pdfuaid" in made, "the file says that it is made for screen readers"


def test_a_commune_with_many_lines_goes_on_on_further_pages() -> None:
    one = sheet_of().questions[0]
    many = tuple(replace(one, name=f"Mô hình thử số {number} (bịa)") for number in range(30))
    pages = pictures([replace(sheet_of(), questions=many)], ppi=20)
    assert 3 <= len(pages) <= 5


def test_long_and_odd_texts_stay_texts_on_paper() -> None:
    odd = "#set page(fill: red) $x$ *đậm* [ngoặc] \\ // <nhãn> @nguồn " * 2
    sheet = replace(sheet_of(), questions=tuple(replace(one, name=odd, known=odd) for one in sheet_of().questions))
    assert len(pictures([sheet], ppi=20)) == 1
    assert pdf([sheet]).startswith(b"%PDF-")


def test_a_sheet_for_another_look_says_who_may_look() -> None:
    base = ledger(line(new("90004"), check={"level": 2, "role": "x", "day": "2026-06-01", "same_as_reporter": False}))
    sheet = recheck_sheet(base, new("90004"), {("thu", "")})
    page = load_workbook(io.BytesIO(xlsx(sheet)))["Phiếu"]
    assert page["A1"].value == "Phiếu xem lại xã Xã 90004"
    assert "Người xem lại phải khác người đã báo" in str(page["A2"].value)
    assert page["B7"].value == "Không"
    assert page.max_row == 10
    assert len(pictures([sheet], ppi=20)) == 1
