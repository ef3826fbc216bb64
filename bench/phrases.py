"""Made-up Vietnamese: phrases of a small grammar, as many-worded as the texts that people send in."""

import random
import re
from collections.abc import Sequence
from pathlib import Path

import yaml

from nhanrong.national import old_communes
from nhanrong.vietnamese import capitalised

_SLOT = re.compile(r"<(\w+)>")


class Phrases:
    """Says phrases of `words.yml`; the same generator and the same calls give the same texts."""

    def __init__(self, chance: random.Random) -> None:
        self._chance = chance
        self._communes = list(old_communes().values())
        self._words: dict[str, list[str]] = yaml.safe_load(Path(__file__).with_name("words.yml").read_text("utf-8"))
        self._numbers = {"so": (2, 9), "thang": (1, 12), "quy": (1, 4), "nam": (2012, 2026)}

    def all(self, group: str) -> Sequence[str]:
        """Every phrase of a group, its slots unfilled."""
        return self._words[group]

    def say(self, group: str, crop: str = "") -> str:
        """One phrase of a group with its slots filled; `crop` is the record's own crop or animal."""
        return _SLOT.sub(lambda slot: self._fill(slot[1], crop), self._chance.choice(self._words[group]))

    def sentences(self, group: str, count: int, crop: str = "") -> str:
        """That many sentences of a group, as one paragraph."""
        return " ".join(capitalised(self.say(group, crop)) for _ in range(count))

    def account(self, crop: str) -> str:
        """A longer text: a paragraph, a list, and often another paragraph."""
        count = self._chance.randint
        blocks = [self.sentences("sentence", count(2, 4), crop)]
        blocks.append("\n".join(f"- {self.sentences('step', 1, crop)}" for _ in range(count(2, 4))))
        if self._chance.random() < 0.5:
            blocks.append(self.sentences("sentence", count(1, 3), crop))
        return "\n\n".join(blocks)

    def _fill(self, slot: str, crop: str) -> str:
        chance = self._chance
        match slot:
            case _ if slot in self._words:
                return self.say(slot, crop)
            case "xa" | "ten":
                commune = chance.choice(self._communes)
                return commune.name if slot == "ten" else f"{commune.type.lower()} {commune.name}"
            case "cay":
                return crop
            case "n":
                return str(chance.randint(2, chance.choice((20, 90, 400, 900))))
            case "le":
                return f"{chance.randint(1, 40)},{chance.randint(1, 9)}"
            case _:
                return str(chance.randint(*self._numbers[slot]))
