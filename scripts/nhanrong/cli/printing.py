"""Papers that are made anew whenever they are asked for: a whole one takes the place of an older one alone."""

import re
from contextlib import suppress
from pathlib import Path

import click

from nhanrong.problems import because

PDF = re.compile(rb"%PDF-")
READ_OUT = re.compile(r"\[[^\n]*Không đọc dòng này\.\]\r?\n".encode())  # how `handouts/loudspeaker.txt.j2` begins


def ending(file: Path, wanted: str) -> Path:
    """The file, or the end of the command when its name says that it is something else."""
    if file.suffix.lower() != wanted:
        raise click.UsageError(f"--out: “{file.name}” phải kết thúc bằng {wanted}.")
    return file


def moved_in(file: Path, data: bytes) -> None:
    """Write beside the place and move there; nothing half written is ever seen, nor left when it raises an OSError."""
    beside = file.with_name(f".{file.name}.moi")
    try:
        beside.write_bytes(data)
        beside.replace(file)
    except OSError:
        with suppress(OSError):
            beside.unlink()
        raise


def put(file: Path, data: bytes, kind: re.Pattern[bytes] = PDF) -> None:
    """Write the whole file, in a new folder if need be, or end the command.

    A file that stands there is replaced only by one of its kind, so that no other work is lost by its name.
    """
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        there = file.read_bytes() if file.exists() else b""
        if there and there != data and not kind.match(there):
            raise click.ClickException(
                f"{file}: NR857 đã có tệp này, nội dung khác, không phải tệp do lệnh này in ra. Có thể đã có người "
                "viết; đặt tên khác sau --out, hoặc dời tệp ấy đi. Chưa ghi gì."
            )
        moved_in(file, data)
    except OSError as error:
        raise click.ClickException(f"không ghi được {file}: {because(error)}. Chọn chỗ khác rồi chạy lại.") from None
