"""Forms ask for what can be computed, each in one place; filed reports are whole."""

import re
from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Sequence

from nhanrong.entries import Entry
from nhanrong.knowledge import Knowledge
from nhanrong.layout import DATA, FORMS
from nhanrong.problems import Problem, nearest
from nhanrong.records.fields import Piece
from nhanrong.records.filing import Filing
from nhanrong.records.form import FillColumn, Form, FormCell, FormColumn, FormFill, FormLine, FormTable, Planned, fits
from nhanrong.records.measuring import OF_SESSIONS, SIZES, Counted, Measure, Rows, Span
from nhanrong.vietnamese import number as number_said
from nhanrong.walking import Inside, Path

_OF_ONE = frozenset({Rows.MODELS, Rows.SUBJECTS})
_PLACES = ("sheet", "cell", "table", "row", "column", "mark", "after")
_WAYS = {frozenset(way.split()) for way in ("sheet cell", "table row column", "mark", "after")}


def measures_stand_where_they_can(entry: Entry[Piece], _: Inside) -> Iterator[Problem]:
    """Mỗi chỉ số chỉ đứng ở hàng và khoảng thời gian mà nó có nghĩa."""
    form = entry.record
    if not isinstance(form, Form):
        return
    for number, table in enumerate(form.tables):
        check = _lines_of_measures if table.rows is Rows.MEASURES else _columns_of_measures
        yield from check(entry, table, ("tables", number))
    for number, cell in enumerate(form.cells):
        yield from _cell(entry, cell, ("cells", number))
    for number, fill in enumerate(form.fills):
        for at, column in enumerate(fill.columns):
            here: Path = ("fills", number, "columns", at)
            if Rows.UNITS not in column.measure.rows:
                yield _misplaced(entry, (*here, "measure"), column.measure, {Rows.UNITS})
            yield from _span(entry, here, column)
    for number, plan in enumerate(form.plans):
        if Span.PLAN not in plan.measure.spans:
            hint = "Chỉ giao chỉ tiêu cho các chỉ số đếm được."
            yield Problem(
                entry.place("plans", number, "measure"),
                "NR420",
                f"“{plan.measure.label}” không giao chỉ tiêu được",
                hint,
            )


def _cell(entry: Entry[Piece], cell: FormCell, path: Path) -> Iterator[Problem]:
    needed = [rows for rows, named in (({Rows.UNITS}, cell.unit), (_OF_ONE, cell.subject)) if named is not None]
    for rows in needed:
        if not rows & cell.measure.rows:
            yield _misplaced(entry, (*path, "measure"), cell.measure, rows)
    if not needed and Rows.MEASURES not in cell.measure.rows:
        message = f"“{cell.measure.label}” không tính được cho cả địa bàn"
        hint = "Nêu một mô hình (subject)." if _OF_ONE & cell.measure.rows else "Nêu một xã (unit)."
        yield Problem(entry.place(*path, "measure"), "NR420", message, hint)
    yield from _span(entry, path, cell)


def _lines_of_measures(entry: Entry[Piece], table: FormTable, path: Path) -> Iterator[Problem]:
    """A row a measure: a column that makes sense for some rows only leaves the others empty."""
    for number, line in enumerate(table.lines):
        here = (*path, "lines", number, "measure")
        needed = _OF_ONE if line.subject else {Rows.MEASURES}
        if not line.measure.rows & needed:
            yield _misplaced(entry, here, line.measure, needed)
        elif not any((column.span or line.measure.usual) in line.measure.spans for column in table.columns):
            yield _no_span(entry, here, line.measure)
    for number, column in enumerate(table.columns):
        span = column.span
        if span and table.lines and not any(span in line.measure.spans for line in table.lines):
            message = f"không chỉ số nào của bảng có “{span.label}”"
            yield Problem(entry.place(*path, "columns", number, "span"), "NR420", message, "Bỏ cột này, hoặc đổi span.")


def _columns_of_measures(entry: Entry[Piece], table: FormTable, path: Path) -> Iterator[Problem]:
    for number, column in enumerate(table.columns):
        here = (*path, "columns", number)
        if column.measure is None:
            continue
        if table.rows not in column.measure.rows:
            yield _misplaced(entry, (*here, "measure"), column.measure, {table.rows})
        elif table.rows is Rows.SESSIONS and column.span not in {None, column.measure.usual}:
            hint = "Bỏ span: mỗi hàng là một hoạt động trong kỳ."
            message = f"“{column.measure.label}” của một hoạt động không có “{column.span.label}”"
            yield Problem(entry.place(*here, "span"), "NR420", message, hint)
        else:
            yield from _span(entry, here, column)


