"""Word documents: of our own styles, in the order that Word insists on, texts as texts, the same bytes every time."""

import datetime as dt
import io
import re
from collections.abc import Sequence
from typing import Any

import pytest
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.shared import Mm
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from builders import DAY
from made_books import SVG
from nhanrong.word.contents import contents, entries, leads_here, link, page_number
from nhanrong.word.opening import A4_LETTER, A5, Look, on_paper, opened
from nhanrong.word.pictures import DOTS, Drawing, Gallery, _on_paper
from nhanrong.word.steady import document_bytes
from nhanrong.word.tables import Grid, behind, frame
from nhanrong.word.texts import numbered, restarted_numbers, write
from nhanrong.word.xml import clean
from reading_documents import parts, told, xml_parts

LOOKS: list[Look] = ["handout", "letter"]
# the order of what each element may hold, as ECMA-376 has it, as far as we write any of it
ORDER = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore widowControl numPr pBdr tabs spacing ind jc outlineLvl sectPr",
    "rPr": "rStyle rFonts b bCs i iCs color sz szCs u lang",
    "tblPr": "tblStyle tblW jc tblInd tblBorders tblLayout tblCellMar tblLook tblCaption",
    "tcPr": "tcW gridSpan vMerge tcBorders shd tcMar vAlign",
    "trPr": "cantSplit tblHeader",
    "sectPr": "headerReference footerReference type pgSz pgMar cols titlePg",
    "style": "name basedOn next uiPriority semiHidden qFormat pPr rPr tblPr tcPr tblStylePr",
    "lvl": "start numFmt pStyle suff lvlText lvlJc pPr rPr",
    "pBdr": "top left bottom right between",
    "tblBorders": "top left bottom right insideH insideV",
    "tcBorders": "top left bottom right",
    "tblCellMar": "top left bottom right",
    "numbering": "abstractNum num",
}


def document(look: Look = "handout") -> Any:
    return opened(look, A5, "Thử", DAY)


def made(one: Any) -> bytes:
    return document_bytes(one, DAY)


def misplaced(part: Any) -> list[str]:
    """Elements whose children do not stand in the order of the standard, or are not known to us."""
    found = []
    for name, order in ORDER.items():
        allowed = order.split()
        for element in part.iter(qn(f"w:{name}")):
            children = [child.tag.rpartition("}")[2] for child in element]
            known = [child for child in children if child in allowed]
            if known != children or known != sorted(known, key=allowed.index):
                found.append(f"{name}: {' '.join(children)}")
    return found


@pytest.mark.parametrize("look", LOOKS)
def test_a_document_has_no_part_but_ours_and_names_nobody(look: Look) -> None:
    found = parts(made(document(look)))
    assert sorted(found) == [
        "[Content_Types].xml",
        "_rels/.rels",
        "docProps/core.xml",
        "word/_rels/document.xml.rels",
        "word/document.xml",
        "word/numbering.xml",
        "word/settings.xml",
        "word/styles.xml",
    ]
    core = found["docProps/core.xml"].decode()
    assert re.findall(r"<dc:creator>(.*?)</dc:creator>", core) == ["nhanrong"]
    assert "<dc:title>Thử</dc:title>" in core
    assert "<dc:language>vi-VN</dc:language>" in core
    assert set(re.findall(r"\d{4}-\d\d-\d\d", core)) == {str(DAY)}


@pytest.mark.parametrize("look", LOOKS)
def test_styles_are_ordered_rest_on_each_other_and_speak_vietnamese(look: Look) -> None:
    one = document(look)
    styles = one.styles.element
    assert misplaced(styles) == []
    ids = {style.get(qn("w:styleId")) for style in styles.iter(qn("w:style"))}
    assert len(ids) == len(list(styles.iter(qn("w:style"))))
    asked = {each.get(qn("w:val")) for name in ("basedOn", "next") for each in styles.iter(qn(f"w:{name}"))}
    assert asked <= ids
    assert styles.find(f".//{qn('w:docDefaults')}//{qn('w:lang')}").get(qn("w:val")) == "vi-VN"
    for part in xml_parts(made(one)):
        assert misplaced(part) == []


@given(st.text())
def test_whatever_stands_in_a_text_is_a_text_and_nothing_else(text: str) -> None:
    one = document()
    write(one, text)
    write(frame(one, "Framed", 100, text), text)
    data = made(one)
    assert told(data)[0] == (f"Normal: {shown(text)}" if shown(text) else "|  |")
    assert not [part for part in xml_parts(data) if list(part.iter(qn("w:instrText")))]


