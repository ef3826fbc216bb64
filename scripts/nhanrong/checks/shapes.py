"""Outlines that an area brings along can be drawn."""

from collections.abc import Iterator

from nhanrong.knowledge import Knowledge
from nhanrong.outlines import outlines
from nhanrong.problems import Place, Problem


def outlines_are_readable(kb: Knowledge) -> Iterator[Problem]:
    """Mỗi hình trong tệp ranh giới có list, code và một hình khép kín."""
    for path, features in kb.records.outlines:
        yield from outlines(features, Place(path))[1]


CHECKS = (outlines_are_readable,)
