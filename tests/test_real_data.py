"""The records of this repository: sound, and the figures that its pages promise."""

import datetime as dt
from pathlib import Path

import pytest

from builders import DAY, NEW, OLD, TESTS, new
from nhanrong import site
from nhanrong.counting import Share
from nhanrong.coverage import Coverage, cover
from nhanrong.knowledge import Knowledge
from nhanrong.problems import as_text
from nhanrong.records.vocabulary import CarryOver
from nhanrong.standing import Ledger
from nhanrong.vietnamese import NBSP, percent

ROOT: Path = TESTS.parent
SUBJECT = "dau-tam-di-linh"


@pytest.fixture(scope="module")
def kb() -> Knowledge:
    """The demonstration."""
    kb, _ = site.read(ROOT)
    return kb


def test_records_have_no_problem() -> None:
    """`nhanrong check` says nothing."""
    _, problems = site.read(ROOT)
    assert as_text(problems) == ""


def covered(kb: Knowledge, on: str) -> Coverage:
    """The coverage of the mulberry model."""
    return cover(Ledger(kb, DAY), SUBJECT, on)


def fraction(share: Share) -> str:
    """A share as people write it."""
    return f"{share.numerator}/{share.denominator}"


def test_mulberry_on_the_old_list(kb: Knowledge) -> None:
    """Seven communes by the press, three more of origin; nobody has looked."""
    result = covered(kb, OLD)
    shares = (result.reported, result.reported_with_origin, result.reported_origin_excluded)
    assert [fraction(share) for share in shares] == ["7/19", "10/19", "7/16"]
    assert [percent(share.numerator, share.denominator) for share in shares] == [
        text.replace(" ", NBSP) for text in ("36,8 %", "52,6 %", "43,8 %")
    ]
    assert not result.reported.exceeds(40)
    assert result.unknown_now.numerator == 7
    assert [fraction(share) for share in (result.current, result.verified, result.checked)] == ["0/19"] * 3


def test_mulberry_on_the_new_list(kb: Knowledge) -> None:
    """By default nothing is carried over the merger; the sensitivities say how much hangs on that."""
    result = covered(kb, NEW)
    assert fraction(result.reported) == "0/7"
    carried = {rule: tuple(share.numerator for share in shares[:2]) for rule, shares in result.carry_over.items()}
    assert carried[CarryOver.ALL] == (0, 1)
    assert carried[CarryOver.MAJORITY] == (1, 3)
    assert carried[CarryOver.ANY] == (6, 7)
    unit = next(state for state in result.units if state.ref == new("25007"))
    assert kb.unit_name(unit.ref) == "xã Đinh Trang Thượng"
    assert (unit.parts_with, unit.parts) == (2, 3)


def test_no_plan_is_older_than_the_merger(kb: Knowledge) -> None:
    """The newest list is in force on the day of the demonstration."""
    assert kb.list_in_force(DAY) == NEW
    assert kb.list_in_force(dt.date(2025, 6, 30)) == OLD
