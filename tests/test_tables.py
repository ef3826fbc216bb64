"""The tables themselves: every field has its column, every value comes back from its cell, pages look right."""

import datetime as dt
import io
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from builders import SMALL, TESTS
from nhanrong import dates, site
from nhanrong.anatomy import Form, Part, Scalar, parts_inside
from nhanrong.excel.cells import as_typed
from nhanrong.records.registry import BY_NAME
from nhanrong.tables.held import Held, held
from nhanrong.tables.layout import DELETE, KINDS, NUMBER, OWNER, UNIT, Table, tables
from nhanrong.tables.merging import Merger
from nhanrong.tables.naming import Naming
from nhanrong.tables.reading import read
from nhanrong.tables.values import Speech, same
from nhanrong.tables.workbook import workbook

DAY = dt.date(2026, 11, 23)
SPEECH = Speech(Naming(site.read(SMALL)[0]))


def made(root: Path, kinds: tuple[str, ...] = KINDS, blanks: int = 5) -> bytes:
    return workbook(Speech(Naming(site.read(root)[0])), kinds, held(root, kinds).values(), DAY, blanks)


@pytest.fixture(scope="module")
def pages() -> dict[str, Worksheet]:
    return {page.title: page for page in load_workbook(io.BytesIO(made(SMALL))).worksheets}


# What tables there are --------------------------------------------------------------------------------


def leaves(part: Part, keys: tuple[str, ...] = ()) -> list[tuple[str, ...]]:
    """The ways to every value, through lists too."""
    found: list[tuple[str, ...]] = []
    for field in part.fields:
        here = (*keys, field.key)
        found += leaves(field.form.part, here) if field.form.pieces and field.form.part else [here]
    return found


@pytest.mark.parametrize("kind", KINDS)
def test_every_field_of_a_kind_has_one_column(kind: str) -> None:
    columns = [
        (*table.keys, *column.keys)
        for table in tables(kind)
        for column in table.columns
        if column.keys not in {OWNER, NUMBER, UNIT}
    ]
    assert sorted(columns) == sorted(leaves(Part(BY_NAME[kind].type)))


@pytest.mark.parametrize("kind", KINDS)
def test_no_list_stands_in_a_list(kind: str) -> None:
    """A number in the list is enough to say which piece a row is about."""
    for table in tables(kind):
        if table.listed:
            inner = [field for part in (table.part, *parts_inside(table.part)) for field in part.fields]
            assert not [field.key for field in inner if field.form.many and field.form.pieces]


def test_titles_and_headings_tell_apart() -> None:
    every = [table for kind in KINDS for table in tables(kind)]
    titles = [table.title for table in every]
    assert len(set(titles)) == len(titles)
    assert max(map(len, titles)) <= 31
    assert not [title for title in titles if set(title) & set("[]:*?/\\'")]
    for table in every:
        headings = [column.heading for column in table.columns]
        assert len(set(headings)) == len(headings), headings


# Values -----------------------------------------------------------------------------------------------


def _is_date(text: str) -> bool:
    try:
        dates.parse(text)
    except dates.DateError:
        return False
    return True


_WORDS = st.text("aăâbcdđeêghiklmnoôơpqrstuưvxyạảấếịộợụỳ AĐ0123456789.,:;-–/'\"“”#&*!()=", min_size=1).map(
    lambda text: " ".join(text.split())
)
_WORD = _WORDS.filter(lambda text: text and text[0] != "•" and text != DELETE)
_PARTIAL = st.one_of(
    st.dates(dt.date(1900, 1, 1), dt.date(2100, 12, 31)).map(str),
    st.dates(dt.date(1900, 1, 1), dt.date(2100, 12, 31)).map(lambda day: str(day)[:7]),
    st.integers(1900, 2100).map(str),
)
_DATE = st.one_of(_PARTIAL, st.tuples(_PARTIAL, _PARTIAL).map("/".join)).filter(_is_date)
_BULLETS = st.lists(_WORD, min_size=1, max_size=3).map(lambda lines: "\n".join(f"- {line}" for line in lines))
_STRATEGIES: dict[Scalar, st.SearchStrategy[Any]] = {
    Scalar.LINE: _WORD,
    Scalar.PROSE: st.one_of(_WORD, _BULLETS, st.lists(_WORD, min_size=1, max_size=3).map("\n\n".join)),
    Scalar.DATE: _DATE,
    Scalar.DAY: st.dates(dt.date(1900, 1, 1), dt.date(2100, 12, 31)).map(str),
    Scalar.WHOLE: st.integers(0, 10**9),
    Scalar.MONEY: st.integers(0, 10**14),
    Scalar.NUMBER: st.one_of(st.integers(0, 10**12), st.floats(0, 10**12)),
    Scalar.FLAG: st.booleans(),
    Scalar.UNIT: st.sampled_from(["2025-06-30/90001", "2025-07-01/90002"]),
    Scalar.URL: st.just("https://thu.example/a;b?c=1"),
}


