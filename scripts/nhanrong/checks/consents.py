"""The consent register is sound; what it covers lives outside the repository."""

from collections.abc import Iterator

from nhanrong.entries import Entry
from nhanrong.problems import Problem
from nhanrong.records.consent import Consent
from nhanrong.records.fields import Piece
from nhanrong.walking import Inside


def consents_end_after_they_begin(entry: Entry[Piece], _: Inside) -> Iterator[Problem]:
    """Hết hạn và rút lại không trước ngày đồng ý."""
    consent = entry.record
    if not isinstance(consent, Consent):
        return
    for key, day in (("expires", consent.expires), ("withdrawn_on", consent.withdrawn_on)):
        if day and day < consent.given_on:
            yield Problem(entry.place(key), "NR416", "ngày này trước ngày đồng ý (given_on)", "Xem lại hai ngày.")


LOCAL = (consents_end_after_they_begin,)
