"""What chapters of models and practices tell alike: texts, money, figures of the spread, lines, sources, offices."""

from collections.abc import Iterable, Sequence

from nhanrong import prose
from nhanrong.addresses import canonical, subject_address
from nhanrong.dates import spoken_day
from nhanrong.figures import rows as figure_rows
from nhanrong.handouts.asking import ANYONE
from nhanrong.handouts.blocks import (
    Block,
    Calendar,
    Chapter,
    Column,
    Items,
    Season,
    Section,
    Slip,
    Step,
    Steps,
    Table,
    Words,
)
from nhanrong.handouts.pictures import qr, spread_pictures
from nhanrong.handouts.reach import is_unseen
from nhanrong.handouts.reviewing import warning
from nhanrong.prose import Bullets, Paragraph, flat
from nhanrong.publication import Publication
from nhanrong.records.model import Model
from nhanrong.records.pieces import Disagreement, Money, Quantity
from nhanrong.records.pieces import Season as SeasonRecord
from nhanrong.records.pieces import Step as StepRecord
from nhanrong.records.practice import Practice
from nhanrong.render.ledger_rows import ledger_rows, source_line
from nhanrong.render.record_figures import money_lines, quantity_lines
from nhanrong.render.record_pages import Completeness
from nhanrong.render.sourcing import source_names
from nhanrong.render.wording import OLD_PRICE
from nhanrong.returning import offices, reason_letters
from nhanrong.vietnamese import NBSP, capitalised, uncapitalised
from nhanrong.wishes import Wish

LINES_PRINTED = 6
LINES_AT_MOST = 9  # so many stand whole: to leave out two or three spares no page
SOURCES = "Nguồn"
ANSWERS = 3  # lines to write answers on, at least
COUNTING = "Cách đếm xã"
FIGURES = (
    "reported",
    "reported_with_origin",
    "reported_origin_excluded",
    "linked",
    "current",
    "unknown_now",
    "verified",
    "checked",
)


def chapter(
    publication: Publication, record: Model | Practice, tags: Iterable[str], sections: Iterable[Section]
) -> Chapter:
    """What is told of a record, with what stands at its head; sections that say nothing are left out."""
    kind, theme = ("mô hình", record.sector.label) if isinstance(record, Model) else ("cách làm hay", "Cách làm hay")
    url = canonical(publication.kb.area.site_url, subject_address(record))
    return Chapter(
        code=record.id,
        kind=kind,
        title=record.name,
        tags=(*tags, "Ngoài địa bàn") if record.place.outside else tuple(tags),
        lead=words(record.summary),
        warning=warning(record),
        url=url,
        qr=qr(url),
        sections=tuple(section for section in sections if section.blocks),
        theme=theme,
    )


def words(text: str) -> Words:
    """A text of a record."""
    return Words(tuple(prose.blocks(text)))


def sentence(text: str) -> Words:
    """A text of ours: one paragraph."""
    return Words((Paragraph(text),))


def items(texts: Iterable[str]) -> Items:
    """Texts of a record as a list."""
    return Items(tuple(words(text) for text in texts))


def bullets(texts: Iterable[str]) -> Words:
    """Single lines of ours as a list."""
    return Words((Bullets(tuple(texts)),))


def steps(found: Sequence[StepRecord]) -> Steps:
    """The steps of a record."""
    return Steps(tuple(Step(words(step.text), step.when or "", step.materials or "") for step in found))


def calendar(found: Sequence[SeasonRecord]) -> Calendar:
    """The seasons of a record."""
    return Calendar(tuple(Season(tuple(sorted(season.months)), words(season.text)) for season in found))


def money_table(publication: Publication, lines: tuple[Money, ...], caption: str = "Tiền theo nguồn") -> Table:
    """Sums as sources tell them, each with the year of its price, who paid and the grade of its evidence."""
    told = money_lines(publication, lines)
    made: list[tuple[str, ...]] = [
        (
            line.money.kind.label,
            line.words + (f". {capitalised(flat(line.money.text))}" if line.money.text else ""),
            line.money.price_date.spoken + (f" ({OLD_PRICE})" if line.old else ""),
            line.money.payer.label if line.money.payer else "–",
            line.money.evidence.value,
        )
        for line in told
    ]
    columns: tuple[Column, ...] = (
        Column("Khoản", share=1.1),
        Column("Số tiền", share=2.4),
        Column("Giá năm", share=1),
        Column("Ai trả", share=1.6),
        Column("Hạng", share=0.6),
    )
    if not any(line.payer for line in lines):  # of income nobody is asked who paid
        columns, made = (*columns[:3], columns[4]), [(*row[:3], row[4]) for row in made]
    old = (old_note(publication),) if any(line.old for line in told) else ()
    return Table(caption, columns, tuple(made), notes=old)


def old_note(publication: Publication) -> str:
    """What stands below a table some of whose prices are old."""
    years = publication.kb.rules.price_years
    return f"{capitalised(OLD_PRICE)}: đã quá {years} năm, không nên lấy để tính cho năm nay."