def _span(entry: Entry[Piece], path: Path, asked: FormCell | FillColumn | FormColumn) -> Iterator[Problem]:
    if asked.measure and asked.span and asked.span not in asked.measure.spans:
        yield _no_span(entry, (*path, "span"), asked.measure, asked.span)


def _no_span(entry: Entry[Piece], path: Path, measure: Measure, span: Span | None = None) -> Problem:
    known = ", ".join(f"{one.value} ({one.label})" for one in measure.spans)
    lacking = f"không có “{span.label}”" if span else "không hợp với cột nào của bảng"
    return Problem(entry.place(*path), "NR420", f"“{measure.label}” {lacking}", f"Các khoảng dùng được: {known}.")


def _misplaced(entry: Entry[Piece], path: Path, measure: Measure, rows: Iterable[Rows]) -> Problem:
    asked = " hay ".join(f"“{one.label}”" for one in sorted(rows))
    known = ", ".join(one.label.lower() for one in Rows if one in measure.rows)
    message = f"“{measure.label}” không tính được cho bảng {asked}"
    return Problem(entry.place(*path), "NR420", message, f"Chỉ số này dùng cho: {known}.")


def forms_are_whole(entry: Entry[Piece], _: Inside) -> Iterator[Problem]:
    """Biểu mẫu có bảng hoặc có ô để điền; mỗi bảng, mỗi ô nói đủ nó là gì."""
    form = entry.record
    if not isinstance(form, Form):
        return
    if not (form.tables or form.cells or form.fills or form.file):
        yield Problem(entry.place("id"), "NR421", "biểu mẫu không có bảng, không có ô nào", "Thêm tables, hoặc cells.")
    yield from _file(entry, form)
    for number, table in enumerate(form.tables):
        yield from _whole_table(entry, table, ("tables", number))
    for number, cell in enumerate(form.cells):
        if frozenset(name for name in _PLACES if getattr(cell, name) is not None) not in _WAYS:
            hint = "Tệp Excel: ghi sheet và cell. Tệp Word: ghi table, row và column, hoặc mark, hoặc after."
            yield Problem(entry.place("cells", number), "NR421", "ô này chưa rõ nằm ở đâu", hint)
        yield from _kinds(entry, ("cells", number), cell)
    for number, fill in enumerate(form.fills):
        yield from _whole_fill(entry, fill, ("fills", number))


def _file(entry: Entry[Piece], form: Form) -> Iterator[Problem]:
    """A form that names the superior's file says what goes into it, and nothing else."""
    if form.file is None:
        return
    if form.tables:
        message = "biểu mẫu có bảng riêng (tables) thì máy không điền vào tệp này"
        yield Problem(entry.place("file"), "NR421", message, "Bỏ file và đưa tệp ấy bằng --into; hoặc bỏ tables.")
    elif not (form.cells or form.fills):
        message = "chưa có ô nào để điền vào tệp này"
        yield Problem(entry.place("file"), "NR421", message, "Thêm cells, hoặc fills; hoặc bỏ file.")
    elif not fits(form, form.file):
        hint = "Tệp Excel: ghi sheet và cell. Tệp Word: ghi table, row và column, hoặc mark, hoặc after."
        yield Problem(entry.place("file"), "NR421", "các ô ghi không đúng kiểu của tệp này", hint)


def _whole_fill(entry: Entry[Piece], fill: FormFill, path: Path) -> Iterator[Problem]:
    if not fill.columns:
        yield Problem(entry.place(*path, "columns"), "NR421", "chưa có cột nào để điền", "Thêm cột vào columns.")
    if fill.last_row < fill.first_row:
        message = "hàng cuối (last_row) trước hàng đầu (first_row)"
        yield Problem(entry.place(*path, "last_row"), "NR421", message, "Xem lại hai số này.")
    if (fill.sheet is None) == (fill.table is None):
        hint = "Tệp Excel: ghi sheet. Tệp Word: ghi table."
        yield Problem(entry.place(*path), "NR421", "các hàng này chưa rõ nằm ở đâu", hint)
    elif any(name.isdigit() == (fill.table is None) for name in (fill.names, *(one.column for one in fill.columns))):
        hint = "Tệp Excel gọi cột bằng chữ (B), tệp Word bằng số (2)."
        yield Problem(entry.place(*path, "names"), "NR421", "cột ghi không đúng kiểu của tệp", hint)


