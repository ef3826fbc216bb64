"""Calendars of what is coming, byte by byte, and the lists on pages that lead to them."""

import datetime as dt
import re
from typing import Any

import pytest

from builders import session_defaults, small
from nhanrong import site
from nhanrong.knowledge import Knowledge
from nhanrong.publication import Publication
from nhanrong.records.session import Session
from nhanrong.render import coming
from nhanrong.render.calendar_files import files

DAY = dt.date(2026, 11, 23)
SITE = "https://kho-thu.example/nhan-rong/"
ZONE = [
    "BEGIN:VTIMEZONE",
    "TZID:Asia/Ho_Chi_Minh",
    "BEGIN:STANDARD",
    "DTSTART:19750613T000000",
    "TZOFFSETFROM:+0700",
    "TZOFFSETTO:+0700",
    "TZNAME:+07",
    "END:STANDARD",
    "END:VTIMEZONE",
]
HOSTILE = '<script>1</script>\\n;,:"]]> END:VCALENDAR'


def session(name: str, date: str | None, **more: Any) -> Session:
    return Session.model_validate(session_defaults(name) | {"date": date} | more)


def publication(*sessions: Session) -> Publication:
    return Publication(small(*sessions), DAY)


def unfolded(data: bytes) -> list[str]:
    """The lines of a calendar; every rule of how lines are written holds."""
    assert data.endswith(b"\r\n")
    physical = data.removesuffix(b"\r\n").split(b"\r\n")
    assert not [line for line in physical if b"\n" in line or b"\r" in line or len(line) > 75]
    assert all(line.decode() for line in physical)  # no letter is cut
    return data.decode().removesuffix("\r\n").replace("\r\n ", "").split("\r\n")


def calendar(edition: Publication, address: str = "lich.ics") -> list[str]:
    return unfolded(files(edition)[address]())


def test_a_calendar_is_what_the_standard_asks_for() -> None:
    where = {"units": ["2025-06-30/90001"]}
    edition = publication(session("lop-toi", "2026-12-03/2026-12-05", place=where, summary="Một, hai;\n\nba."))

    assert calendar(edition) == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Nhan Rong//Lich hoat dong//VI",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        "X-WR-CALNAME:Hội Nông dân: hoạt động sắp tới\\, huyện Thử (bịa để kiểm thử)",
        *ZONE,
        "BEGIN:VEVENT",
        "UID:lop-toi@kho-thu.example",
        "DTSTAMP:20261123T000000Z",
        "DTSTART;VALUE=DATE:20261203",
        "DTEND;VALUE=DATE:20261206",
        "SUMMARY:Lớp thử (bịa để kiểm thử)",
        "DESCRIPTION:Một\\, hai\\; ba.",
        "LOCATION:xã Thử Một",
        "STATUS:CONFIRMED",
        "TRANSP:TRANSPARENT",
        f"URL:{SITE}hoat-dong/lop-toi/",
        "END:VEVENT",
        "END:VCALENDAR",
    ]


def test_without_anything_coming_it_is_still_a_calendar() -> None:
    lines = calendar(publication())

    assert lines[6:] == [*ZONE, "END:VCALENDAR"]
    assert next(iter(files(publication()))) == "lich.ics"


@pytest.mark.parametrize(
    ("date", "more", "comes"),
    [
        ("2026-11-24", {}, True),
        ("2026-11-23", {}, True),  # still to be reached on the day itself
        ("2026-11-20/2026-11-23", {}, True),
        ("2026-11-22", {}, False),
        ("2026-12", {}, False),
        ("2027", {}, False),
        ("2026-12-01/2026-12", {}, False),
        ("2026-12-01", {"nature": "aggregate"}, False),
        ("2026-12-01", {"nature": "plan"}, True),
        (None, {}, False),
    ],
)
def test_what_is_not_over_and_known_to_the_day_is_coming(date: str | None, more: dict[str, str], comes: bool) -> None:
    edition = publication(session("lop-toi", date, **more))

    assert bool(coming.coming(edition)) is comes
    assert ("BEGIN:VEVENT" in calendar(edition)) is comes


