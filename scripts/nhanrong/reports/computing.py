"""A form over a period becomes a report: its tables of values, each with its grounds."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace

from nhanrong.figures import descriptions
from nhanrong.knowledge import Knowledge
from nhanrong.records.area import Rules
from nhanrong.records.fields import UnitRef
from nhanrong.records.form import Form, FormColumn, FormLine, FormTable
from nhanrong.records.measuring import OF_THE_AREA, RESULTS, Measure, Rows, Span
from nhanrong.records.vocabulary import Nature
from nhanrong.reports.adding import apart, in_no_row, said, summed_columns
from nhanrong.reports.cells import Wanted, days_of, kind_of, textual, unit_of, value
from nhanrong.reports.desk import Asked, Desk
from nhanrong.reports.measures.spreading import WAITING
from nhanrong.reports.result import Heading, Kind, Report, Row, Table, Value
from nhanrong.reports.saying import MISSING
from nhanrong.reports.windows import Fall, Window, fall
from nhanrong.reports.withholding import withheld
from nhanrong.vietnamese import capitalised, reading_order


def report(kb: Knowledge, form: Form, asked: Asked, notice: str = "") -> Report:
    """The report of a form; `notice` is the demonstration's own line."""
    desk = Desk(kb, asked, days_of(asked, _asked_of(form)))
    unit = f"{kb.unit_name(asked.unit)}, " if asked.unit else ""
    return Report(
        form=form.id,
        title=form.title,
        reference=form.issuer is None,
        issuer=form.issuer or "",
        document=form.document or "",
        organisation=f"Hội Nông dân {unit}{kb.area.name}",
        first=asked.first,
        last=asked.last,
        day=asked.day,
        list_title=kb.lists[asked.list_id].record.title,
        tables=withheld([_table(desk, form, table) for table in form.tables]),
        signers=form.signers,
        rules=tuple(rules_in_words(kb.rules)),
        notice=notice,
    )


def _asked_of(form: Form) -> Iterator[tuple[Measure, Span]]:
    """Every measure and span that the tables of a form ask for."""
    for table in form.tables:
        for column in table.columns:
            measures = [column.measure] if column.measure else [line.measure for line in table.lines]
            yield from ((measure, column.span or measure.usual) for measure in measures)


def _table(desk: Desk, form: Form, table: FormTable) -> Table:
    rows = list(_lines(desk, form, table) if table.rows is Rows.MEASURES else _things(desk, form, table))
    notes = [table.note] if table.note else []
    if table.rows in {Rows.MODELS, Rows.SUBJECTS}:
        rows, silent = _telling(table, rows)
        notes += _of_silent(rows, silent)
    if table.rows is not Rows.MEASURES:
        bare = [replace(row, cells=tuple(map(_bare, row.cells))) for row in rows]
        notes += ["Ô trống là chưa có số liệu, không phải 0."] if bare != rows else []
        rows = bare
    if not rows and len(notes) == bool(table.note):
        notes.append("Không có hàng nào trong kỳ.")
    if desk.asked.unit and table.rows is not Rows.UNITS:
        notes.append(f"Bảng này chỉ tính cho {desk.kb.unit_name(desk.asked.unit)}{_of_the_area(table)}.")
    sums = summed_columns(table)
    beyond = dict(in_no_row(desk, form, table, rows, sums))
    return Table(
        title=table.title,
        headings=tuple(map(_heading, table.columns)),
        rows=tuple(rows),
        sums=sums,
        notes=tuple(notes),
        beyond={at: said(one) for at, one in beyond.items()},
        apart=apart(table, beyond),
    )


def _of_the_area(table: FormTable) -> str:
    """What a table about one unit cannot tell: in how many communes something is."""
    asked = {one.measure for one in table.columns} | {one.measure for one in table.lines}
    return "; số xã và tỷ lệ xã chỉ có khi lập cho cả địa bàn" if asked & OF_THE_AREA else ""


