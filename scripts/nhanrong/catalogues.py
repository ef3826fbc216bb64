"""The catalogue of a second language: what stands in it for each Vietnamese text of the interface.

A catalogue is a gettext file, `languages/<code>.po`. Its keys are the Vietnamese texts; `{1}`, `{2}`… stand for what
differs. A key in the context `value` is the shape of a text that is put together before a page is drawn.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from hashlib import blake2b
from io import BytesIO
from pathlib import Path

from nhanrong.vietnamese import capitalised, uncapitalised

FOLDER = Path(__file__).parent / "languages"
VALUE = "value"
SCRIPT = "script"  # the context of what scripts say
LONGEST = 160  # a longer text is a record's, not the interface's
SURE = 8  # the letters of a shape that no text of a record has by chance
_LETTERS = re.compile(r"[\W\d_]+")
_GAP = re.compile(r"\{([0-9]+)\}")
_NAME_LINE = re.compile(r"^X-(?:Language|Vietnamese)-Name: (.+)$", re.MULTILINE)
_VIETNAMESE = re.compile("[àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ]", re.IGNORECASE)


@dataclass(frozen=True)
class Part:
    """A part of a text: said in the language, or left in Vietnamese."""

    text: str
    vietnamese: bool


@dataclass(frozen=True)
class Catalogue:
    """What the texts of the interface are in a language; `words` by text, `shapes` by text with gaps."""

    language: str
    names: "Names"
    words: Mapping[str, str]
    shapes: Mapping[str, str]
    scripts: Mapping[str, str]

    def word(self, text: str) -> str | None:
        """What stands for a whole text, if it is known."""
        return self._word(plain(text))

    def parts(self, text: str) -> list[Part]:
        """A text that was put together, in the language as far as it is known."""
        return list(self._parts(plain(text), text))

    def _parts(self, known: str, text: str) -> Iterator[Part]:
        word = self._word(known)
        if word is not None:
            yield Part(word, vietnamese=False)
        elif len(known) <= LONGEST and is_vietnamese(known):
            yield from self._shaped(known) or self._listed(known) or [Part(text, vietnamese=True)]
        else:
            yield Part(text, is_vietnamese(text))

    def _word(self, known: str) -> str | None:
        """A whole text, which may begin with another case or end a sentence."""
        if known in self.words:
            return self.words[known]
        if known.endswith(".") and (word := self._word(known[:-1])):
            return f"{word}."
        if (lower := uncapitalised(known)) in self.words:
            return capitalised(self.words[lower])
        upper = capitalised(known)
        return uncapitalised(self.words[upper]) if upper in self.words else None

    def _listed(self, text: str) -> list[Part]:
        """The entries of a short list, or a label and its value, of which one may be a record's own word."""
        for between, strangers in ((" · ", 9), ("; ", 1), (": ", 1), (", ", 0)):
            if between in text:
                pieces = [list(self._parts(piece, piece)) for piece in self._entries(text, between)]
                left = sum(map(_vietnamese, pieces))
                if left <= strangers and left < len(pieces):
                    return [part for piece in pieces for part in (Part(between, vietnamese=False), *piece)][1:]
        return []

    def _entries(self, text: str, between: str) -> Iterator[str]:
        """What stands between the marks of a list; a known text may hold the mark itself."""
        steps = text.split(between)
        while steps:
            sizes = range(len(steps), 1, -1)
            many = next((size for size in sizes if self._word(between.join(steps[:size])) is not None), 1)
            yield between.join(steps[:many])
            steps = steps[many:]

    def _shaped(self, text: str) -> list[Part]:
        """A text of a known shape; where that says little by itself, all that fills it has to be known."""
        for pattern, bare, shape in self._patterns:
            if match := pattern.fullmatch(text):
                gaps = [list(self._parts(gap, gap)) for gap in match.groups()]
                if len(bare) >= SURE or not any(map(_vietnamese, gaps)):
                    pieces = enumerate(_GAP.split(shape))
                    said = (gaps[int(piece) - 1] if at % 2 else [Part(piece, vietnamese=False)] for at, piece in pieces)
                    return [part for parts in said for part in parts if part.text]
        return []

    @cached_property
    def _patterns(self) -> list[tuple[re.Pattern[str], str, str]]:
        """The shapes, each with its letters and what it becomes, the one that says most first."""
        made = [(_pattern(text), _LETTERS.sub("", _GAP.sub("", text)), shape) for text, shape in self.shapes.items()]
        return sorted(made, key=lambda one: (-len(one[1]), one[0].pattern))


def _vietnamese(parts: Sequence[Part]) -> bool:
    return any(part.vietnamese for part in parts)


def _pattern(text: str) -> re.Pattern[str]:
    pieces = _GAP.split(text)
    return re.compile("".join("(.+?)" if at % 2 else re.escape(piece) for at, piece in enumerate(pieces)))


def plain(text: str) -> str:
    """A text as it is looked up: its spaces, of whatever kind and number, are one each."""
    return " ".join(text.split())


def is_vietnamese(text: str) -> bool:
    """Whether a text has a letter that only Vietnamese has, or few others."""
    return bool(_VIETNAMESE.search(text))


def languages() -> list[str]:
    """The languages that have a catalogue."""
    return sorted(path.stem for path in FOLDER.glob("*.po"))


def content(language: str) -> bytes:
    """A catalogue as it stands in its file."""
    return (FOLDER / f"{language}.po").read_bytes()


def mark(language: str) -> str:
    """What stands for a catalogue as long as it does not change."""
    return blake2b(content(language), digest_size=16).hexdigest()


@dataclass(frozen=True)
class Names:
    """What a language is called by those who speak it, and in Vietnamese."""

    own: str
    vietnamese: str


@cache
def names(language: str) -> Names:
    """The names of a language, which stand at the head of its catalogue in this order."""
    head = content(language).decode().partition("\n\n")[0].replace('\\n"', "").replace('\n"', "\n")
    own, vietnamese = _NAME_LINE.findall(head)
    return Names(own, vietnamese)


@cache
def catalogue(language: str) -> Catalogue:
    """The catalogue of a language that has one; a text that is not translated yet is not in it."""
    from babel.messages.pofile import read_po  # only those who draw such pages wait for it

    found = read_po(BytesIO(content(language)), locale=None, charset="utf-8")
    by_context: dict[str | None, dict[str, str]] = {None: {}, VALUE: {}, SCRIPT: {}}
    for message in found:
        if message.id and message.string and not message.fuzzy:
            by_context[message.context][str(message.id)] = str(message.string)
    return Catalogue(language, names(language), by_context[None], by_context[VALUE], by_context[SCRIPT])
