"""The edits that are measured: every time a new word in one place, and the page that must say it afterwards."""

import itertools
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

_SUMMARY = re.compile(r"^summary: (?:[|>][-+]?\n +)?[\"']?", re.MULTILINE)
_WORDS = (f"suathu{count}" for count in itertools.count(1))


@dataclass(frozen=True)
class Change:
    """What an edit does to the text of some files; `page` is the address of a page that shows it."""

    files: tuple[Path, ...]
    edited: Callable[[str, str], str]
    page: str
    _before: dict[Path, str] = field(default_factory=dict)

    def apply(self) -> str:
        """Write a word that was never there in place of that of the last time; the word."""
        word = next(_WORDS)
        for path in self.files:
            if path not in self._before:
                self._before[path] = path.read_text("utf-8")
            path.write_text(self.edited(self._before[path], word), encoding="utf-8", newline="\n")
        return word


def in_summary(text: str, word: str) -> str:
    """A record whose summary begins with the word."""
    found = _SUMMARY.search(text)
    assert found is not None  # a record without a summary is refused
    return f"{text[: found.end()]}{word} {text[found.end() :]}"


def with_alias(code: str) -> Callable[[str, str], str]:
    """A unit list in which the unit of that code, which has no aliases, is also called by the word."""
    item = f'  - code: "{code}"\n'

    def edited(text: str, word: str) -> str:
        head, found, tail = text.partition(item)
        assert found  # the code was read from this file
        return f"{head}{found}    aliases:\n      - {word}\n{tail}"

    return edited


def in_template(text: str, word: str) -> str:
    """A template whose last element of HTML has a paragraph of one word before it."""
    head, tag, tail = text.rpartition("\n<p")
    assert tag  # every template that is edited here ends with a paragraph
    return f"{head}\n<p>{word}</p>{tag}{tail}"


def at_end(text: str, word: str) -> str:
    """A page of Markdown with one more paragraph."""
    return f"{text}\n{word}\n"


def subject(data: Path) -> str:
    """The model in the middle of the alphabet."""
    models = sorted((data / "models").glob("*.yml"))
    return models[len(models) // 2].stem


def unit(data: Path) -> tuple[str, str]:
    """The first unit of the newest list that has no aliases: its list and code."""
    newest = max((data / "units").glob("*.yml"))
    for code, fields in _units(newest.read_text("utf-8")):
        if "\n    aliases:" not in fields:
            return newest.stem, code
    raise ValueError(newest)


def _units(text: str) -> Iterator[tuple[str, str]]:
    pieces = re.split(r'^  - code: "(\d+)"$', text, flags=re.MULTILINE)
    yield from zip(pieces[1::2], pieces[2::2], strict=True)
