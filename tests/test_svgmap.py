"""Maps, squares and timelines as HTML."""

import datetime as dt
import re
from fractions import Fraction
from xml.etree import ElementTree as ET

import pytest

from nhanrong.mapshape import VIEW_WIDTH, MapShape, map_shape
from nhanrong.records.fields import UnitRef
from nhanrong.render import marks, svgmap, timeline, unitchart
from nhanrong.render.maplabels import Caption, place, text_width
from nhanrong.render.svgmap import MapUnit
from nhanrong.standing import MARK_SAYS, Mark

HOSTILE = "<script>alert(1)</script>\"'&"
NAMES = ("Di Linh", "Đinh Trang Thượng", "Tân Thượng", "Tam Bố", "Gia Bắc", "Xuân Hương - Đà Lạt", HOSTILE)


def refs(count: int) -> list[UnitRef]:
    return [UnitRef("2025-06-30", f"{25000 + i:05d}") for i in range(count)]


def shape(count: int) -> MapShape:
    return map_shape({ref: (108 + (i * 7 % 12) / 20, 11 + (i * 5 % 13) / 20) for i, ref in enumerate(refs(count))})


def units(count: int) -> list[MapUnit]:
    result = []
    for i, ref in enumerate(refs(count)):
        mark = list(Mark)[i % len(Mark)]
        name = NAMES[i % len(NAMES)]
        years = {2019: Mark.NOT_SEEN, 2020: Mark.NOT_SEEN, 2021: mark}
        label = f"{name}: {MARK_SAYS[mark]}, 2021"
        result.append(MapUnit(ref, name, f"../xa/{ref}/", mark, label, "12 hộ", origin=i == 3, by_year=years))
    return result


def parsed(html: str) -> ET.Element:
    """The HTML as XML, which it is but for a namespace, void elements and bare attributes."""
    text = (
        re.sub(r"<(input[^>]*)>", r"<\1/>", html)
        .replace(" hidden>", ">")
        .replace(" data-search-exclude>", ">")
        .replace(" data-unread", "")
        .replace(" data-search-exclude>", ">")
        .replace("<br>", "<br/>")
    )
    return ET.fromstring(f'<div xmlns:xlink="http://www.w3.org/1999/xlink">{text}</div>')


YEARS = {2019: 0, 2020: 0, 2021: 8}


@pytest.mark.parametrize("count", [1, 7, 19])
def test_every_unit_is_a_link_a_label_and_a_row(count: int) -> None:
    drawn = units(count)
    root = parsed(svgmap.draw(shape(count), "Bản đồ", drawn))

    links = root.findall(".//svg/a")
    assert [link.get("href") for link in links] == [unit.href for unit in drawn]
    assert [link.get("aria-label") for link in links] == [unit.label for unit in drawn]
    assert [link.findtext("title") for link in links] == [unit.label for unit in drawn]
    assert len(root.findall(".//g/text")) == count
    assert sorted(a.get("href") or "" for a in root.findall(".//td/../th/a")) == sorted(u.href for u in drawn)


def test_names_are_escaped_everywhere() -> None:
    html = svgmap.draw(shape(7), HOSTILE, units(7), YEARS) + unitchart.draw(units(7))
    html += timeline.draw(
        [timeline.TimelineRow(HOSTILE, "x/", [timeline.TimelineMark(2020, 2020, Mark.TRIAL, HOSTILE)])],
        (2019, 2026),
        [timeline.TimelineBreak(dt.date(2025, 7, 1), HOSTILE)],
    )

    assert "<script" not in html
    assert parsed(html).find(".//svg[@role='group']").get("aria-label") == HOSTILE  # type: ignore[union-attr]


def test_drawing_is_the_same_whatever_the_order_of_the_units() -> None:
    there = svgmap.draw(shape(19), "Bản đồ", units(19), YEARS)
    back = svgmap.draw(shape(19), "Bản đồ", units(19)[::-1], YEARS)

    assert there == back