@pytest.mark.parametrize("scalar", sorted(_STRATEGIES, key=str))
@given(data=st.data())
def test_a_value_comes_back_from_its_cell(scalar: Scalar, data: st.DataObject) -> None:
    value = data.draw(_STRATEGIES[scalar])
    form = Form(scalar=scalar)
    assert same(SPEECH.meant(as_typed(SPEECH.shown(value, form)), form), value)


@pytest.mark.parametrize("scalar", [Scalar.LINE, Scalar.PROSE, Scalar.WHOLE, Scalar.UNIT])
@given(data=st.data())
def test_a_list_comes_back_from_its_cell(scalar: Scalar, data: st.DataObject) -> None:
    values = data.draw(st.lists(_STRATEGIES[scalar], min_size=1, max_size=4))
    form = Form(many=True, scalar=scalar)
    assert same(SPEECH.meant(as_typed(SPEECH.shown(values, form)), form), values)


@given(data=st.data())
def test_words_of_closed_lists_come_back(data: st.DataObject) -> None:
    closed = [column.form for kind in KINDS for table in tables(kind) for column in table.columns if column.form.closed]
    form = data.draw(st.sampled_from(closed))
    assert form.part is not None
    terms = st.sampled_from([str(term.value) for term in form.part.terms])
    value = data.draw(st.lists(terms, min_size=1, max_size=3, unique=True) if form.many else terms)
    assert SPEECH.meant(as_typed(SPEECH.shown(value, form)), form) == value


@pytest.mark.parametrize("root", [SMALL, TESTS.parent], ids=["small", "demonstration"])
def test_every_record_is_made_again_from_its_rows_alone(root: Path) -> None:
    """As if the base had none of them."""
    records = held(root, KINDS)
    book = load_workbook(io.BytesIO(made(root)))
    del book["_goc"]
    file = io.BytesIO()
    book.save(file)
    merger = Merger(site.read(root)[0], {}, read("bang.xlsx", file.getvalue()).rows)
    assert merger.problems == []
    assert merger.records.keys() == records.keys()
    for key, record in records.items():
        again = merger.records[key]
        assert same(again.value, record.value), key
        assert again.unit == record.unit


# Pages ------------------------------------------------------------------------------------------------


def test_headings_stay_in_sight_and_addresses_are_hidden(pages: dict[str, Worksheet]) -> None:
    for kind in KINDS:
        for table in tables(kind):
            page = pages[table.title]
            assert page.freeze_panes == "C3"
            assert page.row_dimensions[2].hidden
            assert [cell.value for cell in page[2]] == [table.address(column) for column in table.columns]
            required = {column.heading for column in table.columns if column.required}
            assert {str(cell.value)[:-2] for cell in page[1] if str(cell.value).endswith(" *")} == required


def test_pages_are_ready_to_print(pages: dict[str, Worksheet]) -> None:
    for kind in KINDS:
        for table in tables(kind):
            page = pages[table.title]
            assert (page.page_setup.orientation, page.page_setup.paperSize) == ("landscape", 9)
            assert page.sheet_properties.pageSetUpPr == PageSetupProperties(fitToPage=True)
            assert (page.print_title_rows, page.print_title_cols) == ("$1:$1", "$A:$B")
            assert "trang &P/&N" in str(page.oddFooter)
    assert pages["Mô hình – Quy mô"].page_setup.fitToWidth == 1
    assert (pages["Mô hình"].page_setup.fitToWidth or 0) > 1  # or nobody could read it


