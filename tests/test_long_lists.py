"""Lists beyond one page: groups, pages of a hundred, provinces; and short cuts that must say what the long way says."""

import datetime as dt
import math
import posixpath
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import DAY, NEW, OLD, SMALL, TESTS, knowledge, line, model, old, small, unit_list
from nhanrong import prose, site
from nhanrong.handouts import downloads_page
from nhanrong.knowledge import Knowledge
from nhanrong.opendata import data_page
from nhanrong.publication import Publication
from nhanrong.records.fields import UnitRef
from nhanrong.records.units import AdminUnit, UnitList
from nhanrong.render import (
    booklet_page,
    catalogue,
    code_pages,
    comparison,
    finder,
    guide_pages,
    offline_page,
    place_pages,
    record_pages,
    report_pages,
    section_pages,
)
from nhanrong.render.indexes import LINES_SHOWN
from nhanrong.render.nearness import nearest
from nhanrong.render.outputs import Page, relative
from nhanrong.render.sourcing import source_names
from nhanrong.render.templating import environment, filled, linker
from nhanrong.walking import inside

MODULES = (
    section_pages,
    guide_pages,
    booklet_page,
    offline_page,
    code_pages,
    finder,
    comparison,
    catalogue,
    place_pages,
    record_pages,
    report_pages,
    downloads_page,
    data_page,
)
MANY = 350


def rendered(publication: Publication) -> dict[str, Page]:
    """Every page, by address."""
    return {page.address: page for module in MODULES for page in module.pages(publication)}


def many_models(count: int, *, crop: str = "Giống bịa") -> Knowledge:
    """The small base with made-up models, all of one sector and crop."""
    source = next(iter(small().sources))
    made = (
        model(f"thu-{place:04}", crops_animals=[crop], recorded_on="2026-11-01", sources=[source]).model_copy(
            update={"name": f"Mô hình thử {place:04}"}
        )
        for place in range(count)
    )
    return small(*made)


def long_list(count: int, name: str = OLD) -> UnitList:
    """A made-up list of two provinces, one with districts."""
    units = [
        {
            "code": f"{place:05}",
            "name": f"Thử {place:05}",
            "type": "Xã",
            "province": "Tỉnh Một" if place % 4 else "Tỉnh Hai",
            "old_district": f"huyện Thử {place % 3}",
        }
        for place in range(count)
    ]
    return UnitList.model_validate(
        {"id": name, "title": f"Danh mục {name} (bịa)", "source": "Bịa để kiểm thử.", "units": units}
    )


@pytest.fixture(scope="module")
def long_site() -> dict[str, Page]:
    """The pages of a base with more models than one page lists."""
    return rendered(Publication(many_models(MANY), DAY))


def test_a_long_section_leads_to_pages_that_list_every_record_once(long_site: dict[str, Page]) -> None:
    section = long_site["mo-hinh/"].html
    assert "data-filters" not in section
    assert 'href="linh-vuc/chan-nuoi/"' in section
    assert section.count('class="card"') == 12

    pages = [page for address, page in long_site.items() if address.startswith("mo-hinh/linh-vuc/")]
    assert [page.address for page in pages if "chan-nuoi" in page.address] == [
        "mo-hinh/linh-vuc/chan-nuoi/",
        *(f"mo-hinh/linh-vuc/chan-nuoi/trang-{place}/" for place in (2, 3, 4)),
    ]
    for place in range(MANY):
        name = f"thu-{place:04}/"
        assert sum(name in page.html for page in pages) == 1
    assert all(page.html.count('class="card"') <= 100 for page in pages)
    assert not any(page.searchable for page in pages)


def test_pages_of_a_list_lead_to_each_other(long_site: dict[str, Page]) -> None:
    first = long_site["mo-hinh/linh-vuc/chan-nuoi/"].html
    second = long_site["mo-hinh/linh-vuc/chan-nuoi/trang-2/"]
    last = long_site["mo-hinh/linh-vuc/chan-nuoi/trang-4/"].html

    assert "Trang trước" not in first
    assert '<a href="trang-2/">Trang sau</a>' in first
    assert '<a href="trang-4/">Trang cuối</a>' in first
    assert '<a href="../">Trang trước</a>' in second.html
    assert '<a href="../trang-3/">Trang sau</a>' in second.html
    assert "trang 2/4" in second.html
    assert second.trail[-1][1] == "mo-hinh/linh-vuc/chan-nuoi/"
    assert '<a href="../">Trang đầu</a>' in last
    assert "Trang sau" not in last


