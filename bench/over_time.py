"""Count a nation's ledger for every month of ten years three ways: `python bench/over_time.py --lines 100000`.

The definition (:func:`nhanrong.coverage.cover`) once for each subject and month, ours in one pass, and, where DuckDB is
installed, SQL for all figures but *verified*; in the same process, one after another. The definition is asked for every
n-th subject only, and compared with ours on just these. All lines are made up.
"""

import datetime as dt
import importlib
import importlib.util
import json
import pickle
import random
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import click
import numpy as np
from rich.console import Console
from rich.table import Table

from made_parts import RECORDED
from nhanrong import national
from nhanrong.cli.vietnamese_help import command
from nhanrong.coverage import cover
from nhanrong.facts import ledger_facts, record_facts
from nhanrong.index import Index
from nhanrong.knowledge import Knowledge
from nhanrong.overtime import over_time
from nhanrong.overtime.columns import LedgerColumns, columns
from nhanrong.overtime.counting import FIGURES
from nhanrong.overtime.standings import Calendar
from nhanrong.records.area import Rules
from nhanrong.records.fields import Piece
from nhanrong.records.ledger import Line
from nhanrong.records.model import Model
from nhanrong.records.source import Source
from nhanrong.records.vocabulary import CarryOver
from nhanrong.standing import Ledger
from nhanrong.vietnamese import number

_LIST = national.NEW_LIST
_YEARS = range(2017, 2027)
_STATES = ("applied",) * 5 + ("sustained",) * 3 + ("reduced", "trial", "registered", "paused", "stopped", "absent")
_SEED = 7


def made_up(lines: int, subjects: int, rule: CarryOver) -> Knowledge:
    """A knowledge base of the whole country: all communes before and after 1 July 2025, made-up models and lines."""
    chance = random.Random(_SEED)
    index, stored = Index(), dict[str, bytes]()
    names = [f"bia-{at}" for at in range(subjects)]
    records: list[Piece] = [
        *national.cut_provinces({row.province_code for row in national.new_communes().values()}),
        Rules(carry_over=rule),
        Source.model_validate({"id": "nguon-bia", "kind": "press", "title": "Nguồn bịa để đo", "evidence": "E"}),
    ]
    records += [Model.model_validate(_model(name)) for name in names]
    for record in records:
        path = f"models_data/{getattr(record, 'id', type(record).__name__)}.yml"
        index.replace((), record_facts(record, path, path))
        stored[path] = pickle.dumps((type(record), record))
    kb = Knowledge(index, stored.__getitem__)
    units = [*kb.units_of(national.OLD_LIST), *kb.units_of(_LIST)]
    written = defaultdict(list)
    for at in range(lines):
        unit = chance.choice(units)
        written[unit].append(Line.model_validate(_line(at, unit.list, names, chance)))
    for unit, here in written.items():
        path = f"models_data/replications/{unit}.yml"
        index.replace((), ledger_facts(list(enumerate(here)), here, unit, path, path))
        stored[path] = pickle.dumps(list(enumerate(here)))
    return kb


def _model(name: str) -> dict[str, Any]:
    return {
        "id": name,
        "name": f"Mô hình {name} (bịa để đo)",
        "summary": "Bịa để đo.",
        "sector": "fruit",
        "place": {"text": "không nêu"},
        "sources": ["nguon-bia"],
    }


def _line(at: int, list_id: str, names: Sequence[str], chance: random.Random) -> dict[str, Any]:
    years = _YEARS if list_id == national.OLD_LIST else (2025, 2026)
    day = dt.date(chance.choice(years), chance.randint(7 if years[0] == 2025 else 1, 12), chance.randint(1, 28))
    line: dict[str, Any] = {
        "id": f"dong-{at}",
        "subject": chance.choice(names),
        "state": chance.choice(_STATES),
        "date": str(min(day, RECORDED)),
        "recorded_on": str(RECORDED),
        "evidence": "D",
        "sources": ["nguon-bia"],
        "households": chance.choice((None, 1, 2, 5, 12)),
    }
    if chance.random() < 0.3:
        line["group"] = f"Tổ {chance.randint(1, 2)}"
    if chance.random() < 0.3:
        line["check"] = {"level": chance.randint(1, 3), "role": "bịa", "day": str(day), "same_as_reporter": False}
    return line