def _whole_table(entry: Entry[Piece], table: FormTable, path: Path) -> Iterator[Problem]:
    of_measures = table.rows is Rows.MEASURES
    if not table.columns:
        yield Problem(entry.place(*path, "columns"), "NR421", "bảng chưa có cột nào", "Thêm cột vào columns.")
    if of_measures and not table.lines:
        yield Problem(
            entry.place(*path, "rows"), "NR421", "bảng chưa có hàng nào (lines)", "Thêm lines, mỗi hàng một chỉ số."
        )
    if not of_measures and table.lines:
        hint = "Bỏ lines, hoặc ghi rows: measures."
        yield Problem(
            entry.place(*path, "lines"), "NR421", f"bảng “{table.rows.label}” không có hàng (lines) riêng", hint
        )
    for number, column in enumerate(table.columns):
        here = (*path, "columns", number)
        if of_measures and column.measure:
            hint = "Bỏ measure ở cột; chỉ số ghi ở lines."
            yield Problem(entry.place(*here, "measure"), "NR421", "cột của bảng chỉ số không có chỉ số riêng", hint)
        if not of_measures and not column.measure:
            yield Problem(
                entry.place(*here),
                "NR421",
                f"cột “{column.title}” chưa có chỉ số (measure)",
                "Ghi measure cho cột này.",
            )
        yield from _kinds(entry, here, column)
    for number, line in enumerate(table.lines):
        yield from _kinds(entry, (*path, "lines", number), line)


def _kinds(entry: Entry[Piece], path: Path, asked: FormCell | FormColumn | FormLine) -> Iterator[Problem]:
    if asked.kinds and asked.measure and asked.measure not in OF_SESSIONS:
        hint = "Bỏ kinds; chỉ số lớp, lượt người, người dự mới chia theo hình thức."
        message = f"“{asked.measure.label}” không chia theo hình thức hoạt động"
        yield Problem(entry.place(*path, "kinds"), "NR421", message, hint)


_SAID = re.compile(r"(?<!\d )(?:(nghìn|ngàn|triệu|tỷ|tỉ) )đồng", re.IGNORECASE)
_OTHER_SPELLINGS = {"ngàn": "nghìn", "tỉ": "tỷ"}


def amounts_have_their_unit(entry: Entry[Piece], _: Inside) -> Iterator[Problem]:
    """Số tiền đứng dưới đúng đơn vị mà đầu cột, tên hàng ghi; chỉ số tiền mới đổi đơn vị."""
    form = entry.record
    if not isinstance(form, Form):
        return
    for number, table in enumerate(form.tables):
        for at, column in enumerate(table.columns):
            yield from _per(entry, ("tables", number, "columns", at), column, column.title)
        for at, line in enumerate(table.lines):
            yield from _per(entry, ("tables", number, "lines", at), line, line.title)
    for number, cell in enumerate(form.cells):
        yield from _per(entry, ("cells", number), cell, None)
    for number, fill in enumerate(form.fills):
        for at, filled in enumerate(fill.columns):
            yield from _per(entry, ("fills", number, "columns", at), filled, None)


def _per(
    entry: Entry[Piece], path: Path, asked: FormCell | FormColumn | FormLine | FillColumn, title: str | None
) -> Iterator[Problem]:
    is_amount = asked.measure is not None and asked.measure.counted is Counted.MONEY
    span = None if isinstance(asked, FormLine) else asked.span
    if asked.per is not None and (not is_amount or span is Span.SHARE):
        hint = "Bỏ per; chỉ số tiền mới đổi đơn vị. Bảng mà mỗi hàng là một chỉ số thì ghi per ở hàng (lines)."
        yield Problem(entry.place(*path, "per"), "NR421", "per không đứng được ở đây", hint)
    elif asked.per is not None and asked.per not in SIZES:
        message = f"không có đơn vị tiền nào là {number_said(asked.per)} đồng"
        yield Problem(entry.place(*path, "per"), "NR421", message, "Ghi 1000, 1000000 hoặc 1000000000.")
    elif is_amount and span is not Span.SHARE and title and (said := _SAID.search(title)):
        size = _OTHER_SPELLINGS.get(said[1].lower(), said[1].lower())
        needed = next(per for per, name in SIZES.items() if name == size)
        if asked.per != needed:
            message = f"“{title}” ghi {size} đồng, số thì tính bằng {SIZES[asked.per or 1]} đồng".replace("  ", " ")
            yield Problem(entry.place(*path, "title"), "NR421", message, f"Thêm per: {needed}, hoặc sửa tên.")


