"""The tables of the replication ledger: its lines, its units, what stands in each unit, and what is counted of it."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from itertools import takewhile

from nhanrong.anatomy import Part
from nhanrong.opendata.record_tables import as_row
from nhanrong.opendata.table import Column, Kind, Row, Table, columns_of
from nhanrong.overtime import OverTime, over_time
from nhanrong.publication import Publication
from nhanrong.records.fields import UnitRef
from nhanrong.records.ledger import Line
from nhanrong.records.units import AdminUnit
from nhanrong.standing import MARK_SAYS, Mark

FIGURE_SAYS = {
    "reported": "đã ghi nhận, không tính nơi khởi đầu",
    "reported_with_origin": "đã ghi nhận, tính cả nơi khởi đầu",
    "reported_origin_excluded": "đã ghi nhận, bỏ nơi khởi đầu khỏi tử số và mẫu số",
    "linked": "biết học từ đâu",
    "current": "đang làm",
    "unknown_now": "không rõ hiện trạng",
    "verified": "đang làm, đã kiểm tra thực tế",
    "checked": "đã có người xem",
    "suitable": "đã ghi nhận, trên các xã hợp với mô hình",
}

_UNITS_SAY = {
    "units": "mọi xã được tính của danh mục",
    "units_origin_excluded": "như trên, bỏ nơi khởi đầu",
    "units_suitable": "như trên, bỏ xã không hợp",
}
_DENOMINATORS = {
    "units": "reported",
    "units_origin_excluded": "reported_origin_excluded",
    "units_suitable": "suitable",
}

_LIST = Column("list", Kind.TEXT, "Danh mục xã", "Mã của danh mục, là ngày của nó.", required=True)
_CODE = Column("code", Kind.TEXT, "Mã xã", "Năm chữ số, trong danh mục ấy.", required=True)
_NAME = Column("unit_name", Kind.TEXT, "Tên xã")
_SUBJECT = Column("subject", Kind.TEXT, "Mô hình hoặc cách làm", "Mã ở bảng models hoặc practices.", required=True)
_MARK = Column("mark", Kind.TEXT, "Hiện trạng", words={mark.value: said for mark, said in MARK_SAYS.items()})


def tables() -> tuple[Table, ...]:
    """The four tables."""
    day = Column("day", Kind.DAY, "Ngày", "Tính theo những gì sổ biết tới cuối ngày ấy.", required=True)
    figures = [Column(figure, Kind.WHOLE, f"Số xã {said}", required=True) for figure, said in FIGURE_SAYS.items()]
    units = [Column(name, Kind.WHOLE, f"Mẫu số: {said}", required=True) for name, said in _UNITS_SAY.items()]
    return (
        Table("ledger", "Sổ nhân rộng", "Replication ledger", _ledger_columns(), ["id"], _lines, _units_with_lines),
        Table("units", "Danh mục xã", "Communes", _unit_columns(), ["list", "code"], _units),
        Table(
            "states",
            "Hiện trạng từng xã",
            "State by commune",
            [
                _SUBJECT,
                _LIST,
                _CODE,
                _NAME,
                _MARK,
                Column("origin", Kind.FLAG, "Nơi khởi đầu", "true: bắt đầu từ đây."),
            ],
            ["subject", "list", "code"],
            _states,
        ),
        Table(
            "coverage",
            "Độ phủ theo tháng",
            "Coverage by month",
            [_SUBJECT, _LIST, day, *figures, *units],
            ["subject", "list", "day"],
            _coverage,
        ),
    )


def _ledger_columns() -> list[Column]:
    return [
        *columns_of(Part(Line)),
        _LIST,
        _CODE,
        _NAME,
        Column("counts_from", Kind.DAY, "Tính từ ngày", "Ngày cuối của thời điểm; không ghi thì theo nguồn."),
        Column("superseded", Kind.FLAG, "Đã được thay", "true: có dòng mới thay, không tính nữa.", required=True),
    ]


def _lines(publication: Publication, unit_name: str) -> Iterator[Row]:
    kb = publication.kb
    unit = UnitRef(*unit_name.split("/"))
    for entry in kb.lines_by_unit[unit]:
        yield as_row(entry.record) | {
            "list": unit.list,
            "code": unit.code,
            "unit_name": kb.unit_name(unit),
            "counts_from": kb.moment(entry).last.isoformat(),
            "superseded": entry.record.id in kb.superseded,
        }


def _units_with_lines(publication: Publication) -> list[str]:
    return sorted(publication.kb.index.names("ledgers"))


def _unit_columns() -> list[Column]:
    became = Column("became", Kind.TEXTS, "Nay thuộc", "Mã danh mục/mã xã của danh mục sau.")
    return [_LIST, *columns_of(Part(AdminUnit)), became]


def _units(publication: Publication, _: str) -> Iterator[Row]:
    kb = publication.kb
    for list_id in sorted(kb.lists):
        for ref in kb.units_of(list_id):
            after = [str(one) for one in kb.successors.get(ref, ())]
            yield {"list": list_id} | as_row(kb.units[ref]) | ({"became": after} if after else {})


def _states(publication: Publication, _: str) -> Iterator[Row]:
    kb = publication.kb
    states = publication.states()
    for name in sorted(states):
        ref = UnitRef(*name.split("/"))
        for subject, mark, origin in sorted(states[name]):
            yield {
                "subject": subject,
                "list": ref.list,
                "code": ref.code,
                "unit_name": kb.unit_name(ref),
                "mark": Mark(mark).value,
                "origin": origin,
            }


def _coverage(publication: Publication, _: str) -> Iterator[Row]:
    """For every subject, on each list, the end of every month since it was first heard of, and the edition's day."""
    kb = publication.kb
    firsts = {name: _first_heard(publication, name) for name in sorted(kb.subjects) if publication.has_spread(name)}
    if firsts:
        days = _month_ends(min(firsts.values()), publication.day)
        for counted in over_time(kb, list(firsts), sorted(kb.lists), days):
            yield from _counted_rows(counted, firsts)


def _first_heard(publication: Publication, subject: str) -> dt.date:
    """The day of a subject's first line, that of the edition if it has a place of origin only."""
    lines = publication.kb.lines_by_subject[subject]
    return min(publication.kb.moment(lines[0]).last, publication.day) if lines else publication.day


def _counted_rows(counted: OverTime, firsts: Mapping[str, dt.date]) -> Iterator[Row]:
    columns = [*(counted.numerators[figure] for figure in FIGURE_SAYS)]
    columns += [counted.denominators[figure] for figure in _DENOMINATORS.values()]
    names = [*FIGURE_SAYS, *_DENOMINATORS]
    for row, subject in enumerate(counted.subjects):
        for at, day in enumerate(counted.days):
            if day >= firsts[subject]:
                values = (int(column[row, at]) for column in columns)
                who = {"subject": subject, "list": counted.list, "day": day.isoformat()}
                yield who | dict(zip(names, values, strict=True))


def _month_ends(first: dt.date, last: dt.date) -> Sequence[dt.date]:
    """The last day of every month from one day on, before another, and that other day."""
    months = (divmod(index, 12) for index in range(first.year * 12 + first.month, last.year * 12 + last.month + 1))
    ends = (dt.date(year, month + 1, 1) - dt.timedelta(1) for year, month in months)
    return [*takewhile(lambda end: end < last, ends), last]
