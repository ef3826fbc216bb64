"""Names for the same thing: what else readers may call what a text speaks of. The names themselves: `synonyms.yml`."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from nhanrong.strictyaml import read
from nhanrong.syllables import Syllable, keys, syllables, words_of
from nhanrong.tracking import note

GROUP = "synonyms"  # of the one fact about them
_FILE = Path(__file__).parent / "synonyms.yml"
_AROUND = 2  # syllables of a title that stand around a name and are kept with its synonym


@dataclass(frozen=True)
class _Name:
    """A name that is sure to mean its thing: the keys of its syllables, and what else the thing is called."""

    keys: list[str]
    others: tuple[str, ...]


@cache
def content() -> bytes:
    """What `synonyms.yml` holds, for whoever has to know whether it has changed."""
    return _FILE.read_bytes()


def other_names(words: Sequence[str]) -> list[str]:
    """The other names of all that is named in a text, of which the keys are given, each once, in order."""
    note(GROUP, "")
    return list(dict.fromkeys(other for _, name in _found(words) for other in name.others))


def other_titles(title: str) -> list[str]:
    """The title with other names in it, each cut to what stands around that name."""
    note(GROUP, "")
    words, spoken = keys(title), words_of(title)
    return [
        " ".join([*spoken[max(0, at - _AROUND) : at], other, *spoken[at + len(name.keys) :][:_AROUND]])
        for at, name in _found(words)
        for other in name.others
    ]


@cache
def weak_words() -> tuple[str, ...]:
    """How words sound that say little of what is looked for; those that say little even without marks also folded."""
    sure, marked = _words("weak"), _words("weak_with_marks")
    return tuple(sorted({word.sound for word in (*sure, *marked)} | {word.fold for word in sure}))


@cache
def things() -> tuple[str, ...]:
    """Crops and animals of one syllable, as “fold:sound”, that without marks are taken for another word."""
    return tuple(sorted(set(keys(str(_value()["things"])))))


@cache
def uncounted_words() -> frozenset[str]:
    """The keys of words that every text has."""
    return frozenset(keys(str(_value()["uncounted"])))


def _words(name: str) -> list[Syllable]:
    return syllables(str(_value()[name]))


def _found(words: Sequence[str]) -> Iterator[tuple[int, _Name]]:
    """Where names stand; what stands inside a longer one, as bắp in cải bắp, has no name of its own."""
    names, free = _names(), 0
    for at in [at for at, word in enumerate(words) if word in names]:
        if at < free:
            continue
        for name in names[words[at]]:
            end = at + len(name.keys)
            if words[at:end] == name.keys:
                free = max(free, end)
                yield at, name


@cache
def _names() -> dict[str, list[_Name]]:
    """All names by the key of their first syllable, the longest first."""
    found: dict[str, list[_Name]] = {}
    for group in _value()["groups"]:
        for called in group["names"]:
            spelt = keys(called)
            others = tuple(one for one in (*group["names"], *group.get("also", ())) if one != called)
            found.setdefault(spelt[0], []).append(_Name(spelt, others))
    for names in found.values():
        names.sort(key=lambda name: -len(name.keys))
    return found


@cache
def _value() -> dict[str, list[dict[str, list[str]]]]:
    document, problems = read(_FILE.name, content())
    assert not problems, problems  # a file of this package
    assert isinstance(document.value, dict)  # read() gives nothing else
    return document.value
