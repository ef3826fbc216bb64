"""Values into the superior's own workbook: the named cells change and nothing else does."""

import io
import re
import zipfile
from collections.abc import Mapping, Sequence
from typing import Any
from unicodedata import category

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree
from openpyxl import Workbook, load_workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from builders import OLD, small
from made_reports import count, missing, money, share
from nhanrong.problems import Problem, as_text
from nhanrong.reports.filling.book import Book, opened_book
from nhanrong.reports.filling.grid import Grid
from nhanrong.reports.filling.matching import Matched, matched
from nhanrong.reports.filling.resting import on_blanks
from nhanrong.reports.filling.results import RECKONS, SIGNED, Filled, LeftEmpty, OnBlank, Replaced
from nhanrong.reports.filling.workbook import Entry, filled_workbook, rows_named
from nhanrong.reports.result import Kind, Value
from superior_files import SHEET, SUMS, parts, patched, workbook

FILE = "bieu-tinh.xlsx"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
ENTRIES = [
    Entry(SHEET, "D5", Value(Kind.TEXT, text="6 tháng đầu năm 2026")),
    Entry(SHEET, "D8", count(3)),
    Entry(SHEET, "E8", count(41)),
    Entry(SHEET, "F8", share(7, 19)),
    Entry(SHEET, "G8", share(7, 19)),
    Entry(SHEET, "D9", count(0)),
    Entry(SHEET, "E9", missing()),
    Entry(SHEET, "J40", Value(Kind.NUMBER, 2.5)),
]


def put_in(data: bytes, entries: Sequence[Entry]) -> Filled | list[Problem]:
    book = opened_book(FILE, data)
    return [book] if isinstance(book, Problem) else filled_workbook(FILE, book, entries)


def names_in(data: bytes, sheet: str, column: str, *, first: int, last: int) -> Mapping[int, str] | list[Problem]:
    book = opened_book(FILE, data)
    assert isinstance(book, Book)
    return rows_named(FILE, book, sheet, column, first=first, last=last)


def filled(data: bytes, *entries: Entry) -> Filled:
    found = put_in(data, entries or ENTRIES)
    assert isinstance(found, Filled), as_text(found)
    return found


def problem(*entries: Entry, data: bytes | None = None) -> str:
    found = put_in(workbook() if data is None else data, entries or ENTRIES)
    assert isinstance(found, list)
    return as_text(found)


def text(words: str) -> Value:
    return Value(Kind.TEXT, text=words)


def look(cell: Any) -> tuple[object, ...]:
    return tuple(cell._style or ())


def test_the_values_stand_in_their_cells() -> None:
    page = load_workbook(io.BytesIO(filled(workbook()).data))[SHEET]
    values = {name: page[name].value for name in ("D5", "D8", "E8", "F8", "G8", "D9", "E9", "J40")}
    assert values == {
        "D5": "6 tháng đầu năm 2026",
        "D8": 3,
        "E8": 41,
        "F8": 7 / 19,  # shown as percent
        "G8": 36.8,
        "D9": 0,
        "E9": None,
        "J40": 2.5,
    }


def test_only_the_parts_that_hold_a_value_or_a_formula_change() -> None:
    before, after = parts(workbook()), parts(filled(workbook()).data)
    assert list(before) == list(after)
    changed = {name for name in before if before[name] != after[name]}
    assert changed == {"xl/workbook.xml", *(f"xl/worksheets/sheet{n}.xml" for n in (1, 2, 4))}


def test_every_other_cell_and_every_look_stays() -> None:
    before, after = load_workbook(io.BytesIO(workbook())), load_workbook(io.BytesIO(filled(workbook()).data))
    given_cells = {(entry.sheet, entry.cell) for entry in ENTRIES}
    for page in before.worksheets:
        for row in page.iter_rows():
            for cell in row:
                other = after[page.title][cell.coordinate]
                assert look(cell) == look(other)
                if (page.title, cell.coordinate) not in given_cells and page.title != "Mảng":
                    assert cell.value == other.value
        assert page.merged_cells.ranges == after[page.title].merged_cells.ranges
    assert after[SHEET].column_dimensions["C"].hidden


