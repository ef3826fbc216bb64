"""Long lists: a sheet a province, a base map beneath the known units, and never a map of more."""

import re
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from builders import DAY, NEW, knowledge, line, model, new, unit_list
from nhanrong.publication import Publication
from nhanrong.records.fields import UnitRef
from nhanrong.records.units import UnitList
from nhanrong.render import basemap, full_maps, marks
from nhanrong.render.maplabels import readable
from nhanrong.render.section_pages import area_map
from nhanrong.render.spread import Spread, spreads
from nhanrong.sheets import SHORT_LIST, sheets

HOSTILE = "<script>alert(1)</script>\"'&"
PAGE = "mo-hinh/thu/"
PROVINCES = ("Thử Một", "Thử Hai", "Thử Ba", "Thử Bốn", "Thử Năm")


def made_up(count: int, provinces: int = 1, *, placed: bool = True) -> UnitList:
    """A list of made-up communes on a grid, dealt out to provinces in turn."""
    base = unit_list(NEW, ["00000"])
    units = [
        base.units[0].model_copy(
            update={
                "code": f"{90000 + i}",
                "name": f"Ấp {i} {HOSTILE}" if i == 3 else f"Ấp {i}",
                "province": PROVINCES[i % provinces],
                "lat": 11 + i // 12 / 20 + (i % 7) / 100 if placed else None,
                "lon": 107 + i % 12 / 20 + (i % 5) / 100 if placed else None,
            }
        )
        for i in range(count)
    ]
    return base.model_copy(update={"units": tuple(units)})


def publication(known: int, drawn: UnitList, **of_the_model: Any) -> Publication:
    """An edition in which the model lives in the first units of the list, since 2019."""
    lines = [line(new(unit.code), date="2019", households=5) for unit in drawn.units[:known]]
    return Publication(knowledge(*lines, lists=[drawn], models=[model(**of_the_model)]), DAY)


def spread(edition: Publication) -> Spread:
    """The only one there is."""
    (one,) = spreads(edition, "thu", PAGE)
    return one


def parsed(html: str) -> ET.Element:
    """The HTML as XML."""
    text = re.sub(r"<(input[^>]*)>", r"<\1/>", html).replace(" hidden>", ">")
    return ET.fromstring(f'<div xmlns:xlink="http://www.w3.org/1999/xlink">{text}</div>')


def test_a_long_list_has_a_sheet_a_province_and_a_short_one_only_one() -> None:
    def names(count: int, provinces: int) -> list[tuple[str, str, int]]:
        units = made_up(count, provinces).units
        found = sheets(NEW, {UnitRef(NEW, unit.code): unit.province for unit in units})
        return [(sheet.name, sheet.path, len(sheet.units)) for sheet in found]

    assert names(SHORT_LIST, 5) == [("", NEW, SHORT_LIST)]
    assert names(90, 1) == [("", NEW, 90)]
    assert names(90, 2) == [("Thử Hai", f"{NEW}/thu-hai", 45), ("Thử Một", f"{NEW}/thu-mot", 45)]


def test_units_without_a_province_have_a_sheet_of_their_own() -> None:
    found = sheets(NEW, {new(f"{90000 + i}"): "Thử Một" if i else None for i in range(70)})

    assert [(sheet.name, len(sheet.units)) for sheet in found] == [("không ghi tỉnh", 1), ("Thử Một", 69)]


@pytest.mark.parametrize("placed", [True, False])
def test_a_page_holds_only_the_known_units_above_the_base_map(*, placed: bool) -> None:
    drawn = made_up(150, placed=placed)
    edition = publication(4, drawn, origin_communes=[f"{NEW}/90009"])
    root = parsed(spread(edition).map)

    links = root.findall(".//svg/a")
    assert [link.get("href") for link in links] == [f"../../xa/{NEW}/9000{i}/" for i in (0, 1, 2, 3, 9)]
    assert links[0].get("aria-label") == "Ấp 0: đã ghi nhận, không rõ hiện trạng, 2019"
    assert links[0].findtext("title") == links[0].get("aria-label")
    assert links[0].get("data-years") == "2018:not_seen 2019:current 2022:unknown_now"
    assert len(root.findall(".//circle")) == 1
    image, svg = root.find(".//image"), root.find(".//svg[@role='group']")
    assert image is not None
    assert svg is not None
    assert image.get("{http://www.w3.org/1999/xlink}href") == f"../../assets/ban-do/{NEW}.svg"
    assert f"0 0 {image.get('width')} {image.get('height')}" == svg.get("viewBox")
    assert "145 xã khác chưa có ai ghi nhận" in spread(edition).map
    assert len(root.findall(".//tr")) == 6
    assert "Chưa có ai ghi nhận" in spread(edition).map


