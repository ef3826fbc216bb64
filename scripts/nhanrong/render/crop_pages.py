"""The page of each crop or animal, and the list of all."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from nhanrong.addresses import crop_address
from nhanrong.publication import Publication
from nhanrong.render.cards import Card, card
from nhanrong.render.indexes import NEWEST_SHOWN, newest_of, of_crop
from nhanrong.render.outputs import Page
from nhanrong.render.paging import CARDS_A_PAGE, LongList, first_page, list_page
from nhanrong.render.templating import article
from nhanrong.vietnamese import capitalised

_ALL = "cay-con/"
_TRAIL = ("Cây, con", _ALL)


@dataclass(frozen=True)
class Kind:
    """One kind of record of a crop: `anchor` names its part of the page and the folder of its own pages."""

    anchor: str
    heading: str
    noun: str
    records: Sequence[str]

    @property
    def long(self) -> bool:
        """Whether its records have pages of their own."""
        return len(self.records) > CARDS_A_PAGE


@dataclass(frozen=True)
class Shown:
    """What the page of a crop shows of a kind, and where all is when that is not all."""

    kind: Kind
    cards: list[Card]
    all_at: str


def addresses(publication: Publication) -> Iterator[str]:
    """Every crop, each followed by the pages of its long lists; then the list of crops."""
    for name in publication.crops.values():
        yield crop_address(name)
        for kind in _kinds(publication, name):
            if kind.long:
                yield from _long_list(name, kind).addresses()
    yield _ALL


def page(publication: Publication, address: str) -> Page:
    """The page of a crop, of one of its long lists, or of all crops."""
    if address == _ALL:
        return _crops(publication)
    first, place = first_page(address)
    _, crop, *anchors = first.removesuffix("/").split("/")
    name = publication.crops[crop]
    if not anchors:
        return _crop(publication, name)
    kind = next(kind for kind in _kinds(publication, name) if kind.anchor == anchors[0])
    return list_page(publication, _long_list(name, kind), place)


def _kinds(publication: Publication, name: str) -> tuple[Kind, ...]:
    found = of_crop(publication, name)
    return (
        Kind("mo-hinh", "Mô hình", "mô hình", found.models),
        Kind("cach-lam-hay", "Cách làm hay", "cách làm hay", found.practices),
        Kind("chuyen-giao", "Tập huấn, hội thảo, tham quan", "hoạt động", found.sessions),
    )


def _long_list(name: str, kind: Kind) -> LongList:
    address = crop_address(name)
    title = f"{capitalised(name)}: {kind.heading}"
    return LongList(
        f"{address}{kind.anchor}/", title, kind.heading, kind.noun, (_TRAIL, (capitalised(name), address)), kind.records
    )


def _crop(publication: Publication, name: str) -> Page:
    address = crop_address(name)
    shown = [_shown(publication, name, kind) for kind in _kinds(publication, name) if kind.records]
    html = article("crop.html.j2", address, name=capitalised(name), shown=shown)
    description = f"{capitalised(name)}: mô hình, cách làm hay, tập huấn."
    return Page(address, capitalised(name), description, html, (_TRAIL,), "crop", boost=1.4)


def _shown(publication: Publication, name: str, kind: Kind) -> Shown:
    if not kind.long:
        return Shown(kind, [card(publication, record) for record in kind.records], "")
    latest = newest_of(publication, kind.records, NEWEST_SHOWN) or kind.records[:NEWEST_SHOWN]
    return Shown(kind, [card(publication, record) for record in latest], _long_list(name, kind).address)


def _crops(publication: Publication) -> Page:
    counts = [
        (capitalised(name), crop_address(name), of_crop(publication, name).total) for name in publication.crops.values()
    ]
    html = article("crops.html.j2", _ALL, counts=counts)
    return Page(_ALL, "Cây, con", "Chọn theo cây trồng, vật nuôi.", html, (), "catalogue", searchable=False)
