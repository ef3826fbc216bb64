"""`nhanrong poster`: one practice in steps, A3, to hang up."""

import datetime as dt
from pathlib import Path

from nhanrong.cli.single import Drawing, drawn, options
from nhanrong.cli.vietnamese_help import command
from nhanrong.records.practice import Practice


@command("Áp phích A3 của một cách làm hay: các bước đánh số, cỡ chữ to nhất vừa trang, điều cần coi chừng, mã QR.")
@options("MÃ_CÁCH_LÀM", "In cả khi chưa thẩm định kỹ thuật; áp phích nói rõ điều ấy.")
def poster(name: str, out: Path | None, day: dt.date | None, *, with_unreviewed: bool) -> int:
    """Write the poster, and say what had no room on it."""
    from nhanrong.handouts.poster import left_out, pdf, refusal

    drawing = Drawing("practices", "Áp phích", pdf, left_out, refusal, _says)
    return drawn(drawing, name, out, day, with_unreviewed=with_unreviewed)


def _says(practice: Practice) -> str:
    return f"áp phích A3, {len(practice.steps)} bước."
