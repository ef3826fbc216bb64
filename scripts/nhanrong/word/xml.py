"""Elements of WordprocessingML, where python-docx has no word for what is wanted."""

import re
from collections.abc import Iterable
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

# XML 1.0 refuses most control characters. U+2060 and U+200B only tell where a line may end; Word does not end one in
# con/m² and breaks what is too long, and fonts without them show a box.
_NOT_SHOWN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|[\u200b\u2060\ufeff]")


def clean(text: str) -> str:
    """The text without what a document cannot hold or would show as a box."""
    return _NOT_SHOWN.sub("", text)


def element(name: str, /, *inside: Any, **attributes: object) -> Any:
    """`element("w:tab", val="right")`: an element of Word's, its attributes in its own namespace."""
    prefix = name.split(":", maxsplit=1)[0]
    made = OxmlElement(name, attrs={qn(f"{prefix}:{key}"): clean(str(value)) for key, value in attributes.items()})
    for one in inside:
        made.append(one)
    return made


def run(text: str, style: str = "") -> Any:
    """A run of plain text, its spaces kept; ends of lines and tabs are Word's own."""
    made = element("w:r", *([element("w:rPr", element("w:rStyle", val=style))] if style else []))
    made.text = clean(text)
    return made


def field(instruction: str, shown: str = "") -> Iterable[Any]:
    """A field that Word computes, and what stands there until then; `instruction` is never a text of a record."""
    yield element("w:r", element("w:fldChar", fldCharType="begin"))
    asked = element("w:instrText")
    asked.text = f" {instruction} "
    asked.set(qn("xml:space"), "preserve")
    yield element("w:r", asked)
    yield element("w:r", element("w:fldChar", fldCharType="separate"))
    yield run(shown)
    yield element("w:r", element("w:fldChar", fldCharType="end"))
