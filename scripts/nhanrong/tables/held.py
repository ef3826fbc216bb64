"""What the files hold, record by record, as they say it: no default filled in, nothing turned into another type."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nhanrong.layout import DATA, record_files
from nhanrong.records.fields import UnitRef
from nhanrong.records.registry import BY_NAME, BY_TOP
from nhanrong.strictyaml import read

Value = dict[str, Any]


@dataclass(frozen=True)
class Held:
    """A record in its file; a line with its unit and its number there."""

    kind: str
    id: str
    path: str
    value: Value
    unit: UnitRef | None = None
    index: int = 0


def held(root: Path, kinds: Iterable[str]) -> Mapping[tuple[str, str], Held]:
    """The records of these kinds by kind and id, in the order of their files; those of a sound base are all there."""
    tops = {BY_NAME[kind].top for kind in kinds}
    found: dict[tuple[str, str], Held] = {}
    for path in record_files(root, []):
        if path.split("/")[1] in tops:
            found |= {(one.kind, one.id): one for one in _records(root, path)}
    return found


def _records(root: Path, path: str) -> Iterator[Held]:
    parts = path.removeprefix(f"{DATA}/").removesuffix(".yml").split("/")
    kind = BY_TOP[parts[0]]
    document, _ = read(path, (root / path).read_bytes(), top=list if kind.listed else dict)
    value: Any = document.value
    if kind.listed:
        for index, line in enumerate(value or ()):
            yield Held(kind.name, str(line["id"]), path, line, UnitRef(parts[1], parts[2]), index)
    elif value:
        yield Held(kind.name, parts[-1], path, value)


def part_at(value: object, keys: Iterable[str | int]) -> Any:
    """What stands at the end of these keys, None where they lead nowhere."""
    for key in keys:
        if isinstance(value, list) and isinstance(key, int):
            value = value[key] if key < len(value) else None
        else:
            value = value.get(key) if isinstance(value, dict) else None
    return value


def put(value: Value, keys: tuple[str, ...], new: object) -> None:
    """Let `new` stand at the end of these keys; with None nothing stands there, nor an empty part on the way."""
    first, *rest = keys
    if rest:
        inner = value.setdefault(first, {})
        put(inner, tuple(rest), new)
        if not inner:
            del value[first]
    elif new is None:
        value.pop(first, None)
    else:
        value[first] = new
