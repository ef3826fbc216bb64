"""What a commune's loudspeaker says of a model: whole sentences of its record, at most 150 syllables, under a minute.

Its name, that nobody has reviewed it and whose data these are must be said; then comes where it is known to be done and
whom to ask, then as much of the rest as there is room for, the weightier before the lighter, said in reading order.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum

from nhanrong.handouts import reach
from nhanrong.handouts.aloud import aloud, per_aloud, sentences, syllables
from nhanrong.handouts.asking import ANYONE
from nhanrong.problems import Place, Problem
from nhanrong.publication import Publication
from nhanrong.records.model import Model
from nhanrong.records.pieces import Money, Quantity
from nhanrong.records.vocabulary import Evidence, MoneyKind
from nhanrong.render import wording
from nhanrong.render.spread import ground
from nhanrong.render.templating import filled
from nhanrong.vietnamese import capitalised, spoken_money, uncapitalised

MOST = 150
_NAMED = 3
_LONG_PLACE, _LONG_ASKING = 25, 45  # syllables
_FIGURES = (MoneyKind.PROFIT, MoneyKind.INVESTMENT, MoneyKind.REVENUE, MoneyKind.UNCLEAR_INCOME, MoneyKind.COST)


class Weight(IntEnum):
    """What goes first when there is no room for all."""

    MUST = 0
    GROUND = 1
    CORE = 2
    HELP = 3
    MORE = 4


@dataclass(frozen=True)
class Sentence:
    """A sentence as it is read out; `record` is what the record itself says in it, whole, or empty."""

    text: str
    weight: Weight
    record: str = ""


@dataclass(frozen=True)
class Announcement:
    """What is read out of one model; `unspeakable` are sentences of its record that no voice can read."""

    code: str
    name: str
    said: tuple[Sentence, ...]
    unspeakable: tuple[str, ...]

    @property
    def text(self) -> str:
        """All that is read out."""
        return " ".join(one.text for one in self.said)

    @property
    def syllables(self) -> int:
        """How many syllables that takes."""
        return sum(syllables(one.text) for one in self.said)


def as_text(said: Sequence[Announcement]) -> str:
    """The texts one below the other; above each, in brackets, what is not read out."""
    return str(filled("handouts/loudspeaker.txt.j2", said=said))


@dataclass(frozen=True)
class _Unspeakable:
    record: str


def announcement(publication: Publication, model: Model) -> Announcement | Problem:
    """The text of one model, or what keeps it from being read out."""
    offered = list(_offered(publication, model))
    sayable = [one for one in offered if isinstance(one, Sentence)]
    room = MOST - sum(syllables(one.text) for one in sayable if one.weight is Weight.MUST)
    silent = any(not one.text for one in sayable)
    if room < 0 or silent:
        place = Place(publication.kb.models[model.id].document.path, 0, 0)
        why = "tên có chữ, dấu không đọc thành tiếng được" if silent else f"riêng tên đã quá {MOST} tiếng để đọc loa"
        return Problem(place, "NR938", f"mô hình “{model.id}”: {why}", "Đặt tên ngắn, bằng chữ thường ngày.")
    chosen: set[int] = {number for number, one in enumerate(sayable) if one.weight is Weight.MUST}
    for number, one in sorted(enumerate(sayable), key=lambda pair: pair[1].weight):
        length = syllables(one.text)
        if number not in chosen and length <= room:
            chosen.add(number)
            room -= length
    return Announcement(
        model.id,
        model.name,
        tuple(one for number, one in enumerate(sayable) if number in chosen),
        tuple(one.record for one in offered if isinstance(one, _Unspeakable)),
    )


def _offered(publication: Publication, model: Model) -> Iterator[Sentence | _Unspeakable]:
    """All that could be said, in reading order."""
    name = aloud(model.name)
    is_called = "" if name and name.lower().startswith("mô hình") else "mô hình "
    called = name if name is None or _begins_with_name(name) else uncapitalised(name)
    yield Sentence(f"Kính thưa bà con, sau đây là {is_called}{called}." if called else "", Weight.MUST, model.name)
    if not model.reviewed:
        yield Sentence("Mô hình chưa thẩm định kỹ thuật, hỏi cán bộ trước khi làm theo.", Weight.MUST)
    if publication.notice:
        yield Sentence(f"{aloud(publication.notice)}.", Weight.MUST)
    for number, one in enumerate(_sentences(model.summary)):
        yield _of_record(one, Weight.CORE if not number else Weight.MORE)
    yield from _figure(publication, model)
    yield from _needed(model)
    yield from (_of_record(one, Weight.HELP, "Rủi ro: ") for one in _first(*model.risks[:1]))
    yield from (_of_record(one, Weight.MORE, "Chỗ đã hỏng: ") for one in _first(*model.setbacks[:1]))
    yield from _unknown(model)
    yield from _where(publication, model)
    yield _asked(publication)


def _sentences(text: str) -> list[str]:
    """The sentences of a text; every line of a list is one."""
    lines = re.split(r"\n\s*\n|\n\s*- |^- ", text)
    return [one for line in lines for one in sentences(line)]


def _first(*texts: str) -> list[str]:
    return [one for text in texts for one in _sentences(text)[:1]]


def _of_record(text: str, weight: Weight, before: str = "") -> Sentence | _Unspeakable:
    said = aloud(text)
    if said is None:
        return _Unspeakable(text)
    said = before + (uncapitalised(said) if before and not _begins_with_name(said) else said)
    return Sentence(_ended(capitalised(said)), weight, text)


def _begins_with_name(said: str) -> bool:
    """Whether the second word too has a capital, as names of places and organisations have."""
    words = said.split()
    return words[0][1:2].isupper() or (len(words) > 1 and words[1][:1].isupper())


def _ended(said: str) -> str:
    return said if said.endswith((".", "!", "?")) else f"{said.rstrip(' ;:,')}."


def _grade(evidence: Evidence) -> str:
    """“theo báo chí”: the first words of what a grade of evidence means."""
    return f"theo {evidence.label.partition(': ')[2].partition(',')[0]}"


# One figure with its year -------------------------------------------------------------------------------


def _figure(publication: Publication, model: Model) -> Iterator[Sentence | _Unspeakable]:
    """The figure that says most: profit, capital or income, else the newest number of its scale."""
    accounts = model.accounts
    reckoning = wording.reckoned(accounts) if accounts else None
    money = [line for kind in _FIGURES for line in model.money if line.kind is kind]
    if accounts and reckoning and reckoning.profit is not None:
        lines = wording.yearly_lines(accounts)
        prices = wording.accounts_dated(lines, publication.day, publication.kb.rules.price_years)
        when = _when(prices.spoken) + (f", {prices.old}" if prices.old else "")
        gained = "lãi" if reckoning.profit >= 0 else "lỗ"
        labour = "" if accounts.family_labour else ", chưa trừ công nhà"
        told = f"Theo sổ thu chi, tính trên {accounts.basis}, giá {when}: {gained} "
        yield _of_record(f"{told}{spoken_money(abs(reckoning.profit))}{labour}.", Weight.HELP)
    elif money:
        kind = money[0].kind
        yield _of_money(publication, max((line for line in money if line.kind is kind), key=lambda one: one.price_date))
    else:
        numbers = [one for one in model.scale if one.value is not None or one.min is not None]
        if numbers:
            newest = max(numbers, key=lambda one: (one.date is not None, one.date.last if one.date else None))
            yield _of_scale(newest if newest.date else numbers[0])


def _of_money(publication: Publication, line: Money) -> Sentence | _Unspeakable:
    per = per_aloud(line.unit)
    amount = aloud(wording.money(line).partition("/")[0])
    old = f", là {wording.OLD_PRICE}" if wording.is_old(line, publication.day, publication.kb.rules.price_years) else ""
    payer = f", {uncapitalised(line.payer.label)}" if line.payer else ""
    told = aloud(f"{line.kind.label}, giá {_when(line.price_date.spoken)}{old}{payer}")
    if per is None or amount is None or told is None:
        return _Unspeakable(f"{line.kind.label}: {wording.money(line)}")
    said = f"{told}: {amount}{per.removeprefix('đồng')}, {_grade(line.evidence)}."
    return _with_its_limits(said, wording.money(line), line.text)


def _of_scale(line: Quantity) -> Sentence | _Unspeakable:
    number = aloud(wording.quantity(line.model_copy(update={"unit": None})))
    unit = per_aloud(line.unit) if line.unit else ""
    when = _when(line.date.spoken) if line.date else "nguồn không ghi năm"
    told = aloud(f"{line.what}, {when}")
    if number is None or unit is None or told is None:
        return _Unspeakable(f"{line.what}: {wording.quantity(line)}")
    said = f"{told}: {number} {unit}".rstrip()
    return _with_its_limits(f"{said}, {_grade(line.evidence)}.", wording.quantity(line), line.text)


def _with_its_limits(said: str, record: str, text: str | None) -> Sentence | _Unspeakable:
    """A figure and all that its record says of it, as one: a sum of one garden is not a sum of every garden."""
    limits = [_of_record(one, Weight.HELP) for one in _sentences(text or "")]
    unspeakable = next((one for one in limits if isinstance(one, _Unspeakable)), None)
    if unspeakable:
        return unspeakable
    return Sentence(" ".join([said, *(one.text for one in limits if isinstance(one, Sentence))]), Weight.HELP, record)


def _when(spoken: str) -> str:
    """“năm 2022”, “tháng 8/2022”."""
    return f"năm {spoken}" if spoken[:4].isdigit() else spoken


# What one needs, where it is, whom to ask ---------------------------------------------------------------


def _needed(model: Model) -> Iterator[Sentence | _Unspeakable]:
    if model.conditions:
        yield from (_of_record(one, Weight.HELP, "Điều kiện: ") for one in _first(model.conditions))
    elif model.needs:
        need = model.needs[0]
        yield from (_of_record(one, Weight.HELP, f"{need.kind.label}: ") for one in _first(need.text))


def _unknown(model: Model) -> Iterator[Sentence]:
    kinds = {line.kind for line in model.money}
    reckoning = wording.reckoned(model.accounts) if model.accounts else wording.Reckoning(None, None, None)
    absent = {
        "cần gì để làm theo": not model.conditions and not model.needs,
        "vốn": MoneyKind.INVESTMENT not in kinds and reckoning.investment is None,
        "lợi nhuận": MoneyKind.PROFIT not in kinds and reckoning.profit is None,
        "rủi ro": not model.risks,
    }
    names = [name for name, missing in absent.items() if missing]
    if names:
        yield Sentence(f"Chưa có số liệu: {', '.join(names)}.", Weight.MORE)


def _where(publication: Publication, model: Model) -> Iterator[Sentence]:
    """In how many communes it is recorded, by what ground, and how many of them anybody has verified."""
    kb = publication.kb
    main = publication.main_list(model.id)
    coverage = publication.coverage(model.id, main)
    reported, verified = coverage.reported, coverage.verified.numerator
    day = f"tháng {publication.day.month}/{publication.day.year}"
    if reported.numerator:
        former = "" if main == publication.newest_list else " cũ"
        entries = [
            entry
            for ref in publication.ledger.units_with_lines(model.id)
            if ref.list == main
            for entry in publication.ledger.lines(model.id, ref)
        ]
        by = ground(entries)
        seen = f"{verified} xã đã được kiểm tra thực tế" if verified else "chưa xã nào được kiểm tra thực tế"
        told = f"Tính đến {day}, sổ ghi nhận ở {reported.numerator} trong {reported.denominator} xã{former}"
        origin = reach.with_origin(coverage)
        said = aloud(f"{told}{f', {by}' if by else ''}{f', {origin}' if origin else ''}; {seen}.")
    elif model.place.outside:
        place = aloud(model.place.text or "")
        at = f"Nơi làm là {place}," if place and syllables(place) <= _LONG_PLACE else "Mô hình này ở"
        said = f"{at} ngoài địa bàn; sổ {reach.nowhere(coverage, ' của ta')}."
    elif model.origin_communes:
        names = [kb.unit_name(ref) for ref in model.origin_communes]
        more = f" và {len(names) - _NAMED} xã khác" if len(names) > _NAMED else ""
        said = aloud(f"Nơi khởi đầu là {', '.join(names[:_NAMED])}{more}; sổ {reach.nowhere(coverage, ' khác')}.")
    elif reach.is_unseen(coverage):
        said = aloud(f"Tính đến {day}, sổ chưa ghi nhận mô hình này ở xã nào.")
    else:
        said = aloud(f"Tính đến {day}, sổ {reach.nowhere(coverage)}.")
    if said:
        yield Sentence(said, Weight.GROUND)


def _asked(publication: Publication) -> Sentence:
    asks = "Muốn học, muốn đến xem, xin hỏi"
    for office in publication.kb.area.offices[:1]:
        said = aloud(f"{asks} {office.name}{f', điện thoại {office.phone}' if office.phone else ''}.")
        if said and syllables(said) <= _LONG_ASKING:
            return Sentence(said, Weight.GROUND)
    return Sentence(f"{asks} {ANYONE}.", Weight.GROUND)