def test_the_rest_of_a_sheet_is_the_same_to_the_last_attribute() -> None:
    """What Excel adds that nobody here knows stays too, in its place."""
    more = (
        f'<row r="3" spans="1:2" x14ac:dyDescent="0.25" xmlns:x14ac="{MAIN}/x14ac"><c r="A3" s="1" vm="1"><v>7</v></c>'
        '<extLst><ext uri="giu-nguyen"/></extLst></row>'
    )
    name = "xl/worksheets/sheet4.xml"
    data = patched(workbook(), {name: lambda text: text.replace("</sheetData>", f"{more}</sheetData><!-- ghi chú -->")})
    after = etree.fromstring(
        parts(filled(data, Entry("Mảng", "A3", count(7)), Entry("Mảng", "C3", count(8))).data)[name]
    )
    before = etree.fromstring(parts(data)[name])
    row = after.find(f".//{{{MAIN}}}row[@r='3']")
    assert [(cell.get("r"), cell.get("s"), cell.get("vm")) for cell in row[:2]] == [
        ("A3", "1", None),
        ("C3", None, None),
    ]
    row.remove(row[1])
    row.set("spans", "1:2")
    row[0].set("vm", "1")
    after.find(f"{{{MAIN}}}dimension").set("ref", before.find(f"{{{MAIN}}}dimension").get("ref"))
    before.find(f".//{{{MAIN}}}c[@r='A1']").remove(before.find(f".//{{{MAIN}}}c[@r='A1']/{{{MAIN}}}v"))
    assert etree.tostring(after, method="c14n2") == etree.tostring(before, method="c14n2")


def test_formulas_forget_what_they_came_to_and_are_reckoned_when_the_file_is_opened() -> None:
    after = parts(filled(workbook()).data)
    assert b"999" not in after["xl/worksheets/sheet1.xml"] + after["xl/worksheets/sheet2.xml"]
    assert b"<f>SUM(D8:D12)</f>" in after["xl/worksheets/sheet1.xml"]
    assert re.search(rb'<calcPr [^>]*fullCalcOnLoad="1"', after["xl/workbook.xml"])


def test_a_workbook_that_does_not_say_how_it_reckons_says_so_in_its_place() -> None:
    bare = patched(workbook(), {"xl/workbook.xml": lambda text: re.sub("<calcPr[^>]*/>", "", text)})
    names = re.findall(rb"<(\w+)[ />]", parts(filled(bare).data)["xl/workbook.xml"])
    assert names.index(b"calcPr") == names.index(b"definedName") + 1


def test_the_archive_keeps_its_order_dates_and_comment() -> None:
    def told(data: bytes) -> object:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return archive.comment, [(i.filename, i.date_time, i.compress_type) for i in archive.infolist()]

    assert told(workbook()) == told(filled(workbook()).data)


def test_folders_in_the_archive_do_no_harm() -> None:
    data = patched(workbook(), {}, {"xl/trong/": b""})
    assert list(parts(filled(data).data)) == list(parts(data))


def test_the_same_again_gives_the_same_bytes() -> None:
    once = filled(workbook())
    assert once.data == filled(workbook()).data
    again = filled(once.data)
    assert again.data == once.data
    assert again.replaced == ()


def test_what_is_missing_leaves_the_cell_empty_and_is_told() -> None:
    found = filled(workbook(), Entry(SHEET, "E9", missing()), Entry(SHEET, "F9", share(0, 0)))
    assert found.left_empty == (
        LeftEmpty("Biểu 1!E9", "chưa có số liệu"),
        LeftEmpty("Biểu 1!F9", "không có gì để chia: mẫu số là 0"),
    )


def test_last_years_number_does_not_stay_where_this_years_is_missing() -> None:
    last = filled(workbook(), Entry(SHEET, "E9", count(12))).data
    found = filled(last, Entry(SHEET, "E9", missing("dưới 5, không nêu")))
    assert load_workbook(io.BytesIO(found.data))[SHEET]["E9"].value is None
    assert found.replaced == (Replaced("Biểu 1!E9", "12", ""),)


def test_what_stood_in_a_cell_is_told() -> None:
    found = filled(workbook(), Entry(SHEET, "B8", text("Xã khác")))
    assert found.replaced == (Replaced("Biểu 1!B8", "Xã Thử Một", "Xã khác"),)


def test_a_signed_file_is_filled_with_a_warning() -> None:
    assert filled(workbook(signed=True)).warnings == (SIGNED, RECKONS)


