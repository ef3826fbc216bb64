"""Values into the superior's own Word file: the named places change and nothing else does."""

import io
from collections.abc import Mapping, Sequence

import pytest
from docx import Document
from docx.shared import Pt
from hypothesis import given, settings
from hypothesis import strategies as st

from made_reports import count, missing, money, share
from nhanrong.problems import Problem, as_text
from nhanrong.reports.filling.document import (
    AfterWords,
    AtMark,
    DocumentEntry,
    InTable,
    Letter,
    filled_document,
    opened_letter,
    table_rows_named,
)
from nhanrong.reports.filling.results import SIGNED, Filled, LeftEmpty, Replaced
from nhanrong.reports.result import Kind, Value
from superior_documents import document
from superior_files import parts, patched, workbook

FILE = "bao-cao.docx"
UNTOUCHED = "Đầu trang, chân trang và khung chữ không được đọc tới."
ENTRIES: list[DocumentEntry] = [
    InTable(1, 2, 2, count(3)),
    InTable(1, 2, 3, count(1041, grounds=0)),
    InTable(1, 3, 3, missing("dưới 5, không nêu")),
    AtMark("{{so_ho}}", count(41)),
    AtMark("[vốn]", money(36_000_000)),
    AfterWords("Tổng số hộ:", count(41)),
    AfterWords("đạt", share(7, 19)),
]


def text(words: str) -> Value:
    return Value(Kind.TEXT, text=words)


def put_in(data: bytes, entries: Sequence[DocumentEntry]) -> Filled | list[Problem]:
    letter = opened_letter(FILE, data)
    return [letter] if isinstance(letter, Problem) else filled_document(FILE, letter, entries)


def names_in(data: bytes, table: int, column: int, *, first: int, last: int) -> Mapping[int, str] | list[Problem]:
    letter = opened_letter(FILE, data)
    assert isinstance(letter, Letter)
    return table_rows_named(FILE, letter, table, column, first=first, last=last)


def filled(*entries: DocumentEntry, data: bytes | None = None) -> Filled:
    found = put_in(document() if data is None else data, entries or ENTRIES)
    assert isinstance(found, Filled), as_text(found)
    return found


def problem(*entries: DocumentEntry, data: bytes | None = None) -> str:
    found = put_in(document() if data is None else data, entries or ENTRIES)
    assert isinstance(found, list)
    return as_text(found)


def test_the_values_stand_in_their_places() -> None:
    made = Document(io.BytesIO(filled().data))
    assert [one.text for one in made.paragraphs[2:4]] == [
        "Tổng số hộ: 41 hộ, đạt 36,8 % kế hoạch; người ký: ____",
        "Có 41 hộ, nhắc lại 41, vốn 36.000.000.",
    ]
    table = made.tables[0]
    assert [table.cell(row, column).text for row, column in ((1, 1), (1, 2), (2, 2))] == ["3", "1.041", ""]
    assert filled().left_empty == (LeftEmpty("bảng 1, hàng 3, cột 3", "dưới 5, không nêu"),)


def test_words_put_in_look_as_those_before() -> None:
    made = Document(io.BytesIO(filled().data))
    assert made.tables[0].cell(1, 1).paragraphs[0].runs[0].bold
    assert made.paragraphs[2].runs[1].text == "41"
    assert made.paragraphs[2].runs[1].bold
    assert [(run.text, run.font.size, run.italic) for run in made.paragraphs[3].runs[1:3]] == [
        ("41", Pt(15), None),
        ("", None, True),
    ]


def test_only_the_text_itself_changes_and_the_same_again_gives_the_same_bytes() -> None:
    before, after = parts(document()), parts(filled().data)
    assert list(before) == list(after)
    assert {name for name in before if before[name] != after[name]} == {"word/document.xml"}
    assert filled().data == filled().data
    assert "{{so_ho}}</w:t>" in after["word/document.xml"].decode(), "the text box stays"
    assert "Mẫu {{so_ho}} của" in after["word/header1.xml"].decode()


def test_sums_of_words_own_are_reckoned_when_the_file_is_opened() -> None:
    told = parts(filled().data)["word/document.xml"].decode()
    assert told.count('<w:fldChar w:fldCharType="begin" w:dirty="true"/>') == 1  # the field to type into is left
    assert "=SUM(ABOVE)" in told