def _heading(column: FormColumn) -> Heading:
    measure, span = column.measure, column.span
    if measure is None:
        return Heading(
            column.title, Kind.COUNT if span is not Span.SHARE else Kind.SHARE, span=span.value if span else ""
        )
    over = span or measure.usual
    return Heading(
        column.title,
        kind_of(measure, over, column.per),
        measure.value,
        over.value,
        unit_of(measure, over, column.per),
        rule_of(measure, over),
    )


def rule_of(measure: Measure, span: Span) -> str:
    """How a value is counted: the measure's rule, and what a span makes of it."""
    more = {
        Span.PERIOD: " Tính trong kỳ báo cáo.",
        Span.YEAR: " Tính từ đầu năm đến ngày cuối kỳ.",
        Span.CUMULATIVE: " Tính đến ngày cuối kỳ.",
        Span.PREVIOUS: " Tính cho cùng kỳ năm trước; kỳ dài hơn một năm hay có số vắt qua mốc kỳ thì không so.",
        Span.CHANGE: " Kỳ này trừ cùng kỳ năm trước; kỳ dài hơn một năm hay có số vắt qua mốc kỳ thì không so.",
        Span.PLAN: " Mức được giao cho cả năm.",
        Span.SHARE: " Từ đầu năm (hoặc đến ngày cuối kỳ) so với mức được giao cho cả năm.",
    }
    return measure.rule if textual(measure) else measure.rule + more[span]


def _lines(desk: Desk, form: Form, table: FormTable) -> Iterator[Row]:
    """A row a measure."""
    for line in table.lines:
        cells = tuple(
            value(
                desk,
                form,
                Wanted(
                    line.measure,
                    column.span or line.measure.usual,
                    subject=line.subject,
                    kinds=line.kinds or column.kinds,
                    per=line.per or 1,
                ),
            )
            for column in table.columns
        )
        yield Row(
            line.title or line.measure.label,
            cells,
            line.measure.value,
            unit_of(line.measure, line.measure.usual, line.per),
            line.measure.rule,
            _key(line),
        )


def _key(line: FormLine) -> str:
    return ":".join((line.measure.value, line.subject or "", *(kind.value for kind in line.kinds))).rstrip(":")


def _things(desk: Desk, form: Form, table: FormTable) -> Iterator[Row]:
    """A row a unit, a model or an activity."""
    asked = [
        (one.measure, one.span or one.measure.usual, one.kinds, one.per or 1) for one in table.columns if one.measure
    ]
    for key, name, about in _named(desk, table.rows):
        cells = (
            replace(about, measure=measure, span=span, kinds=kinds, per=per) for measure, span, kinds, per in asked
        )
        yield Row(name, tuple(value(desk, form, cell) for cell in cells), key=key)


def _named(desk: Desk, rows: Rows) -> Iterable[tuple[str, str, Wanted]]:
    """The key and the name of every row, and a cell that is about it."""
    kb, asked = desk.kb, desk.asked

    def about(unit: UnitRef | None = None, subject: str | None = None, session: str | None = None) -> Wanted:
        return Wanted(Measure.ACTIVITIES, Span.PERIOD, unit, subject, session)

    match rows:
        case Rows.UNITS:
            units = [asked.unit] if asked.unit else kb.units_of(asked.list_id)
            return [(str(ref), name, about(unit=ref)) for ref, name in named_units(desk, units)]
        case Rows.SESSIONS:
            return [(name, title, about(session=name)) for name, title in _held(desk)]
        case _:
            names = _models(desk) if rows is Rows.MODELS else list(kb.subjects)
            here = _at_home(desk, asked.unit) if asked.unit else names
            names = [name for name in names if name in here]
            found = sorted((reading_order(kb.head(name).name), name) for name in names)
            return [(name, kb.head(name).name, about(subject=name)) for _, name in found]


def _at_home(desk: Desk, unit: UnitRef) -> frozenset[str]:
    """The models and practices of which anything is known in a unit, or that are at home there."""
    found = {one.subject for one in desk.in_unit(unit, desk.asked.last)}
    found |= {model.id for model in desk.models if unit in desk.home(model)}
    return frozenset(found | {practice.id for practice in desk.practices if unit in desk.home(practice)})