def shown(text: str) -> str:
    """A text as a document can hold it: XML reads every end of a line as the same one."""
    return re.sub("\r\n?", "\n", clean(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a\x00b\x0bc\x1f", "abc"),
        ("con\u2060/\u2060m²", "con/m²"),
        ("36\u00a0triệu", "36\u00a0triệu"),
        ("\ud800x\uffff", "x"),
        ("dòng\tmới\n🌱", "dòng\tmới\n🌱"),
    ],
)
def test_only_what_xml_refuses_or_word_shows_as_a_box_is_left_out(text: str, expected: str) -> None:
    assert clean(text) == expected


def test_a_text_that_looks_like_a_field_or_a_formula_stays_one() -> None:
    one = document()
    write(one, '{ INCLUDETEXT "a" } =1+1 <w:p/> &amp; ]]>')
    assert told(made(one)) == ['Normal: { INCLUDETEXT "a" } =1+1 <w:p/> &amp; ]]>']


def test_every_list_begins_at_one_and_points_are_words_own() -> None:
    one = document()
    lists = restarted_numbers(one)
    numbers = [next(lists), next(lists)]
    for number in numbers:
        for text in "ab":
            numbered(write(one, text, "ListNumber"), number)
    assert len(set(numbers)) == 2
    for number in numbers:
        override = one.part.numbering_part.element.num_having_numId(number)
        assert [each.get(qn("w:val")) for each in override.iter(qn("w:startOverride"))] == ["1"]
    found = [paragraph._p.pPr.numPr.numId.val for paragraph in one.paragraphs]
    assert found == [numbers[0], numbers[0], numbers[1], numbers[1]]


def grid(rows: int, one: Any) -> Grid:
    table = Grid(one, "Lined", [40, 80], "Bảng thử")
    for cell, text in zip(table.row(heading=True), ("Tên", "Số"), strict=True):
        write(cell, text, "TableHead")
    for number in range(rows):
        table.texts((f"hàng {number}", str(number)), "TableText")
    return table


def test_a_table_repeats_its_heading_breaks_no_row_and_is_as_wide_as_it_says() -> None:
    one = document()
    table = grid(20, one)
    table.across("cả hàng", "TableTotal")
    body = one.tables[0]._tbl
    assert len(body.xpath("./w:tr")) == len(body.xpath("./w:tr/w:trPr/w:cantSplit")) == 22
    assert [row.xpath("string(.)") for row in body.xpath("./w:tr[w:trPr/w:tblHeader]")] == ["TênSố"]
    assert [Mm(width).twips for width in (40, 80)] == [int(each) for each in body.xpath("./w:tblGrid/w:gridCol/@w:w")]
    assert body.xpath("./w:tr[last()]/w:tc/w:tcPr/w:gridSpan/@w:val") == ["2"]
    assert body.xpath("./w:tblPr/w:tblCaption/@w:val") == ["Bảng thử"]
    assert misplaced(body) == []


@pytest.mark.parametrize(
    ("rows", "kept"), [(3, [0, 1, 2]), (8, [0, 1, 2, 3, 4, 5, 6, 7]), (9, [0, 1, 8]), (20, [0, 1, 19])]
)
def test_small_tables_stay_whole_and_no_row_stands_alone(rows: int, kept: Sequence[int]) -> None:
    one = document()
    grid(rows, one).keep_together()
    found = [number for number, row in enumerate(one.tables[0]._tbl.xpath("./w:tr")) if row.xpath(".//w:keepNext")]
    assert found == kept


def test_two_tables_do_not_grow_together() -> None:
    one = document()
    for _ in range(2):
        grid(1, one)
        behind(one)
    names = [child.tag.rpartition("}")[2] for child in one.element.body]
    assert names == ["tbl", "p", "tbl", "p", "sectPr"]


def test_a_picture_is_told_sharp_and_no_taller_than_the_page() -> None:
    wide, tall = Drawing(SVG, 100), Drawing(SVG.replace("0 0 40 20", "0 0 10 40"), 100)
    one = document()
    gallery = Gallery(one, [wide, tall, wide], DAY)
    assert list(gallery.pictures) == [wide, tall]
    with Image.open(io.BytesIO(gallery.pictures[wide])) as picture:
        assert picture.width == pytest.approx(100 / 25.4 * DOTS, abs=2)
        assert picture.width == pytest.approx(picture.height * 2, abs=2)
        assert picture.mode == "L", "without colour it takes a third of the room"
    assert DOTS >= 200
    for each in (wide, tall, wide):
        gallery.put(write(one, ""), each, 120, "Một <vòng> & khung")
    assert [(round(shape.width.mm), round(shape.height.mm)) for shape in one.inline_shapes] == [
        (100, 50),
        (30, 120),
        (100, 50),
    ]
    data = made(one)
    assert told(data) == ["Normal: [Một <vòng> & khung]"] * 3
    assert [name for name in parts(data) if name.endswith(".png")] == ["word/media/image1.png", "word/media/image2.png"]


