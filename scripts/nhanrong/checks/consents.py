"""The consent register is sound; what it covers lives outside the repository."""

from collections.abc import Iterator

from nhanrong.knowledge import Knowledge
from nhanrong.problems import Problem


def consents_end_after_they_begin(kb: Knowledge) -> Iterator[Problem]:
    """Hết hạn và rút lại không trước ngày đồng ý."""
    for entry in kb.records.consents:
        for key, day in (("expires", entry.record.expires), ("withdrawn_on", entry.record.withdrawn_on)):
            if day and day < entry.record.given_on:
                yield Problem(entry.place(key), "NR416", "ngày này trước ngày đồng ý (given_on)", "Xem lại hai ngày.")


CHECKS = (consents_end_after_they_begin,)