def test_a_long_crop_keeps_its_page_and_gets_more(long_site: dict[str, Page]) -> None:
    page = long_site["cay-con/giong-bia/"]
    assert page.html.count('class="card"') == 12
    assert 'href="mo-hinh/"' in page.html
    assert [name for name in long_site if name.startswith("cay-con/giong-bia/mo-hinh/")] == [
        "cay-con/giong-bia/mo-hinh/",
        *(f"cay-con/giong-bia/mo-hinh/trang-{place}/" for place in (2, 3, 4)),
    ]


def test_cards_carry_what_filters_look_at_only_where_there_are_filters(long_site: dict[str, Page]) -> None:
    assert "data-linh-vuc" not in long_site["mo-hinh/linh-vuc/chan-nuoi/"].html
    short = rendered(Publication(many_models(10), DAY))
    assert short["mo-hinh/"].html.count("data-linh-vuc") >= 10


def test_home_leads_to_the_pages_of_a_long_section(long_site: dict[str, Page]) -> None:
    assert 'href="mo-hinh/linh-vuc/chan-nuoi/"' in long_site[""].html


def test_every_link_between_pages_leads_to_one(long_site: dict[str, Page]) -> None:
    assert_linked(long_site, set(site.outputs(Publication(many_models(MANY), DAY)).files))


_LINK = re.compile(r'<a href="(?!https?:|tel:|sms:|mailto:|ban-do/)([^"#?]*)(?:\?[^"#]*)?#?([^"]*)"')


def assert_linked(pages: dict[str, Page], files: set[str]) -> None:
    """Every link between pages leads to a page, at a place that is there, or to one of the files."""
    for address, page in pages.items():
        for href, anchor in _LINK.findall(page.html):
            target = posixpath.normpath(posixpath.join("/", posixpath.dirname("/" + address), href)).strip("/")
            if target.endswith((".html", ".webp")) or target in files:
                continue
            there = address if not href else f"{target}/".removeprefix("/")
            assert there in pages, (address, href)
            assert not anchor or f'id="{anchor}"' in pages[there].html, (address, href, anchor)


@pytest.mark.parametrize("base", [TESTS.parent, SMALL])
def test_every_link_to_a_paper_leads_to_one(base: Path) -> None:
    publication = Publication(site.read(base)[0], DAY)
    assert_linked(rendered(publication), set(site.outputs(publication).files))


@pytest.mark.parametrize("base", [TESTS.parent, SMALL])
def test_one_page_alone_is_the_page_among_all(base: Path) -> None:
    among_all = rendered(Publication(site.read(base)[0], DAY))
    for module in MODULES:
        publication = Publication(site.read(base)[0], DAY)
        for address in reversed(list(module.addresses(publication))):
            assert module.page(publication, address) == among_all[address]


def test_a_long_list_leads_over_its_provinces() -> None:
    pages = rendered(Publication(small(long_list(401, "2024-01-01")), DAY))

    assert 'href="2024-01-01/tinh/tinh-mot/"' in pages["xa/"].html
    assert "2024-01-01/00001/" not in pages["xa/"].html
    province = pages["xa/2024-01-01/tinh/tinh-mot/"]
    assert province.html.count("<li>") == 300
    assert [heading for heading in ("Huyện Thử 0", "Huyện Thử 1", "Huyện Thử 2") if f">{heading}</h2>" in province.html]
    assert not province.searchable
    assert 'href="xa/2024-01-01/tinh/tinh-hai/"' in pages[""].html
    assert pages["xa/2024-01-01/00001/"].trail == (("Xã", "xa/"), ("Tỉnh Một", province.address))


def test_a_list_of_four_hundred_is_still_one_page() -> None:
    pages = rendered(Publication(small(long_list(400, "2024-01-01")), DAY))

    assert "2024-01-01/00001/" in pages["xa/"].html
    assert not any("/tinh/" in address for address in pages)


def test_a_long_ledger_of_a_unit_shows_the_newest_lines() -> None:
    day = dt.date(2020, 1, 1)
    lines = [
        line(old("90001"), id=f"dong-{place:04}", date=(day + dt.timedelta(days=place)).isoformat())
        for place in range(LINES_SHOWN + 5)
    ]
    kb = knowledge(*lines, area=small().area)
    html = place_pages.page(Publication(kb, DAY), f"xa/{OLD}/90001/").html

    assert html.count('<tr id="dong-') == LINES_SHOWN
    assert 'id="dong-0004"' not in html
    assert 'id="dong-0005"' in html
    assert f"{LINES_SHOWN} lần mới nhất" in html


