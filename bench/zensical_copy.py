"""What Zensical needs to build many pages: its search index refuses a long section once there are many of them.

As tried with Zensical 0.0.73, the length of a section, times the number of sections rounded up to a power of two, may
not pass 2 to the 30th.
"""

import re
from pathlib import Path

_SECTION = re.compile(r"^(?=#{1,6} )", re.MULTILINE)
_ROOM = 2**30
# The index holds the section as HTML, which is longer than the Markdown; twice as long was never seen.
_CAUTION = 2
_LEFT_OUT = " { data-search-exclude }"


def keep_search_within_bounds(docs: Path) -> int:
    """Keep the sections that would be too long out of the search; how many they are."""
    pages = {path: _SECTION.split(path.read_text("utf-8")) for path in sorted(docs.rglob("*.md"))}
    count = sum(bool(section) for sections in pages.values() for section in sections)
    longest = (_ROOM >> max(count - 1, 1).bit_length()) // _CAUTION
    total = 0
    for path, sections in pages.items():
        kept = [_without_search(section) if len(section.encode()) > longest else section for section in sections]
        if kept != sections:
            path.write_text("".join(kept), encoding="utf-8")
            total += sum(new != old for new, old in zip(kept, sections, strict=True))
    return total


def _without_search(section: str) -> str:
    heading, end, text = section.partition("\n")
    return f"{heading}{_LEFT_OUT}{end}{text}" if heading.startswith("#") else section