def test_a_file_with_formulas_is_to_be_opened_once_before_it_is_sent() -> None:
    bare = Workbook()
    made = io.BytesIO()
    bare.save(made)
    assert filled(workbook()).warnings == (RECKONS,)
    assert filled(made.getvalue(), Entry("Sheet", "A1", count(1))).warnings == ()


def test_formulas_that_rest_on_blank_cells_are_told() -> None:
    book = Workbook()
    page = book.active
    assert page is not None
    page.title = "Biểu 1"
    formulas = {
        "F7": "=E7/D7*100",
        "F8": "=E8/$D$8*100",
        "F9": "=SUM(E7:E8)",
        "F10": "=SUM(D7:D8)+LOG10(100)",
        "F11": '="E7: "&D7',
        "F12": "=Khác!E7+'Biểu 1'!E7",
        "F13": "=F7",
        "F14": "=IF(D20>0,D7,0)",
    }
    for name, formula in formulas.items():
        page[name] = formula
    book.create_sheet("Khác")["A1"] = "=E7"
    made = io.BytesIO()
    book.save(made)
    cells = {"D7": count(4), "E7": missing(), "D8": count(5), "E8": count(0)}
    found = filled(made.getvalue(), *(Entry("Biểu 1", name, one) for name, one in cells.items()))
    assert found.on_blanks == (
        OnBlank("Biểu 1!F7", "E7"),
        OnBlank("Biểu 1!F9", "E7"),
        OnBlank("Biểu 1!F12", "E7"),
        OnBlank("Biểu 1!F14", "D20"),
    )


def test_cells_that_share_a_formula_rest_each_on_their_own_row() -> None:
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    rows = "".join(
        f'<row r="{row}"><c r="D{row}"><v>1</v></c><c r="F{row}"><f t="shared" si="0"{more}</c></row>'
        for row, more in ((7, ' ref="F7:F8">E7/D7+$E$7</f>'), (8, "/>"))
    )
    grid = Grid(etree.fromstring(f'<worksheet xmlns="{space}"><sheetData>{rows}</sheetData></worksheet>'), [])
    assert list(on_blanks("Biểu 1", grid, [])) == [OnBlank("Biểu 1!F7", "E7"), OnBlank("Biểu 1!F8", "E8, E7")]


def test_large_and_small_numbers_have_no_power_of_ten() -> None:
    found = filled(workbook(), Entry(SHEET, "D8", money(10**16)), Entry(SHEET, "D9", Value(Kind.NUMBER, 0.00001)))
    assert b"<v>10000000000000000</v>" in parts(found.data)["xl/worksheets/sheet1.xml"]
    assert b"<v>0.00001</v>" in parts(found.data)["xl/worksheets/sheet1.xml"]


@pytest.mark.parametrize(
    ("entry", "said", "hint"),
    [
        (
            Entry("Bieu 1", "D8", count(1)),
            "bieu-tinh.xlsx: NR961 tệp không có trang “Bieu 1”",
            "Có phải “Biểu 1”?",
        ),
        (
            Entry("Khác hẳn", "D8", count(1)),
            "bieu-tinh.xlsx: NR961 tệp không có trang “Khác hẳn”",
            "Tệp có các trang: “Biểu 1”, “Tổng hợp”, “Khóa”, “Mảng”.",
        ),
        (
            Entry(SHEET, "D13", count(1)),
            "bieu-tinh.xlsx – Biểu 1!D13: NR962 ô đang có công thức (=SUM(D8:D12)), không ghi đè",
            "Công thức của cấp trên để nguyên: bỏ ô này khỏi mẫu, hoặc chọn ô để nhập số.",
        ),
        (
            Entry("Mảng", "B1", count(1)),
            "bieu-tinh.xlsx – Mảng!B1: NR962 ô đang có công thức, không ghi đè",
            "Công thức của cấp trên để nguyên: bỏ ô này khỏi mẫu, hoặc chọn ô để nhập số.",
        ),
        (
            Entry(SHEET, "E5", text("x")),
            "bieu-tinh.xlsx – Biểu 1!E5: NR963 ô nằm trong vùng gộp D5:F5; vùng ấy chỉ nhận giá trị ở ô đầu",
            "Ghi D5 thay cho E5.",
        ),
        (
            Entry(SHEET, "D", count(1)),
            "bieu-tinh.xlsx: NR964 “D” (trang “Biểu 1”) không phải tên một ô",
            "Ghi một ô, ví dụ D7: chữ của cột rồi số của hàng.",
        ),
        (
            Entry("Khóa", "A1", count(1)),
            "bieu-tinh.xlsx – Khóa!A1: NR965 ô bị khóa: cấp trên không cho nhập vào đây",
            "Chọn ô mà cấp trên để mở; hoặc xin cấp trên bản không khóa.",
        ),
        (
            Entry(SUMS, "B3", text("x")),
            "bieu-tinh.xlsx – Tổng hợp!B3: NR965 ô là tiêu đề cột của một bảng Excel",
            "Chọn ô ở các hàng bên dưới.",
        ),
        (
            Entry(SHEET, "D8", text("x" * 32_768)),
            "bieu-tinh.xlsx – Biểu 1!D8: NR965 chữ dài hơn 32767 ký tự, một ô Excel không chứa hết",
            "Chọn một mục ngắn hơn cho ô này.",
        ),
    ],
)
def test_a_cell_that_takes_no_value_is_named(entry: Entry, said: str, hint: str) -> None:
    assert problem(entry) == f"{said}\n    → {hint}\n"


