"""A report on paper: A4, upright or across by its columns, made by Typst from `templates/reports/report.typ`."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace

from nhanrong.reports.result import Ground, Kind, LeftOut, Report, Row, Table
from nhanrong.reports.saying import (
    MOTTO,
    NATION,
    TOTAL,
    dated,
    in_cell,
    in_words,
    marks,
    name_title,
    period,
    prescribed,
    reckoned,
    titled,
    total,
    total_notes,
)
from nhanrong.typesetting import pdf_of, pictures_of
from nhanrong.vietnamese import capitalised, number

_TEMPLATE = "reports/report.typ"
_MOST_LINES = 600  # of grounds; more make a book that nobody reads, and Excel has them
_NUMBERS = {Kind.COUNT, Kind.NUMBER, Kind.MONEY, Kind.SHARE}
_MOST_VALUES = 6  # side by side in a sentence
_UPRIGHT = 66  # letters side by side that an upright page holds
_SIZES = ((80, 10.0), (115, 9.0), (190, 8.0))  # of letters, by how many stand side by side
_SMALLEST = 7.0


@dataclass(frozen=True)
class _Line:
    """A record or line, and what is said of it."""

    code: str
    words: str
    address: str = ""


@dataclass(frozen=True)
class _Part:
    """A row, its values and what they rest on."""

    title: str
    values: str
    lines: tuple[_Line, ...]


@dataclass(frozen=True)
class _Annex:
    """What a table rests on; its title is empty where it is the only one."""

    title: str
    parts: tuple[_Part, ...]
    nothing: str


def pdf(report: Report) -> bytes:
    """The pages, tagged for screen readers; the same bytes for the same report."""
    return pdf_of(_TEMPLATE, _data(report), report.day)


def pictures(report: Report, ppi: float = 80) -> list[bytes]:
    """The same pages as PNG images."""
    return pictures_of(_TEMPLATE, _data(report), report.day, ppi)


def _data(report: Report) -> dict[str, object]:
    left_out, shortened = list(_left_out(report)), []
    annex = [_annex(table, titled=len(report.tables) > 1) for table in report.tables]
    count = sum(len(part.lines) for one in annex for part in one.parts)
    if count > _MOST_LINES:
        annex = []
        shortened.append(f"Các con số dựa vào {number(count)} bản ghi, lần ghi nhận: xem trang “Căn cứ” của tệp Excel.")
    if len(left_out) > _MOST_LINES:
        shortened.append(f"Có {number(len(left_out))} chỗ không tính: xem trang “Không tính” của tệp Excel.")
        left_out = []
    return {
        "title": report.title,
        "organisation": report.organisation,
        "prescribed": prescribed(report),
        "nation": NATION,
        "motto": MOTTO,
        "period": period(report),
        "reckoned": reckoned(report),
        "dated": dated(report.day),
        "signers": report.signers,
        "marks": marks(report),
        "across": max((sum(_shares(table)) for table in report.tables), default=0) > _UPRIGHT,
        "tables": [_table(table) for table in report.tables],
        "changes_title": f"Số nay khác số đã chốt{f' ngày {report.filed_on}' if report.filed_on else ''}",
        "changes": [[one.table, one.row, one.column, one.filed, one.now, one.why] for one in report.changes],
        "counted": _counted(report),
        "rules": report.rules,
        "annex": [asdict(one) for one in annex],
        "left_out": [asdict(one) for one in left_out],
        "shortened": shortened,
    }


def _table(table: Table) -> dict[str, object]:
    shares = _shares(table)
    kinds = [Kind.TEXT, *(heading.kind for heading in table.headings)]
    names = [name_title(table), *(titled(heading) for heading in table.headings)]
    return {
        "title": table.title,
        "size": next((size for most, size in _SIZES if sum(shares) <= most), _SMALLEST),
        "columns": [
            {"title": name, "number": kind in _NUMBERS, "share": share}
            for name, kind, share in zip(names, kinds, shares, strict=True)
        ],
        "rows": [[_named(row), *map(in_cell, row.cells)] for row in table.rows],
        "total": [TOTAL, *_totals(table)] if table.sums else [],
        "notes": [*total_notes(table), *table.notes],
    }


def _totals(table: Table) -> Iterator[str]:
    for column in range(len(table.headings)):
        found = total(table, column) if column in table.sums else None
        yield f"{in_cell(found.value)}{found.mark}" if found else ""


def _shares(table: Table) -> list[int]:
    """How many letters each column needs side by side, the one of names first."""
    names = max((len(_named(row)) for row in table.rows), default=0)
    shares = [min(max(names, 14), 30)]
    totals = list(_totals(table)) if table.sums else [""] * len(table.headings)
    for column, heading in enumerate(table.headings):
        held = [in_cell(row.cells[column]) for row in table.rows] + [totals[column]]
        needed = [titled(heading), *held]
        widest = max((len(word) for words in needed for word in words.split(" ")), default=0)
        whole = max((len(words) for words in held), default=0)
        texts = min(max(whole // 3, min(whole, 14)), 38)
        wanted = {Kind.TEXT: texts, Kind.SHARE: min(whole, 14), Kind.MONEY: widest + 2}.get(heading.kind, widest)
        shares.append(max(widest, wanted, len(needed[0]) // 4, 7) + 2)
    return shares


def _named(row: Row) -> str:
    return f"{row.name} ({row.unit})" if row.unit else row.name


def _counted(report: Report) -> list[dict[str, str]]:
    """How each column or row is counted, each rule once."""
    told: dict[tuple[str, str], None] = {}
    for table in report.tables:
        for row in table.rows:
            told[row.name, row.rule] = None
        for heading in table.headings:
            told[heading.title, heading.rule] = None
    return [{"name": name, "rule": rule} for name, rule in told if rule]


def _annex(table: Table, *, titled: bool) -> _Annex:
    """What the numbers of a table rest on; rows that rest on nothing are named together."""
    parts, nothing = [], []
    for row in table.grounded:
        adds: dict[Ground, list[str]] = {}
        for heading, value in zip(table.headings, row.cells, strict=True):
            for one in value.grounds:
                adds.setdefault(replace(one, adds=""), []).append(f"{heading.title}: {one.adds}")
        if adds:
            lines = tuple(
                _Line(one.code, f"{one.name}. {_sentence(one.why)}Tính vào: {'; '.join(told)}.", one.address)
                for one, told in adds.items()
            )
            parts.append(_Part(_named(row), _values(table, row), lines))
        elif any(value.kind in _NUMBERS for value in row.cells):
            nothing.append(row.name)
    said = f"Không dựa vào bản ghi nào: {'; '.join(nothing)}." if nothing else ""
    return _Annex(table.title if titled else "", tuple(parts), said)


def _values(table: Table, row: Row) -> str:
    """The values of a row in one line; empty where there are too many to be read so."""
    if len(row.cells) > _MOST_VALUES:
        return ""
    return "; ".join(
        f"{heading.title}: {in_words(value)}"
        for heading, value in zip(table.headings, row.cells, strict=True)
        if in_words(value)
    )


def _left_out(report: Report) -> Iterator[_Line]:
    """Each record once for each reason, with the rows that do without it."""
    told: dict[LeftOut, dict[str, None]] = {}
    for table in report.tables:
        for row in table.rows:
            for value in row.cells:
                for one in value.left_out:
                    told.setdefault(one, {})[row.name] = None
    for one, rows in told.items():
        yield _Line(one.code, f"{one.name} ({'; '.join(rows)}): {one.why}.")


def _sentence(words: str) -> str:
    return f"{capitalised(words)}. " if words else ""
