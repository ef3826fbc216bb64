"""What an office hands out: the slips on paper and the register, the same bytes every time."""

import io
from dataclasses import replace

from openpyxl import load_workbook
from PIL import Image

from builders import DAY, NEW, SMALL, small
from nhanrong.slips.handout import Handout, handout
from nhanrong.slips.layout import CONTACTS, FIRST_ROW, ROWS, SHEET
from nhanrong.slips.paper import pdf, pictures
from nhanrong.slips.workbook import xlsx
from reading_pages import told

EXPECTED = SMALL / "expected" / "slip-register.txt"


def made(chosen: list[str] | None = None, units: int = 3) -> Handout:
    kb = small()
    return handout(kb, NEW, DAY, kb.units_of(NEW)[:units], chosen)


def test_the_register_holds_what_is_expected(*, bless: bool) -> None:
    found = told(xlsx(made()), rows=FIRST_ROW + 1)
    if bless:
        EXPECTED.write_text(found, "utf-8")
    assert found == EXPECTED.read_text("utf-8"), "if the new register is right: pytest --bless"


def test_the_same_handout_gives_the_same_bytes() -> None:
    one = made(["thu-a"])
    assert xlsx(one) == xlsx(one)
    assert pdf(one) == pdf(one)


def test_both_pages_have_a_numbered_row_for_each_slip() -> None:
    book = load_workbook(io.BytesIO(xlsx(made())))
    for name in (SHEET, CONTACTS):
        assert [book[name].cell(row, 1).value for row in (FIRST_ROW, FIRST_ROW + ROWS - 1)] == [1, ROWS]
        assert book[name].max_row == FIRST_ROW + ROWS - 1


def test_the_page_of_names_says_that_it_stays() -> None:
    page = load_workbook(io.BytesIO(xlsx(made())))[CONTACTS]
    assert page["A1"].value == "Liên hệ: chỉ ở văn phòng Hội"
    assert str(page["A2"].value).startswith("Máy không bao giờ đọc trang này")
    assert [page.cell(4, column).value for column in range(1, 6)] == [
        "Số phiếu",
        "Tên",
        "Điện thoại",
        "Gọi lúc nào",
        "Đã gọi ngày",
    ]


def test_a_name_that_looks_like_a_formula_stays_a_text() -> None:
    book = load_workbook(io.BytesIO(xlsx(replace(made(), subjects=(("x", "=1+1"),), units=("=A1",)))))
    assert {book["_danh_muc"][name].data_type for name in ("A1", "B1")} == {"s"}


def test_each_chosen_subject_has_a_page_and_a_blank_one_follows() -> None:
    assert len(pictures(made(), ppi=20)) == 1
    assert len(pictures(made(["thu-a", "cach-a"]), ppi=20)) == 3
    assert b"pdfuaid" in pdf(made(["thu-a"])), "the file says that it is made for screen readers"


def test_two_slips_fit_on_a_page_whatever_the_names_are() -> None:
    """The band above the line where they are cut apart stays white."""
    name = "Mô hình có cái tên dài nhất mà một người có thể nghĩ ra để thử (bịa để kiểm thử)"
    longest = replace(
        made(["thu-a"]),
        printed=(("mo-hinh-co-cai-ma-dai-nhat-ma-mot-nguoi-co-the-nghi-ra-de-thu-bia", f"{name} {name}"),),
        commune="Xã có cái tên rất dài để thử",
        send_to=("Văn phòng Hội thử (bịa để kiểm thử); 0000 000 000; Trụ sở bịa, xã Thử Một",) * 3,
    )
    pages = pictures(longest, ppi=72)
    assert len(pages) == 2
    for page in pages:
        with Image.open(io.BytesIO(page)) as picture:
            grey = picture.convert("L")
            middle = grey.height // 2
            assert grey.crop((26, middle - 8, 260, middle - 3)).getextrema() == (255, 255)
            assert grey.crop((26, grey.height - 14, 400, grey.height)).getextrema() == (255, 255)


def test_odd_texts_stay_texts_on_paper() -> None:
    odd = "#set page(fill: red) $x$ *đậm* [ngoặc] \\ // <nhãn> @nguồn"
    assert len(pictures(replace(made(["thu-a"]), printed=((odd, odd),), commune=odd, send_to=(odd,)), ppi=20)) == 2


def test_one_commune_is_printed_and_an_area_without_offices_names_who_takes_slips() -> None:
    assert made(units=1).commune == "Xã Thử Một"
    assert made().commune == ""
    assert made().send_to == (
        "Văn phòng Hội thử (bịa để kiểm thử); 0000 000 000; van-phong@kho-thu.example; Trụ sở bịa, xã Thử Một",
    )
    assert len(pictures(replace(made(), send_to=()), ppi=20)) == 1