def test_a_plan_is_not_settled_and_a_place_that_is_not_told_is_not_written() -> None:
    edition = publication(session("du-kien", "2026-12-01", nature="plan"))
    lines = calendar(edition)

    assert "STATUS:TENTATIVE" in lines
    assert not [line for line in lines if line.startswith("LOCATION")]
    assert coming.shown(edition, coming.coming(edition))[0].planned


def test_the_first_to_begin_stands_first_and_texts_stay_texts() -> None:
    long = f"{HOSTILE} {'ướt ' * 60}"
    edition = publication(
        session("sau", "2026-12-09"), session("truoc", "2026-12-01", title=long, place={"text": HOSTILE})
    )
    lines = calendar(edition)

    assert [line for line in lines if line.startswith("UID")] == [
        "UID:truoc@kho-thu.example",
        "UID:sau@kho-thu.example",
    ]
    assert [line for line in lines if line.startswith(("BEGIN", "END"))].count("END:VCALENDAR") == 1
    escaped = re.sub(r"([\\;,])", r"\\\1", " ".join(long.split()))
    assert f"SUMMARY:{escaped}" in lines


OWN = ["lich/2025-06-30/90001.ics", "lich/2025-07-01/90001.ics"]


def test_a_commune_has_a_calendar_when_something_comes_there_or_came_to_its_only_successor() -> None:
    at = {"units": ["2025-06-30/90001"]}
    edition = publication(session("lop-toi", "2026-12-03", place=at), session("khac", "2026-12-04"))

    assert set(OWN) <= set(files(edition))
    for address in OWN:
        lines = calendar(edition, address)
        assert [line for line in lines if line.startswith("UID")] == ["UID:lop-toi@kho-thu.example"]
        assert any(line.startswith("X-WR-CALNAME") and "Thử Một" in line for line in lines)


def test_a_calendar_stays_when_nothing_comes_any_more_and_its_page_leads_to_it() -> None:
    """Whoever has subscribed must not find it gone."""
    edition = publication(session("da-qua", "2019-05-03", place={"units": ["2025-06-30/90002"]}))
    address = "lich/2025-06-30/90002.ics"
    published = [name for name in site.outputs(edition).files if name.startswith("lich")]

    assert address in published
    assert calendar(edition, address)[6:] == [*ZONE, "END:VCALENDAR"]
    pages = [html(edition, f"xa/{name.removeprefix('lich/').removesuffix('.ics')}/") for name in published[1:]]
    assert [
        name for name, page in zip(published[1:], pages, strict=True) if f'href="../../../{name}"' not in page
    ] == []
    assert "Chưa có hoạt động nào sắp tới" in html(edition, "xa/2025-06-30/90002/")


def html(edition: Publication, address: str) -> str:
    return site.outputs(edition).pages[address]().html


def test_the_home_page_and_the_communes_lead_to_what_is_coming() -> None:
    edition = publication(session("lop-toi", "2026-12-03", place={"units": ["2025-06-30/90001"]}))
    home, commune = html(edition, ""), html(edition, "xa/2025-07-01/90001/")

    assert '<a href="hoat-dong/lop-toi/">' in home.split('id="sap-toi"')[1]
    assert 'href="lich.ics"' in home
    assert 'href="../../../hoat-dong/lop-toi/"' in commune.split('id="sap-toi"')[1]
    assert 'href="../../../lich/2025-07-01/90001.ics"' in commune
    assert 'id="sap-toi"' not in html(edition, "xa/2025-07-01/90002/")
    assert 'href="lich.ics"' in html(publication(), "").split('id="sap-toi"')[1]


def test_a_demonstration_shows_what_is_coming_and_offers_no_calendar(monkeypatch: pytest.MonkeyPatch) -> None:
    kb = small(session("lop-toi", "2026-12-03"))
    monkeypatch.setattr(Knowledge, "area", kb.area.model_copy(update={"demonstration": True}))
    edition = Publication(kb, DAY)

    assert files(edition) == {}
    home = html(edition, "")
    assert 'id="sap-toi"' in home
    assert ".ics" not in home
    assert "moi.xml" not in home
