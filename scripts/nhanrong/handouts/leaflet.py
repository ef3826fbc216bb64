"""One model on one sheet of A4 folded in three: a cover, three panels inside, what may go wrong, whom to ask.

There are two pages, always. The letters are the largest with which everything fits, 9 points at least; where even
those are too large, whole pieces are left to the page that the QR code opens, in the order of `Drop`, and the leaflet
says so.
"""

from collections.abc import Iterable, Iterator, Mapping
from enum import IntEnum

from nhanrong.addresses import canonical, subject_address
from nhanrong.dates import spoken_day
from nhanrong.handouts import discussing, reach, telling
from nhanrong.handouts.aloud import sentences
from nhanrong.handouts.asking import area_shown, whom_to_ask
from nhanrong.handouts.blocks import Picture, as_data
from nhanrong.handouts.model_chapter import first_screen
from nhanrong.handouts.pictures import qr, spread_pictures, swatch
from nhanrong.handouts.reviewing import warning
from nhanrong.handouts.seasons import months_named
from nhanrong.handouts.typography import all_bound
from nhanrong.publication import Publication
from nhanrong.records.model import Model
from nhanrong.records.pieces import Accounts
from nhanrong.records.vocabulary import Evidence
from nhanrong.render import wording
from nhanrong.render.suited import asked
from nhanrong.typesetting import pdf_of, pictures_of, told_by
from nhanrong.vietnamese import spoken_money, uncapitalised

_TEMPLATE = "handouts/leaflet.typ"
Piece = dict[str, object]


class Drop(IntEnum):
    """Of what has no room, what goes first: the higher, the sooner."""

    STEPS = 1
    RISKS = 2
    SETBACKS = 3
    CONDITIONS = 4
    TECHNIQUE = 5
    MONEY = 6
    NEEDS = 7
    CALENDAR = 8
    ACCOUNTS = 9
    NAMES = 10
    PICTURE = 11
    COMPONENTS = 12
    LESSONS = 13
    PRACTICES = 14
    STRENGTHS = 15
    SCALE = 16


def pdf(publication: Publication, model: Model) -> bytes:
    """The two pages, tagged for screen readers."""
    return pdf_of(_TEMPLATE, data(publication, model), publication.day)


def pictures(publication: Publication, model: Model, ppi: float = 80) -> list[bytes]:
    """The same pages as PNG images."""
    return pictures_of(_TEMPLATE, data(publication, model), publication.day, ppi)


def left_out(publication: Publication, model: Model) -> list[str]:
    """What had no room and was left to the page, by the headings under which it would stand."""
    told = told_by(_TEMPLATE, data(publication, model), publication.day, "left-out")
    return list(dict.fromkeys(str(part) for parts in told for part in parts))


def data(publication: Publication, model: Model) -> Mapping[str, object]:
    """What the template draws."""
    kb = publication.kb
    url = canonical(kb.area.site_url, subject_address(model))
    facts = first_screen(publication, model)
    drawn = spread_pictures(publication, model.id)
    told: dict[str, object] = {
        "title": model.name,
        "kind": f"Mô hình · {model.sector.label}",
        "leads": [model.summary, next(iter(sentences(model.summary)), model.summary)],
        "facts": as_data(facts.known),
        "unknown": list(facts.unknown),
        "inside": [
            list(_fitting(model)),
            list(_doing(publication, model)),
            list(_year_and_money(publication, model)),
        ],
        "questions": discussing.of_model(model),
        "flap": [*_careful(model), *_where(publication, model, drawn)],
        "swatches": {entry.look: swatch(entry.look) for picture in drawn for entry in picture.legend},
        "see_at": [kb.unit_name(ref) for ref in model.see_at],
        "offices": whom_to_ask(kb, 300),
        "area": area_shown(kb),
        "url": url,
        "qr": qr(url),
        "photographed": bool(model.photos),
        "code": model.id,
        "printed": spoken_day(publication.day),
        "warning": warning(model),
        "reviewed": f"{model.reviewed.role}, {spoken_day(model.reviewed.day)}" if model.reviewed else "",
        "notice": publication.notice,
    }
    return {key: all_bound(value, key) for key, value in told.items()}


