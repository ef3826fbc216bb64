"""What a model asks of a reader's land, water and hands, in words, for tables and papers."""

from collections.abc import Iterator
from dataclasses import dataclass

from nhanrong.records.model import Model
from nhanrong.records.suits import Ground, Level, WaterNeed
from nhanrong.records.vocabulary import Evidence
from nhanrong.vietnamese import NBSP, number, spoken_area


@dataclass(frozen=True)
class Asked:
    """One thing that is asked, what more a record says of it, and how well that is known."""

    label: str
    words: str
    more: str
    evidence: Evidence

    @property
    def ground(self) -> str:
        """What stands below the words in small letters."""
        return " · ".join(filter(None, (self.more, f"hạng {self.evidence.value}")))


def asked(model: Model) -> dict[str, Asked]:
    """What a record states of it, by label; empty where it is silent."""
    return {one.label: one for one in _asked(model)}


def _asked(model: Model) -> Iterator[Asked]:
    suits = model.suits
    if not suits:
        return
    if suits.area:
        yield _one("Đất", f"ít nhất {spoken_area(suits.area.value)}", suits.area)
    if suits.ground:
        slopes = ", ".join(slope.label.lower() for slope in suits.ground.slopes)
        yield _one("Thế đất", f"đất {slopes}", suits.ground)
    if suits.water:
        yield _one("Nước tưới", suits.water.need.label, suits.water)
    if suits.labour:
        yield _one("Công", f"ít nhất {number(suits.labour.value)}{NBSP}công một tháng", suits.labour)
    if suits.income_after:
        yield _one("Bao lâu có thu", f"{number(suits.income_after.value)}{NBSP}tháng", suits.income_after)


def _one(label: str, words: str, piece: Level | Ground | WaterNeed) -> Asked:
    return Asked(label, words, piece.text or "", piece.evidence)
