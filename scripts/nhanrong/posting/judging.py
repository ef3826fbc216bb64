"""Whether a text that somebody's program has left may be posted: it must look as `nhanrong diff` writes.

Whatever could be read as markup stands in code or as an entity there, so that next to nothing is let through.
"""

import html
import re
import unicodedata
from itertools import pairwise

from nhanrong.posting import LONGEST, MARKER

_CODE = re.compile(r"`(?:[^`|\\]|\\\|)+`")  # a bar ends a cell, in code too
_FOLD = re.compile(r"<details><summary>[\w ]+</summary>|</details>")  # up to the next blank line all is HTML
_OPENINGS = re.compile(r"(> )?(- |#{2,4} )?")
_MARKS = re.compile(r"\*\*|(?<!~)~~(?!~)")
_ENTITIES = re.compile(r"&#\d{1,6};")
_NEVER = re.compile(r"[!#$&*+<=>@\[\\\]^_`{}~]")
_REFERENCES = re.compile(r"[@#!~$&^]\w|://|www\.|\bGH-\d", re.IGNORECASE)
_INVISIBLE = {"Cc", "Cf", "Cn", "Co", "Cs"}


def fault(text: str, site_url: str) -> str:
    """Why a text may not be posted, in Vietnamese, or an empty text; links may lead below `site_url` only."""
    lines = text.split("\n")
    if len(text) > LONGEST:
        return "dài quá mức"
    if lines[0] != MARKER:
        return "không mở đầu như lời nhận xét của nhanrong diff"
    if any(unicodedata.category(character) in _INVISIBLE for line in lines for character in line):
        return "có ký tự ẩn"
    link = re.compile(rf"- \[([^\[\]]*)\]\({re.escape(site_url)}[\w./%-]*\)")
    for number, (line, following) in enumerate(pairwise([*lines[1:], ""]), 2):
        if _FOLD.fullmatch(line) and not following:
            continue
        linked = link.fullmatch(line) if site_url else None
        if not _is_harmless(linked[1] if linked else line):
            return f"dòng {number} có liên kết, thẻ hoặc lời nhắc tới người khác"
    return ""


def _is_harmless(line: str) -> bool:
    """Whether nothing in a line can lead, call or run anywhere, also once its entities are read."""
    if "``" in line:
        return False
    said = _OPENINGS.sub("", _CODE.sub("", line), count=1)
    said = _MARKS.sub("", said.replace("<br>", " ") if line.startswith("| ") else said)
    return not _NEVER.search(_ENTITIES.sub("", said)) and not _REFERENCES.search(html.unescape(said))
