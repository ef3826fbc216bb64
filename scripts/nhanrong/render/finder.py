"""“Tìm mô hình hợp với tôi”: the page that asks, and the facts of all models that its script ranks.

The rule of ranking stands in one place, `nhanrong-ranking.js`, which the page tells in plain words under “Cách xếp”.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from itertools import chain
from typing import Any

from nhanrong.addresses import record_named
from nhanrong.facts import SHELVES
from nhanrong.publication import Publication
from nhanrong.records.fields import UnitRef
from nhanrong.records.vocabulary import Sector, Slope, Watering
from nhanrong.render.cards import filtered
from nhanrong.render.catalogue import MODELS, group_address
from nhanrong.render.giving import given
from nhanrong.render.indexes import sections
from nhanrong.render.nearness import FARTHEST, NEAREST
from nhanrong.render.outputs import Page
from nhanrong.render.templating import article
from nhanrong.render.unit_lists import LISTED_UP_TO
from nhanrong.standing import ALIVE, Mark
from nhanrong.suiting import Needs, from_fact
from nhanrong.synonyms import other_titles
from nhanrong.tracking import ALL, note
from nhanrong.vietnamese import NBSP, number, reading_order, spoken_area, spoken_money

FINDER = "hop-voi-toi/"
FACTS = f"{FINDER}mo-hinh.js"
CROPS_SHOWN = 12
UNITS_CHOSEN = 60  # as many as a list to choose from holds; of more, the reader types the name

_TITLE = "Tìm mô hình hợp với tôi"
_ABOUT = "Trả lời vài câu về đất, nước, vốn, công của nhà mình để xem mô hình nào hợp, vì sao, và điều gì chưa biết."
# What the reader's water is called where a model's need of as much is called Nước mưa là đủ, Tưới thêm mùa khô…
_HAS = ("Chỉ có nước mưa", "Tưới thêm được mùa khô", "Chủ động nước quanh năm")
# What a reader in a unit is told of a model there: done, was done, tried, paused, given up; absent says nothing.
_THERE = {
    **dict.fromkeys(ALIVE, "c"),
    **dict.fromkeys((Mark.UNKNOWN_NOW, Mark.PENDING), "u"),
    **dict.fromkeys((Mark.TRIAL, Mark.REGISTERED), "t"),
    Mark.PAUSED: "p",
    **dict.fromkeys((Mark.STOPPED, Mark.UNSUITABLE), "s"),
}


def pages(publication: Publication) -> Iterator[Page]:
    """The one page."""
    return (page(publication, address) for address in addresses(publication))


def addresses(_: Publication) -> Iterator[str]:
    """Where it stands."""
    yield FINDER


def files(publication: Publication) -> dict[str, Callable[[], bytes]]:
    """The facts that its script ranks."""
    return {FACTS: partial(facts_file, publication)}


def page(publication: Publication, address: str) -> Page:
    """The page: the questions, and without scripts the models with what is known of their needs."""
    units = [(str(ref), publication.kb.unit_name(ref)) for ref in _units(publication)]
    listed = filtered(publication, "models")
    html = article(
        "finder.html.j2",
        address,
        title=_TITLE,
        about=_ABOUT,
        kb=publication.kb,
        sao=publication.kb.area.sao,
        slopes=[slope.label for slope in Slope],
        water=_HAS,
        crops=_usual_crops(publication),
        units=units if len(units) <= UNITS_CHOSEN else None,
        near=(NEAREST, FARTHEST),
        years=publication.kb.rules.price_years,
        groups=[
            (name, group_address(publication, MODELS, name), _lines(publication, found) if listed else [])
            for name, found in sections(publication, "models").items()
        ],
    )
    return Page(address, _TITLE, _ABOUT, html, (), "finder")


def _lines(publication: Publication, models: Sequence[str]) -> list[tuple[str, str, str]]:
    """Each model as the page lists it where no script runs: its address, its name, what is known of its needs."""
    found = [(one, from_fact(publication.kb.index.values("needs", record_named(one)[1])[0])) for one in models]
    return [(one, needs.name, "; ".join(_known(needs))) for one, needs in found]


def _known(needs: Needs) -> Iterator[str]:
    if needs.area:
        yield f"ít nhất {spoken_area(needs.area)}"
    if needs.slopes:
        yield f"đất {', '.join(list(Slope)[place].label.lower() for place in needs.slopes)}"
    if needs.water is not None:
        yield list(Watering)[needs.water].label.lower()
    if needs.labour:
        yield f"{number(needs.labour)}{NBSP}công một tháng"
    if needs.months:
        yield f"có thu sau {number(needs.months)}{NBSP}tháng"
    if capital := needs.capital:
        least = "" if capital.least == capital.most else f"{spoken_money(capital.least)} đến "
        of = f" cho {spoken_area(capital.area)}" if capital.area else " một hộ"
        yield f"vốn {least}{spoken_money(capital.most)}{of} (giá {capital.year}, hạng {capital.grade})"


def _usual_crops(publication: Publication) -> list[str]:
    """The crops and animals of most models, in reading order."""
    found = publication.kb.index.everything("crops")
    counts = {name: sum(kind == "models" for kind, *_ in values) for name, values in found.items()}
    most = sorted((name for name in counts if counts[name]), key=lambda name: (-counts[name], reading_order(name)))
    return sorted(most[:CROPS_SHOWN], key=reading_order)


def _units(publication: Publication) -> Sequence[UnitRef]:
    """The units that a reader may live in: of every list where they are few, else of the newest."""
    lists = publication.lists
    few = sum(len(publication.kb.units_of(name)) for name in lists) <= LISTED_UP_TO
    return list(chain.from_iterable(map(publication.kb.units_of, lists if few else [publication.newest_list])))


def facts_file(publication: Publication) -> bytes:
    """All models with what they need, how far they have spread, and what is known of them in each unit."""
    note("needs", ALL)
    found = {name: from_fact(values[0]) for name, values in publication.kb.index.everything("needs").items()}
    names = sorted(found)
    crops = sorted({crop for needs in found.values() for crop in needs.crops}, key=reading_order)
    crop_at = {crop: place for place, crop in enumerate(crops)}
    reaches, verified = publication.reaches(), publication.verified()
    place_of = {name: place for place, name in enumerate(names)}
    data = {
        "near": [NEAREST, FARTHEST],
        "since": publication.day.year - publication.kb.rules.price_years,
        "shelves": shelves(len(names)),
        "slopes": [slope.label.lower() for slope in Slope],
        "water": [water.label.lower() for water in Watering],
        "has": [water.lower() for water in _HAS],
        "crops": crops,
        "called": {place: others for place, crop in enumerate(crops) if (others := other_titles(crop))},
        "models": [_row(name, found[name], crop_at, (reaches[name][0], verified.get(name, 0))) for name in names],
        "lists": publication.lists,
        "units": _rows_of_units(publication, place_of),
    }
    return given(FACTS, data)


def shelves(models: int) -> int:
    """Over how many files the details of so many models are spread: about eight in each."""
    many = 1
    while many * 8 < models and many < SHELVES:
        many *= 2
    return many


def _row(name: str, needs: Needs, crop_at: Mapping[str, int], spread: tuple[int, int]) -> list[Any]:
    known = {
        "e": int(needs.ended),
        "a": needs.area,
        "s": list(needs.slopes),
        "w": needs.water,
        "l": needs.labour,
        "m": needs.months,
        "c": list(needs.capital) if needs.capital else None,
    }
    stated = {key: value for key, value in known.items() if value not in (None, [], 0) or (key == "w" and value == 0)}
    row = [
        name,
        needs.name,
        list(Sector).index(Sector.of(needs.sector)),
        [crop_at[crop] for crop in needs.crops],
        *spread,
    ]
    return [*row, stated] if stated else row


def _rows_of_units(publication: Publication, place_of: Mapping[str, int]) -> list[list[Any]]:
    """Each unit: its list, name and centre, and letters for what is known there of models, by their place."""
    states = publication.states()
    rows: list[list[Any]] = []
    points = {name: publication.kb.points_of(name) for name in publication.lists}
    for ref in _units(publication):
        there = [
            f"{place_of[subject]}{letter}"
            for subject, mark, origin in sorted(states.get(str(ref), ()))
            if subject in place_of and (letter := _THERE.get(Mark(mark), "o" if origin else ""))
        ]
        lon, lat = points[ref.list].get(ref) or (0, 0)
        row = [publication.lists.index(ref.list), ref.code, publication.kb.unit_name(ref), round(lat, 2), round(lon, 2)]
        rows.append([*row, " ".join(there)] if there else row)
    return rows
