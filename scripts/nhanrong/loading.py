"""One file becomes what it says: the only module that reads `models_data/`."""

import json
import os
import pickle
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from nhanrong.document import Document, Positions
from nhanrong.entries import Entry, LedgerEntry, Outlines
from nhanrong.facts import Fact, digest, ledger_facts, record_facts, unreadable_facts
from nhanrong.layout import DATA
from nhanrong.problems import Place, Problem
from nhanrong.records.area import Area
from nhanrong.records.fields import Piece, UnitRef
from nhanrong.records.filing import Filing
from nhanrong.records.ledger import Line
from nhanrong.records.registry import BY_TOP
from nhanrong.records.session import Session
from nhanrong.records.units import UnitList
from nhanrong.shape import shaped
from nhanrong.strictyaml import UNIT_LIST_LIMITS, Limits, positions, read

Check = Callable[[Entry[Any]], list[Problem]]
Private = Callable[[Iterable[tuple[str, str, Sequence[Entry[Any]]]]], list[list[Problem]]]

_AT_ONCE = 1 << 20


@dataclass(frozen=True)
class Reading:
    """What one file says: what makes its records (pickled; empty when it cannot be read), their facts, its faults."""

    path: str
    digest: str
    records: bytes
    facts: tuple[Fact, ...]
    problems: tuple[Problem, ...]


def digest_of(root: Path, path: str) -> str:
    """What stands for the bytes of a file; empty for one that cannot be read."""
    data = _bytes_of(root, path)
    return "" if data is None else digest(data)


def _bytes_of(root: Path, path: str) -> bytes | None:
    # of tens of thousands of files, at every build: a file object takes three times as long
    try:
        number = os.open(f"{root}/{path}", os.O_RDONLY)
    except OSError:
        return None
    try:
        data = part = os.read(number, _AT_ONCE)
        while len(part) == _AT_ONCE:
            part = os.read(number, _AT_ONCE)
            data += part
    except OSError:
        return None
    finally:
        os.close(number)
    return data


def read_files(root: Path, paths: Sequence[str], check: Check, private: Private) -> list[Reading]:
    """What these files say; `check` gives the faults of a record that concern no other record.

    `private` gives what must not be public in each of many files: its path, its text, its records if it is sound.
    """
    found = [_read(root, path, check) for path in paths]
    faults = private((reading.path, text, entries) for reading, text, entries in found)
    return [
        replace(reading, problems=(*reading.problems, *more))
        for (reading, _, _), more in zip(found, faults, strict=True)
    ]


def _read(root: Path, path: str, check: Check) -> tuple[Reading, str, Sequence[Entry[Any]]]:
    parts = path.split("/")[1:]
    folder, stem = parts[0], parts[-1].removesuffix(".yml")
    kind = BY_TOP[folder].type
    data = _bytes_of(root, path)
    if data is None:
        problem = Problem(Place(path), "NR303", "không đọc được tệp", "Xem lại quyền đọc của tệp.")
        return Reading(path, "", b"", tuple(unreadable_facts(folder, stem)), (problem,)), "", ()
    content = digest(data)
    broken = ("files", path, (content,)), *unreadable_facts(folder, stem)
    limits = UNIT_LIST_LIMITS if kind in {UnitList, Filing} else Limits()
    text = data.decode("utf-8", "replace")
    document, problems = read(path, data, top=list if kind is Line else dict, limits=limits)
    if problems:
        return Reading(path, content, b"", broken, tuple(problems)), text, ()
    if kind is Line:
        reading, entries = _ledger(document, UnitRef(parts[1], stem), content, check)
        return reading, text, entries
    record, problems = shaped(kind, document)
    if record is None:
        return Reading(path, content, b"", broken, tuple(problems)), text, ()
    entry: Entry[Piece] = Entry(record, document)
    misnamed = tuple(_named(entry, parts))
    facts = (*record_facts(record, path, content), *(broken[1:] if misnamed else ()))
    records = pickle.dumps((kind, document.value), pickle.HIGHEST_PROTOCOL)
    return Reading(path, content, records, facts, (*misnamed, *check(entry))), text, (entry,)