def _heading(text: str) -> Piece:
    return {"kind": "heading", "text": text, "drop": 0}


def _words(text: str, drop: Drop, *, label: str = "") -> Piece:
    return {"kind": "words", "label": label, "parts": as_data(telling.words(text).parts), "drop": drop}


def _listed(texts: Iterable[str], drop: Drop, *, label: str = "") -> Iterator[Piece]:
    for text in texts:
        yield {"kind": "item", "label": label, "parts": as_data(telling.words(text).parts), "drop": drop}


def _grade(evidence: Evidence) -> str:
    """What a grade of evidence means, without its letter."""
    return uncapitalised(evidence.label.partition(": ")[2])


def _missing(text: str) -> Piece:
    return {"kind": "missing", "text": text, "drop": 0}


# Inside -------------------------------------------------------------------------------------------------


def _fitting(model: Model) -> Iterator[Piece]:
    """Whether it suits one's land, purse and hands."""
    yield _heading("Hợp với nhà mình không?")
    if model.conditions:
        yield _words(model.conditions, Drop.CONDITIONS)
    for need in model.needs:
        yield _words(need.text, Drop.NEEDS, label=need.kind.label)
    stated = [one for one in asked(model).values() if one.label != "Bao lâu có thu"]  # it stands outside
    for one in stated:
        ground = " · ".join(filter(None, (one.more, _grade(one.evidence))))
        yield _words(f"{one.words} ({ground})", Drop.NEEDS, label=one.label)
    if not model.conditions and not model.needs and not stated:
        yield _missing("Nguồn chưa kể cần đất, nước, công, vốn ra sao. Hỏi nơi đang làm trước khi theo.")
    if model.strengths:
        yield _heading("Được gì")
        yield from _listed(model.strengths, Drop.STRENGTHS)
    if model.scale:
        yield _heading("Làm tới đâu")
        for line in model.scale:
            when = line.date.spoken if line.date else "nguồn không ghi năm"
            value = wording.quantity(line)
            more = [line.text] if line.text and line.text != value else []
            foot = " · ".join([when, _grade(line.evidence), *more])
            told = {"kind": "figure", "label": line.what, "value": value, "foot": foot}
            yield told | {"drop": Drop.SCALE}


def _doing(publication: Publication, model: Model) -> Iterator[Piece]:
    """How it is done."""
    yield _heading("Làm thế nào")
    if model.technique:
        yield _words(model.technique, Drop.TECHNIQUE)
    for number, step in enumerate(telling.steps(model.steps).items, start=1):
        told = {"kind": "step", "number": number, "parts": as_data(step.text.parts), "drop": Drop.STEPS}
        yield told | {"when": step.when, "materials": step.materials}
    if not model.steps:
        yield _missing("Nguồn chưa kể từng bước.")
    if model.components:
        essential = {True: " (bắt buộc)", False: ""}
        yield _heading("Gồm những gì")
        yield from _listed((one.name + essential[one.essential] for one in model.components), Drop.COMPONENTS)
    practices = [publication.kb.practices[name].record.name for name in model.practices]
    if practices:
        yield _heading("Cách làm hay đi kèm")
        yield from _listed(practices, Drop.PRACTICES)


def _year_and_money(publication: Publication, model: Model) -> Iterator[Piece]:
    """The year's work, what it costs and brings."""
    yield _heading("Lịch trong năm")
    for season in telling.calendar(model.calendar).seasons:
        parts = as_data(season.text.parts)
        told = {"kind": "season", "months": list(season.months), "label": months_named(season.months)}
        yield told | {"parts": parts, "drop": Drop.CALENDAR}
    if not model.calendar:
        yield _missing("Nguồn chưa kể tháng nào làm gì.")
    yield _heading("Tiền")
    years = publication.kb.rules.price_years
    for line in model.money:
        old = f" · {wording.OLD_PRICE}" if wording.is_old(line, publication.day, years) else ""
        payer = f" · {uncapitalised(line.payer.label)}" if line.payer else ""
        foot = f"giá {line.price_date.spoken}{old}{payer} · {_grade(line.evidence)}"
        told = {"kind": "sum", "label": line.kind.label, "value": wording.money(line), "foot": foot}
        yield told | {"text": line.text or "", "drop": Drop.MONEY}
    if model.accounts:
        yield from _reckoned(publication, model.accounts)
    if not model.money and not model.accounts:
        yield _missing("Chưa có số liệu về vốn, chi phí, thu nhập. Đừng tin con số không có năm và nguồn.")