def test_all_faults_are_told_at_once_and_a_cell_is_filled_once() -> None:
    said = problem(Entry(SHEET, "D8", count(1)), Entry(SHEET, "$d$8", count(2)), Entry("Không", "A1", count(1)))
    assert re.findall("NR9..", said) == ["NR961", "NR968"]
    assert "bieu-tinh.xlsx – Biểu 1!D8: NR968 ô Biểu 1!D8 được điền hai lần" in said


@pytest.mark.parametrize("name", ["", "D0", "XFE1", "A1048577", "D7:E8", "1D", "D7D", "Đ7"])
def test_what_names_no_cell_is_refused(name: str) -> None:
    assert "NR964" in problem(Entry(SHEET, name, count(1)))


def test_an_open_cell_of_a_protected_sheet_takes_a_value() -> None:
    assert load_workbook(io.BytesIO(filled(workbook(), Entry("Khóa", "B1", count(1))).data))["Khóa"]["B1"].value == 1


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "không đọc được như một tệp Excel (.xlsx)"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "tệp có mật khẩu, hoặc là Excel kiểu cũ (.xls)"),
        (b"PK\x03\x04", "không đọc được như một tệp Excel (.xlsx)"),
        (workbook()[:-300], "không đọc được như một tệp Excel (.xlsx)"),
        (b"0" * (20 * 2**20 + 1), "tệp lớn hơn 20 MB"),
        (
            patched(workbook(), {"xl/worksheets/sheet1.xml": lambda text: text + " " * (50 * 2**20)}),
            "tệp giải nén ra lớn hơn 50 MB",
        ),
        (
            patched(workbook(), {"xl/worksheets/sheet1.xml": lambda text: text[:-20]}),
            "không đọc được như một tệp Excel (.xlsx)",
        ),
        (
            patched(workbook(), {"xl/styles.xml": lambda text: "<!DOCTYPE a [<!ENTITY b 'c'>]>" + text}),
            "không đọc được như một tệp Excel (.xlsx)",
        ),
    ],
    ids=["empty", "old", "start", "cut", "large", "unpacked", "broken", "doctype"],
)
def test_what_is_no_workbook_is_told(data: bytes, said: str) -> None:
    found = problem(data=data)
    assert found.startswith(f"bieu-tinh.xlsx: NR960 {said}\n    → ")


def test_rows_are_known_by_their_names() -> None:
    assert names_in(workbook(), SHEET, "b", first=8, last=40) == {
        8: "Xã Thử Một",
        9: "xã Thử Hai",
        10: "Thị trấn Thử Ba",
        11: "Xã Thử Bốn",
        12: "Xã Không Ai Biết",
        13: "Cộng",
    }


