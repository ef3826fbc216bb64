"""Papers that are made anew whenever they are asked for: a whole one takes the place of what stood there before."""

from contextlib import suppress
from pathlib import Path

import click

from nhanrong.problems import because


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


def put(file: Path, data: bytes) -> None:
    """Write the whole file, in a new folder if need be, or end the command."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        moved_in(file, data)
    except OSError as error:
        raise click.ClickException(f"không ghi được {file}: {because(error)}. Chọn chỗ khác rồi chạy lại.") from None
