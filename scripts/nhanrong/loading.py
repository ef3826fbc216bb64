"""Files become records: the only module that reads `models_data/`."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from nhanrong.document import Document
from nhanrong.entries import Entry, LedgerEntry, Records
from nhanrong.layout import DATA, SINGLE_FILES, record_files
from nhanrong.problems import Place, Problem, in_order
from nhanrong.records.area import Area, Rules
from nhanrong.records.consent import Consent
from nhanrong.records.fields import Piece, UnitRef
from nhanrong.records.ledger import Line
from nhanrong.records.model import Model
from nhanrong.records.practice import Practice
from nhanrong.records.session import Session
from nhanrong.records.source import Source
from nhanrong.records.units import UnitList
from nhanrong.shape import shaped
from nhanrong.strictyaml import read

_KINDS: Mapping[str, type[Piece]] = {
    "area.yml": Area,
    "rules.yml": Rules,
    "consents": Consent,
    "models": Model,
    "practices": Practice,
    "sessions": Session,
    "sources": Source,
    "units": UnitList,
    "replications": Line,
}


def load(root: Path) -> tuple[Records, list[Problem]]:
    """All records of the knowledge base in `root`, and every fault met on the way."""
    problems: list[Problem] = []
    found: dict[type[Piece], list[Entry[Any]]] = {kind: [] for kind in _KINDS.values()}
    lines: list[LedgerEntry] = []
    ledgers: list[tuple[Document, UnitRef]] = []
    unreadable: set[tuple[str, str]] = set()
    for path in record_files(root, problems):
        parts = path.relative_to(root / DATA).parts
        kind = _KINDS[parts[0]]
        document, faults = _read(root, path, top=list if kind is Line else dict)
        problems += faults
        if faults:
            unreadable.add((parts[0], path.stem))
        elif kind is Line:
            unit = UnitRef(parts[1], path.stem)
            ledgers.append((document, unit))
            lines += _ledger(document, unit, problems, unreadable)
        else:
            record, faults = shaped(kind, document)
            problems += faults
            if record is None:
                unreadable.add((parts[0], path.stem))
            else:
                entry = Entry(record, document)
                found[kind].append(entry)
                misnamed = list(_named(entry, parts))
                problems += misnamed
                if misnamed:
                    unreadable.add((parts[0], path.stem))
    problems += [
        Problem(
            Place(f"{DATA}/{name}"), "NR302", f"thiếu tệp {DATA}/{name}", "Chép từ tệp mẫu trong models_data/README.md."
        )
        for name in SINGLE_FILES
        if not (root / DATA / name).is_file()
    ]
    area = next(iter(found[Area]), None)
    outlines = _outlines(root, area, problems) if area else ()
    records = Records(
        area=area,
        rules=next(iter(found[Rules]), None),
        models=tuple(found[Model]),
        practices=tuple(found[Practice]),
        sessions=tuple(found[Session]),
        sources=tuple(found[Source]),
        consents=tuple(found[Consent]),
        unit_lists=tuple(found[UnitList]),
        lines=tuple(lines),
        ledgers=tuple(ledgers),
        outlines=outlines,
        unreadable=frozenset(unreadable),
    )
    return records, in_order(problems)


def _read(root: Path, path: Path, *, top: type) -> tuple[Document, list[Problem]]:
    name = path.relative_to(root).as_posix()
    try:
        data = path.read_bytes()
    except OSError:
        return Document(name), [Problem(Place(name), "NR303", "không đọc được tệp", "Xem lại quyền đọc của tệp.")]
    return read(name, data, top=top)


def _ledger(
    document: Document, unit: UnitRef, problems: list[Problem], unreadable: set[tuple[str, str]]
) -> Iterator[LedgerEntry]:
    assert isinstance(document.value, list)  # read(top=list) gives nothing else
    for index, value in enumerate(document.value):
        if not isinstance(value, dict):
            problems.append(
                Problem(
                    document.place((index,)),
                    "NR203",
                    "mỗi lần ghi nhận phải có các trường con",
                    "Viết “- id: …”, các trường sau thụt vào.",
                )
            )
            continue
        line, faults = shaped(Line, document, (index,))
        problems += faults
        if line is not None:
            yield LedgerEntry(line, document, (index,), unit=unit)
        elif isinstance(value.get("id"), str):
            unreadable.add(("replications", value["id"]))


def _named(entry: Entry[Any], parts: tuple[str, ...]) -> Iterator[Problem]:
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


def _outlines(root: Path, area: Entry[Any], problems: list[Problem]) -> tuple[tuple[str, tuple[object, ...]], ...]:
    """The GeoJSON files that the area names, each with its features."""
    found: list[tuple[str, tuple[object, ...]]] = []
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
    return tuple(found)
