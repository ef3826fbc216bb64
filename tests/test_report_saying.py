"""How the values of a report are said, and what its columns add up to."""

import datetime as dt

import pytest

from made_reports import count, missing, money, report, row, share, table
from nhanrong.reports.result import Heading, Kind, Value
from nhanrong.reports.saying import dated, in_cell, in_words, period, prescribed, titled, total, total_notes


@pytest.mark.parametrize(
    ("value", "cell", "words"),
    [
        (count(1234), "1.234", "1.234"),
        (count(0), "0", "0"),
        (Value(Kind.NUMBER, 1234.5), "1.234,5", "1.234,5"),
        (Value(Kind.NUMBER, 12.0), "12", "12"),
        (Value(Kind.COUNT, 12.5), "12,5", "12,5"),
        (money(36_000_000), "36.000.000", "36\u00a0triệu\u00a0đồng"),
        (share(7, 19), "36,8\u00a0% (7/19)", "36,8\u00a0% (7/19)"),
        (share(0, 0), "0/0", "0/0"),
        (missing(), "chưa có số liệu", "chưa có số liệu"),
        (money(None, text="không nêu"), "không nêu", "không nêu"),
        (Value(Kind.TEXT, text="đang sống"), "đang sống", "đang sống"),
    ],
)
def test_a_value_is_said_as_people_read_it(value: Value, cell: str, words: str) -> None:
    assert (in_cell(value), in_words(value)) == (cell, words)


def test_a_heading_names_its_unit_once() -> None:
    assert titled(Heading("Vốn vay", Kind.MONEY, unit="đồng")) == "Vốn vay (đồng)"
    assert titled(Heading("Số hộ", Kind.COUNT, unit="hộ")) == "Số hộ"
    assert titled(Heading("Tình trạng", Kind.TEXT)) == "Tình trạng"


def test_a_sum_names_the_rows_that_it_lacks() -> None:
    found = total(table(), 1)
    assert (found.value.number, found.mark) == (sum(7 * n for n in (1, 2, 4, 5, 6)), "*")
    assert total_notes(table()) == [
        "* Cột “Số hộ làm theo” chỉ cộng các ô đã có số, chưa gồm: Xã Thử 3 (chưa có số liệu)."
    ]


def test_rows_that_a_sum_lacks_are_named_by_reason_and_many_are_counted() -> None:
    def lacking(count_of: int) -> str:
        cells = [row("Xã Có", count(1))]
        cells += [row(f"Xã {n}", missing("chưa rõ" if n % 2 else "")) for n in range(count_of)]
        return total_notes(table(headings=table().headings[:1], made=cells, sums=frozenset({0})))[0].partition("gồm")[2]

    assert lacking(4) == ": Xã 0, Xã 2 (chưa có số liệu); Xã 1, Xã 3 (chưa rõ)."
    assert lacking(9) == " 9 hàng chưa có số."


def test_a_sum_of_nothing_known_is_no_zero() -> None:
    unknown = table(made=[row("Xã Thử", count(0), missing(""), money(5), share(1, 19), Value(Kind.TEXT))])
    found = total(unknown, 1)
    assert (found.value.number, found.value.text, found.mark) == (None, "chưa có số liệu", "")
    assert total(unknown, 0).value.number == 0


def test_shares_add_up_by_their_parts() -> None:
    assert in_cell(total(table(), 3).value) == "18,4\u00a0% (21/114)"


def test_the_head_says_the_time_and_whose_form_it_is() -> None:
    assert period(report()) == "Từ 01/01/2026 đến 30/6/2026"
    assert prescribed(report()) == "Mẫu tham khảo"
    official = report(reference=False, issuer="Hội Nông dân tỉnh Thử", document="công văn 01")
    assert prescribed(official) == "Theo mẫu của Hội Nông dân tỉnh Thử, công văn 01"
    assert prescribed(report(reference=False)) == ""
    assert dated(dt.date(2026, 7, 1)).endswith(", ngày\u00a001 tháng\u00a07 năm\u00a02026")