def locate(root: Path, path: str) -> Positions:
    """Where the parts of a file stand, read again; nothing when it is gone or no longer sound."""
    data = _bytes_of(root, path)
    return ({}, {}) if data is None else positions(path, data)


def _ledger(document: Document, unit: UnitRef, content: str, check: Check) -> tuple[Reading, Sequence[LedgerEntry]]:
    assert isinstance(document.value, list)  # read(top=list) gives nothing else
    problems: list[Problem] = []
    broken: list[Fact] = []
    entries: list[LedgerEntry] = []
    for index, value in enumerate(document.value):
        if not isinstance(value, dict):
            place = document.place((index,))
            message, hint = "mỗi lần ghi nhận phải có các trường con", "Viết “- id: …”, các trường sau thụt vào."
            problems.append(Problem(place, "NR203", message, hint))
            continue
        line, faults = shaped(Line, document, (index,))
        problems += faults
        if line is not None:
            entries.append(LedgerEntry(line, document, (index,), unit=unit))
            problems += check(entries[-1])
        elif isinstance(value.get("id"), str):
            broken += unreadable_facts("replications", value["id"])
    lines = tuple((int(entry.path[0]), entry.record) for entry in entries)
    facts = (*ledger_facts(lines, document.value, unit, document.path, content), *broken)
    values = [(index, document.value[index]) for index, _ in lines]
    records = pickle.dumps(values, pickle.HIGHEST_PROTOCOL)
    is_sound = len(entries) == len(document.value)  # of a line that is none, the words are looked at as they stand
    return Reading(document.path, content, records, facts, tuple(problems)), entries if is_sound else ()


def _named(entry: Entry[Piece], parts: list[str]) -> Iterator[Problem]:
    """The id of a record is its file's name; a session stands in the folder of its year."""
    record = entry.record
    name = getattr(record, "id", None)
    stem = parts[-1].removesuffix(".yml")
    if name is not None and name != stem:
        yield Problem(
            entry.place("id"),
            "NR304",
            f"mã “{name}” khác tên tệp “{stem}”",
            f"Đổi tên tệp thành {name}.yml, hoặc sửa mã.",
        )
    if isinstance(record, Session):
        year = str(record.date.last.year) if record.date else "undated"
        if parts[1] != year:
            yield Problem(
                entry.place("date"),
                "NR305",
                f"hoạt động này phải nằm trong thư mục sessions/{year}",
                "Chuyển tệp sang thư mục đó.",
            )


def read_outlines(root: Path, area: Entry[Area]) -> tuple[Outlines, list[Problem]]:
    """The GeoJSON files that the area names, each with its features."""
    found: list[tuple[str, tuple[object, ...]]] = []
    problems: list[Problem] = []
    for index, name in enumerate(area.record.outlines):
        place = area.place("outlines", index)
        folder = (root / DATA).resolve()
        if not (folder / name).resolve().is_relative_to(folder):
            message = f"tệp ranh giới “{name}” nằm ngoài {DATA}"
            problems.append(Problem(place, "NR306", message, f"Đặt tệp trong {DATA}/."))
            continue
        try:
            collection = json.loads((root / DATA / name).read_text(encoding="utf-8"))
            found.append((f"{DATA}/{name}", tuple(collection["features"])))
        except OSError:
            problems.append(
                Problem(place, "NR306", f"không đọc được tệp ranh giới “{name}”", f"Đường dẫn tính từ {DATA}/.")
            )
        except (ValueError, KeyError, TypeError):
            problems.append(
                Problem(
                    place, "NR306", f"“{name}” không phải tệp GeoJSON có features", "Xuất lại tệp từ phần mềm bản đồ."
                )
            )
    return tuple(found), problems
