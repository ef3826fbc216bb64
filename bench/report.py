"""How long `nhanrong report` takes: `python bench/report.py --records 5000` (two ledger lines a record).

The base is made up (see `corpus.py`) in the user's cache folder, once. For each form the whole command is run with what
an earlier run has kept: on the screen, and into a workbook with all grounds. The list before 1 July 2025 has the most
lines and days to compare with.
"""

import os
import sys
import tempfile
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table

import corpus
import nhanrong
from measuring import RunFailedError, Usage, measured
from nhanrong.cli.vietnamese_help import command
from nhanrong.starting import reference_forms
from nhanrong.vietnamese import number

_LIMIT = 600.0  # seconds
_SEED = 2  # whose made-up sentences the guard lets pass
_PACKAGE = str(Path(nhanrong.__file__).parent.parent)
_PERIODS = (("2025-06-30", ("--from", "2024-07-01", "--to", "2025-06-30")), ("2025-07-01", ("--from", "2026")))
_DAY = ("--as-of", "2026-12-31")


@command("Đo lệnh nhanrong report trên một kho bịa: mỗi biểu mẫu, trên màn hình và ra Excel.")
@click.option("--records", metavar="SỐ", type=click.IntRange(min=corpus.LEAST), default=5000, help="Số bản ghi (5000).")
@click.option("--forms", metavar="MÃ,…", help="Chỉ các biểu mẫu này.")
def main(records: int, forms: str | None) -> None:
    """Print a table of seconds and megabytes."""
    names = forms.split(",") if forms else sorted(Path(path).stem for path in reference_forms())
    base = _base(records)
    _run(base, ("check",))
    grid = Table("Biểu mẫu", "Danh mục", "Ra", "Giây", "Giây máy", "MB", title=f"{records} bản ghi, {2 * records} dòng")
    for name in names:
        for list_id, period in _PERIODS:
            asked = ("report", name, "--list", list_id, *period, *_DAY)
            with tempfile.TemporaryDirectory() as folder:
                for said, out in (("màn hình", ()), ("Excel", ("--out", f"{folder}/bao-cao.xlsx"))):
                    used = _run(base, (*asked, *out))
                    seconds = (number(round(one, 1)) for one in (used.wall_s, used.cpu_s))
                    grid.add_row(name, list_id, said, *seconds, number(round(used.peak_mb)))
    Console().print(grid)


def _base(records: int) -> Path:
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    folder = cache / "nhanrong-bench" / f"report-{records}"
    if not (folder / "models_data").exists():
        corpus.write(folder, records, _SEED)
    return folder


def _run(base: Path, arguments: tuple[str, ...]) -> Usage:
    try:
        return measured(
            [sys.executable, "-m", "nhanrong", *arguments], base, {"COLUMNS": "200", "PYTHONPATH": _PACKAGE}, _LIMIT
        )
    except RunFailedError as error:
        sys.exit(f"nhanrong {' '.join(arguments)}: {error}")


if __name__ == "__main__":
    main()
