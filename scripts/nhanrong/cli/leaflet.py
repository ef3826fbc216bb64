"""`nhanrong leaflet`: one model on a sheet of A4, to be folded in three."""

import datetime as dt
from pathlib import Path

from nhanrong.cli.single import Drawing, drawn, options
from nhanrong.cli.vietnamese_help import command

_SAYS = "tờ gấp A4. In hai mặt, lật theo cạnh ngắn; gấp theo vạch ở mép, phần rủi ro gấp vào trước."


@command("Tờ gấp của một mô hình: hai mặt A4 nằm ngang, gấp làm ba. Luôn đúng hai trang, không cắt câu nào.")
@options("MÃ_MÔ_HÌNH", "In cả khi chưa thẩm định kỹ thuật; trang nào cũng nói rõ.")
def leaflet(name: str, out: Path | None, day: dt.date | None, *, with_unreviewed: bool) -> int:
    """Write the leaflet, and say what had no room on it."""
    from nhanrong.handouts.leaflet import left_out, pdf

    drawing = Drawing("models", "Tờ gấp", pdf, left_out, refusal=lambda *_: None, says=lambda _: _SAYS)
    return drawn(drawing, name, out, day, with_unreviewed=with_unreviewed)
