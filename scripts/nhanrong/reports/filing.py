"""Filing a report: its figures are kept as a record, and a later run says what has changed since."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from nhanrong.dates import spoken_day
from nhanrong.knowledge import Knowledge
from nhanrong.records.filing import FiledRow, FiledTable, Filing
from nhanrong.records.measuring import Span
from nhanrong.reports.desk import Asked
from nhanrong.reports.result import Changed, Report, Row, Table, Value
from nhanrong.reports.saying import in_cell

EMPTY = "—"
_JOINER = "\u2060"
_LONGEST = 300  # characters of a cell
_LONGEST_ID = 80
_MOST = 5  # records that one sentence names
GONE, CAME = "không còn hàng này", "hàng mới"
NO_TABLE, NEW_TABLE = "không còn bảng này", "bảng mới"
NO_COLUMN, NEW_COLUMN = "không còn cột này", "cột mới"
_OTHER_FORM = "biểu mẫu đã đổi nên không so được"


def filed(kb: Knowledge, report: Report, asked: Asked, supersedes: Filing | None = None) -> Filing:
    """The record of a report that is filed on the day that it was reckoned on."""
    return Filing(
        id=_id(report, asked, kb),
        form=report.form,
        first=report.first,
        last=report.last,
        list=asked.list_id,
        unit=asked.unit,
        filed_on=report.day,
        supersedes=supersedes.id if supersedes else None,
        tables=tuple(map(_table, report.tables)),
    )


def _id(report: Report, asked: Asked, kb: Knowledge) -> str:
    """The form, the period, the unit and, of one that supersedes others, a number."""
    unit = f"-xa-{asked.unit.code}" if asked.unit else ""
    tail = f"-tu-{report.first.isoformat()}-den-{report.last.isoformat()}{unit}"
    name = report.form[: _LONGEST_ID - len(tail) - 8].rstrip("-") + tail
    taken, number, fresh = kb.shelf("filings"), 1, name
    while fresh in taken:
        number += 1
        fresh = f"{name}-lan-{number}"
    return fresh


def _table(table: Table) -> FiledTable:
    return FiledTable(
        title=table.title,
        columns=tuple(heading.title for heading in table.headings),
        rows=tuple(map(_row, table.rows)),
        counted=tuple(sorted(_codes(table))),
    )


def _row(row: Row) -> FiledRow:
    return FiledRow(key=row.key, name=_plain(row.name), cells=tuple(map(_said, row.cells)))


def _said(value: Value) -> str:
    return _plain(in_cell(value))


def _plain(text: str) -> str:
    """A text as records hold it: no spaces that join words or numbers, on one line, not too long, never empty."""
    said = " ".join(text.replace(_JOINER, "").split()) or EMPTY
    return said if len(said) <= _LONGEST else said[: _LONGEST - 1] + "…"


def _codes(table: Table) -> set[str]:
    return {ground.code for row in table.rows for cell in row.cells for ground in cell.grounds if ground.code}


def in_force(kb: Knowledge, form: str, asked: Asked) -> Filing | None:
    """The filed report of the same form, period, list and unit that no other supersedes."""
    shelf = kb.shelf("filings")
    found = [shelf[name].record for name in kb.ids("filings of", form)]
    same = [
        one
        for one in found
        if isinstance(one, Filing)
        and (one.first, one.last, one.list, one.unit) == (asked.first, asked.last, asked.list_id, asked.unit)
    ]
    over = {one.supersedes for one in same}
    return max((one for one in same if one.id not in over), key=lambda one: (one.filed_on, one.id), default=None)


def compared(kb: Knowledge, report: Report, filing: Filing) -> Report:
    """The report with what has changed since it was filed; what only one of the two has is told, not passed over."""
    now = {table.title: table for table in report.tables}
    changes: list[Changed] = []
    for before in filing.tables:
        if before.title in now:
            changes += _columns(before, now[before.title])
            changes += _changes(kb, filing, before, now[before.title])
        else:
            changes.append(Changed(before.title, "", "", f"{len(before.rows)} hàng", NO_TABLE, _OTHER_FORM))
    known = {before.title for before in filing.tables}
    for title, table in now.items():
        if title not in known:
            changes.append(Changed(title, "", "", NEW_TABLE, f"{len(table.rows)} hàng", _OTHER_FORM))
    return replace(report, filed_on=spoken_day(filing.filed_on), changes=tuple(changes))


def _columns(before: FiledTable, now: Table) -> Iterator[Changed]:
    """The columns that only one of the two has, so that nobody takes them for unchanged."""
    titles = [heading.title for heading in now.headings]
    for title in before.columns:
        if title not in titles:
            yield Changed(before.title, "", title, EMPTY, NO_COLUMN, _OTHER_FORM)
    for title in titles:
        if title not in before.columns:
            yield Changed(before.title, "", title, NEW_COLUMN, EMPTY, _OTHER_FORM)


def _changes(kb: Knowledge, filing: Filing, before: FiledTable, now: Table) -> Iterator[Changed]:
    rows = {row.key: row for row in now.rows}
    columns = {heading.title: number for number, heading in enumerate(now.headings)}
    counted, codes = frozenset(before.counted), _codes(now)
    lost = [code for code in before.counted if code not in codes]
    for old in before.rows:
        row = rows.get(old.key)
        if row is None:
            yield Changed(before.title, old.name, "", ", ".join(old.cells), GONE, _why(kb, filing, (), lost))
            continue
        for title, was in zip(before.columns, old.cells, strict=True):
            if title in columns and (said := _said(row.cells[columns[title]])) != was:
                cell = row.cells[columns[title]]
                new = [one.code for one in cell.grounds if one.code and one.code not in counted]
                is_change = now.headings[columns[title]].span == Span.CHANGE.value
                why = (is_change and _why_change(cell)) or _why(kb, filing, new, lost)
                yield Changed(before.title, row.name, title, was, said, why)
    known = {old.key for old in before.rows}
    for row in now.rows:
        if row.key not in known:
            new = [one.code for cell in row.cells for one in cell.grounds if one.code and one.code not in counted]
            yield Changed(before.title, row.name, "", CAME, _all(row), _why(kb, filing, new, ()))


def _all(row: Row) -> str:
    return ", ".join(map(_said, row.cells))


def _why(kb: Knowledge, filing: Filing, new: Iterable[str], lost: Iterable[str]) -> str:
    """Which lines and records came and went since, as far as they are known."""
    came = _listed([_dated(kb, filing, code) for code in dict.fromkeys(new)])
    gone = _listed([f"{code} (đã được đính chính)" if code in kb.superseded else code for code in lost])
    parts = [f"thêm {came}" if came else "", f"không còn tính {gone}" if gone else ""]
    return "; ".join(filter(None, parts)) or "bản ghi, quy tắc tính hoặc hạn của dòng đã đổi"


def _why_change(cell: Value) -> str:
    """What a comparison is made of now: it counts no record itself, one of its two numbers has changed."""
    two = [f"{one.name.lower()} {one.adds}" for one in cell.grounds if not one.code]
    if not two:
        return ""
    told = ", ".join(two)
    return f"một trong hai số đem so đã đổi, nay là: {told}" if cell.number is not None else f"nay chưa so được: {told}"


def _dated(kb: Knowledge, filing: Filing, code: str) -> str:
    found = kb.index.values("lines", code)
    if not found:
        return code
    path, index = found[0]
    recorded = kb.line_at(str(path), int(index)).record.recorded_on
    after = " sau ngày chốt" if recorded > filing.filed_on else ""
    return f"{code} (ghi {spoken_day(recorded)}{after})"


def _listed(words: list[str]) -> str:
    more = f" và {len(words) - _MOST} mục khác" if len(words) > _MOST else ""
    return ", ".join(words[:_MOST]) + more