def test_merged_cells_are_found_at_each_of_their_places() -> None:
    for row in (2, 3):
        made = filled(InTable(1, row, 4, text("đổi")))
        assert Document(io.BytesIO(made.data)).tables[0].cell(1, 3).text == "đổi"
        assert made.replaced == (Replaced(f"bảng 1, hàng {row}, cột 4", "chung", "đổi"),)
    assert Document(io.BytesIO(filled(InTable(1, 5, 3, text("x"))).data)).tables[0].cell(4, 0).text == "x"
    assert "NR968 bảng 1, hàng 3, cột 4 được điền hai lần" in problem(
        InTable(1, 2, 4, text("a")), InTable(1, 3, 4, text("b"))
    )


def test_a_table_within_a_cell_stays_and_a_field_to_type_into_is_filled() -> None:
    made = Document(io.BytesIO(filled(InTable(1, 3, 2, count(5)), InTable(1, 4, 3, count(6))).data))
    assert made.tables[0].cell(2, 1).tables[0].cell(0, 0).text == "bảng con"
    assert made.tables[0].cell(2, 1).paragraphs[0].text == "5"
    assert made.tables[0].cell(3, 2).text == "6"


def test_what_is_missing_in_a_sentence_stays_a_blank_to_write_on() -> None:
    made = filled(AtMark("{{so_ho}}", missing()), AfterWords("Tổng số hộ:", missing()))
    words = [one.text for one in Document(io.BytesIO(made.data)).paragraphs[2:4]]
    assert words[0].startswith("Tổng số hộ: ………… hộ")
    assert words[1] == "Có ………… hộ, nhắc lại …………, vốn [vốn]."
    assert [one.where for one in made.left_empty] == ["“{{so_ho}}”", "chỗ trống sau “Tổng số hộ:”"]


def test_a_hint_to_type_gives_way_to_what_is_put_there() -> None:
    told = parts(filled(AtMark("[bấm để gõ]", text("10/7/2026"))).data)["word/document.xml"].decode()
    assert (
        '<w:sdtPr><w:text/></w:sdtPr><w:sdtContent><w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">10/7/2026<'
        in told
    )
    assert "showingPlcHdr" in parts(filled().data)["word/document.xml"].decode()


def test_lines_of_a_text_are_parted_and_what_follows_stays() -> None:
    made = Document(io.BytesIO(filled(AtMark("[vốn]", text("một\nhai"))).data))
    assert made.paragraphs[3].text.endswith("vốn một\nhai.")


@pytest.mark.parametrize(
    ("entry", "said", "hint"),
    [
        (
            InTable(2, 1, 1, count(1)),
            "NR966 không có bảng 2",
            "Tệp có 1 bảng, đếm từ 1 theo thứ tự trong tệp. Đầu trang, chân trang và khung chữ không được đọc tới.",
        ),
        (
            InTable(1, 9, 1, count(1)),
            "NR966 không có bảng 1, hàng 9, cột 1",
            "Đếm hàng từ 1, kể cả hàng tiêu đề; bảng 1 có 5 hàng.",
        ),
        (
            InTable(1, 1, 5, count(1)),
            "NR966 không có bảng 1, hàng 1, cột 5",
            "Đếm cột từ 1; ô gộp chiếm nhiều cột. Hàng 1 của bảng 1 có 4 cột.",
        ),
        (
            InTable(1, 4, 2, count(1)),
            "NR962 bảng 1, hàng 4, cột 2 có trường do Word tự tính, không ghi đè",
            "Trường của cấp trên để nguyên: bỏ ô này khỏi mẫu, hoặc chọn ô để nhập số.",
        ),
        (
            AtMark("{{khong}}", count(1)),
            "NR967 tệp không có “{{khong}}”",
            "Chép đúng chữ trong tệp. Đầu trang, chân trang và khung chữ không được đọc tới.",
        ),
        (
            AfterWords("kế hoạch", count(1)),
            "NR967 tệp không có chỗ trống sau “kế hoạch”",
            f"Chép đúng chữ trong tệp; ngay sau chữ ấy phải có dấu chấm (……) để điền. {UNTOUCHED}",
        ),
        (AtMark("Xã", count(1)), "NR967 tệp có 2 chỗ là “Xã”", "Ghi thêm chữ đứng trước hoặc sau để chỉ còn một chỗ."),
        (AtMark(" ", count(1)), "NR967 chỗ cần điền để trống", "Ghi chữ có trong tệp, ví dụ {{so_ho}}."),
    ],
)
def test_a_place_that_takes_no_value_is_named(entry: DocumentEntry, said: str, hint: str) -> None:
    assert problem(entry) == f"bao-cao.docx: {said}\n    → {hint}\n"


