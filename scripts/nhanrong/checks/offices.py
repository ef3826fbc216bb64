"""The public lines of the union's offices can be used as they say."""

from collections.abc import Iterator

from nhanrong.entries import Entry
from nhanrong.problems import Problem
from nhanrong.records.area import Area
from nhanrong.records.fields import Piece
from nhanrong.walking import Inside


def zalo_has_a_mobile_line(entry: Entry[Piece], _: Inside) -> Iterator[Problem]:
    """Văn phòng ghi có dùng Zalo thì điện thoại phải là số di động."""
    offices = entry.record.offices if isinstance(entry.record, Area) else ()
    for index, office in enumerate(offices):
        if office.has_zalo and not office.mobile:
            hint = "Ghi số di động của văn phòng ở phone, hoặc bỏ dòng has_zalo."
            message = f"“{office.name}” ghi có dùng Zalo mà không có số di động"
            yield Problem(entry.place("offices", index, "has_zalo"), "NR945", message, hint)


LOCAL = (zalo_has_a_mobile_line,)