def months() -> list[dt.date]:
    """The last day of every month of ten years."""
    firsts = [dt.date(year, month, 1) for year in _YEARS for month in range(1, 13)]
    return [first - dt.timedelta(1) for first in [*firsts[1:], dt.date(_YEARS[-1] + 1, 1, 1)]]


def by_definition(kb: Knowledge, subjects: Sequence[str], days: Sequence[dt.date]) -> dict[str, list[list[int]]]:
    """The numerators, each subject and day by itself."""
    found: dict[str, list[list[int]]] = {figure: [[0] * len(days) for _ in subjects] for figure in FIGURES}
    for at, day in enumerate(days):
        ledger = Ledger(kb, day)
        for row, subject in enumerate(subjects):
            covered = cover(ledger, subject, _LIST, readings_of_other_rules=False)
            for figure in FIGURES:
                found[figure][row][at] = getattr(covered, figure).numerator
    return found


def timed(act: Callable[[], Any]) -> tuple[float, Any]:
    """Seconds of this process, wall, and what came of it."""
    begin = time.perf_counter()
    result = act()
    return time.perf_counter() - begin, result


_SQL = """
WITH seen AS (SELECT *, row_number() OVER () AS place FROM lines WHERE here),
latest AS (  -- of the lines of a group that came by the same day only the last says anything of later days
  SELECT * FROM seen QUALIFY row_number() OVER (PARTITION BY subject, unit, part, last ORDER BY place DESC) = 1),
grid AS (SELECT g.*, d.* FROM (SELECT DISTINCT subject, unit, part FROM seen) g, days d),
then_ AS (SELECT grid.subject, grid.unit, grid.n, latest.live, latest.live AND latest.last >= grid.fresh_from AS fresh
  FROM grid ASOF JOIN latest
  ON grid.subject = latest.subject AND grid.unit = latest.unit AND grid.part = latest.part AND grid.day >= latest.last),
now_ AS (SELECT subject, unit, n, bool_or(live) AS live, bool_or(fresh) AS fresh FROM then_ GROUP BY ALL),
first_ AS (SELECT subject, unit, min(last) FILTER (live) AS begun, min(last) FILTER (linked) AS linked
  FROM seen GROUP BY ALL),
looked AS (SELECT DISTINCT subject, unit, n FROM seen, days
  WHERE day >= last
  AND ((check_day > 0 AND check_day BETWEEN checked_from AND day) OR (absent AND last >= checked_from)))
SELECT 'current', subject, n, count(*) FROM now_ WHERE fresh GROUP BY ALL
UNION ALL SELECT 'unknown_now', subject, n, count(*) FROM now_ WHERE live AND NOT fresh GROUP BY ALL
UNION ALL SELECT 'reported', subject, n, count(*) FROM first_, days WHERE day >= begun GROUP BY ALL
UNION ALL SELECT 'linked', subject, n, count(*) FROM first_, days WHERE day >= linked GROUP BY ALL
UNION ALL SELECT 'checked', subject, n, count(*) FROM looked GROUP BY ALL
"""
_IN_SQL = ("reported", "linked", "current", "unknown_now", "checked")


