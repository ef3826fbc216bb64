"""The README of `models_data/`: fields, closed lists and commented samples, drawn from the record types."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pydantic import BaseModel

from nhanrong.anatomy import Part, parts_inside
from nhanrong.document import Document, Path
from nhanrong.rawtext import MAX_BYTES
from nhanrong.records.fields import UnitRef
from nhanrong.records.ledger import Line
from nhanrong.records.registry import KINDS
from nhanrong.render.templating import filled
from nhanrong.strictyaml import read
from nhanrong.yamlguards import MAX_DEPTH, MAX_NODES

# No list has this code, so whoever forgets to replace it is told.
SOMEWHERE = UnitRef("2025-07-01", "00000")

_COMMENTED_OUT = re.compile(r"^# ", re.MULTILINE)


@dataclass(frozen=True)
class RecordKind(Part):
    """A kind of record: where its files go, and a sample of it."""

    where: str
    sample: str


def data_readme(what_was_left_out: str, example: UnitRef = SOMEWHERE) -> str:
    """The README of a knowledge base: a part written by hand (Markdown, or nothing), then what the record types say.

    `example` is the unit that the samples name.
    """
    kinds = [RecordKind(kind.type, kind.where, sample(kind.type, example)) for kind in KINDS]
    inside = list(dict.fromkeys(part for kind in kinds for part in parts_inside(kind)))
    text = filled(
        "data-readme.md.j2",
        what_was_left_out=what_was_left_out.strip(),
        example=example,
        kinds=kinds,
        pieces=[part for part in inside if part.fields],
        lists=[part for part in inside if part.terms],
        max_bytes=MAX_BYTES,
        max_nodes=MAX_NODES,
        max_depth=MAX_DEPTH,
    )
    return str(text).rstrip() + "\n"


def sample(kind: type[BaseModel], example: UnitRef = SOMEWHERE) -> str:
    """A record with placeholders, each field told in a line above it; fields one may do without are commented out."""
    name = next(one.name for one in KINDS if one.type is kind)
    text = str(filled(f"samples/{name}.yml.j2", example=example))
    document, problems = read(name, uncommented(text).encode(), top=list if kind is Line else dict)
    assert not problems, problems  # a sample of this package
    notes = dict(_notes(Part(kind), document, (0,) if kind is Line else (), set()))
    lines: list[str] = []
    for row, line in enumerate(text.rstrip().split("\n"), 1):
        lines += [*notes.get(row, ()), line]
    return "\n".join(lines) + "\n"


def uncommented(text: str) -> str:
    """A sample with the fields one may do without, line for line the same."""
    return _COMMENTED_OUT.sub("", text)


def _notes(part: Part, document: Document, base: Path, told: set[Part]) -> Iterator[tuple[int, list[str]]]:
    """For each line of the document where a field begins, what to say above it; each closed list is told once."""
    for field in part.fields:
        path = (*base, field.key)
        if path not in document.keys:
            continue
        line, column = document.keys[path]
        start = "## " + " " * (column - 1)
        inner = field.form.part
        says = [f"{start}{field.title} ({field.need}). {field.description}".rstrip()]
        if inner and inner.terms and inner not in told:
            told.add(inner)
            says[0] += " Mỗi mục là một trong:" if field.form.many else " Chọn một:"
            says += [f"{start}  {term.value}: {term.label.removeprefix(f'{term.value}: ')}" for term in inner.terms]
        yield line, says
        if inner:
            yield from _notes(inner, document, (*path, 0) if field.form.many else path, told)
