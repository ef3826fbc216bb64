"""The body of the comment: what `nhanrong diff` says, and what the one who posts it knows for sure."""

import re
from collections.abc import Iterable
from pathlib import Path

from nhanrong.posting import MARKER
from nhanrong.posting.judging import fault

_DATA = ("models_data/", "docs/")
_SITE = re.compile(r"""^site_url: ["']?(https?://[^\s"']+)""", re.MULTILINE)
_CHANGED_PROGRAM = (
    "> ⚠️ **Thay đổi này sửa cả chương trình hoặc cách dựng**, nên lời dưới đây do chính phần đã sửa viết ra: "
    "đừng tin khi chưa xem các tệp ngoài `models_data/` và `docs/`."
)


def site_url(area: Path) -> str:
    """Where the published pages are, as the area's file says; empty when it does not."""
    try:
        found = _SITE.search(area.read_text(encoding="utf-8"))
    except OSError:
        return ""
    return f"{found[1].rstrip('/')}/" if found else ""


def changes_program(paths: Iterable[str]) -> bool:
    """Whether any of the files is more than a record or a hand-written page."""
    return any(not path.startswith(_DATA) for path in paths)


def body(said: bytes | None, site: str, run: str, *, program: bool) -> str:
    """The comment round what was said; without it, or where it may not be posted, why there is none.

    `run` is the address of the run that said it.
    """
    text = "" if said is None else said.decode("utf-8", "replace")
    why = "bước so sánh chưa chạy xong" if said is None else fault(text, site)
    if why:
        text = f"{MARKER}\n## Thay đổi này nói gì\n\nChưa có lời nhận xét: {why}.\n"
    elif program:
        text = text.replace(f"{MARKER}\n", f"{MARKER}\n{_CHANGED_PROGRAM}\n\n", 1)
    return f"{text.rstrip()}\n\n[Kết quả kiểm tra và trang dựng thử]({run})\n"
