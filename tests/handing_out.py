"""A command run in a copy of the miniature base, whose output is one Vietnamese sentence or more and no traceback."""

import shutil
from pathlib import Path

from click.testing import CliRunner, Result

from builders import SMALL
from nhanrong.cli import main

DAY = ("--as-of", "2026-11-23")


def copied(folder: Path) -> Path:
    """The copy."""
    shutil.copytree(SMALL / "models_data", folder / "kho" / "models_data")
    return folder / "kho"


def run(*arguments: str) -> Result:
    """The result of a command."""
    result = CliRunner().invoke(main, arguments)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    assert "Traceback" not in result.output
    return result
