"""A folder for Hugo: pages that a content adapter makes from the YAML, in the shell of one of our built pages.

The drawings of that page stand on every page of a model or practice, so that as many bytes are written as we write.
"""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

from nhanrong.layout import DATA

LAYOUT = "layouts/all.html"
_PARTS = Path(__file__).with_name("hugo")
_ARTICLE = "article.html"
_DRAWINGS = "DRAWINGS"
_MOST_ITEMS = 4_000  # with some thousands more Hugo takes a file for an attack by aliases
_DRAWING = re.compile(r"<svg\b.*?</svg>", re.DOTALL)
_TITLE = re.compile(r"<title>.*?</title>", re.DOTALL)
_DESCRIPTION = re.compile(r'(<meta name="description" content=").*?(">)', re.DOTALL)
_BODY = re.compile(r"(<article[^>]*>).*(</article>)", re.DOTALL)


class NoShellError(Exception):
    """A built page has no title, description or article; the argument says which, in Vietnamese."""


def write_hugo(root: Path, page: Path, folder: Path) -> int:
    """The records of the knowledge base in `root`, told in the shell of the built `page`.

    How many lists of units were cut into several files, because Hugo refuses them.
    """
    shutil.copytree(_PARTS, folder, ignore=shutil.ignore_patterns(_ARTICLE), dirs_exist_ok=True)
    shutil.copytree(root / DATA, folder / DATA)
    layout = folder / LAYOUT
    layout.parent.mkdir(exist_ok=True)
    article = (_PARTS / _ARTICLE).read_text("utf-8")
    layout.write_text(shell(page.read_text("utf-8"), article), encoding="utf-8")
    return sum(_cut(path) for path in sorted((folder / DATA / "units").glob("*.yml")))


def _cut(path: Path) -> bool:
    """A list of units with what changed between lists, in several files of the same id if it is long."""
    head, *blocks = re.split(r"^(?=units:|edges:)", path.read_text("utf-8"), flags=re.MULTILINE)
    parts = [part for block in blocks for part in _parts(block)]
    if len(parts) == len(blocks):
        return False
    for number, part in enumerate(parts):
        # the first keeps the name: it holds the unit that is edited
        target = path.with_stem(f"{path.stem}-{number}") if number else path
        target.write_text(head + part, encoding="utf-8")
    return True


def _parts(block: str) -> Iterator[str]:
    """A key with many items, as often as needed."""
    key, *items = re.split(r"^(?=  - )", block, flags=re.MULTILINE)
    for begin in range(0, len(items), _MOST_ITEMS):
        yield key + "".join(items[begin : begin + _MOST_ITEMS])


def shell(html: str, article: str) -> str:
    """A built page as a layout: its head, header and footer stay, its own title, description and article give way."""
    # what looks like an action of a template would be one
    layout = html.replace("{{", '{{ "{{" }}')
    body = _BODY.search(layout)
    drawings = "".join(_DRAWING.findall(body[0])) if body else ""
    description = r"\g<1>{{ .Params.record.summary }}\g<2>"
    for name, pattern, new in (
        ("tiêu đề", _TITLE, "<title>{{ .Title }} – {{ site.Title }}</title>"),
        ("mô tả", _DESCRIPTION, description),
        ("bài", _BODY, rf"\g<1>{_escaped(article.replace(_DRAWINGS, drawings))}\g<2>"),
    ):
        layout, count = pattern.subn(new, layout, count=1)
        if not count:
            raise NoShellError(f"trang mẫu không có {name}")
    return layout


def _escaped(text: str) -> str:
    return text.replace("\\", r"\\")
