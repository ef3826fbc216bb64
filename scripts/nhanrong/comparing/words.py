"""Two texts side by side, word by word: what stayed, what went, what came."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import Enum

BREAK = "\n"
_WORDS = re.compile(r"\n+|(?:\S|\u00a0)+")
_AROUND = 6  # words that are kept on each side of a difference
_ALIKE = 0.35  # below, long texts are two texts and not one that was changed
_SHORT = 12  # words


class Fate(Enum):
    """What became of words."""

    STAYED = "stayed"
    GONE = "gone"
    CAME = "came"


@dataclass(frozen=True)
class Run:
    """Words that share their fate; `BREAK` among them is the end of a line."""

    words: tuple[str, ...]
    fate: Fate


Cells = tuple[tuple[Run, ...], tuple[Run, ...]]


def compared(before: str, after: str) -> Cells:
    """The earlier text with what went marked in it, the later one with what came; long agreement is left out."""
    old, new = _words(before), _words(after)
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    if not old or not new or (max(len(old), len(new)) > _SHORT and matcher.ratio() < _ALIKE):
        return _whole(old), _whole(new)
    left: list[Run] = []
    right: list[Run] = []
    steps = matcher.get_opcodes()
    for at, (tag, start, end, first, last) in enumerate(steps):
        if tag == "equal":
            words = _shortened(old[start:end], opening=at == 0, closing=at == len(steps) - 1)
            left.append(Run(words, Fate.STAYED))
            right.append(Run(words, Fate.STAYED))
            continue
        if end > start:
            left.append(Run(tuple(old[start:end]), Fate.GONE))
        if last > first:
            right.append(Run(tuple(new[first:last]), Fate.CAME))
    return tuple(left), tuple(right)


def _words(text: str) -> list[str]:
    return [BREAK if word.startswith(BREAK) else word for word in _WORDS.findall(text.strip())]


def _whole(words: list[str]) -> tuple[Run, ...]:
    return (Run(tuple(words), Fate.STAYED),) if words else ()


def _shortened(words: list[str], *, opening: bool, closing: bool) -> tuple[str, ...]:
    """Agreement between two differences, or before the first (`opening`) or after the last (`closing`) one."""
    head = 0 if opening else _AROUND
    tail = 0 if closing else _AROUND
    if len(words) <= head + tail + 4 or (opening and closing):
        return tuple(words)
    return (*words[:head], "…", *words[len(words) - tail :])
