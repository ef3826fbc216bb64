"""A booklet in Word: all that it holds, in styles that officers know, with its lines on every page."""

import datetime as dt
import io
from dataclasses import replace

import pytest
from docx.enum.section import WD_SECTION
from docx.shared import Pt
from docx.text.paragraph import Paragraph
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from builders import DAY
from made_books import NOTICE, SVG, WARNING, book, chapter, every_block, words
from nhanrong.handouts.blocks import (
    Book,
    Calendar,
    Column,
    Fact,
    Facts,
    Items,
    Note,
    Picture,
    Season,
    Section,
    Slip,
    Step,
    Steps,
    Table,
    Term,
    Words,
)
from nhanrong.handouts.column_widths import column_widths
from nhanrong.handouts.document import docx
from nhanrong.handouts.typography import bound
from nhanrong.prose import Bullets
from nhanrong.word.xml import clean
from reading_documents import above, below, everything, opened, papers, parts, told, xml_parts
from test_word import misplaced

TITLE = "Trồng dâu nuôi tằm (bịa để kiểm thử)"
SITE, PAGE = "https://kho-thu.example/", "https://kho-thu.example/mo-hinh/thu-a/"
SLIP = (
    f"| Phiếu gửi Hội Nông dân: {TITLE} (mã thu-a) / ☐ Tôi muốn học\t☐ Tôi muốn đến xem / "
    "☐ Tôi đang làm\t☐ Tôi đã bỏ, vì: ............ / "
    f"Xã: {'.' * 48} số hộ cùng làm: .......... |"
)
NOTES = ["Normal: Ghi chép", *["WriteHere:  "] * 17]


def made(one: Book | None = None) -> bytes:
    return docx(one or book(), DAY)