@pytest.mark.parametrize("count", [3, 19, 124])
def test_labels_lie_inside_the_view(count: int) -> None:
    drawn = shape(count)
    captions = {unit.ref: Caption(unit.name, unit.figure, unit.origin) for unit in units(count)}
    labels = place(drawn, captions)

    assert count > 40 or [label.ref for label in labels] == refs(count)
    for label in labels:
        for line in label.lines:
            half = text_width(line.text, 9 if line.small else 10.5) / 2
            assert half - 0.1 <= line.x <= VIEW_WIDTH - half + 0.1 or half > VIEW_WIDTH / 2
            assert 8 <= line.y <= drawn.height


def test_the_legend_names_only_what_occurs() -> None:
    entries = marks.legend([Mark.PAUSED, Mark.VERIFIED, Mark.REDUCED])

    assert [(entry.look, entry.says) for entry in entries] == [
        ("verified", "Đang làm, đã kiểm tra thực tế"),
        ("amber", "Đang thu hẹp hoặc tạm dừng"),
    ]


def test_every_look_is_defined() -> None:
    definitions = marks.definitions()

    for look in {*marks.LOOK.values(), "origin", "bold"}:
        assert f'id="nr-s-{look}"' in definitions


def test_the_slider_knows_the_years_and_stays_away_when_there_is_one() -> None:
    html = svgmap.draw(shape(7), "Bản đồ", units(7), YEARS, prefix="a")

    assert 'aria-valuetext="Năm 2021: 8 xã đã ghi nhận, không tính nơi khởi đầu"' in html
    assert 'data-years="2019:not_seen 2021:verified"' in html
    assert "<input" not in svgmap.draw(shape(7), "Bản đồ", units(7), {2021: 8})


def test_maps_on_one_page_share_no_id() -> None:
    both = "".join(svgmap.draw(shape(7), "Bản đồ", units(7), YEARS, prefix=prefix) for prefix in ("a", "b"))
    ids = re.findall(r'\bid="([^"]*)"', both + marks.definitions())

    assert len(ids) == len(set(ids))


@pytest.mark.parametrize(("count", "kind"), [(2, "Ô vuông"), (3, "Sơ đồ vị trí tương đối")])
def test_the_caption_says_what_the_shapes_are_not(count: int, kind: str) -> None:
    assert kind in svgmap.draw(shape(count), "Bản đồ", units(count))


def test_squares_are_sorted_and_the_target_falls_between_them() -> None:
    html = unitchart.draw(units(19), Fraction(2, 5))
    items = parsed(html).findall(".//li")

    assert len(items) == 19
    assert 'href="#nr-s-verified"' in ET.tostring(items[0], "unicode")
    assert [i for i, item in enumerate(items) if item.find("span") is not None] == [7]
    assert 'style="left: 60.0%"' in html
    assert "muốn hơn phải từ 8 trên 19 xã" in html


def test_more_squares_than_anyone_would_tap_are_a_picture_with_a_sentence() -> None:
    html = unitchart.draw(units(61), Fraction(2, 5), 150)
    picture = parsed(html).find(".//div[@role='img']")

    assert picture is not None
    known = {mark: sum(unit.mark is mark for unit in units(61)) for mark in Mark if mark is not Mark.NOT_SEEN}
    said = picture.attrib["aria-label"]
    assert said.startswith("150 xã: ")
    assert all(f"{count} xã {MARK_SAYS[mark]}" in said for mark, count in known.items())
    assert len(picture.findall("i")) == sum(unit.known for unit in units(61))
    assert "<a" not in html


def test_marks_of_one_year_lie_in_lanes() -> None:
    row = timeline.TimelineRow(
        "Tam Bố",
        "x/",
        [
            timeline.TimelineMark(2019, 2022, Mark.CURRENT, "a"),
            timeline.TimelineMark(2022, 2022, Mark.STOPPED, "b"),
            timeline.TimelineMark(2023, 2023, Mark.CURRENT, "c"),
        ],
    )
    html = timeline.draw([row], (2018, 2026), [timeline.TimelineBreak(dt.date(2025, 7, 1), "Sắp xếp xã")])

    assert re.findall(r"--nr-lane: (\d)", html) == ["0", "1", "0"]
    assert "--nr-lanes: 2" in html
    assert 'nr-timeline__break" style="left: 83.33%"' in html