def test_a_coloured_picture_keeps_its_colours() -> None:
    red = Drawing(SVG.replace("<circle", '<circle fill="#c00"'), 20)
    with Image.open(io.BytesIO(Gallery(document(), [red], DAY).pictures[red])) as picture:
        assert picture.convert("RGB").getpixel((picture.width // 4, picture.height // 2)) == (204, 0, 0)


def test_the_contents_are_filled_in_and_every_line_leads_to_its_heading() -> None:
    one = document()
    listed = entries([("1.", "Dâu tằm"), ("", "Giải thích từ ngữ")])
    contents(one, "Mục lục", listed, 120)
    for entry in listed:
        leads_here(write(one, entry.title, "Heading1"), entry)
    data = made(one)
    assert told(data) == [
        "TOCHeading: Mục lục",
        "TOC1: 1.\tDâu tằm",
        "TOC1: Giải thích từ ngữ",
        "Heading1: Dâu tằm",
        "Heading1: Giải thích từ ngữ",
    ]
    body = opened_body(data)
    assert body.xpath("//w:instrText/text()") == [' TOC \\o "1-1" \\h \\z \\u ']
    assert body.xpath("//w:fldChar/@w:fldCharType") == ["begin", "separate", "end"]
    assert body.xpath("//w:hyperlink/@w:anchor") == body.xpath("//w:bookmarkStart/@w:name")
    assert body.xpath("//w:bookmarkStart/@w:id") == body.xpath("//w:bookmarkEnd/@w:id") == ["1", "2"]
    assert body.xpath("//w:sdt//w:docPartGallery/@w:val") == ["Table of Contents"]
    styles = one.styles["toc 1"].element
    assert styles.xpath(".//w:tab[@w:val='right']/@w:pos") == [str(Mm(120).twips)]


def opened_body(data: bytes) -> Any:
    import docx

    return docx.Document(io.BytesIO(data)).element.body


def test_only_addresses_of_the_web_are_links() -> None:
    one = document()
    link(write(one, "Xem: "), "https://kho-thu.example/?a=1&b=2", "kho-thu.example")
    link(write(one, "Xem: "), "javascript:alert(1)", "javascript:alert(1)")
    assert told(made(one)) == ["Normal: Xem: kho-thu.example", "Normal: Xem: javascript:alert(1)"]
    outside = [one.target_ref for one in one.part.rels.values() if one.is_external]
    assert outside == ["https://kho-thu.example/?a=1&b=2"]


def test_the_page_number_is_a_field() -> None:
    one = document()
    page_number(one.sections[0].footer, "PageNumber", of_all=True)
    body = one.sections[0].footer._element
    assert body.xpath(".//w:instrText/text()") == [" PAGE ", " NUMPAGES "]


def test_paper_is_as_large_as_it_is() -> None:
    one = document("letter")
    section = one.sections[0]

    def size() -> tuple[int, int]:
        return round(section.page_width.mm), round(section.page_height.mm)

    assert size() == (148, 210)
    on_paper(section, A4_LETTER.across())
    assert size() == (297, 210)
    assert section.orientation == WD_ORIENT.LANDSCAPE
    assert A4_LETTER.text_width == 165
    assert A4_LETTER.across().text_width == 262


def test_large_letters_are_larger_everywhere_with_the_room_about_them() -> None:
    def sizes(scale: float, name: str, key: str) -> list[int]:
        one = opened("handout", A5, "Thử", DAY, scale)
        parts = (one.styles.element, one.part.numbering_part.element)
        found = [each.get(qn(f"w:{key}")) for part in parts for each in part.iter(qn(f"w:{name}"))]
        return [int(each) for each in found if each]

    for name, key in (("sz", "val"), ("ind", "hanging"), ("tab", "pos"), ("spacing", "after")):
        assert sizes(2.0, name, key) == [2 * each for each in sizes(1.0, name, key)] != []


def test_the_same_document_gives_the_same_bytes_and_another_day_others() -> None:
    assert made(document()) == made(document())
    other = dt.date(2027, 1, 2)
    assert document_bytes(opened("handout", A5, "Thử", other), other) != made(document())


def test_a_title_longer_than_word_takes_is_cut() -> None:
    assert opened("handout", A5, "x" * 300, DAY).core_properties.title == "x" * 255


def test_what_shows_through_a_picture_is_white_paper() -> None:
    seen = io.BytesIO()
    Image.new("RGBA", (4, 4), (38, 38, 38, 0)).save(seen, "PNG")
    with Image.open(io.BytesIO(_on_paper(seen.getvalue()))) as picture:
        assert picture.convert("L").getextrema() == (255, 255)