def nothing_is_asked_twice(entry: Entry[Piece], _: Inside) -> Iterator[Problem]:
    """Tên bảng, tên cột, tên hàng, ô và chỉ tiêu không lặp lại."""
    form = entry.record
    if not isinstance(form, Form):
        return
    yield from _twice(entry, ("tables",), [table.title for table in form.tables], "bảng “{}”")
    for number, table in enumerate(form.tables):
        path: Path = ("tables", number)
        yield from _twice(entry, (*path, "columns"), [column.title for column in table.columns], "cột “{}”")
        names = [line.title or line.measure.label for line in table.lines]
        yield from _twice(entry, (*path, "lines"), names, "hàng “{}”")
    cells = [
        ", ".join(str(getattr(cell, name)) for name in _PLACES if getattr(cell, name) is not None)
        for cell in form.cells
    ]
    yield from _twice(entry, ("cells",), cells, "ô “{}”")
    plans = [(plan.measure.label, plan.in_year, plan.unit, plan.subject) for plan in form.plans]
    yield from _twice(entry, ("plans",), plans, "chỉ tiêu “{0[0]}” năm {0[1]}")


def _twice(entry: Entry[Piece], path: Path, names: Sequence[Hashable], said: str) -> Iterator[Problem]:
    seen = Counter[Hashable]()
    for number, name in enumerate(names):
        seen[name] += 1
        if seen[name] == 2:
            yield Problem(
                entry.place(*path, number), "NR422", f"{said.format(name)} ghi hai lần", "Bỏ, hoặc đổi một chỗ."
            )


def subjects_of_forms_exist(kb: Knowledge, entry: Entry[Piece], _: Inside) -> Iterator[Problem]:
    """Mô hình, cách làm mà biểu mẫu nêu, biểu mẫu mà bản chốt nêu, phải có trong kho."""
    record = entry.record
    if isinstance(record, Form):
        named: list[tuple[Path, FormLine | FormCell | Planned]] = []
        for number, table in enumerate(record.tables):
            named += [(("tables", number, "lines", at), line) for at, line in enumerate(table.lines)]
        named += [(("cells", number), cell) for number, cell in enumerate(record.cells)]
        named += [(("plans", number), plan) for number, plan in enumerate(record.plans)]
        for path, asked in named:
            if asked.subject and asked.subject not in kb.subjects and not kb.is_broken(asked.subject):
                hint = nearest(asked.subject, kb.subjects) or "Sửa mã, hoặc bỏ subject."
                message = f"không có mô hình, cách làm “{asked.subject}”"
                yield Problem(entry.place(*path, "subject"), "NR404", message, hint)
    if isinstance(record, Filing):
        for key, name, shelf in (("form", record.form, "forms"), ("supersedes", record.supersedes, "filings")):
            if name and name not in kb.shelf(shelf) and not kb.is_broken(name):
                what = "biểu mẫu" if shelf == "forms" else "bản chốt"
                hint = nearest(name, kb.shelf(shelf)) or f"Xem các tệp trong models_data/{shelf}/."
                yield Problem(entry.place(key), "NR404", f"không có {what} “{name}”", hint)


def files_of_forms_exist(kb: Knowledge, entry: Entry[Piece], _: Inside) -> Iterator[Problem]:
    """Tệp của cấp trên mà biểu mẫu nêu phải nằm cạnh biểu mẫu."""
    form = entry.record
    if isinstance(form, Form) and form.file and not kb.index.has("office files", form.file):
        hint = nearest(form.file, kb.index.names("office files"))
        hint = hint or f"Chép tệp vào {DATA}/{FORMS}/, hoặc bỏ file và đưa tệp bằng --into."
        yield Problem(entry.place("file"), "NR404", f"không có tệp “{form.file}”", hint)


def filings_are_whole(entry: Entry[Piece], _: Inside) -> Iterator[Problem]:
    """Bản chốt có kỳ hợp lý, mỗi hàng đủ số ô như số cột."""
    filing = entry.record
    if not isinstance(filing, Filing):
        return
    if filing.last < filing.first:
        yield Problem(entry.place("last"), "NR423", "ngày cuối kỳ trước ngày đầu kỳ", "Xem lại first và last.")
    for number, table in enumerate(filing.tables):
        for at, row in enumerate(table.rows):
            if len(row.cells) != len(table.columns):
                yield Problem(
                    entry.place("tables", number, "rows", at, "cells"),
                    "NR423",
                    f"hàng “{row.name}” có {len(row.cells)} ô, bảng có {len(table.columns)} cột",
                    "Số đã chốt do máy ghi, đừng sửa tay; lấy lại tệp từ lần lưu trước.",
                )


LOCAL = (
    measures_stand_where_they_can,
    forms_are_whole,
    amounts_have_their_unit,
    nothing_is_asked_twice,
    filings_are_whole,
)
RELATED = (subjects_of_forms_exist, files_of_forms_exist)