def test_the_whole_booklet_in_order() -> None:
    assert [line.replace("\u00a0", " ") for line in told(made())] == [
        "Picture: [Sơ đồ các xã (bịa để kiểm thử).]",
        "CoverPlace: Huyện Thử",
        "Title: Sổ tay mô hình (bịa để kiểm thử)",
        "Subtitle: Trồng trọt",
        "Subtitle: Bản 11/2026",
        "Normal: In ngày 23/11/2026",
        "Small: 2 trên 5 xã có việc kể trong sách này.",
        "Warning: Có phần chưa thẩm định kỹ thuật",
        "TOCHeading: Mục lục",
        "TOC1: Cách đọc sách này",
        f"TOC1: 1.\t{TITLE}",
        "TOC1: Giải thích từ ngữ",
        "TOC1: Phiếu để cắt",
        "TOC1: Hỏi ai, xem bản mới ở đâu",
        "Heading1: Cách đọc sách này",
        "Heading2: Con số",
        "Normal: Mỗi con số có nguồn.",
        "| [Ô mẫu]\tĐang làm, đã kiểm tra thực tế | [Ô mẫu]\tĐang làm |",
        "| [Ô mẫu]\tĐang thu hẹp hoặc tạm dừng | [Ô mẫu]\tĐã ghi nhận, không rõ hiện trạng |",
        "| [Ô mẫu]\tLàm thử, trình diễn hoặc mới đăng ký | [Ô mẫu]\tĐã ngừng hoặc làm thử, không hợp |",
        "| [Ô mẫu]\tĐã xem, không có | [Ô mẫu]\tCó ở xã cũ, chờ xác nhận lại |",
        "| [Ô mẫu]\tChưa có ai ghi nhận | [Ô mẫu]\tNơi khởi đầu |",
        "Kicker: Mô hình · mã thu-a · Cây dâu · Con tằm",
        f"Heading1: {TITLE}",
        "Lead: Trồng dâu lấy lá, nuôi tằm lấy kén.",
        f"| [Mã QR mở trang {PAGE}] | Bản mới nhất của {TITLE}: {PAGE} |",
        "Heading2: Làm thế nào",
        "Normal: Nuôi tằm trong nhà thoáng.",
        "Normal: Cho ăn ngày bốn bữa.",
        "ListBullet: nong",
        "ListBullet: né",
        "| Vốn | 36 triệu đồng/ha / giá năm 2022, hạng E |",
        "| Bao lâu có thu | 6 tháng |",
        "Normal: Chưa có số liệu: giá bán, công lao động.",
        "ListNumber: Làm đất.",
        "ListContinue: Khi nào: Tháng 3",
        "ListContinue: Vật tư: cuốc, vôi",
        "ListNumber: Trồng hom.",
        "ListContinue: Hom dài 20 cm.",
        "ListBullet2: hàng cách hàng 1 m",
        "ListBullet2: cây cách cây 30 cm",
        "ListBullet2: tưới",
        "ListBullet2: bón phân",
        "ListNumber: Ai mua kén?",
        "ListNumber: Dâu bị bệnh thì làm gì?",
        "ListBullet: một điều",
        "ListBullet: điều khác",
        "Caption: Lịch thời vụ",
        "| Việc, theo tháng | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | 11 | 12 |",
        "| Trồng mới. |  |  | 3 | 4 |  |  |  |  |  |  |  |  |",
        "| Đốn dâu, bón lót. | 1 |  |  |  |  |  |  |  |  |  | 11 | 12 |",
        "Caption: Chi phí cho một ha",
        "| Khoản | Số lượng | Thành tiền (đồng) |",
        "| Giống | 30.000 hom | 9.000.000 |",
        "| Phân chuồng | 10 tấn | chưa có số liệu |",
        "| Cộng |  | 9.000.000 |",
        "Small: Giá năm 2022, người trồng trả; giá cũ.",
        "Picture: [Một vòng tròn trong khung chữ nhật.]",
        "Legend: [Ô mẫu]\tĐã ghi nhận, không rõ hiện trạng",
        "Legend: [Ô mẫu]\tNơi khởi đầu",
        "PictureCaption: Sơ đồ vị trí, không phải địa giới hành chính",
        "| Chú ý / Không phun thuốc gần ruộng dâu. / tằm chết |",
        *["WriteHere:  "] * 3,
        "Normal: Phiếu của mô hình này: ở cuối sách, phần “Phiếu để cắt”.",
        "Heading1: Giải thích từ ngữ",
        "Normal: Chi hội: nhóm hội viên ở một thôn",
        *NOTES,
        "Heading1: Phiếu để cắt",
        "Small: Mỗi phiếu đánh dấu một ô. Đã bỏ thì ghi chữ cái: A thiếu vốn; B giá thấp.",
        "Small: Không ghi tên, số điện thoại. Cắt theo vạch, đưa cho: Văn phòng Hội thử (bịa để kiểm thử).",
        "CutHere: - - - - - - cắt ở đây - - - - - -",
        SLIP,
        *NOTES,
        "Heading1: Hỏi ai, xem bản mới ở đâu",
        "ListBullet: Văn phòng Hội thử (bịa để kiểm thử)",
        "Heading2: Không in",
        "Normal: Được hỏi tới nhưng chưa thẩm định kỹ thuật nên chưa in:",
        "ListBullet: Nuôi cá (bịa để kiểm thử)",
        f"| [Mã QR mở trang {SITE}] | Bản in ngày 23/11/2026. Bản mới nhất: {SITE} |",
    ]


def test_a_chapter_that_nobody_reviewed_says_so_above_its_every_page_and_no_other_does() -> None:
    data = made(book(chapter(words("một")), chapter(words("hai"), title="Nuôi cá", warning="")))
    assert above(data) == [[], [WARNING, TITLE], ["Nuôi cá"], [], []]
    sections = opened(data).sections
    assert [part.different_first_page_header_footer for part in sections] == [True, False, False, False, False]
    assert [part.start_type for part in sections[1:]] == [2, 2, 2, 2], "each on a new page"


