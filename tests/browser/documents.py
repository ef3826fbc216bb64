"""What the files of a built site say, without a browser: their links, ids, attributes and words."""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path

_LINKING = {"href", "src", "xlink:href", "action", "poster", "data"}
_REFRESH = re.compile(r"^\s*\d+\s*;\s*url=(.+)$", re.IGNORECASE)


@dataclass
class Document(HTMLParser):
    """One HTML file: `links` are (tag, rel, address) in order, `words` is its text outside of scripts and styles."""

    links: list[tuple[str, str, str]] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    attributes: list[tuple[str, str, str]] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    words: str = ""
    robots: str = ""
    _silent: int = 0

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.tags.append(tag)
        self.attributes += [(tag, name, value) for name, value in given.items()]
        if "id" in given:
            self.ids.append(given["id"])
        self.links += [(tag, given.get("rel", ""), given[name]) for name in given if name in _LINKING]
        self.links += [(tag, "", item.split()[0]) for item in given.get("srcset", "").split(",") if item.strip()]
        if tag == "meta" and (refresh := _REFRESH.match(given.get("content", ""))):
            self.links.append((tag, "refresh", refresh[1]))
        if tag == "meta" and given.get("name") == "robots":
            self.robots = given.get("content", "")
        self._silent += tag in {"script", "style"}

    def handle_endtag(self, tag: str) -> None:
        self._silent -= tag in {"script", "style"}

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.words += data


def read_all(folder: Path) -> dict[str, Document]:
    """Every HTML file of a site by its path below the folder, in order."""
    result = {}
    for path in sorted(folder.rglob("*.html")):
        document = Document()
        document.feed(path.read_text(encoding="utf-8"))
        document.close()
        result[path.relative_to(folder).as_posix()] = document
    return result
