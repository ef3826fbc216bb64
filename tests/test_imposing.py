"""Sheets that are printed on both sides, folded and stapled read in order, however many pages there are."""

import datetime as dt
import io

import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PageObject, PdfReader, PdfWriter
from pypdf.generic import RectangleObject

from nhanrong.handouts.imposing import SHEET_HEIGHT, SHEET_WIDTH, Side, imposed, sides
from nhanrong.slips.paper import pdf as slips
from test_slips import made

A5 = (419.53, 595.28)


def booklet(pages: int, size: tuple[float, float] = A5, turned: int = 0) -> bytes:
    """White pages of which each says its number, at its lower left."""
    writer = PdfWriter()
    for number in range(1, pages + 1):
        page = writer.add_blank_page(*size)
        drawn = f"BT /F 40 Tf 40 60 Td (page {number}.) Tj ET"
        page.merge_page(_with_text(drawn, size))
        if turned:
            page.rotate(turned)
    writer.add_metadata({"/Title": "Sổ tay (bịa để kiểm thử)"})
    result = io.BytesIO()
    writer.write(result)
    return result.getvalue()


def _with_text(drawn: str, size: tuple[float, float]) -> PageObject:
    body = drawn.encode()
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 %f %f]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>" % size,
        b"<</Length %d>>stream\n%s\nendstream" % (len(body), body),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    file, places = b"%PDF-1.7\n", []
    for number, one in enumerate(objects, start=1):
        places.append(len(file))
        file += b"%d 0 obj%s endobj\n" % (number, one)
    start = len(file)
    file += b"xref\n0 6\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % place for place in places)
    file += b"trailer<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % start
    return PdfReader(io.BytesIO(file)).pages[0]


def halves(pdf: bytes) -> list[Side]:
    """The numbers that are read on the left and right of each side of paper."""
    found = []
    for page in pypdfium2.PdfDocument(pdf):
        assert page.get_size() == pytest.approx((SHEET_WIDTH, SHEET_HEIGHT), abs=0.01)
        text = page.get_textpage()
        said = [
            text.get_text_bounded(left, 0, right, SHEET_HEIGHT).strip()
            for left, right in ((0, SHEET_WIDTH / 2), (SHEET_WIDTH / 2, SHEET_WIDTH))
        ]
        found.append(Side(*(int(one.removeprefix("page ").rstrip(".")) if one else None for one in said)))
    return found


def folded(printed: list[Side]) -> list[int | None]:
    """What one reads who prints on both sides turning over the short edge, lays the sheets together and folds them.

    Each sheet becomes two leaves. Its front is outside: the right half of the front is read first, then behind it the
    left half of the back; in the second half of the booklet the right half of the back, then the left of the front.
    """
    sheets = list(zip(printed[::2], printed[1::2], strict=True))
    opening = [number for front, back in sheets for number in (front.right, back.left)]
    closing = [number for front, back in reversed(sheets) for number in (back.right, front.left)]
    return opening + closing


@pytest.mark.parametrize("pages", range(1, 41))
def test_folded_sheets_read_from_the_first_page_to_the_last(pages: int) -> None:
    read = folded(sides(pages))
    assert read == [*range(1, pages + 1), *[None] * (-pages % 4)]


@pytest.mark.parametrize(
    ("pages", "expected"),
    [
        (1, [Side(None, 1), Side(None, None)]),
        (3, [Side(None, 1), Side(2, 3)]),
        (4, [Side(4, 1), Side(2, 3)]),
        (5, [Side(None, 1), Side(2, None), Side(None, 3), Side(4, 5)]),
        (8, [Side(8, 1), Side(2, 7), Side(6, 3), Side(4, 5)]),
    ],
)
def test_the_sides_of_small_booklets(pages: int, expected: list[Side]) -> None:
    assert sides(pages) == expected


@pytest.mark.parametrize("pages", [1, 2, 3, 4, 5, 7, 12, 13])
def test_what_is_printed_reads_in_order(pages: int) -> None:
    printed = halves(imposed(booklet(pages)))
    assert folded(printed) == [*range(1, pages + 1), *[None] * (-pages % 4)]


@given(st.integers(1, 9), st.floats(200, 900), st.floats(200, 1200), st.sampled_from([0, 90, 180, 270]))
def test_pages_of_any_size_and_turned_ones_stay_in_their_half(
    pages: int, width: float, height: float, turned: int
) -> None:
    printed = halves(imposed(booklet(pages, (width, height), turned)))
    assert folded(printed) == [*range(1, pages + 1), *[None] * (-pages % 4)]


def test_a_turned_page_stands_upright_and_a_moved_box_is_followed() -> None:
    plain = booklet(1)
    moved = PdfWriter(clone_from=io.BytesIO(plain))
    moved.pages[0].mediabox = RectangleObject((20, 30, 20 + A5[0], 30 + A5[1]))
    file = io.BytesIO()
    moved.write(file)

    def first(pdf: bytes) -> tuple[float, float]:
        left, bottom, _, _ = pypdfium2.PdfDocument(pdf)[0].get_textpage().get_charbox(0)
        return left, bottom

    straight, shifted = first(imposed(plain)), first(imposed(file.getvalue()))
    assert shifted == pytest.approx((straight[0] - 20, straight[1] - 30), abs=0.1)
    overhead = first(imposed(booklet(1, turned=180)))
    assert overhead[0] > SHEET_WIDTH * 0.75
    assert overhead[1] > SHEET_HEIGHT * 0.75


def test_pages_of_half_a_sheet_keep_their_size() -> None:
    """Scaling by less than a hundredth would only make the letters unsharp."""
    plain = booklet(1)
    left, bottom, right, top = pypdfium2.PdfDocument(plain)[0].get_textpage().get_charbox(0)
    found = pypdfium2.PdfDocument(imposed(plain))[0].get_textpage().get_charbox(0)
    half = SHEET_WIDTH / 2
    assert found == pytest.approx((left + half, bottom, right + half, top), abs=1)
    assert found[3] - found[1] == pytest.approx(top - bottom, abs=0.001)


def test_the_title_and_the_language_stay_and_the_printer_is_told_how_to_turn() -> None:
    sheets = PdfReader(io.BytesIO(imposed(slips(made(["thu-a"])))))
    assert sheets.metadata is not None
    assert sheets.metadata.title == "Phiếu gửi Hội Nông dân, huyện Thử (bịa để kiểm thử)"
    assert sheets.metadata.creation_date == dt.datetime(2026, 11, 23, tzinfo=dt.UTC)
    assert str(sheets.root_object["/Lang"]) == "vi-VN"
    assert sheets.viewer_preferences is not None
    assert str(sheets.viewer_preferences.duplex) == "/DuplexFlipShortEdge"
    assert "/StructTreeRoot" not in sheets.root_object, "nobody is told of tags that are not there"
    assert "/Annots" not in sheets.pages[0]


def test_vietnamese_is_read_from_the_sheets_as_from_the_booklet() -> None:
    pdf = slips(made(["thu-a"]))
    plain = "".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)
    sheets = "".join(page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(imposed(pdf)))
    assert "Không ghi tên, số điện thoại, chuyện riêng của ai ở phần này." in plain
    assert "Không ghi tên, số điện thoại, chuyện riêng của ai ở phần này." in sheets


def test_the_same_booklet_gives_the_same_sheets() -> None:
    pdf = slips(made(["thu-a"]))
    assert imposed(pdf) == imposed(pdf)
