"""Make the national unit lists of `nhanrong/national/` from three tables of communes.

The tables are `old_communes_2025-06-30.csv`, `new_communes_2025-07-01.csv` and `communes_ended_2023-2025.csv`;
where they come from stands in `nhanrong/national/ATTRIBUTION.md`. Same tables, same bytes.
"""

import argparse
import csv
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from nhanrong.records.vocabulary import EdgeKind, UnitType

TARGET = Path(__file__).parent / "nhanrong" / "national"

_TYPED_NAME = re.compile(f"({'|'.join(UnitType)}) (.+)")

Row = dict[str, str]


def main() -> None:
    """Read the folder named on the command line, write the package data."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("tables", type=Path, help="the folder with the three tables")
    tables: Path = parser.parse_args().tables
    old = _read(tables / "old_communes_2025-06-30.csv")
    new = _read(tables / "new_communes_2025-07-01.csv")
    ended = _read(tables / "communes_ended_2023-2025.csv")
    _write(
        "2025-06-30.csv",
        ("code", "name", "type", "district_code", "district", "province_code", "province"),
        # Some districts are spelt Thành Phố, Thị Xã.
        ({**row, "district": re.sub("^(Thành|Thị) [PX]", lambda m: m[0].capitalize(), row["district"])} for row in old),
    )
    _write(
        "2025-07-01.csv",
        ("code", "name", "type", "province_code", "province", "lat", "lon"),
        ({**row, "lat": f"{float(row['lat']):.2f}", "lon": f"{float(row['lon']):.2f}"} for row in new),
    )
    _write("edges.csv", ("old", "new", "kind"), edges(old, new))
    _write("earlier_names.csv", ("code", "name", "type", "district", "successor"), map(_earlier_name, ended))


def edges(old: Sequence[Row], new: Sequence[Row]) -> list[Row]:
    """One row for every new commune that an old one goes into, by old and then new code."""
    by_code = {row["code"]: row for row in new}
    parts = Counter(code for row in old for code in row["new_codes"].split())
    return [
        {"old": row["code"], "new": code, "kind": _kind(row, by_code[code], parts[code])}
        for row in old
        for code in sorted(row["new_codes"].split())
    ]


def _kind(old: Row, new: Row, parts: int) -> EdgeKind:
    if " " in old["new_codes"]:
        return EdgeKind.SPLIT
    if parts > 1:
        return EdgeKind.MERGED
    # The tables differ in capitals (Ea H'leo, Ea H'Leo), which is a spelling and no new name.
    same = (old["name"].casefold(), old["type"]) == (new["name"].casefold(), new["type"])
    return EdgeKind.KEPT if same else EdgeKind.RENAMED


def _earlier_name(row: Row) -> Row:
    match = _TYPED_NAME.fullmatch(row["name"])
    assert match, row
    return {**row, "type": match[1], "name": match[2], "successor": row["successor_code_2025_06"]}


def _read(path: Path) -> list[Row]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return sorted(csv.DictReader(file), key=lambda row: row["code"])


def _write(name: str, columns: Sequence[str], rows: Iterable[Row]) -> None:
    with (TARGET / name).open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, extrasaction="ignore", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


if __name__ == "__main__":
    main()