def quantity_table(lines: tuple[Quantity, ...], caption: str) -> Table:
    """Numbers as sources tell them."""
    made = [
        (
            line.quantity.what,
            line.words + _limits(line.quantity.text, line.words),
            line.quantity.date.spoken if line.quantity.date else "không ghi",
            line.quantity.evidence.value,
        )
        for line in quantity_lines(lines)
    ]
    columns = (Column("Số gì", share=1.5), Column("Bao nhiêu", share=1.6), Column("Khi nào"), Column("Hạng", share=0.6))
    return Table(caption, columns, tuple(made))


def _limits(text: str | None, words: str) -> str:
    """What a source says of a number that is not the number: “khoảng”, “trên 580 tấn”."""
    return f" ({uncapitalised(text.removesuffix('.'))})" if text and text != words else ""


def spread(publication: Publication, subject: str) -> list[Block]:
    """In how many communes a subject lives, with its squares, its map and the newest lines of the ledger."""
    kb = publication.kb
    if not publication.has_spread(subject):
        return [sentence("Chưa có lần ghi nhận nào theo xã.")]
    list_id = publication.main_list(subject)
    coverage = publication.coverage(subject, list_id)
    squares, drawing = spread_pictures(publication, subject)
    title = kb.lists[list_id].record.title
    if is_unseen(coverage):
        total = len(kb.units_of(list_id))
        none = f"Chưa ghi nhận xã nào làm theo: 0 trên {total} xã ({title}), tính đến {spoken_day(publication.day)}."
        return [sentence(none), drawing, *_lines(publication, subject)]
    figures = tuple(
        (row.name, f"{row.share.numerator}/{row.share.denominator}", row.says)
        for row in figure_rows(coverage)
        if row.key in FIGURES
    )
    table = Table(
        f"Số xã có mô hình, {title}, tính đến {spoken_day(publication.day)}",
        (Column("Con số", share=2.2), Column("Số xã", number=True, share=0.8), Column("Tỷ lệ", number=True, share=1.2)),
        figures,
        notes=(f"Đếm xã nào thì tính: xem “{COUNTING}” ở đầu sách.",),
    )
    return [squares, table, drawing, *_lines(publication, subject)]


def _lines(publication: Publication, subject: str) -> list[Block]:
    """The newest lines; how many there are in all."""
    kb = publication.kb
    every = [entry for entry in kb.lines_by_subject[subject] if entry.record.id not in kb.superseded]
    if not every:
        return []
    newest = every if len(every) <= LINES_AT_MOST else every[-LINES_PRINTED:]
    shown = ledger_rows(publication, reversed(newest))
    made = tuple((f"{row.unit}, {row.when}", row.state, row.households, row.evidence.value) for row in shown)
    columns = (
        Column("Xã, khi nào", share=1),
        Column("Tình trạng", share=2.4),
        Column("Số hộ", number=True, share=0.85),
        Column("Hạng", share=0.6),
    )
    more = len(every) - len(shown)
    notes = (f"Còn {more} lần ghi nhận khác: xem trang của mô hình.",) if more else ()
    return [Table("Ai đã làm: các lần ghi nhận mới nhất", columns, made, notes=notes)]


def ask(publication: Publication, told: Sequence[str] = ()) -> Section:
    """Whom to ask: the public lines of the union's offices, after what the record itself says."""
    lines = offices(publication.kb)
    found = [*told, *lines] if lines else [*told, f"{ANYONE}."]
    return Section("Hỏi ai", (bullets(found),))


def doubts(found: Sequence[Disagreement]) -> list[Section]:
    """Where sources tell different things."""
    return [Section("Các nguồn nói khác nhau", (items(one.text for one in found),))] if found else []


def sources(publication: Publication, record: Model | Practice, found: Completeness) -> Section:
    """All that a chapter rests on, and what it still lacks."""
    names = [*record.sources, *source_names(record)]
    every = publication.kb.lines_by_subject[record.id][-LINES_PRINTED:]
    names += [name for entry in every for name in entry.record.sources]
    told = []
    for name in dict.fromkeys(names):
        line = source_line(publication.kb.sources[name].record)
        note = f" {line.note}" if line.note else ""
        told.append(f"{line.title}{line.about} Hạng{NBSP}{line.evidence.value}.{note}")
    if not found.absent:
        return Section(SOURCES, (bullets(told),))
    lacking = f"Còn thiếu {len(found.absent)} trên {found.wanted} mục nên có: {'; '.join(found.absent)}."
    return Section(SOURCES, (bullets(told), sentence(lacking)))


def slip(publication: Publication, record: Model | Practice) -> Slip:
    """What a reader cuts out and hands in."""
    return Slip(
        code=record.id,
        name=record.name,
        wishes=tuple(wish.on_paper for wish in Wish),
        reasons=tuple((letter, reason.label) for reason, letter in reason_letters().items()),
        send_to=offices(publication.kb) or (ANYONE,),
    )
