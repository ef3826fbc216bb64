"""The small test base with an attack in every text of every record, still valid data."""

import shutil
import types
import typing
from collections.abc import Iterator
from pathlib import Path

from nhanrong import site
from nhanrong.canonical import to_yaml
from nhanrong.entries import LedgerEntry
from nhanrong.knowledge import Knowledge
from nhanrong.layout import DATA, PHOTOS, record_files
from nhanrong.problems import Problem
from nhanrong.records.area import Area, Repository
from nhanrong.records.exceptions import Exceptions
from nhanrong.records.fields import OfficePhone, Piece, Prose, Summary, UnitRef, Words
from nhanrong.records.filing import Filing
from nhanrong.records.form import FormCell, FormFill
from nhanrong.records.ledger import LearntFrom
from nhanrong.records.pieces import Money
from nhanrong.records.registry import KINDS

ATTACK = (
    '<script>window.hacked=1</script>"><img src=x onerror=window.hacked=1>{{ 7*191 }}${7*191}{% raw %}'
    "[x](javascript:window.hacked=1)**đậm**&amp;<!--]]>'`</title></textarea></svg></script>"
)
COMPUTED = "1337"  # what a template would make of 7*191

NOT_TEXTS = {
    (LearntFrom, "ref"),  # the name of a record
    (Area, "outlines"),  # the name of a file
    *((FormCell, name) for name in ("sheet", "mark", "after")),  # places in a file that no page shows
    (FormFill, "sheet"),
    *((Repository, name) for name in ("name", "branch", "app_id")),  # names of a forge, in the web form only
}

TextField = tuple[type[Piece], str]


def text_fields() -> set[TextField]:
    """Every field of every record type and its parts that holds free text."""
    return {
        (kind, name)
        for kind in _kinds(_record_types())
        for name in kind.model_fields
        if _text_kind(kind, name) and (kind, name) not in NOT_TEXTS
    }


def write(small: Path, target: Path) -> set[TextField]:
    """Write the base in `small` to `target` with every text replaced; the fields that were replaced."""
    kb, problems = site.read(small)
    assert not problems
    shutil.copytree(small / DATA / PHOTOS, target / DATA / PHOTOS)
    done: set[TextField] = set()
    faults: list[Problem] = []
    for path in record_files(small, faults):
        file = target / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(_attacked_file(kb, path, done), encoding="utf-8")
    return done


def _record_types() -> list[type[Piece]]:
    """The type of every kind of record that is loaded; no page tells of exceptions and filed reports."""
    return [kind.type for kind in KINDS if kind.type not in (Exceptions, Filing)]


def _attacked_file(kb: Knowledge, path: str, done: set[TextField]) -> str:
    """A file with every text replaced."""
    entries = kb.entries_at(path)
    if not isinstance(entries[0], LedgerEntry):
        more = {"demonstration": True} if isinstance(entries[0].record, Area) else {}
        return to_yaml(_attacked(entries[0].record.model_copy(update=more), done))
    items: list[str] = []
    for entry in entries:
        first, *rest = to_yaml(_attacked(entry.record, done)).splitlines()
        items += ["- " + first, *("  " + more if more else more for more in rest)]
    return "\n".join(items) + "\n"


def _attacked(piece: Piece, done: set[TextField]) -> Piece:
    kind = type(piece)
    values: dict[str, object] = {}
    for name in kind.model_fields:
        value = getattr(piece, name)
        text = None if (kind, name) in NOT_TEXTS else _text_kind(kind, name)
        if text:
            done.add((kind, name))
            values[name] = _texts(piece, name, text, value)
        elif isinstance(value, Piece):
            values[name] = _attacked(value, done)
        elif isinstance(value, tuple) and not isinstance(value, UnitRef):
            values[name] = tuple(_attacked(item, done) if isinstance(item, Piece) else item for item in value)
        else:
            values[name] = value
    return kind.model_validate(values)


def _texts(piece: Piece, name: str, text: object, value: object) -> object:
    called = f"{type(piece).__name__}.{name} {getattr(piece, 'code', '')}".strip()
    attack = f"{called} {ATTACK}"
    if (type(piece), name) == (Money, "unit"):
        return "đồng/" + attack
    if text is OfficePhone:
        return f"{attack} 0000 000 000"
    if text is Prose:
        attack = f"{attack}\n\n- {attack}"
    if "tuple" in str(type(piece).model_fields[name].annotation):
        count = max(1, len(value)) if isinstance(value, tuple) else 1
        return tuple(f"{index} {attack}" for index in range(count))
    return attack


def _text_kind(kind: type[Piece], name: str) -> object:
    """`Words`, `Summary`, `Prose` or `OfficePhone` if the field holds one, or several."""
    for annotation in _inside(typing.get_type_hints(kind, include_extras=True)[name]):
        if annotation in (Words, Summary, Prose, OfficePhone):
            return annotation
    return None


def _kinds(kinds: typing.Iterable[type[Piece]]) -> set[type[Piece]]:
    """These types and those of all their parts."""
    found: set[type[Piece]] = set()
    waiting = list(kinds)
    while waiting:
        kind = waiting.pop()
        if kind in found:
            continue
        found.add(kind)
        for annotation in typing.get_type_hints(kind).values():
            waiting += [part for part in _inside(annotation) if isinstance(part, type) and issubclass(part, Piece)]
    return found


def _inside(annotation: object) -> Iterator[object]:
    """The annotation and what stands in its unions and tuples."""
    yield annotation
    if typing.get_origin(annotation) in (types.UnionType, typing.Union, tuple):
        for part in typing.get_args(annotation):
            yield from _inside(part)
