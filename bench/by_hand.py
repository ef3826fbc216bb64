"""Load and check the records as one would by hand: `python bench/by_hand.py DATA`, the folder of the records.

libyaml's safe loader, then the same record types; no lines and columns, no rule across records.
"""

import sys
from pathlib import Path

import yaml
from pydantic import BaseModel

from nhanrong.records.area import Area, Rules
from nhanrong.records.form import Form
from nhanrong.records.ledger import Line
from nhanrong.records.model import Model
from nhanrong.records.practice import Practice
from nhanrong.records.session import Session
from nhanrong.records.source import Source
from nhanrong.records.units import UnitList

_KINDS: dict[str, type[BaseModel]] = {
    "area.yml": Area,
    "rules.yml": Rules,
    "models": Model,
    "practices": Practice,
    "sessions": Session,
    "sources": Source,
    "units": UnitList,
    "forms": Form,
}


class _Loader(yaml.CSafeLoader):
    """Dates stay text: the record types know dates that are not whole."""


_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith(":timestamp")]
    for first, resolvers in yaml.CSafeLoader.yaml_implicit_resolvers.items()
}


def records(data: Path) -> list[BaseModel]:
    """Every record and every line of a ledger; the first fault is an exception."""
    found: list[BaseModel] = []
    for path in sorted(data.rglob("*.yml")):
        top = path.relative_to(data).parts[0]
        value = yaml.load(path.read_bytes(), Loader=_Loader)
        if top == "replications":
            found += [Line.model_validate(line) for line in value]
        elif top in _KINDS:
            found.append(_KINDS[top].model_validate(value))
    return found


if __name__ == "__main__":
    print(f"{len(records(Path(sys.argv[1])))} bản ghi.")