def _models(desk: Desk) -> list[str]:
    """The models of the area, but for those that begin only after the period."""
    return [
        one.id
        for one in desk.models
        if not one.place.outside and not (one.started and one.started.first > desk.asked.last)
    ]


def named_units(desk: Desk, units: Iterable[UnitRef]) -> list[tuple[UnitRef, str]]:
    """Units by name, with their code where two are called the same."""
    names = {ref: capitalised(desk.unit_name(ref)) for ref in units}
    bare = desk.kb.names_of(desk.list_id)
    often = Counter(names.values())
    found = [(ref, f"{name} ({ref.code})" if often[name] > 1 else name) for ref, name in names.items()]
    return sorted(found, key=lambda one: (reading_order(bare[one[0]]), one[0]))


def _held(desk: Desk) -> list[tuple[str, str]]:
    """The activities that were held in the period, within the area and the unit that is asked for, the oldest first."""
    asked = desk.asked
    window = Window(asked.first, asked.last)
    found = []
    for one in desk.sessions:
        if one.date is None or one.nature is Nature.PLAN or desk.not_ours(one.place):
            continue
        if asked.unit and asked.unit not in desk.placed(one.place.units):
            continue
        if fall(one.date, window, whole=one.nature is Nature.AGGREGATE) is Fall.INSIDE:
            found.append((one.date, one.id, one.title))
    return [(name, title) for _, name, title in sorted(found)]


def _of_silent(rows: list[Row], silent: list[Row]) -> Iterator[str]:
    """What is said below a table of the rows that it does not show, and of those that wait to be confirmed."""
    if not rows:
        yield "Không có mô hình, cách làm nào có số trong bảng này."
    elif silent:
        yield f"{len(silent)} mô hình, cách làm khác không có số nào ở bảng này nên không liệt kê."
    if waiting := sum(any(cell.text.endswith(WAITING) for cell in row.cells) for row in silent):
        yield f"{waiting} mô hình, cách làm có lần ghi nhận ở xã cũ chờ xác nhận lại nên chưa tính."


def _telling(table: FormTable, rows: list[Row]) -> tuple[list[Row], list[Row]]:
    """The rows that tell anything, and the others, among which they would drown."""
    results = {number for number, column in enumerate(table.columns) if column.measure in RESULTS}
    telling = [
        row
        for row in rows
        if any(
            cell.number or cell.grounds or (number in results and cell.text != MISSING)
            for number, cell in enumerate(row.cells)
        )
    ]
    told = {row.key for row in telling}
    return telling, [row for row in rows if row.key not in told]


def _bare(cell: Value) -> Value:
    """A cell of which nothing is known at all stays empty among many such."""
    return replace(cell, text="") if cell.text == MISSING and not cell.left_out else cell


def rules_in_words(rules: Rules) -> Iterator[str]:
    """The counting rules in force, one sentence each."""
    yield from (f"{name}: {rule}" for _, name, rule in descriptions(rules))
    yield f"Mẫu số: {rules.denominator.label}. Sau sáp nhập: {rules.carry_over.label}."
    yield (
        "Ngày không rõ được tính theo ngày cuối của nó; số gộp phải nằm gọn trong kỳ. "
        "Dòng ghi một khoảng bắt đầu trước kỳ có trong lũy kế, không tính là mới trong kỳ. "
        "Không có ngày thì lấy ngày của nguồn, không có nữa thì lấy ngày ghi sổ (chỉ với dòng của sổ)."
    )
    yield "Hoạt động, số tiền không nêu xã nào chỉ tính khi nơi chốn theo nguồn có tên địa bàn, không tính số cả tỉnh."
    yield f"Số tiền cũ hơn {rules.price_years} năm có ghi “giá cũ”."
    target = rules.target
    if target:
        said = ", ".join(filter(None, (target.issuer, target.document, target.period))) or "chưa nêu nơi ban hành"
        yield f"Chỉ tiêu: hơn {target.share} % xã, {target.figure.label}, {target.reading.label} ({said})."
