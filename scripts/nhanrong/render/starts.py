"""What the search offers before anything is typed: crops and communes of this base; and what its marks say."""

from collections.abc import Callable, Iterator
from functools import partial

from nhanrong.addresses import crop_address, unit_address
from nhanrong.publication import Publication
from nhanrong.render import marks
from nhanrong.render.giving import given
from nhanrong.render.indexes import of_crop
from nhanrong.standing import Mark
from nhanrong.vietnamese import capitalised, reading_order, uncapitalised

ADDRESS = "tim-kiem/bat-dau.js"
SHOWN = 8

Link = tuple[str, str]


def files(publication: Publication) -> dict[str, Callable[[], bytes]]:
    """The file that tells it."""
    return {ADDRESS: partial(_file, publication)}


def _file(publication: Publication) -> bytes:
    places = [("Cây, con", _crops(publication)), ("Xã", [*_communes(publication)][:SHOWN])]
    says = {entry.look: uncapitalised(entry.says) for entry in marks.legend(Mark)}
    return given(ADDRESS, {"places": places, "states": says})


def _crops(publication: Publication) -> list[Link]:
    """The crops and animals with the most records."""
    crops = sorted(
        publication.crops.values(), key=lambda name: (-of_crop(publication, name).total, reading_order(name))
    )
    return [(capitalised(name), crop_address(name)) for name in crops[:SHOWN]]


def _communes(publication: Publication) -> Iterator[Link]:
    """The communes where the most is known, the newest list first where it is the same; each name once."""
    known = publication.known_units()
    units = publication.kb.units
    by_name = sorted(known, key=lambda ref: reading_order(units[ref].name))
    newest_first = sorted(by_name, key=lambda ref: ref.list, reverse=True)
    told: set[str] = set()
    for ref in sorted(newest_first, key=lambda ref: -known[ref]):
        name = units[ref].name
        if name not in told:
            told.add(name)
            yield name, unit_address(ref)