def test_slips_stand_on_right_hand_pages_with_lines_behind_them_and_chapters_lead_there() -> None:
    slip = every_block()[-1]
    assert isinstance(slip, Slip)
    many = [chapter(replace(slip, code=f"thu-{number}"), warning=WARNING if number == 4 else "") for number in range(5)]
    data = made(book(*many))
    body = opened(data).element.body
    begun = []
    for part in opened(data).sections:
        here = [one for one in part.iter_inner_content() if isinstance(one, Paragraph)]
        said = [one.text for one in here]
        cuts = sum("cắt ở đây" in text for text in said)
        if cuts:
            begun.append((part.start_type, cuts))
            notes = said.index("Ghi chép")
            assert here[notes].paragraph_format.page_break_before
            assert not "".join(said[notes + 1 :]).strip("\u00a0"), "nothing but lines"
            assert max(at for at, text in enumerate(said) if "cắt ở đây" in text) < notes
    assert begun == [(WD_SECTION.ODD_PAGE, 2), (WD_SECTION.ODD_PAGE, 2), (WD_SECTION.ODD_PAGE, 1)]
    marks = body.xpath("//w:p[contains(., 'cắt ở đây')]/w:bookmarkStart/@w:name")
    assert body.xpath("//w:p[starts-with(., 'Phiếu của')]/w:hyperlink/@w:anchor") == marks
    assert len(marks) == 5
    assert [head for head in above(data) if "Phiếu để cắt" in head] == [
        ["Phiếu để cắt"],
        ["Phiếu để cắt"],
        [WARNING, "Phiếu để cắt"],
    ]
    boxes = body.xpath("//w:r[contains(w:t, '☐')]/w:rPr/w:sz/@w:val")
    assert boxes == ["48"] * 20, "of six millimetres"


def test_the_notice_and_the_number_stand_below_every_page_and_the_notice_on_the_cover() -> None:
    data = made()
    assert below(data) == [[NOTICE, "1"]] * len(opened(data).sections)
    assert [one.text for one in opened(data).sections[0].first_page_footer.paragraphs] == [NOTICE]
    assert below(made(book(notice="")))[0] == ["1"]


def test_what_a_booklet_does_not_have_leaves_no_trace() -> None:
    bare = book(chapter(words("một"), qr=""), how_to_read=(), glossary=(), left_out=(), cover=None)
    bare = replace(bare, warning="", theme="", qr="", url="")
    assert [line for line in told(made(bare)) if not line.startswith("TOC")] == [
        "CoverPlace: Huyện Thử",
        "Title: Sổ tay mô hình (bịa để kiểm thử)",
        "Subtitle: Bản 11/2026",
        "Normal: In ngày 23/11/2026",
        "Kicker: Mô hình · mã thu-a · Cây dâu · Con tằm",
        f"Heading1: {TITLE}",
        "Lead: Trồng dâu lấy lá, nuôi tằm lấy kén.",
        f"Normal: Bản mới nhất của {TITLE}: https://kho-thu.example/mo-hinh/thu-a/",
        "Heading2: Làm thế nào",
        "Normal: một",
        "Heading1: Hỏi ai, xem bản mới ở đâu",
        "ListBullet: Văn phòng Hội thử (bịa để kiểm thử)",
    ]


def test_it_prints_on_a5_and_large_print_on_a4_with_letters_of_sixteen_points() -> None:
    plain, large = opened(made()), opened(docx(book(), DAY, large=True))
    assert papers(plain) == [(148, 210)] * 6
    assert papers(large) == [(210, 297)] * 6

    def letters(document: object) -> int:
        found = document.styles.element.xpath("./w:docDefaults//w:sz/@w:val")  # type: ignore[attr-defined]
        return int(found[0])

    assert (letters(plain), letters(large)) == (Pt(11).pt * 2, Pt(16).pt * 2)


def test_every_picture_is_told_and_every_style_is_there() -> None:
    data = made()
    document = opened(data)
    ids = set(document.styles.element.xpath("./w:style/@w:styleId"))
    for part in xml_parts(data):
        assert misplaced(part) == []
        used = part.xpath("//w:pStyle/@w:val | //w:tblStyle/@w:val | //w:rStyle/@w:val", namespaces=part.nsmap)
        assert set(used) <= ids
    pictures = document.element.body.xpath("//wp:docPr")
    assert len(pictures) == 16, "the cover's, one, two codes, the swatches of two legends"
    assert all(one.get("descr") for one in pictures)
    assert len({one.get("id") for one in pictures}) == len(pictures)