def test_the_ledger_lists_a_hundred_subjects_and_counts_the_rest() -> None:
    subjects = [f"thu-{place:03}" for place in range(130)]
    lines = [line(old("90001"), id=f"dong-{name}", subject=name) for name in subjects]
    kb = knowledge(*lines, models=[model(name) for name in subjects], area=small().area)
    html = section_pages.page(Publication(kb, DAY), "so-theo-doi/").html

    assert html.count('data-label="Danh mục"') == 100
    assert "Còn 30 nữa" in html


_SEGMENT = st.sampled_from(["xa", "mo-hinh", "a", "b", "trang-2", "2025-07-01", "mo"])
_PAGES = st.lists(_SEGMENT, max_size=4).map(lambda parts: "".join(f"{part}/" for part in parts))
_FILES = st.tuples(_PAGES, st.sampled_from(["x.html", "xa", "a"])).map("".join)
_PARTS = st.tuples(_PAGES, st.sampled_from(["#a", "#xa"])).map("".join)


@given(_PAGES | _FILES, _PAGES | _FILES | _PARTS)
def test_a_page_links_as_addresses_relate(here: str, there: str) -> None:
    assert linker(here)(there) == relative(here, there)


_CENTRE = st.tuples(st.integers(0, 160), st.integers(0, 160))


@given(st.lists(_CENTRE, min_size=1, max_size=40), st.integers(1, 6), st.sampled_from([5.5, 20.5, 45.5, 9999.5]))
def test_the_nearest_are_those_that_measuring_all_finds(
    centres: list[tuple[int, int]], many: int, farthest: float
) -> None:
    units = [
        {"code": f"{place:05}", "name": "Thử", "type": "Xã", "lat": 8 + y / 10, "lon": 102 + x / 10}
        for place, (y, x) in enumerate(centres)
    ]
    made = UnitList.model_validate({"id": NEW, "title": "Bịa", "source": "Bịa để kiểm thử.", "units": units})
    publication = Publication(knowledge(lists=[made]), DAY)
    here = UnitRef(NEW, "00000")
    one = publication.kb.units[here]

    def far(other: AdminUnit) -> float:
        assert None not in (one.lat, one.lon, other.lat, other.lon)
        lat, lon = one.lat or 0.0, one.lon or 0.0
        return math.hypot(lat - (other.lat or 0.0), (lon - (other.lon or 0.0)) * math.cos(math.radians(lat)))

    others = [ref for ref in publication.kb.units if ref != here]
    near = [ref for ref in others if far(publication.kb.units[ref]) * 111.195 <= farthest]
    found = nearest(publication, here, many, farthest)
    assert found == sorted(near, key=lambda ref: (far(publication.kb.units[ref]), ref))[:many]


def test_what_lies_farther_than_twenty_kilometres_is_not_near() -> None:
    units = [
        {"code": f"{place:05}", "name": "Thử", "type": "Xã", "lat": 11 + kilometres / 111.195, "lon": 108}
        for place, kilometres in enumerate((0, 19.9, 20.1, 30))
    ]
    made = UnitList.model_validate({"id": NEW, "title": "Bịa", "source": "Bịa để kiểm thử.", "units": units})
    publication = Publication(knowledge(lists=[made]), DAY)
    assert nearest(publication, UnitRef(NEW, "00000")) == [UnitRef(NEW, "00001")]
    assert nearest(publication, UnitRef(NEW, "00003")) == [UnitRef(NEW, "00001"), UnitRef(NEW, "00002")][::-1]


def test_a_unit_without_a_point_is_near_to_nothing() -> None:
    publication = Publication(knowledge(lists=[unit_list(NEW, ["00001", "00002"])]), DAY)
    assert nearest(publication, UnitRef(NEW, "00001"), 5) == []


@pytest.mark.parametrize("base", [TESTS.parent, SMALL])
def test_sources_of_parts_are_found_as_by_walking_everything(base: Path) -> None:
    kb, _ = site.read(base)
    found = 0
    for entry in kb.content:
        names = list(source_names(entry.record))
        assert names == [name for _, name in inside(entry.record).listed("sources")]
        found += len(names)
    assert found


@given(st.text(alphabet="ab- \n&<", max_size=30))
def test_a_text_of_one_line_is_the_paragraph_that_its_blocks_give(text: str) -> None:
    short = environment().filters["prose"](text)
    assert short == filled("prose.html.j2", blocks=prose.blocks(text))