def by_sql(kb: Knowledge, subjects: Sequence[str], lines: LedgerColumns, days: Sequence[dt.date]) -> dict[str, Any]:
    """The numerators of some figures in SQL, without carrying over, from the same columns."""
    duckdb = importlib.import_module("duckdb")  # only who has it can measure it

    calendar = Calendar.of(days, kb.rules)
    number_of = {subject: at for at, subject in enumerate(subjects)}
    places = lines.place_of[lines.group_of]
    table = {
        "subject": np.array([number_of[subject] for subject, _ in lines.places])[places],
        "unit": places,
        "part": lines.group_of,
        "here": np.array([unit.list == _LIST for _, unit in lines.places])[places],
        **{name: getattr(lines, name) for name in ("last", "live", "linked", "absent", "check_day")},
    }
    with duckdb.connect() as connection:
        connection.register("lines", table)
        connection.register(
            "days",
            {
                "n": np.arange(len(days)),
                "day": calendar.days,
                "fresh_from": calendar.fresh_from,
                "checked_from": calendar.checked_from,
            },
        )
        rows = connection.execute(_SQL).fetchall()
    found = {figure: np.zeros((len(subjects), len(days)), np.int64) for figure in _IN_SQL}
    for figure, subject, at, count in rows:
        found[figure][subject, at] = count
    return found


@command("Đo cách tính độ phủ cả nước, mọi tháng của mười năm: từng ngày một, một lượt, và bằng SQL.")
@click.option("--lines", metavar="SỐ", type=click.IntRange(min=1000), default=100_000, help="Số dòng sổ (100000).")
@click.option("--subjects", metavar="SỐ", type=click.IntRange(min=1), default=300, help="Số mô hình (300).")
@click.option("--every", metavar="N", type=click.IntRange(min=1), default=20, help="Định nghĩa hỏi mỗi N mô hình (20).")
@click.option("--rule", type=click.Choice([rule.value for rule in CarryOver]), default="none", help="Sau sáp nhập.")
@click.option("--json", "out", type=click.Path(path_type=Path), help="Ghi số đo vào tệp.")
def main(lines: int, subjects: int, every: int, rule: str, out: Path | None) -> None:
    """Print a table of seconds, and stop if any two ways differ."""
    days = months()
    kb = made_up(lines, subjects, CarryOver.of(rule))
    names = sorted(kb.models)
    some = names[::every]
    for name in names:
        kb.lines_by_subject[name]  # so that nobody pays for reading
    rows: list[tuple[str, int, float]] = []
    seconds, (whole,) = timed(lambda: over_time(kb, names, [_LIST], days))
    rows.append(("một lượt (numpy)", len(names), seconds))
    seconds, (part,) = timed(lambda: over_time(kb, some, [_LIST], days))
    rows.append(("một lượt (numpy)", len(some), seconds))
    simple, told = timed(lambda: by_definition(kb, some, days))
    rows.append(("định nghĩa, từng ngày", len(some), simple))
    assert all(part.numerators[figure].tolist() == told[figure] for figure in FIGURES), "hai cách tính khác nhau"
    reading, table = timed(lambda: columns(kb, names))
    if rule == CarryOver.NONE.value and importlib.util.find_spec("duckdb"):
        seconds, in_sql = timed(lambda: by_sql(kb, names, table, days))
        rows.append(("SQL (DuckDB), thiếu “verified”", len(names), reading + seconds))
        assert all((whole.numerators[figure] == in_sql[figure]).all() for figure in _IN_SQL), "SQL tính khác"
    title = f"{number(lines)} dòng bịa, {len(kb.units_of(_LIST))} xã, {len(days)} tháng, quy tắc {rule}"
    grid = Table("Cách", "Mô hình", "Giây", "Giây mỗi mô hình", title=title)
    for name, count, spent in rows:
        grid.add_row(name, str(count), number(round(spent, 2)), number(round(spent / count, 4)))
    Console().print(grid)
    click.echo(f"Trong đó đọc {number(lines)} dòng thành cột: {number(round(reading, 2))} giây.")
    ratio = simple / rows[1][2]
    click.echo(f"Một lượt nhanh hơn định nghĩa {number(round(ratio, 1))} lần, cùng {len(some)} mô hình.")
    if out:
        out.write_text(json.dumps({"rows": rows, "ratio": ratio, "columns": reading}, ensure_ascii=False), "utf-8")


if __name__ == "__main__":
    main()
