"""Files become records: the only module that reads `models_data/`."""

import json
import unicodedata
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from nhanrong.document import Document
from nhanrong.entries import Entry, LedgerEntry, Records
from nhanrong.problems import Place, Problem, in_order, nearest
from nhanrong.records.area import Area, Rules
from nhanrong.records.fields import Piece, UnitRef
from nhanrong.records.ledger import Line
from nhanrong.records.model import Model
from nhanrong.records.practice import Practice
from nhanrong.records.session import Session
from nhanrong.records.source import Source
from nhanrong.records.units import UnitList
from nhanrong.shape import shaped
from nhanrong.strictyaml import read

DATA = "models_data"

_FOLDERS: Mapping[str, type[Piece]] = {
    "models": Model,
    "practices": Practice,
    "sessions": Session,
    "sources": Source,
    "units": UnitList,
    "replications": Line,
}
_DEPTH: Mapping[str, int] = {"replications": 3, "sessions": 3}  # names from models_data/ to a file, else 2
_SINGLE: Mapping[str, type[Piece]] = {"area.yml": Area, "rules.yml": Rules}


def find_root(start: Path) -> Path | None:
    """The nearest folder at or above `start` that holds a knowledge base."""
    for folder in (start, *start.parents):
        if (folder / DATA).is_dir():
            return folder
    return None


def load(root: Path) -> tuple[Records, list[Problem]]:
    """All records of the knowledge base in `root`, and every fault met on the way."""
    problems: list[Problem] = []
    found: dict[type[Piece], list[Entry[Any]]] = {kind: [] for kind in (*_FOLDERS.values(), *_SINGLE.values())}
    lines: list[LedgerEntry] = []
    unreadable: set[tuple[str, str]] = set()
    for path in _files(root, problems):
        parts = path.relative_to(root / DATA).parts
        kind = _SINGLE.get(parts[0]) if len(parts) == 1 else _FOLDERS[parts[0]]
        assert kind is not None  # _files lets through known places only
        document, faults = _read(root, path, top=list if kind is Line else dict)
        problems += faults
        if faults:
            unreadable.add((parts[0], path.stem))
        elif kind is Line:
            lines += _ledger(document, UnitRef(parts[1], path.stem), problems, unreadable)
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
        for name in _SINGLE
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
        unit_lists=tuple(found[UnitList]),
        lines=tuple(lines),
        outlines=outlines,
        unreadable=frozenset(unreadable),
    )
    return records, in_order(problems)


def _files(root: Path, problems: list[Problem]) -> Iterator[Path]:
    """The record files in a steady order; whatever is out of place is said."""
    for path in sorted((root / DATA).rglob("*")):
        relative = path.relative_to(root / DATA)
        place = Place(f"{DATA}/{relative.as_posix()}")
        if any(part.startswith(".") for part in relative.parts) or relative.as_posix() == "README.md":
            continue
        top = relative.parts[0]
        if len(relative.parts) == 1 and path.is_dir():
            if top not in _FOLDERS:
                problems.append(Problem(place, "NR301", f"không dùng thư mục “{top}”", nearest(top, _FOLDERS)))
            continue
        depth = _DEPTH.get(top, 2)
        if len(relative.parts) > depth or (len(relative.parts) > 1 and top not in _FOLDERS):
            continue  # its folder is out of place, and has been said
        if path.is_dir():
            if len(relative.parts) == depth:
                problems.append(
                    Problem(place, "NR301", "không dùng thư mục con ở đây", "Đặt các tệp ngay trong thư mục trên.")
                )
        elif path.suffix in {".geojson", ".json"} and len(relative.parts) == 1:
            continue
        elif path.suffix != ".yml":
            problems.append(
                Problem(place, "NR301", f"tệp “{path.name}” không phải bản ghi", "Đặt tên tệp kết thúc bằng .yml.")
            )
        elif len(relative.parts) == 1 and top not in _SINGLE:
            problems.append(Problem(place, "NR301", f"không dùng tệp “{top}” ở đây", nearest(top, _SINGLE)))
        elif 1 < len(relative.parts) < depth:
            where = {"replications": "replications/<danh mục>/", "sessions": "sessions/<năm>/"}.get(top, f"{top}/")
            problems.append(Problem(place, "NR301", "tệp nằm sai chỗ", f"Đặt tệp trong {DATA}/{where}."))
        elif unicodedata.normalize("NFC", path.name) != path.name or not path.name.isascii():
            problems.append(
                Problem(place, "NR301", "tên tệp có dấu", "Dùng chữ thường không dấu, chữ số và dấu gạch nối.")
            )
        else:
            yield path


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