def test_names_are_read_however_they_are_kept() -> None:
    kept = (
        '<row><c t="inlineStr"><is><r><t>Xã </t></r><r><t xml:space="preserve"> Thử</t></r>'
        "<rPh sb='0' eb='1'><t>đọc</t></rPh></is></c></row>"
        '<row r="5"><c><v>12</v></c></row><row><c t="str"><f>A1</f><v>Xã_x000D_ Hai</v></c></row>'
        '<row><c t="s"><v>1</v></c><c t="s"><v>0</v></c></row>'
    )
    texts = '<si><t>HỘI</t><phoneticPr fontId="1"/></si><si><r><t>NÔNG </t></r><r><t>DÂN</t></r></si>'
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    override = f'<Override PartName="/xl/sharedStrings.xml" ContentType="{kind}"/></Types>'
    relation = f'<Relationship Id="rIdS" Type="{RELATIONS}/sharedStrings" Target="sharedStrings.xml"/></Relationships>'
    data = patched(
        workbook(),
        {
            "[Content_Types].xml": lambda text: text.replace("</Types>", override),
            "xl/_rels/workbook.xml.rels": lambda text: text.replace("</Relationships>", relation),
            "xl/worksheets/sheet4.xml": lambda text: re.sub(
                "<sheetData>.*</sheetData>", f"<sheetData>{kept}</sheetData>", text
            ),
        },
        {"xl/sharedStrings.xml": f'<sst xmlns="{MAIN}">{texts}</sst>'.encode()},
    )
    first = "NÔNG DÂN"
    assert names_in(data, "Mảng", "A", first=1, last=9) == {1: "Xã Thử", 5: "12", 6: "Xã Hai", 7: first}
    placed = filled(
        data, Entry("Mảng", "B5", count(7)), Entry("Mảng", "A2", count(8)), Entry("Mảng", "A9", text("cuối"))
    )
    after = load_workbook(io.BytesIO(placed.data))["Mảng"]
    assert [after[name].value for name in ("A1", "A2", "A5", "B5", "A6", "A9")] == [
        "Xã  Thử", 8, 12, 7, "=A1", "cuối",
    ]  # fmt: skip


NAMES: list[tuple[str, str]] = [("Xã _xD800_Thử", "Xã Thử"), ("_x001B_[31mXã", "[31mXã"), ("Xã\u009b2J", "Xã2J")]


@pytest.mark.parametrize(("kept", "name"), NAMES)
def test_what_no_screen_may_get_is_dropped_from_names(kept: str, name: str) -> None:
    cells = f'<row><c t="inlineStr"><is><t>{kept}</t></is></c></row>'

    def change(text: str) -> str:
        return re.sub("<sheetData>.*</sheetData>", f"<sheetData>{cells}</sheetData>", text)

    data = patched(workbook(), {"xl/worksheets/sheet4.xml": change})
    assert names_in(data, "Mảng", "A", first=1, last=9) == {1: name}
    assert filled(data, Entry("Mảng", "A1", count(1))).replaced == (Replaced("Mảng!A1", name, "1"),)


def test_a_column_or_sheet_that_is_not_there_is_told() -> None:
    no_sheet = names_in(workbook(), "Biểu 2", "B", first=1, last=9)
    no_column = names_in(workbook(), SHEET, "7", first=1, last=9)
    assert isinstance(no_sheet, list)
    assert isinstance(no_column, list)
    assert as_text(no_sheet) == "bieu-tinh.xlsx: NR961 tệp không có trang “Biểu 2”\n    → Có phải “Biểu 1”?\n"
    assert as_text(no_column) == (
        "bieu-tinh.xlsx: NR964 “7” không phải tên một cột\n    → Ghi chữ cái ở đầu cột, ví dụ B.\n"
    )


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=60))
@settings(max_examples=60)
def test_a_text_stays_what_it_is(words: str) -> None:
    found = parts(filled(workbook(), Entry(SHEET, "B9", text(words))).data)["xl/worksheets/sheet1.xml"]
    read = names_in(filled(workbook(), Entry(SHEET, "B9", text(words))).data, SHEET, "B", first=9, last=9)
    kept = "".join(one for one in words if one in "\t\n" or (category(one) != "Cc" and one not in "\ufffe\uffff"))
    assert isinstance(read, dict)
    assert read.get(9, "") == " ".join(kept.split())
    assert re.search(rb'<c r="B9" s="[0-9]+" t="inlineStr">', found)


SAMPLES = ["=1+1", "_x0041_", "<b>&amp;", "{{ x }}", "'đơn", '"kép"', "@a", "#REF!", "\\", " đầu cuối "]