def test_the_base_map_is_one_file_with_all_units_in_the_same_frame() -> None:
    edition = publication(4, made_up(150))
    ((address, make),) = basemap.files(edition).items()
    (sheet,) = edition.atlas.sheets(NEW)

    data = make()
    root = ET.fromstring(data)
    assert address == f"assets/ban-do/{NEW}.svg"
    assert root.get("viewBox") == f"0 0 400 {basemap.base_map(edition, sheet).height}"
    path = root.find(".//{http://www.w3.org/2000/svg}path")
    assert path is not None
    assert (path.get("d") or "").count("Z") == 150
    assert b"<script" not in data
    assert basemap.files(publication(4, made_up(SHORT_LIST))) == {}


def test_a_few_known_units_weigh_little() -> None:
    one = spread(publication(3, made_up(SHORT_LIST * 5)))

    assert len((one.map + one.squares).encode()) < 6_000


def test_at_most_three_sheets_are_drawn_and_the_others_are_told_with_links() -> None:
    edition = publication(23, made_up(200, 5))
    html = spread(edition).map
    root = parsed(html)

    assert [figure.findtext("p") for figure in root.findall(".//figure")] == ["Thử Ba", "Thử Hai", "Thử Một"]
    assert "Còn 8 xã ở 2 tỉnh, thành khác" in html
    told = {a.get("href") for a in root.findall(".//details[@class='nr-maps__others']//a")}
    assert told == {f"../../xa/{NEW}/{90000 + i}/" for i in range(23) if i % 5 > 2}
    ids = re.findall(r'\bid="([^"]*)"', html + marks.definitions())
    assert len(ids) == len(set(ids))
    assert "Năm 2026: 5 xã đã ghi nhận" in html  # each sheet counts its own


def test_the_map_of_the_area_draws_the_sheets_with_the_most() -> None:
    edition = publication(7, made_up(200, 5))

    assert area_map(edition, NEW, "").count("<figure") == 1
    html = area_map(edition, NEW, "ban-do/", 3)
    assert html.count("<figure") == 3
    assert html.count('<a href="../xa/2') == 2 * 5  # on the map and in words
    assert html.count("xlink:href") == 3  # the base maps


def test_every_sheet_with_anything_known_has_a_full_map_that_leads_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Publication, "notice", "")  # these records have no area
    edition = publication(2, made_up(200, 5))
    drawn = full_maps.full_map_sheets(edition, NEW)

    assert [full_maps.full_map_address(sheet) for sheet in drawn] == [
        f"ban-do/{NEW}/thu-hai.html",
        f"ban-do/{NEW}/thu-mot.html",
    ]
    html = full_maps.full_map_file(edition, drawn[1]).decode()
    assert '<a href="../">' in html
    assert html.count('"code": ') == 40
    assert "<script>alert" not in html


def test_a_full_map_keeps_to_the_widest_subjects(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn = made_up(70)
    models = [model(f"thu-{i}").model_copy(update={"name": f"Mô hình thử {i} (bịa để kiểm thử)"}) for i in range(3)]
    lines = [
        line(new(unit.code), id=f"{i}-{unit.code}", subject=f"thu-{i}")
        for i in range(3)
        for unit in drawn.units[: i + 1]
    ]
    edition = Publication(knowledge(*lines, lists=[drawn], models=models), DAY)
    monkeypatch.setattr(Publication, "notice", "")
    monkeypatch.setattr(full_maps, "MOST_SUBJECTS", 2)

    html = full_maps.full_map_file(edition, edition.atlas.sheets(NEW)[0]).decode()

    assert [name in html for name in ("thử 0", "thử 1", "thử 2")] == [False, True, True]
    assert "2 mô hình, cách làm có ở nhiều xã nhất, trong 3 đã ghi nhận ở đây." in html


def test_names_on_one_map_never_cover_each_other_but_where_they_have_room() -> None:
    edition = publication(150, made_up(150))
    (sheet,) = edition.atlas.sheets(NEW)
    chosen = readable(basemap.base_map(edition, sheet).names.values())

    assert 20 < len(chosen) < 150
    for one in chosen:
        for other in chosen:
            if one is not other and not (one.fits and other.fits):
                left, top, right, bottom = one.box
                assert right <= other.box[0] or other.box[2] <= left or bottom <= other.box[1] or other.box[3] <= top
