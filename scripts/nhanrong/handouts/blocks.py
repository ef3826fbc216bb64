"""What stands on paper, whoever prints it: a book has chapters, a chapter sections, a section blocks.

All texts are plain and ready to be read; whoever draws them (Typst, Word) only decides how they look.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass
from typing import Any

from nhanrong.prose import Bullets, Paragraph


@dataclass(frozen=True)
class Words:
    """Paragraphs and lists of a text."""

    parts: tuple[Paragraph | Bullets, ...]


@dataclass(frozen=True)
class Fact:
    """A value with its name, and below it the ground that it stands on: the year of a price, the grade of evidence."""

    label: str
    value: str
    foot: str = ""


@dataclass(frozen=True)
class Facts:
    """Facts side by side, as on the first screen of a model's page; `unknown` names those that nobody has told."""

    known: tuple[Fact, ...]
    unknown: tuple[str, ...] = ()


@dataclass(frozen=True)
class Step:
    """One step, when it is done and with what."""

    text: Words
    when: str = ""
    materials: str = ""


@dataclass(frozen=True)
class Steps:
    """Steps in their order, numbered from 1."""

    items: tuple[Step, ...]


@dataclass(frozen=True)
class Season:
    """What is done in some months, 1 to 12."""

    months: tuple[int, ...]
    text: Words


@dataclass(frozen=True)
class Calendar:
    """The work of a year, drawn over twelve months."""

    seasons: tuple[Season, ...]


@dataclass(frozen=True)
class Column:
    """A column of a table; `number` ones are set to the right. `share` is its part of the width."""

    title: str
    number: bool = False
    share: float = 1.0


@dataclass(frozen=True)
class Table:
    """A table whose first column names the row; `total` rows, at its end, are sums of those above."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    total: tuple[tuple[str, ...], ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Entry:
    """A swatch of a legend, by the name of its look, and what it stands for."""

    look: str
    says: str


@dataclass(frozen=True)
class Picture:
    """A drawing, readable in black and white; `alt` tells all that it shows to those who do not see it."""

    svg: str
    alt: str
    caption: str = ""
    legend: tuple[Entry, ...] = ()
    width: float = 1.0  # of the text


@dataclass(frozen=True)
class Items:
    """A list, numbered or not."""

    items: tuple[Words, ...]
    numbered: bool = False


@dataclass(frozen=True)
class Note:
    """A box that nobody overlooks."""

    title: str
    words: Words


@dataclass(frozen=True)
class Writing:
    """Empty lines to write on."""

    lines: int


@dataclass(frozen=True)
class Slip:
    """What a reader cuts out and hands in: one wish to tick for the record with this code. It asks for no name."""

    code: str
    name: str
    wishes: tuple[str, ...]
    reasons: tuple[tuple[str, str], ...]  # the letter and what it stands for
    send_to: tuple[str, ...]


Block = Words | Facts | Steps | Calendar | Table | Picture | Items | Note | Writing | Slip


@dataclass(frozen=True)
class Section:
    """Blocks under a heading; without a heading they stand right below what is above."""

    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Chapter:
    """What is told of one record. `warning` stands on its every page: “Chưa thẩm định kỹ thuật”, or is empty."""

    code: str
    kind: str  # "mô hình", "cách làm hay"
    title: str
    tags: tuple[str, ...]
    lead: Words
    warning: str
    url: str
    qr: str  # as SVG
    sections: tuple[Section, ...]
    theme: str = ""  # under which the contents list it


@dataclass(frozen=True)
class Term:
    """A word and what it means."""

    word: str
    means: str


@dataclass(frozen=True)
class Book:
    """A booklet. `notice` is the demonstration's own line, which stands in every footer, or empty.

    `warning` is what the cover says when something in it was not reviewed. `left_out` are the names of the records
    that were asked for and are not reviewed. `printed` is the day as it is said: 01/12/2026.
    """

    title: str
    area: str
    theme: str
    edition: str
    printed: str
    notice: str
    warning: str
    how_to_read: tuple[Section, ...]
    chapters: tuple[Chapter, ...]
    glossary: tuple[Term, ...]
    left_out: tuple[str, ...]
    offices: tuple[str, ...]
    url: str
    qr: str
    cover: Picture | None = None


def as_data(value: object) -> Any:
    """A block, or what holds blocks, as JSON values; each tells by `is` what it is."""
    if isinstance(value, tuple | list):
        return [as_data(one) for one in value]
    if isinstance(value, Mapping):
        return {key: as_data(one) for key, one in value.items()}
    if is_dataclass(value) and not isinstance(value, type):
        told = {field.name: as_data(getattr(value, field.name)) for field in fields(value)}
        return {"is": type(value).__name__.lower(), **told}
    return value
