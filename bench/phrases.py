"""Made-up Vietnamese: phrases of a small grammar, as many-worded as the texts that people send in."""

import random
import re
from collections import defaultdict
from collections.abc import Sequence
from itertools import accumulate
from pathlib import Path
from typing import TypeVar

import yaml

from nhanrong.guarding import judge
from nhanrong.national import OldCommune, new_communes, old_communes, targets
from nhanrong.vietnamese import capitalised

_SLOT = re.compile(r"<(\w+)>")
_LONG_TAIL = 4  # the smaller, the more often the first of a group is said
_NUMBERS = {"so": (2, 9), "thang": (1, 12), "quy": (1, 4), "nam": (2012, 2026)}
_Some = TypeVar("_Some")


class Phrases:
    """Says phrases of `words.yml`; the same generator and the same calls give the same texts."""

    def __init__(self, chance: random.Random) -> None:
        self._random = chance.random
        words: dict[str, list[str]] = yaml.safe_load(Path(__file__).with_name("words.yml").read_text("utf-8"))
        # Each phrase as its words and the names of its slots, in turns.
        self._groups = {group: [_SLOT.split(phrase) for phrase in phrases] for group, phrases in words.items()}
        self._weights = {
            group: list(accumulate(1 / (place + _LONG_TAIL) for place in range(len(phrases))))
            for group, phrases in words.items()
        }
        self._choices = chance.choices
        # Communes called like a hero are left out: behind them stand words that make the hero a person of today.
        self._everywhere = [row for row in old_communes().values() if not judge(f"{row.name} bán 20 con bò.")]
        self._of_province: dict[str, list[OldCommune]] = defaultdict(list)
        for row in self._everywhere:
            self._of_province[new_communes()[min(targets()[row.code])].province_code].append(row)
        self._around: Sequence[OldCommune] = self._everywhere

    def settle(self, province: str) -> None:
        """From now on tell of the communes of this province."""
        self._around = self._of_province[province]

    def common(self, group: str) -> str:
        """A phrase without slots: the first ones of the group often, the last ones rarely."""
        return self._choices(self._groups[group], cum_weights=self._weights[group])[0][0]

    def say(self, group: str, crop: str = "") -> str:
        """One phrase of a group with its slots filled; `crop` is the record's own crop or animal."""
        said = self._one_of(self._groups[group])
        if len(said) == 1:
            return said[0]
        return "".join([self._fill(part, crop) if at % 2 else part for at, part in enumerate(said)])

    def sentences(self, group: str, count: int, crop: str = "") -> str:
        """That many sentences of a group, as one paragraph."""
        return " ".join([capitalised(self.say(group, crop)) for _ in range(count)])

    def account(self, crop: str) -> str:
        """A longer text: a paragraph, a list, and often another paragraph."""
        count = self._number
        blocks = [self.sentences("sentence", count(2, 4), crop)]
        blocks.append("\n".join([f"- {self.sentences('step', 1, crop)}" for _ in range(count(2, 4))]))
        if self._random() < 0.5:
            blocks.append(self.sentences("sentence", count(1, 3), crop))
        return "\n\n".join(blocks)

    def _fill(self, slot: str, crop: str) -> str:
        if slot in self._groups:
            return self.say(slot, crop)
        match slot:
            case "ten":
                return self._one_of(self._everywhere).name
            case "xa":
                commune = self._one_of(self._around)
                return f"{commune.type.lower()} {commune.name}"
            case "cay":
                return crop
            case "n":
                return str(self._number(2, self._one_of((20, 90, 400, 900))))
            case "le":
                return f"{self._number(1, 40)},{self._number(1, 9)}"
            case _:
                return str(self._number(*_NUMBERS[slot]))

    def _one_of(self, among: Sequence[_Some]) -> _Some:
        return among[int(self._random() * len(among))]

    def _number(self, least: int, most: int) -> int:
        return least + int(self._random() * (most - least + 1))
