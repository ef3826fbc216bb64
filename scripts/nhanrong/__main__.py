"""`python -m nhanrong` is the command `nhanrong`."""

from nhanrong.cli import run

run()