@pytest.mark.parametrize("dots", ["." * 5000, "…_" * 2500, ". " * 5000, ".." + " " * 5000 + "."])
def test_a_long_line_of_dots_is_read_at_once(dots: str) -> None:
    data = patched(document(), {"word/document.xml": lambda text: text.replace("chung", f"{dots} hộ")})
    assert filled(InTable(1, 2, 4, text("đổi")), data=data).data
    assert "NR967" in problem(AfterWords("hộ", count(1)), data=data)


CELL = InTable(1, 2, 4, count(41))


@pytest.mark.parametrize(
    ("stood", "entry", "stands"),
    [
        ("...... hộ", CELL, "41 hộ"),
        ("Tổng số: …… hộ", CELL, "Tổng số: 41 hộ"),
        ("đạt …… %", InTable(1, 2, 4, share(7, 19)), "đạt 36,8 %"),
        ("...... hộ", InTable(1, 2, 4, missing()), "...... hộ"),
        ("……", CELL, "41"),
        ("……", InTable(1, 2, 4, missing()), ""),
        ("…… hộ, …… người", CELL, "41"),
    ],
)
def test_words_about_the_only_blank_of_a_cell_stay(stood: str, entry: InTable, stands: str) -> None:
    data = patched(document(), {"word/document.xml": lambda text: text.replace("chung", stood)})
    made = filled(entry, data=data)
    assert Document(io.BytesIO(made.data)).tables[0].cell(1, 3).text.replace("\u00a0", " ") == stands
    assert [one.before for one in made.replaced] == (["…… hộ, …… người"] if "người" in stood else [])
    assert [one.where for one in made.left_empty] == ([] if entry.value.number else ["bảng 1, hàng 2, cột 4"])


def test_what_no_screen_may_get_is_dropped_from_what_stood_there() -> None:
    data = patched(document(), {"word/document.xml": lambda text: text.replace("chung", "Xã\u009b2J\u007f")})
    assert filled(CELL, data=data).replaced == (Replaced("bảng 1, hàng 2, cột 4", "Xã2J", "41"),)


def test_the_blank_of_a_cell_is_filled_once() -> None:
    data = patched(document(), {"word/document.xml": lambda text: text.replace("chung", "Cả huyện: …… hộ")})
    said = problem(CELL, AfterWords("Cả huyện:", count(1)), data=data)
    assert "NR968 bảng 1, hàng 2, cột 4 được điền hai lần" in said


def test_what_is_no_document_is_told() -> None:
    assert problem(data=b"\xd0\xcf\x11\xe0").startswith(
        "bao-cao.docx: NR960 tệp có mật khẩu, hoặc là Word kiểu cũ (.doc)\n    → Mở bằng Word, lưu lại kiểu .docx"
    )
    for data in (
        b"",
        workbook(),
        document()[:-100],
        patched(document(), {"word/document.xml": lambda text: text[:-9]}),
    ):
        assert problem(data=data).startswith("bao-cao.docx: NR960 không đọc được như một tệp Word (.docx)\n")


def test_a_signed_document_is_filled_with_a_warning() -> None:
    assert filled(data=document(signed=True)).warnings == (SIGNED,)


def test_rows_of_a_table_are_known_by_their_names() -> None:
    named = names_in(document(), 1, 1, first=2, last=9)
    assert named == {2: "Xã Thử Một", 3: "Xã Thử Hai", 4: "Cộng", 5: "Gộp ngang"}
    none = names_in(document(), 0, 1, first=2, last=9)
    assert isinstance(none, list)
    assert "NR966 không có bảng 0" in as_text(none)


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=50))
@settings(max_examples=60, deadline=None)
def test_a_text_stays_what_it_is(words: str) -> None:
    made = Document(io.BytesIO(filled(InTable(1, 2, 3, text(words)), AtMark("[vốn]", text(words))).data))
    kept = "".join(one for one in words if one in "\t\n" or (one >= " " and one not in "\ufffe\uffff"))
    assert made.tables[0].cell(1, 2).text == kept
    assert made.paragraphs[3].text.endswith(f"vốn {kept}.")


@given(st.data())
@settings(max_examples=60, deadline=None)
def test_a_damaged_file_is_told_and_never_a_crash(data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(["word/document.xml", "_rels/.rels", "[Content_Types].xml"]))
    length = len(parts(document())[name])
    at, skip = data.draw(st.integers(0, length)), data.draw(st.integers(0, 12))
    put = data.draw(st.sampled_from(["", "<", "x", '"', "<a/>", "9999999999"]))
    found = put_in(patched(document(), {name: lambda text: text[:at] + put + text[at + skip :]}), ENTRIES)
    assert isinstance(found, Filled | list)
