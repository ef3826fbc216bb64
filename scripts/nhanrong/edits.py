"""What a new record or a new line of a ledger does to the files."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from nhanrong.canonical import written
from nhanrong.commented import comments_of
from nhanrong.dates import parse
from nhanrong.layout import DATA
from nhanrong.records.fields import Piece, UnitRef
from nhanrong.records.ledger import Line
from nhanrong.records.registry import Kind
from nhanrong.records.session import Session
from nhanrong.saving import Change, change
from nhanrong.strictyaml import read


def inside(kind: Kind, value: Mapping[str, object]) -> str:
    """Where a record lies in the data."""
    folder = kind.top
    if kind.type is Session:
        folder += f"/{parse(str(value['date'])).last.year}" if "date" in value else "/undated"
    return f"{folder}/{value['id']}.yml"


def with_record(root: Path, where: str, kind: type[Piece], value: Mapping[str, object]) -> Change:
    """The file at `where` in the data holds this record."""
    return change(root, f"{DATA}/{where}", written(kind, dict(value)))


def with_lines(root: Path, unit: UnitRef, lines: Sequence[Mapping[str, object]]) -> Change:
    """The ledger of a unit with lines behind those that it has, which stay as they are, comments too.

    A ledger that cannot be read is not written anew: the lines stand behind whatever it holds, for the check to say.
    """
    path = f"{DATA}/replications/{unit}.yml"
    before = (root / path).read_text("utf-8") if (root / path).exists() else ""
    document, problems = read(path, before.encode(), top=list)
    if problems and before.strip():
        return change(root, path, before.rstrip("\n") + "\n" + written(Line, [dict(line) for line in lines]))
    known = document.value if isinstance(document.value, list) else []
    comments = dict(comments_of(before)) if known else {}
    end = comments.pop(None, ())
    if end:  # what stood at the end stays behind what it stood behind
        comments[(len(known),)] = end
    return change(root, path, written(Line, [*known, *(dict(line) for line in lines)], comments))
