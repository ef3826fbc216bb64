"""Builders of records with made-up defaults."""

import datetime as dt
import pickle
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from nhanrong import site
from nhanrong.document import Document
from nhanrong.entries import LedgerEntry
from nhanrong.facts import ledger_facts, record_facts
from nhanrong.index import Index
from nhanrong.knowledge import Knowledge
from nhanrong.records.area import Area, Rules
from nhanrong.records.fields import Piece, UnitRef
from nhanrong.records.ledger import Line
from nhanrong.records.model import Model
from nhanrong.records.source import Source
from nhanrong.records.units import UnitList
from nhanrong.standing import Ledger
from nhanrong.store import Store

TESTS = Path(__file__).parent
SMALL = TESTS / "small"
DAY = dt.date(2026, 11, 23)
OLD, NEW = "2025-06-30", "2025-07-01"
SUBJECT = "thu"


def old(code: str) -> UnitRef:
    """A unit of the old list."""
    return UnitRef(OLD, code)


def new(code: str) -> UnitRef:
    """A unit of the new list."""
    return UnitRef(NEW, code)


def model(name: str = SUBJECT, **more: Any) -> Model:
    """A model with made-up defaults."""
    defaults = {
        "id": name,
        "name": "Mô hình thử (bịa để kiểm thử)",
        "summary": "Bịa để kiểm thử.",
        "sector": "livestock",
        "place": {"text": "không nêu"},
        "sources": ["nguon"],
    }
    return Model.model_validate(defaults | more)


def session_defaults(name: str) -> dict[str, Any]:
    """What a made-up training of 2026-03-10 tells."""
    return {
        "id": name,
        "title": "Lớp thử (bịa để kiểm thử)",
        "summary": "Bịa để kiểm thử.",
        "kind": "training",
        "nature": "event",
        "place": {"text": "không nêu"},
        "sources": ["nguon"],
        "date": "2026-03-10",
        "evidence": "D",
    }


def source(name: str = "nguon", **more: Any) -> Source:
    """A source without a date."""
    defaults = {"id": name, "kind": "press", "title": "Nguồn thử (bịa để kiểm thử)", "evidence": "E"}
    return Source.model_validate(defaults | more)


_FRESH_DATE = "2026-06-01"


def line(unit: UnitRef, state: str = "applied", **more: Any) -> LedgerEntry:
    """A line about `thu`, dated 2026-06-01 unless `date` says otherwise (None: no date), and named after its unit."""
    defaults = {
        "id": f"{unit.list}-{unit.code}-{state}",
        "subject": SUBJECT,
        "state": state,
        "recorded_on": "2026-11-01",
        "evidence": "D",
        "sources": ["nguon"],
        "date": _FRESH_DATE,
    }
    path = f"models_data/replications/{unit.list}/{unit.code}.yml"
    return LedgerEntry(Line.model_validate(defaults | more), Document(path), (0,), unit=unit)


def check(**more: Any) -> dict[str, Any]:
    """A check that counts: level 2, of 2026-06-01, by someone else than the reporter."""
    defaults = {"level": 2, "role": "Hội Nông dân xã (bịa)", "day": "2026-06-01", "same_as_reporter": False}
    return defaults | more


def unit_list(name: str, codes: Sequence[str], edges: Sequence[tuple[str, str, str]] = (), **more: Any) -> UnitList:
    """A list of communes; edges are (old code, new code, kind)."""
    defaults: dict[str, Any] = {
        "id": name,
        "title": f"Danh mục {name} (bịa để kiểm thử)",
        "source": "Bịa để kiểm thử.",
        "units": [{"code": code, "name": f"Xã {code}", "type": "Xã"} for code in codes],
        "edges": [dict(zip(("old", "new", "kind"), edge, strict=True)) for edge in edges],
    }
    return UnitList.model_validate(defaults | more)


def two_lists() -> tuple[UnitList, UnitList]:
    """Ten old units and what became of them: kept, renamed, two mergers, one split with a part from elsewhere."""
    merged = [("90006", "90006"), ("90007", "90006"), ("90008", "90006"), ("90009", "90006")]
    edges = [
        ("90001", "90001", "kept"),
        ("90002", "90002", "renamed"),
        ("90004", "90004", "merged"),
        ("90005", "90004", "merged"),
        *((old_code, new_code, "merged") for old_code, new_code in merged),
        ("90010", "90010", "split"),
        ("90010", "90011", "split"),
        ("90090", "90011", "merged"),
    ]
    olds = ["90001", "90002", "90004", "90005", "90006", "90007", "90008", "90009", "90010"]
    news = ["90001", "90002", "90004", "90006", "90010", "90011"]
    outside = [{"code": "90090", "name": "Ngoài", "type": "Xã"}]
    return (
        unit_list(OLD, olds, valid_to="2025-06-30"),
        unit_list(NEW, news, edges, valid_from="2025-07-01", previous=OLD, elsewhere=outside),
    )


def knowledge(
    *lines: LedgerEntry,
    lists: Sequence[UnitList] | None = None,
    models: Sequence[Piece] | None = None,
    sources: Sequence[Source] | None = None,
    rules: Mapping[str, Any] | None = None,
    area: Area | None = None,
) -> Knowledge:
    """A knowledge base of these records; by default the model `thu`, the undated source `nguon` and two lists."""
    records: list[Piece] = [Rules.model_validate(dict(rules or {}))]
    records += [model()] if models is None else models
    records += [source()] if sources is None else sources
    records += two_lists() if lists is None else lists
    index, stored = Index(), {}
    records += [area] if area else []
    for record in records:
        path = f"models_data/{getattr(record, 'id', type(record).__name__)}.yml"
        index.replace((), record_facts(record, path, path))
        stored[path] = pickle.dumps((type(record), record))
    for unit in dict.fromkeys(entry.unit for entry in lines):
        path = f"models_data/replications/{unit}.yml"
        here = list(enumerate(entry.record for entry in lines if entry.unit == unit))
        index.replace((), ledger_facts(here, [one for _, one in here], unit, path, path))
        stored[path] = pickle.dumps(here)
    return Knowledge(index, stored.__getitem__)


def small(*more: Piece) -> Knowledge:
    """The knowledge base in `small`, with some records more."""
    store = Store(None)
    kb, problems = site.read(SMALL, store)
    assert not problems
    for record in more:
        path = f"models_data/them/{getattr(record, 'id', '')}.yml"
        kb.index.replace((), record_facts(record, path, path))
        store.put("records", [(path, pickle.dumps((type(record), record)))])
    return kb


def ledger(*lines: LedgerEntry, day: dt.date = DAY, **more: Any) -> Ledger:
    """The ledger of such a knowledge base on a day."""
    return Ledger(knowledge(*lines, **more), day)


def put_fault(case: Path, base: Path) -> None:
    """The fault of a case of tests/bad/ comes into a copy of the miniature base."""
    if (case / "also").is_dir():
        shutil.copytree(case / "also", base, dirs_exist_ok=True)
    target = base / (case / "where.txt").read_text(encoding="utf-8").strip()
    record = case / "record.yml"
    if record.exists():
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(record.read_bytes())
    elif target.is_dir():
        shutil.rmtree(target)
    else:
        target.unlink()
