"""The command line: arguments in, text out, exit codes 0 (good), 1 (problems) and 2 (wrong use)."""

import os
import sys
from importlib import import_module
from io import TextIOWrapper
from typing import NoReturn

import click

from nhanrong.cli.vietnamese_help import OPTIONS, SUBCOMMAND, VietnameseGroup
from nhanrong.cores import uncollected
from nhanrong.store import CacheLostError

_COMMANDS = (
    "admin",
    "booklet",
    "build",
    "check",
    "coverage",
    "diff",
    "explain",
    "field-day",
    "format",
    "from-issue",
    "guard",
    "init",
    "leaflet",
    "loudspeaker",
    "new",
    "poster",
    "publish",
    "recheck",
    "report",
    "review-sheet",
    "schema",
    "sheet",
    "slip",
    "usb",
)  # each in the module of its name


class _Commands(VietnameseGroup):
    """A command is imported when it is run: a check needs none of what draws pages."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  # as every group is asked
        """The names of all commands."""
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002  # as above
        """The command of this name."""
        if cmd_name not in _COMMANDS:
            return None
        name = cmd_name.replace("-", "_")
        found = getattr(import_module(f"{__name__}.{name}"), name)
        assert isinstance(found, click.Command)  # as `_COMMANDS` says
        return found


@click.group(
    cls=_Commands,
    add_help_option=False,
    options_metavar=OPTIONS,
    subcommand_metavar=SUBCOMMAND,
    help="Nhân Rộng: kho mô hình, cách làm hay và sổ theo dõi nhân rộng.",
)
@click.help_option("-h", "--help", help="In cách dùng rồi thoát.")
@click.version_option(package_name="nhanrong", message="nhanrong %(version)s", help="In phiên bản rồi thoát.")
def main() -> None:
    """Run one of the commands."""


def _speak_utf8() -> None:
    """Let every word be written, whatever a pipe of Windows takes for the usual letters, or a file has in its name."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def run() -> NoReturn:
    """The program: it ends without giving back its memory piece by piece, which the system does at once."""
    _speak_utf8()
    code = 0
    try:
        with uncollected():
            main()
    except CacheLostError as error:
        click.echo(f"Bộ nhớ đệm hỏng ({error.why}). Xóa thư mục .cache rồi chạy lại.", err=True)
        code = 1
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else 0
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)