def _reckoned(publication: Publication, accounts: Accounts) -> Iterator[Piece]:
    sums = wording.reckoned(accounts)
    costs = "Chi một năm, có công nhà" if accounts.family_labour else "Chi một năm, chưa tính công nhà"
    named = {"Vốn ban đầu": sums.investment, costs: sums.costs, "Thu": sums.income}
    lines = [(label, spoken_money(value)) for label, value in named.items() if value is not None]
    if sums.profit is not None:
        lines.append(("Lãi" if sums.profit >= 0 else "Lỗ", spoken_money(abs(sums.profit))))
    if lines:
        priced = (*accounts.investment, *wording.yearly_lines(accounts))
        prices = wording.accounts_dated(priced, publication.day, publication.kb.rules.price_years)
        old = f" · {prices.old}" if prices.old else ""
        foot = f"tính từ sổ thu chi trên {accounts.basis}, giá {prices.spoken}{old}"
        yield {"kind": "account", "lines": lines, "foot": foot, "drop": Drop.ACCOUNTS}


# Outside ------------------------------------------------------------------------------------------------


def _careful(model: Model) -> Iterator[Piece]:
    """What may go wrong and what did."""
    yield _heading("Điều phải tính trước")
    yield from _listed(model.risks, Drop.RISKS)
    yield from _listed(model.setbacks, Drop.SETBACKS, label="Đã hỏng")
    if model.lessons:
        yield _words(model.lessons, Drop.LESSONS, label="Rút ra")
    if not model.risks and not model.setbacks:
        yield _missing("Nguồn chưa kể rủi ro. Không kể không có nghĩa là không có.")


def _where(publication: Publication, model: Model, drawn: list[Picture]) -> Iterator[Piece]:
    """Where it lives, as the ledger knows."""
    yield _heading("Có ở đâu")
    main = publication.main_list(model.id)
    coverage = publication.coverage(model.id, main)
    reported, checked = coverage.reported, coverage.checked
    foot = f"Tính đến {spoken_day(publication.day)} · {publication.kb.lists[main].record.title}"
    if reported.numerator or checked.numerator:
        seen = f"{checked.numerator} xã đã có người đến xem" if checked.numerator else "chưa xã nào có người đến xem"
        text = f"Sổ ghi nhận ở {reported.numerator} trong {reported.denominator} xã; {seen}."
        told = f"{readings}. {foot}" if (readings := reach.other_readings(coverage)) else foot
        yield {"kind": "reach", "text": text, "foot": told, "drop": 0}
        names = [publication.kb.units[ref].name for ref in reported.units]
        if names:
            yield _words(f"{', '.join(names)}.", Drop.NAMES, label="Đã ghi nhận")
    elif not reach.is_unseen(coverage):
        origin = reach.at_origin(coverage)
        outside = "Mô hình ở ngoài địa bàn; sổ" if model.place.outside else "Sổ"
        text = f"Ở nơi khởi đầu: {origin}. " if origin else ""
        text += f"{outside} {reach.nowhere(coverage, ' khác' if origin else '')}."
        yield {"kind": "reach", "text": text, "foot": foot, "drop": 0}
    elif model.place.outside:
        yield _missing("Mô hình ở ngoài địa bàn; sổ chưa ghi nhận ở xã nào trong địa bàn.")
    else:
        yield _missing("Sổ chưa ghi nhận ở xã nào.")
    origins = [publication.kb.unit_name(ref) for ref in model.origin_communes]
    if origins:
        yield _words(f"{', '.join(origins)}.", Drop.NAMES, label="Nơi khởi đầu")
    for picture in drawn:
        yield {"kind": "picture", "drawing": as_data(picture), "drop": Drop.PICTURE}