def test_the_map_of_the_cover_is_drawn_on_white() -> None:
    bare = SVG.replace('fill="#fff" ', 'fill="none" ')
    data = made(book(chapter(words("một"), qr=""), qr="", how_to_read=(), cover=Picture(bare, "Sơ đồ.")))
    with Image.open(io.BytesIO(parts(data)["word/media/image1.png"])) as picture:
        assert picture.convert("L").getpixel((picture.width - 20, picture.height // 2)) == 255
    assert "w:fill=" not in parts(data)["word/document.xml"].decode().split("CoverPlace")[0]


ODD = [
    "#set",
    "$x$",
    "*đậm*",
    "_nghiêng_",
    "\\",
    "<w:p>",
    "{{ x }}",
    "@a",
    '"',
    "'",
    "]]>",
    "x" * 300,
    "\u2060",
    "\x00",
]


@given(st.one_of(st.text(max_size=60), st.sampled_from(ODD)))
def test_odd_texts_stay_texts_wherever_they_stand(text: str) -> None:
    one = words(text, bullets=(text,))
    blocks = (
        one,
        Facts((Fact(text, text, text),), (text,)),
        Steps(
            (Step(one, text, text), Step(Words((Bullets((text,)),)))),
        ),
        Items((one,)),
        Calendar((Season((1,), one),)),
        Table(text, (Column(text), Column(text, number=True)), ((text, text),), ((text, text),), (text,)),
        Picture(SVG, text, text),
        Note(text, one),
        Slip(text, text, (text,), ((text, text),), (text,)),
    )
    odd = chapter(*blocks, code=text, kind=text, title=text, tags=(text,), lead=one, url=text, warning=text)
    whole = book(odd, title=text, area=text, theme=text, edition=text, printed=text, notice=text, warning=text)
    data = made(replace(whole, glossary=(Term(text, text),), left_out=(text,), offices=(text,), url=text))
    shown = clean(bound(text)).replace("\r\n", "\n").replace("\r", "\n")
    assert everything(data).count(shown) >= 40
    asked = [field for part in xml_parts(data) for field in part.xpath("//w:instrText/text()", namespaces=part.nsmap)]
    assert set(asked) == {' TOC \\o "1-1" \\h \\z \\u ', " PAGE "}


def test_the_same_booklet_gives_the_same_bytes_and_its_day_is_in_them() -> None:
    assert made() == made()
    assert docx(book(), dt.date(2026, 11, 24)) != made()


@pytest.mark.parametrize("width", [0.0, 0.5, 1.0, 7.0])
def test_a_picture_is_never_wider_than_the_text(width: float) -> None:
    data = made(book(chapter(Picture(SVG, "Khung", width=width), qr=""), qr="", cover=None, how_to_read=()))
    assert [shape.width.mm <= 120.1 for shape in opened(data).inline_shapes] == [True]


def test_numbers_stay_with_their_units_and_addresses_and_codes_as_they_are() -> None:
    lines = told(
        made(book(chapter(words("Mỗi ha 36 triệu đồng."), code="lop-25-10", url="https://kho-thu.example/36 ha")))
    )
    assert "Normal: Mỗi ha 36\u00a0triệu\u00a0đồng." in lines
    assert "Kicker: Mô hình · mã lop-25-10 · Cây dâu · Con tằm" in lines
    assert any(line.endswith("https://kho-thu.example/36 ha |") for line in lines)


def test_sources_are_set_in_the_letters_of_notes() -> None:
    section = Section("Nguồn", (Items((words("Báo Thử, 2022."),)), words("Còn thiếu giá.")))
    lines = told(made(book(chapter(sections=(section,)))))
    assert lines[lines.index("Heading2: Nguồn") :][1:3] == ["SmallBullet: Báo Thử, 2022.", "Small: Còn thiếu giá."]


def test_columns_are_as_wide_as_their_words_and_what_there_is_to_read() -> None:
    titles = ("Khi nào", "Tình trạng", "Số hộ", "Hạng")
    rows = (
        ("2019–2022", "Đang áp dụng. Bài báo tháng 4/2023 kể tên xã trong các xã mới có hộ nuôi tằm.", "chưa rõ", "E"),
    )
    when, state, households, grade = column_widths(Table("", tuple(map(Column, titles)), rows), 120, 1)
    assert when + state + households + grade == pytest.approx(120)
    assert state > 60, "the text gets what the others do not need"
    assert grade > 10, "no heading is broken"
    tight = Table("", (Column("x" * 40),) * 9, ())
    assert column_widths(tight, 120, 1) == pytest.approx([120 / 9] * 9)
