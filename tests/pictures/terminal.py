"""A command as a person runs it: typed answers, what the terminal shows, and that as a page to take a picture of."""

import html
import os
import pty
import re
import select
import struct
import subprocess
import termios
from collections.abc import Mapping, Sequence
from fcntl import ioctl
from pathlib import Path
from string import Template

_PATIENCE = 60  # seconds
_PROMPT = re.compile(r"(?:^|\n)> \Z")
_ESCAPES = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]|\r")
_COLUMNS, _ROWS = 94, 200
_PAGE = Template(Path(__file__).with_name("terminal.html").read_text("utf-8"))


def shown(command: Sequence[str], folder: Path, environment: Mapping[str, str], answers: Sequence[str] = ()) -> str:
    """What a terminal of 94 columns shows when the command runs in the folder, and the answers are typed in turn."""
    ours, theirs = pty.openpty()
    ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", _ROWS, _COLUMNS, 0, 0))
    process = subprocess.Popen(  # our own commands
        command,
        cwd=folder,
        env={**os.environ, **environment},
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        close_fds=True,
    )
    os.close(theirs)
    text, left = "", list(answers)
    while select.select([ours], [], [], _PATIENCE)[0]:
        try:
            part = os.read(ours, 65536)
        except OSError:  # the other end is closed
            break
        if not part:
            break
        text += _ESCAPES.sub("", part.decode("utf-8", "replace"))
        if _PROMPT.search(text):
            os.write(ours, f"{left.pop(0)}\n".encode() if left else b"\x04")
    process.wait(_PATIENCE)
    os.close(ours)
    return text


def page(typed: str, text: str) -> str:
    """The command and what it showed, as HTML."""
    return _PAGE.substitute(typed=html.escape(typed), text=html.escape(text.strip("\n")))