@pytest.mark.parametrize("words", SAMPLES)
def test_odd_texts_are_read_back_as_they_were_given(words: str) -> None:
    cell = load_workbook(io.BytesIO(filled(workbook(), Entry(SHEET, "B9", text(words))).data))[SHEET]["B9"]
    assert (cell.value, cell.data_type) == (words.replace("_x0041_", "_x005F_x0041_"), "s")  # openpyxl unescapes none


cells = st.dictionaries(
    st.tuples(st.integers(1, 12), st.integers(1, 8)),
    st.one_of(st.integers(-9, 10**9), st.sampled_from(["chữ", "=SUM(A1:A2)", "=B2*2", True, 1.5])),
    max_size=20,
)
places = st.lists(st.tuples(st.integers(1, 15), st.integers(1, 10)), max_size=8, unique=True)


@given(cells, places, st.booleans())
@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow], deadline=None)
def test_whatever_the_workbook_holds_only_the_named_cells_change(
    held: dict[tuple[int, int], Any], wanted: list[tuple[int, int]], merged: bool
) -> None:
    book = Workbook()
    page = book.worksheets[0]
    for number, ((row, column), value) in enumerate(held.items()):
        page.cell(row, column, value).font = Font(bold=number % 2 == 0, size=8 + number)
    if merged:
        page.merge_cells("K1:M3")
    made = io.BytesIO()
    book.save(made)
    entries = [
        Entry(page.title, f"{get_column_letter(column)}{row}", count(number, grounds=0))
        for number, (row, column) in enumerate(wanted)
        if not str(held.get((row, column), "")).startswith("=")
    ]
    found = put_in(made.getvalue(), entries)
    assert isinstance(found, Filled)
    given_values = {entry.cell: entry.value.number for entry in entries}
    before, after = load_workbook(io.BytesIO(made.getvalue())).worksheets[0], load_workbook(io.BytesIO(found.data))
    for cells_of_row in after.worksheets[0].iter_rows():
        for cell in cells_of_row:
            expected = given_values.get(cell.coordinate, before[cell.coordinate].value)
            assert cell.value == expected
            if (cell.row, cell.column) in held:
                assert look(cell) == look(before[cell.coordinate])
    old, new = parts(made.getvalue()), parts(found.data)
    assert {name for name in old if old[name] != new[name]} <= {"xl/workbook.xml", "xl/worksheets/sheet1.xml"}


@given(st.data())
@settings(max_examples=80, deadline=None)
def test_a_damaged_file_is_told_and_never_a_crash(data: st.DataObject) -> None:
    names = sorted(name for name in parts(workbook()) if name.endswith((".xml", ".rels")))
    name = data.draw(st.sampled_from(names))
    length = len(parts(workbook())[name])
    at = data.draw(st.integers(0, length))
    put = data.draw(st.sampled_from(["", "<", "x", '"', "<a/>", "9999999999"]))
    skip = data.draw(st.integers(0, 12))
    raw = patched(workbook(), {})
    damaged = patched(raw, {name: lambda text: text[:at] + put + text[at + skip :]})
    found = put_in(damaged, ENTRIES)
    assert isinstance(found, Filled) or all(isinstance(one, Problem) for one in found)


def test_rows_are_matched_with_communes_by_name_and_never_by_a_guess() -> None:
    kb = small()
    units = kb.units_of(OLD)
    rows = {4: "I. Khối xã", 5: kb.units[units[0]].name.upper(), 6: kb.unit_name(units[1]), 7: units[2].code, 9: "Cộng"}
    found = matched(FILE, kb, rows, units, OLD)
    assert isinstance(found, Matched)
    assert found.rows == {units[0]: 5, units[1]: 6, units[2]: 7}
    assert [one.row for one in found.unmatched] == [4, 9]
    assert found.without_row == tuple(units[3:])
    again = matched(FILE, kb, rows | {8: units[2].code}, units, OLD)
    assert isinstance(again, list)
    assert as_text(again) == (
        f"bieu-tinh.xlsx: NR969 hàng 7 và hàng 8 cùng là {kb.unit_name(units[2])}\n"
        "    → Sửa tên ở một hàng, hoặc thu hẹp khoảng hàng trong mẫu.\n"
    )
