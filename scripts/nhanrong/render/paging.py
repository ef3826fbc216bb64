"""Long lists of cards on several pages, a hundred a page, each with links to the others."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from nhanrong.publication import Publication
from nhanrong.render.cards import card
from nhanrong.render.outputs import Page
from nhanrong.render.templating import article
from nhanrong.vietnamese import number

CARDS_A_PAGE = 100
_FURTHER = re.compile(r"(.+/)trang-([0-9]+)/")


@dataclass(frozen=True)
class LongList:
    """Records that share a heading; `address` is that of the first page, `noun` what the records are."""

    address: str
    title: str
    heading: str
    noun: str
    trail: tuple[tuple[str, str], ...]
    records: Sequence[str]

    @property
    def pages(self) -> int:
        """On how many pages the records stand."""
        return max(1, -(-len(self.records) // CARDS_A_PAGE))

    def address_of(self, place: int) -> str:
        """Where a page of the list stands; the first is number 1."""
        return self.address if place == 1 else f"{self.address}trang-{place}/"

    def addresses(self) -> Iterator[str]:
        """All pages of the list, in order."""
        return map(self.address_of, range(1, self.pages + 1))


def first_page(address: str) -> tuple[str, int]:
    """The first page of the list that the page at an address belongs to, and which of its pages that is."""
    further = _FURTHER.fullmatch(address)
    return (further[1], int(further[2])) if further else (address, 1)


def list_page(publication: Publication, long_list: LongList, place: int) -> Page:
    """One page of a long list."""
    start = (place - 1) * CARDS_A_PAGE
    records = long_list.records[start : start + CARDS_A_PAGE]
    address = long_list.address_of(place)
    last = long_list.pages
    steps = (
        ("Trang đầu", 1, place > 2),
        ("Trang trước", place - 1, place > 1),
        ("Trang sau", place + 1, place < last),
        ("Trang cuối", last, place < last - 1),
    )
    html = article(
        "long-list.html.j2",
        address,
        list=long_list,
        place=place,
        first=start + 1,
        cards=[card(publication, record) for record in records],
        before=[(label, long_list.address_of(to)) for label, to, there in steps[:2] if there],
        after=[(label, long_list.address_of(to)) for label, to, there in steps[2:] if there],
    )
    of = f"trang {place}/{last}"
    title = long_list.title if place == 1 else f"{long_list.title}, {of}"
    trail = long_list.trail if place == 1 else (*long_list.trail, (long_list.heading, long_list.address))
    description = f"{long_list.title}: {number(len(long_list.records))} {long_list.noun}, {of}."
    return Page(address, title, description, html, trail, "long-list", searchable=False)
