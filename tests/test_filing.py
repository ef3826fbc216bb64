"""What is filed is read back as it was, whatever stands in it, and an unchanged report has no changes."""

import datetime as dt
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from asking import asked, reference
from builders import OLD, old, small
from nhanrong.canonical import to_yaml
from nhanrong.records.filing import Filing
from nhanrong.reports.computing import report
from nhanrong.reports.filing import (
    CAME,
    EMPTY,
    GONE,
    NEW_COLUMN,
    NEW_TABLE,
    NO_COLUMN,
    NO_TABLE,
    compared,
    filed,
)
from nhanrong.reports.result import Ground, Heading, Kind, Report, Row, Table, Value
from nhanrong.shape import shaped
from nhanrong.strictyaml import read

ASKED = asked(dt.date(2025, 1, 1), dt.date(2025, 12, 31))
KB = small()
WORDS = st.text("ăđừ aB9#$*_\\<>{}@\"'%:-[]&!|?\u00a0\u2060", min_size=1, max_size=400).filter(
    lambda text: text.strip()
)


def of(*tables: Table) -> Report:
    made = report(KB, reference("kinh-te-tap-the"), ASKED)
    return replace(made, tables=tables)


def one(cell: Value, name: str = "Xã Thử", title: str = "Cột") -> Table:
    return Table("Bảng", (Heading(title, cell.kind),), (Row(name, (cell,), key="hang"),))


def kept(filing: Filing) -> Filing:
    """The filing as the strict reader gives it."""
    document, problems = read("models_data/filings/x.yml", to_yaml(filing).encode())
    assert not problems
    record, faults = shaped(Filing, document)
    assert record, faults
    return record


numbers = st.integers(-(10**12), 10**12) | st.none()
values = st.builds(Value, st.just(Kind.COUNT), numbers, text=WORDS) | st.builds(
    Value, st.just(Kind.TEXT), st.none(), text=st.just("") | WORDS
)


@given(values, WORDS)
def test_what_is_filed_is_read_back_and_has_not_changed(cell: Value, name: str) -> None:
    made = of(one(cell, name))
    filing = kept(filed(KB, made, ASKED))
    assert filing == filed(KB, made, ASKED)
    assert compared(KB, made, filing).changes == ()
    assert len(filing.tables[0].rows[0].cells[0]) <= 300


def test_every_kind_of_change_is_named_with_what_came_and_went() -> None:
    ground = Ground("a-90001-1", "Xã", "3", "đang áp dụng")
    before = of(one(Value(Kind.COUNT, 3, grounds=(ground,))))
    filing = kept(filed(KB, before, ASKED))
    now = Value(Kind.COUNT, 5, grounds=(replace(ground, code="a-90002-2"),))
    (changed,) = compared(KB, of(one(now)), filing).changes
    assert (changed.table, changed.row, changed.column, changed.filed, changed.now) == (
        "Bảng", "Xã Thử", "Cột", "3", "5",
    )  # fmt: skip
    assert changed.why == "thêm a-90002-2 (ghi 06/01/2026 sau ngày chốt); không còn tính a-90001-1"
    (unexplained,) = compared(KB, of(one(Value(Kind.COUNT, 4, grounds=(ground,)))), filing).changes
    assert unexplained.why == "bản ghi, quy tắc tính hoặc hạn của dòng đã đổi"
    other = Table("Bảng", (Heading("Cột", Kind.COUNT),), (Row("Xã khác", (Value(Kind.COUNT),), key="khac"),))
    gone, came = compared(KB, of(other), filing).changes
    assert (gone.row, gone.now, came.row, came.filed, came.now) == ("Xã Thử", GONE, "Xã khác", CAME, EMPTY)


def test_what_cannot_be_compared_is_never_called_unchanged() -> None:
    cell = Value(Kind.COUNT, 3)
    filing = kept(filed(KB, of(one(cell)), ASKED))
    gone, came = compared(KB, of(one(cell, title="Cột khác")), filing).changes
    assert (gone.table, gone.row, gone.column, gone.now) == ("Bảng", "", "Cột", NO_COLUMN)
    assert (came.table, came.row, came.column, came.filed) == ("Bảng", "", "Cột khác", NEW_COLUMN)
    gone, came = compared(KB, of(replace(one(cell), title="Bảng khác")), filing).changes
    assert (gone.table, gone.column, gone.filed, gone.now) == ("Bảng", "", "1 hàng", NO_TABLE)
    assert (came.table, came.column, came.filed, came.now) == ("Bảng khác", "", NEW_TABLE, "1 hàng")
    assert gone.why == came.why == "biểu mẫu đã đổi nên không so được"


def test_of_a_comparison_the_two_numbers_are_told_and_no_records() -> None:
    heading = Heading("So cùng kỳ", Kind.COUNT, span="change")

    def table(cell: Value) -> Table:
        return Table("Bảng", (heading,), (Row("Số hộ", (cell,), key="hang"),))

    def two(now: str, before: str) -> tuple[Ground, ...]:
        return Ground("", "Kỳ này", now, "so sánh"), Ground("", "Cùng kỳ năm trước", before, "so sánh")

    filing = filed(KB, of(table(Value(Kind.COUNT, 3, grounds=two("12", "9")))), ASKED)
    for cell, why in (
        (
            Value(Kind.COUNT, 5, grounds=two("14", "9")),
            "một trong hai số đem so đã đổi, nay là: kỳ này 14, cùng kỳ năm trước 9",
        ),
        (
            Value(Kind.COUNT, text="chưa so được", grounds=two("14", "chưa rõ")),
            "nay chưa so được: kỳ này 14, cùng kỳ năm trước chưa rõ",
        ),
        (Value(Kind.COUNT, 4), "bản ghi, quy tắc tính hoặc hạn của dòng đã đổi"),
    ):
        (change,) = compared(KB, of(table(cell)), filing).changes
        assert change.why == why


def test_a_corrected_line_is_called_so() -> None:
    ground = Ground("a-90002-1", "Xã", "20", "đang áp dụng")
    filing = kept(filed(KB, of(one(Value(Kind.COUNT, 20, grounds=(ground,)))), ASKED))
    (changed,) = compared(KB, of(one(Value(Kind.COUNT, 2))), filing).changes
    assert changed.why == "không còn tính a-90002-1 (đã được đính chính)"


def test_the_id_tells_the_form_the_period_and_the_unit() -> None:
    made = of(one(Value(Kind.COUNT, 3)))
    assert filed(KB, made, ASKED).id == "kinh-te-tap-the-tu-2025-01-01-den-2025-12-31"
    here = replace(ASKED, unit=old("90001"))
    assert filed(KB, made, here).id == "kinh-te-tap-the-tu-2025-01-01-den-2025-12-31-xa-90001"
    long = replace(made, form="-".join(["bieu"] * 16))
    assert len(filed(KB, long, here).id) <= 80
    assert filed(KB, made, ASKED).list == OLD