def validation(page: Worksheet, table: Table, key: str) -> Any:
    number = next(index for index, column in enumerate(table.columns, 1) if ".".join(column.keys) == key)
    cell = page.cell(3, number).coordinate
    return next(one for one in page.data_validations.dataValidation if cell in one.sqref)


def test_cells_say_what_may_stand_in_them(pages: dict[str, Worksheet]) -> None:
    model, *lists = tables("model")
    scale = next(table for table in lists if table.keys == ("scale",))
    page = pages["Mô hình"]
    sector = validation(page, model, "sector")
    assert (sector.type, sector.showErrorMessage, sector.promptTitle) == ("list", True, "Lĩnh vực")
    assert sector.error == "Bấm mũi tên và chọn trong danh sách."
    techniques = validation(page, model, "techniques")
    assert (techniques.type, techniques.showErrorMessage) == ("list", False)  # several may be typed
    sources = validation(page, model, "sources")
    assert sources.formula1.startswith("_danh_muc!$")
    started = validation(page, model, "started")
    assert (started.type, started.errorStyle) == ("custom", "warning")
    assert started.error == "Viết 2022, 08/2022, 10/08/2022 hoặc 2019–2022. Không biết thì để trống."
    owner = validation(pages["Mô hình – Quy mô"], scale, "@id")
    assert (owner.formula1, owner.showErrorMessage) == ("'Mô hình'!$A$3:$A$1003", False)
    value = validation(pages["Mô hình – Quy mô"], scale, "value")
    assert (value.type, value.operator, value.formula1, value.formula2) == ("decimal", "between", "0", str(10**12))
    assert value.error == "Ghi một số từ 0 đến 1.000.000.000.000; không biết thì để trống."
    level = validation(pages["Lần ghi nhận"], tables("line")[0], "check.level")
    assert (level.type, level.formula1, level.formula2) == ("whole", "1", "4")
    outside = validation(page, model, "place.outside")
    assert outside.prompt == "“Nơi làm” cần ít nhất một ô. Có hoặc Không."
    assert value.prompt == "Một số."
    for one in pages.values():
        for made_for in one.data_validations.dataValidation:
            assert len(made_for.prompt or "") <= 255
            assert len(made_for.promptTitle or "") <= 32
            assert len(made_for.error or "") <= 225


def test_the_lists_hold_labels_and_stand_on_a_hidden_page(pages: dict[str, Worksheet]) -> None:
    for title in ("_danh_muc", "_bang", "_goc"):
        assert pages[title].sheet_state == "hidden"
    listed = [str(cell.value) for row in pages["_danh_muc"].iter_rows() for cell in row if cell.value]
    assert {"Chăn nuôi", "Có", "90001 – Xã Thử Một (2025-07-01)", "Mô hình thử B (bịa để kiểm thử) (thu-b)"} <= {
        *listed
    }
    assert "livestock" not in listed


def test_texts_stay_texts() -> None:
    record = Held("model", "thu", "", {"id": "thu", "name": "=1+1", "lessons": "- một\n- hai", "started": 2019})
    data = workbook(SPEECH, ["model"], [record], DAY, 1)
    page = load_workbook(io.BytesIO(data))["Mô hình"]
    cells = {str(address.value): cell for address, cell in zip(page[2], page[3], strict=True)}
    assert (cells["model:name"].value, cells["model:name"].data_type) == ("=1+1", "s")
    assert cells["model:lessons"].quotePrefix
    assert (cells["model:started"].value, cells["model:started"].number_format) == ("2019", "@")


def test_the_guide_leads_to_every_page(pages: dict[str, Worksheet]) -> None:
    guide = pages["Hướng dẫn"]
    links = [cell.hyperlink.location for row in guide.iter_rows() for cell in row if cell.hyperlink]
    assert links == [f"'{table.title}'!A1" for kind in KINDS for table in tables(kind)]
