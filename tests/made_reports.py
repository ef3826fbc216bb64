"""Reports made up for tests of whoever writes them."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from nhanrong.reports.result import Changed, Ground, Heading, Kind, LeftOut, Report, Row, Table, Value

MADE_UP = "Số liệu bịa để kiểm thử"


def count(number: int | None, *, text: str = "", grounds: int | None = None) -> Value:
    """A count with as many made-up grounds as it counts, or `grounds`."""
    adding = (number or 0) if grounds is None else grounds
    return Value(Kind.COUNT, number, text=text, grounds=tuple(ground(one) for one in range(1, adding + 1)))


def money(dong: int | None, *, text: str = "") -> Value:
    """An amount with one made-up ground."""
    return Value(
        Kind.MONEY,
        dong,
        text=text,
        grounds=(ground(1, f"{dong:,} đồng".replace(",", ".")),) if dong is not None else (),
    )


def share(part: int, whole: int) -> Value:
    """A share without grounds."""
    return Value(Kind.SHARE, part, of=whole)


def missing(text: str = "chưa có số liệu") -> Value:
    """A count that nobody has told, one line left out."""
    left = LeftOut("2022-009", "Xã Thử Chín, dâu tằm", "chỉ biết năm 2022, không rõ trong kỳ hay không")
    return Value(Kind.COUNT, None, text=text, left_out=(left,))


def ground(number: int, adds: str = "1") -> Ground:
    """The made-up line of this number."""
    return Ground(
        f"2026-{number:03d}",
        f"Trồng dâu nuôi tằm ở xã Thử {number}",
        adds,
        "đã áp dụng, 12/3/2026, theo Báo Thử",
        f"https://kho-thu.example/so/{number}/",
    )


HEADINGS = (
    Heading(
        "Số mô hình", Kind.COUNT, "models_live", "cumulative", "mô hình", "Mỗi mô hình đang sống được tính một lần."
    ),
    Heading("Số hộ làm theo", Kind.COUNT, "households", "cumulative", "hộ", "Hộ của lần ghi nhận sau cùng mỗi nhóm."),
    Heading("Vốn vay", Kind.MONEY, "capital_loans", "period", "đồng", "Tổng vốn vay của mô hình bắt đầu trong kỳ."),
    Heading("Tỷ lệ thôn có mô hình", Kind.SHARE, "share", "cumulative", "%", "Thôn có mô hình trên tổng số thôn."),
    Heading("Tình trạng", Kind.TEXT, "", "", "", ""),
)


def row(name: str, *cells: Value) -> Row:
    """A row of this name."""
    return Row(name, cells)


def rows(count_of: int = 6) -> tuple[Row, ...]:
    """Communes that do not exist; the third has no number of households."""
    said = Value(Kind.TEXT, text="đã kiểm tra thực tế")
    return tuple(
        row(
            f"Xã Thử {number}",
            count(number % 4),
            missing() if number == 3 else count(number * 7, grounds=1),
            money(number * 36_000_000),
            share(number, 19),
            said,
        )
        for number in range(1, count_of + 1)
    )


def table(*, made: Sequence[Row] | None = None, **more: Any) -> Table:
    """A table whose first four columns are summed up."""
    given: dict[str, Any] = {
        "title": "Tiến độ nhân rộng theo xã",
        "headings": HEADINGS,
        "rows": tuple(rows() if made is None else made),
        "sums": frozenset({0, 1, 2, 3}),
        "notes": ("Một hộ làm hai mô hình được tính ở cả hai.",),
    }
    return Table(**(given | more))


def report(*tables: Table, **more: Any) -> Report:
    """A report of a made-up area over half a year."""
    given: dict[str, Any] = {
        "form": "tien-do",
        "title": "Báo cáo tiến độ nhân rộng mô hình",
        "reference": True,
        "issuer": "",
        "document": "",
        "organisation": "Hội Nông dân xã Thử (bịa để kiểm thử)",
        "first": dt.date(2026, 1, 1),
        "last": dt.date(2026, 6, 30),
        "day": dt.date(2026, 11, 23),
        "list_title": "19 xã, thị trấn đến 30/6/2025",
        "tables": tables or (table(),),
        "signers": ("Người lập biểu", "T/M Ban Thường vụ, Chủ tịch"),
        "rules": ("Một xã được tính khi có ít nhất một nhóm đang làm.", "Lời tự kể không phải là đã kiểm tra."),
        "notice": MADE_UP,
    }
    return Report(**(given | more))


def changed() -> Changed:
    """A figure that is another now than when it was filed."""
    return Changed("Tiến độ nhân rộng theo xã", "Xã Thử 2", "Số hộ làm theo", "12", "14", "thêm lần ghi nhận 2026-014")
