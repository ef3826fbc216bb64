"""Leaflet and loudspeaker say of communes what the ledger says: nothing only where it says nothing."""

from collections.abc import Sequence

import pytest

from asking import AREA
from builders import DAY, knowledge, line, model, new, old
from nhanrong.entries import LedgerEntry
from nhanrong.handouts.leaflet import pdf
from nhanrong.handouts.loudspeaker import Announcement, announcement
from nhanrong.publication import Publication
from pages_on_paper import texts

CALM = "chưa ghi nhận ở xã nào"


def papers(*lines: LedgerEntry, origins: Sequence[str] = ()) -> tuple[str, str]:
    """What the flap of the leaflet and the loudspeaker say of the model."""
    record = model(origin_communes=origins)
    area = AREA.model_copy(update={"demonstration": True})
    publication = Publication(knowledge(*lines, models=[record], area=area), DAY)
    said = announcement(publication, record)
    assert isinstance(said, Announcement)
    return texts(pdf(publication, record))[0], said.text


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        (
            (line(old("90001"), "trial"), line(old("90002"), "registered")),
            "chưa ghi nhận xã nào làm theo; 1 xã làm thử, trình diễn; 1 xã mới đăng ký.",
        ),
        ((line(old("90001"), "stopped"), line(old("90002"), "stopped")), "xã nào làm theo; 2 xã đã ngừng."),
        (
            (line(old("90001"), "paused"), line(new("90002"), "unsuitable")),
            "xã nào làm theo; 1 xã làm thử, không hợp; 1 xã có ở xã cũ, chờ xác nhận lại.",
        ),
    ],
)
def test_what_was_only_tried_ended_or_waits_is_told(lines: tuple[LedgerEntry, ...], told: str) -> None:
    leaflet, loudspeaker = papers(*lines)
    assert told in leaflet
    assert told in loudspeaker
    assert CALM not in leaflet + loudspeaker


def test_only_where_nothing_is_known_nothing_is_said_to_be_known() -> None:
    leaflet, loudspeaker = papers()
    assert "Sổ chưa ghi nhận ở xã nào." in leaflet
    assert "sổ chưa ghi nhận mô hình này ở xã nào." in loudspeaker


def test_what_is_known_of_places_of_origin_is_not_told_as_spread() -> None:
    lines = (line(old("90004"), "trial"), line(old("90002"), "registered"))
    leaflet, loudspeaker = papers(*lines, origins=["2025-06-30/90004"])
    told = "Ở nơi khởi đầu: 1 xã làm thử, trình diễn. Sổ chưa ghi nhận xã nào khác làm theo; 1 xã mới đăng ký."
    assert told in leaflet
    assert "; sổ chưa ghi nhận xã nào khác làm theo; 1 xã mới đăng ký." in loudspeaker
    leaflet, loudspeaker = papers(lines[0], origins=["2025-06-30/90004"])
    assert "Ở nơi khởi đầu: 1 xã làm thử, trình diễn. Sổ chưa ghi nhận ở xã nào khác." in leaflet
    assert "; sổ chưa ghi nhận ở xã nào khác." in loudspeaker


def test_the_readings_of_places_of_origin_stand_together() -> None:
    origins = ["2025-06-30/90004", "2025-06-30/90005"]
    leaflet, loudspeaker = papers(line(old("90001")), origins=origins)
    assert (
        "Sổ ghi nhận ở 1 trong 9 xã; chưa xã nào có người đến xem. "
        "Tính cả nơi khởi đầu: 3 trong 9 xã; bớt nơi khởi đầu ra: 1 trong 7 xã. Tính đến 23/11/2026"
    ) in leaflet
    assert "sổ ghi nhận ở 1 trong 9 xã cũ, tính cả nơi khởi đầu là 3 xã; chưa xã nào" in loudspeaker


def test_one_reading_says_all_where_the_three_are_the_same() -> None:
    leaflet, loudspeaker = papers(line(old("90001")))
    assert "Sổ ghi nhận ở 1 trong 9 xã; chưa xã nào" in leaflet
    assert "khởi đầu" not in leaflet + loudspeaker
